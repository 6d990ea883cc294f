// SPDX-License-Identifier: GPL-3.0-or-later
// balancer.mjs MADANG-HOST NGINX.CONF: three hosts behind a real nginx with the configuration that we
// hand out. WebSocket and SockJS get through, sessions stay with their host, and one that drains or is
// gone gets nobody.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@stomp/stompjs';
import SockJs from 'sockjs-client';
import { WebSocket } from 'ws';
import { inTime, pending } from './clients.mjs';
import { Host } from './protocol/host.mjs';

process.env.PATH += ':/usr/sbin';
const [binary, sample] = process.argv.slice(2);

if (spawnSync('nginx', ['-v']).error) {
  console.log('not run: it needs nginx, which ./dev test installs');
  process.exit(process.env.MADANG_RUN_ALL_TESTS ? 1 : 77);
}

const freePort = () => new Promise((resolve) => {
  const trial = net.createServer();
  trial.listen(0, '127.0.0.1', () => {
    const { port } = trial.address();
    trial.close(() => resolve(port));
  });
});

const get = (port, path) => new Promise((resolve, reject) => {
  http.get({ host: '127.0.0.1', port, path, agent: false }, (response) => {
    let body = '';
    response.on('data', (bytes) => (body += bytes));
    response.on('end', () => resolve({ status: response.statusCode, body }));
  }).on('error', reject);
});

async function until(what, check) {
  for (const end = Date.now() + 60000; Date.now() < end;) {
    if (await check()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`waited in vain for ${what}`);
}

class Nginx {
  static async start(hosts) {
    const nginx = new Nginx();
    nginx.folder = mkdtempSync(join(tmpdir(), 'madang-nginx-'));
    nginx.port = await freePort();
    let text = readFileSync(sample, 'utf8');
    hosts.forEach((host, i) => {
      text = text.replaceAll(`10.0.0.1${i + 1}:7610`, `127.0.0.1:${host.port}`);
    });
    text = text.replace('listen 443 ssl;', `listen 127.0.0.1:${nginx.port};`)
      .replace(/listen \[::\].*\n/, '').replace(/ssl_certificate.*\n/g, '');
    assert.ok(!text.includes('10.0.0.1') && !text.includes('ssl_'));
    for (const part of ['body', 'proxy']) mkdirSync(join(nginx.folder, part));
    const whole = join(nginx.folder, 'nginx.conf');
    writeFileSync(whole, `daemon off; master_process off; pid ${nginx.folder}/pid; error_log stderr;
      worker_rlimit_nofile 1024; events { worker_connections 512; }
      http { access_log off; client_body_temp_path ${nginx.folder}/body; proxy_temp_path ${nginx.folder}/proxy;
             fastcgi_temp_path ${nginx.folder}/f; uwsgi_temp_path ${nginx.folder}/u; scgi_temp_path ${nginx.folder}/s;
             ${text} }`);
    const checked = spawnSync('nginx', ['-t', '-p', nginx.folder, '-c', whole]);
    assert.equal(checked.status, 0, String(checked.stderr));
    nginx.child = spawn('setpriv', ['--pdeathsig', 'KILL', '--', 'nginx', '-p', nginx.folder, '-c', whole],
      { stdio: ['ignore', 'ignore', 'pipe'] });
    nginx.errors = '';
    nginx.child.stderr.on('data', (bytes) => (nginx.errors += bytes));
    await until('nginx', () => get(nginx.port, '/about').then(({ status }) => status === 200, () => false));
    return nginx;
  }
  stop() {
    this.child.kill('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/// A STOMP client that says when it is in, and when it is not any more.
async function connected(makeSocket) {
  let reason = '';
  const isIn = pending();
  const closed = pending();
  const client = new Client({ webSocketFactory: makeSocket, reconnectDelay: 0, heartbeatIncoming: 0, heartbeatOutgoing: 0 });
  client.onConnect = () => isIn.resolve(true);
  client.onWebSocketClose = (event) => {
    closed.resolve(event.code);
    reason = `${event.code} ${event.reason}`;
    isIn.resolve(false);
  };
  client.activate();
  assert.ok(await inTime(isIn.promise, 'CONNECTED'), `was not let in: ${reason}`);
  return Object.assign(client, { closed: closed.promise });
}

async function echo(client, text) {
  const heard = pending();
  const subscription = client.subscribe('/topic/echo', (message) => message.body === text && heard.resolve());
  const timer = setInterval(() => client.publish({ destination: '/topic/echo', body: text }), 100);
  await inTime(heard.promise, text).finally(() => clearInterval(timer));
  subscription.unsubscribe();
}

const peersOf = async (host) => JSON.parse((await get(host.port, '/status.json')).body).sessions.map(({ peer }) => peer);
const sessionsOf = async (host) => JSON.parse((await get(host.port, '/status.json')).body).now.sessions;

const hosts = [];
for (let i = 0; i < 3; ++i) hosts.push(await Host.start(binary, ['--drain', '600', '--trusted-proxy', '127.0.0.1']));
let nginx;
try {
  for (const host of hosts) host.port = new URL(host.url).port;
  nginx = await Nginx.start(hosts);
  const webSocket = () => connected(() => new WebSocket(`ws://127.0.0.1:${nginx.port}/ws-stomp`, ['v12.stomp']));
  const sockJs = (transport) => connected(() => new SockJs(`http://127.0.0.1:${nginx.port}/ws-stomp`, null, { transports: transport }));

  console.log('operators pages are not for everybody');
  assert.equal((await get(nginx.port, '/metrics')).status, 404);

  console.log('WebSocket gets through, and to all hosts');
  const many = [];
  for (let i = 0; i < 9; ++i) many.push(await webSocket());
  await echo(many[0], 'by WebSocket');
  for (const host of hosts) assert.equal(await sessionsOf(host), 3);

  console.log('hosts know whom it passes on, whatever they say of themselves');
  const far = await connected(() => new WebSocket(`ws://127.0.0.1:${nginx.port}/ws-stomp`, ['v12.stomp'],
    { localAddress: '127.0.0.3', headers: { 'X-Forwarded-For': '192.0.2.99' } }));
  const peers = await Promise.all(hosts.map(peersOf));
  assert.equal(peers.flat().filter((peer) => peer === '127.0.0.3').length, 1);
  assert.ok(!peers.flat().includes('192.0.2.99'));
  far.forceDisconnect();

  console.log('SockJS gets through, and stays with its host');
  for (const transport of ['xhr-streaming', 'xhr-polling', 'websocket']) {
    const client = await sockJs(transport);
    for (let i = 0; i < 5; ++i) await echo(client, `${transport} ${i}`);
    await client.deactivate();
  }

  console.log('a host that drains gets nobody, and keeps who is in');
  hosts[0].child.kill('SIGTERM');
  await until('unready', async () => (await get(hosts[0].port, '/health/ready')).status === 503);
  const before = await sessionsOf(hosts[0]);
  for (let i = 0; i < 12; ++i) many.push(await webSocket());
  for (let i = 0; i < 6; ++i) many.push(await sockJs('xhr-streaming'));
  assert.ok(await sessionsOf(hosts[0]) <= before);
  await echo(many.at(-1), 'beside who drains');

  console.log('nor does one that is gone');
  hosts[1].child.kill('SIGKILL');
  for (let i = 0; i < 6; ++i) {
    many.push(await webSocket());
    many.push(await sockJs('xhr-streaming'));
  }
  await echo(many.at(-1), 'at the last one');
  for (const client of many) client.forceDisconnect();
} catch (error) {
  console.error(nginx?.errors);
  throw error;
} finally {
  nginx?.stop();
  for (const host of hosts) {
    host.child.kill('SIGKILL');
    rmSync(host.folder, { recursive: true, force: true });
  }
}
process.exit(0);
