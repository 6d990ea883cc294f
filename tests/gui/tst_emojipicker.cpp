// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/appearance.h"
#include "ui/emojibutton.h"
#include "ui/emojipicker.h"
#include "ui/model/emojilistmodel.h"

#include <QInputMethodEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QPointer>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <memory>

using Ui::EmojiListModel;

// The picker, with the keys and the mouse.
class tst_EmojiPicker : public QObject {
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<Ui::Appearance> m_appearance;
    std::unique_ptr<QWidget> m_window;
    QPointer<Ui::EmojiPicker> m_picker;
    std::unique_ptr<QSignalSpy> m_picked;

    void open()
    {
        m_picker = new Ui::EmojiPicker(*m_appearance, *m_settings, m_window.get());
        m_picked = std::make_unique<QSignalSpy>(m_picker, &Ui::EmojiPicker::picked);
        m_picker->openAt({200, 300, 40, 30});
        QVERIFY(QTest::qWaitForWindowExposed(m_picker));
    }
    QLineEdit *field() { return m_picker->findChild<QLineEdit *>(QStringLiteral("emojiFind")); }
    QListView *list() { return m_picker->findChild<QListView *>(QStringLiteral("emojiList")); }
    QString marked() { return list()->currentIndex().data().toString(); }
    void key(Qt::Key key) { QTest::keyClick(field(), key); }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_settings = std::make_unique<QSettings>(m_folder->filePath(QStringLiteral("settings")),
                                                 QSettings::IniFormat);
        m_appearance = std::make_unique<Ui::Appearance>(*m_settings);
        m_window = std::make_unique<QWidget>();
    }
    void cleanup() { m_window.reset(); }

    void wordsFind_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<QString>("first");
        QTest::newRow("English") << QStringLiteral("fox") << QStringLiteral("🦊");
        QTest::newRow("Korean") << QStringLiteral("여우") << QStringLiteral("🦊");
        QTest::newRow("shortcode") << QStringLiteral(":+1:") << QStringLiteral("👍");
        QTest::newRow("itself") << QStringLiteral("🐈") << QStringLiteral("🐈");
        QTest::newRow("a tone") << QStringLiteral("👍🏽") << QStringLiteral("👍🏽");
    }
    void wordsFind()
    {
        QFETCH(QString, words);
        open();
        field()->setText(words);
        QTEST(marked(), "first");
        key(Qt::Key_Return);
        QCOMPARE(m_picked->size(), 1);
        QTEST(m_picked->first().first().toString(), "first");
        QTRY_VERIFY(!m_picker);
    }

    void nothingFoundIsSaid()
    {
        open();
        QTest::keyClicks(field(), QStringLiteral("qqqqq"));
        QCOMPARE(list()->model()->rowCount(), 0);
        QCOMPARE(m_picker->findChild<QLabel *>(QStringLiteral("emojiName"))->text(),
                 QStringLiteral("There is no such emoji."));
        key(Qt::Key_Return);
        QCOMPARE(m_picked->size(), 0);
        QVERIFY(m_picker->isVisible());
    }

    void syllableThatIsComposedFinds()
    {
        open();
        QInputMethodEvent composing(QStringLiteral("꽃"), {});
        QCoreApplication::sendEvent(field(), &composing);
        QTRY_VERIFY(list()->model()->rowCount() < 120);
        QVERIFY(list()->currentIndex().isValid());
        key(Qt::Key_Return); // belongs to the input method
        QCOMPARE(m_picked->size(), 0);
        QInputMethodEvent done;
        done.setCommitString(QStringLiteral("꽃"));
        QCoreApplication::sendEvent(field(), &done);
        key(Qt::Key_Return);
        QCOMPARE(m_picked->size(), 1);
    }

    void whatIsCommittedIsNothingNew()
    {
        open();
        QInputMethodEvent composing(QStringLiteral("꽃"), {});
        QCoreApplication::sendEvent(field(), &composing);
        QTRY_VERIFY(list()->model()->rowCount() < 120);
        key(Qt::Key_Down);
        const int row = list()->currentIndex().row();
        QVERIFY(row > 0);
        QInputMethodEvent done;
        done.setCommitString(QStringLiteral("꽃"));
        QCoreApplication::sendEvent(field(), &done);
        QCoreApplication::processEvents();
        QCOMPARE(list()->currentIndex().row(), row); // where one went
    }

    void arrowsWalk()
    {
        open();
        const auto row = [this] { return list()->currentIndex().row(); };
        QCOMPARE(row(), 0);
        key(Qt::Key_Right);
        QCOMPARE(row(), 1);
        key(Qt::Key_Down);
        QCOMPARE(row(), 9);
        key(Qt::Key_Up);
        key(Qt::Key_Left);
        QCOMPARE(row(), 0);
        key(Qt::Key_Up);
        QCOMPARE(row(), 0);
    }

    void usedLastComesFirst()
    {
        Ui::RecentEmoji(*m_settings).use(QStringLiteral("🦊"));
        open();
        QCOMPARE(list()->model()->rowCount(), 1);
        QCOMPARE(marked(), QStringLiteral("🦊"));
        QTest::keyClicks(field(), QStringLiteral("cat"));
        const QString cat = marked();
        key(Qt::Key_Return);
        QTRY_VERIFY(!m_picker);
        QCOMPARE(Ui::RecentEmoji(*m_settings).list(), QStringList({cat, QStringLiteral("🦊")}));
    }

    void groupsAreOneClickAway()
    {
        open();
        const QList<QToolButton *> parts = m_picker->findChildren<QToolButton *>();
        QVERIFY(!parts.isEmpty());
        for (const QToolButton *part : parts) {
            if (part->isCheckable())
                QVERIFY(!part->accessibleName().isEmpty());
        }
        QTest::keyClicks(field(), QStringLiteral("cat"));
        parts.last()->click();
        QVERIFY(field()->text().isEmpty());
        QCOMPARE(list()->model()->index(0, 0).data().toString(), QStringLiteral("🏁"));
    }

    void aClickPicks()
    {
        open();
        const QModelIndex third = list()->model()->index(2, 0);
        QTest::mouseClick(list()->viewport(), Qt::LeftButton, {},
                          list()->visualRect(third).center());
        QCOMPARE(m_picked->size(), 1);
        QCOMPARE(m_picked->first().first(), third.data());
    }

    void eightBesideEachOther()
    {
        open();
        QCOMPARE(list()->visualRect(list()->model()->index(7, 0)).top(),
                 list()->visualRect(list()->model()->index(0, 0)).top());
        QVERIFY(list()->visualRect(list()->model()->index(8, 0)).top() >
                list()->visualRect(list()->model()->index(0, 0)).top());
    }

    void buttonWritesAtTheCursor()
    {
        QPlainTextEdit edit(QStringLiteral("ab"));
        QTextCursor cursor = edit.textCursor();
        cursor.setPosition(1);
        edit.setTextCursor(cursor);
        Ui::EmojiButton button(*m_appearance, edit, *m_settings, m_window.get());
        button.click();
        auto *picker = button.findChild<Ui::EmojiPicker *>();
        QVERIFY(picker);
        auto *words = picker->findChild<QLineEdit *>(QStringLiteral("emojiFind"));
        QTest::keyClicks(words, QStringLiteral("fox"));
        QTest::keyClick(words, Qt::Key_Return);
        QCOMPARE(edit.toPlainText(), QStringLiteral("a🦊b"));
        edit.setReadOnly(true);
        QVERIFY(!button.isEnabled());
        edit.setReadOnly(false);
        QVERIFY(button.isEnabled());
        edit.setEnabled(false);
        QVERIFY(!button.isEnabled());
    }
};

QTEST_MAIN(tst_EmojiPicker)
#include "tst_emojipicker.moc"
