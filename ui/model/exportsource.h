// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/net/stompclient.h"
#include "stomp/wire/messages.h"

#include <QNetworkAccessManager>
#include <QObject>
#include <QPointer>
#include <QTimer>
#include <QUrl>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace Ui {

class ChatClient;

/// Where an export gets what it writes. Answers come later, in the same thread, and not any more
/// once it is gone.
class ExportSource : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    using PageAnswer = std::function<void(std::optional<Chat::HistoryPage>)>;
    /// Whether all of it came.
    using FileAnswer = std::function<void(bool)>;

    /// The newest `limit` messages before that one, fewer where they are long; nullopt when the
    /// host does not give them.
    virtual void page(const Chat::RoomId &room, Chat::Sequence before, int limit,
                      PageAnswer answer) = 0;
    /// Writes a file's content to a new file.
    virtual void file(const Chat::FileInfo &file, const QString &path, FileAnswer answer) = 0;
};

/// What a host gives those who are connected to it: history over the connection, files over HTTP.
/// A page that was asked for is asked for again when the connection comes back soon enough.
class HostExportSource final : public ExportSource {
    Q_OBJECT
public:
    /// `http` is the host's address; without one there are no files. Nothing is given any more once
    /// the client is gone.
    HostExportSource(Stomp::StompClient &client, QUrl http, QObject *parent = nullptr);
    /// Of a host's address as people write it; empty for none. Where the client has a HostWay, that
    /// is the address, and only the host itself is asked; else nothing is encrypted.
    static std::unique_ptr<HostExportSource> of(ChatClient &client, const QString &address);
    ~HostExportSource() override;

    void page(const Chat::RoomId &room, Chat::Sequence before, int limit,
              PageAnswer answer) override;
    void file(const Chat::FileInfo &file, const QString &path, FileAnswer answer) override;

private:
    bool isOver() const;
    void give(std::optional<Chat::HistoryPage> page);

    QPointer<Stomp::StompClient> m_client;
    QUrl m_http;
    QNetworkAccessManager m_network;
    QPointer<Stomp::StompSubscription> m_refusals;
    QPointer<Stomp::StompSubscription> m_page;
    PageAnswer m_answer; ///< Of the page under way.
    QByteArray m_receipt;
    quint64 m_asked = 0;
    QTimer m_patience;
};

/// The host's own id, as it told last; empty: it did not.
QString hostIdOf(ChatClient &client);

/// A room as an export takes it, up to what was said last; without a `room` all those one is in.
std::vector<Chat::RoomInfo> roomsToExport(ChatClient &client, const Chat::RoomId &room = {});

} // namespace Ui
