// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/notifier.h"

#include <QSystemTrayIcon>

namespace Ui {

/// Notices by an icon in the tray, which Windows and macOS show as their own. One at a time: these
/// systems keep what was shown in a list of theirs, and take nothing out of it for us.
class TrayNotifier : public Notifier {
    Q_OBJECT
public:
    explicit TrayNotifier(QObject *parent = nullptr);

    void show(const Notice &notice) override;
    void withdraw(const QString &tag) override;

private:
    QSystemTrayIcon m_icon;
    QString m_shownTag; ///< Of the last one; a click is on that.
};

} // namespace Ui
