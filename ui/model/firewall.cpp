// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/firewall.h"

#include <QFile>
#include <QFileInfo>

namespace Ui {
namespace {

constexpr qint64 longestUfwFile = 64 * 1024;

bool ufwIsOn(const QString &root)
{
    QFile file(root + QStringLiteral("etc/ufw/ufw.conf"));
    if (!file.open(QIODevice::ReadOnly))
        return false;
    for (const QByteArray &line : file.read(longestUfwFile).split('\n')) {
        if (line.simplified().toLower() == "enabled=yes")
            return true;
    }
    return false;
}

bool firewalldIsOn(const QString &root)
{
    // A link into a folder that need not be there.
    const QFileInfo started(root + QStringLiteral("etc/systemd/system/multi-user.target.wants/"
                                                  "firewalld.service"));
    return started.isSymLink() || started.exists();
}

} // namespace

Firewall firewallHere(const QString &root)
{
#if defined(Q_OS_WIN)
    Q_UNUSED(root)
    return Firewall::Windows;
#elif defined(Q_OS_MACOS)
    Q_UNUSED(root)
    return Firewall::MacOs;
#else
    if (ufwIsOn(root))
        return Firewall::Ufw;
    return firewalldIsOn(root) ? Firewall::Firewalld : Firewall::Unknown;
#endif
}

QString firewallCommand(Firewall firewall, quint16 port)
{
    switch (firewall) {
    case Firewall::Ufw:
        return QStringLiteral("sudo ufw allow %1/tcp").arg(port);
    case Firewall::Firewalld:
        return QStringLiteral("sudo firewall-cmd --add-port=%1/tcp && "
                              "sudo firewall-cmd --permanent --add-port=%1/tcp")
            .arg(port);
    case Firewall::Windows:
    case Firewall::MacOs:
    case Firewall::Unknown:
        break;
    }
    return {};
}

} // namespace Ui
