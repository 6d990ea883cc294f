// SPDX-License-Identifier: GPL-3.0-or-later
import {make, setText} from '../dom.js';
import {icon} from '../icons.js';
import {changesIn, losesEarlier, losesMessages, opensToAll, problemIn, settingsOf, valuesOf} from '../roomsettings.js';
import {texts} from '../texts.js';
import {ChoiceField, KeepField, PasswordField, PauseField, Row, TextField} from './roomrows.js';

const longest = {name: 64, topic: 250, icon: 32, password: 128};

/// What a room is, row by row: what one may change as fields, the rest as words. What others change comes
/// in meanwhile, but not over what one has written oneself.
export class RoomForm {
  #room;
  #may = {};

  /// @param {(picked: (emoji: string) => void) => void} pickEmoji
  constructor(pickEmoji) {
    const picker = make('button', {type: 'button', class: 'icon-button', 'aria-label': texts.pickIcon, title: texts.pickIcon,
      onclick: () => pickEmoji((emoji) => {
        this.rows.icon.field.value = emoji;
      })}, icon('smile'));
    this.rows = {
      name: new Row(texts.factName, new TextField('about-name', {maxlength: longest.name})),
      topic: new Row(texts.factTopic, new TextField('about-topic', {maxlength: longest.topic})),
      icon: new Row(texts.factIcon, new TextField('about-icon', {maxlength: longest.icon, placeholder: texts.iconHint, beside: picker})),
      kind: new Row(texts.factKind, new ChoiceField('about-kind', {public: texts.kindPublic, private: texts.kindPrivate})),
      entry: new Row(texts.factEntry, new ChoiceField('about-entry', {free: texts.entryFree, letIn: texts.entryLetIn, nobody: texts.entryNobody})),
      password: new Row(texts.factPassword, new PasswordField('about-password', longest.password)),
      speakers: new Row(texts.factSpeakers, new ChoiceField('about-speakers', {all: texts.speakersAll, order: texts.speakersOrder})),
      slow: new Row(texts.factSlow, new PauseField('about-slow')),
      keep: new Row(texts.factKeep, new KeepField('about-keep')),
      earlier: new Row(texts.factEarlier, new ChoiceField('about-earlier', {gone: texts.earlierGone, kept: texts.earlierKept})),
    };
    this.warning = make('p', {class: 'warning', role: 'status', hidden: true});
    this.element = make('div', {class: 'facts', oninput: () => this.#warn(), onchange: () => this.#warn()},
      ...Object.values(this.rows).map(({element}) => element), this.warning);
  }

  /// Another room is shown next, or the same one anew: what was written is forgotten.
  begin() {
    for (const row of Object.values(this.rows)) row.forget();
    this.rows.password.field.value = undefined;
  }

  /// True when somebody else has changed what one is changing.
  show(room, may) {
    this.#room = room;
    this.#may = may;
    const {rows} = this;
    const is = valuesOf(room);
    const {kind, entry, password, readOnly, slowMode, retention, keepsEarlier} = settingsOf(room);
    const mayNot = kind === 'direct';
    const news = [
      rows.name.show({value: is.name, may: may.name}), // it stands above
      rows.topic.show({value: is.topic, may: may.topic, told: room.topic || texts.noTopic}),
      rows.icon.show({value: is.icon, may: may.icon}),
      rows.kind.show({value: is.kind, may: may.entry && !mayNot}),
      rows.entry.show({value: is.entry, may: may.admits, told: texts.mayComeIn({kind, entry, password})}),
      rows.speakers.show({value: is.speakers, may: may.order, told: readOnly && texts.speakersOrder}),
      rows.slow.show({value: is.slow, may: may.order, told: slowMode > 0 && texts.pauseOf(slowMode)}),
      rows.keep.show({value: is.keep, may: may.keeping, told: texts.keptFor(retention)}),
      rows.earlier.show({value: is.earlier, may: may.earlier, told: keepsEarlier ? texts.earlierKept : texts.earlierGone}),
    ];
    rows.password.field.show(password);
    rows.password.show({value: undefined, may: may.entry});
    this.#warn();
    return news.includes(true);
  }

  get #values() {
    return Object.fromEntries(Object.entries(this.rows).map(([key, {field}]) => [key, field.value]));
  }

  #warn() {
    const change = changesIn(this.#room, this.#values, this.#may);
    const warnings = [losesMessages(this.#room, change) && texts.loses, losesEarlier(this.#room, change) && texts.losesEarlier, opensToAll(this.#room, change) && texts.opens].filter(Boolean);
    this.warning.hidden = warnings.length === 0;
    setText(this.warning, warnings.join(' '));
  }

  /// {problem: {what, about}} when a value cannot be, else {change, questions, isSaved}: what is to be
  /// sent, what is to be asked before, and what is to be called when the host has it.
  collect() {
    const values = this.#values;
    const problem = problemIn(values, this.#may);
    if (problem) return {problem};
    const change = changesIn(this.#room, values, this.#may);
    return {
      change,
      questions: [losesMessages(this.#room, change) && texts.losesAsk, opensToAll(this.#room, change) && texts.opensAsk].filter(Boolean),
      // What was written since stays.
      isSaved: () => {
        for (const [key, row] of Object.entries(this.rows)) if (row.field.value === values[key]) row.forget();
        if (this.rows.password.field.value === values.password) this.rows.password.field.value = undefined;
      },
    };
  }
}
