// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/ids.h"

#include <QFrame>
#include <QHash>

class QLabel;
class QPushButton;

namespace Ui {

class Appearance;
class MessageEdit;

/// The field for the next message of a room, with its button. Each room keeps its own draft.
class Composer : public QWidget {
    Q_OBJECT
public:
    /// UTF-8 bytes of one message.
    static constexpr qsizetype longestText = 64 * 1024;

    explicit Composer(const Appearance &appearance, QWidget *parent = nullptr);
    ~Composer() override;

    /// Puts the present text away as the draft of its room, and takes out that of the new one.
    /// An empty id disables the field; `reason` then stands in it.
    void setRoom(const Chat::RoomId &room, const QString &name, const QString &reason = {});
    /// Whether some room has a text that was not sent.
    bool hasDraft(const Chat::RoomId &room) const;
    void focusText();

Q_SIGNALS:
    /// Never empty nor longer than longestText; the field is empty again.
    void said(const Chat::RoomId &room, const QString &text);

protected:
    void changeEvent(QEvent *event) override;

private:
    void send();
    void checkText();
    void retranslate();

    const Appearance &m_appearance;
    Chat::RoomId m_room;
    QString m_roomName;
    QString m_reason;
    QHash<Chat::RoomId, QString> m_drafts;
    QFrame *m_frame = nullptr;
    MessageEdit *m_edit = nullptr;
    QPushButton *m_button = nullptr;
    QLabel *m_complaint = nullptr;
};

} // namespace Ui
