// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/hostrelay.h"

#include "stomp/net/tcplink.h"

#include <QFile>

namespace Server {
namespace {

constexpr qint64 largestCertificates = 4 * 1024 * 1024;

tl::expected<QList<QSslCertificate>, HostFailure> readAuthorities(const QString &fileName)
{
    if (fileName.isEmpty())
        return {};
    QFile file(fileName);
    QList<QSslCertificate> found;
    if (file.open(QIODevice::ReadOnly))
        found = QSslCertificate::fromData(file.read(largestCertificates));
    if (found.isEmpty())
        return tl::unexpected(HostFailure{
            HostFailure::Kind::Config,
            QStringLiteral("There is no certificate in the file %1 of relay-authorities.")
                .arg(fileName)});
    return found;
}

UpstreamSession::Options sessionOptions(const HostConfig &config, const QString &login,
                                        const QByteArray &passcode)
{
    UpstreamSession::Options options;
    options.kind = config.relay.kind;
    options.prefetch = config.queues.prefetch;
    options.session.limits.bodyBytes = config.bodyBytes;
    // A broker adds some of its own.
    options.session.limits.headers += 50;
    options.session.limits.headBytes *= 2;
    options.session.heartBeat = {config.heartBeat, config.heartBeat};
    options.session.heartBeatMargin = config.heartBeatMargin;
    options.connect.append("host", config.relay.virtualHost.toUtf8());
    if (!login.isEmpty()) {
        options.connect.append("login", login.toUtf8());
        options.connect.append("passcode", passcode);
    }
    return options;
}

} // namespace

tl::expected<std::unique_ptr<Relay>, HostFailure>
openRelay(const HostConfig &config, const HostFiles &files, Downstream &downstream)
{
    const RelayConfig &relay = config.relay;
    const auto place = relay.place();
    if (!place)
        return nullptr;
    const auto authorities = readAuthorities(relay.authoritiesFile);
    if (!authorities)
        return tl::unexpected(authorities.error());
    Relay::Options options;
    options.sessions = sessionOptions(config, relay.login, files.relayPasscode);
    options.own = relay.systemLogin.isEmpty()
                      ? options.sessions
                      : sessionOptions(config, relay.systemLogin, files.relaySystemPasscode);
    const Stomp::TcpLink::Options link{place->host, place->port, place->tls, *authorities};
    return std::make_unique<Relay>(
        options, [link] { return std::make_unique<Stomp::TcpLink>(link); }, downstream);
}

} // namespace Server
