// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/roomwindows.h"

#include "stomp/wire/address.h"
#include "ui/composer.h"
#include "ui/model/account.h"
#include "ui/model/chatclient.h"
#include "ui/model/pinnedmodel.h"
#include "ui/model/roomtitle.h"
#include "ui/model/webhooks.h"
#include "ui/pinsdialog.h"
#include "ui/roomheader.h"
#include "ui/roomrights.h"
#include "ui/roomsettingsdialog.h"
#include "ui/webhooksdialog.h"

namespace Ui {

RoomWindows::RoomWindows(ChatClient &client, RoomHeader &header, Composer &composer,
                         const Appearance &appearance, QWidget *page)
    : QObject(page), m_client(client), m_header(header), m_composer(composer),
      m_appearance(appearance), m_page(page), m_pinned(new PinnedModel(client, this))
{
    connect(&header, &RoomHeader::settingsRequested, this, &RoomWindows::openSettings);
    connect(&header, &RoomHeader::webhooksRequested, this, &RoomWindows::openWebhooks);
    connect(&header, &RoomHeader::pinsRequested, this, &RoomWindows::openPins);
    // It is empty while one does not belong to the shown room.
    connect(&composer, &Composer::roomShown, m_pinned,
            [this] { m_pinned->setRoom(m_composer.room()); });
    const auto count = [this] { m_header.setPinned(m_pinned->rowCount()); };
    connect(m_pinned, &QAbstractItemModel::modelReset, this, count);
    connect(m_pinned, &QAbstractItemModel::rowsInserted, this, count);
    connect(m_pinned, &QAbstractItemModel::rowsRemoved, this, count);
}

void RoomWindows::openSettings()
{
    (new RoomSettingsDialog(m_client, m_composer.room(), m_appearance, m_page))->open();
}

void RoomWindows::openWebhooks()
{
    const Chat::RoomId room = m_composer.room();
    auto *dialog =
        new WebhooksDialog(m_client.webhooks(room), Chat::hostUrl(m_address),
                           roomTitle(m_client.rooms()->indexOf(room)), m_appearance, m_page);
    dialog->setOutgoingOffered(m_client.account()->info().role == QStringLiteral("owner"));
    const auto follow = [this, dialog, room] {
        if (!rightsIn(m_client.rooms()->room(room)).order)
            dialog->reject(); // the room is gone, or others keep order in it
    };
    connect(m_client.rooms(), &QAbstractItemModel::dataChanged, dialog, follow);
    connect(m_client.rooms(), &QAbstractItemModel::rowsRemoved, dialog, follow);
    dialog->open();
}

void RoomWindows::openPins()
{
    if (!m_pins) {
        m_pins = new PinsDialog(m_client, *m_pinned, m_appearance, m_page);
        connect(m_pins, &PinsDialog::chosen, this, [this](Chat::Sequence message) {
            Q_EMIT messageChosen(message);
            m_page->window()->activateWindow();
        });
        // One that is left has nothing to show.
        connect(m_pinned, &QAbstractItemModel::modelReset, m_pins, [this] {
            if (m_pinned->room().isEmpty())
                m_pins->close();
        });
    }
    m_pins->show();
    m_pins->raise();
    m_pins->activateWindow();
}

} // namespace Ui
