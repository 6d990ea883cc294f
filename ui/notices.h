// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/attention.h"
#include "ui/notifier.h"
#include "ui/sound.h"

#include <QHash>
#include <QObject>
#include <QPointer>

#include <memory>

class QWindow;

namespace Ui {

class ChatClient;
class NoticeSettingsPane;

/// Hands what calls the person in one host's chat to the system's notifier and sound, knows when
/// one of our windows has the keyboard, and brings the window to the front by a click. Part of
/// MainWindow.
class Notices : public QObject {
    Q_OBJECT
public:
    /// The window must outlive it.
    explicit Notices(QWidget &window);
    ~Notices() override;

    /// Without them, as in the beginning, nothing is shown or heard; the counts go on.
    void setNotifier(std::unique_ptr<Notifier> notifier);
    void setSound(std::unique_ptr<Sound> sound);
    /// Of this chat from now on, and of no other; null: of none. What is shown is taken away.
    void follow(ChatClient *client);
    ChatClient *client() const { return m_client; }
    /// Of the chat that is followed; none: nothing.
    Badge badge() const;
    /// Does what the pane asks for while it lives: lets a person see and hear what it is like.
    void serve(NoticeSettingsPane &pane);
    /// Brings the window to the front. `token`: see Notifier::opened().
    void openWindow(const QString &token = {});

Q_SIGNALS:
    void clientChanged();
    void badgeChanged();
    /// The person clicked on a notice about it.
    void roomWanted(const Chat::RoomId &room);
    // What came of trying it out: the system took it, as far as one can know; else why not, in its
    // own words.
    void noticeTried(const QString &problem);
    void soundTried(const QString &problem);

private:
    void tellWhereOneIs();
    void show(const Notice &notice);
    void tryOut(bool notice, bool sound);
    void tellNoticeTried(const QString &problem);
    void tellSoundTried(const QString &problem);
    void withdrawAll();
    void open(const QString &tag, const QString &token);

    QWidget &m_window;
    std::unique_ptr<Notifier> m_notifier;
    std::unique_ptr<Sound> m_sound;
    QPointer<ChatClient> m_client;
    QPointer<QWindow> m_focus;            ///< Of our windows the one with the keyboard.
    QHash<QString, Chat::RoomId> m_shown; ///< By tag.
    bool m_triesNotice = false;
    bool m_triesSound = false;
};

} // namespace Ui
