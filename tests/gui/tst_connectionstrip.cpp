// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/appearance.h"
#include "ui/connectionstrip.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using Ui::ConnectionStatus;
using Ui::ConnectionStrip;
using Phase = ConnectionStatus::Phase;

class tst_ConnectionStrip : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<Ui::Appearance> m_appearance;
    std::unique_ptr<ConnectionStrip> m_strip;

    static ConnectionStatus status(Phase phase, int secondsAgo, const QString &reason = {})
    {
        return {phase, reason, QDateTime::currentDateTimeUtc().addSecs(-secondsAgo), {}};
    }
    QString details() const
    {
        return m_strip->findChild<QLabel *>(QStringLiteral("stripDetails"))->text();
    }
    QPushButton *button(const char *name) const
    {
        return m_strip->findChild<QPushButton *>(QString::fromLatin1(name));
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_settings = std::make_unique<QSettings>(m_folder.filePath(QStringLiteral("s.ini")),
                                                 QSettings::IniFormat);
        m_appearance = std::make_unique<Ui::Appearance>(*m_settings);
    }
    void init() { m_strip = std::make_unique<ConnectionStrip>(*m_appearance); }
    void cleanup() { m_strip.reset(); }

    void hiddenWhileOnline()
    {
        m_strip->setStatus(status(Phase::Online, 100));
        QVERIFY(m_strip->isHidden());
    }

    void shortTroubleIsNotShown()
    {
        m_strip->setStatus(status(Phase::Waiting, 0));
        QVERIFY(m_strip->isHidden());
        m_strip->setStatus(status(Phase::Waiting, 3));
        QVERIFY(!m_strip->isHidden());
    }

    void comesByItselfWhenTheTroubleLasts()
    {
        m_strip->setStatus(status(Phase::Waiting, 1));
        QVERIFY(m_strip->isHidden());
        QTRY_VERIFY(!m_strip->isHidden());
    }

    void reasonIsSaidInPlainWords()
    {
        m_strip->setStatus(status(Phase::Waiting, 9, QStringLiteral("Connection refused")));
        QVERIFY2(details().contains(QStringLiteral("no host is open at this address")),
                 qPrintable(details()));
        QVERIFY(!details().contains(QStringLiteral("refused")));
        m_strip->setStatus(status(Phase::Refused, 9, QStringLiteral("access refused")));
        QCOMPARE(details(), QStringLiteral("the password is not the right one"));
        m_strip->setStatus(status(Phase::Refused, 9, QStringLiteral("of its\nown making")));
        QCOMPARE(details(), QStringLiteral("of its own making"));
    }

    void waitingSaysSinceWhenAndWhenNext()
    {
        ConnectionStatus waiting = status(Phase::Waiting, 125, QStringLiteral("host is down"));
        waiting.nextTry = QDateTime::currentDateTimeUtc().addSecs(600);
        m_strip->setStatus(waiting);
        QVERIFY2(details().contains(QStringLiteral("host is down")), qPrintable(details()));
        QVERIFY2(details().contains(QStringLiteral("2 min")), qPrintable(details()));
        QVERIFY2(details().contains(QStringLiteral("9 min")) ||
                     details().contains(QStringLiteral("10 min")),
                 qPrintable(details()));
        QSignalSpy tried(m_strip.get(), &ConnectionStrip::tryNow);
        button("stripTryNow")->click();
        QCOMPARE(tried.size(), 1);
        QVERIFY(button("stripBack")->isHidden());
    }

    void refusedShowsTheReasonAtOnceAndTheWayBack()
    {
        m_strip->setStatus(status(Phase::Refused, 0, QStringLiteral("wrong <b>password</b>")));
        QVERIFY(!m_strip->isHidden());
        QCOMPARE(details(), QStringLiteral("wrong <b>password</b>"));
        QSignalSpy back(m_strip.get(), &ConnectionStrip::back);
        button("stripBack")->click();
        QCOMPARE(back.size(), 1);
        QVERIFY(button("stripTryNow")->isHidden());
    }

    void whoIsTooOldIsSaidWithWhatToDo()
    {
        ConnectionStatus refused =
            status(Phase::Refused, 9, QStringLiteral("Unsupported protocol version"));
        const auto what = [this] {
            return m_strip->findChild<QLabel *>(QStringLiteral("stripWhat"))->text();
        };
        m_strip->setPasswordOffered(true);
        refused.refusal = ConnectionStatus::Refusal::ProgramTooOld;
        m_strip->setStatus(refused);
        QCOMPARE(what(), QStringLiteral("This program is too old for that Madang."));
        QCOMPARE(details(),
                 QStringLiteral("Install a newer version on this computer, and come in again. Ask "
                                "whoever hosts there where to get it."));
        // No password helps.
        QVERIFY(m_strip->findChild<QLineEdit *>(QStringLiteral("stripPassword"))->isHidden());
        QVERIFY(button("stripTryNow")->isHidden());
        QVERIFY(!button("stripBack")->isHidden());
        refused.refusal = ConnectionStatus::Refusal::HostTooOld;
        m_strip->setStatus(refused);
        QCOMPARE(what(), QStringLiteral("That Madang is too old for this program."));
        QCOMPARE(details(), QStringLiteral("Ask whoever hosts there to install a newer version."));
        QVERIFY(m_strip->findChild<QLineEdit *>(QStringLiteral("stripPassword"))->isHidden());
        // They may have done so.
        QSignalSpy again(m_strip.get(), &Ui::ConnectionStrip::tryWithPassword);
        QVERIFY(!button("stripTryNow")->isHidden());
        QCOMPARE(button("stripTryNow")->text(), QStringLiteral("Try now"));
        button("stripTryNow")->click();
        QCOMPARE(again, (QList<QVariantList>{{QString()}}));
        // Where it cannot be told which one, both.
        refused.refusal = ConnectionStatus::Refusal::None;
        m_strip->setStatus(refused);
        QVERIFY2(details().endsWith(QStringLiteral("install the newest on both sides")),
                 qPrintable(details()));
    }

    void refusedTakesAPasswordWhereOneHelps()
    {
        m_strip->setPasswordOffered(true);
        m_strip->setStatus(status(Phase::Refused, 0));
        auto *field = m_strip->findChild<QLineEdit *>(QStringLiteral("stripPassword"));
        QVERIFY(!field->isHidden());
        QSignalSpy tried(m_strip.get(), &ConnectionStrip::tryWithPassword);
        QTest::keyClicks(field, QStringLiteral("sesame"));
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(tried.size(), 1);
        QCOMPARE(tried.first().first().toString(), QStringLiteral("sesame"));
        m_strip->setStatus(status(Phase::Online, 0));
        QVERIFY(field->text().isEmpty());
    }
};

QTEST_MAIN(tst_ConnectionStrip)
#include "tst_connectionstrip.moc"
