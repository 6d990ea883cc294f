// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/relay/destinationmap.h"

#include "stomp/wire/destinationpattern.h"

#include <algorithm>
#include <array>

namespace Server {
namespace {

constexpr QByteArrayView topic = "/topic/";
constexpr QByteArrayView queue = "/queue/";
constexpr std::array<QByteArrayView, 4> othersOfRabbitMq{"/exchange/", "/amq/queue/",
                                                         "/temp-queue/", "/reply-queue/"};
constexpr std::array<QByteArrayView, 4> othersOfActiveMq{
    "/temp-queue/", "/temp-topic/", "/remote-temp-queue/", "/remote-temp-topic/"};
/// The exchange that has all of RabbitMQ's topics.
constexpr QByteArrayView exchangeOfTopics = "/exchange/amq.topic/";
constexpr QByteArrayView queueByName = "/amq/queue/";
constexpr QByteArrayView queueOfAnswers = "/reply-queue/";
/// ActiveMQ tells of itself, and of who is connected, below that word.
constexpr QByteArrayView wordOfActiveMq = "ActiveMQ";

bool isSpecial(char byte)
{
    constexpr QByteArrayView special = "%.*#>,?\x7f";
    return uchar(byte) <= ' ' || special.contains(byte);
}

void appendEscaped(QByteArray &text, char byte)
{
    constexpr char digits[] = "0123456789ABCDEF";
    text += '%';
    text += digits[uchar(byte) >> 4];
    text += digits[uchar(byte) & 15];
}

int digitOf(char byte)
{
    if (byte >= '0' && byte <= '9')
        return byte - '0';
    const char small = char(byte | 0x20);
    return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

/// What is no escape stays as it is.
QByteArray unescaped(QByteArrayView text)
{
    QByteArray out;
    out.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool isEscape = text[i] == '%' && i + 2 < text.size() && digitOf(text[i + 1]) >= 0 &&
                              digitOf(text[i + 2]) >= 0;
        if (!isEscape) {
            out += text[i];
            continue;
        }
        out += char(digitOf(text[i + 1]) * 16 + digitOf(text[i + 2]));
        i += 2;
    }
    return out;
}

/// What follows `/topic/` or `/queue/`; nullopt of anything else, or of nothing.
std::optional<QByteArrayView> prefixOf(QByteArrayView destination)
{
    for (const QByteArrayView prefix : {topic, queue}) {
        if (destination.startsWith(prefix) && destination.size() > prefix.size())
            return prefix;
    }
    return std::nullopt;
}

template <typename Take>
void eachWord(QByteArrayView name, char between, Take take)
{
    for (qsizetype from = 0; from <= name.size();) {
        const qsizetype found = name.indexOf(between, from);
        const qsizetype to = found < 0 ? name.size() : found;
        if (!take(name.sliced(from, to - from), from == 0))
            return;
        from = to + 1;
    }
}

std::optional<QByteArray> bounded(QByteArray destination, QByteArrayView prefix)
{
    if (destination.size() - prefix.size() > DestinationMap::longestName)
        return std::nullopt;
    return destination;
}

} // namespace

QByteArray DestinationMap::escaped(QByteArrayView word, bool isFirst) const
{
    QByteArray out;
    out.reserve(word.size());
    const bool taken = m_kind == RelayKind::ActiveMq && isFirst && word == wordOfActiveMq;
    for (qsizetype i = 0; i < word.size(); ++i) {
        if (isSpecial(word[i]) || (taken && i == 0))
            appendEscaped(out, word[i]);
        else
            out += word[i];
    }
    return out;
}

bool DestinationMap::isOther(QByteArrayView canonical) const
{
    const auto &others = m_kind == RelayKind::RabbitMq ? othersOfRabbitMq : othersOfActiveMq;
    return std::any_of(others.begin(), others.end(), [canonical](QByteArrayView prefix) {
        return canonical.startsWith(prefix) && canonical.size() > prefix.size();
    });
}

std::optional<QByteArray> DestinationMap::toBroker(const QByteArray &canonical) const
{
    const auto prefix = prefixOf(canonical);
    if (!prefix) {
        const bool fits = canonical.size() <= 2 * longestName;
        return isOther(canonical) && fits ? std::optional(canonical) : std::nullopt;
    }
    QByteArray out = prefix->toByteArray();
    eachWord(QByteArrayView(canonical).sliced(prefix->size()), '/',
             [&](QByteArrayView word, bool isFirst) {
                 if (!isFirst)
                     out += '.';
                 out += escaped(word, isFirst);
                 return true;
             });
    return bounded(std::move(out), *prefix);
}

std::optional<QByteArray> DestinationMap::patternToBroker(const QByteArray &canonical) const
{
    if (!canonical.startsWith(topic) || canonical.size() == topic.size())
        return std::nullopt;
    const bool isRabbit = m_kind == RelayKind::RabbitMq;
    QByteArray out = topic.toByteArray();
    eachWord(QByteArrayView(canonical).sliced(topic.size()), '/',
             [&](QByteArrayView word, bool isFirst) {
                 if (!isFirst)
                     out += '.';
                 const bool isRest = word == "**";
                 if (isRest)
                     out += isRabbit ? '#' : '>';
                 else if (Chat::isPattern(word))
                     out += '*';
                 else
                     out += escaped(word, isFirst);
                 return isRabbit || !isRest; // for ActiveMQ that is the end
             });
    return bounded(std::move(out), topic);
}

QByteArray DestinationMap::ours(QByteArrayView prefix, QByteArrayView name) const
{
    QByteArray out = prefix.toByteArray();
    eachWord(name, '.', [&](QByteArrayView word, bool isFirst) {
        if (!isFirst)
            out += '/';
        out += unescaped(word);
        return true;
    });
    return out;
}

QByteArray DestinationMap::fromBroker(const QByteArray &destination) const
{
    const auto prefix = prefixOf(destination);
    if (!prefix)
        return destination;
    // RabbitMQ escapes names of its own when it tells them, in the same way.
    const QByteArrayView name = QByteArrayView(destination).sliced(prefix->size());
    return m_kind == RelayKind::RabbitMq ? ours(*prefix, unescaped(name)) : ours(*prefix, name);
}

std::optional<QByteArray> DestinationMap::standsFor(const QByteArray &canonical) const
{
    if (prefixOf(canonical))
        return canonical;
    if (!isOther(canonical))
        return std::nullopt;
    const QByteArrayView view(canonical);
    if (view.startsWith(exchangeOfTopics) && !coversMany(canonical))
        return ours(topic, unescaped(view.sliced(exchangeOfTopics.size())));
    if (m_kind == RelayKind::RabbitMq && view.startsWith(queueByName))
        return ours(queue, unescaped(view.sliced(queueByName.size())));
    return canonical;
}

bool DestinationMap::coversMany(QByteArrayView canonical) const
{
    if (canonical.startsWith(topic))
        return Chat::isPattern(canonical);
    return canonical.startsWith("/exchange/") &&
           (!canonical.startsWith(exchangeOfTopics) || canonical.contains('*') ||
            canonical.contains('#'));
}

bool DestinationMap::isHosts(QByteArrayView canonical) const
{
    if (m_kind != RelayKind::RabbitMq)
        return false;
    if (canonical.startsWith(queue)) // what is escaped there is so once more
        return canonical.sliced(queue.size()).startsWith(queuesOfHosts);
    for (const QByteArrayView prefix : {queueByName, queueOfAnswers}) {
        if (canonical.startsWith(prefix))
            return unescaped(canonical.sliced(prefix.size())).startsWith(queuesOfHosts);
    }
    return false;
}

bool DestinationMap::isBrokersOwn(QByteArrayView destination) const
{
    return m_kind == RelayKind::ActiveMq && destination.startsWith("/topic/ActiveMQ.");
}

} // namespace Server
