// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tray.h"

#include "ui/joinedhosts.h"
#include "ui/model/chatclient.h"
#include "ui/model/company.h"
#include "ui/model/presencewords.h"

#include <QMenu>
#include <QSettings>

#include <algorithm>

namespace Ui {
namespace {

const QString keepsInTrayKey = QStringLiteral("keepInTray");

} // namespace

bool keepsInTray(const QSettings &settings)
{
    return settings.value(keepsInTrayKey, false).toBool();
}

void setKeepsInTray(QSettings &settings, bool keeps)
{
    settings.setValue(keepsInTrayKey, keeps);
}

Tray::Tray(QWidget &window, const JoinedHosts &hosts, QObject *parent)
    : QObject(parent), m_hosts(hosts), m_menu(new QMenu(&window)),
      m_open(m_menu->addAction(QString())), m_doNotDisturb(m_menu->addAction(QString()))
{
    m_menu->addSeparator();
    m_quit = m_menu->addAction(QString());
    m_menu->setObjectName(QStringLiteral("trayMenu"));
    m_open->setObjectName(QStringLiteral("trayOpen"));
    m_doNotDisturb->setObjectName(QStringLiteral("trayDoNotDisturb"));
    m_doNotDisturb->setCheckable(true);
    m_quit->setObjectName(QStringLiteral("trayQuit"));
    retranslate();
    for (const JoinedHosts::Host &host : hosts.all())
        follow(host.client);
    connect(&hosts, &JoinedHosts::added, this, &Tray::follow);
    connect(&hosts, &JoinedHosts::removed, this, &Tray::refresh);
    refresh();
    connect(m_open, &QAction::triggered, this, &Tray::openRequested);
    connect(m_quit, &QAction::triggered, this, &Tray::quitRequested);
    connect(m_doNotDisturb, &QAction::triggered, this, [this](bool chosen) {
        for (const JoinedHosts::Host &host : m_hosts.all())
            host.client->company()->presence()->choose(chosen ? Chat::Availability::DoNotDisturb
                                                              : Chat::Availability::Online);
    });
    connect(&m_icon, &QSystemTrayIcon::activated, this,
            [this](QSystemTrayIcon::ActivationReason reason) {
                if (reason == QSystemTrayIcon::Trigger)
                    Q_EMIT openRequested();
            });
    m_icon.setContextMenu(m_menu);
    m_icon.setIcon(QIcon(QStringLiteral(":/icons/madang.svg")));
    m_icon.show();
}

Tray::~Tray()
{
    delete m_menu;
}

void Tray::follow(ChatClient *client)
{
    connect(client->company()->presence(), &OwnPresence::changed, this, &Tray::refresh);
    refresh();
}

void Tray::refresh()
{
    const auto &hosts = m_hosts.all();
    m_doNotDisturb->setEnabled(!hosts.empty());
    const auto isQuiet = [](const JoinedHosts::Host &host) {
        return host.client->company()->presence()->choice() == Chat::Availability::DoNotDisturb;
    };
    m_doNotDisturb->setChecked(!hosts.empty() && std::all_of(hosts.begin(), hosts.end(), isQuiet));
}

void Tray::retranslate()
{
    m_open->setText(tr("Open the window"));
    m_doNotDisturb->setText(availabilityWord(Chat::Availability::DoNotDisturb));
    m_quit->setText(tr("Quit"));
}

} // namespace Ui
