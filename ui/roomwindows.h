// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/ids.h"

#include <QObject>

class QWidget;

namespace Ui {

class Actions;
class Appearance;
class ChatClient;
class Composer;
class ExportDialog;
class RoomHeader;

/// What opens from the header of the shown room: its settings, its webhooks, its export.
class RoomWindows : public QObject {
    Q_OBJECT
public:
    /// All must outlive it; the windows open in front of `page`.
    RoomWindows(ChatClient &client, Actions &actions, RoomHeader &header, Composer &composer,
                const Appearance &appearance, QWidget *page);

    /// Where others reach the host, as webhooks and exports say it.
    void setAddress(const QString &address) { m_address = address; }
    /// Also of a room that one is not in; `host`: what it is called.
    void openExport(const Chat::RoomId &room, const QString &host);

Q_SIGNALS:
    /// A sentence for the person.
    void told(const QString &sentence);

private:
    void openSettings();
    void openWebhooks();

    ChatClient &m_client;
    Actions &m_actions;
    Composer &m_composer;
    const Appearance &m_appearance;
    QWidget *m_page = nullptr;
    QString m_address;
    ExportDialog *m_export = nullptr;
};

} // namespace Ui
