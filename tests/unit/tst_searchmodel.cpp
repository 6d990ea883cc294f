// SPDX-License-Identifier: GPL-3.0-or-later
// Searching from a desktop's model, on a real host.
#include "server/host.h"
#include "stomp/net/websocketlink.h"
#include "ui/model/chatclient.h"
#include "ui/model/searchmodel.h"

#include <QAbstractItemModelTester>
#include <QPoint>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

#include <memory>

using Ui::SearchModel;
using Ui::TimelineModel;

class SearchModelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void finds();
    void pagesByFetchingMore();
    void nothing();
    void newSearchReplacesTheOld();
    void refusedSaysWhy();
    void aRefusalIsOfOneSearch();
    void survivesABrokenConnection();
    void cleared();

private:
    SearchModel &model() { return *m_client->search(); }
    bool isFound()
    {
        return QTest::qWaitFor([this] { return model().state() == SearchModel::State::Found; },
                               20000);
    }
    QVariant value(int row, int role) { return model().index(row).data(role); }

    QTemporaryDir m_folder;
    QTemporaryDir m_profileFolder;
    std::unique_ptr<Server::Host> m_host;
    std::unique_ptr<Ui::Profile> m_profile;
    std::unique_ptr<Ui::ChatClient> m_client;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void SearchModelTest::initTestCase()
{
    Server::HostConfig config;
    config.port = 0;
    config.bind = QHostAddress(QHostAddress::LocalHost);
    config.dataFolder = m_folder.filePath(QStringLiteral("data"));
    m_host = std::make_unique<Server::Host>(config);
    QSignalSpy started(m_host.get(), &Server::Host::started);
    m_host->start();
    QTRY_COMPARE(started.size(), 1);
    const QString address = started[0][0].value<Server::HostAddresses>().webSocket.at(0);
    QVERIFY(m_profileFolder.isValid());
    m_profile = std::move(*Ui::Profile::open(m_profileFolder.path()));
    m_profile->setName(QStringLiteral("지민"));
    m_client = std::make_unique<Ui::ChatClient>(*m_profile, QStringLiteral("host:7610"), [address] {
        return std::make_unique<Stomp::WebSocketLink>(QUrl(address));
    });
    m_tester = std::make_unique<QAbstractItemModelTester>(
        &model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    m_client->connectToHost();
    TimelineModel *timeline = m_client->timeline(Chat::lobbyRoom());
    m_client->say(Chat::lobbyRoom(), QStringLiteral("처음"));
    for (int i = 0; i < 70; ++i)
        m_client->say(Chat::lobbyRoom(), QStringLiteral("점심 %1번").arg(i));
    m_client->say(Chat::lobbyRoom(), QStringLiteral("내일 회의실에서"));
    m_client->say(Chat::lobbyRoom(), QStringLiteral("끝"));
    const auto isStored = [timeline] {
        const QModelIndex last = timeline->index(timeline->rowCount() - 1);
        return last.data(TimelineModel::SequenceRole).toLongLong() >= 73;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isStored(), 30000);
}

void SearchModelTest::finds()
{
    model().search({QStringLiteral("회의")});
    QCOMPARE(model().state(), SearchModel::State::Searching);
    QVERIFY(isFound());
    QCOMPARE(model().rowCount(), 1);
    QCOMPARE(value(0, Qt::DisplayRole).toString(), QStringLiteral("내일 회의실에서"));
    QCOMPARE(value(0, SearchModel::RoomRole).toString(), Chat::lobbyRoom().toString());
    QVERIFY(value(0, SearchModel::SequenceRole).toLongLong() > 71);
    QCOMPARE(value(0, SearchModel::SenderRole).toString(), QStringLiteral("지민"));
    QCOMPARE(value(0, SearchModel::MatchesRole).toList(), QVariantList{QPoint(3, 2)});
    const auto excerpt = [this](int role) {
        return value(0, role).toMap().value(QStringLiteral("excerpt")).toString();
    };
    QCOMPARE(excerpt(SearchModel::BeforeRole), QStringLiteral("점심 69번"));
    QCOMPARE(excerpt(SearchModel::AfterRole), QStringLiteral("끝"));
    QVERIFY(!model().canFetchMore({}));
}

void SearchModelTest::pagesByFetchingMore()
{
    model().search({QStringLiteral("점심")});
    QVERIFY(isFound());
    QCOMPARE(model().rowCount(), 30);
    QCOMPARE(value(0, Qt::DisplayRole).toString(), QStringLiteral("점심 69번"));
    while (model().canFetchMore({})) {
        model().fetchMore({});
        QVERIFY(!model().canFetchMore({})); // while one is under way
        QVERIFY(isFound());
    }
    QCOMPARE(model().rowCount(), 70);
    QCOMPARE(value(69, Qt::DisplayRole).toString(), QStringLiteral("점심 0번"));
}

void SearchModelTest::nothing()
{
    model().search({QStringLiteral("없는말")});
    QVERIFY(isFound());
    QCOMPARE(model().rowCount(), 0);
    QVERIFY(!model().canFetchMore({}));
}

void SearchModelTest::newSearchReplacesTheOld()
{
    model().search({QStringLiteral("점심")});
    model().search({QStringLiteral("회의")});
    QVERIFY(isFound());
    QCOMPARE(model().rowCount(), 1);
    Ui::SearchWish wish{QStringLiteral("점심")};
    wish.sender = Chat::UserId(QStringLiteral("u-nobody"));
    model().search(wish);
    QCOMPARE(model().rowCount(), 0);
    QVERIFY(isFound());
    QCOMPARE(model().rowCount(), 0);
}

void SearchModelTest::refusedSaysWhy()
{
    model().search({QStringLiteral("?!")});
    QTRY_COMPARE(model().state(), SearchModel::State::Failed);
    QCOMPARE(model().failure(), QStringLiteral("nothing to search for"));
    QCOMPARE(m_client->status().phase, Ui::ConnectionStatus::Phase::Online);
    model().search({QStringLiteral("회의")});
    QVERIFY(isFound());
    QCOMPARE(model().rowCount(), 1);
}

void SearchModelTest::aRefusalIsOfOneSearch()
{
    SearchModel refused(m_client->connection());
    SearchModel found(m_client->connection());
    refused.search({QStringLiteral("?!")});
    found.search({QStringLiteral("회의")});
    QTRY_COMPARE_WITH_TIMEOUT(refused.state(), SearchModel::State::Failed, 20000);
    QTRY_COMPARE_WITH_TIMEOUT(found.state(), SearchModel::State::Found, 20000);
    QCOMPARE(found.rowCount(), 1);
}

void SearchModelTest::survivesABrokenConnection()
{
    m_client->disconnectFromHost();
    QTRY_COMPARE(m_client->status().phase, Ui::ConnectionStatus::Phase::Offline);
    model().search({QStringLiteral("회의")});
    QCOMPARE(model().state(), SearchModel::State::Searching);
    m_client->connectToHost();
    QVERIFY(isFound());
    QCOMPARE(model().rowCount(), 1);
}

void SearchModelTest::cleared()
{
    model().search({QStringLiteral("회의")});
    model().clear();
    QCOMPARE(model().state(), SearchModel::State::Idle);
    model().search({QStringLiteral("점심")});
    QVERIFY(isFound());
    model().clear();
    QCOMPARE(model().rowCount(), 0);
    QVERIFY(!model().canFetchMore({}));
}

QTEST_GUILESS_MAIN(SearchModelTest)
#include "tst_searchmodel.moc"
