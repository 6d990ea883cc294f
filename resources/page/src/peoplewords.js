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
  },
};
