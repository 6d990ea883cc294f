// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/orderdialog.h"

#include "ui/choicebox.h"
#include "ui/composing.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QVBoxLayout>

namespace Ui {
namespace {

constexpr int longestOrderReason = 200; // as the host takes it

} // namespace

OrderDialog::OrderDialog(Kind kind, const Target &target, bool ownsHost, PeopleOrder &orders,
                         const Appearance &appearance, QWidget *parent)
    : QDialog(parent), m_kind(kind), m_target(target), m_ownsHost(ownsHost), m_orders(orders),
      m_time(new ChoiceBox(appearance, this)), m_reason(new QLineEdit(this)),
      m_whom(new ChoiceBox(appearance, this)), m_where(new ChoiceBox(appearance, this)),
      m_problem(new QLabel(this))
{
    setObjectName(QStringLiteral("orderDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    build(appearance);
    showState({});
    m_reason->setFocus();
}

QString OrderDialog::heading() const
{
    switch (m_kind) {
    case Kind::Mute:
        return tr("Mute: %1").arg(m_target.name);
    case Kind::SendOut:
        return tr("Send out: %1").arg(m_target.name);
    case Kind::Ban:
        break;
    }
    return tr("Ban: %1").arg(m_target.name);
}

QString OrderDialog::explanation() const
{
    switch (m_kind) {
    case Kind::Mute:
        return tr("They can read on in this room, and say nothing there.");
    case Kind::SendOut:
        return tr("They leave this room, and may come back.");
    case Kind::Ban:
        break;
    }
    return tr("They leave this room, and cannot come back.");
}

QString OrderDialog::verb() const
{
    return m_kind == Kind::Mute ? tr("Mute") : m_kind == Kind::SendOut ? tr("Send out") : tr("Ban");
}

void OrderDialog::build(const Appearance &)
{
    setWindowTitle(heading());
    setMinimumWidth(420);
    m_time->setObjectName(QStringLiteral("orderTime"));
    m_time->setAccessibleName(tr("How long"));
    m_time->addItem(tr("10 minutes"), 600);
    m_time->addItem(tr("1 hour"), 3600);
    m_time->addItem(tr("1 day"), 24 * 3600);
    m_time->addItem(tr("1 week"), 7 * 24 * 3600);
    m_time->addItem(tr("Until it is lifted"), 0);
    m_reason->setObjectName(QStringLiteral("orderReason"));
    m_reason->setAccessibleName(tr("Reason"));
    m_reason->setMaxLength(longestOrderReason);
    m_reason->setPlaceholderText(tr("They are told this (may stay empty)"));
    m_where->setObjectName(QStringLiteral("orderWhere"));
    m_where->setAccessibleName(tr("Where it holds"));
    m_where->addItem(tr("In this room"), false);
    m_where->addItem(tr("In all of this Madang"), true);
    m_whom->setObjectName(QStringLiteral("orderWhom"));
    m_whom->setAccessibleName(tr("Whom it binds"));
    m_whom->addItem(tr("This person and their devices"), false);
    m_whom->addItem(tr("Also whoever comes from the same address"), true);
    m_problem->setObjectName(QStringLiteral("orderProblem"));
    m_problem->setProperty("role", QStringLiteral("problem"));

    auto *title = new QLabel(heading(), this);
    title->setProperty("role", QStringLiteral("heading"));
    auto *what = new QLabel(explanation(), this);
    what->setProperty("role", QStringLiteral("secondary"));
    auto *timeLabel = new QLabel(tr("How long"), this);
    timeLabel->setProperty("role", QStringLiteral("caption"));
    timeLabel->setBuddy(m_time);
    auto *reasonLabel = new QLabel(tr("Reason"), this);
    reasonLabel->setProperty("role", QStringLiteral("caption"));
    reasonLabel->setBuddy(m_reason);
    for (QLabel *label : {title, what, m_problem}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    const bool isTimed = m_kind != Kind::SendOut;
    timeLabel->setVisible(isTimed);
    m_time->setVisible(isTimed);
    m_where->setVisible(m_kind == Kind::Ban && m_ownsHost);
    m_whom->setVisible(isTimed);
    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setObjectName(QStringLiteral("orderCancel"));
    cancel->setAccessibleName(cancel->text());
    m_accept = new QPushButton(verb(), this);
    m_accept->setObjectName(QStringLiteral("orderAccept"));
    m_accept->setAccessibleName(heading());
    m_accept->setProperty("danger", true);
    m_accept->setDefault(true);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 18);
    column->setSpacing(8);
    for (QWidget *widget : std::initializer_list<QWidget *>{
             title, what, timeLabel, m_time, reasonLabel, m_reason, m_whom, m_where, m_problem})
        column->addWidget(widget);
    column->addSpacing(8);
    auto *row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(cancel);
    row->addWidget(m_accept);
    column->addLayout(row);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_accept, &QPushButton::clicked, this, [this] {
        Composing::commit(); // the button may be clicked in mid-syllable
        send();
    });
}

void OrderDialog::send()
{
    if (m_isBusy)
        return;
    Chat::OrderRequest request{m_target.user};
    request.reason = m_reason->text().trimmed();
    if (m_kind != Kind::SendOut) {
        request.time = std::chrono::seconds(m_time->currentData().toInt());
        request.address = m_whom->currentData().toBool();
    }
    m_isBusy = true;
    showState({});
    const auto answer = [self = QPointer(this)](const QString &problem) {
        if (!self)
            return;
        self->m_isBusy = false;
        self->showState(problem);
        if (problem.isEmpty())
            self->accept();
    };
    if (m_kind == Kind::Mute)
        m_orders.mute(m_target.room, request, answer);
    else if (m_kind == Kind::SendOut)
        m_orders.sendOut(m_target.room, request, answer);
    else if (m_ownsHost && m_where->currentData().toBool())
        m_orders.banFromHost(request, answer);
    else
        m_orders.ban(m_target.room, request, answer);
}

void OrderDialog::showState(const QString &problem)
{
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    m_accept->setEnabled(!m_isBusy);
}

} // namespace Ui
