// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

class QWidget;

namespace Ui {

class Appearance;
class ChatClient;
class Composer;
class RoomHeader;

/// What opens from the header of the shown room: its settings, its webhooks.
class RoomWindows : public QObject {
    Q_OBJECT
public:
    /// All must outlive it; the windows open in front of `page`.
    RoomWindows(ChatClient &client, RoomHeader &header, Composer &composer,
                const Appearance &appearance, QWidget *page);

    /// Where others reach the host, as webhooks say it.
    void setAddress(const QString &address) { m_address = address; }

private:
    void openSettings();
    void openWebhooks();

    ChatClient &m_client;
    Composer &m_composer;
    const Appearance &m_appearance;
    QWidget *m_page = nullptr;
    QString m_address;
};

} // namespace Ui
