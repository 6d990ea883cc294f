// SPDX-License-Identifier: GPL-3.0-or-later
// protocol.mjs MADANG-HOST: is docs/ true? Plays every frame of docs/protocol.md against the host
// and compares what comes back, with the text and with docs/asyncapi.yaml; and looks whether
// docs/operators.md has every option of the host.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Connection } from './protocol/connection.mjs';
import { Contract, canonical } from './protocol/contract.mjs';
import { Mismatch, readSteps } from './protocol/document.mjs';
import { Host, run } from './protocol/host.mjs';
import { expectFrame } from './protocol/match.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const read = (name) => readFileSync(join(root, name), 'utf8');

/// Operations of the AsyncAPI file that need no example frame of their own.
const WITHOUT_EXAMPLE = ['acknowledge/reject', 'transact/abort', 'pair/code', 'recover/code',
  'revokeInvitation/request', 'declineNewcomer/request',
  'announceStop/news']; // it would be the host's last one

/// A machine may be so busy that we beat and answer pings late; that is no fault.
const PATIENT = ['--heart-beat-margin', '100', '--pong-seconds', '600', '--connect-seconds', '600'];

/// The hosts that the text speaks of.
const hostKinds = {
  open: async (binary) => {
    const account = await run(binary, ['user', 'add', 'seojun', 'member'], 'correct horse\n');
    return Host.start(binary, [...PATIENT, '--name', 'Madang', '--users', '{folder}/users'],
      { files: { users: account } });
  },
  locked: (binary) =>
    Host.start(binary, [...PATIENT, '--name', 'Locked', '--password-file', '{folder}/password'],
      { files: { password: 'open sesame\n' } }),
  guarded: async (binary) => {
    const account = await run(binary, ['user', 'add', 'jimin', 'owner'], 'correct horse\n');
    return Host.start(binary, [...PATIENT, '--name', 'Guarded', '--entrance', 'approval', '--users', '{folder}/users'],
      { files: { users: account } });
  },
  paced: (binary) =>
    Host.start(binary, [...PATIENT, '--name', 'Paced', '--loopback', 'limited', '--messages-per-second', '1',
      '--message-burst', '2']),
  full: async (binary) => {
    const host = await Host.start(binary, [...PATIENT, '--name', 'Full', '--store-bytes', '262144']);
    await fill(host);
    return host;
  },
};

/// Talks until the host has no room for more, not even for little.
async function fill(host) {
  let bytes = 64 * 1024;
  while (bytes > 0) {
    const client = await Connection.open(host.url);
    client.send('CONNECT\naccept-version:1.2\nhost:x\n\n');
    await client.frame('CONNECTED', 'filling');
    for (;;) {
      const body = JSON.stringify({ roomId: 'lobby', message: 'x'.repeat(bytes) });
      client.send(`SEND\ndestination:/app/chat/message\nreceipt:more\n\n${body}`);
      const stored = client.frame('RECEIPT', 'filling').then(() => true, () => false);
      if (!(await stored)) break;
    }
    client.end();
    bytes = bytes > 1 ? bytes >> 3 : 0;
  }
}

class Play {
  constructor(binary, contract) {
    this.binary = binary;
    this.contract = contract;
    this.hosts = new Map();
    this.connections = new Map();
  }

  async host(kind, where) {
    if (!hostKinds[kind]) throw new Mismatch(`${where}: there is no host "${kind}"`);
    if (!this.hosts.has(kind)) this.hosts.set(kind, await hostKinds[kind](this.binary));
    return this.hosts.get(kind);
  }

  async send(step) {
    this.contract.checkSent(step);
    if (!this.connections.has(step.as)) {
      const host = await this.host(step.host ?? 'open', step.where);
      this.connections.set(step.as, await Connection.open(host.url));
    }
    this.connections.get(step.as).send(step.wire);
  }

  async reply(step) {
    const connection = this.connections.get(step.to);
    if (!connection) throw new Mismatch(`${step.where}: ${step.to} is not connected`);
    const frame = await connection.frame(step.frame.command, step.where);
    expectFrame(step, frame);
    this.contract.checkReceived(step, frame);
    if (step.close) await connection.closeWith(Number(step.close), step.where);
  }

  async play(steps) {
    for (const step of steps) await this[step.kind](step);
    for (const [name, connection] of this.connections) await connection.expectNothingMore(name);
  }

  async end() {
    for (const connection of this.connections.values()) connection.end();
    const ends = [];
    for (const [kind, host] of this.hosts) {
      const code = await host.stop(); // all of them: node goes on while one of them lives
      if (code !== 0) ends.push(`the host "${kind}" ended with ${code}: ${host.errors}`);
    }
    if (ends.length > 0) throw new Mismatch(ends.join('\n'));
  }
}

/// The chat's destinations in the table of the text and in the AsyncAPI file are the same ones.
function checkDestinations(markdown, contract) {
  const table = /^## Destinations\n([\s\S]*?)^## /m.exec(markdown)[1];
  const rows = [...table.matchAll(/^\| `([^`]+)` \| `([^`]+)` \| ([A-Z, ]+) \|/gm)];
  const told = new Set();
  for (const [, first, second, frame] of rows) {
    if (canonical(second) !== first)
      throw new Mismatch(`docs/protocol.md: ${second} is no second name of ${first}`);
    told.add(`${frame} ${first.replace('{id}', '{roomId}')}`);
  }
  const described = new Set(contract.chatDestinations());
  for (const one of described)
    if (!told.has(one)) throw new Mismatch(`docs/protocol.md has no row for ${one}`);
  for (const one of told)
    if (!described.has(one)) throw new Mismatch(`docs/asyncapi.yaml has no operation for ${one}`);
}

/// Every option of --help stands in the operator's guide, with the same default where it has one.
async function checkOptions(binary) {
  const guide = read('docs/operators.md');
  const help = await run(binary, ['--help']);
  const options = [...help.matchAll(/^  --([a-z-]+) (\S+) +(.*)$/gm)];
  if (options.length < 10) throw new Mismatch(`the options of --help cannot be read:\n${help}`);
  for (const [, key, , text] of options) {
    const row = guide.split('\n').find((line) => line.startsWith(`| \`${key}\` |`));
    if (!row) throw new Mismatch(`docs/operators.md has no row for the option "${key}"`);
    const number = /default: (\d+)/.exec(text)?.[1];
    if (number && !row.replace(/[, ]/g, '').includes(number))
      throw new Mismatch(`docs/operators.md: the default of "${key}" is ${number}`);
  }
  return options.length;
}

async function main(binary) {
  if (!binary) throw new Mismatch('usage: protocol.mjs MADANG-HOST');
  const markdown = read('docs/protocol.md');
  const contract = await Contract.read(read('docs/asyncapi.yaml'), 'docs/asyncapi.yaml');
  checkDestinations(markdown, contract);
  const options = await checkOptions(binary);
  const steps = readSteps(markdown, 'docs/protocol.md');
  const play = new Play(binary, contract);
  try {
    await play.play(steps);
  } finally {
    await play.end();
  }
  const unused = contract.unused(WITHOUT_EXAMPLE);
  if (unused.length > 0)
    throw new Mismatch(`docs/protocol.md has no example of ${unused.join(', ')}`);
  console.log(`${steps.length} frames are as documented; ${options} options are in the guide`);
}

main(process.argv[2]).catch((error) => {
  console.error(error instanceof Mismatch ? error.message : error);
  process.exitCode = 1;
});
