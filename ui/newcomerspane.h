// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/entrance.h"

#include <QPointer>
#include <QWidget>

#include <vector>

class QLabel;
class QVBoxLayout;

namespace Ui {

/// Those who wait to be let in at the host, each to be let in or declined, and those who were
/// declined, who can be let in after all.
class NewcomersPane : public QWidget {
    Q_OBJECT
public:
    explicit NewcomersPane(QWidget *parent = nullptr);

    /// Of which host; null: of none. It may go before the pane.
    void setEntrance(Entrance *entrance);

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();
    QWidget *addRow(const Chat::NewcomerInfo &newcomer, bool isDeclined);
    /// To where a second press of the key answers nobody else.
    void letGoOfRow();

    QPointer<Entrance> m_entrance;
    std::vector<Chat::NewcomerInfo> m_shownWaiting;
    std::vector<Chat::NewcomerInfo> m_shownDeclined;
    QLabel *m_title = nullptr;
    QLabel *m_nobody = nullptr;
    QWidget *m_people = nullptr;
    QVBoxLayout *m_rows = nullptr;
};

} // namespace Ui
