// SPDX-License-Identifier: GPL-3.0-or-later
import {make, setText} from '../dom.js';
import {searchHeaders, sendersOf} from '../searchasked.js';
import {clockTime, dayName, language, refusalWords, roomHeadline, shownName, texts} from '../texts.js';

const isMatch = (match, text) =>
  Array.isArray(match) && match.every(Number.isSafeInteger) && match[0] >= 0 && match[1] > 0 && match[0] + match[1] <= text.length;

/// An excerpt with what was searched for marked.
function marked({excerpt, matches}) {
  const parts = [];
  let at = 0;
  for (const match of Array.isArray(matches) ? matches : []) {
    if (!isMatch(match, excerpt) || match[0] < at) continue;
    parts.push(excerpt.slice(at, match[0]), make('mark', {text: excerpt.slice(match[0], match[0] + match[1])}));
    at = match[0] + match[1];
  }
  return [...parts, excerpt.slice(at)];
}

const order = new Intl.Collator(language);

/// Finds what was said, here or in all rooms; by whom and when, where that is known.
export class SearchDialog {
  #turn = 0;
  #next;
  #asked; // the headers that the first page was asked with

  /// @param {(roomId: string, seq: number) => void} goTo
  constructor(chat, goTo) {
    Object.assign(this, {chat, goTo});
    this.query = make('input', {id: 'search-query', type: 'search', maxlength: 256, autocomplete: 'off', 'aria-label': texts.searchFor, placeholder: texts.searchFor});
    this.here = make('input', {id: 'search-here', type: 'checkbox'});
    this.files = make('input', {id: 'search-files', type: 'checkbox'});
    this.links = make('input', {id: 'search-links', type: 'checkbox'});
    this.sender = make('select', {id: 'search-sender'});
    this.first = make('input', {id: 'search-first', type: 'date'});
    this.last = make('input', {id: 'search-last', type: 'date'});
    this.status = make('p', {class: 'hint', role: 'status'});
    this.list = make('ol', {class: 'hits'});
    this.more = make('button', {type: 'button', class: 'quiet', hidden: true, text: texts.moreHits, onclick: () => this.#askFor({...this.#asked, before: this.#next})});
    this.element = make('dialog', {class: 'search', 'aria-labelledby': 'search-title', onclick: ({target}) => target === this.element && this.element.close()},
      make('form', {class: 'card', method: 'dialog', onsubmit: (event) => {
        event.preventDefault();
        this.#ask();
      }},
      make('h2', {id: 'search-title', text: texts.search}),
      make('p', {class: 'row'}, this.query, make('button', {type: 'submit', class: 'main', text: texts.search})),
      make('p', {class: 'row'},
        make('label', {for: 'search-here'}, this.here, texts.onlyHere), make('label', {for: 'search-links'}, this.links, texts.withLinks),
        make('label', {for: 'search-files'}, this.files, texts.withFiles)),
      make('div', {class: 'filters'}, ...[[texts.searchSender, this.sender], [texts.searchFirst, this.first], [texts.searchLast, this.last]]
        .map(([text, field]) => make('p', {}, make('label', {for: field.id, text}), field))),
      this.status, this.list,
      make('p', {class: 'buttons'}, this.more,
        make('button', {type: 'button', class: 'quiet', text: texts.close, onclick: () => this.element.close()}))));
  }

  open() {
    this.#showSenders();
    this.element.showModal();
    this.query.select();
    this.query.focus();
  }

  /// Who was chosen stays chosen, also in another room.
  #showSenders() {
    const {me} = this.chat;
    const chosen = this.sender.selectedOptions[0];
    const people = new Map(sendersOf(this.chat.room));
    if (chosen?.value && !people.has(chosen.value)) people.set(chosen.value, chosen.value === me.id ? me.name : chosen.textContent);
    const all = [...people].map(([id, name]) => [id, id === me.id ? texts.meNamed(shownName(name)) : shownName(name)]);
    all.sort(([, one], [, other]) => order.compare(one, other));
    this.sender.replaceChildren(make('option', {value: '', text: texts.anybody}), ...all.map(([value, text]) => make('option', {value, text})));
    this.sender.value = chosen?.value ?? '';
  }

  #ask() {
    const asked = searchHeaders({
      query: this.query.value, room: this.here.checked ? this.chat.room?.id : undefined, sender: this.sender.value,
      first: this.first.value, last: this.last.value, links: this.links.checked, files: this.files.checked,
    });
    if (!asked) return setText(this.status, texts.searchNeeds);
    this.#asked = {...asked, limit: 20};
    this.list.replaceChildren();
    return this.#askFor(this.#asked);
  }

  #askFor(asked) {
    const turn = ++this.#turn;
    setText(this.status, texts.searching);
    this.more.hidden = true;
    return this.chat.questions.search(asked, (page, wait) => turn === this.#turn && this.#show(page, wait));
  }

  #show(page, wait) {
    if (!page) return setText(this.status, this.chat.connection.isOnline ? refusalWords('not searched', wait) : texts.offline);
    this.#next = page.next;
    this.list.append(...page.hits.map((hit) => this.#hit(hit)));
    this.more.hidden = !page.next;
    if (page.unsearched > 0) return setText(this.status, texts.unsearched(page.unsearched));
    return setText(this.status, this.list.children.length > 0 || page.next ? '' : texts.nothingFound);
  }

  #hit(hit) {
    const {roomId, seq, sender, time} = hit;
    const names = (Array.isArray(hit.files) ? hit.files : []).map(({name}) => name).filter((name) => typeof name === 'string');
    return make('li', {}, make('button', {type: 'button', onclick: () => {
      this.element.close();
      this.goTo(roomId, seq);
    }},
    make('span', {class: 'where'}, make('strong', {dir: 'auto', text: shownName(sender)}),
      make('span', {class: 'aside', text: `${roomHeadline(this.chat.rooms.get(roomId) ?? {roomId})} · ${dayName(time)} ${clockTime(time)}`})),
    make('span', {class: 'excerpt', dir: 'auto'}, ...marked(hit)),
    names.length > 0 && make('span', {class: 'aside', dir: 'auto', text: names.join(', ')})));
  }
}
