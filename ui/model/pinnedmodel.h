// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/chatclient.h"

#include <QAbstractListModel>
#include <QPointer>

#include <vector>

namespace Ui {

/// What is pinned in one room, the last pinned first. Asked for when the room is set and on each
/// new connection; in between it follows what is told of the room's messages.
class PinnedModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role {
        SequenceRole = Qt::UserRole + 1, ///< qint64
        SenderRole,                      ///< QString
        SenderIdRole,                    ///< QString
        GuestRole,                       ///< bool
        TimeRole,                        ///< QDateTime, local, when it was said
        TextRole, ///< QString, its beginning on one line; Qt::DisplayRole gives the same
    };
    enum class State {
        Nothing, ///< No room is set.
        Asking,  ///< An answer is on the way, or there is no connection to ask by.
        Known,
        Failed, ///< `failure()` says why.
    };
    /// Of one room, as the host has it; more are not kept, whatever it says.
    static constexpr size_t mostPinned = 100;

    /// The client must outlive it.
    explicit PinnedModel(ChatClient &client, QObject *parent = nullptr);
    ~PinnedModel() override;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    /// A room one hears; an empty one sets none.
    void setRoom(const Chat::RoomId &room);
    const Chat::RoomId &room() const { return m_room; }
    State state() const { return m_state; }
    QString failure() const { return m_failure; }

Q_SIGNALS:
    void stateChanged();

private:
    void ask();
    void take(const QByteArray &json);
    void update(const Chat::RoomMessage &message);
    void insert(const Chat::RoomMessage &message);
    void remove(int row);
    void setState(State state, const QString &failure = {});

    ChatClient &m_client;
    Chat::RoomId m_room;
    std::vector<Chat::RoomMessage> m_pinned; ///< In the order shown.
    QPointer<Stomp::StompSubscription> m_page;
    State m_state = State::Nothing;
    QString m_failure;
};

} // namespace Ui
