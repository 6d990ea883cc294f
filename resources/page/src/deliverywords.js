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
    late: (time) => `written ${time}`,
    lateMore: (written, arrived) => `Written on ${written}. It reached the host on ${arrived}.`,
    doNotSend: 'Do not send',
    unsent: (failed, waiting) => [failed > 0 && (failed === 1 ? '1 message was not sent' : `${failed} messages were not sent`),
      waiting > 0 && (waiting === 1 ? '1 message waits to be sent' : `${waiting} messages wait to be sent`)].filter(Boolean).join(', '),
    sendAllAgain: 'Send all again',
    discardAll: 'Discard all',
    discardAllAsk: (count) => `Discard ${many(count, 'message', 'messages')}? Nobody will read them.`,
    takeBack: 'Take back',
    takeBackWhat: 'Take back what you just sent (Ctrl+Z)',
  },
  ko: {
    deliveredShort: (count, of) => (of === 1 ? '전달됨' : `전달 ${count}/${of}`),
    readShort: (count, of) => (of === 1 ? '읽음' : `읽음 ${count}/${of}`),
    receipt: ({of, delivered, read, unconfirmed}) => [
      delivered > 0 || read > 0 ? `${of}명 중 ${delivered}명에게 전달, ${read}명이 읽음` : `마당에 저장됨. ${of}명 중 아직 아무에게도 전달되지 않음`,
      unconfirmed > 0 && `${unconfirmed}명은 확인할 수 없음`].filter(Boolean).join(', '),
    late: (time) => `${time}에 씀`,
    lateMore: (written, arrived) => `${written}에 쓴 글입니다. 마당에는 ${arrived}에 도착했습니다.`,
    doNotSend: '보내지 않기',
    unsent: (failed, waiting) => [failed > 0 && `보내지 못한 글 ${failed}개`, waiting > 0 && `보내기를 기다리는 글 ${waiting}개`].filter(Boolean).join(', '),
    sendAllAgain: '모두 다시 보내기',
    discardAll: '모두 지우기',
    discardAllAsk: (count) => `글 ${count.toLocaleString('ko')}개를 지울까요? 아무도 읽지 못하게 됩니다.`,
    takeBack: '보내기 취소',
    takeBackWhat: '방금 보낸 글 거두기 (Ctrl+Z)',
  },
};
