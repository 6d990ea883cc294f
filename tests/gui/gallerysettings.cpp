// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/gallerysettings.h"

#include "tests/gui/galleryclosing.h"
#include "ui/actions.h"
#include "ui/mainwindow.h"
#include "ui/model/autostart.h"
#include "ui/model/recentlog.h"

#include <QApplication>
#include <QDialog>
#include <QDir>
#include <QKeySequence>
#include <QLineEdit>
#include <QListWidget>
#include <QTest>

void showSettingsPages(Ui::Profile &profile, bool korean,
                       const std::function<void(QWidget &dialog, const QString &page)> &shoot)
{
    profile.setName(QStringLiteral("지우"));
    Ui::Actions actions;
    Ui::RecentLog log;
    qInfo("the host listens on port 7610");
    qWarning("the disk is slow");
    Ui::Autostart autostart({QStringLiteral("madang")}, QDir::tempPath());
    Ui::MainWindow window(profile, actions);
    window.setLog(&log);
    window.setAutostart(&autostart);
    window.show();
    window.activateWindow();
    if (!QTest::qWaitForWindowActive(&window))
        qFatal("the window does not come to the front");
    QTest::keyClick(&window, Qt::Key_Comma, Qt::ControlModifier);
    QTest::qWait(100);
    auto *dialog = window.findChild<QDialog *>(QStringLiteral("settingsDialog"));
    auto *list = dialog->findChild<QListWidget *>(QStringLiteral("settingsPages"));
    auto *search = dialog->findChild<QLineEdit *>(QStringLiteral("settingsSearch"));
    for (int row = 0; row < list->count(); ++row) {
        list->setCurrentRow(row);
        shoot(*dialog, QStringLiteral("settings-%1").arg(row));
    }
    search->setText(korean ? QStringLiteral("글자") : QStringLiteral("text"));
    shoot(*dialog, QStringLiteral("settings-search"));
    search->setText(QStringLiteral("xyzzy"));
    shoot(*dialog, QStringLiteral("settings-nothing"));
    search->clear();
    dialog->resize(360, 560);
    for (int row = 0; row < list->count(); ++row) {
        list->setCurrentRow(row);
        list->setFocus();
        shoot(*dialog, QStringLiteral("settings-narrow-%1").arg(row));
    }
    dialog->close();
    window.close();
    showClosing(profile, korean, shoot);
}
