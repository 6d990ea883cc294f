// SPDX-License-Identifier: GPL-3.0-or-later
// What the page says of one's own messages on their way, and of passing on what was said.

const many = (count, one, more) => `${count.toLocaleString('en')} ${count === 1 ? one : more}`;

export const deliveryWords = {
  en: {
    deliveredShort: (count, of) => (of === 1 ? 'Delivered' : `Delivered ${count}/${of}`),
    readShort: (count, of) => (of === 1 ? 'Read' : `Read ${count}/${of}`),
    receipt: ({of, delivered, read, unconfirmed}) => [
      delivered > 0 || read > 0 ? `Delivered to ${delivered} of ${of}, read by ${read} of ${of}` : `Stored by the host; delivered to none of ${of} yet`,
      unconfirmed > 0 && `${unconfirmed} cannot confirm`].filter(Boolean).join('; '),
  },
  ko: {
    deliveredShort: (count, of) => (of === 1 ? '전달됨' : `전달 ${count}/${of}`),
    readShort: (count, of) => (of === 1 ? '읽음' : `읽음 ${count}/${of}`),
    receipt: ({of, delivered, read, unconfirmed}) => [
      delivered > 0 || read > 0 ? `${of}명 중 ${delivered}명에게 전달, ${read}명이 읽음` : `마당에 저장됨. ${of}명 중 아직 아무에게도 전달되지 않음`,
      unconfirmed > 0 && `${unconfirmed}명은 확인할 수 없음`].filter(Boolean).join(', '),
  },
};
