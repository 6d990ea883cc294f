// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/emojicatalog.h"

#include "stomp/wire/codeparts.h"
#include "ui/model/messagelinks.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSettings>

#include <algorithm>
#include <array>

namespace Ui {
namespace {

constexpr qsizetype longestShortcode = 64;
const QLatin1String recentKey("emoji/recent");

QString nameOf(const QString &words)
{
    return words.section(u'|', 0, 0);
}

QStringList wordsOf(const QString &words)
{
    QString all = words.toLower();
    return all.replace(u'|', u' ').split(u' ', Qt::SkipEmptyParts);
}

/// The smaller the better; none: nothing of it begins so.
enum class Fit { Shortcode, ShortcodeStart, Word, WordStart, None };

Fit fitOf(const Emoji &emoji, const QString &beginning)
{
    Fit best = Fit::None;
    const auto look = [&](const QStringList &words, Fit whole, Fit start) {
        for (const QString &word : words) {
            if (word.startsWith(beginning))
                best = std::min(best, word.size() == beginning.size() ? whole : start);
        }
    };
    look(emoji.shortcodes, Fit::Shortcode, Fit::ShortcodeStart);
    look(emoji.words, Fit::Word, Fit::WordStart);
    return best;
}

/// Of the shortest one that begins so.
qsizetype lengthOfShortcode(const Emoji &emoji, const QString &beginning)
{
    qsizetype shortest = longestShortcode;
    for (const QString &shortcode : emoji.shortcodes) {
        if (shortcode.startsWith(beginning))
            shortest = std::min(shortest, shortcode.size());
    }
    return shortest;
}

/// No shortcode begins behind it, unless it ended one: "10:30:00", "std::key::value".
bool isBeforeNone(QChar c)
{
    return c == u':' || (c.unicode() < 0x80 && c.isLetterOrNumber());
}

} // namespace

EmojiCatalog::EmojiCatalog(const QByteArray &json)
{
    const QJsonObject all = QJsonDocument::fromJson(json).object();
    for (const QJsonValue &group : all[QLatin1String("groups")].toArray())
        m_groups.append({group[QLatin1String("key")].toString(),
                         group[QLatin1String("en")].toString(),
                         group[QLatin1String("ko")].toString()});
    const QJsonArray list = all[QLatin1String("emoji")].toArray();
    m_all.reserve(list.size());
    for (const QJsonValue &value : list) {
        const QString english = value[3].toString();
        const QString korean = value[4].toString();
        m_all.append({value[0].toString(), value[1].toInt(),
                      value[2].toString().split(u' ', Qt::SkipEmptyParts), nameOf(english),
                      nameOf(korean), wordsOf(english) + wordsOf(korean)});
        const auto add = [this](const QString &shortcode) {
            if (!m_byShortcode.contains(shortcode))
                m_byShortcode.insert(shortcode, m_all.size() - 1);
        };
        for (const QString &shortcode : m_all.back().shortcodes)
            add(shortcode);
        add(QString(m_all.back().korean).replace(u' ', u'_'));
    }
}

bool EmojiCatalog::isShortcodeUnit(QChar c)
{
    return c.isLetterOrNumber() || c == u'_' || c == u'+' || c == u'-';
}

const EmojiCatalog &EmojiCatalog::builtIn()
{
    static const EmojiCatalog catalog = [] {
        QFile file(QStringLiteral(":/emoji/emoji.json"));
        return EmojiCatalog(file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray());
    }();
    return catalog;
}

QList<Emoji> EmojiCatalog::ofGroup(int group) const
{
    QList<Emoji> found;
    std::copy_if(m_all.begin(), m_all.end(), std::back_inserter(found),
                 [group](const Emoji &emoji) { return emoji.group == group; });
    return found;
}

QList<Emoji> EmojiCatalog::search(const QString &beginning, int most) const
{
    const QString small = beginning.trimmed().toLower();
    std::array<QList<Emoji>, size_t(Fit::None)> byFit;
    if (small.isEmpty())
        return {};
    for (const Emoji &emoji : m_all) {
        if (const Fit fit = fitOf(emoji, small); fit != Fit::None)
            byFit[size_t(fit)].append(emoji);
    }
    // What little is missing from comes first: ":hea" is a heart rather than a head that shakes.
    QList<Emoji> &begun = byFit[size_t(Fit::ShortcodeStart)];
    std::stable_sort(begun.begin(), begun.end(), [&small](const Emoji &a, const Emoji &b) {
        return lengthOfShortcode(a, small) < lengthOfShortcode(b, small);
    });
    QList<Emoji> found;
    for (const QList<Emoji> &some : byFit)
        found += some;
    return found.mid(0, most);
}

QString EmojiCatalog::ofShortcode(const QString &shortcode) const
{
    const auto found = m_byShortcode.constFind(shortcode.toLower());
    return found == m_byShortcode.constEnd() ? QString() : m_all[*found].text;
}

QString EmojiCatalog::withEmoji(const QString &text) const
{
    const std::vector<Chat::TextStretch> code = Chat::codeParts(text);
    auto part = code.begin();
    const std::vector<LinkSpan> links = findLinks(text);
    auto link = links.begin();
    QString out;
    qsizetype done = 0;
    for (qsizetype at = text.indexOf(u':'); at >= 0; at = text.indexOf(u':', at)) {
        while (part != code.end() && part->end <= at)
            ++part;
        if (part != code.end() && part->start <= at) {
            at = part->end;
            continue;
        }
        while (link != links.end() && link->start + link->length <= at)
            ++link;
        if (link != links.end() && link->start <= at) {
            at = link->start + link->length;
            continue;
        }
        qsizetype end = at + 1;
        while (end < text.size() && end - at <= longestShortcode && isShortcodeUnit(text[end]))
            ++end;
        const bool named = end > at + 1 && end < text.size() && text[end] == u':';
        // "std::key::value" has none; ":key::heart:" has two.
        const bool apart = at == done || !isBeforeNone(text[at - 1]);
        const QString emoji =
            named && apart ? ofShortcode(text.mid(at + 1, end - at - 1)) : QString();
        if (emoji.isEmpty()) {
            at = end;
            continue;
        }
        out += QStringView(text).sliced(done, at - done);
        out += emoji;
        done = at = end + 1;
    }
    return out += QStringView(text).sliced(done);
}

QStringList RecentEmoji::list() const
{
    return m_settings.value(recentKey).toStringList().mid(0, most);
}

void RecentEmoji::use(const QString &emoji)
{
    QStringList recent = list();
    recent.removeAll(emoji);
    recent.prepend(emoji);
    m_settings.setValue(recentKey, recent.mid(0, most));
}

} // namespace Ui
