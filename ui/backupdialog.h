// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/backup.h"

#include <QDialog>
#include <QPointer>

class QLabel;
class QProgressBar;
class QPushButton;
class QSettings;

namespace Ui {

class Appearance;
class PathField;

/// Makes a backup of the host that is open here: where to, how far it is, what became of it. It can
/// be closed meanwhile, and the backup goes on.
class BackupDialog : public QDialog {
    Q_OBJECT
public:
    /// The folder that was chosen last is kept in the settings. When the backup's maker goes, so
    /// does the dialog.
    BackupDialog(Backup &backup, QSettings &settings, const Appearance &appearance,
                 QWidget *parent);

Q_SIGNALS:
    /// Show a folder of this computer.
    void folderRequested(const QString &folder);

protected:
    void changeEvent(QEvent *event) override;

private:
    void begin();
    void showProgress(qint64 done, qint64 all);
    void end(const QString &sentence, bool isProblem);
    void showState();
    void retranslate();

    QPointer<Backup> m_backup;
    QSettings &m_settings;
    QString m_made; ///< The folder of the last one.
    QString m_sentence;
    bool m_isProblem = false;
    QLabel *m_title = nullptr;
    QLabel *m_text = nullptr;
    QLabel *m_folderLabel = nullptr;
    PathField *m_folder = nullptr;
    QProgressBar *m_progress = nullptr;
    QLabel *m_state = nullptr;
    QPushButton *m_close = nullptr;
    QPushButton *m_cancel = nullptr;
    QPushButton *m_open = nullptr;
    QPushButton *m_start = nullptr;
};

} // namespace Ui
