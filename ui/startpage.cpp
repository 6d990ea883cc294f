// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/startpage.h"

#include "ui/actions.h"
#include "ui/appearance.h"
#include "ui/clipboardstrip.h"
#include "ui/doctordialog.h"
#include "ui/joincard.h"
#include "ui/model/profile.h"
#include "ui/namepage.h"
#include "ui/placelist.h"

#include <QEvent>
#include <QFrame>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QShowEvent>
#include <QVBoxLayout>

#include <utility>

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
    m_column = new QWidget(m_body);

    QWidget *head = makeHead();
    m_clipboard = new ClipboardStrip(appearance, m_column);
    m_problemBox = new QFrame(m_column);
    m_problemBox->setObjectName(QStringLiteral("problemBox"));
    m_problem = makeLabel("problem", m_problemBox);
    m_problem->setObjectName(QStringLiteral("problem"));
    auto *problemRow = new QHBoxLayout(m_problemBox);
    problemRow->setContentsMargins(12, 8, 12, 8);
    problemRow->addWidget(m_problem);
    m_busyText = makeLabel("secondary", m_column);
    m_busyText->setObjectName(QStringLiteral("busyText"));
    m_places = new PlaceList(profile, appearance, m_column);
    m_joining = new JoinCard(appearance, m_column);
    m_hostCard = makeHostCard();

    auto *column = new QVBoxLayout(m_column);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    column->addStretch(1);
    column->addWidget(head);
    column->addWidget(m_clipboard);
    column->addWidget(m_problemBox);
    column->addWidget(m_busyText);
    column->addWidget(m_places, 1000);
    column->addWidget(m_joining);
    column->addWidget(m_hostCard);
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

    m_joining->installEventFilter(this);
    m_hostCard->installEventFilter(this);
    m_clipboard->setNeedless([this](const QString &address) { return m_places->isOwn(address); });
    connect(m_clipboard, &ClipboardStrip::chosen, this,
            [this](const QString &link) { join(link, {}); });
    connect(m_places, &PlaceList::chosen, this, [this](const Place &place) {
        if (place.trust == Place::Trust::Own)
            Q_EMIT m_actions.hostRequested(); // which shows what is open already
        else
            join(place.target, {});
    });
    connect(m_places, &PlaceList::removed, this, [this] { m_joining->focusField(); });
    connect(m_places, &PlaceList::doctorRequested, this, &StartPage::openDoctor);
    connect(m_joining, &JoinCard::joinRequested, this, &StartPage::join);
    connect(m_joining, &JoinCard::useChanged, this, &StartPage::holdList);
    connect(&appearance, &Appearance::changed, this, &StartPage::retranslate);
    refresh();
}

StartPage::~StartPage()
{
    m_name->disconnect(this); // it loses the focus when it goes, and there is nothing left to tell
}

void StartPage::setNearby(const QAbstractItemModel *nearby)
{
    m_places->setNearby(nearby);
}

void StartPage::setNetwork(NetworkDoctor::Options options, std::function<void()> choiceChanged)
{
    if (!options.pins)
        options.pins = m_network.pins;
    m_network = std::move(options);
    m_choiceChanged = std::move(choiceChanged);
}

void StartPage::setPins(const HostPins &pins)
{
    std::function<QByteArray(const QString &)> fingerprints;
    if (pins)
        fingerprints = [pins](const QString &address) { return pins(address).fingerprint; };
    m_network.pins = fingerprints;
    m_joining->check().setPins(fingerprints);
    m_places->setPins(pins);
}

QWidget *StartPage::makeHead()
{
    auto *head = new QWidget(m_column);
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
    auto *card = new QFrame(m_column);
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

void StartPage::keepName()
{
    const QString name = m_name->text().trimmed();
    if (name.isEmpty())
        m_name->setText(m_profile.name()); // nobody goes by no name
    else if (name != m_profile.name())
        m_profile.setName(name);
}

void StartPage::join(const QString &target, const QString &password)
{
    if (m_busy)
        return;
    keepName();
    m_clipboard->noteGoing(target);
    const auto link = offeredLink(target);
    setBusy(tr("Going to %1…").arg(link ? link->address : target));
    Q_EMIT m_actions.joinRequested(target, password);
}

void StartPage::setBusy(const QString &sentence)
{
    m_busy = !sentence.isEmpty();
    m_busyText->setText(sentence);
    m_busyText->setVisible(m_busy);
    m_problemBox->hide();
    m_host->setEnabled(!m_busy);
    m_places->setBusy(m_busy);
    m_joining->setBusy(m_busy);
    if (m_busy)
        m_clipboard->clear();
}

void StartPage::refresh()
{
    m_name->setText(m_profile.name());
    m_joining->setPasswordAsked(false);
    QStringList known;
    for (const RecentHost &host : m_profile.recentHosts())
        known << host.address;
    m_joining->check().setKnown(known);
    m_places->refresh();
    retranslate();
    setBusy({});
    lookAtClipboard();
    // One key from here to where one most likely goes.
    QWidget *first = m_places->first();
    (first ? first : m_host)->setFocus();
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
        m_joining->setAddress(address);
    m_joining->setPasswordAsked(passwordNeeded);
    if (passwordNeeded || !address.isEmpty())
        m_joining->focusField();
}

/// Whoever is about to press or to type something below the list wants it to stay there.
void StartPage::holdList()
{
    m_places->setHeld(m_pointsBelow || m_joining->isInUse());
}

void StartPage::lookAtClipboard()
{
    // What lies there is no business of a window that nobody looks at.
    if (isVisible() && window()->isActiveWindow() && !m_busy)
        m_clipboard->look();
    else
        m_clipboard->clear();
}

void StartPage::openDoctor()
{
    if (!m_doctor) {
        NetworkDoctor::Options options = m_network;
        for (const RecentHost &host : m_profile.recentHosts())
            options.others << host.address;
        if (!options.view.nearAddresses)
            options.view.nearAddresses = [this] { return m_places->nearAddresses(); };
        m_doctor = new DoctorDialog(m_profile, m_appearance, std::move(options), this);
        connect(m_doctor, &DoctorDialog::choiceChanged, this, [this] {
            if (m_choiceChanged)
                m_choiceChanged();
        });
    }
    m_doctor->show();
    m_doctor->raise();
    m_doctor->activateWindow();
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
}

void StartPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

bool StartPage::event(QEvent *event)
{
    const bool done = QWidget::event(event);
    // Of these two, unlike ActivationChange, what is in the window is told, too.
    if (event->type() == QEvent::WindowActivate || event->type() == QEvent::WindowDeactivate)
        lookAtClipboard();
    return done;
}

bool StartPage::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Enter || event->type() == QEvent::Leave) {
        m_pointsBelow = event->type() == QEvent::Enter;
        holdList();
    }
    return QWidget::eventFilter(watched, event);
}

void StartPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    lookAtClipboard();
    if (m_network.view.lookAgain && !event->spontaneous())
        m_network.view.lookAgain(); // whoever looks here wants to know who is near now
}

void StartPage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_clipboard->clear();
    m_pointsBelow = false;
    holdList();
}

} // namespace Ui
