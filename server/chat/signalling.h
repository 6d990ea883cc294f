// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QString>

#include <functional>
#include <optional>

namespace Server {

/// Peers that arrange something among themselves (calls, mostly) by small JSON messages
/// `{type, sender, receiver, data}`. Who comes is told to the others as `{type: "new", sender,
/// receiver: "all"}`, who goes as `{type: "close", sender}`; what a peer says goes to its receiver,
/// or to all others, with the sender's id put in by us. Nothing is stored.
class Signalling {
public:
    /// Hands a message to one peer.
    using Deliver = std::function<void(const QByteArray &json)>;

    /// Gives the new peer its id; empty where there are too many. `deliver` is never called from
    /// within.
    QString join(Deliver deliver);
    /// How many were told; nullopt when that was no such message.
    std::optional<int> say(const QString &peer, const QByteArray &json);
    void leave(const QString &peer);

    int peers() const { return int(m_peers.size()); }
    static constexpr int mostPeers = 1000; ///< What one says goes to all.
    /// Whoever calls say() sees to it.
    static constexpr qsizetype longestMessage = 128 * 1024;

private:
    int tellOthers(const QString &peer, const QByteArray &json);

    QHash<QString, Deliver> m_peers;
};

} // namespace Server
