// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/startpage.h"

#include "stomp/wire/address.h"
#include "ui/actions.h"
#include "ui/appearance.h"
#include "ui/model/profile.h"
#include "ui/namepage.h"
#include "ui/recentcard.h"

#include <QEvent>
#include <QFrame>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace Ui {

namespace {

constexpr int startColumnWidth = 560;

QLabel *makeLabel(const char *role, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setProperty("role", QString::fromLatin1(role));
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

QPushButton *makeButton(const char *name, bool primary, QWidget *parent)
{
    auto *button = new QPushButton(parent);
    button->setObjectName(QString::fromLatin1(name));
    button->setProperty("primary", primary);
    button->setAutoDefault(true); // Enter presses it, as Space does
    return button;
}

QLineEdit *makeField(const char *name, QWidget *parent)
{
    auto *field = new QLineEdit(parent);
    field->setObjectName(QString::fromLatin1(name));
    return field;
}

} // namespace

StartPage::StartPage(Profile &profile, Actions &actions, const Appearance &appearance,
                     QWidget *parent)
    : QWidget(parent), m_profile(profile), m_actions(actions), m_appearance(appearance)
{
    setObjectName(QStringLiteral("startPage"));
    setAttribute(Qt::WA_StyledBackground);
    auto *scroll = new QScrollArea(this);
    scroll->setObjectName(QStringLiteral("startScroll"));
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    m_body = new QWidget(scroll);
    m_body->setObjectName(QStringLiteral("startBody"));

    m_problemBox = new QFrame(m_body);
    m_problemBox->setObjectName(QStringLiteral("problemBox"));
    m_problem = makeLabel("problem", m_problemBox);
    m_problem->setObjectName(QStringLiteral("problem"));
    auto *problemRow = new QHBoxLayout(m_problemBox);
    problemRow->setContentsMargins(12, 8, 12, 8);
    problemRow->addWidget(m_problem);
    m_busyText = makeLabel("secondary", m_body);
    m_busyText->setObjectName(QStringLiteral("busyText"));
    m_recentTitle = makeLabel("caption", m_body);

    m_column = new QWidget(m_body);
    auto *column = new QVBoxLayout(m_column);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    column->addStretch(1);
    column->addWidget(makeHead());
    column->addSpacing(4);
    column->addWidget(m_problemBox);
    column->addWidget(m_busyText);
    column->addWidget(makeHostCard());
    column->addWidget(makeJoinCard());
    column->addSpacing(4);
    column->addWidget(m_recentTitle);
    m_recent = new QVBoxLayout;
    m_recent->setSpacing(8);
    column->addLayout(m_recent);
    column->addStretch(2);
    auto *centre = new QHBoxLayout(m_body);
    centre->setContentsMargins(16, 24, 16, 24);
    centre->addStretch(1);
    centre->addWidget(m_column, 1000);
    centre->addStretch(1);
    scroll->setWidget(m_body);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(scroll);

    connect(&appearance, &Appearance::changed, this, [this] {
        retranslate();
        fillRecent();
    });
    refresh();
}

QWidget *StartPage::makeHead()
{
    auto *head = new QWidget(m_body);
    m_title = makeLabel("title", head);
    m_title->setObjectName(QStringLiteral("startTitle"));
    m_nameLabel = makeLabel("secondary", head);
    m_nameLabel->setWordWrap(false);
    m_name = makeField("ownName", head);
    m_name->setMaxLength(longestName);
    m_back = makeButton("startBack", false, head);
    m_back->hide();
    m_settings = makeButton("startSettings", false, head);
    auto *top = new QHBoxLayout;
    top->addWidget(m_title, 1);
    top->addWidget(m_back);
    top->addWidget(m_settings);
    auto *bottom = new QHBoxLayout;
    bottom->setSpacing(10);
    bottom->addWidget(m_nameLabel);
    bottom->addWidget(m_name, 1);
    auto *column = new QVBoxLayout(head);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    column->addLayout(top);
    column->addLayout(bottom);
    connect(m_name, &QLineEdit::editingFinished, this, &StartPage::keepName);
    connect(m_back, &QPushButton::clicked, this, &StartPage::backRequested);
    connect(m_settings, &QPushButton::clicked, this, &StartPage::settingsRequested);
    return head;
}

QFrame *StartPage::makeHostCard()
{
    auto *card = new QFrame(m_body);
    card->setObjectName(QStringLiteral("card"));
    m_hostTitle = makeLabel("heading", card);
    m_hostText = makeLabel("secondary", card);
    m_host = makeButton("hostHere", true, card);
    auto *words = new QVBoxLayout;
    words->setSpacing(4);
    words->addWidget(m_hostTitle);
    words->addWidget(m_hostText);
    auto *row = new QHBoxLayout(card);
    row->setContentsMargins(16, 14, 16, 14);
    row->setSpacing(16);
    row->addLayout(words, 1);
    row->addWidget(m_host);
    connect(m_host, &QPushButton::clicked, this, [this] {
        keepName();
        setBusy(tr("Opening…"));
        Q_EMIT m_actions.hostRequested();
    });
    return card;
}

QFrame *StartPage::makeJoinCard()
{
    auto *card = new QFrame(m_body);
    card->setObjectName(QStringLiteral("card"));
    m_joinTitle = makeLabel("heading", card);
    m_address = makeField("address", card);
    m_password = makeField("password", card);
    m_password->setEchoMode(QLineEdit::Password);
    m_join = makeButton("join", true, card);
    m_addressHint = makeLabel("small", card);
    m_addressHint->setObjectName(QStringLiteral("addressHint"));
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_address, 1);
    row->addWidget(m_join);
    auto *column = new QVBoxLayout(card);
    column->setContentsMargins(16, 14, 16, 14);
    column->setSpacing(8);
    column->addWidget(m_joinTitle);
    column->addLayout(row);
    column->addWidget(m_password);
    column->addWidget(m_addressHint);
    const auto joinTyped = [this] { join(m_address->text()); };
    connect(m_address, &QLineEdit::textChanged, this, &StartPage::checkTyped);
    connect(m_address, &QLineEdit::returnPressed, this, joinTyped);
    connect(m_password, &QLineEdit::returnPressed, this, joinTyped);
    connect(m_join, &QPushButton::clicked, this, joinTyped);
    return card;
}

void StartPage::keepName()
{
    const QString name = m_name->text().trimmed();
    if (name.isEmpty())
        m_name->setText(m_profile.name()); // nobody goes by no name
    else if (name != m_profile.name())
        m_profile.setName(name);
}

void StartPage::join(const QString &address)
{
    if (m_busy || Chat::checkAddress(address) != Chat::AddressProblem::None) {
        checkTyped();
        return;
    }
    keepName();
    const QString password = m_password->isHidden() ? QString() : m_password->text();
    setBusy(tr("Going to %1…").arg(address.trimmed()));
    Q_EMIT m_actions.joinRequested(address.trimmed(), password);
}

void StartPage::checkTyped()
{
    QString hint;
    const Chat::AddressProblem problem = Chat::checkAddress(m_address->text());
    switch (problem) {
    case Chat::AddressProblem::None:
        break;
    case Chat::AddressProblem::Empty:
        hint = tr("Whoever has a host open sees its address in the window and can copy it.");
        break;
    case Chat::AddressProblem::Scheme:
        hint = tr("An address begins with a computer's name or number, or with ws://, http:// or "
                  "madang://.");
        break;
    case Chat::AddressProblem::Host:
        hint = tr("This is no address yet. It looks like 192.168.0.12:7610.");
        break;
    case Chat::AddressProblem::Port:
        hint = tr("The number behind the colon goes from 1 to 65535; mostly it is 7610.");
        break;
    }
    m_addressHint->setText(hint);
    m_addressHint->setVisible(!hint.isEmpty());
    m_join->setEnabled(!m_busy && problem == Chat::AddressProblem::None);
}

void StartPage::setBusy(const QString &sentence)
{
    m_busy = !sentence.isEmpty();
    m_busyText->setText(sentence);
    m_busyText->setVisible(m_busy);
    m_problemBox->hide();
    m_host->setEnabled(!m_busy);
    for (RecentCard *card : findChildren<RecentCard *>())
        card->setEnabled(!m_busy);
    checkTyped();
}

void StartPage::refresh()
{
    m_name->setText(m_profile.name());
    m_password->clear();
    m_password->hide();
    fillRecent();
    retranslate();
    setBusy({});
    // One key from here to where one most likely goes.
    if (m_recent->count() > 0)
        m_recent->itemAt(0)->widget()->setFocus();
    else
        m_host->setFocus();
}

void StartPage::setBackOffered(bool offered)
{
    m_back->setVisible(offered);
}

void StartPage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && !m_back->isHidden())
        return Q_EMIT backRequested();
    QWidget::keyPressEvent(event);
}

void StartPage::showProblem(const QString &sentence, bool passwordNeeded, const QString &address)
{
    refresh();
    m_problem->setText(sentence);
    m_problemBox->show();
    if (!address.isEmpty())
        m_address->setText(address);
    m_password->setVisible(passwordNeeded);
    if (passwordNeeded)
        m_password->setFocus();
    else if (!address.isEmpty())
        m_address->setFocus();
    checkTyped();
}

void StartPage::fillRecent()
{
    while (QLayoutItem *item = m_recent->takeAt(0)) {
        // A card whose button was pressed is still busy emitting.
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    for (const RecentHost &host : m_profile.recentHosts()) {
        auto *card = new RecentCard(host, m_appearance, m_body);
        card->setEnabled(!m_busy);
        connect(card, &RecentCard::chosen, this, [this, card] { join(card->address()); });
        connect(card, &RecentCard::removed, this, [this, card] {
            m_profile.removeRecentHost(card->address());
            fillRecent();
            m_address->setFocus();
        });
        m_recent->addWidget(card);
    }
    m_recentTitle->setVisible(m_recent->count() > 0);
}

void StartPage::retranslate()
{
    m_column->setMaximumWidth(m_appearance.px(startColumnWidth));
    m_title->setText(tr("Where would you like to go?"));
    m_nameLabel->setText(tr("The others call you"));
    m_name->setAccessibleName(tr("Your name"));
    m_back->setText(tr("Back"));
    m_back->setAccessibleName(tr("Back to the chat"));
    m_back->setToolTip(tr("Back to the chat (Escape)"));
    m_settings->setText(tr("Settings"));
    m_settings->setAccessibleName(tr("Settings"));
    m_hostTitle->setText(tr("Open a host here"));
    m_hostText->setText(tr("The others on this network come to you. What is said is kept on this "
                           "computer."));
    m_host->setText(tr("Host here"));
    m_host->setAccessibleName(tr("Open a host here"));
    m_joinTitle->setText(tr("Join by address or invitation"));
    m_address->setPlaceholderText(QStringLiteral("192.168.0.12:7610"));
    m_address->setAccessibleName(tr("Address or invitation"));
    m_password->setPlaceholderText(tr("Password of this host"));
    m_password->setAccessibleName(tr("Password of this host"));
    m_join->setText(tr("Join"));
    m_join->setAccessibleName(tr("Join by address or invitation"));
    m_recentTitle->setText(tr("Joined before"));
    checkTyped();
}

void StartPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        fillRecent();
    }
}

} // namespace Ui
