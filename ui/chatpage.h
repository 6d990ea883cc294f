// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/hostsummary.h"
#include "ui/model/chatclient.h"

#include <QTimer>
#include <QWidget>

#include <memory>

class QLabel;
class QStackedWidget;

namespace Ui {

class AccountWindows;
class Actions;
class Appearance;
class Composer;
class ConnectionStrip;
class ExportDialog;
class FileActions;
class GonePane;
class InviteHint;
class JoinPane;
class Jump;
class MemberActions;
class MembersPane;
class MessageActions;
class RoomHeader;
class RoomWindows;
class SearchDialog;
class SendUndo;
class Sidebar;
class TimelineView;

/// One host's chat: rooms, what is said in the shown one, who is in it, and the field to answer.
///
/// Keys: Ctrl+N makes a room, Ctrl+Shift+N a conversation, Ctrl+Shift+A opens one's account, Ctrl+K
/// finds a room, Ctrl+F what was said, Ctrl+E exports it, Ctrl+Shift+S shows the status of a host
/// that is open here, Alt+Up and Alt+Down go to the one above and below, F6 and Shift+F6 walk
/// through the sections, Escape goes back to the field.
class ChatPage : public QWidget {
    Q_OBJECT
public:
    /// All three must outlive the page.
    ChatPage(ChatClient &client, Actions &actions, const Appearance &appearance,
             QWidget *parent = nullptr);
    ~ChatPage() override;

    void setSummary(const HostSummary &summary);
    QString hostName() const;
    const Chat::RoomId &room() const { return m_room; }
    void showRoom(const Chat::RoomId &room);
    /// Loads what is needed until that message of the shown room is in sight.
    void showMessage(Chat::Sequence message);

Q_SIGNALS:
    void settingsRequested();
    void statusRequested();
    void titleChanged();

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeRoomArea();
    void connectParts();
    void addKeys();
    void roomsChanged();
    void showTimeline();
    void showUnreadStart();
    void openSearch();
    void openExport();
    void updateRoom();
    void updateHint();
    void updatePeople();
    void say(const Chat::RoomId &room, const QString &text, Chat::Sequence answered,
             const Chat::ClientMessageId &id);
    void takeBack();
    void updateUndo();
    void read();
    void walk(int steps);
    void askNewRoom();
    void askTopic();
    void askLeave();
    void tell(const QString &sentence);

    ChatClient &m_client;
    Actions &m_actions;
    const Appearance &m_appearance;
    HostSummary m_summary;
    Chat::RoomId m_room;
    Sidebar *m_sidebar = nullptr;
    RoomHeader *m_header = nullptr;
    ConnectionStrip *m_strip = nullptr;
    AccountWindows *m_accountWindows = nullptr;
    QLabel *m_sentence = nullptr;
    QStackedWidget *m_middle = nullptr;
    JoinPane *m_joinPane = nullptr;
    GonePane *m_gonePane = nullptr;
    QLabel *m_emptyPane = nullptr;
    QWidget *m_talk = nullptr;
    InviteHint *m_hint = nullptr;
    TimelineView *m_timeline = nullptr;
    Composer *m_composer = nullptr;
    MessageActions *m_messageActions = nullptr;
    FileActions *m_fileActions = nullptr;
    RoomWindows *m_roomWindows = nullptr;
    SearchDialog *m_search = nullptr;
    ExportDialog *m_export = nullptr;
    std::unique_ptr<Jump> m_jump;
    std::unique_ptr<SendUndo> m_undo;
    MembersPane *m_members = nullptr;
    MemberActions *m_memberActions = nullptr;
    MemberListModel *m_shownMembers = nullptr;
    QTimer m_peopleChange; ///< At the end of the turn in which people came, went or were renamed.
};

} // namespace Ui
