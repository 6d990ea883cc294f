// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

class QComboBox;
class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace Ui {

class Appearance;
class RecentLog;

/// The newest lines of the log, by how serious they are and where they come from.
class LogPane : public QWidget {
    Q_OBJECT
public:
    /// Both must outlive it.
    LogPane(RecentLog &log, const Appearance &appearance, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void retranslate();
    void fillCategories();
    void refresh();
    bool goOn(const QStringList &lines);

    RecentLog &m_log;
    QStringList m_shown;
    QLabel *m_hint = nullptr;
    QComboBox *m_level = nullptr;
    QComboBox *m_category = nullptr;
    QPlainTextEdit *m_text = nullptr;
    QPushButton *m_copy = nullptr;
};

} // namespace Ui
