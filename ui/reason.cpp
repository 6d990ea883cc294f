// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reason.h"

#include <QCoreApplication>

#include <array>

namespace Ui {

namespace {

constexpr qsizetype longestReason = 200;
constexpr QLatin1String hostClosed("the host is closing");

struct Known {
    const char *given; ///< what the reason begins with
    const char *shown;
};

constexpr std::array known = {
    Known{"Connection refused", QT_TRANSLATE_NOOP("Ui::Reason", "no host is open at this address")},
    Known{"Host not found", QT_TRANSLATE_NOOP("Ui::Reason", "there is no computer of this name")},
    Known{"Network unreachable",
          QT_TRANSLATE_NOOP("Ui::Reason", "this computer is not on that network")},
    Known{"The network is unreachable",
          QT_TRANSLATE_NOOP("Ui::Reason", "this computer is not on that network")},
    Known{"Host unreachable", QT_TRANSLATE_NOOP("Ui::Reason", "that computer cannot be reached")},
    Known{"no answer", QT_TRANSLATE_NOOP("Ui::Reason", "nothing was answered")},
    Known{"Connection timed out", QT_TRANSLATE_NOOP("Ui::Reason", "nothing was answered")},
    Known{"Socket operation timed out", QT_TRANSLATE_NOOP("Ui::Reason", "nothing was answered")},
    Known{"The remote host closed the connection",
          QT_TRANSLATE_NOOP("Ui::Reason", "the host ended the connection")},
    Known{"the host shows another certificate",
          QT_TRANSLATE_NOOP("Ui::Reason", "who answers there is not this host")},
    Known{"Error during SSL handshake",
          QT_TRANSLATE_NOOP("Ui::Reason", "nothing encrypted is spoken there")},
    Known{"banned from this host",
          QT_TRANSLATE_NOOP("Ui::Reason", "you are banned from this host")},
    Known{"too many wrong tries",
          QT_TRANSLATE_NOOP("Ui::Reason", "there were too many wrong tries")},
    Known{"too many failed logins",
          QT_TRANSLATE_NOOP("Ui::Reason", "there were too many wrong tries")},
    Known{"too many logins at once",
          QT_TRANSLATE_NOOP("Ui::Reason", "it is busy with others who come in")},
    Known{"Unsupported protocol version",
          QT_TRANSLATE_NOOP("Ui::Reason", "it and this program have no version of the protocol in "
                                          "common: install the newest on both sides")},
    Known{"Version mismatch", // RabbitMQ's words
          QT_TRANSLATE_NOOP("Ui::Reason", "it and this program have no version of the protocol in "
                                          "common: install the newest on both sides")},
    Known{"The server chose a version we did not offer",
          QT_TRANSLATE_NOOP("Ui::Reason", "it and this program have no version of the protocol in "
                                          "common: install the newest on both sides")},
    Known{"access refused", QT_TRANSLATE_NOOP("Ui::Reason", "the password is not the right one")},
};

} // namespace

QString shownReason(const QString &reason)
{
    const QString text = reason.simplified().left(longestReason);
    if (text.startsWith(hostClosed)) { // which may say why, in somebody's words
        const QString why = text.mid(hostClosed.size()).remove(0, 2);
        const QString closed = QCoreApplication::translate("Ui::Reason", "the host was closed");
        return why.isEmpty() ? closed : closed + QStringLiteral(": ") + why;
    }
    for (const Known &one : known) {
        if (text.startsWith(QLatin1String(one.given)))
            return QCoreApplication::translate("Ui::Reason", one.shown);
    }
    return text;
}

bool isHostsPause(const QString &reason)
{
    return reason.startsWith(QLatin1String("too many "));
}

} // namespace Ui
