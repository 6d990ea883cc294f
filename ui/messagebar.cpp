// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/messagebar.h"

#include "ui/appearance.h"
#include "ui/timelineview.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QMouseEvent>
#include <QScrollBar>
#include <QToolButton>

#include <algorithm>
#include <utility>

namespace Ui {

namespace {

constexpr int fromSide = 20;    // design pixels
constexpr int overTheEdge = 16; // of the line, so that little of its text is covered

} // namespace

MessageBar::MessageBar(const Appearance &appearance, TimelineView &timeline, Offers offers)
    : QFrame(timeline.viewport()), m_appearance(appearance), m_timeline(timeline),
      m_offers(std::move(offers)), m_react(new QToolButton(this)), m_answer(new QToolButton(this)),
      m_edit(new QToolButton(this)), m_forward(new QToolButton(this)), m_more(new QToolButton(this))
{
    setObjectName(QStringLiteral("messageBar"));
    hide();
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(2, 2, 2, 2);
    row->setSpacing(0);
    addButton(m_react, "barReact", [this] {
        Q_EMIT reactWanted(m_line, {m_react->mapToGlobal(QPoint(0, 0)), m_react->size()});
    });
    addButton(m_answer, "barAnswer", [this] { Q_EMIT answerWanted(m_line); });
    addButton(m_edit, "barEdit", [this] { Q_EMIT editWanted(m_line); });
    addButton(m_forward, "barForward", [this] { Q_EMIT forwardWanted(m_line); });
    addButton(m_more, "barMore", [this] { m_timeline.openMenu(m_line, geometry().bottomLeft()); });
    timeline.viewport()->installEventFilter(this);
    // Another line is under the mouse now, which says so only when it moves.
    connect(timeline.verticalScrollBar(), &QScrollBar::valueChanged, this, &QWidget::hide);
    connect(&appearance, &Appearance::changed, this, &MessageBar::paintIcons);
    retranslate();
    paintIcons();
}

void MessageBar::addButton(QToolButton *button, const char *name, std::function<void()> act)
{
    button->setObjectName(QString::fromLatin1(name));
    button->setFocusPolicy(Qt::NoFocus);
    button->setCursor(Qt::ArrowCursor);
    layout()->addWidget(button);
    connect(button, &QToolButton::clicked, this, [this, act = std::move(act)] {
        if (m_line.isValid())
            act();
    });
}

bool MessageBar::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::MouseMove: {
        const auto *mouse = static_cast<QMouseEvent *>(event);
        if (mouse->buttons() == Qt::NoButton) // else it marks lines
            follow(mouse->position().toPoint());
        else
            hide();
        break;
    }
    case QEvent::MouseButtonPress:
    case QEvent::Leave:
    case QEvent::Resize:
        hide();
        break;
    default:
        break;
    }
    return QFrame::eventFilter(watched, event);
}

void MessageBar::follow(const QPoint &mouse)
{
    const QModelIndex index = m_timeline.indexAt(mouse);
    const Offer offer = index.isValid() ? m_offers(index) : Offer{};
    if (!offer.any)
        return hide();
    if (isVisible() && m_line == index)
        return;
    m_line = index;
    m_edit->setVisible(offer.edit);
    adjustSize();
    place();
    show();
    raise();
}

void MessageBar::place()
{
    const QRect line = m_timeline.visualRect(m_line);
    const QWidget *viewport = m_timeline.viewport();
    const int side = m_appearance.px(fromSide);
    const int left =
        layoutDirection() == Qt::RightToLeft ? side : viewport->width() - width() - side;
    move(std::max(0, left), std::max(0, line.top() - m_appearance.px(overTheEdge)));
}

void MessageBar::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void MessageBar::retranslate()
{
    const auto name = [](QToolButton *button, const QString &text) {
        button->setToolTip(text);
        button->setAccessibleName(text);
    };
    name(m_react, tr("React"));
    name(m_answer, tr("Answer"));
    name(m_edit, tr("Edit"));
    name(m_forward, tr("Forward…"));
    name(m_more, tr("More"));
}

void MessageBar::paintIcons()
{
    const QColor ink = m_appearance.theme().ink;
    m_react->setIcon(m_appearance.icon(QStringLiteral("smile-plus"), ink));
    m_answer->setIcon(m_appearance.icon(QStringLiteral("reply"), ink));
    m_edit->setIcon(m_appearance.icon(QStringLiteral("pencil"), ink));
    m_forward->setIcon(m_appearance.icon(QStringLiteral("forward"), ink));
    m_more->setIcon(m_appearance.icon(QStringLiteral("ellipsis"), ink));
}

} // namespace Ui
