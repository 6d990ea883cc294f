// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/web/hookwords.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>
#include <QUrlQuery>

namespace Server {
namespace {

using Words = RoomHooks::Words;

std::optional<Words> fromHookJson(const QByteArray &json)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    if (!document.isObject())
        return std::nullopt;
    const QJsonObject object = document.object();
    Words words{object[QStringLiteral("text")].toString(),
                object[QStringLiteral("username")].toString(),
                {}};
    const QJsonObject attachment = object[QStringLiteral("attachments")].toArray().at(0).toObject();
    for (const QString &key : {QStringLiteral("text"), QStringLiteral("fallback")}) {
        if (words.text.isEmpty())
            words.text = attachment[key].toString();
    }
    const QString id = object[QStringLiteral("id")].toString();
    if (!id.isEmpty()) {
        const auto checked = Chat::parseClientMessageId(id);
        if (!checked)
            return std::nullopt;
        words.id = *checked;
    }
    return words;
}

std::optional<Words> fromHookForm(QByteArray form)
{
    const QUrlQuery query(QString::fromUtf8(form.replace('+', "%20")));
    const auto field = [&query](const char *name) {
        return query.queryItemValue(QString::fromLatin1(name), QUrl::FullyDecoded);
    };
    if (const QString payload = field("payload"); !payload.isEmpty())
        return fromHookJson(payload.toUtf8());
    return Words{field("text"), field("username"), {}};
}

} // namespace

std::optional<Words> readHookWords(const QByteArray &mediaType, const QByteArray &body)
{
    std::optional<Words> words;
    const bool isForm = mediaType == "application/x-www-form-urlencoded";
    if (mediaType == "application/json" || (isForm && body.trimmed().startsWith('{')))
        words = fromHookJson(body);
    else if (isForm)
        words = fromHookForm(body);
    else
        words = Words{QString::fromUtf8(body), {}, {}};
    if (!words || words->text.trimmed().isEmpty())
        return std::nullopt;
    return words;
}

} // namespace Server
