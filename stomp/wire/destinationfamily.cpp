// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/wire/destinationfamily.h"

namespace Chat {
namespace {

constexpr QByteArrayView topic = "/topic/";
constexpr QByteArrayView sub = "/sub/";
constexpr QByteArrayView app = "/app/";
constexpr QByteArrayView pub = "/pub/";

QByteArray withPrefix(QByteArrayView prefix, QByteArrayView rest)
{
    QByteArray out;
    out.reserve(prefix.size() + rest.size());
    out.append(prefix.data(), prefix.size());
    return out.append(rest.data(), rest.size());
}

} // namespace

DestinationFamily familyOf(QByteArrayView destination)
{
    const bool second = destination.startsWith(sub) || destination.startsWith(pub);
    return second ? DestinationFamily::Sub : DestinationFamily::Topic;
}

QByteArray canonicalDestination(const QByteArray &destination)
{
    if (destination.startsWith(sub))
        return withPrefix(topic, QByteArrayView(destination).sliced(sub.size()));
    if (destination.startsWith(pub))
        return withPrefix(app, QByteArrayView(destination).sliced(pub.size()));
    return destination;
}

QByteArray inFamily(const QByteArray &canonical, DestinationFamily family)
{
    if (family == DestinationFamily::Topic)
        return canonical;
    if (canonical.startsWith(topic))
        return withPrefix(sub, QByteArrayView(canonical).sliced(topic.size()));
    if (canonical.startsWith(app))
        return withPrefix(pub, QByteArrayView(canonical).sliced(app.size()));
    return canonical;
}

bool isApplicationDestination(QByteArrayView canonical)
{
    return canonical.startsWith(app);
}

} // namespace Chat
