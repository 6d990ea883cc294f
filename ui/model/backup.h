// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "takeout/failure.h"

#include <QObject>
#include <QString>
#include <QStringList>

#include <atomic>
#include <functional>
#include <memory>

class QThread;

namespace Ui {

/// A copy of a host's data that was made.
struct BackupMade {
    QString folder;
    qint64 messages = 0;
    qint64 files = 0;
    QStringList missing; ///< What the data lacked already; it is a copy of all the rest.
};

/// Copies the data of the host that this program has open, while people go on; in a thread of its
/// own. Each start() that was taken ends in finished() or failed(), once.
class Backup : public QObject {
    Q_OBJECT
public:
    /// Makes a copy in a new folder within `to`; called in another thread.
    using Make =
        std::function<Takeout::Result<BackupMade>(const QString &to, const Takeout::Progress &)>;

    explicit Backup(Make make, QObject *parent = nullptr);
    /// Stops what is under way, and waits until it has.
    ~Backup() override;

    bool isUnderWay() const { return m_thread != nullptr; }
    /// Nothing while one is under way.
    void start(const QString &to);
    /// failed() follows, or finished() where it was done already.
    void cancel() { m_cancelled = true; }

Q_SIGNALS:
    void progressed(qint64 done, qint64 all);
    void finished(const Ui::BackupMade &made);
    void failed(const Takeout::Failure &failure);

private:
    void end(const Takeout::Result<BackupMade> &result);

    const Make m_make;
    std::unique_ptr<QThread> m_thread;
    std::atomic_bool m_cancelled = false;
};

} // namespace Ui
