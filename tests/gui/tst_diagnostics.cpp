// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/scriptedhost.h"
#include "ui/actions.h"
#include "ui/diagnostics.h"
#include "ui/mainwindow.h"
#include "ui/model/chatclient.h"
#include "ui/model/recentlog.h"

#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QFile>
#include <QFileDialog>
#include <QGuiApplication>
#include <QLabel>
#include <QListWidget>
#include <QLoggingCategory>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <memory>

Q_LOGGING_CATEGORY(storeLog, "madang.test.store", QtInfoMsg)
Q_LOGGING_CATEGORY(doorLog, "madang.test.door", QtInfoMsg)

class tst_Diagnostics : public QObject {
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Ui::RecentLog> m_log;
    std::unique_ptr<Ui::Profile> m_profile;
    std::unique_ptr<Ui::Actions> m_actions;
    std::unique_ptr<Ui::MainWindow> m_window;
    std::unique_ptr<ScriptedHost> m_host;
    std::unique_ptr<Ui::ChatClient> m_client;

    template <typename T>
    T *find(const char *name) const
    {
        return m_window->findChild<T *>(QString::fromLatin1(name));
    }
    void openPage(const QString &title)
    {
        QTest::keyClick(m_window.get(), Qt::Key_Comma, Qt::ControlModifier);
        auto *list = find<QListWidget>("settingsPages");
        QVERIFY(list);
        const auto items = list->findItems(title, Qt::MatchExactly);
        QCOMPARE(items.size(), 1);
        list->setCurrentItem(items.front());
    }

    /// At once, and without a word on the screen.
    void logMany(size_t count, const QString &text)
    {
        for (size_t i = 0; i < count; ++i) {
            m_log->add({QDateTime::currentDateTimeUtc(), QtInfoMsg,
                        QStringLiteral("madang.test.store"), text.arg(i)});
        }
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_log = std::make_unique<Ui::RecentLog>();
        auto profile = Ui::Profile::open(m_folder->filePath(QStringLiteral("profile")));
        QVERIFY(profile);
        m_profile = std::move(*profile);
        m_profile->setName(QStringLiteral("Cheolsu Kim"));
        m_profile->settings().setValue(QStringLiteral("language"), QStringLiteral("en"));
        m_actions = std::make_unique<Ui::Actions>();
        m_host = std::make_unique<ScriptedHost>();
        m_host->hostName = "Secret project";
        m_host->rooms[Chat::RoomId(QStringLiteral("layoffs"))];
        m_host->rooms[Chat::lobbyRoom()];
        m_client = std::make_unique<Ui::ChatClient>(*m_profile, QStringLiteral("10.1.2.3:7610"),
                                                    m_host->linkMaker());
        m_client->connectToHost();
        m_window = std::make_unique<Ui::MainWindow>(*m_profile, *m_actions);
        m_window->setLog(m_log.get());
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        m_window->showChat(m_client.get(), {});
        QTRY_COMPARE(m_client->rooms()->rowCount(), 2);
    }
    void cleanup()
    {
        m_window.reset();
        m_client.reset();
        m_host.reset();
        m_actions.reset();
        m_profile.reset();
        m_log.reset();
    }

    void theReportTellsWhatHelps()
    {
        m_profile->settings().setValue(QStringLiteral("theme"), QStringLiteral("dark"));
        Ui::HostStatus status;
        status.received = 4711;
        m_window->showHostStatus(status);
        openPage(QStringLiteral("Diagnostics"));
        const QString report = find<QPlainTextEdit>("diagnosticsText")->toPlainText();
        for (const QString &told :
             {QStringLiteral("Madang " MADANG_VERSION),
              QStringLiteral("Qt ") + QLatin1String(qVersion()),
              QStringLiteral("Windows by: offscreen"), QStringLiteral("Setting theme: dark"),
              QStringLiteral("Setting density: not chosen"), QStringLiteral("At a host: online"),
              QStringLiteral("Rooms: 2"), QStringLiteral("Received 4711"),
              QStringLiteral("Screen: ")})
            QVERIFY2(report.contains(told), qPrintable(told + QStringLiteral(" in:\n") + report));
    }

    void nothingInItSaysWhoOneIs()
    {
        QSettings &settings = m_profile->settings();
        // Whatever comes to stand in the settings.
        settings.setValue(QStringLiteral("theme"), QStringLiteral("token-abc"));
        settings.setValue(QStringLiteral("language"), QStringLiteral("/home/cheolsu"));
        settings.setValue(QStringLiteral("backupFolder"), QStringLiteral("/home/cheolsu/backups"));
        settings.setValue(QStringLiteral("noticeLevels/10.1.2.3:7610/layoffs"), 1);
        settings.setValue(QStringLiteral("keys/findRoom"), QStringLiteral("Ctrl+J"));
        m_profile->addRecentHost(QStringLiteral("192.168.7.7:7610"), QStringLiteral("Home"));
        m_client->say(Chat::lobbyRoom(), QStringLiteral("the merger is on"));
        Ui::HostStatus status;
        status.sessions.push_back({1,
                                   QStringLiteral("Younghee"),
                                   QStringLiteral("u-younghee"),
                                   QStringLiteral("10.9.8.7:1234"),
                                   {},
                                   {},
                                   0,
                                   0,
                                   0,
                                   {}});
        status.topics.push_back({QStringLiteral("/topic/chat/room/layoffs"), 1});
        const QString report = Ui::Diagnostics{&settings, m_client.get(), &status}.report();
        for (const char *secret :
             {"Cheolsu", "cheolsu", "token-abc", "backup", "layoffs", "10.1.2.3", "10.9.8.7",
              "192.168", "/home", "merger", "Younghee", "younghee", "Secret", "Ctrl+J"}) {
            QVERIFY2(!report.contains(QLatin1String(secret)),
                     qPrintable(QLatin1String(secret) + QStringLiteral(" in:\n") + report));
        }
        QVERIFY(report.contains(QStringLiteral("Setting theme: something else")));
        QVERIFY(report.contains(QStringLiteral("Changed keys: 1")));
    }

    void itIsCopiedAndSaved()
    {
        openPage(QStringLiteral("Diagnostics"));
        const QString report = find<QPlainTextEdit>("diagnosticsText")->toPlainText();
        find<QPushButton>("diagnosticsCopy")->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), report);
        const QString path = m_folder->filePath(QStringLiteral("report.txt"));
        find<QPushButton>("diagnosticsSave")->click();
        auto *dialog = find<QFileDialog>("diagnosticsFile");
        QVERIFY(dialog);
        Q_EMIT dialog->fileSelected(path);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(QString::fromUtf8(file.readAll()), report);
        const auto *outcome = find<QLabel>("diagnosticsOutcome");
        QCOMPARE(outcome->text(), QStringLiteral("Saved."));
        Q_EMIT dialog->fileSelected(QStringLiteral("/nowhere/report.txt"));
        QVERIFY(outcome->text().contains(QStringLiteral("Choose another folder")));
    }

    void theLogIsShownByLevelAndOrigin()
    {
        qCInfo(storeLog) << "opened";
        qCWarning(storeLog) << "slow disk";
        qCWarning(doorLog) << "somebody pushed";
        openPage(QStringLiteral("Log"));
        auto *text = find<QPlainTextEdit>("logText");
        const auto shows = [&](const char *line) {
            return text->toPlainText().contains(QLatin1String(line));
        };
        QVERIFY(shows("opened") && shows("slow disk") && shows("somebody pushed"));
        find<QComboBox>("logLevel")->setCurrentIndex(1);
        QVERIFY(!shows("opened") && shows("slow disk") && shows("somebody pushed"));
        auto *category = find<QComboBox>("logCategory");
        category->setCurrentIndex(category->findText(QStringLiteral("madang.test.store")));
        QVERIFY(!shows("opened") && shows("slow disk") && !shows("somebody pushed"));
        qCWarning(storeLog) << "slower still";
        QTRY_VERIFY(shows("slower still"));
        QVERIFY(!shows("somebody pushed")); // the choice stays
        find<QPushButton>("logCopy")->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), text->toPlainText());
    }

    void whatIsSelectedInTheLogStaysSo()
    {
        logMany(100, QStringLiteral("early %1"));
        qCInfo(storeLog) << "opened";
        openPage(QStringLiteral("Log"));
        auto *text = find<QPlainTextEdit>("logText");
        text->moveCursor(QTextCursor::Start);
        QVERIFY(text->find(QStringLiteral("opened")));
        qCInfo(storeLog) << "closed";
        QTRY_VERIFY(text->toPlainText().contains(QStringLiteral("closed")));
        QCOMPARE(text->textCursor().selectedText(), QStringLiteral("opened"));
        // Also when the oldest lines go.
        QVERIFY(text->toPlainText().contains(QStringLiteral("early 0\n")));
        logMany(Ui::RecentLog::mostLines - 50, QStringLiteral("line %1"));
        QTRY_VERIFY(text->toPlainText().endsWith(
            QStringLiteral("line %1").arg(Ui::RecentLog::mostLines - 51)));
        QVERIFY(!text->toPlainText().contains(QStringLiteral("early 0\n")));
        QCOMPARE(text->textCursor().selectedText(), QStringLiteral("opened"));
        QStringList lines;
        for (const Ui::RecentLog::Line &line : m_log->lines())
            lines << Ui::RecentLog::text(line);
        QCOMPARE(text->toPlainText(), lines.join(u'\n'));
        qCInfo(doorLog) << "at the end";
        QTRY_VERIFY(text->toPlainText().endsWith(QStringLiteral("at the end")));
        auto *category = find<QComboBox>("logCategory");
        category->setCurrentIndex(category->findText(QStringLiteral("madang.test.door")));
        QCOMPARE(text->blockCount(), 1);
        category->setCurrentIndex(0);
        logMany(Ui::RecentLog::mostLines, QStringLiteral("later %1"));
        QTRY_VERIFY(text->toPlainText().endsWith(
            QStringLiteral("later %1").arg(Ui::RecentLog::mostLines - 1)));
        QVERIFY(!text->toPlainText().contains(QStringLiteral("opened")));
        QCOMPARE(text->blockCount(), int(Ui::RecentLog::mostLines));
    }

    void theLicencesCanBeRead()
    {
        openPage(QStringLiteral("About"));
        QVERIFY(find<QLabel>("aboutVersion")->text().contains(QStringLiteral(MADANG_VERSION)));
        auto *choice = find<QComboBox>("licenceChoice");
        const auto *text = find<QPlainTextEdit>("licenceText");
        QVERIFY(text->toPlainText().contains(QStringLiteral("GNU GENERAL PUBLIC LICENSE")));
        QSet<QString> texts;
        for (int i = 0; i < choice->count(); ++i) {
            choice->setCurrentIndex(i);
            QVERIFY(text->toPlainText().size() > 500);
            texts << text->toPlainText();
        }
        QCOMPARE(texts.size(), choice->count());
        // The pages of the host have packages of their own.
        QVERIFY(std::any_of(texts.begin(), texts.end(), [](const QString &one) {
            return one.contains(QStringLiteral("sample-package 1.0.0"));
        }));
        // And all that README.md says we are made of.
        for (const char *name : {"Qt", "SQLite", "libsodium", "micromark"})
            QVERIFY(find<QLabel>("aboutLibraries")->text().contains(QLatin1String(name)));
#ifdef MADANG_HUNSPELL
        QVERIFY(find<QLabel>("aboutLibraries")->text().contains(QStringLiteral("Hunspell")));
#endif
#ifdef MADANG_HAS_PULSE
        QVERIFY(find<QLabel>("aboutLibraries")->text().contains(QStringLiteral("libpulse")));
#endif
    }
};

QTEST_MAIN(tst_Diagnostics)
#include "tst_diagnostics.moc"
