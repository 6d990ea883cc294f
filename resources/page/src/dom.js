// SPDX-License-Identifier: GPL-3.0-or-later
// Elements made by hand. Text goes in as text, never as markup.

/// make('p', {class: 'a', text: 'b', onclick: f}, child…): `text` is its text; what begins with "on" is
/// listened to; true and false set or leave out an attribute.
export function make(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key === 'text') element.textContent = value;
    else if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else setAttribute(element, key, value);
  }
  element.append(...children.filter(Boolean));
  return element;
}

export function setAttribute(element, name, value) {
  if (value === undefined || value === false) element.removeAttribute(name);
  else element.setAttribute(name, value === true ? '' : value);
}

/// Changes only what differs, so that a screen reader is not told the same again.
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/// Makes the children of a list those of `lines`, by `key`: what is the same stays, what changed (its
/// `look`) is made anew by `create`. Nothing else is left.
export function showLines(list, lines, create) {
  const wanted = new Set(lines.map(({key}) => key));
  const there = new Map();
  for (const child of [...list.children]) {
    const {key} = child.dataset;
    if (wanted.has(key) && !there.has(key)) there.set(key, child);
    else child.remove();
  }
  let place = list.firstElementChild;
  for (const line of lines) {
    let child = there.get(line.key);
    if (child?.dataset.look !== line.look) {
      const fresh = create(line);
      fresh.dataset.key = line.key;
      fresh.dataset.look = line.look;
      if (child) {
        if (place === child) place = fresh;
        child.replaceWith(fresh);
      }
      child = fresh;
    }
    if (child === place) place = place.nextElementSibling;
    else list.insertBefore(child, place);
  }
}

/// Into the clipboard. The interface for it is for https alone, and most Madangs are not.
export function copyText(text) {
  const place = make('textarea', {class: 'unseen', readonly: true, 'aria-hidden': 'true'});
  const before = document.activeElement;
  place.value = text;
  document.body.append(place);
  place.select();
  document.execCommand('copy');
  place.remove();
  before?.focus({preventScroll: true});
}
