// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/roomheader.h"

#include "ui/appearance.h"
#include "ui/presencesign.h"
#include "ui/tooltip.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>

#include <tuple>

namespace Ui {
namespace {

constexpr int widestSign = 40;     // design pixels; several letters may pass for an emoji
constexpr int widestCompact = 480; // of a header without what stands elsewhere, too
constexpr int compactRest = 210;   // of that, what is not for the name

/// Keeps what is told; whether it is anything new. A room tells all of it anew with each message.
template <typename... Held, typename... Told>
bool takeNews(std::tuple<Held &...> held, const std::tuple<Told...> &told)
{
    if (held == told)
        return false;
    held = told;
    return true;
}

} // namespace

RoomHeader::RoomHeader(const Appearance &appearance, QWidget *parent)
    : QWidget(parent), m_appearance(appearance), m_signLabel(new QLabel(this)),
      m_name(new QLabel(this)), m_otherSign(new QLabel(this)), m_details(new QLabel(this)),
      m_keep(new QPushButton(this)), m_pins(new QToolButton(this)), m_search(new QToolButton(this)),
      m_detailsSwitch(new QToolButton(this)), m_menuButton(new QToolButton(this))
{
    setObjectName(QStringLiteral("roomHeader"));
    setAttribute(Qt::WA_StyledBackground);
    m_signLabel->setObjectName(QStringLiteral("roomSign"));
    m_name->setObjectName(QStringLiteral("roomTitle"));
    for (QLabel *label : {m_signLabel, m_name}) {
        label->setProperty("role", QStringLiteral("heading"));
        label->setTextFormat(Qt::PlainText);
    }
    m_details->setObjectName(QStringLiteral("roomDetails"));
    m_details->setProperty("role", QStringLiteral("secondary"));
    m_details->setTextFormat(Qt::PlainText);
    m_details->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_details->installEventFilter(this); // it is as wide as the rest leaves it
    m_keep->setObjectName(QStringLiteral("keepRoomButton"));
    m_pins->setObjectName(QStringLiteral("pinsButton"));
    m_pins->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_search->setObjectName(QStringLiteral("searchButton"));
    m_search->setProperty("keysOf", QStringLiteral("findMessages")); // may be other keys
    m_detailsSwitch->setObjectName(QStringLiteral("toggleDetails"));
    m_detailsSwitch->setProperty("keysOf", QStringLiteral("toggleDetails"));
    m_detailsSwitch->setCheckable(true);
    m_menuButton->setObjectName(QStringLiteral("roomMenu"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(16, 8, 10, 8);
    row->setSpacing(10);
    auto *title = new QHBoxLayout;
    title->setSpacing(8);
    title->addWidget(m_signLabel);
    title->addWidget(m_name);
    row->addLayout(title);
    row->addWidget(m_otherSign);
    row->addWidget(m_details, 1);
    row->addWidget(m_keep);
    row->addWidget(m_pins);
    row->addWidget(m_search);
    row->addWidget(m_detailsSwitch);
    row->addWidget(m_menuButton);
    connect(m_keep, &QPushButton::clicked, this, &RoomHeader::keepRequested);
    connect(m_pins, &QToolButton::clicked, this, &RoomHeader::pinsRequested);
    connect(m_search, &QToolButton::clicked, this, &RoomHeader::searchRequested);
    connect(m_detailsSwitch, &QToolButton::clicked, this, &RoomHeader::detailsToggled);
    connect(m_menuButton, &QToolButton::clicked, this, &RoomHeader::openMenu);
    connect(&appearance, &Appearance::changed, this, &RoomHeader::retranslate);
    retranslate();
}

void RoomHeader::setRoom(const QString &name, const QString &topic, int members, bool joined)
{
    if (takeNews(std::tie(m_room, m_topic, m_count, m_joined),
                 std::tuple(name.simplified(), topic.simplified(), members, joined)))
        retranslate();
}

void RoomHeader::setKnocking(int people)
{
    if (takeNews(std::tie(m_knocking), std::tuple(people)))
        retranslate();
}

void RoomHeader::setSign(const QString &sign)
{
    if (takeNews(std::tie(m_sign), std::tuple(sign)))
        retranslate();
}

void RoomHeader::setPinned(int messages)
{
    if (takeNews(std::tie(m_pinnedCount), std::tuple(messages)))
        retranslate();
}

void RoomHeader::setEnd(const QString &words, bool keepOffered)
{
    if (takeNews(std::tie(m_end, m_keepOffered), std::tuple(words, keepOffered)))
        retranslate();
}

void RoomHeader::setOther(Chat::Availability state, const QString &words)
{
    if (takeNews(std::tie(m_otherState, m_otherWords), std::tuple(state, words.simplified())))
        retranslate();
}

void RoomHeader::setLeading(QWidget *widget)
{
    static_cast<QHBoxLayout *>(layout())->insertWidget(0, widget);
}

void RoomHeader::setDetailsShown(bool shown)
{
    m_detailsSwitch->setChecked(shown);
}

void RoomHeader::retranslate()
{
    setMinimumHeight(m_appearance.px(46));
    const bool any = !m_room.isEmpty();
    const bool compact = width() < m_appearance.px(widestCompact);
    const QFontMetrics heading(m_appearance.font(16, true));
    m_signLabel->setVisible(any);
    m_signLabel->setText(heading.elidedText(m_sign, Qt::ElideRight, m_appearance.px(widestSign)));
    m_name->setText(any ? heading.elidedText(m_room, Qt::ElideRight,
                                             compact ? width() - m_appearance.px(compactRest)
                                                     : qMax(120, width() / 2))
                        : QString());
    QStringList details;
    if (any && !m_end.isEmpty())
        details << m_end;
    if (any && !m_otherWords.isEmpty())
        details << m_otherWords;
    if (any && m_knocking > 0)
        details << tr("%Ln wait(s) to be let in", nullptr, m_knocking);
    if (!m_topic.isEmpty())
        details << m_topic;
    if (any && m_count > 0)
        details << tr("%Ln member(s)", nullptr, m_count);
    const QString all = details.join(QStringLiteral(" · "));
    setPlainToolTip(*m_details, all);
    m_details->setAccessibleName(all);
    elideDetails();

    const Theme &theme = m_appearance.theme();
    m_otherSign->setVisible(any && !m_otherWords.isEmpty());
    m_otherSign->setPixmap(
        presencePixmap(m_otherState, 12, theme.surface, m_appearance, devicePixelRatioF()));
    m_keep->setVisible(any && !m_end.isEmpty() && m_keepOffered && !compact);
    m_keep->setText(tr("Keep it"));
    m_keep->setAccessibleName(tr("Do not delete this room"));
    m_keep->setToolTip(m_keep->accessibleName());
    m_pins->setVisible(any && m_joined && !compact);
    m_pins->setIcon(m_appearance.icon(QStringLiteral("pin"), theme.ink2));
    m_pins->setText(m_pinnedCount > 0 ? QLocale().toString(m_pinnedCount) : QString());
    m_pins->setToolTip(tr("Pinned messages"));
    m_pins->setAccessibleName(m_pinnedCount > 0
                                  ? tr("%Ln pinned message(s)", nullptr, m_pinnedCount)
                                  : tr("Pinned messages"));
    m_search->setVisible(any && !compact);
    m_search->setIcon(m_appearance.icon(QStringLiteral("search"), theme.ink2));
    m_search->setToolTip(tr("Find messages (Ctrl+F)"));
    m_search->setAccessibleName(tr("Find messages"));
    m_detailsSwitch->setVisible(any);
    m_detailsSwitch->setIcon(m_appearance.icon(QStringLiteral("info"), theme.ink2));
    m_detailsSwitch->setToolTip(tr("People, pinned messages and search (Ctrl+Shift+D)"));
    m_detailsSwitch->setAccessibleName(tr("Details of this room"));
    m_menuButton->setVisible(any && m_joined);
    m_menuButton->setIcon(m_appearance.icon(QStringLiteral("ellipsis"), theme.ink2));
    m_menuButton->setToolTip(tr("Menu of this room"));
    m_menuButton->setAccessibleName(tr("Menu of this room"));
}

void RoomHeader::openMenu()
{
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("roomActions"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Change topic…"), this, &RoomHeader::topicRequested);
    menu->addAction(tr("Room settings…"), this, &RoomHeader::settingsRequested);
    if (m_webhooksOffered)
        menu->addAction(tr("Webhooks…"), this, &RoomHeader::webhooksRequested);
    menu->addAction(tr("Export…"), this, &RoomHeader::exportRequested);
    Q_EMIT menuOpening(menu);
    if (m_leaveOffered) {
        menu->addSeparator();
        menu->addAction(tr("Leave this room"), this, &RoomHeader::leaveRequested);
    }
    menu->popup(m_menuButton->mapToGlobal(QPoint(0, m_menuButton->height() + 2)));
}

void RoomHeader::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    retranslate();
}

void RoomHeader::elideDetails()
{
    m_details->setText(m_details->fontMetrics().elidedText(
        m_details->accessibleName(), Qt::ElideRight, qMax(0, m_details->width())));
}

bool RoomHeader::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_details && event->type() == QEvent::Resize)
        elideDetails();
    return QWidget::eventFilter(watched, event);
}

void RoomHeader::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace Ui
