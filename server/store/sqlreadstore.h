// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/readstore.h"

namespace Server {

class SqlStore;

/// How far people have read, in the same file and the same thread as the log.
class SqlReadStore final : public ReadStore {
public:
    /// The store must outlive it.
    explicit SqlReadStore(SqlStore &store) : m_store(store) {}

    void advance(const std::vector<StoredMarker> &markers, Answer<bool> answer) override;
    void unread(const UnreadQuery &query, Answer<UnreadFound> answer) override;
    void recent(const Chat::RoomId &room, int limit,
                Answer<std::vector<SentMessage>> answer) override;
    void attend(const StoredAttendance &attendance, Answer<bool> answer) override;
    void forgetGuests(Chat::Timestamp before, Answer<int> answer) override;

private:
    SqlStore &m_store;
};

} // namespace Server
