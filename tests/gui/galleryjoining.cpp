// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/galleryjoining.h"

#include "tests/support/nearbyrows.h"
#include "tests/support/scriptedweb.h"
#include "ui/actions.h"
#include "ui/doctordialog.h"
#include "ui/joincard.h"
#include "ui/mainwindow.h"
#include "ui/placelist.h"
#include "ui/startpage.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTest>

#include <chrono>

namespace {

using namespace std::chrono_literals;
constexpr int joiningPause = 150; // ms
const QByteArray pinned(32, 'a');

Discovery::InterfaceReport reportOf(const char *name, Discovery::InterfaceReport::Kind kind,
                                    Discovery::InterfaceReport::Use use, const char *address)
{
    Discovery::InterfaceReport report;
    report.name = QString::fromLatin1(name);
    report.kind = kind;
    report.use = use;
    report.addresses = {QString::fromLatin1(address)};
    const bool isUsed = use == Discovery::InterfaceReport::Use::Used;
    report.queriesSent = isUsed ? 6 : 0;
    report.packetsHeard = isUsed ? 6 : 0;
    return report;
}

void showAddresses(Ui::StartPage &page, Ui::MainWindow &window,
                   const std::function<void(QWidget &shown, const char *page)> &shoot)
{
    const ScriptedWeb host([](const QByteArray &) {
        return ScriptedWeb::answer("200 OK", {},
                                   R"({"madang":1,"id":"abc","name":"회의실 3","people":4,)"
                                   R"("access":"password","version":"9.1.0"})");
    });
    auto *address = window.findChild<QLineEdit *>(QStringLiteral("address"));
    page.joining().check().setPause(0ms);
    const auto type = [&](const QString &text, const char *name) {
        address->setText(text);
        QTest::qWait(joiningPause);
        shoot(window, name);
    };
    type(QStringLiteral("127.0.0.1:%1").arg(host.serverPort()), "address-fine");
    type(QStringLiteral("127.0.0.1:9999"), "address-refused");
    page.joining().check().setPins([](const QString &) { return pinned; });
    type(QStringLiteral("127.0.0.1:%1 ").arg(host.serverPort()), "address-asking");
    page.joining().check().setPins(nullptr);
    page.joining().check().setPause(1h);
    type(QStringLiteral("madang://192.168.0.5:7610/?room=개발팀#fp=abc&key=sesame"),
         "address-invitation");
    address->clear();
}

void showDoctor(Ui::StartPage &page, Ui::MainWindow &window,
                const std::function<void(QWidget &shown, const char *page)> &shoot)
{
    using Kind = Discovery::InterfaceReport::Kind;
    using Use = Discovery::InterfaceReport::Use;
    Ui::NetworkDoctor::Options options;
    options.system = Ui::System::Linux;
    options.listening = 1h;
    options.firewalls = {QStringLiteral("ufw")};
    options.probing.patience = 400ms;
    options.view.interfaces = [] {
        return QList{reportOf("wlan0", Kind::Wireless, Use::Used, "192.168.0.12"),
                     reportOf("wg0", Kind::Vpn, Use::Left, "10.8.0.2"),
                     reportOf("docker0", Kind::Virtual, Use::Left, "172.17.0.1")};
    };
    options.view.nearAddresses = [] { return QStringList(); };
    const auto open = [&] {
        page.setNetwork(options, [] {});
        window.findChild<QPushButton *>(QStringLiteral("openDoctor"))->click();
        QTest::qWait(joiningPause);
        return window.findChild<Ui::DoctorDialog *>();
    };
    const auto close = [](QWidget *dialog) {
        dialog->close();
        QTest::qWait(joiningPause);
    };
    Ui::DoctorDialog *dialog = open();
    shoot(*dialog, "doctor-looking");
    close(dialog);
    options.listening = 0ms;
    dialog = open();
    QTest::qWait(joiningPause * 4);
    shoot(*dialog, "doctor");
    dialog->resize(380, 640);
    shoot(*dialog, "doctor-narrow");
    close(dialog);
    dialog = open();
    dialog->findChild<QLineEdit *>(QStringLiteral("doctorAddress"))
        ->setText(QStringLiteral("127.0.0.1:9999"));
    dialog->findChild<QPushButton *>(QStringLiteral("doctorBegin"))->click();
    QTest::qWait(joiningPause * 4);
    shoot(*dialog, "doctor-address");
    close(dialog);
}

} // namespace

void showJoining(Ui::Profile &profile, bool korean,
                 const std::function<void(QWidget &shown, const char *page)> &shoot)
{
    const auto words = [korean](const char *inKorean, const char *inEnglish) {
        return QString::fromUtf8(korean ? inKorean : inEnglish);
    };
    profile.setName(words("지우", "Jiwoo"));
    const QString room3 = words("회의실 3", "Room 3");
    QGuiApplication::clipboard()->clear();
    Ui::Actions actions;
    NearbyRows rows; // behind the window
    Ui::MainWindow window(profile, actions);
    window.resize(860, 760);
    window.show();
    window.activateWindow();
    Ui::StartPage &page = window.startPage();
    page.setNearby(&rows);
    page.setPins([](const QString &address) {
        return address == QStringLiteral("192.168.0.15:7610") ? Ui::HostPin{pinned, {}}
                                                              : Ui::HostPin();
    });
    shoot(window, "near-looking");
    page.places().setPatience(0ms, 1h);
    page.refresh();
    shoot(window, "near-empty");
    showAddresses(page, window, shoot);

    rows.add(NearbyRows::row(QStringLiteral("192.168.0.12:7610"),
                             words("민준의 마당", "Minjun's Madang"), 5));
    profile.addRecentHost(QStringLiteral("192.168.0.40:7610"), words("서재", "Study"));
    profile.addRecentHost(QStringLiteral("192.168.0.15:7610"), room3);
    rows.add(NearbyRows::row(QStringLiteral("192.168.0.15:7610"), room3, 2, 1, pinned));
    page.refresh();
    shoot(window, "near");
    QGuiApplication::clipboard()->setText(
        QStringLiteral("madang://192.168.0.5:7610/?room=team#key=sesame"));
    page.refresh();
    shoot(window, "near-clipboard");
    window.resize(380, 700);
    shoot(window, "near-clipboard-narrow");
    window.resize(860, 760);
    QGuiApplication::clipboard()->clear();
    page.refresh();

    rows.add(
        NearbyRows::row(QStringLiteral("192.168.0.66:7610"), room3, 1, 0, QByteArray(32, 'b')));
    rows.add(NearbyRows::row(QStringLiteral("[fe80::1234:5678:9abc:def0]:7610"),
                             words("아주아주 긴 이름을 가진 삼 층 디자인 팀과 기획 팀의 마당",
                                   "The Madang of the whole third floor, design and planning"),
                             120, 3));
    rows.add(NearbyRows::row(QStringLiteral("10.0.0.4:7612"), words("서재", "Study"), 3, 2));
    QTest::qWait(joiningPause);
    shoot(window, "near-warning");
    auto *bar =
        window.findChild<QScrollArea *>(QStringLiteral("placesScroll"))->verticalScrollBar();
    bar->setValue(bar->maximum() * 3 / 4);
    shoot(window, "near-impostor");
    window.resize(380, 700);
    shoot(window, "near-narrow");
    window.resize(860, 760);
    for (int i = 1; i < 12; ++i) {
        rows.add(NearbyRows::row(QStringLiteral("10.0.1.%1:7610").arg(i),
                                 words("%1반", "Class %1").arg(i), i * 3, i % 4));
    }
    QTest::qWait(joiningPause);
    shoot(window, "near-many");
    showDoctor(page, window, shoot);
    page.setNearby(nullptr);
    for (const Ui::RecentHost &host : profile.recentHosts())
        profile.removeRecentHost(host.address);
}
