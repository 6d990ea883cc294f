// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ownentrance.h"

#include "app/hosting.h"
#include "app/sessions.h"
#include "stomp/wire/hostlink.h"
#include "ui/hostwindows.h"
#include "ui/mainwindow.h"
#include "ui/model/chatclient.h"
#include "ui/model/entrance.h"
#include "ui/model/hostpassword.h"

#include <QDir>
#include <QLocale>

#include <algorithm>
#include <chrono>

namespace {

using Rule = Ui::EntrancePane::Rule;
constexpr qsizetype mostOtherAddresses = 3;
constexpr std::chrono::hours windowLinkTime{24};

bool isKorean()
{
    return QLocale().language() == QLocale::Korean;
}

} // namespace

OwnEntrance::OwnEntrance(Hosting &hosting, Sessions &sessions, Ui::MainWindow &window)
    : m_hosting(hosting), m_sessions(sessions), m_window(window)
{
    connect(&hosting, &Hosting::opened, this, &OwnEntrance::begin);
    connect(&hosting, &Hosting::closed, this, &OwnEntrance::end);
    connect(&hosting, &Hosting::takenBack, this, &OwnEntrance::showRule);
}

void OwnEntrance::begin(const Server::HostAddresses &addresses)
{
    end();
    m_fingerprint = addresses.fingerprint;
    m_window.hostWindows().setEntranceMaker([this] { return makePane(); });
    offerLinks();
    if (m_fingerprint.isEmpty())
        return;
    m_words = std::make_unique<Ui::IdentityWords>(m_fingerprint);
    connect(m_words.get(), &Ui::IdentityWords::ready, this,
            [this] { m_window.hostWindows().setIdentityWords(m_words->words(isKorean())); });
}

void OwnEntrance::end()
{
    m_secret.clear();
    m_asked.reset();
    m_words.reset();
    m_window.hostWindows().setIdentityWords({});
}

Ui::Entrance *OwnEntrance::invitations() const
{
    Ui::ChatClient *client = m_sessions.at(QString());
    return client ? Ui::Entrance::of(client->connection()) : nullptr;
}

QWidget *OwnEntrance::makePane()
{
    m_pane = new Ui::EntrancePane(m_window.appearance());
    m_pane->setClient(m_sessions.at(QString()));
    m_pane->showRule(rule());
    m_pane->setLinkMaker([this](const QByteArray &secret, const Chat::RoomId &room) {
        return linkTo(m_hosting.address(), secret, room);
    });
    connect(m_pane, &Ui::EntrancePane::entranceChosen, this, &OwnEntrance::choose);
    if (m_words) // the language may be another one than when they were made
        m_window.hostWindows().setIdentityWords(m_words->words(isKorean()));
    return m_pane;
}

Rule OwnEntrance::rule() const
{
    switch (m_hosting.settings().entrance) {
    case Ui::HostSettings::Entrance::Invitation:
        return Rule::Invitation;
    case Ui::HostSettings::Entrance::Approval:
        return Rule::Approval;
    case Ui::HostSettings::Entrance::Anyone:
        break;
    }
    return m_hosting.hasPassword() ? Rule::Password : Rule::Anyone;
}

void OwnEntrance::choose(Rule wanted, const QString &password)
{
    using Entrance = Ui::HostSettings::Entrance;
    const Entrance entrance = wanted == Rule::Invitation ? Entrance::Invitation
                              : wanted == Rule::Approval ? Entrance::Approval
                                                         : Entrance::Anyone;
    const bool isPossible = wanted != Rule::Password || Ui::HostPassword::isPossible(password);
    const bool isSet =
        m_hosting.setEntrance(entrance, wanted == Rule::Password ? password : QString());
    showRule(); // which may not have become another
    if (!m_pane || isSet)
        return;
    const QString folder = QDir::toNativeSeparators(m_hosting.dataFolder());
    m_pane->showProblem(
        isPossible
            ? tr("This could not be written to %1, and who may come in is as before. Make some "
                 "room on the disk and see that the folder may be written, then choose it again.")
                  .arg(folder)
            : tr("This cannot be a password, and who may come in is as before. Type one without "
                 "spaces at its ends, of at most %1 characters.")
                  .arg(Ui::HostPassword::longest));
}

void OwnEntrance::showRule()
{
    if (m_pane) {
        m_pane->showRule(rule());
        m_pane->showProblem({});
    }
    offerLinks();
}

void OwnEntrance::offerLinks()
{
    m_window.hostWindows().setLinkMaker(
        [this](const QString &address) { return windowLink(address); });
}

QString OwnEntrance::windowLink(const QString &address)
{
    Ui::Entrance *entrance = invitations();
    if (rule() != Rule::Invitation || !entrance)
        return linkTo(address, {});
    const auto now =
        std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
    const auto isOver = [this, now](const Chat::InvitationInfo &one) {
        return one.id == m_invitation && one.isOver(now);
    };
    const auto &all = entrance->invitations();
    if (std::any_of(all.begin(), all.end(), isOver)) // taken back, or a day ago
        m_secret.clear();
    if (!m_secret.isEmpty())
        return linkTo(address, m_secret);
    if (!m_asked)
        askForSecret(*entrance);
    return {}; // until it is there
}

void OwnEntrance::askForSecret(Ui::Entrance &entrance)
{
    m_asked = std::make_unique<QObject>();
    Chat::InvitationWish wish;
    wish.uses = 0;
    wish.time = windowLinkTime;
    wish.label = tr("Link of the window");
    const auto take = [this, label = wish.label](const Chat::MadeInvitation &made) {
        if (made.info.label != label)
            return;
        m_asked.release()->deleteLater(); // it is being called
        m_secret = made.secret;
        m_invitation = made.info.id;
        offerLinks();
    };
    connect(&entrance, &Ui::Entrance::invited, m_asked.get(), take);
    connect(&entrance, &Ui::Entrance::failed, m_asked.get(), [this](const QString &sentence) {
        m_asked.release()->deleteLater();
        m_window.hostWindows().showLinkProblem(sentence);
    });
    entrance.invite(wish);
}

QString OwnEntrance::linkTo(const QString &address, const QByteArray &secret,
                            const Chat::RoomId &room) const
{
    Chat::HostLink link;
    link.address = address;
    for (const QString &other : m_hosting.outerAddresses()) {
        if (other != address && link.also.size() < mostOtherAddresses)
            link.also << other;
    }
    link.room = room;
    link.fingerprint = m_fingerprint;
    link.secret = secret;
    return Chat::writeHostLink(link);
}
