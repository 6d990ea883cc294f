// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/doors/acceptor.h"

#include <cerrno>

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

namespace Server {
namespace {

void set(int descriptor, int level, int option, int value)
{
    ::setsockopt(descriptor, level, option, &value, sizeof value);
}

} // namespace

void prepareAcceptor(int descriptor)
{
    set(descriptor, IPPROTO_TCP, TCP_NODELAY, 1);
    set(descriptor, SOL_SOCKET, SO_KEEPALIVE, 1);
#ifdef Q_OS_LINUX
    constexpr int idleSeconds = 30;
    constexpr int secondsBetween = 10;
    constexpr int unanswered = 3;
    set(descriptor, IPPROTO_TCP, TCP_KEEPIDLE, idleSeconds);
    set(descriptor, IPPROTO_TCP, TCP_KEEPINTVL, secondsBetween);
    set(descriptor, IPPROTO_TCP, TCP_KEEPCNT, unanswered);
#endif
}

Accepted acceptOne(int descriptor)
{
    Accepted accepted;
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    auto *const generic = reinterpret_cast<sockaddr *>(&address);
#ifdef Q_OS_LINUX
    accepted.descriptor = ::accept4(descriptor, generic, &size, SOCK_CLOEXEC | SOCK_NONBLOCK);
#else
    accepted.descriptor = ::accept(descriptor, generic, &size);
    if (accepted.descriptor >= 0) {
        ::fcntl(accepted.descriptor, F_SETFD, FD_CLOEXEC);
        ::fcntl(accepted.descriptor, F_SETFL, O_NONBLOCK);
        prepareAcceptor(accepted.descriptor); // not inherited everywhere
    }
#endif
    if (accepted.descriptor >= 0)
        accepted.peer = QHostAddress(generic);
    else if (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR && errno != ECONNABORTED)
        accepted.error = std::error_code(errno, std::generic_category());
    return accepted;
}

} // namespace Server
