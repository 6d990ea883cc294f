// SPDX-License-Identifier: GPL-3.0-or-later
// sockjsdifferential.mjs SOCKJS-ECHO: the same requests to our SockJS services and to those of
// sockjs-node; status, the headers that matter, and bodies must be the same. Where they may not be,
// DIFFERENCES says why, and a difference that is gone is a failure too.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import http from 'node:http';
import sockjs from 'sockjs';
import { startEcho } from './sockjsecho.mjs';

const HEADERS = ['content-type', 'cache-control', 'access-control-allow-origin',
  'access-control-allow-credentials', 'access-control-allow-methods', 'access-control-max-age',
  'access-control-allow-headers', 'allow', 'vary', 'set-cookie'];

/// Name of a case and what of it differs → why.
const DIFFERENCES = {
  'closed as a page 0': 'as many blanks as make it 1024 bytes; theirs leave out the callback\'s name',
  'no upgrade 2': 'a page that is not there is not to be kept for a year',
};

function referenceServer() {
  const server = http.createServer();
  const log = () => {};
  const add = (prefix, options, onConnection) => {
    const service = sockjs.createServer({ log, sockjs_url: '/sockjs.min.js', ...options });
    service.on('connection', onConnection);
    service.installHandlers(server, { prefix });
  };
  const echo = (connection) => connection.on('data', (message) => connection.write(message));
  add('/echo', { response_limit: 4096 }, echo);
  add('/disabled_websocket_echo', { websocket: false }, echo);
  add('/cookie_needed_echo', { jsessionid: true }, echo);
  add('/close', {}, (connection) => connection.close(3000, 'Go away!'));
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

function ask(base, { method = 'GET', path, headers = {}, body }) {
  return new Promise((resolve, reject) => {
    const request = http.request(base + path, { method, headers, agent: false }, (response) => {
      const parts = [];
      response.on('data', (part) => parts.push(part));
      response.on('end', () => resolve({
        status: response.statusCode, headers: response.headers, body: Buffer.concat(parts).toString(),
      }));
      response.on('error', reject);
    });
    request.setTimeout(60_000, () => request.destroy(new Error(`no answer: ${method} ${path}`)));
    request.on('error', reject);
    request.end(body);
  });
}

/// A case is a name and the requests of it, in order, on a session of its own (`{s}`).
const post = (path, body, headers) => ({ method: 'POST', path, body, headers });
const get = (path, headers) => ({ path, headers });
const options = (path, headers) => ({ method: 'OPTIONS', path, headers });
const origin = { Origin: 'http://a.example' };
const CASES = {
  greeting: [get('/echo'), get('/echo/')],
  'not there': ['/a', '/a.html', '//', '///', '/a/a', '/a/a/', '/a/'].map((page) => get(`/echo${page}`)),
  iframe: ['/iframe.html', '/iframe-0.1.2.html', '/iframe-.html', '/iframe.htm', '/IFRAME.HTML', '/iframe-/.html']
    .map((page) => get(`/echo${page}`)),
  info: [get('/echo/info', origin), get('/echo/info'), get('/disabled_websocket_echo/info'), get('/cookie_needed_echo/info')],
  'info preflight': [options('/echo/info', { ...origin, 'Access-Control-Request-Method': 'GET' })],
  preflights: ['xhr', 'xhr_send', 'xhr_streaming'].map((transport) =>
    options(`/echo/abc/abc/${transport}`, { Origin: 'null', 'Access-Control-Request-Headers': 'a, b' })),
  'wrong methods': [get('/echo/000/{s}/xhr'), post('/echo/000/{s}/eventsource'), post('/echo/000/{s}/htmlfile'), post('/echo/info'),
    post('/echo/000/{s}/websocket')],
  'sessions that are none': ['//', '/a./a', '/a/a.', '/./.', '/', '///'].map((part) => post(`/echo${part}/xhr`)),
  'a simple session': [post('/echo/000/{s}/xhr'), post('/echo/000/{s}/xhr_send', '["a"]'), post('/echo/999/{s}/xhr')],
  'several at once': [post('/echo/000/{s}/xhr'), post('/echo/000/{s}/xhr_send', '["a","b"]'), post('/echo/000/{s}/xhr_send', '["c"]'),
    post('/echo/000/{s}/xhr')],
  'a session that is unknown': [post('/echo/000/{s}/xhr_send', '["a"]')],
  'no payload': [post('/echo/000/{s}/xhr'), post('/echo/000/{s}/xhr_send', '')],
  'broken payload': [post('/echo/000/{s}/xhr'), post('/echo/000/{s}/xhr_send', '["x')],
  'payload that is no list': [post('/echo/000/{s}/xhr'), post('/echo/000/{s}/xhr_send', '{}')],
  'nothing in the list': [post('/echo/000/{s}/xhr'), post('/echo/000/{s}/xhr_send', '[]')],
  escaping: [post('/echo/000/{s}/xhr'), post('/echo/000/{s}/xhr_send', JSON.stringify(['\u0000\u001f\u200c\u2028\u2060\ufff0\uffff', '마당 😀 "\\/\b\f\n\r\t\u007f'])),
    post('/echo/000/{s}/xhr')],
  'half a character': [post('/echo/000/{s}/xhr'), post('/echo/000/{s}/xhr_send', '["\\ud83d"]'), post('/echo/000/{s}/xhr')],
  'closed by the server': [post('/close/000/{s}/xhr'), post('/close/000/{s}/xhr'), post('/close/000/{s}/xhr')],
  'closed while streaming': [post('/close/000/{s}/xhr_streaming')],
  'closed as events': [get('/close/000/{s}/eventsource')],
  'closed as a page': [get('/close/000/{s}/htmlfile?c=%63allback')],
  'percent signs as events': [post('/echo/000/{s}/xhr'), post('/echo/000/{s}/xhr_send', JSON.stringify(['100%', 'x'.repeat(4096)])),
    get('/echo/000/{s}/eventsource')],
  'as much as an answer takes': [post('/echo/000/{s}/xhr'), post('/echo/000/{s}/xhr_send', JSON.stringify(['x'.repeat(4096)])),
    post('/echo/000/{s}/xhr_streaming')],
  'callbacks that are none': [get('/echo/000/{s}/htmlfile'), get('/echo/000/{s}/htmlfile?c=abc('), get('/echo/000/{s}/jsonp'), get('/echo/000/{s}/jsonp?c=abc%28')],
  jsonp: [get('/echo/000/{s}/jsonp?c=x'),
    post('/echo/000/{s}/jsonp_send', 'd=%5B%22abc%22%5D', { 'Content-Type': 'application/x-www-form-urlencoded' }),
    post('/echo/000/{s}/jsonp_send', '["%61bc"]', { 'Content-Type': 'text/plain' }), get('/echo/000/{s}/jsonp?callback=x')],
  'jsonp without payload': [get('/echo/000/{s}/jsonp?c=x'), ...['', 'd=', 'p=p', 'd=%5B%22x'].map((body) =>
    post('/echo/000/{s}/jsonp_send', body, { 'Content-Type': 'application/x-www-form-urlencoded' }))],
  cookies: [post('/cookie_needed_echo/000/{s}/xhr'), post('/cookie_needed_echo/000/{s}/xhr_send', '["a"]', { Cookie: 'x=y; JSESSIONID=abc' })],
  'no upgrade': [get('/echo/0/0/websocket'), get('/echo/websocket'), get('/disabled_websocket_echo/0/0/websocket')],
};

/// What may differ from one answer to the next.
function comparable({ status, headers, body }) {
  const seen = { status, body: body.replace(/"entropy":\d+/, '"entropy":0') };
  if (seen.body.startsWith('{"')) seen.body = JSON.parse(seen.body);
  if (status >= 400) delete seen.body; // words of one's own
  if (headers.allow) headers.allow = headers.allow.split(', ').sort().join(', ');
  for (const name of HEADERS) if (headers[name] !== undefined) seen[name] = `${headers[name]}`;
  if (status === 404 || status >= 500 || status === 400) delete seen['content-type'];
  return seen;
}

const reference = await referenceServer();
const echo = await startEcho(process.argv[2]);
const bases = { theirs: `http://127.0.0.1:${reference.address().port}`, ours: echo.url };
const faults = [];
let requests = 0;
try {
  for (const [name, steps] of Object.entries(CASES)) {
    const session = randomUUID();
    for (const [at, step] of steps.entries()) {
      const path = step.path.replace('{s}', session);
      const [theirs, ours] = await Promise.all(Object.values(bases).map((base) => ask(base, { ...step, path })));
      ++requests;
      try {
        assert.deepEqual(comparable(ours), comparable(theirs));
        if (DIFFERENCES[`${name} ${at}`]) faults.push(`${name} ${at}: differs no more`);
      } catch (error) {
        if (!DIFFERENCES[`${name} ${at}`]) faults.push(`${name} ${at}: ${step.method ?? 'GET'} ${path}\n${error.message}`);
      }
    }
  }
} finally {
  reference.close();
  reference.closeAllConnections();
  await echo.stop();
}
console.log(`${requests} requests, ${faults.length} differ that should not`);
if (faults.length > 0) {
  console.error(faults.join('\n\n'));
  process.exit(1);
}
process.exit(0); // sessions of sockjs-node have timers
