// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/hostsettings.h"

#include <QSettings>

#include <array>
#include <utility>

namespace Ui {
namespace {

const QString nameKey = QStringLiteral("host/name");
const QString portKey = QStringLiteral("host/port");
const QString entranceKey = QStringLiteral("host/entrance");
const QString plainKey = QStringLiteral("host/plain");
const QString backupKey = QStringLiteral("host/lastBackup");

using Entrance = HostSettings::Entrance;
const std::array<std::pair<Entrance, QString>, 3> entranceWords{{
    {Entrance::Anyone, QStringLiteral("anyone")},
    {Entrance::Invitation, QStringLiteral("invitation")},
    {Entrance::Approval, QStringLiteral("approval")},
}};

/// What turns the direction of a text, so that a name reads as another one.
bool turnsDirection(QChar one)
{
    const char16_t code = one.unicode();
    return code == 0x061c || code == 0x200e || code == 0x200f ||
           (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
}

/// The usual is not kept, so that a later version may have another one.
template <typename Value>
void keep(QSettings &settings, const QString &key, const Value &value, bool isUsual)
{
    if (isUsual)
        settings.remove(key);
    else
        settings.setValue(key, value);
}

} // namespace

HostSettings HostSettings::read(const QSettings &settings)
{
    HostSettings read;
    read.name = cleanHostName(settings.value(nameKey).toString());
    bool isNumber = false;
    const int port = settings.value(portKey).toInt(&isNumber);
    if (isNumber && port >= lowestPort && port <= 0xffff)
        read.port = quint16(port);
    const QString entrance = settings.value(entranceKey).toString();
    if (!entrance.isEmpty())
        read.entrance = Entrance::Approval; // of a later version, or damaged: nobody comes by that
    for (const auto &[value, word] : entranceWords) {
        if (word == entrance)
            read.entrance = value;
    }
    read.plain = settings.value(plainKey).toString() != QStringLiteral("false");
    return read;
}

void HostSettings::write(QSettings &settings) const
{
    keep(settings, nameKey, cleanHostName(name), cleanHostName(name).isEmpty());
    keep(settings, portKey, int(port.value_or(0)), !port);
    for (const auto &[value, word] : entranceWords) {
        if (value == entrance)
            keep(settings, entranceKey, word, value == Entrance::Anyone);
    }
    keep(settings, plainKey, plain, plain);
}

QString cleanHostName(const QString &name)
{
    QString clean;
    for (const QChar one : name.left(8 * HostSettings::longestName).simplified()) {
        if (one.category() != QChar::Other_Control && !turnsDirection(one))
            clean.append(one);
    }
    clean = clean.simplified();
    if (clean.size() > HostSettings::longestName) {
        clean.truncate(HostSettings::longestName);
        if (clean.back().isHighSurrogate())
            clean.chop(1);
    }
    return clean.trimmed();
}

QDateTime lastHostBackup(const QSettings &settings)
{
    const QDateTime time =
        QDateTime::fromString(settings.value(backupKey).toString(), Qt::ISODate).toUTC();
    // By a clock that was set back one that is to come would be told as the last for years.
    return time <= QDateTime::currentDateTimeUtc() ? time : QDateTime();
}

void setLastHostBackup(QSettings &settings, const QDateTime &time)
{
    settings.setValue(backupKey, time.toUTC().toString(Qt::ISODate));
}

} // namespace Ui
