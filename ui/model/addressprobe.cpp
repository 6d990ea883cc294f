// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/addressprobe.h"

#include "stomp/wire/address.h"

#include <QNetworkProxy>
#include <QSslCertificate>
#include <QSslConfiguration>

#include <algorithm>
#include <utility>

namespace Ui {

namespace {

constexpr qsizetype mostNumbers = 4;
constexpr qsizetype longestHead = 8 * 1024;

void resolveBySystem(const QString &name, QObject *context,
                     const std::function<void(const QHostInfo &)> &done)
{
    QHostInfo::lookupHost(name, context, done);
}

QByteArray requestFor(const QUrl &url)
{
    return "GET /about HTTP/1.1\r\nHost: " + Chat::hostText(url).toLatin1() +
           "\r\nAccept: application/json\r\nConnection: close\r\n\r\n";
}

/// Of one header of an answer's head; empty where there is none.
QByteArray headerOf(const QByteArray &head, const QByteArray &name)
{
    const QList<QByteArray> lines = head.split('\n');
    for (const QByteArray &line : lines) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0 && line.first(colon).trimmed().toLower() == name)
            return line.mid(colon + 1).trimmed();
    }
    return {};
}

int statusIn(const QByteArray &head)
{
    if (!head.startsWith("HTTP/1."))
        return 0;
    return head.split(' ').value(1).left(3).toInt();
}

/// A host that answers in TLS only sends everybody there.
bool sendsToTls(const QByteArray &head, const QUrl &url)
{
    const int status = statusIn(head);
    if (status < 300 || status > 399)
        return false;
    const QUrl where(QString::fromLatin1(headerOf(head, "location")));
    return where.scheme() == QStringLiteral("https") && where.host() == url.host() &&
           where.port(443) == url.port();
}

} // namespace

AddressProbe::AddressProbe(const QString &address, Options options, QObject *parent)
    : QObject(parent), m_url(Chat::hostUrl(address)), m_options(std::move(options))
{
    m_inTls = m_url.scheme() == QStringLiteral("wss") || !m_options.pin.isEmpty();
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, &AddressProbe::late);
}

AddressProbe::~AddressProbe()
{
    if (m_socket)
        m_socket->disconnect(this);
}

void AddressProbe::start()
{
    QTimer::singleShot(0, this, [this] {
        tell(Step::Name, State::Running);
        m_patience.start(m_options.patience);
        const QHostAddress number(m_url.host());
        if (!m_url.isValid() || m_url.host().isEmpty())
            return fail(Step::Name, ProbeResult::Outcome::NoSuchName, {});
        if (!number.isNull()) {
            QHostInfo info;
            info.setAddresses({number});
            return resolved(info);
        }
        const Resolve &resolve = m_options.resolve ? m_options.resolve : resolveBySystem;
        resolve(m_url.host(), this, [this](const QHostInfo &info) { resolved(info); });
    });
}

void AddressProbe::resolved(const QHostInfo &info)
{
    if (m_done || m_step != Step::Name)
        return; // too late
    m_left = info.addresses();
    if (info.error() != QHostInfo::NoError || m_left.isEmpty())
        return fail(Step::Name, ProbeResult::Outcome::NoSuchName, info.errorString());
    std::stable_partition(m_left.begin(), m_left.end(), [](const QHostAddress &address) {
        return address.protocol() == QAbstractSocket::IPv4Protocol;
    });
    m_left = m_left.first(std::min(m_left.size(), mostNumbers));
    for (const QHostAddress &address : std::as_const(m_left))
        m_result.numbers << address.toString();
    tell(Step::Name, State::Fine, m_result.numbers.join(QStringLiteral(", ")));
    m_step = Step::Connection;
    tell(Step::Connection, State::Running);
    connectNext();
}

void AddressProbe::openSocket()
{
    if (m_socket) {
        m_socket->disconnect(this);
        m_socket.release()->deleteLater(); // it may be what tells us this
    }
    m_received.clear();
    m_socket = std::make_unique<QSslSocket>();
    m_socket->setProxy(QNetworkProxy::NoProxy); // neighbours are no business of a proxy's
    m_socket->setReadBufferSize(Chat::largestAbout + longestHead);
    // Who it is shows the fingerprint; no authority vouches for a host of ours.
    m_socket->setPeerVerifyMode(QSslSocket::VerifyNone);
    connect(m_socket.get(), &QSslSocket::connected, this, &AddressProbe::connectionMade);
    connect(m_socket.get(), &QSslSocket::encrypted, this, &AddressProbe::encrypted);
    connect(m_socket.get(), &QSslSocket::readyRead, this, [this] { read(false); });
    connect(
        m_socket.get(), &QSslSocket::errorOccurred, this,
        [this, socket = m_socket.get()] {
            if (m_done || m_socket.get() != socket)
                return;
            if (m_step == Step::Connection)
                connectionFailed();
            else if (m_step == Step::Secure)
                tlsFailed();
            else
                read(true);
        },
        Qt::QueuedConnection); // what came before is still to be read
}

void AddressProbe::connectNext()
{
    openSocket();
    m_number = m_left.takeFirst();
    // One that swallows everything is to leave time for the others behind the same name.
    m_patience.start(m_options.patience / (m_left.size() + 1));
    m_socket->connectToHost(m_number, quint16(m_url.port()));
}

void AddressProbe::connectAgain()
{
    m_step = Step::Connection;
    // A list of its own: Qt 6.8 asserts when braces are assigned to one whose only value was taken.
    m_left = QList<QHostAddress>{m_number};
    connectNext();
}

void AddressProbe::connectionFailed()
{
    m_refused = m_refused || m_socket->error() == QAbstractSocket::ConnectionRefusedError;
    const bool isLate = m_socket->error() == QAbstractSocket::SocketTimeoutError;
    if (!m_left.isEmpty())
        return connectNext();
    const QString problem = m_socket->errorString();
    if (m_refused)
        return fail(Step::Connection, ProbeResult::Outcome::Refused, problem);
    fail(Step::Connection,
         isLate ? ProbeResult::Outcome::Silent : ProbeResult::Outcome::Unreachable, problem);
}

void AddressProbe::connectionMade()
{
    if (!m_onlyTls) {
        m_result.connected = true;
        tell(Step::Connection, State::Fine,
             QStringLiteral("%1, %2").arg(m_number.toString()).arg(m_url.port()));
    }
    if (m_inTls || m_onlyTls)
        beginTls();
    else
        ask();
}

void AddressProbe::beginTls()
{
    m_step = Step::Secure;
    tell(Step::Secure, State::Running);
    m_patience.start(m_options.patience);
    if (!QSslSocket::supportsSsl())
        return tlsFailed();
    QSslConfiguration configuration = m_socket->sslConfiguration();
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    m_socket->setSslConfiguration(configuration);
    m_socket->startClientEncryption();
}

void AddressProbe::encrypted()
{
    if (m_done || m_step != Step::Secure)
        return;
    m_result.fingerprint = m_socket->peerCertificate().digest(QCryptographicHash::Sha256);
    if (!m_options.pin.isEmpty() && m_result.fingerprint != m_options.pin)
        return fail(Step::Secure, ProbeResult::Outcome::WrongCertificate, {});
    if (m_onlyTls) {
        const QByteArray &told = m_result.about.fingerprint;
        tell(Step::Secure,
             told.isEmpty() || told == m_result.fingerprint ? State::Fine : State::Odd);
        return finish();
    }
    tell(Step::Secure, State::Fine);
    m_result.secure = true;
    ask();
}

void AddressProbe::tlsFailed()
{
    const QString problem = m_socket->errorString();
    if (m_onlyTls) {
        tell(Step::Secure, State::Odd, problem);
        return finish();
    }
    // Without encryption, perhaps; nothing of ours is asked with.
    if (m_options.pin.isEmpty() && !m_sentToTls) {
        tell(Step::Secure, State::Odd, problem);
        m_inTls = false;
        return connectAgain();
    }
    fail(Step::Secure,
         m_options.pin.isEmpty() ? ProbeResult::Outcome::NotOurs
                                 : ProbeResult::Outcome::WrongCertificate,
         problem);
}

void AddressProbe::ask()
{
    m_step = Step::Answer;
    tell(Step::Answer, State::Running);
    m_patience.start(m_options.patience);
    m_socket->write(requestFor(m_url));
}

void AddressProbe::read(bool closed)
{
    if (m_done || m_step != Step::Answer)
        return;
    m_received += m_socket->readAll();
    const qsizetype end = m_received.indexOf("\r\n\r\n");
    const bool isLong = end < 0 ? m_received.size() > longestHead
                                : m_received.size() - end - 4 > Chat::largestAbout;
    const QString problem = closed ? m_socket->errorString() : QString();
    if (isLong || (end < 0 && closed))
        return fail(Step::Answer, ProbeResult::Outcome::NotOurs, isLong ? QString() : problem);
    if (end < 0)
        return;
    const QByteArray head = m_received.first(end);
    const QByteArray body = m_received.mid(end + 4);
    bool isNumber = false;
    const qlonglong length = headerOf(head, "content-length").toLongLong(&isNumber);
    if (closed || (isNumber && body.size() >= length))
        answered(head, isNumber && length >= 0 ? body.left(length) : body);
}

void AddressProbe::answered(const QByteArray &head, const QByteArray &body)
{
    if (!m_inTls && !m_sentToTls && sendsToTls(head, m_url)) {
        tell(Step::Answer, State::Waiting);
        m_inTls = true;
        m_sentToTls = true;
        return connectAgain();
    }
    constexpr int ok = 200;
    const auto about = statusIn(head) == ok ? Chat::readAbout(body) : std::nullopt;
    if (!about)
        return fail(Step::Answer, ProbeResult::Outcome::NotOurs,
                    QString::fromLatin1(head.left(head.indexOf('\r')).left(80)));
    m_result.about = *about;
    m_result.outcome = ProbeResult::Outcome::Fine;
    m_result.problem.clear();
    tell(Step::Answer, State::Fine);
    if (m_inTls)
        return finish();
    if (!m_options.looksAtTls) {
        tell(Step::Secure, State::Skipped);
        return finish();
    }
    m_onlyTls = true;
    connectAgain();
}

void AddressProbe::late()
{
    if (m_step == Step::Connection && !m_left.isEmpty())
        return connectNext();
    if (m_step == Step::Connection && m_refused)
        return fail(Step::Connection, ProbeResult::Outcome::Refused, {});
    if (m_step == Step::Secure && m_onlyTls) {
        tell(Step::Secure, State::Odd);
        return finish();
    }
    fail(m_step,
         m_step == Step::Name ? ProbeResult::Outcome::NoSuchName : ProbeResult::Outcome::Silent,
         {});
}

void AddressProbe::fail(Step step, ProbeResult::Outcome outcome, const QString &problem)
{
    if (m_onlyTls)
        return finish(); // the answer is there
    m_result.outcome = outcome;
    m_result.problem = problem;
    tell(step, State::Failed, problem);
    finish();
}

void AddressProbe::tell(Step step, State state, const QString &detail)
{
    Q_EMIT stepChanged(step, state, detail);
}

void AddressProbe::finish()
{
    if (m_done)
        return;
    m_done = true;
    m_patience.stop();
    if (m_socket) {
        m_socket->disconnect(this);
        m_socket.release()->deleteLater();
    }
    Q_EMIT finished(m_result);
}

} // namespace Ui
