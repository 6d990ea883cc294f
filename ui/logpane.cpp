// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/logpane.h"

#include "ui/choicebox.h"
#include "ui/flowlayout.h"
#include "ui/model/recentlog.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QTextCursor>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace Ui {

namespace {

constexpr int lowestLog = 160;

} // namespace

LogPane::LogPane(RecentLog &log, const Appearance &appearance, QWidget *parent)
    : QWidget(parent), m_log(log), m_hint(new QLabel(this)),
      m_level(new ChoiceBox(appearance, this)), m_category(new ChoiceBox(appearance, this)),
      m_text(new QPlainTextEdit(this)), m_copy(new QPushButton(this))
{
    m_level->setObjectName(QStringLiteral("logLevel"));
    m_category->setObjectName(QStringLiteral("logCategory"));
    m_text->setObjectName(QStringLiteral("logText"));
    m_text->setReadOnly(true);
    m_text->setTabChangesFocus(true);
    m_text->setMaximumBlockCount(int(RecentLog::mostLines));
    m_text->setMinimumHeight(lowestLog);
    m_copy->setObjectName(QStringLiteral("logCopy"));
    m_copy->setAutoDefault(false);

    auto *choices = new FlowLayout;
    for (QComboBox *box : {m_level, m_category}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
        choices->addWidget(box);
    }
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    m_hint->setProperty("role", QStringLiteral("secondary"));
    m_hint->setWordWrap(true);
    column->addWidget(m_hint);
    column->addLayout(choices);
    column->addWidget(m_text, 1);
    column->addWidget(m_copy, 0, Qt::AlignLeading);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Expanding);

    retranslate();
    for (QComboBox *box : {m_level, m_category})
        connect(box, &QComboBox::currentIndexChanged, this, &LogPane::refresh);
    connect(m_copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_text->toPlainText()); });
    connect(&log, &RecentLog::changed, this, [this] {
        fillCategories();
        if (isVisible())
            refresh();
    });
}

void LogPane::fillCategories()
{
    const QSignalBlocker quiet(m_category);
    const QString chosen = m_category->currentData().toString();
    QStringList names;
    for (const RecentLog::Line &line : m_log.lines()) {
        if (!names.contains(line.category))
            names << line.category;
    }
    names.sort();
    m_category->clear();
    m_category->addItem(tr("From everywhere"), QString());
    for (const QString &name : std::as_const(names))
        m_category->addItem(name, name);
    m_category->setCurrentIndex(qMax(0, m_category->findData(chosen)));
}

void LogPane::refresh()
{
    const int severity = m_level->currentData().toInt();
    const QString category = m_category->currentData().toString();
    QStringList lines;
    for (const RecentLog::Line &line : m_log.lines()) {
        if (RecentLog::severity(line.level) >= severity &&
            (category.isEmpty() || line.category == category))
            lines << RecentLog::text(line);
    }
    if (goOn(lines))
        return;
    const QScrollBar *bar = m_text->verticalScrollBar();
    const bool atEnd = bar->value() == bar->maximum();
    const int value = bar->value();
    m_text->setPlainText(lines.join(u'\n'));
    m_text->verticalScrollBar()->setValue(atEnd ? bar->maximum() : value);
    m_shown = std::move(lines);
}

/// Whether the new lines go on from those that are shown, of which the oldest may be gone. Then
/// only these are taken away and put behind, and what is selected stays so.
bool LogPane::goOn(const QStringList &lines)
{
    const auto first = lines.isEmpty() ? m_shown.cend()
                                       : std::find(m_shown.cbegin(), m_shown.cend(), lines.front());
    const auto kept = m_shown.cend() - first;
    if (kept == 0 || kept > lines.size() || !std::equal(first, m_shown.cend(), lines.cbegin()))
        return false;
    QTextCursor gone(m_text->document());
    gone.movePosition(QTextCursor::NextBlock, QTextCursor::KeepAnchor,
                      int(first - m_shown.cbegin()));
    gone.removeSelectedText();
    QTextCursor selected = m_text->textCursor();
    const int anchor = selected.anchor();
    const int position = selected.position();
    for (auto line = lines.cbegin() + kept; line != lines.cend(); ++line)
        m_text->appendPlainText(*line);
    if (anchor != position) { // up to the end, it would have grown
        selected.setPosition(anchor);
        selected.setPosition(position, QTextCursor::KeepAnchor);
        m_text->setTextCursor(selected);
    }
    m_shown = lines;
    return true;
}

void LogPane::retranslate()
{
    {
        const QSignalBlocker quiet(m_level);
        const int chosen = m_level->currentIndex();
        m_level->clear();
        m_level->addItem(tr("Everything"), 0);
        m_level->addItem(tr("Warnings and errors"), 1);
        m_level->addItem(tr("Errors"), 2);
        m_level->setCurrentIndex(qMax(0, chosen));
    }
    m_hint->setText(
        tr("What happened since the start. Addresses of computers stand in it: look before "
           "you hand it on."));
    m_level->setAccessibleName(tr("How serious"));
    m_category->setAccessibleName(tr("Where from"));
    m_text->setAccessibleName(tr("Log"));
    m_text->setPlaceholderText(tr("Nothing was logged."));
    m_copy->setText(tr("Copy"));
    m_copy->setAccessibleName(tr("Copy"));
    fillCategories();
}

void LogPane::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void LogPane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    fillCategories();
    refresh();
}

} // namespace Ui
