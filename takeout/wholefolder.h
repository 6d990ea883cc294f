// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "takeout/failure.h"

#include <memory>

namespace Takeout {

/// A new folder that has its name only when all of it is on the disk; till then it is a hidden
/// neighbour that ends in `.unfinished`. What a killed program left of one is removed a day later
/// by the next one in the same place.
class WholeFolder {
public:
    /// Refused when something is there already; an empty folder may be.
    static Result<std::unique_ptr<WholeFolder>> begin(const QString &path);
    /// Removes it unless it is finished.
    ~WholeFolder();
    Q_DISABLE_COPY_MOVE(WholeFolder)

    /// Where to write meanwhile.
    const QString &path() const { return m_unfinished; }
    Result<void> finish();

private:
    WholeFolder(QString path, QString unfinished);

    QString m_path;
    QString m_unfinished;
    bool m_isFinished = false;
};

} // namespace Takeout
