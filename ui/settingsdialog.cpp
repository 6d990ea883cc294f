// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settingsdialog.h"

#include "ui/appearance.h"
#include "ui/appearancepane.h"
#include "ui/clearbutton.h"
#include "ui/composedtext.h"
#include "ui/generalpane.h"
#include "ui/selfpane.h"
#include "ui/settingssearch.h"

#include <QEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace Ui {

namespace {

constexpr QSize usualSize(760, 560);
constexpr QSize smallestSize(320, 320);
constexpr int besidesFrom = 560; ///< Wide enough for the list beside its page.
constexpr int listWidth = 200;
constexpr int rowsAbove = 3; ///< Of the list, where it is above its page.

} // namespace

SettingsDialog::SettingsDialog(QSettings &settings, const Appearance &appearance, QWidget *parent)
    : QDialog(parent), m_appearance(appearance), m_search(new QLineEdit(this)),
      m_list(new QListWidget(this)), m_stack(new QStackedWidget(this)),
      m_nothing(new QLabel(m_stack)), m_close(new QPushButton(this))
{
    setObjectName(QStringLiteral("settingsDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    build();
    addPages(settings);
    retranslate();
    resize(QSize(appearance.px(usualSize.width()), appearance.px(usualSize.height())));
    arrange();

    connect(m_list, &QListWidget::currentRowChanged, this, [this](int row) {
        if (row >= 0)
            m_stack->setCurrentWidget(m_pages[size_t(row)].scroll);
    });
    m_list->setCurrentRow(0);
    connect(m_written, &ComposedText::changed, this, &SettingsDialog::search);
    connect(new QShortcut(QKeySequence::Find, this), &QShortcut::activated, m_search, [this] {
        m_search->setFocus(Qt::ShortcutFocusReason);
        m_search->selectAll();
    });
    connect(m_close, &QPushButton::clicked, this, &QDialog::accept);
    connect(&appearance, &Appearance::changed, this, &SettingsDialog::arrange);
}

void SettingsDialog::build()
{
    m_search->setObjectName(QStringLiteral("settingsSearch"));
    m_search->installEventFilter(this);
    m_written = new ComposedText(m_search);
    m_list->setObjectName(QStringLiteral("settingsPages"));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_nothing->setObjectName(QStringLiteral("settingsNothing"));
    m_nothing->setProperty("role", QStringLiteral("secondary"));
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setWordWrap(true);
    m_stack->addWidget(m_nothing);
    m_close->setObjectName(QStringLiteral("settingsClose"));
    m_close->setProperty("primary", true);
    m_close->setAutoDefault(false); // Enter in the search field is not the end

    auto *finding = new QVBoxLayout;
    finding->setSpacing(8);
    finding->addWidget(m_search);
    finding->addWidget(m_list, 1);
    m_sides = new QBoxLayout(QBoxLayout::LeftToRight);
    m_sides->setSpacing(20);
    m_sides->addLayout(finding);
    m_sides->addWidget(m_stack, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    column->addLayout(m_sides, 1);
    column->addWidget(m_close, 0, Qt::AlignTrailing);
}

void SettingsDialog::addPages(QSettings &settings)
{
    m_general = new GeneralPane(settings, m_appearance);
    connect(m_general, &GeneralPane::languageChosen, this, &SettingsDialog::languageChosen);
    connect(m_general, &GeneralPane::hostingChosen, this, &SettingsDialog::hostingChosen);
    auto *looks = new AppearancePane(settings, m_appearance);
    connect(looks, &AppearancePane::chosen, this, &SettingsDialog::appearanceChosen);
    connect(looks, &AppearancePane::layoutResetRequested, this,
            &SettingsDialog::layoutResetRequested);
    auto *self = new SelfPane(m_appearance);
    connect(self, &SelfPane::moveOutRequested, this, &SettingsDialog::moveOutRequested);
    connect(self, &SelfPane::moveInRequested, this, &SettingsDialog::moveInRequested);
    connect(self, &SelfPane::eraseRequested, this, &SettingsDialog::eraseRequested);

    addPage(QT_TR_NOOP("General"), m_general);
    addPage(QT_TR_NOOP("Appearance"), looks);
    addPage(QT_TR_NOOP("Yourself"), self);
}

void SettingsDialog::addPage(const char *title, QWidget *pane)
{
    auto *scroll = new QScrollArea(m_stack);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *page = new QWidget;
    auto *heading = new QLabel(tr(title), page);
    heading->setProperty("role", QStringLiteral("heading"));
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(4, 4, 12, 4); // beside the scroll bar
    column->setSpacing(16);
    column->addWidget(heading);
    column->addWidget(pane);
    // What can use the height has it.
    if (!pane->sizePolicy().expandingDirections().testFlag(Qt::Vertical))
        column->addStretch(1);
    scroll->setWidget(page);
    m_stack->addWidget(scroll);
    // The way out stays the last.
    for (QWidget *part : pane->findChildren<QWidget *>()) {
        if ((part->focusPolicy() & Qt::TabFocus) && part->window() == this)
            setTabOrder(part, m_close);
    }
    m_list->addItem(tr(title));
    m_pages.push_back({title, heading, pane, scroll});
}

void SettingsDialog::showPage(const QWidget *pane)
{
    for (size_t i = 0; i < m_pages.size(); ++i) {
        if (m_pages[i].pane == pane)
            m_list->setCurrentRow(int(i));
    }
}

void SettingsDialog::retranslate()
{
    setWindowTitle(tr("Settings"));
    m_search->setPlaceholderText(tr("Find a setting"));
    m_search->setAccessibleName(tr("Find a setting"));
    offerClearing(*m_search);
    m_list->setAccessibleName(tr("Pages"));
    m_nothing->setText(tr("No setting is called so. Try another word."));
    m_close->setText(tr("Done"));
    m_close->setAccessibleName(tr("Done"));
    for (size_t i = 0; i < m_pages.size(); ++i) {
        m_pages[i].heading->setText(tr(m_pages[i].title));
        m_list->item(int(i))->setText(tr(m_pages[i].title));
    }
}

void SettingsDialog::arrange()
{
    const QSize smallest(m_appearance.px(smallestSize.width()),
                         m_appearance.px(smallestSize.height()));
    if (minimumSize() != smallest)
        setMinimumSize(smallest); // large text needs more room for the same words
    const bool besides = width() >= m_appearance.px(besidesFrom);
    const int row = m_appearance.rowHeight();
    for (int i = 0; i < m_list->count(); ++i)
        m_list->item(i)->setSizeHint({0, row});
    m_sides->setDirection(besides ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    m_sides->setSpacing(besides ? 20 : 12);
    const int side = besides ? m_appearance.px(listWidth) : QWIDGETSIZE_MAX;
    m_search->setMaximumWidth(side);
    m_list->setMaximumSize(side, besides ? QWIDGETSIZE_MAX : rowsAbove * row + 12);
}

void SettingsDialog::search()
{
    const QStringList words = searchedWords(m_written->text());
    int shown = -1;
    for (size_t i = 0; i < m_pages.size(); ++i) {
        QWidget &page = *m_pages[i].scroll->widget();
        const bool matches = hasWords(settingsTexts(page), words);
        m_list->setRowHidden(int(i), !matches);
        if (QWidget *found = markFound(page, matches ? words : QStringList()))
            m_pages[i].scroll->ensureWidgetVisible(found);
        if (matches && (shown < 0 || int(i) == m_list->currentRow()))
            shown = int(i);
    }
    if (shown >= 0)
        m_list->setCurrentRow(shown);
    m_stack->setCurrentWidget(shown < 0 ? static_cast<QWidget *>(m_nothing)
                                        : m_pages[size_t(shown)].scroll);
}

/// To what was found on the page that is shown, else to its first setting.
void SettingsDialog::focusPage()
{
    QWidget *chosen = nullptr;
    for (QWidget *widget : m_stack->currentWidget()->findChildren<QWidget *>()) {
        const auto *label = qobject_cast<QLabel *>(widget);
        const bool found = widget->property("found").toBool();
        QWidget *setting = label ? label->buddy() : widget;
        if (!setting || !setting->isVisible() || !setting->isEnabled() ||
            !(setting->focusPolicy() & Qt::TabFocus) || (chosen && !found))
            continue;
        chosen = setting;
        if (found)
            break;
    }
    if (chosen)
        chosen->setFocus(Qt::TabFocusReason);
}

bool SettingsDialog::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_search && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Escape && !m_search->text().isEmpty()) {
            m_search->clear();
            return true;
        }
        if (key->key() == Qt::Key_Down) {
            m_list->setFocus(Qt::TabFocusReason);
            return true;
        }
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            focusPage();
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

void SettingsDialog::keyPressEvent(QKeyEvent *event)
{
    // Enter presses the button it is on, and nothing else: there is nothing to confirm.
    if (event->key() != Qt::Key_Return && event->key() != Qt::Key_Enter)
        QDialog::keyPressEvent(event);
    else if (auto *button = qobject_cast<QPushButton *>(focusWidget()))
        button->click();
}

void SettingsDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        // The pages say theirs behind this.
        QMetaObject::invokeMethod(this, &SettingsDialog::search, Qt::QueuedConnection);
    }
}

void SettingsDialog::resizeEvent(QResizeEvent *event)
{
    QDialog::resizeEvent(event);
    arrange();
}

} // namespace Ui
