// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/net/stompclient.h"
#include "stomp/wire/changes.h"

#include <QObject>

namespace Ui {

/// Asks the host what a message said before it was edited or deleted.
class EarlierTexts : public QObject {
    Q_OBJECT
public:
    /// `client` must outlive it.
    explicit EarlierTexts(Stomp::StompClient &client, QObject *parent = nullptr)
        : QObject(parent), m_client(client)
    {
    }

    /// came() or failed() follows, by the next connection where there is none.
    void ask(const Chat::RoomId &room, Chat::Sequence message);

Q_SIGNALS:
    void came(const Chat::EarlierList &list);
    /// A sentence for the person.
    void failed(const QString &sentence);

private:
    Stomp::StompClient &m_client;
};

} // namespace Ui
