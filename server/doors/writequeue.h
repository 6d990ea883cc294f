// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <vector>

namespace Server {

/// Bytes on their way out, as the shared pieces they were made in: nothing is copied, and a piece
/// is let go as soon as it has left.
class WriteQueue {
public:
    void add(const QByteArray &piece);
    /// Not taken yet.
    qint64 bytes() const { return m_bytes; }
    /// Views of the first pieces, `most` at most; how many there are.
    size_t front(QByteArrayView *views, size_t most) const;
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
