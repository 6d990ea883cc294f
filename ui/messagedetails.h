// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/ids.h"
#include "ui/growingdialog.h"

#include <QModelIndex>
#include <QPointer>

class QLabel;

namespace Ui {

class TimelineModel;

/// When one message was written and came, and how far it got, if it is one's own; kept up to date
/// while it is open. Deletes itself when it is closed.
class MessageDetails : public GrowingDialog {
    Q_OBJECT
public:
    /// `line`: of a TimelineModel.
    explicit MessageDetails(const QModelIndex &line, QWidget *parent = nullptr);

    /// What it says of such a line.
    static QString text(const QModelIndex &line);

private:
    void refresh();
    /// Where it is now: what waits changes its row when it comes to the host. Invalid: nowhere.
    QModelIndex line() const;

    QPointer<const TimelineModel> m_timeline;
    Chat::ClientMessageId m_clientId;
    Chat::Sequence m_sequence; ///< 0 while it is not stored.
    QLabel *m_text = nullptr;
};

} // namespace Ui
