// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever it is: what is read of a link is bounded, is a link when it is written again, and that
// one is read as the same.
#include "stomp/wire/address.h"
#include "stomp/wire/hostlink.h"

#include <cstdint>
#include <cstdlib>

using namespace Chat;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QString text =
        QString::fromUtf8(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const auto link = readHostLink(text);
    if (!link)
        return 0;
    require(hostUrl(link->address).isValid() && hostText(hostUrl(link->address)) == link->address);
    require(link->also.size() <= HostLink::mostAlso && !link->also.contains(link->address));
    require(link->fingerprint.isEmpty() || link->fingerprint.size() == 32);
    require(link->secret.size() <= 64 && !link->secret.contains('\n'));
    const QString written = writeHostLink(*link);
    const auto again = readHostLink(written);
    // Percent signs may make it longer than a link can be.
    require(again ? *again == *link : written.size() > 512);
    if (!link->secret.isEmpty())
        require(!publicLink(written).contains(QStringLiteral("key=")));
    return 0;
}
