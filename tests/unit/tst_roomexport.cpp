// SPDX-License-Identifier: GPL-3.0-or-later
// What a desktop takes out of a real host: all that its person may know, and nothing else.
#include "server/host.h"
#include "stomp/net/websocketlink.h"
#include "stomp/wire/address.h"
#include "takeout/jsonlines.h"
#include "ui/model/account.h"
#include "ui/model/chatclient.h"
#include "ui/model/chatexport.h"
#include "ui/model/roomorders.h"

#include <QDir>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using Takeout::Failure;
using Ui::ChatClient;
using Ui::ChatExport;

namespace {

constexpr int patience = 60000;
const Chat::RoomId lobby = Chat::lobbyRoom();
const Chat::RoomId club(QStringLiteral("club"));

class Somebody {
public:
    Somebody(const QString &host, const QString &name) : m_host(host)
    {
        m_profile = std::move(*Ui::Profile::open(m_folder.path()));
        m_profile->setName(name);
        client = std::make_unique<ChatClient>(*m_profile, QStringLiteral("host:7610"), [this] {
            auto made = std::make_unique<Stomp::WebSocketLink>(QUrl(m_host));
            link = made.get();
            return made;
        });
        client->connectToHost();
    }
    bool isIn() { return client->rooms()->isJoined(lobby) && !client->self().isEmpty(); }
    Chat::Sequence sequenceOf(const QString &text, const Chat::RoomId &room = lobby)
    {
        const Ui::TimelineModel *timeline = client->timeline(room);
        for (int row = 0; row < timeline->rowCount(); ++row) {
            if (timeline->index(row).data().toString() == text)
                return {timeline->index(row).data(Ui::TimelineModel::SequenceRole).toLongLong()};
        }
        return {};
    }
    void say(const QString &text, const Chat::RoomId &room = lobby)
    {
        client->say(room, text);
        QTRY_VERIFY_WITH_TIMEOUT(sequenceOf(text, room).number > 0, patience);
    }
    /// Uploads it, and says it in the lobby.
    void sayFile(const QString &name, const QByteArray &content)
    {
        QUrl http = Chat::hostUrl(m_host);
        http.setScheme(QStringLiteral("http"));
        http.setPath(QStringLiteral("/files"));
        QNetworkAccessManager network;
        const auto finished = [&](QNetworkReply *reply) {
            return QTest::qWaitFor([&] { return reply->isFinished(); }, patience) &&
                   reply->error() == QNetworkReply::NoError;
        };
        QNetworkRequest making(http);
        making.setRawHeader("Tus-Resumable", "1.0.0");
        QTRY_VERIFY_WITH_TIMEOUT(!client->account()->info().token.isEmpty(), patience);
        making.setRawHeader("Authorization", "Bearer " + client->account()->info().token.toUtf8());
        making.setRawHeader("Upload-Length", QByteArray::number(content.size()));
        making.setRawHeader("Upload-Metadata", "filename " + name.toUtf8().toBase64());
        making.setHeader(QNetworkRequest::ContentTypeHeader, "application/octet-stream");
        std::unique_ptr<QNetworkReply> made(network.post(making, QByteArray()));
        QVERIFY(finished(made.get()));
        QNetworkRequest filling(making);
        filling.setUrl(http.resolved(QUrl(QString::fromUtf8(made->rawHeader("Location")))));
        filling.setRawHeader("Upload-Offset", "0");
        filling.setHeader(QNetworkRequest::ContentTypeHeader, "application/offset+octet-stream");
        std::unique_ptr<QNetworkReply> filled(network.sendCustomRequest(filling, "PATCH", content));
        QVERIFY(finished(filled.get()));
        Chat::MessageRequest request;
        request.roomText = lobby.toString();
        request.text = name;
        request.files = {QString::fromUtf8(filled->rawHeader("Madang-File-Token"))};
        client->connection().send("/app/chat/message", request.toJson());
        QTRY_VERIFY_WITH_TIMEOUT(sequenceOf(name).number > 0, patience);
    }

private:
    QTemporaryDir m_folder;
    QString m_host;
    std::unique_ptr<Ui::Profile> m_profile;

public:
    Stomp::Link *link = nullptr; ///< The newest.
    std::unique_ptr<ChatClient> client;
};

/// Everything in a folder, one file behind the other.
QByteArray contentOf(const QString &folder)
{
    QByteArray all;
    for (const QFileInfo &info :
         QDir(folder).entryInfoList(QDir::Files | QDir::Dirs | QDir::NoDotAndDotDot)) {
        if (info.isDir()) {
            all += contentOf(info.filePath());
            continue;
        }
        QFile file(info.filePath());
        all += file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    return all;
}

std::optional<Failure> takeOut(Ui::ExportSource &source, const ChatExport::Wish &wish,
                               const std::function<void(ChatExport &)> &meanwhile = {})
{
    std::optional<Failure> failure;
    bool isOver = false;
    ChatExport exporting(source, wish);
    QObject::connect(&exporting, &ChatExport::failed, [&](const Failure &why) {
        failure = why;
        isOver = true;
    });
    QObject::connect(&exporting, &ChatExport::finished, [&] { isOver = true; });
    exporting.start();
    if (meanwhile)
        meanwhile(exporting);
    if (!QTest::qWaitFor([&] { return isOver; }, patience))
        failure = Failure{Failure::Kind::Failed, QStringLiteral("no end")};
    return failure;
}

} // namespace

class RoomExportTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void onlyWhatOneMayKnow();
    void filesComeAlong();
    void fileIsAsLargeAsItSays_data();
    void fileIsAsLargeAsItSays();
    void privateRoomsStaySo();
    void refusedIsSaid();
    void goesOnWithTheConnection();
    void endsWithTheClient();

private:
    ChatExport::Wish wish(Takeout::Format format = Takeout::Format::Html)
    {
        ChatExport::Wish wish;
        wish.to = m_folder->filePath(QStringLiteral("export"));
        wish.format = format;
        wish.rooms = Ui::roomsToExport(*m_lee->client);
        return wish;
    }
    void makeClub(const Chat::RoomChange &settings)
    {
        m_kim->client->orders()->make({club.toString(), QStringLiteral("Club"), {}, settings});
        QTRY_VERIFY_WITH_TIMEOUT(m_kim->client->rooms()->isJoined(club), patience);
        m_kim->say(QStringLiteral("secret of the club"), club);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Server::Host> m_host;
    QString m_address;
    std::unique_ptr<Somebody> m_kim;
    std::unique_ptr<Somebody> m_lee;
};

void RoomExportTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    Server::HostConfig config;
    config.port = 0;
    config.bind = QHostAddress(QHostAddress::LocalHost);
    config.dataFolder = m_folder->filePath(QStringLiteral("data"));
    m_host = std::make_unique<Server::Host>(config);
    QSignalSpy started(m_host.get(), &Server::Host::started);
    m_host->start();
    QTRY_COMPARE_WITH_TIMEOUT(started.size(), 1, patience);
    m_address = started[0][0].value<Server::HostAddresses>().webSocket.at(0);
    m_kim = std::make_unique<Somebody>(m_address, QStringLiteral("kim"));
    m_lee = std::make_unique<Somebody>(m_address, QStringLiteral("lee"));
    QTRY_VERIFY_WITH_TIMEOUT(m_kim->isIn() && m_lee->isIn(), patience);
    m_lee->say(QStringLiteral("hello"));
}

void RoomExportTest::cleanup()
{
    m_kim.reset();
    m_lee.reset();
    m_host.reset();
}

void RoomExportTest::onlyWhatOneMayKnow()
{
    Chat::RoomChange hidden;
    hidden.visibility = Chat::Visibility::Private;
    makeClub(hidden);
    m_kim->say(QStringLiteral("taken back"));
    const Chat::Sequence gone = m_kim->sequenceOf(QStringLiteral("taken back"));
    m_kim->say(QStringLiteral("before it was changed"));
    const Chat::Sequence changed = m_kim->sequenceOf(QStringLiteral("before it was changed"));
    m_kim->client->remove(lobby, gone);
    m_kim->client->edit(lobby, changed, QStringLiteral("<b onclick=x()>now</b>"));
    QTRY_VERIFY(m_kim->sequenceOf(QStringLiteral("taken back")).number == 0);
    QTRY_VERIFY(m_kim->sequenceOf(QStringLiteral("<b onclick=x()>now</b>")) == changed);

    ChatExport::Wish wanted = wish();
    QCOMPARE(wanted.rooms.size(), size_t(1));
    Chat::RoomInfo asked; // as if there were nothing but the host to keep it
    asked.id = club;
    asked.last = {1000};
    wanted.rooms.push_back(asked);
    const auto source = Ui::HostExportSource::of(*m_lee->client, m_address);
    const auto failure = takeOut(*source, wanted);
    QVERIFY2(!failure, failure ? qPrintable(failure->sentence) : "");
    const QByteArray content = contentOf(wanted.to);
    QVERIFY(content.contains("hello"));
    QVERIFY(content.contains("&lt;b onclick=x()&gt;now"));
    QVERIFY(!content.contains("<b onclick"));
    QVERIFY(!content.contains("taken back"));
    QVERIFY(!content.contains("before it was changed"));
    QVERIFY(!content.contains("secret of the club"));
}

void RoomExportTest::filesComeAlong()
{
    m_kim->sayFile(QStringLiteral("../evil.html"), "what is in it");
    QTRY_VERIFY(m_lee->client->timeline(lobby)->newest() ==
                m_kim->client->timeline(lobby)->newest());
    const auto source = Ui::HostExportSource::of(*m_lee->client, m_address);
    const auto failure = takeOut(*source, wish());
    QVERIFY2(!failure, failure ? qPrintable(failure->sentence) : "");
    const QDir files(wish().to + QStringLiteral("/files"));
    QCOMPARE(contentOf(files.path()), QByteArray("what is in it"));
    QCOMPARE(files.entryList(QDir::Files).size(), 1);
    QVERIFY(files.entryList(QDir::Files).constFirst().endsWith(QStringLiteral(".file")));

    ChatExport::Wish withoutFiles = wish();
    withoutFiles.to += QStringLiteral("-2");
    const auto poor = Ui::HostExportSource::of(*m_lee->client, {});
    int missing = 0;
    const auto again = takeOut(*poor, withoutFiles, [&](ChatExport &exporting) {
        connect(&exporting, &ChatExport::finished, [&] { missing = exporting.missingFiles(); });
    });
    QVERIFY(!again);
    QCOMPARE(missing, 1);
    QVERIFY(contentOf(withoutFiles.to).contains("evil.html"));
}

/// A host may send what it likes.
void RoomExportTest::fileIsAsLargeAsItSays()
{
    QFETCH(const QByteArray, answer);
    QFETCH(const bool, isTaken);
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    connect(&other, &QTcpServer::newConnection, this, [&] {
        QTcpSocket *socket = other.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, this, [socket, &answer] {
            socket->readAll();
            socket->write(answer);
            socket->disconnectFromHost();
        });
    });
    Ui::HostExportSource source(
        m_lee->client->connection(),
        QUrl(QStringLiteral("http://127.0.0.1:%1/ws-stomp").arg(other.serverPort())));
    const QString path = m_folder->filePath(QStringLiteral("file"));
    std::optional<bool> got;
    source.file({QStringLiteral("i"), QStringLiteral("t"), QStringLiteral("n"),
                 QStringLiteral("text/plain"), 5},
                path, [&](bool isWhole) { got = isWhole; });
    QVERIFY(QTest::qWaitFor([&] { return got.has_value(); }, patience));
    QCOMPARE(*got, isTaken);
    QCOMPARE(QFile::exists(path), isTaken);
}

void RoomExportTest::fileIsAsLargeAsItSays_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<bool>("isTaken");
    QTest::newRow("it is") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n12345")
                           << true;
    QTest::newRow("more") << "HTTP/1.1 200 OK\r\n\r\n" + QByteArray(1'000'000, 'x') << false;
    QTest::newRow("less") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n123") << false;
    QTest::newRow("none") << QByteArray("HTTP/1.1 404 No\r\nContent-Length: 5\r\n\r\n12345")
                          << false;
    QTest::newRow("elsewhere") << QByteArray(
                                      "HTTP/1.1 302 Found\r\nLocation: file:///etc/hostname\r\n"
                                      "Content-Length: 5\r\n\r\n12345")
                               << false;
}

/// An import of it must not make everybody's what was said among few.
void RoomExportTest::privateRoomsStaySo()
{
    Chat::RoomChange settings;
    settings.password = QStringLiteral("open it");
    makeClub(settings);
    m_lee->client->joinRoom(club, QStringLiteral("open it"));
    QTRY_VERIFY_WITH_TIMEOUT(
        m_lee->sequenceOf(QStringLiteral("secret of the club"), club).number > 0, patience);
    const auto source = Ui::HostExportSource::of(*m_lee->client, {});
    ChatExport::Wish wanted = wish(Takeout::Format::Json);
    QCOMPARE(wanted.rooms.size(), size_t(2));
    QVERIFY(!takeOut(*source, wanted));
    QFile file(wanted.to + QStringLiteral("/export.jsonl"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    Takeout::LineReader reader(file);
    QHash<QString, QString> found;
    for (;;) {
        const auto record = reader.next();
        QVERIFY(record.has_value());
        if (const auto *room = std::get_if<Takeout::RoomRecord>(&*record))
            found[room->id.toString()] =
                room->settings.value(QStringLiteral("settings")).toString();
        if (std::holds_alternative<Takeout::End>(*record))
            break;
    }
    QCOMPARE(found.value(lobby.toString()), QString());
    QCOMPARE(found.value(club.toString()), QStringLiteral("{\"visibility\":\"private\"}"));
}

void RoomExportTest::refusedIsSaid()
{
    Chat::RoomChange settings;
    settings.password = QStringLiteral("open it");
    makeClub(settings);
    QTRY_VERIFY(m_lee->client->rooms()->indexOf(club).isValid());
    ChatExport::Wish wanted = wish();
    wanted.rooms = Ui::roomsToExport(*m_lee->client, club);
    QCOMPARE(wanted.rooms.size(), size_t(1));
    wanted.rooms[0].last = {10};
    const auto source = Ui::HostExportSource::of(*m_lee->client, {});
    const auto failure = takeOut(*source, wanted);
    QVERIFY(failure);
    QVERIFY2(failure->sentence.contains(QStringLiteral("Club")), qPrintable(failure->sentence));
    QVERIFY(!QFile::exists(wanted.to));
    QCOMPARE(m_lee->client->status().phase, Ui::ConnectionStatus::Phase::Online);
}

void RoomExportTest::goesOnWithTheConnection()
{
    const auto source = Ui::HostExportSource::of(*m_lee->client, {});
    const auto failure = takeOut(*source, wish(), [this](ChatExport &) {
        m_lee->link->abort();
        QTRY_VERIFY_WITH_TIMEOUT(
            m_lee->client->status().phase != Ui::ConnectionStatus::Phase::Online, patience);
    });
    QVERIFY2(!failure, failure ? qPrintable(failure->sentence) : "");
    QVERIFY(contentOf(wish().to).contains("hello"));
}

void RoomExportTest::endsWithTheClient()
{
    const auto source = Ui::HostExportSource::of(*m_lee->client, {});
    const ChatExport::Wish wanted = wish();
    m_lee->client->disconnectFromHost();
    QVERIFY(takeOut(*source, wanted));
    QVERIFY(!QFile::exists(wanted.to));
    m_lee->client.reset();
    QVERIFY(takeOut(*source, wanted));
    QVERIFY(!QFile::exists(wanted.to));
}

QTEST_GUILESS_MAIN(RoomExportTest)
#include "tst_roomexport.moc"
