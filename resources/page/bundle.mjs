// SPDX-License-Identifier: GPL-3.0-or-later
// bundle.mjs FROM TO FILE…: makes the files of a page that the host serves. A script or style sheet
// is bundled with what it imports, every other file is copied, one with an absolute path by its name;
// each lies in TO plain and as .gz. TO
// gets icon.svg, the program's own, and licenses.txt, the licences of the packages that went in.
//
// The same sources give the same bytes: nothing here depends on time, place or machine.
import {copyFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync} from 'node:fs';
import {basename, dirname, extname, isAbsolute, join, relative, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';
import {gzipSync} from 'node:zlib';
import {build} from 'esbuild';
import {tokensStyle} from './tokens.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const packages = join(here, 'node_modules');
const [from, to, ...files] = process.argv.slice(2).map((argument, at) => (at < 2 ? resolve(argument) : argument));

/// `@import "tokens.css"` is the colours of resources/theme/tokens.json.
const tokens = {
  name: 'tokens',
  setup(bundler) {
    const path = resolve(here, '../theme/tokens.json');
    bundler.onResolve({filter: /^tokens\.css$/}, () => ({path, namespace: 'tokens'}));
    bundler.onLoad({filter: /.*/, namespace: 'tokens'}, () => ({
      contents: tokensStyle(JSON.parse(readFileSync(path, 'utf8'))),
      loader: 'css',
    }));
  },
};

/// Bundles into TO and gives the names of the packages that went in.
async function bundle(entries) {
  const result = await build({
    absWorkingDir: from,
    entryPoints: entries.map((file) => join(from, file)),
    outdir: to,
    outbase: from,
    bundle: true,
    minify: true,
    metafile: true,
    charset: 'utf8',
    format: 'iife',
    target: ['es2020'],
    legalComments: 'none', // they stand in licenses.txt
    loader: {'.svg': 'text'},
    define: {global: 'globalThis', 'process.env.NODE_ENV': '"production"'},
    nodePaths: [packages],
    plugins: [tokens],
    logLevel: 'warning',
  });
  const used = new Set();
  for (const output of Object.values(result.metafile.outputs)) {
    for (const [input, {bytesInOutput}] of Object.entries(output.inputs)) {
      const inside = relative(packages, resolve(from, input));
      const name = /^(?!\.\.)(@[^/]+\/[^/]+|[^/]+)\//.exec(inside)?.[1];
      if (name && bytesInOutput > 0) used.add(name);
    }
  }
  return [...used].sort();
}

function licenceOf(name) {
  const folder = join(packages, name);
  const {version, license} = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
  if (!file) throw new Error(`${name} brings no licence text`);
  const text = readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim();
  return `${name} ${version} (${license})\n\n${text}\n`;
}

function licences(used) {
  const icons = readFileSync(join(here, '../icons/lucide/LICENSE'), 'utf8').trim();
  const parts = [...used.map(licenceOf), `Lucide icons (ISC)\n\n${icons}\n`];
  if (files.some((file) => basename(file) === 'emoji.json'))
    parts.push(`emojibase-data (MIT)\n\n${readFileSync(join(here, '../emoji/LICENSE'), 'utf8').trim()}\n`);
  const line = `\n${'-'.repeat(72)}\n\n`;
  return `This page is part of Madang, GPL-3.0-or-later. It brings, under licences of their own:\n${line}${parts.join(line)}`;
}

function compress(file) {
  const packed = gzipSync(readFileSync(file), {level: 9});
  packed[9] = 255; // the operating system: none in particular
  writeFileSync(`${file}.gz`, packed);
}

mkdirSync(to, {recursive: true});
const entries = files.filter((file) => ['.js', '.css'].includes(extname(file)));
const used = entries.length > 0 ? await bundle(entries) : [];
const nameOf = (file) => (isAbsolute(file) ? basename(file) : file);
for (const file of files) {
  if (isAbsolute(file)) {
    copyFileSync(file, join(to, basename(file)));
    continue;
  }
  mkdirSync(dirname(join(to, file)), {recursive: true});
  if (!entries.includes(file)) copyFileSync(join(from, file), join(to, file));
}
copyFileSync(join(here, '../icons/madang.svg'), join(to, 'icon.svg'));
writeFileSync(join(to, 'licenses.txt'), licences(used));
for (const file of [...files.map(nameOf), 'icon.svg', 'licenses.txt']) compress(join(to, file));
