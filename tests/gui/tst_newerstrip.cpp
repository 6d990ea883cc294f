// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/scriptedhost.h"
#include "ui/actions.h"
#include "ui/mainwindow.h"
#include "ui/model/chatclient.h"
#include "ui/model/newerversion.h"
#include "ui/model/profile.h"
#include "ui/newerstrip.h"
#include "ui/timelineview.h"

#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QSet>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace {

const QUrl releases(QStringLiteral("https://madang.example/releases"));

} // namespace

class NewerStripTest : public QObject {
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Ui::Profile> m_profile;
    Ui::Actions m_actions;
    std::unique_ptr<ScriptedHost> m_host;
    std::unique_ptr<Ui::ChatClient> m_client;
    std::unique_ptr<Ui::NewerVersion> m_newer;
    std::unique_ptr<Ui::MainWindow> m_window;
    Ui::NewerStrip *m_strip = nullptr; ///< The window's.

    void show(const QUrl &page, const QByteArray &name)
    {
        m_host->hostName = name;
        m_strip = new Ui::NewerStrip(*m_newer, m_actions, page, m_window->appearance());
        m_window->addStrip(m_strip);
        QVERIFY(!m_strip->isVisible());
        m_newer->follow(m_client.get());
        m_client->connectToHost();
        QTRY_VERIFY_WITH_TIMEOUT(m_strip->isVisible(), 20000);
        QTRY_COMPARE_WITH_TIMEOUT(m_newer->offer()->hostName, QString::fromUtf8(name), 20000);
    }
    QString text() const
    {
        return m_strip->findChild<QLabel *>(QStringLiteral("newerText"))->text();
    }
    QPushButton *button(const char *name) const
    {
        return m_strip->findChild<QPushButton *>(QString::fromLatin1(name));
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_profile = std::move(*Ui::Profile::open(m_folder->path()));
        m_profile->setName(QStringLiteral("kim"));
        m_profile->settings().setValue(QStringLiteral("language"), QStringLiteral("en"));
        m_host = std::make_unique<ScriptedHost>();
        m_host->alsoGreets.append("server", "madang/9.2.0");
        m_client =
            std::make_unique<Ui::ChatClient>(*m_profile, QStringLiteral("h"), m_host->linkMaker());
        m_newer = std::make_unique<Ui::NewerVersion>(m_profile->settings());
        m_window = std::make_unique<Ui::MainWindow>(*m_profile, m_actions);
        m_window->show();
    }
    void cleanup()
    {
        m_window.reset();
        m_newer.reset();
        m_client.reset();
        m_host.reset();
        m_profile.reset();
    }

    void leadsToWhereProgramsComeFrom()
    {
        show(releases, "Third floor");
        const QString ours = Ui::NewerVersion::ownVersion().toString();
        QCOMPARE(text(), QStringLiteral("A newer Madang is in use at “Third floor”: version 9.2.0. "
                                        "Yours is %1.")
                             .arg(ours));
        QSignalSpy asked(&m_actions, &Ui::Actions::linkRequested);
        button("newerGet")->setFocus();
        QTest::keyClick(button("newerGet"), Qt::Key_Space);
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked.first().first().toUrl(), releases);
        QVERIFY(m_strip->isVisible()); // the page may not have opened
    }

    /// Without a mouse, and for who does not see it.
    void theKeysReachIt()
    {
        m_window->showChat(m_client.get(), {});
        show(releases, "Third floor");
        auto *composer = m_window->findChild<QWidget *>(QStringLiteral("composer"));
        QTRY_VERIFY_WITH_TIMEOUT(composer->isEnabled(), 20000);
        composer->setFocus();
        QVERIFY(composer->hasFocus());
        QSet<const QWidget *> met;
        while (const QWidget *at = m_window->focusWidget()) {
            if (met.contains(at))
                break;
            met << at;
            QTest::keyClick(m_window->focusWidget(), Qt::Key_Tab);
        }
        QVERIFY(met.contains(button("newerGet")));
        QVERIFY(met.contains(button("newerHide")));
        QCOMPARE(button("newerGet")->accessibleName(), QStringLiteral("Open the download page"));
        QCOMPARE(button("newerGet")->accessibleDescription(), releases.toString());
        QCOMPARE(button("newerHide")->accessibleName(),
                 QStringLiteral("Hide the line about the newer version"));
    }

    void fitsANarrowWindow()
    {
        m_window->resize(1100, 720);
        show(releases, QByteArray(64, 'W'));
        const auto *words = m_strip->findChild<QLabel *>(QStringLiteral("newerText"));
        QTRY_VERIFY(button("newerHide")->x() > words->geometry().right());
        m_window->resize(360, 480);
        QTRY_VERIFY(button("newerHide")->y() >= words->geometry().bottom());
        QCOMPARE(m_strip->width(), 360);
        QVERIFY(m_strip->rect().contains(button("newerGet")->geometry()));
        QVERIFY(m_strip->rect().contains(button("newerHide")->geometry()));
        QVERIFY(words->height() >= words->heightForWidth(words->width()));
    }

    void movesNothingThatOneReads_data()
    {
        QTest::addColumn<bool>("isAtEnd");
        QTest::newRow("at the end") << true;
        QTest::newRow("further up") << false;
    }
    void movesNothingThatOneReads()
    {
        QFETCH(bool, isAtEnd);
        const Chat::RoomId lobby = Chat::lobbyRoom();
        m_host->fill(lobby, 200);
        m_window->resize(1100, 720);
        m_window->showChat(m_client.get(), {});
        m_client->connectToHost();
        auto *view = m_window->findChild<Ui::TimelineView *>();
        const auto isSettled = [&] {
            view->grab();
            return view->verticalScrollBar()->maximum() > 0 && view->isAtEnd();
        };
        QTRY_VERIFY_WITH_TIMEOUT(isSettled(), 20000);
        if (!isAtEnd)
            view->verticalScrollBar()->setValue(view->verticalScrollBar()->maximum() / 2);
        view->grab();
        QCOMPARE(view->isAtEnd(), isAtEnd);
        const QPersistentModelIndex line =
            view->indexAt(view->viewport()->rect().center() + QPoint(0, 100));
        QVERIFY(line.isValid());
        const auto place = [&] {
            return view->viewport()->mapTo(m_window.get(), view->visualRect(line).topLeft()).y();
        };
        const int before = place();
        const int above = view->mapTo(m_window.get(), QPoint()).y();
        auto *strip = new Ui::NewerStrip(*m_newer, m_actions, releases, m_window->appearance());
        m_window->addStrip(strip);
        m_newer->follow(m_client.get());
        QVERIFY(strip->isVisible());
        QTRY_COMPARE(view->mapTo(m_window.get(), QPoint()).y(), above + strip->height());
        QCOMPARE(place(), before);
        strip->findChild<QPushButton *>(QStringLiteral("newerHide"))->click();
        QTRY_COMPARE(view->mapTo(m_window.get(), QPoint()).y(), above);
        QCOMPARE(place(), before);
        QCOMPARE(view->isAtEnd(), isAtEnd);
    }

    void namesNoPageWhereNoneIsKnown()
    {
        show({}, "Third floor");
        QVERIFY(!button("newerGet")->isVisible());
        QVERIFY2(text().endsWith(QStringLiteral("Ask whoever hosts there where to get it.")),
                 qPrintable(text()));
    }

    void isHiddenForGood()
    {
        show(releases, "Third floor");
        button("newerHide")->setFocus();
        QTest::keyClick(button("newerHide"), Qt::Key_Space);
        QVERIFY(!m_strip->isVisible());
        auto *again = new Ui::NewerStrip(*m_newer, m_actions, releases, m_window->appearance());
        m_window->addStrip(again);
        QVERIFY(!again->isVisible());
    }

    /// What a host calls itself is no markup and no place for numbers.
    void aHostsNameIsText()
    {
        show(releases, "<b>%1 %2</b>");
        QVERIFY2(text().contains(QStringLiteral("“<b>%1 %2</b>”: version 9.2.0.")),
                 qPrintable(text()));
        QCOMPARE(m_strip->findChild<QLabel *>(QStringLiteral("newerText"))->textFormat(),
                 Qt::PlainText);
    }

    void speaksKorean()
    {
        m_profile->settings().setValue(QStringLiteral("language"), QStringLiteral("ko"));
        m_window.reset();
        m_window = std::make_unique<Ui::MainWindow>(*m_profile, m_actions);
        m_window->show();
        show(releases, "3층");
        QVERIFY2(text().contains(QStringLiteral("“3층”")) &&
                     text().contains(QStringLiteral("버전 9.2.0")),
                 qPrintable(text()));
        QCOMPARE(button("newerGet")->text(), QStringLiteral("받는 곳 열기"));
    }
};

QTEST_MAIN(NewerStripTest)
#include "tst_newerstrip.moc"
