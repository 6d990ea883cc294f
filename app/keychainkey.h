// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/secrets.h"

#include <QByteArray>
#include <QObject>
#include <QString>

#include <functional>

/// Keeps what opens a profile's secrets in the system's keychain where there is one that is open
/// anyway, and fetches it from there. Nobody is asked for a password who did not choose one: a
/// keychain that would have to be set up or unlocked first is left alone, and the key stays in its
/// file.
///
/// Where the program was built without QtKeychain nothing is a keychain.
class KeychainKey : public QObject {
    Q_OBJECT
public:
    enum class Outcome {
        InKeychain,
        InFile,   ///< There is no keychain that would take it.
        Locked,   ///< The keychain has it and does not give it: not now, or its person said no.
        NotThere, ///< No keychain knows of it, or what it has opens nothing.
    };
    Q_ENUM(Outcome)

    /// The secrets have to outlive it.
    explicit KeychainKey(Ui::Secrets &secrets, QObject *parent = nullptr);

    /// finished() follows, later: the system may ask its person, who may take their time. May be
    /// called again after that.
    void settle();

    /// Takes the key of such secrets out of the keychain, for good; `done` is called later. There
    /// may be none.
    static void forget(const QString &id, const std::function<void()> &done);

Q_SIGNALS:
    void finished(KeychainKey::Outcome outcome);

private:
    void end(Outcome outcome);
    void fetch();
    void store();
    void compare();

    Ui::Secrets &m_secrets;
};
