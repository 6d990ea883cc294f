// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/roomhistory.h"

#include "stomp/wire/destinations.h"
#include "ui/model/logging.h"

namespace Ui {
namespace {

constexpr int olderPage = 100;
constexpr int gapPage = 200;
constexpr size_t largestGapFilled = 1000;

} // namespace

RoomHistory::RoomHistory(Stomp::StompClient &client, TimelineModel &timeline, QObject *parent)
    : QObject(parent), m_client(client), m_timeline(timeline)
{
}

RoomHistory::~RoomHistory()
{
    delete m_page;
}

void RoomHistory::loadOlder()
{
    if (m_timeline.hasOlder())
        ask(m_timeline.oldest(), olderPage, false);
}

void RoomHistory::fillGap()
{
    if (m_gapStays || m_page)
        return;
    const std::vector<Chat::Sequence> missing = m_timeline.gaps();
    if (missing.empty())
        return;
    const Chat::Sequence above{missing.back().number + 1};
    if (missing.size() >= largestGapFilled)
        m_timeline.dropBefore(above);
    else
        ask(above, gapPage, true);
}

void RoomHistory::stop()
{
    delete m_page;
    m_gapStays = false;
}

void RoomHistory::forgetUpTo(Chat::Sequence floor)
{
    if (m_timeline.oldest().number == 0 || m_timeline.oldest() > floor)
        return;
    m_timeline.dropBefore({floor.number + 1});
    m_timeline.setHasOlder(false);
}

void RoomHistory::ask(Chat::Sequence before, int count, bool forGap)
{
    if (m_page || m_client.state() != Stomp::StompClient::State::Connected)
        return;
    Stomp::Headers headers{{QByteArrayLiteral("limit"), QByteArray::number(count)}};
    if (before.number > 0)
        headers.append(QByteArrayLiteral("before"), QByteArray::number(before.number));
    m_page = m_client.subscribe(
        Chat::requestDestination(Chat::Request::Kind::History, m_timeline.room()), headers);
    connect(m_page, &Stomp::StompSubscription::received, this,
            [this, before, forGap](const Stomp::ClientEvent::MessageReceived &message) {
                if (!m_page)
                    return;
                m_page->deleteLater();
                m_page.clear();
                take(message.body, before, forGap);
            });
}

void RoomHistory::take(const QByteArray &json, Chat::Sequence before, bool forGap)
{
    const auto page = Chat::HistoryPage::fromJson(json);
    if (!page || page->room != m_timeline.room()) {
        qCWarning(modelLog) << "a page of history that cannot be read";
        m_gapStays = forGap;
        return;
    }
    m_timeline.addStored(page->messages);
    forgetUpTo(page->floor);
    if (!forGap)
        m_timeline.setHasOlder(page->more && !page->messages.empty());
    const auto missing = m_timeline.gaps();
    m_gapStays = forGap && !missing.empty() && missing.back().number + 1 == before.number;
    fillGap();
    Q_EMIT added(page->messages);
}

} // namespace Ui
