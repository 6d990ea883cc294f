// SPDX-License-Identifier: GPL-3.0-or-later
// What Qt itself says, which no lupdate finds.
#include "ui/language.h"

#include "ui/messageedit.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QDialogButtonBox>
#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBrowser>
#include <QToolButton>

#include <memory>

namespace {

/// Without the letter that Alt takes and the keys behind a tabulator.
QString words(QString text)
{
    static const QRegularExpression mnemonic(QStringLiteral("\\(&.\\)"));
    return text.section(u'\t', 0, 0).remove(mnemonic);
}

bool hasLatin(const QString &text)
{
    static const QRegularExpression latin(QStringLiteral("[A-Za-z]"));
    return words(text).contains(latin);
}

} // namespace

class tst_Language : public QObject {
    Q_OBJECT
    QTemporaryDir m_empty; // as of a system without Qt's catalogues

    static QString cancel() { return QCoreApplication::translate("QPlatformTheme", "Cancel"); }
    static QStringList textsOf(const QMenu &menu)
    {
        QStringList texts;
        for (const QAction *action : menu.actions()) {
            if (!action->isSeparator())
                texts << action->text();
        }
        return texts;
    }
    /// The texts of the menu that such a widget opens.
    static QStringList menuOf(QWidget &widget)
    {
        QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(5, 5), QPoint(5, 5));
        QCoreApplication::sendEvent(&widget, &event);
        QStringList texts;
        for (const QWidget *top : QApplication::topLevelWidgets()) {
            const auto *menu = qobject_cast<const QMenu *>(top);
            if (!menu || !menu->isVisible())
                continue;
            texts << textsOf(*menu);
        }
        while (QWidget *popup = QApplication::activePopupWidget())
            popup->close();
        return texts;
    }
    static void verifyKorean(const QStringList &texts)
    {
        QVERIFY(!texts.isEmpty());
        for (const QString &text : texts)
            QVERIFY2(!words(text).isEmpty() && !hasLatin(text), qPrintable(text));
    }
    static void addCatalogues(const QString &none)
    {
        QTest::addColumn<QString>("catalogues");
        QTest::newRow("without Qt's catalogues") << none;
        QTest::newRow("with those of the system")
            << QLibraryInfo::path(QLibraryInfo::TranslationsPath);
    }

private Q_SLOTS:
    void menusOfTextFieldsAreKorean_data() { addCatalogues(m_empty.path()); }
    void menusOfTextFieldsAreKorean()
    {
        QFETCH(QString, catalogues);
        const Ui::Language language(QStringLiteral("ko"), catalogues);
        Ui::MessageEdit composer;
        composer.setPlainText(QStringLiteral("글"));
        composer.show();
        const QStringList texts = menuOf(composer);
        verifyKorean(texts);
        // Undo, Redo, Cut, Copy, Paste, Delete, Select All.
        QCOMPARE(texts.size(), 7);
        QVERIFY(texts.constLast().startsWith(QStringLiteral("모두 선택")));

        QLineEdit line;
        line.show();
        QCOMPARE(menuOf(line).size(), 7);
        verifyKorean(menuOf(line));
        QTextBrowser browser;
        browser.setHtml(QStringLiteral("<a href='x'>글</a>"));
        browser.show();
        const std::unique_ptr<QMenu> menu(
            browser.createStandardContextMenu(browser.cursorRect().center()));
        verifyKorean(textsOf(*menu));
    }

    void buttonsOfDialogsAreKorean_data() { addCatalogues(m_empty.path()); }
    void buttonsOfDialogsAreKorean()
    {
        QFETCH(QString, catalogues);
        const Ui::Language language(QStringLiteral("ko"), catalogues);
        QDialogButtonBox box;
        QStringList texts;
        for (int button = QDialogButtonBox::FirstButton; button <= QDialogButtonBox::LastButton;
             button <<= 1)
            texts << box.addButton(QDialogButtonBox::StandardButton(button))->text();
        QCOMPARE(texts.size(), 18);
        verifyKorean(texts);
        QCOMPARE(box.button(QDialogButtonBox::Ok)->text(), QStringLiteral("확인"));
        // To ignore and to discard are two things.
        QVERIFY(box.button(QDialogButtonBox::Ignore)->text() !=
                box.button(QDialogButtonBox::Discard)->text());

        QMessageBox question;
        question.setDetailedText(QStringLiteral("글"));
        for (const QAbstractButton *button : question.buttons())
            verifyKorean({button->text()});
    }

    void dialogOfFilesIsKorean_data() { addCatalogues(m_empty.path()); }
    void dialogOfFilesIsKorean()
    {
        QFETCH(QString, catalogues);
        const Ui::Language language(QStringLiteral("ko"), catalogues);
        QFileDialog dialog;
        dialog.setOption(QFileDialog::DontUseNativeDialog);
        dialog.setDirectory(m_empty.path());
        verifyKorean({dialog.windowTitle()});
        for (const auto *label : dialog.findChildren<QLabel *>())
            verifyKorean({label->text()});
        for (const auto *button : dialog.findChildren<QPushButton *>())
            verifyKorean({button->text()});
        for (const auto *button : dialog.findChildren<QToolButton *>()) {
            if (!button->toolTip().isEmpty())
                verifyKorean({button->toolTip()});
        }
    }

    void nothingOfItIsLeftInEnglish()
    {
        Ui::Language language(QStringLiteral("ko"), m_empty.path());
        QCOMPARE(cancel(), QStringLiteral("취소"));
        language.choose(QStringLiteral("en"));
        QCOMPARE(cancel(), QStringLiteral("Cancel"));
        language.choose(QStringLiteral("ko"));
        QCOMPARE(cancel(), QStringLiteral("취소"));
    }

    void catalogueOfQtIsReadByEitherName_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("of a system's Qt") << QStringLiteral("qtbase_en.qm");
        QTest::newRow("shipped with a program") << QStringLiteral("qt_en.qm");
    }
    void catalogueOfQtIsReadByEitherName()
    {
        QFETCH(QString, name);
        QTemporaryDir folder;
        // In English nothing of ours speaks for Qt: what is heard is that file.
        QVERIFY(QFile::copy(QStringLiteral(":/i18n/qt_ko.qm"), folder.filePath(name)));
        const Ui::Language language(QStringLiteral("en"), folder.path());
        QCOMPARE(cancel(), QStringLiteral("취소"));
    }
};

QTEST_MAIN(tst_Language)
#include "tst_language.moc"
