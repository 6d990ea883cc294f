// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/roomlistmodel.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace Ui {

class ChatClient;

/// Puts a room away, or ends it; and takes both back.
class RoomEndPane : public QWidget {
    Q_OBJECT
public:
    /// The client must outlive it.
    explicit RoomEndPane(ChatClient &client, QWidget *parent = nullptr);

    void setRoom(const Chat::RoomInfo &room, const QString &title);

private:
    void archive();
    void end();
    void answered(const QString &problem);
    void begin();
    void showState();

    ChatClient &m_client;
    Chat::RoomInfo m_room;
    QString m_roomTitle;
    bool m_isBusy = false;
    QString m_problem;
    QLabel *m_archiveText = nullptr;
    QPushButton *m_archive = nullptr;
    QLabel *m_endText = nullptr;
    QPushButton *m_end = nullptr;
    QLabel *m_state = nullptr;
};

} // namespace Ui
