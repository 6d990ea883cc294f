// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/roomname.h"

#include "stomp/wire/composed.h"

#include <QRandomGenerator>
#include <QTextBoundaryFinder>

namespace Ui {
namespace {

constexpr qsizetype longestRoomId = 64;
constexpr qsizetype endingLength = 5; // with its '-'
constexpr qsizetype longestGroupName = 64;
constexpr qsizetype namedInGroup = 4;
constexpr qsizetype longestNameInGroup = 20;

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

/// Neither an end of line nor what turns the direction of the names behind it.
QString visiblePart(const QString &name)
{
    QString visible;
    for (const QChar c : name) {
        // Joined emoji and the scripts that need them are written with these two.
        const bool joins = c == QChar(0x200c) || c == QChar(0x200d);
        if (c.isSpace() || joins ||
            (c.category() != QChar::Other_Control && c.category() != QChar::Other_Format))
            visible += c;
    }
    return visible.simplified();
}

/// Cut where a reader would: not inside an emoji, nor between a letter and its mark.
QString shortened(const QString &name, qsizetype length)
{
    if (name.size() <= length)
        return name;
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, name);
    finder.setPosition(length - 1);
    if (!finder.isAtBoundary())
        finder.toPreviousBoundary();
    return name.left(finder.position()).trimmed() + QChar(0x2026);
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

Chat::RoomId makeSecretRoomId()
{
    return Chat::RoomId(QStringLiteral("p-") + Chat::makeClientMessageId().toString());
}

QString groupName(const QStringList &people)
{
    QStringList names;
    for (const QString &person : people) {
        if (const QString name = visiblePart(person.left(longestGroupName)); !name.isEmpty())
            names << name;
    }
    if (names.isEmpty())
        return {};
    QString text = shortened(names.first(), longestNameInGroup);
    qsizetype named = 1;
    const auto ending = [&names](qsizetype shown) {
        const qsizetype more = names.size() - shown;
        return more > 0 ? QStringLiteral(" +%1").arg(more) : QString();
    };
    for (; named < qMin(names.size(), namedInGroup); ++named) {
        const QString longer =
            text + QStringLiteral(", ") + shortened(names[named], longestNameInGroup);
        if ((longer + ending(named + 1)).size() > longestGroupName)
            break;
        text = longer;
    }
    return text + ending(named);
}

} // namespace Ui
