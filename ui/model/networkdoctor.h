// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/likelycauses.h"

#include <QObject>
#include <QTimer>

#include <array>
#include <chrono>
#include <functional>
#include <memory>
#include <vector>

namespace Ui {

/// What the program knows of the network it is in. All of them may be null.
struct NetworkView {
    std::function<QList<Discovery::InterfaceReport>()> interfaces;
    std::function<void()> lookAgain;            ///< Asks for hosts and interfaces anew.
    std::function<QStringList()> subnets;       ///< See ownSubnets().
    std::function<QStringList()> nearAddresses; ///< Of hosts near, without our own.
};

/// Finds out why one sees nobody: looks at the interfaces, asks the network and listens, tries
/// computers that should be there directly, and tests an address if there is one. Everything runs
/// at once, in bounded time.
class NetworkDoctor : public QObject {
    Q_OBJECT
public:
    enum class Step { Interfaces, Listening, Others, Name, Connection, Answer, Secure };
    Q_ENUM(Step)
    static constexpr size_t stepCount = 7;
    using State = AddressProbe::State;
    struct Options {
        System system = ownSystem();
        NetworkView view;
        /// `HOST:PORT` of who may be reached directly: gateways, hosts of before. At most 6 count.
        QStringList others;
        QStringList firewalls; ///< See NetworkFacts.
        std::chrono::milliseconds listening{3000};
        AddressProbe::Options probing = {};
        /// The certificate that is known of the host at `hostKey`; null: none is of any.
        std::function<QByteArray(const QString &hostKey)> pins;
    };

    explicit NetworkDoctor(Options options, QObject *parent = nullptr);
    ~NetworkDoctor() override;

    /// Begins anew. `address`: to be tested, too, as Chat::hostUrl() takes it, also a link, of
    /// which nothing but the computer and the port is used; empty or none that makes sense: none
    /// is.
    void examine(const QString &address);
    /// Ends it; what is not done stays undone. No finished() follows.
    void cancel();
    bool isUnderWay() const { return m_underWay; }

    State state(Step step) const { return m_steps[size_t(step)].state; }
    /// Numbers, or words of the system; may be empty.
    const QString &detail(Step step) const { return m_steps[size_t(step)].detail; }
    /// As far as they are known by now.
    const NetworkFacts &facts() const { return m_facts; }
    /// Only after finished().
    std::vector<LikelyCause> causes() const { return likelyCauses(m_facts); }

Q_SIGNALS:
    void stepChanged(Ui::NetworkDoctor::Step step);
    void finished();

private:
    struct Told {
        State state = State::Waiting;
        QString detail;
    };
    void tell(Step step, State state, const QString &detail = {});
    void lookAtInterfaces(bool isLast);
    void tryOthers();
    void otherTried(const QString &address, const ProbeResult &result);
    void testAddress();
    void endIfDone();

    const Options m_options;
    NetworkFacts m_facts;
    std::array<Told, stepCount> m_steps;
    QTimer m_listening;
    QTimer m_watching; ///< Of the interfaces, as long as it listens.
    std::vector<std::unique_ptr<AddressProbe>> m_probes;
    int m_othersLeft = 0;
    bool m_underWay = false;
};

} // namespace Ui
