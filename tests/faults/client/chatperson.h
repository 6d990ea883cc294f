// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/faults/client/person.h"
#include "ui/model/chatclient.h"

#include <memory>

/// The desktop's client without its window: ChatClient, with profile and outbox on disk.
class ChatPerson final : public Person {
    Q_OBJECT
public:
    explicit ChatPerson(const PersonOptions &options);
    ~ChatPerson() override;

    void say(const QString &room, const QString &text, QRandomGenerator &random) override;
    void change(const QString &room, QRandomGenerator &random) override;
    void retryNow() override { m_client->retryNow(); }
    bool isConnected() const override;
    int waiting() const override { return m_client->unsentCount(); }
    QJsonObject dump() override;

private:
    Ui::TimelineModel &timeline(const QString &room) const;
    void noteWaiting();
    void tellDeliveries();

    const QStringList m_rooms;
    std::unique_ptr<Ui::Profile> m_profile;
    QSet<QByteArray> m_sent;
    std::unique_ptr<Ui::ChatClient> m_client;
    QSet<QString> m_waiting; ///< Ids that nothing was told of yet.
};
