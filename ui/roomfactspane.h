// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/roomlistmodel.h"

#include <QWidget>

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;

namespace Ui {

class Appearance;
class Composing;

/// What a room is called, who speaks in it and how long what is said is kept.
class RoomFactsPane : public QWidget {
    Q_OBJECT
public:
    explicit RoomFactsPane(const Appearance &appearance, QWidget *parent = nullptr);

    /// As the host has it now. What the person has changed meanwhile stays as they have it.
    void setRoom(const Chat::RoomInfo &room);
    /// Adds what the person wants otherwise.
    void collect(Chat::RoomChange &change) const;
    /// Whether there are words that collect() does not know of yet: Composing::commit().
    bool isComposed() const;
    /// Why it cannot be saved as it is; empty when it can.
    QString problem() const;
    /// Whether saving ends what the room has kept: messages, or what they said before.
    bool losesMessages() const;
    bool losesEarlier() const;

Q_SIGNALS:
    void edited();

private:
    void fillChoices();
    void showCount();
    void showLoss();
    bool isAsKept(const Chat::Retention &kept) const;
    Chat::Retention retention() const;

    Chat::RoomInfo m_room; ///< As the host has it.
    QFormLayout *m_form = nullptr;
    QLineEdit *m_name = nullptr;
    QLineEdit *m_topic = nullptr;
    QLineEdit *m_icon = nullptr;
    QComboBox *m_speakers = nullptr;
    QComboBox *m_slow = nullptr;
    QComboBox *m_keep = nullptr;
    QWidget *m_countRow = nullptr;
    QLineEdit *m_count = nullptr;
    QComboBox *m_earlier = nullptr;
    QLabel *m_unit = nullptr;
    QLabel *m_loss = nullptr;
    Composing *m_composing = nullptr;
};

} // namespace Ui
