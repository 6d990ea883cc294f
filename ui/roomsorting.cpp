// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/roomsorting.h"

#include "ui/roomlist.h"

#include <QActionGroup>
#include <QMenu>
#include <QSettings>

namespace Ui {

namespace {

constexpr QLatin1String sortKey("rooms/sort");
constexpr QLatin1String byActivity("activity");
constexpr QLatin1String byName("name");

} // namespace

RoomSorting::RoomSorting(QSettings &settings, RoomList &list)
    : QObject(&list), m_settings(settings), m_list(list)
{
    connect(&list, &RoomList::menuOpening, this, &RoomSorting::fillMenu);
    if (settings.value(sortKey).toString() == byActivity)
        list.setOrder(RoomSections::Order::Activity);
}

void RoomSorting::fillMenu(QMenu *menu)
{
    using Order = RoomSections::Order;
    menu->addSeparator();
    auto *group = new QActionGroup(menu);
    const auto add = [&](Order order, const QString &text, const char *name) {
        QAction *action = menu->addAction(text, this, [this, order] { choose(order); });
        action->setObjectName(QString::fromLatin1(name));
        action->setCheckable(true);
        action->setChecked(m_list.order() == order);
        group->addAction(action);
    };
    add(Order::Name, tr("Sort by name"), "sortByName");
    add(Order::Activity, tr("Sort by the last message"), "sortByActivity");
}

void RoomSorting::choose(RoomSections::Order order)
{
    m_settings.setValue(sortKey,
                        QString(order == RoomSections::Order::Activity ? byActivity : byName));
    m_list.setOrder(order);
}

} // namespace Ui
