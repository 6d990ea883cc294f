// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/singleinstance.h"

#include <QCryptographicHash>
#include <QDeadlineTimer>
#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocalSocket>
#include <QThread>
#include <QTimer>

#ifdef Q_OS_UNIX
#include <unistd.h>
#else
#include "app/windowsrights.h"
#endif

namespace {

constexpr qsizetype longestHandoverText = 1024;
constexpr int startPatience = 2000; ///< ms
constexpr QByteArrayView taken = "ok\n";

QString personHere()
{
#ifdef Q_OS_UNIX
    return QString::number(::geteuid());
#else
    return qEnvironmentVariable("USERNAME");
#endif
}

/// Connects where nobody else listens: what is handed over is for this person's own program.
bool connectToOurs(QLocalSocket &socket, const QString &address)
{
#ifdef Q_OS_UNIX
    if (QFileInfo(address).ownerId() != ::geteuid())
        return false;
#endif
    socket.connectToServer(address);
    if (!socket.waitForConnected(SingleInstance::patience))
        return false;
#ifdef Q_OS_WIN // where a name is everybody's, and of whoever takes it first
    if (!isOwnedByPerson(socket.socketDescriptor())) {
        socket.abort();
        return false;
    }
#endif
    return true;
}

} // namespace

QByteArray Handover::toJson() const
{
    return QJsonDocument(QJsonObject{{QStringLiteral("link"), link},
                                     {QStringLiteral("host"), host},
                                     {QStringLiteral("activation"), QString::fromUtf8(activation)}})
        .toJson(QJsonDocument::Compact);
}

std::optional<Handover> Handover::fromJson(const QByteArray &json)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    if (!document.isObject())
        return std::nullopt;
    const QString link = document[QStringLiteral("link")].toString();
    const QString activation = document[QStringLiteral("activation")].toString();
    if (link.size() > longestHandoverText || activation.size() > longestHandoverText ||
        activation.contains(QChar::Null))
        return std::nullopt;
    return Handover{link, document[QStringLiteral("host")].toBool(), activation.toUtf8()};
}

SingleInstance::SingleInstance(QObject *parent) : QObject(parent)
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &SingleInstance::admit);
}

QString SingleInstance::addressOf(const QString &folder)
{
    const QByteArray path = QFileInfo(folder).canonicalFilePath().toUtf8();
    const QString name =
        QStringLiteral("madang-%1-%2")
            .arg(personHere(),
                 QString::fromLatin1(
                     QCryptographicHash::hash(path, QCryptographicHash::Sha256).toHex().left(20)));
#ifdef Q_OS_UNIX
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    const bool usable = QDir::isAbsolutePath(runtime) && QFileInfo(runtime).isWritable();
    return (usable ? runtime : QDir::tempPath()) + u'/' + name;
#else
    return name;
#endif
}

bool SingleInstance::listen(const QString &folder)
{
    const QString address = addressOf(folder);
    QLocalServer::removeServer(address); // nobody's: the profile's lock is ours
    return m_server.listen(address);
}

void SingleInstance::admit()
{
    while (QLocalSocket *visitor = m_server.nextPendingConnection()) {
        if (m_visitors >= mostVisitors) {
            visitor->abort();
            visitor->deleteLater();
            continue;
        }
        ++m_visitors;
        connect(visitor, &QObject::destroyed, this, [this] { --m_visitors; });
        connect(visitor, &QLocalSocket::disconnected, visitor, &QObject::deleteLater);
        QTimer::singleShot(patience, visitor, [visitor] {
            visitor->abort();
            visitor->deleteLater();
        });
        visitor->setReadBufferSize(longestHandover + 1);
        const auto read = [this, visitor] {
            const bool whole = visitor->canReadLine();
            if (!whole && visitor->bytesAvailable() <= longestHandover)
                return;
            const auto handover = Handover::fromJson(visitor->readLine(longestHandover));
            disconnect(visitor, &QLocalSocket::readyRead, this, nullptr); // one word each
            if (!whole || !handover) {
                visitor->abort();
                return visitor->deleteLater();
            }
            visitor->write(taken.data(), taken.size());
            visitor->disconnectFromServer(); // behind what was written
            Q_EMIT received(*handover);
        };
        connect(visitor, &QLocalSocket::readyRead, this, read);
        read(); // what came along
    }
}

bool SingleInstance::handOver(const QString &folder, const Handover &handover)
{
    const QString address = addressOf(folder);
    QLocalSocket socket;
    // The first one may have the profile, and not listen yet: both were clicked at once.
    const QDeadlineTimer starting(startPatience);
    while (!connectToOurs(socket, address)) {
        if (starting.hasExpired())
            return false;
        QThread::msleep(50);
    }
    QDeadlineTimer deadline(patience);
    socket.write(handover.toJson() + '\n');
    while (!socket.canReadLine() && !deadline.hasExpired()) {
        if (!socket.waitForReadyRead(int(deadline.remainingTime())))
            break;
    }
    return socket.readLine() == taken;
}
