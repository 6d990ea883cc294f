// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/doors/farewell.h"

namespace Server {
namespace {

/// Without progress; somebody who reads slowly gets as much again, some times.
constexpr std::chrono::seconds deadline{2};
constexpr int mostDeadlines = 15;

} // namespace

Farewell::Farewell(std::unique_ptr<Stream> stream, Doorkeeper &doorkeeper)
    : Guest(std::move(stream), doorkeeper)
{
}

void Farewell::start()
{
    ringAfter(deadline);
    m_stream->setReading(true);
    m_stream->flush();
    if (m_stream->bytesToWrite() == 0)
        m_stream->shutdownWrite();
}

void Farewell::readable()
{
    auto &buffer = m_stream->reception().readBuffer;
    if (m_stream->read(buffer.data(), qsizetype(buffer.size())) != Stream::ended)
        return;
    // The peer may have closed its own direction only, and wait for our words.
    m_stream->flush();
    if (m_stream->bytesToWrite() == 0)
        m_doorkeeper.gone(*this);
}

void Farewell::written()
{
    m_progress = true;
    if (m_stream->bytesToWrite() == 0)
        m_stream->shutdownWrite();
}

void Farewell::ring()
{
    if (!m_progress || ++m_rings >= mostDeadlines) {
        m_doorkeeper.gone(*this);
        return;
    }
    m_progress = false;
    ringAfter(deadline);
}

} // namespace Server
