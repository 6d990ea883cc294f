// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/hostinquiry.h"

#include <QHash>
#include <QObject>

#include <optional>

namespace Ui {
class ChatClient;
} // namespace Ui

class Sessions;

/// What the hosts of others that one is in tell of who may come in there: each is asked when one
/// comes in, as it may be gone when somebody wants to know. What a host with a known certificate
/// tells, it tells encrypted; any other may be made to say what somebody on the way likes.
///
/// Part of Application. Bounded by the hosts one is in.
class ToldAccess : public QObject {
    Q_OBJECT
public:
    /// Must outlive it.
    explicit ToldAccess(Sessions &sessions);

    /// The last it told; nullopt: nothing, and nobody is to be let in by a guess.
    std::optional<Chat::HostAccess> of(const Ui::ChatClient *client) const;
    /// Asks once more: it may be another rule by now. changed() follows if it is; hosts make
    /// their answer once a second.
    void refresh(Ui::ChatClient *client);

Q_SIGNALS:
    void changed(const Ui::ChatClient *client);

private:
    void follow(Ui::ChatClient *client);
    void take(const QUrl &host, const Chat::About &about);

    Sessions &m_sessions;
    Ui::HostInquiry m_inquiry;
    QHash<const Ui::ChatClient *, Chat::HostAccess> m_told;
};
