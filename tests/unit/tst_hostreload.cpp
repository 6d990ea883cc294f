// SPDX-License-Identifier: GPL-3.0-or-later
// What of a changed config counts at once, and what from the next start on.

#include "server/hostoptions.h"
#include "server/hostreload.h"

#include <QTest>

using namespace Server;

namespace {

/// Two values of each option, one of them not the default.
const std::pair<const char *, std::pair<const char *, const char *>> values[] = {
    {"name", {"a", "b"}},
    {"port", {"1", "2"}},
    {"bind", {"127.0.0.1", "::1"}},
    {"tcp-port", {"1", "2"}},
    {"tls", {"on", "off"}},
    {"tls-certificate", {"a", "b"}},
    {"tls-key", {"a", "b"}},
    {"plain", {"on", "loopback"}},
    {"announce", {"on", "off"}},
    {"interfaces", {"a", "b"}},
    {"not-interfaces", {"a", "b"}},
    {"entrance", {"anyone", "approval"}},
    {"data", {"a", "b"}},
    {"database", {"host=a", "host=b"}},
    {"files", {"a", "b"}},
    {"redis", {"redis://a", "redis://b"}},
    {"redis-password-file", {"a", "b"}},
    {"redis-ca-file", {"a", "b"}},
    {"trusted-proxy", {"10.0.0.1", "10.0.0.2"}},
    {"sync", {"full", "normal"}},
    {"users", {"a", "b"}},
    {"password-file", {"a", "b"}},
    {"policy", {"a", "b"}},
    {"operator-token-file", {"a", "b"}},
    {"allow-origin", {"http://a", "http://b"}},
    {"jsonp", {"off", "on"}},
    {"webhook-loopback", {"off", "on"}},
    {"allow-host", {"a", "b"}},
    {"rooms", {"open", "closed"}},
    {"accounts", {"open", "closed"}},
    {"log-format", {"text", "json"}},
    {"profile", {"madang", "spring,spring-limits"}},
    {"unknown-destination", {"topic", "error"}},
    {"queue-mode", {"competing", "broadcast"}},
    {"plain-disconnect", {"close", "error"}},
    {"unknown-version", {"error", "silent"}},
    {"misuse", {"error", "ignore"}},
    {"acknowledgements", {"stomp", "ignore"}},
    {"spring-frames", {"off", "on"}},
    {"binary", {"utf-8", "content-type"}},
    {"copy-headers", {"off", "on"}},
    {"server-header", {"on", "off"}},
    {"loopback", {"spared", "limited"}},
    {"queue-overflow", {"reject", "drop-oldest"}},
    {"relay", {"stomp://a", "stomps://a"}},
    {"relay-kind", {"rabbitmq", "activemq"}},
    {"relay-login", {"a", "b"}},
    {"relay-passcode-file", {"a", "b"}},
    {"relay-system-login", {"a", "b"}},
    {"relay-system-passcode-file", {"a", "b"}},
    {"relay-virtual-host", {"a", "b"}},
    {"relay-authorities", {"a", "b"}},
};

/// Numbers take these.
const std::pair<const char *, const char *> numbers{"70000", "80000"};
const std::pair<const char *, const char *> smallNumbers{"7", "8"};

} // namespace

class TestHostReload : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyOptionCountsAtOnceOrIsNamed_data()
    {
        QTest::addColumn<int>("index");
        for (size_t i = 0; i < hostOptions().size(); ++i)
            QTest::newRow(qPrintable(hostOptions()[i].key)) << int(i);
    }
    void everyOptionCountsAtOnceOrIsNamed()
    {
        QFETCH(int, index);
        const HostOption &option = hostOptions()[size_t(index)];
        const auto [running, wanted] = twoConfigs(option);

        const HostReload reload = planReload(running, wanted);
        const QStringList stillDifferent = planReload(reload.config, wanted).wantingRestart;
        QCOMPARE(stillDifferent, reload.wantingRestart); // said again at the next reload
        if (option.key == QStringLiteral("profile")) {
            QVERIFY(reload.wantingRestart.contains(QStringLiteral("queue-mode")));
            QVERIFY(reload.wantingRestart.contains(QStringLiteral("body-bytes")));
            QCOMPARE(reload.config.queueBytes, wanted.queueBytes);
            return;
        }
        const bool named = reload.wantingRestart == QStringList{option.key};
        QVERIFY(named || reload.wantingRestart.isEmpty());
        // What is not named is taken over: then the config is the wanted one.
        QCOMPARE(sameConfig(reload.config, wanted), !named);
        QCOMPARE(sameConfig(reload.config, running), named);
    }

    void nothingChangedNothingNamed()
    {
        const HostConfig config;
        const HostReload reload = planReload(config, config);
        QVERIFY(reload.wantingRestart.isEmpty());
        QVERIFY(sameConfig(reload.config, config));
    }

    // Links that say https would lead nowhere.
    void certificateIsNotTakenAwayFromARunningHost()
    {
        HostConfig with;
        with.tlsCertificate = QStringLiteral("a");
        with.tlsKey = QStringLiteral("b");
        const HostReload away = planReload(with, {});
        QCOMPARE(away.wantingRestart,
                 (QStringList{QStringLiteral("tls-certificate"), QStringLiteral("tls-key")}));
        QVERIFY(sameConfig(away.config, with));
        const HostReload first = planReload({}, with);
        QVERIFY(first.wantingRestart.isEmpty());
        QVERIFY(sameConfig(first.config, with));
    }

private:
    static std::pair<HostConfig, HostConfig> twoConfigs(const HostOption &option)
    {
        HostConfig first;
        HostConfig second;
        for (const auto &[key, pair] : values) {
            if (option.key != QLatin1String(key))
                continue;
            if (!option.set(first, QString::fromLatin1(pair.first)) ||
                !option.set(second, QString::fromLatin1(pair.second)))
                QTest::qFail("wrong values", __FILE__, __LINE__);
            return {first, second};
        }
        for (const auto &pair : {numbers, smallNumbers}) {
            if (option.set(first, QString::fromLatin1(pair.first)) &&
                option.set(second, QString::fromLatin1(pair.second)))
                return {first, second};
        }
        QTest::qFail("no values", __FILE__, __LINE__);
        return {};
    }

    static auto fields(const HostConfig &c)
    {
        return std::tuple_cat(
            std::make_tuple(c.name, c.port, c.bind, c.dataFolder, c.database, c.filesFolder,
                            c.redis, c.redisPasswordFile, c.redisCaFile, c.usersFile,
                            c.passwordFile, c.allowedOrigins, c.allowedHosts, c.openRooms,
                            c.fullSync, c.tcpPort, c.tls, c.tlsCertificate, c.tlsKey, c.plain,
                            c.policyFile, c.operatorTokenFile, c.heartBeat, c.heartBeatMargin,
                            c.pingTime, c.pongTime, c.serverHeader),
            std::make_tuple(c.messagesPerSecond, c.messageBurst, c.bytesPerSecond, c.byteBurst,
                            c.sparesLoopback, c.handshakes, c.bodyBytes, c.subscriptions,
                            c.transactions, c.queueBytes, c.queueTime, c.connectTime, c.connections,
                            c.connectionsPerAddress, c.accountsPerAddress, c.storeBytes, c.jsonLog,
                            c.jsonp),
            std::make_tuple(c.fileBytes, c.personFileBytes, c.allFileBytes, c.fileTime, c.fileTypes,
                            c.webhookLoopback, c.openAccounts, c.diskWarningBytes, c.stopReason,
                            c.drain, c.trustedProxies, c.announce, c.interfaces, c.notInterfaces,
                            c.entrance),
            std::make_tuple(c.compatibility.unknownDestination, c.compatibility.queueMode,
                            c.compatibility.errorOnPlainDisconnect,
                            c.compatibility.silentOnUnknownVersion, c.compatibility.ignoresMisuse,
                            c.compatibility.ignoresAcknowledgements, c.compatibility.springFrames,
                            c.compatibility.binaryByContentType, c.compatibility.copiesAllHeaders),
            std::make_tuple(c.queues.queues, c.queues.messages, c.queues.bytes, c.queues.allBytes,
                            c.queues.attempts, c.queues.prefetch, c.queues.durableSubscriptions,
                            c.queues.durableSubscriptionsPerUser, c.queues.overflow),
            std::make_tuple(c.relay.address, c.relay.kind, c.relay.login, c.relay.passcodeFile,
                            c.relay.systemLogin, c.relay.systemPasscodeFile, c.relay.virtualHost,
                            c.relay.authoritiesFile));
    }
    static bool sameConfig(const HostConfig &one, const HostConfig &other)
    {
        return fields(one) == fields(other);
    }
};

QTEST_GUILESS_MAIN(TestHostReload)
#include "tst_hostreload.moc"
