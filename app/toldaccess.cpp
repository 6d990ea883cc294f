// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/toldaccess.h"

#include "app/sessions.h"
#include "ui/model/exportsource.h"
#include "ui/model/hostway.h"

using Phase = Ui::ConnectionStatus::Phase;

ToldAccess::ToldAccess(Sessions &sessions) : m_sessions(sessions)
{
    connect(&sessions, &Sessions::added, this, &ToldAccess::follow);
    connect(&m_inquiry, &Ui::HostInquiry::answered, this, &ToldAccess::take);
}

std::optional<Chat::HostAccess> ToldAccess::of(const Ui::ChatClient *client) const
{
    const auto told = m_told.find(client);
    return told == m_told.end() ? std::nullopt : std::optional(*told);
}

void ToldAccess::refresh(Ui::ChatClient *client)
{
    const Ui::HostWay *way = client ? Ui::HostWay::of(*client) : nullptr;
    if (way && client->status().phase == Phase::Online)
        m_inquiry.ask(way->url());
}

void ToldAccess::follow(Ui::ChatClient *client)
{
    connect(client, &Ui::ChatClient::statusChanged, this, [this, client] { refresh(client); });
    connect(client, &QObject::destroyed, this, [this, client] { m_told.remove(client); });
}

void ToldAccess::take(const QUrl &host, const Chat::About &about)
{
    for (Ui::ChatClient *client : m_sessions.clients()) {
        const Ui::HostWay *way = Ui::HostWay::of(*client);
        if (!way || way->url() != host || about.hostId != Ui::hostIdOf(*client) ||
            (!way->pin().isEmpty() && way->pin() != about.fingerprint))
            continue;
        if (of(client) == about.access)
            continue;
        m_told.insert(client, about.access);
        Q_EMIT changed(client);
    }
}
