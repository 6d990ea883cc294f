// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/logdamage.h"

#include "server/store/logging.h"

namespace Server {

void LogDamage::note(StoreError error)
{
    if (error == StoreError::Corrupt && m_count++ == 0)
        qCCritical(storeLog) << "the log is damaged: stop the host, then save what can be read "
                                "with madang-host repair, or restore a backup";
}

} // namespace Server
