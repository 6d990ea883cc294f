// SPDX-License-Identifier: GPL-3.0-or-later
// madang-host as a process of its own, in a folder of its own, on a port that is free.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PATIENCE = 60_000; // far more than a healthy host takes on a busy machine

function cleanEnvironment() {
  const environment = { ...process.env };
  for (const key of Object.keys(environment)) {
    if (key.startsWith('MADANG_') || key === 'NOTIFY_SOCKET') delete environment[key];
  }
  return environment;
}

/// Runs the program to its end and gives what it printed.
export function run(binary, args, input = '') {
  return new Promise((resolve, reject) => {
    const child = spawn(binary, args, { env: cleanEnvironment() });
    let output = '';
    let errors = '';
    child.stdout.on('data', (bytes) => (output += bytes));
    child.stderr.on('data', (bytes) => (errors += bytes));
    child.on('error', reject);
    // A program may end without having read its input (--help does); its exit code tells the rest.
    child.stdin.on('error', () => {});
    child.on('close', (code) =>
      code === 0 ? resolve(output) : reject(new Error(`${binary} ${args.join(' ')}: ${errors}`)));
    child.stdin.end(input);
  });
}

export class Host {
  /// `files`: name to text, written into the folder; `{folder}` in an argument is that folder.
  static async start(binary, args, files = {}) {
    const folder = mkdtempSync(join(tmpdir(), 'madang-protocol-'));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const all = ['--port', '0', '--bind', '127.0.0.1', '--data', join(folder, 'data'), ...args];
    const child = spawn(binary, all.map((arg) => arg.replace('{folder}', folder)),
      { env: cleanEnvironment(), stdio: ['ignore', 'pipe', 'pipe'] });
    const host = new Host(child, folder);
    await host.ready();
    return host;
  }

  constructor(child, folder) {
    this.child = child;
    this.folder = folder;
    this.errors = '';
    child.stderr.on('data', (bytes) => (this.errors += bytes));
    this.exited = new Promise((resolve) => child.on('close', resolve));
  }

  async ready() {
    this.url = await new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('the host was not ready in time')), PATIENCE);
      let output = '';
      this.child.stdout.on('data', (bytes) => {
        output += bytes;
        const line = /^madang-host ready (\S+) (\S+)$/m.exec(output);
        if (!line) return;
        clearTimeout(timer);
        resolve(line[2]);
      });
      this.child.on('error', reject);
      this.exited.then((code) =>
        reject(new Error(`the host ended with ${code} before it was ready: ${this.errors}`)));
    });
  }

  /// Resolves to the exit code.
  async stop() {
    this.child.kill('SIGTERM');
    const code = await this.exited;
    rmSync(this.folder, { recursive: true, force: true });
    return code;
  }
}
