// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QJsonObject>
#include <QObject>
#include <QProcess>
#include <QSet>
#include <QStringList>

#include <optional>
#include <vector>

/// A client of a run: a process that may be killed and started again, and what it told in all its
/// lives.
class ClientProcess : public QObject {
    Q_OBJECT
public:
    struct Setup {
        QStringList command; ///< The program and what comes before the options.
        QString kind;
        QString name;
        QString folder;
        QStringList rooms;
        quint32 seed = 0;
    };
    ClientProcess(Setup setup, quint16 port, QObject *parent = nullptr);
    ~ClientProcess() override;

    void start();
    void kill(); ///< kill -9, and waits until it is gone.
    bool isRunning() const { return m_process.state() != QProcess::NotRunning; }
    void order(const QByteArray &order);

    const QString &name() const { return m_setup.name; }
    const QString &kind() const { return m_setup.kind; }
    /// Ids of messages that were kept to be sent, in the order in which they were.
    const QStringList &said() const { return m_said; }
    const QSet<QString> &receipts() const { return m_receipts; }
    const QHash<QString, QString> &failures() const { return m_failures; } ///< Id to reason.
    /// Id to the time of the last resend, in milliseconds since 1970.
    const QHash<QString, qint64> &resent() const { return m_resent; }
    int resends() const { return m_resends; }
    /// Ends that nobody asked for, with what it told on standard error.
    QByteArray troubles() const { return m_troubles; }

    /// Answers to "report" and "dump"; none since the last take.
    std::optional<QJsonObject> takeState();
    std::optional<QJsonObject> takeDump();

Q_SIGNALS:
    void told();

private:
    void read();
    void take(const QJsonObject &line);

    const Setup m_setup;
    const quint16 m_port;
    QProcess m_process;
    QByteArray m_lines;
    QByteArray m_errors;
    QByteArray m_troubles;
    bool m_dies = false;
    int m_lives = 0;
    QStringList m_said;
    QSet<QString> m_receipts;
    QHash<QString, QString> m_failures;
    QHash<QString, qint64> m_resent;
    int m_resends = 0;
    std::optional<QJsonObject> m_state, m_dump;
};
