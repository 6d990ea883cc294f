// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/scriptedhost.h"
#include "ui/actions.h"
#include "ui/chatpage.h"
#include "ui/exportdialog.h"
#include "ui/mainwindow.h"

#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

namespace {

constexpr int patience = 30000;
const Chat::RoomId team(QStringLiteral("team"));
const Chat::RoomId lunch(QStringLiteral("lunch"));

} // namespace

// Taking rooms out of a real window, with the keyboard alone.
class tst_ExportDialog : public QObject {
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Ui::Profile> m_profile;
    std::unique_ptr<Ui::Actions> m_actions;
    std::unique_ptr<ScriptedHost> m_host;
    std::unique_ptr<Ui::ChatClient> m_client;
    std::unique_ptr<Ui::MainWindow> m_window;
    Ui::ExportDialog *m_dialog = nullptr;

    template <typename T>
    T *find(const char *name) const
    {
        return m_dialog->findChild<T *>(QString::fromLatin1(name));
    }
    QString state() const { return find<QLabel>("exportState")->text(); }
    QString to() const { return m_folder->filePath(QStringLiteral("to")); }
    QStringList made() const
    {
        return QDir(to()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    }
    void start() const { QTest::keyClick(find<QPushButton>("exportStart"), Qt::Key_Space); }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(QDir().mkpath(to()));
        auto profile = Ui::Profile::open(m_folder->filePath(QStringLiteral("profile")));
        QVERIFY(profile);
        m_profile = std::move(*profile);
        m_profile->settings().setValue(QStringLiteral("language"), QStringLiteral("en"));
        m_profile->setName(QStringLiteral("지우"));
        m_actions = std::make_unique<Ui::Actions>();
        m_host = std::make_unique<ScriptedHost>();
        m_host->hostName = "../위층 <b>";
        m_host->deaf = true;
        m_host->fill(team, 450);
        m_host->fill(lunch, 3);
        for (const Chat::RoomId &room : {team, lunch})
            m_profile->setJoined(QStringLiteral("own"), room, true);
        m_client = std::make_unique<Ui::ChatClient>(*m_profile, QStringLiteral("own"),
                                                    m_host->linkMaker());
        m_window = std::make_unique<Ui::MainWindow>(*m_profile, *m_actions);
        m_window->resize(1000, 700);
        m_window->showChat(m_client.get(), {});
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        m_client->connectToHost();
        QTRY_COMPARE_WITH_TIMEOUT(m_client->timeline(team)->newest(), Chat::Sequence{450},
                                  patience);
        auto *page = m_window->findChild<Ui::ChatPage *>();
        page->showRoom(team);
        QTest::keyClick(m_window.get(), Qt::Key_E, Qt::ControlModifier);
        m_dialog = page->findChild<Ui::ExportDialog *>();
        QVERIFY(m_dialog && m_dialog->isVisible());
        find<QLineEdit>("exportFolder")->setText(to());
    }

    void cleanup()
    {
        m_window.reset();
        m_client.reset();
        m_host.reset();
        m_actions.reset();
        m_profile.reset();
    }

    void roomsMenuOpensIt()
    {
        m_dialog->close();
        m_window->findChild<QToolButton *>(QStringLiteral("roomMenu"))->click();
        auto *menu = m_window->findChild<QMenu *>(QStringLiteral("roomActions"));
        QVERIFY(menu);
        for (QAction *action : menu->actions()) {
            if (action->text() == QStringLiteral("Export…"))
                action->trigger();
        }
        QVERIFY(m_dialog->isVisible());
        menu->close();
    }

    void oneRoomAsPages()
    {
        QSignalSpy shown(m_actions.get(), &Ui::Actions::folderRequested);
        start();
        QVERIFY(find<QProgressBar>("exportProgress")->isVisible());
        QVERIFY(!find<QComboBox>("exportWhat")->isEnabled());
        QTRY_VERIFY_WITH_TIMEOUT(state().startsWith(QStringLiteral("Done")), patience);
        QVERIFY(!find<QProgressBar>("exportProgress")->isVisible());
        QCOMPARE(made().size(), 1);
        // What a host calls itself is no path.
        QVERIFY2(made().constFirst().startsWith(QStringLiteral("Madang 위층 b 2")),
                 qPrintable(made().constFirst()));
        const QDir folder(QDir(to()).filePath(made().constFirst()));
        QVERIFY(folder.exists(QStringLiteral("index.html")));
        QVERIFY(folder.exists(QStringLiteral("room-1.html")));
        QVERIFY(!folder.exists(QStringLiteral("room-2.html")));
        QTest::keyClick(find<QPushButton>("exportOpen"), Qt::Key_Space);
        QCOMPARE(shown.size(), 1);
        QCOMPARE(shown[0][0].toString(), folder.path());
    }

    void allRoomsAsDataTwice()
    {
        find<QComboBox>("exportWhat")->setCurrentIndex(1);
        find<QComboBox>("exportFormat")->setCurrentIndex(2);
        start();
        QTRY_VERIFY_WITH_TIMEOUT(state().startsWith(QStringLiteral("Done")), patience);
        QFile lines(to() + u'/' + made().constFirst() + QStringLiteral("/export.jsonl"));
        QVERIFY(lines.open(QIODevice::ReadOnly));
        const QByteArray content = lines.readAll();
        QCOMPARE(content.count("\"message\":"), 453);
        QCOMPARE(content.count("\"roomEnd\":"), 2);
        m_dialog->close();
        m_dialog->show(); // and the next one
        QVERIFY(find<QPushButton>("exportStart")->isVisible());
        start();
        QTRY_VERIFY_WITH_TIMEOUT(state().startsWith(QStringLiteral("Done")), patience);
        QCOMPARE(made().size(), 2);
    }

    void stoppedLeavesNothing()
    {
        start();
        QVERIFY(find<QPushButton>("exportCancel")->isVisible());
        QTest::keyClick(find<QPushButton>("exportCancel"), Qt::Key_Space);
        QTRY_VERIFY_WITH_TIMEOUT(state().startsWith(QStringLiteral("Stopped")), patience);
        QVERIFY(made().isEmpty());
        QVERIFY(find<QPushButton>("exportStart")->isEnabled());
    }

    void closedItGoesOn()
    {
        start();
        QTest::keyClick(m_dialog, Qt::Key_Escape);
        QVERIFY(!m_dialog->isVisible());
        auto *sentence = m_window->findChild<QLabel *>(QStringLiteral("sentence"));
        QTRY_VERIFY_WITH_TIMEOUT(sentence->text().startsWith(QStringLiteral("Done")), patience);
        QCOMPARE(made().size(), 1);
    }

    void noFolderNoExport()
    {
        find<QLineEdit>("exportFolder")->setText(to() + QStringLiteral("/none"));
        QVERIFY(!find<QPushButton>("exportStart")->isEnabled());
        find<QLineEdit>("exportFolder")->setText(QStringLiteral("to"));
        QVERIFY(!find<QPushButton>("exportStart")->isEnabled());
        find<QLineEdit>("exportFolder")->setText(to());
        QVERIFY(find<QPushButton>("exportStart")->isEnabled());
    }

    void leavingTheHostEndsIt()
    {
        start();
        m_client->disconnectFromHost();
        QTRY_VERIFY_WITH_TIMEOUT(!m_dialog->isUnderWay(), patience);
        if (!state().startsWith(QStringLiteral("Done"))) // it may have been quicker
            QVERIFY(made().isEmpty());
        m_window->showStart(); // the page goes, and the dialog with it
        m_client.reset();
        QTRY_VERIFY(!m_window->findChild<Ui::ExportDialog *>());
    }
};

QTEST_MAIN(tst_ExportDialog)
#include "tst_exportdialog.moc"
