// SPDX-License-Identifier: GPL-3.0-or-later
// Profiles of every version of their schema, opened by today's program.
#include "tests/fixtures/fixturetext.h"
#include "ui/model/drafts.h"
#include "ui/model/hosttrust.h"
#include "ui/model/ignored.h"
#include "ui/model/outbox.h"
#include "ui/model/profile.h"
#include "ui/model/profileschema.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace Ui;

namespace {

const QString host = QStringLiteral("own");

} // namespace

class ProfileFixturesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyPublishedVersionHasOne()
    {
        for (int version = 1; version < profileSchemaVersion(); ++version)
            QVERIFY2(QFileInfo::exists(Fixture::path(QStringLiteral("profile"), version)),
                     qPrintable(QStringLiteral("no profile-%1.sql: build write_fixtures, and run "
                                               "it with tests/fixtures as argument")
                                    .arg(version)));
    }

    void opens_data()
    {
        QTest::addColumn<int>("version");
        for (int version = 1; version <= profileSchemaVersion(); ++version) {
            if (QFileInfo::exists(Fixture::path(QStringLiteral("profile"), version)))
                QTest::addRow("version %d", version) << version;
        }
    }
    void opens()
    {
        QFETCH(int, version);
        make(version);
        if (QTest::currentTestFailed())
            return;
        const auto opened = Profile::open(m_folder->path());
        QVERIFY(opened);
        const Profile &profile = **opened;
        QCOMPARE(profile.name(), QStringLiteral("지민"));
        QCOMPARE(profile.recentHosts().size(), std::size_t(1));
        QCOMPARE(profile.recentHosts()[0].name, QStringLiteral("사무실"));
        QCOMPARE(profile.guestToken(host), QByteArray("token"));
        QCOMPARE(profile.joinedRooms(host), std::vector{Chat::lobbyRoom()});
        QCOMPARE(profile.roomsToLeave(host), std::vector{Chat::RoomId(QStringLiteral("방-1"))});
        QCOMPARE(profile.lastRead(host, Chat::lobbyRoom()), Chat::Sequence{17});

        Outbox outbox(profile.database(), host);
        const std::vector<OutboxEntry> entries = outbox.entries();
        QCOMPARE(entries.size(), std::size_t(version >= 4 ? 4 : version >= 2 ? 3 : 2));
        QCOMPARE(entries[0].message.text, QStringLiteral("기다려요"));
        QCOMPARE(entries[0].message.clientId.toString(), QStringLiteral("c-1"));
        QVERIFY(!entries[0].failed && !entries[0].message.replyTo);
        QVERIFY(entries[1].failed);
        QCOMPARE(entries[1].failure, QStringLiteral("why"));
        if (version >= 2)
            QCOMPARE(entries[2].message.replyTo.value().sequence, Chat::Sequence{12});
        if (version >= 4) {
            const std::vector<Chat::FileInfo> files{{QStringLiteral("i"), QStringLiteral("t"),
                                                     QStringLiteral("a.txt"),
                                                     QStringLiteral("text/plain"), 3}};
            QCOMPARE(entries[3].message.files, files);
        }
        QVERIFY(entries[0].message.files.empty());
        QCOMPARE(Ignored(**opened, host).contains(Chat::UserId(QStringLiteral("u-lee"))),
                 version >= 3);
        QCOMPARE(profile.lastSelf(host).toString(),
                 version >= 3 ? QStringLiteral("u-jimin") : QString());
        QVERIFY(profile.usesKey(host));
        QCOMPARE(profile.usesKey(QStringLiteral("192.168.0.7:7610")), version < 3);
        const Drafts drafts(profile.database(), host);
        QCOMPARE(drafts.rooms().size(), std::size_t(version >= 5 ? 2 : 0));
        if (version >= 5) {
            QCOMPARE(drafts.draft(Chat::lobbyRoom()).written,
                     (Written{QStringLiteral("쓰다 만 글"), {12}, QStringLiteral("철수: 점심?")}));
            const Draft waiting = drafts.draft(Chat::RoomId(QStringLiteral("방-1")));
            QVERIFY(waiting.isSending);
            QCOMPARE(waiting.id.toString(), QStringLiteral("c-6"));
            QCOMPARE(waiting.files.size(), std::size_t(1));
            QCOMPARE(waiting.files[0].path, QStringLiteral("/tmp/a.png"));
            QCOMPARE(waiting.files[0].modified.toMSecsSinceEpoch(), 1700000000000);
            QCOMPARE(waiting.files[0].info, (Chat::FileInfo{QStringLiteral("i"),
                                                            {},
                                                            QStringLiteral("a.png"),
                                                            QStringLiteral("image/png"),
                                                            3}));
        }
        const auto known = HostTrust(**opened).known(QStringLiteral("192.168.0.7:7610"));
        QCOMPARE(known.has_value(), version >= 6);
        if (version >= 6) {
            QCOMPARE(known->fingerprint, QByteArray(31, '\x51') + '\x07');
            QCOMPARE(known->hostId, QStringLiteral("id-1"));
            QCOMPARE(known->address, QStringLiteral("192.168.0.8:7610"));
            QCOMPARE(known->trustedName, QStringLiteral("chat.example"));
            QCOMPARE(known->since.toMSecsSinceEpoch(), 1700000003333);
        }
        Chat::RoomMessage next = entries[0].message;
        next.clientId = Chat::makeClientMessageId();
        QVERIFY(outbox.add(next));
        QCOMPARE(outbox.entries().back().message.clientId, next.clientId);
    }

    void tooNewIsLeftAlone()
    {
        make(1, QStringLiteral("PRAGMA user_version = %1").arg(profileSchemaVersion() + 1));
        const auto opened = Profile::open(m_folder->path());
        QVERIFY(!opened);
        QCOMPARE(opened.error(), ProfileError::TooNew);
    }

    void damaged()
    {
        make(2);
        QFile file(m_folder->filePath(QStringLiteral("profile.sqlite")));
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.seek(100));
        file.write(QByteArray(4096 - 100, '\x5a'));
        file.close();
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("profile:")));
        const auto opened = Profile::open(m_folder->path());
        QVERIFY(!opened);
        QCOMPARE(opened.error(), ProfileError::Damaged);
    }

private:
    void make(int version, const QString &more = {})
    {
        m_folder = std::make_unique<QTemporaryDir>();
        {
            auto database =
                QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("make"));
            database.setDatabaseName(m_folder->filePath(QStringLiteral("profile.sqlite")));
            QVERIFY(database.open());
            QCOMPARE(Fixture::load(database, Fixture::path(QStringLiteral("profile"), version)),
                     QString());
            if (!more.isEmpty())
                QVERIFY(QSqlQuery(database).exec(more));
            database.close();
        }
        QSqlDatabase::removeDatabase(QStringLiteral("make"));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(ProfileFixturesTest)
#include "tst_profilefixtures.moc"
