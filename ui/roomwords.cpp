// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/roomwords.h"

#include "ui/model/roomlistmodel.h"

#include <QCoreApplication>
#include <QLocale>

namespace Ui {

namespace {

constexpr qsizetype longestSign = 32; // an emoji as the host takes it
constexpr int mostCounted = 99;

Chat::Visibility visibilityOf(const QModelIndex &room)
{
    return Chat::Visibility(room.data(RoomListModel::VisibilityRole).toInt());
}

} // namespace

QString roomSign(const QModelIndex &room)
{
    const QString icon = room.data(RoomListModel::IconRole).toString().simplified();
    if (!icon.isEmpty() && icon.size() <= longestSign)
        return icon;
    return visibilityOf(room) == Chat::Visibility::Direct ? QStringLiteral("@")
                                                          : QStringLiteral("#");
}

QString roomEndText(const QDateTime &end)
{
    return end.isValid() ? QCoreApplication::translate("Ui::RoomWords", "will be deleted on %1")
                               .arg(QLocale().toString(end, QLocale::ShortFormat))
                         : QString();
}

QStringList roomFacts(const QModelIndex &room)
{
    QStringList facts;
    if (visibilityOf(room) == Chat::Visibility::Direct)
        facts << QCoreApplication::translate("Ui::RoomWords", "conversation of two");
    else if (visibilityOf(room) == Chat::Visibility::Private)
        facts << QCoreApplication::translate("Ui::RoomWords", "private room");
    if (room.data(RoomListModel::PasswordRole).toBool())
        facts << QCoreApplication::translate("Ui::RoomWords", "with a password");
    if (room.data(RoomListModel::ArchivedRole).toBool())
        facts << QCoreApplication::translate("Ui::RoomWords", "archived");
    if (const QString end = roomEndText(room.data(RoomListModel::DeleteAtRole).toDateTime());
        !end.isEmpty())
        facts << end;
    return facts;
}

QString shownCount(int count)
{
    return count > mostCounted ? QStringLiteral("99+") : QLocale().toString(count);
}

QString silenceOf(const QModelIndex &room)
{
    if (!room.isValid())
        return {};
    switch (RoomListModel::Speech(room.data(RoomListModel::SpeechRole).toInt())) {
    case RoomListModel::Speech::Free:
        break;
    case RoomListModel::Speech::MembersOnly:
        return QCoreApplication::translate("Ui::RoomWords",
                                           "Only members can write in this room. Ask who keeps "
                                           "order there to let you in.");
    case RoomListModel::Speech::ReadOnly:
        return QCoreApplication::translate("Ui::RoomWords",
                                           "This room is for reading: only who keeps order writes "
                                           "here. You can react to messages.");
    case RoomListModel::Speech::Archived:
        return QCoreApplication::translate("Ui::RoomWords",
                                           "This room is archived: it can be read, and nothing is "
                                           "said in it any more.");
    case RoomListModel::Speech::Ending:
        return QCoreApplication::translate("Ui::RoomWords",
                                           "This room will be deleted, so nothing is said in it "
                                           "any more.");
    }
    return {};
}

} // namespace Ui
