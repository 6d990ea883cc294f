// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/statustablemodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using Ui::StatusTableModel;

namespace {

StatusTableModel::Row row(const QString &key, int value)
{
    return {key, {{key, key}, {QString::number(value), value}}};
}

QStringList shown(const StatusTableModel &model)
{
    QStringList all;
    for (int i = 0; i < model.rowCount(); ++i)
        all << model.index(i, 0).data().toString() + u'=' + model.index(i, 1).data().toString();
    return all;
}

const QString a = QStringLiteral("a");
const QString b = QStringLiteral("b");
const QString c = QStringLiteral("c");
const QString d = QStringLiteral("d");

} // namespace

class TestStatusTableModel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rowsFollowTheirKeys()
    {
        StatusTableModel model;
        const QAbstractItemModelTester tester(&model);
        model.setTitles({a, b});
        model.setRows({row(a, 1), row(b, 2), row(c, 3)});
        QCOMPARE(shown(model), QStringList({"a=1", "b=2", "c=3"}));
        const QPersistentModelIndex held = model.index(1, 0);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.setRows({row(d, 4), row(b, 2), row(c, 5)});
        QCOMPARE(shown(model), QStringList({"b=2", "c=5", "d=4"}));
        QCOMPARE(held.row(), 0);     // a selection would have stayed on b
        QCOMPARE(changed.size(), 1); // c alone
        QCOMPARE(reset.size(), 0);
        model.setRows({});
        QCOMPARE(model.rowCount(), 0);
        QVERIFY(!held.isValid());
    }

    void sameRowsTellNothing()
    {
        StatusTableModel model;
        model.setTitles({a, b});
        model.setRows({row(a, 1), row(b, 2)});
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
        model.setRows({row(b, 2), row(a, 1)});
        QCOMPARE(changed.size() + inserted.size() + removed.size(), 0);
    }

    void numbersSortAndStandAsNumbers()
    {
        StatusTableModel model;
        model.setTitles({a, b});
        model.setRows({row(QStringLiteral("<b>x</b>"), 10)});
        QCOMPARE(model.index(0, 1).data(StatusTableModel::SortRole), QVariant(10));
        QVERIFY(model.index(0, 1).data(Qt::TextAlignmentRole).toInt() & Qt::AlignRight);
        QVERIFY(model.index(0, 0).data(Qt::TextAlignmentRole).toInt() & Qt::AlignLeft);
        QCOMPARE(model.index(0, 0).data(Qt::ToolTipRole).toString(),
                 QStringLiteral("<qt>&lt;b&gt;x&lt;/b&gt;</qt>")); // as markup, or "&amp;" is seen
        QCOMPARE(model.headerData(1, Qt::Horizontal, Qt::DisplayRole).toString(), b);
    }
};

QTEST_GUILESS_MAIN(TestStatusTableModel)
#include "tst_statustablemodel.moc"
