// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/wire/mentions.h"

#include "stomp/wire/codeparts.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <optional>

namespace Chat {
namespace {

constexpr size_t mostMentions = 100;
constexpr int mostSigns = 1000; ///< More "@" than this are not looked at.
constexpr QStringView everybodyWords[] = {u"here", u"여기"};

// What one says of people between their name and a particle, and the particles themselves.
constexpr QStringView titles[] = {u"",     u"님",   u"씨", u"군",   u"양", u"이", u"들",    u"님들",
                                  u"언니", u"오빠", u"형", u"누나", u"쌤", u"네", u"선생님"};
constexpr QStringView particles[] = {
    u"",       u"아",     u"야",     u"여",   u"이",     u"가",   u"은",     u"는",     u"을",
    u"를",     u"의",     u"에",     u"에게", u"에게서", u"한테", u"한테서", u"께",     u"께서",
    u"와",     u"과",     u"랑",     u"이랑", u"하고",   u"도",   u"만",     u"부터",   u"까지",
    u"보다",   u"처럼",   u"같이",   u"로",   u"으로",   u"라고", u"이라고", u"이나",   u"라도",
    u"이라도", u"이야",   u"요",     u"이요", u"예요",   u"에요", u"이에요", u"입니다", u"인데",
    u"께는",   u"에게는", u"한테는", u"만은", u"까지도"};

bool isHangul(QChar c)
{
    return c >= QChar(0xAC00) && c <= QChar(0xD7A3);
}

bool isWord(QChar c)
{
    return c.isLetterOrNumber() || c.isMark() || c == u'_';
}

/// Unit by unit, so that places stay what they are.
QString small(QStringView text)
{
    QString folded(text.size(), Qt::Uninitialized);
    std::transform(text.begin(), text.end(), folded.begin(), [](QChar c) { return c.toLower(); });
    return folded;
}

bool isEnding(QStringView word)
{
    return std::any_of(std::begin(titles), std::end(titles), [word](QStringView title) {
        return word.startsWith(title) &&
               std::find(std::begin(particles), std::end(particles), word.sliced(title.size())) !=
                   std::end(particles);
    });
}

/// Whether a name may end at `at`, by what follows it.
bool endsWord(QStringView text, qsizetype at)
{
    if (at >= text.size())
        return true;
    const QChar last = text[at - 1];
    const QChar next = text[at];
    if (!isWord(next)) {
        // "@kim" is not meant by "@kim-lee" or "@kim.example".
        const bool joins = next == u'-' || next == u'.' || next == u'@';
        return !joins || at + 1 >= text.size() || !isWord(text[at + 1]) || isHangul(text[at + 1]);
    }
    qsizetype end = at;
    while (end < text.size() && isHangul(text[end]))
        ++end;
    if (end == at || (end < text.size() && isWord(text[end])))
        return false;
    return !isHangul(last) || isEnding(text.sliced(at, end - at));
}

/// Whether a line is what somebody else said.
bool isQuote(QStringView line)
{
    const QStringView words = line.trimmed();
    return words.startsWith(u'>') && (words.size() == 1 || words[1].isSpace() || words[1] == u'>');
}

} // namespace

/// Looks for names in one text.
class MentionReader {
public:
    MentionReader(const QString &text, const MentionNames &names)
        : m_names(names), m_text(text), m_small(small(text))
    {
    }

    bool mayStart(qsizetype at) const
    {
        if (at + 1 >= m_text.size())
            return false;
        const QChar before = at > 0 ? m_text[at - 1] : QChar(u' ');
        // Mail addresses have no Hangul, and people who write it leave the blank out.
        return before != u'@' && (!isWord(before) || isHangul(before));
    }

    std::optional<Mention> read(qsizetype at) const
    {
        const bool quoted = m_small[at + 1] == u'"';
        if (auto found = quoted ? readName(at, true) : std::nullopt)
            return found;
        for (const QStringView word : everybodyWords) {
            if (QStringView(m_small).sliced(at + 1).startsWith(word) &&
                endsWord(m_small, at + 1 + word.size()))
                return longerOf(Mention{at, 1 + word.size(), {}}, readName(at, false));
        }
        return readName(at, false);
    }

private:
    /// The word for everybody is nobody's name, but a longer name may begin with it.
    static Mention longerOf(const Mention &everybody, const std::optional<Mention> &person)
    {
        return person && person->length > everybody.length ? *person : everybody;
    }

    std::optional<Mention> readName(qsizetype at, bool quoted) const
    {
        const qsizetype start = at + (quoted ? 2 : 1);
        const qsizetype mark = quoted ? 1 : 0;
        for (const qsizetype length : m_names.m_lengths) {
            const qsizetype end = start + length;
            if (end + mark > m_small.size())
                continue;
            const auto found = m_names.m_names.constFind(
                QString::fromRawData(m_small.constData() + start, length));
            if (found == m_names.m_names.constEnd())
                continue;
            if (quoted ? m_small[end] == u'"' : endsWord(m_small, end))
                return Mention{at, end + mark - at, *found};
        }
        return std::nullopt;
    }

    const MentionNames &m_names;
    const QString &m_text;
    const QString m_small;
};

MentionNames::MentionNames(const QStringList &names)
{
    for (const QString &name : names) {
        const QString key = small(name);
        if (key.isEmpty() || m_names.contains(key))
            continue;
        m_names.insert(key, name);
        if (!m_lengths.contains(key.size()))
            m_lengths.append(key.size());
    }
    std::sort(m_lengths.begin(), m_lengths.end(), std::greater<>());
}

std::vector<Mention> findMentions(const QString &text, const MentionNames &names)
{
    std::vector<Mention> found;
    if (!text.contains(u'@'))
        return found;
    const std::vector<TextStretch> code = codeParts(text);
    const MentionReader reader(text, names);
    auto part = code.begin();
    int signs = 0;
    qsizetype lineStart = 0;
    qsizetype lineEnd = -1;
    bool quoted = false;
    for (qsizetype at = text.indexOf(u'@'); at >= 0; at = text.indexOf(u'@', at)) {
        while (part != code.end() && part->end <= at)
            ++part;
        if (part != code.end() && part->start <= at) {
            at = part->end;
            continue;
        }
        while (lineEnd < at) { // on to the line that it stands in
            lineStart = lineEnd + 1;
            lineEnd = text.indexOf(u'\n', lineStart);
            lineEnd = lineEnd < 0 ? text.size() : lineEnd;
            quoted = isQuote(QStringView(text).sliced(lineStart, lineEnd - lineStart));
        }
        if (quoted) {
            at = lineEnd;
            continue;
        }
        if (++signs > mostSigns || found.size() >= mostMentions)
            break;
        auto mention = reader.mayStart(at) ? reader.read(at) : std::nullopt;
        // Code that begins within a name takes its rest.
        if (mention && part != code.end() && part->start < at + mention->length)
            mention.reset();
        if (mention)
            found.push_back(*mention);
        at += mention ? mention->length : 1;
    }
    return found;
}

bool mentionsEverybody(const QString &text)
{
    const std::vector<Mention> found = findMentions(text, {});
    return std::any_of(found.begin(), found.end(),
                       [](const Mention &mention) { return mention.isEverybody(); });
}

QString mentionOf(const QString &name)
{
    const bool plain = std::all_of(name.begin(), name.end(), isWord) &&
                       std::find(std::begin(everybodyWords), std::end(everybodyWords),
                                 QStringView(small(name))) == std::end(everybodyWords);
    return plain ? u'@' + name : QStringLiteral("@\"%1\"").arg(name);
}

} // namespace Chat
