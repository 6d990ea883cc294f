// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever somebody answers to GET /about: what is read of it is bounded and clean, and what is
// written of that is read as the same.
#include "stomp/wire/about.h"
#include "stomp/wire/cleanline.h"

#include <cstdint>
#include <cstdlib>

using namespace Chat;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

bool isClean(const QString &name)
{
    return name.size() <= longestName && cleanLine(name, longestName) == name;
}

bool isFingerprint(const QByteArray &bytes)
{
    return bytes.isEmpty() || bytes.size() == 32;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray json(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const auto about = readAbout(json);
    if (!about)
        return 0;
    require(isHostId(about->hostId) && isClean(about->name) && about->version.size() <= 32);
    require(about->people >= 0 && isFingerprint(about->fingerprint));
    require(about->neighbours.size() <= mostNeighbours);
    for (const NearHost &host : about->neighbours) {
        require(host.hostId.isEmpty() || isHostId(host.hostId));
        require(isClean(host.name) && isFingerprint(host.fingerprint) && host.people >= 0);
        require(!host.addresses.isEmpty() && host.addresses.size() <= 4);
        for (const QString &address : host.addresses)
            require(address.size() <= 64 && address.contains(u':'));
    }
    const QByteArray written = aboutJson(*about);
    require(written.size() <= largestAbout);
    const auto again = readAbout(written);
    require(again.has_value());
    About whole = *about;
    require(again->neighbours.size() <= whole.neighbours.size());
    whole.neighbours.resize(again->neighbours.size());
    require(*again == whole);
    return 0;
}
