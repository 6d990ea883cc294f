// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/chatclient.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <optional>
#include <vector>

namespace Ui {

/// Takes the last message back, for some seconds after it was sent.
///
/// It was sent at once, and is deleted: to hold each one back for the few that are regretted would
/// make everybody wait, and "stored by the host" come late. Where it was, the others see that a
/// message was deleted, as they would see an edit.
class SendUndo : public QObject {
    Q_OBJECT
public:
    explicit SendUndo(ChatClient &client,
                      std::chrono::milliseconds window = std::chrono::seconds(10));

    /// What was just said; the one before can no longer be taken back.
    void noteSent(const Chat::RoomId &room, const Chat::ClientMessageId &message,
                  const QString &text);
    bool isPossible() const { return m_last.has_value(); }
    /// The room of what can be taken back.
    Chat::RoomId room() const;
    /// Takes it back and gives its text, to be written anew; nullopt when it is too late. What
    /// still waits to be sent is dropped; what is on its way is deleted as soon as it is stored.
    std::optional<QString> undo();

Q_SIGNALS:
    /// isPossible() is another.
    void changed();

private:
    struct Sent {
        Chat::RoomId room;
        Chat::ClientMessageId message;
        QString text;
    };
    void forget();
    void removeWhenStored(const Sent &sent);
    void removeNow();
    /// False while the host has not stored it, or once it is not there.
    bool removeStored(const Sent &sent);
    bool isShown(const Sent &sent);
    bool hasFailed(const Sent &sent);

    ChatClient &m_client;
    QTimer m_window;
    std::optional<Sent> m_last;
    std::vector<Sent> m_removals; ///< Wanted, and not stored yet.
};

} // namespace Ui
