// SPDX-License-Identifier: GPL-3.0-or-later
#include "discovery/responder.h"

#include "discovery/announcementtext.h"

#include <algorithm>
#include <utility>

using namespace std::chrono_literals;

namespace Discovery {
namespace {

// RFC 6762, 8 and 6.
constexpr int probes = 3;
constexpr int announcements = 2;
constexpr auto probesApart = 250ms;
constexpr auto announcementsApart = 1s;
constexpr auto afterLosing = 1s;
constexpr auto repeatedAfter = 1s;
constexpr auto repeatedToProbeAfter = 250ms;
constexpr auto changesApart = 30s;
constexpr quint32 legacySeconds = 10;
constexpr size_t manyConflicts = 15;
constexpr auto conflictPeriod = 10s;
constexpr auto slowPause = 5s;
constexpr auto forgivenAfter = 60s;
constexpr int lastCountedName = 999;

constexpr int multicastsASecond = 10;
constexpr int unicastsASecond = 10;

Message response()
{
    Message message;
    message.response = message.authoritative = true;
    return message;
}

} // namespace

Responder::Responder(DnsName type, Random random)
    : m_type(std::move(type)), m_random(std::move(random)), m_multicasts(multicastsASecond),
      m_unicasts(unicastsASecond)
{
}

QString Responder::numberedInstance() const
{
    return Discovery::numberedInstance(m_service.name, m_number);
}

DnsName Responder::instanceName() const
{
    return DnsName(QByteArrayList{labelOf(numberedInstance())} + m_type.labels());
}

DnsName Responder::hostName() const
{
    QByteArray label = m_service.hostLabel;
    if (m_hostNumber > 1)
        label += '-' + QByteArray::number(m_hostNumber);
    return DnsName({label, "local"});
}

void Responder::remake()
{
    m_own.make(m_type, instanceName(), hostName(), m_service, m_addresses);
}

void Responder::publish(const LocalService &service, Haste haste, TimePoint now)
{
    if (service == m_service && m_phase != Phase::Silent)
        return;
    const bool sameName =
        service.name == m_service.name && service.hostLabel == m_service.hostLabel;
    if (m_phase != Phase::Silent && sameName) {
        m_service = service;
        remake();
        if (m_phase != Phase::Won)
            return;
        if (haste == Haste::Now) {
            announce(now);
        } else if (OwnRecord *txt = m_own.find(OwnRecord::Role::Txt)) {
            txt->due = std::max(now, m_txtSaidAt ? *m_txtSaidAt + changesApart : now);
            txt->asker.reset();
        }
        return;
    }
    if (!sameName) {
        sayGoodbye(m_own);
        m_hostNumber = 1;
        if (m_phase != Phase::Silent)
            m_number = 1;
    }
    m_service = service;
    restart(now);
}

void Responder::setAddresses(const QList<QHostAddress> &addresses, TimePoint now)
{
    if (addresses == m_addresses)
        return;
    m_addresses = addresses;
    if (m_phase == Phase::Silent)
        return;
    OwnRecords gone = m_own;
    remake();
    std::erase_if(gone.all(), [this](const OwnRecord &own) {
        return own.role != OwnRecord::Role::Address ||
               std::any_of(m_own.all().begin(), m_own.all().end(), [&own](const OwnRecord &one) {
                   return sameRecord(one.record, own.record);
               });
    });
    sayGoodbye(gone);
    if (m_phase == Phase::Won)
        announce(now);
}

void Responder::setNumber(int number, TimePoint now)
{
    if (number == m_number)
        return;
    sayGoodbye(m_own);
    m_number = number;
    if (m_phase != Phase::Silent)
        restart(now);
}

void Responder::restart(TimePoint now)
{
    probeFrom(now + std::chrono::milliseconds(m_random(250)));
}

void Responder::withdraw()
{
    sayGoodbye(m_own);
    m_own.clear();
    m_phase = Phase::Silent;
    m_step.reset();
}

void Responder::probeFrom(TimePoint first)
{
    m_phase = Phase::Probing;
    m_own.clear(); // what was due is not ours to say
    remake();
    m_stepsLeft = probes;
    m_step = first;
}

void Responder::sendProbe()
{
    // The answers are wanted by multicast: of several programs that share the port of this machine
    // only one gets what is sent to it alone, and nobody knows which.
    Message probe;
    for (const DnsName &name : {instanceName(), hostName()}) {
        const QList<Record> proposals = m_own.proposals(name);
        if (proposals.isEmpty())
            continue;
        probe.questions.append({name, RecordType::any, RecordClass::internet, false});
        probe.authorities += proposals;
    }
    m_output.push_back({probe, std::nullopt});
}

void Responder::announce(TimePoint now)
{
    m_stepsLeft = announcements;
    m_step = now;
}

void Responder::sayGoodbye(const OwnRecords &gone)
{
    Message goodbye = response();
    for (const OwnRecord &own : gone.all()) {
        // What was not said since somebody else may have the name is not taken back either.
        if (m_phase != Phase::Won || !own.isAnnounced() || !own.saidAt)
            continue;
        goodbye.answers.append(own.record);
        goodbye.answers.last().ttl = 0;
        goodbye.answers.last().cacheFlush = false; // others of that name stay
    }
    if (!goodbye.answers.isEmpty())
        m_output.push_back({goodbye, std::nullopt});
}

// --- conflicts -------------------------------------------------------------------------------

void Responder::conflict(const DnsName &name, TimePoint now)
{
    if (!m_conflicts.empty() && now - m_conflicts.back() > forgivenAfter)
        m_slow = false;
    m_conflicts.push_back(now);
    if (m_conflicts.size() > manyConflicts)
        m_conflicts.pop_front();
    if (m_conflicts.size() == manyConflicts && now - m_conflicts.front() <= conflictPeriod)
        m_slow = true;
    // Who had a name asks once more whether it still is its own; who asked takes another.
    if (m_phase == Phase::Probing) {
        int &number = name == hostName() ? m_hostNumber : m_number;
        number = number < lastCountedName ? number + 1 : lastCountedName + 1 + m_random(1000000);
    }
    const auto pause =
        m_slow ? std::chrono::milliseconds(slowPause) : std::chrono::milliseconds(m_random(250));
    probeFrom(now + pause);
}

void Responder::hearProposals(const Message &probe, TimePoint now)
{
    for (const DnsName &name : {instanceName(), hostName()}) {
        QList<Record> theirs;
        for (const Record &record : probe.authorities) {
            if (record.name == name && record.recordClass == RecordClass::internet)
                theirs.append(record);
        }
        if (theirs.isEmpty() || compareProposals(m_own.proposals(name), theirs) >= 0)
            continue;
        // They go on; a second later they have it and say so, or were no more than a ghost.
        probeFrom(now + afterLosing);
        return;
    }
}

void Responder::hearAnswers(const Message &response, TimePoint now)
{
    const DnsName names[] = {instanceName(), hostName()};
    for (const QList<Record> *section : {&response.answers, &response.additionals}) {
        for (const Record &theirs : *section) {
            const bool isOurs = theirs.name == names[0] || theirs.name == names[1];
            const auto same = std::find_if(
                m_own.all().begin(), m_own.all().end(),
                [&theirs](const OwnRecord &own) { return sameRecord(own.record, theirs); });
            if (same == m_own.all().end()) {
                const bool taken = m_phase == Phase::Probing
                                       ? isOurs && theirs.ttl > 0 &&
                                             theirs.recordClass == RecordClass::internet &&
                                             theirs.type != RecordType::nsec
                                       : m_own.contradicts(theirs);
                if (taken) {
                    conflict(theirs.name, now);
                    return;
                }
                continue;
            }
            if (m_phase != Phase::Won)
                continue;
            const int index = static_cast<int>(same - m_own.all().begin());
            if (theirs.ttl < same->record.ttl / 2) // RFC 6762, 6.6: others may believe it
                schedule(index, now, repeatedAfter, std::nullopt);
            else if (section == &response.answers && theirs.ttl >= same->record.ttl)
                same->due.reset(); // 7.4: it was said
        }
    }
}

// --- answers ---------------------------------------------------------------------------------

bool Responder::isOnThisMachine(const Endpoint &from) const
{
    return std::any_of(m_addresses.begin(), m_addresses.end(), [&from](const QHostAddress &own) {
        return own.isEqual(from.address, QHostAddress::TolerantConversion);
    });
}

void Responder::receive(const Message &message, const Endpoint &from, TimePoint now)
{
    if (m_phase == Phase::Silent || message.opcode != 0 || message.code != 0)
        return; // RFC 6762, 18.3 and 18.11
    if (message.response) {
        if (from.port == mdnsPort) // 11: others are no responders
            hearAnswers(message, now);
    } else if (m_phase == Phase::Won) {
        answer(message, from, now);
    } else if (!message.authorities.isEmpty() && from.port == mdnsPort) {
        hearProposals(message, now);
    }
    sayDue(now);
}

void Responder::answer(const Message &query, const Endpoint &from, TimePoint now)
{
    const auto isKnown = [&query](const OwnRecord &own) {
        return std::any_of(query.answers.begin(), query.answers.end(), [&own](const Record &known) {
            return known.ttl >= own.record.ttl / 2 && sameRecord(known, own.record);
        });
    };
    std::vector<OwnRecord> &all = m_own.all();
    // More of what somebody knows who asked before (7.2).
    for (OwnRecord &own : all) {
        if (own.due && own.asker == from && isKnown(own))
            own.due.reset();
    }
    const bool legacy = from.port != mdnsPort;
    const bool probe = !query.authorities.isEmpty();
    QList<int> toAll, toOne;
    // An old resolver asks one thing at a time.
    for (const Question &question : query.questions.mid(0, legacy ? 1 : mostQuestions)) {
        for (const int i : m_own.answersTo(question)) {
            const OwnRecord &own = all[static_cast<size_t>(i)];
            if (isKnown(own) || toAll.contains(i))
                continue;
            const bool fresh =
                own.saidAt && now - *own.saidAt < std::chrono::seconds(own.record.ttl) / 4;
            const bool alone = question.unicast && fresh && !isOnThisMachine(from);
            if (!alone && !legacy) {
                toAll.append(i);
                toOne.removeAll(i);
            } else if (!toOne.contains(i)) {
                toOne.append(i);
            }
        }
    }
    if (legacy) {
        if (!toOne.isEmpty() && m_unicasts.take(now))
            answerLegacy(query, from, toOne);
        return;
    }
    if (!toOne.isEmpty()) {
        if (m_unicasts.take(now))
            sendTo(from, toOne);
        else
            toAll += toOne; // which has a bound of its own
    }
    const bool shared = std::any_of(toAll.begin(), toAll.end(), [&all](int i) {
        return all[static_cast<size_t>(i)].isShared();
    });
    // 7.2, 6 and 8.1: more may follow of what is known; others answer too; a probe does not wait.
    const auto wait = query.truncated    ? std::chrono::milliseconds(400 + m_random(100))
                      : shared && !probe ? std::chrono::milliseconds(20 + m_random(100))
                                         : 0ms;
    for (const int i : toAll)
        schedule(i, now + wait,
                 probe ? std::chrono::milliseconds(repeatedToProbeAfter) : repeatedAfter, from);
}

void Responder::answerLegacy(const Message &query, const Endpoint &from, const QList<int> &answers)
{
    Message reply = response();
    reply.id = query.id;
    reply.questions = query.questions.mid(0, 1);
    for (const int i : answers + m_own.companionsOf(answers)) {
        Record record = m_own.all()[static_cast<size_t>(i)].record;
        record.ttl = std::min(record.ttl, legacySeconds);
        record.cacheFlush = false;
        (answers.contains(i) ? reply.answers : reply.additionals).append(record);
    }
    m_output.push_back({reply, from});
}

void Responder::sendTo(const Endpoint &to, const QList<int> &answers)
{
    Message reply = response();
    for (const int i : answers + m_own.companionsOf(answers)) {
        (answers.contains(i) ? reply.answers : reply.additionals)
            .append(m_own.all()[static_cast<size_t>(i)].record);
    }
    m_output.push_back({reply, to});
}

void Responder::schedule(int index, TimePoint wanted, std::chrono::milliseconds apart,
                         const std::optional<Endpoint> &asker)
{
    OwnRecord &own = m_own.all()[static_cast<size_t>(index)];
    const TimePoint due = own.saidAt ? std::max(wanted, *own.saidAt + apart) : wanted;
    if (own.due && own.asker != asker)
        own.asker.reset();
    else if (!own.due)
        own.asker = asker;
    own.due = own.due ? std::min(*own.due, due) : due;
}

void Responder::sayDue(TimePoint now)
{
    QList<int> answers;
    for (int i = 0; i < static_cast<int>(m_own.all().size()); ++i) {
        const OwnRecord &own = m_own.all()[static_cast<size_t>(i)];
        if (own.due && *own.due <= now)
            answers.append(i);
    }
    if (answers.isEmpty())
        return;
    if (!m_multicasts.take(now)) {
        for (const int i : answers)
            m_own.all()[static_cast<size_t>(i)].due = m_multicasts.next(now);
        return;
    }
    Message message = response();
    for (const int i : answers + m_own.companionsOf(answers)) {
        OwnRecord &own = m_own.all()[static_cast<size_t>(i)];
        if (answers.contains(i))
            message.answers.append(own.record);
        else if (!own.saidAt || now - *own.saidAt >= repeatedAfter)
            message.additionals.append(own.record);
        else
            continue;
        own.saidAt = now;
        own.due.reset();
        if (own.role == OwnRecord::Role::Txt)
            m_txtSaidAt = now;
    }
    m_output.push_back({message, std::nullopt});
}

void Responder::tick(TimePoint now)
{
    if (m_step && *m_step <= now) {
        if (m_phase == Phase::Probing && m_stepsLeft > 0) {
            --m_stepsLeft;
            sendProbe();
            m_step = now + probesApart;
        } else {
            if (m_phase == Phase::Probing) {
                m_phase = Phase::Won;
                m_stepsLeft = announcements;
            }
            --m_stepsLeft;
            for (int i = 0; i < static_cast<int>(m_own.all().size()); ++i) {
                if (m_own.all()[static_cast<size_t>(i)].isAnnounced())
                    schedule(i, now, repeatedAfter, std::nullopt);
            }
            m_step = m_stepsLeft > 0 ? std::optional(now + announcementsApart) : std::nullopt;
        }
    }
    sayDue(now);
}

std::optional<TimePoint> Responder::deadline() const
{
    std::optional<TimePoint> first = m_step;
    for (const OwnRecord &own : m_own.all()) {
        if (own.due && (!first || *own.due < *first))
            first = own.due;
    }
    return first;
}

} // namespace Discovery
