// SPDX-License-Identifier: GPL-3.0-or-later

const longest = 30000;
const lasting = 10000; // ms that a session has to last to be a good one

/// How long to wait before the n-th try in a row (from 1), in ms: 1 s, 2 s, 4 s… to 30 s, and up to
/// a fifth less or more, so that not all come at once when a host is back.
export function pauseBefore(attempt, chance = Math.random()) {
  const pause = Math.min(longest, 1000 * 2 ** Math.min(attempt - 1, 10));
  return Math.round(pause * (0.8 + 0.4 * chance));
}

/// Whether a session of so many ms was a good one. A host that ends each at once is not tried each second.
export const hasLasted = (session) => session >= lasting;
