// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/roomlistmodel.h"

#include <QWidget>

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace Ui {

class Appearance;

/// Who sees that there is the room, and how people come in.
class RoomEntryPane : public QWidget {
    Q_OBJECT
public:
    explicit RoomEntryPane(const Appearance &appearance, QWidget *parent = nullptr);

    /// As the host has it now. What the person has changed meanwhile stays as they have it.
    void setRoom(const Chat::RoomInfo &room);
    /// Adds what the person wants otherwise.
    void collect(Chat::RoomChange &change) const;
    /// Why it cannot be saved as it is; empty when it can.
    QString problem() const;
    /// Whether saving shows everybody on the host what was said among members.
    bool opensToAll() const;
    /// The host has taken what was collected: a password that was typed is not kept here.
    void forgetPassword();

Q_SIGNALS:
    void edited();

private:
    void fillPasswordChoices();
    void showPassword();
    void showOpening();

    Chat::RoomInfo m_room; ///< As the host has it.
    QFormLayout *m_form = nullptr;
    QComboBox *m_kind = nullptr;
    QLabel *m_opening = nullptr;
    QComboBox *m_entry = nullptr;
    QComboBox *m_passwordChoice = nullptr;
    QWidget *m_passwordRow = nullptr;
    QLineEdit *m_password = nullptr;
    QPushButton *m_show = nullptr;
};

} // namespace Ui
