// SPDX-License-Identifier: GPL-3.0-or-later
// Sleep and resume: a scripted logind and scripted desktops on a bus of the test's own, clocks that
// the test sets, and a connection that looks alive and is not.
#include "app/dbussleepinhibitor.h"
#include "app/resumewatch.h"
#include "tests/support/sessionbus.h"

#include <QDBusContext>
#include <QDBusMessage>
#include <QFile>
#include <QSignalSpy>
#include <QTest>

#include <fcntl.h>
#include <unistd.h>

using namespace std::chrono_literals;

namespace {

const QString loginService = QStringLiteral("org.freedesktop.login1");
const QString loginPath = QStringLiteral("/org/freedesktop/login1");
const QString powerService = QStringLiteral("org.freedesktop.PowerManagement.Inhibit");
const QString powerPath = QStringLiteral("/org/freedesktop/PowerManagement/Inhibit");
const QString saverService = QStringLiteral("org.freedesktop.ScreenSaver");
const QString saverPath = QStringLiteral("/org/freedesktop/ScreenSaver");
constexpr int patience = 30000; // ms

} // namespace

/// As far as we ask it.
class ScriptedLogin : public QObject, protected QDBusContext {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.login1.Manager")

public:
    explicit ScriptedLogin(QDBusConnection bus) : m_bus(std::move(bus))
    {
        isThere = m_bus.registerObject(loginPath, this,
                                       QDBusConnection::ExportAllSlots |
                                           QDBusConnection::ExportAllSignals) &&
                  m_bus.registerService(loginService);
    }
    ~ScriptedLogin() override
    {
        m_bus.unregisterObject(loginPath);
        m_bus.unregisterService(loginService);
        letGo();
    }
    /// Whether what was given is still held: its other end says so.
    bool isHeld() const
    {
        char byte = 0;
        return m_ours >= 0 && read(m_ours, &byte, 1) != 0;
    }
    void letGo()
    {
        if (m_ours >= 0)
            close(m_ours);
        m_ours = -1;
    }

    bool isThere = false;
    bool refuses = false;
    QStringList asked;

public Q_SLOTS:
    QDBusUnixFileDescriptor Inhibit(const QString &what, const QString &who, const QString &why,
                                    const QString &mode)
    {
        asked << what << who << why << mode;
        int ends[2];
        if (refuses || pipe(ends) != 0) {
            sendErrorReply(QDBusError::AccessDenied, QStringLiteral("no"));
            return {};
        }
        fcntl(ends[0], F_SETFL, O_NONBLOCK);
        letGo();
        m_ours = ends[0];
        const QDBusUnixFileDescriptor given(ends[1]); // a copy of it
        close(ends[1]);
        return given;
    }

Q_SIGNALS:
    void PrepareForSleep(bool begins);

private:
    QDBusConnection m_bus;
    int m_ours = -1;
};

/// What a desktop has for it.
class ScriptedDesktop : public QObject {
    Q_OBJECT

public:
    ScriptedDesktop(QDBusConnection bus, QString service, QString path)
        : m_bus(std::move(bus)), m_service(std::move(service)), m_path(std::move(path))
    {
        m_bus.registerService(m_service);
    }
    ~ScriptedDesktop() override
    {
        m_bus.unregisterObject(m_path);
        m_bus.unregisterService(m_service);
    }
    QList<uint> held;
    uint last = 0;

protected:
    void exportIt() { m_bus.registerObject(m_path, this, QDBusConnection::ExportAllSlots); }

private:
    QDBusConnection m_bus;
    QString m_service, m_path;
};

class ScriptedPower final : public ScriptedDesktop {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.PowerManagement.Inhibit")
public:
    explicit ScriptedPower(const QDBusConnection &bus)
        : ScriptedDesktop(bus, powerService, powerPath)
    {
        exportIt();
    }
public Q_SLOTS:
    uint Inhibit(const QString &, const QString &)
    {
        held << ++last;
        return last;
    }
    void UnInhibit(uint cookie) { held.removeAll(cookie); }
};

class ScriptedSaver final : public ScriptedDesktop {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.ScreenSaver")
public:
    explicit ScriptedSaver(const QDBusConnection &bus)
        : ScriptedDesktop(bus, saverService, saverPath)
    {
        exportIt();
    }
public Q_SLOTS:
    uint Inhibit(const QString &, const QString &)
    {
        held << ++last;
        return last;
    }
    void UnInhibit(uint cookie) { held.removeAll(cookie); }
};

class SleepTest : public QObject {
    Q_OBJECT

    SessionBus m_bus;
    QDBusConnection m_ours{QString()};
    QDBusConnection m_theirs{QString()};

private Q_SLOTS:
    void initTestCase()
    {
        if (!m_bus.start())
            QSKIP("not run: there is no dbus-daemon");
        m_ours = QDBusConnection::connectToBus(m_bus.address(), QStringLiteral("ours"));
        m_theirs = QDBusConnection::connectToBus(m_bus.address(), QStringLiteral("theirs"));
        QVERIFY(m_ours.isConnected() && m_theirs.isConnected());
    }

    void loginIsAskedAndHeld()
    {
        ScriptedLogin login(m_theirs);
        QVERIFY(login.isThere);
        DBusSleepInhibitor inhibitor(m_ours, m_ours);
        QVERIFY(inhibitor.isPossible());
        QSignalSpy changed(&inhibitor, &SleepInhibitor::changed);
        inhibitor.hold(QStringLiteral("because"));
        inhibitor.hold(QStringLiteral("because")); // once is enough
        QTRY_VERIFY_WITH_TIMEOUT(inhibitor.isHeld(), patience);
        QCOMPARE(login.asked, QStringList({QStringLiteral("idle:sleep"), QStringLiteral("Madang"),
                                           QStringLiteral("because"), QStringLiteral("block")}));
        QVERIFY(login.isHeld());
        inhibitor.release();
        QVERIFY(!inhibitor.isHeld());
        QTRY_VERIFY_WITH_TIMEOUT(!login.isHeld(), patience);
        QCOMPARE(changed.size(), 2);
    }

    void endOfTheProgramLetsGo()
    {
        ScriptedLogin login(m_theirs);
        auto inhibitor = std::make_unique<DBusSleepInhibitor>(m_ours, m_ours);
        inhibitor->hold(QStringLiteral("because"));
        QTRY_VERIFY_WITH_TIMEOUT(inhibitor->isHeld(), patience);
        inhibitor.reset();
        QTRY_VERIFY_WITH_TIMEOUT(!login.isHeld(), patience);
    }

    void anAnswerThatComesTooLateIsGivenBack()
    {
        ScriptedLogin login(m_theirs);
        DBusSleepInhibitor inhibitor(m_ours, m_ours);
        inhibitor.hold(QStringLiteral("because"));
        inhibitor.release(); // before anybody has answered
        QTRY_COMPARE_WITH_TIMEOUT(login.asked.size(), 4, patience);
        QTRY_VERIFY_WITH_TIMEOUT(!login.isHeld(), patience);
        QVERIFY(!inhibitor.isHeld());
    }

    void withoutLoginTheDesktopIsAsked()
    {
        ScriptedPower power(m_theirs);
        ScriptedSaver saver(m_theirs);
        DBusSleepInhibitor inhibitor(m_ours, m_ours);
        inhibitor.hold(QStringLiteral("because"));
        QTRY_VERIFY_WITH_TIMEOUT(inhibitor.isHeld(), patience);
        QCOMPARE(power.held.size(), 1);
        QCOMPARE(saver.held.size(), 0);
        inhibitor.release();
        QTRY_COMPARE_WITH_TIMEOUT(power.held.size(), 0, patience);
    }

    void whoRefusesIsNotTheLast()
    {
        ScriptedLogin login(m_theirs);
        login.refuses = true;
        ScriptedSaver saver(m_theirs);
        auto inhibitor = std::make_unique<DBusSleepInhibitor>(m_ours, m_ours);
        inhibitor->hold(QStringLiteral("because"));
        QTRY_VERIFY_WITH_TIMEOUT(inhibitor->isHeld(), patience);
        QCOMPARE(saver.held.size(), 1);
        inhibitor.reset();
        QTRY_COMPARE_WITH_TIMEOUT(saver.held.size(), 0, patience);
    }

    void whereNobodyIsNothingIsHeld()
    {
        DBusSleepInhibitor nowhere(QDBusConnection(QStringLiteral("none")),
                                   QDBusConnection(QStringLiteral("none")));
        QVERIFY(!nowhere.isPossible());
        nowhere.hold(QStringLiteral("because"));
        QVERIFY(!nowhere.isHeld());
        nowhere.release();
    }

    void loginTellsOfAResume()
    {
        ScriptedLogin login(m_theirs);
        ResumeWatch watch;
        watch.listen(m_ours);
        QSignalSpy resumed(&watch, &ResumeWatch::resumed);
        // The subscription is made when a call behind it is answered.
        DBusSleepInhibitor inhibitor(m_ours, m_ours);
        inhibitor.hold(QStringLiteral("because"));
        QTRY_VERIFY_WITH_TIMEOUT(inhibitor.isHeld(), patience);
        Q_EMIT login.PrepareForSleep(true);
        Q_EMIT login.PrepareForSleep(false);
        QTRY_COMPARE_WITH_TIMEOUT(resumed.size(), 1, patience);
    }

    void clocksTellOfAResume()
    {
        auto running = 1000ms;
        auto passing = 5000ms;
        ResumeWatch watch({[&] { return running; }, [&] { return passing; }});
        QSignalSpy resumed(&watch, &ResumeWatch::resumed);
        watch.look();
        running += 60s; // awake, and busy
        passing += 60s;
        watch.look();
        QCOMPARE(resumed.size(), 0);
        passing += 2999ms; // a clock is put right
        watch.look();
        QCOMPARE(resumed.size(), 0);
        passing += 3000ms;
        watch.look();
        QCOMPARE(resumed.size(), 1);
        watch.look(); // and once only
        QCOMPARE(resumed.size(), 1);
        passing -= 3600s; // somebody sets it back
        watch.look();
        QCOMPARE(resumed.size(), 1);
    }

    void clocksOfThisComputer()
    {
        const ResumeWatch::Clocks clocks = ResumeWatch::clocks();
        const auto before = clocks.running();
        QTRY_VERIFY_WITH_TIMEOUT(clocks.running() > before, patience);
        QVERIFY(clocks.passing() > 0ms);
    }
};

QTEST_MAIN(SleepTest)
#include "tst_sleep.moc"
