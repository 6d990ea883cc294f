// SPDX-License-Identifier: GPL-3.0-or-later
// What the page says of how people can be reached, of keeping order among them, and of leaving.

export const peopleWords = {
  en: {
    howReached: 'How others see you',
    stateLabel: 'You are',
    stateName: (state) => ({online: 'Online', away: 'Away', dnd: 'Do not disturb'}[state] ?? 'Offline'),
    statusLabel: 'Your status',
    statusEnd: 'Clear it after',
    statusEnds: (choice) => ({30: '30 minutes', 60: '1 hour', 240: '4 hours', today: 'Today'}[choice] ?? 'Never'),
    statusKept: (time) => `As it is: until ${time}`,
    statusUntil: (text, time) => `${text} (until ${time})`,
    elsewhere: 'elsewhere here',
    offlineState: 'offline',
    lastSeen: (time) => `last seen ${time}`,
    untilTime: (time) => `Until ${time}.`,
    reasonIs: (reason) => `Reason: ${reason}`,
    decidedBy: (by) => `Decided by ${by}.`,
    youAreMuted: (by) => `You cannot write in this room now${by ? ` (by ${by})` : ''}.`,
    orderedMe: (action, room, by) => {
      const who = by ? ` (by ${by})` : '';
      if (action === 'MUTED') return `You cannot write in ${room} now${who}.`;
      if (action === 'UNMUTED') return `You can write in ${room} again.`;
      if (action === 'SENT-OUT') return `You were sent out of ${room}${who}.`;
      return action === 'BANNED' ? `You were banned from ${room}${who}.` : `You may enter ${room} again.`;
    },
    orderedOther: (action, room, name, by) =>
      `${room}: ${by || 'Somebody'} ${{'SENT-OUT': 'sent', BANNED: 'banned', MUTED: 'muted', UNMUTED: 'let speak again:'}[action] ?? 'let in again:'} ${name}${action === 'SENT-OUT' ? ' out' : ''}.`,
    orderTitle: (kind, name) => `${{mute: 'Mute', sendOut: 'Send out'}[kind] ?? 'Ban'}: ${name}`,
    orderMeans: (kind) => ({mute: 'They can read on in this room, and say nothing there.', sendOut: 'They leave this room, and may come back.'}[kind] ??
      'They leave this room, and cannot come back.'),
    orderAct: (kind) => ({mute: 'Mute', sendOut: 'Send out'}[kind] ?? 'Ban'),
    howLong: 'How long',
    orderTime: (seconds) => ({600: '10 minutes', 3600: '1 hour', 86400: '1 day', 604800: '1 week'}[seconds] ?? 'Until it is lifted'),
    orderReason: 'Reason: they are told this (may stay empty)',
    orderAddress: 'Also whoever comes from the same address',
    orderList: 'Muted and banned',
    nobodyOrdered: 'Nobody is muted or banned here.',
    orderedAs: (kind) => (kind === 'mute' ? 'muted' : 'banned'),
    lift: (kind) => (kind === 'mute' ? 'Let speak' : 'Lift the ban'),
    liftWhom: (kind, name) => (kind === 'mute' ? `Let ${name} speak again` : `Lift the ban on ${name}`),
    sentOut: 'You were sent out of this room',
    sentOutMore: 'You may come in again.',
    comeInAgain: 'Come in again',
    'sent out of this room': 'You were sent out of this room.',
    'not over them': 'That cannot be done to somebody whose role is as high as yours, or higher.',
    'no address': 'They cannot be kept out by address: they are not connected, or use the computer of the host itself.',
    'too many': 'This room has as many of these as it can have.',
  },
  ko: {
    howReached: '다른 사람에게 보이는 모습',
    stateLabel: '지금 나는',
    stateName: (state) => ({online: '접속 중', away: '자리 비움', dnd: '방해 금지'}[state] ?? '접속 안 함'),
    statusLabel: '내 상태 글',
    statusEnd: '지울 때',
    statusEnds: (choice) => ({30: '30분 뒤', 60: '1시간 뒤', 240: '4시간 뒤', today: '오늘까지'}[choice] ?? '지우지 않음'),
    statusKept: (time) => `그대로: ${time}까지`,
    statusUntil: (text, time) => `${text} (${time}까지)`,
    elsewhere: '다른 방에 있음',
    offlineState: '접속 안 함',
    lastSeen: (time) => `마지막 접속 ${time}`,
    untilTime: (time) => `${time}까지.`,
    reasonIs: (reason) => `이유: ${reason}`,
    decidedBy: (by) => `결정한 사람: ${by}.`,
    youAreMuted: (by) => `지금 이 방에 쓸 수 없습니다${by ? `(결정한 사람: ${by})` : ''}.`,
    orderedMe: (action, room, by) => {
      const who = by ? ` (결정한 사람: ${by})` : '';
      if (action === 'MUTED') return `지금 ${room} 방에 쓸 수 없습니다${who}.`;
      if (action === 'UNMUTED') return `${room} 방에 다시 쓸 수 있습니다.`;
      if (action === 'SENT-OUT') return `${room} 방에서 내보내졌습니다${who}.`;
      return action === 'BANNED' ? `${room} 방에서 차단되었습니다${who}.` : `${room} 방에 다시 들어갈 수 있습니다.`;
    },
    orderedOther: (action, room, name, by) =>
      `${room}: ${by ? `${by} 님이 ` : ''}${name} 님을 ${{'SENT-OUT': '내보냈습니다', BANNED: '차단했습니다', MUTED: '말하지 못하게 했습니다', UNMUTED: '다시 말할 수 있게 했습니다'}[action] ?? '다시 들어올 수 있게 했습니다'}.`,
    orderTitle: (kind, name) => `${{mute: '말하지 못하게 하기', sendOut: '내보내기'}[kind] ?? '차단하기'}: ${name}`,
    orderMeans: (kind) => ({mute: '이 방의 글을 계속 읽을 수 있지만 말할 수는 없습니다.', sendOut: '이 방에서 나가지만 다시 들어올 수 있습니다.'}[kind] ??
      '이 방에서 나가고 다시 들어올 수 없습니다.'),
    orderAct: (kind) => ({mute: '말하지 못하게 하기', sendOut: '내보내기'}[kind] ?? '차단하기'),
    howLong: '기간',
    orderTime: (seconds) => ({600: '10분', 3600: '1시간', 86400: '하루', 604800: '일주일'}[seconds] ?? '풀 때까지'),
    orderReason: '이유: 이 사람에게 알립니다 (비워 두어도 됩니다)',
    orderAddress: '같은 주소에서 오는 사람도 모두',
    orderList: '말할 수 없거나 차단된 사람',
    nobodyOrdered: '말할 수 없거나 차단된 사람이 없습니다.',
    orderedAs: (kind) => (kind === 'mute' ? '말할 수 없음' : '차단됨'),
    lift: (kind) => (kind === 'mute' ? '말하게 하기' : '차단 풀기'),
    liftWhom: (kind, name) => (kind === 'mute' ? `다시 말할 수 있게 하기: ${name}` : `차단 풀기: ${name}`),
    sentOut: '이 방에서 내보내졌습니다',
    sentOutMore: '다시 들어올 수 있습니다.',
    comeInAgain: '다시 들어가기',
    'sent out of this room': '이 방에서 내보내졌습니다.',
    'not over them': '역할이 같거나 더 높은 사람에게는 할 수 없습니다.',
    'no address': '주소로는 막을 수 없습니다. 연결되어 있지 않거나 마당과 같은 컴퓨터에서 온 사람입니다.',
    'too many': '이 방에 더 넣을 수 없습니다.',
  },
};
