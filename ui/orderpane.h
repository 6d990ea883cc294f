// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/orderrecord.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QListWidget;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace Ui {

class Appearance;
class ChatClient;

/// Who is muted or banned in a room, each of them to be let off, and what was done to keep order
/// there. Up to date while it is in sight.
class OrderPane : public QWidget {
    Q_OBJECT
public:
    /// People shown at most; of more it says how many.
    static constexpr int mostShown = 200;

    /// The client must outlive it.
    OrderPane(ChatClient &client, const Chat::RoomId &room, const Appearance &appearance,
              QWidget *parent = nullptr);

    const OrderRecord &record() const { return *m_record; }

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void build(const Appearance &appearance);
    void showHeld();
    QPushButton *addRow(const OrderRecord::Held &held);
    void showEntries();
    void askLift(const OrderRecord::Held &held);
    void lift(const OrderRecord::Held &held);
    void tell(const QString &problem);

    ChatClient &m_client;
    OrderRecord *m_record = nullptr;
    QTimer m_again;        ///< While in sight, for what the host tells nobody else.
    bool m_isBusy = false; ///< Somebody is being let off.
    QLabel *m_title = nullptr;
    QLabel *m_nobody = nullptr;
    QScrollArea *m_scroll = nullptr;
    QWidget *m_people = nullptr;
    QVBoxLayout *m_rows = nullptr;
    QLabel *m_rest = nullptr;
    QLabel *m_problem = nullptr;
    QLabel *m_nothing = nullptr;
    QListWidget *m_log = nullptr;
    QPushButton *m_older = nullptr;
};

} // namespace Ui
