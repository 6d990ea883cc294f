// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/roomlistmenu.h"

#include "ui/model/chatclient.h"
#include "ui/model/roomorders.h"
#include "ui/roomlist.h"
#include "ui/roomrights.h"

#include <QContextMenuEvent>
#include <QMenu>

namespace Ui {

RoomListMenu::RoomListMenu(ChatClient &client, RoomList &list)
    : QObject(&list), m_client(client), m_list(list)
{
    list.installEventFilter(this);
    list.viewport()->installEventFilter(this);
}

void RoomListMenu::open(const QModelIndex &room, const QPoint &place)
{
    const Chat::RoomId id(room.data(RoomListModel::RoomIdRole).toString());
    const Chat::RoomInfo info = m_client.rooms()->room(id);
    if (info.id.isEmpty())
        return;
    const RoomRights rights = rightsIn(info);
    auto *menu = new QMenu(&m_list);
    menu->setObjectName(QStringLiteral("roomListMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Show"), &m_list, [this, id] { Q_EMIT m_list.roomChosen(id); })
        ->setObjectName(QStringLiteral("showRoom"));
    if (info.settings.archived && rights.archive) {
        menu->addAction(tr("Bring it back from the archive"), this,
                        [this, id] {
                            Chat::RoomChange change;
                            change.archived = false;
                            m_client.orders()->change(id, change);
                        })
            ->setObjectName(QStringLiteral("unarchiveRoom"));
    }
    if (info.settings.deleteAt && rights.end) {
        menu->addAction(tr("Do not delete it"), this,
                        [this, id] { m_client.orders()->restore(id); })
            ->setObjectName(QStringLiteral("keepRoom"));
    }
    menu->popup(place);
}

bool RoomListMenu::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::ContextMenu)
        return QObject::eventFilter(watched, event);
    const auto *wanted = static_cast<QContextMenuEvent *>(event);
    QWidget *viewport = m_list.viewport();
    if (wanted->reason() == QContextMenuEvent::Keyboard)
        open(m_list.currentIndex(),
             viewport->mapToGlobal(m_list.visualRect(m_list.currentIndex()).bottomLeft()));
    else
        open(m_list.indexAt(viewport->mapFromGlobal(wanted->globalPos())), wanted->globalPos());
    return true;
}

} // namespace Ui
