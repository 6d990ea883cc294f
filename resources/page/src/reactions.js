// SPDX-License-Identifier: GPL-3.0-or-later

/// What stands in the picker at once.
export const usualEmoji = ['👍', '❤️', '😂', '🎉', '😮', '😢'];

const mostNames = 10;

/// The reactions of a message after an event that tells of one: {emoji, on, name, count}. The others
/// stay as they are and where they are.
/// @param {{emoji: string, count: number, names: string[], mine?: boolean}[] | undefined} reactions
export function reacted(reactions, {emoji, on, name, count}, isMine) {
  const before = (reactions ?? []).find((reaction) => reaction.emoji === emoji);
  const others = (before?.names ?? []).filter((other) => other !== name);
  const fresh = {
    emoji, count,
    names: on ? [...others, name].slice(0, mostNames) : others,
    mine: isMine ? on : before?.mine ?? false,
  };
  const all = before ? reactions.map((reaction) => (reaction === before ? fresh : reaction)) : [...(reactions ?? []), fresh];
  return all.filter((reaction) => reaction.count > 0);
}
