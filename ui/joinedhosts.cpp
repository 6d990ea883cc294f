// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/joinedhosts.h"

#include "ui/model/chatclient.h"

#include <algorithm>

namespace Ui {

QString JoinedHosts::Host::name() const
{
    return shownHostName(client->hostName(), summary);
}

const JoinedHosts::Host *JoinedHosts::find(const ChatClient *client) const
{
    const auto found = std::find_if(m_all.begin(), m_all.end(),
                                    [client](const Host &host) { return host.client == client; });
    return found == m_all.end() ? nullptr : &*found;
}

void JoinedHosts::add(ChatClient *client, const HostSummary &summary)
{
    m_all.push_back({client, summary});
    Q_EMIT added(client);
}

void JoinedHosts::remove(const ChatClient *client)
{
    if (std::erase_if(m_all, [client](const Host &host) { return host.client == client; }) > 0)
        Q_EMIT removed(client);
}

void JoinedHosts::change(const ChatClient *client, const HostSummary &summary)
{
    for (Host &host : m_all) {
        if (host.client != client)
            continue;
        host.summary = summary;
        return Q_EMIT changed(client);
    }
}

} // namespace Ui
