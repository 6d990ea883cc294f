// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/earliertexts.h"

#include "stomp/wire/destinations.h"
#include "ui/model/inquiry.h"
#include "ui/model/refusalwords.h"

namespace Ui {

void EarlierTexts::ask(const Chat::RoomId &room, Chat::Sequence message)
{
    Stomp::Headers headers;
    headers.append(QByteArrayLiteral("seq"), QByteArray::number(message.number));
    const auto refused = [this](const QString &why) {
        Q_EMIT failed(tr("The earlier versions were not shown: %1").arg(shownRefusal(why)));
    };
    inquire(
        m_client, this, Chat::requestDestination(Chat::Request::Kind::Earlier, room), headers,
        [this, room, message, refused](const QByteArray &body) {
            const auto list = Chat::EarlierList::fromJson(body);
            if (list && list->room == room && list->sequence == message)
                Q_EMIT came(*list);
            else
                refused(tr("the host's answer cannot be read"));
        },
        refused);
}

} // namespace Ui
