// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Ui {

/// The password of the host that a person opens: a file in the host's folder that nobody else's
/// account may read (0600), as the host itself takes it.
class HostPassword {
public:
    static constexpr qsizetype longest = 256; ///< In characters.

    /// The folder need not be there yet.
    explicit HostPassword(QString folder);

    /// Empty: there is none. Whether it can be used the host says when it reads it.
    QString file() const;
    bool isSet() const { return !file().isEmpty(); }
    /// Not empty, at most `longest`, in one line, and no space at an end.
    static bool isPossible(const QString &password);
    /// From the next start or reload of the host on. Empty: none any more. False: it is not
    /// possible, or the disk says no; then it stays as it was.
    bool set(const QString &password) const;

private:
    QString m_folder;
};

} // namespace Ui
