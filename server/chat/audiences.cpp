// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/chat/audiences.h"

#include <algorithm>

namespace Server {
namespace {

/// Guests may all go by one name.
constexpr size_t mostMentioned = 200;

} // namespace

Audiences::Audiences(const StoreContents &contents, const Memberships &memberships)
    : m_memberships(memberships)
{
    for (const StoredRoom &room : contents.rooms)
        m_ledgers.emplace(room.id, ReceiptLedger(room.last));
    for (const StoredMarker &marker : contents.markers) {
        if (memberships.find(marker.room, marker.user))
            ledger(marker.room).restore(marker);
    }
}

void Audiences::note(Chat::RoomMessage &message)
{
    if (message.type != Chat::MessageType::Talk)
        return;
    ReceiptLedger &there = ledger(message.room);
    message.hostNotes.audience = there.audience(message.senderId);
    message.hostNotes.order = there.nextOrder();
}

void Audiences::said(const Chat::RoomMessage &message)
{
    if (message.type != Chat::MessageType::Talk)
        return;
    ledger(message.room)
        .said({message.sequence, message.senderId, message.hostNotes.audience},
              message.hostNotes.order);
}

std::vector<Chat::UserId> Audiences::mentioned(const Chat::RoomId &room, const Chat::UserId &sender,
                                               const QString &text)
{
    if (!text.contains(u'@'))
        return {};
    const Names &known = names(room);
    std::vector<Chat::UserId> found;
    const auto add = [&](const Chat::UserId &user) {
        if (user != sender && found.size() < mostMentioned &&
            std::find(found.begin(), found.end(), user) == found.end())
            found.push_back(user);
    };
    bool everybody = false;
    for (const Chat::Mention &mention : Chat::findMentions(text, known.names)) {
        if (mention.isEverybody()) {
            everybody = true;
            continue;
        }
        const auto [first, last] = known.people.equal_range(mention.name.toLower());
        std::for_each(first, last, add);
    }
    // Names may use up what is read of a text, or begin with the word: who knows fewer of them is
    // called all the same.
    if (everybody || Chat::mentionsEverybody(text))
        found.push_back(everybodyMentioned());
    return found;
}

const Audiences::Names &Audiences::names(const Chat::RoomId &room)
{
    if (const auto held = m_names.find(room); held != m_names.end())
        return held->second;
    const Memberships::People people = m_memberships.people(room);
    static const Names nobody{};
    if (people.isEmpty()) // Nor is anything kept for rooms that do not exist.
        return nobody;
    Names made;
    QStringList all;
    for (auto it = people.cbegin(); it != people.cend(); ++it) {
        all << it->name;
        made.people.insert(it->name.toLower(), it.key());
    }
    made.names = Chat::MentionNames(all);
    return m_names.emplace(room, std::move(made)).first->second;
}

void Audiences::personChanged(const Chat::RoomId &room, const Chat::UserId &user, bool isThere)
{
    m_names.erase(room);
    ReceiptLedger &there = ledger(room);
    if (isThere)
        there.come(user);
    else
        there.go(user);
    // Anybody may look into rooms that do not exist.
    if (there.isUnused())
        m_ledgers.erase(room);
}

void Audiences::roomDeleted(const Chat::RoomId &room)
{
    m_names.erase(room);
    m_ledgers.erase(room);
}

} // namespace Server
