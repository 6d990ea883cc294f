// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/nearbyhosts.h"

#include "discovery/lan.h"
#include "stomp/wire/address.h"
#include "stomp/wire/cleanline.h"
#include "ui/model/profile.h"

#include <QHostAddress>
#include <QNetworkInterface>

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <set>
#include <utility>

namespace Ui {
namespace {

constexpr std::chrono::minutes askPause{1};
/// Told by others, in one round; the rest are not asked.
constexpr std::ptrdiff_t mostToldHosts = 32;
/// A packet may be lost, and a computer may be busy.
constexpr int mostSilences = 2;

Discovery::Access accessOf(Chat::HostAccess access)
{
    switch (access) {
    case Chat::HostAccess::Anyone:
        break;
    case Chat::HostAccess::Password:
        return Discovery::Access::Password;
    case Chat::HostAccess::Invitation:
        return Discovery::Access::Invitation;
    case Chat::HostAccess::Approval:
        return Discovery::Access::Approval;
    }
    return Discovery::Access::Anyone;
}

Discovery::Announcement announcementOf(const Chat::About &about)
{
    return {about.name,  0, about.hostId, about.fingerprint, about.version, accessOf(about.access),
            about.people};
}

/// The one to join by; IPv4 comes first.
QString addressOf(const Discovery::FoundHost &host)
{
    if (host.addresses.isEmpty() || host.told.port == 0)
        return {};
    const QHostAddress &first = host.addresses.constFirst();
    const bool isIPv6 = first.protocol() == QAbstractSocket::IPv6Protocol;
    return (isIPv6 ? QStringLiteral("[%1]:%2") : QStringLiteral("%1:%2"))
        .arg(first.toString())
        .arg(host.told.port);
}

bool isInPrivateRange(const QHostAddress &address)
{
    static const std::array ranges = {
        QHostAddress::parseSubnet(QStringLiteral("10.0.0.0/8")),
        QHostAddress::parseSubnet(QStringLiteral("172.16.0.0/12")),
        QHostAddress::parseSubnet(QStringLiteral("192.168.0.0/16")),
        QHostAddress::parseSubnet(QStringLiteral("169.254.0.0/16")),
        QHostAddress::parseSubnet(QStringLiteral("fc00::/7")),
        QHostAddress::parseSubnet(QStringLiteral("fe80::/10")),
    };
    return std::any_of(ranges.begin(), ranges.end(),
                       [&](const auto &range) { return address.isInSubnet(range); });
}

/// Whether a host may send us there: to computers of a network like this one. What stands anywhere
/// else has no business being asked because somebody said so.
bool isNearby(const QUrl &url)
{
    const QHostAddress address(url.host());
    if (address.isNull() || address.isLoopback() || address.isMulticast())
        return false;
    if (isInPrivateRange(address))
        return true;
    const auto interfaces = QNetworkInterface::allInterfaces();
    for (const QNetworkInterface &interface : interfaces) {
        const auto entries = interface.addressEntries();
        for (const QNetworkAddressEntry &entry : entries) {
            if (entry.prefixLength() > 0 && address.isInSubnet(entry.ip(), entry.prefixLength()))
                return true;
        }
    }
    return false;
}

/// Who it is, as far as anybody can tell; by its address where it does not say.
QByteArray identityOf(const Discovery::Announcement &told, const QString &address)
{
    return told.hostId.isEmpty() ? address.toUtf8()
                                 : told.hostId.toUtf8() + '\0' + told.fingerprint;
}

} // namespace

NearbyHosts::NearbyHosts(Discovery::Lan *lan, Profile &profile, QObject *parent)
    : QAbstractListModel(parent), m_lan(lan), m_profile(profile)
{
    m_asking.setInterval(askPause);
    m_asking.setTimerType(Qt::VeryCoarseTimer);
    connect(&m_asking, &QTimer::timeout, this, &NearbyHosts::askAgain);
    connect(&m_inquiry, &HostInquiry::answered, this, &NearbyHosts::take);
    connect(&m_inquiry, &HostInquiry::failed, this, &NearbyHosts::miss);
    if (m_lan)
        connect(m_lan, &Discovery::Lan::hostsChanged, this, [this] { setHeard(m_lan->hosts()); });
}

void NearbyHosts::start()
{
    if (std::exchange(m_running, true))
        return;
    if (m_lan) {
        m_lan->browse();
        m_heard = m_lan->hosts();
    }
    m_asking.start();
    askAgain();
}

void NearbyHosts::stop()
{
    if (!std::exchange(m_running, false))
        return;
    // A host that is open here tells others whom it hears.
    if (m_lan && m_ownHost.isEmpty())
        m_lan->stopBrowsing();
    m_asking.stop();
    m_waiting.clear();
    m_inquiry.cancelAll();
}

void NearbyHosts::lookAgain()
{
    if (m_lan)
        m_lan->lookAgain();
    if (m_running)
        askAgain();
}

void NearbyHosts::setHeard(const QList<Discovery::FoundHost> &hosts)
{
    m_heard = hosts;
    refresh();
}

void NearbyHosts::setOwnHost(const QString &hostId)
{
    if (std::exchange(m_ownHost, hostId) == hostId)
        return;
    if (m_lan && hostId.isEmpty() && !m_running)
        m_lan->stopBrowsing();
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0), index(int(m_rows.size()) - 1), {OwnRole});
}

/// Hosts joined before, and those they told of in their last answers.
void NearbyHosts::askAgain()
{
    std::set<QUrl> meant;
    const auto recent = m_profile.recentHosts();
    for (const RecentHost &host : recent) {
        const QUrl url = Chat::hostUrl(host.address);
        if (!url.isValid())
            continue;
        Asked &asked = m_asked[url];
        asked.address = host.address;
        asked.source = Source::KnownBefore;
        meant.insert(url);
    }
    for (const auto &[url, asked] : m_asked) {
        for (const Chat::NearHost &host : asked.about.neighbours)
            meant.insert(Chat::hostUrl(host.addresses.constFirst()));
    }
    std::erase_if(m_asked, [&](const auto &entry) { return meant.count(entry.first) == 0; });
    for (const auto &[url, asked] : m_asked)
        queue(url);
    refresh();
}

void NearbyHosts::queue(const QUrl &host)
{
    if (!m_running || m_waiting.contains(host) || m_inquiry.isAsking(host))
        return;
    m_waiting.append(host);
    askNext();
}

void NearbyHosts::askNext()
{
    while (!m_waiting.isEmpty() && m_inquiry.underWay() < mostAtOnce)
        m_inquiry.ask(m_waiting.takeFirst());
}

void NearbyHosts::take(const QUrl &host, const Chat::About &about)
{
    if (const auto found = m_asked.find(host); found != m_asked.end()) {
        Asked &asked = found->second;
        asked.about = about;
        asked.isThere = true;
        asked.silences = 0;
        if (asked.source == Source::KnownBefore)
            hear(about.neighbours);
        else
            asked.about.neighbours.clear(); // hearsay of hearsay
        refresh();
    }
    askNext();
}

void NearbyHosts::hear(const std::vector<Chat::NearHost> &neighbours)
{
    for (const Chat::NearHost &host : neighbours) {
        const QString address = host.addresses.constFirst();
        const QUrl url = Chat::hostUrl(address);
        const auto toldHosts = std::count_if(m_asked.begin(), m_asked.end(), [](const auto &one) {
            return one.second.source == Source::ToldByAnother;
        });
        if (m_asked.count(url) || toldHosts >= mostToldHosts || !isNearby(url))
            continue;
        m_asked.insert({url, {address, Source::ToldByAnother, {}}});
        queue(url);
    }
}

void NearbyHosts::miss(const QUrl &host, HostInquiry::Failure failure)
{
    if (const auto found = m_asked.find(host); found != m_asked.end()) {
        Asked &asked = found->second;
        ++asked.silences;
        if (failure != HostInquiry::Failure::Silent || asked.silences >= mostSilences) {
            asked.isThere = false;
            asked.about = {};
        }
        refresh();
    }
    askNext();
}

/// Known ones first, then those that are heard, then hearsay: where there are too many, as somebody
/// may see to, the ones left out are those that mean least.
std::vector<NearbyHosts::Row> NearbyHosts::wanted() const
{
    std::vector<Row> rows, heardRows, toldRows;
    std::map<QByteArray, QString> known; // identity, and where it was joined before
    for (const auto &[url, asked] : m_asked) {
        if (asked.isThere && asked.source == Source::KnownBefore)
            known.emplace(identityOf(announcementOf(asked.about), asked.address), asked.address);
    }
    std::set<QByteArray> seen;
    for (const Discovery::FoundHost &host : m_heard) {
        Row row{host.told, addressOf(host), Source::Heard};
        if (row.address.isEmpty())
            continue;
        row.told.port = 0; // is in the address
        row.told.name = Chat::cleanLine(host.told.name, Chat::longestName);
        row.told.version = Chat::cleanLine(host.told.version, Chat::longestName);
        const QByteArray identity = identityOf(row.told, row.address);
        if (!seen.insert(identity).second)
            continue; // by another interface, too
        const auto before = known.find(identity);
        if (before == known.end()) {
            heardRows.push_back(std::move(row));
            continue;
        }
        // Where it answers, and what is kept of it is kept by; whoever only claims to be it does
        // not lead anybody elsewhere.
        row.address = before->second;
        rows.push_back(std::move(row));
    }
    for (const Source source : {Source::KnownBefore, Source::ToldByAnother}) {
        for (const auto &[url, asked] : m_asked) {
            Row row{announcementOf(asked.about), asked.address, source};
            if (asked.source == source && asked.isThere &&
                seen.insert(identityOf(row.told, row.address)).second)
                (source == Source::KnownBefore ? rows : toldRows).push_back(std::move(row));
        }
    }
    for (std::vector<Row> *more : {&heardRows, &toldRows})
        std::move(more->begin(), more->end(), std::back_inserter(rows));
    if (rows.size() > size_t(mostRows))
        rows.resize(mostRows);
    return rows;
}

/// Rows keep their places: what is new is added at the end.
void NearbyHosts::refresh()
{
    std::vector<Row> now = wanted();
    std::map<QByteArray, Row *> byIdentity;
    for (Row &row : now)
        byIdentity.emplace(identityOf(row.told, row.address), &row);
    for (size_t i = m_rows.size(); i-- > 0;) {
        const auto found = byIdentity.find(identityOf(m_rows[i].told, m_rows[i].address));
        const int at = int(i);
        if (found == byIdentity.end()) {
            beginRemoveRows({}, at, at);
            m_rows.erase(m_rows.begin() + at);
            endRemoveRows();
            continue;
        }
        // It said goodbye, or is not heard any more: whether it answers yet is asked at once.
        if (m_rows[i].source == Source::Heard && found->second->source != Source::Heard)
            queue(Chat::hostUrl(found->second->address));
        if (!(m_rows[i] == *found->second)) {
            m_rows[i] = *found->second;
            Q_EMIT dataChanged(index(at), index(at));
        }
        byIdentity.erase(found);
    }
    std::vector<Row> added;
    for (Row &row : now) {
        if (byIdentity.count(identityOf(row.told, row.address)))
            added.push_back(std::move(row));
    }
    if (added.empty())
        return;
    const int first = int(m_rows.size());
    beginInsertRows({}, first, first + int(added.size()) - 1);
    m_rows.insert(m_rows.end(), std::make_move_iterator(added.begin()),
                  std::make_move_iterator(added.end()));
    endInsertRows();
}

int NearbyHosts::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant NearbyHosts::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Row &row = m_rows[size_t(index.row())];
    switch (role) {
    case NameRole:
        return row.told.name;
    case AddressRole:
        return row.address;
    case HostIdRole:
        return row.told.hostId;
    case FingerprintRole:
        return row.told.fingerprint;
    case PeopleRole:
        return row.told.people;
    case AccessRole:
        return int(row.told.access);
    case VersionRole:
        return row.told.version;
    case SourceRole:
        return int(row.source);
    case OwnRole:
        return !m_ownHost.isEmpty() && row.told.hostId == m_ownHost;
    default:
        return {};
    }
}

QHash<int, QByteArray> NearbyHosts::roleNames() const
{
    return {{NameRole, "name"},       {AddressRole, "address"},
            {HostIdRole, "hostId"},   {FingerprintRole, "fingerprint"},
            {PeopleRole, "people"},   {AccessRole, "access"},
            {VersionRole, "version"}, {SourceRole, "source"},
            {OwnRole, "own"}};
}

} // namespace Ui
