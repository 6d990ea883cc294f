// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/messages.h"

#include <QNetworkAccessManager>
#include <QNetworkRequest>
#include <QObject>
#include <QUrl>

#include <chrono>
#include <optional>

class QNetworkReply;

namespace Ui {

class ChatClient;

/// Where a host keeps files, and who one is there: makes the requests that uploads and downloads
/// are of. Nothing is followed to another place, and an answer that is not a file is bounded.
class HostFiles : public QObject {
    Q_OBJECT
public:
    explicit HostFiles(QObject *parent = nullptr);

    /// Where a host answers HTTP that is reached by this WebSocket; invalid for another address.
    static QUrl addressOf(const QUrl &webSocket);
    /// Is who that client is, and goes on as soon as it is connected again; not ready before it
    /// was for the first time. Goes where the client's HostWay leads, and speaks with nobody whose
    /// certificate is not the host's. Must not outlive it.
    void follow(ChatClient &client);
    /// `http` or `https`; carries the host's password as its own where there is one. Invalid:
    /// nothing can be sent or fetched.
    void setAddress(const QUrl &address);
    bool hasAddress() const { return m_address.isValid(); }
    /// Whether it is known where the host is and who one is there, whom uploads belong to. woken()
    /// tells when it is.
    bool isReady() const { return m_address.isValid() && m_knowsSelf; }
    /// As the host gave it; empty: one of our own, under which uploads are known.
    void setGuestToken(const QByteArray &token);

    /// `path` from the root, percent-encoded, with its query.
    QNetworkRequest request(const QByteArray &path) const;
    QNetworkRequest request(const Chat::FileInfo &file, bool thumbnail = false) const;
    QNetworkAccessManager &network() { return m_network; }
    /// Whether the same may go well later; also where the host was opened anew and does not know
    /// our token any more, for which there is a new one soon.
    bool isForNow(int status) const;

    /// Tells those who wait to be tried again that now is a good time.
    void wake() { Q_EMIT woken(); }

Q_SIGNALS:
    void woken();

private:
    QUrl m_address;
    QByteArray m_authorization;
    QByteArray m_accountToken; ///< Of who has an account there; empty: a guest.
    QByteArray m_guestToken;
    QByteArray m_pin; ///< Of the host's certificate; empty: not known by one.
    bool m_knowsSelf = true;
    QNetworkAccessManager m_network;
};

/// Status of an answer; 0 when there was none.
int statusOf(const QNetworkReply &reply);
/// What a host calls a refusal, in its own words; empty when it said nothing. Reads the answer.
QString problemOf(QNetworkReply &reply);
/// When the same may be asked again, as the answer says; at most an hour, nullopt where it does
/// not.
std::optional<std::chrono::seconds> retryAfterOf(const QNetworkReply &reply);
/// Whether the same may go well a little later.
bool isPassing(int status);

} // namespace Ui
