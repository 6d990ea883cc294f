// SPDX-License-Identifier: GPL-3.0-or-later
// Hooks of a real host: posted to by curl, posting to a receiver that fails, and the host killed.

#include "stomp/net/websocketlink.h"
#include "stomp/wire/destinations.h"
#include "stomp/wire/hooks.h"
#include "tests/support/hookreceiver.h"
#include "tests/support/hostprocess.h"
#include "tests/support/roompeer.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMessageAuthenticationCode>
#include <QStandardPaths>
#include <QTest>

#include <algorithm>

using TestSupport::HookReceiver;

namespace {

constexpr int patience = 60000;

/// The host's owner.
class Owner : public QObject {
public:
    Owner(const QUrl &url, QByteArray token)
        : m_client([url] { return std::make_unique<Stomp::WebSocketLink>(url); },
                   [token = std::move(token)] {
                       return Stomp::Headers{{"host", "127.0.0.1"},
                                             {"Authorization", "Bearer " + token}};
                   },
                   RoomPeer::quickOptions())
    {
        auto *told = m_client.subscribe(Chat::hooksQueue());
        connect(told, &Stomp::StompSubscription::received, this, [this](const auto &message) {
            made.push_back(Chat::HookMade::fromJson(message.body).value());
        });
        connect(&m_client, &Stomp::StompClient::errorReceived, this,
                [this](const QString &message) { errors << message; });
        m_client.connectToHost();
    }
    bool isConnected() const { return m_client.state() == Stomp::StompClient::State::Connected; }
    void ask(const Chat::HookRequest &request)
    {
        m_client.send(Chat::requestDestination(Chat::Request::Kind::Hook, Chat::lobbyRoom()),
                      request.toJson());
    }
    /// The only hook there is, as it is now.
    Chat::HookInfo hook()
    {
        std::optional<Chat::HookList> list;
        const std::unique_ptr<Stomp::StompSubscription> subscription(m_client.subscribe(
            Chat::requestDestination(Chat::Request::Kind::Hooks, Chat::lobbyRoom())));
        connect(subscription.get(), &Stomp::StompSubscription::received, this,
                [&](const auto &message) { list = Chat::HookList::fromJson(message.body); });
        const bool came = QTest::qWaitFor([&] { return list.has_value(); }, patience);
        return came && list->hooks.size() == 1 ? list->hooks[0] : Chat::HookInfo();
    }

    std::vector<Chat::HookMade> made;
    QStringList errors;

private:
    Stomp::StompClient m_client;
};

struct Answer {
    int status = 0;
    QByteArray body;
};

} // namespace

class TestWebhooks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QProcess maker;
        maker.start(HostProcess::program(), {QStringLiteral("token"), QStringLiteral("add"),
                                             QStringLiteral("boss"), QStringLiteral("owner")});
        QVERIFY(maker.waitForFinished(patience));
        QFile users(m_folder.filePath(QStringLiteral("users")));
        QVERIFY(users.open(QIODevice::WriteOnly));
        users.write(maker.readAllStandardOutput());
        m_token = maker.readAllStandardError().trimmed();
    }

    void init()
    {
        m_owner.reset();
        m_peer.reset();
        m_host = std::make_unique<HostProcess>();
    }

    void curlSpeaks()
    {
        if (QStandardPaths::findExecutable(QStringLiteral("curl")).isEmpty())
            QSKIP("there is no curl");
        m_host->environment.insert(QStringLiteral("QT_LOGGING_RULES"),
                                   QStringLiteral("madang.*=true"));
        start();
        const QString path = make({});
        QCOMPARE(curl(path, {QStringLiteral("-d"), QStringLiteral(R"({"text":"빌드 성공"})")}).body,
                 QByteArray("{\"seq\":1}\n"));
        curl(path, {QStringLiteral("--data-urlencode"),
                    QStringLiteral(R"(payload={"text":"a+b","username":"kim"})")});
        curl(path, {QStringLiteral("-H"), QStringLiteral("Content-Type: text/plain"),
                    QStringLiteral("--data-binary"), QStringLiteral("plain")});
        QTRY_COMPARE_WITH_TIMEOUT(m_peer->messages().size(), size_t(3), patience);
        const Chat::RoomMessage first = m_peer->messages()[0];
        QCOMPARE(first.text, QStringLiteral("빌드 성공"));
        QCOMPARE(first.sender, QStringLiteral("🚀 CI"));
        QVERIFY(Chat::isBot(first.senderId));
        QCOMPARE(m_peer->messages()[1].sender, QStringLiteral("🚀 CI (kim)"));
        QCOMPARE(m_peer->messages()[2].text, QStringLiteral("plain"));

        QCOMPARE(curl(path + u'x', {QStringLiteral("-d"), QStringLiteral("{}")}).status, 404);
        QCOMPARE(curl(path, {QStringLiteral("-d"), QStringLiteral("{}")}).status, 400);
        QCOMPARE(curl(path, {}).status, 405);
        QCOMPARE(curl(path, {QStringLiteral("-H"), QStringLiteral("Origin: https://evil.example"),
                             QStringLiteral("-d"), QStringLiteral(R"({"text":"x"})")})
                     .status,
                 403);
        QCOMPARE(curl(path, {QStringLiteral("-H"), QStringLiteral("Host: evil.example"),
                             QStringLiteral("-d"), QStringLiteral(R"({"text":"x"})")})
                     .status,
                 421);
        QCOMPARE(curl(path, {QStringLiteral("--data-binary"), large(64 * 1024 + 1)}).status, 413);
        QCOMPARE(m_peer->messages().size(), size_t(3));
        // The token is a password.
        const QByteArray token = path.toLatin1().mid(7);
        QVERIFY(m_host->errors().contains("makes hook"));
        QVERIFY(!m_host->errors().contains(token));
        QVERIFY(!m_host->output().contains(token));
    }

    void killedHostKnowsItStill()
    {
        if (QStandardPaths::findExecutable(QStringLiteral("curl")).isEmpty())
            QSKIP("there is no curl");
        start();
        const QString path = make({});
        const QStringList words{QStringLiteral("-d"), QStringLiteral(R"({"text":"ok","id":"7"})")};
        QCOMPARE(curl(path, words).body, QByteArray("{\"seq\":1}\n"));
        m_host->kill();
        QVERIFY(m_host->startAndWait(options()));
        QCOMPARE(curl(path, words).body, QByteArray("{\"seq\":1}\n"));
        QCOMPARE(curl(path, {QStringLiteral("-d"), QStringLiteral(R"({"text":"next"})")}).body,
                 QByteArray("{\"seq\":2}\n"));
    }

    void receiverIsTold()
    {
        start({QStringLiteral("--webhook-loopback=on")});
        HookReceiver receiver;
        receiver.answers = {TestSupport::status(500), TestSupport::ok(R"({"text":"echo"})"),
                            TestSupport::ok()};
        const QString secret = makeOutgoing(receiver);
        m_peer->say(QStringLiteral("안녕"));
        QTRY_COMPARE_WITH_TIMEOUT(receiver.taken.size(), size_t(2), patience);
        const auto &first = receiver.taken[0];
        const auto &again = receiver.taken[1];
        QCOMPARE(again.body, first.body);
        QCOMPARE(again.header("Madang-Delivery"), first.header("Madang-Delivery"));
        const QJsonObject said = QJsonDocument::fromJson(first.body).object();
        QCOMPARE(said[QStringLiteral("text")].toString(), QStringLiteral("안녕"));
        QCOMPARE(said[QStringLiteral("seq")].toInt(), 1);
        const QByteArray signature = first.header("Madang-Signature");
        const QByteArray seconds = signature.mid(2).split(',')[0];
        QCOMPARE(signature.split('=').last(),
                 QMessageAuthenticationCode::hash(seconds + '.' + first.body, secret.toLatin1(),
                                                  QCryptographicHash::Sha256)
                     .toHex());
        // What it answers is said once, and told to nobody.
        QTRY_COMPARE_WITH_TIMEOUT(m_peer->textsOf(QStringLiteral("echo")),
                                  QStringList{QStringLiteral("echo")}, patience);
        m_peer->say(QStringLiteral("again"));
        QTRY_COMPARE_WITH_TIMEOUT(receiver.taken.size(), size_t(3), patience);
        QVERIFY(receiver.taken[2].body.contains("again"));
        QTRY_COMPARE_WITH_TIMEOUT(m_owner->hook().counts.delivered, 2, patience);
    }

    void thisComputerIsRefused()
    {
        start();
        HookReceiver receiver;
        makeOutgoing(receiver);
        m_peer->say(QStringLiteral("x"));
        QTRY_COMPARE_WITH_TIMEOUT(m_owner->hook().counts.failed, 1, patience);
        QVERIFY(m_owner->hook().counts.problem.contains(QStringLiteral("webhook-loopback")));
        QVERIFY(receiver.taken.empty());
    }

    void killedHostPostsWhatComesThen()
    {
        start({QStringLiteral("--webhook-loopback=on")});
        HookReceiver receiver;
        receiver.answers = {"hang"};
        const QString secret = makeOutgoing(receiver);
        m_peer->say(QStringLiteral("lost"));
        QTRY_COMPARE_WITH_TIMEOUT(receiver.taken.size(), size_t(1), patience);
        m_host->kill();
        QTRY_VERIFY_WITH_TIMEOUT(!m_peer->isConnected(), patience);
        receiver.answers = {"hang", TestSupport::ok()};
        QVERIFY(
            m_host->startAndWait(options() + QStringList{QStringLiteral("--webhook-loopback=on")}));
        QTRY_VERIFY_WITH_TIMEOUT(m_peer->isConnected(), patience);
        m_peer->say(QStringLiteral("next"));
        QTRY_COMPARE_WITH_TIMEOUT(receiver.taken.size(), size_t(2), patience);
        // That something is missing shows in the sequence.
        QCOMPARE(QJsonDocument::fromJson(receiver.taken[1].body)[QStringLiteral("seq")].toInt(), 2);
        QCOMPARE(receiver.taken[1].header("Madang-Delivery").right(2), QByteArray("-2"));
    }

    void silentReceiversHoldUpNobody()
    {
        start({QStringLiteral("--webhook-loopback=on")});
        HookReceiver receiver;
        receiver.answers = {"hang"};
        makeOutgoing(receiver);
        for (int i = 0; i < 150; ++i)
            m_peer->say(QString::number(i));
        QTRY_COMPARE_WITH_TIMEOUT(m_peer->messages().size(), size_t(150), patience);
        QTRY_COMPARE_WITH_TIMEOUT(m_owner->hook().counts.dropped, 50, patience);
        QCOMPARE(m_owner->hook().counts.waiting, 100);
        QCOMPARE(m_host->terminate(), 0);
    }

private:
    QStringList options() const
    {
        return {QStringLiteral("--users"), m_folder.filePath(QStringLiteral("users"))};
    }
    void start(const QStringList &more = {})
    {
        QVERIFY(m_host->startAndWait(options() + more));
        m_owner = std::make_unique<Owner>(m_host->webSocket(), m_token);
        m_peer = std::make_unique<RoomPeer>(m_host->webSocket(), QStringLiteral("철수"),
                                            QStringLiteral("lobby"));
        m_peer->listenOn();
        QTRY_VERIFY_WITH_TIMEOUT(m_peer->isConnected() && m_owner->isConnected(), patience);
    }
    Chat::HookMade makeHook(const Chat::HookRequest &request)
    {
        m_owner->made.clear();
        m_owner->ask(request);
        if (!QTest::qWaitFor([this] { return !m_owner->made.empty(); }, patience))
            qFatal("no hook: %s", qPrintable(m_owner->errors.join(u' ')));
        return m_owner->made[0];
    }
    /// The path of an incoming one.
    QString make(Chat::HookRequest request)
    {
        request.name = QStringLiteral("CI");
        request.avatar = QStringLiteral("🚀");
        return makeHook(request).path;
    }
    QString makeOutgoing(const HookReceiver &receiver)
    {
        Chat::HookRequest request;
        request.kind = Chat::HookKind::Outgoing;
        request.name = QStringLiteral("echo");
        request.url = receiver.url().toString();
        return makeHook(request).secret;
    }
    QString large(int bytes)
    {
        QFile file(m_folder.filePath(QStringLiteral("large")));
        if (!file.open(QIODevice::WriteOnly))
            qFatal("cannot write");
        file.write(QByteArray(bytes, 'a'));
        return u'@' + file.fileName();
    }
    Answer curl(const QString &path, const QStringList &arguments)
    {
        QProcess process;
        process.start(QStringLiteral("curl"),
                      QStringList{QStringLiteral("-sS"), QStringLiteral("-m"), QStringLiteral("60"),
                                  QStringLiteral("-w"), QStringLiteral("\n%{http_code}")} +
                          arguments + QStringList{m_host->http(path).toString()});
        if (!QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, patience))
            return {};
        const QByteArray output = process.readAllStandardOutput();
        const qsizetype end = output.lastIndexOf('\n');
        return {output.mid(end + 1).toInt(), output.left(end)};
    }

    QTemporaryDir m_folder;
    QByteArray m_token;
    std::unique_ptr<HostProcess> m_host;
    std::unique_ptr<Owner> m_owner;
    std::unique_ptr<RoomPeer> m_peer;
};

QTEST_GUILESS_MAIN(TestWebhooks)
#include "tst_webhooks.moc"
