// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/web/statuswords.h"

#include <QByteArray>
#include <QString>

namespace Server {

/// The page at /status: empty tables that its script fills, every two seconds. `withSignOut`: it
/// was opened with the token, so there is something to end.
QByteArray statusPage(const QString &hostName, PageLanguage language, bool withSignOut);
/// The page that asks for the operator token instead.
QByteArray signInPage(const QString &hostName, PageLanguage language, bool wasWrong);
QByteArray statusStyle();
QByteArray statusScript();

} // namespace Server
