// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/auth/accountparts.h"
#include "server/auth/entrance.h"
#include "server/broker/broker.h"
#include "server/chat/chatoptions.h"
#include "server/doors/listener.h"
#include "server/files/fileservice.h"
#include "server/hostconfig.h"
#include "server/hostfiles.h"
#include "server/web/chatroutes.h"
#include "server/web/fileroutes.h"
#include "server/web/hookposter.h"
#include "server/web/hookroutes.h"

namespace Server {

/// What the config of a host means for its parts.
Broker::Options brokerOptions(const HostConfig &config, const HostFiles &files);
AccountOptions accountOptions(const HostConfig &config);
Entrance::Rule entranceRule(const HostConfig &config);
ChatOptions chatOptions(const HostConfig &config);
ChatRoutes::Options chatRouteOptions(const HostConfig &config, const HostFiles &files);
/// `logId` is that of its log.
FileService::Options fileOptions(const HostConfig &config, const QString &logId);
FileRoutes::Options fileRouteOptions(const HostConfig &config, const HostFiles &files);
HookRoutes::Options hookRouteOptions(const HostConfig &config);
HookPoster::Options hookPosterOptions(const HostConfig &config);
/// What a host may be called in HTTP; see hostAllowed().
QByteArrayList hostNames(const HostConfig &config);
/// Whom connections without TLS are for.
Listener::Plain plainAtDoors(const HostConfig &config);
Listener::Options listenerOptions(const HostConfig &config);

} // namespace Server
