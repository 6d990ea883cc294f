// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/roomlistmodel.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace Ui {

/// In place of a room that went while one was in it: what was written there and not sent, and the
/// way to another room. Nobody is taken to that one without having asked for it.
class GonePane : public QWidget {
    Q_OBJECT
public:
    /// The rooms must outlive it.
    explicit GonePane(const RoomListModel &rooms, QWidget *parent = nullptr);

    /// Whether that room was listed when this was asked before, and is not any more. To be asked
    /// whenever the rooms change.
    bool isGone(const Chat::RoomId &room);
    /// What the room was called when it was there.
    const QString &name() const { return m_name; }
    /// Why it went, in a sentence; another room has none until it is told.
    void setReason(const QString &sentence);
    void setUnsent(const QString &text);

Q_SIGNALS:
    void nextRequested(const Chat::RoomId &room);

protected:
    void changeEvent(QEvent *event) override;

private:
    QModelIndex next() const;
    void retranslate();

    const RoomListModel &m_rooms;
    Chat::RoomId m_room;
    QString m_name;
    QString m_reasonText;
    QLabel *m_title = nullptr;
    QLabel *m_reason = nullptr;
    QLabel *m_unsentTitle = nullptr;
    QPlainTextEdit *m_unsent = nullptr;
    QPushButton *m_copy = nullptr;
    QPushButton *m_next = nullptr;
};

} // namespace Ui
