// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/newcomerspane.h"

#include "ui/enterfilter.h"
#include "ui/entrancewords.h"
#include "ui/model/entrance.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace Ui {

namespace {

constexpr char newcomerOfRow[] = "newcomer";

} // namespace

NewcomersPane::NewcomersPane(QWidget *parent)
    : QWidget(parent), m_title(new QLabel(this)), m_nobody(new QLabel(this)),
      m_people(new QWidget(this)), m_rows(new QVBoxLayout(m_people))
{
    m_title->setObjectName(QStringLiteral("newcomersTitle"));
    m_title->setProperty("role", QStringLiteral("caption"));
    m_title->setFocusPolicy(Qt::ClickFocus); // no stop of Tab, but one can go on from there
    keepEnterFrom(m_title);
    m_nobody->setObjectName(QStringLiteral("newcomersNobody"));
    m_nobody->setProperty("role", QStringLiteral("secondary"));
    m_nobody->setWordWrap(true);
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(6);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_title);
    column->addWidget(m_nobody);
    column->addWidget(m_people);
    refresh();
}

void NewcomersPane::setEntrance(Entrance *entrance)
{
    if (m_entrance)
        m_entrance->disconnect(this);
    m_entrance = entrance;
    if (m_entrance)
        connect(m_entrance, &Entrance::newcomersChanged, this, &NewcomersPane::refresh);
    refresh();
}

void NewcomersPane::letGoOfRow()
{
    if (m_people->isAncestorOf(window()->focusWidget()))
        m_title->setFocus(Qt::OtherFocusReason);
}

void NewcomersPane::refresh()
{
    const auto waiting = m_entrance ? m_entrance->newcomers() : std::vector<Chat::NewcomerInfo>();
    const auto declined = m_entrance ? m_entrance->declined() : std::vector<Chat::NewcomerInfo>();
    m_title->setText(waiting.empty() ? tr("Nobody waits to be let in")
                                     : tr("%n wait(s) to be let in", nullptr, int(waiting.size())));
    m_nobody->setText(
        tr("Whoever comes for the first time appears here, and waits until you let them in."));
    m_nobody->setVisible(waiting.empty() && declined.empty());
    if (waiting == m_shownWaiting && declined == m_shownDeclined)
        return;
    m_shownWaiting = waiting;
    m_shownDeclined = declined;
    // The keys stay with the person they were at, never with another.
    const QWidget *focused = window()->focusWidget();
    const bool isHere = focused && m_people->isAncestorOf(focused);
    const QString who = isHere ? focused->property(newcomerOfRow).toString() : QString();
    const QString what = isHere ? focused->objectName() : QString();
    letGoOfRow();
    while (QLayoutItem *item = m_rows->takeAt(0)) {
        if (QWidget *row = item->widget()) {
            row->hide();
            row->deleteLater();
        }
        delete item;
    }
    QWidget *last = m_title;
    const auto add = [&](const Chat::NewcomerInfo &newcomer, bool isDeclined) {
        const QWidget *row = addRow(newcomer, isDeclined);
        for (auto *button : row->findChildren<QPushButton *>()) {
            setTabOrder(last, button);
            last = button;
            if (newcomer.id == who && button->objectName() == what)
                button->setFocus(Qt::OtherFocusReason);
        }
    };
    for (const Chat::NewcomerInfo &one : waiting)
        add(one, false);
    for (const Chat::NewcomerInfo &one : declined)
        add(one, true);
}

QWidget *NewcomersPane::addRow(const Chat::NewcomerInfo &newcomer, bool isDeclined)
{
    auto *row = new QWidget(m_people);
    const QString called = newcomerName(newcomer);
    auto *name = new QLabel(called, row);
    name->setObjectName(QStringLiteral("newcomerName"));
    name->setProperty("role", QStringLiteral("strong"));
    auto *details = new QLabel(row);
    details->setObjectName(QStringLiteral("newcomerDetails"));
    details->setText(isDeclined ? tr("declined") + QStringLiteral(" · ") + newcomerDetails(newcomer)
                                : newcomerDetails(newcomer));
    details->setProperty("role", newcomer.nameTaken && !isDeclined ? QStringLiteral("problem")
                                                                   : QStringLiteral("secondary"));
    for (QLabel *label : {name, details}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(name);
    words->addWidget(details);
    auto *line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->addLayout(words, 1);
    const auto button = [&](const QString &text, const QString &spoken, const char *objectName) {
        auto *made = new QPushButton(text, row);
        made->setObjectName(QLatin1String(objectName));
        made->setAccessibleName(spoken.arg(called));
        made->setProperty(newcomerOfRow, newcomer.id);
        made->setAutoDefault(false);
        line->addWidget(made, 0, Qt::AlignTop);
        return made;
    };
    const QString id = newcomer.id;
    connect(button(tr("Let in"), tr("Let %1 in"), "newcomerLetIn"), &QPushButton::clicked, this,
            [this, id] {
                letGoOfRow();
                m_entrance->admit(id);
            });
    if (!isDeclined) {
        connect(button(tr("Decline"), tr("Decline %1"), "newcomerDecline"), &QPushButton::clicked,
                this, [this, id] {
                    letGoOfRow();
                    m_entrance->decline(id);
                });
    }
    m_rows->addWidget(row);
    row->show(); // at once: it may get the keyboard
    return row;
}

void NewcomersPane::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() != QEvent::LanguageChange)
        return;
    m_shownWaiting.clear();
    m_shownDeclined.clear();
    refresh();
}

} // namespace Ui
