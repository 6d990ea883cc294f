// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/about.h"

#include <QNetworkAccessManager>
#include <QObject>
#include <QUrl>

#include <chrono>

class QNetworkReply;

namespace Ui {

/// Asks whether a Madang is at an address, and what it says of itself: one `GET /about`. Sends
/// nothing of ours, follows nobody elsewhere, and is done in bounded time with a bounded answer,
/// whatever is there. What is answered in TLS comes from who has that fingerprint; of who does not
/// encrypt it is proved by nothing but the address it came from.
class HostInquiry : public QObject {
    Q_OBJECT
public:
    enum class Failure {
        NoSuchName,       ///< No computer goes by it.
        Refused,          ///< The computer is there, and nobody listens at that port.
        Silent,           ///< Nobody answered in time.
        Unreachable,      ///< There is no way there, as the system says.
        WrongCertificate, ///< TLS, and not what one may trust.
        NotOurs,          ///< Somebody answers, and it is no Madang.
    };
    Q_ENUM(Failure)

    explicit HostInquiry(QObject *parent = nullptr);
    ~HostInquiry() override;

    /// From the first step to the last byte; 4 s unless told.
    void setPatience(std::chrono::milliseconds patience) { m_patience = patience; }

    /// `host` as Chat::hostUrl() gives it, or with http or https. answered() or failed() follows,
    /// never from within, unless it is cancelled before. What is asked already goes on.
    void ask(const QUrl &host);
    /// Nobody wants to know any more.
    void cancel(const QUrl &host);
    void cancelAll();
    bool isAsking(const QUrl &host) const;
    int underWay() const { return int(m_replies.size()); }

Q_SIGNALS:
    /// `host` as it was asked for.
    void answered(const QUrl &host, const Chat::About &about);
    /// `detail`: of the system, in its words and language; may be empty.
    void failed(const QUrl &host, Ui::HostInquiry::Failure failure, const QString &detail);

private:
    void send(const QUrl &host, const QUrl &url);
    void read(QNetworkReply *reply);
    void finish(QNetworkReply *reply);

    QNetworkAccessManager m_network;
    std::chrono::milliseconds m_patience{4000};
    QHash<QUrl, QNetworkReply *> m_replies;
};

} // namespace Ui
