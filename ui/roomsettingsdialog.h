// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/roomlistmodel.h"

#include <QDialog>

class QLabel;
class QPushButton;
class QTabWidget;

namespace Ui {

class Appearance;
class ChatClient;
class InvitePane;
class OrderPane;
class RoomEndPane;
class RoomEntryPane;
class RoomFactsPane;

/// What a room is, for everybody in it; who owns it or keeps order changes it here.
///
/// What is typed or chosen is sent together by Save; people are let in or let off, and the room
/// is put away or ended, at once.
class RoomSettingsDialog : public QDialog {
    Q_OBJECT
public:
    /// The client must outlive it.
    RoomSettingsDialog(ChatClient &client, const Chat::RoomId &room, const Appearance &appearance,
                       QWidget *parent);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void build(const Appearance &appearance);
    void addPeople(const Appearance &appearance);
    void showRoom();
    void showState();
    QString problem() const;
    void trySave();
    void save();
    Chat::RoomChange wanted() const;

    ChatClient &m_client;
    const Chat::RoomId m_room;
    bool m_isSaving = false;
    bool m_isProblem = false;
    QString m_sentence;
    QLabel *m_title = nullptr;
    QLabel *m_notice = nullptr;
    QTabWidget *m_tabs = nullptr;
    RoomFactsPane *m_facts = nullptr;
    QWidget *m_people = nullptr;
    RoomEntryPane *m_entry = nullptr;
    InvitePane *m_invite = nullptr;
    OrderPane *m_order = nullptr; ///< Only for who keeps order.
    RoomEndPane *m_end = nullptr;
    QLabel *m_state = nullptr;
    QPushButton *m_close = nullptr;
    QPushButton *m_save = nullptr;
};

} // namespace Ui
