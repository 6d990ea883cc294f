// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/galleryhostwindow.h"

#include "ui/hostdialog.h"

#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTest>

using namespace std::chrono_literals;

void showHostWindow(const Ui::Appearance &appearance, bool korean,
                    const std::function<void(QWidget &shown, const char *page)> &shoot)
{
    Ui::HostDialog window(appearance, Ui::Firewall::Ufw, nullptr);
    window.setAttribute(Qt::WA_DeleteOnClose, false);
    using Kind = Ui::HostAddress::Kind;
    Ui::HostFacts facts;
    facts.name = korean ? QStringLiteral("지우의 마당") : QStringLiteral("Jiwoo's Madang");
    facts.port = Ui::HostFacts::usualPort;
    facts.addresses = {{QStringLiteral("192.168.0.12:7610"), {}, Kind::Wireless},
                       {QStringLiteral("10.0.0.4:7610"), {}, Kind::Wired}};
    window.setFacts(facts);
    Ui::HostStatus status;
    status.people = 1;
    status.uptime = 40s;
    status.freeBytes = 48LL * 1024 * 1024 * 1024;
    window.setStatus(status);
    window.show();
    window.activateWindow();
    QTest::qWait(100);
    shoot(window, "hostwindow-new");

    facts.port = 7611;
    facts.takenPort = Ui::HostFacts::usualPort;
    for (Ui::HostAddress &one : facts.addresses)
        one.text.replace(QStringLiteral("7610"), QStringLiteral("7611"));
    facts.speaksTls = true;
    facts.settings.plain = false;
    facts.lastBackup = QDateTime::currentDateTimeUtc().addSecs(-26 * 3600);
    status.people = 6;
    status.uptime = 2h;
    status.lastVisit = {QStringLiteral("192.168.0.7"), 2s};
    window.setLinkMaker([](const QString &address) {
        return QStringLiteral("madang://%1/?also=10.0.0.4:7611#fp=%2&key=%3")
            .arg(address, QString(43, QLatin1Char('w')), QString(22, QLatin1Char('K')));
    });
    window.setIdentityWords(korean
                                ? QStringList{QStringLiteral("사과"), QStringLiteral("돌담"),
                                              QStringLiteral("구름"), QStringLiteral("아침")}
                                : QStringList{QStringLiteral("apple"), QStringLiteral("wall"),
                                              QStringLiteral("cloud"), QStringLiteral("morning")});
    window.setFacts(facts);
    window.setStatus(status);
    QTest::qWait(100);
    shoot(window, "hostwindow");
    window.findChild<QPushButton *>(QStringLiteral("changePort"))->click();
    QTest::qWait(100);
    auto *port = window.findChild<QDialog *>(QStringLiteral("hostPortDialog"));
    shoot(*port, "hostport");
    port->close();
    window.resize(380, 640);
    QTest::qWait(100);
    shoot(window, "hostwindow-narrow");
    QScrollBar *bar = window.findChild<QScrollArea *>()->verticalScrollBar();
    bar->setValue(bar->maximum());
    QTest::qWait(100);
    shoot(window, "hostwindow-narrow-end");
    window.resize(860, 620);
    bar->setValue(0);
    window.setLinkMaker([](const QString &) { return QString(); });
    window.links()->showProblem(
        korean ? QStringLiteral("초대장을 만들지 못했습니다: 초대장이 너무 많습니다.")
               : QStringLiteral("The invitation could not be made: there are too many."));
    QTest::qWait(100);
    shoot(window, "hostwindow-nolink");
}
