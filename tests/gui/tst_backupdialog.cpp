// SPDX-License-Identifier: GPL-3.0-or-later
// Whoever hosts makes a backup in the window, and is told when the disk gets full.
#include "server/hostbackup.h"
#include "server/upkeep/databackup.h"
#include "tests/support/filleddata.h"
#include "ui/appearance.h"
#include "ui/backupdialog.h"
#include "ui/hoststrip.h"

#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSemaphore>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using Data = Ui::HostStatus::Data;
using Takeout::Failure;
using Ui::Backup;
using Ui::BackupDialog;
using Ui::BackupMade;

class TestBackupDialog : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<Ui::Appearance> m_appearance;
    std::unique_ptr<Backup> m_backup;
    QPointer<BackupDialog> m_dialog;

    void open(const Backup::Make &make)
    {
        m_backup = std::make_unique<Backup>(make);
        show();
    }
    void show()
    {
        m_dialog = new BackupDialog(*m_backup, *m_settings, *m_appearance, nullptr);
        m_dialog->show();
    }
    template <typename T>
    T *find(const char *name) const
    {
        return m_dialog->findChild<T *>(QString::fromLatin1(name));
    }
    QString state() const { return find<QLabel>("backupState")->text(); }
    QString target() const { return m_folder->filePath(QStringLiteral("backups")); }
    void chooseTarget() { find<QLineEdit>("backupFolder")->setText(target()); }
    void press(const char *name) { QTest::keyClick(find<QPushButton>(name), Qt::Key_Space); }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(QDir().mkpath(target()));
        m_settings = std::make_unique<QSettings>(m_folder->filePath(QStringLiteral("s.ini")),
                                                 QSettings::IniFormat);
        m_appearance = std::make_unique<Ui::Appearance>(*m_settings);
    }
    void cleanup()
    {
        delete m_dialog;
        m_backup.reset();
        m_appearance.reset();
        m_settings.reset();
    }

    void theDataOfARunningHostIsCopied()
    {
        const QString data = m_folder->filePath(QStringLiteral("data"));
        QVERIFY(QDir().mkpath(data));
        const auto log = FilledData::open(data);
        QVERIFY(log);
        FilledData::makeRooms(*log);
        open([data](const QString &to, const Takeout::Progress &progress) {
            return Server::backUpHost(data, to, progress).map([](const Server::HostBackup &made) {
                return BackupMade{made.folder, made.messages, made.files, made.missing};
            });
        });
        chooseTarget();
        QSignalSpy finished(m_backup.get(), &Backup::finished);
        press("backupStart");
        QTRY_COMPARE(finished.size(), 1);
        const QStringList made = QDir(target()).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
        QCOMPARE(made.size(), 1);
        QVERIFY2(state().contains(made[0]), qPrintable(state()));
        QSignalSpy opened(m_dialog, &BackupDialog::folderRequested);
        press("backupOpen");
        QCOMPARE(opened.value(0).value(0).toString(), target() + u'/' + made[0]);
        const QString fresh = m_folder->filePath(QStringLiteral("fresh"));
        QVERIFY(QDir().mkpath(fresh));
        QVERIFY(Server::restoreData(target() + u'/' + made[0], fresh).has_value());
    }

    void onlyAFolderThatIsThere()
    {
        open([](const QString &, const Takeout::Progress &) { return BackupMade(); });
        find<QLineEdit>("backupFolder")->setText(target() + QStringLiteral("/none"));
        QVERIFY(!find<QPushButton>("backupStart")->isEnabled());
        QVERIFY(!state().isEmpty());
        chooseTarget();
        QVERIFY(find<QPushButton>("backupStart")->isEnabled());
    }

    void itCanBeStoppedAndIsWatchedAnew()
    {
        QSemaphore begun;
        QSemaphore goesOn;
        open(
            [&](const QString &, const Takeout::Progress &progress) -> Takeout::Result<BackupMade> {
                begun.release();
                goesOn.acquire();
                return progress(1, 2) ? Takeout::Result<BackupMade>(BackupMade())
                                      : tl::unexpected(Takeout::cancelled().value());
            });
        chooseTarget();
        press("backupStart");
        begun.acquire();
        QVERIFY(find<QProgressBar>("backupProgress")->isVisible());
        QVERIFY(!find<QLineEdit>("backupFolder")->isEnabled());
        delete m_dialog; // it goes on
        show();
        QCOMPARE(find<QLineEdit>("backupFolder")->text(), target()); // kept
        QVERIFY(find<QProgressBar>("backupProgress")->isVisible());
        QVERIFY(!find<QPushButton>("backupStart")->isVisible());
        QSignalSpy failed(m_backup.get(), &Backup::failed);
        press("backupCancel");
        goesOn.release();
        QTRY_COMPARE(failed.size(), 1);
        QVERIFY(find<QPushButton>("backupStart")->isVisible());
        QVERIFY(!state().isEmpty());
        QCOMPARE(find<QLabel>("backupState")->property("role").toString(),
                 QStringLiteral("secondary")); // no problem
    }

    void aFailureIsSaid_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("says");
        QTest::newRow("full") << int(Failure::Kind::Full) << QStringLiteral("full");
        QTest::newRow("damaged") << int(Failure::Kind::Damaged) << QStringLiteral("the why");
    }
    void aFailureIsSaid()
    {
        QFETCH(int, kind);
        QFETCH(QString, says);
        open([kind](const QString &, const Takeout::Progress &) -> Takeout::Result<BackupMade> {
            return Takeout::failure(Failure::Kind(kind), QStringLiteral("the why"));
        });
        chooseTarget();
        press("backupStart");
        QTRY_VERIFY(!m_backup->isUnderWay());
        QVERIFY2(state().contains(says), qPrintable(state()));
        QCOMPARE(find<QLabel>("backupState")->property("role").toString(),
                 QStringLiteral("problem"));
    }

    void itEndsWithTheHost()
    {
        QSemaphore begun;
        std::atomic_bool stopped = false;
        open(
            [&](const QString &, const Takeout::Progress &progress) -> Takeout::Result<BackupMade> {
                begun.release();
                while (progress(0, 0)) // until the host goes
                    QThread::yieldCurrentThread();
                stopped = true;
                return Takeout::failure(Failure::Kind::Cancelled, {});
            });
        chooseTarget();
        press("backupStart");
        begun.acquire();
        m_backup.reset();
        QVERIFY(stopped);
        QTRY_VERIFY(!m_dialog);
    }

    void theStripTellsOfTheData()
    {
        Ui::HostStrip strip(*m_appearance);
        auto *hide = strip.findChild<QPushButton *>(QStringLiteral("hostStripHide"));
        QVERIFY(strip.isHidden());
        Ui::HostStatus status;
        status.data = Data::LittleRoom;
        status.freeBytes = 700 * 1024 * 1024;
        strip.setStatus(status);
        QVERIFY(!strip.isHidden());
        const auto text = [&] {
            return strip.findChild<QLabel *>(QStringLiteral("hostStripText"))->text();
        };
        QVERIFY2(text().contains(QLocale().formattedDataSize(status.freeBytes, 1)),
                 qPrintable(text()));
        hide->click();
        QVERIFY(strip.isHidden());
        strip.setStatus(status); // the same news
        QVERIFY(strip.isHidden());
        status.data = Data::NoRoom;
        strip.setStatus(status);
        QVERIFY(!strip.isHidden());
        status.data = Data::Well;
        strip.setStatus(status);
        QVERIFY(strip.isHidden());
        status.data = Data::LittleRoom; // again
        strip.setStatus(status);
        QVERIFY(!strip.isHidden());
        QSignalSpy asked(&strip, &Ui::HostStrip::statusRequested);
        strip.findChild<QPushButton *>(QStringLiteral("hostStripStatus"))->click();
        QCOMPARE(asked.size(), 1);
        strip.clear();
        QVERIFY(strip.isHidden());
    }
};

QTEST_MAIN(TestBackupDialog)
#include "tst_backupdialog.moc"
