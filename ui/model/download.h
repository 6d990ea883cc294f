// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/messages.h"

#include <QFile>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <chrono>

class QNetworkReply;

namespace Ui {

class HostFiles;

/// A file of a message on its way from the host to this computer's disk. It comes into a file
/// beside its place, `.part`, and is there whole or not at all; nothing that is there is ever
/// overwritten. What was cut goes on where it was, unless the host has something else by now.
class Download : public QObject {
    Q_OBJECT
public:
    enum class State {
        Waiting, ///< Not begun, or until it is tried again; problem() may say why.
        Receiving,
        Complete,
        Failed, ///< problem() says why; retry() tries again.
    };
    struct Options {
        std::chrono::milliseconds firstPause{1000};     ///< Before it is tried again; doubles …
        std::chrono::milliseconds longestPause{30'000}; ///< … up to this.
    };

    /// `path`: where it is wanted; path() says where it came to. `files` must outlive it.
    Download(HostFiles &files, Chat::FileInfo file, const QString &path, Options options,
             QObject *parent = nullptr);
    /// Unless it is complete, nothing of it is left.
    ~Download() override;

    void start();
    void retry();

    State state() const { return m_state; }
    const Chat::FileInfo &file() const { return m_file; }
    const QString &path() const { return m_path; }
    qint64 receivedBytes() const { return m_received; }
    /// A sentence for the person; empty when nothing is wrong.
    const QString &problem() const { return m_problem; }

    /// `folder`/`name`, or with a number before its ending where something is there already, or is
    /// on its way there. The name is made safe.
    static QString freePath(const QString &folder, const QString &name);

Q_SIGNALS:
    void changed();

private:
    void setState(State state, const QString &problem = {});
    void fail(const QString &problem);
    void goOn();
    bool openPart();
    void takeHead();
    void takeBytes();
    void finished();
    void complete();
    void beginAnew();
    void waitAndGoOn(const QString &why);
    void drop();

    HostFiles &m_files;
    const Chat::FileInfo m_file;
    const Options m_options;
    QString m_path;
    QFile m_part;
    bool m_hasPart = false; ///< We made it, and it is still there.
    State m_state = State::Waiting;
    QString m_problem;
    QByteArray m_tag;      ///< What the host calls this content.
    qint64 m_received = 0; ///< Of it, in m_part.
    QPointer<QNetworkReply> m_reply;
    bool m_headTaken = false;
    QTimer m_pause;
    std::chrono::milliseconds m_nextPause;
};

} // namespace Ui
