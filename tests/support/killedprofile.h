// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/profile.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>

namespace TestSupport {

/// The profile as its disk has it now, as if the program that has it open had been killed: no
/// destructor of that one has any part in it. A copy, in the folder `to`; nullptr where that fails.
inline std::unique_ptr<Ui::Profile> killedProfile(const Ui::Profile &profile, const QString &to)
{
    const QDir from(profile.folder());
    QDir().mkpath(to);
    QDirIterator files(from.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString name = from.relativeFilePath(files.next());
        if (name == QStringLiteral("in-use.lock"))
            continue; // closing it would open the lock of the whole process
        QDir().mkpath(QFileInfo(to + u'/' + name).path());
        if (!QFile::copy(from.filePath(name), to + u'/' + name))
            return nullptr;
    }
    auto opened = Ui::Profile::open(to);
    return opened ? std::move(*opened) : nullptr;
}

} // namespace TestSupport
