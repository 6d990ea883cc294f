// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/deliveryactions.h"

#include "ui/composer.h"
#include "ui/messagedetails.h"
#include "ui/model/chatclient.h"
#include "ui/model/outboxsender.h"
#include "ui/model/pace.h"
#include "ui/paceclock.h"
#include "ui/pauseline.h"
#include "ui/shortcuts.h"
#include "ui/slowmodeclock.h"
#include "ui/timelineview.h"
#include "ui/unsentstrip.h"

#include <QMenu>
#include <QShortcut>
#include <QVBoxLayout>

#include <algorithm>
#include <optional>

namespace Ui {

namespace {

bool isSaid(const QModelIndex &line)
{
    return line.isValid() &&
           Chat::MessageType(line.data(TimelineModel::TypeRole).toInt()) == Chat::MessageType::Talk;
}

std::optional<OutboxEntry> unsentEntry(ChatClient &client, const Chat::ClientMessageId &message)
{
    const auto &entries = client.outbox().entries();
    const auto at = std::find_if(entries.begin(), entries.end(), [&](const OutboxEntry &entry) {
        return entry.message.clientId == message;
    });
    return at == entries.end() ? std::nullopt : std::optional<OutboxEntry>(*at);
}

} // namespace

DeliveryActions::DeliveryActions(ChatClient &client, TimelineView &timeline, Composer &composer,
                                 const Appearance &appearance, QWidget *parent)
    : QObject(parent), m_timeline(timeline), m_above(new QWidget(parent)),
      m_strip(new UnsentStrip(client, appearance, m_above)),
      m_pause(new PauseLine(appearance, m_above))
{
    auto *column = new QVBoxLayout(m_above);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_strip);
    column->addWidget(m_pause);
    new SlowModeClock(*client.rooms(), composer, *m_pause);
    new PaceClock(new Pace(client.connection()), *m_pause);
    connect(&composer, &Composer::roomShown, m_strip,
            [this, &composer] { m_strip->setRoom(composer.room()); });
    m_strip->setTabBefore(&composer);
    connect(m_strip, &UnsentStrip::focusLeft, &composer, &Composer::focusText);
    connect(&timeline, &TimelineView::retryRequested, this,
            [&client](const QString &id) { client.resend(Chat::ClientMessageId(id)); });
    connect(&timeline, &TimelineView::discardRequested, this,
            [&client, &composer](const QString &id) {
                discard(client, composer, Chat::ClientMessageId(id));
            });
    connect(&timeline, &TimelineView::menuOpening, this, &DeliveryActions::fillMenu);
    connect(makeShortcut("details", &timeline), &QShortcut::activated, this,
            [this] { showDetails(m_timeline.currentIndex()); });
}

void DeliveryActions::discard(ChatClient &client, Composer &composer,
                              const Chat::ClientMessageId &message)
{
    const std::optional<OutboxEntry> dropped = unsentEntry(client, message);
    client.discard(message);
    const bool wentWaiting = dropped && !dropped->failed && !unsentEntry(client, message);
    if (wentWaiting && !dropped->message.text.isEmpty() && composer.room() == dropped->message.room)
        composer.bringBack(dropped->message.text);
}

void DeliveryActions::takeBack(ChatClient &client, Composer &composer,
                               const Chat::ClientMessageId &message)
{
    const std::optional<OutboxEntry> entry = unsentEntry(client, message);
    if (!entry || !entry->message.files.empty() || composer.room() != entry->message.room)
        return;
    client.discard(message);
    if (!unsentEntry(client, message))
        composer.bringBack(entry->message.text);
}

void DeliveryActions::fillMenu(QMenu *menu, const QModelIndex &line)
{
    if (!isSaid(line))
        return;
    menu->addAction(tr("About this message…"), this,
                    [this, at = QPersistentModelIndex(line)] { showDetails(at); })
        ->setObjectName(QStringLiteral("messageDetailsAction"));
    menu->addSeparator();
}

void DeliveryActions::showDetails(const QModelIndex &line)
{
    if (isSaid(line))
        (new MessageDetails(line, m_timeline.window()))->open();
}

} // namespace Ui
