// SPDX-License-Identifier: GPL-3.0-or-later
// The desktop program at several real hosts at once: each goes its own way, whatever the others do.
#include "app/application.h"
#include "app/releases.h"
#include "stomp/net/websocketlink.h"
#include "stomp/wire/address.h"
#include "ui/chatpage.h"
#include "ui/hostbutton.h"
#include "ui/messageedit.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QWebSocket>
#include <QWebSocketServer>

#include <algorithm>
#include <memory>

using Ui::HostButton;

namespace {

const Chat::RoomId lobby = Chat::lobbyRoom();
constexpr int patience = 30000; // ms

/// What a client has of the lobby.
QStringList heard(Ui::ChatClient &client)
{
    QStringList texts;
    const Ui::TimelineModel *lines = client.timeline(lobby);
    for (int row = 0; row < lines->rowCount(); ++row)
        texts << lines->index(row).data(Ui::TimelineModel::TextRole).toString();
    return texts;
}

/// A host of somebody else, and somebody in it.
struct Elsewhere {
    QTemporaryDir folder;
    std::unique_ptr<Server::Host> host;
    std::unique_ptr<Ui::Profile> profile;
    std::unique_ptr<Ui::ChatClient> friends;
    QString address;

    bool start(const QString &name, const QString &password = {})
    {
        Server::HostConfig config;
        config.name = name;
        config.port = 0;
        config.bind = QHostAddress(QHostAddress::LocalHost);
        config.dataFolder = folder.filePath(QStringLiteral("data"));
        if (!password.isEmpty()) {
            config.passwordFile = folder.filePath(QStringLiteral("password"));
            QFile file(config.passwordFile);
            if (!file.open(QIODevice::WriteOnly) || file.write(password.toUtf8()) < 0)
                return false;
        }
        host = std::make_unique<Server::Host>(config);
        QSignalSpy started(host.get(), &Server::Host::started);
        host->start();
        if (!QTest::qWaitFor([&] { return started.size() == 1; }, patience))
            return false;
        const auto addresses = started[0][0].value<Server::HostAddresses>();
        address = QStringLiteral("127.0.0.1:%1").arg(addresses.port);
        auto opened = Ui::Profile::open(folder.filePath(QStringLiteral("profile")));
        if (!opened)
            return false;
        profile = std::move(*opened);
        profile->setName(QStringLiteral("lee"));
        friends = std::make_unique<Ui::ChatClient>(
            *profile, address,
            [url = Chat::programUrl(address)] {
                return std::make_unique<Stomp::WebSocketLink>(url);
            },
            password);
        friends->connectToHost();
        return QTest::qWaitFor([&] { return friends->rooms()->isJoined(lobby); }, patience);
    }
    void kill() { host.reset(); }
    /// Who comes from now on is met with that.
    bool close(Server::HostConfig::Entrance entrance)
    {
        Server::HostConfig config = host->config();
        config.entrance = entrance;
        QSignalSpy reloaded(host.get(), &Server::Host::reloaded);
        host->reload(config);
        return QTest::qWaitFor([&] { return reloaded.size() == 1; }, patience);
    }
};

/// A host that greets, and that is all.
struct Stranger {
    QWebSocketServer door{QString(), QWebSocketServer::NonSecureMode};

    bool greet(const QByteArray &server)
    {
        door.setSupportedSubprotocols({QStringLiteral("v12.stomp")});
        QObject::connect(&door, &QWebSocketServer::newConnection, &door, [this, server] {
            QWebSocket *caller = door.nextPendingConnection();
            const auto answer = [caller, server](const QByteArray &frame) {
                if (frame.startsWith("CONNECT"))
                    caller->sendTextMessage(
                        QString::fromUtf8(
                            "CONNECTED\nversion:1.2\nhost-name:Ash\nserver:" + server + "\n\n") +
                        QChar(0));
            };
            QObject::connect(caller, &QWebSocket::binaryMessageReceived, caller, answer);
            QObject::connect(caller, &QWebSocket::textMessageReceived, caller,
                             [answer](const QString &frame) { answer(frame.toUtf8()); });
        });
        return door.listen(QHostAddress::LocalHost);
    }
    QString address() const { return QStringLiteral("ws://127.0.0.1:%1").arg(door.serverPort()); }
};

} // namespace

class ApplicationTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Ui::RecentLog> m_log;
    std::unique_ptr<Application> m_program;
    Ui::MainWindow *m_window = nullptr;
    std::unique_ptr<Elsewhere> m_oak, m_elm;

    template <typename T>
    T *find(const char *name) const
    {
        return m_window->findChild<T *>(QString::fromLatin1(name));
    }
    /// In the order of the rail.
    QList<HostButton *> buttons() const
    {
        QList<HostButton *> buttons = m_window->findChildren<HostButton *>();
        buttons.removeIf([](const HostButton *one) { return one->isHidden(); });
        return buttons;
    }
    HostButton *button(const QString &host) const
    {
        for (HostButton *one : buttons()) {
            if (one->hostName() == host)
                return one;
        }
        return nullptr;
    }
    QString told(const QString &host) const
    {
        const HostButton *one = button(host);
        return one ? one->accessibleName().section(QStringLiteral(", "), 1) : QString();
    }
    /// The chat in sight; null: none.
    Ui::ChatPage *page() const
    {
        for (Ui::ChatPage *one : m_window->findChildren<Ui::ChatPage *>()) {
            if (one->isVisible())
                return one;
        }
        return nullptr;
    }
    QString inSight() const { return page() ? page()->hostName() : QString(); }
    Ui::MessageEdit *composer() const
    {
        return page()->findChild<Ui::MessageEdit *>(QStringLiteral("composer"));
    }
    void start(const DesktopOptions &options)
    {
        auto profile = Ui::Profile::open(m_folder->filePath(QStringLiteral("profile")));
        QVERIFY(profile);
        (*profile)->setName(QStringLiteral("kim"));
        (*profile)->settings().setValue(QStringLiteral("language"), QStringLiteral("en"));
        m_log = std::make_unique<Ui::RecentLog>();
        m_program = std::make_unique<Application>(options, std::move(*profile), *m_log);
        m_program->start();
        for (QWidget *one : QApplication::topLevelWidgets()) {
            if (one->objectName() == QStringLiteral("mainWindow"))
                m_window = qobject_cast<Ui::MainWindow *>(one);
        }
        QVERIFY(m_window);
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window));
    }
    /// As a person does it, from the start page.
    void join(const QString &address)
    {
        if (!find<QWidget>("startPage")->isVisible())
            QTest::keyClick(m_window, Qt::Key_J, Qt::ControlModifier | Qt::ShiftModifier);
        auto *field = find<QLineEdit>("address");
        QVERIFY(field->isVisible());
        field->setText(address);
        QTest::keyClick(field, Qt::Key_Return);
    }
    void joinBoth()
    {
        DesktopOptions options;
        options.join = m_oak->address;
        start(options);
        QTRY_COMPARE_WITH_TIMEOUT(inSight(), QStringLiteral("Oak"), patience);
        QTRY_VERIFY_WITH_TIMEOUT(composer()->isEnabled(), patience);
        join(m_elm->address);
        QTRY_COMPARE_WITH_TIMEOUT(inSight(), QStringLiteral("Elm"), patience);
        QTRY_VERIFY_WITH_TIMEOUT(composer()->isEnabled(), patience);
        QCOMPARE(told(QStringLiteral("Oak")), QStringLiteral("connected"));
        QCOMPARE(told(QStringLiteral("Elm")), QStringLiteral("connected"));
    }
    /// One says something to the host in sight, whose friend hears it and answers.
    void talkAt(Elsewhere &place, const QString &text)
    {
        QTest::keyClicks(composer(), text);
        QTest::keyClick(composer(), Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(heard(*place.friends).count(text), 1, patience);
        const QString answer = QStringLiteral("re: ") + text;
        place.friends->say(lobby, answer);
        Ui::ChatClient *own = button(page()->hostName())->client();
        QTRY_COMPARE_WITH_TIMEOUT(heard(*own).count(answer), 1, patience);
    }
    void leaveInRail(HostButton *which)
    {
        QContextMenuEvent wanted(QContextMenuEvent::Mouse, QPoint(1, 1),
                                 which->mapToGlobal(QPoint(1, 1)));
        QCoreApplication::sendEvent(which, &wanted);
        QMenu *menu = m_window->findChildren<QMenu *>(QStringLiteral("hostRailMenu")).constLast();
        menu->close(); // as it is when one chooses
        menu->findChild<QAction *>(QStringLiteral("leaveHostInRail"))->trigger();
        QCoreApplication::processEvents();
        if (find<QDialog>("closeHost"))
            return;
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window));
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_oak = std::make_unique<Elsewhere>();
        m_elm = std::make_unique<Elsewhere>();
        QVERIFY(m_oak->start(QStringLiteral("Oak")));
        QVERIFY(m_elm->start(QStringLiteral("Elm")));
    }
    void cleanup()
    {
        m_program.reset();
        m_window = nullptr;
        m_log.reset();
        m_oak.reset();
        m_elm.reset();
    }

    void aHostOfBeforeThatIsOpenIsNearNow()
    {
        {
            auto profile = Ui::Profile::open(m_folder->filePath(QStringLiteral("profile")));
            QVERIFY(profile);
            (*profile)->addRecentHost(m_oak->address, QStringLiteral("Oak"));
        }
        start({});
        QTRY_VERIFY_WITH_TIMEOUT(find<QPushButton>("joinRecent")
                                     ->accessibleDescription()
                                     .contains(QStringLiteral("near now")),
                                 patience);
        find<QPushButton>("joinRecent")->click();
        QTRY_COMPARE_WITH_TIMEOUT(inSight(), QStringLiteral("Oak"), patience);
    }

    void oneTalksAtBoth()
    {
        joinBoth();
        talkAt(*m_elm, QStringLiteral("hello elm"));
        QTest::keyClick(m_window, Qt::Key_1, Qt::AltModifier);
        QCOMPARE(inSight(), QStringLiteral("Oak"));
        talkAt(*m_oak, QStringLiteral("hello oak"));
        QVERIFY(!heard(*m_elm->friends).contains(QStringLiteral("hello oak")));
        // What comes to the one behind is told by its button.
        m_elm->friends->say(lobby, QStringLiteral("@kim are you there?"));
        QTRY_COMPARE_WITH_TIMEOUT(told(QStringLiteral("Elm")),
                                  QStringLiteral("connected, 1 message for you"), patience);
        QTest::mouseClick(button(QStringLiteral("Elm")), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(told(QStringLiteral("Elm")), QStringLiteral("connected"),
                                  patience);
    }

    void aKilledHostLeavesTheOtherAlone()
    {
        joinBoth();
        m_elm->kill();
        QTRY_VERIFY_WITH_TIMEOUT(
            told(QStringLiteral("Elm")).startsWith(QStringLiteral("cannot be reached")), patience);
        QCOMPARE(inSight(), QStringLiteral("Elm")); // nobody is moved away
        QTest::keyClicks(composer(), QStringLiteral("for later"));
        QTest::keyClick(composer(), Qt::Key_Return);
        const Ui::ChatClient *elm = button(QStringLiteral("Elm"))->client();
        QCOMPARE(elm->unsentCount(), 1);
        QTest::mouseClick(button(QStringLiteral("Oak")), Qt::LeftButton);
        QCOMPARE(told(QStringLiteral("Oak")), QStringLiteral("connected"));
        talkAt(*m_oak, QStringLiteral("elm is gone"));
        QCOMPARE(elm->unsentCount(), 1);
    }

    void aHostThatNeverAnswersDisturbsNobody()
    {
        QTcpServer silent; // accepts, and that is all
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        const QString address = QStringLiteral("127.0.0.1:%1").arg(silent.serverPort());
        joinBoth();
        join(address);
        QTRY_VERIFY_WITH_TIMEOUT(silent.hasPendingConnections(), patience);
        QCOMPARE(inSight(), address);
        QCOMPARE(told(address), QStringLiteral("connecting"));
        QTest::keyClick(m_window, Qt::Key_1, Qt::AltModifier);
        talkAt(*m_oak, QStringLiteral("nobody is stopped"));
        QTest::keyClick(m_window, Qt::Key_2, Qt::AltModifier);
        talkAt(*m_elm, QStringLiteral("nor here"));
        leaveInRail(button(address));
        QCOMPARE(buttons().size(), 2);
        QCOMPARE(inSight(), QStringLiteral("Elm"));
    }

    void leavingOneKeepsTheOther()
    {
        joinBoth();
        leaveInRail(button(QStringLiteral("Elm")));
        QCOMPARE(inSight(), QStringLiteral("Oak"));
        QVERIFY(!find<QWidget>("hostRail")->isVisible());
        talkAt(*m_oak, QStringLiteral("just us"));
        join(m_elm->address); // and back again
        QTRY_COMPARE_WITH_TIMEOUT(inSight(), QStringLiteral("Elm"), patience);
        QCOMPARE(buttons().size(), 2);
    }

    void aWrongAddressLeadsBackAndKeepsTheChats()
    {
        joinBoth();
        QTcpServer gone;
        QVERIFY(gone.listen(QHostAddress::LocalHost));
        const QString address = QStringLiteral("127.0.0.1:%1").arg(gone.serverPort());
        gone.close();
        join(address);
        QTRY_VERIFY_WITH_TIMEOUT(find<QLabel>("problem")->isVisible(), patience);
        QVERIFY(find<QLabel>("problem")->text().contains(address));
        QCOMPARE(find<QLineEdit>("address")->text(), address);
        QCOMPARE(buttons().size(), 2);
        // Who turns away before the answer is not brought back.
        QTest::keyClick(find<QLineEdit>("address"), Qt::Key_Return);
        QTest::keyClick(m_window, Qt::Key_1, Qt::AltModifier);
        QTRY_VERIFY_WITH_TIMEOUT(told(address).startsWith(QStringLiteral("cannot be reached")),
                                 patience);
        QCoreApplication::processEvents();
        QCOMPARE(inSight(), QStringLiteral("Oak"));
        QCOMPARE(buttons().size(), 3);
    }

    void aPasswordIsAskedForBesideTheOthers()
    {
        Elsewhere ash;
        QVERIFY(ash.start(QStringLiteral("Ash"), QStringLiteral("sesame")));
        joinBoth();
        join(ash.address);
        QTRY_VERIFY_WITH_TIMEOUT(find<QLineEdit>("password")->isVisible(), patience);
        QCOMPARE(buttons().size(), 2);
        QTest::keyClicks(find<QLineEdit>("password"), QStringLiteral("sesame"));
        QTest::keyClick(find<QLineEdit>("password"), Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(told(QStringLiteral("Ash")), QStringLiteral("connected"),
                                  patience);
        QCOMPARE(inSight(), QStringLiteral("Ash"));
        QCOMPARE(buttons().size(), 3);
    }

    void aClosedDoorIsToldAndAWaitIsShown()
    {
        using Entrance = Server::HostConfig::Entrance;
        Elsewhere ash;
        QVERIFY(ash.start(QStringLiteral("Ash")) && ash.close(Entrance::Invitation));
        joinBoth();
        join(ash.address);
        QTRY_VERIFY_WITH_TIMEOUT(find<QLabel>("problem")->isVisible(), patience);
        QVERIFY(find<QLabel>("problem")->text().startsWith(
            QStringLiteral("An invitation is needed here. Ask whoever hosts")));
        QCOMPARE(buttons().size(), 2);
        QVERIFY(ash.close(Entrance::Approval));
        join(ash.address);
        const auto what = [this] {
            const auto *label =
                page() ? page()->findChild<QLabel *>(QStringLiteral("stripWhat")) : nullptr;
            return label && label->isVisible() ? label->text() : QString();
        };
        QTRY_COMPARE_WITH_TIMEOUT(what(), QStringLiteral("Waiting to be let in."), patience);
        QCOMPARE(buttons().size(), 3);
        // That is all there is to say: no line without words.
        QVERIFY(!page()->findChild<QWidget *>(QStringLiteral("accountStrip"))->isVisible());
        QTest::mouseClick(page()->findChild<QPushButton *>(QStringLiteral("stripBack")),
                          Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(buttons().size(), 2, patience);
    }

    void aLinkLeadsToTheHostOneIsIn()
    {
        joinBoth();
        m_program->take({QStringLiteral("madang://") + m_oak->address, false, {}});
        QCOMPARE(inSight(), QStringLiteral("Oak"));
        QCOMPARE(buttons().size(), 2);
        join(m_elm->address); // typed, it leads there as well
        QCOMPARE(inSight(), QStringLiteral("Elm"));
        QCOMPARE(buttons().size(), 2);
    }

    void aLinkToAnotherHostJoinsItBesides()
    {
        Elsewhere ash;
        QVERIFY(ash.start(QStringLiteral("Ash")));
        joinBoth();
        const QString link = QStringLiteral("madang://") + ash.address;
        m_program->take({link, false, {}});
        QCOMPARE(buttons().size(), 2); // one is asked first
        find<QPushButton>("openLinkQuestionYes")->click();
        QTRY_COMPARE_WITH_TIMEOUT(told(QStringLiteral("Ash")), QStringLiteral("connected"),
                                  patience);
        QCOMPARE(buttons().size(), 3);
        QCOMPARE(told(QStringLiteral("Oak")), QStringLiteral("connected"));
        leaveInRail(button(QStringLiteral("Ash")));
        m_program->take({link, false, {}}); // known now: no question
        QTRY_COMPARE(buttons().size(), 3);
    }

    void oneHostsWhileOneIsElsewhere()
    {
        joinBoth();
        QSignalSpy hosting(m_program.get(), &Application::hosting);
        QTest::keyClick(m_window, Qt::Key_J, Qt::ControlModifier | Qt::ShiftModifier);
        find<QPushButton>("hostHere")->click();
        QTRY_COMPARE_WITH_TIMEOUT(hosting.size(), 1, patience);
        const quint16 port = hosting[0][0].value<Server::HostAddresses>().port;
        const QString own = QStringLiteral("kim's Madang");
        QTRY_COMPARE_WITH_TIMEOUT(told(own), QStringLiteral("connected"), patience);
        QCOMPARE(inSight(), own);
        QCOMPARE(told(QStringLiteral("Oak")), QStringLiteral("connected"));
        // By its address one comes to the same.
        QTest::keyClick(m_window, Qt::Key_1, Qt::AltModifier);
        join(QStringLiteral("127.0.0.1:%1").arg(port));
        QCOMPARE(inSight(), own);
        QCOMPARE(buttons().size(), 3);
        QTest::keyClick(m_window, Qt::Key_J, Qt::ControlModifier | Qt::ShiftModifier);
        find<QPushButton>("hostHere")->click();
        QCOMPARE(inSight(), own);
        QCOMPARE(hosting.size(), 1);
        // Leaving another does not close it, closing it leaves no other.
        leaveInRail(button(QStringLiteral("Oak")));
        QCOMPARE(told(own), QStringLiteral("connected"));
        leaveInRail(button(own));
        QVERIFY(find<QDialog>("closeHost"));
        find<QPushButton>("closeHostYes")->click();
        QTRY_VERIFY_WITH_TIMEOUT(!button(own), patience);
        QCOMPARE(inSight(), QStringLiteral("Elm"));
        talkAt(*m_elm, QStringLiteral("back with you"));
        const auto isClosed = [port] {
            QTcpSocket caller;
            caller.connectToHost(QHostAddress::LocalHost, port);
            return !caller.waitForConnected(patience);
        };
        QTRY_VERIFY_WITH_TIMEOUT(isClosed(), patience);
    }

    void aNewerVersionAtAHostIsTold()
    {
        Stranger ash;
        QVERIFY(ash.greet("madang/9.2.0"));
        joinBoth();
        QVERIFY(!find<QWidget>("newerStrip")->isVisible()); // which are of this version
        join(ash.address());
        QTRY_VERIFY_WITH_TIMEOUT(find<QWidget>("newerStrip")->isVisible(), patience);
        QTRY_VERIFY_WITH_TIMEOUT(
            find<QLabel>("newerText")
                ->text()
                .startsWith(QStringLiteral("A newer Madang is in use at “Ash”: version 9.2.0.")),
            patience);
        QCOMPARE(find<QPushButton>("newerGet")->isVisible(), !releasesPage().isEmpty());
        find<QPushButton>("newerHide")->click();
        QVERIFY(!find<QWidget>("newerStrip")->isVisible());
        m_program.reset();
        m_log.reset();
        DesktopOptions options;
        options.join = ash.address();
        start(options);
        QTRY_COMPARE_WITH_TIMEOUT(told(QStringLiteral("Ash")), QStringLiteral("connected"),
                                  patience);
        QVERIFY(!find<QWidget>("newerStrip")->isVisible());
    }

    // Nor is it waited for: whoever makes it later would have the window come up there.
    void aLinkToNoRoomIsTold()
    {
        DesktopOptions options;
        options.join = m_oak->address;
        options.roomPatience = std::chrono::milliseconds(0);
        start(options);
        QTRY_VERIFY_WITH_TIMEOUT(composer()->isEnabled(), patience);
        m_program->take(
            {QStringLiteral("madang://%1?room=nowhere").arg(m_oak->address), false, {}});
        QTRY_VERIFY(find<QMessageBox>("openLinkQuestion"));
        QCOMPARE(page()->room(), lobby);
    }

    void nothingIsBegunWhileItQuits()
    {
        DesktopOptions options;
        options.host = true;
        options.port = 0;
        start(options);
        QTRY_VERIFY_WITH_TIMEOUT(page() && composer()->isEnabled(), patience);
        QSignalSpy finished(m_program.get(), &Application::finished);
        m_program->quit();
        QVERIFY(!m_window->isVisible());
        auto *field = find<QLineEdit>("address");
        field->setText(m_elm->address);
        Q_EMIT field->returnPressed();
        QVERIFY(buttons().isEmpty());
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, patience);
    }

    void quittingLeavesAllOfThem()
    {
        joinBoth();
        QSignalSpy finished(m_program.get(), &Application::finished);
        m_program->quit();
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, patience);
        QVERIFY(!page());
        QVERIFY(buttons().isEmpty());
    }
};

QTEST_MAIN(ApplicationTest)
#include "tst_application.moc"
