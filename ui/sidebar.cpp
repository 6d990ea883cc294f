// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sidebar.h"

#include "stomp/wire/address.h"
#include "ui/appearance.h"
#include "ui/archivedbutton.h"
#include "ui/avatar.h"
#include "ui/clearbutton.h"
#include "ui/composedtext.h"
#include "ui/hostcard.h"
#include "ui/identitydialog.h"
#include "ui/idlewatch.h"
#include "ui/model/account.h"
#include "ui/model/chatclient.h"
#include "ui/model/company.h"
#include "ui/model/hostway.h"
#include "ui/presencebutton.h"
#include "ui/roomlist.h"
#include "ui/roomlistmenu.h"
#include "ui/shortcuts.h"
#include "ui/tooltip.h"

#include <QEvent>
#include <QFontMetrics>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMouseEvent>
#include <QPainter>
#include <QShortcut>
#include <QToolButton>

#include <algorithm>

namespace Ui {

namespace {

constexpr int besideHost = 110; // px of a row that its words do not have
constexpr int besideOwn = 108;

QPixmap avatarPixmap(int side, double ratio, const QString &name, const QString &id,
                     const Appearance &appearance, const Portrait &portrait = {})
{
    QPixmap pixmap(QSize(side, side) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    drawAvatar(painter, QRectF(0, 0, side, side), name, id, appearance, portrait);
    return pixmap;
}

} // namespace

Sidebar::Sidebar(ChatClient &client, const Appearance &appearance, QWidget *parent)
    : QWidget(parent), m_client(client), m_appearance(appearance), m_hostButton(new QWidget(this)),
      m_hostPicture(new QLabel(m_hostButton)), m_hostTitle(new QLabel(m_hostButton)),
      m_hostLine(new QLabel(m_hostButton)), m_hostMenu(new QToolButton(m_hostButton)),
      m_find(new QLineEdit(this)), m_newConversation(new QToolButton(this)),
      m_newRoom(new QToolButton(this)), m_rooms(new RoomList(appearance, this)),
      m_own(new QToolButton(this)), m_settings(new QToolButton(this))
{
    setObjectName(QStringLiteral("sidebar"));
    setAttribute(Qt::WA_StyledBackground);
    m_hostMenu->setObjectName(QStringLiteral("hostMenu"));
    m_find->setObjectName(QStringLiteral("findRoom"));
    m_find->setProperty("keysOf", QStringLiteral("findRoom"));
    m_newConversation->setObjectName(QStringLiteral("newConversation"));
    m_newConversation->setProperty("keysOf", QStringLiteral("newConversation"));
    m_newRoom->setObjectName(QStringLiteral("newRoom"));
    m_own->setObjectName(QStringLiteral("openAccount"));
    m_own->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_settings->setObjectName(QStringLiteral("openSettings"));
    m_hostTitle->setProperty("role", QStringLiteral("strong"));
    m_hostTitle->setObjectName(QStringLiteral("hostTitle"));
    m_hostLine->setObjectName(QStringLiteral("hostLine"));
    m_hostLine->setProperty("role", QStringLiteral("small"));
    for (QLabel *label : {m_hostTitle, m_hostLine})
        label->setTextFormat(Qt::PlainText);
    m_hostButton->installEventFilter(this);
    m_hostButton->setCursor(Qt::PointingHandCursor);
    m_find->installEventFilter(this);

    auto *hostWords = new QVBoxLayout;
    hostWords->setSpacing(0);
    hostWords->addWidget(m_hostTitle);
    hostWords->addWidget(m_hostLine);
    auto *hostRow = new QHBoxLayout(m_hostButton);
    hostRow->setContentsMargins(16, 16, 10, 8);
    hostRow->setSpacing(10);
    hostRow->addWidget(m_hostPicture);
    hostRow->addLayout(hostWords, 1);
    hostRow->addWidget(m_hostMenu);
    auto *findRow = new QHBoxLayout;
    findRow->setContentsMargins(12, 2, 10, 2);
    findRow->setSpacing(6);
    findRow->addWidget(m_find, 1);
    findRow->addWidget(m_newConversation);
    findRow->addWidget(m_newRoom);
    new RoomListMenu(client, *m_rooms);
    auto *archivedRow = new QHBoxLayout;
    archivedRow->setContentsMargins(12, 2, 10, 0);
    auto *archived = new ArchivedButton(*client.rooms(), *m_rooms, appearance, this);
    archivedRow->addWidget(archived);
    archivedRow->addStretch(1);
    auto *presenceRow = new QHBoxLayout;
    presenceRow->setContentsMargins(10, 6, 10, 0);
    auto *presence = new PresenceButton(client, appearance, this);
    presenceRow->addWidget(presence);
    auto *ownRow = new QHBoxLayout;
    ownRow->setContentsMargins(10, 0, 10, 10);
    ownRow->setSpacing(8);
    ownRow->addWidget(m_own);
    ownRow->addStretch(1);
    ownRow->addWidget(m_settings);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addWidget(m_hostButton);
    column->addLayout(findRow);
    column->addWidget(m_rooms, 1);
    column->addLayout(archivedRow);
    column->addLayout(presenceRow);
    column->addLayout(ownRow);

    // By Tab as they stand, not as they were made.
    setTabOrder(m_rooms, archived);
    setTabOrder(archived, presence);
    setTabOrder(presence, m_own);
    setTabOrder(m_own, m_settings);
    connect(new IdleWatch(IdleWatch::usualPatience, this), &IdleWatch::changed,
            client.company()->presence(), &OwnPresence::setIdle);
    m_rooms->setRooms(client.rooms());
    connect(new ComposedText(m_find), &ComposedText::changed, m_rooms, &RoomList::setFilter);
    connect(m_hostMenu, &QToolButton::clicked, this, &Sidebar::showHostCard);
    connect(m_newConversation, &QToolButton::clicked, this, &Sidebar::newConversationRequested);
    connect(m_newRoom, &QToolButton::clicked, this, &Sidebar::newRoomRequested);
    connect(m_own, &QToolButton::clicked, this, &Sidebar::accountRequested);
    connect(m_settings, &QToolButton::clicked, this, &Sidebar::settingsRequested);
    connect(&client, &ChatClient::hostNameChanged, this, &Sidebar::retranslate);
    connect(&client, &ChatClient::statusChanged, this, &Sidebar::retranslate);
    connect(client.account(), &Account::changed, this, &Sidebar::retranslate);
    connect(&appearance, &Appearance::changed, this, &Sidebar::retranslate);
    connect(makeShortcut("hostIdentity", this), &QShortcut::activated, this,
            &Sidebar::showIdentity);
    retranslate();
}

void Sidebar::setSummary(const HostSummary &summary)
{
    m_summary = summary;
    retranslate();
}

QString Sidebar::hostName() const
{
    return shownHostName(m_client.hostName(), m_summary);
}

void Sidebar::focusRooms()
{
    m_rooms->setFocus(Qt::ShortcutFocusReason);
}

void Sidebar::showHostCard()
{
    const QAbstractItemModel *rooms = m_client.rooms();
    int people = 0; // in the fullest room: hosts do not count people over all of them
    for (int row = 0; row < rooms->rowCount(); ++row)
        people = std::max(people, rooms->index(row, 0).data(RoomListModel::HereRole).toInt());
    HostSummary summary = m_summary;
    summary.fingerprint = fingerprint();
    if (const HostWay *way = HostWay::of(m_client))
        summary.joinedBy = Chat::typedText(way->url());
    auto *card = new HostCard(summary, hostName(), people, m_appearance, this);
    connect(card, &HostCard::identityRequested, this, &Sidebar::showIdentity);
    connect(card, &HostCard::leaveRequested, this, &Sidebar::leaveRequested);
    connect(card, &HostCard::accountRequested, this, &Sidebar::accountRequested);
    connect(card, &HostCard::statusRequested, this, &Sidebar::statusRequested);
    connect(card, &HostCard::hostRequested, this, &Sidebar::hostRequested);
    connect(card, &HostCard::joinRequested, this, &Sidebar::joinRequested);
    card->popUpBelow(m_hostButton);
}

QByteArray Sidebar::fingerprint() const
{
    const HostWay *way = HostWay::of(m_client);
    if (!way)
        return m_summary.fingerprint;
    return Chat::isEncrypted(way->url()) ? way->pin() : QByteArray();
}

void Sidebar::showIdentity()
{
    if (const QByteArray print = fingerprint(); !print.isEmpty())
        (new IdentityDialog(hostName(), print, m_summary.hostedHere, m_appearance, window()))
            ->open();
}

void Sidebar::retranslate()
{
    const double ratio = devicePixelRatioF();
    const QString name = hostName();
    m_hostPicture->setPixmap(avatarPixmap(m_appearance.px(32), ratio, name, name, m_appearance));
    const int room = width() - m_appearance.px(besideHost);
    m_hostTitle->setFont(m_appearance.font(14, true));
    m_hostTitle->setText(m_hostTitle->fontMetrics().elidedText(name, Qt::ElideRight, room));
    setPlainToolTip(*m_hostTitle, name);
    const HostWay *way = HostWay::of(m_client);
    const bool isPlain = way && !Chat::isEncrypted(way->url());
    const QString address = way ? Chat::hostText(way->url()) : m_summary.joinedBy;
    const QString line = m_summary.madeUp       ? tr("Demo: all made up")
                         : m_summary.hostedHere ? tr("Open on this computer")
                         : isPlain              ? tr("Not encrypted") // where, says the card
                                                : address;
    m_hostLine->setText(
        QFontMetrics(m_appearance.font(12)).elidedText(line, Qt::ElideMiddle, room));

    const Theme &theme = m_appearance.theme();
    m_hostMenu->setIcon(m_appearance.icon(QStringLiteral("ellipsis"), theme.ink2));
    m_hostMenu->setAccessibleName(tr("About this host"));
    m_hostMenu->setToolTip(tr("Addresses to hand on, and the way out"));
    m_newConversation->setIcon(m_appearance.icon(QStringLiteral("message-circle"), theme.ink2));
    m_newConversation->setAccessibleName(tr("New conversation"));
    m_newConversation->setToolTip(tr("New conversation (Ctrl+Shift+N)"));
    m_newRoom->setIcon(m_appearance.icon(QStringLiteral("plus"), theme.ink2));
    m_newRoom->setAccessibleName(tr("New room"));
    m_newRoom->setToolTip(tr("New room"));
    m_settings->setIcon(m_appearance.icon(QStringLiteral("settings"), theme.ink2));
    m_settings->setAccessibleName(tr("Settings"));
    m_settings->setToolTip(tr("Settings"));
    m_find->setPlaceholderText(tr("Find a room"));
    m_find->setAccessibleName(tr("Find a room"));
    offerClearing(*m_find);
    m_find->setToolTip(tr("Go to a room or a person"));

    const QString own = m_client.account()->name().simplified();
    m_own->setIcon(avatarPixmap(m_appearance.px(22), ratio, own, m_client.self().toString(),
                                m_appearance, portraitOf(m_client.account()->info().avatar)));
    QString shown = QFontMetrics(m_appearance.font())
                        .elidedText(own, Qt::ElideRight, width() - m_appearance.px(besideOwn));
    m_own->setText(QLatin1Char(' ') + shown.replace(QLatin1Char('&'), QStringLiteral("&&")));
    m_own->setAccessibleName(tr("My account: %1").arg(own));
    m_own->setToolTip(tr("My account"));
}

bool Sidebar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_hostButton && event->type() == QEvent::MouseButtonRelease &&
        static_cast<QMouseEvent *>(event)->button() == Qt::LeftButton) {
        showHostCard();
        return true;
    }
    if (watched == m_find && event->type() == QEvent::KeyPress) {
        switch (static_cast<QKeyEvent *>(event)->key()) {
        case Qt::Key_Escape:
            m_find->clear();
            Q_EMIT done();
            return true;
        case Qt::Key_Down:
            focusRooms();
            return true;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (const Chat::RoomId found = m_rooms->first(); !found.isEmpty()) {
                m_find->clear();
                Q_EMIT m_rooms->roomChosen(found);
                Q_EMIT done();
            }
            return true;
        default:
            break;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void Sidebar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    retranslate();
}

void Sidebar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace Ui
