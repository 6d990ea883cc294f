// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/lognews.h"
#include "server/store/sqlstatement.h"

#include <set>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

namespace Server {

/// The part of SqlNews that reads how it is with people in rooms of a shared log: all of one kind
/// by one statement.
class SqlPeopleNews {
public:
    template <typename T>
    using Result = tl::expected<T, StoreError>;
    using Places = std::set<std::pair<Chat::RoomId, Chat::UserId>>;

    Result<void> prepare(QSqlDatabase &database);

    Result<std::vector<LogNews::Member>> members(const Places &places);
    Result<std::vector<LogNews::Guest>> guests(const Places &places);
    /// Those that there are.
    Result<std::vector<StoredMarker>> markers(const Places &places);
    Result<std::vector<StoredAttendance>> attendance(const std::set<Chat::UserId> &people);

private:
    SqlStatement m_members, m_guests, m_markers, m_attendance;
};

} // namespace Server
