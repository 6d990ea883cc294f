// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/roomchanges.h"

#include "stomp/wire/changes.h"
#include "stomp/wire/destinations.h"
#include "ui/model/logging.h"

namespace Ui {

RoomChanges::RoomChanges(Stomp::StompClient &client, TimelineModel &timeline, QObject *parent)
    : QObject(parent), m_client(client), m_timeline(timeline)
{
}

RoomChanges::~RoomChanges()
{
    delete m_page;
}

void RoomChanges::start()
{
    ask();
}

void RoomChanges::stop()
{
    delete m_page;
    // What is held now will not be news on the next connection. It shows all changes up to the
    // newest one in it: they come in order, and a replay or a page is behind all that it shows.
    if (!m_known && m_timeline.newest().number > 0)
        m_known = m_timeline.newestRevision();
}

void RoomChanges::forget()
{
    m_known.reset();
    if (m_page) {
        delete m_page;
        ask();
    }
}

bool RoomChanges::take(const QByteArray &json)
{
    if (const auto changed = Chat::ChangedEvent::fromJson(json)) {
        if (changed->message.room == m_timeline.room()) {
            m_timeline.changeText(changed->message);
            reach(changed->message.changes.revision);
        }
        return true;
    }
    if (const auto reaction = Chat::ReactionEvent::fromJson(json)) {
        if (reaction->room == m_timeline.room()) {
            m_timeline.react(*reaction);
            reach(reaction->revision);
        }
        return true;
    }
    return false;
}

void RoomChanges::reach(Chat::Revision revision)
{
    if (!m_known || revision <= *m_known)
        return;
    if (revision.number == m_known->number + 1)
        m_known = revision;
    else
        ask();
}

/// Without a revision to begin at only the room's own is asked for: what is held came on this
/// connection, and so is newer than that.
void RoomChanges::ask()
{
    if (m_page || m_client.state() != Stomp::StompClient::State::Connected)
        return;
    Stomp::Headers headers;
    if (m_known)
        headers.append(QByteArrayLiteral("since"), QByteArray::number(m_known->number));
    m_page = m_client.subscribe(
        Chat::requestDestination(Chat::Request::Kind::Changes, m_timeline.room()), headers);
    connect(m_page, &Stomp::StompSubscription::received, this,
            [this](const Stomp::ClientEvent::MessageReceived &message) {
                if (!m_page)
                    return;
                m_page->deleteLater();
                m_page.clear();
                takePage(message.body);
            });
}

void RoomChanges::takePage(const QByteArray &json)
{
    const auto page = Chat::ChangesPage::fromJson(json);
    if (!page || page->room != m_timeline.room()) {
        qCWarning(modelLog) << "changes of messages that cannot be read";
        return;
    }
    for (const Chat::RoomMessage &message : page->messages)
        m_timeline.change(message);
    const bool gotFurther = !m_known || page->revision > *m_known;
    if (gotFurther)
        m_known = page->revision;
    if (page->more && gotFurther)
        ask();
}

} // namespace Ui
