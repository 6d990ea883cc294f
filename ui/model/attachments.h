// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/drafts.h"
#include "ui/model/upload.h"

#include <QObject>
#include <QPointer>
#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace Ui {

/// The files of the message that is being written in one room. A few are under way at once. A
/// message that is sent before they are with the host waits here for them.
class Attachments : public QObject {
    Q_OBJECT
public:
    static constexpr size_t most = 10; ///< Of a message, as hosts take it.

    /// `files` must outlive it.
    explicit Attachments(HostFiles &files, Upload::Options options = {}, QObject *parent = nullptr);
    /// Lets the host forget the files that no draft keeps.
    ~Attachments() override;

    /// Goes on with what is in that room's draft, and keeps there what becomes of it.
    void keepIn(Drafts &drafts, const Chat::RoomId &room);

    /// False when some were left out: there are as many as a message takes. `name`: of what has
    /// none that says something, as a pasted picture.
    bool add(const QStringList &paths, const QString &name = {});
    /// One whose file is being written, so that the message waits for that; to be told by
    /// Upload::prepared(). nullptr: there are as many as a message takes.
    Upload *addPreparing(const QString &path, const QString &name);
    void remove(const Upload *upload);
    /// Another one in the place of that, which the host forgets. An empty path: the same file by
    /// another name. `isBeingWritten`: as of addPreparing(). nullptr: that one is not here any
    /// more, or the message is on its way.
    Upload *replace(const Upload *upload, const QString &path, const QString &name,
                    bool isBeingWritten);
    const std::vector<std::unique_ptr<Upload>> &uploads() const { return m_uploads; }

    bool isEmpty() const { return m_uploads.empty(); }
    bool areComplete() const;

    /// ready() follows: at once when they are all there, else as soon as they are.
    void send(const QString &text, Chat::Sequence answered);
    bool isSending() const { return m_waiting.has_value(); }
    /// It goes on being written.
    void giveUpSending();

Q_SIGNALS:
    /// Files came or went, or one of them got further.
    void changed();
    /// May be said now. The files are no longer here.
    void ready(const QString &text, Chat::Sequence answered,
               const std::vector<Chat::FileInfo> &files);

private:
    struct Waiting {
        QString text;
        Chat::Sequence answered;
    };
    Upload &insert(std::unique_ptr<Upload> upload);
    void listen(Upload &upload);
    void keep();
    void follow();
    void sendIfComplete();

    HostFiles &m_files;
    const Upload::Options m_options;
    std::vector<std::unique_ptr<Upload>> m_uploads;
    std::optional<Waiting> m_waiting;
    QPointer<Drafts> m_drafts; ///< Null: it is not kept.
    Chat::RoomId m_room;
};

} // namespace Ui
