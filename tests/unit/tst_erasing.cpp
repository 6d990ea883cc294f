// SPDX-License-Identifier: GPL-3.0-or-later
// What is left of somebody who had everything of theirs erased, seen by others and in the log.
#include "tests/support/peoplefixture.h"
#include "ui/model/company.h"
#include "ui/model/roomorders.h"

#include <QSqlDatabase>
#include <QSqlQuery>

#include <vector>

using TestSupport::Desk;
using Ui::Account;
using Ui::TimelineModel;
using Standing = Ui::Account::Standing;

namespace {

const Chat::RoomId lobby = Chat::lobbyRoom();

} // namespace

class ErasingTest : public QObject, private TestSupport::PeopleFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { openHost(); }
    void cleanup() { m_host.reset(); }
    void erasedForEverybody();
    void nothingIsWrittenBack();
    void severalAreErased();
    void erasingGoesOnAfterARestart();
    void eraseWantsTheName();

private:
    static QModelIndex roomOfTwo(Desk &of)
    {
        const Ui::RoomListModel &rooms = *of.client->rooms();
        for (int row = 0; row < rooms.rowCount(); ++row) {
            if (rooms.index(row).data(Ui::RoomListModel::RoomIdRole).toString() != lobby.toString())
                return rooms.index(row);
        }
        return {};
    }
    /// How many rows of the host's log are somebody's.
    int left(const QString &table, const QString &column, const Chat::UserId &user) const
    {
        const QString name = QStringLiteral("look");
        int count = -1;
        {
            QSqlDatabase log = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
            log.setDatabaseName(m_folder->filePath(QStringLiteral("data/log.sqlite")));
            QSqlQuery query(log);
            if (log.open() &&
                query.exec(QStringLiteral("SELECT count(*) FROM %1 WHERE %2 = '%3'")
                               .arg(table, column, user.toString())) &&
                query.next())
                count = query.value(0).toInt();
        }
        QSqlDatabase::removeDatabase(name);
        return count;
    }
};

void ErasingTest::erasedForEverybody()
{
    auto one = onlineDesk(QStringLiteral("민지"));
    auto other = onlineDesk(QStringLiteral("보라"));
    say(*one, QStringLiteral("지울 말"));
    QTRY_VERIFY(other->shows(QStringLiteral("지울 말")));
    say(*other, QStringLiteral("남을 말"));
    const int rows = other->timeline().rowCount();
    QSignalSpy erased(&one->account(), &Account::erased);
    one->account().erase(QStringLiteral("민지"));
    QTRY_COMPARE(erased.size(), 1);
    QTRY_VERIFY(!other->shows(QStringLiteral("지울 말")));
    QVERIFY(other->shows(QStringLiteral("남을 말")));
    QTRY_VERIFY(!other->members().contains(QStringLiteral("민지")));
    QVERIFY(other->timeline().rowCount() >= rows); // places stay
    for (int row = 0; row < rows; ++row)
        QTRY_VERIFY(other->timeline().index(row).data(TimelineModel::SenderRole).toString() !=
                    QStringLiteral("민지"));
    one->stop();
    auto late = onlineDesk(QStringLiteral("민지")); // nobody is called so for a while
    QCOMPARE(late->account().standing(), Standing::NameTaken);
}

// The end of their sessions writes of them, and what was sent just before is on its way.
void ErasingTest::nothingIsWrittenBack()
{
    auto other = onlineDesk(QStringLiteral("보라"));
    auto one = onlineDesk(QStringLiteral("민지"));
    const Chat::UserId user = one->client->self();
    one->client->orders()->openDirect(user, other->client->self());
    QTRY_VERIFY(roomOfTwo(*other).isValid());
    QCOMPARE(roomOfTwo(*other).data().toString(), QStringLiteral("민지"));
    one->client->company()->presence()->setStatus(QStringLiteral("여기 있음"));
    say(*one, QStringLiteral("지울 말"));
    QSignalSpy erased(&one->account(), &Account::erased);
    one->account().setAvatar({QStringLiteral("🦊"), {}, {}});
    one->account().erase(QStringLiteral("민지"));
    one->account().setAvatar({QStringLiteral("🐻"), {}, {}});
    one->client->say(lobby, QStringLiteral("하나 더"));
    QTRY_COMPARE(erased.size(), 1);
    one->stop();
    QTRY_VERIFY(!roomOfTwo(*other).data().toString().contains(QStringLiteral("민지")));
    QTRY_VERIFY(!other->shows(QStringLiteral("지울 말")));
    other->stop();
    m_host.reset(); // which waits for what the log still does
    startHost();    // and does what was not done yet
    QTRY_COMPARE_WITH_TIMEOUT(left(QStringLiteral("erasures"), QStringLiteral("user"), user), 0,
                              20000);
    for (const auto &[table, column] :
         {std::pair("accounts", "user"), std::pair("members", "user"),
          std::pair("attendance", "user"), std::pair("read_markers", "user"),
          std::pair("device_keys", "user"), std::pair("messages", "sender_id")})
        QVERIFY2(left(QLatin1String(table), QLatin1String(column), user) == 0, table);
    QCOMPARE(left(QStringLiteral("messages"), QStringLiteral("sender"),
                  Chat::UserId(QStringLiteral("민지"))),
             0);
}

void ErasingTest::severalAreErased()
{
    auto other = onlineDesk(QStringLiteral("보라"));
    std::vector<std::unique_ptr<Desk>> going;
    for (const char *name : {"민지", "서준", "하은"}) {
        going.push_back(onlineDesk(QString::fromUtf8(name)));
        say(*going.back(), QStringLiteral("말 ") + QString::fromUtf8(name));
        QTRY_VERIFY(other->shows(QStringLiteral("말 ") + QString::fromUtf8(name)));
    }
    for (const auto &one : going)
        one->account().erase(one->account().info().name);
    for (const char *name : {"민지", "서준", "하은"})
        QTRY_VERIFY(!other->shows(QStringLiteral("말 ") + QString::fromUtf8(name)));
}

void ErasingTest::erasingGoesOnAfterARestart()
{
    auto one = onlineDesk(QStringLiteral("민지"));
    for (int i = 0; i < 130; ++i)
        one->client->say(lobby, QStringLiteral("말 %1").arg(i));
    QTRY_COMPARE_WITH_TIMEOUT(one->client->unsentCount(), 0, 30000);
    one->account().erase(QStringLiteral("민지"));
    QSignalSpy erased(&one->account(), &Account::erased);
    QTRY_COMPARE(erased.size(), 1);
    one->stop();
    startHost(); // with whatever was not done yet
    auto other = onlineDesk(QStringLiteral("보라"));
    const auto left = [&] {
        int found = 0;
        for (int row = 0; row < other->timeline().rowCount(); ++row)
            found +=
                other->timeline().index(row).data().toString().startsWith(QStringLiteral("말"));
        return found;
    };
    QTRY_VERIFY(other->timeline().rowCount() > 40);
    QTRY_COMPARE_WITH_TIMEOUT(left(), 0, 30000);
}

void ErasingTest::eraseWantsTheName()
{
    auto one = onlineDesk(QStringLiteral("민지"));
    say(*one, QStringLiteral("남을 말"));
    QSignalSpy failed(&one->account(), &Account::failed);
    one->account().erase(QStringLiteral("yes"));
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(one->shows(QStringLiteral("남을 말")));
    QVERIFY(one->isOnline());
}

QTEST_GUILESS_MAIN(ErasingTest)
#include "tst_erasing.moc"
