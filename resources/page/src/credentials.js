// SPDX-License-Identifier: GPL-3.0-or-later
// What one says to the host of who one is: an account, or a guest.

/// In CONNECT. `secret`: of an invitation.
export function connectHeaders({login, identity, me}, passcode, secret) {
  const headers = {host: location.host};
  if (secret && !login) headers.invitation = secret;
  if (passcode) headers.passcode = passcode;
  if (login) return {...headers, login};
  return {...headers, ...identity.headers(), name: me.name};
}

/// The same over HTTP.
export function httpHeaders({login, identity: {token}}, passcode) {
  const utf8 = (text) => String.fromCharCode(...new TextEncoder().encode(text));
  return {
    ...(passcode && {Authorization: `Basic ${btoa(utf8(`${login ?? ''}:${passcode}`))}`}),
    ...(!login && token && {'Guest-Token': token}),
  };
}
