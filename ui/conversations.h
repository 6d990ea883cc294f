// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/knownpeople.h"

#include <QObject>

#include <optional>

class QMenu;
class QWidget;

namespace Ui {

class Appearance;
class ChatClient;
class Composer;
class RoomHeader;
class Sidebar;

/// The ways to a conversation with people one chooses, put beside a chat: the sidebar's button,
/// Ctrl+Shift+N, and the menu of a conversation of two.
class Conversations : public QObject {
    Q_OBJECT
public:
    /// All must outlive it; the window opens in front of `page`.
    Conversations(ChatClient &client, Sidebar &sidebar, RoomHeader &header,
                  const Composer &composer, const Appearance &appearance, QWidget *page);

Q_SIGNALS:
    /// The group is to be shown; one is in it.
    void opened(const Chat::RoomId &room);
    /// A sentence for the person.
    void told(const QString &sentence);

private:
    void open(const std::optional<KnownPeople::Person> &other = {});
    void fillMenu(QMenu *menu);
    std::optional<KnownPeople::Person> other() const;

    ChatClient &m_client;
    const Composer &m_composer;
    const Appearance &m_appearance;
    QWidget *m_page = nullptr;
};

} // namespace Ui
