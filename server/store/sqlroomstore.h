// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/roomstore.h"

namespace Server {

class SqlStore;

/// What rooms are, in the same file and the same thread as the log.
class SqlRoomStore final : public RoomStore {
public:
    /// The store must outlive it.
    explicit SqlRoomStore(SqlStore &store) : m_store(store) {}

    void change(const StoredRoom &room, Answer<StoredRoom> answer) override;
    void setRole(const Chat::RoomId &room, const Chat::UserId &user, Chat::MemberRole role,
                 Answer<bool> answer) override;
    void addGuest(const StoredGuest &guest, Answer<bool> answer) override;
    void removeGuest(const Chat::RoomId &room, const Chat::UserId &user,
                     Answer<bool> answer) override;
    void erase(const Erasing &erasing, Answer<Erased> answer) override;
    void remove(const Chat::RoomId &room, Answer<bool> answer) override;
    void findSaid(const Chat::UserId &sender, const Chat::ClientMessageId &id,
                  Answer<Chat::Sequence> answer) override;
    void forgetSaid(Chat::Timestamp before, Answer<int> answer) override;

private:
    SqlStore &m_store;
};

} // namespace Server
