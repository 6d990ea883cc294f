// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/draft.h"

#include <QObject>
#include <QSet>
#include <QStringList>
#include <QTimer>

#include <chrono>
#include <map>
#include <vector>

class QSqlDatabase;

namespace Ui {

/// What is written on one host and not said yet, room by room, in memory and in the profile.
///
/// It is on disk about a second after somebody stopped to write, and while they do not, every five;
/// what waits for its files is there at once. What is said leaves it in the step that brings it
/// into the outbox (Outbox::add()), so that a program killed in between neither loses nor doubles
/// it. Lives in the UI thread; the profile should outlive it, or what was changed last is lost.
class Drafts : public QObject {
    Q_OBJECT
public:
    static constexpr qsizetype longestText = 256 * 1024; ///< UTF-16 units; the rest is not kept.
    static constexpr int mostTexts = 200; ///< Rooms of a host; of more the oldest are dropped.
    static constexpr std::chrono::milliseconds pause{1000};
    static constexpr std::chrono::milliseconds longestPause{5000};

    Drafts(const QSqlDatabase &database, QString hostKey, QObject *parent = nullptr);
    ~Drafts() override;

    std::vector<Chat::RoomId> rooms() const; ///< In which something is.
    Draft draft(const Chat::RoomId &room) const;

    void setWritten(const Chat::RoomId &room, const Written &written);
    void setFiles(const Chat::RoomId &room, const std::vector<DraftFile> &files);
    /// Goes out as it is here, once its files are with the host. On disk when it returns.
    void setSending(const Chat::RoomId &room, const QString &text, Chat::Sequence answered);
    /// It is written on, and is another message when it is sent. On disk when it returns.
    void setNotSending(const Chat::RoomId &room);

    /// Is being said: no longer here, and off the disk as soon as the outbox has it under that id.
    Chat::ClientMessageId take(const Chat::RoomId &room);
    void forget(const Chat::RoomId &room);
    void forgetAll(); ///< Of this host.
    /// Writes what was changed.
    void flush();

    /// A new path for a picture that is no file yet, in the profile; it is deleted when no draft
    /// names it any more. Empty when there is no room for it.
    QString pathForPicture(const QString &ending = QStringLiteral(".png")) const;

Q_SIGNALS:
    /// By forget() or forgetAll(); an empty room stands for all.
    void forgotten(const Chat::RoomId &room);
    /// The disk did not take it. Told once, until it does again.
    void notKept();

private:
    Draft &change(const Chat::RoomId &room);
    void load();
    bool write();
    void dropPictures(const Draft &draft, const std::vector<DraftFile> &kept = {});

    const QString m_connection;
    const QString m_hostKey;
    const QString m_folder; ///< Of the profile.
    std::map<Chat::RoomId, Draft> m_drafts;
    QSet<Chat::RoomId> m_changed; ///< Not on disk as they are here; also those that are empty now.
    QStringList m_dropped;        ///< Pictures that can be deleted once that is on disk.
    QTimer m_pause, m_longestPause;
    bool m_failed = false;
};

/// Deletes the pictures in a profile that no draft of any host names, left by a program that was
/// killed. Nobody may be writing some.
void sweepPictures(const QSqlDatabase &database);
/// Where these are, below the folder of a profile.
QString pictureFolder();

} // namespace Ui
