// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/about.h"

#include <QHostAddress>
#include <QHostInfo>
#include <QObject>
#include <QSslSocket>
#include <QTimer>
#include <QUrl>

#include <chrono>
#include <functional>
#include <memory>

namespace Ui {

/// What was found out about an address.
struct ProbeResult {
    enum class Outcome {
        Fine,             ///< A Madang: see `about`.
        NoSuchName,       ///< No computer goes by it.
        Unreachable,      ///< There is no way there, as the system says.
        Refused,          ///< The computer is there, and nobody listens at that port.
        Silent,           ///< Nobody answered in time.
        NotOurs,          ///< Somebody answers, and it is no Madang.
        WrongCertificate, ///< Not the one that is known of this host, or none.
    };

    Outcome outcome = Outcome::Silent;
    Chat::About about;      ///< With Fine. Claimed, not proved.
    QStringList numbers;    ///< The addresses that were tried, or are behind the name.
    bool connected = false; ///< Somebody took the connection.
    bool secure = false;    ///< The answer came in TLS.
    QByteArray fingerprint; ///< Of the certificate that was shown; empty: none.
    QString problem;        ///< Of the system, in its words and language; empty: none.
};

/// Looks whether a Madang is at an address, one step after the other, and tells of each. Sends no
/// more than `GET /about`, nothing at all where the certificate is not the one that is asked for;
/// follows nobody elsewhere. Whatever is there, it is done in bounded time with a bounded answer.
class AddressProbe : public QObject {
    Q_OBJECT
public:
    enum class Step { Name, Connection, Secure, Answer };
    enum class State { Waiting, Running, Fine, Odd, Failed, Skipped };
    Q_ENUM(Step)
    Q_ENUM(State)

    /// Calls back once, unless `context` goes before.
    using Resolve = std::function<void(const QString &name, QObject *context,
                                       const std::function<void(const QHostInfo &)> &)>;
    struct Options {
        std::chrono::milliseconds patience{4000}; ///< Of each step.
        QByteArray pin;            ///< What the certificate has to be, SHA-256; empty: any.
        bool looksAtTls = false;   ///< Tries TLS, too, where the answer came without.
        Resolve resolve = nullptr; ///< Null: the system's.
    };

    /// `address` as Chat::hostUrl() takes it.
    AddressProbe(const QString &address, Options options, QObject *parent = nullptr);
    ~AddressProbe() override; ///< Silently, also while it is under way.

    /// finished() follows, never from within.
    void start();

Q_SIGNALS:
    /// `detail`: numbers or the system's words; may be empty.
    void stepChanged(Ui::AddressProbe::Step step, Ui::AddressProbe::State state,
                     const QString &detail);
    /// The last of its signals. Whoever receives it destroys it by deleteLater() only.
    void finished(const Ui::ProbeResult &result);

private:
    void resolved(const QHostInfo &info);
    void connectNext();
    void connectAgain();
    void connectionFailed();
    void connectionMade();
    void beginTls();
    void encrypted();
    void tlsFailed();
    void ask();
    void read(bool closed);
    void answered(const QByteArray &head, const QByteArray &body);
    void late();
    void fail(Step step, ProbeResult::Outcome outcome, const QString &problem);
    void tell(Step step, State state, const QString &detail = {});
    void finish();
    void openSocket();

    const QUrl m_url;
    const Options m_options;
    ProbeResult m_result;
    Step m_step = Step::Name;
    QList<QHostAddress> m_left;
    QHostAddress m_number; ///< That is tried, or answers.
    bool m_refused = false;
    bool m_sentToTls = false; ///< By who answered without it.
    bool m_inTls = false;
    bool m_onlyTls = false; ///< Has the answer, and looks at TLS for its own sake.
    bool m_done = false;
    QByteArray m_received;
    QTimer m_patience;
    std::unique_ptr<QSslSocket> m_socket;
};

} // namespace Ui
