// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/attention.h"
#include "ui/notifier.h"
#include "ui/sound.h"

#include <QHash>
#include <QObject>
#include <QPointer>

#include <map>
#include <memory>

class QWindow;

namespace Ui {

class ChatClient;
class JoinedHosts;
class NoticeSettingsPane;

/// Hands what calls the person on any of the hosts to the system's notifier and sound, knows when
/// one of our windows has the keyboard, and brings the window to the front by a click. Part of
/// MainWindow.
class Notices : public QObject {
    Q_OBJECT
public:
    /// Both must outlive it.
    Notices(QWidget &window, const JoinedHosts &hosts);
    ~Notices() override;

    /// Without them, as in the beginning, nothing is shown or heard; the counts go on.
    void setNotifier(std::unique_ptr<Notifier> notifier);
    void setSound(std::unique_ptr<Sound> sound);
    /// Of all hosts together.
    Badge badge() const;
    /// Does what the pane asks for while it lives: lets a person see and hear what it is like.
    void serve(NoticeSettingsPane &pane);
    /// Brings the window to the front. `token`: see Notifier::opened().
    void openWindow(const QString &token = {});

Q_SIGNALS:
    void badgeChanged();
    /// The person clicked on a notice about it; an empty room: about several of that host.
    void roomWanted(Ui::ChatClient *client, const Chat::RoomId &room);
    // What came of trying it out: the system took it, as far as one can know; else why not, in its
    // own words.
    void noticeTried(const QString &problem);
    void soundTried(const QString &problem);

private:
    struct Shown {
        ChatClient *client;
        Chat::RoomId room;
    };
    void follow(ChatClient *client);
    void drop(const ChatClient *client);
    void tellWhereOneIs();
    void show(ChatClient *client, Notice notice);
    void withdraw(const QString &tag);
    void tryOut(bool notice, bool sound);
    void tellNoticeTried(const QString &problem);
    void tellSoundTried(const QString &problem);
    void withdrawAll();
    void open(const QString &tag, const QString &token);

    QWidget &m_window;
    const JoinedHosts &m_hosts;
    std::unique_ptr<Notifier> m_notifier;
    std::unique_ptr<Sound> m_sound;
    /// What hears of each host, while one is there.
    std::map<const ChatClient *, std::unique_ptr<QObject>> m_followed;
    int m_lastHost = 0;            ///< Its number begins the tags of its notices.
    QPointer<QWindow> m_focus;     ///< Of our windows the one with the keyboard.
    QHash<QString, Shown> m_shown; ///< By tag.
    bool m_triesNotice = false;
    bool m_triesSound = false;
};

} // namespace Ui
