// SPDX-License-Identifier: GPL-3.0-or-later
// What a chat says of the end of its host: with a real host that closes soon, not after all, and
// then does; and the question to whoever closes it.
#include "tests/support/desktoppair.h"
#include "ui/connectionstrip.h"
#include "ui/reason.h"
#include "ui/stopdialog.h"
#include "ui/stopstrip.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>

using namespace std::chrono_literals;

class HostClosingTest : public QObject {
    Q_OBJECT

    static constexpr int patience = DesktopPair::patience;
    std::unique_ptr<DesktopPair> m_pair;

    QWidget *strip() const
    {
        return m_pair->window->findChild<QWidget *>(QStringLiteral("stopStrip"));
    }
    QString said(const char *name) const
    {
        const auto *label = m_pair->window->findChild<QLabel *>(QString::fromLatin1(name));
        return label->isVisible() ? label->text() : QString();
    }
    QPushButton *button(const char *name) const
    {
        return m_pair->window->findChild<QPushButton *>(QString::fromLatin1(name));
    }

private Q_SLOTS:
    void init()
    {
        m_pair = std::make_unique<DesktopPair>();
        m_pair->start();
    }
    void cleanup()
    {
        m_pair->stop();
        m_pair.reset();
    }

    void whyAndWhenIsSaid()
    {
        QVERIFY(!strip()->isVisible());
        m_pair->host->announceStop({QStringLiteral("lunch <b>now</b>"), 299s});
        QTRY_VERIFY_WITH_TIMEOUT(strip()->isVisible(), patience);
        QVERIFY2(said("stopWhat").startsWith(QStringLiteral("This Madang closes in 4:")),
                 qPrintable(said("stopWhat")));
        QCOMPARE(said("stopWhy"), QStringLiteral("lunch <b>now</b>"));
        QCOMPARE(button("stopTakeOver")->isVisible(), true);
        QCOMPARE(button("stopCloseNow")->isVisible(), false);
        m_pair->host->cancelStop();
        QTRY_VERIFY_WITH_TIMEOUT(!strip()->isVisible(), patience);
        m_pair->host->stop({QStringLiteral("lunch")});
        QTRY_VERIFY_WITH_TIMEOUT(
            said("stopWhat").startsWith(QStringLiteral("This Madang was closed at ")), patience);
        QCOMPARE(said("stopWhy"), QStringLiteral("lunch"));
        QTRY_COMPARE_WITH_TIMEOUT(m_pair->kim.client->status().phase,
                                  Ui::ConnectionStatus::Phase::Waiting, patience);
        QVERIFY(strip()->isVisible());
        // Whoever has read it hides it; going on elsewhere is asked of the program.
        QSignalSpy wanted(m_pair->actions.get(), &Ui::Actions::takeOverRequested);
        button("stopTakeOver")->click();
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted[0][0].value<Ui::ChatClient *>(), m_pair->kim.client.get());
        QCOMPARE(wanted[0][2].value<Chat::RoomId>(), m_pair->club);
        button("stopHide")->click();
        QVERIFY(!strip()->isVisible());
    }

    void aHostThatIsBackSaysNothingOfIt()
    {
        m_pair->host->stop({QStringLiteral("new disk")});
        QTRY_VERIFY_WITH_TIMEOUT(strip()->isVisible(), patience);
        Server::HostConfig config = m_pair->host->config();
        config.port = quint16(QUrl(m_pair->address).port());
        m_pair->host = std::make_unique<Server::Host>(config);
        m_pair->host->start();
        const auto tries = [this] {
            m_pair->kim.client->retryNow();
            return m_pair->kim.client->status().phase == Ui::ConnectionStatus::Phase::Online;
        };
        QTRY_VERIFY_WITH_TIMEOUT(tries(), patience);
        QTRY_VERIFY_WITH_TIMEOUT(!strip()->isVisible(), patience);
    }

    void ownHostIsKeptOpenOrClosedNow()
    {
        Ui::HostSummary summary;
        summary.hostedHere = true;
        m_pair->page->setSummary(summary);
        m_pair->host->announceStop({{}, 3600s});
        QTRY_VERIFY_WITH_TIMEOUT(strip()->isVisible(), patience);
        QVERIFY(said("stopWhat").startsWith(QStringLiteral("Your Madang closes in ")));
        QCOMPARE(said("stopWhy"), QString());
        QVERIFY(!button("stopTakeOver")->isVisible());
        QSignalSpy kept(m_pair->actions.get(), &Ui::Actions::stopCancelled);
        QSignalSpy closed(m_pair->actions.get(), &Ui::Actions::stopRequested);
        button("stopKeep")->click();
        QCOMPARE(kept.size(), 1);
        button("stopCloseNow")->click();
        QCOMPARE(closed.size(), 1);
        QCOMPARE(closed[0][0].toString(), QString()); // as was told
        QCOMPARE(closed[0][1].value<std::chrono::seconds>(), 0s);
    }

    void whoClosesSaysWhenAndWhy()
    {
        QSignalSpy asked(m_pair->actions.get(), &Ui::Actions::stopRequested);
        Ui::HostSummary summary;
        summary.hostedHere = true;
        m_pair->page->setSummary(summary);
        m_pair->page->askLeave();
        auto *dialog = m_pair->window->findChild<Ui::StopDialog *>();
        QVERIFY(dialog && dialog->isVisible());
        bool tells = false; // that there is somebody else
        for (const QLabel *label : dialog->findChildren<QLabel *>())
            tells = tells || label->text().contains(QStringLiteral("1 other person is here."));
        QVERIFY(tells);
        auto *why = dialog->findChild<QLineEdit *>(QStringLiteral("stopReason"));
        why->setText(QString(300, u'x'));
        QCOMPARE(why->text().size(), 200);
        why->setText(QStringLiteral(" lunch "));
        // Enter in the field ends nothing for others.
        QTest::keyClick(why, Qt::Key_Return);
        QCOMPARE(asked.size(), 0);
        m_pair->page->askLeave();
        for (auto *one : m_pair->window->findChildren<Ui::StopDialog *>()) {
            if (one->isVisible())
                dialog = one; // the other one is just going
        }
        QVERIFY(dialog->isVisible());
        dialog->findChild<QComboBox *>(QStringLiteral("stopWhen"))->setCurrentIndex(2);
        dialog->findChild<QLineEdit *>(QStringLiteral("stopReason"))
            ->setText(QStringLiteral(" lunch "));
        dialog->findChild<QPushButton *>(QStringLiteral("closeHostYes"))->click();
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked[0][0].toString(), QStringLiteral("lunch"));
        QCOMPARE(asked[0][1].value<std::chrono::seconds>(), 300s);
    }

    void reasonOfAClosedConnection()
    {
        QCOMPARE(Ui::shownReason(QStringLiteral("the host is closing")),
                 QStringLiteral("the host was closed"));
        QCOMPARE(Ui::shownReason(QStringLiteral("the host is closing: lunch")),
                 QStringLiteral("the host was closed: lunch"));
    }
};

QTEST_MAIN(HostClosingTest)
#include "tst_hostclosing.moc"
