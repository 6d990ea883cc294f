// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QModelIndex>
#include <QObject>

class QMenu;

namespace Ui {

class ChatClient;
class MembersPane;
class TimelineView;

/// Puts "Ignore" and "Stop ignoring" into the menus of people and of messages, and into that of a
/// folded message what opens it.
class Ignoring : public QObject {
    Q_OBJECT
public:
    /// All must outlive it.
    Ignoring(ChatClient &client, MembersPane &people, TimelineView &timeline, QObject *parent);

private:
    void fillPersonMenu(QMenu *menu, const QModelIndex &person);
    void fillMessageMenu(QMenu *menu, const QModelIndex &message);
    void addChoice(QMenu *menu, const QString &user, const QString &name);

    ChatClient &m_client;
    TimelineView &m_timeline;
};

} // namespace Ui
