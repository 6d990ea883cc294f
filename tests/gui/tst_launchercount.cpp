// SPDX-License-Identifier: GPL-3.0-or-later
// What docks and task bars are told of the number, on a bus of the test's own.
#include "tests/support/sessionbus.h"
#include "ui/launchercount.h"
#include "ui/notifier.h"
#include "ui/sessionbus.h"
#include "ui/systemnotifier.h"

#include <QGuiApplication>
#include <QScopeGuard>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using Ui::LauncherCount;

/// Notes what it is told, as a dock does.
class NotingDock : public QObject {
    Q_OBJECT
public:
    struct Update {
        QString program;
        QVariantMap properties;
    };
    std::vector<Update> updates;

    bool listen(QDBusConnection bus)
    {
        return bus.connect({}, {}, QStringLiteral("com.canonical.Unity.LauncherEntry"),
                           QStringLiteral("Update"), this, SLOT(take(QString, QVariantMap)));
    }

public Q_SLOTS:
    void take(const QString &program, const QVariantMap &properties)
    {
        updates.push_back({program, properties});
    }
};

class LauncherCountTest : public QObject {
    Q_OBJECT

    SessionBus m_bus;
    std::unique_ptr<NotingDock> m_dock;
    QDBusConnection m_ours{QString()};

    /// Counts as they came; a hidden one as -1.
    QList<qint64> counts() const
    {
        QList<qint64> counts;
        for (const auto &update : m_dock->updates) {
            const bool isShown = update.properties[QStringLiteral("count-visible")].toBool();
            counts << (isShown ? update.properties[QStringLiteral("count")].toLongLong() : -1);
        }
        return counts;
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_bus.start(), "no dbus-daemon; ./dev test installs it"); }
    void init()
    {
        QGuiApplication::setDesktopFileName(QStringLiteral("chat.madang.Madang"));
        m_ours = QDBusConnection::connectToBus(m_bus.address(), QStringLiteral("ours"));
        QDBusConnection theirs =
            QDBusConnection::connectToBus(m_bus.address(), QStringLiteral("theirs"));
        QVERIFY(m_ours.isConnected() && theirs.isConnected());
        m_dock = std::make_unique<NotingDock>();
        QVERIFY(m_dock->listen(theirs));
    }
    void cleanup()
    {
        m_dock.reset();
        m_ours = QDBusConnection(QString());
        QDBusConnection::disconnectFromBus(QStringLiteral("ours"));
        QDBusConnection::disconnectFromBus(QStringLiteral("theirs"));
    }

    void theNumberIsTold()
    {
        {
            LauncherCount count(m_ours);
            count.set(0);
            count.set(3);
            count.set(3);
            count.set(12);
            count.set(0);
            count.set(1);
        }
        // Each change once, and none is left behind.
        QTRY_COMPARE(counts(), (QList<qint64>{3, 12, -1, 1, -1}));
        QCOMPARE(m_dock->updates[0].program,
                 QStringLiteral("application://chat.madang.Madang.desktop"));
        // As docks expect it: D-Bus's "x", not "i".
        QCOMPARE(m_dock->updates[0].properties[QStringLiteral("count")].metaType(),
                 QMetaType::fromType<qlonglong>());
    }

    void whoHasNoDesktopFileIsSilent()
    {
        QGuiApplication::setDesktopFileName({});
        LauncherCount unnamed(m_ours);
        unnamed.set(5);
        QGuiApplication::setDesktopFileName(QStringLiteral("chat.madang.Madang"));
        LauncherCount named(m_ours);
        named.set(7);
        QTRY_COMPARE(counts(), QList<qint64>{7});
    }

    void ofASessionWithoutABusNoneIsAskedFor()
    {
        const QByteArray address = qgetenv("DBUS_SESSION_BUS_ADDRESS");
        const QByteArray folder = qgetenv("XDG_RUNTIME_DIR");
        const auto restore = qScopeGuard([&] {
            qputenv("XDG_RUNTIME_DIR", folder);
            address.isNull() ? qunsetenv("DBUS_SESSION_BUS_ADDRESS")
                             : qputenv("DBUS_SESSION_BUS_ADDRESS", address);
        });
        qputenv("DBUS_SESSION_BUS_ADDRESS", m_bus.address().toUtf8());
        LauncherCount there;
        there.set(3);
        QTRY_COMPARE(counts(), QList<qint64>{3});
        QVERIFY(Ui::makeSystemNotifier());
        const QTemporaryDir empty;
        qunsetenv("DBUS_SESSION_BUS_ADDRESS");
        qputenv("XDG_RUNTIME_DIR", empty.path().toUtf8());
        QVERIFY(!Ui::sessionBus().isConnected());
        LauncherCount nowhere;
        nowhere.set(4);
        QVERIFY(!Ui::makeSystemNotifier());
        there.set(5);
        QTRY_COMPARE(counts(), (QList<qint64>{3, 5}));
    }

    void withoutABusNothingHappens()
    {
        LauncherCount count(QDBusConnection(QStringLiteral("none")));
        count.set(2);
        QVERIFY(counts().isEmpty());
    }
};

QTEST_MAIN(LauncherCountTest)
#include "tst_launchercount.moc"
