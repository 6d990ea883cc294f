// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/aboutpane.h"
#include "ui/appearance.h"
#include "ui/diagnosticspane.h"
#include "ui/language.h"
#include "ui/logpane.h"
#include "ui/model/recentlog.h"
#include "ui/settingsdialog.h"
#include "ui/settingssearch.h"
#include "ui/shortcuts.h"
#include "ui/shortcutspane.h"

#include <QAbstractButton>
#include <QAbstractItemDelegate>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QInputMethodEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QSettings>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QVBoxLayout>

#include <algorithm>
#include <memory>

using Ui::SettingsDialog;

class tst_SettingsDialog : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<Ui::Appearance> m_appearance;
    std::unique_ptr<QWidget> m_window;
    QPointer<SettingsDialog> m_dialog;

    template <typename T>
    T *find(const char *name) const
    {
        return m_dialog->findChild<T *>(QString::fromLatin1(name));
    }
    QStringList pages() const
    {
        QStringList shown;
        const auto *list = find<QListWidget>("settingsPages");
        for (int i = 0; i < list->count(); ++i) {
            if (!list->isRowHidden(i))
                shown << list->item(i)->text();
        }
        return shown;
    }
    void choose(const char *box, const QString &data)
    {
        auto *choice = find<QComboBox>(box);
        QVERIFY(choice->findData(data) >= 0);
        choice->setCurrentIndex(choice->findData(data));
    }
    /// A page as another part of the program brings it.
    QWidget *makePane()
    {
        auto *pane = new QWidget;
        auto *column = new QVBoxLayout(pane);
        auto *label = new QLabel(QStringLiteral("Play a <b>sound</b>"), pane);
        auto *check = new QCheckBox(QStringLiteral("S&how the text of guests"), pane);
        auto *box = new QComboBox(pane);
        box->addItems({QStringLiteral("Every message"), QStringLiteral("What calls me")});
        auto *hidden = new QLabel(QStringLiteral("submarine"), pane);
        for (QWidget *widget : std::initializer_list<QWidget *>{label, check, box, hidden})
            column->addWidget(widget);
        hidden->hide();
        return pane;
    }

private Q_SLOTS:
    void init()
    {
        m_settings = std::make_unique<QSettings>(m_folder.filePath(QStringLiteral("settings.ini")),
                                                 QSettings::IniFormat);
        m_settings->clear();
        m_appearance = std::make_unique<Ui::Appearance>(*m_settings);
        m_window = std::make_unique<QWidget>();
        m_dialog = new SettingsDialog(*m_settings, *m_appearance, m_window.get());
        connect(m_dialog, &SettingsDialog::appearanceChosen, m_appearance.get(),
                &Ui::Appearance::reload);
        m_dialog->show();
        QCoreApplication::processEvents();
        m_dialog->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_dialog));
    }
    void cleanup()
    {
        m_window.reset();
        m_appearance.reset();
        m_settings.reset();
    }

    void keysOpenEveryPage()
    {
        auto *search = find<QLineEdit>("settingsSearch");
        auto *list = find<QListWidget>("settingsPages");
        search->setFocus();
        QTest::keyClick(search, Qt::Key_Down);
        QVERIFY(list->hasFocus());
        const auto *stack = m_dialog->findChild<QStackedWidget *>();
        QVERIFY(find<QComboBox>("languageChoice")->isVisible()); // the first page
        QSet<const QWidget *> seen{stack->currentWidget()};
        for (int i = 1; i < list->count(); ++i) {
            QTest::keyClick(list, Qt::Key_Down);
            QCOMPARE(list->currentRow(), i);
            seen << stack->currentWidget();
        }
        QCOMPARE(seen.size(), list->count());
    }

    void theWayOutIsTheLast()
    {
        m_dialog->addPage("Notices", makePane());
        auto *list = find<QListWidget>("settingsPages");
        const auto *stack = m_dialog->findChild<QStackedWidget *>();
        for (int row = 0; row < list->count(); ++row) {
            list->setCurrentRow(row);
            find<QPushButton>("settingsClose")->setFocus();
            QTest::keyClick(m_dialog, Qt::Key_Backtab);
            QVERIFY(stack->currentWidget()->isAncestorOf(QApplication::focusWidget()));
        }
    }

    void whatStandsOnAPageIsFound_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<bool>("found");
        QTest::newRow("a label, whatever the case and its markup") << "A SOUND" << true;
        QTest::newRow("a button, without its mnemonic") << "show the text" << true;
        QTest::newRow("what a box offers") << "calls" << true;
        QTest::newRow("words in any order") << "guests  show" << true;
        QTest::newRow("the page's title") << "yourself" << false;
        QTest::newRow("nothing that is hidden") << "submarine" << false;
        QTest::newRow("markup is no text") << "<b>" << false;
        QTest::newRow("one of two words") << "sound submarine" << false;
    }
    void whatStandsOnAPageIsFound()
    {
        m_dialog->addPage("Notices", makePane());
        QFETCH(QString, typed);
        QFETCH(bool, found);
        QTest::keyClicks(find<QLineEdit>("settingsSearch"), typed);
        QCOMPARE(pages().contains(QStringLiteral("Notices")), found);
        if (found)
            QCOMPARE(pages().size(), 1);
    }

    void syllableThatIsComposedFinds()
    {
        m_dialog->addPage("Notices", makePane());
        QInputMethodEvent composing(QStringLiteral("guests"), {});
        QCoreApplication::sendEvent(find<QLineEdit>("settingsSearch"), &composing);
        QTRY_COMPARE(pages(), QStringList{QStringLiteral("Notices")});
    }

    void whatIsFoundIsMarked()
    {
        QWidget *pane = makePane();
        m_dialog->addPage("Notices", pane);
        auto *search = find<QLineEdit>("settingsSearch");
        const auto isMarked = [](const QWidget *widget) {
            return widget->property("found").toBool();
        };
        QTest::keyClicks(search, QStringLiteral("guests"));
        QVERIFY(pane->isVisible());
        QVERIFY(isMarked(pane->findChild<QCheckBox *>()));
        QVERIFY(!isMarked(pane->findChild<QComboBox *>()));
        search->clear();
        QVERIFY(!isMarked(pane->findChild<QCheckBox *>()));
        QTest::keyClicks(search, QStringLiteral("every message"));
        QVERIFY(isMarked(pane->findChild<QComboBox *>()));
        QTest::keyClick(search, Qt::Key_Return);
        QCOMPARE(QApplication::focusWidget(), pane->findChild<QComboBox *>());
        QVERIFY(m_dialog->isVisible());
    }

    void whereNothingIsFoundThatIsSaid()
    {
        auto *search = find<QLineEdit>("settingsSearch");
        QTest::keyClicks(search, QStringLiteral("xyzzy"));
        QVERIFY(pages().isEmpty());
        QVERIFY(find<QLabel>("settingsNothing")->isVisible());
        QTest::keyClick(search, Qt::Key_Escape);
        QVERIFY(search->text().isEmpty());
        QVERIFY(pages().size() > 2);
        QVERIFY(!find<QLabel>("settingsNothing")->isVisible());
        QTest::keyClick(search, Qt::Key_Escape);
        QTRY_VERIFY(!m_dialog);
    }

    void whatIsTypedIsBounded()
    {
        QVERIFY(Ui::searchedWords(QString(5000, u'a')).front().size() <= 100);
        QVERIFY(Ui::searchedWords(QStringLiteral("a b c d e f g h i j k l")).size() <= 8);
    }

    void anotherLanguageIsSaidAtOnce()
    {
        Ui::Language language(QStringLiteral("en"));
        QTRY_VERIFY(pages().contains(QStringLiteral("Appearance")));
        find<QLineEdit>("settingsSearch")->setText(QStringLiteral("글자"));
        QVERIFY(pages().isEmpty());
        language.choose(QStringLiteral("ko"));
        QTRY_COMPARE(pages(), QStringList{QStringLiteral("모양")});
        QCOMPARE(find<QPushButton>("settingsClose")->text(), QStringLiteral("완료"));
        QCOMPARE(find<QComboBox>("themeChoice")->itemText(1), QStringLiteral("밝게"));
    }

    void aNarrowOneHasItsListAbove_data()
    {
        QTest::addColumn<double>("scale");
        QTest::newRow("usual text") << 1.0;
        QTest::newRow("large text") << 1.4;
    }
    void aNarrowOneHasItsListAbove()
    {
        QFETCH(double, scale);
        m_settings->setValue(QStringLiteral("scale"), scale);
        m_appearance->reload();
        Ui::RecentLog log;
        Ui::Shortcuts shortcuts(*m_settings);
        m_dialog->addPage("Shortcuts", new Ui::ShortcutsPane(shortcuts));
        m_dialog->addPage("Diagnostics",
                          new Ui::DiagnosticsPane([] { return QString(300, u'x'); }));
        m_dialog->addPage("Log", new Ui::LogPane(log, *m_appearance));
        m_dialog->addPage("About", new Ui::AboutPane(*m_appearance));
        m_dialog->resize(1000, 600);
        const auto *list = find<QListWidget>("settingsPages");
        const auto *stack = m_dialog->findChild<QStackedWidget *>();
        QTRY_VERIFY(list->geometry().right() < stack->geometry().left());
        m_dialog->resize(360, 560);
        QTRY_VERIFY(list->geometry().bottom() < stack->geometry().top());
        QCOMPARE(m_dialog->width(), std::max(360, m_appearance->px(320)));
        for (int row = 0; row < list->count(); ++row) {
            find<QListWidget>("settingsPages")->setCurrentRow(row);
            const auto *scroll = qobject_cast<QScrollArea *>(stack->currentWidget());
            QVERIFY(scroll);
            QTRY_VERIFY2(scroll->widget()->width() <= scroll->viewport()->width(),
                         qPrintable(list->item(row)->text()));
        }
        m_window.reset(); // before what its pages show
    }

    void choicesAreKeptAndTakeEffect()
    {
        choose("themeChoice", QStringLiteral("contrast"));
        QVERIFY(m_appearance->theme().contrast);
        QCOMPARE(QApplication::palette().color(QPalette::Window), QColor(Qt::black));
        choose("themeChoice", QStringLiteral("light"));
        QVERIFY(!m_appearance->theme().contrast);

        const int roomy = m_appearance->rowHeight();
        choose("densityChoice", QStringLiteral("compact"));
        QVERIFY(m_appearance->isCompact());
        QVERIFY(m_appearance->rowHeight() < roomy);
        choose("densityChoice", QStringLiteral("roomy"));
        QCOMPARE(m_appearance->rowHeight(), roomy);

        QVERIFY(QApplication::cursorFlashTime() > 0);
        choose("motionChoice", QStringLiteral("none"));
        QVERIFY(m_appearance->isStill());
        QCOMPARE(QApplication::cursorFlashTime(), 0);
        QVERIFY(!QApplication::isEffectEnabled(Qt::UI_AnimateCombo));
        QCOMPARE(m_settings->value(QStringLiteral("motion")).toString(), QStringLiteral("none"));
        choose("motionChoice", QStringLiteral("system"));
        QVERIFY(QApplication::cursorFlashTime() > 0);
    }
};

QTEST_MAIN(tst_SettingsDialog)
#include "tst_settingsdialog.moc"
