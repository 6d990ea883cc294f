// SPDX-License-Identifier: GPL-3.0-or-later
// browser.mjs MADANG-HOST SCENARIO…: guests in Chromium on the page that the host serves, beside other
// STOMP clients. Without a scenario all but those that need the desktop program, which is then named by
// `desktop=MADANG`. With MADANG_SCREENSHOTS set to a folder, that one keeps pictures there.
import {withDelivery} from './browser/delivery.mjs';
import {Desktop} from './browser/desktop.mjs';
import {withEntrance} from './browser/entrance.mjs';
import {withGroups} from './browser/groups.mjs';
import {withKeeping} from './browser/keeping.mjs';
import {withLeaving} from './browser/leaving.mjs';
import {withLooks} from './browser/looks.mjs';
import {withMessages} from './browser/messages.mjs';
import {withOrder} from './browser/order.mjs';
import {withPassing} from './browser/passing.mjs';
import {launch} from './browser/people.mjs';
import {withPresence} from './browser/presence.mjs';
import {withRecords} from './browser/records.mjs';
import {withDesktop} from './browser/room.mjs';
import {scenarios} from './browser/scenarios.mjs';
import {withTabs} from './browser/tabs.mjs';
import {withTransports} from './browser/transports.mjs';
import {withTrouble} from './browser/trouble.mjs';
import {withWaiting} from './browser/waiting.mjs';
import {withInputMethods} from './browser/writing.mjs';

const all = {...scenarios, ...withLooks, ...withTransports, ...withInputMethods, ...withTrouble, ...withTabs, ...withMessages, ...withOrder, ...withDelivery,
  ...withPresence, ...withPassing, ...withRecords, ...withKeeping, ...withLeaving, ...withWaiting, ...withGroups, ...withEntrance};
const [binary, ...others] = process.argv.slice(2);
const desktopBinary = others.find((argument) => argument.startsWith('desktop='))?.slice('desktop='.length);
const wanted = others.filter((argument) => !argument.startsWith('desktop='));
if (desktopBinary) {
  Object.assign(all, withDesktop);
  const missing = Desktop.missing();
  if (missing) {
    console.log(`not run: it needs ${missing}, which ./dev test installs`);
    process.exit(77);
  }
}

const browser = await launch();
if (!browser) {
  console.log('not run: it needs chromium, which ./dev test installs');
  process.exit(77);
}
try {
  for (const name of wanted.length > 0 ? wanted : Object.keys(all)) {
    if (!all[name]) throw new Error(`there is no scenario "${name}"`);
    const begin = Date.now();
    try {
      await all[name]({browser, binary, desktopBinary});
      console.log(`${name}: ${((Date.now() - begin) / 1000).toFixed(1)} s`);
    } catch (error) { // the others say whether it is more than this one
      console.log(`${name}: FAILED\n${error.stack}`);
      process.exitCode = 1;
    }
  }
} finally {
  await browser.close();
}
