// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/hoststatus.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace Ui {

class Appearance;

/// What whoever has a host open here has to know of its data: little room, no room, damage. Hidden
/// while all is well.
class HostStrip : public QFrame {
    Q_OBJECT
public:
    explicit HostStrip(const Appearance &appearance, QWidget *parent = nullptr);

    void setStatus(const HostStatus &status);
    /// No host is open here any more.
    void clear();

Q_SIGNALS:
    void statusRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();

    const Appearance &m_appearance;
    HostStatus::Data m_data = HostStatus::Data::Well;
    HostStatus::Data m_hidden = HostStatus::Data::Well; ///< The person has read that.
    qint64 m_freeBytes = -1;
    QLabel *m_icon = nullptr;
    QLabel *m_text = nullptr;
    QPushButton *m_status = nullptr;
    QPushButton *m_hide = nullptr;
};

/// What is the matter with a host's data, and what helps; empty while all is well. `freeBytes`: of
/// its disk.
QString dataSentence(HostStatus::Data data, qint64 freeBytes);

} // namespace Ui
