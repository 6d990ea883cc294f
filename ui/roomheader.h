// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QMenu;
class QToolButton;

namespace Ui {

class Appearance;

/// Which room this is: name, topic, how many belong to it; the room's menu; the members' switch.
class RoomHeader : public QWidget {
    Q_OBJECT
public:
    explicit RoomHeader(const Appearance &appearance, QWidget *parent = nullptr);

    /// An empty name shows nothing. The menu is that of a member.
    void setRoom(const QString &name, const QString &topic, int members, bool joined);
    /// Whether there is room for the members, so that the button does something.
    void setMembersOffered(bool offered);
    /// Whether one keeps order in the room, and so may see its webhooks.
    void setWebhooksOffered(bool offered) { m_webhooksOffered = offered; }
    /// How many wait to be let in, for who may let them.
    void setKnocking(int people);
    bool membersShown() const;

Q_SIGNALS:
    void membersToggled(bool shown);
    void searchRequested();
    void topicRequested();
    void settingsRequested();
    void webhooksRequested();
    void exportRequested();
    void leaveRequested();

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void retranslate();
    void openMenu();

    const Appearance &m_appearance;
    QString m_room;
    QString m_topic;
    int m_count = 0;
    int m_knocking = 0;
    bool m_joined = false;
    bool m_membersOffered = true;
    bool m_webhooksOffered = false;
    QLabel *m_name = nullptr;
    QLabel *m_details = nullptr;
    QToolButton *m_search = nullptr;
    QToolButton *m_members = nullptr;
    QToolButton *m_menuButton = nullptr;
};

} // namespace Ui
