// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/entrancepane.h"

#include "ui/entrancewords.h"
#include "ui/model/chatclient.h"
#include "ui/model/entrance.h"
#include "ui/newcomerspane.h"
#include "ui/statesentence.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace Ui {

namespace {

constexpr int longestHostPassword = 256;

} // namespace

EntrancePane::EntrancePane(const Appearance &appearance, QWidget *parent)
    : QWidget(parent), m_rules(new QButtonGroup(this)), m_passwordRow(new QWidget(this)),
      m_password(new QLineEdit(m_passwordRow)), m_setPassword(new QPushButton(m_passwordRow)),
      m_strength(new QLabel(m_passwordRow)), m_explanation(new QLabel(this)),
      m_problem(new QLabel(this)), m_newcomers(new NewcomersPane(this)),
      m_invitations(new InvitationsPane(appearance, this))
{
    build();
    connect(m_rules, &QButtonGroup::idClicked, this, &EntrancePane::choose);
    connect(m_password, &QLineEdit::textChanged, this, &EntrancePane::showChoice);
    const auto set = [this] {
        if (m_password->text().isEmpty())
            return;
        m_rule = Rule::Password;
        Q_EMIT entranceChosen(Rule::Password, m_password->text());
        m_password->clear();
    };
    connect(m_setPassword, &QPushButton::clicked, this, set);
    connect(m_password, &QLineEdit::returnPressed, this, set);
    connect(m_invitations, &InvitationsPane::told, this,
            [this](const QString &problem) { setStateSentence(*m_problem, problem, true); });
    showRule(Rule::Anyone);
}

void EntrancePane::build()
{
    setAccessibleName(tr("Who may come in"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    const std::array texts{tr("Anyone on this network"), tr("Whoever knows a password"),
                           tr("Whoever has an invitation"), tr("Whom I let in")};
    const std::array names{"entranceAnyone", "entrancePassword", "entranceInvitation",
                           "entranceApproval"};
    for (std::size_t i = 0; i < texts.size(); ++i) {
        auto *button = new QRadioButton(texts[i], this);
        button->setObjectName(QLatin1String(names[i]));
        m_rules->addButton(button, int(i));
        m_buttons[i] = button;
        column->addWidget(button);
    }
    m_password->setObjectName(QStringLiteral("entrancePasswordText"));
    m_password->setEchoMode(QLineEdit::Password);
    m_password->setMaxLength(longestHostPassword);
    m_password->setPlaceholderText(tr("New password of this host"));
    m_password->setAccessibleName(m_password->placeholderText());
    m_setPassword->setObjectName(QStringLiteral("entranceSetPassword"));
    m_setPassword->setText(tr("Set password"));
    m_setPassword->setAutoDefault(false);
    m_strength->setObjectName(QStringLiteral("entranceStrength"));
    m_explanation->setObjectName(QStringLiteral("entranceExplanation"));
    m_problem->setObjectName(QStringLiteral("entranceProblem"));
    for (QLabel *label : {m_strength, m_explanation, m_problem}) {
        label->setTextFormat(Qt::PlainText);
        label->setProperty("role", QStringLiteral("secondary"));
        label->setWordWrap(true);
    }
    auto *fields = new QHBoxLayout;
    fields->addWidget(m_password, 1);
    fields->addWidget(m_setPassword);
    auto *row = new QVBoxLayout(m_passwordRow);
    row->setContentsMargins(24, 0, 0, 0);
    row->setSpacing(4);
    row->addLayout(fields);
    row->addWidget(m_strength);
    column->insertWidget(2, m_passwordRow); // below its choice
    column->addWidget(m_explanation);
    column->addWidget(m_problem);
    column->addSpacing(8);
    column->addWidget(m_newcomers);
    column->addSpacing(8);
    column->addWidget(m_invitations);
    column->addStretch(1);
    m_problem->hide();
}

void EntrancePane::setClient(ChatClient *client)
{
    Entrance *entrance = client ? Entrance::of(client->connection()) : nullptr;
    m_newcomers->setEntrance(entrance);
    m_invitations->setEntrance(entrance, client ? client->rooms() : nullptr);
    setStateSentence(*m_problem, {}, false);
    if (entrance)
        entrance->refresh();
}

void EntrancePane::setLinkMaker(InvitationsPane::LinkMaker maker)
{
    m_invitations->setLinkMaker(std::move(maker));
}

void EntrancePane::showProblem(const QString &sentence)
{
    setStateSentence(*m_problem, sentence, true);
}

void EntrancePane::showRule(Rule rule)
{
    m_rule = rule;
    m_buttons.at(std::size_t(rule))->setChecked(true);
    showChoice();
}

EntrancePane::Rule EntrancePane::chosen() const
{
    return Rule(std::max(m_rules->checkedId(), 0));
}

void EntrancePane::choose()
{
    showChoice();
    if (chosen() == Rule::Password) {
        m_password->setFocus(Qt::OtherFocusReason); // it counts once there is one
        return;
    }
    if (std::exchange(m_rule, chosen()) != chosen())
        Q_EMIT entranceChosen(chosen(), {});
}

void EntrancePane::showChoice()
{
    const Rule rule = chosen();
    m_passwordRow->setVisible(rule == Rule::Password);
    m_setPassword->setEnabled(!m_password->text().isEmpty());
    const PasswordStrength strength = passwordStrength(m_password->text());
    m_strength->setText(strength == PasswordStrength::Empty && m_rule == Rule::Password
                            ? tr("There is a password. A new one takes its place.")
                            : passwordStrengthWords(strength));
    m_strength->setVisible(!m_strength->text().isEmpty());
    switch (rule) {
    case Rule::Anyone:
        m_explanation->setText(tr("Whoever reaches this computer over the network comes in."));
        break;
    case Rule::Password:
        m_explanation->setText(tr("Who was invited or let in before comes in without it."));
        break;
    case Rule::Invitation:
        m_explanation->setText(tr("Make a link below for those who are to come. Who has been here "
                                  "before comes in without one."));
        break;
    case Rule::Approval:
        m_explanation->setText(tr("Whoever comes for the first time waits until you let them in. "
                                  "Who has been here before comes in at once."));
        break;
    }
    m_newcomers->setVisible(rule == Rule::Approval);
}

} // namespace Ui
