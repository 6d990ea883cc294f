// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/broker/application.h"
#include "server/chat/chatparts.h"
#include "server/chat/hookoutlet.h"
#include "server/chat/roomposts.h"
#include "server/store/guard.h"
#include "server/store/hookstore.h"

#include <QHash>

#include <functional>
#include <optional>
#include <tl/expected.hpp>

namespace Server {

/// Hooks: programs that speak in a room without being connected, and programs that are told what
/// is said there. Who may make them is decided here.
///
/// Whoever keeps order in a room makes incoming ones; outgoing ones make the host ask other
/// computers, so that is for the host's owner alone. Bots are never told of to hooks.
class RoomHooks {
public:
    /// `known`: those that the log has.
    RoomHooks(ChatParts &parts, RoomPosts &posts, const std::vector<StoredHook> &known);

    /// Without one nothing is posted. Must outlive this, or be taken away.
    void setOutlet(HookOutlet *outlet);

    /// SUBSCRIBE `/app/chat/room/{id}/hooks`.
    void list(const Peer &peer, const SubscriptionRef &subscription, const QByteArray &destination,
              const Chat::RoomId &room, Completion done);
    /// SEND `/app/chat/room/{id}/hook`. The secret of one that is made or renewed is told to the
    /// person alone, before this completes.
    void change(const Peer &peer, const Chat::RoomId &room, const QByteArray &body,
                Completion done);

    /// The incoming hook that it opens.
    std::optional<Chat::HookInfo> findByToken(const QByteArray &token) const;
    /// What a bot says. `by`: whom it says it for, may be empty. An empty `id` makes it a new
    /// message each time.
    struct Words {
        QString text;
        QString by;
        Chat::ClientMessageId id;
    };
    using Said = std::function<void(const tl::expected<Chat::Sequence, Refusal> &)>;
    /// Answers once the log has it.
    void say(const Chat::HookInfo &hook, const Words &words, Said answer);

    /// Something was said, by whomever.
    void heard(const Chat::RoomMessage &message);
    /// These are all that the log has now.
    void replace(const std::vector<StoredHook> &known);
    /// The log has it no more, nor its hooks.
    void roomDeleted(const Chat::RoomId &room);
    /// Likewise those that somebody made.
    void makerErased(const Chat::UserId &maker);

private:
    void create(const Peer &peer, const Chat::RoomId &room, const Chat::HookRequest &request,
                Completion done);
    void renew(const Peer &peer, const StoredHook &hook, Completion done);
    void remove(const StoredHook &hook, Completion done);
    const StoredRoom *roomOf(const Chat::HookInfo &hook) const;
    bool mayHave(const Peer &peer, const Chat::HookInfo &hook) const;
    void tell(const Peer &peer, const StoredHook &hook, const QByteArray &secret);
    void insert(const StoredHook &hook);
    void forget(const QString &id);
    void forgetAll(const std::function<bool(const Chat::HookInfo &)> &which);
    void takeReply(const QString &hook, const QByteArray &post, const QString &text);

    ChatParts &m_parts;
    RoomPosts &m_posts;
    HookOutlet *m_outlet = nullptr;
    QHash<QString, StoredHook> m_hooks;
    QHash<QByteArray, QString> m_byToken; ///< Incoming, by the hash of their token.
    QHash<Chat::RoomId, QStringList> m_outgoing;
    Guard m_guard;
};

} // namespace Server
