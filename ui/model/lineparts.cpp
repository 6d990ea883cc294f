// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/lineparts.h"

#include "stomp/wire/filename.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace Ui {
namespace {

constexpr size_t mostFiles = 10; ///< Of a message, as hosts take it.
const QString tokenKey = QStringLiteral("token");
const QString nameKey = QStringLiteral("name");
const QString typeKey = QStringLiteral("type");
const QString sizeKey = QStringLiteral("size");

/// It becomes part of an address, so it is nothing but what hosts make.
bool isToken(const QString &token)
{
    return !token.isEmpty() && token.size() <= 64 &&
           std::all_of(token.cbegin(), token.cend(), [](QChar c) {
               return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') ||
                      (c >= u'0' && c <= u'9') || c == u'-' || c == u'_';
           });
}

} // namespace

QVariantMap quotedMap(const Chat::Quoted &quoted)
{
    return {{QStringLiteral("sequence"), quoted.sequence.number},
            {QStringLiteral("sender"), quoted.sender},
            {QStringLiteral("excerpt"), quoted.excerpt}};
}

QVariantList fileList(const Chat::RoomMessage &message)
{
    return message.changes.deleted ? QVariantList() : fileList(message.files);
}

QVariantList fileList(const std::vector<Chat::FileInfo> &files)
{
    QVariantList list;
    for (size_t i = 0; i < std::min(files.size(), mostFiles); ++i) {
        const Chat::FileInfo &file = files[i];
        if (!isToken(file.token))
            continue;
        list << QVariantMap{{tokenKey, file.token},
                            {nameKey, Chat::safeFileName(file.name)},
                            {typeKey, file.type.left(100)},
                            {sizeKey, std::max<qint64>(0, file.size)}};
    }
    return list;
}

Chat::FileInfo fileOf(const QVariant &file)
{
    const QVariantMap map = file.toMap();
    return {{},
            map.value(tokenKey).toString(),
            map.value(nameKey).toString(),
            map.value(typeKey).toString(),
            map.value(sizeKey).toLongLong()};
}

QString excerptOf(const Chat::RoomMessage &message)
{
    return message.text.isEmpty() ? fileOf(fileList(message).value(0)).name
                                  : Chat::excerptOf(message.text);
}

QString withFileNames(const QString &text, const Chat::RoomMessage &message)
{
    QStringList parts;
    if (!text.isEmpty())
        parts << text;
    for (const QVariant &file : fileList(message))
        parts << fileOf(file).name;
    return parts.join(QStringLiteral(", "));
}

QString writtenText(const QDateTime &written, const QDateTime &came)
{
    const QLocale locale;
    const QString time = written.date() == came.date()
                             ? locale.toString(written.time(), QLocale::ShortFormat)
                             : locale.toString(written, QLocale::ShortFormat);
    return QCoreApplication::translate("Ui::TimelineModel", "Written %1, arrived later").arg(time);
}

} // namespace Ui
