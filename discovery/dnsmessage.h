// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "discovery/dnsname.h"

#include <QByteArrayView>
#include <QHostAddress>
#include <QList>

#include <tl/expected.hpp>

#include <optional>
#include <variant>

namespace Discovery {

/// Types of records that mDNS and DNS-SD need. Others are kept as bytes.
namespace RecordType {
inline constexpr quint16 a = 1;
inline constexpr quint16 ptr = 12;
inline constexpr quint16 txt = 16;
inline constexpr quint16 aaaa = 28;
inline constexpr quint16 srv = 33;
inline constexpr quint16 nsec = 47;
inline constexpr quint16 any = 255; ///< In questions.
} // namespace RecordType

namespace RecordClass {
inline constexpr quint16 internet = 1;
inline constexpr quint16 any = 255; ///< In questions.
} // namespace RecordClass

struct SrvData {
    quint16 priority = 0;
    quint16 weight = 0;
    quint16 port = 0;
    DnsName target;
    friend bool operator==(const SrvData &, const SrvData &) = default;
};
struct TxtData {
    QByteArrayList strings; ///< Of at most 255 bytes; without any it is as one that is empty.
    friend bool operator==(const TxtData &, const TxtData &) = default;
};
struct NsecData {
    DnsName next;
    QList<quint16> types; ///< Ascending.
    friend bool operator==(const NsecData &, const NsecData &) = default;
};
/// Of a type that is not known here, as it came.
struct OtherData {
    QByteArray bytes;
    friend bool operator==(const OtherData &, const OtherData &) = default;
};
/// QHostAddress: of A and AAAA. DnsName: of PTR.
using RecordData = std::variant<OtherData, QHostAddress, DnsName, TxtData, SrvData, NsecData>;

struct Question {
    DnsName name;
    quint16 type = 0;
    quint16 recordClass = RecordClass::internet;
    bool unicast = false; ///< RFC 6762, 5.4: an answer to the asker alone is welcome.
    friend bool operator==(const Question &, const Question &) = default;
};

struct Record {
    DnsName name;
    quint16 type = 0; ///< Says which RecordData it has.
    quint16 recordClass = RecordClass::internet;
    bool cacheFlush =
        false;       ///< RFC 6762, 10.2: whoever says this has all records of name and type.
    quint32 ttl = 0; ///< Seconds.
    RecordData data;
    friend bool operator==(const Record &, const Record &) = default;
};

/// Name, type, class and data are equal, whatever the rest says.
bool sameRecord(const Record &a, const Record &b);
/// The data as it is on the wire without any compression, by which RFC 6762, 8.2 compares.
QByteArray plainData(const Record &record);

struct Message {
    quint16 id = 0;
    bool response = false;
    bool authoritative = false;
    bool truncated = false;
    quint8 opcode = 0;
    quint8 code = 0; ///< RCODE.
    QList<Question> questions;
    QList<Record> answers;
    QList<Record> authorities;
    QList<Record> additionals;
    friend bool operator==(const Message &, const Message &) = default;
};

enum class DnsError {
    TooLong,    ///< More than longestMessage.
    TooMany,    ///< More than mostQuestions or mostRecords.
    Cut,        ///< It ends within something.
    BadName,    ///< Longer than a name may be, or a pointer that does not lead back.
    BadContent, ///< The data of a record is not what its type has.
};

inline constexpr qsizetype longestMessage = 9000; ///< Bytes (RFC 6762, 17).
inline constexpr int mostQuestions = 64;
inline constexpr int mostRecords = 256; ///< Of all three sections.

/// Reads what anybody may have sent. Bytes behind the last record are passed over.
tl::expected<Message, DnsError> readMessage(QByteArrayView bytes);
/// Names are shortened where any reader understands it: owners and what PTR points at. nullopt when
/// it would be longer or more than readMessage() takes.
std::optional<QByteArray> writeMessage(const Message &message);

} // namespace Discovery
