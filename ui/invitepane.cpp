// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/invitepane.h"

#include "ui/appearance.h"
#include "ui/choicebox.h"
#include "ui/model/chatclient.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QScrollArea>
#include <QSet>
#include <QStyle>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace Ui {

namespace {

constexpr int knocksShown = 150; // design pixels
constexpr int shownOfPerson = 20;
constexpr char knockingUser[] = "knockingUser";

QString personName(const QString &name, bool guest)
{
    const QString shown = name.simplified();
    return guest ? InvitePane::tr("%1 (guest)").arg(shown) : shown;
}

} // namespace

InvitePane::InvitePane(ChatClient &client, const Chat::RoomId &room, const Appearance &appearance,
                       QWidget *parent)
    : QWidget(parent), m_client(client), m_room(room), m_people(new ChoiceBox(appearance, this)),
      m_invite(new QPushButton(tr("Invite"), this)),
      m_takeBack(new QPushButton(tr("Take it back"), this)), m_nobody(new QLabel(this)),
      m_state(new QLabel(this)), m_knocksTitle(new QLabel(this)), m_scroll(new QScrollArea(this)),
      m_knocks(new QWidget), m_knockRows(new QVBoxLayout(m_knocks))
{
    m_people->setObjectName(QStringLiteral("invitePeople"));
    m_people->setAccessibleName(tr("Who is to be invited"));
    m_people->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_people->setMinimumContentsLength(shownOfPerson);
    m_invite->setObjectName(QStringLiteral("inviteSend"));
    m_invite->setAccessibleName(tr("Invite this person"));
    m_takeBack->setObjectName(QStringLiteral("inviteTakeBack"));
    m_takeBack->setAccessibleName(tr("Take the invitation back"));
    m_nobody->setProperty("role", QStringLiteral("secondary"));
    m_nobody->setText(tr("Whoever shares another room with you can be invited; at the moment that "
                         "is nobody else."));
    m_nobody->setWordWrap(true);
    m_state->setObjectName(QStringLiteral("inviteState"));
    m_state->setTextFormat(Qt::PlainText);
    m_state->setWordWrap(true);
    m_knocksTitle->setObjectName(QStringLiteral("knocksTitle"));
    auto *title = new QLabel(tr("Invite"), this);
    title->setBuddy(m_people);
    for (QLabel *label : {title, m_knocksTitle})
        label->setProperty("role", QStringLiteral("caption"));
    m_knockRows->setContentsMargins(0, 0, 0, 0);
    m_knockRows->setSpacing(4);
    m_scroll->setWidget(m_knocks);
    m_scroll->setWidgetResizable(true);
    m_scroll->setMaximumHeight(appearance.px(knocksShown));
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_knocks->setAutoFillBackground(false);
    m_scroll->viewport()->setAutoFillBackground(false);

    auto *row = new QHBoxLayout;
    row->addWidget(m_people, 1);
    row->addWidget(m_invite);
    auto *said = new QHBoxLayout;
    said->addWidget(m_state, 1);
    said->addWidget(m_takeBack);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(title);
    column->addWidget(m_nobody);
    column->addLayout(row);
    column->addLayout(said);
    column->addWidget(m_knocksTitle);
    column->addWidget(m_scroll);

    connect(m_invite, &QPushButton::clicked, this, [this] {
        invite({Chat::UserId(m_people->currentData().toString()), m_people->currentText()}, true);
    });
    connect(m_takeBack, &QPushButton::clicked, this, [this] { invite(m_invited, false); });
    const RoomOrders *orders = m_client.orders();
    connect(orders, &RoomOrders::knocksCame, this, &InvitePane::showKnocks);
    connect(orders, &RoomOrders::invitationCame, this, [this](const Chat::InvitationEvent &event) {
        if (event.room.id == m_room)
            askKnocks();
    });
    const MemberListModel *here = m_client.members(m_room);
    connect(here, &QAbstractItemModel::rowsInserted, this, &InvitePane::fillPeople);
    connect(here, &QAbstractItemModel::rowsRemoved, this, &InvitePane::fillPeople);
    connect(here, &QAbstractItemModel::modelReset, this, &InvitePane::fillPeople);
    showKnocks({m_room, {}});
    m_knocksTitle->clear(); // nobody knows yet
    fillPeople();
    askKnocks();
}

void InvitePane::askKnocks()
{
    m_client.orders()->askKnocks(m_room, [self = QPointer(this)](const QString &problem) {
        if (self && !problem.isEmpty())
            self->tell(problem, true);
    });
}

/// Those of the other rooms one is in: hosts list nobody beyond rooms.
void InvitePane::fillPeople()
{
    QSet<QString> known{m_client.self().toString()};
    const MemberListModel *here = m_client.members(m_room);
    for (int row = 0; row < here->rowCount(); ++row)
        known.insert(here->index(row).data(MemberListModel::UserIdRole).toString());
    if (known.contains(m_invited.user.toString()))
        m_invited = {}; // they came
    const QString chosen = m_people->currentData().toString();
    m_people->clear();
    const RoomListModel *rooms = m_client.rooms();
    for (int row = 0; row < rooms->rowCount(); ++row) {
        const QModelIndex room = rooms->index(row);
        if (!room.data(RoomListModel::JoinedRole).toBool())
            continue;
        const MemberListModel *members = m_client.members(rooms->roomAt(room));
        for (int member = 0; member < members->rowCount(); ++member) {
            const QModelIndex person = members->index(member);
            const QString id = person.data(MemberListModel::UserIdRole).toString();
            if (known.contains(id))
                continue;
            known.insert(id);
            m_people->addItem(personName(person.data(MemberListModel::NameRole).toString(),
                                         person.data(MemberListModel::GuestRole).toBool()),
                              id);
        }
    }
    m_people->setCurrentIndex(std::max(0, m_people->findData(chosen)));
    showState();
}

void InvitePane::showKnocks(const Chat::KnockList &knocks)
{
    if (knocks.room != m_room)
        return;
    // The keyboard stays with the person it was at, never with another.
    const QWidget *focused = QApplication::focusWidget();
    const bool isAtOne = m_knocks->isAncestorOf(focused);
    const QString user = isAtOne ? focused->property(knockingUser).toString() : QString();
    const QString choice = isAtOne ? focused->objectName() : QString();
    while (QLayoutItem *item = m_knockRows->takeAt(0)) {
        if (QWidget *row = item->widget()) {
            row->hide();
            row->deleteLater();
        }
        delete item;
    }
    m_knocksTitle->setText(knocks.knocks.empty() ? tr("Nobody waits to be let in")
                                                 : tr("These wait to be let in"));
    for (const Chat::Knock &knock : knocks.knocks) {
        const QWidget *row = addKnock(knock);
        if (isAtOne && knock.user.toString() == user)
            row->findChild<QWidget *>(choice)->setFocus(Qt::OtherFocusReason);
    }
    showState();
    if (std::exchange(m_isAnswering, false)) {
        const QWidget *first = knocks.knocks.empty() ? nullptr : m_knockRows->itemAt(0)->widget();
        QWidget *next =
            first ? first->findChild<QWidget *>(QStringLiteral("knockAccept")) : nullptr;
        (next ? next : m_people)->setFocus(Qt::OtherFocusReason);
    }
    m_knockRows->addStretch(1);
    m_scroll->setVisible(!knocks.knocks.empty());
    m_scroll->setMinimumHeight(
        std::min(m_scroll->maximumHeight(), m_knockRows->minimumSize().height()));
}

QWidget *InvitePane::addKnock(const Chat::Knock &knock)
{
    auto *row = new QWidget(m_knocks);
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
    m_knockRows->addWidget(row);
    return row;
}

void InvitePane::answer(const Chat::Knock &knock, bool accept)
{
    if (m_isBusy)
        return;
    m_isBusy = true;
    tell({}, false);
    m_client.orders()->admit(m_room, knock.user, accept,
                             [self = QPointer(this)](const QString &problem) {
                                 if (!self)
                                     return;
                                 self->m_isBusy = false;
                                 self->tell(problem, true);
                                 self->m_isAnswering = true;
                                 self->askKnocks();
                             });
}

void InvitePane::invite(const Invited &person, bool on)
{
    if (m_isBusy || person.user.isEmpty())
        return;
    m_isBusy = true;
    tell({}, false);
    m_client.orders()->invite(
        m_room, person.user, on, [self = QPointer(this), person, on](const QString &problem) {
            if (!self)
                return;
            self->m_isBusy = false;
            if (problem.isEmpty())
                self->m_invited = on ? person : Invited();
            const QString done = on ? tr("Invited: %1") : tr("No longer invited: %1");
            self->tell(problem.isEmpty() ? done.arg(person.name) : problem, !problem.isEmpty());
        });
}

void InvitePane::tell(const QString &sentence, bool isProblem)
{
    m_state->setText(sentence);
    m_state->setProperty("role",
                         isProblem ? QStringLiteral("problem") : QStringLiteral("secondary"));
    m_state->style()->unpolish(m_state);
    m_state->style()->polish(m_state);
    showState();
}

void InvitePane::showState()
{
    const bool anybody = m_people->count() > 0;
    m_nobody->setVisible(!anybody);
    m_people->setVisible(anybody);
    m_invite->setVisible(anybody);
    m_invite->setEnabled(!m_isBusy);
    m_takeBack->setVisible(!m_invited.user.isEmpty());
    m_takeBack->setEnabled(!m_isBusy);
    m_state->setVisible(!m_state->text().isEmpty());
    m_knocks->setEnabled(!m_isBusy);
}

} // namespace Ui
