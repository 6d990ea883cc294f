// SPDX-License-Identifier: GPL-3.0-or-later
import {make, setAttribute, setText} from '../dom.js';
import {icon} from '../icons.js';
import {texts} from '../texts.js';

/// Where a message of one's own says how far it got: nowhere yet.
export const receiptMark = () => make('span', {class: 'receipt', hidden: true}, icon('check'), icon('checks'),
  make('span', {class: 'short', 'aria-hidden': 'true'}), make('span', {class: 'unseen'}));

/// Two ticks: to all of them. What it says it says in words, too; by itself or to whoever asks.
/// @param {object | undefined} receipt as receiptsOf() has it
export function showReceipt(mark, receipt) {
  if (!mark) return;
  mark.hidden = !receipt;
  if (!receipt) return;
  const {what, isTold, of, delivered, read} = receipt;
  setAttribute(mark, 'data-state', delivered === of ? 'all' : 'some');
  const short = () => (what === 'read' ? texts.readShort(read, of) : texts.deliveredShort(delivered, of));
  setText(mark.querySelector('.short'), isTold ? short() : '');
  const all = texts.receipt(receipt);
  setAttribute(mark, 'title', all);
  setText(mark.querySelector('.unseen'), all);
}
