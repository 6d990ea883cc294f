// SPDX-License-Identifier: GPL-3.0-or-later
#include "takeout/outputfile.h"

#include "takeout/filecopy.h"

#include <cerrno>

namespace Takeout {
namespace {

constexpr qsizetype largestWaiting = 256 * 1024;

} // namespace

Result<void> OutputFile::open(const QString &path)
{
    m_file.setFileName(path);
    errno = 0;
    if (!m_file.open(QIODevice::WriteOnly | QIODevice::NewOnly | QIODevice::Unbuffered))
        return tl::unexpected(failureOf(m_file, QStringLiteral("make")));
    m_file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    return {};
}

Result<void> OutputFile::write(const QByteArray &bytes)
{
    m_waiting.append(bytes);
    return m_waiting.size() < largestWaiting ? Result<void>() : flush();
}

Result<void> OutputFile::flush()
{
    errno = 0;
    if (m_file.write(m_waiting) != m_waiting.size())
        return tl::unexpected(failureOf(m_file, QStringLiteral("write")));
    m_waiting.clear();
    return {};
}

Result<void> OutputFile::close()
{
    if (auto flushed = flush(); !flushed)
        return flushed;
    m_file.close();
    return {};
}

} // namespace Takeout
