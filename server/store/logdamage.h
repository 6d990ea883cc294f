// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/store.h"

#include <QtGlobal>

#include <atomic>

namespace Server {

/// How often an open log was found damaged. Repaired it is only while no host has it open, so the
/// operator is told, the first time. From any thread.
class LogDamage {
public:
    /// Why a read or a write failed: counted if it was that.
    void note(StoreError error);
    quint64 count() const { return m_count; }

private:
    std::atomic<quint64> m_count = 0;
};

} // namespace Server
