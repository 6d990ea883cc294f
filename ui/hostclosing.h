// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/ids.h"
#include "ui/hostsummary.h"

#include <QObject>
#include <QPointer>

class QWidget;

namespace Ui {

class Actions;
class Appearance;
class ChatClient;
class StopDialog;
class StopStrip;

/// What a chat says of the end of its host, and what one does about it: the strip that tells it,
/// and the question to whoever closes the host that is open here.
class HostClosing : public QObject {
    Q_OBJECT
public:
    /// All must outlive it; what it shows belongs to `page`.
    HostClosing(ChatClient &client, Actions &actions, const Appearance &appearance, QWidget *page);

    QWidget *strip() const;
    void setSummary(const HostSummary &summary);
    /// The one in sight.
    void setRoom(const Chat::RoomId &room) { m_room = room; }
    /// When, and why; then the program is asked to close it.
    void ask();

private:
    ChatClient &m_client;
    Actions &m_actions;
    const Appearance &m_appearance;
    QWidget *m_page = nullptr;
    StopStrip *m_strip = nullptr;
    HostSummary m_summary;
    Chat::RoomId m_room;
    QPointer<StopDialog> m_dialog;
};

} // namespace Ui
