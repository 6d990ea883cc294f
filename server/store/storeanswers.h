// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/storejob.h"

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace Server {

/// Who waits for which job of the log, oldest call first. Answers stay in the caller's thread; only
/// the jobs travel.
///
/// When the log could not write something, whoever waits for another write hears of that in the
/// same turn: till then they would go on to say what belongs behind it. Removals are tried all the
/// same, as they may be what makes room.
class StoreAnswers {
public:
    /// With the job as it came back, or with null and why nothing comes of it.
    using Answer = std::function<void(StoreJob *, StoreError)>;

    /// Before the job goes; stamps its era.
    void add(StoreJob &job, Answer answer);
    /// Calls those of the oldest jobs, which have come back. `failure`: why the log did not take
    /// them. An answer may destroy this; then the rest is void, and it gives false.
    bool call(const std::vector<std::unique_ptr<StoreJob>> &jobs,
              std::optional<StoreError> failure);
    size_t waiting() const { return m_all.size(); }

private:
    struct Waiting {
        Answer answer; ///< Null when it was called before its job came back.
        bool keepsOrder = false;
        int era = 0;
    };

    std::deque<Waiting> m_all;
    int m_era = 0; ///< Failures told of.
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
};

} // namespace Server
