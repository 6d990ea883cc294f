// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/finding.h"

#include "app/neighbourhood.h"
#include "ui/model/systemnetwork.h"
#include "ui/startpage.h"

// The page takes any model with these roles.
static_assert(int(Ui::NearbyHosts::NameRole) == int(Ui::HeardName));
static_assert(int(Ui::NearbyHosts::AddressRole) == int(Ui::HeardAddress));
static_assert(int(Ui::NearbyHosts::HostIdRole) == int(Ui::HeardHostId));
static_assert(int(Ui::NearbyHosts::FingerprintRole) == int(Ui::HeardFingerprint));
static_assert(int(Ui::NearbyHosts::PeopleRole) == int(Ui::HeardPeople));
static_assert(int(Ui::NearbyHosts::AccessRole) == int(Ui::HeardAccess));
static_assert(int(Ui::NearbyHosts::VersionRole) == int(Ui::HeardVersion));
static_assert(int(Ui::NearbyHosts::SourceRole) == int(Ui::HeardSource));
static_assert(int(Ui::NearbyHosts::OwnRole) == int(Ui::HeardOwn));
static_assert(int(Discovery::Access::Approval) == int(Chat::HostAccess::Approval));

void showFound(Ui::StartPage &page, Neighbourhood &neighbourhood)
{
    Ui::NetworkDoctor::Options options;
    options.view.interfaces = [&neighbourhood] { return neighbourhood.lan().interfaces(); };
    options.view.lookAgain = [&neighbourhood] { neighbourhood.hosts().lookAgain(); };
    options.view.subnets = Ui::ownSubnets;
    for (const QString &gateway : Ui::gateways()) {
        // One of them is open at most routers, and a refusal says as much.
        for (const char *port : {":80", ":53"})
            options.others << gateway + QLatin1String(port);
    }
    options.firewalls = Ui::firewalls();
    page.setNetwork(options, [&neighbourhood] { neighbourhood.applySettings(); });
    page.setNearby(&neighbourhood.hosts());
    neighbourhood.hosts().start();
}
