// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QTextCursor>

class QLabel;
class QPushButton;
class QToolButton;

namespace Ui {

class Appearance;
class MessageEdit;

/// A line above the field that offers to send as code the lines that were just pasted; Ctrl+Shift+C
/// takes it, Escape drops it. Gone when those lines are gone.
class CodeOffer : public QFrame {
    Q_OBJECT
public:
    /// Both must outlive it.
    CodeOffer(const Appearance &appearance, MessageEdit &field, QWidget *parent);

public Q_SLOTS:
    void drop();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void offer(int start, int end);
    void take();
    void follow();
    void showIcons();
    void retranslate();

    const Appearance &m_appearance;
    MessageEdit &m_field;
    QTextCursor m_pasted; ///< Has those lines selected, whatever is written around them.
    QLabel *m_icon = nullptr;
    QLabel *m_text = nullptr;
    QPushButton *m_take = nullptr;
    QToolButton *m_drop = nullptr;
};

} // namespace Ui
