// SPDX-License-Identifier: GPL-3.0-or-later
// Notices on a bus of the test's own: by a server that notes what it is asked, and by dunst.
#include "tests/support/sessionbus.h"
#include "ui/dbusnotifier.h"

#include <QDBusConnectionInterface>
#include <QDBusContext>
#include <QDBusMessage>
#include <QDBusServiceWatcher>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using Ui::DBusNotifier;
using Ui::Notice;

namespace {

const QString service = QStringLiteral("org.freedesktop.Notifications");
const QString path = QStringLiteral("/org/freedesktop/Notifications");

Notice noticeOf(const QString &tag, const QString &body = QStringLiteral("body"))
{
    return {tag, Chat::RoomId(tag), QStringLiteral("title"), body};
}

void end(QProcess &process)
{
    process.kill();
    process.waitForFinished();
}

} // namespace

/// A server as the specification has it.
class NotingServer : public QObject, protected QDBusContext {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")

public:
    struct Shown {
        uint replaces = 0;
        uint id = 0;
        QString title;
        QString body;
        QVariantMap hints;
    };
    QStringList capabilities{QStringLiteral("body"), QStringLiteral("body-markup")};
    bool holds = false; ///< Answers wait for release().
    std::vector<Shown> shown;
    QList<uint> closed;

    explicit NotingServer(const QDBusConnection &bus) : m_bus(bus)
    {
        QDBusConnection(m_bus).registerObject(
            path, this, QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals);
        m_registered = QDBusConnection(m_bus).registerService(service);
    }
    ~NotingServer() override
    {
        m_bus.unregisterObject(path);
        m_bus.unregisterService(service);
    }
    bool isRegistered() const { return m_registered; }
    void release()
    {
        for (const QDBusMessage &answer : std::exchange(m_held, {}))
            m_bus.send(answer);
    }

public Q_SLOTS:
    QStringList GetCapabilities() { return capabilities; }
    uint Notify(const QString &, uint replaces, const QString &, const QString &title,
                const QString &body, const QStringList &, const QVariantMap &hints, int)
    {
        const uint id = replaces != 0 ? replaces : ++m_last;
        shown.push_back({replaces, id, title, body, hints});
        if (holds) {
            setDelayedReply(true);
            m_held.push_back(message().createReply(id));
        }
        return id;
    }
    void CloseNotification(uint id) { closed << id; }

Q_SIGNALS:
    void NotificationClosed(uint id, uint reason);
    void ActionInvoked(uint id, const QString &action);
    void ActivationToken(uint id, const QString &token);

private:
    QDBusConnection m_bus;
    bool m_registered = false;
    uint m_last = 40;
    std::vector<QDBusMessage> m_held;
};

class DBusNotifierTest : public QObject {
    Q_OBJECT

    SessionBus m_bus;
    QDBusConnection m_ours{QString()};
    QDBusConnection m_theirs{QString()};
    std::unique_ptr<NotingServer> m_server;
    std::unique_ptr<DBusNotifier> m_notifier;

    void serve()
    {
        m_server = std::make_unique<NotingServer>(m_theirs);
        QVERIFY(m_server->isRegistered());
    }
    QStringList bodies() const
    {
        QStringList bodies;
        for (const auto &one : m_server->shown)
            bodies << one.body;
        return bodies;
    }

private Q_SLOTS:
    void initTestCase()
    {
        for (const char *program : {"dbus-daemon", "Xvfb", "dunst"}) {
            QVERIFY2(!QStandardPaths::findExecutable(QString::fromLatin1(program)).isEmpty(),
                     qPrintable(QStringLiteral("%1 is missing; ./dev test installs it")
                                    .arg(QLatin1String(program))));
        }
        QVERIFY(m_bus.start());
    }
    void init()
    {
        m_ours = QDBusConnection::connectToBus(m_bus.address(), QStringLiteral("ours"));
        m_theirs = QDBusConnection::connectToBus(m_bus.address(), QStringLiteral("theirs"));
        QVERIFY(m_ours.isConnected() && m_theirs.isConnected());
        m_notifier = std::make_unique<DBusNotifier>(m_ours);
    }
    void cleanup()
    {
        m_notifier.reset();
        m_server.reset();
        m_ours = QDBusConnection(QString());
        m_theirs = QDBusConnection(QString());
        QDBusConnection::disconnectFromBus(QStringLiteral("ours"));
        QDBusConnection::disconnectFromBus(QStringLiteral("theirs"));
    }

    void anotherOfTheTagTakesItsPlace()
    {
        serve();
        m_notifier->show(noticeOf(QStringLiteral("a"), QStringLiteral("1")));
        m_notifier->show(noticeOf(QStringLiteral("b"), QStringLiteral("2")));
        QTRY_COMPARE(m_server->shown.size(), size_t(2));
        m_notifier->show(noticeOf(QStringLiteral("a"), QStringLiteral("3")));
        QTRY_COMPARE(bodies(),
                     (QStringList{QStringLiteral("1"), QStringLiteral("2"), QStringLiteral("3")}));
        QCOMPARE(m_server->shown[2].replaces, m_server->shown[0].id);
        QCOMPARE(m_server->shown[1].replaces, 0u);
        QCOMPARE(m_server->shown[0].hints[QStringLiteral("category")].toString(),
                 QStringLiteral("im.received"));
    }

    void aBodyIsNeverMarkup_data()
    {
        QTest::addColumn<QStringList>("capabilities");
        QTest::addColumn<QString>("body");
        QTest::newRow("a server that reads it")
            << QStringList{QStringLiteral("body-markup")}
            << QStringLiteral("&lt;img src=&quot;http://x&quot;&gt; &amp;amp;");
        QTest::newRow("one that does not")
            << QStringList() << QStringLiteral("<img src=\"http://x\"> &amp;");
    }
    void aBodyIsNeverMarkup()
    {
        QFETCH(QStringList, capabilities);
        serve();
        m_server->capabilities = capabilities;
        m_notifier->show(
            noticeOf(QStringLiteral("a"), QStringLiteral("<img src=\"http://x\"> &amp;")));
        QTRY_COMPARE(m_server->shown.size(), size_t(1));
        QTEST(m_server->shown[0].body, "body");
    }

    void whatIsBeingShownWaitsForTheAnswer()
    {
        serve();
        m_server->holds = true;
        m_notifier->show(noticeOf(QStringLiteral("a"), QStringLiteral("1")));
        QTRY_COMPARE(m_server->shown.size(), size_t(1));
        m_notifier->show(noticeOf(QStringLiteral("a"), QStringLiteral("2")));
        m_notifier->show(noticeOf(QStringLiteral("a"), QStringLiteral("3")));
        m_server->release();
        QTRY_COMPARE(bodies(), (QStringList{QStringLiteral("1"), QStringLiteral("3")}));
        QCOMPARE(m_server->shown[1].replaces, m_server->shown[0].id);
    }

    void whatIsReadIsTakenAway()
    {
        serve();
        m_notifier->show(noticeOf(QStringLiteral("a")));
        m_notifier->withdraw(QStringLiteral("a")); // not even asked for
        m_notifier->show(noticeOf(QStringLiteral("b")));
        QTRY_COMPARE(m_server->shown.size(), size_t(1));
        m_server->holds = true;
        m_notifier->show(noticeOf(QStringLiteral("c")));
        QTRY_COMPARE(m_server->shown.size(), size_t(2));
        m_notifier->withdraw(QStringLiteral("c")); // before its answer
        m_notifier->show(noticeOf(QStringLiteral("c")));
        QTRY_COMPARE(m_server->shown.size(), size_t(3));
        QVERIFY(m_server->closed.isEmpty());
        m_server->release();
        QTRY_COMPARE(m_server->closed, QList<uint>{m_server->shown[1].id});
        m_notifier->withdraw(QStringLiteral("b"));
        m_notifier->withdraw(QStringLiteral("b"));
        m_notifier->withdraw(QStringLiteral("c"));
        QTRY_COMPARE(m_server->closed.size(), 3);
    }

    void aClickOpens()
    {
        serve();
        QSignalSpy opened(m_notifier.get(), &DBusNotifier::opened);
        m_notifier->show(noticeOf(QStringLiteral("a")));
        m_notifier->show(noticeOf(QStringLiteral("b")));
        QTRY_COMPARE(m_server->shown.size(), size_t(2));
        const uint id = m_server->shown[1].id;
        // Its answer is behind that on the same connection.
        Q_EMIT m_server->ActivationToken(id, QStringLiteral("token"));
        Q_EMIT m_server->ActionInvoked(id + 100, QStringLiteral("default"));
        Q_EMIT m_server->ActionInvoked(id, QStringLiteral("other"));
        Q_EMIT m_server->ActionInvoked(id, QStringLiteral("default"));
        QTRY_COMPARE(opened.size(), 1);
        QCOMPARE(opened[0], (QVariantList{QStringLiteral("b"), QStringLiteral("token")}));
    }

    void whatThePersonClosedIsShownAnew()
    {
        serve();
        m_notifier->show(noticeOf(QStringLiteral("a")));
        QTRY_COMPARE(m_server->shown.size(), size_t(1));
        Q_EMIT m_server->NotificationClosed(m_server->shown[0].id, 2);
        m_server->holds = true;
        m_notifier->show(noticeOf(QStringLiteral("b")));
        QTRY_COMPARE(m_server->shown.size(), size_t(2));
        m_notifier->show(noticeOf(QStringLiteral("a")));
        QTRY_COMPARE(m_server->shown.size(), size_t(3));
        QCOMPARE(m_server->shown[2].replaces, 0u);
    }

    void onlySomeAreKeptUp()
    {
        serve();
        for (size_t i = 0; i < DBusNotifier::mostShown + 2; ++i)
            m_notifier->show(noticeOf(QString::number(i)));
        // The first were overtaken before the server was asked.
        QTRY_COMPARE(m_server->shown.size(), DBusNotifier::mostShown);
        m_notifier->show(noticeOf(QStringLiteral("new")));
        QTRY_COMPARE(m_server->closed, QList<uint>{m_server->shown[0].id});
        // Shown again by its id, and so that was answered.
        QTRY_COMPARE(m_server->shown.size(), DBusNotifier::mostShown + 1);
        m_notifier->show(noticeOf(QStringLiteral("new")));
        QTRY_COMPARE(m_server->shown.size(), DBusNotifier::mostShown + 2);
        QCOMPARE(m_server->shown.back().replaces, m_server->shown[DBusNotifier::mostShown].id);
        m_notifier.reset();
        QTRY_COMPARE(m_server->closed.size(), qsizetype(DBusNotifier::mostShown) + 1);
    }

    void withoutAServerItFails()
    {
        QSignalSpy failed(m_notifier.get(), &DBusNotifier::failed);
        m_notifier->show(noticeOf(QStringLiteral("a")));
        QTRY_COMPARE(failed.size(), 1);
        QVERIFY(!failed[0][0].toString().isEmpty());
        // One that comes later is asked.
        serve();
        m_notifier->show(noticeOf(QStringLiteral("b")));
        QTRY_COMPARE(m_server->shown.size(), size_t(1));
    }

    void anotherServerKnowsNothing()
    {
        serve();
        m_notifier->show(noticeOf(QStringLiteral("a")));
        QTRY_COMPARE(m_server->shown.size(), size_t(1));
        const QDBusServiceWatcher watcher(service, m_ours);
        QSignalSpy gone(&watcher, &QDBusServiceWatcher::serviceUnregistered);
        m_server.reset();
        QTRY_COMPARE(gone.size(), 1);
        serve();
        m_server->capabilities.clear();
        m_notifier->show(noticeOf(QStringLiteral("a"), QStringLiteral("<")));
        QTRY_COMPARE(bodies(), QStringList{QStringLiteral("<")});
        QCOMPARE(m_server->shown[0].replaces, 0u);
    }

    void dunstShowsThem()
    {
        QProcess screen;
        screen.start(QStringLiteral("Xvfb"),
                     {QStringLiteral("-displayfd"), QStringLiteral("1"), QStringLiteral("-noreset"),
                      QStringLiteral("-nolisten"), QStringLiteral("tcp")});
        const QString display = lineOf(screen);
        QVERIFY(!display.isEmpty());
        QProcess dunst;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("DISPLAY"), u':' + display);
        environment.insert(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"), m_bus.address());
        const QTemporaryDir home;
        environment.insert(QStringLiteral("HOME"), home.path());
        dunst.setProcessEnvironment(environment);
        dunst.start(QStringLiteral("dunst"), {});
        QTRY_VERIFY_WITH_TIMEOUT(m_ours.interface()->isServiceRegistered(service), 30000);

        const auto ask = [&](const QString &method, const QVariantList &arguments) {
            QDBusMessage message = QDBusMessage::createMethodCall(
                service, path, QStringLiteral("org.dunstproject.cmd0"), method);
            message.setArguments(arguments);
            m_theirs.call(message);
        };
        const auto displayed = [&] {
            QDBusMessage message = QDBusMessage::createMethodCall(
                service, path, QStringLiteral("org.freedesktop.DBus.Properties"),
                QStringLiteral("Get"));
            message.setArguments(
                {QStringLiteral("org.dunstproject.cmd0"), QStringLiteral("displayedLength")});
            const QVariantList answer = m_theirs.call(message).arguments();
            return answer.isEmpty() ? -1 : answer[0].value<QDBusVariant>().variant().toInt();
        };
        QSignalSpy opened(m_notifier.get(), &DBusNotifier::opened);
        QSignalSpy failed(m_notifier.get(), &DBusNotifier::failed);
        m_notifier->show(noticeOf(QStringLiteral("a"), QStringLiteral("한글 <b>")));
        QTRY_COMPARE(displayed(), 1);
        m_notifier->show(noticeOf(QStringLiteral("b")));
        QTRY_COMPARE(displayed(), 2);
        m_notifier->show(noticeOf(QStringLiteral("a")));
        m_notifier->withdraw(QStringLiteral("b"));
        QTRY_COMPARE(displayed(), 1);
        ask(QStringLiteral("NotificationAction"), {0u});
        QTRY_COMPARE(opened.size(), 1);
        QCOMPARE(opened[0][0].toString(), QStringLiteral("a"));
        QVERIFY2(failed.isEmpty(), qPrintable(failed.value(0).value(0).toString()));
        end(dunst);
        end(screen);
    }
};

QTEST_MAIN(DBusNotifierTest)
#include "tst_dbusnotifier.moc"
