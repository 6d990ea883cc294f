// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/takeover.h"

#include "app/hosting.h"
#include "app/sessions.h"
#include "stomp/wire/hostlink.h"
#include "ui/mainwindow.h"
#include "ui/model/account.h"
#include "ui/model/heldhistory.h"
#include "ui/model/hostpassword.h"
#include "ui/model/hostsettings.h"
#include "ui/model/roomtitle.h"
#include "ui/question.h"

#include <QDir>

#include <utility>

namespace {

using Takeout::Failure;
using Phase = Ui::ConnectionStatus::Phase;

bool isThere(const Ui::ChatClient *client)
{
    return client && client->status().phase == Phase::Online;
}

} // namespace

TakeOver::TakeOver(Ui::Profile &profile, Sessions &sessions, Hosting &hosting,
                   Ui::MainWindow &window)
    : m_profile(profile), m_sessions(sessions), m_hosting(hosting), m_window(window),
      m_told(sessions)
{
    connect(&hosting, &Hosting::opened, this, &TakeOver::enter);
    connect(&m_told, &ToldAccess::changed, this, [this](const Ui::ChatClient *client) {
        if (m_dialog && client == m_from)
            m_dialog->setEntrance(entranceOf(*client));
    });
}

TakeOver::~TakeOver()
{
    m_isCancelled = true;
    if (m_thread)
        m_thread->wait();
}

void TakeOver::ask(Ui::ChatClient *client, const Ui::HostSummary &summary, const Chat::RoomId &room)
{
    if (m_dialog)
        return m_dialog->activateWindow();
    if (m_thread)
        return; // the one before is just stopping
    if (m_hosting.isOpen()) {
        Ui::tell(&m_window, QStringLiteral("takeOverRefused"), tr("Your own Madang is open."),
                 tr("Close it first. Then these rooms come into it, beside those it has."));
        return;
    }
    m_from = client;
    m_summary = summary;
    m_room = room;
    m_self = {client->self(), client->account()->name(), false, {}};
    m_dialog = new Ui::TakeOverDialog(Ui::shownHostName(client->hostName(), summary),
                                      Ui::heldRooms(*client), isThere(client),
                                      m_window.appearance(), &m_window);
    m_dialog->setEntrance(entranceOf(*client));
    m_told.refresh(client);
    connect(m_dialog, &Ui::TakeOverDialog::started, this, &TakeOver::begin);
    connect(m_dialog, &Ui::TakeOverDialog::cancelled, this, &TakeOver::cancel);
    connect(m_dialog, &Ui::TakeOverDialog::tellingWanted, this, [this](const QString &text) {
        if (m_from)
            m_from->say(m_room, text);
    });
    m_dialog->open();
}

TakeOver::Entrance TakeOver::entranceOf(const Ui::ChatClient &client) const
{
    const Ui::HostSettings own = Ui::HostSettings::read(m_profile.settings());
    if (own.entrance != Ui::HostSettings::Entrance::Anyone ||
        Ui::HostPassword(m_hosting.dataFolder()).isSet())
        return Entrance::AsHere;
    const auto told = m_told.of(&client);
    if (!told)
        return Entrance::Unknown;
    switch (*told) {
    case Chat::HostAccess::Anyone:
        return Entrance::Anyone;
    case Chat::HostAccess::Password:
        if (Ui::HostPassword::isPossible(m_summary.web.password(QUrl::FullyDecoded)))
            return Entrance::Password;
        break;
    case Chat::HostAccess::Invitation: // which those who were there have not for here
    case Chat::HostAccess::Approval:
        break;
    }
    return Entrance::Approval;
}

/// Before anybody can come.
void TakeOver::closeToStrangers()
{
    const Entrance entrance = m_dialog->entrance();
    if (entrance == Entrance::AsHere || entrance == Entrance::Anyone)
        return;
    if (entrance == Entrance::Password &&
        Ui::HostPassword(m_hosting.dataFolder()).set(m_summary.web.password(QUrl::FullyDecoded)))
        return;
    Ui::HostSettings settings = Ui::HostSettings::read(m_profile.settings());
    settings.entrance = Ui::HostSettings::Entrance::Approval;
    settings.write(m_profile.settings());
}

void TakeOver::begin(bool withFiles)
{
    if (!m_from)
        return fail({Failure::Kind::Failed, QStringLiteral("the chat was closed")});
    m_isCancelled = false;
    // Beside the data that it goes to: on a disk that has room for it, or neither.
    const QString beside = QDir::cleanPath(m_profile.folder() + QStringLiteral("/.."));
    m_folder = std::make_unique<QTemporaryDir>(beside + QStringLiteral("/takeover-XXXXXX"));
    if (!m_folder->isValid())
        return fail({Failure::Kind::Failed, m_folder->errorString()});
    Ui::ChatExport::Wish wish;
    wish.to = m_folder->filePath(QStringLiteral("export"));
    wish.format = Takeout::Format::Json;
    wish.hostName = m_from->hostName();
    wish.hostId = Ui::hostIdOf(*m_from);
    wish.withFiles = withFiles;
    for (const Ui::HeldRoom &room : m_dialog->rooms())
        wish.rooms.push_back(room.info);
    if (isThere(m_from))
        m_source = Ui::HostExportSource::of(*m_from, m_summary.address());
    else
        m_source = std::make_unique<Ui::HeldExportSource>(*m_from);
    m_export = std::make_unique<Ui::ChatExport>(*m_source, wish);
    connect(m_export.get(), &Ui::ChatExport::progressed, this, [this](qint64 done, qint64 all) {
        if (m_dialog)
            m_dialog->showProgress(done, 2 * all);
    });
    connect(m_export.get(), &Ui::ChatExport::failed, this, &TakeOver::fail);
    connect(m_export.get(), &Ui::ChatExport::finished, this, &TakeOver::bringIn);
    m_export->start();
}

void TakeOver::bringIn()
{
    m_thread.reset(QThread::create([this, exported = m_folder->filePath(QStringLiteral("export")),
                                    data = m_hosting.dataFolder(), self = m_self] {
        const auto progress = [this](qint64 done, qint64 all) {
            QMetaObject::invokeMethod(this, [this, done, all] {
                if (m_dialog)
                    m_dialog->showProgress(all + done, 2 * all);
            });
            return !m_isCancelled;
        };
        const Imported imported = Server::importToHost(exported, data, self, progress);
        QMetaObject::invokeMethod(this, [this, imported] {
            m_thread->wait();
            m_thread.reset();
            if (imported)
                open(*imported);
            else
                fail(imported.error());
        });
    }));
    m_thread->start();
}

void TakeOver::open(const Server::HostImport &import)
{
    clear();
    if (!m_dialog || m_isCancelled)
        return; // what was brought in stays, and is known when it comes again
    m_rooms = import.rooms;
    closeToStrangers();
    m_hosting.open();
}

void TakeOver::enter()
{
    if (m_rooms.empty())
        return;
    Ui::ChatClient *own = m_sessions.at(QString());
    own->joinRoom(Chat::lobbyRoom()); // as whoever comes for the first time
    for (const Chat::RoomId &room : std::exchange(m_rooms, {}))
        own->joinRoom(room);
    if (!m_dialog)
        return;
    const QString told =
        isThere(m_from) ? Ui::roomTitle(m_from->rooms()->indexOf(m_room)) : QString();
    Chat::HostLink link;
    link.address = m_hosting.address();
    link.fingerprint = m_hosting.fingerprint();
    m_dialog->showDone(m_hosting.address(), Chat::writeHostLink(link), told);
}

void TakeOver::fail(const Failure &failure)
{
    clear();
    if (!m_dialog || failure.kind == Failure::Kind::Cancelled)
        return;
    m_dialog->showProblem(
        failure.kind == Failure::Kind::Full
            ? tr("The disk is full. Make some room, then try again.")
            : tr("The rooms could not be brought here: %1").arg(failure.sentence));
}

void TakeOver::cancel()
{
    m_isCancelled = true;
    if (m_export)
        m_export->cancel();
}

/// What was under way may be what tells us this.
void TakeOver::clear()
{
    if (m_export)
        m_export.release()->deleteLater();
    if (m_source)
        m_source.release()->deleteLater();
    m_folder.reset();
}
