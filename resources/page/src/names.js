// SPDX-License-Identifier: GPL-3.0-or-later
// Names are what people typed: they may be made to look like another's, or like nothing at all.

const unseen = /[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}]/gu;
/// What turns the reading direction of the words around it.
const turning = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
const blank = /^[\s\u2800]*$/u;

const mostRemembered = 2000;
const remembered = new Map();

function foldAnew(name) {
  return name.normalize('NFKC').replace(unseen, '').toLowerCase().replace(/\s+/g, ' ').trim();
}

/// The same for names that look alike to somebody who reads quickly.
export function fold(name) {
  let folded = remembered.get(name);
  if (folded === undefined) {
    if (remembered.size >= mostRemembered) remembered.clear();
    folded = foldAnew(name);
    remembered.set(name, folded);
  }
  return folded;
}

/// A name as the host keeps it: composed, and without what is not to be seen.
export const cleanName = (name) => name.normalize('NFC').replace(unseen, '').replace(/\s+/g, ' ').trim();

/// A name to be shown: without what turns its neighbours around; `nameless` where there is nothing to see.
export function visibleName(name, nameless) {
  return blank.test(name.replace(unseen, '')) ? nameless : name.replace(turning, '');
}

/// Whether it is nobody any more: who has had everything erased.
export const isErasedPerson = (id) => id === 'erased';

/// Whether a hook speaks: what the host calls its bots.
export const isBot = (id) => Boolean(id?.startsWith('h-'));
