// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/messages.h"

#include <QWidget>

class QLabel;
class QMenu;
class QPushButton;
class QToolButton;

namespace Ui {

class Appearance;

/// Which room this is: name, topic, how many belong to it, what is to be known of it; the room's
/// menu; the details' switch; how much is pinned. In a narrow window it has what the details do not
/// have, and the way back.
class RoomHeader : public QWidget {
    Q_OBJECT
public:
    explicit RoomHeader(const Appearance &appearance, QWidget *parent = nullptr);

    /// An empty name shows nothing. The menu is that of a member.
    void setRoom(const QString &name, const QString &topic, int members, bool joined);
    /// Stands before all else; becomes its child.
    void setLeading(QWidget *widget);
    /// Whether the details of the room are in sight.
    void setDetailsShown(bool shown);
    /// Whether one keeps order in the room, and so may see its webhooks.
    void setWebhooksOffered(bool offered) { m_webhooksOffered = offered; }
    /// Whether one can leave it.
    void setLeaveOffered(bool offered) { m_leaveOffered = offered; }
    /// How many wait to be let in, for who may let them.
    void setKnocking(int people);
    /// What stands before the name.
    void setSign(const QString &sign);
    /// How much is pinned in it.
    void setPinned(int messages);
    /// When it will be deleted, in words, and whether it can be kept from that; empty: it will not.
    void setEnd(const QString &words, bool keepOffered);
    /// How the other one of two can be reached, in words; empty: there is none.
    void setOther(Chat::Availability state, const QString &words);

Q_SIGNALS:
    void detailsToggled(bool shown);
    void searchRequested();
    void pinsRequested();
    /// The room is not to be deleted after all.
    void keepRequested();
    void topicRequested();
    void settingsRequested();
    void webhooksRequested();
    void exportRequested();
    void leaveRequested();
    /// For what else one can do in that room.
    void menuOpening(QMenu *menu);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void retranslate();
    void elideDetails();
    void openMenu();

    const Appearance &m_appearance;
    QString m_room;
    QString m_topic;
    QString m_sign = QStringLiteral("#");
    QString m_end;
    QString m_otherWords;
    Chat::Availability m_otherState = Chat::Availability::Offline;
    int m_count = 0;
    int m_pinnedCount = 0;
    bool m_keepOffered = false;
    int m_knocking = 0;
    bool m_joined = false;
    bool m_webhooksOffered = false;
    bool m_leaveOffered = true;
    QLabel *m_signLabel = nullptr;
    QLabel *m_name = nullptr;
    QLabel *m_otherSign = nullptr;
    QLabel *m_details = nullptr;
    QPushButton *m_keep = nullptr;
    QToolButton *m_pins = nullptr;
    QToolButton *m_search = nullptr;
    QToolButton *m_detailsSwitch = nullptr;
    QToolButton *m_menuButton = nullptr;
};

} // namespace Ui
