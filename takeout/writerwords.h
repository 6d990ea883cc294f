// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Takeout {

/// What an export says beside what was said. `%1` is what the doc says.
struct WriterWords {
    QString language;
    QString title;  ///< %1: the host.
    QString madeAt; ///< %1: a time.
    QString rooms;
    QString messages; ///< %1: how many.
    QString guest;
    QString edited;
    QString deleted;
    QString pinned;
    QString answers; ///< %1: a message's number.
    QString came;    ///< %1: who.
    QString left;    ///< %1: who.
    QString missing; ///< %1: a file's name.
    QString newer;
    QString older;
    QString before; ///< %1: a time. What a text was till then.
};
WriterWords writerWords(bool korean);

} // namespace Takeout
