// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/chat/slowmode.h"

#include <algorithm>

namespace Server {

using namespace std::chrono_literals;

std::optional<std::chrono::milliseconds> SlowMode::wait(const Chat::RoomId &room,
                                                        const Chat::UserId &user,
                                                        std::chrono::seconds pause,
                                                        Chat::Timestamp now) const
{
    const auto said = m_said.constFind({room, user});
    if (pause <= 0s || said == m_said.cend())
        return std::nullopt;
    // A clock that was set back must not silence anybody for longer than the pause.
    const auto left = std::min<std::chrono::milliseconds>(said->time + pause - now, pause);
    return left > 0ms ? std::optional(left) : std::nullopt;
}

SlowMode::Time SlowMode::note(const Chat::RoomId &room, const Chat::UserId &user,
                              std::chrono::seconds pause, Chat::Timestamp now)
{
    if (pause <= 0s)
        return std::nullopt;
    if (m_said.size() >= m_pruneAt) {
        m_said.removeIf([now](const auto &one) { return one.value().until < now; });
        m_pruneAt = std::max<qsizetype>(1000, m_said.size() * 2);
    }
    const auto said = m_said.find({room, user});
    const Time before = said == m_said.end() ? Time() : Time(said->time);
    m_said.insert({room, user}, {now, now + pause});
    return before;
}

void SlowMode::takeBack(const Chat::RoomId &room, const Chat::UserId &user, Time before)
{
    const auto said = m_said.find({room, user});
    if (said == m_said.end())
        return;
    if (before)
        said->time = *before;
    else
        m_said.erase(said);
}

} // namespace Server
