// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/doors/writequeue.h"

namespace Server {
namespace {

/// What an idle connection may keep room for; more is given back.
constexpr size_t keptPieces = 8;
constexpr size_t worthMoving = 1024;

} // namespace

void WriteQueue::add(const QByteArray &piece)
{
    if (piece.isEmpty())
        return;
    m_pieces.push_back(piece);
    m_bytes += piece.size();
}

void WriteQueue::taken(qint64 bytes)
{
    Q_ASSERT(bytes <= m_bytes);
    m_bytes -= bytes;
    if (m_bytes == 0) {
        clear();
        return;
    }
    qsizetype left = qsizetype(bytes) + m_offset;
    while (left >= m_pieces[m_first].size()) {
        left -= m_pieces[m_first].size();
        m_pieces[m_first++] = {};
    }
    m_offset = left;
    if (m_first >= worthMoving && m_first >= m_pieces.size() / 2) {
        m_pieces.erase(m_pieces.begin(), m_pieces.begin() + std::ptrdiff_t(m_first));
        m_first = 0;
    }
}

void WriteQueue::clear()
{
    if (m_pieces.capacity() > keptPieces)
        std::vector<QByteArray>().swap(m_pieces);
    m_pieces.clear();
    m_first = 0;
    m_offset = 0;
    m_bytes = 0;
}

} // namespace Server
