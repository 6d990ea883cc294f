// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "discovery/packet.h"
#include "discovery/time.h"

#include <QList>

#include <optional>
#include <vector>

namespace Discovery {

/// A service as the program wants it known.
struct LocalService {
    QString name;         ///< Of the instance, as cleanInstance() gives it.
    QByteArray hostLabel; ///< At most 50 bytes; of the host name, unique if nothing goes wrong.
    quint16 port = 0;
    TxtData txt;
    friend bool operator==(const LocalService &, const LocalService &) = default;
};

/// One record that is ours, and what is to be done with it.
struct OwnRecord {
    enum class Role {
        Service,
        Kinds /* the meta query's */,
        Srv,
        Txt,
        Address,
        Absence /* NSEC */
    };
    Role role = Role::Service;
    Record record;
    std::optional<TimePoint> due;    ///< When it is to be multicast.
    std::optional<Endpoint> asker;   ///< Who alone wants it; nullopt: more than one.
    std::optional<TimePoint> saidAt; ///< When it was multicast last.

    /// Others may have records of the same name and type (RFC 6762, 2).
    bool isShared() const { return role == Role::Service || role == Role::Kinds; }
    /// Is said without being asked, and taken back at the end.
    bool isAnnounced() const { return role != Role::Kinds && role != Role::Absence; }
};

/// The records of one service on one interface. A plain list with the rules of which belong where.
class OwnRecords {
public:
    /// All records anew; what is due and when each was said is kept for those that stay.
    void make(const DnsName &type, const DnsName &instance, const DnsName &host,
              const LocalService &service, const QList<QHostAddress> &addresses);
    void clear() { m_records.clear(); }

    std::vector<OwnRecord> &all() { return m_records; }
    const std::vector<OwnRecord> &all() const { return m_records; }
    OwnRecord *find(OwnRecord::Role role);

    /// Indices of what answers a question; NSEC where the name is ours alone and the type is not
    /// there.
    QList<int> answersTo(const Question &question) const;
    /// What is worth to be said together with these (RFC 6763, 12), without them.
    QList<int> companionsOf(const QList<int> &answers) const;
    /// Ours alone under that name, as a probe proposes them (RFC 6762, 8.1).
    QList<Record> proposals(const DnsName &name) const;
    /// A record of others that says something else than ours does under a name that is ours alone.
    bool contradicts(const Record &theirs) const;

private:
    std::vector<OwnRecord> m_records;
};

/// As RFC 6762, 8.2 compares what two want to say under one name: below 0 if `ours` loses, above 0
/// if it wins, 0 if they are the same.
int compareProposals(const QList<Record> &ours, const QList<Record> &theirs);

} // namespace Discovery
