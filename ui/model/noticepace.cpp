// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/noticepace.h"

#include <algorithm>

namespace Ui {

bool NoticePace::admit(const Chat::UserId &sender, Stomp::TimePoint now)
{
    while (!m_shown.empty() && now - m_shown.front().when >= window)
        m_shown.pop_front();
    const auto ofSender = std::count_if(m_shown.begin(), m_shown.end(),
                                        [&](const Shown &one) { return one.sender == sender; });
    if (m_shown.size() >= ofAll || ofSender >= perSender)
        return false;
    m_shown.push_back({sender, now});
    return true;
}

} // namespace Ui
