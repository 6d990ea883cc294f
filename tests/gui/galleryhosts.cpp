// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/galleryhosts.h"

#include "tests/gui/galleryhostwindow.h"
#include "tests/support/scriptedhost.h"
#include "ui/actions.h"
#include "ui/hostbutton.h"
#include "ui/mainwindow.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QMenu>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

#include <memory>
#include <vector>

namespace {

constexpr int hostsPause = 100; // ms

struct Place {
    ScriptedHost host;
    std::unique_ptr<Ui::ChatClient> client;
};

} // namespace

void showHosts(Ui::Profile &profile, bool korean,
               const std::function<void(QWidget &shown, const char *page)> &shoot)
{
    profile.setName(QStringLiteral("지우"));
    Ui::Actions actions;
    std::vector<std::unique_ptr<Place>> places; // behind the window
    Ui::MainWindow window(profile, actions);
    window.resize(1100, 720);
    window.show();
    window.activateWindow();
    const auto join = [&](const char *inKorean, const char *inEnglish) {
        const QByteArray name(korean ? inKorean : inEnglish);
        auto &place = *places.emplace_back(std::make_unique<Place>());
        place.host.hostName = name;
        place.host.rooms[Chat::lobbyRoom()];
        place.client = std::make_unique<Ui::ChatClient>(profile, QString::fromUtf8(name),
                                                        place.host.linkMaker());
        Ui::HostSummary summary;
        summary.joinedBy = QStringLiteral("192.168.0.%1:7610").arg(11 + places.size());
        window.showChat(place.client.get(), summary);
        place.client->connectToHost();
        QTest::qWait(hostsPause);
    };
    join("민준의 마당", "Minjun's Madang");
    join("회의실 3", "Room 3");
    join("Seoyeon's Madang", "Seoyeon's Madang");
    join("배포 알림", "Deployments");
    window.showChat(places[0]->client.get());
    const Chat::UserId minjun(QStringLiteral("민준"));
    for (int i = 0; i < 12; ++i)
        places[1]->host.append(Chat::lobbyRoom(), QStringLiteral("@지우"), minjun);
    places[2]->host.append(Chat::lobbyRoom(), QStringLiteral("안녕하세요"), minjun);
    places[3]->host.append(Chat::lobbyRoom(), QStringLiteral("@지우"), minjun);
    places[3]->host.unreachable = true;
    QTest::qWait(hostsPause);
    places[3]->host.breakLink();
    QTest::qWait(hostsPause);
    auto buttons = window.findChildren<Ui::HostButton *>();
    buttons[1]->setFocus(Qt::TabFocusReason);
    shoot(window, "hosts");
    QContextMenuEvent wanted(QContextMenuEvent::Mouse, QPoint(1, 1),
                             buttons[2]->mapToGlobal(QPoint(40, 20)));
    QApplication::sendEvent(buttons[2], &wanted);
    QTest::qWait(hostsPause);
    if (auto *menu = window.findChild<QMenu *>(QStringLiteral("hostRailMenu"))) {
        shoot(*menu, "hosts-menu");
        menu->close();
    }
    window.findChild<QToolButton *>(QStringLiteral("hostMenu"))->click();
    QTest::qWait(hostsPause);
    if (auto *card = window.findChild<QWidget *>(QStringLiteral("hostCard"))) {
        shoot(*card, "hosts-card");
        card->close();
    }
    window.showStart();
    shoot(window, "hosts-start");
    window.findChild<QPushButton *>(QStringLiteral("startBack"))->click();
    window.resize(360, 560);
    shoot(window, "hosts-narrow");
    for (const auto &place : places)
        window.removeChat(place->client.get());
    showHostWindow(window.appearance(), korean, shoot);
}
