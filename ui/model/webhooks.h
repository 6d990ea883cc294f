// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/net/stompclient.h"
#include "stomp/wire/hooks.h"

#include <QAbstractListModel>
#include <QPointer>

#include <vector>

namespace Ui {

/// The hooks of one room, for who keeps order in it, and what is done with them. Shown as they
/// were when they were last asked for: refresh() asks, and so does every change of our own.
class Webhooks : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role {
        IdRole = Qt::UserRole + 1, ///< QString
        OutgoingRole,              ///< bool
        NameRole,                  ///< QString; Qt::DisplayRole gives it with the avatar
        AvatarRole,                ///< QString
        CreatedRole,               ///< QDateTime, UTC
        UrlRole,                   ///< QString; of outgoing ones, and so on
        TriggerRole,               ///< QString
        DeliveredRole,             ///< qint64
        FailedRole,                ///< qint64
        DroppedRole,               ///< qint64
        WaitingRole,               ///< int
        ProblemRole,               ///< QString
    };

    /// Nothing can be asked of it any more once the client is gone.
    Webhooks(Stomp::StompClient &client, Chat::RoomId room, QObject *parent = nullptr);
    ~Webhooks() override;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    void refresh();
    // done() or failed() follows each of these; made(), too, where there is a secret to tell.

    /// The avatar may be empty.
    void createIncoming(const QString &name, const QString &avatar);
    /// An empty trigger: everything said is posted.
    void createOutgoing(const QString &name, const QString &url, const QString &trigger);
    /// What opened it before opens it no more.
    void renew(const QString &id);
    void remove(const QString &id);
    /// The whole address of an incoming hook, of a host that is connected to at this URL.
    static QString address(const QUrl &host, const Chat::HookMade &made);

Q_SIGNALS:
    /// The host tells the secret this once.
    void made(const Chat::HookMade &made);
    void done();
    /// The list is what the host has, but for `more` that were left out for their number.
    void listed(int more);
    void failed(const QString &sentence);

private:
    void ask(const Chat::HookRequest &request, const QString &sentence);
    void show(std::vector<Chat::HookInfo> hooks);

    Stomp::StompClient &m_client;
    Chat::RoomId m_room;
    std::vector<Chat::HookInfo> m_hooks;
    QPointer<Stomp::StompSubscription> m_list;
    QPointer<Stomp::StompSubscription> m_secrets;
};

} // namespace Ui
