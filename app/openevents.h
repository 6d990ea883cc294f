// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

/// What the system asks the running program to open, where it does not start it once more for that:
/// on macOS, by QFileOpenEvent.
class OpenEvents : public QObject {
    Q_OBJECT
public:
    /// Watches the application from now on.
    explicit OpenEvents(QObject *parent = nullptr);

Q_SIGNALS:
    void linkOpened(const QString &link);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
};
