// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/firewallwords.h"

#include <QCoreApplication>

namespace Ui {

QString firewallSentence(Firewall firewall, quint16 port)
{
    switch (firewall) {
    case Firewall::Ufw:
        return QCoreApplication::translate(
            "Ui::Firewall", "The firewall of this computer (ufw) is on. If it keeps others out, "
                            "open the port in a terminal:");
    case Firewall::Firewalld:
        return QCoreApplication::translate(
            "Ui::Firewall", "The firewall of this computer (firewalld) is on. If it keeps others "
                            "out, open the port in a terminal:");
    case Firewall::Windows:
        return QCoreApplication::translate(
            "Ui::Firewall", "If Windows keeps others out: in Windows Security, under Firewall & "
                            "network protection, choose Allow an app through firewall and tick "
                            "Madang; and in the settings of this network choose Private.");
    case Firewall::MacOs:
        return QCoreApplication::translate(
            "Ui::Firewall", "If macOS keeps others out: in System Settings, under Network and "
                            "Firewall, allow incoming connections for Madang; and under Privacy & "
                            "Security, Local Network, switch Madang on.");
    case Firewall::Unknown:
        break;
    }
    return QCoreApplication::translate(
               "Ui::Firewall",
               "If there is a firewall on this computer, open port %1 (TCP) in it. Both computers "
               "have to be in the same network; guest networks often keep their devices apart.")
        .arg(port);
}

} // namespace Ui
