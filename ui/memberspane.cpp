// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/memberspane.h"

#include "ui/appearance.h"
#include "ui/avatar.h"
#include "ui/listrow.h"
#include "ui/model/memberlistmodel.h"
#include "ui/model/presencewords.h"
#include "ui/model/tooltip.h"
#include "ui/presencesign.h"

#include <QContextMenuEvent>
#include <QDateTime>
#include <QEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QListView>
#include <QLocale>
#include <QMenu>
#include <QPainter>
#include <QToolTip>
#include <QVBoxLayout>

namespace Ui {

namespace {

constexpr int personHeight = 40; // a name, and a line below it
constexpr int personHeightCompact = 34;

Chat::Availability availabilityAt(const QModelIndex &person)
{
    return Chat::Availability(person.data(MemberListModel::AvailabilityRole).toInt());
}

} // namespace

MemberDelegate::MemberDelegate(const Appearance &appearance, QObject *parent)
    : QStyledItemDelegate(parent), m_appearance(appearance)
{
}

QSize MemberDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {100, m_appearance.px(m_appearance.isCompact() ? personHeightCompact : personHeight)};
}

void MemberDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const
{
    const Theme &theme = m_appearance.theme();
    const bool here = index.data(MemberListModel::HereRole).toBool();
    const QString name = index.data(MemberListModel::NameRole).toString().simplified();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRect box = option.rect.adjusted(8, 1, -8, -1);
    const bool focused = option.state.testFlag(QStyle::State_HasFocus) &&
                         option.state.testFlag(QStyle::State_KeyboardFocusChange);
    if (focused) {
        painter->setPen(QPen(theme.accent, 2));
        painter->drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), 6, 6);
    }
    const int size = m_appearance.px(22);
    const QRect avatar =
        mirrored(option, {box.left() + 8, box.center().y() - size / 2 + 1, size, size});
    if (!here)
        painter->setOpacity(0.65);
    drawAvatar(*painter, avatar, name, index.data(MemberListModel::UserIdRole).toString(),
               m_appearance, portraitOf(index.data(MemberListModel::AvatarRole).toMap()));
    painter->setOpacity(1);
    drawPresenceAt(*painter, avatar, availabilityAt(index), theme.window, m_appearance);

    QStringList notes;
    if (index.data(MemberListModel::SelfRole).toBool())
        notes << MembersPane::tr("you");
    const auto role = Chat::MemberRole(index.data(MemberListModel::MemberRoleRole).toInt());
    if (role == Chat::MemberRole::Owner)
        notes << MembersPane::tr("owner");
    else if (role == Chat::MemberRole::Moderator)
        notes << MembersPane::tr("keeps order");
    if (index.data(MemberListModel::GuestRole).toBool())
        notes << MembersPane::tr("Guest");
    const QString note = notes.join(QStringLiteral(" · "));
    const QFontMetrics small(m_appearance.font(12));
    const QFont font = m_appearance.font();
    const QFontMetrics metrics(font);
    QRect text = box.adjusted(size + 18, 0, -6, 0);
    if (const QString below = MembersPane::lineBelow(index); !below.isEmpty()) {
        QRect line = text;
        text.setBottom(box.center().y() + 1);
        line.setTop(text.bottom() - 1);
        painter->setFont(m_appearance.font(12));
        painter->setPen(theme.ink2);
        painter->drawText(mirrored(option, line), Qt::AlignLeft | Qt::AlignVCenter,
                          small.elidedText(below, Qt::ElideRight, line.width()));
    }
    const int noteWidth = note.isEmpty() ? 0 : small.horizontalAdvance(note) + 8;
    const QString shown = metrics.elidedText(name, Qt::ElideRight, text.width() - noteWidth);
    painter->setFont(font);
    painter->setPen(here ? theme.ink : theme.ink2);
    painter->drawText(mirrored(option, text), Qt::AlignLeft | Qt::AlignVCenter, shown);
    text.setLeft(text.left() + metrics.horizontalAdvance(shown) + 8);
    painter->setFont(m_appearance.font(12));
    painter->setPen(theme.ink2);
    painter->drawText(mirrored(option, text), Qt::AlignLeft | Qt::AlignVCenter, note);
    painter->restore();
}

bool MemberDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view,
                               const QStyleOptionViewItem &option, const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip)
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    QToolTip::showText(event->globalPos(),
                       plainToolTip(index.data(Qt::AccessibleTextRole).toString()), view);
    return true;
}

MembersPane::MembersPane(const Appearance &appearance, QWidget *parent)
    : QWidget(parent), m_appearance(appearance), m_heading(new QLabel(this)),
      m_list(new QListView(this))
{
    setObjectName(QStringLiteral("membersPane"));
    setAttribute(Qt::WA_StyledBackground);
    m_heading->setProperty("role", QStringLiteral("caption"));
    m_heading->setIndent(16);
    m_list->setObjectName(QStringLiteral("memberList"));
    m_list->setItemDelegate(new MemberDelegate(appearance, m_list));
    m_list->setSelectionMode(QAbstractItemView::NoSelection);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setUniformItemSizes(true);
    m_list->setFrameShape(QFrame::NoFrame);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 14, 0, 8);
    column->setSpacing(6);
    column->addWidget(m_heading);
    column->addWidget(m_list, 1);
    connect(&appearance, &Appearance::changed, m_list, &QListView::doItemsLayout);
    connect(m_list, &QListView::doubleClicked, this, &MembersPane::personChosen);
    m_list->installEventFilter(this);
    m_list->viewport()->installEventFilter(this);
    retranslate();
}

QString MembersPane::lineBelow(const QModelIndex &person)
{
    const Chat::Availability state = availabilityAt(person);
    const QString status = person.data(MemberListModel::StatusRole).toString();
    QStringList parts;
    if (state == Chat::Availability::Offline) {
        const QString seen = lastSeenText(person.data(MemberListModel::LastSeenRole).toDateTime(),
                                          QDateTime::currentDateTime());
        parts << (seen.isEmpty() ? availabilityWord(state) : seen);
    } else {
        if (state != Chat::Availability::Online)
            parts << availabilityWord(state);
        if (!person.data(MemberListModel::HereRole).toBool())
            parts << tr("not in this room now");
    }
    if (!status.isEmpty())
        parts << status;
    return parts.join(QStringLiteral(" · "));
}

void MembersPane::setMembers(MemberListModel *members)
{
    if (m_members)
        m_members->disconnect(this);
    m_members = members;
    m_list->setModel(members);
    if (members) {
        const auto changed = [this] { retranslate(); };
        connect(members, &QAbstractItemModel::modelReset, this, changed);
        connect(members, &QAbstractItemModel::rowsInserted, this, changed);
        connect(members, &QAbstractItemModel::rowsRemoved, this, changed);
        connect(members, &QAbstractItemModel::dataChanged, this, changed);
    }
    retranslate();
}

void MembersPane::focusList()
{
    m_list->setFocus(Qt::TabFocusReason);
}

void MembersPane::retranslate()
{
    const int here = m_members ? m_members->hereCount() : 0;
    m_heading->setText(tr("Here now · %1").arg(QLocale().toString(here)));
    m_list->setAccessibleName(tr("People in this room"));
    m_list->viewport()->update();
}

void MembersPane::openMenu(const QModelIndex &person, const QPoint &place)
{
    if (!person.isValid())
        return;
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("memberMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    Q_EMIT menuOpening(menu, person);
    if (menu->isEmpty())
        delete menu;
    else
        menu->popup(place);
}

bool MembersPane::eventFilter(QObject *watched, QEvent *event)
{
    const QModelIndex current = m_list->currentIndex();
    if (event->type() == QEvent::ContextMenu) {
        const auto *wanted = static_cast<QContextMenuEvent *>(event);
        if (wanted->reason() == QContextMenuEvent::Keyboard)
            openMenu(current,
                     m_list->viewport()->mapToGlobal(m_list->visualRect(current).bottomLeft()));
        else
            openMenu(m_list->indexAt(m_list->viewport()->mapFromGlobal(wanted->globalPos())),
                     wanted->globalPos());
        return true;
    }
    if (watched == m_list && event->type() == QEvent::KeyPress && current.isValid()) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            Q_EMIT personChosen(current);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void MembersPane::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace Ui
