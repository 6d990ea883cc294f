// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hostbutton.h"

#include "ui/appearance.h"
#include "ui/avatar.h"
#include "ui/model/attention.h"
#include "ui/model/chatclient.h"
#include "ui/model/tooltip.h"
#include "ui/roomwords.h"

#include <QContextMenuEvent>
#include <QEvent>
#include <QFontMetrics>
#include <QKeyEvent>
#include <QPainter>
#include <QStyle>

#include <algorithm>

namespace Ui {

namespace {

constexpr QSize buttonSize(46, 44); // px at scale 1, as all that follow
constexpr int avatarSide = 32;
constexpr int barWidth = 4;
constexpr int barInset = 8;
constexpr int signSide = 14;
constexpr int dotSide = 11;
constexpr int countHeight = 16;
constexpr int outside = 6; ///< How far a badge stands over the edge of the avatar.

} // namespace

HostButton::HostButton(const JoinedHosts::Host &host, const Appearance &appearance, QWidget *parent)
    : QToolButton(parent), m_host(host), m_appearance(appearance)
{
    setObjectName(QStringLiteral("hostInRail"));
    setCheckable(true);
    setFocusPolicy(Qt::TabFocus); // who clicks goes on writing
    ChatClient *client = host.client;
    connect(client, &ChatClient::statusChanged, this, &HostButton::refresh);
    connect(client, &ChatClient::hostNameChanged, this, &HostButton::refresh);
    connect(client->attention(), &Attention::badgeChanged, this, &HostButton::refresh);
    connect(&appearance, &Appearance::changed, this, &HostButton::refresh);
    refresh();
}

bool HostButton::isAway() const
{
    using Phase = ConnectionStatus::Phase;
    const Phase phase = m_host.client->status().phase;
    return phase != Phase::Online && phase != Phase::Connecting;
}

QString HostButton::stateWords() const
{
    using Phase = ConnectionStatus::Phase;
    switch (m_host.client->status().phase) {
    case Phase::Online:
        return tr("connected");
    case Phase::Connecting:
        return tr("connecting");
    case Phase::Waiting:
        return tr("cannot be reached, tried again by itself");
    case Phase::Refused:
        return tr("does not let you in");
    case Phase::Offline:
        break;
    }
    return tr("not connected");
}

void HostButton::setSummary(const HostSummary &summary)
{
    m_host.summary = summary;
    refresh();
}

void HostButton::refresh()
{
    const Badge badge = m_host.client->attention()->badge();
    QStringList words{stateWords()};
    if (badge.calls > 0)
        words << tr("%Ln message(s) for you", nullptr, badge.calls);
    else if (badge.unread)
        words << tr("unread messages");
    const QString state = words.join(QStringLiteral(", "));
    setAccessibleName(QStringLiteral("%1, %2").arg(m_host.name(), state));
    setToolTip(plainToolTip(QStringLiteral("%1\n%2").arg(m_host.name(), state)));
    setFixedSize(m_appearance.px(buttonSize.width()), m_appearance.px(buttonSize.height()));
    update();
}

void HostButton::paintEvent(QPaintEvent *)
{
    const Theme &theme = m_appearance.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const int side = m_appearance.px(avatarSide);
    const QRectF avatar((width() - side) / 2, (height() - side) / 2, side, side);
    const QRectF around = avatar.adjusted(-4, -4, 4, 4);
    if (isChecked() || underMouse()) {
        QColor fill = theme.select;
        if (!isChecked())
            fill.setAlphaF(0.5F);
        painter.setPen(isChecked() ? theme.edge() : QPen(Qt::NoPen));
        painter.setBrush(fill);
        painter.drawRoundedRect(around, 8, 8);
    }
    if (isChecked()) { // by more than its tint
        const int bar = m_appearance.px(barWidth);
        const int inset = m_appearance.px(barInset);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.accent);
        const QRect place(0, inset, bar, height() - 2 * inset);
        painter.drawRoundedRect(QStyle::visualRect(layoutDirection(), rect(), place), 2, 2);
    }
    if (hasFocus()) {
        painter.setPen(QPen(theme.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(around.adjusted(1, 1, -1, -1), 8, 8);
    }
    drawAvatar(painter, avatar, m_host.name(), m_host.name(), m_appearance);
    drawBadge(painter, avatar);
    if (isAway())
        drawAway(painter, avatar);
}

/// Over the upper corner: how much calls, else a dot.
void HostButton::drawBadge(QPainter &painter, const QRectF &avatar) const
{
    const Theme &theme = m_appearance.theme();
    const Badge badge = m_host.client->attention()->badge();
    if (badge.calls == 0 && !badge.unread)
        return;
    const QFont font = m_appearance.font(12, true);
    const QString count = badge.calls > 0 ? shownCount(badge.calls) : QString();
    const int height = m_appearance.px(badge.calls > 0 ? countHeight : dotSide);
    const int width = badge.calls > 0
                          ? std::max(height, QFontMetrics(font).horizontalAdvance(count) + 6)
                          : height;
    const int over = m_appearance.px(outside);
    const QRect place(int(avatar.right()) + over - width, int(avatar.top()) - over, width, height);
    const QRect shown = QStyle::visualRect(layoutDirection(), rect(), place);
    painter.setPen(QPen(theme.sidebar, 2)); // parts it from the avatar
    painter.setBrush(badge.calls > 0 ? theme.mention : theme.accent);
    painter.drawRoundedRect(QRectF(shown).adjusted(-1, -1, 1, 1), height / 2.0 + 1,
                            height / 2.0 + 1);
    painter.setFont(font);
    painter.setPen(theme.onMention);
    painter.drawText(shown, Qt::AlignCenter, count);
}

/// Over the lower corner: an exclamation mark, as on the icon of the program.
void HostButton::drawAway(QPainter &painter, const QRectF &avatar) const
{
    const Theme &theme = m_appearance.theme();
    const int side = m_appearance.px(signSide);
    const int over = m_appearance.px(outside);
    const QRect place(int(avatar.right()) + over - side, int(avatar.bottom()) + over - side, side,
                      side);
    const QRectF disc(QStyle::visualRect(layoutDirection(), rect(), place));
    painter.setPen(QPen(theme.sidebar, 2));
    painter.setBrush(theme.warn);
    painter.drawEllipse(disc.adjusted(-1, -1, 1, 1));
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.window);
    const double stroke = disc.width() * 0.16;
    const double left = disc.center().x() - stroke / 2;
    painter.drawRect(QRectF(left, disc.top() + disc.height() * 0.2, stroke, disc.height() * 0.36));
    painter.drawRect(QRectF(left, disc.top() + disc.height() * 0.66, stroke, stroke));
}

void HostButton::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        return click();
    QToolButton::keyPressEvent(event);
}

void HostButton::contextMenuEvent(QContextMenuEvent *event)
{
    Q_EMIT menuRequested(event->globalPos());
}

void HostButton::changeEvent(QEvent *event)
{
    QToolButton::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        refresh();
}

} // namespace Ui
