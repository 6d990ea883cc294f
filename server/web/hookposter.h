// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/chat/hookoutlet.h"
#include "server/web/hookline.h"

#include <QHash>
#include <QObject>
#include <QThread>

#include <memory>

namespace Server {

/// Posts from a thread of its own, so that no server out there holds up the chat.
class HookPoster final : public HookOutlet {
public:
    using Options = HookPosting;

    explicit HookPoster(const Options &options);
    /// What waits is lost.
    ~HookPoster() override;

    void setOptions(const Options &options);

    void setReply(Reply reply) override { m_reply = std::move(reply); }
    void post(const HookPost &post) override;
    Chat::HookCounts counts(const QString &hook) const override { return m_counts.value(hook); }
    void forget(const QString &hook) override;

private:
    class Lines;
    Reply m_reply;
    QHash<QString, Chat::HookCounts> m_counts;
    QObject m_home; ///< Where the lines report to.
    QThread m_thread;
    Lines *m_lines; ///< Lives and dies in it.
};

} // namespace Server
