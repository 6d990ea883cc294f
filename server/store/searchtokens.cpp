// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/searchtokens.h"

#include <QCryptographicHash>

#include <algorithm>
#include <chrono>

namespace Server {
namespace {

constexpr int longestBeginning = 8; ///< Of a word, in characters.
constexpr qsizetype mostTokensAsked = 40;
constexpr qsizetype mostTimesAsked = 200; ///< Past it the texts alone are compared.

qsizetype nextCharacter(QStringView text, qsizetype at)
{
    return at + (QChar::requiresSurrogates(characterAt(text, at)) ? 2 : 1);
}

/// Calls `take` with each run of characters that are looked for in the same way, and not as gaps.
template <typename Take>
void forEachRun(QStringView text, Take take)
{
    for (qsizetype at = 0; at < text.size();) {
        const SearchedAs kind = searchedAs(characterAt(text, at));
        qsizetype end = nextCharacter(text, at);
        while (end < text.size() && searchedAs(characterAt(text, end)) == kind)
            end = nextCharacter(text, end);
        if (kind != SearchedAs::Gap)
            take(text.sliced(at, end - at), kind);
        at = end;
    }
}

void addBeginnings(QStringView word, std::vector<QStringView> &tokens)
{
    qsizetype end = 0;
    for (int i = 0; i < longestBeginning && end < word.size(); ++i) {
        end = nextCharacter(word, end);
        tokens.push_back(word.first(end));
    }
}

void addPairs(QStringView run, std::vector<QStringView> &tokens)
{
    for (qsizetype at = 0, next = nextCharacter(run, 0); next < run.size();) {
        const qsizetype end = nextCharacter(run, next);
        tokens.push_back(run.sliced(at, end - at));
        at = next;
        next = end;
    }
}

void addCharacters(QStringView run, std::vector<QStringView> &tokens)
{
    for (qsizetype at = 0; at < run.size();) {
        const qsizetype end = nextCharacter(run, at);
        tokens.push_back(run.sliced(at, end - at));
        at = end;
    }
}

/// Those that a text with that term has; the fewer the better.
void addAsked(const SearchTerm &term, std::vector<QStringView> &tokens)
{
    forEachRun(term.text, [&](QStringView run, SearchedAs kind) {
        if (kind == SearchedAs::Letter) {
            std::vector<QStringView> beginnings;
            addBeginnings(run, beginnings);
            tokens.push_back(beginnings.back());
        } else if (nextCharacter(run, 0) == run.size()) {
            tokens.push_back(run);
        } else {
            addPairs(run, tokens);
        }
    });
}

// The others have a ':', which none of a text has.

QString roomToken(qint64 room)
{
    return QStringLiteral("r:%1").arg(room);
}

QString senderToken(const Chat::UserId &sender)
{
    const QByteArray hash =
        QCryptographicHash::hash(sender.toString().toUtf8(), QCryptographicHash::Sha1);
    return QStringLiteral("u:") + QString::fromLatin1(hash.first(6).toHex());
}

QString traitToken(Chat::SearchTrait trait)
{
    return QStringLiteral("h:") + QString::fromLatin1(Chat::searchTraitName(trait));
}

bool hasLink(QStringView text)
{
    for (const QStringView beginning : {u"http://", u"https://"}) {
        const qsizetype at = text.indexOf(beginning, 0, Qt::CaseInsensitive);
        const qsizetype end = at + beginning.size();
        if (at >= 0 && end < text.size() && !text[end].isSpace())
            return true;
    }
    return false;
}

using Days = std::chrono::sys_days;

Days dayOf(Chat::Timestamp time)
{
    return std::chrono::floor<std::chrono::days>(time);
}

/// A day, its month and its year.
QString dayToken(Days day)
{
    return QStringLiteral("d:%1").arg(day.time_since_epoch().count());
}

QString monthToken(const std::chrono::year_month &month)
{
    return QStringLiteral("m:%1:%2").arg(int(month.year())).arg(unsigned(month.month()));
}

QString yearToken(std::chrono::year year)
{
    return QStringLiteral("y:%1").arg(int(year));
}

/// The days of that time, whole months of them as months and whole years as years. Empty: all that
/// there are.
QStringList timeTokens(const SearchQuery &query, const SearchedTimes &times)
{
    using namespace std::chrono;
    const bool fromAll = !query.from || *query.from <= times.oldest;
    const bool toAll = !query.to || *query.to > times.newest;
    if (fromAll && toAll)
        return {};
    Days day = dayOf(fromAll ? times.oldest : std::min(*query.from, times.newest));
    const Days last = dayOf(toAll ? times.newest : std::max(*query.to, times.oldest));
    QStringList tokens;
    while (day <= last) {
        if (tokens.size() >= mostTimesAsked)
            return {};
        const year_month_day date(day);
        const year_month month = date.year() / date.month();
        const Days nextMonth = sys_days((month + months(1)) / 1);
        const Days nextYear = sys_days((date.year() + years(1)) / January / 1);
        if (date.day() != std::chrono::day(1) || nextMonth - days(1) > last) {
            tokens << dayToken(day);
            day += days(1);
        } else if (date.month() != January || nextYear - days(1) > last) {
            tokens << monthToken(month);
            day = nextMonth;
        } else {
            tokens << yearToken(date.year());
            day = nextYear;
        }
    }
    return tokens;
}

QString anyOf(const QStringList &tokens)
{
    return QStringLiteral("(\"") + tokens.join(QStringLiteral("\" OR \"")) + QStringLiteral("\")");
}

} // namespace

bool asksForSomething(const SearchQuery &query)
{
    return query.room || query.sender || !query.has.empty() || !searchTerms(query.text).empty();
}

bool hasTrait(const SearchedMessage &message, Chat::SearchTrait trait)
{
    switch (trait) {
    case Chat::SearchTrait::Link:
        return hasLink(QStringView(message.text).left(searchedLength));
    case Chat::SearchTrait::File:
        return message.hasFiles;
    }
    return false;
}

QString indexTokens(const SearchedMessage &message)
{
    const FoldedText folded = foldedText(message.text);
    std::vector<QStringView> tokens;
    forEachRun(folded.text, [&](QStringView run, SearchedAs kind) {
        if (kind == SearchedAs::Letter)
            return addBeginnings(run, tokens);
        addCharacters(run, tokens);
        addPairs(run, tokens);
    });
    std::sort(tokens.begin(), tokens.end());
    tokens.erase(std::unique(tokens.begin(), tokens.end()), tokens.end());
    QString joined;
    for (const QStringView token : tokens)
        (joined += token) += u' ';
    const std::chrono::year_month_day date(dayOf(message.time));
    joined +=
        QStringList{roomToken(message.room), senderToken(message.sender), yearToken(date.year()),
                    monthToken(date.year() / date.month()), dayToken(dayOf(message.time))}
            .join(u' ');
    for (const Chat::SearchTrait trait : Chat::searchTraits) {
        if (hasTrait(message, trait))
            joined += u' ' + traitToken(trait);
    }
    return joined;
}

QString matchExpression(const SearchQuery &query, const std::vector<SearchTerm> &terms,
                        std::optional<qint64> room, const SearchedTimes &times)
{
    std::vector<QStringView> words;
    for (const SearchTerm &term : terms)
        addAsked(term, words);
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
    QStringList all;
    for (const QStringView word : words) {
        if (all.size() < mostTokensAsked)
            all << anyOf({word.toString()});
    }
    if (room)
        all << anyOf({roomToken(*room)});
    if (query.sender)
        all << anyOf({senderToken(*query.sender)});
    for (const Chat::SearchTrait trait : query.has)
        all << anyOf({traitToken(trait)});
    if (all.isEmpty())
        return {};
    if (const QStringList when = timeTokens(query, times); !when.isEmpty())
        all << anyOf(when);
    return all.join(QStringLiteral(" AND "));
}

} // namespace Server
