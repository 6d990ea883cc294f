// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/quickswitcher.h"

#include "ui/appearance.h"
#include "ui/avatar.h"
#include "ui/composedtext.h"
#include "ui/listrow.h"
#include "ui/model/chatclient.h"
#include "ui/model/knownpeople.h"
#include "ui/model/roomorders.h"
#include "ui/model/roomtitle.h"
#include "ui/model/switchmodel.h"
#include "ui/personname.h"
#include "ui/roomwords.h"

#include <QApplication>
#include <QEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace Ui {

namespace {

constexpr int switchRow = 36; // px at scale 1, as what follows
constexpr int widestSwitcher = 460;
constexpr int highestSwitcher = 420;
constexpr int fromTop = 56;
constexpr int fromSide = 8; // px
constexpr int switchSign = 22;

} // namespace

SwitchDelegate::SwitchDelegate(const Appearance &appearance, QObject *parent)
    : QStyledItemDelegate(parent), m_appearance(appearance)
{
}

QSize SwitchDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {100, m_appearance.px(switchRow)};
}

void SwitchDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const
{
    const Theme &theme = m_appearance.theme();
    const QString name = index.data().toString();
    const QString user = index.data(SwitchModel::UserRole).toString();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    QStyleOptionViewItem row = option;
    row.state &= ~QStyle::State_HasFocus; // the keys are in the field above
    drawRowBox(*painter, row, theme);
    const int side = m_appearance.px(switchSign);
    const QRect sign(option.rect.left() + m_appearance.px(12),
                     option.rect.center().y() - side / 2 + 1, side, side);
    if (user.isEmpty()) {
        painter->save();
        painter->setClipRect(sign, Qt::IntersectClip); // several letters may pass for an emoji
        painter->setFont(m_appearance.font(14));
        painter->setPen(theme.ink2);
        painter->drawText(sign, Qt::AlignCenter, index.data(SwitchModel::SignRole).toString());
        painter->restore();
    } else {
        drawAvatar(*painter, sign, name, user, m_appearance,
                   portraitOf(index.data(SwitchModel::AvatarRole).toMap()));
    }
    QRect text = option.rect;
    text.setLeft(sign.right() + m_appearance.px(8));
    text.setRight(option.rect.right() - m_appearance.px(12));
    const int unread = index.data(SwitchModel::UnreadRole).toInt();
    if (unread > 0) {
        const QFont small = m_appearance.font(12, true);
        const QString count = shownCount(unread);
        const int wide = QFontMetrics(small).horizontalAdvance(count);
        painter->setFont(small);
        painter->setPen(theme.accent);
        painter->drawText(text, Qt::AlignRight | Qt::AlignVCenter, count);
        text.setRight(text.right() - wide - m_appearance.px(8));
    }
    drawRowLine(*painter, text,
                user.isEmpty() ? name
                               : personName(name, index.data(SwitchModel::GuestRole).toBool()),
                m_appearance.font(14, unread > 0), theme.ink);
    painter->restore();
}

QuickSwitcher::QuickSwitcher(ChatClient &client, const Appearance &appearance, QWidget &page)
    : QFrame(&page), m_client(client), m_appearance(appearance), m_page(page),
      m_model(new SwitchModel(this)), m_text(new QLineEdit(this)), m_list(new QListView(this))
{
    setObjectName(QStringLiteral("quickSwitcher"));
    m_text->setObjectName(QStringLiteral("switchText"));
    m_text->installEventFilter(this);
    m_list->setObjectName(QStringLiteral("switchList"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new SwitchDelegate(appearance, m_list));
    m_list->setUniformItemSizes(true);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 8, 8);
    column->setSpacing(6);
    column->addWidget(m_text);
    column->addWidget(m_list, 1);
    hide();

    m_change.setSingleShot(true);
    connect(&m_change, &QTimer::timeout, this, &QuickSwitcher::gather);
    connect(new ComposedText(m_text), &ComposedText::changed, this, [this](const QString &text) {
        m_model->setText(text);
        m_list->setCurrentIndex(m_model->index(0));
    });
    connect(m_list, &QListView::clicked, this, &QuickSwitcher::go);
    connect(&appearance, &Appearance::changed, this, &QuickSwitcher::place);
    page.installEventFilter(this);
    retranslate();
}

QuickSwitcher::~QuickSwitcher() = default;

void QuickSwitcher::setRoom(const Chat::RoomId &room)
{
    m_room = room;
    m_visited.insert(room, ++m_visits);
}

void QuickSwitcher::open()
{
    if (isVisible())
        return shut();
    m_before = QApplication::focusWidget();
    m_people = new KnownPeople(m_client, {}, this);
    const auto soon = qOverload<>(&QTimer::start);
    connect(m_people, &KnownPeople::changed, &m_change, soon);
    connect(m_client.rooms(), &QAbstractItemModel::rowsInserted, &m_change, soon);
    connect(m_client.rooms(), &QAbstractItemModel::rowsRemoved, &m_change, soon);
    m_text->clear();
    m_model->setText({});
    gather();
    place();
    show();
    raise();
    m_text->setFocus(Qt::ShortcutFocusReason);
}

void QuickSwitcher::gather()
{
    if (!m_people)
        return;
    std::vector<SwitchModel::Place> places;
    const RoomListModel *rooms = m_client.rooms();
    for (int row = 0; row < rooms->rowCount(); ++row) {
        const QModelIndex index = rooms->index(row);
        SwitchModel::Place room;
        room.room = rooms->roomAt(index);
        if (room.room == m_room)
            continue; // one is there
        const bool joined = index.data(RoomListModel::JoinedRole).toBool();
        const QDateTime activity = index.data(RoomListModel::ActivityRole).toDateTime();
        room.candidate = {roomTitle(index), m_visited.value(room.room),
                          activity.isValid() ? activity.toMSecsSinceEpoch() : 0,
                          !joined || index.data(RoomListModel::ArchivedRole).toBool()};
        room.sign = roomSign(index);
        room.unread = joined ? index.data(RoomListModel::UnreadRole).toInt() : 0;
        places.push_back(std::move(room));
    }
    for (const KnownPeople::Person &person : m_people->people()) {
        // Whoever one has a conversation with is among the rooms.
        const Chat::RoomId two = Chat::directRoom(m_client.self(), person.user);
        if (rooms->isJoined(two))
            continue;
        SwitchModel::Place place;
        place.user = person.user;
        place.candidate = {person.name.simplified(), 0, 0, true};
        place.guest = person.guest;
        place.avatar = person.avatar;
        places.push_back(std::move(place));
    }
    m_model->setPlaces(std::move(places));
    m_list->setCurrentIndex(m_model->index(0));
}

void QuickSwitcher::place()
{
    const int wide = std::min(m_appearance.px(widestSwitcher), m_page.width() - 2 * fromSide);
    const int top = std::min(m_appearance.px(fromTop), m_page.height() / 8);
    const int high =
        std::min(m_appearance.px(highestSwitcher), m_page.height() - top - 2 * fromSide);
    setGeometry((m_page.width() - wide) / 2, top, wide, high);
}

void QuickSwitcher::step(int rows)
{
    const int count = m_model->rowCount();
    if (count == 0)
        return;
    const int row = std::clamp(m_list->currentIndex().row() + rows, 0, count - 1);
    m_list->setCurrentIndex(m_model->index(row));
}

void QuickSwitcher::go(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    const Chat::RoomId room(index.data(SwitchModel::RoomRole).toString());
    const Chat::UserId user(index.data(SwitchModel::UserRole).toString());
    shut();
    if (!room.isEmpty())
        Q_EMIT chosen(room);
    else
        m_client.orders()->openDirect(m_client.self(), user);
}

void QuickSwitcher::shut()
{
    if (!m_people)
        return;
    m_client.rooms()->disconnect(&m_change);
    m_change.stop();
    delete m_people;
    m_people = nullptr;
    const bool hadKeys = m_text->hasFocus();
    hide();
    if (hadKeys && m_before)
        m_before->setFocus(Qt::OtherFocusReason);
}

void QuickSwitcher::retranslate()
{
    m_text->setPlaceholderText(tr("Go to a room or a person"));
    m_text->setAccessibleName(tr("Go to a room or a person"));
    m_list->setAccessibleName(tr("Rooms and people found"));
}

bool QuickSwitcher::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == &m_page && event->type() == QEvent::Resize && isVisible())
        place();
    if (watched != m_text)
        return QFrame::eventFilter(watched, event);
    if (event->type() == QEvent::FocusOut && !isActiveWindow())
        return false; // the window is left, not the switcher
    if (event->type() == QEvent::FocusOut &&
        static_cast<QFocusEvent *>(event)->reason() != Qt::PopupFocusReason) {
        QMetaObject::invokeMethod(this, &QuickSwitcher::shut, Qt::QueuedConnection);
        return false;
    }
    if (event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Escape:
        shut();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        go(m_list->currentIndex());
        return true;
    case Qt::Key_Up:
        step(-1);
        return true;
    case Qt::Key_Down:
        step(1);
        return true;
    case Qt::Key_PageUp:
        step(-8);
        return true;
    case Qt::Key_PageDown:
        step(8);
        return true;
    default:
        return QFrame::eventFilter(watched, event);
    }
}

void QuickSwitcher::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace Ui
