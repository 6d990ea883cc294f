// SPDX-License-Identifier: GPL-3.0-or-later
// What the operator does about invitations without a host running.
#include "server/auth/secrets.h"
#include "server/hostinvite.h"
#include "server/store/sqlstore.h"
#include "stomp/wire/hostlink.h"

#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

#include <memory>

using namespace Server;

class HostInviteTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(SqlStore::create(m_folder->path(), {}));
    }
    void printsALink();
    void hasAnAddressOfItsOwn();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void leavesARunningHostAlone();

private:
    tl::expected<QStringList, QString> run(const QString &words) const
    {
        QStringList arguments = words.split(u' ', Qt::SkipEmptyParts);
        arguments << QStringLiteral("--data") << m_folder->path();
        return runInviteCommand(arguments);
    }
    std::vector<StoredInvitation> kept() const
    {
        return SqlStore::create(m_folder->path(), {}).value()->contents().invitations;
    }
    std::unique_ptr<QTemporaryDir> m_folder;
};

void HostInviteTest::printsALink()
{
    const auto lines = run(
        QStringLiteral("--uses 3 --for 2d --room 점심 --label 새동료 --address 192.168.0.7:7611"));
    QVERIFY(lines);
    QCOMPARE(lines->size(), 1);
    const QString room = QString::fromLatin1(QUrl::toPercentEncoding(QStringLiteral("점심")));
    const QRegularExpression form(
        QStringLiteral("^madang://192\\.168\\.0\\.7:7611/"
                       "\\?room=%1#fp=[A-Za-z0-9_-]{43}&key=([A-Za-z0-9_-]{43})$")
            .arg(room));
    const auto match = form.match(lines->first());
    QVERIFY2(match.hasMatch(), qPrintable(lines->first()));
    const auto invitations = kept();
    QCOMPARE(invitations.size(), std::size_t(1));
    const Chat::InvitationInfo &info = invitations[0].info;
    QCOMPARE(info.uses, 3);
    QCOMPARE(info.label, QStringLiteral("새동료"));
    QCOMPARE(info.room.toString(), QStringLiteral("점심"));
    QCOMPARE(*info.until - info.made, std::chrono::hours(48));
    // Nothing in the data is the secret; what is there is its hash.
    const QByteArray secret = match.captured(1).toLatin1();
    QCOMPARE(invitations[0].hash, tokenHash("invitation " + secret));
    QFile log(m_folder->filePath(QStringLiteral("log.sqlite")));
    QVERIFY(log.open(QIODevice::ReadOnly));
    QVERIFY(!log.readAll().contains(secret));
}

void HostInviteTest::hasAnAddressOfItsOwn()
{
    const auto lines = run(QStringLiteral("--bind 10.1.2.3 --port 7700"));
    QVERIFY(lines);
    QVERIFY(lines->first().startsWith(QStringLiteral("madang://10.1.2.3:7700/#fp=")));
    QVERIFY(run({}));
    QCOMPARE(kept().size(), std::size_t(2));
    QCOMPARE(kept()[0].info.uses, 1);
    QVERIFY(!kept()[0].info.until);
}

void HostInviteTest::saysWhatIsWrong_data()
{
    QTest::addColumn<QString>("words");
    for (const char *words : {"--uses 0", "--uses -1", "--uses x", "--for 2w", "--for 400d",
                              "--room a/b", "--uses 1001"})
        QTest::newRow(words) << QString::fromLatin1(words);
}

void HostInviteTest::saysWhatIsWrong()
{
    QFETCH(QString, words);
    const auto lines = run(words);
    QVERIFY(!lines);
    QVERIFY2(lines.error().startsWith(QStringLiteral("Usage: ")), qPrintable(lines.error()));
    QVERIFY(kept().empty());
}

void HostInviteTest::leavesARunningHostAlone()
{
    const auto running = SqlStore::create(m_folder->path(), {});
    QVERIFY(running);
    const auto lines = run({});
    QVERIFY(!lines);
    QVERIFY(lines.error().contains(QStringLiteral("Stop it first")));
}

QTEST_GUILESS_MAIN(HostInviteTest)
#include "tst_hostinvite.moc"
