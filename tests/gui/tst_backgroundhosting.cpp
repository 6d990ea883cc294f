// SPDX-License-Identifier: GPL-3.0-or-later
// The desktop program that hosts: what it asks when its window closes or it is to end, that it goes
// on without a window and comes back, and that it keeps the computer awake if that is wished.
#include "app/application.h"
#include "stomp/net/websocketlink.h"
#include "ui/appearance.h"
#include "ui/awakestrip.h"
#include "ui/generalpane.h"
#include "ui/joinedhosts.h"
#include "ui/model/keephosting.h"
#include "ui/stopdialog.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

namespace {

constexpr int patience = 30000; // ms

/// Notes what it is asked.
class NotingInhibitor final : public SleepInhibitor {
public:
    explicit NotingInhibitor(bool &held, bool possible) : m_held(held), m_possible(possible) {}
    ~NotingInhibitor() override { m_held = false; }
    void hold(const QString &) override { m_held = true; }
    void release() override { m_held = false; }
    bool isPossible() const override { return m_possible; }
    bool isHeld() const override { return m_held; }

private:
    bool &m_held;
    bool m_possible;
};

} // namespace

class BackgroundHostingTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Ui::RecentLog> m_log;
    std::unique_ptr<Application> m_program;
    std::unique_ptr<QSignalSpy> m_finished;
    Ui::MainWindow *m_window = nullptr;
    QSettings *m_settings = nullptr;
    quint16 m_port = 0;

    template <typename T>
    T *find(const char *name) const
    {
        return m_window->findChild<T *>(QString::fromLatin1(name));
    }
    void start(bool host = true, bool background = false)
    {
        auto profile = Ui::Profile::open(m_folder->filePath(QStringLiteral("profile")));
        QVERIFY(profile);
        (*profile)->setName(QStringLiteral("kim"));
        (*profile)->settings().setValue(QStringLiteral("language"), QStringLiteral("en"));
        m_settings = &(*profile)->settings();
        DesktopOptions options;
        options.host = host;
        options.background = background;
        options.port = 0;
        m_log = std::make_unique<Ui::RecentLog>();
        m_program = std::make_unique<Application>(options, std::move(*profile), *m_log);
        m_finished = std::make_unique<QSignalSpy>(m_program.get(), &Application::finished);
        QSignalSpy hosting(m_program.get(), &Application::hosting);
        m_program->start();
        for (QWidget *one : QApplication::topLevelWidgets()) {
            if (one->objectName() == QStringLiteral("mainWindow"))
                m_window = qobject_cast<Ui::MainWindow *>(one);
        }
        QVERIFY(m_window);
        QVERIFY(background || QTest::qWaitForWindowExposed(m_window));
        if (!host)
            return;
        QTRY_COMPARE_WITH_TIMEOUT(hosting.size(), 1, patience);
        m_port = hosting[0][0].value<Server::HostAddresses>().port;
    }
    /// What Qt tells of that only while the program is within exec().
    static void lastWindowWentAway()
    {
        QVERIFY(QMetaObject::invokeMethod(qGuiApp, "lastWindowClosed", Qt::DirectConnection));
    }
    bool isReachable() const
    {
        QTcpSocket visitor;
        visitor.connectToHost(QHostAddress(QHostAddress::LocalHost), m_port);
        return QTest::qWaitFor(
                   [&] {
                       return visitor.state() == QAbstractSocket::ConnectedState ||
                              visitor.error() != QAbstractSocket::UnknownSocketError;
                   },
                   patience) &&
               visitor.state() == QAbstractSocket::ConnectedState;
    }

private Q_SLOTS:
    void init()
    {
        QGuiApplication::setQuitOnLastWindowClosed(false); // as main() does
        m_folder = std::make_unique<QTemporaryDir>();
    }
    void cleanup()
    {
        m_program.reset();
        m_window = nullptr;
        m_log.reset();
    }

    void closingTheWindowAsks()
    {
        start();
        m_window->close();
        auto *box = find<QMessageBox>("closeWhileHosting");
        QVERIFY(box && box->isVisible());
        QVERIFY(m_window->isVisible());
        find<QPushButton>("closeWhileHostingStay")->click();
        QVERIFY(m_window->isVisible());
        QCOMPARE(Ui::onClose(*m_settings), Ui::OnClose::Ask);
        QCOMPARE(m_finished->size(), 0);
    }

    void goingOnWithoutAWindow()
    {
        start();
        m_window->close();
        find<QCheckBox>("closeWhileHostingRemember")->setChecked(true);
        find<QPushButton>("closeWhileHostingGoOn")->click();
        QTRY_VERIFY_WITH_TIMEOUT(m_window->isHidden(), patience);
        lastWindowWentAway();
        QCOMPARE(m_finished->size(), 0);
        QVERIFY(isReachable());
        // The way back: the program is started again.
        m_program->take({});
        QVERIFY(m_window->isVisible());
        // And now nobody is asked any more.
        QCOMPARE(Ui::onClose(*m_settings), Ui::OnClose::Background);
        m_window->close();
        QVERIFY(m_window->isHidden());
        lastWindowWentAway();
        QCOMPARE(m_finished->size(), 0);
        QVERIFY(isReachable());
    }

    void closingTheMadang()
    {
        start();
        m_window->close();
        find<QPushButton>("closeWhileHostingQuit")->click();
        QCOMPARE(m_finished->size(), 0); // when, and why
        find<QPushButton>("quitWhileHostingYes")->click();
        QTRY_COMPARE_WITH_TIMEOUT(m_finished->size(), 1, patience);
        QVERIFY(!isReachable());
        QCOMPARE(Ui::onClose(*m_settings), Ui::OnClose::Ask); // it was not to be remembered
    }

    void aRememberedQuitAsksOnlyWhereSomebodyIsIn()
    {
        start();
        Ui::setOnClose(*m_settings, Ui::OnClose::Quit);
        auto visiting = Ui::Profile::open(m_folder->filePath(QStringLiteral("visitor")));
        QVERIFY(visiting);
        (*visiting)->setName(QStringLiteral("lee"));
        const QUrl address(QStringLiteral("ws://127.0.0.1:%1/ws-stomp").arg(m_port));
        Ui::ChatClient visitor(**visiting, address.authority(), [address] {
            return std::make_unique<Stomp::WebSocketLink>(address);
        });
        visitor.connectToHost();
        Ui::ChatClient *own = m_window->findChild<Ui::JoinedHosts *>()->all().front().client;
        QTRY_COMPARE_WITH_TIMEOUT(Ui::othersAt(*own), 1, patience);
        m_window->close();
        QVERIFY(m_window->isVisible());
        QVERIFY(!find<QMessageBox>("closeWhileHosting"));
        auto *dialog = find<Ui::StopDialog>("quitWhileHosting");
        QVERIFY(dialog && dialog->isVisible());
        dialog->close();
        visitor.disconnectFromHost();
        QTRY_COMPARE_WITH_TIMEOUT(Ui::othersAt(*own), 0, patience);
        m_window->close();
        QVERIFY(m_window->isHidden());
        lastWindowWentAway();
        QTRY_COMPARE_WITH_TIMEOUT(m_finished->size(), 1, patience);
    }

    void withoutAHostNobodyIsAsked()
    {
        start(false);
        m_window->close();
        QVERIFY(!find<QMessageBox>("closeWhileHosting"));
        lastWindowWentAway();
        QTRY_COMPARE_WITH_TIMEOUT(m_finished->size(), 1, patience);
    }

    void quittingSaysWhatHappens()
    {
        start();
        QTest::keyClick(m_window, Qt::Key_Q, Qt::ControlModifier);
        auto *dialog = find<Ui::StopDialog>("quitWhileHosting");
        QVERIFY(dialog && dialog->isVisible());
        QCOMPARE(m_finished->size(), 0);
        find<QPushButton>("quitWhileHostingYes")->click();
        QTRY_COMPARE_WITH_TIMEOUT(m_finished->size(), 1, patience);
    }

    void quittingLaterCanBeTakenBack()
    {
        start();
        QTest::keyClick(m_window, Qt::Key_Q, Qt::ControlModifier);
        find<QComboBox>("stopWhen")->setCurrentIndex(3);
        find<QLineEdit>("stopReason")->setText(QStringLiteral("home time"));
        find<QPushButton>("quitWhileHostingYes")->click();
        auto *why = find<QLabel>("stopWhy");
        QTRY_VERIFY_WITH_TIMEOUT(why->isVisible(), patience); // one reads it oneself
        QCOMPARE(why->text(), QStringLiteral("home time"));
        QCOMPARE(m_finished->size(), 0);
        find<QPushButton>("stopKeep")->click();
        QTRY_VERIFY_WITH_TIMEOUT(!why->isVisible(), patience);
        QVERIFY(isReachable());
        // And now at once: the host closes, and the program with it only where that was asked for.
        m_program->stopHost({}, std::chrono::seconds(1));
        QTRY_VERIFY_WITH_TIMEOUT(!isReachable(), patience);
        QCOMPARE(m_finished->size(), 0);
        QVERIFY(m_window->isVisible());
    }

    void startedWithoutAWindow()
    {
        start(true, true);
        QVERIFY(m_window->isHidden());
        QVERIFY(isReachable());
        m_program->take({});
        QVERIFY(m_window->isVisible());
    }

    void anAnnouncedStopEndsWhatNobodySees()
    {
        start(true, true);
        m_program->stopHost({}, std::chrono::seconds(1));
        QTRY_COMPARE_WITH_TIMEOUT(m_finished->size(), 1, patience);
    }

    void keepingAwakeIsAskedOnce()
    {
        auto opened = Ui::Profile::open(m_folder->filePath(QStringLiteral("profile")));
        QVERIFY(opened);
        Ui::Profile &profile = **opened;
        profile.setName(QStringLiteral("kim"));
        profile.settings().setValue(QStringLiteral("language"), QStringLiteral("en"));
        Sessions sessions;
        Ui::Actions actions;
        Ui::MainWindow window(profile, actions);
        window.show();
        Hosting::Options options;
        options.dataFolder = m_folder->filePath(QStringLiteral("host"));
        options.port = 0;
        Hosting hosting(options, profile, sessions, window);
        bool held = false;
        HostingWake wake(hosting, window, profile.settings(),
                         std::make_unique<NotingInhibitor>(held, true));
        auto *strip = window.findChild<Ui::AwakeStrip *>();
        QVERIFY(!strip->isVisible());
        QSignalSpy hostOpened(&hosting, &Hosting::opened);
        hosting.open();
        QTRY_COMPARE_WITH_TIMEOUT(hostOpened.size(), 1, patience);
        QVERIFY(strip->isVisible());
        QVERIFY(!held); // nothing without a yes
        strip->findChild<QPushButton *>(QStringLiteral("awakeKeep"))->click();
        QVERIFY(held);
        QVERIFY(!strip->isVisible());
        const auto closeHost = [&] {
            window.removeChat(sessions.at(QString()));
            sessions.end(sessions.at(QString()));
            hosting.close();
        };
        closeHost();
        QVERIFY(!held);
        // The next time nobody asks; and the settings can say otherwise at any time.
        hosting.open();
        QTRY_COMPARE_WITH_TIMEOUT(hostOpened.size(), 2, patience);
        QVERIFY(held);
        QVERIFY(!strip->isVisible());
        Ui::setKeepsAwake(profile.settings(), false);
        Q_EMIT window.hostingChosen();
        QVERIFY(!held);
        closeHost();
    }

    void theSettingsHaveItAll()
    {
        QSettings settings(m_folder->filePath(QStringLiteral("settings.ini")),
                           QSettings::IniFormat);
        const Ui::Appearance appearance(settings);
        Ui::GeneralPane pane(settings, appearance);
        const auto check = [&pane](const char *name) {
            return pane.findChild<QCheckBox *>(QString::fromLatin1(name));
        };
        QSignalSpy chosen(&pane, &Ui::GeneralPane::hostingChosen);
        QVERIFY(!check("keepsAwake")->isChecked());
        check("keepsAwake")->click();
        QCOMPARE(Ui::keepsAwake(settings), std::optional(true));
        check("keepsAwake")->click();
        QCOMPARE(Ui::keepsAwake(settings), std::optional(false)); // which is an answer, too
        QCOMPARE(chosen.size(), 2);
        auto *onClose = pane.findChild<QComboBox *>(QStringLiteral("onCloseChoice"));
        for (const auto wish : {Ui::OnClose::Background, Ui::OnClose::Quit, Ui::OnClose::Ask}) {
            onClose->setCurrentIndex(onClose->findData(int(wish)));
            QCOMPARE(Ui::onClose(settings), wish);
        }
#ifndef Q_OS_WIN // which keeps it in the registry
        Ui::Autostart autostart({QStringLiteral("/opt/madang")},
                                m_folder->filePath(QStringLiteral("autostart")));
        pane.setAutostart(&autostart);
        QVERIFY(!check("startsAlongHosting")->isEnabled()); // of nothing that starts
        check("startsAlong")->click();
        QVERIFY(autostart.isOn() && !autostart.opensHost());
        check("startsAlongHosting")->click();
        QVERIFY(autostart.opensHost());
        check("startsAlong")->click();
        QVERIFY(!autostart.isOn());
        QVERIFY(!check("startsAlongHosting")->isChecked());
#endif
    }

    void whereNothingCanBeDoneNobodyIsAsked()
    {
        auto opened = Ui::Profile::open(m_folder->filePath(QStringLiteral("profile")));
        QVERIFY(opened);
        (*opened)->setName(QStringLiteral("kim"));
        Sessions sessions;
        Ui::Actions actions;
        Ui::MainWindow window(**opened, actions);
        window.show();
        Hosting::Options options;
        options.dataFolder = m_folder->filePath(QStringLiteral("host"));
        options.port = 0;
        Hosting hosting(options, **opened, sessions, window);
        bool held = false;
        HostingWake wake(hosting, window, (*opened)->settings(),
                         std::make_unique<NotingInhibitor>(held, false));
        QSignalSpy hostOpened(&hosting, &Hosting::opened);
        hosting.open();
        QTRY_COMPARE_WITH_TIMEOUT(hostOpened.size(), 1, patience);
        QVERIFY(!window.findChild<Ui::AwakeStrip *>()->isVisible());
        window.removeChat(sessions.at(QString()));
        sessions.end(sessions.at(QString()));
        hosting.close();
    }
};

QTEST_MAIN(BackgroundHostingTest)
#include "tst_backgroundhosting.moc"
