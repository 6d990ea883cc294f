// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/hooks.h"

#include <QByteArray>
#include <QUrl>

#include <functional>

namespace Server {

/// Something said, to be posted.
struct HookPost {
    QString hook; ///< The id of the hook.
    QUrl url;
    QByteArray secret; ///< What it is signed with.
    QByteArray id;     ///< Of the post: the same at each try.
    QByteArray json;
};

/// What posts to the addresses of outgoing hooks, each one's posts in their order, and tries again
/// where that may help. What waits there is not kept when the host ends. In the host's thread.
class HookOutlet {
public:
    /// The receiver answered with something to say.
    using Reply =
        std::function<void(const QString &hook, const QByteArray &post, const QString &text)>;

    virtual ~HookOutlet() = default;

    virtual void setReply(Reply reply) = 0;
    virtual void post(const HookPost &post) = 0;
    virtual Chat::HookCounts counts(const QString &hook) const = 0;
    /// Drops what waits, and what is known of it.
    virtual void forget(const QString &hook) = 0;
};

} // namespace Server
