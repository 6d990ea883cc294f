// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/hostsummary.h"

#include <QObject>

#include <vector>

namespace Ui {

class ChatClient;

/// The hosts one is in, as the window knows them: what tells of all of them follows this. Part of
/// MainWindow.
class JoinedHosts : public QObject {
    Q_OBJECT
public:
    struct Host {
        ChatClient *client;
        HostSummary summary;

        QString name() const; ///< See shownHostName().
    };
    using QObject::QObject;

    /// In the order in which one came.
    const std::vector<Host> &all() const { return m_all; }
    /// Null: one is not there. Until the next change.
    const Host *find(const ChatClient *client) const;
    /// The client must outlive its place here.
    void add(ChatClient *client, const HostSummary &summary);
    void remove(const ChatClient *client);
    /// What the window says about it is another one.
    void change(const ChatClient *client, const HostSummary &summary);

Q_SIGNALS:
    void added(Ui::ChatClient *client);
    void changed(const Ui::ChatClient *client);
    /// It is not among them any more. Nothing but its address is to be used: it may be the end of
    /// the client itself.
    void removed(const Ui::ChatClient *client);

private:
    std::vector<Host> m_all;
};

} // namespace Ui
