// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/hostsummary.h"
#include "ui/model/chatclient.h"

#include <QWidget>

#include <memory>

class QLabel;
class QSettings;
class QStackedWidget;
class QTimer;

namespace Ui {

class AccountWindows;
class Actions;
class Announcements;
class Appearance;
class ChatLayout;
class Composer;
class ConnectionStrip;
class DetailsActions;
class DetailsPane;
class FileActions;
class GonePane;
class HostClosing;
class InviteHint;
class JoinPane;
class Jump;
class MemberActions;
class MembersPane;
class MessageActions;
class QuickSwitcher;
class Reading;
class RoomHeader;
class RoomPeople;
class RoomWindows;
class SendUndo;
class Sidebar;
class TimelineView;

/// One host's chat: rooms, what is said in the shown one, who is in it, and the field to answer.
///
/// Keys: Ctrl+N makes a room, Ctrl+Shift+N a conversation, Ctrl+Shift+A opens one's account, Ctrl+K
/// goes to a room or a person, Ctrl+F what was said, Ctrl+E exports it, Ctrl+Shift+S shows the
/// status of a host that is open here, Alt+Up and Alt+Down go to the one above and below, Escape
/// goes back to the field, and from there to the rooms where they are not in sight. More in
/// ChatLayout.
class ChatPage : public QWidget {
    Q_OBJECT
public:
    /// All must outlive the page.
    ChatPage(ChatClient &client, Actions &actions, QSettings &settings,
             const Appearance &appearance, QWidget *parent = nullptr);
    ~ChatPage() override;

    void setSummary(const HostSummary &summary);
    const HostSummary &summary() const { return m_summary; }
    QString hostName() const;
    const Chat::RoomId &room() const { return m_room; }
    void showRoom(const Chat::RoomId &room);
    /// Loads what is needed until that message of the shown room is in sight.
    void showMessage(Chat::Sequence message);
    /// To the keys' last place in it; for who comes back from another page.
    void focusLast();
    /// One more place that F6 goes to. Must outlive the page.
    void addSection(QWidget *section);
    /// Leaves the host; asks first where it is open here.
    void askLeave();
    /// As it was on the first day.
    void resetLayout();
    /// A sentence below the header, for a while.
    void tell(const QString &sentence);

Q_SIGNALS:
    void settingsRequested();
    void statusRequested();
    void hostRequested(); ///< The window of the host that is open here.
    void joinRequested(); ///< Of another host.
    void titleChanged();

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QWidget *makeRoomArea();
    void connectParts();
    void addKeys();
    void roomsChanged();
    void walkTo(const Chat::RoomId &room);
    void openRoom(const Chat::RoomId &room);
    void showTimeline();
    void turnToRoom();
    void goTo(const Chat::RoomId &room, Chat::Sequence message);
    void updateRoom();
    void updateHint();
    void say(const Chat::RoomId &room, const QString &text, Chat::Sequence answered,
             const Chat::ClientMessageId &id, const std::vector<Chat::FileInfo> &files = {});
    void takeBack();
    void updateUndo();
    void askNewRoom();
    void askTopic();

    ChatClient &m_client;
    Actions &m_actions;
    const Appearance &m_appearance;
    HostSummary m_summary;
    Chat::RoomId m_room;
    ChatLayout *m_layout = nullptr;
    Sidebar *m_sidebar = nullptr;
    DetailsPane *m_details = nullptr;
    RoomHeader *m_header = nullptr;
    DetailsActions *m_detailsActions = nullptr;
    ConnectionStrip *m_strip = nullptr;
    HostClosing *m_closing = nullptr;
    QuickSwitcher *m_switcher = nullptr;
    AccountWindows *m_accountWindows = nullptr;
    Announcements *m_announcements = nullptr;
    QLabel *m_sentence = nullptr;
    QTimer *m_sentenceEnd = nullptr;
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
    std::unique_ptr<Jump> m_jump;
    std::unique_ptr<Reading> m_reading; ///< After the views it looks at.
    std::unique_ptr<SendUndo> m_undo;
    MembersPane *m_members = nullptr;
    MemberActions *m_memberActions = nullptr;
    RoomPeople *m_people = nullptr;
};

} // namespace Ui
