// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/webhooks.h"

#include "stomp/wire/changes.h"
#include "stomp/wire/destinations.h"
#include "ui/model/inquiry.h"
#include "ui/model/logging.h"
#include "ui/model/refusalwords.h"

#include <QDateTime>
#include <QSet>
#include <QTimeZone>
#include <QUrl>

#include <algorithm>
#include <utility>

namespace Ui {

using Received = Stomp::ClientEvent::MessageReceived;

Webhooks::Webhooks(Stomp::StompClient &client, Chat::RoomId room, QObject *parent)
    : QAbstractListModel(parent), m_client(client), m_room(std::move(room)),
      m_secrets(client.subscribe(Chat::hooksQueue()))
{
    connect(m_secrets, &Stomp::StompSubscription::received, this, [this](const Received &message) {
        const auto told = Chat::HookMade::fromJson(message.body);
        if (told && told->hook.room == m_room)
            Q_EMIT made(*told);
    });
    refresh();
}

Webhooks::~Webhooks()
{
    // The client may have taken them with it.
    delete m_list;
    delete m_secrets;
}

int Webhooks::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_hooks.size());
}

QVariant Webhooks::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Chat::HookInfo &hook = m_hooks[size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return hook.avatar.isEmpty() ? hook.name : hook.avatar + u' ' + hook.name;
    case IdRole:
        return hook.id;
    case OutgoingRole:
        return hook.kind == Chat::HookKind::Outgoing;
    case NameRole:
        return hook.name;
    case AvatarRole:
        return hook.avatar;
    case CreatedRole:
        return QDateTime::fromMSecsSinceEpoch(hook.created.time_since_epoch().count(),
                                              QTimeZone::utc());
    case UrlRole:
        return hook.url;
    case TriggerRole:
        return hook.trigger;
    case DeliveredRole:
        return hook.counts.delivered;
    case FailedRole:
        return hook.counts.failed;
    case DroppedRole:
        return hook.counts.dropped;
    case WaitingRole:
        return hook.counts.waiting;
    case ProblemRole:
        return hook.counts.problem;
    default:
        return {};
    }
}

QHash<int, QByteArray> Webhooks::roleNames() const
{
    auto names = QAbstractListModel::roleNames();
    names.insert({{IdRole, "id"},
                  {OutgoingRole, "outgoing"},
                  {NameRole, "name"},
                  {AvatarRole, "avatar"},
                  {CreatedRole, "created"},
                  {UrlRole, "url"},
                  {TriggerRole, "trigger"},
                  {DeliveredRole, "delivered"},
                  {FailedRole, "failed"},
                  {DroppedRole, "dropped"},
                  {WaitingRole, "waiting"},
                  {ProblemRole, "problem"}});
    return names;
}

void Webhooks::refresh()
{
    delete m_list;
    m_list = inquire(
        m_client, this, Chat::requestDestination(Chat::Request::Kind::Hooks, m_room), {},
        [this](const QByteArray &json) {
            m_list.clear();
            const auto list = Chat::HookList::fromJson(json);
            if (!list || list->room != m_room) {
                qCWarning(modelLog) << "a list of hooks that cannot be read";
                return;
            }
            show(list->hooks);
            Q_EMIT listed(list->more);
        },
        [this](const QString &why) {
            m_list.clear();
            show({});
            Q_EMIT failed(tr("The hooks of this room cannot be shown: %1").arg(shownRefusal(why)));
        });
}

/// Piece by piece, so that a view keeps its place: hooks come and go, and their figures change.
void Webhooks::show(std::vector<Chat::HookInfo> hooks)
{
    QSet<QString> staying;
    for (const Chat::HookInfo &hook : hooks)
        staying.insert(hook.id);
    for (int row = int(m_hooks.size()) - 1; row >= 0; --row) {
        if (staying.contains(m_hooks[size_t(row)].id))
            continue;
        beginRemoveRows({}, row, row);
        m_hooks.erase(m_hooks.begin() + row);
        endRemoveRows();
    }
    for (size_t i = 0; i < hooks.size(); ++i) {
        if (i < m_hooks.size() && m_hooks[i].id == hooks[i].id) {
            if (m_hooks[i] != hooks[i]) {
                m_hooks[i] = hooks[i];
                Q_EMIT dataChanged(index(int(i)), index(int(i)));
            }
            continue;
        }
        const auto first = hooks.begin() + std::ptrdiff_t(i);
        const auto last = std::find_if(first, hooks.end(), [this, i](const auto &hook) {
            return i < m_hooks.size() && hook.id == m_hooks[i].id;
        });
        const auto end = size_t(last - hooks.begin());
        beginInsertRows({}, int(i), int(end) - 1);
        m_hooks.insert(m_hooks.begin() + std::ptrdiff_t(i), first, last);
        endInsertRows();
        i = end - 1;
    }
    // Those that come in another order were put in anew.
    if (m_hooks.size() > hooks.size()) {
        beginRemoveRows({}, int(hooks.size()), int(m_hooks.size()) - 1);
        m_hooks.resize(hooks.size());
        endRemoveRows();
    }
}

void Webhooks::createIncoming(const QString &name, const QString &avatar)
{
    Chat::HookRequest request;
    request.name = name;
    request.avatar = avatar;
    ask(request, tr("The webhook was not made: %1"));
}

void Webhooks::createOutgoing(const QString &name, const QString &url, const QString &trigger)
{
    Chat::HookRequest request;
    request.kind = Chat::HookKind::Outgoing;
    request.name = name;
    request.url = url;
    request.trigger = trigger;
    ask(request, tr("The webhook was not made: %1"));
}

void Webhooks::renew(const QString &id)
{
    Chat::HookRequest request;
    request.action = Chat::HookRequest::Action::Renew;
    request.id = id;
    ask(request, tr("The webhook has no new address: %1"));
}

void Webhooks::remove(const QString &id)
{
    Chat::HookRequest request;
    request.action = Chat::HookRequest::Action::Remove;
    request.id = id;
    ask(request, tr("The webhook was not removed: %1"));
}

void Webhooks::ask(const Chat::HookRequest &request, const QString &sentence)
{
    Stomp::StompReceipt *receipt =
        m_client.send(Chat::requestDestination(Chat::Request::Kind::Hook, m_room), request.toJson(),
                      {{QByteArrayLiteral("content-type"), QByteArrayLiteral("application/json")}});
    connect(receipt, &Stomp::StompReceipt::arrived, this, [this] {
        refresh();
        Q_EMIT done();
    });
    const bool isAsked = m_client.state() == Stomp::StompClient::State::Connected;
    connect(receipt, &Stomp::StompReceipt::failed, this,
            [this, sentence, isAsked](const QString &why, bool refused) {
                Q_EMIT failed(shownFailure(sentence, why, refused || !isAsked));
            });
}

QString Webhooks::address(const QUrl &host, const Chat::HookMade &made)
{
    QUrl url;
    const bool secure =
        host.scheme() == QStringLiteral("wss") || host.scheme() == QStringLiteral("https");
    url.setScheme(secure ? QStringLiteral("https") : QStringLiteral("http"));
    url.setHost(host.host());
    url.setPort(host.port());
    url.setPath(made.path);
    return url.toString(QUrl::FullyEncoded);
}

} // namespace Ui
