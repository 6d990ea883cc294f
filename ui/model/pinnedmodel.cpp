// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/pinnedmodel.h"

#include "ui/model/company.h"
#include "ui/model/inquiry.h"
#include "ui/model/lineparts.h"
#include "ui/model/logging.h"

#include <QDateTime>

#include <algorithm>

namespace Ui {
namespace {

bool isPinned(const Chat::RoomMessage &message)
{
    return message.changes.pinned && !message.changes.deleted && message.sequence.number > 0 &&
           message.type == Chat::MessageType::Talk;
}

bool isShownBefore(const Chat::RoomMessage &a, const Chat::RoomMessage &b)
{
    return a.changes.pinned != b.changes.pinned ? a.changes.pinned > b.changes.pinned
                                                : a.sequence > b.sequence;
}

} // namespace

PinnedModel::PinnedModel(ChatClient &client, QObject *parent)
    : QAbstractListModel(parent), m_client(client)
{
    connect(&client.connection(), &Stomp::StompClient::stateChanged, this, [this] {
        delete m_page; // no answer will come
        if (!m_room.isEmpty())
            ask();
    });
    connect(client.company(), &Company::messageChanged, this, &PinnedModel::update);
}

PinnedModel::~PinnedModel()
{
    delete m_page;
}

int PinnedModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_pinned.size());
}

QVariant PinnedModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Chat::RoomMessage &message = m_pinned[size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case TextRole:
        return excerptOf(message);
    case Qt::AccessibleTextRole:
        return tr("%1: %2", "who, what was said")
            .arg(message.sender.simplified(), excerptOf(message));
    case SequenceRole:
        return message.sequence.number;
    case SenderRole:
        return message.sender;
    case SenderIdRole:
        return message.senderId.toString();
    case GuestRole:
        return message.guest;
    case TimeRole:
        return QDateTime::fromMSecsSinceEpoch(message.time.time_since_epoch().count());
    default:
        return {};
    }
}

QHash<int, QByteArray> PinnedModel::roleNames() const
{
    auto names = QAbstractListModel::roleNames();
    names.insert({{SequenceRole, "sequence"},
                  {SenderRole, "sender"},
                  {SenderIdRole, "senderId"},
                  {GuestRole, "guest"},
                  {TimeRole, "time"},
                  {TextRole, "text"}});
    return names;
}

void PinnedModel::setRoom(const Chat::RoomId &room)
{
    if (m_room == room)
        return;
    delete m_page;
    beginResetModel();
    m_room = room;
    m_pinned.clear();
    endResetModel();
    if (room.isEmpty())
        setState(State::Nothing);
    else
        ask();
}

void PinnedModel::ask()
{
    setState(State::Asking);
    if (m_client.connection().state() != Stomp::StompClient::State::Connected)
        return;
    m_page = inquire(
        m_client.connection(), this, Chat::requestDestination(Chat::Request::Kind::Pins, m_room),
        {},
        [this](const QByteArray &json) {
            m_page.clear();
            take(json);
        },
        [this](const QString &why) {
            m_page.clear();
            setState(State::Failed, why);
        });
}

void PinnedModel::take(const QByteArray &json)
{
    const auto page = Chat::HistoryPage::fromJson(json);
    if (!page || page->room != m_room) {
        qCWarning(modelLog) << "what is pinned cannot be read";
        return setState(State::Failed, tr("The host's answer could not be read."));
    }
    std::vector<Chat::RoomMessage> pinned;
    for (const Chat::RoomMessage &message : page->messages) {
        const bool isNew =
            std::none_of(pinned.begin(), pinned.end(), [&](const Chat::RoomMessage &held) {
                return held.sequence == message.sequence;
            });
        if (isPinned(message) && message.room == m_room && isNew)
            pinned.push_back(message);
    }
    std::sort(pinned.begin(), pinned.end(), isShownBefore);
    if (pinned.size() > mostPinned)
        pinned.resize(mostPinned);
    if (pinned != m_pinned) {
        beginResetModel();
        m_pinned = std::move(pinned);
        endResetModel();
    }
    setState(State::Known);
}

void PinnedModel::update(const Chat::RoomMessage &message)
{
    // What is told before the answer is in it.
    if (message.room != m_room || m_state != State::Known)
        return;
    const auto held =
        std::find_if(m_pinned.begin(), m_pinned.end(), [&](const Chat::RoomMessage &one) {
            return one.sequence == message.sequence;
        });
    if (held == m_pinned.end()) {
        if (isPinned(message))
            insert(message);
        return;
    }
    if (held->changes.revision > message.changes.revision)
        return;
    const int row = int(held - m_pinned.begin());
    if (isPinned(message) && held->changes.pinned == message.changes.pinned) {
        *held = message;
        Q_EMIT dataChanged(index(row), index(row));
        return;
    }
    remove(row);
    if (isPinned(message))
        insert(message);
}

void PinnedModel::insert(const Chat::RoomMessage &message)
{
    const auto at = std::lower_bound(m_pinned.begin(), m_pinned.end(), message, isShownBefore);
    const int row = int(at - m_pinned.begin());
    if (row >= int(mostPinned))
        return;
    if (m_pinned.size() >= mostPinned)
        remove(int(m_pinned.size()) - 1);
    beginInsertRows({}, row, row);
    m_pinned.insert(m_pinned.begin() + row, message);
    endInsertRows();
}

void PinnedModel::remove(int row)
{
    beginRemoveRows({}, row, row);
    m_pinned.erase(m_pinned.begin() + row);
    endRemoveRows();
}

void PinnedModel::setState(State state, const QString &failure)
{
    if (m_state == state && m_failure == failure)
        return;
    m_state = state;
    m_failure = failure;
    Q_EMIT stateChanged();
}

} // namespace Ui
