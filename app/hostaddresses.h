// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/hostfacts.h"

#include <QList>
#include <QNetworkInterface>
#include <QString>

#include <vector>

/// An interface of this computer that is up, as far as addresses are told by it.
struct LocalInterface {
    QString name;      ///< As the system calls it.
    QString humanName; ///< As people know it; the same where the system has no other.
    QNetworkInterface::InterfaceType type = QNetworkInterface::Unknown;
    QList<QHostAddress> addresses;
};

/// Those of this computer now, without loopback.
std::vector<LocalInterface> localInterfaces();

/// By what others reach a port behind these interfaces, the likeliest one first: networks before
/// VPNs before virtual ones; addresses that a computer gave itself last. Of IPv6 only what there is
/// where there is no IPv4, and never what leads nowhere without the name of an interface.
std::vector<Ui::HostAddress> addressesBehind(const std::vector<LocalInterface> &interfaces,
                                             quint16 port);

/// What an interface goes over, by what the system says and by what it is called.
Ui::HostAddress::Kind interfaceKind(const QString &name, QNetworkInterface::InterfaceType type);
