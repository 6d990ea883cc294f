// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QModelIndex>
#include <QObject>

class QMenu;
class QWidget;

namespace Ui {

class AccountStrip;
class Actions;
class Appearance;
class ChatClient;
class MembersPane;
class TimelineView;

/// All windows of one's account on a host, put beside a chat: the strip of news, the dialogs, what
/// the menus of people offer, and what follows when one has left for good.
class AccountWindows : public QObject {
    Q_OBJECT
public:
    /// All must outlive it; the windows open in front of `page`.
    AccountWindows(ChatClient &client, Actions &actions, MembersPane &people,
                   TimelineView &timeline, const Appearance &appearance, QWidget *page);

    /// To be shown below the room's header; belongs to the page.
    QWidget *strip() const;
    void openAccount();
    void openWaysIn();

private:
    void fillPersonMenu(QMenu *menu, const QModelIndex &person);
    void offerWaysIn();
    void leave(const QString &farewell);

    ChatClient &m_client;
    Actions &m_actions;
    const Appearance &m_appearance;
    QWidget *m_page = nullptr;
    AccountStrip *m_strip = nullptr;
    bool m_wasOffered = false;
};

} // namespace Ui
