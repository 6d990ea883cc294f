// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stomp/wire/messages.h"

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QSet>

#include <deque>

class QNetworkReply;

namespace Ui {

class HostFiles;

/// Fetches the small copies of pictures that hosts make, a few at once, those asked for last first.
/// Where a host makes none, the picture itself comes, if it is small.
class SmallPictures : public QObject {
    Q_OBJECT
public:
    static constexpr qint64 largest = 2 * 1024 * 1024; ///< Bytes of what is taken.

    /// `files` must outlive it.
    explicit SmallPictures(HostFiles &files, QObject *parent = nullptr);
    ~SmallPictures() override;

    /// came() or missing() follows, unless so much else was asked for since that it was dropped:
    /// then it is to be asked for again. Nothing happens while it is under way already.
    void fetch(const Chat::FileInfo &file);

    /// Whether its type is one that hosts make small copies of.
    static bool isPicture(const Chat::FileInfo &file);

Q_SIGNALS:
    void came(const QString &token, const QByteArray &bytes);
    /// There is none, and there will be none. `passing`: asking again later may help.
    void missing(const QString &token, bool passing);

private:
    void goOn();
    void ask(const Chat::FileInfo &file, bool thumbnail);
    void finished(QNetworkReply &reply, const Chat::FileInfo &file, bool thumbnail);

    HostFiles &m_files;
    std::deque<Chat::FileInfo> m_waiting; ///< Asked for last: at the end.
    QHash<QString, QNetworkReply *> m_underWay;
};

} // namespace Ui
