// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/host.h"
#include "stomp/wire/ids.h"
#include "ui/entrancepane.h"
#include "ui/model/identitywords.h"

#include <QByteArray>
#include <QObject>
#include <QPointer>
#include <QString>

#include <memory>

namespace Ui {
class Entrance;
class MainWindow;
} // namespace Ui

class Hosting;
class Sessions;

/// The way into the host that is open here, for its windows: who may come in, the links that lead
/// to it, and the words that its identity is compared by.
///
/// Part of Application. Where only the invited come in, the link of the host's window is an
/// invitation, too: made when it is looked at, for a day, and listed with the others.
class OwnEntrance : public QObject {
    Q_OBJECT
public:
    /// All must outlive it.
    OwnEntrance(Hosting &hosting, Sessions &sessions, Ui::MainWindow &window);

private:
    void begin(const Server::HostAddresses &addresses);
    void end();
    QWidget *makePane();
    Ui::EntrancePane::Rule rule() const;
    void choose(Ui::EntrancePane::Rule rule, const QString &password);
    void showRule();
    void offerLinks();
    QString linkTo(const QString &address, const QByteArray &secret,
                   const Chat::RoomId &room = {}) const;
    QString windowLink(const QString &address);
    void askForSecret(Ui::Entrance &entrance);
    Ui::Entrance *invitations() const;

    Hosting &m_hosting;
    Sessions &m_sessions;
    Ui::MainWindow &m_window;
    QByteArray m_fingerprint;
    std::unique_ptr<Ui::IdentityWords> m_words;
    QByteArray m_secret;              ///< Of the window's link; empty: there is none yet.
    QString m_invitation;             ///< Whose secret that is.
    std::unique_ptr<QObject> m_asked; ///< While one is asked for.
    QPointer<Ui::EntrancePane> m_pane;
};
