// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/hostoptionvalues.h"

namespace Server {
namespace {

/// What Spring's broker takes from a client unless told otherwise, as one profile.
void setSpringLimits(HostConfig &config)
{
    config.bodyBytes = 64 * 1024;
    config.queueBytes = 512 * 1024;
    config.queueTime = std::chrono::seconds(10);
    config.connectTime = std::chrono::seconds(60);
}

/// Comes before the switches that it sets, so these win wherever they stand.
bool setProfiles(HostConfig &config, const QString &value)
{
    const HostConfig madang;
    config.compatibility = madang.compatibility;
    config.bodyBytes = madang.bodyBytes;
    config.queueBytes = madang.queueBytes;
    config.queueTime = madang.queueTime;
    config.connectTime = madang.connectTime;
    const QStringList names = value.split(QLatin1Char(','));
    for (const QString &name : names) {
        if (name.trimmed() == QStringLiteral("spring"))
            config.compatibility = Compatibility::spring();
        else if (name.trimmed() == QStringLiteral("spring-limits"))
            setSpringLimits(config);
        else if (name.trimmed() != QStringLiteral("madang"))
            return false;
    }
    return true;
}

bool setMargin(HostConfig &config, const QString &value)
{
    bool isNumber = false;
    const double margin = value.toDouble(&isNumber);
    if (!isNumber || !(margin >= 1 && margin <= 100))
        return false;
    config.heartBeatMargin = margin;
    return true;
}

/// A switch of Compatibility: two words, the second one is Spring's.
HostOption springSwitch(const char *key, const char *help, bool Compatibility::*member,
                        const char *ours, const char *springs)
{
    return OptionOf::choice(
        key, help, [member](HostConfig &config) -> bool & { return config.compatibility.*member; },
        {std::pair{ours, false}, {springs, true}});
}

} // namespace

std::vector<HostOption> hostDialectOptions()
{
    using Unknown = Compatibility::UnknownDestination;
    using Mode = Compatibility::QueueMode;
    const auto unknownDestination = [](HostConfig & config) -> auto &
    {
        return config.compatibility.unknownDestination;
    };
    const auto queueMode = [](HostConfig & config) -> auto &
    {
        return config.compatibility.queueMode;
    };
    return {
        {QStringLiteral("profile"), QStringLiteral("LIST"),
         QStringLiteral("madang (default), spring, spring-limits: whose habits; the options below "
                        "go before it"),
         setProfiles},
        OptionOf::choice("unknown-destination", "what a name of no known kind is (default: topic)",
                         unknownDestination,
                         {std::pair{"topic", Unknown::Topic},
                          {"ignore", Unknown::Ignore},
                          {"error", Unknown::Error}}),
        OptionOf::choice(
            "queue-mode", "who gets a message to /queue: one, or all (default: competing)",
            queueMode, {std::pair{"competing", Mode::Competing}, {"broadcast", Mode::Broadcast}}),
        springSwitch("plain-disconnect",
                     "what answers a DISCONNECT without receipt (default: close)",
                     &Compatibility::errorOnPlainDisconnect, "close", "error"),
        springSwitch("unknown-version",
                     "what answers a CONNECT without a version we speak (default: error)",
                     &Compatibility::silentOnUnknownVersion, "error", "silent"),
        springSwitch("misuse",
                     "what doubled ids and acknowledgements of nothing are (default: error)",
                     &Compatibility::ignoresMisuse, "error", "ignore"),
        springSwitch("acknowledgements",
                     "whether ack modes, ACK, NACK and transactions mean anything (default: stomp)",
                     &Compatibility::ignoresAcknowledgements, "stomp", "ignore"),
        springSwitch("spring-frames", "CONNECTED and ERROR look as Spring's (default: off)",
                     &Compatibility::springFrames, "off", "on"),
        springSwitch("binary",
                     "what goes in binary WebSocket messages: what is not utf-8 (default), or by "
                     "content-type",
                     &Compatibility::binaryByContentType, "utf-8", "content-type"),
        springSwitch("copy-headers",
                     "MESSAGE repeats receipt and transaction of SEND, too (default: off)",
                     &Compatibility::copiesAllHeaders, "off", "on"),
        OptionOf::choice("server-header", "CONNECTED says what this is (default: on)",
                         &HostConfig::serverHeader, {std::pair{"on", true}, {"off", false}}),
        OptionOf::number("heart-beat-seconds",
                         "seconds between heart-beats, each way; 0 for none (default: 10)",
                         &HostConfig::heartBeat, 0, 3600),
        {QStringLiteral("heart-beat-margin"), QStringLiteral("N"),
         QStringLiteral("silent periods before a peer is given up, as 2.5 (default: 3)"),
         setMargin},
        OptionOf::number("ping-seconds",
                         "seconds of silence before a WebSocket is pinged (default: 25)",
                         &HostConfig::pingTime, 1, 3600),
        OptionOf::number("pong-seconds", "seconds it has to answer (default: 20)",
                         &HostConfig::pongTime, 1, 3600),
    };
}

} // namespace Server
