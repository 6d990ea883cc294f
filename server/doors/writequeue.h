// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <algorithm>
#include <vector>

namespace Server {

/// Bytes on their way out, as the shared pieces they were made in: nothing is copied, and a piece
/// is let go as soon as it has left.
class WriteQueue {
public:
    void add(const QByteArray &piece);
    /// Not taken yet.
    qint64 bytes() const { return m_bytes; }
    /// Shows the first pieces, `most` at most, to `show(data, size)`; how many there are.
    template <typename Show>
    size_t front(size_t most, Show show) const
    {
        const size_t count = std::min(most, m_pieces.size() - m_first);
        qsizetype offset = m_offset; // the first one may have left in part
        for (size_t i = m_first; i < m_first + count; ++i) {
            show(m_pieces[i].constData() + offset, m_pieces[i].size() - offset);
            offset = 0;
        }
        return count;
    }
    /// So many bytes have left.
    void taken(qint64 bytes);
    void clear();

private:
    std::vector<QByteArray> m_pieces;
    size_t m_first = 0;     ///< Those before have left.
    qsizetype m_offset = 0; ///< So much of the first one has left.
    qint64 m_bytes = 0;
};

} // namespace Server
