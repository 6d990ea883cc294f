// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/wire/composed.h"

namespace Chat {
namespace {

char32_t characterOf(const QString &text, qsizetype at)
{
    const bool isPair =
        text[at].isHighSurrogate() && at + 1 < text.size() && text[at + 1].isLowSurrogate();
    return isPair ? QChar::surrogateToUcs4(text[at], text[at + 1]) : text[at].unicode();
}

QString withFewMarks(const QString &text)
{
    QString kept;
    int marks = 0;
    qsizetype done = 0;
    for (qsizetype at = 0, next = 0; at < text.size(); at = next) {
        const char32_t character = characterOf(text, at);
        next = at + (QChar::requiresSurrogates(character) ? 2 : 1);
        marks = QChar::isMark(character) ? marks + 1 : 0;
        if (marks <= mostMarks)
            continue;
        kept += QStringView(text).sliced(done, at - done);
        done = next;
    }
    if (done == 0)
        return text;
    return kept += QStringView(text).sliced(done);
}

} // namespace

QString composed(const QString &text)
{
    // Some marks are made of two.
    return withFewMarks(withFewMarks(text).normalized(QString::NormalizationForm_C));
}

} // namespace Chat
