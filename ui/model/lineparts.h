// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/messages.h"

#include <QDateTime>
#include <QVariantList>
#include <QVariantMap>

namespace Ui {

/// As TimelineModel::ReplyRole gives it.
QVariantMap quotedMap(const Chat::Quoted &quoted);

/// As TimelineModel::FilesRole gives them: as many as a message may have, with names that are safe
/// whatever the host says; none that nothing could be fetched by, and none of a deleted message.
QVariantList fileList(const Chat::RoomMessage &message);
/// The same of what one message has, in whatever it came.
QVariantList fileList(const std::vector<Chat::FileInfo> &files);
/// One of those.
Chat::FileInfo fileOf(const QVariant &file);

/// Its beginning, or what its first file is called where nothing is said; empty when it was
/// deleted.
QString excerptOf(const Chat::RoomMessage &message);

/// That it came later than it was written, and when that was; `came`: in local time, as `written`.
QString writtenText(const QDateTime &written, const QDateTime &came);

/// What is said, and the names of what comes with it, for who does not see it.
QString withFileNames(const QString &text, const Chat::RoomMessage &message);

} // namespace Ui
