// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "takeout/records.h"

#include <QColor>
#include <QDateTime>
#include <QString>

#include <vector>

/// What `--demo` tells: made-up people, their rooms, and what they say there. Data, in one
/// language.
struct DemoStory {
    struct Person {
        Chat::UserId id; ///< As the host stamps them; one's own is the owner's.
        QString name;
        bool guest = false;
        bool here = true; ///< Connected while the demo runs.
        QString status;   ///< What they say of themselves; may be empty.
        bool isAway = false;
    };
    struct Room {
        Takeout::RoomRecord record; ///< Whoever looks at the demo is a member of some.
        std::vector<Takeout::MessageRecord> said;
        qint64 read = 0; ///< How many of these one has read.
    };
    /// Something that is said while one looks.
    struct Remark {
        Chat::RoomId room;
        Chat::UserId who;
        QString text;
    };

    Person self;
    std::vector<Person> people; ///< All others.
    std::vector<Room> rooms;
    Chat::RoomId team;           ///< The room that has something of everything.
    std::vector<Remark> calls;   ///< Said by who comes; for the host to count them as mentions.
    std::vector<Remark> remarks; ///< In their order, and from the first again.
    QStringList answers;         ///< To whatever one says.
};

/// The token by which the story's guest is the same one at every start.
QByteArray demoGuestToken();

/// A colour of the picture that somebody shows, and of nothing else in the window.
QColor demoHill();

/// `now` is when the story has got to where the demo begins, in local time. What it has of files
/// lies in `files`, and is written there.
DemoStory demoStory(bool korean, const QDateTime &now, const QString &files);
