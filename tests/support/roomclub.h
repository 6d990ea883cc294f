// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/chathost.h"

#include <QTest>

namespace Server {

/// A room that kim made and lee belongs to, and eve, who does not.
class RoomClub {
protected:
    void open();
    void close()
    {
        hangUp();
        m_host.reset();
    }
    /// Everybody goes, the host stays.
    void hangUp()
    {
        m_kim.reset();
        m_lee.reset();
        m_eve.reset();
    }
    void restart()
    {
        hangUp();
        m_host->start();
    }

    QByteArray set(ChatPeer &who, const QByteArray &json)
    {
        return who.send(room + "/settings", json);
    }
    /// The room as everybody sees it; without an id when there is none.
    Chat::RoomInfo info() const
    {
        for (const auto &one : m_host->chat->rooms()) {
            if (one.id.toString() == QStringLiteral("club"))
                return one;
        }
        return {};
    }
    QStringList texts(ChatPeer &who)
    {
        QStringList all;
        const auto page = Chat::HistoryPage::fromJson(who.reply(room + "/history"));
        for (const auto &message : page ? page->messages : std::vector<Chat::RoomMessage>()) {
            if (message.type == Chat::MessageType::Talk)
                all << message.text;
        }
        return all;
    }
    void letGo()
    {
        m_host->chat->letGo();
        QTRY_VERIFY(!m_host->chat->isLettingGo());
    }
    bool listsRoom(ChatPeer &who, const QByteArray &part)
    {
        return who.reply("/app/chat/rooms").contains(part);
    }

    const QByteArray room = "/app/chat/room/club";
    std::unique_ptr<ChatHost> m_host;
    std::unique_ptr<ChatPeer> m_kim; ///< Made it.
    std::unique_ptr<ChatPeer> m_lee; ///< Belongs to it.
    std::unique_ptr<ChatPeer> m_eve; ///< Does not.
};

inline void RoomClub::open()
{
    m_host = std::make_unique<ChatHost>();
    m_host->start();
    m_kim = std::make_unique<ChatPeer>(*m_host, "kim");
    m_lee = std::make_unique<ChatPeer>(*m_host, "lee");
    m_eve = std::make_unique<ChatPeer>(*m_host, "eve");
    QCOMPARE(m_kim->send("/app/chat/createroom", R"({"roomId":"club","name":"Club"})"),
             QByteArray());
    for (ChatPeer *one : {m_kim.get(), m_lee.get()})
        QCOMPARE(one->enter("club"), QByteArray());
    QCOMPARE(m_eve->enter("lobby"), QByteArray());
    QCOMPARE(m_kim->enter("lobby"), QByteArray());
    for (ChatPeer *one : {m_kim.get(), m_lee.get(), m_eve.get()}) {
        QCOMPARE(one->subscribe("own", "/user/queue/chat/rooms"), QByteArray());
        QCOMPARE(one->subscribe("inv", "/user/queue/chat/invitations"), QByteArray());
    }
}

} // namespace Server
