// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/net/stompclient.h"

#include <QDateTime>
#include <QObject>
#include <QPointer>

#include <optional>

namespace Ui {

class ChatClient;

/// Whether the host one is at closes soon, or has closed, and why; as it told itself.
class StopNews : public QObject {
    Q_OBJECT
public:
    struct Stop {
        QString why;         ///< In the words of who closes it, on one line; may be empty.
        QDateTime at;        ///< UTC, by this computer's clock.
        bool isOver = false; ///< It has closed.
        friend bool operator==(const Stop &, const Stop &) = default;
    };

    /// The client must outlive it.
    explicit StopNews(ChatClient &client, QObject *parent = nullptr);
    ~StopNews() override;

    /// Nothing while it is open and says nothing of closing.
    const std::optional<Stop> &stop() const { return m_stop; }

Q_SIGNALS:
    void changed();

private:
    void take(const QByteArray &json);
    void set(const std::optional<Stop> &stop);

    QPointer<Stomp::StompSubscription> m_subscription;
    std::optional<Stop> m_stop;
};

} // namespace Ui
