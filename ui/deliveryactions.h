// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QModelIndex>
#include <QObject>

class QMenu;

namespace Ui {

class ChatClient;
class TimelineView;

/// What one does about how far messages got: send those again that failed, drop them, and look up
/// when one was written and whom it reached (in the timeline's menu, and on its key I).
class DeliveryActions : public QObject {
    Q_OBJECT
public:
    /// Both must outlive it.
    DeliveryActions(ChatClient &client, TimelineView &timeline, QObject *parent);

private:
    void fillMenu(QMenu *menu, const QModelIndex &line);
    void showDetails(const QModelIndex &line);

    TimelineView &m_timeline;
};

} // namespace Ui
