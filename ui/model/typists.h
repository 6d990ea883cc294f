// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/attendance.h"

#include <QElapsedTimer>
#include <QObject>
#include <QStringList>
#include <QTimer>

#include <chrono>
#include <vector>

namespace Ui {

/// Who is writing something in one room: whoever said so a few seconds ago, until they say
/// something.
class Typists : public QObject {
    Q_OBJECT
public:
    explicit Typists(QObject *parent = nullptr);

    struct Person {
        Chat::UserId user;
        QString name;
    };
    /// Who began first first.
    std::vector<Person> people() const;
    /// Their names, likewise.
    QStringList names() const;

    void take(const Chat::TypingEvent &event, const Chat::UserId &self);
    /// They said something, or are gone.
    void end(const Chat::UserId &user);
    void clear();

    /// Whether the host is to hear of it that we write now (or do not any more): not each key.
    bool shallTell(bool on);
    /// We said something, which ends our writing for everybody.
    void spoke() { m_told.invalidate(); }
    /// For tests; five seconds.
    void setLasting(std::chrono::milliseconds lasting) { m_lasting = lasting; }

Q_SIGNALS:
    void changed();

private:
    struct Typist : Person {
        QElapsedTimer since;
    };
    void expire();
    void arm();

    std::vector<Typist> m_typists;
    std::chrono::milliseconds m_lasting;
    QTimer m_timer;
    QElapsedTimer m_told; ///< When the host heard that we write; invalid: that we do not.
};

} // namespace Ui
