// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/unsentstrip.h"

#include "ui/appearance.h"
#include "ui/deliverysign.h"
#include "ui/model/chatclient.h"
#include "ui/model/outboxsender.h"
#include "ui/question.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include <algorithm>

namespace Ui {

namespace {

constexpr int narrowStrip = 620; // design pixels

} // namespace

UnsentStrip::UnsentStrip(ChatClient &client, const Appearance &appearance, QWidget *parent)
    : QFrame(parent), m_client(client), m_appearance(appearance), m_icon(new QLabel(this)),
      m_text(new QLabel(this)), m_again(new QPushButton(this)), m_discard(new QPushButton(this))
{
    setObjectName(QStringLiteral("unsentStrip"));
    m_text->setObjectName(QStringLiteral("unsentText"));
    m_text->setProperty("role", QStringLiteral("warn"));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_again->setObjectName(QStringLiteral("sendAllAgain"));
    m_discard->setObjectName(QStringLiteral("discardAll"));
    for (QPushButton *button : {m_again, m_discard}) {
        button->setProperty("warn", true);
        button->setAutoDefault(true); // Enter presses it, as Space does
    }
    auto *words = new QHBoxLayout;
    words->setSpacing(10);
    words->addWidget(m_icon, 0, Qt::AlignVCenter);
    words->addWidget(m_text, 1);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(10);
    buttons->addStretch(1);
    buttons->addWidget(m_again);
    buttons->addWidget(m_discard);
    m_parts = new QBoxLayout(QBoxLayout::LeftToRight, this);
    m_parts->setContentsMargins(16, 6, 16, 6);
    m_parts->setSpacing(8);
    m_parts->addLayout(words, 1);
    m_parts->addLayout(buttons);
    m_becomesLong.setSingleShot(true);
    connect(&m_becomesLong, &QTimer::timeout, this, &UnsentStrip::refresh);
    connect(m_again, &QPushButton::clicked, &client, &ChatClient::resendAll);
    connect(m_discard, &QPushButton::clicked, this, &UnsentStrip::askDiscard);
    connect(&client.outbox(), &OutboxSender::countChanged, this, &UnsentStrip::refresh);
    connect(&client.outbox(), &OutboxSender::deliveryChanged, this, &UnsentStrip::refresh);
    connect(&appearance, &Appearance::changed, this, &UnsentStrip::refresh);
    refresh();
}

void UnsentStrip::setRoom(const Chat::RoomId &room)
{
    m_room = room;
    refresh();
}

void UnsentStrip::setTabBefore(QWidget *next)
{
    QWidget *before = next->previousInFocusChain();
    for (QWidget *button : {m_again, m_discard}) {
        setTabOrder(before, button);
        before = button;
    }
}

UnsentStrip::Count UnsentStrip::count()
{
    Count count;
    std::chrono::milliseconds next = DeliverySign::longWait;
    bool becomesLong = false;
    for (const OutboxEntry &entry : m_client.outbox().entries()) {
        const auto left = DeliverySign::untilLong(entry.message.time);
        if (!entry.failed && left.count() > 0) {
            becomesLong = true;
            next = std::min(next, left);
            continue;
        }
        const bool isElsewhere = entry.message.room != m_room;
        ++(entry.failed ? count.failed : count.waiting);
        count.elsewhere += isElsewhere;
        count.failedElsewhere += entry.failed && isElsewhere;
        count.messages.push_back(entry.message.clientId);
    }
    if (becomesLong)
        m_becomesLong.start(next);
    else
        m_becomesLong.stop();
    return count;
}

void UnsentStrip::refresh()
{
    const Count now = count();
    const bool shown = now.failed + now.waiting > 1 || now.failedElsewhere > 0;
    const bool hadFocus = m_again->hasFocus() || m_discard->hasFocus();
    if (shown) {
        QStringList parts;
        if (now.failed > 0)
            parts << tr("%Ln message(s) were not sent", nullptr, now.failed);
        if (now.waiting > 0)
            parts << tr("%Ln message(s) wait to be sent", nullptr, now.waiting);
        if (now.elsewhere == now.failed + now.waiting)
            parts << tr("in other room(s)", nullptr, now.elsewhere);
        else if (now.elsewhere > 0)
            parts << tr("%Ln of them in other rooms", nullptr, now.elsewhere);
        m_text->setText(parts.join(tr(", ", "between parts of a sentence")));
        m_text->setAccessibleName(m_text->text());
    }
    m_icon->setPixmap(m_appearance.pixmap(now.failed > 0 ? QStringLiteral("circle-alert")
                                                         : QStringLiteral("clock"),
                                          m_appearance.theme().warn, 16, devicePixelRatioF()));
    m_again->setText(tr("Send all again"));
    m_discard->setText(tr("Discard all…"));
    m_again->setVisible(now.failed > 0);
    setVisible(shown);
    if (hadFocus && !shown)
        Q_EMIT focusLeft();
    else if (hadFocus && m_again->isHidden())
        m_discard->setFocus(Qt::OtherFocusReason);
}

void UnsentStrip::askDiscard()
{
    // As many as it said: what was written since is on its way as usual, and asked about by nobody.
    const std::vector<Chat::ClientMessageId> messages = count().messages;
    ask(this,
        {QStringLiteral("discardQuestion"),
         tr("Discard %Ln message(s)?", nullptr, int(messages.size())),
         tr("They are never sent, in no room. What is on its way already cannot be held back."),
         tr("Discard all")},
        [this, messages] { m_client.discardAll(messages); });
}

void UnsentStrip::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    m_parts->setDirection(width() < m_appearance.px(narrowStrip) ? QBoxLayout::TopToBottom
                                                                 : QBoxLayout::LeftToRight);
}

void UnsentStrip::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        refresh();
}

} // namespace Ui
