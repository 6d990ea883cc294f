// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/net/stompclient.h"

#include "stomp/net/logging.h"

#include <QNetworkInformation>
#include <QPointer>
#include <QRandomGenerator>

#include <algorithm>
#include <chrono>
#include <utility>
#include <vector>

namespace Stomp {
namespace {

const QByteArray disconnectReceipt = QByteArrayLiteral("goodbye");

using namespace std::chrono_literals;
constexpr int mostPersisted = 3;
constexpr std::chrono::seconds longestToldWait = 1h; ///< What a host can mean.

TimePoint now()
{
    return Clock::now();
}

} // namespace

StompClient::StompClient(LinkMaker makeLink, ConnectHeaders connectHeaders, Options options,
                         QObject *parent)
    : QObject(parent), m_makeLink(std::move(makeLink)), m_connectHeaders(std::move(connectHeaders)),
      m_options(std::move(options))
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        if (m_state == State::Waiting) {
            open();
        } else if (m_link && !m_link->isOpen()) {
            connectionLost(QStringLiteral("no answer"));
        } else if (m_session) {
            m_session->tick(now());
            drainEvents();
        }
    });
    watchNetwork();
}

StompClient::~StompClient()
{
    // Children reach back into us from their destructors, so they go before our members do.
    qDeleteAll(findChildren<StompSubscription *>(Qt::FindDirectChildrenOnly));
    if (!m_link)
        return;
    m_link->disconnect(this);
    if (m_draining)
        m_link.release()->deleteLater(); // we are inside one of its signals
}

std::optional<QDateTime> StompClient::nextTry() const
{
    return m_state == State::Waiting ? std::optional(m_nextTry) : std::nullopt;
}

void StompClient::connectToHost()
{
    if (m_state != State::Disconnected)
        return;
    m_failedTries = 0;
    m_persisted = 0;
    m_lastError.clear();
    m_refusal = {};
    open();
}

void StompClient::disconnectFromHost()
{
    switch (m_state) {
    case State::Disconnected:
    case State::Closing:
        return;
    case State::Connected:
        m_session->disconnect(disconnectReceipt, now());
        writeOutput();
        m_timer.stop();
        QTimer::singleShot(m_options.closeTimeout, this, [this, link = m_link.get()] {
            if (m_state == State::Closing && m_link.get() == link)
                linkClosed(CloseCode::NoStatus, {});
        });
        setState(State::Closing);
        return;
    case State::Connecting:
    case State::Waiting:
        dropLink();
        setState(State::Disconnected);
        return;
    }
}

void StompClient::retryNow()
{
    if (m_state == State::Waiting)
        open();
}

void StompClient::probe(std::chrono::milliseconds patience)
{
    if (m_state != State::Connected)
        return;
    // What asks for an answer and changes nothing: an empty transaction.
    const QByteArray transaction = "probe-" + QByteArray::number(++m_lastId);
    begin(transaction);
    StompReceipt *answer = commit(transaction);
    QTimer::singleShot(patience, answer, [this, link = m_link.get()] {
        if (m_state != State::Connected || m_link.get() != link)
            return;
        m_failedTries = 0;
        connectionLost(QStringLiteral("no answer"));
        retryNow();
    });
}

void StompClient::open()
{
    m_timer.stop();
    dropLink();
    const QPointer<StompClient> alive(this);
    setState(State::Connecting);
    // Whoever hears of it may have thought better of it.
    if (!alive || m_state != State::Connecting || m_link)
        return;
    m_session.emplace(m_options.session);
    m_link = m_makeLink();
    connect(m_link.get(), &Link::received, this, &StompClient::read);
    connect(m_link.get(), &Link::activity, this, [this] {
        if (m_session)
            m_session->noteActivity(now());
    });
    connect(m_link.get(), &Link::closed, this, &StompClient::linkClosed);
    const auto greet = [this] {
        m_session->connect(m_connectHeaders(), now());
        writeOutput();
        armTimer();
    };
    if (m_link->isOpen()) {
        greet();
    } else {
        connect(m_link.get(), &Link::opened, this, greet);
        m_timer.start(m_options.openTimeout);
    }
}

void StompClient::read(const QByteArray &bytes)
{
    if (!m_session)
        return;
    m_session->receive(bytes, now());
    drainEvents();
}

void StompClient::drainEvents()
{
    // A handler may end the connection, or the client; both end the loop.
    const QPointer<StompClient> alive(this);
    const bool outer = std::exchange(m_draining, true);
    while (alive && m_session) {
        const auto event = m_session->nextEvent();
        if (!event)
            break;
        std::visit([this](const auto &concrete) { handle(concrete); }, *event);
    }
    if (!alive)
        return;
    m_draining = outer;
    if (m_session) {
        writeOutput();
        armTimer();
    }
}

void StompClient::handle(const ClientEvent::Connected &event)
{
    m_connectedHeaders = event.headers;
    m_refusal = {};
    m_persisted = 0;
    m_lastError.clear();
    // All are written before anybody hears of any: what is heard may change the subscriptions,
    // or end it all. The children come in the order they were made.
    const auto children = findChildren<StompSubscription *>(Qt::FindDirectChildrenOnly);
    std::vector<QPointer<StompSubscription>> renewed;
    for (StompSubscription *subscription : children) {
        writeSubscribe(subscription);
        renewed.emplace_back(subscription);
    }
    enterState(State::Connected);
    const QPointer<StompClient> alive(this);
    const Link *link = m_link.get();
    for (const auto &subscription : renewed) {
        if (subscription)
            Q_EMIT subscription->subscribed();
        if (!alive || m_link.get() != link)
            return;
    }
    if (m_state == State::Connected)
        Q_EMIT stateChanged(m_state);
}

void StompClient::handle(const ClientEvent::MessageReceived &event)
{
    if (StompSubscription *subscription = m_subscriptions.value(event.subscription))
        Q_EMIT subscription->received(event);
}

void StompClient::handle(const ClientEvent::ReceiptReceived &event)
{
    if (m_state == State::Closing && event.id == disconnectReceipt) {
        m_link->close(CloseCode::Normal, {});
        return;
    }
    if (StompReceipt *receipt = m_receipts.take(event.id)) {
        receipt->deleteLater(); // first: whoever hears of it may delete us, and it with us
        Q_EMIT receipt->arrived();
    }
}

void StompClient::handle(const ClientEvent::ErrorReceived &event)
{
    const QPointer<StompClient> alive(this);
    const QString message = QString::fromUtf8(event.message);
    m_lastError = message;
    qCInfo(netLog) << "ERROR from" << m_link->peerName() << message;
    const Link *link = m_link.get();
    if (event.receipt)
        takeRefusal(*event.receipt, message);
    if (alive && m_state == State::Connecting && m_link.get() == link && m_persists &&
        m_persisted < mostPersisted && m_persists(event.headers)) {
        ++m_persisted;
        // Behind what is being read of the link that ends by this.
        m_state = State::Waiting;
        m_lastError.clear();
        m_nextTry = QDateTime::currentDateTimeUtc();
        dropConnection();
        m_timer.start(0);
        return;
    }
    if (alive && m_state == State::Connecting && m_link.get() == link) {
        const std::chrono::seconds wait(event.headers.value("retry-after", {}).toLongLong());
        m_refusal = event.headers;
        if (m_options.reconnects && wait > 0s) { // a refusal that ends by itself
            m_persisted = 0;
            const std::chrono::milliseconds pause = std::min(wait, longestToldWait);
            m_nextTry = QDateTime::currentDateTimeUtc().addMSecs(pause.count());
            m_timer.start(pause);
            leave(State::Waiting, message);
        } else { // the same headers would be refused again: somebody has to do something first
            leave(State::Disconnected, message);
        }
    }
    if (alive)
        Q_EMIT errorReceived(message, QString::fromUtf8(event.body));
    // The host is to close now; one that does not would leave us connected to nothing.
    if (alive && m_link && m_link.get() == link)
        m_link->close(CloseCode::Normal, {});
}

void StompClient::takeRefusal(const QByteArray &id, const QString &why)
{
    if (StompReceipt *receipt = m_receipts.take(id)) {
        receipt->deleteLater();
        Q_EMIT receipt->failed(why, true);
    } else {
        Q_EMIT refused(id, why);
    }
}

void StompClient::handle(const ClientEvent::Failed &event)
{
    connectionLost(QString::fromUtf8(event.message));
}

void StompClient::linkClosed(CloseCode code, const QString &reason)
{
    qCDebug(netLog) << "link closed" << int(code) << reason;
    if (m_state == State::Closing) {
        leave(State::Disconnected, {});
        return;
    }
    connectionLost(!reason.isEmpty() ? reason : m_lastError);
}

void StompClient::connectionLost(const QString &why)
{
    if (m_state == State::Disconnected || m_state == State::Waiting)
        return;
    if (!why.isEmpty())
        m_lastError = why;
    m_refusal = {};
    const bool stays = m_options.reconnects && m_state != State::Closing;
    // A host that lets us in and throws us out again at once is not helped by trying faster.
    if (m_state == State::Connected &&
        m_since.msecsTo(QDateTime::currentDateTimeUtc()) >= m_options.stableAfter.count())
        m_failedTries = 0;
    dropLink();
    if (stays) {
        // Doubling from the first wait, never past the longest, plus a share by chance.
        const auto first = double(m_options.firstRetry.count());
        const auto longest = double(m_options.longestRetry.count());
        const double wait = std::min(first * double(1LL << std::min(m_failedTries, 20)), longest);
        const double chance = QRandomGenerator::global()->generateDouble() * m_options.jitter;
        const auto delay = std::chrono::milliseconds(qint64(wait * (1.0 + chance)));
        ++m_failedTries;
        m_nextTry = QDateTime::currentDateTimeUtc().addMSecs(delay.count());
        m_timer.start(delay);
    }
    leave(stays ? State::Waiting : State::Disconnected, m_lastError);
}

void StompClient::leave(State state, const QString &why)
{
    if (state != State::Waiting)
        m_timer.stop();
    dropConnection();
    const QPointer<StompClient> alive(this);
    // The state first: whoever hears of a failed receipt may send again, and must be told that
    // there is no connection.
    const bool changed = enterState(state);
    std::vector<QPointer<StompReceipt>> receipts;
    for (StompReceipt *receipt : std::exchange(m_receipts, {})) {
        receipt->deleteLater();
        receipts.emplace_back(receipt);
    }
    for (const auto &receipt : receipts) {
        if (receipt)
            Q_EMIT receipt->failed(why, false);
    }
    if (alive && changed && m_state == state)
        Q_EMIT stateChanged(state);
}

void StompClient::dropLink()
{
    m_timer.stop();
    dropConnection();
}

void StompClient::dropConnection()
{
    m_session.reset();
    if (!m_link)
        return;
    m_link->disconnect(this);
    // We may be inside one of its signals.
    m_link.release()->deleteLater();
}

void StompClient::setState(State state)
{
    if (enterState(state))
        Q_EMIT stateChanged(state);
}

bool StompClient::enterState(State state)
{
    if (m_state == state)
        return false;
    const bool was = m_state == State::Connected;
    m_state = state;
    if (was || state == State::Connected)
        m_since = QDateTime::currentDateTimeUtc();
    return true;
}

void StompClient::writeOutput()
{
    if (!m_session || !m_link)
        return;
    const QByteArray bytes = m_session->takeOutput();
    if (!bytes.isEmpty())
        m_link->send(OutgoingFrame(bytes));
}

void StompClient::armTimer()
{
    if (!m_session || m_state == State::Waiting || m_state == State::Closing)
        return;
    if (!m_link->isOpen())
        return; // the timer is the link's own
    const auto deadline = m_session->deadline();
    if (!deadline) {
        m_timer.stop();
        return;
    }
    const auto wait = std::chrono::ceil<std::chrono::milliseconds>(*deadline - now());
    m_timer.start(std::max(wait, std::chrono::milliseconds(0)));
}

StompSubscription *StompClient::subscribe(const QByteArray &destination, const Headers &headers,
                                          AckMode ack)
{
    const QByteArray id = "sub-" + QByteArray::number(++m_lastId);
    auto *subscription = new StompSubscription(this, id, destination, ack, headers);
    m_subscriptions.insert(id, subscription);
    if (m_state == State::Connected) {
        writeSubscribe(subscription);
        armTimer();
    }
    return subscription;
}

void StompClient::writeSubscribe(StompSubscription *subscription)
{
    m_session->subscribe(subscription->m_id, subscription->m_destination, subscription->m_ack,
                         subscription->m_headers(), {}, now());
    writeOutput();
}

void StompClient::unsubscribe(StompSubscription *subscription)
{
    m_subscriptions.remove(subscription->m_id);
    if (m_state != State::Connected || !m_session)
        return;
    m_session->unsubscribe(subscription->m_id, {}, now());
    writeOutput();
}

StompReceipt *StompClient::send(const QByteArray &destination, const QByteArray &body,
                                const Headers &headers)
{
    StompReceipt *receipt = newReceipt();
    if (m_state == State::Connected) {
        m_session->send(destination, body, headers, receipt->id(), now());
        writeOutput();
        armTimer();
    }
    return receipt;
}

void StompClient::ack(const ClientEvent::MessageReceived &message)
{
    if (m_state != State::Connected)
        return;
    m_session->ack(message, {}, now());
    writeOutput();
}

void StompClient::nack(const ClientEvent::MessageReceived &message)
{
    if (m_state != State::Connected)
        return;
    m_session->nack(message, {}, now());
    writeOutput();
}

void StompClient::begin(const QByteArray &transaction)
{
    if (m_state != State::Connected)
        return;
    m_session->begin(transaction, now());
    writeOutput();
}

StompReceipt *StompClient::commit(const QByteArray &transaction)
{
    StompReceipt *receipt = newReceipt();
    if (m_state == State::Connected) {
        m_session->commit(transaction, receipt->id(), now());
        writeOutput();
        armTimer();
    }
    return receipt;
}

void StompClient::abortTransaction(const QByteArray &transaction)
{
    if (m_state != State::Connected)
        return;
    m_session->abort(transaction, now());
    writeOutput();
}

StompReceipt *StompClient::newReceipt()
{
    auto *receipt = new StompReceipt("r-" + QByteArray::number(++m_lastId), this);
    if (m_state == State::Connected) {
        m_receipts.insert(receipt->id(), receipt);
    } else {
        QMetaObject::invokeMethod(
            receipt,
            [receipt] {
                Q_EMIT receipt->failed(QStringLiteral("not connected"), false);
                receipt->deleteLater();
            },
            Qt::QueuedConnection);
    }
    return receipt;
}

void StompClient::watchNetwork()
{
    // Systems without a back end for it keep to the back-off alone.
    if (!QNetworkInformation::loadBackendByFeatures(QNetworkInformation::Feature::Reachability))
        return;
    connect(QNetworkInformation::instance(), &QNetworkInformation::reachabilityChanged, this,
            [this](QNetworkInformation::Reachability reachability) {
                if (reachability >= QNetworkInformation::Reachability::Local)
                    retryNow();
            });
}

} // namespace Stomp
