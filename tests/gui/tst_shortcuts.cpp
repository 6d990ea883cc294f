// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/scriptedhost.h"
#include "ui/actions.h"
#include "ui/chatpage.h"
#include "ui/mainwindow.h"
#include "ui/messageedit.h"
#include "ui/shortcuts.h"

#include <QDialog>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QShortcut>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <memory>

using Ui::Shortcuts;

class tst_Shortcuts : public QObject {
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> m_folder;
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
    void openWindow()
    {
        m_window = std::make_unique<Ui::MainWindow>(*m_profile, *m_actions);
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        m_window->showChat(m_client.get(), {});
        QTRY_VERIFY(find<Ui::MessageEdit>("composer")->isEnabled());
    }
    /// Opens the list of keys with the line of an entry chosen.
    void choose(const char *id)
    {
        if (!find<QTableWidget>("shortcutList")) {
            QTest::keyClick(m_window.get(), Qt::Key_F1);
            auto *dialog = find<QDialog>("settingsDialog");
            QVERIFY(dialog);
            QCoreApplication::processEvents();
            dialog->activateWindow();
            QVERIFY(QTest::qWaitForWindowActive(dialog));
        }
        QVERIFY(find<QTableWidget>("shortcutList")->isVisible());
        const auto &table = Shortcuts::table();
        for (size_t row = 0; row < table.size(); ++row) {
            if (qstrcmp(table[row].id, id) == 0)
                find<QTableWidget>("shortcutList")->selectRow(int(row));
        }
        find<QKeySequenceEdit>("shortcutKeys")->setFocus();
    }
    void press(int key, Qt::KeyboardModifiers modifiers = {}) const
    {
        QTest::keyClick(find<QKeySequenceEdit>("shortcutKeys"), Qt::Key(key), modifiers);
    }
    void close() const
    {
        find<QPushButton>("settingsClose")->click();
        QTRY_VERIFY(!find<QDialog>("settingsDialog"));
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }
    QKeySequence keys(const char *id) const
    {
        return Shortcuts(m_profile->settings()).keys(QString::fromLatin1(id));
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        auto profile = Ui::Profile::open(m_folder->filePath(QStringLiteral("profile")));
        QVERIFY(profile);
        m_profile = std::move(*profile);
        m_profile->setName(QStringLiteral("지우"));
        m_profile->settings().setValue(QStringLiteral("language"), QStringLiteral("en"));
        m_actions = std::make_unique<Ui::Actions>();
        m_host = std::make_unique<ScriptedHost>();
        m_host->rooms[Chat::lobbyRoom()];
        m_client = std::make_unique<Ui::ChatClient>(*m_profile, QStringLiteral("own"),
                                                    m_host->linkMaker());
        m_client->connectToHost();
        openWindow();
    }
    void cleanup()
    {
        m_window.reset();
        m_client.reset();
        m_host.reset();
        m_actions.reset();
        m_profile.reset();
    }

    void theTableHasAllOfThem()
    {
        QSet<QString> made;
        for (const QShortcut *shortcut : m_window->findChildren<QShortcut *>()) {
            QVERIFY2(!shortcut->objectName().isEmpty(),
                     qPrintable(shortcut->key().toString())); // one that nobody finds in the list
            made << shortcut->objectName();
        }
        QSet<QString> listed;
        QSet<QString> usual;
        for (const Shortcuts::Entry &entry : Shortcuts::table()) {
            listed << QString::fromLatin1(entry.id);
            usual << entry.usual.toString();
            QCOMPARE(Shortcuts(m_profile->settings())
                         .check(QString::fromLatin1(entry.id), entry.usual)
                         .problem,
                     Shortcuts::Problem::None);
        }
        QCOMPARE(made, listed);
        QCOMPARE(usual.size(), listed.size());
    }

    void newKeysWorkAtOnce()
    {
        choose("findRoom");
        press(Qt::Key_J, Qt::ControlModifier);
        QCOMPARE(keys("findRoom"), QKeySequence(Qt::CTRL | Qt::Key_J));
        close();
        QVERIFY(find<QLineEdit>("findRoom")->toolTip().endsWith(QStringLiteral(" (Ctrl+J)")));
        auto *composer = find<Ui::MessageEdit>("composer");
        composer->setFocus();
        QTest::keyClick(composer, Qt::Key_K, Qt::ControlModifier);
        QVERIFY(composer->hasFocus());
        QTest::keyClick(composer, Qt::Key_J, Qt::ControlModifier);
        QVERIFY(find<QLineEdit>("switchText")->hasFocus());
    }

    void theyAreKept()
    {
        choose("findMessages");
        press(Qt::Key_F3);
        QTRY_VERIFY(find<QToolButton>("searchButton")->toolTip().endsWith(QStringLiteral("(F3)")));
        m_window.reset();
        openWindow();
        QVERIFY(find<QToolButton>("searchButton")->toolTip().endsWith(QStringLiteral("(F3)")));
        choose("findMessages");
        QCOMPARE(find<QKeySequenceEdit>("shortcutKeys")->keySequence(), QKeySequence(Qt::Key_F3));
    }

    void whatCannotBeIsTold_data()
    {
        QTest::addColumn<int>("key");
        QTest::addColumn<Qt::KeyboardModifiers>("modifiers");
        QTest::addColumn<QString>("told");
        QTest::newRow("another's")
            << int(Qt::Key_F) << Qt::KeyboardModifiers(Qt::ControlModifier) << "Find messages";
        QTest::newRow("a field's")
            << int(Qt::Key_C) << Qt::KeyboardModifiers(Qt::ControlModifier) << "Fields";
        QTest::newRow("a list's") << int(Qt::Key_PageDown) << Qt::KeyboardModifiers() << "Fields";
        QTest::newRow("a letter") << int(Qt::Key_J) << Qt::KeyboardModifiers() << "Ctrl or Alt";
        QTest::newRow("a capital letter")
            << int(Qt::Key_J) << Qt::KeyboardModifiers(Qt::ShiftModifier) << "Ctrl or Alt";
    }
    void whatCannotBeIsTold()
    {
        QFETCH(int, key);
        QFETCH(Qt::KeyboardModifiers, modifiers);
        QFETCH(QString, told);
        choose("findRoom");
        const auto *problem = find<QLabel>("shortcutProblem");
        QVERIFY(!problem->isVisible());
        press(key, modifiers);
        QVERIFY(problem->isVisible());
        QVERIFY2(problem->text().contains(told), qPrintable(problem->text()));
        QCOMPARE(keys("findRoom"), QKeySequence(Qt::CTRL | Qt::Key_K));
        press(Qt::Key_J, Qt::ControlModifier);
        QVERIFY(!problem->isVisible());
    }

    void aLetterIsRightAmongMessages()
    {
        choose("answer");
        press(Qt::Key_A);
        QCOMPARE(keys("answer"), QKeySequence(Qt::Key_A));
    }

    void noneAndTheUsualOnes()
    {
        choose("findRoom");
        find<QPushButton>("shortcutNone")->click();
        QCOMPARE(keys("findRoom"), QKeySequence());
        choose("newRoom");
        press(Qt::Key_K, Qt::ControlModifier); // free now
        QCOMPARE(keys("newRoom"), QKeySequence(Qt::CTRL | Qt::Key_K));
        choose("findRoom");
        find<QPushButton>("shortcutUsual")->click();
        QVERIFY(find<QLabel>("shortcutProblem")->isVisible()); // they are another's
        QCOMPARE(keys("findRoom"), QKeySequence());
        find<QPushButton>("shortcutAllUsual")->click();
        for (const Shortcuts::Entry &entry : Shortcuts::table())
            QCOMPARE(keys(entry.id), entry.usual);
    }

    void theFieldIsNoTrap()
    {
        choose("findRoom");
        QVERIFY(find<QKeySequenceEdit>("shortcutKeys")->hasFocus());
        QTest::keyClick(find<QDialog>("settingsDialog"), Qt::Key_Tab);
        QVERIFY(!find<QKeySequenceEdit>("shortcutKeys")->hasFocus());
        QCOMPARE(keys("findRoom"), QKeySequence(Qt::CTRL | Qt::Key_K));
    }

    void noTwoHaveTheSameKeys_data()
    {
        QTest::addColumn<QStringList>("kept"); // entry and keys, in turn
        QTest::addColumn<QStringList>("then"); // likewise
        QTest::newRow("both chosen") << QStringList{"findRoom", "Ctrl+J", "newRoom", "Ctrl+J"}
                                     << QStringList{"findRoom", "Ctrl+J", "newRoom", "Ctrl+N"};
        QTest::newRow("another's usual ones")
            << QStringList{"findRoom", "Ctrl+Q"}
            << QStringList{"findRoom", "Ctrl+K", "quit", "Ctrl+Q"};
        QTest::newRow("exchanged") << QStringList{"findRoom", "Ctrl+N", "newRoom", "Ctrl+K"}
                                   << QStringList{"findRoom", "Ctrl+N", "newRoom", "Ctrl+K"};
        QTest::newRow("its usual ones are gone")
            << QStringList{"findRoom", "Ctrl+N", "newRoom", "Ctrl+Q"}
            << QStringList{"findRoom", "Ctrl+N", "newRoom", "", "quit", "Ctrl+Q"};
    }
    void noTwoHaveTheSameKeys()
    {
        QFETCH(QStringList, kept);
        QFETCH(QStringList, then);
        for (qsizetype at = 0; at < kept.size(); at += 2)
            m_profile->settings().setValue(QStringLiteral("keys/") + kept[at], kept[at + 1]);
        for (qsizetype at = 0; at < then.size(); at += 2)
            QCOMPARE(keys(then[at].toLatin1().constData()), QKeySequence(then[at + 1]));
        QSet<QString> all;
        for (const Shortcuts::Entry &entry : Shortcuts::table()) {
            const QString shown = keys(entry.id).toString();
            QVERIFY2(shown.isEmpty() || !all.contains(shown), entry.id);
            all << shown;
        }
    }

    void nonsenseInTheSettingsIsTheUsual_data()
    {
        QTest::addColumn<QString>("kept");
        QTest::newRow("no keys") << "hello world";
        QTest::newRow("several") << "Ctrl+A, Ctrl+B";
        QTest::newRow("a letter") << "K";
        QTest::newRow("a field's") << "Ctrl+V";
        QTest::newRow("long") << QString(5000, u'x');
    }
    void nonsenseInTheSettingsIsTheUsual()
    {
        QFETCH(QString, kept);
        m_profile->settings().setValue(QStringLiteral("keys/findRoom"), kept);
        QCOMPARE(keys("findRoom"), QKeySequence(Qt::CTRL | Qt::Key_K));
    }
};

QTEST_MAIN(tst_Shortcuts)
#include "tst_shortcuts.moc"
