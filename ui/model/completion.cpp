// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/completion.h"

#include "stomp/wire/codeparts.h"
#include "stomp/wire/mentions.h"
#include "ui/model/emojicatalog.h"
#include "ui/model/slashcommand.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace Ui {
namespace {

constexpr qsizetype mostProposals = 8;
constexpr qsizetype longestBeginning = 64; ///< UTF-16 units.
constexpr ushort firstSyllable = 0xAC00;
constexpr ushort lastSyllable = 0xD7A3;
constexpr int vowels = 21;
constexpr int endings = 28; ///< Consonants below a syllable, with none of them.
// The consonants that a syllable begins with, as they are typed alone.
constexpr QStringView leads = u"ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";

bool isSyllable(QChar c)
{
    return c.unicode() >= firstSyllable && c.unicode() <= lastSyllable;
}

bool isNameUnit(QChar c)
{
    return c.isLetterOrNumber() || c.isMark() || c == u'_';
}

/// Whether a syllable is `typed`, or what becomes of it by typing on.
bool mayBecome(QChar typed, QChar syllable)
{
    if (!isSyllable(syllable))
        return false;
    const int whole = syllable.unicode() - firstSyllable;
    if (const qsizetype lead = leads.indexOf(typed); lead >= 0)
        return whole / (vowels * endings) == lead;
    const int begun = typed.unicode() - firstSyllable;
    return isSyllable(typed) && begun % endings == 0 && whole / endings == begun / endings;
}

/// A particle follows a Hangul name at once, a blank any other.
QString insertedMention(const QString &mention)
{
    const QChar last = mention.back() == u'"' ? mention[mention.size() - 2] : mention.back();
    return isSyllable(last) ? mention : mention + u' ';
}

/// The "@" or "#" of the name that is being written.
std::optional<qsizetype> nameStart(const QString &text, qsizetype cursor, QChar sign)
{
    for (qsizetype at = cursor - 1; at >= 0 && cursor - at <= longestBeginning; --at) {
        if (text[at] == u'\n')
            return std::nullopt;
        if (text[at] != sign)
            continue;
        const QChar before = at > 0 ? text[at - 1] : QChar(u' ');
        const bool apart = before != sign && (!isNameUnit(before) || isSyllable(before));
        return apart ? std::optional(at) : std::nullopt;
    }
    return std::nullopt;
}

/// The ":" of the shortcode that is being written.
std::optional<qsizetype> shortcodeStart(const QString &text, qsizetype cursor)
{
    qsizetype at = cursor - 1;
    while (at >= 0 && cursor - at <= longestBeginning && EmojiCatalog::isShortcodeUnit(text[at]))
        --at;
    if (at < 0 || text[at] != u':' || at + 1 == cursor)
        return std::nullopt;
    // Of Latin letters one alone says too little, and ends many a face: ":D".
    const bool saysEnough = cursor - at > 2 || text[at + 1].unicode() >= 0x80;
    const bool apart = at == 0 || text[at - 1].isSpace() || text[at - 1] == u'(';
    return saysEnough && apart ? std::optional(at) : std::nullopt;
}

QList<Proposal> mentionsOf(QString typed, const QStringList &names)
{
    const bool quoted = typed.startsWith(u'"');
    if (quoted)
        typed.remove(0, 1);
    QList<Proposal> found;
    QStringList taken;
    for (const QString &name : names) {
        if (!typed.isEmpty() && name.compare(typed, Qt::CaseInsensitive) == 0)
            return {};
        if (found.size() >= mostProposals || taken.contains(name, Qt::CaseInsensitive) ||
            name.trimmed().isEmpty() || !beginsWith(name, typed))
            continue;
        taken << name;
        found.append({insertedMention(Chat::mentionOf(name)), u'@' + name.simplified(), {}});
    }
    const QString korean = QStringLiteral("여기");
    const QString english = QStringLiteral("here");
    const bool preferKorean = QLocale().language() == QLocale::Korean;
    for (const QString &word : {korean, english}) {
        const bool usual = (word == korean) == preferKorean;
        if (word.compare(typed, Qt::CaseInsensitive) == 0)
            return {};
        if (!quoted && beginsWith(word, typed) && (!typed.isEmpty() || usual))
            found.append({u'@' + word + u' ', u'@' + word,
                          QCoreApplication::translate("Ui::Completion", "everybody in the room")});
    }
    return found;
}

QList<Proposal> roomsOf(const QString &typed, const QStringList &rooms)
{
    QList<Proposal> found;
    for (const QString &room : rooms) {
        if (!typed.isEmpty() && room.compare(typed, Qt::CaseInsensitive) == 0)
            return {};
        if (found.size() < mostProposals && beginsWith(room, typed))
            found.append({u'#' + room + u' ', u'#' + room, {}});
    }
    return found;
}

/// What stands behind the "/" of a command that is being written.
std::optional<QString> commandBegun(const QString &text, qsizetype cursor)
{
    if (cursor == 0 || !text.startsWith(u'/') || cursor > longestBeginning)
        return std::nullopt;
    QString begun = text.sliced(1, cursor - 1);
    const bool isWord =
        std::all_of(begun.cbegin(), begun.cend(), [](QChar c) { return c.isLetter(); });
    return isWord ? std::optional(begun) : std::nullopt;
}

QList<Proposal> emojiOf(const QString &typed)
{
    const bool korean = QLocale().language() == QLocale::Korean;
    QList<Proposal> found;
    for (const Emoji &emoji : EmojiCatalog::builtIn().search(typed, int(mostProposals))) {
        const QString shortcode = emoji.shortcodes.value(0);
        const QString name = korean && !emoji.korean.isEmpty() ? emoji.korean : emoji.english;
        found.append({emoji.text, emoji.text + QStringLiteral("  ") + name,
                      shortcode.isEmpty() ? QString() : u':' + shortcode + u':'});
    }
    return found;
}

} // namespace

bool beginsWith(const QString &name, const QString &typed)
{
    if (name.startsWith(typed, Qt::CaseInsensitive))
        return true;
    const qsizetype last = typed.size() - 1;
    return last >= 0 && name.size() > last &&
           name.startsWith(QStringView(typed).first(last), Qt::CaseInsensitive) &&
           mayBecome(typed[last], name[last]);
}

std::optional<Completion> completionAt(const QString &text, qsizetype cursor,
                                       const Completable &known)
{
    cursor = std::clamp<qsizetype>(cursor, 0, text.size());
    if (known.commands) {
        if (const auto begun = commandBegun(text, cursor)) {
            Completion completion{0, cursor, slashProposals(*begun)};
            return completion.proposals.isEmpty() ? std::nullopt : std::optional(completion);
        }
    }
    const auto mention = nameStart(text, cursor, u'@');
    const auto room = nameStart(text, cursor, u'#');
    const auto shortcode = shortcodeStart(text, cursor);
    const qsizetype start =
        std::max({mention.value_or(-1), room.value_or(-1), shortcode.value_or(-1)});
    if (start < 0)
        return std::nullopt;
    const std::vector<Chat::TextStretch> code = Chat::codeParts(text);
    if (std::any_of(code.begin(), code.end(), [start](const Chat::TextStretch &part) {
            return part.start <= start && start < part.end;
        }))
        return std::nullopt;
    const QString typed = text.mid(start + 1, cursor - start - 1);
    Completion completion{start, cursor,
                          mention == start ? mentionsOf(typed, known.people)
                          : room == start  ? roomsOf(typed, known.rooms)
                                           : emojiOf(typed)};
    return completion.proposals.isEmpty() ? std::nullopt : std::optional(completion);
}

} // namespace Ui
