// SPDX-License-Identifier: GPL-3.0-or-later
// Hosts that do not let everybody in: who waits at the door, and who has an invitation.
import assert from 'node:assert/strict';
import {StompJs} from '../clients.mjs';
import {account, withHost} from './hosts.mjs';
import {Person} from './people.mjs';

const users = (binary) => account(binary, 'boss', 'correct horse', 'owner');

async function ownerOf(host) {
  const owner = new StompJs(host.url);
  await owner.connect({login: 'boss', passcode: 'correct horse'});
  /// The one answer to a question at the entrance.
  owner.ask = async (what, headers = {}) => {
    const answer = await new Promise((resolve, reject) => {
      owner.subscribe(`/app/chat/entrance/${what}`, ({body}) => resolve(JSON.parse(body)), headers).catch(reject);
    });
    return answer;
  };
  return owner;
}

async function knock(person) {
  await person.page.fill('#name', person.name);
  await person.page.press('#name', 'Enter');
}

/// The owner lets one in and declines the other: the first comes in by itself, the other is told.
async function atTheDoor({browser, binary}) {
  await withHost(binary, {args: ['--users', '{folder}/users', '--entrance', 'approval'], files: {users: await users(binary)}}, async (host) => {
    const owner = await ownerOf(host);
    const minji = await Person.arrive(browser, host, '민지');
    await knock(minji);
    await minji.page.waitForSelector('button:has-text("들어가기를 기다리는 중")');
    await minji.page.waitForSelector('#join-error:has-text("허락하면 저절로 들어갑니다")');
    const doyun = await Person.arrive(browser, host, 'Doyun', {locale: 'en-US'});
    await knock(doyun);
    await doyun.page.waitForSelector('button:has-text("Waiting to be let in")');
    const {waiting} = await owner.ask('newcomers');
    assert.deepEqual(waiting.map(({name}) => name).sort(), ['Doyun', '민지']);
    for (const {id, name} of waiting)
      await owner.send(`/app/chat/entrance/${name === '민지' ? 'admit' : 'decline'}`, JSON.stringify({id}));
    await minji.isIn();
    await minji.say('들어왔어요');
    await minji.sees('들어왔어요');
    await doyun.page.waitForSelector('#join-error:has-text("whoever hosts said no")');
    // Who was let in comes back without being asked.
    await minji.page.reload();
    await minji.isIn();
    await owner.close();
    await minji.leave();
    await doyun.leave();
  });
}

/// A link lets one person in, and its secret does not stay in the address.
async function invited({browser, binary}) {
  await withHost(binary, {args: ['--users', '{folder}/users', '--entrance', 'invitation'], files: {users: await users(binary)}}, async (host) => {
    const owner = await ownerOf(host);
    const {secret} = await owner.ask('invite');
    const stranger = await Person.arrive(browser, host, '낯선이');
    await knock(stranger);
    await stranger.page.waitForSelector('#join-error:has-text("초대가 있어야 들어갈 수 있습니다")');
    const hana = await Person.arrive(browser, host, '하나', {path: `/#key=${secret}`});
    assert.ok(!hana.page.url().includes(secret), hana.page.url());
    await hana.page.reload(); // before one comes in, too
    await hana.join();
    assert.ok(!hana.page.url().includes(secret), hana.page.url());
    const late = await Person.arrive(browser, host, 'Late', {path: `/#key=${secret}`, locale: 'en-US'});
    await knock(late);
    await late.page.waitForSelector('#join-error:has-text("This invitation is over")');
    await hana.page.reload();
    await hana.isIn();
    await owner.close();
    for (const person of [stranger, hana, late]) await person.leave();
  });
}

export const withEntrance = {atTheDoor, invited};
