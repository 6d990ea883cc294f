// SPDX-License-Identifier: GPL-3.0-or-later
// sockjs-echo as a process of its own, on a port that is free.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export async function startEcho(binary) {
  const child = spawn(binary, ['--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => child.once('close', resolve));
  const line = await Promise.race([
    new Promise((resolve) => createInterface({ input: child.stdout }).once('line', resolve)),
    ended.then((code) => {
      throw new Error(`${binary} ended with ${code}`);
    }),
  ]);
  const url = /http:\S+/.exec(line)[0];
  return {
    url,
    async stop() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
