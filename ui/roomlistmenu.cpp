// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/roomlistmenu.h"

#include "ui/model/attention.h"
#include "ui/model/chatclient.h"
#include "ui/model/roomorders.h"
#include "ui/roomlist.h"
#include "ui/roomrights.h"

#include <QActionGroup>
#include <QContextMenuEvent>
#include <QMenu>

namespace Ui {

RoomListMenu::RoomListMenu(ChatClient &client, RoomList &list)
    : QObject(&list), m_client(client), m_list(list)
{
    list.installEventFilter(this);
    list.viewport()->installEventFilter(this);
}

void RoomListMenu::addLevels(QMenu &menu, const Chat::RoomId &room)
{
    auto *levels = menu.addMenu(tr("Notify me"));
    levels->setObjectName(QStringLiteral("noticeLevels"));
    auto *group = new QActionGroup(levels);
    const auto add = [&](NoticeLevel level, const QString &text, const char *name) {
        QAction *action = levels->addAction(text);
        action->setObjectName(QString::fromLatin1(name));
        action->setCheckable(true);
        action->setChecked(m_client.attention()->level(room) == level);
        group->addAction(action);
        connect(action, &QAction::triggered, this,
                [this, room, level] { m_client.attention()->setLevel(room, level); });
    };
    add(NoticeLevel::Everything, tr("Of all messages"), "noticeEverything");
    // Between two all that is said is said to us.
    if (m_client.rooms()->room(room).settings.visibility != Chat::Visibility::Direct)
        add(NoticeLevel::Mentions, tr("Only when I am mentioned"), "noticeMentions");
    add(NoticeLevel::Nothing, tr("Of nothing"), "noticeNothing");
}

void RoomListMenu::open(const QModelIndex &room, const QPoint &place)
{
    const Chat::RoomId id(room.data(RoomListModel::RoomIdRole).toString());
    const Chat::RoomInfo info = m_client.rooms()->room(id);
    auto *menu = new QMenu(&m_list);
    menu->setObjectName(QStringLiteral("roomListMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (!info.id.isEmpty())
        addRoom(menu, info);
    Q_EMIT m_list.menuOpening(menu);
    menu->popup(place);
}

void RoomListMenu::addRoom(QMenu *menu, const Chat::RoomInfo &info)
{
    const Chat::RoomId id = info.id;
    const RoomRights rights = rightsIn(info);
    menu->addAction(tr("Show"), &m_list,
                    [this, id] {
                        Q_EMIT m_list.roomChosen(id);
                        Q_EMIT m_list.activated(m_list.currentIndex());
                    })
        ->setObjectName(QStringLiteral("showRoom"));
    if (m_client.rooms()->isJoined(id))
        addLevels(*menu, id);
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
