// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace Ui {

/// Whether the program starts with the system, for this person: on Linux a file in the autostart
/// folder, on macOS one among the launch agents, on Windows an entry in the registry. Asks the
/// system each time, where others change it, too.
class Autostart {
public:
    /// `command` is the program and its arguments. `folder` is where the file is kept, and stands
    /// for the system's usual one where it is empty; Windows has none.
    explicit Autostart(QStringList command, QString folder = {});

    /// Only if it is this very command that starts, which one elsewhere or long gone is not.
    bool isOn() const { return starts(false) || opensHost(); }
    /// Whether it opens a host then, without a window.
    bool opensHost() const { return starts(true); }
    /// False where the system does not let it.
    bool set(bool on, bool opensHost = false);

    /// As a desktop file has a command: quoted, and nothing of it is read as more than text.
    static QString quoted(const QStringList &command);

private:
    bool starts(bool opensHost) const;
    QString filePath() const;
    QByteArray content(bool opensHost) const;
    QString program(bool opensHost) const; ///< What of content() says what is started.

    QStringList m_command;
    QString m_folder;
};

} // namespace Ui
