// SPDX-License-Identifier: GPL-3.0-or-later
// Messages with files, from the one who writes them to the one who reads them, on a real host; and
// the small pictures of them.
#include "server/host.h"
#include "stomp/net/websocketlink.h"
#include "tests/support/cuttingproxy.h"
#include "tests/support/scriptedweb.h"
#include "ui/model/account.h"
#include "ui/model/attachments.h"
#include "ui/model/chatclient.h"
#include "ui/model/hostfiles.h"
#include "ui/model/lineparts.h"
#include "ui/model/outbox.h"
#include "ui/model/smallpictures.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace std::chrono_literals;
using Phase = Ui::ConnectionStatus::Phase;
using Ui::Attachments;
using Ui::HostFiles;
using Ui::SmallPictures;
using Ui::TimelineModel;
using Ui::Upload;

namespace {

constexpr int patience = 30000;
const Upload::Options quick{20ms, 200ms, 64 * 1024};
const Chat::RoomId lobby = Chat::lobbyRoom();
const QString hostKey = QStringLiteral("host:7610");

Chat::FileInfo picture(const QString &token, qint64 size = 10)
{
    return {{}, token, QStringLiteral("a b.png"), QStringLiteral("image/png"), size};
}

} // namespace

class tst_Attachments : public QObject {
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Server::Host> m_host;
    std::unique_ptr<Ui::Profile> m_profile;
    std::unique_ptr<Ui::ChatClient> m_client;
    std::unique_ptr<HostFiles> m_files;
    std::unique_ptr<Attachments> m_attachments;
    quint16 m_port = 0;

    QString write(const QString &name, const QByteArray &bytes) const
    {
        QFile file(m_folder->filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write");
        return file.fileName();
    }
    void startHost(Server::HostConfig config = {})
    {
        config.port = m_port;
        config.bind = QHostAddress(QHostAddress::LocalHost);
        config.dataFolder = m_folder->filePath(QStringLiteral("data"));
        m_host = std::make_unique<Server::Host>(config);
        QSignalSpy started(m_host.get(), &Server::Host::started);
        m_host->start();
        QTRY_COMPARE_WITH_TIMEOUT(started.size(), 1, patience);
        m_port = started[0][0].value<Server::HostAddresses>().port;
    }
    void openClient()
    {
        m_client.reset();
        m_profile.reset();
        m_profile = std::move(*Ui::Profile::open(m_folder->filePath(QStringLiteral("profile"))));
        m_profile->setName(QStringLiteral("kim"));
        const QUrl url(QStringLiteral("ws://127.0.0.1:%1/ws-stomp").arg(m_port));
        m_client = std::make_unique<Ui::ChatClient>(
            *m_profile, hostKey, [url] { return std::make_unique<Stomp::WebSocketLink>(url); });
        m_client->connectToHost();
        m_files->setAddress(HostFiles::addressOf(url));
        m_files->follow(*m_client);
    }
    void begin(const Server::HostConfig &config = {})
    {
        startHost(config);
        openClient();
        QTRY_VERIFY_WITH_TIMEOUT(m_client->rooms()->isJoined(lobby), patience);
        QTRY_COMPARE_WITH_TIMEOUT(m_client->status().phase, Phase::Online, patience);
        m_attachments = std::make_unique<Attachments>(*m_files, quick);
        connect(m_attachments.get(), &Attachments::ready, m_client.get(),
                [this](const QString &text, Chat::Sequence answered,
                       const std::vector<Chat::FileInfo> &files) {
                    m_client->say(lobby, text, answered, files);
                });
    }
    TimelineModel &timeline() { return *m_client->timeline(lobby); }
    QModelIndex newest() { return timeline().index(timeline().rowCount() - 1); }
    QStringList namesInNewest()
    {
        QStringList names;
        for (const QVariant &file : newest().data(TimelineModel::FilesRole).toList())
            names << Ui::fileOf(file).name;
        return names;
    }
    bool newestIsStored()
    {
        return newest().data(TimelineModel::SequenceRole).toLongLong() > 0 &&
               !namesInNewest().isEmpty();
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_files = std::make_unique<HostFiles>();
        m_port = 0;
    }
    void cleanup()
    {
        m_attachments.reset();
        m_client.reset();
        m_profile.reset();
        m_files.reset();
        m_host.reset();
    }

    // By the token that the host gives its session: a device key proves nothing over HTTP.
    void sendsAsWhoOneIs()
    {
        Server::HostConfig config;
        config.policyFile = write(QStringLiteral("policy"), "send /app/chat/files account\n"
                                                            "send /app/chat/files nobody\n");
        begin(config);
        QTRY_VERIFY_WITH_TIMEOUT(!m_client->account()->info().token.isEmpty(), patience);
        QVERIFY(m_attachments->add({write(QStringLiteral("a.txt"), "a")}));
        m_attachments->send(QStringLiteral("look"), {});
        QTRY_VERIFY_WITH_TIMEOUT(newestIsStored(), patience);
        QCOMPARE(namesInNewest(), QStringList{QStringLiteral("a.txt")});
        QCOMPARE(m_client->account()->info().role, QStringLiteral("member"));
    }

    void messageWaitsForItsFiles()
    {
        begin();
        QVERIFY(m_attachments->add({write(QStringLiteral("a.txt"), QByteArray(2'000'000, 'a')),
                                    write(QStringLiteral("b.txt"), "b")}));
        QVERIFY(!m_attachments->areComplete());
        m_attachments->send(QStringLiteral("look"), {});
        QVERIFY(m_attachments->isSending());
        QTRY_VERIFY_WITH_TIMEOUT(newestIsStored(), patience);
        QVERIFY(m_attachments->isEmpty() && !m_attachments->isSending());
        QCOMPARE(newest().data().toString(), QStringLiteral("look"));
        QCOMPARE(namesInNewest(), (QStringList{QStringLiteral("a.txt"), QStringLiteral("b.txt")}));
        QVERIFY(newest()
                    .data(Qt::AccessibleTextRole)
                    .toString()
                    .contains(QStringLiteral("look, a.txt, b.txt")));
        QCOMPARE(m_client->unsentCount(), 0);

        // A message may be nothing but files; and what is deleted shows none.
        m_attachments->add({write(QStringLiteral("c.txt"), "c")});
        m_attachments->send({}, {});
        QTRY_COMPARE_WITH_TIMEOUT(namesInNewest(), QStringList{QStringLiteral("c.txt")}, patience);
        QTRY_VERIFY_WITH_TIMEOUT(newestIsStored(), patience);
        const Chat::Sequence sequence = timeline().newest();
        m_client->say(lobby, QStringLiteral("nice"), sequence);
        QTRY_VERIFY_WITH_TIMEOUT(timeline().newest() > sequence, patience);
        const auto quoted = [this] {
            return newest()
                .data(TimelineModel::ReplyRole)
                .toMap()
                .value(QStringLiteral("excerpt"))
                .toString();
        };
        QCOMPARE(quoted(), QStringLiteral("c.txt"));
        m_client->remove(lobby, sequence);
        QTRY_VERIFY_WITH_TIMEOUT(
            timeline().indexOf(sequence).data(TimelineModel::FilesRole).toList().isEmpty(),
            patience);
        QCOMPARE(quoted(), QString());
    }

    void connectionThatGoesLosesNothing()
    {
        begin();
        CuttingProxy proxy(m_port);
        proxy.cutUpAfter = 1'000'000;
        proxy.refusesOnceCut = true;
        m_files->setAddress(QUrl(QStringLiteral("http://127.0.0.1:%1").arg(proxy.serverPort())));
        m_attachments->add({write(QStringLiteral("a.txt"), QByteArray(3'000'000, 'a'))});
        m_attachments->send(QStringLiteral("look"), {});
        QTRY_COMPARE_WITH_TIMEOUT(proxy.cuts, 1, patience);
        m_host.reset();
        QTRY_COMPARE_WITH_TIMEOUT(m_attachments->uploads().front()->state(), Upload::State::Waiting,
                                  patience);
        QVERIFY(m_attachments->isSending());
        startHost();
        proxy.refuses = false;
        m_client->retryNow();
        m_files->wake();
        QTRY_VERIFY_WITH_TIMEOUT(newestIsStored(), patience);
        QCOMPARE(namesInNewest(), QStringList{QStringLiteral("a.txt")});
    }

    void waitingMessageOutlivesTheProgram()
    {
        begin();
        m_client->disconnectFromHost(); // HTTP goes on
        QTRY_COMPARE_WITH_TIMEOUT(m_client->status().phase, Phase::Offline, patience);
        m_attachments->add({write(QStringLiteral("a.txt"), "a")});
        m_attachments->send(QStringLiteral("look"), {});
        QTRY_COMPARE_WITH_TIMEOUT(m_client->unsentCount(), 1, patience);
        QCOMPARE(namesInNewest(), QStringList{QStringLiteral("a.txt")});
        openClient();
        QCOMPARE(m_client->unsentCount(), 1);
        QCOMPARE(namesInNewest(), QStringList{QStringLiteral("a.txt")});
        QTRY_VERIFY_WITH_TIMEOUT(newestIsStored(), patience);
        QCOMPARE(newest().data().toString(), QStringLiteral("look"));
        QCOMPARE(namesInNewest(), QStringList{QStringLiteral("a.txt")});
    }

    void givingUpKeepsTheFiles()
    {
        begin();
        QSignalSpy ready(m_attachments.get(), &Attachments::ready);
        m_attachments->add({write(QStringLiteral("a.txt"), QByteArray(1'000'000, 'a'))});
        m_attachments->send(QStringLiteral("look"), {});
        m_attachments->giveUpSending();
        QTRY_VERIFY_WITH_TIMEOUT(m_attachments->areComplete(), patience);
        QCOMPARE(ready.size(), 0);
        QCOMPARE(m_attachments->uploads().size(), std::size_t(1));
        m_attachments->send(QStringLiteral("now"), {});
        QCOMPARE(ready.size(), 1); // at once
    }

    void fileThatWasNotTakenHoldsTheMessage()
    {
        begin();
        QSignalSpy ready(m_attachments.get(), &Attachments::ready);
        m_attachments->add({m_folder->path(), write(QStringLiteral("a.txt"), "a")});
        m_attachments->send(QStringLiteral("look"), {});
        QTRY_COMPARE_WITH_TIMEOUT(m_attachments->uploads().back()->state(), Upload::State::Complete,
                                  patience);
        const Upload *folder = m_attachments->uploads().front().get();
        QCOMPARE(folder->state(), Upload::State::Failed);
        QVERIFY(m_attachments->isSending());
        QCOMPARE(ready.size(), 0);
        m_attachments->remove(folder);
        QCOMPARE(ready.size(), 1);
    }

    void tenAreTheMost()
    {
        m_attachments = std::make_unique<Attachments>(*m_files, quick);
        const QString file = write(QStringLiteral("a"), "a");
        QVERIFY(m_attachments->add(QStringList(8, file)));
        QVERIFY(!m_attachments->add(QStringList(3, file)));
        QCOMPARE(m_attachments->uploads().size(), Attachments::most);
        QVERIFY(!m_attachments->add({file}));
    }

    void twoAreUnderWayAtOnce()
    {
        ScriptedWeb web([](const QByteArray &) { return QByteArray(); });
        web.holds = true;
        m_files->setAddress(web.address());
        m_attachments = std::make_unique<Attachments>(*m_files, quick);
        m_attachments->add(QStringList(8, write(QStringLiteral("a"), "a")));
        QTRY_COMPARE_WITH_TIMEOUT(web.mostAtOnce, 2, patience);
        int begun = 0;
        for (const auto &upload : m_attachments->uploads())
            begun += upload->isUnderWay();
        QCOMPARE(begun, 2);
    }

    void smallPicturesAreFetchedAFewAtOnce()
    {
        ScriptedWeb web([](const QByteArray &) {
            return ScriptedWeb::answer("200 OK", {}, QByteArray(100, 'p'));
        });
        m_files->setAddress(web.address());
        SmallPictures pictures(*m_files);
        QSignalSpy came(&pictures, &SmallPictures::came);
        for (int i = 0; i < 100; ++i)
            pictures.fetch(picture(QString::number(i)));
        pictures.fetch(picture(QStringLiteral("0"))); // under way
        // Three go at once, and of the others the forty that were asked for last.
        QTRY_COMPARE_WITH_TIMEOUT(came.size(), 43, patience);
        QCOMPARE(web.requests.size(), 43);
        QVERIFY(web.mostAtOnce <= 3);
        QVERIFY(web.requests[0].startsWith("GET /files/0/a%20b.png?thumbnail HTTP"));
        QVERIFY(web.requests[3].startsWith("GET /files/99/"));
        QCOMPARE(came[0][1].toByteArray(), QByteArray(100, 'p'));
    }

    void largePictureIsNotTaken_data()
    {
        QTest::addColumn<bool>("said");
        QTest::newRow("said beforehand") << true;
        QTest::newRow("found out") << false;
    }
    void largePictureIsNotTaken()
    {
        QFETCH(bool, said);
        ScriptedWeb web([said](const QByteArray &) {
            const QByteArray whole =
                ScriptedWeb::answer("200 OK", {}, QByteArray(SmallPictures::largest + 10'000, 'p'));
            return said ? whole
                        : "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" +
                              whole.sliced(whole.indexOf("\r\n\r\n") + 4);
        });
        m_files->setAddress(web.address());
        SmallPictures pictures(*m_files);
        QSignalSpy came(&pictures, &SmallPictures::came);
        QSignalSpy missing(&pictures, &SmallPictures::missing);
        pictures.fetch(picture(QStringLiteral("t")));
        QTRY_COMPARE_WITH_TIMEOUT(missing.size(), 1, patience);
        QCOMPARE(missing[0][1].toBool(), false);
        QCOMPARE(came.size(), 0);
    }

    void pictureItselfIsTakenWhereThereIsNoSmallOne_data()
    {
        QTest::addColumn<qint64>("size");
        QTest::addColumn<int>("requests");
        QTest::newRow("small") << qint64(1000) << 2;
        QTest::newRow("large") << SmallPictures::largest + 1 << 1;
    }
    void pictureItselfIsTakenWhereThereIsNoSmallOne()
    {
        QFETCH(qint64, size);
        QFETCH(int, requests);
        ScriptedWeb web([](const QByteArray &request) {
            return request.contains("?thumbnail")
                       ? ScriptedWeb::answer("404 Not Found", {}, "{\"error\":\"no thumbnail\"}")
                       : ScriptedWeb::answer("200 OK", {}, "itself");
        });
        m_files->setAddress(web.address());
        SmallPictures pictures(*m_files);
        QSignalSpy came(&pictures, &SmallPictures::came);
        QSignalSpy missing(&pictures, &SmallPictures::missing);
        pictures.fetch(picture(QStringLiteral("t"), size));
        QTRY_COMPARE_WITH_TIMEOUT(came.size() + missing.size(), 1, patience);
        QCOMPARE(web.requests.size(), requests);
        QCOMPARE(came.size(), requests - 1);
    }

    void busyHostMayBeAskedAgain()
    {
        ScriptedWeb web([](const QByteArray &) {
            return ScriptedWeb::answer("503 Service Unavailable", {}, "{}");
        });
        m_files->setAddress(web.address());
        SmallPictures pictures(*m_files);
        QSignalSpy missing(&pictures, &SmallPictures::missing);
        pictures.fetch(picture(QStringLiteral("t")));
        QTRY_COMPARE_WITH_TIMEOUT(missing.size(), 1, patience);
        QCOMPARE(missing[0][1].toBool(), true);
    }
};

QTEST_GUILESS_MAIN(tst_Attachments)
#include "tst_attachments.moc"
