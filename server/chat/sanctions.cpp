// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/chat/sanctions.h"

#include "server/auth/addresses.h"
#include "server/chat/orderrefusals.h"
#include "server/store/erasingstore.h"

#include <algorithm>

namespace Server {
namespace {

const Chat::RoomId wholeHost;

/// What a client at the door is told; a program finds the same in the headers.
AccessDenied deniedBy(const StoredSanction &ban)
{
    const Refusal refusal = Refusals::bannedHere(ban.info.ruling());
    AccessDenied denied{refusal.message};
    denied.body = refusal.body;
    denied.headers = ban.info.ruling().headers();
    denied.isBan = true;
    return denied;
}

/// `address` is an addressNetworkText(); what is banned may be an address of its network.
bool isWithin(const QString &address, const QString &banned)
{
    return address == banned || address == addressNetworkText(banned);
}

bool isMarked(const StoredSanction &sanction, const Principal &who)
{
    return (!who.device.isEmpty() && sanction.devices.contains(who.device)) ||
           (!who.address.isEmpty() &&
            std::any_of(sanction.addresses.begin(), sanction.addresses.end(),
                        [&who](const QString &one) { return isWithin(who.address, one); }));
}

} // namespace

Sanctions::Sanctions(const std::vector<StoredSanction> &all, const ChatOptions &options)
    : m_options(options)
{
    for (const StoredSanction &sanction : all)
        add(sanction);
}

bool Sanctions::holds(const StoredSanction &sanction) const
{
    return !sanction.info.until || *sanction.info.until > m_options.now();
}

const StoredSanction *Sanctions::find(Kind kind, const Chat::RoomId &room,
                                      const Chat::UserId &user) const
{
    const auto list = m_rooms.constFind(room);
    if (list == m_rooms.cend())
        return nullptr;
    const auto it = std::find_if(list->begin(), list->end(), [&](const StoredSanction &one) {
        return one.info.kind == kind && one.info.user == user && holds(one);
    });
    return it == list->end() ? nullptr : &*it;
}

const StoredSanction *Sanctions::binding(Kind kind, const Chat::RoomId &room, const Principal &who,
                                         bool spared) const
{
    if (const StoredSanction *own = find(kind, room, who.user); own || spared)
        return own;
    const auto list = m_rooms.constFind(room);
    if (list == m_rooms.cend())
        return nullptr;
    const auto it = std::find_if(list->begin(), list->end(), [&](const StoredSanction &one) {
        return one.info.kind == kind && isMarked(one, who) && holds(one);
    });
    return it == list->end() ? nullptr : &*it;
}

std::vector<StoredSanction> Sanctions::all(Kind kind, const Chat::RoomId &room) const
{
    std::vector<StoredSanction> all = m_rooms.value(room);
    std::erase_if(all,
                  [&](const StoredSanction &one) { return one.info.kind != kind || !holds(one); });
    return all;
}

void Sanctions::add(const StoredSanction &sanction)
{
    std::vector<StoredSanction> &list = m_rooms[sanction.room];
    std::erase_if(list, [&](const StoredSanction &one) {
        return !holds(one) ||
               (one.info.kind == sanction.info.kind && one.info.user == sanction.info.user);
    });
    list.push_back(sanction);
}

void Sanctions::remove(Kind kind, const Chat::RoomId &room, const Chat::UserId &user)
{
    const auto list = m_rooms.find(room);
    if (list == m_rooms.end())
        return;
    std::erase_if(*list, [&](const StoredSanction &one) {
        return one.info.kind == kind && one.info.user == user;
    });
    if (list->empty())
        m_rooms.erase(list);
}

void Sanctions::forget(const Chat::UserId &user)
{
    for (auto &list : m_rooms) {
        for (StoredSanction &one : list) {
            if (one.info.user == user) {
                one.info.name = erasedName;
                one.info.reason.clear();
            }
            if (one.info.by == user) {
                one.info.by = erasedUser;
                one.info.byName = erasedName;
            }
        }
    }
}

std::optional<AccessDenied> Sanctions::refusal(const Principal &who, const QString &peer) const
{
    Principal asked = who;
    asked.address = addressNetworkText(peer);
    // Whoever owns the host cannot be kept out of it.
    if (who.role == Principal::Role::Owner)
        return std::nullopt;
    const StoredSanction *ban = binding(Kind::Ban, wholeHost, asked, false);
    return ban ? std::optional(deniedBy(*ban)) : std::nullopt;
}

std::optional<AccessDenied> Sanctions::refusalFrom(const QString &peer) const
{
    Principal nobody;
    nobody.address = addressNetworkText(peer);
    const StoredSanction *ban = binding(Kind::Ban, wholeHost, nobody, false);
    return ban ? std::optional(deniedBy(*ban)) : std::nullopt;
}

} // namespace Server
