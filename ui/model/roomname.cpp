// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/roomname.h"

#include "stomp/wire/composed.h"

#include <QRandomGenerator>

namespace Ui {
namespace {

constexpr qsizetype longestRoomId = 64;
constexpr qsizetype endingLength = 5; // with its '-'

QString randomText(qsizetype length)
{
    const QString letters = QStringLiteral("abcdefghijkmnpqrstuvwxyz23456789");
    QString text;
    while (text.size() < length)
        text += letters[QRandomGenerator::global()->bounded(int(letters.size()))];
    return text;
}

bool isKept(QChar c)
{
    return c != u'-' && Chat::parseRoomId(QStringLiteral("x") + c).has_value();
}

QString keptPart(const QString &name)
{
    // Composed: a Hangul syllable that came as separate letters is one character of an id.
    QString id;
    for (const QChar c : Chat::composed(name).toLower()) {
        if (isKept(c))
            id += c;
        else if (!id.isEmpty() && !id.endsWith(u'-'))
            id += u'-';
    }
    return id;
}

QString cut(QString id, qsizetype length)
{
    id.truncate(length);
    while (id.endsWith(u'-'))
        id.chop(1);
    return id;
}

} // namespace

Chat::RoomId makeRoomId(const QString &name)
{
    const QString id = cut(keptPart(name), longestRoomId);
    return Chat::parseRoomId(id).value_or(Chat::RoomId(QStringLiteral("room-") + randomText(6)));
}

Chat::RoomId makeRoomIdWithEnding(const QString &name)
{
    const QString id = cut(keptPart(name), longestRoomId - endingLength);
    return Chat::RoomId((id.isEmpty() ? QStringLiteral("room") : id) + u'-' +
                        randomText(endingLength - 1));
}

} // namespace Ui
