// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/time.h"
#include "ui/model/attentionrules.h"
#include "ui/model/chatclient.h"
#include "ui/model/noticepace.h"

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QSet>
#include <QSettings>
#include <QTimer>

#include <functional>

namespace Ui {

/// What is shown outside of our windows. Another one of the same tag takes its place.
struct Notice {
    QString tag;
    Chat::RoomId room; ///< Where it leads; empty: to no room in particular.
    QString title;     ///< Both plain text, whatever was said.
    QString body;
};

/// As they are kept; they count from the next message on.
NoticeSettings noticeSettings(const QSettings &settings);
void setNoticeSettings(QSettings &settings, const NoticeSettings &choice);

/// What the icon of the program shows.
struct Badge {
    int calls = 0;       ///< What speaks to us and was not read.
    bool unread = false; ///< There is something else.

    friend bool operator==(const Badge &, const Badge &) = default;
};

/// Calls the person of one host's chat: decides by callFor() what becomes a notice, keeps a flood
/// of them small, takes back what was read, and counts for the icon.
class Attention : public QObject {
    Q_OBJECT
public:
    using Now = std::function<Stomp::TimePoint()>;

    /// Choices are kept in the settings, by host. All must outlive it. `pause`: what is gathered is
    /// shown anew no more often than that.
    Attention(ChatClient &client, QSettings &settings, QString hostKey, QObject *parent = nullptr,
              Now now = &Stomp::Clock::now, std::chrono::milliseconds pause = gatheredPause);

    /// Whether any of our windows has the keyboard; not, in the beginning.
    void setWindowActive(bool active) { m_windowActive = active; }

    NoticeLevel level(const Chat::RoomId &room) const;
    void setLevel(const Chat::RoomId &room, NoticeLevel level);

    Badge badge() const { return m_badge; }

    /// Something else than a message calls the person, under a tag that is no room's; it is told
    /// unless they look at one of our windows, or are not to be disturbed.
    void call(const Notice &notice);
    /// It is over.
    void settle(const QString &tag) { Q_EMIT noticeOver(tag); }

    /// Of the notice that stands for more than could be shown one by one.
    static const QString gatheredTag;
    /// It is shown anew no more often than that, however much arrives, and only if more did.
    static constexpr std::chrono::seconds gatheredPause{10};
    /// Of what was said, UTF-16 units.
    static constexpr qsizetype longestBody = 200;
    /// Of a person or a room, likewise.
    static constexpr qsizetype longestName = 64;

Q_SIGNALS:
    void noticeWanted(const Ui::Notice &notice);
    /// What it told was read, here or elsewhere.
    void noticeOver(const QString &tag);
    void soundWanted();
    void badgeChanged();
    void levelChanged(const Chat::RoomId &room);

private:
    void take(const Chat::RoomMessage &message);
    void gather(const Chat::RoomId &room);
    bool mayTell() const;
    void showGathered();
    void withdrawRead();
    void forgetGathered(const std::function<bool(const Chat::RoomId &)> &which);
    void count();
    bool isBetweenTwo(const Chat::RoomId &room) const;
    QString titleOf(const Chat::RoomId &room) const;
    Surroundings surroundings(NoticeLevel level) const;
    Notice noticeOf(const Chat::RoomMessage &message, const Call &call, bool isForUs) const;

    ChatClient &m_client;
    QSettings &m_settings;
    const QString m_group; ///< Of the settings of this host's rooms.
    const Now m_now;
    bool m_windowActive = false;
    NoticePace m_pace;
    QSet<Chat::RoomId> m_shown;          ///< Rooms with a notice.
    QHash<Chat::RoomId, int> m_gathered; ///< Messages by room, not told one by one.
    bool m_untold = false;               ///< More was gathered since that was shown.
    QTimer m_pause;                      ///< Until what is gathered may be told again.
    QTimer m_counting;                   ///< At the end of the turn.
    Badge m_badge;
};

} // namespace Ui
