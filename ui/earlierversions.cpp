// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/earlierversions.h"

#include "ui/earlierdialog.h"
#include "ui/model/chatclient.h"
#include "ui/roomrights.h"
#include "ui/timelineview.h"

#include <QMenu>

namespace Ui {

EarlierVersions::EarlierVersions(ChatClient &client, TimelineView &timeline,
                                 const Appearance &appearance, QObject *parent)
    : QObject(parent), m_client(client), m_timeline(timeline), m_appearance(appearance)
{
    connect(&timeline, &TimelineView::menuOpening, this, &EarlierVersions::fillMenu);
}

void EarlierVersions::fillMenu(QMenu *menu, const QModelIndex &index)
{
    const auto *timeline = qobject_cast<const TimelineModel *>(index.model());
    const Chat::Sequence message{index.data(TimelineModel::SequenceRole).toLongLong()};
    const bool isChanged = index.data(TimelineModel::EditedRole).toBool() ||
                           index.data(TimelineModel::DeletedRole).toBool();
    if (!timeline || message.number == 0 || !isChanged)
        return;
    const Chat::RoomInfo room = m_client.rooms()->room(timeline->room());
    if (!room.settings.keepsEarlier ||
        (!index.data(TimelineModel::OwnRole).toBool() && !rightsIn(room).order))
        return;
    menu->addAction(tr("Earlier versions…"), this,
                    [this, id = room.id, message] { show(id, message); })
        ->setObjectName(QStringLiteral("earlierVersions"));
    menu->addSeparator();
}

void EarlierVersions::show(const Chat::RoomId &room, Chat::Sequence message)
{
    auto *dialog = new EarlierDialog(m_client, room, message, m_appearance, m_timeline.window());
    dialog->open();
}

} // namespace Ui
