// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/ids.h"

#include <QModelIndex>
#include <QObject>

class QMenu;
class QWidget;

namespace Ui {

class Appearance;
class ChatClient;
class Composer;
class TimelineView;
class PauseLine;
class UnsentStrip;

/// What one does about how far messages got: send those again that failed, drop what was not sent,
/// and look up when one was written and whom it reached (in the timeline's menu, and on its key I).
class DeliveryActions : public QObject {
    Q_OBJECT
public:
    /// All must outlive it.
    DeliveryActions(ChatClient &client, TimelineView &timeline, Composer &composer,
                    const Appearance &appearance, QWidget *parent);

    /// What there is to say about what was not sent or has to wait; to stand above the field.
    QWidget *strip() const { return m_above; }
    /// Why one has to wait there.
    PauseLine *pauseLine() const { return m_pause; }

    /// One that waits or has failed is not sent, and its text is in the field again. One with files
    /// stays, and so does one that is on its way, of which the client tells.
    static void takeBack(ChatClient &client, Composer &composer,
                         const Chat::ClientMessageId &message);

private:
    /// The text of one that waited, and might have been sent, goes back into the field.
    static void discard(ChatClient &client, Composer &composer,
                        const Chat::ClientMessageId &message);
    void fillMenu(QMenu *menu, const QModelIndex &line);
    void showDetails(const QModelIndex &line);

    TimelineView &m_timeline;
    QWidget *m_above = nullptr;
    UnsentStrip *m_strip = nullptr;
    PauseLine *m_pause = nullptr;
};

} // namespace Ui
