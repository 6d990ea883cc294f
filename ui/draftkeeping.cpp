// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/draftkeeping.h"

#include "ui/composer.h"
#include "ui/model/account.h"
#include "ui/model/chatclient.h"
#include "ui/model/outboxsender.h"
#include "ui/model/roomorders.h"

namespace Ui {

DraftKeeping::DraftKeeping(ChatClient &client, Composer &composer)
    : QObject(&composer), m_drafts(&client.outbox().drafts())
{
    for (const Chat::RoomId &room : m_drafts->rooms())
        composer.restore(room, m_drafts->draft(room).written);
    connect(&composer, &Composer::drafted, m_drafts, &Drafts::setWritten);
    connect(&composer, &Composer::settled, m_drafts, &Drafts::flush);
    connect(m_drafts, &Drafts::forgotten, &composer, [&composer](const Chat::RoomId &room) {
        if (room.isEmpty())
            composer.forgetAll();
    });
    // What stands in place of such a room still shows what was written there.
    connect(client.orders(), &RoomOrders::roomWent, m_drafts, &Drafts::forget);
    connect(client.account(), &Account::loggedOut, m_drafts, &Drafts::forgetAll);
    connect(client.account(), &Account::erased, m_drafts, &Drafts::forgetAll);
}

DraftKeeping::~DraftKeeping()
{
    if (m_drafts)
        m_drafts->flush();
}

} // namespace Ui
