// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/upkeep/treewalk.h"

#include <QtEndian>

#include <bit>

namespace Server {
namespace {

enum PageKind : quint8 { IndexInner = 2, TableInner = 5, IndexLeaf = 10, TableLeaf = 13 };

constexpr quint64 largestPayload = 1'100'000'000; ///< SQLite's own bound is 10^9.
constexpr qsizetype mostColumns = 200;

/// SQLite's varint at a place, which moves behind it; nullopt past the end.
std::optional<quint64> varint(QByteArrayView bytes, qsizetype &place)
{
    quint64 value = 0;
    for (int i = 0; i < 9; ++i) {
        if (place >= bytes.size())
            return std::nullopt;
        const auto byte = quint8(bytes[place++]);
        if (i == 8)
            return value << 8 | byte;
        value = value << 7 | (byte & 0x7fU);
        if (byte < 0x80)
            return value;
    }
    return std::nullopt;
}

qint64 bigEndian(QByteArrayView bytes)
{
    auto value = qint64(qint8(bytes[0]));
    for (qsizetype i = 1; i < bytes.size(); ++i)
        value = qint64(quint64(value) << 8 | quint8(bytes[i]));
    return value;
}

std::optional<quint64> sizeOfType(quint64 type)
{
    constexpr quint64 sizes[] = {0, 1, 2, 3, 4, 6, 8, 8, 0, 0};
    if (type < 10)
        return sizes[type];
    if (type < 12)
        return std::nullopt;
    return (type - 12) / 2;
}

QVariant valueOfType(quint64 type, QByteArrayView bytes)
{
    if (type == 0)
        return {};
    if (type == 8 || type == 9)
        return qint64(type - 8);
    if (type == 7)
        return std::bit_cast<double>(bigEndian(bytes));
    if (type < 7)
        return bigEndian(bytes);
    if (type % 2 == 0)
        return bytes.toByteArray();
    return QString::fromUtf8(bytes);
}

} // namespace

std::optional<QVariantList> recordValues(QByteArrayView record)
{
    qsizetype place = 0;
    const auto headerSize = varint(record, place);
    if (!headerSize || *headerSize > quint64(record.size()) || *headerSize < quint64(place))
        return std::nullopt;
    const QByteArrayView header = record.first(qsizetype(*headerSize));
    auto body = quint64(header.size());
    QVariantList values;
    while (place < header.size()) {
        const auto type = varint(header, place);
        const auto size = type ? sizeOfType(*type) : std::nullopt;
        if (!size || values.size() >= mostColumns || *size > quint64(record.size()) - body)
            return std::nullopt;
        values.append(valueOfType(*type, record.sliced(qsizetype(body), qsizetype(*size))));
        body += *size;
    }
    if (body != quint64(record.size()))
        return std::nullopt;
    return values;
}

/// One whose head makes sense.
struct TreeWalk::Page {
    quint8 kind = 0;
    QByteArray bytes;
    std::vector<qsizetype> cells; ///< Where they begin.
    quint32 rightmost = 0;        ///< Of an inner one.

    bool isTable() const { return kind == TableLeaf || kind == TableInner; }
    bool isLeaf() const { return kind == TableLeaf || kind == IndexLeaf; }

    static std::optional<Page> read(const PageImage &image, quint32 number)
    {
        Page page;
        page.bytes = image.page(number);
        if (page.bytes.isEmpty())
            return std::nullopt;
        const char *bytes = page.bytes.constData();
        const qsizetype head = number == 1 ? 100 : 0;
        page.kind = quint8(bytes[head]);
        if (page.kind != IndexInner && page.kind != TableInner && page.kind != IndexLeaf &&
            page.kind != TableLeaf)
            return std::nullopt;
        const auto count = qFromBigEndian<quint16>(bytes + head + 3);
        const qsizetype pointers = head + (page.isLeaf() ? 8 : 12);
        const qsizetype cellsFrom = pointers + 2 * qsizetype(count);
        if (cellsFrom > image.usableSize())
            return std::nullopt;
        if (!page.isLeaf())
            page.rightmost = qFromBigEndian<quint32>(bytes + head + 8);
        for (qsizetype at = pointers; at < cellsFrom; at += 2) {
            const qsizetype cell = qFromBigEndian<quint16>(bytes + at);
            if (cell < cellsFrom || cell + 4 > image.usableSize())
                return std::nullopt;
            page.cells.push_back(cell);
        }
        return page;
    }
};

TreeWalk::TreeWalk(const PageImage &image) : m_image(image), m_seen(size_t(image.pageCount()) + 1)
{
}

void TreeWalk::walk(quint32 root, const Take &take)
{
    std::vector<quint32> waiting{root};
    while (!waiting.empty()) {
        const quint32 number = waiting.back();
        waiting.pop_back();
        if (number == 0 || number > m_image.pageCount() || m_seen[number]) {
            ++m_unreadablePages; // a pointer to nowhere, or to what is another's
            continue;
        }
        m_seen[number] = true;
        const auto page = Page::read(m_image, number);
        if (!page) {
            ++m_unreadablePages;
            continue;
        }
        if (!page->isLeaf()) {
            // Children in their order, so that rows come in theirs: the last one goes in first.
            waiting.push_back(page->rightmost);
            for (auto cell = page->cells.rbegin(); cell != page->cells.rend(); ++cell)
                waiting.push_back(qFromBigEndian<quint32>(page->bytes.constData() + *cell));
        }
        if (take && page->kind != TableInner)
            leaf(*page, take); // an inner page of an index holds rows, too
    }
}

void TreeWalk::orphans(const Take &take)
{
    for (quint32 number = 1; number <= m_image.pageCount(); ++number) {
        if (m_seen[number])
            continue;
        const auto page = Page::read(m_image, number);
        if (!page || page->kind != TableLeaf)
            continue;
        m_seen[number] = true;
        leaf(*page, take);
    }
}

void TreeWalk::leaf(const Page &page, const Take &take)
{
    for (const qsizetype cell : page.cells) {
        qsizetype place = page.isLeaf() ? cell : cell + 4;
        PageRow row;
        const auto size = varint(page.bytes, place);
        const auto id = size && page.isTable() ? varint(page.bytes, place) : std::optional(0ULL);
        const auto bytes = size && id ? payload(page, place, *size) : std::nullopt;
        const auto values = bytes ? recordValues(*bytes) : std::nullopt;
        if (!values) {
            ++m_brokenRows;
            continue;
        }
        row.id = qint64(*id);
        row.values = *values;
        take(row);
    }
}

std::optional<QByteArray> TreeWalk::payload(const Page &page, qsizetype place, quint64 size)
{
    const auto usable = quint64(m_image.usableSize());
    const quint64 most = page.isTable() ? usable - 35 : (usable - 12) * 64 / 255 - 23;
    const quint64 least = (usable - 12) * 32 / 255 - 23;
    quint64 local = size;
    if (size > most) {
        const quint64 wanted = least + (size - least) % (usable - 4);
        local = wanted <= most ? wanted : least;
    }
    if (size > largestPayload || size > usable * m_image.pageCount() ||
        quint64(place) + local + (local < size ? 4 : 0) > usable)
        return std::nullopt;
    QByteArray bytes = page.bytes.mid(place, qsizetype(local));
    if (local == size)
        return bytes;
    auto next = qFromBigEndian<quint32>(page.bytes.constData() + place + qsizetype(local));
    while (quint64(bytes.size()) < size) {
        const QByteArray more = m_image.page(next);
        if (more.isEmpty() || m_seen[next])
            return std::nullopt;
        m_seen[next] = true;
        next = qFromBigEndian<quint32>(more.constData());
        const auto part = std::min(size - quint64(bytes.size()), usable - 4);
        bytes += more.mid(4, qsizetype(part));
    }
    return bytes;
}

} // namespace Server
