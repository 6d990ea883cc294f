// SPDX-License-Identifier: GPL-3.0-or-later
#include "discovery/announcementtext.h"

#include <algorithm>
#include <array>
#include <utility>

namespace Discovery {
namespace {

constexpr qsizetype longestId = 64;
constexpr qsizetype longestVersion = 32;
constexpr qsizetype fingerprintSize = 32;
constexpr int mostPeople = 99999;
constexpr qsizetype mostTxtStrings = 32;

constexpr std::array<std::pair<Access, const char *>, 4> accessWords{{
    {Access::Anyone, "anyone"},
    {Access::Password, "password"},
    {Access::Invitation, "invitation"},
    {Access::Approval, "approval"},
}};

/// Controls, and what changes the direction of the text around it or cannot be seen.
bool isSafe(QChar c)
{
    return c.category() != QChar::Other_Control && c.category() != QChar::Other_Format &&
           c.category() != QChar::Separator_Line && c.category() != QChar::Separator_Paragraph &&
           c != QChar::ReplacementCharacter;
}

QString safeText(const QString &text)
{
    QString safe;
    for (const QChar c : text) {
        if (isSafe(c))
            safe += c;
    }
    return safe.simplified();
}

/// Printable ASCII of at most that size; else empty.
QString plainWord(const QByteArray &bytes, qsizetype most)
{
    const bool fits = bytes.size() <= most && std::all_of(bytes.begin(), bytes.end(), [](char c) {
                          return c > ' ' && c <= '~';
                      });
    return fits ? QString::fromLatin1(bytes) : QString();
}

} // namespace

DnsName serviceType()
{
    return DnsName({"_madang", "_tcp", "local"});
}

QString cleanInstance(const QString &name)
{
    const QString clean = QString::fromUtf8(labelOf(safeText(name.left(256)))).trimmed();
    return clean.isEmpty() ? QStringLiteral("Madang") : clean;
}

QString numberedInstance(const QString &name, int number)
{
    const QString clean = cleanInstance(name);
    if (number <= 1)
        return clean;
    const QString suffix = QStringLiteral(" (%1)").arg(number);
    const QByteArray cut = labelOf(clean, DnsName::longestLabel - suffix.size());
    return QString::fromUtf8(cut).trimmed() + suffix;
}

TxtData writeAnnouncement(const Announcement &announcement)
{
    TxtData txt{{"txtvers=1"}};
    txt.strings.append("id=" + announcement.hostId.toUtf8().left(longestId));
    if (announcement.fingerprint.size() == fingerprintSize) {
        txt.strings.append("fp=" +
                           announcement.fingerprint.toBase64(QByteArray::Base64UrlEncoding |
                                                             QByteArray::OmitTrailingEquals));
    }
    txt.strings.append("v=" + announcement.version.toUtf8().left(longestVersion));
    for (const auto &[access, word] : accessWords) {
        if (access == announcement.access)
            txt.strings.append(QByteArray("access=") + word);
    }
    txt.strings.append("n=" + QByteArray::number(std::clamp(announcement.people, 0, mostPeople)));
    return txt;
}

Announcement readAnnouncement(const QByteArray &instanceLabel, quint16 port, const TxtData &txt)
{
    Announcement told;
    told.name = cleanInstance(QString::fromUtf8(instanceLabel));
    told.port = port;
    QByteArrayList seen;
    for (const QByteArray &string : txt.strings.mid(0, mostTxtStrings)) {
        const qsizetype equals = string.indexOf('=');
        if (equals <= 0)
            continue;
        const QByteArray key = string.first(equals).toLower();
        const QByteArray value = string.mid(equals + 1);
        if (seen.contains(key)) // the first counts: RFC 6763, 6.4
            continue;
        seen.append(key);
        if (key == "id") {
            told.hostId = plainWord(value, longestId);
        } else if (key == "v") {
            told.version = plainWord(value, longestVersion);
        } else if (key == "fp") {
            const auto decoded = QByteArray::fromBase64Encoding(
                value, QByteArray::Base64UrlEncoding | QByteArray::AbortOnBase64DecodingErrors);
            if (decoded && decoded.decoded.size() == fingerprintSize)
                told.fingerprint = decoded.decoded;
        } else if (key == "n") {
            told.people = std::clamp(value.toInt(), 0, mostPeople);
        } else if (key == "access") {
            const auto *known =
                std::find_if(accessWords.begin(), accessWords.end(),
                             [&value](const auto &word) { return value == word.second; });
            told.access = known == accessWords.end() ? Access::Approval : known->first;
        }
    }
    return told;
}

} // namespace Discovery
