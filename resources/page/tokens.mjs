// SPDX-License-Identifier: GPL-3.0-or-later
// The colours of resources/theme/tokens.json as a style sheet: --ink, --on-accent and the like, light
// or dark as the browser wants, and a class for each colour of an avatar.

const kebab = (name) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const variables = (colours) =>
  Object.entries(colours)
    .map(([name, colour]) => `--${kebab(name)}:${colour};`)
    .join('');

/// @param {{light: Object<string, string>, dark: Object<string, string>, avatars: string[]}} tokens
export function tokensStyle(tokens) {
  return [
    `:root{color-scheme:light dark;${variables(tokens.light)}}`,
    `@media (prefers-color-scheme: dark){:root{${variables(tokens.dark)}}}`,
    ...tokens.avatars.map((colour, index) => `.avatar-${index}{background:${colour};color:#fff}`),
  ].join('\n');
}
