// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/wire/about.h"

#include "stomp/wire/cleanline.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <utility>

namespace Chat {
namespace {

constexpr QLatin1String formKey("madang");
constexpr QLatin1String hostIdKey("id");
constexpr QLatin1String hostNameKey("name");
constexpr QLatin1String versionKey("version");
constexpr QLatin1String accessKey("access");
constexpr QLatin1String peopleKey("people");
constexpr QLatin1String fingerprintKey("fingerprint");
constexpr QLatin1String nearKey("near");
constexpr QLatin1String addressesKey("addresses");

constexpr int aboutForm = 1;
constexpr qsizetype longestHostId = 64;
constexpr qsizetype longestVersion = 32;
constexpr qsizetype fingerprintBytes = 32;
constexpr qsizetype mostAddresses = 4;
constexpr int mostPeople = 1'000'000;
constexpr auto fingerprintEncoding = QByteArray::Base64UrlEncoding |
                                     QByteArray::OmitTrailingEquals |
                                     QByteArray::AbortOnBase64DecodingErrors;

constexpr std::array accessNames = {
    std::pair{HostAccess::Anyone, QLatin1String("anyone")},
    std::pair{HostAccess::Password, QLatin1String("password")},
    std::pair{HostAccess::Invitation, QLatin1String("invitation")},
    std::pair{HostAccess::Approval, QLatin1String("approval")},
};

/// What a later version may have added counts as the strictest one: nobody is told that a door
/// stands open of which that is not known.
HostAccess accessFrom(const QJsonValue &value)
{
    const QString name = value.toString();
    for (const auto &[access, known] : accessNames) {
        if (name == known)
            return access;
    }
    return HostAccess::Approval;
}

QString hostIdFrom(const QJsonValue &value)
{
    const QString id = value.toString();
    return isHostId(id) ? id : QString();
}

QByteArray fingerprintFrom(const QJsonValue &value)
{
    constexpr qsizetype written = 43;
    const QString text = value.toString();
    if (text.size() != written)
        return {};
    const auto bytes = QByteArray::fromBase64Encoding(text.toLatin1(), fingerprintEncoding);
    return bytes && bytes.decoded.size() == fingerprintBytes ? bytes.decoded : QByteArray();
}

int peopleFrom(const QJsonValue &value)
{
    return std::clamp(value.toInt(), 0, mostPeople);
}

/// Numbers alone: whoever reads of a host by name would ask about that name.
bool isNumericAddress(const QString &text)
{
    static const QRegularExpression form(
        QStringLiteral("^(?:[0-9]{1,3}(?:\\.[0-9]{1,3}){3}|\\[[0-9A-Fa-f:.]{2,45}\\])"
                       ":([1-9][0-9]{0,4})\\z"));
    constexpr qsizetype longest = 64;
    if (text.size() > longest)
        return false;
    const QRegularExpressionMatch match = form.match(text);
    return match.hasMatch() && match.captured(1).toInt() <= 65535;
}

QJsonObject nearObject(const NearHost &host)
{
    return {{hostIdKey, host.hostId},
            {hostNameKey, host.name},
            {addressesKey, QJsonArray::fromStringList(host.addresses.first(
                               std::min(host.addresses.size(), mostAddresses)))},
            {fingerprintKey, QString::fromLatin1(host.fingerprint.toBase64(fingerprintEncoding))},
            {accessKey, accessName(host.access)},
            {peopleKey, host.people}};
}

/// nullopt where it has no address to reach it by.
std::optional<NearHost> nearFrom(const QJsonObject &object)
{
    NearHost host;
    const QJsonArray addresses = object.value(addressesKey).toArray();
    for (const QJsonValue &value : addresses) {
        const QString address = value.toString();
        if (isNumericAddress(address) && host.addresses.size() < mostAddresses &&
            !host.addresses.contains(address))
            host.addresses.append(address);
    }
    if (host.addresses.isEmpty())
        return std::nullopt;
    host.hostId = hostIdFrom(object.value(hostIdKey));
    host.name = cleanLine(object.value(hostNameKey).toString(), longestName);
    host.fingerprint = fingerprintFrom(object.value(fingerprintKey));
    host.access = accessFrom(object.value(accessKey));
    host.people = peopleFrom(object.value(peopleKey));
    return host;
}

} // namespace

bool isHostId(const QString &text)
{
    static const QRegularExpression form(QStringLiteral("^[A-Za-z0-9_-]+\\z"));
    return text.size() <= longestHostId && form.match(text).hasMatch();
}

QString accessName(HostAccess access)
{
    for (const auto &[known, name] : accessNames) {
        if (access == known)
            return name;
    }
    return accessNames.back().second;
}

QByteArray aboutJson(const About &about)
{
    QJsonObject object{
        {formKey, aboutForm},
        {hostIdKey, about.hostId},
        {hostNameKey, about.name},
        {versionKey, about.version},
        {accessKey, accessName(about.access)},
        {peopleKey, about.people},
        {fingerprintKey, QString::fromLatin1(about.fingerprint.toBase64(fingerprintEncoding))},
    };
    QJsonArray neighbours;
    const auto bytes = [](const QJsonObject &json) {
        return QJsonDocument(json).toJson(QJsonDocument::Compact).size();
    };
    qsizetype size = bytes(object) + nearKey.size() + 8;
    for (size_t i = 0; i < std::min(about.neighbours.size(), mostNeighbours); ++i) {
        const QJsonObject host = nearObject(about.neighbours[i]);
        size += bytes(host) + 1;
        if (size > largestAbout)
            break;
        neighbours.append(host);
    }
    object.insert(nearKey, neighbours);
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

std::optional<About> readAbout(const QByteArray &json)
{
    if (json.size() > largestAbout)
        return std::nullopt;
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    About about;
    about.hostId = hostIdFrom(object.value(hostIdKey));
    if (object.value(formKey).toInt() < aboutForm || about.hostId.isEmpty())
        return std::nullopt;
    about.name = cleanLine(object.value(hostNameKey).toString(), longestName);
    about.version = cleanLine(object.value(versionKey).toString(), longestVersion);
    about.access = accessFrom(object.value(accessKey));
    about.people = peopleFrom(object.value(peopleKey));
    about.fingerprint = fingerprintFrom(object.value(fingerprintKey));
    const QJsonArray told = object.value(nearKey).toArray();
    for (const QJsonValue &value : told) {
        if (about.neighbours.size() == mostNeighbours)
            break;
        if (auto host = nearFrom(value.toObject()))
            about.neighbours.push_back(std::move(*host));
    }
    return about;
}

} // namespace Chat
