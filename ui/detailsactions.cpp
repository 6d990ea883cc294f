// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detailsactions.h"

#include "ui/backbutton.h"
#include "ui/chatlayout.h"
#include "ui/roomheader.h"
#include "ui/shortcuts.h"

#include <QShortcut>

namespace Ui {

DetailsActions::DetailsActions(const RoomListModel &rooms, ChatLayout &layout, DetailsPane &details,
                               RoomHeader &header, const Appearance &appearance, QWidget *page)
    : QObject(page), m_layout(layout), m_details(details), m_header(header),
      m_back(new BackButton(rooms, appearance, &header))
{
    header.setLeading(m_back);
    connect(m_back, &BackButton::clicked, &layout, &ChatLayout::goBack);
    connect(&details, &DetailsPane::backRequested, &layout, &ChatLayout::goBack);
    connect(&details, &DetailsPane::pinnedCounted, &header, &RoomHeader::setPinned);
    connect(&layout, &ChatLayout::changed, this, &DetailsActions::refresh);
    connect(&header, &RoomHeader::detailsToggled, &layout, &ChatLayout::setDetailsShown);
    connect(&header, &RoomHeader::pinsRequested, this, [this] { open(DetailsPane::Tab::Pins); });
    const auto find = [this] { open(DetailsPane::Tab::Search); };
    connect(&header, &RoomHeader::searchRequested, this, find);
    connect(makeShortcut("findMessages", page), &QShortcut::activated, this, find);
    refresh();
}

void DetailsActions::setRoom(const Chat::RoomId &room, const QString &name, bool joined)
{
    m_back->setRoom(room);
    m_details.setRoom(room, name, joined);
}

void DetailsActions::open(DetailsPane::Tab tab)
{
    m_details.setTab(tab);
    m_layout.setDetailsShown(true);
    m_details.focusTab();
}

void DetailsActions::refresh()
{
    const bool shown = m_layout.detailsShown();
    m_header.setDetailsShown(shown);
    m_back->setVisible(m_layout.isSingle());
    m_details.setBackOffered(shown && m_layout.canGoBack());
}

} // namespace Ui
