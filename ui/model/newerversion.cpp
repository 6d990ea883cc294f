// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/newerversion.h"

#include "ui/model/chatclient.h"
#include "ui/model/hostsettings.h"

#include <QSettings>
#include <QStringList>

#include <algorithm>
#include <utility>

namespace Ui {

namespace {

constexpr QLatin1String putAwayKey("newer/putAway");
constexpr QByteArrayView ourProgram("madang/");
constexpr qsizetype longestVersion = 32;
constexpr int largestSegment = 9999;

} // namespace

NewerVersion::NewerVersion(QSettings &settings, const QVersionNumber &own, QObject *parent)
    : QObject(parent), m_settings(settings), m_own(own.normalized())
{
}

QVersionNumber NewerVersion::ownVersion()
{
    return QVersionNumber::fromString(QStringLiteral(MADANG_VERSION));
}

QVersionNumber NewerVersion::versionOf(QByteArrayView server)
{
    if (!server.startsWith(ourProgram))
        return {};
    const QByteArrayView text = server.sliced(ourProgram.size());
    if (text.size() > longestVersion)
        return {};
    const auto isPart = [](char sign) { return (sign >= '0' && sign <= '9') || sign == '.'; };
    if (!std::all_of(text.begin(), text.end(), isPart)) // a sign, or a blank
        return {};
    qsizetype end = 0;
    const auto version = QVersionNumber::fromString(QLatin1String(text.data(), text.size()), &end);
    const QList<int> segments = version.segments();
    if (end != text.size() || segments.size() < 2 || segments.size() > 4 ||
        *std::max_element(segments.begin(), segments.end()) > largestSegment)
        return {};
    return version;
}

void NewerVersion::follow(ChatClient *client)
{
    m_clients << client;
    connect(client, &ChatClient::statusChanged, this, &NewerVersion::look);
    connect(client, &ChatClient::hostNameChanged, this, &NewerVersion::look);
    connect(client, &QObject::destroyed, this, &NewerVersion::look);
    look();
}

std::vector<NewerVersion::Offer> NewerVersion::offers() const
{
    using Phase = ConnectionStatus::Phase;
    const QStringList putAway = m_settings.value(putAwayKey).toStringList();
    std::vector<Offer> offers;
    for (const QPointer<ChatClient> &client : m_clients) {
        const Phase phase = client ? client->status().phase : Phase::Offline;
        if (phase == Phase::Offline || phase == Phase::Refused)
            continue;
        const auto theirs =
            versionOf(client->connection().connectedHeaders().value("server", QByteArray()));
        if (theirs.normalized() > m_own && !putAway.contains(theirs.normalized().toString()))
            offers.push_back({theirs, cleanHostName(client->hostName())});
    }
    std::stable_sort(offers.begin(), offers.end(), [](const Offer &one, const Offer &other) {
        return one.version.normalized() < other.version.normalized();
    });
    return offers;
}

void NewerVersion::look()
{
    m_clients.removeIf([](const QPointer<ChatClient> &client) { return !client; });
    const std::vector<Offer> all = offers();
    const auto newest = all.empty() ? std::nullopt : std::optional(all.back());
    if (std::exchange(m_offer, newest) != newest)
        Q_EMIT changed();
}

void NewerVersion::putAway()
{
    QStringList putAway = m_settings.value(putAwayKey).toStringList();
    putAway.removeIf([this](const QString &version) { // has come here meanwhile
        return QVersionNumber::fromString(version) <= m_own;
    });
    for (const Offer &one : offers())
        putAway << one.version.normalized().toString();
    putAway.removeDuplicates();
    m_settings.setValue(putAwayKey,
                        putAway.mid(std::max<qsizetype>(0, putAway.size() - mostPutAway)));
    look();
}

} // namespace Ui
