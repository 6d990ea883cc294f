// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/store.h"

#include <QSqlDatabase>

#include <tl/expected.hpp>

namespace Server {

/// Looks whether a log is damaged, for a start that shall not take long: at all of a small one, of
/// a large one (more pages than that) at what is short and at what was written last.
tl::expected<void, StoreError> checkBriefly(QSqlDatabase &database, qint64 mostPages = 65'536);

} // namespace Server
