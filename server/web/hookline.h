// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/chat/hookoutlet.h"
#include "stomp/time.h"

#include <QNetworkAccessManager>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <deque>
#include <functional>
#include <optional>

class QHostInfo;
class QNetworkReply;

namespace Server {

/// How hooks post.
struct HookPosting {
    bool toLoopback = false;                  ///< See isHookTarget().
    int waiting = 100;                        ///< Posts of one hook; past it the oldest is dropped.
    qsizetype waitingBytes = 2 * 1024 * 1024; ///< Likewise.
    qsizetype answerBytes = 64 * 1024;        ///< More of an answer is not read.
    std::chrono::milliseconds timeout = std::chrono::seconds(10); ///< Of one try.
    std::chrono::milliseconds firstRetry = std::chrono::seconds(1);
    std::chrono::milliseconds longestRetry = std::chrono::seconds(60);
    /// From the first try on.
    std::chrono::milliseconds giveUpAfter = std::chrono::minutes(5);
};

/// The posts of one hook, one at a time and in their order.
///
/// The address is resolved here and connected to as it was looked at, so that a name which answers
/// otherwise the second time leads nowhere. Redirects are not followed. Errors of the network and
/// of the server (5xx, 429) are tried again, with ever longer pauses.
class HookLine : public QObject {
    Q_OBJECT
public:
    HookLine(QNetworkAccessManager &network, const HookPosting &options)
        : m_network(network), m_options(options)
    {
        m_timer.setSingleShot(true);
    }
    ~HookLine() override;

    void add(const HookPost &post);

Q_SIGNALS:
    void counted(const Chat::HookCounts &counts);
    void answered(const QByteArray &post, const QString &text);

private:
    enum class Outcome { Delivered, Failed, Again };
    void begin();
    void resolved(const QHostInfo &info);
    void send(const QHostAddress &address);
    void read();
    void replied();
    void settle(Outcome outcome, const QString &problem);
    void drop();
    void stopTry();
    void count();

    QNetworkAccessManager &m_network;
    const HookPosting &m_options;
    std::deque<HookPost> m_posts;
    qsizetype m_bytes = 0;
    Chat::HookCounts m_counts;
    QTimer m_timer;      ///< The end of a try, or the next one.
    bool m_busy = false; ///< The first post is being tried, or waits for its next try.
    int m_tries = 0;
    Stomp::TimePoint m_firstTry;
    std::optional<int> m_lookup;
    QNetworkReply *m_reply = nullptr;
    QByteArray m_answer;
    bool m_tooLong = false;
};

} // namespace Server
