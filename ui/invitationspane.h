// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/entrance.h"

#include <QByteArray>
#include <QPointer>
#include <QTimer>
#include <QWidget>

#include <functional>

class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace Ui {

class Appearance;
class ChoiceBox;
class RoomListModel;
class SecretCard;

/// The invitations to a host: what is left of each, and the making of another one, whose link is
/// shown once.
class InvitationsPane : public QWidget {
    Q_OBJECT
public:
    /// What leads in by that secret, as people pass it on.
    using LinkMaker = std::function<QString(const QByteArray &secret, const Chat::RoomId &room)>;

    explicit InvitationsPane(const Appearance &appearance, QWidget *parent = nullptr);

    /// Of which host, with the rooms that a link may lead to; null: of none. They may go before
    /// the pane.
    void setEntrance(Entrance *entrance, const RoomListModel *rooms);
    /// Without one the secret itself is shown.
    void setLinkMaker(LinkMaker maker) { m_makeLink = std::move(maker); }

Q_SIGNALS:
    /// What went wrong; empty when there is nothing to say any more.
    void told(const QString &problem);

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    void fillChoices();
    void fillRooms();
    void make();
    void showMade(const Chat::MadeInvitation &made);
    void refresh();
    void addRow(const Chat::InvitationInfo &info, bool isOver);

    const Appearance &m_appearance;
    QPointer<Entrance> m_entrance;
    QPointer<const RoomListModel> m_rooms;
    LinkMaker m_makeLink;
    bool m_isMaking = false;
    QLabel *m_title = nullptr;
    QLabel *m_none = nullptr;
    QWidget *m_list = nullptr;
    QVBoxLayout *m_rowsOfList = nullptr;
    ChoiceBox *m_uses = nullptr;
    ChoiceBox *m_time = nullptr;
    ChoiceBox *m_room = nullptr;
    QLineEdit *m_label = nullptr;
    QPushButton *m_make = nullptr;
    SecretCard *m_card = nullptr;
    QTimer m_tick; ///< Times run out while one looks.
};

} // namespace Ui
