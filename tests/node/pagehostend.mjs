// SPDX-License-Identifier: GPL-3.0-or-later
// What the browser page knows of the end of its host; run by pageunits.mjs.
import assert from 'node:assert/strict';
import test from 'node:test';
import {HostEnd, endOf} from '../../resources/page/src/hostend.js';
import {words} from '../../resources/page/src/words.js';

test('what a host says of its end is bounded, and anything else is not listened to', () => {
  assert.deepEqual(endOf({type: 'STOPPING', why: 'lunch', in: 5000}, 1000), {why: 'lunch', at: 6000, isOver: false});
  assert.deepEqual(endOf({type: 'STOPPED'}, 1000), {why: '', at: 1000, isOver: true});
  assert.equal(endOf({type: 'STAYS'}), undefined);
  assert.equal(endOf({type: 'STOPPING', why: 'x'.repeat(999)}, 0).why.length, 200);
  for (const odd of [-1, 1e300, 'soon', null, undefined]) {
    const {at} = endOf({type: 'STOPPING', in: odd}, 0);
    assert.ok(at >= 0 && at <= 24 * 3600 * 1000, `${odd}`);
  }
  for (const odd of [undefined, null, 7, {}, {type: 'stopping'}]) assert.equal(endOf(odd), undefined);
  assert.equal(endOf({type: 'STOPPED', why: 7}, 0).why, '');
});

test('the end is told as it comes, and forgotten when the host is there again', () => {
  const connection = new EventTarget();
  let hear;
  connection.subscribe = (destination, heard) => {
    assert.equal(destination, '/topic/chat/host');
    hear = heard;
  };
  const host = new HostEnd(connection);
  const told = [];
  host.addEventListener('change', () => told.push(host.end && [host.end.why, host.end.isOver]));
  connection.dispatchEvent(new Event('online'));
  hear({type: 'STAYS'}); // of nothing
  hear({type: 'STOPPING', why: 'lunch', in: 60000});
  hear({type: 'STAYS'});
  hear({type: 'STOPPED', why: 'lunch'});
  connection.dispatchEvent(new Event('online'));
  assert.deepEqual(told, [['lunch', false], undefined, ['lunch', true], undefined]);
});

test('it is said in both languages', () => {
  for (const language of ['ko', 'en']) {
    const {hostCloses, hostClosesNow, hostClosesIn, hostClosedAt} = words[language];
    for (const text of [hostCloses, hostClosesNow, hostClosesIn('5'), hostClosedAt('5')]) assert.ok(text.length > 3);
  }
});
