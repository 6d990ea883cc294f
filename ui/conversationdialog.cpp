// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/conversationdialog.h"

#include "ui/appearance.h"
#include "ui/composing.h"
#include "ui/model/account.h"
#include "ui/model/chatclient.h"
#include "ui/model/peoplechoice.h"
#include "ui/model/roomname.h"
#include "ui/model/roomorders.h"
#include "ui/peoplepicker.h"
#include "ui/personname.h"
#include "ui/statesentence.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

namespace Ui {

namespace {

using Step = GroupMaking::Phase;
constexpr int longestGroupName = 64; // as hosts take it
constexpr size_t mostNamed = 5;      // people of a sentence

QString shownName(const GroupMaking::Person &person)
{
    return personName(person.name, person.guest);
}

/// Of those that a sentence does not name.
QString andMore(size_t all)
{
    return ConversationDialog::tr("and %1 more").arg(QLocale().toString(int(all - mostNamed)));
}

template <typename People>
QString namesOfPeople(const People &people)
{
    QStringList names;
    for (const GroupMaking::Person &person : people) {
        if (size_t(names.size()) == mostNamed)
            break;
        names << shownName(person);
    }
    if (people.size() > mostNamed)
        names << andMore(people.size());
    return names.join(QStringLiteral(", "));
}

} // namespace

ConversationDialog::ConversationDialog(ChatClient &client, const Appearance &appearance,
                                       const std::optional<KnownPeople::Person> &other,
                                       QWidget *parent)
    : GrowingDialog(parent), m_client(client), m_addsPeople(other.has_value()),
      m_known(new KnownPeople(client, {}, this)), m_choice(new PeopleChoice(*m_known, this)),
      m_making(new GroupMaking(client, this)), m_nameLabel(new QLabel(this)),
      m_name(new QLineEdit(this)), m_state(new QLabel(this)), m_cancel(new QPushButton(this)),
      m_accept(new QPushButton(this))
{
    setObjectName(QStringLiteral("conversationDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    if (other)
        m_choice->choose(*other);
    m_picker = new PeoplePicker(*m_choice, appearance, this);
    build(appearance);
    connect(m_choice, &PeopleChoice::chosenChanged, this, &ConversationDialog::showState);
    connect(m_making, &GroupMaking::changed, this, &ConversationDialog::followMaking);
    connect(&client, &ChatClient::statusChanged, this, &ConversationDialog::showState);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_accept, &QPushButton::clicked, this, [this] {
        Composing::commit(); // the button may be clicked in mid-syllable
        start();
    });
    showState();
    m_picker->field()->setFocus();
}

void ConversationDialog::build(const Appearance &appearance)
{
    const QString title = m_addsPeople ? tr("Add people") : tr("New conversation");
    setWindowTitle(title);
    setMinimumWidth(appearance.px(440));
    auto *heading = new QLabel(title, this);
    heading->setProperty("role", QStringLiteral("heading"));
    auto *what = new QLabel(this);
    what->setProperty("role", QStringLiteral("secondary"));
    what->setWordWrap(true);
    what->setText(m_addsPeople
                      ? tr("This makes a new group of all of you. The conversation of two stays "
                           "one of two, and nobody else can read it.")
                      : tr("With one person you talk alone; several become a group, which nobody "
                           "else sees."));
    auto *people = new QLabel(tr("People"), this);
    people->setBuddy(m_picker->field());
    m_nameLabel->setText(tr("Name of the group"));
    m_nameLabel->setBuddy(m_name);
    for (QLabel *label : {people, m_nameLabel})
        label->setProperty("role", QStringLiteral("caption"));
    m_name->setObjectName(QStringLiteral("groupName"));
    m_name->setMaxLength(longestGroupName);
    m_name->setAccessibleName(tr("Name of the group"));
    m_state->setObjectName(QStringLiteral("conversationState"));
    m_state->setTextFormat(Qt::PlainText);
    m_state->setWordWrap(true);
    m_cancel->setObjectName(QStringLiteral("conversationCancel"));
    m_accept->setObjectName(QStringLiteral("conversationAccept"));
    m_accept->setProperty("primary", true);
    m_accept->setDefault(true);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 18);
    column->setSpacing(8);
    column->addWidget(heading);
    column->addWidget(what);
    column->addSpacing(4);
    column->addWidget(people);
    column->addWidget(m_picker, 1);
    column->addWidget(m_nameLabel);
    column->addWidget(m_name);
    column->addWidget(m_state);
    column->addSpacing(8);
    auto *row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(m_cancel);
    row->addWidget(m_accept);
    column->addLayout(row);
}

bool ConversationDialog::isOnline() const
{
    return m_client.status().phase == ConnectionStatus::Phase::Online;
}

bool ConversationDialog::isGroup() const
{
    return m_choice->chosen().size() > 1;
}

void ConversationDialog::start()
{
    if (!m_accept->isEnabled())
        return;
    if (m_making->phase() == Step::Done)
        return m_making->inviteAgain();
    if (isGroup())
        return m_making->make(m_name->text(), m_choice->chosen());
    m_client.orders()->openDirect(m_client.self(), m_choice->chosen().front().user);
    accept();
}

void ConversationDialog::followMaking()
{
    showState();
    if (m_making->phase() == Step::Done && m_making->refused().empty())
        accept();
    else if (!m_making->isUnderWay() && isActiveWindow())
        (m_accept->isEnabled() ? static_cast<QWidget *>(m_accept) : m_picker->field())->setFocus();
}

void ConversationDialog::showState()
{
    const bool isUnderWay = m_making->isUnderWay();
    const bool isMade = m_making->phase() == Step::Done;
    const bool isFree = !isUnderWay && !isMade;
    m_picker->setEnabled(isFree);
    m_name->setEnabled(isFree);
    QStringList names{m_client.account()->name()};
    for (const GroupMaking::Person &person : m_choice->chosen())
        names << person.name;
    m_name->setPlaceholderText(groupName(names));
    m_nameLabel->setVisible(isGroup());
    m_name->setVisible(isGroup());
    m_cancel->setText(isMade ? tr("Open the group") : isUnderWay ? tr("Stop") : tr("Cancel"));
    const size_t least = m_addsPeople ? 2 : 1;
    m_accept->setText(isMade                      ? tr("Invite again")
                      : isGroup() || m_addsPeople ? tr("Make group")
                                                  : tr("Start conversation"));
    m_accept->setEnabled(isOnline() && !isUnderWay && m_choice->chosen().size() >= least);
    for (QPushButton *button : {m_cancel, m_accept})
        button->setAccessibleName(button->text());
    setStateSentence(*m_state, stateText(), isMade || !m_making->problem().isEmpty());
}

QString ConversationDialog::stateText() const
{
    const bool online = isOnline();
    const QString waiting = namesOfPeople(m_making->waiting());
    switch (m_making->phase()) {
    case Step::Idle:
        break;
    case Step::Making:
        return online ? tr("The group is being made…")
                      : tr("The connection broke. The group is made as soon as it is back.");
    case Step::Inviting:
        if (online)
            return tr("The group is there. Still to be invited: %1").arg(waiting);
        if (m_making->invited().empty())
            return tr("The connection broke. The group is there; to be invited once the "
                      "connection is back: %1")
                .arg(waiting);
        return tr("The connection broke. Invited: %1. To be invited once it is back: %2")
            .arg(namesOfPeople(m_making->invited()), waiting);
    case Step::Done: {
        QStringList lines{tr("The group was made.")};
        for (const GroupMaking::Refused &one : m_making->refused()) {
            if (size_t(lines.size()) > mostNamed)
                break;
            lines << tr("Could not invite %1: %2").arg(shownName(one.person), one.why);
        }
        if (const size_t all = m_making->refused().size(); all > mostNamed)
            lines << andMore(all);
        return lines.join(u'\n');
    }
    }
    if (!m_making->problem().isEmpty())
        return m_making->problem();
    if (!online)
        return tr("There is no connection to the host. You can choose people, and go on once it "
                  "is back.");
    return m_choice->isFull() ? tr("More than %1 people cannot be invited at once.")
                                    .arg(QLocale().toString(PeopleChoice::mostChosen))
                              : QString();
}

/// What is made stays, and is opened; whoever stopped it reads what was left undone.
void ConversationDialog::done(int result)
{
    const Chat::RoomId room = m_making->room();
    const bool isAsked = m_making->phase() == Step::Making;
    const QString waiting = namesOfPeople(m_making->waiting());
    GrowingDialog::done(result);
    if (!room.isEmpty())
        Q_EMIT made(room);
    if (isAsked)
        Q_EMIT told(tr("Nobody was invited. If the group was made before, it is in the list of "
                       "rooms."));
    else if (!waiting.isEmpty())
        Q_EMIT told(tr("Stopped before these were invited for sure: %1. They can be invited in the "
                       "settings of the "
                       "room.")
                        .arg(waiting));
}

} // namespace Ui
