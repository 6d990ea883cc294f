// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/chat/roompasswords.h"

#include "server/chat/roomrefusals.h"

#include <algorithm>

namespace Server {
namespace {

using namespace std::chrono_literals;

constexpr int freeTries = 3;
constexpr std::chrono::seconds longestWait = 5min;
constexpr qsizetype mostRemembered = 10000;
/// Of one room, whoever tries: a new guest costs nothing.
constexpr int triesPerMinute = 30;

} // namespace

RoomPasswords::RoomPasswords(const ChatOptions &options) : m_options(options), m_checks({1, 64})
{
    m_hashing.setMaxThreadCount(1);
}

RoomPasswords::~RoomPasswords()
{
    m_hashing.clear();
    m_hashing.waitForDone(); // what runs uses m_home at its end
}

std::optional<std::chrono::milliseconds> RoomPasswords::wait(const Chat::RoomId &room,
                                                             const Chat::UserId &user)
{
    const Chat::Timestamp now = m_options.now();
    const Tries own = m_tries.value({room, user});
    if (own.wrong > freeTries && own.until > now)
        return own.until - now;
    const Tries all = m_triesOfAll.value(room);
    if (all.wrong >= triesPerMinute && all.until > now)
        return all.until - now;
    return std::nullopt;
}

void RoomPasswords::noteWrong(const Chat::RoomId &room, const Chat::UserId &user)
{
    const Chat::Timestamp now = m_options.now();
    if (m_tries.size() >= mostRemembered)
        m_tries.clear(); // a crowd, in which nobody is remembered for long
    Tries &own = m_tries[{room, user}];
    ++own.wrong;
    own.until =
        now + std::min<std::chrono::seconds>(longestWait, 1s * (1 << std::min(own.wrong, 16)));
    Tries &all = m_triesOfAll[room];
    if (all.until <= now)
        all = {0, now + 1min};
    ++all.wrong;
}

void RoomPasswords::check(const StoredRoom &room, const Chat::UserId &user, const QString &password,
                          std::function<void(tl::expected<void, Refusal>)> answer)
{
    if (password.isEmpty() || password.size() > longest)
        return answer(tl::unexpected(Refusals::wrongPassword()));
    if (const auto left = wait(room.id, user))
        return answer(tl::unexpected(Refusals::tooManyTries(*left)));
    // Counted before it is known, for many may be asked at once.
    noteWrong(room.id, user);
    const bool asked = m_checks.check(
        room.passwordHash, password.toUtf8(), [this, id = room.id, user, answer](bool right) {
            if (!right)
                return answer(tl::unexpected(Refusals::wrongPassword()));
            m_tries.remove({id, user});
            if (const auto all = m_triesOfAll.find(id); all != m_triesOfAll.end())
                all->wrong = std::max(all->wrong - 1, 0);
            answer({});
        });
    if (!asked)
        answer(tl::unexpected(Refusals::passwordsBusy()));
}

void RoomPasswords::hash(const QString &password, std::function<void(const QByteArray &)> answer)
{
    m_hashing.start([this, password, answer = std::move(answer)] {
        QMetaObject::invokeMethod(
            &m_home, [answer, hash = hashPassword(password.toUtf8())] { answer(hash); },
            Qt::QueuedConnection);
    });
}

} // namespace Server
