// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/places.h"

#include "stomp/wire/address.h"
#include "stomp/wire/cleanline.h"

#include <QAbstractItemModel>
#include <QSet>

#include <algorithm>
#include <tuple>

namespace Ui {

namespace {

/// What two ways to write the same address have in common.
QString placeKey(const QString &address)
{
    const QUrl url = Chat::hostUrl(address);
    return url.isValid() ? Chat::hostText(url) : address;
}

/// Names that people take for the same.
QString plainName(const QString &name)
{
    return name.normalized(QString::NormalizationForm_KC).simplified().toCaseFolded();
}

template <typename Matches>
const FormerHost *findKnown(const std::vector<FormerHost> &known, Matches matches)
{
    const auto found = std::find_if(known.begin(), known.end(), matches);
    return found == known.end() ? nullptr : &*found;
}

QString nameOf(const RecentHost &recent)
{
    const QString name = recent.name.simplified();
    return name.isEmpty() ? recent.address : name;
}

/// Only whoever has the certificate that is known gets in under that link.
QString provingLink(const HeardHost &host)
{
    return QStringLiteral("madang://%1/#fp=%2")
        .arg(placeKey(host.address),
             QString::fromLatin1(host.fingerprint.toBase64(QByteArray::Base64UrlEncoding |
                                                           QByteArray::OmitTrailingEquals)));
}

/// Sets trust, and which known host it is or says it is. Gives that one when they are the same.
const FormerHost *judge(Place &place, const HeardHost &host, const std::vector<FormerHost> &known)
{
    const QString key = placeKey(host.address);
    const FormerHost *there = findKnown(
        known, [&](const FormerHost &one) { return placeKey(one.recent.address) == key; });
    if (host.isOwn) {
        place.trust = Place::Trust::Own;
        return there;
    }
    if (there && !there->pin.fingerprint.isEmpty() && there->pin.fingerprint == host.fingerprint) {
        place.trust = Place::Trust::BeenThere;
        return there;
    }
    const FormerHost *proving = findKnown(known, [&](const FormerHost &one) {
        return !one.pin.fingerprint.isEmpty() && one.pin.fingerprint == host.fingerprint;
    });
    if (proving) {
        place.trust = Place::Trust::Claims;
        place.knownAs = nameOf(proving->recent);
        place.target = provingLink(host);
        return nullptr;
    }
    if (there) {
        // One may have been there without encryption, where now there is some.
        const bool isNew = there->pin.fingerprint.isEmpty() && !host.fingerprint.isEmpty();
        place.trust = isNew                              ? Place::Trust::First
                      : there->pin.fingerprint.isEmpty() ? Place::Trust::BeenThere
                                                         : Place::Trust::Impostor;
        place.knownAs = there->pin.fingerprint.isEmpty() ? QString() : nameOf(there->recent);
        return there->pin.fingerprint.isEmpty() ? there : nullptr;
    }
    const QString name = plainName(host.name);
    const FormerHost *namesake = nullptr;
    for (const FormerHost &one : known) {
        const bool isSameId = !host.hostId.isEmpty() && one.pin.hostId == host.hostId;
        const bool isSameName = !name.isEmpty() && plainName(one.recent.name) == name;
        if (!isSameId && !isSameName)
            continue;
        if (!namesake || (namesake->pin.fingerprint.isEmpty() && !one.pin.fingerprint.isEmpty()))
            namesake = &one; // rather the one by which more can be said
    }
    if (!namesake)
        return nullptr;
    place.trust =
        namesake->pin.fingerprint.isEmpty() ? Place::Trust::Claims : Place::Trust::Impostor;
    place.knownAs = nameOf(namesake->recent);
    return nullptr;
}

/// What is not known counts as the strictest one.
Chat::HostAccess accessOf(int role)
{
    constexpr auto strictest = Chat::HostAccess::Approval;
    return role >= 0 && role < int(strictest) ? Chat::HostAccess(role) : strictest;
}

int rankOf(Place::Trust trust)
{
    switch (trust) {
    case Place::Trust::Own:
        return 0;
    case Place::Trust::BeenThere:
        return 1;
    case Place::Trust::Claims:
        return 2;
    case Place::Trust::First:
        return 3;
    case Place::Trust::Impostor:
        break;
    }
    return 4;
}

} // namespace

std::vector<HeardHost> heardHosts(const QAbstractItemModel &model)
{
    constexpr qsizetype fingerprintBytes = 32;
    std::vector<HeardHost> heard;
    for (int row = 0; row < model.rowCount() && heard.size() < mostPlaces; ++row) {
        const QModelIndex index = model.index(row, 0);
        HeardHost host;
        host.address = index.data(HeardAddress).toString();
        if (Chat::checkAddress(host.address) != Chat::AddressProblem::None)
            continue;
        host.name = Chat::cleanLine(index.data(HeardName).toString(), Chat::longestName);
        host.hostId = index.data(HeardHostId).toString();
        host.fingerprint = index.data(HeardFingerprint).toByteArray();
        if (host.fingerprint.size() != fingerprintBytes)
            host.fingerprint.clear();
        host.version = index.data(HeardVersion).toString();
        host.access = accessOf(index.data(HeardAccess).toInt());
        host.people = std::max(0, index.data(HeardPeople).toInt());
        host.isOwn = index.data(HeardOwn).toBool();
        heard.push_back(host);
    }
    return heard;
}

std::vector<Place> placesOf(const std::vector<HeardHost> &heard,
                            const std::vector<FormerHost> &known)
{
    std::vector<Place> places;
    QSet<QString> ids;
    QSet<QString> shown; // of recent hosts
    for (const HeardHost &host : heard) {
        if (places.size() == mostPlaces)
            break;
        const QString key = placeKey(host.address);
        Place place;
        place.address = host.address;
        place.target = host.address;
        place.name = host.name.isEmpty() ? host.address : host.name;
        place.isNear = true;
        place.access = host.access;
        place.people = host.people;
        const FormerHost *same = judge(place, host, known);
        if (same) {
            place.recent = same->recent.address;
            place.last = same->recent.last;
            if (same->pin.fingerprint.isEmpty() && !host.fingerprint.isEmpty())
                place.target = host.address; // encrypted from now on
            else
                place.target = same->recent.address; // which may have wss:// before it
            if (host.name.isEmpty())
                place.name = nameOf(same->recent);
            shown.insert(place.recent);
        }
        const bool isOther = place.trust == Place::Trust::Impostor;
        place.id = isOther ? QStringLiteral("other ") + key : key;
        if (ids.contains(place.id))
            continue; // heard twice
        ids.insert(place.id);
        places.push_back(place);
    }
    std::stable_sort(places.begin(), places.end(), [](const Place &a, const Place &b) {
        const QString first = plainName(a.name);
        const QString second = plainName(b.name);
        const int ranks[] = {rankOf(a.trust), rankOf(b.trust)};
        return std::tie(ranks[0], first, a.address) < std::tie(ranks[1], second, b.address);
    });
    for (const FormerHost &host : known) {
        if (shown.contains(host.recent.address))
            continue;
        Place place;
        place.id = placeKey(host.recent.address);
        if (ids.contains(place.id))
            place.id = host.recent.address + QStringLiteral(" before");
        place.address = host.recent.address;
        place.target = host.recent.address;
        place.name = nameOf(host.recent);
        place.trust = Place::Trust::BeenThere;
        place.last = host.recent.last;
        place.recent = host.recent.address;
        places.push_back(place);
    }
    return places;
}

} // namespace Ui
