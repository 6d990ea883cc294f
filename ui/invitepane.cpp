// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/invitepane.h"

#include "ui/appearance.h"
#include "ui/choicebox.h"
#include "ui/knockspane.h"
#include "ui/model/chatclient.h"
#include "ui/model/knownpeople.h"
#include "ui/personname.h"
#include "ui/statesentence.h"

#include <QAbstractItemView>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <utility>

namespace Ui {

namespace {

constexpr int shownOfPerson = 20;

} // namespace

InvitePane::InvitePane(ChatClient &client, const Chat::RoomId &room, const Appearance &appearance,
                       QWidget *parent)
    : QWidget(parent), m_client(client), m_room(room), m_known(new KnownPeople(client, room, this)),
      m_people(new ChoiceBox(appearance, this)), m_invite(new QPushButton(tr("Invite"), this)),
      m_takeBack(new QPushButton(tr("Take it back"), this)), m_nobody(new QLabel(this)),
      m_state(new QLabel(this)), m_knocks(new KnocksPane(client, room, appearance, this))
{
    m_people->setObjectName(QStringLiteral("invitePeople"));
    m_people->setAccessibleName(tr("Who is to be invited"));
    m_people->setPlaceholderText(tr("Choose somebody"));
    m_people->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_people->setMinimumContentsLength(shownOfPerson);
    m_people->view()->installEventFilter(this);
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
    auto *title = new QLabel(tr("Invite"), this);
    title->setBuddy(m_people);
    title->setProperty("role", QStringLiteral("caption"));

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
    column->addWidget(m_knocks);

    connect(m_invite, &QPushButton::clicked, this, [this] {
        invite({Chat::UserId(m_people->currentData().toString()), m_people->currentText()}, true);
    });
    connect(m_takeBack, &QPushButton::clicked, this, [this] { invite(m_invited, false); });
    connect(m_people, &QComboBox::currentIndexChanged, this, [this] {
        m_choice = m_people->currentData().toString();
        showState();
    });
    connect(m_knocks, &KnocksPane::told, this,
            [this](const QString &problem) { tell(problem, true); });
    connect(m_known, &KnownPeople::changed, this, &InvitePane::fillPeople);
    fillPeople();
    m_knocks->refresh();
}

std::vector<InvitePane::Invited> InvitePane::peopleToInvite() const
{
    std::vector<Invited> people;
    for (const KnownPeople::Person &person : m_known->people())
        people.push_back({person.user, personName(person.name, person.guest)});
    return people;
}

/// Whoever is chosen stays it: nobody else comes into their place under the hand.
void InvitePane::fillPeople()
{
    if (m_people->view()->isVisible())
        return; // till it is closed
    if (m_known->isExcepted(m_invited.user))
        m_invited = {}; // they came
    if (auto people = peopleToInvite(); people != m_offered) {
        m_offered = std::move(people);
        const QSignalBlocker quiet(m_people);
        m_people->clear();
        for (const Invited &person : m_offered)
            m_people->addItem(person.name, person.user.toString());
        if (m_choice.isEmpty() && !m_offered.empty())
            m_choice = m_offered.front().user.toString();
        m_people->setCurrentIndex(m_people->findData(m_choice));
    }
    showState();
}

bool InvitePane::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_people->view() && event->type() == QEvent::Hide)
        QMetaObject::invokeMethod(this, &InvitePane::fillPeople, Qt::QueuedConnection);
    return QWidget::eventFilter(watched, event);
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
    setStateSentence(*m_state, sentence, isProblem);
    showState();
}

void InvitePane::showState()
{
    const bool anybody = m_people->count() > 0;
    m_nobody->setVisible(!anybody);
    m_people->setVisible(anybody);
    m_invite->setVisible(anybody);
    m_invite->setEnabled(!m_isBusy && m_people->currentIndex() >= 0);
    m_takeBack->setVisible(!m_invited.user.isEmpty());
    m_takeBack->setEnabled(!m_isBusy);
    m_state->setVisible(!m_state->text().isEmpty());
}

} // namespace Ui
