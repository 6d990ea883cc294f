// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/detailspane.h"

#include <QObject>

namespace Ui {

class BackButton;
class ChatLayout;
class RoomHeader;
class RoomListModel;

/// The ways to what is beside a conversation, and back: by the buttons of the header, which show
/// what is in sight, and by Ctrl+F, which finds messages.
class DetailsActions : public QObject {
    Q_OBJECT
public:
    /// All must outlive it.
    DetailsActions(const RoomListModel &rooms, ChatLayout &layout, DetailsPane &details,
                   RoomHeader &header, const Appearance &appearance, QWidget *page);

    /// The shown one.
    void setRoom(const Chat::RoomId &room, const QString &name, bool joined);
    void open(DetailsPane::Tab tab);

private:
    void refresh();

    ChatLayout &m_layout;
    DetailsPane &m_details;
    RoomHeader &m_header;
    BackButton *m_back = nullptr;
};

} // namespace Ui
