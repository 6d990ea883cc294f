// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/growingdialog.h"

#include <optional>

class QLabel;
class QLineEdit;
class QPushButton;

namespace Ui {

class Appearance;

/// Asks for another port for the host that is open here, and says what it costs to change it.
class HostPortDialog : public GrowingDialog {
    Q_OBJECT
public:
    /// `chosen`: the present choice; none: the usual one.
    HostPortDialog(std::optional<quint16> chosen, const Appearance &appearance, QWidget *parent);

Q_SIGNALS:
    /// Another one than before; none: the usual one, or the next that is free.
    void chosen(std::optional<quint16> port);

protected:
    void changeEvent(QEvent *event) override;

private:
    std::optional<quint16> typed() const;
    bool isPort() const;
    void check();
    void retranslate();

    const std::optional<quint16> m_before;
    QLabel *m_title = nullptr;
    QLabel *m_text = nullptr;
    QLabel *m_label = nullptr;
    QLineEdit *m_port = nullptr;
    QLabel *m_state = nullptr;
    QPushButton *m_keep = nullptr;
    QPushButton *m_change = nullptr;
};

} // namespace Ui
