// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/archivedbutton.h"

#include "ui/appearance.h"
#include "ui/model/roomlistmodel.h"
#include "ui/roomlist.h"

#include <QEvent>
#include <QLocale>

namespace Ui {

ArchivedButton::ArchivedButton(const RoomListModel &rooms, RoomList &list,
                               const Appearance &appearance, QWidget *parent)
    : QToolButton(parent), m_rooms(rooms), m_appearance(appearance)
{
    setObjectName(QStringLiteral("archivedRooms"));
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setCheckable(true);
    connect(this, &QToolButton::toggled, &list, &RoomList::setArchivedShown);
    connect(this, &QToolButton::toggled, this, &ArchivedButton::refresh);
    connect(&appearance, &Appearance::changed, this, &ArchivedButton::refresh);
    m_change.setSingleShot(true);
    connect(&m_change, &QTimer::timeout, this, &ArchivedButton::refresh);
    const auto soon = qOverload<>(&QTimer::start);
    connect(&rooms, &QAbstractItemModel::rowsInserted, &m_change, soon);
    connect(&rooms, &QAbstractItemModel::rowsRemoved, &m_change, soon);
    connect(&rooms, &QAbstractItemModel::dataChanged, &m_change, soon);
    refresh();
}

void ArchivedButton::refresh()
{
    int count = 0;
    for (int row = 0; row < m_rooms.rowCount(); ++row)
        count += m_rooms.index(row, 0).data(RoomListModel::ArchivedRole).toBool() ? 1 : 0;
    setVisible(count > 0);
    setIcon(m_appearance.icon(isChecked() ? QStringLiteral("chevron-down")
                                          : QStringLiteral("chevron-right"),
                              m_appearance.theme().ink2));
    setText(tr("Archived rooms · %1").arg(QLocale().toString(count)));
    setAccessibleName(text());
    setToolTip(isChecked() ? tr("Hide the archived rooms") : tr("Show the archived rooms"));
    setAccessibleDescription(toolTip());
}

void ArchivedButton::changeEvent(QEvent *event)
{
    QToolButton::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        refresh();
}

} // namespace Ui
