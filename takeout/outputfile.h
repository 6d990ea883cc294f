// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "takeout/failure.h"

#include <QByteArray>
#include <QFile>

namespace Takeout {

/// A new file that is written in large pieces, and says when it could not be.
class OutputFile {
public:
    Result<void> open(const QString &path);
    Result<void> write(const QByteArray &bytes);
    Result<void> write(const QString &text) { return write(text.toUtf8()); }
    Result<void> close();

private:
    Result<void> flush();

    QFile m_file;
    QByteArray m_waiting;
};

} // namespace Takeout
