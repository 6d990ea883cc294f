// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/chatclient.h"

#include <QObject>

#include <optional>

class QMenu;

namespace Ui {

class Appearance;
class Composer;
class TimelineView;

/// What one does with a message: answer it, react to it, edit, pin, pass on and delete it. Puts
/// the same into the timeline's menu, its bar under the mouse and on its keys (R answer, + react, E
/// edit, P pin, F pass on, Delete).
class MessageActions : public QObject {
    Q_OBJECT
public:
    /// All must outlive it; what is asked is asked over the timeline.
    MessageActions(ChatClient &client, TimelineView &timeline, Composer &composer,
                   const Appearance &appearance);

    /// The newest own message that the timeline holds, when it is near its end; one that was not
    /// sent is taken back.
    void editLast();

Q_SIGNALS:
    /// That message of the shown room is wanted in sight.
    void shown(Chat::Sequence message);
    /// What is to be said in another room.
    void forwarded(const Chat::RoomId &room, const QString &text,
                   const std::vector<Chat::FileInfo> &files);

private:
    /// Of the room that the timeline shows.
    struct Subject {
        Chat::RoomId room;
        Chat::Sequence sequence;
        QString text;
        QString quoted; ///< Who said what, on one line.
        bool own = false;
        bool pinned = false;
    };
    /// nullopt for what is no stored message, or was deleted.
    std::optional<Subject> subject(const QModelIndex &index) const;
    std::optional<Subject> current() const;
    void fillMenu(QMenu *menu, const QModelIndex &index);
    void toggleReaction(const QModelIndex &index, const QString &emoji);
    void addBar();
    /// `place`: what it is asked beside, on the whole screen.
    void askEmoji(const Subject &subject, const QRect &place);
    QRect placeOf(const QModelIndex &index) const;
    void askRemoval(const Subject &subject);
    void askForward(const QModelIndex &index);
    void addKeys();
    bool mayRemove(const Subject &subject) const;

    ChatClient &m_client;
    TimelineView &m_timeline;
    Composer &m_composer;
    const Appearance &m_appearance;
};

} // namespace Ui
