// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/hoststatus.h"

#include <QDialog>
#include <QTimer>

class QLabel;
class QPushButton;
class QTabWidget;
class QTableView;

namespace Ui {

class StatusTableModel;

/// Who is connected to the host that this program has open, and how it is doing. Asks for news
/// every second while it is shown.
class StatusDialog : public QDialog {
    Q_OBJECT
public:
    explicit StatusDialog(QWidget *parent);

    void setStatus(const HostStatus &status);

Q_SIGNALS:
    /// Answer with setStatus().
    void statusRequested();
    void backupRequested();

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    struct Table {
        StatusTableModel *model = nullptr;
        QTableView *view = nullptr;
    };
    Table addTable(const QString &objectName);
    void retranslate();
    void showFigures();
    void fillSessions();
    void fillTopics();
    void fillQueues();

    HostStatus m_status;
    QTimer m_timer;
    QLabel *m_title = nullptr;
    QLabel *m_health = nullptr;
    QLabel *m_figures = nullptr;
    QTabWidget *m_tabs = nullptr;
    Table m_sessions;
    Table m_topics;
    Table m_queues;
    QPushButton *m_backup = nullptr;
    QPushButton *m_close = nullptr;
};

} // namespace Ui
