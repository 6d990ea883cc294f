// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/reads.h"

#include <QString>
#include <QVariantMap>

#include <map>

namespace Ui {

/// How far the newest of one's own messages in a room got.
class ReceiptBook {
public:
    /// No count goes back; false when there is nothing new, or it is too old to be kept.
    bool take(const Chat::Receipt &receipt);
    void dropBefore(Chat::Sequence sequence);

    /// `of`, `delivered`, `read`, `unconfirmed`; `text`, the furthest it got in a few words, and
    /// `details`, all of it in a sentence. Empty when nothing is known.
    QVariantMap map(Chat::Sequence sequence) const;
    /// What was said, and how far it got; `said` alone when nothing is known.
    QString spoken(const QString &said, Chat::Sequence sequence) const;

private:
    std::map<Chat::Sequence, Chat::Receipt> m_receipts;
};

} // namespace Ui
