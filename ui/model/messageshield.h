// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/mentions.h"
#include "ui/model/messagenode.h"

#include <QString>

#include <vector>

namespace Ui {

/// A text that a Markdown parser may read: addresses, mentions, and marks that are no markup (the
/// tilde of "10~12시", faces, dates) stand in it as single private characters, which mean nothing
/// to a parser.
class MessageShield {
public:
    MessageShield(const QString &text, const Chat::MentionNames &names);

    /// What is to be parsed.
    const QString &text() const { return m_shielded; }
    /// Nothing in the text is markup, or more than a person writes.
    bool isPlain() const { return m_plain; }

    /// Puts a parsed text behind `nodes`, with the links and mentions that stand in it; without
    /// them within a link.
    void append(const QString &parsed, bool withinLink, std::vector<MessageNode> &nodes) const;
    /// The text as it was written.
    QString restored(const QString &parsed) const;

private:
    struct Piece {
        QString written;
        MessageNode node;
    };
    void collect(const QString &text, const Chat::MentionNames &names);
    /// Gives how many marks there are.
    int shield(const QString &text, bool keepsBlanks);

    QString m_shielded;
    bool m_plain = false;
    std::vector<Piece> m_pieces;
    std::vector<qsizetype> m_starts; ///< Of the pieces, in the text.
};

} // namespace Ui
