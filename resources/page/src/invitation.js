// SPDX-License-Identifier: GPL-3.0-or-later
// The secret of an invitation, which a link carries behind its # (`#key=…`): no server is sent that.
import {remember} from './storage.js';

const invitationKey = 'madang.invitation';
const secretLike = /^[A-Za-z0-9_-]{1,64}$/;

/// Takes it out of the page's address, where others could read it over one's shoulder or in the list of
/// what one has visited. It is kept for this tab until the host lets one in.
export function takeInvitation(storage, {hash, pathname, search}, history) {
  if (!/^#(key|fp|room)=/.test(hash)) return;
  const said = new URLSearchParams(hash.slice(1));
  const secret = said.get('key') ?? '';
  const room = said.get('room') ?? '';
  history.replaceState(null, '', `${pathname}${search}${room ? `#/${encodeURIComponent(room)}` : ''}`);
  if (secretLike.test(secret)) remember(storage, invitationKey, secret);
}

export function invitation(storage) {
  return storage.getItem(invitationKey) ?? undefined;
}

/// The host let one in, or it is over.
export function forgetInvitation(storage) {
  storage.removeItem(invitationKey);
}
