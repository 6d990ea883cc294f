// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

namespace Ui {

/// A stretch of a text that is an address, UTF-16 units.
struct LinkSpan {
    qsizetype start = 0;
    qsizetype length = 0; ///< With the `<>` around it.
    QString text;         ///< As it is shown.
    QString address;      ///< Where it leads: text, or with `http://` or `mailto:` before it.
};

/// Addresses of pages, hosts and mailboxes, without the punctuation behind them; in order, at most
/// 500.
std::vector<LinkSpan> findLinks(const QString &text);

/// Whether one may be led there: http, https and madang with a host and without a login, and
/// mailto; nothing that turns the reading direction, and not longer than 2000 units.
bool isSafeAddress(const QString &address);

/// Whether the words of a link name another place than the one it leads to.
bool isMisleading(const QString &words, const QString &address);

} // namespace Ui
