// SPDX-License-Identifier: GPL-3.0-or-later
// As the desktop program does it: the same person has the same letters, colour and shape everywhere.

const colours = 10; // .avatar-0 to .avatar-9
const shapes = ['square', 'circle', 'falling', 'rising'];

const isLetter = (letter) => /[\p{L}\p{N}]/u.test(letter) && !/\p{Default_Ignorable_Code_Point}/u.test(letter);

/// One syllable, or two letters; "?" for a name without any.
export function initials(name) {
  let found = '';
  for (const letter of name) {
    if (!isLetter(letter)) continue;
    const narrow = letter.codePointAt(0) < 0x1100;
    if (found && !narrow) break;
    found += letter;
    if (!narrow || found.length >= 2) break;
  }
  return found ? found[0].toUpperCase() + found.slice(1) : '?';
}

export function avatarClass(id) {
  let sum = 2166136261;
  for (let at = 0; at < id.length; ++at) sum = Math.imul(sum ^ id.charCodeAt(at), 16777619) >>> 0;
  sum = (sum ^ (sum >>> 15)) >>> 0;
  return `avatar avatar-${sum % colours} avatar-${shapes[Math.floor(sum / colours) % shapes.length]}`;
}

/// Letters that can be read on that colour, `#rrggbb`.
export function inkOn(color) {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 ? '#000000' : '#ffffff';
}
