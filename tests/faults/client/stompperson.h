// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/net/stompclient.h"
#include "stomp/wire/changes.h"
#include "tests/faults/client/fileoutbox.h"
#include "tests/faults/client/person.h"

#include <QPointer>
#include <QSet>

#include <map>
#include <memory>

/// A careful client made of StompClient and the documents: an outbox in a file, resends under the
/// same ids, `since` after each break, and the changes it missed by their revision.
class StompPerson final : public Person {
    Q_OBJECT
public:
    explicit StompPerson(const PersonOptions &options);
    ~StompPerson() override;

    void say(const QString &room, const QString &text, QRandomGenerator &random) override;
    void change(const QString &room, QRandomGenerator &random) override;
    void retryNow() override;
    bool isConnected() const override;
    int waiting() const override { return int(m_outbox.entries().size()); }
    QJsonObject dump() override;

private:
    struct Room {
        std::map<qint64, Chat::RoomMessage> messages;
        qint64 known = 0; ///< No change before this revision was missed.
        QPointer<Stomp::StompSubscription> page;
        qint64 newest() const { return messages.empty() ? 0 : messages.rbegin()->first; }
    };
    void subscribe(const QString &room);
    void connected();
    void send(const FileOutbox::Entry &entry);
    void fill();
    void takeEvent(Room &room, const QString &id, const QByteArray &json);
    void react(Room &room, const Chat::ReactionEvent &event);
    void reach(Room &room, const QString &id, qint64 revision);
    void askChanges(Room &room, const QString &id);
    QString tokenFile() const;

    const PersonOptions m_options;
    FileOutbox m_outbox;
    QByteArray m_token;
    Chat::UserId m_self;
    QSet<QByteArray> m_sent;
    std::map<QString, Room> m_rooms;
    QSet<QString> m_underWay;
    int m_connections = 0;
    bool m_held = false; ///< The host cannot store at the moment.
    QTimer m_hold;
    std::unique_ptr<Stomp::StompClient> m_client;
};
