// SPDX-License-Identifier: GPL-3.0-or-later
// The desktop program in a window, on an X server of its own, used by keyboard.
import {execFile, execFileSync, spawn} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {inTime} from '../clients.mjs';
import {PATIENCE} from './people.mjs';

const run = promisify(execFile);

/// Starts it, and gives the first line of its output that matches.
function start(program, args, options, pattern) {
  const child = spawn(program, args, {...options, stdio: ['ignore', 'pipe', 'inherit']});
  const line = new Promise((resolve, reject) => {
    let output = '';
    child.stdout.on('data', (bytes) => {
      output += bytes;
      const found = pattern?.exec(output);
      if (found) resolve(found[1]);
    });
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`${program} ended with ${code}`)));
  });
  line.catch(() => {}); // whoever needs it awaits it
  const ended = new Promise((resolve) => child.on('exit', resolve));
  return {child, line, ended};
}

export class Desktop {
  /// What is missing here to run one; undefined for nothing.
  static missing() {
    return ['Xvfb', 'openbox', 'xdotool'].find((program) => {
      try {
        execFileSync('sh', ['-c', `command -v ${program}`], {stdio: 'ignore'});
        return false;
      } catch {
        return true;
      }
    });
  }

  /// Joins the host by address.
  static async join(binary, host, name) {
    const desktop = new Desktop();
    const folder = mkdtempSync(join(tmpdir(), 'madang-desktop-'));
    desktop.folder = folder;
    // Without -noreset the server starts afresh, and drops everybody, whenever the last client goes.
    desktop.screen = start('Xvfb', ['-displayfd', '1', '-screen', '0', '1280x800x24', '-noreset', '-nolisten', 'tcp'], {}, /^(\d+)\n/);
    const display = await inTime(desktop.screen.line, 'the X server');
    desktop.options = {env: {...process.env, DISPLAY: `:${display}`, QT_QPA_PLATFORM: 'xcb', LC_ALL: 'C.UTF-8', XDG_RUNTIME_DIR: folder}};
    desktop.windows = start('openbox', [], desktop.options);
    await desktop.#windowManager();
    const {host: address} = new URL(host.url);
    desktop.program = start(binary, ['--join', address, '--name', name, '--profile', join(folder, 'profile')], desktop.options);
    return desktop;
  }

  /// A window that comes while the window manager starts may stay unseen.
  async #windowManager() {
    const deadline = Date.now() + PATIENCE;
    while (!(await this.xdotool('get_num_desktops').catch(() => ''))) {
      if (Date.now() > deadline) throw new Error('the window manager did not start');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /// Once it is there.
  async #window() {
    const deadline = Date.now() + PATIENCE;
    while (Date.now() < deadline) {
      // Exit code 1: none yet.
      const found = await this.xdotool('search', '--onlyvisible', '--pid', `${this.program.child.pid}`).catch(() => '');
      const window = found.trim().split('\n').at(-1);
      if (window) return window;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    const all = await this.xdotool('search', '--name', '.*', 'getwindowname', '%@').catch((error) => error.message);
    throw new Error(`the window of the desktop program did not come; there are: ${all}`);
  }

  async xdotool(...args) {
    return (await run('xdotool', args, {...this.options, timeout: PATIENCE})).stdout;
  }

  /// Asks again until it is so; xdotool's own waiting has no end.
  async #activate() {
    const deadline = Date.now() + PATIENCE;
    for (;;) {
      const window = await this.#window();
      await this.xdotool('windowactivate', window).catch(() => '');
      if ((await this.xdotool('getactivewindow').catch(() => '')).trim() === window) return;
      if (Date.now() > deadline) throw new Error('the window of the desktop program did not become active');
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /// Types into the window as a person would: the composer has the focus.
  async say(text) {
    await this.#activate();
    await this.xdotool('type', '--delay', '10', text);
    await this.xdotool('key', 'Return');
  }

  /// Sequence of the newest message that stood in the window in front of the person.
  async lastRead() {
    const program = 'import sqlite3, sys\ntry:\n d = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)\n'
      + ' print(d.execute("SELECT max(last_read) FROM room").fetchone()[0] or 0)\nexcept sqlite3.Error: print(0)';
    const {stdout} = await run('python3', ['-c', program, join(this.folder, 'profile', 'profile', 'profile.sqlite')]);
    return Number(stdout);
  }

  async keepScreen(file) {
    await run('import', ['-window', 'root', file], this.options);
  }

  async close() {
    for (const part of [this.program, this.windows, this.screen]) {
      if (!part) continue;
      part.child.kill('SIGTERM');
      await part.ended;
    }
    rmSync(this.folder, {recursive: true, force: true});
  }
}
