// SPDX-License-Identifier: GPL-3.0-or-later
// What the page says of bans from the whole host, of what was done to keep order, and of what messages said before.

const fields = {
  en: {
    name: 'name', topic: 'topic', icon: 'icon', visibility: 'who sees it', password: 'password', approves: 'how people come in', locked: 'whether anybody new comes in',
    readOnly: 'who speaks', slowMode: 'how often one speaks', retention: 'what is kept', keepsEarlier: 'earlier versions', archived: 'archive', deleteAt: 'when it is deleted',
  },
  ko: {
    name: '이름', topic: '주제', icon: '아이콘', visibility: '공개 여부', password: '비밀번호', approves: '들어오는 방법', locked: '새로 들어올 수 있는지',
    readOnly: '글쓰기', slowMode: '글 사이 간격', retention: '기록 보존', keepsEarlier: '고치기 전의 글', archived: '보관', deleteAt: '삭제할 때',
  },
};
const named = (language, detail) => detail.split(',').filter(Boolean).map((field) => fields[language][field] ?? field).join(', ');

export const orderWords = {
  en: {
    where: 'Where it holds',
    whereHere: 'In this room',
    whereAll: 'In all of this Madang',
    done: 'What was done',
    nothingDone: 'Nothing was done to keep order yet.',
    moreDone: 'More',
    moreDoneMore: 'Show earlier entries',
    deed: (action, by, whom, detail) => {
      if (action === 'MUTED') return `${by} muted ${whom}.`;
      if (action === 'UNMUTED') return `${by} let ${whom} speak again.`;
      if (action === 'SENT-OUT') return `${by} sent ${whom} out.`;
      if (action === 'BANNED') return `${by} banned ${whom}.`;
      if (action === 'UNBANNED') return `${by} lifted the ban on ${whom}.`;
      if (action === 'SETTINGS') return `${by} changed this room: ${named('en', detail)}.`;
      if (action === 'DELETED') return `${by} deleted a message of ${whom}.`;
      if (action !== 'ROLE') return `${by} gave ${whom} a new way in.`;
      if (detail === 'owner') return `${by} made ${whom} an owner.`;
      return detail === 'moderator' ? `${by} made ${whom} a moderator.` : `${by} took the role away from ${whom}.`;
    },
    earlier: 'Earlier versions',
    earlierMore: 'What this message said before it was changed or deleted. Who wrote it and who keeps order here can see this.',
    earlierUntil: (time) => `Until ${time}`,
    noEarlier: 'Nothing was kept of what this message said before.',
    earlierCut: 'There were older versions, which are not shown.',
    'no such message': 'There is no such message any more.',
  },
  ko: {
    where: '차단할 곳',
    whereHere: '이 방에서만',
    whereAll: '이 마당 전체에서',
    done: '지금까지 한 일',
    nothingDone: '아직 한 일이 없습니다.',
    moreDone: '더 보기',
    moreDoneMore: '더 오래된 일 보기',
    deed: (action, by, whom, detail) => {
      if (action === 'MUTED') return `${by} 님이 ${whom} 님을 말하지 못하게 했습니다.`;
      if (action === 'UNMUTED') return `${by} 님이 ${whom} 님을 다시 말할 수 있게 했습니다.`;
      if (action === 'SENT-OUT') return `${by} 님이 ${whom} 님을 내보냈습니다.`;
      if (action === 'BANNED') return `${by} 님이 ${whom} 님을 차단했습니다.`;
      if (action === 'UNBANNED') return `${by} 님이 ${whom} 님의 차단을 풀었습니다.`;
      if (action === 'SETTINGS') return `${by} 님이 방 설정을 바꾸었습니다: ${named('ko', detail)}.`;
      if (action === 'DELETED') return `${by} 님이 ${whom} 님의 글을 삭제했습니다.`;
      if (action !== 'ROLE') return `${by} 님이 ${whom} 님에게 다시 들어올 길을 열어 주었습니다.`;
      if (detail === 'owner') return `${by} 님이 ${whom} 님을 방장으로 세웠습니다.`;
      return detail === 'moderator' ? `${by} 님이 ${whom} 님을 관리자로 세웠습니다.` : `${by} 님이 ${whom} 님을 맡은 역할에서 내렸습니다.`;
    },
    earlier: '고치기 전의 글',
    earlierMore: '고치거나 삭제하기 전에 이 메시지에 있던 글입니다. 쓴 사람과 방장·관리자가 볼 수 있습니다.',
    earlierUntil: (time) => `${time}까지`,
    noEarlier: '이 메시지에 전에 있던 글은 남아 있지 않습니다.',
    earlierCut: '더 오래된 글은 보여 주지 않습니다.',
    'no such message': '그런 메시지가 없습니다.',
  },
};
