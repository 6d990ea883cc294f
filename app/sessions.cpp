// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sessions.h"

#include <algorithm>
#include <utility>

Ui::ChatClient *Sessions::add(std::unique_ptr<Ui::ChatClient> client, const QString &key)
{
    m_all.push_back({std::move(client), key});
    Ui::ChatClient *here = m_all.back().client.get();
    Q_EMIT added(here);
    return here;
}

Ui::ChatClient *Sessions::at(const QString &key) const
{
    const auto found = std::find_if(m_all.begin(), m_all.end(),
                                    [&key](const Session &one) { return one.key == key; });
    return found == m_all.end() ? nullptr : found->client.get();
}

QList<Ui::ChatClient *> Sessions::clients() const
{
    QList<Ui::ChatClient *> clients;
    for (const Session &one : m_all)
        clients << one.client.get();
    return clients;
}

void Sessions::end(Ui::ChatClient *client)
{
    const auto found = std::find_if(m_all.begin(), m_all.end(), [client](const Session &one) {
        return one.client.get() == client;
    });
    if (found == m_all.end())
        return;
    found->client.release()->setParent(this);
    m_all.erase(found);
    client->disconnectFromHost();
    if (client->status().phase == Ui::ConnectionStatus::Phase::Offline)
        return client->deleteLater();
    connect(client, &Ui::ChatClient::statusChanged, client, [client] {
        if (client->status().phase == Ui::ConnectionStatus::Phase::Offline)
            client->deleteLater();
    });
}
