// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/peopleorder.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace Ui {

class Appearance;

/// Mutes somebody in a room, sends them out or bans them: how long, and why. Closes itself when the
/// host has done it, and says why when not.
class OrderDialog : public QDialog {
    Q_OBJECT
public:
    enum class Kind { Mute, SendOut, Ban };
    struct Target {
        Chat::RoomId room;
        Chat::UserId user;
        QString name;
    };
    /// `ownsHost`: they can be banned from all of it. `orders` must outlive it.
    OrderDialog(Kind kind, const Target &target, bool ownsHost, PeopleOrder &orders,
                const Appearance &appearance, QWidget *parent);

private:
    void build(const Appearance &appearance);
    QString heading() const;
    QString explanation() const;
    QString verb() const;
    void send();
    void showState(const QString &problem);

    const Kind m_kind;
    const Target m_target;
    const bool m_ownsHost;
    PeopleOrder &m_orders;
    bool m_isBusy = false;
    QComboBox *m_time = nullptr;
    QLineEdit *m_reason = nullptr;
    QComboBox *m_whom = nullptr;
    QComboBox *m_where = nullptr;
    QLabel *m_problem = nullptr;
    QPushButton *m_accept = nullptr;
};

} // namespace Ui
