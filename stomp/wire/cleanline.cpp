// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/wire/cleanline.h"

#include "stomp/wire/composed.h"

#include <QChar>
#include <QList>
#include <QTextBoundaryFinder>

#include <algorithm>

namespace Chat {
namespace {

constexpr char32_t zeroWidthJoiner = 0x200D;
constexpr char32_t emojiPresentation = 0xFE0F;

/// Letters that show nothing; people use them to have no visible name.
bool isBlank(char32_t c)
{
    constexpr char32_t empty[] = {0x115F, 0x1160, 0x2800, 0x3164, 0xFFA0};
    return QChar::isSpace(c) || std::find(std::begin(empty), std::end(empty), c) != std::end(empty);
}

bool isForbidden(char32_t c)
{
    switch (QChar::category(c)) {
    case QChar::Other_Control:
    case QChar::Other_Format: // Direction, zero width, tags.
    case QChar::Other_Surrogate:
    case QChar::Other_PrivateUse:
        return true;
    default:
        return QChar::isNonCharacter(c) || c == QChar::ReplacementCharacter;
    }
}

bool isMark(char32_t c)
{
    const auto category = QChar::category(c);
    return category == QChar::Mark_NonSpacing || category == QChar::Mark_SpacingCombining ||
           category == QChar::Mark_Enclosing;
}

bool isEmoji(char32_t c)
{
    const bool skinTone = c >= 0x1F3FB && c <= 0x1F3FF;
    return skinTone || c == emojiPresentation || QChar::category(c) == QChar::Symbol_Other;
}

QString withoutInvisible(const QString &text)
{
    const QList<uint> all = text.toUcs4();
    QList<char32_t> kept;
    for (qsizetype i = 0; i < all.size(); ++i) {
        const char32_t c = all[i];
        if (isBlank(c)) {
            if (!kept.isEmpty() && kept.last() != U' ')
                kept.append(U' ');
        } else if (c == zeroWidthJoiner) {
            // It glues emoji together (families, professions) and hides anywhere else.
            const bool glues = !kept.isEmpty() && isEmoji(kept.last()) && i + 1 < all.size() &&
                               isEmoji(all[i + 1]) && !isForbidden(all[i + 1]) &&
                               all[i + 1] != emojiPresentation;
            if (glues)
                kept.append(c);
        } else if (!isForbidden(c)) {
            kept.append(c);
        }
    }
    return QString::fromUcs4(kept.constData(), kept.size());
}

QString shortenedTo(const QString &text, qsizetype longest)
{
    if (text.size() <= longest)
        return text;
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, text);
    finder.setPosition(longest);
    if (!finder.isAtBoundary())
        finder.toPreviousBoundary();
    return text.left(std::max<qsizetype>(finder.position(), 0));
}

bool isVisible(const QString &text)
{
    const QList<uint> all = text.toUcs4();
    return std::any_of(all.begin(), all.end(), [](uint c) { return c != U' ' && !isMark(c); });
}

} // namespace

QString cleanLine(const QString &text, qsizetype longest)
{
    // A hostile text may be a megabyte long; what is far behind the cut need not be looked at.
    const QString bounded = text.left(longest * 16);
    const QString clean = composed(withoutInvisible(bounded));
    const QString line = shortenedTo(clean.trimmed(), longest).trimmed();
    return isVisible(line) ? line : QString();
}

} // namespace Chat
