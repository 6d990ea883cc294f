// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/waitwatch.h"

#include "server/store/logging.h"

#include <QSqlDriver>
#include <QVariant>

#include <utility>

#ifdef Q_OS_UNIX
#include <dlfcn.h>
#include <sys/socket.h>
#include <unistd.h>
#endif

namespace Server {
namespace {

#if defined(Q_OS_MACOS)
constexpr const char *libraryName = "libpq.5.dylib";
#elif defined(Q_OS_UNIX)
constexpr const char *libraryName = "libpq.so.5";
#endif

/// -1: there is none.
int socketOf([[maybe_unused]] const QSqlDriver &driver)
{
#ifdef Q_OS_UNIX
    // The one that the driver has loaded, and no other, which might know a connection otherwise; it
    // is not linked for those who have no database.
    using SocketOf = int (*)(const void *connection);
    static const SocketOf socketOf = [] {
        void *library = ::dlopen(libraryName, RTLD_LAZY | RTLD_NOLOAD);
        return library ? reinterpret_cast<SocketOf>(::dlsym(library, "PQsocket")) : nullptr;
    }();
    const QVariant handle = driver.handle();
    const QByteArray type = handle.typeName(); // the second is what the first stands for
    if (socketOf && (type == "PGconn*" || type == "pg_conn*"))
        return ::dup(socketOf(*static_cast<void *const *>(handle.constData())));
#endif
    qCWarning(storeLog) << "nothing bounds how long the database may take to answer";
    return -1;
}

} // namespace

void WaitWatch::begin(QSqlDriver &driver)
{
    delete driver.findChild<WaitWatch *>(QString(), Qt::FindDirectChildrenOnly);
    if (const int socket = socketOf(driver); socket >= 0)
        new WaitWatch(driver, socket);
}

WaitWatch::WaitWatch(QSqlDriver &driver, int socket)
    : QObject(&driver), m_socket(socket), m_thread([this] { run(); })
{
}

WaitWatch::~WaitWatch()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isOver = true;
    }
    m_wake.notify_one();
    m_thread.join();
#ifdef Q_OS_UNIX
    ::close(m_socket);
#endif
}

void WaitWatch::set(std::optional<Clock::time_point> deadline)
{
    bool isToWake = false;
    {
        const std::lock_guard lock(m_mutex);
        m_deadline = deadline;
        isToWake = deadline && std::exchange(m_isAsleep, false);
    }
    if (isToWake)
        m_wake.notify_one();
}

void WaitWatch::run()
{
    // It looks once in a while, so that it costs nothing to ask one thing after another.
    constexpr std::chrono::seconds period{1};
    std::unique_lock lock(m_mutex);
    while (!m_isOver) {
        if (!m_deadline) {
            m_isAsleep = true; // each time, since what woke it may be over by now
            m_wake.wait(lock);
            continue;
        }
        m_wake.wait_for(lock, period, [this] { return m_isOver; });
        if (!m_deadline || Clock::now() < *m_deadline)
            continue;
        m_deadline.reset();
        qCWarning(storeLog) << "the database keeps us waiting; the connection is cut";
#ifdef Q_OS_UNIX
        ::shutdown(m_socket, SHUT_RDWR);
#endif
    }
}

WaitWatch::Waiting::Waiting(const QSqlDriver *driver, std::chrono::seconds limit)
    : m_watch(driver ? driver->findChild<WaitWatch *>(QString(), Qt::FindDirectChildrenOnly)
                     : nullptr)
{
    if (m_watch)
        m_watch->set(Clock::now() + limit);
}

WaitWatch::Waiting::~Waiting()
{
    if (m_watch)
        m_watch->set(std::nullopt);
}

} // namespace Server
