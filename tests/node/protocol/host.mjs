// SPDX-License-Identifier: GPL-3.0-or-later
// madang-host as a process of its own, in a folder of its own, on a port that is free.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PATIENCE = 60_000; // far more than a healthy host takes on a busy machine

/// Kills the program it starts when we are killed and cannot stop it any more; on Linux.
const SETPRIV = '/usr/bin/setpriv';
const WITH_US = existsSync(SETPRIV) ? [SETPRIV, '--pdeathsig', 'KILL', '--'] : [];

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

/// A port below those that the system gives to clients: one of those might connect to itself while
/// the host is down.
async function portOutsideEphemeralRange() {
  for (;;) {
    const port = 15000 + Math.floor(Math.random() * 15000);
    const trial = net.createServer();
    const free = await new Promise((resolve) => {
      trial.once('error', () => resolve(false));
      trial.listen(port, '127.0.0.1', () => resolve(true));
    });
    if (!free) continue;
    await new Promise((resolve) => trial.close(resolve));
    return port;
  }
}

export class Host {
  /// `files`: name to text, written into the folder; `{folder}` in an argument is that folder.
  /// `ports`: the options whose ports are to be the same after restart(), `--port` for one.
  static async start(binary, args, { files = {}, ports = [] } = {}) {
    const folder = mkdtempSync(join(tmpdir(), 'madang-protocol-'));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const all = ['--port', '0', '--bind', '127.0.0.1', '--data', join(folder, 'data'), ...args];
    for (const option of ports) all.push(option, `${await portOutsideEphemeralRange()}`);
    const host = new Host(folder, binary, all.map((arg) => arg.replace('{folder}', folder)));
    await host.run();
    return host;
  }

  constructor(folder, binary, args) {
    this.folder = folder;
    this.binary = binary;
    this.args = args;
    this.errors = '';
  }

  async run() {
    const [program, ...args] = [...WITH_US, this.binary, ...this.args];
    this.child = spawn(program, args,
      { env: cleanEnvironment(), stdio: ['ignore', 'pipe', 'pipe'] });
    this.child.stderr.on('data', (bytes) => (this.errors += bytes));
    this.exited = new Promise((resolve) => this.child.on('close', resolve));
    await this.ready();
  }

  async ready() {
    const addresses = await new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('the host was not ready in time')), PATIENCE);
      let output = '';
      this.child.stdout.on('data', (bytes) => {
        output += bytes;
        const line = /^madang-host ready (.+)$/m.exec(output);
        if (!line) return;
        clearTimeout(timer);
        resolve(line[1].split(' '));
      });
      this.child.on('error', reject);
      this.exited.then((code) =>
        reject(new Error(`the host ended with ${code} before it was ready: ${this.errors}`)));
    });
    const address = (scheme) => addresses.find((each) => each.startsWith(`${scheme}://`));
    this.url = address('ws');
    const tcp = address('tcp') && new URL(address('tcp'));
    this.tcp = tcp && { host: tcp.hostname, port: Number(tcp.port) };
  }

  /// kill -9, then the same host again: its data, its ports.
  async restart() {
    this.child.kill('SIGKILL');
    await this.exited;
    await this.run();
  }

  /// Resolves to the exit code.
  async stop() {
    this.child.kill('SIGTERM');
    const code = await this.exited;
    rmSync(this.folder, { recursive: true, force: true });
    return code;
  }
}
