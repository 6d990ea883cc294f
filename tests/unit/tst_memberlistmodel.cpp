// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/memberlistmodel.h"
#include "ui/model/presencewords.h"

#include <QAbstractItemModelTester>
#include <QLocale>
#include <QTest>

using Ui::MemberListModel;

namespace {

Chat::Member person(const char *name, bool here, bool member = true)
{
    const QString text = QString::fromUtf8(name);
    return {Chat::UserId(QStringLiteral("u-") + text), text, false, here, member};
}

QStringList names(const MemberListModel &model)
{
    QStringList names;
    for (int row = 0; row < model.rowCount(); ++row)
        names += model.index(row).data().toString();
    return names;
}

} // namespace

class MemberListModelTest : public QObject {
    Q_OBJECT

    MemberListModel *m_model = nullptr;

private Q_SLOTS:
    void init()
    {
        m_model = new MemberListModel;
        new QAbstractItemModelTester(
            m_model, QAbstractItemModelTester::FailureReportingMode::QtTest, m_model);
        m_model->setMembers({person("cho", true), person("ahn", false), person("bae", true)});
    }
    void cleanup() { delete m_model; }

    void thoseHereComeFirst()
    {
        QCOMPARE(names(*m_model), (QStringList{"bae", "cho", "ahn"}));
        QCOMPARE(m_model->hereCount(), 2);
    }

    void readAloud()
    {
        Chat::Member keeper = person("bae", false);
        keeper.role = Chat::MemberRole::Moderator;
        keeper.guest = true;
        Chat::Member owner = person("cho", true);
        owner.role = Chat::MemberRole::Owner;
        m_model->setMembers({keeper, owner, person("ahn", true)});
        m_model->setSelf(owner.id);
        QStringList read;
        for (int row = 0; row < m_model->rowCount(); ++row)
            read << m_model->index(row).data(Qt::AccessibleTextRole).toString();
        QCOMPARE(read, (QStringList{"ahn, Online", "cho, you, owner, Online",
                                    "bae, keeps order, guest, Offline"}));
        QCOMPARE(m_model->index(2).data(MemberListModel::MemberRoleRole).toInt(),
                 int(Chat::MemberRole::Moderator));
    }

    void saysHowSomebodyCanBeReached_data()
    {
        using Chat::Availability;
        QTest::addColumn<bool>("here");
        QTest::addColumn<Chat::Attendance>("attendance");
        QTest::addColumn<int>("state");
        QTest::addColumn<QString>("read");
        const QDateTime now = QDateTime::currentDateTime();
        const auto stamp = [](const QDateTime &time) {
            return Chat::Timestamp(std::chrono::milliseconds(time.toMSecsSinceEpoch()));
        };
        const QString tea = QStringLiteral("tea");
        const auto row = [](const char *name, bool here, const Chat::Attendance &attendance,
                            Availability state, const QString &read) {
            QTest::newRow(name) << here << attendance << int(state) << read;
        };
        row("an older host tells nothing", true, {}, Availability::Online,
            QStringLiteral("bae, Online"));
        row("away, with a status", true, {Availability::Away, tea, {}, {}}, Availability::Away,
            QStringLiteral("bae, Away, tea"));
        row("the status holds", true,
            {Availability::DoNotDisturb, tea, stamp(now.addSecs(600)), {}},
            Availability::DoNotDisturb, QStringLiteral("bae, Do not disturb, tea"));
        row("the status is over", true, {Availability::Online, tea, stamp(now.addSecs(-1)), {}},
            Availability::Online, QStringLiteral("bae, Online"));
        row("elsewhere", false, {Availability::Online, {}, {}, {}}, Availability::Online,
            QStringLiteral("bae, Online, not in this room now"));
        row("gone", false, {}, Availability::Offline, QStringLiteral("bae, Offline"));
        row("seen long ago", false,
            {Availability::Offline, {}, {}, stamp(QDateTime(QDate(2020, 2, 29), QTime(12, 0)))},
            Availability::Offline,
            QStringLiteral("bae, Offline, last seen %1")
                .arg(QLocale().toString(QDate(2020, 2, 29), QLocale::ShortFormat)));
        row("back since", true, {Availability::Online, {}, {}, stamp(now)}, Availability::Online,
            QStringLiteral("bae, Online"));
    }
    void saysHowSomebodyCanBeReached()
    {
        QFETCH(bool, here);
        QFETCH(Chat::Attendance, attendance);
        QFETCH(int, state);
        QFETCH(QString, read);
        Chat::Member bae = person("bae", here);
        bae.attendance = attendance;
        m_model->setMembers({bae});
        QCOMPARE(m_model->index(0).data(MemberListModel::AvailabilityRole).toInt(), state);
        QCOMPARE(m_model->index(0).data(Qt::AccessibleTextRole).toString(), read);
    }

    void whenSomebodyWasSeen()
    {
        const QDateTime now(QDate(2026, 3, 1), QTime(0, 10));
        const auto seen = [&](const QDateTime &time) { return Ui::lastSeenText(time, now); };
        const auto clock = [](int hour, int minute) {
            return QLocale().toString(QTime(hour, minute), QLocale::ShortFormat);
        };
        QCOMPARE(seen({}), QString());
        QCOMPARE(seen(now), QStringLiteral("last seen ") + clock(0, 10));
        QCOMPARE(seen(now.addSecs(3600)), QStringLiteral("last seen ") + clock(1, 10));
        QCOMPARE(seen(now.addSecs(-11 * 60)),
                 QStringLiteral("last seen yesterday ") + clock(23, 59));
        QCOMPARE(seen(now.addDays(-2)),
                 QStringLiteral("last seen ") +
                     QLocale().toString(QDate(2026, 2, 27), QLocale::ShortFormat));
    }

    void followsOnePerson_data()
    {
        QTest::addColumn<Chat::Member>("change");
        QTest::addColumn<QStringList>("after");
        QTest::newRow("comes") << person("ahn", true) << QStringList{"ahn", "bae", "cho"};
        QTest::newRow("goes") << person("bae", false) << QStringList{"cho", "ahn", "bae"};
        QTest::newRow("leaves for good")
            << person("bae", false, false) << QStringList{"cho", "ahn"};
        QTest::newRow("a stranger looks in")
            << person("dong", true, false) << QStringList{"bae", "cho", "dong", "ahn"};
        QTest::newRow("a stranger who is not here")
            << person("dong", false, false) << QStringList{"bae", "cho", "ahn"};
        Chat::Member renamed = person("bae", true);
        renamed.name = QStringLiteral("zoe");
        QTest::newRow("another name") << renamed << QStringList{"cho", "zoe", "ahn"};
        Chat::Member nobody = person("x", true);
        nobody.id = {};
        QTest::newRow("nobody") << nobody << QStringList{"bae", "cho", "ahn"};
    }
    void followsOnePerson()
    {
        QFETCH(Chat::Member, change);
        QFETCH(QStringList, after);
        m_model->update(change);
        QCOMPARE(names(*m_model), after);
    }

    void knowsOneself()
    {
        m_model->setSelf(Chat::UserId(QStringLiteral("u-cho")));
        QVERIFY(m_model->index(1).data(MemberListModel::SelfRole).toBool());
        QVERIFY(!m_model->index(0).data(MemberListModel::SelfRole).toBool());
    }
};

QTEST_GUILESS_MAIN(MemberListModelTest)
#include "tst_memberlistmodel.moc"
