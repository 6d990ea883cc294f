// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/ids.h"
#include "ui/model/messagecopy.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QListView;
class QPushButton;

namespace Ui {

class Appearance;
class ComposedText;
class RoomListModel;

/// Asks to which room a message is passed on, and what one adds to it. Written by keys alone: what
/// is typed first finds the room, Up and Down choose it, Enter passes on.
class ForwardDialog : public QDialog {
    Q_OBJECT
public:
    /// All must outlive it. Rooms are those that we may say something in, without `from`.
    ForwardDialog(RoomListModel &rooms, const Appearance &appearance, const Chat::RoomId &from,
                  SaidElsewhere said, QWidget *parent);
    ~ForwardDialog() override;

Q_SIGNALS:
    void forwarded(const Chat::RoomId &room, const QString &text,
                   const std::vector<Chat::FileInfo> &files);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void build(const Appearance &appearance);
    void check();
    void send();

    class Choices;
    const SaidElsewhere m_said;
    Choices *m_choices = nullptr;
    QLineEdit *m_find = nullptr;
    ComposedText *m_looked = nullptr;
    QListView *m_list = nullptr;
    QLabel *m_nowhere = nullptr;
    QLineEdit *m_comment = nullptr;
    QLabel *m_complaint = nullptr;
    QPushButton *m_accept = nullptr;
};

} // namespace Ui
