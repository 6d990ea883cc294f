// SPDX-License-Identifier: GPL-3.0-or-later
#include "discovery/dnsmessage.h"

#include <QtEndian>

namespace Discovery {
namespace {

constexpr int mostPointers = 127; // a name has no more labels

/// Goes through the bytes of a message. After the first error everything it gives is empty.
class DnsReader {
public:
    explicit DnsReader(QByteArrayView bytes) : m_bytes(bytes) {}

    std::optional<DnsError> error() const { return m_error; }
    qsizetype at() const { return m_at; }

    void fail(DnsError error)
    {
        if (!m_error)
            m_error = error;
    }
    QByteArray bytes(qsizetype size) { return view(size).toByteArray(); }
    quint8 byte() { return number<quint8>(); }
    quint16 number16() { return number<quint16>(); }
    quint32 number32() { return number<quint32>(); }
    DnsName name();

private:
    QByteArrayView view(qsizetype size)
    {
        if (m_error || size > m_bytes.size() - m_at) {
            fail(DnsError::Cut);
            return {};
        }
        m_at += size;
        return m_bytes.sliced(m_at - size, size);
    }
    template <typename Number>
    Number number()
    {
        const QByteArrayView bytes = view(sizeof(Number));
        return bytes.isEmpty() ? Number(0) : qFromBigEndian<Number>(bytes.data());
    }

    QByteArrayView m_bytes;
    qsizetype m_at = 0;
    std::optional<DnsError> m_error;
};

DnsName DnsReader::name()
{
    QByteArrayList labels;
    qsizetype size = 1;
    // Each pointer leads to before all that was read of the name, so the way ends; and it ends
    // soon.
    qsizetype begin = m_at;
    int pointers = 0;
    std::optional<qsizetype> behind; // the first pointer
    while (!m_error) {
        const quint8 length = byte();
        if (m_error || length == 0)
            break;
        if ((length & 0xc0) == 0xc0) {
            const qsizetype target = ((length & 0x3f) << 8) + byte();
            if (m_error)
                break;
            if (target >= begin || ++pointers > mostPointers) {
                fail(DnsError::BadName);
                break;
            }
            if (!behind)
                behind = m_at;
            m_at = begin = target;
            continue;
        }
        size += 1 + length;
        if (length > DnsName::longestLabel || size > DnsName::longestName) {
            fail(DnsError::BadName);
            break;
        }
        labels.append(bytes(length));
    }
    if (m_error)
        return {};
    if (behind)
        m_at = *behind;
    return DnsName(labels);
}

QByteArrayList readStrings(DnsReader &reader, qsizetype end)
{
    QByteArrayList strings;
    while (!reader.error() && reader.at() < end) {
        const quint8 size = reader.byte();
        strings.append(reader.bytes(size));
    }
    if (strings.isEmpty())
        strings.append(QByteArray());
    return strings;
}

/// RFC 4034, 4.1.2.
QList<quint16> readTypes(DnsReader &reader, qsizetype end)
{
    QList<quint16> types;
    int before = -1;
    while (!reader.error() && reader.at() < end) {
        const quint8 window = reader.byte();
        const quint8 size = reader.byte();
        if (window <= before || size == 0 || size > 32) {
            reader.fail(DnsError::BadContent);
            break;
        }
        before = window;
        const QByteArray bits = reader.bytes(size);
        for (int bit = 0; bit < bits.size() * 8; ++bit) {
            if (static_cast<uchar>(bits.at(bit / 8)) & (0x80 >> bit % 8))
                types.append(static_cast<quint16>(window << 8 | bit));
        }
    }
    return types;
}

RecordData readData(DnsReader &reader, quint16 type, quint16 size)
{
    const qsizetype end = reader.at() + size;
    switch (type) {
    case RecordType::a:
        if (size != 4)
            reader.fail(DnsError::BadContent);
        return QHostAddress(reader.number32());
    case RecordType::aaaa: {
        if (size != 16)
            reader.fail(DnsError::BadContent);
        const QByteArray bytes = reader.bytes(16);
        return bytes.isEmpty() ? QHostAddress()
                               : QHostAddress(reinterpret_cast<const quint8 *>(bytes.constData()));
    }
    case RecordType::ptr:
        return reader.name();
    case RecordType::txt:
        return TxtData{readStrings(reader, end)};
    case RecordType::srv: {
        SrvData data;
        data.priority = reader.number16();
        data.weight = reader.number16();
        data.port = reader.number16();
        data.target = reader.name();
        return data;
    }
    case RecordType::nsec: {
        NsecData data;
        data.next = reader.name();
        data.types = readTypes(reader, end);
        return data;
    }
    default:
        return OtherData{reader.bytes(size)};
    }
}

QList<Record> readRecords(DnsReader &reader, quint16 count)
{
    QList<Record> records;
    for (int i = 0; i < count && !reader.error(); ++i) {
        Record record;
        record.name = reader.name();
        record.type = reader.number16();
        const quint16 classAndFlush = reader.number16();
        record.recordClass = classAndFlush & 0x7fff;
        record.cacheFlush = classAndFlush & 0x8000;
        record.ttl = reader.number32();
        const quint16 size = reader.number16();
        const qsizetype end = reader.at() + size;
        record.data = readData(reader, record.type, size);
        if (reader.at() != end)
            reader.fail(DnsError::BadContent);
        records.append(record);
    }
    return records;
}

} // namespace

tl::expected<Message, DnsError> readMessage(QByteArrayView bytes)
{
    if (bytes.size() > longestMessage)
        return tl::unexpected(DnsError::TooLong);
    DnsReader reader(bytes);
    Message message;
    message.id = reader.number16();
    const quint16 flags = reader.number16();
    message.response = flags & 0x8000;
    message.opcode = flags >> 11 & 0x0f;
    message.authoritative = flags & 0x0400;
    message.truncated = flags & 0x0200;
    message.code = flags & 0x0f;
    const quint16 questions = reader.number16();
    const quint16 answers = reader.number16();
    const quint16 authorities = reader.number16();
    const quint16 additionals = reader.number16();
    if (questions > mostQuestions || answers + authorities + additionals > mostRecords)
        return tl::unexpected(DnsError::TooMany);
    for (int i = 0; i < questions && !reader.error(); ++i) {
        Question question;
        question.name = reader.name();
        question.type = reader.number16();
        const quint16 classAndWish = reader.number16();
        question.recordClass = classAndWish & 0x7fff;
        question.unicast = classAndWish & 0x8000;
        message.questions.append(question);
    }
    message.answers = readRecords(reader, answers);
    message.authorities = readRecords(reader, authorities);
    message.additionals = readRecords(reader, additionals);
    if (reader.error())
        return tl::unexpected(*reader.error());
    return message;
}

} // namespace Discovery
