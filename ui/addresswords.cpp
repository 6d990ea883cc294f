// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/addresswords.h"

#include "ui/reason.h"
#include "ui/theme.h"

#include <QCoreApplication>
#include <QStringList>
#include <QVersionNumber>

namespace Ui {

namespace {

QString malformedSentence(Chat::AddressProblem problem)
{
    switch (problem) {
    case Chat::AddressProblem::None:
        break;
    case Chat::AddressProblem::Empty:
        return QCoreApplication::translate(
            "Ui::AddressWords",
            "Whoever has a host open sees its address in the window and can copy it.");
    case Chat::AddressProblem::Scheme:
        return QCoreApplication::translate(
            "Ui::AddressWords", "An address begins with a computer's name or number, or with "
                                "ws://, http:// or madang://.");
    case Chat::AddressProblem::Host:
        return QCoreApplication::translate(
            "Ui::AddressWords", "This is no address yet. It looks like 192.168.0.12:7610.");
    case Chat::AddressProblem::Port:
        return QCoreApplication::translate(
            "Ui::AddressWords",
            "The number behind the colon goes from 1 to 65535; mostly it is 7610.");
    }
    return {};
}

QString accessWords(Chat::HostAccess access)
{
    switch (access) {
    case Chat::HostAccess::Anyone:
        return QCoreApplication::translate("Ui::AddressWords", "open to anyone");
    case Chat::HostAccess::Password:
        return QCoreApplication::translate("Ui::AddressWords", "with a password");
    case Chat::HostAccess::Invitation:
        return QCoreApplication::translate("Ui::AddressWords", "by invitation");
    case Chat::HostAccess::Approval:
        break;
    }
    return QCoreApplication::translate("Ui::AddressWords", "somebody lets you in");
}

QString fineSentence(const Chat::About &about, const QString &address)
{
    const QString name = about.name.isEmpty() ? address : about.name;
    QStringList facts;
    if (about.people > 0)
        facts << QCoreApplication::translate("Ui::AddressWords", "%Ln people", nullptr,
                                             about.people);
    facts << accessWords(about.access);
    QString sentence =
        QCoreApplication::translate("Ui::AddressWords", "A Madang is open there: %1 (%2).")
            .arg(name, facts.join(QStringLiteral(", ")));
    const auto theirs = QVersionNumber::fromString(about.version);
    const auto ours = QVersionNumber::fromString(QStringLiteral(MADANG_VERSION));
    if (theirs.isNull() || theirs == ours)
        return sentence;
    const QString note =
        theirs > ours
            ? QCoreApplication::translate("Ui::AddressWords",
                                          "It is a newer version, %1; where something does not "
                                          "work, install that one here, too.")
            : QCoreApplication::translate("Ui::AddressWords",
                                          "It is an older version, %1; it may not have all that "
                                          "you have here.");
    return sentence + u' ' + note.arg(theirs.toString());
}

} // namespace

QString probeSentence(const ProbeResult &result, const QString &address)
{
    using Outcome = ProbeResult::Outcome;
    const QUrl url = Chat::hostUrl(address);
    switch (result.outcome) {
    case Outcome::Fine:
        return fineSentence(result.about, address);
    case Outcome::NoSuchName:
        return QCoreApplication::translate(
                   "Ui::AddressWords",
                   "No computer goes by the name %1 here. Try its number, like 192.168.0.12.")
            .arg(url.host());
    case Outcome::Unreachable:
        return result.problem.isEmpty()
                   ? QCoreApplication::translate(
                         "Ui::AddressWords", "This computer has no way there. Is it on the same "
                                             "network?")
                   : QCoreApplication::translate("Ui::AddressWords",
                                                 "This computer has no way there (%1). Is it on "
                                                 "the same network?")
                         .arg(shownReason(result.problem));
    case Outcome::Refused:
        return QCoreApplication::translate(
                   "Ui::AddressWords", "The computer is there, and no Madang is open at its port "
                                       "%1. Ask whoever hosts whether it is another port.")
            .arg(url.port());
    case Outcome::Silent:
        return result.connected
                   ? QCoreApplication::translate("Ui::AddressWords",
                                                 "Somebody takes the connection there and says "
                                                 "nothing. It may be another program; check the "
                                                 "port.")
                   : QCoreApplication::translate("Ui::AddressWords",
                                                 "Nobody answers there. Check the address, and "
                                                 "that both computers are on the same network.");
    case Outcome::NotOurs:
        return QCoreApplication::translate(
            "Ui::AddressWords", "Somebody answers there, and it is no Madang. Check the port.");
    case Outcome::WrongCertificate:
        break;
    }
    return QCoreApplication::translate(
        "Ui::AddressWords", "What answers there does not have the certificate of the Madang that "
                            "you know at this address. Ask whoever hosts it before you go there.");
}

AddressWords addressWords(const AddressCheck &check, const Theme &theme)
{
    using State = AddressCheck::State;
    using Outcome = ProbeResult::Outcome;
    const QString info = QStringLiteral("info");
    QString leads;
    if (const auto &link = check.link()) {
        leads =
            link->room.isEmpty()
                ? QCoreApplication::translate("Ui::AddressWords", "Leads to %1.").arg(link->address)
                : QCoreApplication::translate("Ui::AddressWords", "Leads to %1, room %2.")
                      .arg(link->address, link->room);
        leads += u' ';
    }
    switch (check.state()) {
    case State::Malformed:
        return {malformedSentence(check.problem()), info, theme.ink2};
    case State::Unfinished:
        return {leads, leads.isEmpty() ? QString() : QStringLiteral("link"), theme.ink2};
    case State::Asking:
        return {leads + QCoreApplication::translate("Ui::AddressWords", "Looking who is there…"),
                QStringLiteral("clock"), theme.ink2};
    case State::Known:
        break;
    }
    const ProbeResult &result = check.result();
    const QString text = leads + probeSentence(result, check.shown());
    if (result.outcome == Outcome::Fine)
        return {text, QStringLiteral("check"), theme.ok};
    if (result.outcome == Outcome::WrongCertificate)
        return {text, QStringLiteral("shield-alert"), theme.error};
    const bool isThere = result.connected || result.outcome == Outcome::Refused;
    return {text, isThere ? QStringLiteral("triangle-alert") : QStringLiteral("wifi-off"),
            theme.warn};
}

} // namespace Ui
