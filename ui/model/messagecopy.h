// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/messageparts.h"

#include <QModelIndexList>
#include <QString>

#include <functional>
#include <optional>
#include <vector>

namespace Ui {

/// What somebody said, to be said again elsewhere.
struct SaidElsewhere {
    QString sender;
    QString room; ///< Its name, as people know it.
    QString text;
    std::vector<Chat::FileInfo> files = {}; ///< By their tokens, which open them in any room.
};

/// From a line of a TimelineModel; nullopt for what is no message, or was deleted.
std::optional<SaidElsewhere> saidElsewhere(const QModelIndex &line, const QString &roomName);

/// A message that passes on another one, which every client can read: its words, if it has
/// any, as a quote, below who said them and where, and then one's own. What is quoted calls nobody.
/// An answer is passed on without what it answers, which only its own room knows. nullopt when it
/// is too long to send.
std::optional<QString> forwardedText(const SaidElsewhere &said, const QString &comment = {});

/// Lines of a TimelineModel as text. Of one message its own words; of several each as "[18:02]
/// 민수: 안녕" by this computer's clock, and days on lines of their own where there is more than
/// one. Of notices in one line also each of them where `isOpen` says so.
QString copiedText(QModelIndexList lines,
                   const std::function<bool(const QModelIndex &line)> &isOpen = {});

} // namespace Ui
