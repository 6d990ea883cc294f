// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "takeout/failure.h"
#include "takeout/sealed.h"

#include <QObject>
#include <QString>

#include <atomic>
#include <memory>

class QThread;

namespace Ui {

class Profile;

/// Takes a person to another computer: everything in the profile (name, settings, hosts, what is
/// still to be sent, drafts without their files, read markers, tokens, keys) in one file that a
/// password opens. Whoever has both is that person.
///
/// The work is done in a thread of its own, one at a time; nothing of it blocks the caller.
class ProfileArchive : public QObject {
    Q_OBJECT
public:
    explicit ProfileArchive(QObject *parent = nullptr,
                            Takeout::Sealing sealing = Takeout::Sealing::Strong);
    /// Waits for what is under way, which it cancels.
    ~ProfileArchive() override;

    bool isBusy() const { return m_thread != nullptr; }
    void cancel() { m_cancelled = true; }

    /// Of an open profile as it is now. finished() or failed() follows.
    void write(const Profile &profile, const QString &path, const QString &password);
    /// Into the folder of a profile that nobody has open; what is in it is moved into a folder
    /// beside it. Nothing is touched unless the whole file is what it should be.
    void read(const QString &path, const QString &password, const QString &folder);

Q_SIGNALS:
    void progressed(qint64 done, qint64 all);
    /// `kept`: the folder with what was there before a read(); empty when nothing was.
    void finished(const QString &kept);
    void failed(const Takeout::Failure &failure);

private:
    using Work = std::function<Takeout::Result<QString>()>;
    void run(Work work);
    bool goOn(qint64 done, qint64 all);

    Takeout::Sealing m_sealing;
    QThread *m_thread = nullptr;
    std::atomic<bool> m_cancelled = false;
};

/// Where ProfileArchive::read() puts what is to become the profile of a folder that is open now.
QString arrivedIn(const QString &folder);
/// Puts what arrived in the place of what is there, which goes into a folder beside it; nobody may
/// have the profile open. Does nothing when nothing has arrived; cut short, it goes on next time.
Takeout::Result<void> takeArrived(const QString &folder);

/// Deletes everything of a profile on this computer; nobody may have it open. Only folders that
/// hold one. What the hosts keep is another matter.
Takeout::Result<void> eraseProfile(const QString &folder);

} // namespace Ui
