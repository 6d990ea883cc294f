// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/cluster/clustermessage.h"

#include "server/cluster/cluster.h"

#include <array>
#include <utility>

namespace Server {
namespace {

using Kind = ClusterMessage::Kind;

constexpr std::array kindWords{
    std::pair{Kind::Told, "told"}, std::pair{Kind::Set, "set"},   std::pair{Kind::Unset, "unset"},
    std::pair{Kind::Here, "here"}, std::pair{Kind::Anew, "anew"}, std::pair{Kind::Ended, "ended"},
};

/// No host, no number and no word is longer.
constexpr qsizetype headBytes = 64;

std::optional<quint64> wholeNumber(const QByteArray &digits)
{
    bool isNumber = false;
    const quint64 number = digits.toULongLong(&isNumber);
    // As it is written, and no other way: no sign, no blank, no zeros before it.
    if (!isNumber || QByteArray::number(number) != digits)
        return std::nullopt;
    return number;
}

bool hasName(Kind kind)
{
    return kind == Kind::Told || kind == Kind::Set || kind == Kind::Unset;
}

} // namespace

QByteArray writeClusterMessage(const ClusterMessage &message)
{
    const char *word = "";
    for (const auto &[kind, text] : kindWords) {
        if (kind == message.kind)
            word = text;
    }
    return message.from.toBytes() + ' ' + QByteArray::number(message.number) + ' ' + word + ' ' +
           QByteArray::number(message.name.size()) + '\n' + message.name + message.payload;
}

std::optional<ClusterMessage> readClusterMessage(const QByteArray &bytes)
{
    const qsizetype end = bytes.left(headBytes).indexOf('\n');
    if (end < 0)
        return std::nullopt;
    const QByteArrayList words = bytes.first(end).split(' ');
    if (words.size() != 4)
        return std::nullopt;
    ClusterMessage message;
    const auto from = HostName::parse(words[0]);
    const auto number = wholeNumber(words[1]);
    const auto length = wholeNumber(words[3]);
    if (!from || !number || *number == 0 || !length || *length > quint64(Cluster::fieldNameBytes) ||
        bytes.size() - end - 1 < qsizetype(*length))
        return std::nullopt;
    bool known = false;
    for (const auto &[kind, text] : kindWords) {
        if (words[2] == text) {
            message.kind = kind;
            known = true;
        }
    }
    message.from = *from;
    message.number = *number;
    message.name = bytes.mid(end + 1, qsizetype(*length));
    message.payload = bytes.mid(end + 1 + qsizetype(*length));
    const qsizetype most = message.kind == Kind::Told  ? Cluster::payloadBytes
                           : message.kind == Kind::Set ? Cluster::fieldValueBytes
                                                       : 0;
    if (!known || hasName(message.kind) == message.name.isEmpty() || message.payload.size() > most)
        return std::nullopt;
    return message;
}

} // namespace Server
