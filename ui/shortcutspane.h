// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QKeySequence;
class QKeySequenceEdit;
class QLabel;
class QPushButton;
class QTableWidget;

namespace Ui {

class Shortcuts;

/// All keys that can be changed, and a field for those of the chosen line.
class ShortcutsPane : public QWidget {
    Q_OBJECT
public:
    /// The shortcuts must outlive it.
    explicit ShortcutsPane(Shortcuts &shortcuts, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void fill();
    void showChosen();
    void take(const QKeySequence &keys);
    QString chosen() const;

    Shortcuts &m_shortcuts;
    QTableWidget *m_table = nullptr;
    QLabel *m_label = nullptr;
    QKeySequenceEdit *m_edit = nullptr;
    QPushButton *m_none = nullptr;
    QPushButton *m_usual = nullptr;
    QPushButton *m_allUsual = nullptr;
    QLabel *m_problem = nullptr;
};

} // namespace Ui
