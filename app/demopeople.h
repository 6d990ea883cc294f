// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/demostory.h"
#include "stomp/net/stompclient.h"

#include <QHash>
#include <QObject>
#include <QTimer>
#include <QUrl>

#include <memory>
#include <vector>

/// The people of a story at a host: ordinary clients over WebSocket, who are there, read what is
/// said, and, unless they are still, say something now and then and answer whoever looks.
class DemoPeople : public QObject {
    Q_OBJECT
public:
    enum class Pace {
        Calm,  ///< Somebody says something every quarter of a minute.
        Still, ///< Nobody says anything: for pictures.
    };
    /// They come at once. `tokens` are of those with accounts, by user id. The story must outlive
    /// them.
    DemoPeople(const DemoStory &story, const QHash<QString, QByteArray> &tokens,
               const QUrl &webSocket, Pace pace);
    ~DemoPeople() override;

private:
    struct Guest; ///< One of them, at the host.
    void come(const DemoStory::Person &person, const QByteArray &token, const QUrl &webSocket);
    void hear(Guest &guest, const QByteArray &json);
    void goOn();
    void say(const Chat::UserId &who, const Chat::RoomId &room, const QString &text);
    Guest *find(const Chat::UserId &who) const;

    const DemoStory &m_story;
    const Pace m_pace;
    std::vector<std::unique_ptr<Guest>> m_guests;
    QTimer m_pause;          ///< Till the next remark.
    size_t m_next = 0;       ///< Remark.
    qsizetype m_answers = 0; ///< Given so far.
};
