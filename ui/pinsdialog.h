// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/ids.h"

#include <QDialog>

class QLabel;
class QListView;
class QPushButton;

namespace Ui {

class Appearance;
class ChatClient;
class PinnedModel;

/// What is pinned in a room, beside the chat: Enter or a click goes there, Delete lets it go where
/// one may.
class PinsDialog : public QDialog {
    Q_OBJECT
public:
    /// All must outlive it; the model's room is the shown one.
    PinsDialog(ChatClient &client, PinnedModel &pinned, const Appearance &appearance,
               QWidget *parent = nullptr);

Q_SIGNALS:
    void chosen(Chat::Sequence message);

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void refresh();
    void unpin();
    bool mayUnpin() const;

    ChatClient &m_client;
    PinnedModel &m_pinned;
    QLabel *m_state = nullptr;
    QListView *m_list = nullptr;
    QPushButton *m_unpin = nullptr;
    QPushButton *m_close = nullptr;
};

} // namespace Ui
