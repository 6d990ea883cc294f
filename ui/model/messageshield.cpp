// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/messageshield.h"

#include "stomp/wire/codeparts.h"
#include "ui/model/messagelinks.h"

#include <algorithm>

namespace Ui {
namespace {

// The browser page has the same rules in shield.js; both are tried with the same texts.

constexpr int mostMarks = 1500;        ///< Nobody writes more; parsers take long over them.
constexpr qsizetype longestNumber = 3; ///< Digits of a numbered item: 2026 is a year.
constexpr QChar privateHigh(0xDB80);   ///< U+F0000 and what follows it, in Plane 15.
constexpr char16_t privateLow = 0xDC00;
constexpr int firstPiece = 16;
constexpr QChar anyLetter(0xAC00); ///< What a piece is to the marks beside it.

/// Marks that are shown and mean nothing.
enum class Shown { Nothing, Tilde, Underscore, Star };
constexpr QStringView shownMarks[] = {u"", u"~", u"_", u"*"};

bool isWord(QChar c)
{
    return c.isLetterOrNumber() || c.isMark();
}

bool isEastAsian(QChar c)
{
    const ushort u = c.unicode();
    return (u >= 0xAC00 && u <= 0xD7A3) || (u >= 0x3040 && u <= 0x318F) ||
           (u >= 0x3400 && u <= 0x4DBF) || (u >= 0x4E00 && u <= 0x9FFF);
}

bool isBlank(QChar c)
{
    return c.isNull() || c.isSpace();
}

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

/// Neither blank nor a word nor what Markdown counts itself.
bool isSign(QChar c)
{
    return !isBlank(c) && !isWord(c) && c != u'*' && c != u'_' && c != u'~' && c != u'\\';
}

/// What some count as a sign and others as a letter: ★, emoji.
bool isSymbol(QChar c)
{
    return c.unicode() >= 0x80 && (c.isSymbol() || c.isSurrogate());
}

/// Line ends as one, and nothing that a parser would change or that stands for a piece.
QString cleaned(const QString &text)
{
    QString clean;
    clean.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (c == u'\r') {
            clean += u'\n';
            i += i + 1 < text.size() && text[i + 1] == u'\n' ? 1 : 0;
        } else if (c.isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate()) {
            if (c == privateHigh)
                clean += QChar(QChar::ReplacementCharacter);
            else
                (clean += c) += text[i + 1];
            ++i;
        } else {
            clean += c.isNull() || c.isSurrogate() ? QChar(QChar::ReplacementCharacter) : c;
        }
    }
    return clean;
}

/// Goes through one text and writes what may be parsed.
class Shielding {
public:
    Shielding(const QString &text, bool keepsBlanks, QString &out)
        : m_text(text), m_keepsBlanks(keepsBlanks), m_out(out)
    {
        out.reserve(text.size());
    }

    int marks() const { return m_marks; }

    void copy(qsizetype from, qsizetype to)
    {
        m_out += QStringView(m_text).sliced(from, to - from);
        ++m_marks;
        m_atHead = to > 0 && m_text[to - 1] == u'\n';
        m_afterPiece = false;
    }

    void putPiece(size_t index)
    {
        put(firstPiece + int(index));
        m_atHead = false;
        m_afterPiece = true;
    }

    /// The mark or letter at `at`, of a stretch that ends at `end`, where a piece may follow; gives
    /// what comes next.
    qsizetype step(qsizetype at, qsizetype end, bool beforePiece)
    {
        const QChar c = m_text[at];
        m_end = end;
        m_beforePiece = beforePiece;
        qsizetype next = at + 1;
        const bool wasHead = m_atHead;
        m_atHead = c == u'\n' || (wasHead && (c == u' ' || c == u'\t' || c == u'>'));
        if (c == u' ' || c == u'\t')
            next = blanks(at);
        else if (wasHead && isHeadMark(at, c))
            next = head(at, c);
        else if (c == u'*')
            next = stars(at);
        else if (c == u'_')
            next = underscores(at);
        else if (c == u'~')
            next = tildes(at);
        else
            other(at, c, next);
        m_afterPiece = false;
        return next;
    }

private:
    void put(int sign) { (m_out += privateHigh) += QChar(char16_t(privateLow + sign)); }
    void put(Shown mark) { put(int(mark)); }

    /// What stands before and behind a run of marks; a piece counts as a letter.
    QChar before(qsizetype at) const
    {
        return m_afterPiece ? anyLetter : at > 0 ? m_text[at - 1] : QChar();
    }
    QChar behind(qsizetype at) const
    {
        if (at >= m_end && m_beforePiece)
            return anyLetter;
        return at < m_text.size() ? m_text[at] : QChar();
    }

    qsizetype endOfRun(qsizetype at) const
    {
        const QChar c = m_text[at];
        while (at < m_end && m_text[at] == c)
            ++at;
        return at;
    }

    bool isHeadMark(qsizetype at, QChar c) const
    {
        const QChar next = behind(at + 1);
        const bool item = (c == u'-' || c == u'+' || c == u'*') && (next == u' ' || next == u'\t');
        return item || c == u'-' || c == u'+' || c == u'=' || c == u'#' || c == u'>' || isDigit(c);
    }

    qsizetype head(qsizetype at, QChar c)
    {
        if (!isDigit(c)) {
            ++m_marks;
            const QChar behindIt = behind(at + 1);
            if (c == u'>' && !isBlank(behindIt) && behindIt != u'>') { // ">_<"
                put(Shown::Nothing);
                m_atHead = false;
            }
            m_out += c;
            if (c == u'>')
                return at + 1;
            m_atHead = (c == u'-' || c == u'+' || c == u'*') && at + 1 < m_end &&
                       (m_text[at + 1] == u' ' || m_text[at + 1] == u'\t');
            return at + 1;
        }
        const qsizetype dot = endOfNumber(at);
        m_out += QStringView(m_text).sliced(at, dot - at);
        if (!isNumberMark(dot))
            return dot;
        ++m_marks;
        qsizetype next = dot + 1;
        while (next < m_end && (m_text[next] == u' ' || m_text[next] == u'\t'))
            ++next;
        // A date is no list: "2026. 11. 22."
        const qsizetype second = endOfNumber(next);
        const bool isEmpty = next >= m_text.size() || m_text[next] == u'\n';
        if (dot - at > longestNumber || isEmpty || (second > next && isNumberMark(second)))
            put(Shown::Nothing);
        m_out += m_text[dot];
        return dot + 1;
    }

    qsizetype endOfNumber(qsizetype at) const
    {
        while (at < m_end && isDigit(m_text[at]))
            ++at;
        return at;
    }

    bool isNumberMark(qsizetype at) const
    {
        return at < m_end && (m_text[at] == u'.' || m_text[at] == u')');
    }

    /// Those at the end of a line are none.
    qsizetype blanks(qsizetype at)
    {
        qsizetype end = at;
        while (end < m_end && (m_text[end] == u' ' || m_text[end] == u'\t'))
            ++end;
        if (m_keepsBlanks || (end < m_text.size() && m_text[end] != u'\n'))
            m_out += QStringView(m_text).sliced(at, end - at);
        return end;
    }

    qsizetype stars(qsizetype at)
    {
        const qsizetype end = endOfRun(at);
        m_marks += int(end - at);
        if (isDigit(before(at)) && isDigit(behind(end))) { // 2*3*4
            for (qsizetype i = at; i < end; ++i)
                put(Shown::Star);
            return end;
        }
        if (const qsizetype face = end - at == 1 ? faceEnd(at) : 0; face > 0) {
            for (qsizetype i = at; i < face; ++i) {
                if (m_text[i] == u'*')
                    put(Shown::Star);
                else if (m_text[i] == u'_')
                    put(Shown::Underscore);
                else
                    m_out += m_text[i];
            }
            return face;
        }
        run(at, end, isEastAsian);
        return end;
    }

    /// Where "*^^*", "*_*" and their like end; 0 for none.
    qsizetype faceEnd(qsizetype at) const
    {
        qsizetype end = at + 1;
        bool eyes = false;
        for (; end < m_end && end - at <= 4; ++end) {
            const QChar c = m_text[end];
            if (c != u'^' && c != u'_' && c != u'.')
                break;
            eyes = eyes || c != u'.';
        }
        return eyes && end < m_end && m_text[end] == u'*' && behind(end + 1) != u'*' ? end + 1 : 0;
    }

    /// Marks between a sign and a letter of `letters`: they shall belong to the words on both
    /// sides, as in "**“인용”**이라고", where there is no blank to tell.
    template <typename Letters>
    void run(qsizetype at, qsizetype end, Letters letters)
    {
        const QChar first = before(at);
        const QChar last = behind(end);
        if (isSymbol(first) || (isSign(first) && letters(last)))
            put(Shown::Nothing);
        m_out += QStringView(m_text).sliced(at, end - at);
        if (isSymbol(last) || (letters(first) && isSign(last)))
            put(Shown::Nothing);
    }

    qsizetype underscores(qsizetype at)
    {
        const qsizetype end = endOfRun(at);
        m_marks += int(end - at);
        const QChar first = before(at);
        const QChar last = behind(end);
        const bool face = !isBlank(first) && (first == last || (first == u'>' && last == u'<'));
        if (!face)
            run(at, end, [](QChar) { return false; });
        for (qsizetype i = at; face && i < end; ++i)
            put(Shown::Underscore);
        return end;
    }

    qsizetype tildes(qsizetype at)
    {
        const qsizetype end = endOfRun(at);
        m_marks += int(end - at);
        const QChar first = before(at);
        const QChar last = behind(end);
        const bool opens = !m_striking && !isBlank(last) && !isWord(first);
        const bool ends = m_striking && !isBlank(first);
        if (end - at == 2 && (opens || ends)) {
            m_striking = opens;
            run(at, end, isWord);
        } else {
            for (qsizetype i = at; i < end; ++i)
                put(Shown::Tilde);
        }
        return end;
    }

    void other(qsizetype at, QChar c, qsizetype &next)
    {
        m_out += c;
        if (c == u'\n') {
            m_striking = false;
        } else if (c == u'\\') {
            ++m_marks;
            const QChar escaped = behind(next);
            if (next < m_end && escaped.unicode() < 0x80 &&
                (isSign(escaped) || escaped == u'*' || escaped == u'_' || escaped == u'~' ||
                 escaped == u'\\')) {
                m_out += escaped;
                ++next;
            }
        } else if (c == u']') {
            ++m_marks;
            if (behind(next) == u':') // "[note]: …" is said, not defined
                put(Shown::Nothing);
        } else if (c == u'<') {
            ++m_marks;
            if (before(at) != u'(' && isWord(behind(next)))
                put(Shown::Nothing); // addresses are pieces already
        } else if (c == u'`' || c == u'[' || c == u'>') {
            ++m_marks;
        }
    }

    const QString &m_text;
    const bool m_keepsBlanks;
    QString &m_out;
    qsizetype m_end = 0;
    int m_marks = 0;
    bool m_atHead = true; ///< Nothing but marks has come in this line.
    bool m_afterPiece = false;
    bool m_beforePiece = false; ///< At m_end.
    bool m_striking = false;
};

} // namespace

MessageShield::MessageShield(const QString &text, const Chat::MentionNames &names)
{
    const QString clean = cleaned(text);
    collect(clean, names);
    const int marks = shield(clean, false);
    m_plain = marks == 0 || marks > mostMarks;
    if (m_plain)
        shield(clean, true);
}

void MessageShield::collect(const QString &text, const Chat::MentionNames &names)
{
    std::vector<LinkSpan> links = findLinks(text);
    const std::vector<Chat::Mention> mentions = Chat::findMentions(text, names);
    const std::vector<Chat::TextStretch> code = Chat::codeParts(text);
    const auto isCode = [&](qsizetype at) {
        const auto part =
            std::find_if(code.begin(), code.end(), [at](const auto &one) { return at < one.end; });
        return part != code.end() && part->start <= at;
    };
    qsizetype end = 0;
    auto mention = mentions.begin();
    const auto addMentions = [&](qsizetype before) {
        for (; mention != mentions.end() && mention->start < before; ++mention) {
            if (mention->start < end)
                continue;
            const QString written = text.mid(mention->start, mention->length);
            const bool quoted = written.size() > 3 && written[1] == u'"';
            end = mention->start + mention->length;
            m_starts.push_back(mention->start);
            m_pieces.push_back(
                {written,
                 {MessageNode::Kind::Mention,
                  quoted ? u'@' + written.mid(2, written.size() - 3) : written, mention->name}});
        }
    };
    for (const LinkSpan &link : links) {
        addMentions(link.start);
        if (link.start < end || isCode(link.start))
            continue;
        end = link.start + link.length;
        m_starts.push_back(link.start);
        MessageNode node{MessageNode::Kind::Link, {}, link.address};
        node.children.push_back({MessageNode::Kind::Text, link.text});
        m_pieces.push_back({text.mid(link.start, link.length), std::move(node)});
    }
    addMentions(text.size());
}

int MessageShield::shield(const QString &text, bool keepsBlanks)
{
    m_shielded.clear();
    const std::vector<Chat::TextStretch> code = Chat::codeParts(text);
    auto part = code.begin();
    size_t piece = 0;
    Shielding work(text, keepsBlanks, m_shielded);
    for (qsizetype at = 0; at < text.size();) {
        if (part != code.end() && part->start <= at) {
            work.copy(at, part->end);
            at = std::max(at, part->end);
            ++part;
        } else if (piece < m_pieces.size() && m_starts[piece] == at) {
            work.putPiece(piece);
            at += m_pieces[piece].written.size();
            ++piece;
        } else {
            qsizetype end = part != code.end() ? part->start : text.size();
            const bool beforePiece = piece < m_pieces.size() && m_starts[piece] <= end;
            if (beforePiece)
                end = m_starts[piece];
            while (at < end)
                at = work.step(at, end, beforePiece);
        }
    }
    return work.marks();
}

void MessageShield::append(const QString &parsed, bool withinLink,
                           std::vector<MessageNode> &nodes) const
{
    using NodeKind = MessageNode::Kind;
    const auto addText = [&nodes](QStringView text) {
        if (text.isEmpty())
            return;
        if (nodes.empty() || nodes.back().kind != NodeKind::Text)
            nodes.push_back({NodeKind::Text});
        nodes.back().text += text;
    };
    qsizetype from = 0;
    for (qsizetype at = parsed.indexOf(privateHigh); at >= 0;
         at = parsed.indexOf(privateHigh, at)) {
        addText(QStringView(parsed).sliced(from, at - from));
        from = at = std::min(at + 2, parsed.size());
        const int sign = parsed[at - 1].unicode() - privateLow;
        if (sign < firstPiece) {
            addText(shownMarks[sign]);
            continue;
        }
        const MessageNode &node = m_pieces[size_t(sign - firstPiece)].node;
        if (withinLink)
            addText(node.kind == NodeKind::Link ? node.children[0].text : node.text);
        else
            nodes.push_back(node);
    }
    addText(QStringView(parsed).sliced(from));
}

QString MessageShield::restored(const QString &parsed) const
{
    QString text;
    qsizetype from = 0;
    for (qsizetype at = parsed.indexOf(privateHigh); at >= 0;
         at = parsed.indexOf(privateHigh, at)) {
        text += QStringView(parsed).sliced(from, at - from);
        from = at = std::min(at + 2, parsed.size());
        const int sign = parsed[at - 1].unicode() - privateLow;
        text += sign < firstPiece ? shownMarks[sign]
                                  : QStringView(m_pieces[size_t(sign - firstPiece)].written);
    }
    return text += QStringView(parsed).sliced(from);
}

} // namespace Ui
