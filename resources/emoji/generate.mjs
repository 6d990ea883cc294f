// SPDX-License-Identifier: GPL-3.0-or-later
// generate.mjs: makes emoji.json from the npm package emojibase-data, which package.json here names.
// Run `npm ci --ignore-scripts` in this folder before. The same package gives the same bytes.
//
// emoji.json: `groups`, each {key, en, ko}; `emoji`, in Unicode's order, each
// [emoji, group, shortcodes, English words, Korean words], words and shortcodes with a blank between
// them, the name first and then a "|". Skin tones are left out.
import {readFileSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';

const require = createRequire(import.meta.url);
const load = (name) => require(`emojibase-data/${name}.json`);
const {version} = load('package');
const english = load('en/data');
const korean = new Map(load('ko/data').map((entry) => [entry.hexcode, entry]));
const shortcodes = [load('en/shortcodes/github'), load('en/shortcodes/emojibase')];

const component = 2; // skin tones and hair: not sent alone
const names = (language) => load(`${language}/messages`).groups.filter(({order}) => order !== component);
const englishGroups = names('en');
const koreanGroups = names('ko');
const groups = englishGroups.map(({key, message, order}) => ({
  order, key, en: message, ko: koreanGroups.find((group) => group.order === order).message,
}));

const list = (value) => (value === undefined ? [] : [value].flat());
const words = ({label, tags}) => `${label}|${list(tags).join(' ')}`;

/// Without the mark that asks for a picture where a picture is shown anyway: people send both.
const usual = (text) => text.replace(/(\p{Emoji_Presentation})\ufe0f/gu, '$1');

const emoji = english
  .filter(({group}) => group !== undefined && group !== component)
  .sort((one, other) => one.order - other.order)
  .map((entry) => {
    const codes = new Set(shortcodes.flatMap((all) => list(all[entry.hexcode])));
    return [usual(entry.emoji), groups.findIndex(({order}) => order === entry.group), [...codes].join(' '),
      words(entry), words(korean.get(entry.hexcode) ?? {label: entry.label})];
  });

const lines = emoji.map((entry) => JSON.stringify(entry)).join(',\n');
const licence = readFileSync(require.resolve('emojibase-data/LICENSE'), 'utf8').split('\n').find((line) => /copyright/i.test(line));
writeFileSync(new URL('emoji.json', import.meta.url), `{"source": ${JSON.stringify(`emojibase-data ${version} (MIT, ${licence.trim()})`)},
"groups": ${JSON.stringify(groups.map(({key, en, ko}) => ({key, en, ko})))},
"emoji": [
${lines}
]}
`);
