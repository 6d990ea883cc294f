// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/messages.h"

#include <QSet>

namespace Ui {

/// What many messages have alike, in memory once: their room and who said them. Each message that
/// was parsed has copies of its own, which are a good part of a timeline of 100,000.
class SharedTexts {
public:
    void share(Chat::RoomMessage &message);

private:
    QString shared(const QString &text);

    QSet<QString> m_texts; ///< Bounded, as guests may go by another name each time.
};

} // namespace Ui
