// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/hostsummary.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QToolButton;

namespace Ui {

class Appearance;
class ChatClient;
class RoomList;

/// The left side: which host this is, a field to find a room, the rooms, oneself and settings.
class Sidebar : public QWidget {
    Q_OBJECT
public:
    /// The client must outlive the sidebar.
    Sidebar(ChatClient &client, const Appearance &appearance, QWidget *parent = nullptr);

    void setSummary(const HostSummary &summary);
    QString hostName() const;
    RoomList *rooms() const { return m_rooms; }
    void focusRooms();
    void showHostCard();
    /// Where there is a fingerprint to compare.
    void showIdentity();

Q_SIGNALS:
    /// The person turned back to the room they were in.
    void done();
    void newRoomRequested();
    void newConversationRequested();
    void accountRequested();
    void settingsRequested();
    void leaveRequested();
    void statusRequested();
    void hostRequested();
    void joinRequested(); ///< Of another host.

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void retranslate();
    QByteArray fingerprint() const; ///< Of the host; empty: not encrypted.

    ChatClient &m_client;
    const Appearance &m_appearance;
    HostSummary m_summary;
    QWidget *m_hostButton = nullptr;
    QLabel *m_hostPicture = nullptr;
    QLabel *m_hostTitle = nullptr;
    QLabel *m_hostLine = nullptr;
    QToolButton *m_hostMenu = nullptr;
    QLineEdit *m_find = nullptr;
    QToolButton *m_newConversation = nullptr;
    QToolButton *m_newRoom = nullptr;
    RoomList *m_rooms = nullptr;
    QToolButton *m_own = nullptr;
    QToolButton *m_settings = nullptr;
};

} // namespace Ui
