// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/smallpictures.h"

#include "ui/model/hostfiles.h"

#include <QNetworkReply>

#include <algorithm>
#include <array>
#include <utility>

namespace Ui {
namespace {

constexpr qsizetype mostAtOnce = 3;
constexpr size_t mostWaiting = 40; ///< More than a window shows.

} // namespace

SmallPictures::SmallPictures(HostFiles &files, QObject *parent) : QObject(parent), m_files(files) {}

SmallPictures::~SmallPictures()
{
    for (QNetworkReply *reply : std::as_const(m_underWay)) {
        reply->disconnect(this);
        reply->abort();
        reply->deleteLater();
    }
}

bool SmallPictures::isPicture(const Chat::FileInfo &file)
{
    static const std::array types{QStringLiteral("image/png"), QStringLiteral("image/jpeg"),
                                  QStringLiteral("image/gif"), QStringLiteral("image/webp")};
    return std::find(types.begin(), types.end(), file.type) != types.end();
}

void SmallPictures::fetch(const Chat::FileInfo &file)
{
    if (m_underWay.contains(file.token))
        return;
    std::erase_if(m_waiting, [&](const auto &one) { return one.token == file.token; });
    m_waiting.push_back(file);
    if (m_waiting.size() > mostWaiting)
        m_waiting.pop_front(); // scrolled past
    goOn();
}

void SmallPictures::goOn()
{
    while (!m_waiting.empty() && m_underWay.size() < mostAtOnce) {
        const Chat::FileInfo file = m_waiting.back();
        m_waiting.pop_back();
        ask(file, true);
    }
}

void SmallPictures::ask(const Chat::FileInfo &file, bool thumbnail)
{
    QNetworkReply *reply = m_files.network().get(m_files.request(file, thumbnail));
    // Twice, as Qt tells of nothing more when one byte of the buffer is left, and then it waits.
    reply->setReadBufferSize(2 * largest);
    m_underWay.insert(file.token, reply);
    // Not by downloadProgress(), which may be silent of what comes last.
    const auto check = [reply] {
        const qint64 said = reply->header(QNetworkRequest::ContentLengthHeader).toLongLong();
        if (said > largest || reply->bytesAvailable() > largest)
            reply->abort();
    };
    connect(reply, &QNetworkReply::metaDataChanged, this, check);
    connect(reply, &QNetworkReply::readyRead, this, check);
    connect(reply, &QNetworkReply::finished, this, [this, reply, file, thumbnail] {
        reply->deleteLater();
        m_underWay.remove(file.token);
        finished(*reply, file, thumbnail);
        goOn();
    });
}

void SmallPictures::finished(QNetworkReply &reply, const Chat::FileInfo &file, bool thumbnail)
{
    const int status = statusOf(reply);
    if (reply.error() == QNetworkReply::NoError && status == 200) {
        const QByteArray bytes = reply.read(largest + 1);
        if (bytes.size() <= largest)
            return Q_EMIT came(file.token, bytes);
    }
    const bool hasNone = status == 404 && problemOf(reply) == QStringLiteral("no thumbnail");
    if (thumbnail && hasNone && file.size <= largest)
        return ask(file, false);
    Q_EMIT missing(file.token, status != 200 && m_files.isForNow(status));
}

} // namespace Ui
