// SPDX-License-Identifier: GPL-3.0-or-later

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-';

/// 22 letters of base64url, 132 bits by chance. (crypto.randomUUID() is refused on plain http.)
export function randomId(random = globalThis.crypto) {
  return Array.from(random.getRandomValues(new Uint8Array(22)), (byte) => letters[byte & 63]).join('');
}

/// A guest's secret, as the host makes them: 32 bytes in base64url.
export function randomToken(random = globalThis.crypto) {
  const bytes = random.getRandomValues(new Uint8Array(32));
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replace('=', '');
}
