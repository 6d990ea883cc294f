// SPDX-License-Identifier: GPL-3.0-or-later
// What the system wants, by a portal on a bus of the test's own, and by its palette.
#include "ui/appearance.h"

#include <QApplication>
#include <QDBusConnection>
#include <QDBusContext>
#include <QDBusMessage>
#include <QDBusMetaType>
#include <QDBusVariant>
#include <QProcess>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using Ui::Appearance;
using Groups = QMap<QString, QVariantMap>;
Q_DECLARE_METATYPE(Groups)

namespace {

const QString service = QStringLiteral("org.freedesktop.portal.Desktop");
const QString path = QStringLiteral("/org/freedesktop/portal/desktop");
const QString appearanceGroup = QStringLiteral("org.freedesktop.appearance");
const QString gnome = QStringLiteral("org.gnome.desktop.interface");
const QString scheme = QStringLiteral("color-scheme");

QPalette paletteOf(const QColor &window, const QColor &text)
{
    QPalette palette;
    palette.setColor(QPalette::Window, window);
    palette.setColor(QPalette::WindowText, text);
    return palette;
}

} // namespace

/// A portal as its specification has it.
class Portal : public QObject, protected QDBusContext {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.portal.Settings")

public:
    Groups groups;
    bool holds = false; ///< Answers wait for release().
    int asked = 0;

    Portal(const QDBusConnection &bus, Groups values) : groups(std::move(values)), m_bus(bus)
    {
        m_bus.registerObject(path, this,
                             QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals);
        m_registered = m_bus.registerService(service);
    }
    ~Portal() override
    {
        m_bus.unregisterObject(path);
        m_bus.unregisterService(service);
    }
    bool isRegistered() const { return m_registered; }
    void set(const QString &group, const QString &key, const QVariant &value)
    {
        groups[group][key] = value;
        Q_EMIT SettingChanged(group, key, QDBusVariant(value));
    }
    void release()
    {
        for (const QDBusMessage &answer : std::exchange(m_held, {}))
            m_bus.send(answer);
    }

public Q_SLOTS:
    Groups ReadAll(const QStringList &wanted)
    {
        ++asked;
        Groups answer;
        for (const QString &group : wanted) {
            if (groups.contains(group))
                answer.insert(group, groups[group]);
        }
        if (holds) {
            setDelayedReply(true);
            m_held.push_back(message().createReply(QVariant::fromValue(answer)));
        }
        return answer;
    }

Q_SIGNALS:
    void SettingChanged(const QString &group, const QString &key, const QDBusVariant &value);

private:
    QDBusConnection m_bus;
    bool m_registered = false;
    std::vector<QDBusMessage> m_held;
};

class tst_SystemLook : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    QProcess m_daemon;
    QString m_address;
    QDBusConnection m_theirs{QString()};
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<Portal> m_portal;
    std::unique_ptr<Appearance> m_appearance;

    void serve(Groups groups)
    {
        m_portal = std::make_unique<Portal>(m_theirs, std::move(groups));
        QVERIFY(m_portal->isRegistered());
    }
    void look() { m_appearance = std::make_unique<Appearance>(*m_settings); }
    bool isDark() const { return m_appearance->theme().dark; }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(!QStandardPaths::findExecutable(QStringLiteral("dbus-daemon")).isEmpty(),
                 "dbus-daemon is missing; ./dev test installs it");
        qDBusRegisterMetaType<Groups>();
        m_daemon.start(QStringLiteral("dbus-daemon"),
                       {QStringLiteral("--session"), QStringLiteral("--nofork"),
                        QStringLiteral("--print-address"),
                        QStringLiteral("--address=unix:path=%1/bus").arg(m_folder.path())});
        QByteArray output;
        QVERIFY(QTest::qWaitFor(
            [&] {
                output += m_daemon.readAllStandardOutput();
                return output.contains('\n');
            },
            30000));
        m_address = QString::fromUtf8(output).section(u'\n', 0, 0);
        // Before anybody asks for the bus of this session.
        qputenv("DBUS_SESSION_BUS_ADDRESS", m_address.toUtf8());
        m_theirs = QDBusConnection::connectToBus(m_address, QStringLiteral("theirs"));
        QVERIFY(m_theirs.isConnected());
    }
    void cleanupTestCase()
    {
        m_theirs = QDBusConnection(QString());
        QDBusConnection::disconnectFromBus(QStringLiteral("theirs"));
        m_daemon.kill();
        m_daemon.waitForFinished();
    }
    void init()
    {
        QApplication::setPalette(paletteOf(Qt::white, Qt::black));
        m_settings = std::make_unique<QSettings>(m_folder.filePath(QStringLiteral("settings.ini")),
                                                 QSettings::IniFormat);
        m_settings->clear();
    }
    void cleanup()
    {
        m_appearance.reset();
        m_portal.reset();
        m_settings.reset();
    }

    void theDesktopIsFollowed()
    {
        serve({{appearanceGroup, {{scheme, 1U}}}});
        look();
        QTRY_VERIFY(isDark());
        m_portal->set(appearanceGroup, scheme, 2U);
        QTRY_VERIFY(!isDark());
        m_portal->set(appearanceGroup, scheme, 1U);
        QTRY_VERIFY(isDark());
    }

    void theStartDoesNotWaitForIt()
    {
        serve({{appearanceGroup, {{scheme, 1U}}}});
        m_portal->holds = true;
        look(); // its portal is of this thread, and would never answer
        QVERIFY(!isDark());
        QTRY_COMPARE(m_portal->asked, 1);
        QVERIFY(!isDark());
        m_portal->release();
        QTRY_VERIFY(isDark());
    }

    void aPortalMayComeLater()
    {
        look();
        QVERIFY(!isDark());
        serve({{appearanceGroup, {{scheme, 1U}}}});
        QTRY_VERIFY(isDark());
    }

    void whatWasChosenGoesFirst()
    {
        m_settings->setValue(QStringLiteral("theme"), QStringLiteral("light"));
        serve({{appearanceGroup, {{scheme, 1U}}}});
        look();
        QTRY_VERIFY(m_appearance->system().isDark());
        QVERIFY(!isDark());
        m_settings->setValue(QStringLiteral("theme"), QStringLiteral("system"));
        m_appearance->reload();
        QVERIFY(isDark());
    }

    void withoutAPreferenceThePaletteDecides()
    {
        QApplication::setPalette(paletteOf(Qt::black, Qt::white));
        serve({{appearanceGroup, {{scheme, 2U}}}});
        look();
        QVERIFY(isDark());
        QTRY_VERIFY(!isDark());
        m_portal->set(appearanceGroup, scheme, 0U);
        QTRY_VERIFY(isDark());
    }

    void withoutAPortalThePaletteDecides()
    {
        QApplication::setPalette(paletteOf(Qt::black, Qt::white));
        look();
        QVERIFY(isDark());
        QApplication::setPalette(paletteOf(Qt::white, Qt::black));
        QVERIFY(!isDark());
        QApplication::setPalette(paletteOf(Qt::black, Qt::white));
        QVERIFY(isDark());
    }

    void contrastAndStillness_data()
    {
        QTest::addColumn<QString>("group");
        QTest::addColumn<QString>("key");
        QTest::addColumn<QVariant>("value");
        QTest::addColumn<bool>("contrast");
        QTest::addColumn<bool>("stillness");
        QTest::newRow("contrast") << appearanceGroup << QStringLiteral("contrast") << QVariant(1U)
                                  << true << false;
        QTest::newRow("motion") << appearanceGroup << QStringLiteral("reduced-motion")
                                << QVariant(1U) << false << true;
        QTest::newRow("motion as GNOME has it")
            << gnome << QStringLiteral("enable-animations") << QVariant(false) << false << true;
        QTest::newRow("a variant in a variant, as old portals")
            << appearanceGroup << QStringLiteral("contrast")
            << QVariant::fromValue(QDBusVariant(QVariant(1U))) << true << false;
    }
    void contrastAndStillness()
    {
        QFETCH(QString, group);
        QFETCH(QString, key);
        QFETCH(QVariant, value);
        serve({{group, {{key, value}}}});
        look();
        const Ui::SystemLook &system = m_appearance->system();
        QFETCH(bool, contrast);
        QFETCH(bool, stillness);
        QTRY_COMPARE(system.wantsContrast(), contrast);
        QTRY_COMPARE(system.wantsStillness(), stillness);
        m_portal->set(group, key, group == gnome ? QVariant(true) : QVariant(0U));
        QTRY_VERIFY(!system.wantsContrast() && !system.wantsStillness());
    }

    void nonsenseIsNoWish()
    {
        serve({{appearanceGroup,
                {{scheme, QStringLiteral("dark")}, {QStringLiteral("contrast"), 77U}}},
               {gnome, {{QStringLiteral("enable-animations"), 0U}}}});
        look();
        QSignalSpy changed(m_appearance.get(), &Appearance::changed);
        for (const QVariant &value :
             {QVariant(77U), QVariant(QStringList{}), QVariant(-1), QVariant(true)})
            m_portal->set(appearanceGroup, scheme, value);
        m_portal->set(QStringLiteral("org.example"), scheme, 1U);
        m_portal->set(appearanceGroup, QStringLiteral("reduced-motion"), 1U); // behind them all
        QTRY_VERIFY(m_appearance->system().wantsStillness());
        QVERIFY(!isDark());
        QVERIFY(!m_appearance->system().wantsContrast());
        QCOMPARE(changed.size(), 1);
    }
};

QTEST_MAIN(tst_SystemLook)
#include "tst_systemlook.moc"
