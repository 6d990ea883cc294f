// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/hoststatus.h"
#include "ui/model/firewall.h"

#include <QWidget>

#include <optional>

class QLabel;

namespace Ui {

class Appearance;

/// Whether others can reach the host that is open here, proved by who did; as long as nobody has,
/// what to do about what may keep them out.
class ReachProof : public QWidget {
    Q_OBJECT
public:
    /// The appearance must outlive it.
    ReachProof(const Appearance &appearance, Firewall firewall, QWidget *parent = nullptr);

    /// `meantForOthers`: false where nobody else is to come in.
    void setState(const std::optional<HostStatus::Visit> &visit, quint16 port, bool meantForOthers);

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();

    const Appearance &m_appearance;
    const Firewall m_firewall;
    std::optional<HostStatus::Visit> m_visit;
    quint16 m_port = 0;
    bool m_meantForOthers = true;
    QLabel *m_sentence = nullptr;
    QLabel *m_step = nullptr;
    QWidget *m_commandRow = nullptr;
    QLabel *m_command = nullptr;
    QWidget *m_copy = nullptr;
};

} // namespace Ui
