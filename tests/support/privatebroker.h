// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QString>
#include <QTemporaryDir>

#include <memory>

/// A RabbitMQ or an ActiveMQ of this test's own: its data in a folder of its own, on a free port of
/// loopback. Ends with the test, however that ends.
class PrivateBroker {
public:
    enum class Kind { RabbitMq, ActiveMq };

    /// The one of this process; started when it is asked for first. nullptr where it is not
    /// installed or did not start; what it said is printed.
    static PrivateBroker *instance(Kind kind);
    /// A RabbitMQ that answers in TLS only. Not there as instance() is.
    static std::unique_ptr<PrivateBroker> inTls(const QString &certificateFile,
                                                const QString &keyFile);
    /// Whether a test is to be run against it: where it is installed, and where all are wanted, in
    /// which case instance() tells that it is missing.
    static bool isWanted(Kind kind);

    ~PrivateBroker();
    Q_DISABLE_COPY_MOVE(PrivateBroker)

    /// Of STOMP; the same after a restart.
    quint16 port() const { return m_port; }
    /// As of a machine that is switched off.
    void kill();
    /// In order: all that it knows is written down then. False where it does not end.
    bool stop();
    /// Begins to start it; whether it answers is isUp()'s to say.
    void begin();
    bool isUp() const;
    /// Waits until it does.
    bool waitUntilUp();

private:
    explicit PrivateBroker(Kind kind) : m_kind(kind) {}
    static bool isInstalled(Kind kind);
    bool make();
    void beginRabbitMq();
    QByteArray tlsSettings() const;
    void beginActiveMq();
    void start(const QString &program, const QStringList &arguments);
    void end(QProcess &process);

    Kind m_kind;
    QTemporaryDir m_folder;
    QString m_certificateFile; ///< Empty: without TLS.
    QString m_keyFile;
    quint16 m_port = 0;
    quint16 m_amqpPort = 0;
    quint16 m_distributionPort = 0;
    quint16 m_mapperPort = 0;
    QProcess m_mapper; ///< Erlang's, which would start itself as a daemon that outlives us.
    QProcess m_server;
};
