// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/address.h"
#include "ui/model/addressprobe.h"
#include "ui/model/offeredlink.h"

#include <QObject>
#include <QStringList>
#include <QTimer>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace Ui {

/// Whether an address that is being typed is one that may be asked about already.
///
/// A number has to be whole, and so has a port: nobody wants to knock at 192.168.0.1 on the way to
/// 192.168.0.12, or at port 76. A name goes to whoever answers for names on this network, and what
/// is typed may be half a word, or a password that landed in the wrong field: so only one that is
/// meant as an address for sure, with a dot, a port or a path, or that was one before.
bool looksWhole(const QString &typed, const QStringList &known);

/// Looks at an address while it is typed: at once by its form, and where it looks whole, after a
/// pause, by asking there.
class AddressCheck : public QObject {
    Q_OBJECT
public:
    enum class State {
        Malformed,  ///< Cannot be one; see problem(). Also while it is empty.
        Unfinished, ///< May be one; nobody is asked yet.
        Asking,
        Known, ///< See result().
    };

    explicit AddressCheck(QObject *parent = nullptr);
    ~AddressCheck() override;

    /// How long one types nothing before anybody is asked; 400 ms unless told.
    void setPause(std::chrono::milliseconds pause) { m_pause.setInterval(pause); }
    void setProbing(AddressProbe::Options options) { m_probing = std::move(options); }
    /// Addresses that were joined before.
    void setKnown(const QStringList &known) { m_known = known; }
    /// The certificate that is known of the host at `hostKey`; null: none is of any.
    void setPins(std::function<QByteArray(const QString &hostKey)> pins)
    {
        m_pins = std::move(pins);
    }

    /// What stands in the field now. Ends what was asked about what stood there before.
    void setTyped(const QString &typed);
    State state() const { return m_state; }
    Chat::AddressProblem problem() const { return m_problem; }
    const ProbeResult &result() const { return m_result; }
    /// The address of what is typed, without anything that a link has behind it.
    QString shown() const;
    /// Where the typed link leads; nullopt: it is none.
    const std::optional<OfferedLink> &link() const { return m_link; }

Q_SIGNALS:
    void changed();

private:
    void ask();
    void setState(State state);

    QTimer m_pause;
    AddressProbe::Options m_probing;
    QStringList m_known;
    std::function<QByteArray(const QString &)> m_pins;
    QString m_typed;
    State m_state = State::Malformed;
    Chat::AddressProblem m_problem = Chat::AddressProblem::Empty;
    ProbeResult m_result;
    std::optional<OfferedLink> m_link;
    std::unique_ptr<AddressProbe> m_probe;
};

} // namespace Ui
