// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/gallerynotices.h"

#include "ui/badgedicon.h"
#include "ui/noticesettingspane.h"

#include <QApplication>
#include <QCheckBox>
#include <QContextMenuEvent>
#include <QDialog>
#include <QListView>
#include <QMenu>
#include <QPainter>
#include <QTest>
#include <QToolButton>

namespace {

constexpr int afterNews = 100; // ms

void showLevels(const QWidget &window, const Chat::RoomId &room,
                const std::function<void(QWidget &shown, const char *page)> &shoot)
{
    auto *list = window.findChild<QListView *>(QStringLiteral("roomList"));
    for (int row = 0; row < list->model()->rowCount(); ++row) {
        const QModelIndex index = list->model()->index(row, 0);
        if (index.data(Ui::RoomListModel::RoomIdRole).toString() == room.toString())
            list->setCurrentIndex(index);
    }
    QContextMenuEvent wanted(QContextMenuEvent::Keyboard, QPoint(), QPoint());
    QApplication::sendEvent(list, &wanted);
    QTest::qWait(afterNews);
    auto *menu = list->findChild<QMenu *>(QStringLiteral("roomListMenu"));
    if (!menu)
        return;
    shoot(*menu, "roomlistmenu");
    auto *levels = menu->findChild<QMenu *>(QStringLiteral("noticeLevels"));
    levels->popup(menu->geometry().topRight());
    shoot(*levels, "noticelevels");
    levels->close();
    menu->close();
}

} // namespace

void showNotices(QWidget &window, Ui::ChatClient &client, const Chat::RoomId &room,
                 const std::function<void(QWidget &shown, const char *page)> &shoot)
{
    showLevels(window, room, shoot);
    client.rooms()->setUnread(room, 0);
    window.findChild<QToolButton *>(QStringLiteral("openSettings"))->click();
    QTest::qWait(afterNews);
    auto *dialog = window.findChild<QDialog *>(QStringLiteral("settingsDialog"));
    auto *pane = window.findChild<Ui::NoticeSettingsPane *>();
    if (!dialog || !pane)
        return;
    pane->showNoticeOutcome({});
    pane->showSoundOutcome(QStringLiteral("Connection refused"));
    shoot(*dialog, "notices-tried");
    pane->setTrayAvailable(true);
    pane->findChild<QCheckBox *>(QStringLiteral("noticesTray"))->click();
    pane->findChild<QCheckBox *>(QStringLiteral("noticesShown"))->click();
    shoot(*dialog, "notices-tray");
    if (auto *menu = window.findChild<QMenu *>(QStringLiteral("trayMenu"))) {
        menu->popup(window.geometry().center());
        shoot(*menu, "traymenu");
        menu->close();
    }
    pane->findChild<QCheckBox *>(QStringLiteral("noticesTray"))->click();
    pane->findChild<QCheckBox *>(QStringLiteral("noticesShown"))->click();
    dialog->close();
}

QPixmap badgedIcons()
{
    constexpr int sizes[] = {16, 22, 32, 48, 128};
    const std::pair<Ui::Badge, bool> states[] = {
        {{}, true},         {{0, true}, true}, {{1, false}, true}, {{8, true}, true},
        {{12, true}, true}, {{}, false},       {{0, true}, false}, {{3, true}, false}};
    constexpr int cell = 140;
    constexpr int rowHeight = 280;
    QPixmap sheet(int(std::size(states)) * cell, 2 * rowHeight);
    QPainter painter(&sheet);
    int row = 0;
    for (const char *ground : {"#F6F3EC", "#1A1C1E"}) {
        painter.fillRect(0, row * rowHeight, sheet.width(), rowHeight,
                         QColor(QLatin1String(ground)));
        int column = 0;
        for (const auto &[badge, isConnected] : states) {
            const QIcon icon = Ui::badgedIcon(badge, isConnected);
            int y = row * rowHeight + 4;
            for (const int size : sizes) {
                icon.paint(&painter, column * cell + 6, y, size, size);
                y += size + 6;
            }
            ++column;
        }
        ++row;
    }
    return sheet;
}
