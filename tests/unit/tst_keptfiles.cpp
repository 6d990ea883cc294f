// SPDX-License-Identifier: GPL-3.0-or-later
// A message that waits for its files, in a program that is killed meanwhile and started again.
#include "server/host.h"
#include "stomp/net/websocketlink.h"
#include "tests/support/cuttingproxy.h"
#include "tests/support/killedprofile.h"
#include "tests/support/scriptedweb.h"
#include "ui/model/attachments.h"
#include "ui/model/chatclient.h"
#include "ui/model/hostfiles.h"
#include "ui/model/lineparts.h"
#include "ui/model/outboxsender.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace std::chrono_literals;
using Ui::Attachments;
using Ui::DraftFile;
using Ui::Drafts;
using Ui::HostFiles;
using Ui::TimelineModel;
using Ui::Upload;

namespace {

constexpr int patience = 30000;
const Upload::Options quick{20ms, 200ms, 64 * 1024};
const Chat::RoomId lobby = Chat::lobbyRoom();
const QString hostKey = QStringLiteral("host:7610");
const QByteArray hostsId(32, 'i');

/// Takes uploads as a host does, but keeps none of them whole.
QByteArray halfWay(const QByteArray &request)
{
    if (request.startsWith("POST"))
        return ScriptedWeb::answer("201 Created",
                                   "Location: /files/" + hostsId + "\r\nUpload-Offset: 0\r\n", {});
    if (request.startsWith("HEAD"))
        return ScriptedWeb::answer("200 OK", "Upload-Offset: 2\r\n", {});
    return ScriptedWeb::answer("503 Service Unavailable", {}, "{}");
}

/// A program that may be killed: its profile, and what it has attached in the lobby.
struct Program {
    std::unique_ptr<Ui::Profile> profile;
    std::unique_ptr<Ui::ChatClient> client; ///< Goes before its profile; null: no client.
    std::unique_ptr<Drafts> drafts;         ///< Where there is no client.
    std::unique_ptr<HostFiles> files = std::make_unique<HostFiles>();
    std::unique_ptr<Attachments> attachments;
    std::vector<QString> said; ///< Where there is no client.

    Drafts &place() const { return client ? client->outbox().drafts() : *drafts; }
    const Upload &upload(std::size_t i = 0) const { return *attachments->uploads().at(i); }
    ~Program()
    {
        attachments.reset();
        files.reset();
        drafts.reset();
        client.reset();
    }
};

} // namespace

class tst_KeptFiles : public QObject {
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Server::Host> m_host;
    quint16 m_port = 0;
    int m_kills = 0;

    QString write(const QString &name, const QByteArray &bytes) const
    {
        QFile file(m_folder->filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write");
        return file.fileName();
    }
    void startHost()
    {
        Server::HostConfig config;
        config.port = m_port;
        config.bind = QHostAddress(QHostAddress::LocalHost);
        config.dataFolder = m_folder->filePath(QStringLiteral("data"));
        m_host = std::make_unique<Server::Host>(config);
        QSignalSpy started(m_host.get(), &Server::Host::started);
        m_host->start();
        QTRY_COMPARE_WITH_TIMEOUT(started.size(), 1, patience);
        m_port = started[0][0].value<Server::HostAddresses>().port;
    }
    std::unique_ptr<Ui::Profile> profileOf(const Program *before)
    {
        if (!before)
            return std::move(*Ui::Profile::open(m_folder->filePath(QStringLiteral("profile"))));
        auto profile = TestSupport::killedProfile(*before->profile,
                                                  m_folder->filePath(QString::number(++m_kills)));
        if (!profile)
            qFatal("cannot copy");
        return profile;
    }
    /// One that knows the host's HTTP alone. `before`: what was killed.
    std::unique_ptr<Program> start(const QUrl &web, const Program *before = nullptr)
    {
        auto program = std::make_unique<Program>();
        program->profile = profileOf(before);
        program->drafts = std::make_unique<Drafts>(program->profile->database(), hostKey);
        program->files->setAddress(web);
        program->attachments = std::make_unique<Attachments>(*program->files, quick);
        connect(program->attachments.get(), &Attachments::ready, this,
                [program = program.get()](const QString &text) { program->said.push_back(text); });
        program->attachments->keepIn(*program->drafts, lobby);
        return program;
    }
    /// One that is on the host; files go by `web`.
    std::unique_ptr<Program> startOnHost(const QUrl &web, const Program *before = nullptr)
    {
        auto program = std::make_unique<Program>();
        program->profile = profileOf(before);
        program->profile->setName(QStringLiteral("kim"));
        const QUrl url(QStringLiteral("ws://127.0.0.1:%1/ws-stomp").arg(m_port));
        program->client = std::make_unique<Ui::ChatClient>(*program->profile, hostKey, [url] {
            return std::make_unique<Stomp::WebSocketLink>(url);
        });
        program->client->connectToHost();
        program->files->follow(*program->client);
        program->files->setAddress(web);
        program->attachments = std::make_unique<Attachments>(*program->files, quick);
        connect(program->attachments.get(), &Attachments::ready, this,
                [client = program->client.get()](const QString &text, Chat::Sequence answered,
                                                 const std::vector<Chat::FileInfo> &files) {
                    client->say(lobby, text, answered, files,
                                client->outbox().drafts().take(lobby));
                });
        program->attachments->keepIn(program->place(), lobby);
        return program;
    }
    /// How often that stands in the lobby, stored, with that file.
    static int stored(const Program &program, const QString &text, const QString &file)
    {
        TimelineModel &lines = *program.client->timeline(lobby);
        int found = 0;
        for (int row = 0; row < lines.rowCount(); ++row) {
            const QModelIndex line = lines.index(row);
            const QVariantList files = line.data(TimelineModel::FilesRole).toList();
            found += line.data(TimelineModel::SequenceRole).toLongLong() > 0 &&
                     line.data().toString() == text && files.size() == 1 &&
                     Ui::fileOf(files[0]).name == file;
        }
        return found;
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_port = 0;
    }
    void cleanup() { m_host.reset(); }

    void messageGoesOutOnceAfterAKill()
    {
        startHost();
        CuttingProxy proxy(m_port);
        proxy.cutUpAfter = 1'000'000;
        proxy.refusesOnceCut = true;
        const QUrl web(QStringLiteral("http://127.0.0.1:%1").arg(proxy.serverPort()));
        auto first = startOnHost(web);
        QTRY_VERIFY_WITH_TIMEOUT(first->client->rooms()->isJoined(lobby), patience);
        first->attachments->add({write(QStringLiteral("a.txt"), QByteArray(3'000'000, 'a'))});
        first->attachments->send(QStringLiteral("look"), {});
        QTRY_COMPARE_WITH_TIMEOUT(proxy.cuts, 1, patience);
        // How far it got is written a moment later, and is worth waiting for here alone.
        first->place().flush();
        auto second = startOnHost(web, first.get());
        first.reset();
        QVERIFY(second->attachments->isSending());
        QCOMPARE(second->attachments->uploads().size(), std::size_t(1));
        proxy.refuses = false;
        second->files->wake();
        QTRY_COMPARE_WITH_TIMEOUT(stored(*second, QStringLiteral("look"), QStringLiteral("a.txt")),
                                  1, patience);
        QCOMPARE(proxy.count("POST /files"), 1); // it went on with the same upload
        QVERIFY(second->attachments->isEmpty() && !second->attachments->isSending());

        // And a third one finds nothing to send.
        QTRY_COMPARE_WITH_TIMEOUT(second->client->unsentCount(), 0, patience);
        auto third = startOnHost(web, second.get());
        QVERIFY(third->attachments->isEmpty() && third->place().rooms().empty());
        QTRY_COMPARE_WITH_TIMEOUT(stored(*third, QStringLiteral("look"), QStringLiteral("a.txt")),
                                  1, patience);
    }

    void uploadGoesOnWhereTheHostHasIt()
    {
        ScriptedWeb before(halfWay);
        auto first = start(before.address());
        first->attachments->add({write(QStringLiteral("a.txt"), "hello")});
        first->attachments->send(QStringLiteral("look"), {});
        QTRY_VERIFY_WITH_TIMEOUT(!first->upload().file().id.isEmpty(), patience);
        first->drafts->flush();
        // At another address, so that nothing the first one asked can be taken for the second's.
        ScriptedWeb web(halfWay);
        auto second = start(web.address(), first.get());
        first.reset();
        QTRY_VERIFY_WITH_TIMEOUT(web.requests.size() >= 2, patience);
        QVERIFY(web.requests[0].startsWith("HEAD /files/" + hostsId));
        QVERIFY(web.requests[1].startsWith("PATCH /files/" + hostsId));
        QVERIFY(web.requests[1].toLower().contains("upload-offset: 2\r\n"));
        QVERIFY(second->attachments->isSending());
    }

    void endOfTheProgramTakesNothingFromTheHost()
    {
        ScriptedWeb web(halfWay);
        auto first = start(web.address());
        first->attachments->add({write(QStringLiteral("a.txt"), "hello")});
        QTRY_VERIFY_WITH_TIMEOUT(!first->upload().file().id.isEmpty(), patience);
        first->drafts->flush();
        web.requests.clear();
        first->attachments.reset();
        auto second = start(web.address(), first.get());
        // Behind which a DELETE would have come; that it may come later is told by removing it.
        QTRY_VERIFY_WITH_TIMEOUT(web.requests.size() >= 2, patience);
        const auto deleted = [&web] {
            return std::any_of(web.requests.begin(), web.requests.end(),
                               [](const QByteArray &one) { return one.startsWith("DELETE"); });
        };
        QVERIFY(!deleted());
        second->attachments->remove(&second->upload());
        QTRY_VERIFY_WITH_TIMEOUT(deleted(), patience);
        second->drafts->flush();
        QVERIFY(start(web.address(), second.get())->attachments->isEmpty());
    }

    void fileThatIsNotTheSameIsNamed_data()
    {
        QTest::addColumn<bool>("gone");
        QTest::addColumn<QString>("problem");
        QTest::newRow("gone") << true << QStringLiteral("not there any more");
        QTest::newRow("changed") << false << QStringLiteral("was changed");
    }
    void fileThatIsNotTheSameIsNamed()
    {
        QFETCH(bool, gone);
        QFETCH(QString, problem);
        ScriptedWeb web(halfWay);
        web.holds = true;
        auto first = start(web.address());
        const QString path = write(QStringLiteral("a.txt"), "hello");
        first->attachments->add({path, write(QStringLiteral("b.txt"), "b")});
        first->attachments->send(QStringLiteral("look"), {});
        if (gone)
            QVERIFY(QFile::remove(path));
        else
            write(QStringLiteral("a.txt"), "something longer");
        auto second = start(web.address(), first.get());
        QCOMPARE(second->upload().file().name, QStringLiteral("a.txt"));
        QCOMPARE(second->upload().state(), Upload::State::Failed);
        QVERIFY2(second->upload().problem().contains(problem),
                 qPrintable(second->upload().problem()));
        QVERIFY(second->upload(1).state() != Upload::State::Failed);
        QVERIFY(second->attachments->isSending());
        QCOMPARE(second->drafts->draft(lobby).written.text, QStringLiteral("look"));
        QVERIFY(second->said.empty());
        // Not yet, and it is still there.
        second->attachments->giveUpSending();
        auto third = start(web.address(), second.get());
        QVERIFY(!third->attachments->isSending());
        QCOMPARE(third->attachments->uploads().size(), std::size_t(2));
        QCOMPARE(third->drafts->draft(lobby).written.text, QStringLiteral("look"));
    }

    void whatTheHostHasNeedsNoFile()
    {
        const QByteArray token(43, 't');
        ScriptedWeb web([token](const QByteArray &request) {
            return request.startsWith("HEAD")
                       ? ScriptedWeb::answer(
                             "200 OK", "Upload-Offset: 1\r\nMadang-File-Token: " + token + "\r\n",
                             {})
                       : halfWay(request);
        });
        auto first = start(web.address());
        DraftFile file{m_folder->filePath(QStringLiteral("moved away")),
                       QDateTime::currentDateTimeUtc(),
                       {QString::fromLatin1(hostsId), QString::fromLatin1(token),
                        QStringLiteral("a.txt"), QStringLiteral("text/plain"), 1}};
        first->drafts->setFiles(lobby, {file});
        first->drafts->setSending(lobby, QStringLiteral("look"), {});
        auto second = start(web.address(), first.get());
        QTRY_COMPARE_WITH_TIMEOUT(second->said, std::vector{QStringLiteral("look")}, patience);
        QVERIFY(web.requests[0].startsWith("HEAD"));
    }

    void hostThatHasLostItGetsItAgain()
    {
        ScriptedWeb web([](const QByteArray &request) {
            return request.startsWith("HEAD") ? ScriptedWeb::answer("404 Not Found", {}, "{}")
                                              : halfWay(request);
        });
        auto first = start(web.address());
        const QString path = write(QStringLiteral("a.txt"), "hello");
        DraftFile file{path,
                       QFileInfo(path).lastModified(),
                       {QString::fromLatin1(hostsId), QStringLiteral("old"),
                        QStringLiteral("a.txt"), QStringLiteral("text/plain"), 5}};
        first->drafts->setFiles(lobby, {file});
        first->drafts->setSending(lobby, QStringLiteral("look"), {});
        auto second = start(web.address(), first.get());
        QTRY_VERIFY_WITH_TIMEOUT(web.requests.size() >= 3, patience);
        QVERIFY(web.requests[1].startsWith("POST /files"));
        QVERIFY(web.requests[2].startsWith("PATCH /files"));
        QVERIFY(second->said.empty());
    }

    // An upload belongs to who begins it, and before the host has said who that is there is nobody.
    void nothingIsAskedBeforeOneIsKnown()
    {
        ScriptedWeb web(halfWay);
        startHost();
        auto first = startOnHost(web.address());
        QVERIFY(!first->files->isReady());
        first->attachments->add({write(QStringLiteral("a.txt"), "hello")});
        QCOMPARE(first->upload().state(), Upload::State::Waiting);
        QVERIFY(first->upload().isUnderWay());
        QTRY_VERIFY_WITH_TIMEOUT(!web.requests.isEmpty(), patience);
        QVERIFY(first->files->isReady());
        const QByteArray token =
            first->client->connection().connectedHeaders().value("guest-token", {});
        if (!token.isEmpty())
            QVERIFY(web.requests[0].contains(token));
    }
};

QTEST_GUILESS_MAIN(tst_KeptFiles)
#include "tst_keptfiles.moc"
