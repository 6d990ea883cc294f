// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/jump.h"

#include <utility>

namespace Ui {

namespace {

using namespace std::chrono_literals;
constexpr auto pagePatience = 10s;

} // namespace

Jump::Jump(ChatClient &client, Chat::RoomId room, Chat::Sequence message, QObject *parent)
    : QObject(parent), m_client(client), m_room(std::move(room)), m_message(message),
      m_timeline(*client.timeline(m_room)), m_linesAtStart(m_timeline.rowCount())
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(pagePatience);
    connect(&m_patience, &QTimer::timeout, this,
            [this] { giveUp(tr("The host did not answer. Try again.")); });
    // Queued: the next page can be asked for when this one has been taken whole.
    connect(&m_timeline, &QAbstractItemModel::rowsInserted, this, &Jump::step,
            Qt::QueuedConnection);
    connect(&m_timeline, &TimelineModel::hasOlderChanged, this, &Jump::step, Qt::QueuedConnection);
}

void Jump::start()
{
    step();
}

void Jump::step()
{
    if (m_over)
        return;
    if (const QModelIndex index = m_timeline.indexOf(m_message); index.isValid()) {
        m_over = true;
        m_patience.stop();
        Q_EMIT arrived(index);
        return;
    }
    const Chat::Sequence oldest = m_timeline.oldest();
    if (oldest.number > 0 && (oldest < m_message || !m_timeline.hasOlder()))
        return giveUp(tr("That message is not there any more."));
    if (m_client.status().phase != ConnectionStatus::Phase::Online)
        return giveUp(tr("That message is not kept on this computer, and the host cannot be "
                         "reached."));
    if (m_timeline.rowCount() - m_linesAtStart > mostLines)
        return giveUp(tr("That message is too far back to be shown here."));
    if (!m_patience.isActive())
        Q_EMIT underWay();
    m_patience.start();
    m_client.loadOlder(m_room);
}

void Jump::giveUp(const QString &sentence)
{
    m_over = true;
    m_patience.stop();
    Q_EMIT gaveUp(sentence);
}

} // namespace Ui
