// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/storeanswers.h"

#include <utility>

namespace Server {

void StoreAnswers::add(StoreJob &job, Answer answer)
{
    job.era = m_era;
    m_all.push_back({std::move(answer), job.keepsOrder(), m_era});
}

bool StoreAnswers::call(const std::vector<std::unique_ptr<StoreJob>> &jobs,
                        std::optional<StoreError> failure)
{
    const std::weak_ptr<bool> alive = m_alive;
    m_era += failure.has_value(); // what an answer asks for is asked by who knows
    for (const auto &job : jobs) {
        const Answer answer = std::move(m_all.front().answer);
        m_all.pop_front();
        if (answer)
            answer(job.get(), {});
        if (alive.expired())
            return false;
    }
    if (!failure)
        return true;
    for (size_t i = 0; i < m_all.size() && m_all[i].era < m_era; ++i) {
        if (!m_all[i].keepsOrder)
            continue;
        if (const Answer answer = std::exchange(m_all[i].answer, {}))
            answer(nullptr, *failure);
        if (alive.expired())
            return false;
    }
    return true;
}

} // namespace Server
