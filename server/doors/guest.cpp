// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/doors/guest.h"

namespace Server {

Guest::Guest(std::unique_ptr<Stream> stream, Doorkeeper &doorkeeper)
    : m_stream(std::move(stream)), m_doorkeeper(doorkeeper)
{
    m_stream->setUser(this);
}

Guest::~Guest()
{
    takeStream();
}

std::unique_ptr<Stream> Guest::takeStream()
{
    if (m_stream) {
        m_stream->reception().alarms.cancel(*this);
        m_stream->setUser(nullptr);
    }
    return std::move(m_stream);
}

void Guest::ringAfter(std::chrono::milliseconds time)
{
    m_stream->reception().alarms.set(*this, time);
}

} // namespace Server
