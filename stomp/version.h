// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace Stomp {

/// The three published versions of the protocol, in ascending order, so that `<` means "older".
enum class Version { V10, V11, V12 };

/// "1.0", "1.1" or "1.2".
QByteArrayView versionName(Version version);

/// The highest version named in an `accept-version` list, whatever its order; blanks around
/// entries and unknown versions are skipped. An absent header (a null view) means 1.0
/// (STOMP 1.2, "Protocol Negotiation"). nullopt when the list names nothing we speak.
std::optional<Version> negotiate(QByteArrayView acceptVersion);

/// Who has to be updated, where two have no version in common.
enum class Behind {
    Us,      ///< They speak later versions alone.
    Them,    ///< They speak earlier ones alone.
    Unknown, ///< Both, none, or what is no version.
};
/// By a list as `accept-version` has it.
Behind whoIsBehind(QByteArrayView theirs);

/// Every version we speak, as an ERROR frame lists them: "1.0,1.1,1.2".
QByteArray supportedVersions();

} // namespace Stomp
