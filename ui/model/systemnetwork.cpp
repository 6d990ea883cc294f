// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/systemnetwork.h"

#include <QFile>
#include <QFileInfo>
#include <QHostAddress>
#include <QNetworkInterface>
#include <QtEndian>

namespace Ui {

namespace {

constexpr qint64 longestFile = 64 * 1024;

QList<QByteArray> linesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.read(longestFile).split('\n')
                                          : QList<QByteArray>();
}

} // namespace

QStringList ownSubnets()
{
    QStringList found;
    for (const QNetworkInterface &interface : QNetworkInterface::allInterfaces()) {
        for (const QNetworkAddressEntry &entry : interface.addressEntries())
            found << entry.ip().toString() + u'/' + QString::number(entry.prefixLength());
    }
    return found;
}

QStringList gateways(const QString &root)
{
    // Iface Destination Gateway Flags …, addresses as hexadecimal numbers in the order of memory.
    constexpr int destinationColumn = 1;
    constexpr int gatewayColumn = 2;
    QStringList found;
    const QList<QByteArray> lines = linesOf(root + QStringLiteral("proc/net/route"));
    for (const QByteArray &line : lines.mid(1)) {
        const QList<QByteArray> columns = line.simplified().replace(' ', '\t').split('\t');
        bool isNumber = false;
        const quint32 gateway = columns.value(gatewayColumn).toUInt(&isNumber, 16);
        if (!isNumber || gateway == 0 || columns.value(destinationColumn).toUInt(nullptr, 16) != 0)
            continue;
        const QString address = QHostAddress(qFromBigEndian(gateway)).toString();
        if (!found.contains(address))
            found << address;
    }
    return found;
}

QStringList firewalls(const QString &root)
{
    QStringList found;
    for (const QByteArray &line : linesOf(root + QStringLiteral("etc/ufw/ufw.conf"))) {
        if (line.simplified().toLower() == "enabled=yes")
            found << QStringLiteral("ufw");
    }
    if (QFileInfo::exists(root + QStringLiteral("run/firewalld")))
        found << QStringLiteral("firewalld");
    const QString wanted =
        QStringLiteral("etc/systemd/system/sysinit.target.wants/nftables.service");
    const QFileInfo service(root + wanted);
    if (service.exists() || service.isSymLink())
        found << QStringLiteral("nft");
    return found;
}

} // namespace Ui
