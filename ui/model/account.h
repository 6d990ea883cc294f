// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/net/stompclient.h"
#include "stomp/wire/accounts.h"
#include "ui/model/hostidentity.h"
#include "ui/model/ignored.h"
#include "ui/model/profile.h"

#include <QDateTime>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <chrono>
#include <functional>

namespace Ui {

/// Who one is on a host, and what one changes about that: ChatClient::account().
///
/// Each request ends in done() or failed(), once; without a connection in failed().
class Account : public QObject {
    Q_OBJECT
public:
    /// What came of the last CONNECT.
    enum class Standing {
        Unknown,   ///< Not connected yet.
        Guest,     ///< The host wants no accounts, or this computer cannot keep a key.
        NameTaken, ///< A guest: the name is somebody's. Choose another, pair, or log in.
        Later,     ///< A guest: the host makes no more accounts just now.
        Member,    ///< The name is one's own.
    };
    Q_ENUM(Standing)
    enum class Action { Name, Password, Avatar, Revoke, Pair, Recover, Erase };
    Q_ENUM(Action)

    Account(Stomp::StompClient &client, Profile &profile, QString hostKey,
            QObject *parent = nullptr);
    ~Account() override;

    Standing standing() const { return m_standing; }
    /// As the host told last; an empty user before.
    const Chat::AccountInfo &info() const { return m_info; }
    /// What the others call us there: as the host said, else as we want to be called.
    QString name() const;
    Ignored *ignored() { return &m_ignored; }

    void setName(const QString &name);
    /// `old`: not needed while there is none. Empty `wanted`: none any more.
    void setPassword(const QString &old, const QString &wanted);
    /// `file`: the id of an upload of one's own.
    void setAvatar(const Chat::Avatar &avatar);
    /// A device may not come as oneself any more.
    void revoke(const QString &key);
    /// pairingCode() follows: to be typed on the new device.
    void askPairingCode();
    /// For the host's owner: a code for whoever lost their way in; `reset`: their devices and
    /// password count no more.
    void askRecoveryCode(const QString &name, bool reset);
    /// Everything of one's own on this host goes, for good; `confirm` is one's own name.
    void erase(const QString &confirm);

    /// What a link invited one with; shown to the host until it lets us in, and kept nowhere.
    void setInvitation(const QByteArray &secret) { m_identity.setInvitation(secret); }
    /// Be called otherwise from now on, on this computer, and come in by that. Connects again.
    void comeAs(const QString &name);
    /// On the new device: be who the code is for. Connects again; refusedIn() when it is none.
    void pairWith(const QString &code);
    /// Connects again by login; this device is the account's from then on. Else refusedIn().
    void logIn(const QString &name, const QString &password);
    /// This computer comes as a stranger from now on: its device is revoked where the host lets us,
    /// and the host's tokens are forgotten. Not connected then. The key itself stays, for other
    /// hosts.
    void logOut();

    // For ChatClient.
    void addTo(Stomp::Headers &headers);
    bool takeRefusal(const Stomp::Headers &error);
    void greeted();

Q_SIGNALS:
    void changed();
    void done(Ui::Account::Action action);
    /// The sentence is the host's, in English.
    void failed(Ui::Account::Action action, const QString &why);
    void pairingCode(const QString &code, const QDateTime &expires);
    void recoveryCode(const QString &code, const QDateTime &expires);
    /// Another device is one's own now; whoever did not do that should remove it.
    void deviceAdded(const QString &name);
    void erased();
    /// The code or the password was none, in the host's words; we come as a guest again. Another
    /// try has to wait that long.
    void refusedIn(const QString &why, std::chrono::seconds wait);
    /// The host ended the session because of what became of the account; its words.
    void putOut(const QString &why);
    /// Whoever keeps us connected should not any more.
    void loggedOut();

private:
    void codeRefused(const QByteArray &receipt, const QString &why);
    void request(Action action, Chat::AccountRequest what, const QByteArray &body,
                 const std::function<void()> &then = {});
    void ask(Action action, Chat::AccountRequest what, Stomp::Headers headers);
    void refresh();
    void follow(const QByteArray &json);
    void useKey();
    void connectAgain();

    Stomp::StompClient &m_client;
    Profile &m_profile;
    const QString m_hostKey;
    HostIdentity m_identity;
    Ignored m_ignored;
    QTimer m_renewal; ///< Of what info() carries for a while only.
    Chat::AccountInfo m_info;
    Standing m_standing = Standing::Unknown;
    QString m_name; ///< Empty where the host said none.
    QPointer<Stomp::StompSubscription> m_page;
    QPointer<Stomp::StompSubscription> m_code;
    QByteArray m_codeReceipt;
    Action m_codeAction = Action::Pair;
    quint64 m_questions = 0;
    QByteArray m_login; ///< Until the host let us in by it, or not.
    QByteArray m_password;
};

} // namespace Ui
