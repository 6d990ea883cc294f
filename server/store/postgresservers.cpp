// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/postgresservers.h"

#include <QHash>

#include <algorithm>
#include <array>

namespace Server {
namespace {

/// As libpq reads them (PostgreSQL, 34.1.1.1 "Keyword/Value Connection Strings"); the last of two
/// with one name counts. What it would not take ends the reading: it tells why by itself.
QHash<QString, QString> readWords(const QString &words)
{
    QHash<QString, QString> values;
    qsizetype at = 0;
    const auto skipBlanks = [&] {
        while (at < words.size() && words[at].isSpace())
            ++at;
    };
    while (true) {
        skipBlanks();
        const qsizetype begin = at;
        while (at < words.size() && words[at] != u'=' && !words[at].isSpace())
            ++at;
        const QString name = words.sliced(begin, at - begin);
        skipBlanks();
        if (name.isEmpty() || at == words.size() || words[at] != u'=')
            return values;
        ++at;
        skipBlanks();
        const bool isQuoted = at < words.size() && words[at] == u'\'';
        at += isQuoted ? 1 : 0;
        QString value;
        for (; at < words.size(); ++at) {
            if (isQuoted ? words[at] == u'\'' : words[at].isSpace())
                break;
            if (words[at] == u'\\' && at + 1 < words.size())
                ++at;
            value += words[at];
        }
        at += isQuoted && at < words.size() ? 1 : 0;
        values.insert(name, value);
    }
}

QString quoted(QString value)
{
    value.replace(u'\\', QStringLiteral("\\\\")).replace(u'\'', QStringLiteral("\\'"));
    return u'\'' + value + u'\'';
}

QStringList serversOf(const QString &words)
{
    const QHash<QString, QString> values = readWords(words);
    const std::array<QString, 3> names{QStringLiteral("host"), QStringLiteral("hostaddr"),
                                       QStringLiteral("port")};
    std::array<QStringList, 3> lists;
    for (size_t i = 0; i < names.size(); ++i)
        lists[i] = values.value(names[i]).split(u',');
    const qsizetype count = std::max(lists[0].size(), lists[1].size());
    // One stands for all only as a port; anything else libpq refuses.
    for (size_t i = 0; i < names.size(); ++i) {
        const bool isOneForAll = lists[i].size() == 1 && (i == 2 || lists[i][0].isEmpty());
        if (lists[i].size() != count && !isOneForAll)
            return {words};
    }
    if (count == 1)
        return {words};
    QStringList servers;
    for (qsizetype server = 0; server < count; ++server) {
        QString one = words; // of two words with one name libpq takes the last
        for (size_t i = 0; i < names.size(); ++i) {
            if (values.contains(names[i]))
                one += u' ' + names[i] + u'=' +
                       quoted(lists[i].size() == 1 ? lists[i][0] : lists[i][server]);
        }
        servers += one;
    }
    return servers;
}

} // namespace

PostgresServers::PostgresServers(const QString &words) : m_each(serversOf(words)) {}

void PostgresServers::saw(qint64 timeline)
{
    qint64 newest = m_newestTimeline;
    while (newest < timeline && !m_newestTimeline.compare_exchange_weak(newest, timeline)) {
    }
}

} // namespace Server
