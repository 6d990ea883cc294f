// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/messages.h"

#include <QCache>
#include <QString>
#include <QVariantMap>

#include <functional>
#include <vector>

namespace Ui {

/// Several notices in a row, as one: `text` ("A and B came in; C left"), `joined`, `left`, `count`
/// of notices, `first`, the sequence of the oldest, and as `details` the newest of them, oldest
/// first, each with `sender`, `type`, `time` and the `text` of its line. Who came and left again in
/// between counts in neither. `run`: newest first.
QVariantMap condensedNotices(const std::vector<const Chat::RoomMessage *> &run);

/// What condensedNotices() made lately, by the sequence of the newest notice; of the language and
/// the region that the program has at the time.
class NoticeCache {
public:
    /// `make` is asked where nothing is held.
    QVariantMap find(qint64 newest, const std::function<QVariantMap()> &make);
    void clear() { m_made.clear(); }

private:
    QString m_language; ///< Of what is held.
    QCache<qint64, QVariantMap> m_made{50};
};

/// The lines of those `details`, as one text.
QString listedNotices(const QVariantMap &condensed);

} // namespace Ui
