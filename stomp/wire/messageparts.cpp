// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/wire/messageparts.h"

#include "stomp/wire/json.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace Chat {
namespace {

constexpr qsizetype excerptLength = 140; ///< UTF-16 units.

} // namespace

QString excerptOf(const QString &text)
{
    QString line = text.left(excerptLength * 4).simplified();
    if (line.size() <= excerptLength)
        return line;
    line.truncate(excerptLength);
    if (line.back().isHighSurrogate())
        line.chop(1);
    return line + QChar(0x2026);
}

QByteArray filesToJson(const std::vector<FileInfo> &files)
{
    return QJsonDocument(Json::fileArray(files)).toJson(QJsonDocument::Compact);
}

std::vector<FileInfo> filesFromJson(const QByteArray &json)
{
    return Json::filesFrom(QJsonDocument::fromJson(json).array());
}

} // namespace Chat
