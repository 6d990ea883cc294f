// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/ids.h"

#include <QWidget>

class QLabel;
class QListView;
class QPushButton;

namespace Ui {

class Appearance;
class ChatClient;
class PinnedModel;

/// What is pinned in a room: Enter or a click goes there, Delete lets it go where one may.
class PinsPane : public QWidget {
    Q_OBJECT
public:
    /// All must outlive it; the model's room is the shown one.
    PinsPane(ChatClient &client, PinnedModel &pinned, const Appearance &appearance,
             QWidget *parent = nullptr);

    void focusList();

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
};

} // namespace Ui
