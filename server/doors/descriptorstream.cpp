// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/doors/descriptorstream.h"

#include <QEvent>
#include <QSocketNotifier>

#include <array>
#include <cerrno>
#include <utility>

#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

namespace Server {

/// Tells its stream directly: ten thousand connections need no signals for that.
class DescriptorStream::Notifier final : public QSocketNotifier {
public:
    Notifier(DescriptorStream &stream, Type type)
        : QSocketNotifier(stream.m_descriptor, type), m_stream(&stream)
    {
    }

protected:
    bool event(QEvent *event) override
    {
        if (event->type() != QEvent::SockAct && event->type() != QEvent::SockClose)
            return QSocketNotifier::event(event);
        if (!m_stream)
            return true;
        m_calling = true;
        if (type() == Read)
            m_stream->m_user->readable();
        else
            m_stream->writable();
        m_calling = false;
        return true;
    }

private:
    friend struct Forget;
    DescriptorStream *m_stream;
    bool m_calling = false;
};

void DescriptorStream::Forget::operator()(Notifier *notifier) const
{
    notifier->m_stream = nullptr;
    notifier->setEnabled(false);
    if (notifier->m_calling)
        notifier->deleteLater();
    else
        delete notifier;
}

DescriptorStream::DescriptorStream(int descriptor, const QHostAddress &peer, Reception::Place place)
    : Stream(peer, std::move(place)), m_descriptor(descriptor),
      m_reads(new Notifier(*this, QSocketNotifier::Read))
{
}

DescriptorStream::~DescriptorStream()
{
    abort();
}

void DescriptorStream::abort()
{
    m_queue.clear();
    if (const int descriptor = release(); descriptor >= 0)
        ::close(descriptor);
}

int DescriptorStream::release()
{
    m_reads.reset();
    m_writes.reset();
    return std::exchange(m_descriptor, -1);
}

qsizetype DescriptorStream::receive(char *to, qsizetype most, int flags)
{
    if (m_descriptor < 0)
        return ended;
    const ssize_t size = ::recv(m_descriptor, to, size_t(most), flags | MSG_DONTWAIT);
    if (size > 0)
        return size;
    if (size < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR))
        return 0;
    if (size < 0) {
        m_failed = true;
        m_queue.clear(); // nobody will ever read it
    }
    m_reads->setEnabled(false); // the end is there for ever
    return ended;
}

qsizetype DescriptorStream::read(char *to, qsizetype most)
{
    return receive(to, most, 0);
}

qsizetype DescriptorStream::peek(char *to, qsizetype most)
{
    return receive(to, most, MSG_PEEK);
}

void DescriptorStream::setReading(bool reading)
{
    if (m_reads && m_reads->isEnabled() != reading)
        m_reads->setEnabled(reading);
}

void DescriptorStream::flush()
{
    if (m_writes || m_failed || m_descriptor < 0)
        return;
    std::array<iovec, 256> pieces; // left uninitialised: a flush mostly needs few of them
    while (m_queue.bytes() > 0) {
        size_t count = 0;
        qint64 offered = 0;
        m_queue.front(pieces.size(), [&](const char *data, qsizetype size) {
            pieces[count++] = {const_cast<char *>(data), size_t(size)};
            offered += size;
        });
        msghdr header{};
        header.msg_iov = pieces.data();
        header.msg_iovlen = count;
        const ssize_t written = ::sendmsg(m_descriptor, &header, MSG_DONTWAIT | MSG_NOSIGNAL);
        if (written > 0)
            m_queue.taken(written);
        if (written == offered)
            continue;
        if (written < 0 && errno == EINTR)
            continue;
        m_failed = written < 0 && errno != EAGAIN && errno != EWOULDBLOCK;
        if (m_failed)
            m_queue.clear();
        // Of a broken connection the notifier tells at once: the user is not called from here.
        m_writes.reset(new Notifier(*this, QSocketNotifier::Write));
        return;
    }
}

void DescriptorStream::writable()
{
    m_writes.reset();
    if (m_failed) {
        m_user->broken();
        return;
    }
    const qint64 before = m_queue.bytes();
    flush();
    if (!m_failed && m_queue.bytes() < before)
        m_user->written();
}

void DescriptorStream::shutdownWrite()
{
    ::shutdown(m_descriptor, SHUT_WR);
}

} // namespace Server
