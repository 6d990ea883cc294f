// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QLocalServer>
#include <QObject>
#include <QString>

#include <optional>

/// What a later start of the program hands over to the one that has the profile open.
struct Handover {
    QString link;          ///< To be opened; empty: the window only comes forward.
    bool host = false;     ///< Open a host, where none is entered.
    QByteArray activation; ///< The desktop's leave to come to the front; empty: none.

    QByteArray toJson() const;
    /// nullopt for what is none, or has more than a link can be.
    static std::optional<Handover> fromJson(const QByteArray &json);
    friend bool operator==(const Handover &, const Handover &) = default;
};

/// Makes one program of several starts with the same profile, whose lock says who is the first. The
/// first listens on a local socket for this person and profile only; a later one connects, writes
/// one line of JSON and ends when it is answered "ok". Whoever else writes there is cut off after
/// `longestHandover` bytes or `patience`, `mostVisitors` at a time.
class SingleInstance : public QObject {
    Q_OBJECT
public:
    static constexpr qint64 longestHandover = 4096;
    static constexpr int patience = 5000; ///< ms
    static constexpr int mostVisitors = 4;

    explicit SingleInstance(QObject *parent = nullptr);

    /// For who has the profile in `folder`; takes away what one that was killed has left. False
    /// where that is not possible: later starts are told that the profile is open, then.
    bool listen(const QString &folder);
    /// Hears nobody any more: the program is ending.
    void close() { m_server.close(); }
    /// For who does not have it; waits for the answer. Whether the first one has taken it.
    static bool handOver(const QString &folder, const Handover &handover);

    /// Where one listens: a path, or on Windows a name. Of this person and this folder.
    static QString addressOf(const QString &folder);

Q_SIGNALS:
    void received(const Handover &handover);

private:
    void admit();

    QLocalServer m_server;
    int m_visitors = 0;
};
