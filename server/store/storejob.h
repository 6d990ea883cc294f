// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/store.h"

#include <functional>
#include <optional>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

namespace Server {

class SqlLog;

/// Something asked of the log. Made in the caller's thread, done in the log's, and brought back.
class StoreJob {
public:
    enum class Kind {
        Read, ///< Changes nothing: done again when the writes beside it are undone.
        Write,
        Removal, ///< Writes, but only takes away: done by itself when a write beside it fails.
    };

    explicit StoreJob(Kind kind, std::vector<Chat::RoomId> rooms = {})
        : rooms(std::move(rooms)), m_kind(kind)
    {
    }
    virtual ~StoreJob() = default;
    Q_DISABLE_COPY_MOVE(StoreJob)

    bool writes() const { return m_kind != Kind::Read; }
    /// Whether nothing of it may be done when what was asked before it could not be.
    bool keepsOrder() const { return m_kind == Kind::Write; }
    virtual void perform(SqlLog &log) = 0;
    /// Nothing of it was done.
    virtual void fail(StoreError error) = 0;
    /// Why it was not done; nullopt when it was.
    virtual std::optional<StoreError> error() const = 0;

    /// That it writes to, as far as whoever asked for it knew.
    const std::vector<Chat::RoomId> rooms;
    bool withNext = false; ///< Written in one transaction with the next one, or not at all.
    int era = 0;           ///< Failures that whoever asked for it had been told of.

private:
    Kind m_kind;
};

/// One whose outcome is a T.
template <typename T>
class StoreJobOf final : public StoreJob {
public:
    using Result = tl::expected<T, StoreError>;
    using Work = std::function<Result(SqlLog &)>;

    StoreJobOf(Kind kind, Work work, std::vector<Chat::RoomId> rooms = {})
        : StoreJob(kind, std::move(rooms)), m_work(std::move(work))
    {
    }

    void perform(SqlLog &log) override { m_result = m_work(log); }
    void fail(StoreError error) override { m_result = tl::unexpected(error); }
    std::optional<StoreError> error() const override
    {
        return m_result ? std::nullopt : std::optional(m_result.error());
    }
    Result takeResult() { return std::move(m_result); }

private:
    Work m_work;
    Result m_result = tl::unexpected(StoreError::Failed);
};

} // namespace Server
