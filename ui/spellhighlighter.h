// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/spellwords.h"

#include <QSyntaxHighlighter>
#include <QTimer>

#include <optional>

namespace Ui {

class Appearance;
class MessageEdit;
class Spelling;

/// Underlines in the field what is spelt wrong, but for the word that is being written, of which
/// what an input method composes is a part.
class SpellHighlighter : public QSyntaxHighlighter {
    Q_OBJECT
public:
    /// A child of the field's document; the others must outlive it.
    SpellHighlighter(Spelling &spelling, MessageEdit &field, const Appearance &appearance);

    /// The word at that place of the text, when it is underlined.
    std::optional<SpellWord> wrongAt(int position) const;

protected:
    void highlightBlock(const QString &text) override;

private:
    const std::vector<SpellWord> &words();
    bool isBeingWritten(qsizetype end) const;

    Spelling &m_spelling;
    MessageEdit &m_field;
    const Appearance &m_appearance;
    QTimer m_again;      ///< Once for all that becomes known, or is written, in one turn.
    int m_revision = -1; ///< Of the document that m_words are of.
    std::vector<SpellWord> m_words;
};

} // namespace Ui
