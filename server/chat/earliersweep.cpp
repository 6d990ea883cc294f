// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/chat/earliersweep.h"

#include "server/chat/logging.h"

namespace Server {

void EarlierSweep::stopped()
{
    m_isDue = true;
    look();
}

void EarlierSweep::look()
{
    if (m_isBusy || !m_isDue)
        return;
    m_isBusy = true;
    m_isDue = false;
    step(0);
}

void EarlierSweep::step(qint64 after)
{
    m_store.changes().sweepEarlier(
        {after}, m_guard([this](const tl::expected<EarlierSwept, StoreError> &swept) {
            if (swept && swept->more)
                return step(swept->upTo);
            m_isBusy = false;
            if (!swept) {
                qCWarning(chatLog) << "earlier texts stay for now: error" << int(swept.error());
                m_isDue = true;
            } else {
                look(); // another room may have stopped meanwhile
            }
        }));
}

} // namespace Server
