// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/knockspane.h"

#include "ui/appearance.h"
#include "ui/enterfilter.h"
#include "ui/model/chatclient.h"
#include "ui/personname.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace Ui {

namespace {

constexpr int knocksShown = 150; // design pixels
constexpr char knockingUser[] = "knockingUser";

} // namespace

KnocksPane::KnocksPane(ChatClient &client, const Chat::RoomId &room, const Appearance &appearance,
                       QWidget *parent)
    : QWidget(parent), m_client(client), m_room(room), m_title(new QLabel(this)),
      m_scroll(new QScrollArea(this)), m_people(new QWidget), m_rows(new QVBoxLayout(m_people)),
      m_more(new QLabel(this))
{
    m_title->setObjectName(QStringLiteral("knocksTitle"));
    m_title->setProperty("role", QStringLiteral("caption"));
    m_title->setFocusPolicy(Qt::ClickFocus); // no stop of Tab, but one can go on from there
    keepEnterFrom(m_title);                  // no answer there, and not the dialog's "Save" either
    m_more->setObjectName(QStringLiteral("knocksMore"));
    m_more->setProperty("role", QStringLiteral("secondary"));
    m_more->hide();
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(4);
    m_scroll->setWidget(m_people);
    m_scroll->setWidgetResizable(true);
    m_scroll->setMaximumHeight(appearance.px(knocksShown));
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->hide();
    m_people->setAutoFillBackground(false);
    m_scroll->viewport()->setAutoFillBackground(false);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_title);
    column->addWidget(m_scroll);
    column->addWidget(m_more);

    const RoomOrders *orders = m_client.orders();
    connect(orders, &RoomOrders::knocksCame, this, &KnocksPane::showKnocks);
    connect(orders, &RoomOrders::invitationCame, this, [this](const Chat::InvitationEvent &event) {
        if (event.room.id == m_room)
            refresh();
    });
}

void KnocksPane::refresh()
{
    refreshAfter(false);
}

void KnocksPane::refreshAfter(bool answer)
{
    m_client.orders()->askKnocks(m_room, [self = QPointer(this), answer](const QString &problem) {
        if (!self)
            return;
        if (answer)
            self->setBusy(false);
        if (!problem.isEmpty())
            Q_EMIT self->told(problem);
    });
}

QWidget *KnocksPane::focusedOfPeople() const
{
    QWidget *focused = window()->focusWidget();
    return m_people->isAncestorOf(focused) ? focused : nullptr;
}

void KnocksPane::showKnocks(const Chat::KnockList &knocks)
{
    if (knocks.room != m_room)
        return;
    m_title->setText(knocks.knocks.empty() ? tr("Nobody waits to be let in")
                                           : tr("These wait to be let in"));
    m_more->setText(tr("and %Ln more", nullptr, knocks.more));
    m_more->setVisible(knocks.more > 0);
    if (knocks.room == m_shown.room && knocks.knocks == m_shown.knocks)
        return;
    m_shown = knocks;
    // The keyboard stays with the person it was at, never with another; a row that goes would hand
    // it on to the next one.
    const QWidget *focused = focusedOfPeople();
    const QString user = focused ? focused->property(knockingUser).toString() : QString();
    const QString choice = focused ? focused->objectName() : QString();
    if (focused)
        m_title->setFocus(Qt::OtherFocusReason);
    while (QLayoutItem *item = m_rows->takeAt(0)) {
        if (QWidget *row = item->widget()) {
            row->hide();
            row->deleteLater();
        }
        delete item;
    }
    QWidget *last = m_title;
    for (const Chat::Knock &knock : knocks.knocks) {
        const QWidget *row = addKnock(knock);
        for (auto *button : row->findChildren<QPushButton *>()) {
            setTabOrder(last, button);
            last = button;
        }
        if (focused && knock.user.toString() == user)
            row->findChild<QWidget *>(choice)->setFocus(Qt::OtherFocusReason);
    }
    m_rows->addStretch(1);
    m_scroll->setVisible(!knocks.knocks.empty());
    m_scroll->setMinimumHeight(std::min(m_scroll->maximumHeight(), m_rows->minimumSize().height()));
}

QWidget *KnocksPane::addKnock(const Chat::Knock &knock)
{
    auto *row = new QWidget(m_people);
    const QString name = personName(knock.name, knock.guest);
    auto *label = new QLabel(row);
    label->setTextFormat(Qt::PlainText);
    label->setText(name);
    label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto *accept = new QPushButton(tr("Let in"), row);
    accept->setObjectName(QStringLiteral("knockAccept"));
    accept->setAccessibleName(tr("Let %1 in").arg(name));
    auto *refuse = new QPushButton(tr("Refuse"), row);
    refuse->setObjectName(QStringLiteral("knockRefuse"));
    refuse->setAccessibleName(tr("Do not let %1 in").arg(name));
    auto *line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->addWidget(label, 1);
    for (QPushButton *button : {accept, refuse}) {
        button->setProperty(knockingUser, knock.user.toString());
        line->addWidget(button);
    }
    connect(accept, &QPushButton::clicked, this, [this, knock] { answer(knock, true); });
    connect(refuse, &QPushButton::clicked, this, [this, knock] { answer(knock, false); });
    m_rows->addWidget(row);
    row->show(); // at once: it may get the keyboard
    return row;
}

void KnocksPane::answer(const Chat::Knock &knock, bool accept)
{
    if (m_isBusy)
        return;
    // Where a second press of the key answers nobody else.
    if (focusedOfPeople())
        m_title->setFocus(Qt::OtherFocusReason);
    setBusy(true);
    Q_EMIT told({});
    m_client.orders()->admit(m_room, knock.user, accept,
                             [self = QPointer(this)](const QString &problem) {
                                 if (!self)
                                     return;
                                 Q_EMIT self->told(problem);
                                 self->refreshAfter(true);
                             });
}

void KnocksPane::setBusy(bool busy)
{
    m_isBusy = busy;
    m_people->setEnabled(!busy);
}

} // namespace Ui
