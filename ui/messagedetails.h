// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/growingdialog.h"

#include <QPersistentModelIndex>

class QLabel;

namespace Ui {

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

    QPersistentModelIndex m_line;
    QLabel *m_text = nullptr;
};

} // namespace Ui
