// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/outbox.h"
#include "ui/model/profile.h"
#include "ui/model/unhurriedwrites.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QProcess>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>

using Ui::Outbox;
using Ui::OutboxEntry;
using Ui::Profile;
using Ui::ProfileError;

namespace {

const QString holdArgument = QStringLiteral("--hold");
const QString host = QStringLiteral("own");
const Chat::RoomId lobby = Chat::lobbyRoom();

Chat::RoomMessage message(const QString &id, const QString &text = QStringLiteral("안녕 🎉"))
{
    Chat::RoomMessage message;
    message.room = lobby;
    message.sender = QStringLiteral("나");
    message.text = text;
    message.clientId = Chat::ClientMessageId(id);
    message.time = Chat::Timestamp(std::chrono::milliseconds(1'700'000'000'123));
    return message;
}

QStringList ids(const Outbox &outbox)
{
    QStringList ids;
    for (const OutboxEntry &entry : outbox.entries())
        ids += entry.message.clientId.toString();
    return ids;
}

} // namespace

class ProfileTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Profile> m_profile;

    QString path() const { return m_folder->path() + QStringLiteral("/profile"); }
    void open()
    {
        m_profile.reset();
        auto opened = Profile::open(path());
        QVERIFY(opened);
        m_profile = std::move(*opened);
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        open();
    }
    void cleanup() { m_profile.reset(); }

    void nobodyElseMayRead()
    {
        const auto others = QFileDevice::ReadGroup | QFileDevice::WriteGroup |
                            QFileDevice::ExeGroup | QFileDevice::ReadOther |
                            QFileDevice::WriteOther | QFileDevice::ExeOther;
        m_profile->setGuestToken(host, "secret");
        m_profile->settings().setValue(QStringLiteral("theme"), QStringLiteral("dark"));
        m_profile->settings().sync();
        for (const char *file : {"", "/profile.sqlite", "/profile.sqlite-wal", "/settings.ini"}) {
            const QFileInfo info(path() + QString::fromLatin1(file));
            QVERIFY2(info.exists(), file);
            QVERIFY2(!(info.permissions() & others), file);
        }
    }

    void oneProgramAtATime()
    {
        const auto second = Profile::open(path());
        QVERIFY(!second);
        QCOMPARE(second.error(), ProfileError::InUse);
        open(); // and free again behind it
    }

    void aLockOfAnotherComputerIsNone()
    {
        m_profile.reset();
        // As versions before this one left it when they were killed or a stick was pulled out.
        QFile left(path() + QStringLiteral("/profile.lock"));
        QVERIFY(left.open(QIODevice::WriteOnly));
        left.write("1\nmadang\nanother-computer\n0123456789abcdef\n9876543210fedcba\n");
        left.close();
        open();
    }

    void aKilledProgramLeavesItFree()
    {
        m_profile.reset();
        QProcess other;
        other.start(QCoreApplication::applicationFilePath(), {holdArgument, path()});
        QVERIFY(other.waitForReadyRead());
        QCOMPARE(other.readAllStandardOutput().trimmed(), QByteArray("open"));
        const auto second = Profile::open(path());
        QVERIFY(!second);
        QCOMPARE(second.error(), ProfileError::InUse);
        other.kill();
        QVERIFY(other.waitForFinished());
        QCOMPARE(other.exitStatus(), QProcess::CrashExit);
        open();
    }

    void aLaterVersionIsLeftAlone()
    {
        QSqlQuery(m_profile->database()).exec(QStringLiteral("PRAGMA user_version = 99"));
        m_profile.reset();
        const auto opened = Profile::open(path());
        QVERIFY(!opened);
        QCOMPARE(opened.error(), ProfileError::TooNew);
    }

    void aBrokenFileIsAnError()
    {
        m_profile.reset();
        QFile file(path() + QStringLiteral("/profile.sqlite"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(8192, 'x'));
        file.close();
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("profile:")));
        const auto opened = Profile::open(path());
        QVERIFY(!opened);
        QCOMPARE(opened.error(), ProfileError::Damaged);
    }

    void aBrokenFileIsSetAside()
    {
        m_profile->setName(QStringLiteral("지민"));
        m_profile->settings().setValue(QStringLiteral("theme"), QStringLiteral("dark"));
        const auto key = m_profile->deviceKey();
        QVERIFY(key);
        QCOMPARE(Profile::setDatabaseAside(path()).error(), ProfileError::InUse);
        m_profile.reset();
        const QByteArray broken(8192, 'x');
        QFile file(path() + QStringLiteral("/profile.sqlite"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(broken);
        file.close();
        const auto aside = Profile::setDatabaseAside(path());
        QVERIFY(aside);
        open();
        QVERIFY(m_profile->name().isEmpty());
        QCOMPARE(m_profile->settings().value(QStringLiteral("theme")).toString(),
                 QStringLiteral("dark"));
        QCOMPARE(m_profile->deviceKey()->publicKey(), key->publicKey());
        QFile kept(*aside + QStringLiteral("/profile.sqlite"));
        QVERIFY(kept.open(QIODevice::ReadOnly));
        QCOMPARE(kept.readAll(), broken);
        QCOMPARE(QFileInfo(*aside).path(), path());
    }

    void aFolderThatCannotBeMadeIsAnError()
    {
        const auto opened = Profile::open(path() + QStringLiteral("/settings.ini/below"));
        QVERIFY(!opened);
        QCOMPARE(opened.error(), ProfileError::Unwritable);
    }

    void isDurable()
    {
        QSqlQuery query(m_profile->database());
        QVERIFY(query.exec(QStringLiteral("PRAGMA journal_mode")) && query.next());
        QCOMPARE(query.value(0).toString(), QStringLiteral("wal"));
        QVERIFY(query.exec(QStringLiteral("PRAGMA synchronous")) && query.next());
        QCOMPARE(query.value(0).toInt(), 2); // FULL
    }

    void onlyWhatMayGoDoesNotWaitForTheDisk()
    {
        const auto waits = [this] {
            QSqlQuery query(m_profile->database());
            return query.exec(QStringLiteral("PRAGMA synchronous")) && query.next() &&
                   query.value(0).toInt() == 2; // FULL
        };
        {
            const Ui::UnhurriedWrites writes(m_profile->database());
            QVERIFY(!waits());
        }
        QVERIFY(waits());
        m_profile->setLastRead(host, lobby, {7});
        QVERIFY(waits());
        QCOMPARE(m_profile->lastRead(host, lobby).number, 7);
    }

    void keepsTheNameOverAReopen()
    {
        QVERIFY(m_profile->name().isEmpty());
        m_profile->setName(QStringLiteral("지민"));
        m_profile->setName(QStringLiteral("지민"));
        open();
        QCOMPARE(m_profile->name(), QStringLiteral("지민"));
    }

    void keepsTenRecentHosts()
    {
        for (int i = 0; i < 12; ++i)
            m_profile->addRecentHost(QStringLiteral("host%1").arg(i), {});
        m_profile->addRecentHost(QStringLiteral("host5"), QStringLiteral("Five"));
        open();
        const auto hosts = m_profile->recentHosts();
        QCOMPARE(hosts.size(), size_t(10));
        QCOMPARE(hosts[0].address, QStringLiteral("host5"));
        QCOMPARE(hosts[0].name, QStringLiteral("Five"));
        QCOMPARE(hosts[1].address, QStringLiteral("host11"));
        m_profile->removeRecentHost(QStringLiteral("host5"));
        QCOMPARE(m_profile->recentHosts()[0].address, QStringLiteral("host11"));
    }

    void keepsWhatBelongsToAHost()
    {
        const Chat::RoomId lunch(QStringLiteral("점심"));
        QVERIFY(!m_profile->knowsHost(host));
        m_profile->setGuestToken(host, "t1");
        m_profile->setJoined(host, lobby, true);
        m_profile->setJoined(host, lunch, true);
        m_profile->setEntered(host, lunch, true);
        m_profile->setLastRead(host, lobby, {7});
        open();
        QVERIFY(m_profile->knowsHost(host));
        QCOMPARE(m_profile->guestToken(host), QByteArray("t1"));
        QCOMPARE(m_profile->joinedRooms(host).size(), size_t(2));
        QVERIFY(m_profile->roomsToEnter(host) == std::vector{lobby});
        QCOMPARE(m_profile->lastRead(host, lobby).number, 7);
        m_profile->setJoined(host, lunch, false);
        QVERIFY(m_profile->joinedRooms(host) == std::vector{lobby});
        QVERIFY(m_profile->roomsToLeave(host) == std::vector{lunch});
        m_profile->forgetEntered(host);
        QVERIFY(m_profile->roomsToLeave(host).empty());
        const QString elsewhere = QStringLiteral("192.168.0.9");
        QVERIFY(m_profile->guestToken(elsewhere).isEmpty());
        QVERIFY(m_profile->joinedRooms(elsewhere).empty());
        QCOMPARE(m_profile->lastRead(elsewhere, lobby).number, 0);
    }

    void theOutboxSurvivesAReopenInOrder()
    {
        Outbox outbox(m_profile->database(), host);
        for (const QString &id : {QStringLiteral("c"), QStringLiteral("a"), QStringLiteral("b")})
            QVERIFY(outbox.add(message(id)));
        QVERIFY(outbox.setFailed(Chat::ClientMessageId(QStringLiteral("a")), QStringLiteral("no")));
        open();
        const auto entries = Outbox(m_profile->database(), host).entries();
        QCOMPARE(ids(Outbox(m_profile->database(), host)), (QStringList{"c", "a", "b"}));
        QVERIFY(entries[0].message == message(QStringLiteral("c")));
        QVERIFY(!entries[0].failed);
        QVERIFY(entries[1].failed);
        QCOMPARE(entries[1].failure, QStringLiteral("no"));
    }

    void theOutboxIsPerHost()
    {
        Outbox mine(m_profile->database(), host);
        Outbox theirs(m_profile->database(), QStringLiteral("192.168.0.9"));
        QVERIFY(mine.add(message(QStringLiteral("a"))));
        QVERIFY(theirs.add(message(QStringLiteral("a"))));
        QVERIFY(mine.remove(Chat::ClientMessageId(QStringLiteral("a"))));
        QVERIFY(ids(mine).isEmpty());
        QCOMPARE(ids(theirs), QStringList{"a"});
    }

    void theOutboxTakesAnIdOnce()
    {
        Outbox outbox(m_profile->database(), host);
        QVERIFY(outbox.add(message(QStringLiteral("a"))));
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("outbox:")));
        QVERIFY(!outbox.add(message(QStringLiteral("a"))));
        QVERIFY(outbox.setFailed(Chat::ClientMessageId(QStringLiteral("a")), {}));
        QVERIFY(outbox.setWaiting(Chat::ClientMessageId(QStringLiteral("a"))));
        QVERIFY(!outbox.entries().front().failed);
    }
};

/// With holdArgument and a folder it has the profile open until it is killed.
int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() == 3 && arguments[1] == holdArgument) {
        const auto held = Profile::open(arguments[2]);
        std::puts(held ? "open" : "not open");
        std::fflush(stdout);
        return QCoreApplication::exec();
    }
    ProfileTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_profile.moc"
