// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/chatclient.h"

#include <QObject>
#include <QString>

#include <memory>
#include <vector>

/// The hosts that the program is in: a client each, none of which knows of the others.
class Sessions : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// `key`: of the host in the profile, which it keeps wherever it is; empty: the one that is
    /// open here.
    Ui::ChatClient *add(std::unique_ptr<Ui::ChatClient> client, const QString &key);
    /// Null: one is not there.
    Ui::ChatClient *at(const QString &key) const;
    /// In the order in which one came.
    QList<Ui::ChatClient *> clients() const;
    bool isEmpty() const { return m_all.empty(); }
    /// Says goodbye, which may take a moment: the client goes behind that, by itself.
    void end(Ui::ChatClient *client);

Q_SIGNALS:
    void added(Ui::ChatClient *client);

private:
    struct Session {
        std::unique_ptr<Ui::ChatClient> client;
        QString key;
    };
    std::vector<Session> m_all;
};
