// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/smalldisk.h"

#include <array>

#include <fcntl.h>
#include <linux/capability.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <unistd.h>

namespace {

bool writeFile(const char *path, const QByteArray &text)
{
    const int file = ::open(path, O_WRONLY | O_CLOEXEC);
    const bool written = file >= 0 && ::write(file, text.constData(), size_t(text.size())) > 0;
    if (file >= 0)
        ::close(file);
    return written;
}

} // namespace

bool SmallDisk::prepare()
{
    const QByteArray user = QByteArray::number(uint(::getuid()));
    const QByteArray group = QByteArray::number(uint(::getgid()));
    if (::unshare(CLONE_NEWNS) != 0) {
        // Who is not root is root of a house of their own.
        if (::unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0 ||
            !writeFile("/proc/self/setgroups", "deny") ||
            !writeFile("/proc/self/uid_map", "0 " + user + " 1") ||
            !writeFile("/proc/self/gid_map", "0 " + group + " 1"))
            return false;
    }
    return ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0;
}

bool SmallDisk::isOurRight()
{
    // In a container root may have been left without.
    return ::getuid() == 0 && ::prctl(PR_CAPBSET_READ, CAP_SYS_ADMIN) == 1;
}

SmallDisk::SmallDisk(const QString &folder, qint64 bytes) : m_folder(folder)
{
    m_mounted =
        ::mount("madang-faults", QFile::encodeName(folder).constData(), "tmpfs",
                MS_NOSUID | MS_NODEV, ("size=" + QByteArray::number(bytes)).constData()) == 0;
}

SmallDisk::~SmallDisk()
{
    if (m_mounted)
        ::umount2(QFile::encodeName(m_folder).constData(), MNT_DETACH);
}

void SmallDisk::fill()
{
    const QByteArray path = QFile::encodeName(m_folder + QStringLiteral("/filling"));
    const int file = ::open(path.constData(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0)
        return;
    static const std::array<char, 64 * 1024> block{};
    for (size_t size = block.size(); size > 0; size /= 2) {
        while (::write(file, block.data(), size) > 0) {
        }
    }
    ::close(file);
}

void SmallDisk::free()
{
    QFile::remove(m_folder + QStringLiteral("/filling"));
}
