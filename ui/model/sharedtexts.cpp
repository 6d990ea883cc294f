// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/sharedtexts.h"

namespace Ui {
namespace {

constexpr int mostShared = 10'000;

} // namespace

void SharedTexts::share(Chat::RoomMessage &message)
{
    message.room = Chat::RoomId(shared(message.room.toString()));
    message.sender = shared(message.sender);
    message.senderId = Chat::UserId(shared(message.senderId.toString()));
}

QString SharedTexts::shared(const QString &text)
{
    if (m_texts.size() >= mostShared)
        m_texts.clear(); // who talks on is in it again soon
    return *m_texts.insert(text);
}

} // namespace Ui
