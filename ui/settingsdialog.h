// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include <vector>

class QBoxLayout;
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;
class QScrollArea;
class QSettings;
class QStackedWidget;

namespace Ui {

class Appearance;
class ComposedText;
class GeneralPane;

/// The settings, page by page, and a search over what stands on them; each choice takes effect at
/// once. A new page is one line in the constructor.
class SettingsDialog : public QDialog {
    Q_OBJECT
public:
    SettingsDialog(QSettings &settings, const Appearance &appearance, QWidget *parent);

    /// A page at the end, which the dialog owns from here on. `title` is a source text of this
    /// class, marked by QT_TR_NOOP; the pane says its own texts anew when the language changes.
    void addPage(const char *title, QWidget *pane);
    GeneralPane *general() const { return m_general; }
    /// Opens the page of a pane.
    void showPage(const QWidget *pane);

Q_SIGNALS:
    void languageChosen(const QString &choice);
    void hostingChosen(); ///< See GeneralPane.
    /// Anything that Appearance reads.
    void appearanceChosen();
    // What the window asks on about.
    void layoutResetRequested();
    void moveOutRequested();
    void moveInRequested();
    void eraseRequested();

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Page {
        const char *title = nullptr;
        QLabel *heading = nullptr;
        QWidget *pane = nullptr;
        QScrollArea *scroll = nullptr;
    };

    void build();
    void addPages(QSettings &settings);
    void retranslate();
    void arrange();
    void search();
    void focusPage();

    const Appearance &m_appearance;
    std::vector<Page> m_pages;
    GeneralPane *m_general = nullptr;
    QLineEdit *m_search = nullptr;
    ComposedText *m_written = nullptr;
    QListWidget *m_list = nullptr;
    QStackedWidget *m_stack = nullptr;
    QLabel *m_nothing = nullptr;
    QPushButton *m_close = nullptr;
    QBoxLayout *m_sides = nullptr;
};

} // namespace Ui
