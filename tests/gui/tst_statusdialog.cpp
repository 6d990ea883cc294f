// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/statustablemodel.h"
#include "ui/statusdialog.h"

#include <QAccessible>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTableView>
#include <QTest>

using Ui::HostStatus;
using Ui::StatusDialog;

namespace {

HostStatus hostWith(int sessions)
{
    HostStatus status;
    status.sessionCount = sessions;
    status.dropped = 1234567;
    for (int i = 0; i < sessions; ++i) {
        HostStatus::Session session;
        session.number = quint64(i + 1);
        session.name = QStringLiteral("name %1").arg(i);
        session.peer = QStringLiteral("192.0.2.%1").arg(i % 250);
        session.unreadBytes = i * 1024;
        status.sessions.push_back(session);
    }
    return status;
}

} // namespace

class TestStatusDialog : public QObject {
    Q_OBJECT

    std::unique_ptr<StatusDialog> m_dialog;
    QTableView *sessions() const
    {
        return m_dialog->findChild<QTableView *>(QStringLiteral("statusSessions"));
    }

private Q_SLOTS:
    void init()
    {
        m_dialog = std::make_unique<StatusDialog>(nullptr);
        m_dialog->setAttribute(Qt::WA_DeleteOnClose, false);
    }

    void asksWhileItIsShown()
    {
        QSignalSpy asked(m_dialog.get(), &StatusDialog::statusRequested);
        m_dialog->show();
        QCOMPARE(asked.size(), 1);
        QTRY_VERIFY_WITH_TIMEOUT(asked.size() >= 3, 30000);
        m_dialog->hide();
        QVERIFY(!m_dialog->findChild<QTimer *>() || !m_dialog->findChild<QTimer *>()->isActive());
    }

    void selectionStaysOnItsSession()
    {
        m_dialog->setStatus(hostWith(300));
        m_dialog->show();
        sessions()->sortByColumn(7, Qt::DescendingOrder); // unread
        QCOMPARE(sessions()->model()->index(0, 0).data().toString(), QStringLiteral("300"));
        sessions()->selectRow(100);
        const QString number =
            sessions()->selectionModel()->selectedRows().first().data().toString();
        HostStatus later = hostWith(300);
        later.sessions.erase(later.sessions.begin() + 250);
        later.sessions.front().unreadBytes = 10'000'000;
        m_dialog->setStatus(later);
        const auto selected = sessions()->selectionModel()->selectedRows();
        QCOMPARE(selected.size(), 1);
        QCOMPARE(selected.first().data().toString(), number);
        QCOMPARE(sessions()->model()->index(0, 0).data().toString(), QStringLiteral("1"));
        QCOMPARE(sessions()->model()->rowCount(), 299);
    }

    void keysReachEverything()
    {
        HostStatus status = hostWith(3);
        m_dialog->setStatus(status);
        m_dialog->show();
        m_dialog->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
        QTRY_VERIFY(sessions()->hasFocus());
        QTest::keyClick(sessions(), Qt::Key_Down);
        QVERIFY(sessions()->currentIndex().isValid());
        QTest::keyClick(sessions(), Qt::Key_Tab);
        QVERIFY(!sessions()->hasFocus()); // a table is no trap
        QTest::keyClick(sessions(), Qt::Key_PageDown, Qt::ControlModifier);
        QTest::keyClick(m_dialog.get(), Qt::Key_Escape);
        QVERIFY(!m_dialog->isVisible());
    }

    void namedForThoseWhoHear()
    {
        for (const char *name :
             {"statusSessions", "statusTopics", "statusQueues", "statusTabs", "statusClose"}) {
            auto *widget = m_dialog->findChild<QWidget *>(QString::fromLatin1(name));
            QVERIFY2(widget, name);
            QVERIFY2(
                !QAccessible::queryAccessibleInterface(widget)->text(QAccessible::Name).isEmpty(),
                name);
        }
    }

    void aFailingStoreIsSaid()
    {
        auto *health = m_dialog->findChild<QLabel *>(QStringLiteral("statusHealth"));
        m_dialog->show();
        QVERIFY(!health->isVisible());
        HostStatus status;
        status.data = Ui::HostStatus::Data::NotStored;
        m_dialog->setStatus(status);
        QVERIFY(health->isVisible());
    }
};

QTEST_MAIN(TestStatusDialog)
#include "tst_statusdialog.moc"
