// SPDX-License-Identifier: GPL-3.0-or-later
// A room's hooks in a desktop's model, on a real host.
#include "server/host.h"
#include "stomp/wire/address.h"
#include "stomp/wire/changes.h"
#include "stomp/wire/destinations.h"
#include "ui/model/webhooks.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

#include <memory>

using Ui::Webhooks;

class WebhooksModelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        Server::HostConfig config;
        config.port = 0;
        config.bind = QHostAddress(QHostAddress::LocalHost);
        config.dataFolder = m_folder.filePath(QStringLiteral("data"));
        m_host = std::make_unique<Server::Host>(config);
        QSignalSpy started(m_host.get(), &Server::Host::started);
        m_host->start();
        QTRY_COMPARE_WITH_TIMEOUT(started.size(), 1, 30000);
        m_client = std::make_unique<Stomp::StompClient>([this] { return m_host->connectLoop(); },
                                                        [] {
                                                            return Stomp::Headers{{"host", "own"}};
                                                        },
                                                        Stomp::StompClient::Options());
        m_client->connectToHost();
        QTRY_COMPARE_WITH_TIMEOUT(m_client->state(), Stomp::StompClient::State::Connected, 30000);
        m_model = std::make_unique<Webhooks>(*m_client, Chat::lobbyRoom());
        m_refusals.reset(m_client->subscribe(Chat::errorsQueue()));
        connect(m_refusals.get(), &Stomp::StompSubscription::received, this,
                [this](const auto &frame) {
                    const auto refused = Chat::RefusedEvent::fromJson(frame.body);
                    m_client->takeRefusal(refused->receipt.toUtf8(), refused->message);
                });
        m_tester = std::make_unique<QAbstractItemModelTester>(
            m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        connect(m_model.get(), &Webhooks::made, this,
                [this](const Chat::HookMade &made) { m_made.push_back(made); });
    }

    void init() { m_made.clear(); }

    void madeIsShownAndItsAddressTold()
    {
        QCOMPARE(m_model->rowCount(), 0);
        m_model->createIncoming(QStringLiteral("CI"), QStringLiteral("🚀"));
        QTRY_COMPARE_WITH_TIMEOUT(m_made.size(), size_t(1), 30000);
        QTRY_COMPARE_WITH_TIMEOUT(m_model->rowCount(), 1, 30000);
        QCOMPARE(value(0, Qt::DisplayRole).toString(), QStringLiteral("🚀 CI"));
        QCOMPARE(value(0, Webhooks::IdRole).toString(), m_made[0].hook.id);
        QVERIFY(!value(0, Webhooks::OutgoingRole).toBool());
        QVERIFY(value(0, Webhooks::CreatedRole).toDateTime().isValid());
        QCOMPARE(Webhooks::address(QUrl(QStringLiteral("ws://192.0.2.1:7610/ws-stomp")), m_made[0]),
                 QStringLiteral("http://192.0.2.1:7610") + m_made[0].path);
        QCOMPARE(Webhooks::address(QUrl(QStringLiteral("wss://[::1]:1/ws-stomp")), m_made[0]),
                 QStringLiteral("https://[::1]:1") + m_made[0].path);
        // As the window knows the host that was entered.
        const auto entered = [this](const QString &typed) {
            return Webhooks::address(Chat::programUrl(typed), m_made[0]).section(u'/', 0, 2);
        };
        QCOMPARE(entered(QStringLiteral("https://chat.example.org")),
                 QStringLiteral("https://chat.example.org:7610"));
        QCOMPARE(entered(QStringLiteral("chat.example.org:80")),
                 QStringLiteral("http://chat.example.org:80"));
    }

    void outgoingIsShown()
    {
        m_model->createOutgoing(QStringLiteral("echo"), QStringLiteral("https://example.org/x"),
                                QStringLiteral("!echo"));
        QTRY_COMPARE_WITH_TIMEOUT(m_model->rowCount(), 2, 30000);
        QTRY_COMPARE_WITH_TIMEOUT(m_made.size(), size_t(1), 30000);
        QVERIFY(!m_made[0].secret.isEmpty());
        QVERIFY(value(1, Webhooks::OutgoingRole).toBool());
        QCOMPARE(value(1, Webhooks::UrlRole).toString(), QStringLiteral("https://example.org/x"));
        QCOMPARE(value(1, Webhooks::TriggerRole).toString(), QStringLiteral("!echo"));
        QCOMPARE(value(1, Webhooks::DroppedRole).toInt(), 0);
    }

    void listComesInOnePiece()
    {
        Webhooks fresh(*m_client, Chat::lobbyRoom());
        QAbstractItemModelTester tester(&fresh,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy inserted(&fresh, &Webhooks::rowsInserted);
        QSignalSpy listed(&fresh, &Webhooks::listed);
        QTRY_COMPARE_WITH_TIMEOUT(listed.size(), 1, 30000);
        QCOMPARE(listed[0][0].toInt(), 0);
        QCOMPARE(fresh.rowCount(), 2);
        QCOMPARE(inserted.size(), 1);
        QCOMPARE(fresh.index(0).data(Webhooks::IdRole), value(0, Webhooks::IdRole));
        QCOMPARE(fresh.index(1).data(Webhooks::IdRole), value(1, Webhooks::IdRole));
    }

    void renewedHasAnotherAddress()
    {
        m_model->renew(value(0, Webhooks::IdRole).toString());
        QTRY_COMPARE_WITH_TIMEOUT(m_made.size(), size_t(1), 30000);
        QCOMPARE(m_made[0].hook.id, value(0, Webhooks::IdRole).toString());
        QCOMPARE(m_model->rowCount(), 2);
    }

    void removedIsGone()
    {
        const QString second = value(1, Webhooks::IdRole).toString();
        m_model->remove(value(0, Webhooks::IdRole).toString());
        QTRY_COMPARE_WITH_TIMEOUT(m_model->rowCount(), 1, 30000);
        QCOMPARE(value(0, Webhooks::IdRole).toString(), second);
    }

    void refusedSaysWhy()
    {
        QSignalSpy failed(m_model.get(), &Webhooks::failed);
        m_model->createIncoming(QString(), {});
        QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, 30000);
        QVERIFY(failed[0][0].toString().contains(QStringLiteral("no name")));
        QVERIFY(m_made.empty());
        QCOMPARE(m_client->state(), Stomp::StompClient::State::Connected);
        // Nor is what one may not see shown.
        Webhooks nowhere(*m_client, Chat::RoomId(QStringLiteral("nowhere")));
        QSignalSpy refused(&nowhere, &Webhooks::failed);
        const int shown = m_model->rowCount();
        m_model->refresh(); // at the same time: what is refused is the other's question
        QTRY_COMPARE_WITH_TIMEOUT(refused.size(), 1, 30000);
        QCOMPARE(nowhere.rowCount(), 0);
        QCOMPARE(failed.size(), 1);
        QCOMPARE(m_model->rowCount(), shown);
        // Nor when both ask for the first time.
        Webhooks notThere(*m_client, Chat::RoomId(QStringLiteral("nowhere")));
        QSignalSpy refusedAgain(&notThere, &Webhooks::failed);
        Webhooks lobby(*m_client, Chat::lobbyRoom());
        QSignalSpy lobbyFailed(&lobby, &Webhooks::failed);
        QTRY_COMPARE_WITH_TIMEOUT(refusedAgain.size(), 1, 30000);
        QTRY_COMPARE_WITH_TIMEOUT(lobby.rowCount(), shown, 30000);
        QCOMPARE(lobbyFailed.size(), 0);
    }

private:
    QVariant value(int row, int role) { return m_model->index(row).data(role); }

    QTemporaryDir m_folder;
    std::unique_ptr<Server::Host> m_host;
    std::unique_ptr<Stomp::StompClient> m_client;
    std::unique_ptr<Stomp::StompSubscription> m_refusals;
    std::unique_ptr<Webhooks> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
    std::vector<Chat::HookMade> m_made;
};

QTEST_GUILESS_MAIN(WebhooksModelTest)
#include "tst_webhooksmodel.moc"
