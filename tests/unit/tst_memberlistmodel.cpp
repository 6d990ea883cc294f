// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/memberlistmodel.h"

#include <QAbstractItemModelTester>
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
        QCOMPARE(read, (QStringList{"ahn", "cho, you, owner", "bae, keeps order, guest, away"}));
        QCOMPARE(m_model->index(2).data(MemberListModel::MemberRoleRole).toInt(),
                 int(Chat::MemberRole::Moderator));
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
