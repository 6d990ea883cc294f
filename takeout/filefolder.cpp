// SPDX-License-Identifier: GPL-3.0-or-later
#include "takeout/filefolder.h"

#include "takeout/filecopy.h"

#include <QFile>

#include <array>

namespace Takeout {
namespace {

/// What opens in a program that shows it and runs nothing.
constexpr std::array<QStringView, 24> harmless{u"png", u"jpg", u"jpeg", u"gif",  u"webp", u"bmp",
                                               u"txt", u"md",  u"csv",  u"log",  u"pdf",  u"mp3",
                                               u"ogg", u"wav", u"flac", u"mp4",  u"webm", u"mkv",
                                               u"zip", u"gz",  u"tar",  u"json", u"odt",  u"hwp"};

QString endingOf(const QString &name)
{
    const QString ending = name.section(QLatin1Char('.'), -1).toLower();
    for (const QStringView one : harmless) {
        if (ending == one)
            return QLatin1Char('.') + ending;
    }
    return QStringLiteral(".file");
}

} // namespace

Result<QString> FileFolder::take(const FileRecord &file)
{
    if (file.path.isEmpty() || file.hash.size() != 64)
        return QString();
    const QString hash = QString::fromLatin1(file.hash);
    const QString name = m_naming == Naming::Hash ? hash : hash.left(24) + endingOf(file.info.name);
    const QString path = m_folder + QLatin1Char('/') + name;
    const QString relative = m_folder.section(QLatin1Char('/'), -1) + QLatin1Char('/') + name;
    if (m_there.contains(file.hash) && QFile::exists(path))
        return relative;
    if (auto made = makeFolder(m_folder); !made)
        return tl::unexpected(made.error());
    if (QFile::exists(path))
        return relative;
    const auto copied = copyFile(file.path, path);
    if (copied && *copied == file.hash) {
        m_there.insert(file.hash);
        return relative;
    }
    QFile::remove(path);
    if (!copied && copied.error().kind == Failure::Kind::Full)
        return tl::unexpected(copied.error());
    return QString(); // it is gone, or not what it was: the rest is exported
}

bool isPicture(const QString &type)
{
    return type == QLatin1String("image/png") || type == QLatin1String("image/jpeg") ||
           type == QLatin1String("image/gif") || type == QLatin1String("image/webp");
}

} // namespace Takeout
