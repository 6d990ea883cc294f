// SPDX-License-Identifier: GPL-3.0-or-later
// Where a text is code, as the host and the desktop program see it (stomp/wire/codeparts.h).

const listMark = /(?:[-+*]|\d{1,9}[.)])[ \t]/y;

/// What stands before the words of a line.
function leadOf(line, withLists) {
  const lead = {length: 0, quotes: 0, hasListMark: false};
  while (lead.length < line.length) {
    const letter = line[lead.length];
    if (letter === '>') {
      ++lead.quotes;
    } else if (letter !== ' ' && letter !== '\t') {
      listMark.lastIndex = lead.length;
      if (!withLists || !listMark.test(line)) break;
      lead.hasListMark = true;
      lead.length = listMark.lastIndex - 1;
    }
    ++lead.length;
  }
  return lead;
}

function runLength(line, from) {
  let end = from;
  while (end < line.length && line[end] === '`') ++end;
  return end - from;
}

function fenceOf(line, start) {
  const lead = leadOf(line, true);
  const length = runLength(line, lead.length);
  if (length < 3 || line.includes('`', lead.length + length)) return undefined;
  return {length, start, quotes: lead.quotes, indent: lead.hasListMark ? lead.length : 0};
}

function closes(line, fence) {
  const from = leadOf(line, false).length;
  const length = runLength(line, from);
  return length >= fence.length && line.slice(from + length).trim() === '';
}

/// Whether the quote or list that a fence stands in has ended before this line.
function leaves(line, fence) {
  const lead = leadOf(line, false);
  return lead.quotes < fence.quotes || (lead.length < fence.indent && lead.length < line.length);
}

function collectTicks(line, lineStart, ticks) {
  let backslashes = 0;
  for (let at = 0; at < line.length; ++at) {
    if (line[at] === '`') {
      const length = runLength(line, at);
      ticks.push({start: lineStart + at, length, escaped: backslashes % 2 === 1});
      at += length - 1;
    }
    backslashes = line[at] === '\\' ? backslashes + 1 : 0;
  }
}

/// Pairs the backticks of a paragraph: as many end code as began it.
function pairTicks(ticks, parts) {
  const last = new Map(ticks.map(({length}, at) => [length, at]));
  for (let at = 0; at < ticks.length; ++at) {
    const taken = ticks[at].escaped ? 1 : 0;
    const length = ticks[at].length - taken;
    if (length === 0 || (last.get(length) ?? 0) <= at) continue;
    let end = at + 1;
    while (ticks[end].length !== length) ++end;
    parts.push({start: ticks[at].start + taken, end: ticks[end].start + length});
    at = end;
  }
  ticks.length = 0;
}

/// @returns {{start: number, end: number}[]} in order, without overlap
export function codeParts(text) {
  const parts = [];
  if (!text.includes('`')) return parts;
  const ticks = []; // of the paragraph
  let fence;
  for (let start = 0; start < text.length;) {
    const lineEnd = text.indexOf('\n', start);
    const end = lineEnd < 0 ? text.length : lineEnd;
    const line = text.slice(start, end);
    if (fence && leaves(line, fence)) {
      parts.push({start: fence.start, end: start});
      fence = undefined;
    }
    if (fence) {
      if (closes(line, fence)) {
        parts.push({start: fence.start, end});
        fence = undefined;
      }
    } else {
      fence = fenceOf(line, start);
      if (fence || line.trim() === '') pairTicks(ticks, parts);
      else collectTicks(line, start, ticks);
    }
    start = end + 1;
  }
  pairTicks(ticks, parts);
  if (fence) parts.push({start: fence.start, end: text.length});
  return parts;
}
