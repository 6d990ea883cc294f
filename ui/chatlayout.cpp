// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/chatlayout.h"

#include "ui/appearance.h"
#include "ui/shortcuts.h"

#include <QSettings>
#include <QShortcut>

#include <algorithm>
#include <utility>

namespace Ui {

namespace {

constexpr int fitsThree = 860; // px of a page, as all that follow at scale 1
constexpr int fitsTwo = 560;
constexpr int usualRooms = 248;
constexpr int usualDetails = 240;
constexpr int leastColumn = 200;
constexpr int mostColumn = 480;

constexpr QLatin1String roomsKey("layout/rooms");
constexpr QLatin1String detailsKey("layout/details");
constexpr QLatin1String detailsShownKey("layout/detailsShown");

} // namespace

ChatLayout::ChatLayout(QSettings &settings, const Appearance &appearance, QWidget *parent)
    : QSplitter(parent), m_settings(settings), m_appearance(appearance)
{
    setObjectName(QStringLiteral("chatLayout"));
    setChildrenCollapsible(false);
    read();
    connect(this, &QSplitter::splitterMoved, this, &ChatLayout::keepWidths);
    connect(&appearance, &Appearance::changed, this, &ChatLayout::arrange);
    const auto key = [this](const char *id, auto &&action) {
        connect(makeShortcut(id, this), &QShortcut::activated, this, action);
    };
    key("toggleDetails", [this] { setDetailsShown(!detailsShown()); });
    key("back", [this] { goBack(); });
    key("nextPart", [this] { walk(1); });
    key("previousPart", [this] { walk(-1); });
}

void ChatLayout::setColumns(QWidget *rooms, QWidget *conversation, QWidget *details)
{
    m_rooms = rooms;
    m_conversation = conversation;
    m_details = details;
    for (QWidget *column : {rooms, conversation, details})
        addWidget(column);
    setStretchFactor(0, 0);
    setStretchFactor(1, 1);
    setStretchFactor(2, 0);
    arrange();
}

void ChatLayout::orderTabs()
{
    QWidget *last = nullptr;
    for (const QWidget *column : {m_rooms, m_conversation, m_details}) {
        QList<QWidget *> stops;
        for (QWidget *next = nextInFocusChain(); next != this; next = next->nextInFocusChain()) {
            if (column->isAncestorOf(next) && next->focusPolicy() != Qt::NoFocus)
                stops << next;
        }
        for (QWidget *stop : std::as_const(stops)) {
            if (last)
                setTabOrder(last, stop);
            last = stop;
        }
    }
}

void ChatLayout::read()
{
    const auto width = [this](QLatin1String key, int usual) {
        bool isNumber = false;
        const int kept = m_settings.value(key).toInt(&isNumber);
        return isNumber ? std::clamp(kept, leastColumn, mostColumn) : usual;
    };
    m_roomsWidth = width(roomsKey, usualRooms);
    m_detailsWidth = width(detailsKey, usualDetails);
    m_detailsWanted = m_settings.value(detailsShownKey, true).toBool();
}

void ChatLayout::keepWidths()
{
    const auto keep = [this](QLatin1String key, int &width, const QWidget *column) {
        width = qRound(column->width() / m_appearance.scale());
        m_settings.setValue(key, width);
    };
    if (m_fit == Fit::One)
        return;
    keep(roomsKey, m_roomsWidth, m_rooms);
    if (m_fit == Fit::Three && detailsShown())
        keep(detailsKey, m_detailsWidth, m_details);
}

bool ChatLayout::detailsShown() const
{
    return m_fit == Fit::Three ? m_detailsWanted : m_front == Column::Details;
}

void ChatLayout::setDetailsShown(bool shown)
{
    if (shown == detailsShown())
        return;
    const bool wasThere = m_details->isAncestorOf(focusWidget());
    if (m_fit == Fit::Three) {
        m_detailsWanted = shown;
        m_settings.setValue(detailsShownKey, shown);
    } else {
        m_front = shown ? Column::Details : Column::Conversation;
    }
    arrange();
    if (shown && m_fit != Fit::Three)
        enter(m_details);
    else if (wasThere)
        enter(m_conversation);
}

void ChatLayout::bring(Column column)
{
    if (m_front == column)
        return;
    m_front = column;
    arrange();
}

bool ChatLayout::canGoBack() const
{
    return (m_fit != Fit::Three && detailsShown()) ||
           (m_fit == Fit::One && m_front == Column::Conversation);
}

void ChatLayout::goBack()
{
    if (!canGoBack())
        return;
    const bool fromDetails = detailsShown();
    bring(fromDetails ? Column::Conversation : Column::Rooms);
    enter(fromDetails ? m_conversation : m_rooms);
}

void ChatLayout::reset()
{
    forget(m_settings);
    read();
    arrange();
}

void ChatLayout::forget(QSettings &settings)
{
    for (const QLatin1String key : {roomsKey, detailsKey, detailsShownKey})
        settings.remove(key);
}

void ChatLayout::resizeEvent(QResizeEvent *event)
{
    const Fit fit = width() >= m_appearance.px(fitsThree) ? Fit::Three
                    : width() >= m_appearance.px(fitsTwo) ? Fit::Two
                                                          : Fit::One;
    const bool changes = std::exchange(m_fit, fit) != fit;
    QSplitter::resizeEvent(event);
    if (changes)
        arrange();
}

/// The columns of another host's chat may have been made wider or narrower meanwhile.
void ChatLayout::showEvent(QShowEvent *event)
{
    QSplitter::showEvent(event);
    read();
    arrange();
}

void ChatLayout::arrange()
{
    if (!m_rooms)
        return;
    // What was put in front for want of room may have its own place again.
    if (m_fit == Fit::Three || (m_fit == Fit::Two && m_front == Column::Rooms))
        m_front = Column::Conversation;
    setHandleWidth(m_appearance.theme().borderWidth()); // it is the line between two columns
    const QWidget *focused = focusWidget();
    const int most = m_fit == Fit::One ? QWIDGETSIZE_MAX : m_appearance.px(mostColumn);
    const int least = m_appearance.px(leastColumn);
    m_rooms->setMaximumWidth(most);
    m_details->setMaximumWidth(m_fit == Fit::Three ? most : QWIDGETSIZE_MAX);
    for (QWidget *column : {m_rooms, m_details})
        column->setMinimumWidth(least);
    m_rooms->setVisible(m_fit != Fit::One || m_front == Column::Rooms);
    m_details->setVisible(detailsShown());
    m_conversation->setVisible(m_fit == Fit::Three || m_front == Column::Conversation);
    const int rooms = m_appearance.px(m_roomsWidth);
    const int details = m_fit == Fit::Three ? m_appearance.px(m_detailsWidth)
                                            : std::max(1, width() - rooms - handleWidth());
    setSizes({rooms, std::max(1, width() - rooms - details), details});
    if (focused && !focused->isVisibleTo(this) && isAncestorOf(focused))
        enter(m_conversation->isHidden() ? (m_rooms->isHidden() ? m_details : m_rooms)
                                         : m_conversation);
    Q_EMIT changed();
}

void ChatLayout::walk(int steps)
{
    // The strips have their buttons in the order of Tab; these are the places one stays in.
    QList<QWidget *> sections = m_sections;
    sections.removeIf(
        [](const QWidget *section) { return !section->isVisible() || !section->isEnabled(); });
    if (sections.isEmpty())
        return;
    const QWidget *focused = window()->focusWidget(); // which may be outside of the layout
    const auto at = std::find_if(sections.begin(), sections.end(), [focused](const QWidget *one) {
        return one == focused || one->isAncestorOf(focused);
    });
    const qsizetype now = at - sections.begin();
    const qsizetype next =
        at == sections.end() ? 0 : (now + steps + sections.size()) % sections.size();
    sections.at(next)->setFocus(Qt::TabFocusReason);
}

void ChatLayout::enter(const QWidget *column)
{
    for (auto section = m_sections.crbegin(); section != m_sections.crend(); ++section) {
        if (column->isAncestorOf(*section) && (*section)->isVisible() && (*section)->isEnabled())
            return (*section)->setFocus(Qt::OtherFocusReason);
    }
}

} // namespace Ui
