// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagnostics.h"

#include "ui/model/chatclient.h"
#include "ui/model/outboxsender.h"
#include "ui/shortcuts.h"

#include <QApplication>
#include <QLocale>
#include <QScreen>
#include <QSettings>
#include <QStringList>
#include <QStyle>
#include <QSysInfo>

#include <algorithm>
#include <vector>

namespace Ui {

namespace {

/// Settings whose values are among a few words; any other value of theirs is not told.
struct ToldSetting {
    const char *key;
    QStringList values;
};

const std::vector<ToldSetting> &toldSettings()
{
    static const std::vector<ToldSetting> settings{
        {"language", {QStringLiteral("system"), QStringLiteral("ko"), QStringLiteral("en")}},
        {"theme",
         {QStringLiteral("system"), QStringLiteral("light"), QStringLiteral("dark"),
          QStringLiteral("contrast")}},
        {"scale",
         {QStringLiteral("0.85"), QStringLiteral("1"), QStringLiteral("1.15"),
          QStringLiteral("1.4")}},
        {"density", {QStringLiteral("roomy"), QStringLiteral("compact")}},
        {"motion", {QStringLiteral("system"), QStringLiteral("none")}},
    };
    return settings;
}

QString phaseName(ConnectionStatus::Phase phase)
{
    switch (phase) {
    case ConnectionStatus::Phase::Offline:
        return QStringLiteral("offline");
    case ConnectionStatus::Phase::Connecting:
        return QStringLiteral("connecting");
    case ConnectionStatus::Phase::Online:
        return QStringLiteral("online");
    case ConnectionStatus::Phase::Waiting:
        return QStringLiteral("waiting for the next try");
    case ConnectionStatus::Phase::Refused:
        break;
    }
    return QStringLiteral("refused");
}

QString dataName(HostStatus::Data data)
{
    switch (data) {
    case HostStatus::Data::Well:
        return QStringLiteral("well");
    case HostStatus::Data::LittleRoom:
        return QStringLiteral("little room");
    case HostStatus::Data::NoRoom:
        return QStringLiteral("no room");
    case HostStatus::Data::NotStored:
        return QStringLiteral("not stored");
    case HostStatus::Data::Damaged:
        break;
    }
    return QStringLiteral("damaged");
}

void tellProgram(QStringList &lines)
{
    lines << QStringLiteral("Madang " MADANG_VERSION)
          << QStringLiteral("Qt %1, built with %2, %3")
                 .arg(QString::fromLatin1(qVersion()), QStringLiteral(QT_VERSION_STR),
                      QSysInfo::buildAbi())
          << QStringLiteral("System: %1, kernel %2, %3")
                 .arg(QSysInfo::prettyProductName(), QSysInfo::kernelVersion(),
                      QSysInfo::currentCpuArchitecture())
          << QStringLiteral("Windows by: %1, language of the system: %2")
                 .arg(QGuiApplication::platformName(), QLocale::system().name());
    for (const QScreen *screen : QGuiApplication::screens()) {
        lines << QStringLiteral("Screen: %1 x %2, ratio %3, %4 dpi")
                     .arg(screen->size().width())
                     .arg(screen->size().height())
                     .arg(screen->devicePixelRatio())
                     .arg(screen->logicalDotsPerInch());
    }
}

void tellSettings(QStringList &lines, const QSettings &settings)
{
    for (const ToldSetting &told : toldSettings()) {
        const QVariant value = settings.value(QLatin1String(told.key));
        const QString shown = !value.isValid() ? QStringLiteral("not chosen")
                              : told.values.contains(value.toString())
                                  ? value.toString()
                                  : QStringLiteral("something else");
        lines << QStringLiteral("Setting %1: %2").arg(QLatin1String(told.key), shown);
    }
    const auto &table = Shortcuts::table();
    const auto changed = std::count_if(table.begin(), table.end(), [&](const auto &entry) {
        return settings.contains(QStringLiteral("keys/") + QLatin1String(entry.id));
    });
    lines << QStringLiteral("Changed keys: %1").arg(changed);
}

} // namespace

QString Diagnostics::report() const
{
    QStringList lines;
    tellProgram(lines);
    if (settings)
        tellSettings(lines, *settings);
    if (client) {
        const RoomListModel *rooms = client->rooms();
        int joined = 0;
        for (int row = 0; row < rooms->rowCount(); ++row)
            joined += rooms->index(row).data(RoomListModel::JoinedRole).toBool() ? 1 : 0;
        lines << QStringLiteral("At a host: %1 since %2")
                     .arg(phaseName(client->status().phase),
                          client->status().since.toString(Qt::ISODate))
              << QStringLiteral("Rooms: %1, joined %2").arg(rooms->rowCount()).arg(joined)
              << QStringLiteral("Not sent yet: %1").arg(client->outbox().entries().size());
    } else {
        lines << QStringLiteral("At no host");
    }
    if (host) {
        lines << QStringLiteral("Host here: data %1, %2 MiB free, up %3 s")
                     .arg(dataName(host->data))
                     .arg(host->freeBytes / (1024 * 1024))
                     .arg(qint64(host->uptime.count()))
              << QStringLiteral("Sessions %1, topics %2, queues %3, unread bytes %4")
                     .arg(host->sessionCount)
                     .arg(host->topicCount)
                     .arg(host->queueCount)
                     .arg(host->unreadBytes)
              << QStringLiteral("Received %1, delivered %2, dropped %3, slow %4, refused %5")
                     .arg(host->received)
                     .arg(host->delivered)
                     .arg(host->dropped)
                     .arg(host->slowConsumers)
                     .arg(host->refused);
    }
    return lines.join(u'\n') + u'\n';
}

} // namespace Ui
