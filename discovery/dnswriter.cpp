// SPDX-License-Identifier: GPL-3.0-or-later
#include "discovery/dnsmessage.h"

#include <QHash>
#include <QtEndian>

#include <algorithm>

namespace Discovery {
namespace {

class DnsWriter {
public:
    QByteArray out;

    void byte(int value) { out += static_cast<char>(value); }
    void number16(quint16 value)
    {
        byte(value >> 8);
        byte(value & 0xff);
    }
    void number32(quint32 value)
    {
        number16(static_cast<quint16>(value >> 16));
        number16(static_cast<quint16>(value & 0xffff));
    }
    void plainName(const DnsName &name)
    {
        out += name.wire();
        byte(0);
    }
    /// Points to where the longest rest of the name was written before.
    void name(DnsName name)
    {
        while (!name.isRoot()) {
            // The exact bytes: what a name looks like is kept.
            const auto known = m_places.constFind(name.wire());
            if (known != m_places.cend()) {
                number16(static_cast<quint16>(0xc000 | *known));
                return;
            }
            if (out.size() < 0x4000)
                m_places.insert(name.wire(), static_cast<quint16>(out.size()));
            const QByteArray label = name.firstLabel();
            byte(static_cast<int>(label.size()));
            out += label;
            name = name.parent();
        }
        byte(0);
    }

private:
    QHash<QByteArray, quint16> m_places;
};

void writeTypes(DnsWriter &writer, const QList<quint16> &types)
{
    for (qsizetype i = 0; i < types.size();) {
        const int window = types.at(i) >> 8;
        QByteArray bits;
        for (; i < types.size() && types.at(i) >> 8 == window; ++i) {
            const int bit = types.at(i) & 0xff;
            if (bits.size() <= bit / 8)
                bits.append(QByteArray(bit / 8 + 1 - bits.size(), '\0'));
            bits[bit / 8] = static_cast<char>(bits.at(bit / 8) | (0x80 >> bit % 8));
        }
        writer.byte(window);
        writer.byte(static_cast<int>(bits.size()));
        writer.out += bits;
    }
}

void writeData(DnsWriter &writer, const Record &record, bool compressed)
{
    struct Visitor {
        DnsWriter &writer;
        bool compressed;
        void operator()(const OtherData &data) const { writer.out += data.bytes; }
        void operator()(const QHostAddress &address) const
        {
            if (address.protocol() == QAbstractSocket::IPv4Protocol) {
                writer.number32(address.toIPv4Address());
                return;
            }
            const Q_IPV6ADDR bytes = address.toIPv6Address();
            for (const quint8 byte : bytes.c)
                writer.byte(byte);
        }
        void operator()(const DnsName &name) const
        {
            compressed ? writer.name(name) : writer.plainName(name);
        }
        void operator()(const TxtData &data) const
        {
            for (const QByteArray &string : data.strings) {
                writer.byte(static_cast<int>(string.size()));
                writer.out += string;
            }
            if (data.strings.isEmpty())
                writer.byte(0);
        }
        void operator()(const SrvData &data) const
        {
            writer.number16(data.priority);
            writer.number16(data.weight);
            writer.number16(data.port);
            writer.plainName(data.target); // not shortened: RFC 2782
        }
        void operator()(const NsecData &data) const
        {
            writer.plainName(data.next);
            writeTypes(writer, data.types);
        }
    };
    std::visit(Visitor{writer, compressed}, record.data);
}

void writeRecord(DnsWriter &writer, const Record &record)
{
    writer.name(record.name);
    writer.number16(record.type);
    writer.number16(static_cast<quint16>(record.recordClass | (record.cacheFlush ? 0x8000 : 0)));
    writer.number32(record.ttl);
    const qsizetype sizeAt = writer.out.size();
    writer.number16(0);
    writeData(writer, record, true);
    qToBigEndian(static_cast<quint16>(writer.out.size() - sizeAt - 2), writer.out.data() + sizeAt);
}

bool stringsFit(const Record &record)
{
    const auto *txt = std::get_if<TxtData>(&record.data);
    return !txt || std::all_of(txt->strings.begin(), txt->strings.end(),
                               [](const QByteArray &string) { return string.size() <= 255; });
}

} // namespace

bool sameRecord(const Record &a, const Record &b)
{
    return a.type == b.type && a.recordClass == b.recordClass && a.name == b.name &&
           a.data == b.data;
}

QByteArray plainData(const Record &record)
{
    DnsWriter writer;
    writeData(writer, record, false);
    return writer.out;
}

std::optional<QByteArray> writeMessage(const Message &message)
{
    const qsizetype records =
        message.answers.size() + message.authorities.size() + message.additionals.size();
    if (message.questions.size() > mostQuestions || records > mostRecords)
        return std::nullopt;
    DnsWriter writer;
    writer.number16(message.id);
    writer.number16(static_cast<quint16>((message.response ? 0x8000 : 0) |
                                         (message.opcode & 0x0f) << 11 |
                                         (message.authoritative ? 0x0400 : 0) |
                                         (message.truncated ? 0x0200 : 0) | (message.code & 0x0f)));
    writer.number16(static_cast<quint16>(message.questions.size()));
    for (const QList<Record> *section :
         {&message.answers, &message.authorities, &message.additionals})
        writer.number16(static_cast<quint16>(section->size()));
    for (const Question &question : message.questions) {
        writer.name(question.name);
        writer.number16(question.type);
        writer.number16(
            static_cast<quint16>(question.recordClass | (question.unicast ? 0x8000 : 0)));
    }
    for (const QList<Record> *section :
         {&message.answers, &message.authorities, &message.additionals}) {
        for (const Record &record : *section) {
            if (!stringsFit(record))
                return std::nullopt;
            writeRecord(writer, record);
            if (writer.out.size() > longestMessage)
                return std::nullopt;
        }
    }
    if (writer.out.size() > longestMessage)
        return std::nullopt;
    return writer.out;
}

} // namespace Discovery
