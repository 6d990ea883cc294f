// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QObject>
#include <QString>

#include <deque>
#include <mutex>
#include <vector>

namespace Ui {

/// The newest lines of the program's log, of all its threads, to be looked at in the window. They
/// go where they went before, too. What is logged holds no body, token or password, as everywhere;
/// the lines are cut where they get long, and the oldest go first.
class RecentLog : public QObject {
    Q_OBJECT
public:
    static constexpr size_t mostLines = 2000;
    static constexpr qsizetype longestLine = 1000; ///< Characters.

    struct Line {
        QDateTime time; ///< UTC.
        QtMsgType level = QtInfoMsg;
        QString category;
        QString text;
    };

    /// Hears what is logged from now on. One at a time: it is a thing of the whole process.
    explicit RecentLog(QObject *parent = nullptr);
    ~RecentLog() override;

    /// From any thread.
    void add(Line line);
    /// The oldest first.
    std::vector<Line> lines() const;

    /// How serious a level is: 0 for what is told, to 3 for what ends the program.
    static int severity(QtMsgType level);
    /// One line of text, with its time in UTC.
    static QString text(const Line &line);

Q_SIGNALS:
    /// Once for all that came in one turn of the event loop; in the thread of this object.
    void changed();

private:
    mutable std::mutex m_mutex;
    std::deque<Line> m_lines;
    bool m_told = false;
};

} // namespace Ui
