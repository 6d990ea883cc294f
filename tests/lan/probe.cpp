// SPDX-License-Identifier: GPL-3.0-or-later
// madang-nearby-probe [--no-lan] KNOWN…: finds hosts as the desktop's start page does, with a
// profile that has joined the KNOWN addresses before. Each change is a line of JSON with all rows.
#include "discovery/lan.h"
#include "ui/model/nearbyhosts.h"
#include "ui/model/profile.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTimer>

#include <cstdio>
#include <memory>

namespace {

void print(const Ui::NearbyHosts &hosts)
{
    QJsonArray rows;
    for (int i = 0; i < hosts.rowCount(); ++i) {
        const QModelIndex row = hosts.index(i);
        rows.append(QJsonObject{
            {QStringLiteral("name"), row.data(Ui::NearbyHosts::NameRole).toString()},
            {QStringLiteral("address"), row.data(Ui::NearbyHosts::AddressRole).toString()},
            {QStringLiteral("id"), row.data(Ui::NearbyHosts::HostIdRole).toString()},
            {QStringLiteral("source"), row.data(Ui::NearbyHosts::SourceRole).toInt()},
        });
    }
    std::puts(QJsonDocument(rows).toJson(QJsonDocument::Compact).constData());
    std::fflush(stdout);
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QStringList known = QCoreApplication::arguments().mid(1);
    const bool withLan = !known.removeOne(QStringLiteral("--no-lan"));
    const QTemporaryDir folder;
    const auto profile = Ui::Profile::open(folder.path());
    if (!profile)
        return 1;
    for (const QString &address : std::as_const(known))
        (*profile)->addRecentHost(address, {});
    std::unique_ptr<Discovery::Lan> lan;
    if (withLan)
        lan = std::make_unique<Discovery::Lan>();
    Ui::NearbyHosts hosts(lan.get(), **profile);
    const auto tell = [&hosts] { print(hosts); };
    QObject::connect(&hosts, &QAbstractItemModel::rowsInserted, tell);
    QObject::connect(&hosts, &QAbstractItemModel::rowsRemoved, tell);
    QObject::connect(&hosts, &QAbstractItemModel::dataChanged, tell);
    // Once a minute is seldom for a test.
    QTimer again;
    QObject::connect(&again, &QTimer::timeout, &hosts, [&hosts] { hosts.lookAgain(); });
    again.start(std::chrono::seconds(2));
    hosts.start();
    return QCoreApplication::exec();
}
