// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/version.h"

#include <array>

namespace Stomp {

namespace {

constexpr std::array allVersions{Version::V10, Version::V11, Version::V12};

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
