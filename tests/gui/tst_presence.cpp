// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/scriptedwindow.h"
#include "ui/appearance.h"
#include "ui/idlewatch.h"
#include "ui/model/company.h"
#include "ui/presencebutton.h"
#include "ui/presencesign.h"
#include "ui/statuslinedialog.h"

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QSignalSpy>

#include <set>

using Chat::Availability;
using namespace std::chrono_literals;

namespace {

const Chat::RoomId lobby = Chat::lobbyRoom();
const QByteArray destination = Chat::requestDestination(Chat::Request::Kind::Presence);

/// Which points of a sign are not as what is behind it: its shape, without its colour.
std::set<std::pair<int, int>> shapeOf(Availability state, const Ui::Appearance &appearance)
{
    const QColor behind = appearance.theme().window;
    QImage image(16, 16, QImage::Format_RGB32);
    image.fill(behind);
    QPainter painter(&image);
    Ui::drawPresence(painter, QRectF(0, 0, 16, 16), state, behind, appearance);
    painter.end();
    std::set<std::pair<int, int>> shape;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (Ui::contrast(image.pixelColor(x, y), behind) > 2)
                shape.insert({x, y});
        }
    }
    return shape;
}

} // namespace

// How oneself is seen by others, and how that is chosen, in the window.
class tst_Presence : public QObject {
    Q_OBJECT
    std::unique_ptr<ScriptedWindow> m_desktop;

    Ui::OwnPresence &presence() const { return *m_desktop->client->company()->presence(); }
    Ui::PresenceButton *button() const
    {
        return m_desktop->window->findChild<Ui::PresenceButton *>();
    }
    QMenu *openMenu() const
    {
        for (QMenu *old : button()->findChildren<QMenu *>())
            delete old;
        button()->setFocus();
        QTest::keyClick(button(), Qt::Key_Space);
        return button()->findChild<QMenu *>(QStringLiteral("presenceMenu"));
    }
    QAction *inMenu(const char *name) const
    {
        return openMenu()->findChild<QAction *>(QString::fromLatin1(name));
    }
    void choose(const char *name) const
    {
        QAction *action = inMenu(name);
        QVERIFY(action);
        button()->findChild<QMenu *>()->close(); // as it is when one chooses
        action->trigger();
    }
    Chat::PresenceRequest lastRequest() const
    {
        return Chat::PresenceRequest::fromJson(m_desktop->host.sentTo(destination).last())
            .value_or(Chat::PresenceRequest());
    }

private Q_SLOTS:
    void init()
    {
        m_desktop = std::make_unique<ScriptedWindow>(QStringLiteral("jiwoo"));
        m_desktop->open();
        QTRY_COMPARE(m_desktop->client->members(lobby)->rowCount(), 1);
    }
    void cleanup() { m_desktop.reset(); }

    void isChosenInTheMenu()
    {
        QCOMPARE(button()->text().trimmed(), QStringLiteral("Online"));
        QVERIFY(inMenu("presenceOnline")->isChecked());
        choose("presenceDoNotDisturb");
        QCOMPARE(button()->text().trimmed(), QStringLiteral("Do not disturb"));
        QCOMPARE(button()->accessibleName(), QStringLiteral("How others see you: Do not disturb"));
        QTRY_COMPARE(m_desktop->host.sentTo(destination).size(), 1);
        QCOMPARE(lastRequest().state, Availability::DoNotDisturb);
        QVERIFY(inMenu("presenceDoNotDisturb")->isChecked());
        QVERIFY(inMenu("presenceDoNotDisturb")->text().contains(u'✓')); // also to be seen
        QVERIFY(!inMenu("presenceOnline")->isChecked());
        QVERIFY(!inMenu("presenceOnline")->text().contains(u'✓'));
        QVERIFY(!inMenu("clearStatus")); // there is none
    }

    void tabGoesDownTheSidebar()
    {
        auto *own = m_desktop->window->findChild<QWidget *>(QStringLiteral("openAccount"));
        button()->setFocus();
        QTest::keyClick(button(), Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget(), own);
        QTest::keyClick(own, Qt::Key_Backtab);
        QCOMPARE(QApplication::focusWidget(), button());
        QTest::keyClick(button(), Qt::Key_Backtab); // no room is archived
        QCOMPARE(QApplication::focusWidget(),
                 m_desktop->window->findChild<QWidget *>(QStringLiteral("roomList")));
    }

    void withoutAConnectionItSaysSo()
    {
        presence().setStatus(QStringLiteral("tea"));
        QCOMPARE(button()->text().trimmed(), QStringLiteral("Online · tea"));
        m_desktop->host.unreachable = true;
        m_desktop->host.breakLink();
        QTRY_COMPARE(button()->text().trimmed(), QStringLiteral("Not connected · tea"));
        QVERIFY(button()->toolTip().contains(QStringLiteral("offline")));
        choose("presenceAway");
        QCOMPARE(button()->text().trimmed(), QStringLiteral("Not connected · tea"));
        QVERIFY(inMenu("presenceAway")->isChecked());
        m_desktop->host.unreachable = false;
        m_desktop->client->retryNow();
        QTRY_COMPARE_WITH_TIMEOUT(button()->text().trimmed(), QStringLiteral("Away · tea"), 20000);
    }

    void aStatusIsAskedFor()
    {
        choose("setStatus");
        QPointer<QDialog> dialog =
            m_desktop->window->findChild<QDialog *>(QStringLiteral("statusLineDialog"));
        QVERIFY(dialog);
        QCoreApplication::processEvents(); // the menu's end gives the window behind it the keys
        dialog->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(dialog));
        auto *text = dialog->findChild<QLineEdit *>(QStringLiteral("statusLineText"));
        QCOMPARE(QApplication::focusWidget(), text);
        QTest::keyClicks(text, QStringLiteral(":coffee: a<b>&c"));
        QTest::keyClick(text, Qt::Key_Return);
        QTRY_VERIFY(!dialog);
        QCOMPARE(presence().status(), QStringLiteral("☕ a<b>&c"));
        QCOMPARE(button()->text().trimmed(), QStringLiteral("Online · ☕ a<b>&&c"));
        QVERIFY(button()->toolTip().contains(QStringLiteral("a&lt;b&gt;&amp;c")));
        QTRY_COMPARE(m_desktop->host.sentTo(destination).size(), 1);
        QVERIFY(!lastRequest().until);
        choose("clearStatus");
        QCOMPARE(presence().status(), QString());
        QTRY_COMPARE(m_desktop->host.sentTo(destination).size(), 2);
        QCOMPARE(lastRequest().status, QString());
    }

    void aLongStatusIsCutAndWholeInTheTip()
    {
        const QString text = QString(90, u'w');
        presence().setStatus(text);
        QVERIFY(button()->text().size() < 90);
        QVERIFY(button()->text().endsWith(u'…'));
        QVERIFY(button()->toolTip().contains(text));
        QVERIFY(button()->accessibleName().contains(text));
        QVERIFY(button()->width() <= button()->parentWidget()->width());
    }

    void howLongAStatusHolds_data()
    {
        QTest::addColumn<QString>("choice");
        QTest::addColumn<QDateTime>("until");
        const QDateTime now(QDate(2026, 11, 22), QTime(21, 30));
        QTest::newRow("for good") << QStringLiteral("Never") << QDateTime();
        QTest::newRow("half an hour") << QStringLiteral("30 minutes") << now.addSecs(1800);
        QTest::newRow("an hour") << QStringLiteral("1 hour") << now.addSecs(3600);
        QTest::newRow("over midnight") << QStringLiteral("4 hours") << now.addSecs(4 * 3600);
        QTest::newRow("today") << QStringLiteral("At the end of today")
                               << QDate(2026, 11, 23).startOfDay();
    }
    void howLongAStatusHolds()
    {
        QFETCH(QString, choice);
        QFETCH(QDateTime, until);
        const QDateTime now(QDate(2026, 11, 22), QTime(21, 30));
        QPointer<Ui::StatusLineDialog> dialog =
            new Ui::StatusLineDialog(QStringLiteral("tea"), {}, m_desktop->window->appearance(),
                                     m_desktop->window.get(), [now] { return now; });
        QSignalSpy chosen(dialog, &Ui::StatusLineDialog::chosen);
        dialog->open();
        auto *after = dialog->findChild<QComboBox *>(QStringLiteral("statusLineAfter"));
        QVERIFY(after->findText(choice) >= 0);
        after->setCurrentIndex(after->findText(choice));
        dialog->findChild<QPushButton *>(QStringLiteral("statusLineSave"))->click();
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen[0][0].toString(), QStringLiteral("tea"));
        QCOMPARE(chosen[0][1].toDateTime(), until);
        QTRY_VERIFY(!dialog);
    }

    void whatHoldsIsKeptUnlessChangedAndBounded()
    {
        const QDateTime until = QDateTime::currentDateTime().addSecs(900);
        QPointer<Ui::StatusLineDialog> dialog = new Ui::StatusLineDialog(
            QStringLiteral("tea"), until, m_desktop->window->appearance(), m_desktop->window.get());
        QSignalSpy chosen(dialog, &Ui::StatusLineDialog::chosen);
        dialog->open();
        auto *text = dialog->findChild<QLineEdit *>(QStringLiteral("statusLineText"));
        text->setText(QString(150, u'x'));
        QCOMPARE(text->text().size(), 100);
        QCOMPARE(dialog->findChild<QLabel *>(QStringLiteral("statusLineLeft"))->text(),
                 QStringLiteral("100 of 100 characters"));
        text->setText(QStringLiteral("green tea"));
        dialog->findChild<QPushButton *>(QStringLiteral("statusLineSave"))->click();
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen[0][1].toDateTime(), until);
        dialog = new Ui::StatusLineDialog(QStringLiteral("tea"), until,
                                          m_desktop->window->appearance(), m_desktop->window.get());
        QSignalSpy cancelled(dialog, &Ui::StatusLineDialog::chosen);
        dialog->open();
        dialog->findChild<QPushButton *>(QStringLiteral("statusLineCancel"))->click();
        QTRY_VERIFY(!dialog);
        QCOMPARE(cancelled.size(), 0);
    }

    void whatIsOverCannotStayAsItIs()
    {
        const QDateTime until(QDate(2026, 11, 22), QTime(21, 30));
        QDateTime now = until.addSecs(-60);
        QPointer<Ui::StatusLineDialog> dialog =
            new Ui::StatusLineDialog(QStringLiteral("tea"), until, m_desktop->window->appearance(),
                                     m_desktop->window.get(), [&now] { return now; });
        QSignalSpy chosen(dialog, &Ui::StatusLineDialog::chosen);
        dialog->open();
        const auto *after = dialog->findChild<QComboBox *>(QStringLiteral("statusLineAfter"));
        const auto *over = dialog->findChild<QLabel *>(QStringLiteral("statusLineOver"));
        QVERIFY(after->currentText().startsWith(QStringLiteral("As it is")));
        QVERIFY(!over->isVisible());
        now = until; // it ends while one writes
        auto *save = dialog->findChild<QPushButton *>(QStringLiteral("statusLineSave"));
        save->click();
        QCOMPARE(chosen.size(), 0);
        QVERIFY(over->isVisible());
        QCOMPARE(after->accessibleDescription(), over->text());
        QVERIFY(!after->currentText().startsWith(QStringLiteral("As it is")));
        save->click();
        QCOMPARE(chosen.size(), 1);
        QTRY_VERIFY(!dialog);
        // One that is over already is not offered.
        dialog =
            new Ui::StatusLineDialog(QStringLiteral("tea"), until, m_desktop->window->appearance(),
                                     m_desktop->window.get(), [&now] { return now; });
        QVERIFY(!dialog->findChild<QComboBox *>(QStringLiteral("statusLineAfter"))
                     ->currentText()
                     .startsWith(QStringLiteral("As it is")));
        delete dialog;
    }

    void eachStateHasAShapeOfItsOwn()
    {
        const Ui::Appearance &appearance = m_desktop->window->appearance();
        const QList<Availability> states{Availability::Online, Availability::Away,
                                         Availability::DoNotDisturb, Availability::Offline};
        for (const Availability one : states) {
            for (const Availability other : states) {
                const auto a = shapeOf(one, appearance);
                const auto b = shapeOf(other, appearance);
                int different = 0;
                for (int y = 0; y < 16; ++y) {
                    for (int x = 0; x < 16; ++x)
                        different += a.count({x, y}) != b.count({x, y}) ? 1 : 0;
                }
                QVERIFY(a.size() > 20);
                QVERIFY(one == other || different > 16);
            }
        }
    }

    void nobodyThereForAWhile()
    {
        std::chrono::milliseconds time = 0ms;
        Ui::IdleWatch watch(10min, nullptr, [&time] { return time; });
        QSignalSpy changed(&watch, &Ui::IdleWatch::changed);
        time = 10min - 1ms;
        watch.check();
        QVERIFY(!watch.isIdle());
        QTest::keyClick(m_desktop->window.get(), Qt::Key_Shift);
        time = 20min - 2ms; // not so long since the key
        watch.check();
        QVERIFY(!watch.isIdle());
        time = 20min - 1ms;
        watch.check();
        QVERIFY(watch.isIdle());
        watch.check();
        QCOMPARE(changed.size(), 1);
        QTest::mouseClick(m_desktop->window.get(), Qt::LeftButton, {}, QPoint(1, 1));
        QVERIFY(!watch.isIdle());
        QCOMPARE(changed.size(), 2);
        QCOMPARE(changed[1][0].toBool(), false);
    }

    void theWatchLooksByItself()
    {
        Ui::IdleWatch watch(50ms);
        QSignalSpy changed(&watch, &Ui::IdleWatch::changed);
        QTRY_VERIFY(watch.isIdle());
        QTest::keyClick(m_desktop->window.get(), Qt::Key_Shift);
        QTRY_COMPARE(changed.size(), 3); // idle, used, idle again
    }

    void theHostHearsOfIt()
    {
        auto *watch = m_desktop->window->findChild<Ui::IdleWatch *>();
        QVERIFY(watch);
        Q_EMIT watch->changed(true);
        QTRY_COMPARE(m_desktop->host.sentTo(destination).size(), 1);
        QCOMPARE(lastRequest().idle, true);
    }
};

QTEST_MAIN(tst_Presence)
#include "tst_presence.moc"
