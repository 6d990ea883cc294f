// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/chat/personalpresence.h"

#include "server/chat/refusals.h"
#include "server/store/readstore.h"

namespace Server {
namespace {

constexpr qsizetype longestStatus = 100; ///< UTF-16 units.

/// One line, nothing that cannot be seen.
QString cleanStatus(const QString &text)
{
    const QString valid = text.isValidUtf16() ? text : QString::fromUtf8(text.toUtf8());
    QString line;
    for (const QChar c : valid.left(longestStatus * 4).simplified()) {
        constexpr char16_t joiner = 0x200d; // holds emojis together
        if (c.isPrint() || c.isSurrogate() || c.isMark() || c == joiner)
            line += c;
    }
    return line;
}

} // namespace

PersonalPresence::PersonalPresence(ChatParts &parts) : m_parts(parts)
{
    m_timer.setSingleShot(true);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { catchUp(); });
}

void PersonalPresence::change(const Peer &peer, const QByteArray &body, Completion done)
{
    auto request = Chat::PresenceRequest::fromJson(body);
    if (!request)
        return done(tl::unexpected(Refusals::badPresence()));
    if (request->status) {
        request->status = cleanStatus(*request->status);
        if (request->status->size() > longestStatus)
            return done(tl::unexpected(Refusals::tooLong("text", longestStatus, "characters")));
    }
    if (m_parts.attendances.change(peer.principal.user, peer.session, *request))
        schedule(peer.principal, true);
    told(peer.principal);
    done({});
}

void PersonalPresence::told(const Principal &principal)
{
    if (m_listener)
        m_listener(principal);
}

void PersonalPresence::heard(const Principal &who, SessionNumber session, bool isReachable,
                             bool isIdle)
{
    bool isNews = false;
    if (isReachable) {
        isNews = m_parts.attendances.come(who.user, session);
        Chat::PresenceRequest request;
        request.idle = isIdle;
        isNews = m_parts.attendances.change(who.user, session, request) || isNews;
    } else {
        isNews = m_parts.attendances.go(who.user, session, m_parts.options.now());
    }
    const bool isForgotten = m_parts.attendances.of(who.user, m_parts.options.now()).state ==
                                 Chat::Availability::Offline &&
                             m_parts.memberships.roomsOf(who.user).empty();
    if (isForgotten) {
        m_parts.attendances.forget(who.user);
        m_people.erase(who.user);
    } else if (isNews) {
        schedule(who, false);
    }
}

void PersonalPresence::come(const Peer &peer)
{
    if (m_parts.attendances.come(peer.principal.user, peer.session))
        schedule(peer.principal, false);
    told(peer.principal);
}

void PersonalPresence::disconnected(const Peer &peer)
{
    const Chat::UserId user = peer.principal.user;
    const bool isNews = m_parts.attendances.go(user, peer.session, m_parts.options.now());
    told(peer.principal);
    if (!isNews)
        return;
    if (m_parts.memberships.roomsOf(user).empty()) {
        m_parts.attendances.forget(user);
        m_people.erase(user);
    } else {
        schedule(peer.principal, true);
    }
}

/// Told at once to who has not heard for a while; else later, and then what it is by then.
void PersonalPresence::schedule(const Principal &principal, bool keep)
{
    Person &person = m_people[principal.user];
    person.principal = principal;
    person.toTell = true;
    person.toKeep = person.toKeep || keep;
    catchUp();
}

void PersonalPresence::catchUp()
{
    const Chat::Timestamp now = m_parts.options.now();
    const auto isDue = [now](Chat::Timestamp last, std::chrono::milliseconds pace) {
        return now - last >= pace || now < last; // clocks are set back
    };
    bool waiting = false;
    for (auto it = m_people.begin(); it != m_people.end();) {
        Person &person = it->second;
        if (person.toTell && isDue(person.told, m_parts.options.presencePace)) {
            person.toTell = false;
            person.told = now;
            tell(person.principal);
        }
        if (person.toKeep && isDue(person.kept, m_parts.options.lastSeenPace)) {
            person.toKeep = false;
            person.kept = now;
            keep(it->first);
        }
        const bool owed = person.toTell || person.toKeep;
        waiting = waiting || owed;
        const bool old = isDue(person.told, m_parts.options.presencePace) &&
                         isDue(person.kept, m_parts.options.lastSeenPace);
        it = !owed && old ? m_people.erase(it) : std::next(it);
    }
    if (waiting && !m_timer.isActive())
        m_timer.start(m_parts.options.presencePace / 2);
}

void PersonalPresence::tell(const Principal &principal)
{
    for (const Chat::RoomId &room : m_parts.memberships.roomsOf(principal.user))
        m_parts.announcer.attendance(room, principal);
    for (const Chat::RoomId &room : m_parts.presence.roomsOf(principal.user)) {
        if (!m_parts.memberships.find(room, principal.user))
            m_parts.announcer.attendance(room, principal);
    }
}

void PersonalPresence::keep(const Chat::UserId &user)
{
    if (m_parts.memberships.roomsOf(user).empty())
        return;
    m_parts.store.reads().attend(m_parts.attendances.stored(user, m_parts.options.now()), {});
}

} // namespace Server
