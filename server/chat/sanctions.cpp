// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/chat/sanctions.h"

#include "server/auth/addresses.h"
#include "server/chat/orderrefusals.h"
#include "server/store/erasingstore.h"

#include <algorithm>
#include <utility>

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

} // namespace

Sanctions::Sanctions(const std::vector<StoredSanction> &all, const ChatOptions &options)
    : m_options(options)
{
    replace(all);
}

void Sanctions::replace(const std::vector<StoredSanction> &all)
{
    m_rooms.clear();
    for (const StoredSanction &sanction : all)
        add(sanction);
}

bool Sanctions::holds(const StoredSanction &sanction) const
{
    return !sanction.info.until || *sanction.info.until > m_options.now();
}

bool Sanctions::isMarked(const Imposed &one, const Principal &who, const AddressRange &from)
{
    return (!who.device.isEmpty() && one.sanction.devices.contains(who.device)) ||
           (!who.address.isEmpty() &&
            std::any_of(one.ranges.begin(), one.ranges.end(),
                        [&from](const AddressRange &range) { return range.overlaps(from); }));
}

const StoredSanction *Sanctions::find(Kind kind, const Chat::RoomId &room,
                                      const Chat::UserId &user) const
{
    const auto list = m_rooms.constFind(room);
    if (list == m_rooms.cend())
        return nullptr;
    const auto it = std::find_if(list->begin(), list->end(), [&](const Imposed &one) {
        return one.sanction.info.kind == kind && one.sanction.info.user == user &&
               holds(one.sanction);
    });
    return it == list->end() ? nullptr : &it->sanction;
}

const StoredSanction *Sanctions::binding(Kind kind, const Chat::RoomId &room, const Principal &who,
                                         bool spared) const
{
    if (const StoredSanction *own = find(kind, room, who.user); own || spared)
        return own;
    const auto list = m_rooms.constFind(room);
    if (list == m_rooms.cend())
        return nullptr;
    const AddressRange from(who.address);
    const auto it = std::find_if(list->begin(), list->end(), [&](const Imposed &one) {
        return one.sanction.info.kind == kind && isMarked(one, who, from) && holds(one.sanction);
    });
    return it == list->end() ? nullptr : &it->sanction;
}

std::vector<StoredSanction> Sanctions::all(Kind kind, const Chat::RoomId &room) const
{
    std::vector<StoredSanction> all;
    const auto list = m_rooms.constFind(room);
    if (list == m_rooms.cend())
        return all;
    for (const Imposed &one : *list) {
        if (one.sanction.info.kind == kind && holds(one.sanction))
            all.push_back(one.sanction);
    }
    return all;
}

void Sanctions::add(const StoredSanction &sanction)
{
    std::vector<Imposed> &list = m_rooms[sanction.room];
    std::erase_if(list, [&](const Imposed &one) {
        const Chat::Sanction &info = one.sanction.info;
        return !holds(one.sanction) ||
               (info.kind == sanction.info.kind && info.user == sanction.info.user);
    });
    Imposed imposed{sanction, {}};
    for (const QString &address : sanction.addresses)
        imposed.ranges.emplace_back(address);
    list.push_back(std::move(imposed));
}

void Sanctions::remove(Kind kind, const Chat::RoomId &room, const Chat::UserId &user)
{
    const auto list = m_rooms.find(room);
    if (list == m_rooms.end())
        return;
    std::erase_if(*list, [&](const Imposed &one) {
        return one.sanction.info.kind == kind && one.sanction.info.user == user;
    });
    if (list->empty())
        m_rooms.erase(list);
}

void Sanctions::forget(const Chat::UserId &user)
{
    for (auto &list : m_rooms) {
        for (Imposed &one : list) {
            Chat::Sanction &info = one.sanction.info;
            if (info.user == user) {
                info.name = erasedName;
                info.reason.clear();
            }
            if (info.by == user) {
                info.by = erasedUser;
                info.byName = erasedName;
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
