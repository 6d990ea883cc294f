// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLabel;
class QPushButton;

namespace Ui {

class Appearance;

/// Asks whoever hosts for the first time whether the computer is to be kept awake meanwhile; in the
/// window and not in front of it, as nothing waits for the answer. Hidden until asked to ask.
class AwakeStrip : public QFrame {
    Q_OBJECT
public:
    explicit AwakeStrip(const Appearance &appearance, QWidget *parent = nullptr);

Q_SIGNALS:
    void decided(bool keep);

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();

    const Appearance &m_appearance;
    QLabel *m_icon = nullptr;
    QLabel *m_text = nullptr;
    QPushButton *m_keep = nullptr;
    QPushButton *m_let = nullptr;
};

} // namespace Ui
