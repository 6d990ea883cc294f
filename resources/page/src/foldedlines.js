// SPDX-License-Identifier: GPL-3.0-or-later

const isBy = (ignored, {kind, own, senderId}) => kind === 'talk' && !own && ignored.has(senderId);

/// The lines of a timeline where what ignored people said one after the other is one line
/// {kind: "folded", seqs, isOpen}; behind it stand theirs when one of them is in `opened`. Of an answer
/// to them the excerpt goes.
/// @param {{has: (id: string) => boolean}} ignored
/// @param {Set<number>} opened sequences
export function folded(lines, ignored, opened) {
  const all = [];
  for (let at = 0; at < lines.length;) {
    let end = at;
    while (end < lines.length && isBy(ignored, lines[end])) ++end;
    if (end > at) {
      const run = lines.slice(at, end);
      const seqs = run.map(({seq}) => seq);
      const isOpen = seqs.some((seq) => opened.has(seq));
      all.push({kind: 'folded', key: `f${run[0].key}`, time: run[0].time, seqs, isOpen});
      if (isOpen) all.push(...run);
      at = end;
    } else {
      const line = lines[at];
      all.push(ignored.has(line.replyTo?.senderId) ? {...line, replyTo: {...line.replyTo, excerpt: '', isIgnored: true}} : line);
      ++at;
    }
  }
  return all;
}
