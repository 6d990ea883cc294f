// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayList>

#include <algorithm>
#include <cstddef>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

/// A socket as systemd listens on for its services' news.
class NotifySocket {
public:
    explicit NotifySocket(const QByteArray &path)
        : m_descriptor(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0))
    {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::copy(path.begin(), path.end(), address.sun_path);
        if (path.startsWith('@'))
            address.sun_path[0] = '\0';
        const auto length = socklen_t(offsetof(sockaddr_un, sun_path) + size_t(path.size()));
        isBound = ::bind(m_descriptor, reinterpret_cast<sockaddr *>(&address), length) == 0;
    }
    ~NotifySocket() { ::close(m_descriptor); }

    QByteArrayList news()
    {
        char buffer[512];
        for (ssize_t size = 0; (size = ::recv(m_descriptor, buffer, sizeof buffer, 0)) >= 0;)
            m_news.append(QByteArray(buffer, size));
        return m_news;
    }

    bool isBound = false;

private:
    int m_descriptor;
    QByteArrayList m_news;
};
