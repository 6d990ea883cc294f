// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QString>

/// A disk of a few MiB in memory, which only this process and its children see, and which goes with
/// them. Needs a system that lets one mount.
class SmallDisk {
public:
    /// Once, before any thread or child is started: from here on mounts are this process's own.
    /// False where that is not allowed.
    static bool prepare();

    /// Whether this process may mount wherever it is, as root may: then prepare() has to succeed.
    static bool isOurRight();

    /// Mounts on an existing folder.
    SmallDisk(const QString &folder, qint64 bytes);
    ~SmallDisk();
    Q_DISABLE_COPY_MOVE(SmallDisk)

    bool isMounted() const { return m_mounted; }
    /// Takes what is left, to the last byte.
    void fill();
    void free();

private:
    QString m_folder;
    bool m_mounted = false;
};
