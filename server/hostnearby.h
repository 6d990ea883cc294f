// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "discovery/announcement.h"
#include "discovery/interfacechoice.h"

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>
#include <tl/expected.hpp>

namespace Server {

/// What `madang-host nearby …` asks for.
struct NearbyCommand {
    bool json = false;                        ///< A JSON object a line.
    std::optional<std::chrono::seconds> time; ///< Unset: until it is ended.
    Discovery::InterfaceChoice interfaces;
};

/// `arguments` behind `nearby`. The error is the usage.
tl::expected<NearbyCommand, QString> readNearbyCommand(const QStringList &arguments);

/// What to print of the hosts that are heard on the network: a line for each that is found, that
/// changes, that is gone. What they say of themselves is cleaned, so that it can stand in a
/// terminal.
class NearbyLines {
public:
    explicit NearbyLines(bool json) : m_json(json) {}

    /// What differs from the call before.
    QStringList changes(const QList<Discovery::FoundHost> &hosts);

private:
    QString line(const char *event, const Discovery::FoundHost &host) const;

    bool m_json;
    QHash<QString, Discovery::FoundHost> m_hosts; ///< By name and interface.
};

} // namespace Server
