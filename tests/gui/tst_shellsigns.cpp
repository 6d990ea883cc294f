// SPDX-License-Identifier: GPL-3.0-or-later
// What the program's icon and the tray tell of a chat, and what the tray's menu does.
#include "tests/support/scriptedwindow.h"
#include "ui/badgedicon.h"
#include "ui/chatpage.h"
#include "ui/connectionstrip.h"
#include "ui/model/company.h"
#include "ui/notices.h"
#include "ui/noticesettingspane.h"
#include "ui/tray.h"

#include <QAction>
#include <QCheckBox>
#include <QImage>
#include <QLabel>
#include <QMenu>
#include <QSignalSpy>
#include <QToolButton>

using Ui::Badge;

namespace {

const Chat::RoomId lobby = Chat::lobbyRoom();
const Chat::RoomId deploys(QStringLiteral("deploys"));
const Chat::UserId minjun(QStringLiteral("민준"));
constexpr int patience = 30000; // ms

QImage imageOf(const QIcon &icon, int size = 32)
{
    return icon.pixmap(size).toImage().convertToFormat(QImage::Format_ARGB32);
}

QImage expected(const Badge &badge, bool isConnected)
{
    return imageOf(Ui::badgedIcon(badge, isConnected));
}

/// Pixels that differ, whatever their colours.
int difference(const QImage &one, const QImage &other)
{
    int count = 0;
    for (int x = 0; x < one.width(); ++x) {
        for (int y = 0; y < one.height(); ++y)
            count += one.pixel(x, y) != other.pixel(x, y) ? 1 : 0;
    }
    return count;
}

} // namespace

class ShellSignsTest : public QObject {
    Q_OBJECT

    std::unique_ptr<ScriptedWindow> m_window;

    template <typename T>
    T *find(const char *name) const
    {
        return m_window->window->findChild<T *>(QString::fromLatin1(name));
    }
    QImage shown() const { return imageOf(m_window->window->windowIcon()); }
    QSystemTrayIcon *tray() const { return m_window->window->findChild<QSystemTrayIcon *>(); }
    void say(const QString &text)
    {
        QSignalSpy arrived(m_window->client.get(), &Ui::ChatClient::messageArrived);
        m_window->host.append(deploys, text, minjun);
        QTRY_COMPARE(arrived.size(), 1);
    }
    void loseConnection() const
    {
        m_window->host.unreachable = true;
        m_window->host.breakLink();
        QTRY_COMPARE(m_window->client->status().phase, Ui::ConnectionStatus::Phase::Waiting);
    }
    /// By the settings, as if this system had a tray.
    void chooseTray() const
    {
        find<QToolButton>("openSettings")->click();
        auto *pane = m_window->window->findChild<Ui::NoticeSettingsPane *>();
        pane->setTrayAvailable(true);
        find<QCheckBox>("noticesTray")->click();
    }
    QAction *inMenu(const char *name) const { return find<QAction>(name); }

private Q_SLOTS:
    void init()
    {
        m_window = std::make_unique<ScriptedWindow>(QStringLiteral("지민"));
        m_window->host.append(lobby, QStringLiteral("before"), minjun);
        m_window->host.append(deploys, QStringLiteral("before"), minjun);
        m_window->open();
        QTRY_COMPARE(m_window->client->timeline(lobby)->rowCount(), 2); // and that we came
        m_window->client->joinRoom(deploys);
        QTRY_COMPARE(m_window->client->timeline(deploys)->rowCount(), 2);
        m_window->client->markRead(deploys);
        QTRY_COMPARE(m_window->client->attention()->badge(), Badge());
    }
    void cleanup() { m_window.reset(); }

    void eachStateHasItsShape()
    {
        const QList<QImage> images{expected({}, true),         expected({0, true}, true),
                                   expected({1, true}, true),  expected({2, false}, true),
                                   expected({10, true}, true), expected({}, false),
                                   expected({0, true}, false), expected({3, true}, false)};
        for (int i = 0; i < images.size(); ++i) {
            for (int j = 0; j < i; ++j)
                QVERIFY2(difference(images[i], images[j]) > 4,
                         qPrintable(QStringLiteral("%1 and %2").arg(i).arg(j)));
        }
        // Past nine all are "9+".
        QCOMPARE(expected({10, false}, true), expected({4000, false}, true));
        // At each size that desktops ask for.
        for (const int size : {16, 22, 24, 32, 48, 64, 128, 256})
            QCOMPARE(imageOf(Ui::badgedIcon({1, false}, true), size).width(), size);
    }

    void theIconTellsWhatIsUnread()
    {
        QCOMPARE(shown(), expected({}, true));
        say(QStringLiteral("just so"));
        QTRY_COMPARE(shown(), expected({0, true}, true));
        say(QStringLiteral("@지민 look"));
        QTRY_COMPARE(shown(), expected({1, true}, true));
        m_window->client->markRead(deploys);
        QTRY_COMPARE(shown(), expected({}, true));
        say(QStringLiteral("@지민 once more"));
        QTRY_COMPARE(shown(), expected({1, false}, true));
        m_window->window->removeChat(m_window->client.get());
        QCOMPARE(shown(), expected({}, true));
    }

    void thePictureIsDrawnWhenItIsAnother()
    {
        for (int i = 0; i < 10; ++i)
            say(QStringLiteral("@지민 look"));
        QTRY_COMPARE(shown(), expected({10, true}, true));
        const qint64 drawn = m_window->window->windowIcon().cacheKey();
        say(QStringLiteral("@지민 look"));
        QTRY_COMPARE(m_window->client->attention()->badge().calls, 11);
        say(QStringLiteral("just so"));
        QTRY_VERIFY(m_window->client->attention()->badge().unread);
        QCOMPARE(m_window->window->windowIcon().cacheKey(), drawn);
        QCOMPARE(shown(), expected({11, false}, true));
    }

    void theIconTellsThatTheConnectionIsLost()
    {
        say(QStringLiteral("@지민 look"));
        QTRY_COMPARE(shown(), expected({1, false}, true));
        loseConnection();
        const QImage atFirst = shown();
        const auto passed = std::chrono::milliseconds(
            m_window->client->status().since.msecsTo(QDateTime::currentDateTimeUtc()));
        if (passed < Ui::ConnectionStrip::patience) // on a very slow machine it may be over
            QCOMPARE(atFirst, expected({1, false}, true));
        QTRY_COMPARE_WITH_TIMEOUT(shown(), expected({1, false}, false), patience);
        m_window->host.unreachable = false;
        m_window->client->retryNow();
        QTRY_COMPARE_WITH_TIMEOUT(shown(), expected({1, false}, true), patience);
        loseConnection();
        QTRY_COMPARE_WITH_TIMEOUT(shown(), expected({1, false}, false), patience);
        m_window->window->removeChat(m_window->client.get());
        QCOMPARE(shown(), expected({}, true));
    }

    void theTrayIsThereForWhoeverWantsIt()
    {
        QVERIFY(!tray());
        chooseTray();
        QVERIFY(tray());
        QVERIFY(Ui::keepsInTray(m_window->profile->settings()));
        find<QCheckBox>("noticesTray")->click();
        QVERIFY(!tray());
        QVERIFY(!find<QMenu>("trayMenu"));
        QVERIFY(!Ui::keepsInTray(m_window->profile->settings()));
    }

    void whereThereIsNoTrayOneIsTold()
    {
        find<QToolButton>("openSettings")->click();
        auto *pane = m_window->window->findChild<Ui::NoticeSettingsPane *>();
        pane->setTrayAvailable(false);
        QVERIFY(!find<QCheckBox>("noticesTray")->isEnabled());
        QVERIFY(!find<QLabel>("noticesNoTray")->isHidden());
        QCOMPARE(find<QCheckBox>("noticesTray")->accessibleDescription(),
                 find<QLabel>("noticesNoTray")->text());
        pane->setTrayAvailable(true);
        QVERIFY(find<QCheckBox>("noticesTray")->isEnabled());
        QVERIFY(find<QLabel>("noticesNoTray")->isHidden());
    }

    void nobodyIsLeftWithoutAWindow()
    {
        QVERIFY(!m_window->window->staysInTray());
        chooseTray();
        // Wanted or not: what counts is whether one can get at it.
        QCOMPARE(m_window->window->staysInTray(), QSystemTrayIcon::isSystemTrayAvailable());
    }

    void theTrayTellsTheSame()
    {
        chooseTray();
        QCOMPARE(imageOf(tray()->icon()), expected({}, true));
        const QString calm = tray()->toolTip();
        QVERIFY2(calm.contains(m_window->client->hostName()), qPrintable(calm));
        QVERIFY(!calm.contains(u'\n'));
        say(QStringLiteral("just so"));
        QTRY_COMPARE(imageOf(tray()->icon()), expected({0, true}, true));
        QTRY_COMPARE(tray()->toolTip(), calm + QStringLiteral("\nThere are unread messages"));
        say(QStringLiteral("@지민 look"));
        QTRY_COMPARE(tray()->toolTip(), calm + QStringLiteral("\n1 message for you"));
        loseConnection();
        QTRY_COMPARE_WITH_TIMEOUT(imageOf(tray()->icon()), expected({1, true}, false), patience);
        const QString since = QLocale().toString(
            m_window->client->status().since.toLocalTime().time(), QLocale::ShortFormat);
        QVERIFY2(tray()->toolTip().contains(QStringLiteral("since ") + since),
                 qPrintable(tray()->toolTip()));
    }

    void theMenuOpensAndQuits()
    {
        chooseTray();
        auto *shown = m_window->window->findChild<Ui::Tray *>();
        QSignalSpy quits(shown, &Ui::Tray::quitRequested);
        m_window->window->hide();
        inMenu("trayOpen")->trigger();
        QVERIFY(m_window->window->isVisible());
        m_window->window->hide();
        Q_EMIT tray()->activated(QSystemTrayIcon::Trigger);
        QVERIFY(m_window->window->isVisible());
        inMenu("trayQuit")->trigger();
        QCOMPARE(quits.size(), 1);
    }

    void theMenuKnowsDoNotDisturb()
    {
        chooseTray();
        auto *presence = m_window->client->company()->presence();
        QAction *quiet = inMenu("trayDoNotDisturb");
        QVERIFY(quiet->isEnabled());
        quiet->trigger();
        QCOMPARE(presence->choice(), Chat::Availability::DoNotDisturb);
        presence->choose(Chat::Availability::Away);
        QVERIFY(!quiet->isChecked());
        presence->choose(Chat::Availability::DoNotDisturb);
        QVERIFY(quiet->isChecked());
        quiet->trigger();
        QCOMPARE(presence->choice(), Chat::Availability::Online);
        m_window->window->removeChat(m_window->client.get());
        QVERIFY(!quiet->isEnabled()); // there is no chat
    }
};

QTEST_MAIN(ShellSignsTest)
#include "tst_shellsigns.moc"
