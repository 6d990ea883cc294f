// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/joining.h"

#include "stomp/wire/address.h"
#include "ui/changedhostdialog.h"
#include "ui/entrancewords.h"
#include "ui/model/account.h"
#include "ui/model/hostfiles.h"
#include "ui/question.h"
#include "ui/reason.h"

#include <QNetworkReply>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace {

using Problem = Ui::MainWindow::Problem;
using Phase = Ui::ConnectionStatus::Phase;
using Refusal = Ui::HostWay::Refusal;

const QString linkQuestion = QStringLiteral("openLinkQuestion");
constexpr int plainPatience = 3000; ///< ms for an answer that is not encrypted.

bool isAboutPassword(const Ui::ConnectionStatus &status)
{
    return status.refusal == Ui::ConnectionStatus::Refusal::PasswordNeeded ||
           status.reason.contains(QStringLiteral("access"));
}

/// Whether nobody took the connection at all, so that nothing else is spoken there either.
bool isNobodyThere(const QString &reason)
{
    return reason.startsWith(QLatin1String("Connection refused")) ||
           reason.startsWith(QLatin1String("Host not found")) ||
           reason.startsWith(QLatin1String("no answer")) ||
           reason.contains(QLatin1String("unreachable"));
}

/// What a row of hosts near claims.
struct HeardFacts {
    explicit HeardFacts(const QModelIndex &host)
        : hostId(host.data(Ui::NearbyHosts::HostIdRole).toString()),
          fingerprint(host.data(Ui::NearbyHosts::FingerprintRole).toByteArray()),
          address(host.data(Ui::NearbyHosts::AddressRole).toString())
    {
    }
    QString hostId;
    QByteArray fingerprint;
    QString address;
};

} // namespace

Joining::Joining(Ui::Profile &profile, Ui::MainWindow &window, Sessions &sessions,
                 std::chrono::milliseconds roomPatience)
    : m_profile(profile), m_trust(profile), m_window(window), m_sessions(sessions),
      m_roomPatience(roomPatience)
{
}

void Joining::setOwn(const QStringList &addresses, const QByteArray &fingerprint)
{
    m_ownAddresses = addresses;
    m_ownFingerprint = fingerprint;
}

bool Joining::isOwn(const QString &place, const QByteArray &fingerprint) const
{
    return m_ownAddresses.contains(place) ||
           (!fingerprint.isEmpty() && fingerprint == m_ownFingerprint);
}

Ui::ChatClient *Joining::clientOf(const QString &key) const
{
    return m_sessions.at(key);
}

Ui::ChatClient *Joining::join(const QString &address, const QString &password)
{
    if (const auto link = Chat::readHostLink(address)) {
        return go({{Chat::hostUrl(link->address), link->also, link->fingerprint},
                   password,
                   link->secret,
                   link->room});
    }
    const QUrl url = Chat::hostUrl(address);
    if (url.isValid())
        return go({{url, {}, {}}, password, {}, {}});
    const QString shown = Chat::publicLink(address);
    m_window.showProblem(
        tr("\"%1\" is no address of a Madang. It looks like 192.168.0.5:7610.").arg(shown),
        Problem::General, shown);
    return nullptr;
}

bool Joining::isOfUse(const Wish &wish, const Ui::ChatClient &there)
{
    const Phase phase = there.status().phase;
    if (phase == Phase::Refused)
        return true; // another password may do
    if (phase != Phase::Online && (!wish.secret.isEmpty() || !wish.password.isEmpty()))
        return true; // one waits at the door
    // Whoever is there has shown nothing that a link could be compared with.
    const Ui::HostWay *way = Ui::HostWay::of(there);
    return way && !wish.start.fingerprint.isEmpty() && way->pin().isEmpty();
}

Ui::ChatClient *Joining::go(const Wish &wish)
{
    const QUrl &url = wish.start.url;
    const QString place = Chat::hostText(url);
    const QString key = isOwn(place, wish.start.fingerprint)
                            ? QString()
                            : m_trust.keyFor(place, wish.start.fingerprint);
    if (Ui::ChatClient *there = clientOf(key)) {
        if (!isOfUse(wish, *there)) {
            m_window.showChat(there);
            showRoom(there, wish.room);
            return there;
        }
        drop(there);
    }
    if (!Chat::isEncrypted(url) && !m_trust.pin(key).isEmpty()) {
        m_window.showProblem(tr("The Madang at %1 was encrypted when you were there. You do not go "
                                "in without that any more: somebody else may answer in its place. "
                                "Type the address without ws://.")
                                 .arg(place),
                             Problem::General, place);
        return nullptr;
    }
    return enter(key, wish);
}

Ui::ChatClient *Joining::enter(const QString &key, const Wish &asked)
{
    Wish wish = asked;
    auto way = std::make_unique<Ui::HostWay>(m_trust, key, wish.start);
    // To whom it is known nobody can say without encryption.
    if (wish.password.isEmpty() && Chat::isEncrypted(way->url()) && !way->pin().isEmpty()) {
        wish.password = m_profile.hostPassword(key);
        wish.isKept = !wish.password.isEmpty();
    }
    Ui::HostSummary summary;
    summary.joinedBy = Chat::typedText(way->url());
    summary.web = Ui::HostFiles::addressOf(way->url());
    summary.web.setPassword(wish.password, QUrl::DecodedMode);
    auto made = std::make_unique<Ui::ChatClient>(
        m_profile, key, [way = way.get()] { return way->makeLink(); }, wish.password);
    made->account()->setInvitation(wish.secret);
    way.release()->follow(*made); // which the client owns from here on
    followWay(made.get(), wish);
    Ui::ChatClient *client = use(std::move(made), key, summary);
    tellOfNeighbours(*Ui::HostWay::of(*client));
    watchFirstConnection(client, wish);
    showRoom(client, wish.room);
    return client;
}

Ui::ChatClient *Joining::use(std::unique_ptr<Ui::ChatClient> client, const QString &key,
                             const Ui::HostSummary &summary)
{
    Ui::ChatClient *used = m_sessions.add(std::move(client), key);
    used->connectToHost();
    m_window.showChat(used, summary);
    return used;
}

void Joining::drop(Ui::ChatClient *client)
{
    if (!client)
        return;
    m_window.removeChat(client);
    m_sessions.end(client);
}

void Joining::heard(const QString &hostId, const QByteArray &fingerprint, const QString &address)
{
    if (isOwn(address, fingerprint))
        return;
    for (Ui::ChatClient *client : m_sessions.clients()) {
        if (Ui::HostWay *way = Ui::HostWay::of(*client))
            way->heard(hostId, fingerprint, address);
    }
}

void Joining::followNeighbours(const Ui::NearbyHosts &hosts)
{
    m_neighbours = &hosts;
    connect(&hosts, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) { hearRows(first, last); });
    connect(&hosts, &QAbstractItemModel::dataChanged, this,
            [this](const QModelIndex &first, const QModelIndex &last) {
                hearRows(first.row(), last.row());
            });
}

void Joining::hearRows(int first, int last)
{
    for (int row = first; row <= last; ++row) {
        const HeardFacts told(m_neighbours->index(row));
        heard(told.hostId, told.fingerprint, told.address);
    }
}

void Joining::tellOfNeighbours(Ui::HostWay &way) const
{
    for (int row = 0; m_neighbours && row < m_neighbours->rowCount(); ++row) {
        const HeardFacts told(m_neighbours->index(row));
        if (!isOwn(told.address, told.fingerprint))
            way.heard(told.hostId, told.fingerprint, told.address);
    }
}

void Joining::openLink(const QString &text)
{
    delete m_window.findChild<QWidget *>(linkQuestion); // of the link before
    const std::optional<Chat::HostLink> link = Chat::readHostLink(text);
    if (!link) {
        Ui::tell(&m_window, linkQuestion, tr("This link does not lead into a Madang."),
                 tr("Links begin with madang:// and the address of the computer that hosts, like "
                    "madang://192.168.0.12:7610."));
        return;
    }
    const auto recent = m_profile.recentHosts();
    const bool known =
        std::any_of(recent.begin(), recent.end(),
                    [&](const Ui::RecentHost &host) { return host.address == link->address; }) ||
        isOwn(link->address, link->fingerprint) || !m_trust.keyOfPin(link->fingerprint).isEmpty() ||
        clientOf(m_trust.keyFor(link->address, link->fingerprint));
    if (known) {
        join(text);
        return;
    }
    const QString details =
        link->fingerprint.isEmpty()
            ? tr("You have not been there. Whoever hosts there, and the people in it, see your "
                 "name "
                 "and your address. Go there only if you trust whom the link is from.")
            : tr("You have not been there. Whoever hosts there, and the people in it, see your "
                 "name "
                 "and your address. The link says which computer it has to be, and no other gets "
                 "anything. Go there only if you trust whom the link is from.");
    Ui::ask(
        &m_window,
        {linkQuestion, tr("Go to the Madang at %1?").arg(link->address), details, tr("Go there")},
        [this, text] { join(text); });
}

/// As soon as the host has told that there is such a room.
void Joining::showRoom(Ui::ChatClient *client, const Chat::RoomId &room)
{
    if (room.isEmpty() || !client)
        return;
    const Ui::RoomListModel *rooms = client->rooms();
    if (rooms->indexOf(room).isValid())
        return m_window.showRoom(client, room);
    delete m_awaitedRoom; // of the link before
    auto *watch = new QObject(client);
    m_awaitedRoom = watch;
    const auto look = [this, client, rooms, watch, room] {
        if (!rooms->indexOf(room).isValid())
            return;
        // Behind what the window itself does with new rooms; not any more if the client goes first.
        QMetaObject::invokeMethod(
            watch,
            [this, client, watch, room] {
                watch->deleteLater();
                m_window.showRoom(client, room);
            },
            Qt::QueuedConnection);
    };
    connect(rooms, &QAbstractItemModel::rowsInserted, watch, look);
    connect(rooms, &QAbstractItemModel::modelReset, watch, look);
    // Not for ever: one that somebody makes later would come up while one writes elsewhere.
    QTimer::singleShot(m_roomPatience, watch, [this, client, watch] {
        watch->deleteLater();
        if (client->status().phase != Phase::Online)
            return; // which is told already
        Ui::tell(&m_window, linkQuestion, tr("The room of this link is not there."),
                 tr("It was deleted, or only its members see it. Ask whom the link is from."));
    });
}

void Joining::watchFirstConnection(Ui::ChatClient *client, const Wish &wish)
{
    // A host that was never reached is most likely a wrong address, so the person gets the address
    // back with the reason instead of an empty chat that tries for ever.
    const Ui::HostWay *way = Ui::HostWay::of(*client);
    const QString address = Chat::typedText(way->url());
    const auto recent = m_profile.recentHosts();
    const bool known = !way->pin().isEmpty() ||
                       std::any_of(recent.begin(), recent.end(), [&](const Ui::RecentHost &host) {
                           return host.address == address;
                       });
    auto *watch = new QObject(client);
    const bool withPassword = !wish.password.isEmpty() && !wish.isKept;
    const auto look = [this, client, watch, way, wish, address, known, withPassword] {
        const Ui::ConnectionStatus status = client->status();
        if (status.phase == Phase::Online) {
            m_profile.addRecentHost(Chat::typedText(way->url()), client->hostName());
            if (withPassword && Chat::isEncrypted(way->url()))
                m_profile.setHostPassword(way->hostKey(), wish.password);
            watch->deleteLater();
        } else if (status.phase == Phase::Refused) {
            watch->deleteLater();
            if (wish.isKept && isAboutPassword(status))
                m_profile.setHostPassword(way->hostKey(), {}); // it is another one now
            const QString entry = Ui::entrySentence(status.refusal);
            if (!entry.isEmpty())
                giveUp(client, entry + QLatin1Char(' ') + Ui::entryAdvice(status.refusal),
                       Problem::General, address);
            else if (!isAboutPassword(status))
                giveUp(client,
                       tr("This Madang did not let you in: %1").arg(Ui::shownReason(status.reason)),
                       Problem::General, address);
            else
                giveUp(client,
                       withPassword ? tr("This is not the password of this Madang.")
                                    : tr("This Madang asks for a password."),
                       Problem::PasswordNeeded, address);
        } else if (status.phase == Phase::Waiting && !known && way->refusal() == Refusal::None &&
                   status.refusal != Ui::ConnectionStatus::Refusal::AwaitsApproval) {
            watch->deleteLater();
            const QString sentence =
                tr("Nobody answered at %1 (%2). Check the address, and that both computers are "
                   "on the same network.")
                    .arg(address, Ui::shownReason(status.reason));
            if (Chat::isEncrypted(wish.start.url) && wish.start.fingerprint.isEmpty() &&
                !isNobodyThere(status.reason))
                lookForPlain(client, wish, sentence);
            else
                giveUp(client, sentence, Problem::General, address);
        }
    };
    connect(client, &Ui::ChatClient::statusChanged, watch, look);
}

/// A host that speaks nothing encrypted is gone to by who says so, and by nobody else.
void Joining::lookForPlain(Ui::ChatClient *client, const Wish &wish, const QString &sentence)
{
    const QString place = Chat::hostText(wish.start.url);
    QNetworkRequest request(QUrl(QStringLiteral("http://%1/health").arg(place)));
    request.setTransferTimeout(plainPatience);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                         QNetworkRequest::ManualRedirectPolicy);
    QNetworkReply *reply = m_network.get(request);
    connect(reply, &QNetworkReply::finished, reply, &QObject::deleteLater);
    connect(reply, &QNetworkReply::finished, client, [this, reply, client, wish, sentence, place] {
        if (Ui::statusOf(*reply) == 0)
            return giveUp(client, sentence, Problem::General, place);
        giveUp(client, tr("The Madang at %1 does not encrypt what is said there.").arg(place),
               Problem::General, place);
        Ui::ask(&m_window,
                {QStringLiteral("plainQuestion"),
                 tr("Go to the Madang at %1 without encryption?").arg(place),
                 tr("It answers, but not encrypted. Whoever is on the same network can read what "
                    "you write there, your password too, and change it. Whoever hosts can turn "
                    "encryption on, or has a Madang that is too old for it."),
                 tr("Go in without encryption")},
                [this, place, password = wish.password] {
                    join(QStringLiteral("ws://") + place, password);
                });
    });
}

void Joining::followWay(Ui::ChatClient *client, const Wish &wish)
{
    const Ui::HostWay *way = Ui::HostWay::of(*client);
    connect(way, &Ui::HostWay::refused, this, [this, client, wish] { tellRefused(client, wish); });
    // Where it was before, others may be by now.
    const auto known = m_trust.known(way->hostKey());
    const QString first = known ? known->address : Chat::typedText(way->url());
    connect(way, &Ui::HostWay::changed, this, [this, client, way, before = first]() mutable {
        const QString now = Chat::typedText(way->url());
        if (now == before)
            return;
        m_profile.removeRecentHost(std::exchange(before, now));
        m_profile.addRecentHost(now, client->hostName());
    });
}

void Joining::tellRefused(Ui::ChatClient *client, const Wish &wish)
{
    const Ui::HostWay *way = Ui::HostWay::of(*client);
    const QString place = Chat::hostText(wish.start.url);
    switch (way->refusal()) {
    case Refusal::Changed:
        return askAboutChange(client);
    case Refusal::NotOfLink:
        return giveUp(client,
                      tr("Who answers at %1 is not the computer that the link names. Nothing of "
                         "yours was sent. Ask whom the link is from for a new one.")
                          .arg(place),
                      Problem::General, place);
    case Refusal::KnownAs: {
        // It has moved here, or has several addresses.
        const QString key = way->knownKey();
        drop(client);
        if (Ui::ChatClient *there = clientOf(key)) {
            m_window.showChat(there);
            return showRoom(there, wish.room);
        }
        enter(key, wish);
        return;
    }
    case Refusal::None:
    case Refusal::OtherThere:
        return;
    }
}

void Joining::askAboutChange(Ui::ChatClient *client)
{
    const QPointer<Ui::HostWay> way = Ui::HostWay::of(*client);
    const auto known = m_trust.known(way->hostKey());
    if (!known)
        return;
    const QString name = QStringLiteral("changedHostDialog");
    if (const auto *open = m_window.findChild<QWidget *>(name); open && open->isVisible())
        return; // one question at a time, however many certificates are shown
    const bool wasIn = !client->hostName().isEmpty();
    const auto recent = m_profile.recentHosts();
    const auto entry = std::find_if(recent.begin(), recent.end(), [&](const Ui::RecentHost &one) {
        return one.address == Chat::typedText(way->url());
    });
    const QString host = wasIn                                             ? client->hostName()
                         : entry != recent.end() && !entry->name.isEmpty() ? entry->name
                                                                           : known->address;
    const QByteArray shown = way->shown().fingerprint(); // and none that comes later
    auto *dialog =
        new Ui::ChangedHostDialog({host.simplified(), known->fingerprint, shown, known->since},
                                  m_window.appearance(), &m_window);
    connect(dialog, &QDialog::accepted, client, [client, way, shown] {
        if (way)
            way->trust(shown);
        client->retryNow();
    });
    connect(dialog, &QDialog::rejected, client, [this, client, wasIn] {
        const bool isIn = client->status().phase == Phase::Online;
        if (!wasIn && !isIn) // else one stays with what one has, and it is tried on
            drop(client);
    });
    // It was found elsewhere, and is the one that is known.
    connect(client, &Ui::ChatClient::statusChanged, dialog, [client, dialog] {
        if (client->status().phase == Phase::Online)
            dialog->reject();
    });
    dialog->open();
}

/// Whoever looks at something else by now is left alone: the chat itself tells what is the matter.
void Joining::giveUp(Ui::ChatClient *client, const QString &sentence, Problem kind,
                     const QString &address)
{
    // Not from within the client's own signal: it goes.
    QMetaObject::invokeMethod(
        client,
        [this, client, sentence, kind, address] {
            if (!m_window.isInSight(client))
                return;
            drop(client);
            m_window.showProblem(sentence, kind, address);
        },
        Qt::QueuedConnection);
}
