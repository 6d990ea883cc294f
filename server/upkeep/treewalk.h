// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/upkeep/pageimage.h"

#include <QVariantList>

#include <functional>
#include <optional>
#include <vector>

namespace Server {

/// A row as it lies in a page.
struct PageRow {
    qint64 id = 0; ///< 0 in a table without row ids.
    QVariantList values;
};

/// The values of an SQLite record; nullopt unless it is one, to the byte.
std::optional<QVariantList> recordValues(QByteArrayView record);

/// Goes through the b-trees of a file that may be damaged anywhere, each page once. What cannot be
/// read is counted and left out.
class TreeWalk {
public:
    using Take = std::function<void(const PageRow &)>;

    explicit TreeWalk(const PageImage &image);

    /// The rows below that page, and nothing where `take` is null: its pages are known then.
    void walk(quint32 root, const Take &take);
    /// The rows of leaves that no walk came to.
    void orphans(const Take &take);

    qint64 unreadablePages() const { return m_unreadablePages; }
    qint64 brokenRows() const { return m_brokenRows; }

private:
    struct Page;
    void leaf(const Page &page, const Take &take);
    std::optional<QByteArray> payload(const Page &page, qsizetype place, quint64 size);

    const PageImage &m_image;
    std::vector<bool> m_seen;
    qint64 m_unreadablePages = 0;
    qint64 m_brokenRows = 0;
};

} // namespace Server
