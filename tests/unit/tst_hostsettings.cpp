// SPDX-License-Identifier: GPL-3.0-or-later
// How a host is opened the next time: what is kept, what hostile settings do, and the password's
// file.

#include "ui/model/firewall.h"
#include "ui/model/hostpassword.h"
#include "ui/model/hostsettings.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QTimeZone>

#include <memory>

using Ui::cleanHostName;
using Ui::Firewall;
using Ui::HostPassword;
using Ui::HostSettings;

class TestHostSettings : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_settings;

    QString path(const QString &name) const { return m_folder->filePath(name); }
    void write(const QString &name, const QByteArray &text) const
    {
        QVERIFY(QDir().mkpath(QFileInfo(path(name)).path()));
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(text), qint64(text.size()));
    }
    /// As it stands in a file that anybody may have written.
    HostSettings readFrom(const QByteArray &lines) const
    {
        write(QStringLiteral("settings"), "[host]\n" + lines);
        return HostSettings::read(
            QSettings(path(QStringLiteral("settings")), QSettings::IniFormat));
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_settings =
            std::make_unique<QSettings>(path(QStringLiteral("kept")), QSettings::IniFormat);
    }

    void nothingKeptIsTheUsual()
    {
        QCOMPARE(HostSettings::read(*m_settings), HostSettings());
        HostSettings().write(*m_settings);
        QVERIFY(m_settings->allKeys().isEmpty());
    }

    void whatIsKeptComesBack()
    {
        HostSettings chosen;
        chosen.name = QStringLiteral("회의실 3, 왼쪽 = 오른쪽");
        chosen.port = 8123;
        chosen.entrance = HostSettings::Entrance::Invitation;
        chosen.plain = false;
        chosen.write(*m_settings);
        m_settings->sync();
        const QSettings again(m_settings->fileName(), QSettings::IniFormat);
        QCOMPARE(HostSettings::read(again), chosen);
        HostSettings().write(*m_settings); // and the usual again
        QVERIFY(m_settings->allKeys().isEmpty());
    }

    void onlyPortsThatOneCanHaveAreTaken_data()
    {
        QTest::addColumn<QByteArray>("kept");
        QTest::addColumn<int>("port"); // -1: none
        const auto row = [](const char *kept, int port) {
            QTest::newRow(kept) << QByteArray(kept) << port;
        };
        row("1024", 1024);
        row("65535", 65535);
        row("1023", -1);
        row("0", -1);
        row("-7610", -1);
        row("65536", -1);
        row("72146", -1); // 7610 more than what fits
        row("99999999999999999999", -1);
        row("many", -1);
        row("7610, 7611", -1);
        row("@Invalid()", -1);
        row("@ByteArray(7610)", 7610);
        row("", -1);
    }
    void onlyPortsThatOneCanHaveAreTaken()
    {
        QFETCH(QByteArray, kept);
        QFETCH(int, port);
        const HostSettings read = readFrom("port=" + kept + '\n');
        QCOMPARE(read.port ? int(*read.port) : -1, port);
    }

    // Who wrote something there that we do not know meant to close the door, not to open it.
    void anUnknownEntranceLetsNobodyInByItself()
    {
        QCOMPARE(readFrom("entrance=anyone\n").entrance, HostSettings::Entrance::Anyone);
        QCOMPARE(readFrom("entrance=invitation\n").entrance, HostSettings::Entrance::Invitation);
        QCOMPARE(readFrom("entrance=approval\n").entrance, HostSettings::Entrance::Approval);
        QCOMPARE(readFrom("entrance=moon phase\n").entrance, HostSettings::Entrance::Approval);
        QCOMPARE(readFrom("entrance=7\n").entrance, HostSettings::Entrance::Approval);
        QVERIFY(!readFrom("plain=false\n").plain);
        QVERIFY(readFrom("plain=true\n").plain);
    }

    void namesAreCleaned_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("clean");
        const QString long70(70, QLatin1Char('a'));
        QTest::newRow("as it is") << QStringLiteral("지우의 마당 🏡")
                                  << QStringLiteral("지우의 마당 🏡");
        QTest::newRow("spaces") << QStringLiteral("  a \t\n b  ") << QStringLiteral("a b");
        QTest::newRow("control") << QStringLiteral("a\x01"
                                                   "b\x7f")
                                 << QStringLiteral("ab");
        QTest::newRow("turned") << QStringLiteral("a\u202egnp.exe\u2066")
                                << QStringLiteral("agnp.exe");
        QTest::newRow("nothing left") << QStringLiteral(" \u200f\x02 ") << QString();
        QTest::newRow("joined emoji stay")
            << QStringLiteral("👩\u200d💻") << QStringLiteral("👩\u200d💻");
        QTest::newRow("long") << long70 << long70.first(HostSettings::longestName);
        QTest::newRow("no half sign") << QString(63, QLatin1Char('a')) + QStringLiteral("🏡🏡")
                                      << QString(63, QLatin1Char('a'));
        QTest::newRow("huge") << QString(1000000, QChar(u'가'))
                              << QString(HostSettings::longestName, QChar(u'가'));
    }
    void namesAreCleaned()
    {
        QFETCH(QString, name);
        QFETCH(QString, clean);
        QCOMPARE(cleanHostName(name), clean);
        QCOMPARE(cleanHostName(clean), clean);
        HostSettings chosen;
        chosen.name = name;
        chosen.write(*m_settings);
        QCOMPARE(HostSettings::read(*m_settings).name, clean);
    }

    void theLastBackupIsNoneToCome()
    {
        QVERIFY(!Ui::lastHostBackup(*m_settings).isValid());
        const QDateTime now = QDateTime::fromSecsSinceEpoch(1'700'000'000, QTimeZone::utc());
        Ui::setLastHostBackup(*m_settings, now.toLocalTime());
        QCOMPARE(Ui::lastHostBackup(*m_settings), now);
        QCOMPARE(Ui::lastHostBackup(*m_settings).timeSpec(), Qt::UTC);
        Ui::setLastHostBackup(*m_settings, QDateTime::currentDateTimeUtc().addDays(400));
        QVERIFY(!Ui::lastHostBackup(*m_settings).isValid());
        m_settings->setValue(QStringLiteral("host/lastBackup"), QStringLiteral("yesterday"));
        QVERIFY(!Ui::lastHostBackup(*m_settings).isValid());
    }

    // --- the password
    void thePasswordIsForThisAccountAlone()
    {
        const HostPassword password(path(QStringLiteral("data/host")));
        QVERIFY(!password.isSet());
        QVERIFY(password.set({})); // none, still
        QVERIFY(!QFileInfo::exists(path(QStringLiteral("data"))));
        QVERIFY(password.set(QStringLiteral("열려라 참깨")));
        QFile file(password.file());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QStringLiteral("열려라 참깨\n").toUtf8());
#ifdef Q_OS_UNIX
        const auto everybody = QFileDevice::ReadGroup | QFileDevice::WriteGroup |
                               QFileDevice::ExeGroup | QFileDevice::ReadOther |
                               QFileDevice::WriteOther | QFileDevice::ExeOther;
        QVERIFY(!(file.permissions() & everybody));
        QVERIFY(!(QFileInfo(path(QStringLiteral("data/host"))).permissions() & everybody));
#endif
        QVERIFY(password.set({}));
        QVERIFY(!password.isSet());
    }

    void whatIsNoPasswordChangesNothing_data()
    {
        QTest::addColumn<QString>("password");
        QTest::newRow("two lines") << QStringLiteral("a\nb");
        QTest::newRow("paragraphs") << QStringLiteral("a\u2029b");
        QTest::newRow("NUL") << QStringLiteral("a") + QChar(u'\0') + QStringLiteral("b");
        QTest::newRow("spaces alone") << QStringLiteral("  ");
        QTest::newRow("space at its end") << QStringLiteral("sesame ");
        QTest::newRow("too long") << QString(HostPassword::longest + 1, QLatin1Char('a'));
    }
    void whatIsNoPasswordChangesNothing()
    {
        QFETCH(QString, password);
        const HostPassword kept(path(QStringLiteral("host")));
        QVERIFY(!kept.set(password));
        QVERIFY(!kept.isSet());
        QVERIFY(kept.set(QString(HostPassword::longest, QLatin1Char('a'))));
        QVERIFY(!kept.set(password));
        QCOMPARE(QFileInfo(kept.file()).size(), HostPassword::longest + 1);
    }

    void aFolderThatCannotBeWrittenIsTold()
    {
        write(QStringLiteral("host"), "a file");
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("cannot be kept")));
        QVERIFY(!HostPassword(path(QStringLiteral("host"))).set(QStringLiteral("sesame")));
    }

    // --- what may keep others out
    void aFirewallIsKnownByItsFiles()
    {
#ifndef Q_OS_LINUX
        QSKIP("looks at the folders of Linux");
#endif
        const QString root = m_folder->path() + u'/';
        QCOMPARE(Ui::firewallHere(root), Firewall::Unknown);
        write(QStringLiteral("etc/ufw/ufw.conf"), "# ENABLED=yes\nENABLED=no\n");
        QCOMPARE(Ui::firewallHere(root), Firewall::Unknown);
        const QString wants = QStringLiteral("etc/systemd/system/multi-user.target.wants");
        QVERIFY(QDir().mkpath(path(wants)));
        QVERIFY(QFile::link(QStringLiteral("/nowhere/firewalld.service"),
                            path(wants + QStringLiteral("/firewalld.service"))));
        QCOMPARE(Ui::firewallHere(root), Firewall::Firewalld);
        write(QStringLiteral("etc/ufw/ufw.conf"), "LOGLEVEL=low\n ENABLED=yes \n");
        QCOMPARE(Ui::firewallHere(root), Firewall::Ufw);
        write(QStringLiteral("etc/ufw/ufw.conf"), QByteArray(100000, '\n') + "ENABLED=yes\n");
        QCOMPARE(Ui::firewallHere(root), Firewall::Firewalld); // that is no such file
    }

    void theCommandNamesThePort()
    {
        QCOMPARE(Ui::firewallCommand(Firewall::Ufw, 7611),
                 QStringLiteral("sudo ufw allow 7611/tcp"));
        QCOMPARE(Ui::firewallCommand(Firewall::Firewalld, 7611).count(QStringLiteral("7611/tcp")),
                 2);
        QVERIFY(Ui::firewallCommand(Firewall::Unknown, 7611).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestHostSettings)
#include "tst_hostsettings.moc"
