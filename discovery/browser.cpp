// SPDX-License-Identifier: GPL-3.0-or-later
#include "discovery/browser.h"

#include <algorithm>
#include <utility>

using namespace std::chrono_literals;

namespace Discovery {
namespace {

// RFC 6762, 5.2.
constexpr auto firstInterval = 1s;
constexpr auto longestInterval = 60min;
constexpr int intervalFactor = 3;

constexpr int quickTries = 4;        ///< For what is missing, in less than a minute.
constexpr auto slowTries = 10min;    ///< Afterwards.
constexpr qsizetype mostOfOne = 4;   ///< SRV or TXT of one name: more make no sense.
constexpr auto resolvedWithin = 10s; ///< Else something new may take its place.
constexpr qsizetype questionsAPacket = 20;
constexpr qsizetype questionsAtOnce = 60;
constexpr qsizetype mostOverheard = 256;
constexpr qsizetype bytesAPacket = 1200; ///< Of known answers, about.
constexpr int askPacketsASecond = 5;
/// An answer to what others ask comes within that time.
constexpr std::chrono::milliseconds shortSparing = 1s;

TimePoint soonAfter(TimePoint now, const Random &random)
{
    return now + std::chrono::milliseconds(20 + random(100));
}

/// What was said last.
const Record *newestOf(const RecordCache::Entries &entries)
{
    const auto newest =
        std::max_element(entries.begin(), entries.end(),
                         [](const auto &a, const auto &b) { return a.heard < b.heard; });
    return newest == entries.end() ? nullptr : &newest->record;
}

} // namespace

Browser::Browser(DnsName type, Random random, AddressRule rule)
    : m_type(std::move(type)), m_random(std::move(random)), m_rule(std::move(rule)),
      m_cache(m_random), m_packets(askPacketsASecond)
{
}

void Browser::start(TimePoint now)
{
    if (std::exchange(m_started, true))
        return;
    askAgain(now);
}

void Browser::askAgain(TimePoint now)
{
    m_interval = 0ms;
    m_next = soonAfter(now, m_random);
    m_asks.clear();
    m_overheard.clear();
    updateAsks(m_next);
}

void Browser::stop()
{
    m_started = false;
    m_changed = m_changed || m_cache.count() > 0;
    m_cache.clear();
    m_asks.clear();
    m_overheard.clear();
}

// --- what is heard ---------------------------------------------------------------------------

bool Browser::isInstance(const DnsName &name) const
{
    const RecordCache::Entries &pointers = m_cache.of(m_type, RecordType::ptr);
    return std::any_of(pointers.begin(), pointers.end(), [&name](const RecordCache::Entry &entry) {
        return std::get<DnsName>(entry.record.data) == name;
    });
}

bool Browser::isHost(const DnsName &name) const
{
    const RecordCache::Entries &pointers = m_cache.of(m_type, RecordType::ptr);
    return std::any_of(
        pointers.begin(), pointers.end(), [this, &name](const RecordCache::Entry &entry) {
            const Record *srv =
                newestOf(m_cache.of(std::get<DnsName>(entry.record.data), RecordType::srv));
            return srv && std::get<SrvData>(srv->data).target == name;
        });
}

void Browser::receive(const Message &response, const QHostAddress &from, TimePoint now)
{
    if (!m_started || !response.response || response.opcode != 0 || response.code != 0)
        return;
    const QList<Record> records = response.answers + response.additionals;
    // What leads to others first, in whatever order they come.
    const auto addTypes = [&](quint16 one, quint16 other) {
        for (const Record &record : records) {
            if ((record.type == one || record.type == other) &&
                record.recordClass == RecordClass::internet)
                add(record, from, now);
        }
    };
    addTypes(RecordType::ptr, RecordType::ptr);
    addTypes(RecordType::srv, RecordType::txt);
    addTypes(RecordType::a, RecordType::aaaa);
    // What is missing is mostly in a packet close behind.
    if (std::exchange(m_incomplete, false))
        updateAsks(soonAfter(now, m_random));
}

void Browser::add(const Record &record, const QHostAddress &from, TimePoint now)
{
    switch (record.type) {
    case RecordType::ptr:
        addPointer(record, from, now);
        return;
    case RecordType::srv:
        if (std::get<SrvData>(record.data).port == 0)
            return;
        [[fallthrough]];
    case RecordType::txt:
        if (record.name.parent() == m_type && isInstance(record.name))
            keep(record, mostOfOne, from, now);
        return;
    default:
        if (m_rule(std::get<QHostAddress>(record.data)) && isHost(record.name))
            keep(record, mostAddresses, from, now);
    }
}

void Browser::keep(const Record &record, qsizetype most, const QHostAddress &from, TimePoint now)
{
    if (m_cache.add(record, most, from, now))
        m_changed = m_incomplete = true;
}

void Browser::addPointer(Record record, const QHostAddress &from, TimePoint now)
{
    const DnsName instance = std::get<DnsName>(record.data);
    if (record.name != m_type || instance.parent() != m_type)
        return;
    record.cacheFlush = false; // nobody speaks for all
    const RecordCache::Entries &pointers = m_cache.of(m_type, RecordType::ptr);
    const bool isNew = record.ttl > 0 && !isInstance(instance);
    if (isNew &&
        std::count_if(pointers.begin(), pointers.end(), [&from](const RecordCache::Entry &entry) {
            return entry.sender == from;
        }) >= mostServicesOfSender)
        return;
    if (isNew && static_cast<qsizetype>(pointers.size()) >= mostServices) {
        const auto unresolved = std::find_if(
            pointers.begin(), pointers.end(), [this, now](const RecordCache::Entry &entry) {
                return now - entry.heard > resolvedWithin &&
                       m_cache.of(std::get<DnsName>(entry.record.data), RecordType::srv).empty();
            });
        if (unresolved == pointers.end())
            return;
        const Record gone = unresolved->record;
        m_cache.remove(gone);
    }
    keep(record, mostServices, from, now);
}

void Browser::dropWhatIsOrphaned()
{
    m_cache.removeIf([this](const Key &key) {
        if (key.type == RecordType::srv || key.type == RecordType::txt)
            return !isInstance(key.name);
        return key.type != RecordType::ptr && !isHost(key.name);
    });
    m_overheard.removeIf([this](const auto &one) { return !isAsked(one.key()); });
}

QList<QHostAddress> Browser::addressesOf(const DnsName &host) const
{
    QList<QHostAddress> addresses;
    for (const quint16 type : {RecordType::a, RecordType::aaaa}) {
        for (const RecordCache::Entry &entry : m_cache.of(host, type)) {
            if (addresses.size() < mostAddresses)
                addresses.append(std::get<QHostAddress>(entry.record.data));
        }
    }
    return addresses;
}

QList<FoundService> Browser::services() const
{
    QList<FoundService> services;
    for (const RecordCache::Entry &entry : m_cache.of(m_type, RecordType::ptr)) {
        const DnsName instance = std::get<DnsName>(entry.record.data);
        const Record *srv = newestOf(m_cache.of(instance, RecordType::srv));
        const Record *txt = newestOf(m_cache.of(instance, RecordType::txt));
        if (!srv || !txt)
            continue;
        const SrvData place = std::get<SrvData>(srv->data);
        const QList<QHostAddress> addresses = addressesOf(place.target);
        if (!addresses.isEmpty())
            services.append({instance, place, std::get<TxtData>(txt->data), addresses});
    }
    return services;
}

// --- what is asked ---------------------------------------------------------------------------

bool Browser::isAsked(const Key &key) const
{
    return key == Key{m_type, RecordType::ptr} || m_asks.contains(key) ||
           !m_cache.of(key.name, key.type).empty();
}

void Browser::overhear(const Message &query, TimePoint now)
{
    // Of one that is cut nobody knows yet what its sender need not be told.
    if (!m_started || query.response || query.opcode != 0 || query.truncated)
        return;
    std::vector<Key> asked;
    for (const Question &question : query.questions) {
        const Key key{question.name, question.type};
        if (!question.unicast && question.recordClass == RecordClass::internet && isAsked(key))
            asked.push_back(key);
    }
    if (asked.empty())
        return;
    // What they know and we do not, nobody would say.
    const QList<Record> known = query.answers.isEmpty() ? QList<Record>() : knownAnswers(now);
    for (const Record &theirs : query.answers) {
        if (std::none_of(known.begin(), known.end(),
                         [&theirs](const Record &ours) { return sameRecord(ours, theirs); }))
            return;
    }
    for (const Key &key : asked) {
        const auto before = m_overheard.find(key);
        if (before != m_overheard.end())
            before->at = now;
        else if (m_overheard.size() < mostOverheard)
            m_overheard.insert(key, {now});
    }
}

bool Browser::isSpared(const Key &key, std::chrono::milliseconds within, TimePoint now)
{
    const auto it = m_overheard.find(key);
    if (it == m_overheard.end())
        return false;
    if (!it->spared && now - it->at <= within) {
        it->spared = true;
        return true;
    }
    m_overheard.erase(it);
    return false;
}

void Browser::updateAsks(TimePoint first)
{
    QHash<Key, Ask> asks;
    const auto note = [&](const DnsName &name, quint16 type) {
        const auto known = m_asks.constFind({name, type});
        asks.insert({name, type}, known == m_asks.cend() ? Ask{0, first} : *known);
    };
    for (const RecordCache::Entry &entry : m_cache.of(m_type, RecordType::ptr)) {
        const DnsName instance = std::get<DnsName>(entry.record.data);
        const Record *srv = newestOf(m_cache.of(instance, RecordType::srv));
        if (!srv)
            note(instance, RecordType::srv);
        if (m_cache.of(instance, RecordType::txt).empty())
            note(instance, RecordType::txt);
        if (!srv)
            continue;
        const DnsName host = std::get<SrvData>(srv->data).target;
        if (addressesOf(host).isEmpty()) {
            note(host, RecordType::a);
            note(host, RecordType::aaaa);
        }
    }
    m_asks = std::move(asks);
}

QList<Question> Browser::dueQuestions(TimePoint now)
{
    QList<Question> questions;
    const auto add = [&](const Key &key, std::chrono::milliseconds within) {
        const Question question{key.name, key.type, RecordClass::internet, false};
        if (questions.contains(question) || isSpared(key, within, now))
            return;
        if (key.type == RecordType::ptr)
            questions.prepend(question); // known answers stand behind it
        else
            questions.append(question);
    };
    if (m_next <= now) {
        add({m_type, RecordType::ptr}, std::max(shortSparing, m_interval / 2));
        m_interval =
            m_interval == 0ms ? firstInterval
            : m_interval == firstInterval
                ? (intervalFactor - 1) * m_interval
                : std::min<std::chrono::milliseconds>(intervalFactor * m_interval, longestInterval);
        m_next = now + m_interval;
    }
    for (const Key &key : m_cache.takeRefreshes(now, questionsAtOnce))
        add(key, shortSparing);
    for (auto it = m_asks.begin(); it != m_asks.end(); ++it) {
        if (it->next > now || questions.size() >= questionsAtOnce)
            continue;
        add(it.key(), shortSparing);
        it->next = now + slowTries;
        if (++it->tries < quickTries) {
            std::chrono::milliseconds wait = firstInterval;
            for (int i = 1; i < it->tries; ++i)
                wait *= intervalFactor;
            it->next = now + wait;
        }
    }
    return questions;
}

QList<Record> Browser::knownAnswers(TimePoint now) const
{
    QList<Record> known;
    for (const RecordCache::Entry &entry : m_cache.of(m_type, RecordType::ptr)) {
        const auto left = std::chrono::duration_cast<std::chrono::seconds>(entry.expires - now);
        if (left.count() <= entry.record.ttl / 2) // RFC 6762, 7.1
            continue;
        known.append(entry.record);
        known.last().ttl = static_cast<quint32>(left.count());
    }
    return known;
}

void Browser::ask(const QList<Question> &questions, TimePoint now)
{
    const size_t before = m_output.size();
    for (qsizetype i = 0; i < questions.size(); i += questionsAPacket) {
        Message message;
        message.questions = questions.mid(i, questionsAPacket);
        m_output.push_back(message);
    }
    if (questions.first().name == m_type) {
        // Known answers stand behind the question, those that do not fit in packets behind it
        // (7.2).
        Message *message = &m_output[before];
        std::vector<Message> more;
        qsizetype size = 0;
        for (const Record &known : knownAnswers(now)) {
            size += known.name.wire().size() + std::get<DnsName>(known.data).wire().size() + 16;
            if (size > bytesAPacket && !message->answers.isEmpty()) {
                message->truncated = true;
                more.push_back({});
                message = &more.back();
                size = 0;
            }
            message->answers.append(known);
        }
        m_output.insert(m_output.begin() + static_cast<std::ptrdiff_t>(before) + 1, more.begin(),
                        more.end());
    }
    for (size_t i = before; i < m_output.size(); ++i)
        m_packets.spend(now);
}

void Browser::tick(TimePoint now)
{
    if (!m_started)
        return;
    if (m_cache.expire(now)) {
        m_changed = true;
        dropWhatIsOrphaned();
        updateAsks(soonAfter(now, m_random));
    }
    m_held.reset();
    if (!m_packets.has(now)) {
        m_held = m_packets.next(now);
        return;
    }
    const QList<Question> questions = dueQuestions(now);
    if (!questions.isEmpty())
        ask(questions, now);
}

std::optional<TimePoint> Browser::deadline() const
{
    if (!m_started)
        return std::nullopt;
    TimePoint first = m_next;
    if (const auto next = m_cache.deadline())
        first = std::min(first, *next);
    for (const Ask &one : m_asks)
        first = std::min(first, one.next);
    return m_held ? std::max(first, *m_held) : first;
}

} // namespace Discovery
