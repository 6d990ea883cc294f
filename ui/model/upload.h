// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/draft.h"

#include <QDateTime>
#include <QFile>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <chrono>

class QNetworkReply;

namespace Ui {

class HostFiles;

/// A file of this computer on its way to the host (tus 1.0.0). What was cut goes on by itself where
/// the host has it to, as often as it takes; what the host refuses stops, with the reason.
class Upload : public QObject {
    Q_OBJECT
public:
    enum class State {
        Preparing, ///< The file is still being written; prepared() tells when it is there.
        Waiting,   ///< Not begun, or until it is tried again; problem() may say why.
        Sending,
        Complete,
        Failed, ///< problem() says why; retry() tries again.
    };
    struct Options {
        std::chrono::milliseconds firstPause{1000};     ///< Before it is tried again; doubles …
        std::chrono::milliseconds longestPause{30'000}; ///< … up to this.
        qint64 pieceBytes = 4 * 1024 * 1024;            ///< Read from the disk at once, and sent.
    };

    /// `files` must outlive it. `name`: how it is called; empty: as the file is.
    Upload(HostFiles &files, const QString &path, const QString &name, Options options,
           QObject *parent = nullptr);
    /// Goes on with one of an earlier run of the program. Failed at once when its file is gone or
    /// another one by now, unless the host has all of it.
    Upload(HostFiles &files, const DraftFile &kept, Options options, QObject *parent = nullptr);
    /// Lets the host forget what it has of it, unless release() was called.
    ~Upload() override;

    /// Nothing happens until prepared(): whoever attached it writes the file first.
    void prepare();
    /// Its file is there, or could not be written, for which `problem` has a sentence.
    void prepared(const QString &problem = {});
    void start();
    void retry();
    /// It is in a message now, and the host's.
    void release() { m_released = true; }

    State state() const { return m_state; }
    /// Begun, and neither complete nor failed.
    bool isUnderWay() const { return m_state == State::Sending || m_pause.isActive(); }
    const QString &path() const { return m_path; }
    DraftFile kept() const; ///< What a later run of the program needs.
    /// Its name, type and size; a token once it is complete.
    const Chat::FileInfo &file() const { return m_file; }
    qint64 sentBytes() const { return m_sent; }
    /// When it goes on by itself, UTC; invalid unless the host said when.
    const QDateTime &nextTry() const { return m_nextTry; }
    /// A sentence for the person; empty when nothing is wrong.
    const QString &problem() const { return m_problem; }

Q_SIGNALS:
    void changed();

private:
    using Answer = void (Upload::*)(QNetworkReply &reply, int status);
    void setState(State state, const QString &problem = {});
    void listen();
    void look();
    QString sourceProblem() const;
    bool openSource();
    void create();
    void created(QNetworkReply &reply, int status);
    void askOffset();
    void offsetCame(QNetworkReply &reply, int status);
    void sendPiece();
    void pieceTaken(QNetworkReply &reply, int status);
    void goOnFrom(QNetworkReply &reply);
    void refused(QNetworkReply &reply, int status);
    void waitAndGoOn(const QString &why);
    void waitAsTold(std::chrono::seconds wait, const QString &why);
    void goOn();
    void await(QNetworkReply *reply, Answer answer);

    HostFiles &m_files;
    const QString m_path;
    const Options m_options;
    QFile m_source;
    QDateTime m_modified;
    Chat::FileInfo m_file;
    State m_state = State::Waiting;
    QString m_problem;
    qint64 m_offset = 0; ///< What the host has for sure.
    qint64 m_sent = 0;   ///< What is shown: with what is under way.
    bool m_released = false;
    QPointer<QNetworkReply> m_reply;
    QTimer m_pause;
    QDateTime m_nextTry; ///< When the pause ends, if the host named it.
    std::chrono::milliseconds m_nextPause;
};

} // namespace Ui
