// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/version.h"

#include <QVersionNumber>

#include <array>

namespace Stomp {

namespace {

constexpr std::array allVersions{Version::V10, Version::V11, Version::V12};
constexpr qsizetype longestEntry = 8;

QVersionNumber numberOf(Version version)
{
    const QByteArrayView name = versionName(version);
    return QVersionNumber::fromString(QLatin1String(name.data(), name.size()));
}

} // namespace

QByteArrayView versionName(Version version)
{
    switch (version) {
    case Version::V10:
        return "1.0";
    case Version::V11:
        return "1.1";
    case Version::V12:
        return "1.2";
    }
    Q_UNREACHABLE();
}

std::optional<Version> negotiate(QByteArrayView acceptVersion)
{
    if (acceptVersion.isNull())
        return Version::V10;

    std::optional<Version> highest;
    while (true) {
        const qsizetype comma = acceptVersion.indexOf(',');
        const QByteArrayView entry =
            (comma < 0 ? acceptVersion : acceptVersion.first(comma)).trimmed();
        for (Version version : allVersions) {
            if (entry == versionName(version) && (!highest || *highest < version))
                highest = version;
        }
        if (comma < 0)
            return highest;
        acceptVersion = acceptVersion.sliced(comma + 1);
    }
}

Behind whoIsBehind(QByteArrayView theirs)
{
    bool isEarlier = false;
    bool isLater = false;
    while (true) {
        const qsizetype comma = theirs.indexOf(',');
        const QByteArrayView entry = (comma < 0 ? theirs : theirs.first(comma)).trimmed();
        if (entry.isEmpty() || entry.size() > longestEntry)
            return Behind::Unknown;
        qsizetype end = 0;
        const auto version =
            QVersionNumber::fromString(QLatin1String(entry.data(), entry.size()), &end);
        if (version.segmentCount() != 2 || end != entry.size())
            return Behind::Unknown;
        isEarlier |= version < numberOf(allVersions.front());
        isLater |= version > numberOf(allVersions.back());
        if (version >= numberOf(allVersions.front()) && version <= numberOf(allVersions.back()))
            return Behind::Unknown;
        if (comma < 0)
            break;
        theirs = theirs.sliced(comma + 1);
    }
    return isEarlier == isLater ? Behind::Unknown : isLater ? Behind::Us : Behind::Them;
}

QByteArray supportedVersions()
{
    QByteArray names;
    for (Version version : allVersions) {
        if (!names.isEmpty())
            names += ',';
        names += versionName(version);
    }
    return names;
}

} // namespace Stomp
