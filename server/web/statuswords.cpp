// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/web/statuswords.h"

#include <QByteArrayList>

#include <algorithm>

namespace Server {
namespace {

struct Word {
    QByteArrayView key;
    const char *english;
    const char *korean;
};

constexpr Word words[] = {
    {"status", "Host status", "호스트 상태"},
    {"needs script", "This page needs JavaScript of its own host.",
     "이 페이지에는 이 호스트의 자바스크립트가 필요합니다."},
    {"no answer", "The host does not answer. These are the last figures it gave.",
     "호스트가 응답하지 않습니다. 마지막으로 받은 값을 보여 줍니다."},
    {"ok", "Everything works", "정상입니다"},
    {"stopping", "The host is stopping", "호스트가 멈추는 중입니다"},
    {"store-failing", "The log cannot be written: messages are refused",
     "기록을 쓸 수 없어 메시지를 받지 못합니다"},
    {"store-damaged", "The log is damaged: stop the host, then run madang-host repair",
     "기록이 손상되었습니다. 호스트를 멈춘 뒤 madang-host repair를 실행하십시오"},
    {"now", "Now", "지금"},
    {"since start", "Since the start", "시작한 뒤로"},
    {"uptime", "Running for", "가동 시간"},
    {"sessions", "Sessions", "세션"},
    {"connections", "Connections", "연결"},
    {"subscriptions", "Subscriptions", "구독"},
    {"unread", "Unread", "읽지 않음"},
    {"unread hint", "Bytes that wait for this client to read them",
     "이 클라이언트가 아직 읽지 않은 바이트"},
    {"retained", "Last values kept", "보관한 마지막 값"},
    {"memory", "Memory", "메모리"},
    {"descriptors", "Descriptors", "디스크립터"},
    {"disk free", "Room on the disk", "디스크 여유"},
    {"log size", "Size of the log", "기록 크기"},
    {"store waiting", "Waiting for the log", "기록을 기다리는 요청"},
    {"received", "Messages received", "받은 메시지"},
    {"delivered", "Messages delivered", "전달한 메시지"},
    {"appends", "Messages stored", "저장한 메시지"},
    {"dropped", "Left out for slow clients", "느린 클라이언트에 생략함"},
    {"slow", "Slow clients closed", "느려서 끊은 연결"},
    {"silent", "Silent clients closed", "응답이 없어 끊은 연결"},
    {"held back", "Held back for their rate", "속도를 넘어 늦춘 횟수"},
    {"refused", "Refused at the door", "문에서 거절함"},
    {"logins refused", "Logins refused", "거절한 로그인"},
    {"errors", "ERROR frames", "ERROR 프레임"},
    {"denied", "Denied by policy", "정책으로 거절함"},
    {"expired", "Expired", "기한이 지남"},
    {"dead letters", "Dead letters", "배달 불능"},
    {"redelivered", "Redelivered", "다시 전달함"},
    {"store failures", "Writes that failed", "실패한 쓰기"},
    {"destinations", "Topics", "토픽"},
    {"queues", "Queues", "큐"},
    {"name", "Name", "이름"},
    {"user", "User", "사용자"},
    {"address", "Address", "주소"},
    {"transport", "Transport", "전송"},
    {"version", "STOMP", "STOMP"},
    {"unacknowledged", "Unacknowledged", "확인 대기"},
    {"age", "Connected for", "연결 시간"},
    {"destination", "Destination", "대상"},
    {"subscribers", "Subscriptions", "구독"},
    {"waiting", "Waiting", "대기"},
    {"consumers", "Consumers", "소비자"},
    {"size", "Size", "크기"},
    {"none", "None", "없음"},
    {"per second", "%1/s", "초당 %1"},
    {"cut", "The first %1 are shown.", "처음 %1개만 보여 줍니다."},
    {"sign out", "Sign out", "로그아웃"},
    {"sign in", "Sign in", "로그인"},
    {"token", "Operator token", "운영자 토큰"},
    {"wrong token", "This is not the operator token.", "운영자 토큰이 아닙니다."},
    {"who",
     "Only the computer that the host runs on may see this page, or whoever has the operator "
     "token (operator-token-file).",
     "이 페이지는 호스트가 도는 컴퓨터에서, 또는 운영자 토큰(operator-token-file)이 있어야 볼 수 "
     "있습니다."},
};

const Word *findWord(QByteArrayView key)
{
    const auto *word = std::find_if(std::begin(words), std::end(words),
                                    [key](const Word &candidate) { return candidate.key == key; });
    return word == std::end(words) ? nullptr : word;
}

} // namespace

PageLanguage pageLanguage(const QByteArray &acceptLanguage)
{
    double bestWeight = 0;
    PageLanguage best = PageLanguage::English;
    for (const QByteArray &range : acceptLanguage.split(',')) {
        const QByteArrayList parts = range.split(';');
        const QByteArray tag = parts.first().trimmed().toLower();
        const bool korean = tag == "ko" || tag.startsWith("ko-");
        if (!korean && tag != "en" && !tag.startsWith("en-"))
            continue;
        double weight = 1;
        if (const QByteArray q = parts.value(1).trimmed(); q.startsWith("q="))
            weight = q.sliced(2).toDouble();
        if (weight > bestWeight) {
            bestWeight = weight;
            best = korean ? PageLanguage::Korean : PageLanguage::English;
        }
    }
    return best;
}

QByteArray languageTag(PageLanguage language)
{
    return language == PageLanguage::Korean ? QByteArrayLiteral("ko") : QByteArrayLiteral("en");
}

QByteArray inWords(QByteArrayView text, PageLanguage language)
{
    QByteArray out;
    out.reserve(text.size());
    while (true) {
        const qsizetype begin = text.indexOf("{{");
        const qsizetype end = begin < 0 ? -1 : text.indexOf("}}", begin);
        if (end < 0)
            return out.append(text.data(), text.size());
        out.append(text.data(), begin);
        if (const Word *word = findWord(text.sliced(begin + 2, end - begin - 2)))
            out += language == PageLanguage::Korean ? word->korean : word->english;
        else
            out.append(text.data() + begin, end + 2 - begin);
        text = text.sliced(end + 2);
    }
}

} // namespace Server
