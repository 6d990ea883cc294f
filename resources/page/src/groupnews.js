// SPDX-License-Identifier: GPL-3.0-or-later
// What became of several invitations, in words.
import {hostWords, shownName, texts} from './texts.js';

const mostNamed = 10;

/// @param {{title: string, invited: {name: string}[], failed: {name: string, why?: string, again?: number}[]}} group
export function groupNews({title, invited, failed}) {
  const names = invited.map(({name}) => shownName(name));
  const said = names.length > 0 ? texts.invitedAll(title, names.slice(0, mostNamed), Math.max(0, names.length - mostNamed)) : '';
  const notInvited = failed.map(({name, why, again}) => texts.notInvited(shownName(name), title, why === undefined ? texts.offline : hostWords(why, again)));
  return [said, ...notInvited].filter(Boolean).join(' ');
}
