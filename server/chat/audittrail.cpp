// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/chat/audittrail.h"

#include "server/chat/logging.h"

namespace Server {

Chat::OrderEntry AuditTrail::entry(Chat::OrderEntry::Action action, const Chat::RoomId &room,
                                   const Principal &by) const
{
    Chat::OrderEntry entry;
    entry.action = action;
    entry.room = room;
    entry.by = by.user;
    const Membership *membership = m_memberships.find(room, by.user);
    entry.byName = membership ? membership->name : by.name;
    entry.time = m_options.now();
    return entry;
}

void AuditTrail::note(const Chat::OrderEntry &entry)
{
    m_store.order().note(entry, m_options.order, [](const tl::expected<bool, StoreError> &noted) {
        if (!noted)
            qCWarning(chatLog) << "the audit log misses an entry";
    });
}

} // namespace Server
