// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/spellhighlighter.h"

#include "ui/appearance.h"
#include "ui/messageedit.h"
#include "ui/spelling.h"

#include <QSignalBlocker>
#include <QTextDocument>

#include <algorithm>

namespace Ui {
namespace {

constexpr int longestChecked = 20'000; // UTF-16 units; more is pasted, not written

} // namespace

SpellHighlighter::SpellHighlighter(Spelling &spelling, MessageEdit &field,
                                   const Appearance &appearance)
    : QSyntaxHighlighter(field.document()), m_spelling(spelling), m_field(field),
      m_appearance(appearance)
{
    m_again.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, [this] {
        const QSignalBlocker quiet(&m_field); // a text that looks otherwise is the same text
        rehighlight();
    });
    const auto soon = qOverload<>(&QTimer::start);
    connect(&spelling, &Spelling::changed, &m_again, soon);
    connect(&appearance, &Appearance::changed, &m_again, soon);
    connect(&field, &QPlainTextEdit::cursorPositionChanged, &m_again, soon);
    connect(&field, &MessageEdit::focusChanged, &m_again, soon);
}

/// Of the whole text, for where code is depends on the lines before.
const std::vector<SpellWord> &SpellHighlighter::words()
{
    if (m_revision != document()->revision()) {
        m_revision = document()->revision();
        m_words = spellWords(document()->toPlainText());
    }
    return m_words;
}

bool SpellHighlighter::isBeingWritten(qsizetype end) const
{
    return m_field.hasFocus() && m_field.textCursor().position() == end;
}

void SpellHighlighter::highlightBlock(const QString &text)
{
    if (!m_spelling.isOn() || document()->characterCount() > longestChecked)
        return;
    const qsizetype begin = currentBlock().position();
    const qsizetype end = begin + text.size();
    const std::vector<SpellWord> &all = words();
    QTextCharFormat wrong;
    wrong.setUnderlineStyle(QTextCharFormat::SpellCheckUnderline);
    wrong.setUnderlineColor(m_appearance.theme().error);
    for (auto word = std::lower_bound(
             all.begin(), all.end(), begin,
             [](const SpellWord &one, qsizetype place) { return one.start < place; });
         word != all.end() && word->start < end; ++word) {
        const qsizetype length = word->text.size();
        if (!isBeingWritten(word->start + length) && m_spelling.isWrong(word->text, word->isHangul))
            setFormat(int(word->start - begin), int(length), wrong);
    }
}

std::optional<SpellWord> SpellHighlighter::wrongAt(int position) const
{
    const auto word = std::find_if(m_words.begin(), m_words.end(), [&](const SpellWord &one) {
        return one.start <= position && position <= one.start + one.text.size();
    });
    const bool isWrong = word != m_words.end() && m_revision == document()->revision() &&
                         m_spelling.isWrong(word->text, word->isHangul);
    return isWrong ? std::optional(*word) : std::nullopt;
}

} // namespace Ui
