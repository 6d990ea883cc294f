// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/roomwindows.h"

#include "stomp/wire/address.h"
#include "ui/actions.h"
#include "ui/composer.h"
#include "ui/exportdialog.h"
#include "ui/model/account.h"
#include "ui/model/chatclient.h"
#include "ui/model/hostway.h"
#include "ui/model/roomtitle.h"
#include "ui/model/webhooks.h"
#include "ui/roomheader.h"
#include "ui/roomrights.h"
#include "ui/roomsettingsdialog.h"
#include "ui/webhooksdialog.h"

namespace Ui {

RoomWindows::RoomWindows(ChatClient &client, Actions &actions, RoomHeader &header,
                         Composer &composer, const Appearance &appearance, QWidget *page)
    : QObject(page), m_client(client), m_actions(actions), m_composer(composer),
      m_appearance(appearance), m_page(page)
{
    connect(&header, &RoomHeader::settingsRequested, this, &RoomWindows::openSettings);
    connect(&header, &RoomHeader::webhooksRequested, this, &RoomWindows::openWebhooks);
}

void RoomWindows::openSettings()
{
    (new RoomSettingsDialog(m_client, m_composer.room(), m_appearance, m_page))->open();
}

void RoomWindows::openWebhooks()
{
    const Chat::RoomId room = m_composer.room();
    const HostWay *way = HostWay::of(m_client);
    auto *dialog = new WebhooksDialog(
        m_client.webhooks(room), way ? way->programUrl() : Chat::programUrl(m_address),
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

void RoomWindows::openExport(const Chat::RoomId &room, const QString &host)
{
    if (!m_export) {
        m_export = new ExportDialog(m_client, m_appearance, m_page);
        connect(m_export, &ExportDialog::folderRequested, &m_actions, &Actions::folderRequested);
        connect(m_export, &ExportDialog::endedUnseen, this, &RoomWindows::told);
    }
    m_export->setHost(host, m_address);
    m_export->setRoom(room, roomTitle(m_client.rooms()->indexOf(room)));
    m_export->show();
    m_export->raise();
    m_export->activateWindow();
}

} // namespace Ui
