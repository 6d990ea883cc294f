// SPDX-License-Identifier: GPL-3.0-or-later
#include "discovery/ownrecords.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace Discovery {
namespace {

// RFC 6762, 10: what tells of the host goes soon when nobody is there to say so.
constexpr quint32 hostSeconds = 120;
constexpr quint32 otherSeconds = 4500;
constexpr qsizetype mostOwnAddresses = 16;

OwnRecord ownRecord(OwnRecord::Role role, const DnsName &name, quint16 type, RecordData data)
{
    OwnRecord own;
    own.role = role;
    const bool shared = own.isShared();
    const bool ofHost = role == OwnRecord::Role::Srv || role == OwnRecord::Role::Address ||
                        role == OwnRecord::Role::Absence;
    own.record = {
        name,           type, RecordClass::internet, !shared, ofHost ? hostSeconds : otherSeconds,
        std::move(data)};
    return own;
}

quint16 typeOf(const QHostAddress &address)
{
    return address.protocol() == QAbstractSocket::IPv4Protocol ? RecordType::a : RecordType::aaaa;
}

/// Of AAAA without the scope, which means nothing elsewhere.
QHostAddress withoutScope(QHostAddress address)
{
    address.setScopeId(QString());
    return address;
}

} // namespace

void OwnRecords::make(const DnsName &type, const DnsName &instance, const DnsName &host,
                      const LocalService &service, const QList<QHostAddress> &addresses)
{
    using Role = OwnRecord::Role;
    std::vector<OwnRecord> before = std::exchange(m_records, {});
    const auto add = [this](Role role, const DnsName &name, quint16 recordType, RecordData data) {
        m_records.push_back(ownRecord(role, name, recordType, std::move(data)));
    };
    add(Role::Service, type, RecordType::ptr, instance);
    add(Role::Kinds, DnsName({"_services", "_dns-sd", "_udp", "local"}), RecordType::ptr, type);
    add(Role::Srv, instance, RecordType::srv, SrvData{0, 0, service.port, host});
    add(Role::Txt, instance, RecordType::txt, service.txt);
    QList<quint16> types;
    for (const QHostAddress &address : addresses.mid(0, mostOwnAddresses)) {
        add(Role::Address, host, typeOf(address), withoutScope(address));
        if (!types.contains(typeOf(address)))
            types.append(typeOf(address));
    }
    std::sort(types.begin(), types.end());
    add(Role::Absence, instance, RecordType::nsec,
        NsecData{instance, {RecordType::txt, RecordType::srv}});
    add(Role::Absence, host, RecordType::nsec, NsecData{host, types});
    for (OwnRecord &own : m_records) {
        const auto same = std::find_if(before.begin(), before.end(), [&own](const OwnRecord &one) {
            return sameRecord(one.record, own.record);
        });
        if (same == before.end())
            continue;
        own.due = same->due;
        own.asker = same->asker;
        own.saidAt = same->saidAt;
    }
}

OwnRecord *OwnRecords::find(OwnRecord::Role role)
{
    const auto it = std::find_if(m_records.begin(), m_records.end(),
                                 [role](const OwnRecord &own) { return own.role == role; });
    return it == m_records.end() ? nullptr : &*it;
}

QList<int> OwnRecords::answersTo(const Question &question) const
{
    if (question.recordClass != RecordClass::internet && question.recordClass != RecordClass::any)
        return {};
    QList<int> answers;
    int absence = -1;
    for (int i = 0; i < static_cast<int>(m_records.size()); ++i) {
        const OwnRecord &own = m_records[static_cast<size_t>(i)];
        if (own.record.name != question.name)
            continue;
        if (own.role == OwnRecord::Role::Absence)
            absence = i;
        else if (question.type == RecordType::any || question.type == own.record.type)
            answers.append(i);
    }
    if (answers.isEmpty() && absence >= 0)
        answers.append(absence);
    return answers;
}

QList<int> OwnRecords::companionsOf(const QList<int> &answers) const
{
    using Role = OwnRecord::Role;
    bool service = false, address = false, known = false;
    for (const int i : answers) {
        const OwnRecord &own = m_records[static_cast<size_t>(i)];
        service = service || own.role == Role::Service;
        address = address || own.role == Role::Service || own.role == Role::Srv ||
                  own.role == Role::Address;
        known = known || own.role == Role::Absence;
    }
    const DnsName host = m_records.back().record.name;
    const bool bothFamilies = std::get<NsecData>(m_records.back().record.data).types.size() == 2;
    QList<int> companions;
    for (int i = 0; i < static_cast<int>(m_records.size()); ++i) {
        const OwnRecord &own = m_records[static_cast<size_t>(i)];
        const bool ofService = own.role == Role::Srv || own.role == Role::Txt;
        const bool saysNoOther =
            own.role == Role::Absence && own.record.name == host && !bothFamilies && !known;
        if (((service && ofService) || (address && (own.role == Role::Address || saysNoOther))) &&
            !answers.contains(i))
            companions.append(i);
    }
    return companions;
}

QList<Record> OwnRecords::proposals(const DnsName &name) const
{
    QList<Record> records;
    for (const OwnRecord &own : m_records) {
        if (own.isShared() || own.role == OwnRecord::Role::Absence || own.record.name != name)
            continue;
        records.append(own.record);
        records.last().cacheFlush = false; // RFC 6762, 10.2: never in a probe
    }
    return records;
}

bool OwnRecords::contradicts(const Record &theirs) const
{
    if (theirs.ttl == 0 || theirs.recordClass != RecordClass::internet ||
        theirs.type == RecordType::nsec)
        return false;
    bool hasType = false;
    for (const OwnRecord &own : m_records) {
        if (own.isShared() || own.record.name != theirs.name || own.record.type != theirs.type)
            continue;
        if (own.record.data == theirs.data)
            return false;
        hasType = true;
    }
    return hasType;
}

int compareProposals(const QList<Record> &ours, const QList<Record> &theirs)
{
    const auto sorted = [](const QList<Record> &records) {
        std::vector<std::tuple<quint16, quint16, QByteArray>> keys;
        for (const Record &record : records)
            keys.emplace_back(record.recordClass, record.type, plainData(record));
        std::sort(keys.begin(), keys.end());
        return keys;
    };
    const auto mine = sorted(ours), others = sorted(theirs);
    return mine < others ? -1 : others < mine ? 1 : 0;
}

} // namespace Discovery
