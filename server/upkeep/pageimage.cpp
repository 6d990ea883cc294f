// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/upkeep/pageimage.h"

#include "takeout/filecopy.h"

#include <QtEndian>

#include <array>
#include <bit>
#include <limits>

namespace Server {
namespace {

constexpr qint64 journalHeaderBytes = 32;
constexpr qint64 frameHeaderBytes = 24;
constexpr quint32 journalMagic = 0x377f0682; ///< Its lowest bit: sums are of big-endian words.
constexpr int mostVersions = 10'000;

quint32 wordAt(const QByteArray &bytes, qsizetype place)
{
    return qFromBigEndian<quint32>(bytes.constData() + place);
}

/// The running sum by which a write-ahead log tells how far it is whole.
struct JournalSum {
    bool bigEndian = false;
    quint32 first = 0;
    quint32 second = 0;

    void add(QByteArrayView bytes)
    {
        for (qsizetype i = 0; i + 8 <= bytes.size(); i += 8) {
            first += word(bytes, i) + second;
            second += word(bytes, i + 4) + first;
        }
    }
    quint32 word(QByteArrayView bytes, qsizetype place) const
    {
        const char *at = bytes.data() + place;
        return bigEndian ? qFromBigEndian<quint32>(at) : qFromLittleEndian<quint32>(at);
    }
    bool is(const QByteArray &bytes, qsizetype place) const
    {
        return first == wordAt(bytes, place) && second == wordAt(bytes, place + 4);
    }
};

bool isPageSize(int size)
{
    return size >= 512 && size <= 65536 && std::has_single_bit(static_cast<unsigned>(size));
}

} // namespace

Takeout::Result<std::unique_ptr<PageImage>> PageImage::open(const QString &file)
{
    auto image = std::make_unique<PageImage>();
    image->m_file.setFileName(file);
    if (!image->m_file.open(QIODevice::ReadOnly))
        return tl::unexpected(Takeout::failureOf(image->m_file, QStringLiteral("read")));
    image->readHeader();
    image->readJournal(file + QStringLiteral("-wal"));
    return image;
}

void PageImage::readHeader()
{
    const QByteArray header = m_file.read(100);
    m_pageCount =
        quint32(std::min<qint64>(m_file.size() / m_pageSize, std::numeric_limits<quint32>::max()));
    if (header.size() < 100 || !header.startsWith(QByteArray("SQLite format 3", 16)))
        return;
    int size = qFromBigEndian<quint16>(header.constData() + 16);
    if (size == 1)
        size = 65536;
    const int reserved = quint8(header[20]);
    const auto version = wordAt(header, 60);
    if (!isPageSize(size) || reserved > 32 || version > mostVersions)
        return;
    m_pageSize = size;
    m_usableSize = size - reserved;
    m_userVersion = int(version);
    m_pageCount =
        quint32(std::min<qint64>(m_file.size() / m_pageSize, std::numeric_limits<quint32>::max()));
}

void PageImage::readJournal(const QString &file)
{
    m_journal.setFileName(file);
    if (!m_journal.open(QIODevice::ReadOnly))
        return;
    const QByteArray header = m_journal.read(journalHeaderBytes);
    if (header.size() < journalHeaderBytes || (wordAt(header, 0) & ~1U) != journalMagic ||
        int(wordAt(header, 8)) != m_pageSize)
        return;
    JournalSum sum{(wordAt(header, 0) & 1U) != 0};
    sum.add(QByteArrayView(header).first(24));
    if (!sum.is(header, 24))
        return;
    QHash<quint32, qint64> pending;
    for (qint64 place = journalHeaderBytes;; place += frameHeaderBytes + m_pageSize) {
        const QByteArray frame = m_journal.read(frameHeaderBytes);
        const QByteArray page = m_journal.read(m_pageSize);
        if (frame.size() < frameHeaderBytes || page.size() < m_pageSize ||
            wordAt(frame, 8) != wordAt(header, 16) || wordAt(frame, 12) != wordAt(header, 20))
            return;
        sum.add(QByteArrayView(frame).first(8));
        sum.add(page);
        if (!sum.is(frame, 16))
            return;
        pending.insert(wordAt(frame, 0), place + frameHeaderBytes);
        if (const quint32 pages = wordAt(frame, 4); pages > 0) { // the end of a transaction
            m_inJournal.insert(pending);
            pending.clear();
            m_pageCount = pages;
            // The version may be in there, too.
            if (const QByteArray first = this->page(1); first.size() >= 100)
                m_userVersion = int(std::min<quint32>(wordAt(first, 60), mostVersions));
            m_journal.seek(place + frameHeaderBytes + m_pageSize);
        }
    }
}

QByteArray PageImage::page(quint32 number) const
{
    if (number == 0 || number > m_pageCount)
        return {};
    const auto inJournal = m_inJournal.constFind(number);
    QFile &file = inJournal == m_inJournal.cend() ? m_file : m_journal;
    const qint64 place =
        inJournal == m_inJournal.cend() ? qint64(number - 1) * m_pageSize : inJournal.value();
    if (!file.seek(place))
        return {};
    const QByteArray page = file.read(m_pageSize);
    return page.size() == m_pageSize ? page : QByteArray();
}

} // namespace Server
