// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/hostoptionvalues.h"

#include <QUrl>

namespace Server {
namespace {

constexpr quint16 plainPort = 61613;
constexpr quint16 tlsPort = 61614;

template <typename Member>
auto ofRelay(Member member)
{
    return [member](HostConfig & config) -> auto &
    {
        return config.relay.*member;
    };
}

bool setRelay(HostConfig &config, const QString &value)
{
    config.relay.address = value;
    return config.relay.place().has_value();
}

} // namespace

std::optional<RelayConfig::Place> RelayConfig::place() const
{
    const QUrl url(address, QUrl::StrictMode);
    const bool tls = url.scheme() == QStringLiteral("stomps");
    const bool isPlain = url.scheme() == QStringLiteral("stomp");
    const bool hasMore = !url.userInfo().isEmpty() || url.hasQuery() || url.hasFragment() ||
                         !(url.path().isEmpty() || url.path() == QStringLiteral("/"));
    if ((!tls && !isPlain) || url.host().isEmpty() || hasMore || url.port() == 0)
        return std::nullopt;
    return Place{url.host(), quint16(url.port(tls ? tlsPort : plainPort)), tls};
}

std::vector<HostOption> hostRelayOptions()
{
    return {
        {QStringLiteral("relay"), QStringLiteral("ADDRESS"),
         QStringLiteral("RabbitMQ or ActiveMQ that has all topics and queues but the chat's, as "
                        "stomp://host:61613, or stomps:// in TLS (default: none)"),
         setRelay},
        OptionOf::choice(
            "relay-kind", "which of the two that is (default: rabbitmq)",
            ofRelay(&RelayConfig::kind),
            {std::pair{"rabbitmq", RelayKind::RabbitMq}, {"activemq", RelayKind::ActiveMq}}),
        OptionOf::text("relay-login", "NAME",
                       "who people's connections to it log in as (default: guest)",
                       ofRelay(&RelayConfig::login)),
        OptionOf::text("relay-passcode-file", "FILE", "its first line is that login's passcode",
                       ofRelay(&RelayConfig::passcodeFile)),
        OptionOf::text("relay-system-login", "NAME",
                       "who the host's own connection logs in as (default: as the others)",
                       ofRelay(&RelayConfig::systemLogin)),
        OptionOf::text("relay-system-passcode-file", "FILE",
                       "its first line is that login's passcode",
                       ofRelay(&RelayConfig::systemPasscodeFile)),
        OptionOf::text("relay-virtual-host", "NAME", "virtual host that is asked for (default: /)",
                       ofRelay(&RelayConfig::virtualHost)),
        OptionOf::text("relay-authorities", "FILE",
                       "PEM file with those whose certificates are right, where it is not the "
                       "system's",
                       ofRelay(&RelayConfig::authoritiesFile)),
    };
}

} // namespace Server
