// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/traynotifier.h"

#include "ui/model/attention.h"

#include <QIcon>

namespace Ui {

TrayNotifier::TrayNotifier(QObject *parent) : Notifier(parent)
{
    m_icon.setIcon(QIcon(QStringLiteral(":/icons/madang.svg")));
    connect(&m_icon, &QSystemTrayIcon::messageClicked, this,
            [this] { Q_EMIT opened(m_shownTag, {}); });
    connect(&m_icon, &QSystemTrayIcon::activated, this,
            [this](QSystemTrayIcon::ActivationReason reason) {
                if (reason == QSystemTrayIcon::Trigger)
                    Q_EMIT opened({}, {});
            });
}

void TrayNotifier::show(const Notice &notice)
{
    if (!QSystemTrayIcon::isSystemTrayAvailable() || !QSystemTrayIcon::supportsMessages())
        return Q_EMIT failed(tr("There is no tray that shows notices."));
    m_icon.show();
    m_shownTag = notice.tag;
    m_icon.showMessage(notice.title, notice.body, m_icon.icon());
    Q_EMIT shown(notice.tag);
}

void TrayNotifier::withdraw(const QString &tag)
{
    if (tag != m_shownTag)
        return;
    m_shownTag.clear();
    m_icon.hide();
}

} // namespace Ui
