// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>

#include <optional>

class QSettings;

namespace Ui {

/// How a person opens their host: kept in the profile's settings, so that the next "Host here"
/// opens the same. Values that nobody can have chosen are taken for none.
struct HostSettings {
    /// Who may come in who has not been let in before.
    enum class Entrance { Anyone, Invitation, Approval };

    static constexpr qsizetype longestName = 64;
    static constexpr quint16 lowestPort = 1024; ///< Those below are the system's.

    QString name;                ///< As cleanHostName() has it; empty: called after the person.
    std::optional<quint16> port; ///< From `lowestPort` on. Unset: the usual, or the next free one.
    Entrance entrance = Entrance::Anyone;
    bool plain = true; ///< Browsers may come without TLS.

    static HostSettings read(const QSettings &settings);
    void write(QSettings &settings) const;

    friend bool operator==(const HostSettings &, const HostSettings &) = default;
};

/// A name for a host, as it can be shown in one line anywhere: without control characters and those
/// that turn the direction of a text, at most HostSettings::longestName long.
QString cleanHostName(const QString &name);

/// When the last backup of the host was whole, in UTC; invalid: never, or it is not known.
QDateTime lastHostBackup(const QSettings &settings);
void setLastHostBackup(QSettings &settings, const QDateTime &time);

} // namespace Ui
