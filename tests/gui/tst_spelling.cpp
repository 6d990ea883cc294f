// SPDX-License-Identifier: GPL-3.0-or-later
// With dictionaries of its own, so that it is the same wherever it runs.
#include "ui/appearance.h"
#include "ui/messageedit.h"
#include "ui/spelling.h"
#include "ui/spellmenu.h"
#include "ui/writingpane.h"
#include "ui/writingsettings.h"

#include <QComboBox>
#include <QContextMenuEvent>
#include <QDir>
#include <QFile>
#include <QInputMethodEvent>
#include <QMenu>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBlock>
#include <QTextLayout>

#include <memory>

class tst_Spelling : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<Ui::Appearance> m_appearance;
    std::unique_ptr<Ui::WritingSettings> m_writing;
    std::unique_ptr<Ui::MessageEdit> m_edit;

    void have(const char *name, const QByteArray &rules, const QByteArray &words) const
    {
        const QString path =
            m_folder.filePath(QStringLiteral("hunspell/")) + QString::fromLatin1(name);
        QFile aff(path + QStringLiteral(".aff"));
        QFile dic(path + QStringLiteral(".dic"));
        QVERIFY(aff.open(QIODevice::WriteOnly) && dic.open(QIODevice::WriteOnly));
        aff.write("SET UTF-8\n" + rules);
        dic.write(words);
    }
    /// What is underlined, in the order of the text.
    QStringList underlined() const
    {
        QStringList words;
        for (QTextBlock block = m_edit->document()->begin(); block.isValid();
             block = block.next()) {
            for (const QTextLayout::FormatRange &range : block.layout()->formats()) {
                if (range.format.underlineStyle() == QTextCharFormat::SpellCheckUnderline)
                    words << block.text().mid(range.start, range.length);
            }
        }
        return words;
    }
    void write(const char *text) const
    {
        m_edit->setPlainText(QString::fromUtf8(text));
        m_edit->moveCursor(QTextCursor::End);
    }
    /// The menu of the word that begins there.
    QMenu *menuAt(int position) const
    {
        QTextCursor cursor = m_edit->textCursor();
        cursor.setPosition(position);
        m_edit->setTextCursor(cursor);
        QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(), QPoint());
        QCoreApplication::sendEvent(m_edit.get(), &event);
        return m_edit->findChildren<QMenu *>(QStringLiteral("composerMenu")).constLast();
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(QDir(m_folder.path()).mkpath(QStringLiteral("hunspell")));
        qputenv("XDG_DATA_HOME", m_folder.path().toLocal8Bit());
        have("zz_ZZ", "TRY ehtlos\n", "3\nthe\nhello\nworld\n");
        have("ko_ZZ", "", "2\n안녕\n점심\n");
        if (Ui::Spelling::dictionaries().isEmpty())
            QSKIP("not run: built without Hunspell");
        m_settings = std::make_unique<QSettings>(m_folder.filePath(QStringLiteral("s.ini")),
                                                 QSettings::IniFormat);
        m_appearance = std::make_unique<Ui::Appearance>(*m_settings);
    }

    void init()
    {
        m_settings->clear();
        m_writing = std::make_unique<Ui::WritingSettings>(*m_settings);
        m_writing->setLanguages({QStringLiteral("zz_ZZ"), QStringLiteral("ko_ZZ")});
        m_edit = std::make_unique<Ui::MessageEdit>();
        new Ui::SpellMenu(*m_edit, *m_writing, *m_appearance);
        m_edit->resize(400, 100);
        m_edit->show();
        QVERIFY(QTest::qWaitForWindowActive(m_edit.get()));
        m_edit->setFocus();
    }
    void cleanup()
    {
        m_edit.reset();
        m_writing.reset();
    }

    void whatIsWrongIsUnderlined()
    {
        write("teh hello `teh` @teh 안녕 점싱 ");
        QTRY_COMPARE(underlined(), (QStringList{QStringLiteral("teh"), QStringLiteral("점싱")}));
        m_edit->document()->setModified(false);
        write("the world\n```\nteh\n```\nwrold ");
        QTRY_COMPARE(underlined(), QStringList{QStringLiteral("wrold")});
    }

    void wordThatIsBeingWrittenIsLeftAlone()
    {
        write("wrold teh");
        QTRY_COMPARE(underlined(), QStringList{QStringLiteral("wrold")});
        QTest::keyClick(m_edit.get(), Qt::Key_Space);
        QTRY_COMPARE(underlined(), (QStringList{QStringLiteral("wrold"), QStringLiteral("teh")}));
        write("teh 점");
        QInputMethodEvent event(QStringLiteral("싱"), {});
        QCoreApplication::sendEvent(m_edit.get(), &event);
        QTRY_COMPARE(underlined(), QStringList{QStringLiteral("teh")});
        QInputMethodEvent commit;
        commit.setCommitString(QStringLiteral("싱 "));
        QCoreApplication::sendEvent(m_edit.get(), &commit);
        QTRY_COMPARE(underlined(), (QStringList{QStringLiteral("teh"), QStringLiteral("점싱")}));
    }

    // A log that is pasted has thousands of lines; were the whole text read for each of them, the
    // field would stand still for longer than this test may run.
    void manyLinesAreNotCheckedAndTakeNoTime()
    {
        write("teh ");
        QTRY_COMPARE(underlined().size(), 1);
        m_edit->setPlainText(
            QStringLiteral("teh line of a log that somebody has pasted\n").repeated(20'000));
        for (int i = 0; i < 5; ++i) {
            QTest::keyClick(m_edit.get(), Qt::Key_End);
            QTest::keyClick(m_edit.get(), Qt::Key_Down);
            QCoreApplication::processEvents();
        }
        QCOMPARE(underlined(), QStringList());
        write("teh ");
        QTRY_COMPARE(underlined().size(), 1);
    }

    // Else drafts and undo would take it for something that was written.
    void underliningIsNoChange()
    {
        QSignalSpy changed(m_edit.get(), &QPlainTextEdit::textChanged);
        write("teh ");
        const auto before = changed.size();
        const bool undoes = m_edit->document()->isUndoAvailable();
        QTRY_COMPARE(underlined().size(), 1);
        QCOMPARE(changed.size(), before);
        QCOMPARE(m_edit->document()->isUndoAvailable(), undoes);
    }

    void menuHasWhatCouldStandThere()
    {
        write("hello teh world ");
        QTRY_COMPARE(underlined().size(), 1);
        QMenu *menu = menuAt(7);
        QTRY_VERIFY(menu->findChild<QAction *>(QStringLiteral("spellChoice")));
        auto *choice = menu->findChild<QAction *>(QStringLiteral("spellChoice"));
        QCOMPARE(menu->actions().constFirst(), choice);
        QCOMPARE(choice->text(), QStringLiteral("the"));
        choice->trigger();
        menu->close();
        QCOMPARE(m_edit->toPlainText(), QStringLiteral("hello the world "));
        m_edit->undo();
        QCOMPARE(m_edit->toPlainText(), QStringLiteral("hello teh world "));
        menu = menuAt(1);
        QVERIFY(!menu->findChild<QAction *>(QStringLiteral("spellAdd")));
        menu->close();
    }

    void wordIsAddedForGood()
    {
        write("teh 점싱 ");
        QTRY_COMPARE(underlined().size(), 2);
        QMenu *menu = menuAt(1);
        menu->findChild<QAction *>(QStringLiteral("spellAdd"))->trigger();
        menu->close();
        QTRY_COMPARE(underlined(), QStringList{QStringLiteral("점싱")});
        QCOMPARE(Ui::WritingSettings(*m_settings).ownWords(), QStringList{QStringLiteral("teh")});
    }

    void settingTurnsItOffAndChoosesLanguages()
    {
        write("teh 점싱 ");
        QTRY_COMPARE(underlined().size(), 2);
        Ui::WritingPane pane(*m_settings, *m_appearance, nullptr);
        connect(&pane, &Ui::WritingPane::chosen, m_writing.get(), &Ui::WritingSettings::reload);
        auto *choice = pane.findChild<QComboBox *>(QStringLiteral("spellingChoice"));
        choice->setCurrentIndex(0);
        QTRY_COMPARE(underlined(), QStringList());
        choice->setCurrentIndex(choice->findData(QStringList{QStringLiteral("ko_ZZ")}));
        QTRY_COMPARE(underlined(), QStringList{QStringLiteral("점싱")});
        QVERIFY(m_writing->checksSpelling());
    }
};

QTEST_MAIN(tst_Spelling)
#include "tst_spelling.moc"
