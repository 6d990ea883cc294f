// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/roomorders.h"

#include <QWidget>

class QLabel;
class QScrollArea;
class QVBoxLayout;

namespace Ui {

class Appearance;
class ChatClient;

/// Those who wait to be let into a room, each to be let in or refused.
class KnocksPane : public QWidget {
    Q_OBJECT
public:
    /// The client must outlive it.
    KnocksPane(ChatClient &client, const Chat::RoomId &room, const Appearance &appearance,
               QWidget *parent = nullptr);

    /// Asks the host who waits.
    void refresh();

Q_SIGNALS:
    /// What went wrong; empty when there is nothing to say any more.
    void told(const QString &problem);

private:
    void refreshAfter(bool answer);
    void showKnocks(const Chat::KnockList &knocks);
    QWidget *addKnock(const Chat::Knock &knock);
    void answer(const Chat::Knock &knock, bool accept);
    void setBusy(bool busy);
    QWidget *focusedOfPeople() const;

    ChatClient &m_client;
    const Chat::RoomId m_room;
    Chat::KnockList m_shown;
    bool m_isBusy = false; ///< An answer is under way, or the list that comes after it.
    QLabel *m_title = nullptr;
    QScrollArea *m_scroll = nullptr;
    QWidget *m_people = nullptr;
    QVBoxLayout *m_rows = nullptr;
    QLabel *m_more = nullptr;
};

} // namespace Ui
