// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ignoredpane.h"

#include "ui/appearance.h"

#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

namespace Ui {

namespace {

constexpr int ignoredShown = 150; // design pixels

} // namespace

IgnoredPane::IgnoredPane(Ignored &ignored, const Appearance &appearance, QWidget *parent)
    : QWidget(parent), m_ignored(ignored), m_text(new QLabel(this)), m_list(new QListWidget(this)),
      m_stop(new QPushButton(tr("Stop ignoring"), this))
{
    m_text->setObjectName(QStringLiteral("ignoredText"));
    m_text->setProperty("role", QStringLiteral("secondary"));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_list->setObjectName(QStringLiteral("ignoredList"));
    m_list->setAccessibleName(tr("People you ignore"));
    m_list->setMinimumHeight(appearance.px(ignoredShown));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setSpacing(2);
    m_list->setSortingEnabled(true);
    m_stop->setObjectName(QStringLiteral("stopIgnoring"));
    m_stop->setAccessibleName(tr("Stop ignoring the chosen person"));
    m_stop->setAutoDefault(false);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(4, 14, 4, 8);
    column->setSpacing(10);
    column->addWidget(m_text);
    column->addWidget(m_list, 1);
    column->addWidget(m_stop, 0, Qt::AlignRight);
    connect(m_list, &QListWidget::currentRowChanged, this,
            [this](int row) { m_stop->setEnabled(row >= 0); });
    connect(m_stop, &QPushButton::clicked, this, &IgnoredPane::stopIgnoring);
    connect(&ignored, &Ignored::changed, this, &IgnoredPane::showPeople);
    showPeople();
}

void IgnoredPane::showPeople()
{
    m_list->clear();
    const auto &people = m_ignored.people();
    for (auto one = people.begin(); one != people.end(); ++one) {
        const QString name = one.value().simplified();
        auto *item = new QListWidgetItem(name.isEmpty() ? tr("Somebody") : name, m_list);
        item->setData(Qt::UserRole, one.key().toString());
    }
    m_list->setVisible(!people.isEmpty());
    m_stop->setVisible(!people.isEmpty());
    m_stop->setEnabled(m_list->currentRow() >= 0);
    m_text->setText(people.isEmpty()
                        ? tr("You ignore nobody here. In the menu of a person or of a message you "
                             "can: what they say is folded away then, and calls you no more.")
                        : tr("What these people say is folded away on this computer, and calls "
                             "you no more. They are told nothing of it."));
}

void IgnoredPane::stopIgnoring()
{
    if (const QListWidgetItem *item = m_list->currentItem())
        m_ignored.set(Chat::UserId(item->data(Qt::UserRole).toString()), {}, false);
}

} // namespace Ui
