// SPDX-License-Identifier: GPL-3.0-or-later
// The desktop hosts: its name, port and who may come in are changed while people are there, and are
// the same the next time.
#include "app/application.h"
#include "app/hostaddresses.h"
#include "stomp/net/websocketlink.h"
#include "stomp/wire/address.h"
#include "ui/chatpage.h"
#include "ui/hostdialog.h"
#include "ui/hostwindows.h"
#include "ui/joinedhosts.h"
#include "ui/model/entrance.h"
#include "ui/model/hostpassword.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using Kind = Ui::HostAddress::Kind;
using Phase = Ui::ConnectionStatus::Phase;

namespace {

const Chat::RoomId lobby = Chat::lobbyRoom();
constexpr int patience = 60000; // ms

/// A port that nobody has, from the system; somebody may take it before it is used.
quint16 freePort()
{
    QTcpServer server;
    return server.listen(QHostAddress::Any) ? server.serverPort() : quint16(0);
}

/// Somebody at another computer, as far as this one can tell.
struct Friend {
    QTemporaryDir folder;
    std::unique_ptr<Ui::Profile> profile;
    std::unique_ptr<Ui::ChatClient> client;

    explicit Friend(quint16 port, const QString &password = {})
    {
        auto opened = Ui::Profile::open(folder.filePath(QStringLiteral("profile")));
        if (!opened)
            return;
        profile = std::move(*opened);
        profile->setName(QStringLiteral("lee"));
        const QString address = QStringLiteral("127.0.0.1:%1").arg(port);
        client = std::make_unique<Ui::ChatClient>(
            *profile, address,
            [url = Chat::hostUrl(QStringLiteral("ws://") + address)] {
                return std::make_unique<Stomp::WebSocketLink>(url);
            },
            password);
        client->connectToHost();
    }
    Phase phase() const { return client ? client->status().phase : Phase::Offline; }
};

} // namespace

class TestHosting : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Ui::RecentLog> m_log;
    std::unique_ptr<Application> m_program;
    Ui::MainWindow *m_window = nullptr;
    Server::HostAddresses m_open; ///< As the host said when it started last.
    int m_starts = 0;

    QString path(const char *name) const { return m_folder->filePath(QLatin1String(name)); }
    template <typename T>
    T *find(const char *name) const
    {
        return m_window->findChild<T *>(QString::fromLatin1(name));
    }
    void start(std::optional<quint16> port)
    {
        auto profile = Ui::Profile::open(path("profile"));
        QVERIFY(profile);
        (*profile)->setName(QStringLiteral("kim"));
        (*profile)->settings().setValue(QStringLiteral("language"), QStringLiteral("en"));
        DesktopOptions options;
        options.host = true;
        options.port = port;
        m_log = std::make_unique<Ui::RecentLog>();
        m_program = std::make_unique<Application>(options, std::move(*profile), *m_log);
        m_starts = 0;
        connect(m_program.get(), &Application::hosting, this,
                [this](const Server::HostAddresses &addresses) {
                    m_open = addresses;
                    ++m_starts;
                });
        m_program->start();
        for (QWidget *one : QApplication::topLevelWidgets()) {
            if (one->objectName() == QStringLiteral("mainWindow"))
                m_window = qobject_cast<Ui::MainWindow *>(one);
        }
        QVERIFY(m_window);
        QTRY_COMPARE_WITH_TIMEOUT(m_starts, 1, patience);
        QTRY_VERIFY_WITH_TIMEOUT(page() && composerWorks(), patience);
    }
    Ui::ChatPage *page() const { return m_window->findChild<Ui::ChatPage *>(); }
    bool composerWorks() const
    {
        const auto *field = find<QWidget>("composer");
        return field && field->isEnabled();
    }
    void stop()
    {
        m_program.reset();
        m_window = nullptr;
        m_log.reset();
    }
    Ui::HostDialog *openDialog()
    {
        QCoreApplication::processEvents();
        m_window->activateWindow();
        if (!QTest::qWaitForWindowActive(m_window))
            return nullptr;
        QTest::keyClick(m_window, Qt::Key_H, Qt::ControlModifier | Qt::ShiftModifier);
        return m_window->findChild<Ui::HostDialog *>();
    }
    QString shown(const char *label) const { return find<QLabel>(label)->text(); }
    void choosePort(const QString &port)
    {
        find<QPushButton>("changePort")->click();
        auto *asked = find<QDialog>("hostPortDialog");
        QVERIFY(asked);
        asked->findChild<QLineEdit *>(QStringLiteral("hostPort"))->setText(port);
        asked->findChild<QPushButton *>(QStringLiteral("hostPortChange"))->click();
    }
    void rename(const QString &name)
    {
        auto *field = find<QLineEdit>("hostName");
        field->setFocus();
        field->selectAll();
        QTest::keyClicks(field, name);
        QTest::keyClick(field, Qt::Key_Return);
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void cleanup() { stop(); }

    void aNewNameCountsAtOnceAndTheNextTime()
    {
        start(0);
        QTRY_VERIFY(m_window->windowTitle().contains(QStringLiteral("kim's Madang")));
        QVERIFY(openDialog());
        QCOMPARE(find<QLineEdit>("hostName")->text(), QStringLiteral("kim's Madang"));
        rename(QStringLiteral("Room 3"));
        QVERIFY(m_window->windowTitle().contains(QStringLiteral("Room 3")));
        QCOMPARE(page()->hostName(), QStringLiteral("Room 3"));
        Friend lee(m_open.port); // asked of the host itself
        QTRY_COMPARE_WITH_TIMEOUT(lee.phase(), Phase::Online, patience);
        QCOMPARE(lee.client->hostName(), QStringLiteral("Room 3"));
        QCOMPARE(m_starts, 1);
        stop();
        start(0);
        QCOMPARE(page()->hostName(), QStringLiteral("Room 3"));
    }

    void anotherPortOpensAgainWithEverythingSaid()
    {
        start(0);
        const quint16 before = m_open.port;
        Friend lee(before);
        QTRY_VERIFY_WITH_TIMEOUT(lee.client->rooms()->isJoined(lobby), patience);
        lee.client->say(lobby, QStringLiteral("before"));
        QTRY_COMPARE_WITH_TIMEOUT(lee.client->unsentCount(), 0, patience);
        QVERIFY(openDialog());
        quint16 wanted = 0;
        int starts = 1;
        do {
            wanted = freePort();
            ++starts;
            choosePort(QString::number(wanted));
            QTRY_COMPARE_WITH_TIMEOUT(m_starts, starts, patience);
        } while (m_open.port != wanted && starts < 10);
        QCOMPARE(m_open.port, wanted);
        QTRY_COMPARE_WITH_TIMEOUT(shown("hostPortNumber"), QString::number(wanted), patience);
        const QString link = find<QLineEdit>("hostLink")->text();
        if (!link.isEmpty()) // where this computer is in a network
            QVERIFY2(link.contains(QStringLiteral(":%1/").arg(wanted)), qPrintable(link));
        // Whoever came by the old one is cut off, as it was said.
        QTRY_VERIFY_WITH_TIMEOUT(lee.phase() != Phase::Online, patience);
        Friend again(wanted);
        QTRY_VERIFY_WITH_TIMEOUT(again.client->timeline(lobby)->rowCount() > 0, patience);
        QTRY_VERIFY_WITH_TIMEOUT(hears(*again.client, QStringLiteral("before")), patience);
        // The one at this computer is in it, and was all the time.
        QCOMPARE(m_window->findChildren<Ui::ChatPage *>().size(), 1);
        again.client->say(lobby, QStringLiteral("after"));
        QTRY_VERIFY_WITH_TIMEOUT(composerWorks(), patience);
        QVERIFY(find<QWidget>("hostDialog")->isVisible());
        stop();
        QCOMPARE(keptPort(), std::optional<quint16>(wanted)); // for the next time
    }

    void aPortThatIsTakenGivesWay()
    {
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::Any));
        start(0);
        QVERIFY(openDialog());
        choosePort(QString::number(other.serverPort()));
        QTRY_COMPARE_WITH_TIMEOUT(m_starts, 2, patience);
        QVERIFY(m_open.port != other.serverPort());
        QTRY_VERIFY_WITH_TIMEOUT(
            shown("hostPortNote").contains(QStringLiteral("has %1").arg(other.serverPort())),
            patience);
        QTRY_VERIFY_WITH_TIMEOUT(composerWorks(), patience);
        // The choice is kept: the next time it may be free.
        stop();
        QCOMPARE(keptPort(), std::optional<quint16>(other.serverPort()));
        start({});
        QVERIFY(m_open.port != other.serverPort());
    }

    void aPasswordIsAskedOfThoseWhoCome()
    {
        auto profile = Ui::Profile::open(path("profile"));
        QVERIFY(profile);
        (*profile)->setName(QStringLiteral("kim"));
        (*profile)->settings().setValue(QStringLiteral("language"), QStringLiteral("en"));
        Ui::Actions actions;
        Ui::MainWindow window(**profile, actions);
        Sessions sessions;
        Hosting::Options options;
        options.dataFolder = path("host");
        options.port = 0;
        Hosting hosting(options, **profile, sessions, window);
        QSignalSpy opened(&hosting, &Hosting::opened);
        hosting.open();
        QTRY_COMPARE_WITH_TIMEOUT(opened.size(), 1, patience);
        const quint16 port = opened[0][0].value<Server::HostAddresses>().port;
        QVERIFY(!hosting.setEntrance(Ui::HostSettings::Entrance::Anyone, QStringLiteral("a\nb")));
        QVERIFY(hosting.setEntrance(Ui::HostSettings::Entrance::Anyone, QStringLiteral("sesame")));
        window.hostWindows().openHost();
        QCOMPARE(window.findChild<QLabel *>(QStringLiteral("hostEntrance"))->text(),
                 QStringLiteral("Whoever knows the password"));
        Friend without(port); // asked behind the reload, in the host's own order
        QTRY_COMPARE_WITH_TIMEOUT(without.phase(), Phase::Refused, patience);
        Friend with(port, QStringLiteral("sesame"));
        QTRY_COMPARE_WITH_TIMEOUT(with.phase(), Phase::Online, patience);
        QVERIFY(hosting.setEntrance(Ui::HostSettings::Entrance::Anyone, {}));
        QVERIFY(!Ui::HostPassword(path("host")).isSet());
        Friend later(port);
        QTRY_COMPARE_WITH_TIMEOUT(later.phase(), Phase::Online, patience);
        QCOMPARE(opened.size(), 1); // nobody was cut off for it
        window.removeChat(sessions.at(QString()));
        sessions.end(sessions.at(QString()));
    }

    void whatCannotBeChosenIsTold()
    {
        start(0);
        QVERIFY(openDialog());
        const auto choosePassword = [this](const QString &password) {
            find<QRadioButton>("entrancePassword")->click();
            find<QLineEdit>("entrancePasswordText")->setText(password);
            find<QPushButton>("entranceSetPassword")->click();
        };
        auto *anyone = find<QRadioButton>("entranceAnyone");
        choosePassword(QStringLiteral(" sesame"));
        QVERIFY2(shown("entranceProblem").contains(QStringLiteral("cannot be a password")),
                 qPrintable(shown("entranceProblem")));
        QVERIFY(anyone->isChecked());
        // Where it would be written there is something else.
        QVERIFY(QDir().mkpath(path("host/password/in the way")));
        choosePassword(QStringLiteral("sesame"));
        QVERIFY2(shown("entranceProblem").contains(QStringLiteral("could not be written")),
                 qPrintable(shown("entranceProblem")));
        QVERIFY(anyone->isChecked());
        QVERIFY(QDir(path("host/password")).removeRecursively());
        choosePassword(QStringLiteral("sesame"));
        QVERIFY(!find<QLabel>("entranceProblem")->isVisible());
        QVERIFY(find<QRadioButton>("entrancePassword")->isChecked());
    }

    void theFirstKeyCopiesTheInvitation()
    {
        start(0);
        Ui::HostDialog *dialog = openDialog();
        QVERIFY(dialog);
        QCOMPARE(dialog->focusWidget(), find<QPushButton>("copyLink"));
    }

    void whatTheHostDoesNotTakeIsShownAsItIs()
    {
        start(0);
        QVERIFY(openDialog());
        QFile key(path("host/identity/host.key"));
        QVERIFY(key.open(QIODevice::WriteOnly) && key.write("nonsense") > 0);
        key.close();
        find<QRadioButton>("entranceApproval")->click();
        QTRY_VERIFY_WITH_TIMEOUT(find<QMessageBox>("hostNotChanged"), patience);
        QVERIFY(find<QRadioButton>("entranceAnyone")->isChecked());
        QCOMPARE(
            Ui::HostSettings::read(QSettings(path("profile/settings.ini"), QSettings::IniFormat))
                .entrance,
            Ui::HostSettings::Entrance::Anyone);
    }

    void aLinkThatIsNotMadeIsTold()
    {
        constexpr size_t most = 200; // invitations that let somebody in
        start(0);
        Ui::ChatClient *own = m_window->findChild<Ui::JoinedHosts *>()->all().front().client;
        Ui::Entrance *entrance = Ui::Entrance::of(own->connection());
        for (size_t i = 0; i < most; ++i)
            entrance->invite({});
        QTRY_COMPARE_WITH_TIMEOUT(entrance->invitations().size(), most, patience);
        QVERIFY(openDialog());
        find<QRadioButton>("entranceInvitation")->click();
        auto *problem = find<QLabel>("hostLinkProblem");
        QTRY_VERIFY_WITH_TIMEOUT(problem->isVisible(), patience);
        QVERIFY2(problem->text().contains(QStringLiteral("could not be made")),
                 qPrintable(problem->text()));
        // One is taken back, and there is room for that of the window.
        entrance->setRevoked(entrance->invitations().front().id, true);
        QTRY_VERIFY_WITH_TIMEOUT(entrance->invitations().front().revoked, patience);
        find<QPushButton>("hostLinkAgain")->click();
        QTRY_VERIFY_WITH_TIMEOUT(!find<QLineEdit>("hostLink")->text().isEmpty(), patience);
        QVERIFY(!problem->isVisible());
    }

    // Two people at one computer, each with a profile of their own, and nobody chose a port.
    void twoHostsOnOneComputer()
    {
        QTemporaryDir data;
        Server::HostConfig config;
        config.name = QStringLiteral("Other");
        config.dataFolder = data.filePath(QStringLiteral("host"));
        Server::Host other(config);
        QSignalSpy started(&other, &Server::Host::started);
        other.start();
        QTRY_COMPARE_WITH_TIMEOUT(started.size(), 1, patience);
        const quint16 theirs = started[0][0].value<Server::HostAddresses>().port;
        start({});
        QVERIFY(m_open.port != theirs);
        Friend here(m_open.port);
        Friend there(theirs);
        QTRY_COMPARE_WITH_TIMEOUT(here.phase(), Phase::Online, patience);
        QTRY_COMPARE_WITH_TIMEOUT(there.phase(), Phase::Online, patience);
        QCOMPARE(here.client->hostName(), QStringLiteral("kim's Madang"));
        QCOMPARE(there.client->hostName(), QStringLiteral("Other"));
        QVERIFY(openDialog());
        QCOMPARE(shown("hostPortNumber"), QString::number(m_open.port));
        QVERIFY(shown("hostPortNote").contains(QStringLiteral("has 7610")));
        for (const QString &address : page()->summary().addresses)
            QVERIFY2(address.endsWith(u':' + QString::number(m_open.port)), qPrintable(address));
    }

    void hostileSettingsOpenItAllTheSame()
    {
        {
            auto profile = Ui::Profile::open(path("profile"));
            QVERIFY(profile);
            QSettings &settings = (*profile)->settings();
            settings.setValue(QStringLiteral("host/name"), QString(5000, QChar(0x202e)));
            settings.setValue(QStringLiteral("host/port"), -1);
            settings.setValue(QStringLiteral("host/plain"), false); // and there is no TLS
            settings.setValue(QStringLiteral("host/lastBackup"), QStringLiteral("∞"));
            settings.setValue(QStringLiteral("host/interfaces"), QByteArray(100000, 'x'));
        }
        start({});
        QCOMPARE(page()->hostName(), QStringLiteral("kim's Madang"));
        Friend lee(m_open.port); // a door that nobody could come by is none
        QTRY_COMPARE_WITH_TIMEOUT(lee.phase(), Phase::Online, patience);
    }

    void closingTakesTheWindowAlong()
    {
        start(0);
        QPointer<Ui::HostDialog> dialog = openDialog();
        QVERIFY(dialog);
        find<QPushButton>("hostClose")->click();
        auto *question = find<QDialog>("closeHost");
        QVERIFY(question); // one is asked, as everywhere
        question->findChild<QPushButton *>(QStringLiteral("closeHostYes"))->click();
        QTRY_VERIFY_WITH_TIMEOUT(!dialog, patience);
        QVERIFY(find<QWidget>("startPage")->isVisible());
        QTest::keyClick(m_window, Qt::Key_H, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(!find<QWidget>("hostDialog"));
    }

    void aBackupIsRemembered()
    {
        start(0);
        QVERIFY(openDialog());
        QVERIFY(shown("hostSpace").contains(QStringLiteral("no backup yet")));
        find<QPushButton>("hostBackup")->click();
        auto *asked = find<QDialog>("backupDialog");
        QVERIFY(asked);
        asked->findChild<QLineEdit *>(QStringLiteral("backupFolder"))->setText(m_folder->path());
        asked->findChild<QPushButton *>(QStringLiteral("backupStart"))->click();
        QTRY_VERIFY_WITH_TIMEOUT(shown("hostSpace").contains(QStringLiteral("last backup")),
                                 patience);
        stop();
        start(0);
        QVERIFY(openDialog());
        QVERIFY(shown("hostSpace").contains(QStringLiteral("last backup")));
    }

    void thePeopleAreCounted()
    {
        start(0);
        QVERIFY(openDialog());
        QTRY_VERIFY_WITH_TIMEOUT(shown("hostState").contains(QStringLiteral("1 person")), patience);
        Friend lee(m_open.port);
        QTRY_COMPARE_WITH_TIMEOUT(lee.phase(), Phase::Online, patience);
        QTRY_VERIFY_WITH_TIMEOUT(shown("hostState").contains(QStringLiteral("2 people")), patience);
        // By 127.0.0.1 nobody came from outside.
        QVERIFY(shown("reachSentence").startsWith(QStringLiteral("Nobody from another computer")));
    }

    // --- by which addresses
    void networksComeBeforeWhatProgramsMade()
    {
        const auto one = [](const char *name, QNetworkInterface::InterfaceType type,
                            const QStringList &addresses) {
            LocalInterface local{QLatin1String(name), QLatin1String(name), type, {}};
            for (const QString &address : addresses)
                local.addresses << QHostAddress(address);
            return local;
        };
        const std::vector<LocalInterface> all{
            one("docker0", QNetworkInterface::Ethernet, {QStringLiteral("172.17.0.1")}),
            one("wg0", QNetworkInterface::Virtual, {QStringLiteral("10.8.0.2")}),
            one("usb0", QNetworkInterface::Ethernet, {QStringLiteral("169.254.7.7")}),
            one("wlan0", QNetworkInterface::Wifi,
                {QStringLiteral("192.168.0.12"), QStringLiteral("fe80::1"),
                 QStringLiteral("fd00::1")}),
            one("eth0", QNetworkInterface::Ethernet, {QStringLiteral("10.0.0.4")})};
        QStringList found;
        for (const Ui::HostAddress &address : addressesBehind(all, 7610))
            found << address.text + u' ' + address.interfaceName;
        QCOMPARE(found, (QStringList{QStringLiteral("192.168.0.12:7610 wlan0"),
                                     QStringLiteral("10.0.0.4:7610 eth0"),
                                     QStringLiteral("10.8.0.2:7610 wg0"),
                                     QStringLiteral("172.17.0.1:7610 docker0"),
                                     QStringLiteral("169.254.7.7:7610 usb0")}));
        const auto six =
            addressesBehind({one("eth0", QNetworkInterface::Ethernet,
                                 {QStringLiteral("fe80::1"), QStringLiteral("fd00::1")})},
                            7610);
        QCOMPARE(six.size(), size_t(1));
        QCOMPARE(six[0].text, QStringLiteral("[fd00::1]:7610"));
        QVERIFY(Chat::hostUrl(six[0].text).isValid());
        QVERIFY(addressesBehind({}, 7610).empty());
    }

    void interfacesAreKnownByTheirNames_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("type");
        QTest::addColumn<int>("kind");
        const auto row = [](const char *name, QNetworkInterface::InterfaceType type, Kind kind) {
            QTest::newRow(name) << QString::fromLatin1(name) << int(type) << int(kind);
        };
        row("wlp3s0", QNetworkInterface::Wifi, Kind::Wireless);
        row("enp2s0", QNetworkInterface::Ethernet, Kind::Wired);
        row("br-1f2e3d", QNetworkInterface::Ethernet, Kind::Virtual);
        row("br0", QNetworkInterface::Ethernet, Kind::Wired); // a bridge of one's own
        row("vethab12", QNetworkInterface::Ethernet, Kind::Virtual);
        row("vEthernet (WSL)", QNetworkInterface::Ethernet, Kind::Virtual);
        row("tun0", QNetworkInterface::Unknown, Kind::Vpn);
        row("tailscale0", QNetworkInterface::Virtual, Kind::Vpn);
        row("ppp0", QNetworkInterface::Ppp, Kind::Vpn);
        row("dummy0", QNetworkInterface::Virtual, Kind::Virtual);
        row("ib0", QNetworkInterface::Unknown, Kind::Other);
    }
    void interfacesAreKnownByTheirNames()
    {
        QFETCH(QString, name);
        QFETCH(int, type);
        QFETCH(int, kind);
        QCOMPARE(int(interfaceKind(name, QNetworkInterface::InterfaceType(type))), kind);
    }

private:
    std::optional<quint16> keptPort() const
    {
        const auto profile = Ui::Profile::open(path("profile"));
        return profile ? Ui::HostSettings::read((*profile)->settings()).port : std::nullopt;
    }
    static bool hears(Ui::ChatClient &client, const QString &text)
    {
        const Ui::TimelineModel *lines = client.timeline(lobby);
        for (int row = 0; row < lines->rowCount(); ++row) {
            if (lines->index(row).data(Ui::TimelineModel::TextRole).toString() == text)
                return true;
        }
        return false;
    }
};

QTEST_MAIN(TestHosting)
#include "tst_hosting.moc"
