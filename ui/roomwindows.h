// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/ids.h"

#include <QObject>

class QWidget;

namespace Ui {

class Appearance;
class ChatClient;
class Composer;
class PinnedModel;
class PinsDialog;
class RoomHeader;

/// What opens from the header of the shown room: its settings, its webhooks, what is pinned there.
class RoomWindows : public QObject {
    Q_OBJECT
public:
    /// All must outlive it; the windows open in front of `page`.
    RoomWindows(ChatClient &client, RoomHeader &header, Composer &composer,
                const Appearance &appearance, QWidget *page);

    /// Where others reach the host, as webhooks say it.
    void setAddress(const QString &address) { m_address = address; }

Q_SIGNALS:
    /// That message of the shown room is wanted in sight.
    void messageChosen(Chat::Sequence message);

private:
    void openSettings();
    void openWebhooks();
    void openPins();

    ChatClient &m_client;
    RoomHeader &m_header;
    Composer &m_composer;
    const Appearance &m_appearance;
    QWidget *m_page = nullptr;
    QString m_address;
    PinnedModel *m_pinned = nullptr;
    PinsDialog *m_pins = nullptr;
};

} // namespace Ui
