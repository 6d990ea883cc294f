// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tray.h"

#include "ui/model/company.h"
#include "ui/model/presencewords.h"

#include <QMenu>
#include <QSettings>

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

Tray::Tray(QWidget &window, QObject *parent)
    : QObject(parent), m_menu(new QMenu(&window)), m_open(m_menu->addAction(QString())),
      m_doNotDisturb(m_menu->addAction(QString()))
{
    m_menu->addSeparator();
    m_quit = m_menu->addAction(QString());
    m_menu->setObjectName(QStringLiteral("trayMenu"));
    m_open->setObjectName(QStringLiteral("trayOpen"));
    m_doNotDisturb->setObjectName(QStringLiteral("trayDoNotDisturb"));
    m_doNotDisturb->setCheckable(true);
    m_quit->setObjectName(QStringLiteral("trayQuit"));
    retranslate();
    refresh();
    connect(m_open, &QAction::triggered, this, &Tray::openRequested);
    connect(m_quit, &QAction::triggered, this, &Tray::quitRequested);
    connect(m_doNotDisturb, &QAction::triggered, this, [this](bool chosen) {
        if (m_client)
            m_client->company()->presence()->choose(chosen ? Chat::Availability::DoNotDisturb
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
    if (m_client)
        m_client->company()->presence()->disconnect(this);
    m_client = client;
    if (client)
        connect(client->company()->presence(), &OwnPresence::changed, this, &Tray::refresh);
    refresh();
}

void Tray::refresh()
{
    m_doNotDisturb->setEnabled(m_client);
    m_doNotDisturb->setChecked(m_client && m_client->company()->presence()->choice() ==
                                               Chat::Availability::DoNotDisturb);
}

void Tray::retranslate()
{
    m_open->setText(tr("Open the window"));
    m_doNotDisturb->setText(availabilityWord(Chat::Availability::DoNotDisturb));
    m_quit->setText(tr("Quit"));
}

} // namespace Ui
