// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/doors/listener.h"
#include "tests/support/httppeer.h"

#include <memory>
#include <utility>
#include <vector>

namespace TestSupport {

/// An HTTP door and those who ask there; the test derives from it, and opens the door.
class HttpFixture : public QObject {
protected:
    /// Keeps it until the test is over.
    HttpPeer *add(std::unique_ptr<HttpPeer> peer)
    {
        m_peers.push_back(std::move(peer));
        return m_peers.back().get();
    }
    HttpPeer *ask(const QByteArray &method, const QByteArray &path, const QByteArray &body = {},
                  const QByteArray &headers = {})
    {
        return add(
            std::make_unique<HttpPeer>(m_listener->serverPort(), method, path, body, headers));
    }
    /// Bytes as they are typed, maybe from another address of this computer.
    HttpPeer *type(const QByteArray &bytes, const QHostAddress &from = QHostAddress())
    {
        return add(std::make_unique<HttpPeer>(m_listener->serverPort(), bytes, from));
    }

    std::unique_ptr<Server::Listener> m_listener;
    std::vector<std::unique_ptr<HttpPeer>> m_peers;
};

} // namespace TestSupport
