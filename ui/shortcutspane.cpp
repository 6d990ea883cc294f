// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shortcutspane.h"

#include "ui/flowlayout.h"
#include "ui/shortcuts.h"

#include <QAbstractButton>
#include <QEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

#include <functional>
#include <utility>

namespace Ui {

namespace {

constexpr int lowestTable = 160;

/// Takes the first keys at once: Qt's own field waits a second for more of them.
class KeysEdit : public QKeySequenceEdit {
public:
    KeysEdit(std::function<void(const QKeySequence &)> taken, QWidget *parent)
        : QKeySequenceEdit(parent), m_taken(std::move(taken))
    {
    }

protected:
    void keyPressEvent(QKeyEvent *event) override
    {
        QKeySequenceEdit::keyPressEvent(event);
        if (keySequence().isEmpty())
            return; // nothing but Ctrl, yet
        const QKeySequence first(keySequence()[0]);
        setKeySequence(first);
        m_taken(first);
    }

private:
    std::function<void(const QKeySequence &)> m_taken;
};

} // namespace

ShortcutsPane::ShortcutsPane(Shortcuts &shortcuts, QWidget *parent)
    : QWidget(parent), m_shortcuts(shortcuts),
      m_table(new QTableWidget(int(Shortcuts::table().size()), 2, this)), m_label(new QLabel(this)),
      m_edit(new KeysEdit([this](const QKeySequence &keys) { take(keys); }, this)),
      m_none(new QPushButton(this)), m_usual(new QPushButton(this)),
      m_allUsual(new QPushButton(this)), m_problem(new QLabel(this))
{
    m_table->setObjectName(QStringLiteral("shortcutList"));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setTabKeyNavigation(false);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setMinimumHeight(lowestTable);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_table->horizontalHeader()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    m_edit->setObjectName(QStringLiteral("shortcutKeys"));
    m_label->setBuddy(m_edit);
    m_label->setTextFormat(Qt::PlainText);
    m_label->setWordWrap(true);
    m_none->setObjectName(QStringLiteral("shortcutNone"));
    m_usual->setObjectName(QStringLiteral("shortcutUsual"));
    m_allUsual->setObjectName(QStringLiteral("shortcutAllUsual"));
    m_problem->setObjectName(QStringLiteral("shortcutProblem"));
    m_problem->setProperty("role", QStringLiteral("problem"));
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    m_problem->hide();

    auto *buttons = new FlowLayout;
    for (QPushButton *button : {m_none, m_usual, m_allUsual}) {
        button->setAutoDefault(false);
        buttons->addWidget(button);
    }
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_table, 1);
    column->addWidget(m_label);
    column->addWidget(m_edit);
    column->addWidget(m_problem);
    column->addLayout(buttons);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Expanding);

    retranslate();
    m_table->selectRow(0);
    showChosen();
    connect(m_table, &QTableWidget::itemSelectionChanged, this, &ShortcutsPane::showChosen);
    connect(m_none, &QPushButton::clicked, this, [this] { m_shortcuts.set(chosen(), {}); });
    connect(m_usual, &QPushButton::clicked, this, [this] {
        for (const Shortcuts::Entry &entry : Shortcuts::table()) {
            if (chosen() == QLatin1String(entry.id))
                take(entry.usual); // told if they are another's now
        }
    });
    connect(m_allUsual, &QPushButton::clicked, &shortcuts, &Shortcuts::resetAll);
    connect(&shortcuts, &Shortcuts::changed, this, [this] {
        fill();
        showChosen();
    });
}

QString ShortcutsPane::chosen() const
{
    const int row = m_table->currentRow();
    return row < 0 ? QString() : QString::fromLatin1(Shortcuts::table()[size_t(row)].id);
}

void ShortcutsPane::fill()
{
    int row = 0;
    for (const Shortcuts::Entry &entry : Shortcuts::table()) {
        const QString text = entry.inMessages
                                 ? tr("%1 (in the list of messages)").arg(Shortcuts::text(entry))
                                 : Shortcuts::text(entry);
        const QString keys =
            m_shortcuts.keys(QLatin1String(entry.id)).toString(QKeySequence::NativeText);
        m_table->setItem(row, 0, new QTableWidgetItem(text));
        m_table->setItem(row, 1, new QTableWidgetItem(keys.isEmpty() ? tr("none") : keys));
        ++row;
    }
}

void ShortcutsPane::showChosen()
{
    const int row = m_table->currentRow();
    if (row < 0)
        return;
    const Shortcuts::Entry &entry = Shortcuts::table()[size_t(row)];
    m_label->setText(tr("Keys for: %1").arg(Shortcuts::text(entry)));
    m_edit->setKeySequence(m_shortcuts.keys(chosen()));
    m_problem->hide();
}

void ShortcutsPane::take(const QKeySequence &keys)
{
    const Shortcuts::Verdict verdict = m_shortcuts.check(chosen(), keys);
    switch (verdict.problem) {
    case Shortcuts::Problem::None:
        m_shortcuts.set(chosen(), keys);
        m_problem->hide();
        return;
    case Shortcuts::Problem::Taken:
        m_problem->setText(tr("These keys are taken: %1. Press others, or change those first.")
                               .arg(Shortcuts::text(*verdict.other)));
        break;
    case Shortcuts::Problem::Reserved:
        m_problem->setText(tr("Fields and lists need these keys for themselves. Press others."));
        break;
    case Shortcuts::Problem::Plain:
        m_problem->setText(tr("One writes with this key. Press it together with Ctrl or Alt."));
        break;
    }
    m_problem->show();
}

void ShortcutsPane::retranslate()
{
    m_table->setHorizontalHeaderLabels({tr("What it does"), tr("Keys")});
    m_table->setAccessibleName(tr("Keys"));
    for (QHeaderView *header : {m_table->horizontalHeader(), m_table->verticalHeader()})
        header->setAccessibleName(tr("Keys"));
    for (QAbstractButton *corner : m_table->findChildren<QAbstractButton *>())
        corner->setAccessibleName(tr("Keys"));
    m_edit->setAccessibleName(tr("New keys"));
    for (QLineEdit *inner : m_edit->findChildren<QLineEdit *>())
        inner->setAccessibleName(tr("New keys"));
    m_none->setText(tr("No keys"));
    m_usual->setText(tr("The usual ones"));
    m_allUsual->setText(tr("All as usual"));
    for (QPushButton *button : {m_none, m_usual, m_allUsual})
        button->setAccessibleName(button->text());
    fill();
    showChosen();
}

void ShortcutsPane::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace Ui
