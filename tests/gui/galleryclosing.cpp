// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/galleryclosing.h"

#include "stomp/wire/destinations.h"
#include "stomp/wire/hostnews.h"
#include "tests/support/scriptedhost.h"
#include "ui/actions.h"
#include "ui/awakestrip.h"
#include "ui/hostingquestions.h"
#include "ui/mainwindow.h"
#include "ui/model/newerversion.h"
#include "ui/newerstrip.h"
#include "ui/stopdialog.h"
#include "ui/takeoverdialog.h"

#include <QMessageBox>
#include <QTest>

#include <memory>

namespace {

using namespace std::chrono_literals;
constexpr int closingPause = 150; // ms

Ui::HeldRoom roomOf(const QString &name, qint64 messages, bool isPrivate, const QDateTime &from)
{
    Ui::HeldRoom room;
    room.info.id = Chat::RoomId(name);
    room.info.name = name;
    if (isPrivate)
        room.info.settings.visibility = Chat::Visibility::Private;
    room.messages = messages;
    room.from = from;
    return room;
}

} // namespace

void showClosing(Ui::Profile &profile, bool korean,
                 const std::function<void(QWidget &shown, const QString &page)> &shoot)
{
    const QString why = korean ? QStringLiteral("점심 먹고 두 시에 다시 열게요")
                               : QStringLiteral("Lunch; back at two");
    const QString place =
        korean ? QStringLiteral("민준의 마당") : QStringLiteral("Minjun's Madang");
    Ui::Actions actions;
    ScriptedHost host; // behind the window
    host.hostName = place.toUtf8();
    host.rooms[Chat::lobbyRoom()];
    std::unique_ptr<Ui::ChatClient> client;
    Ui::MainWindow window(profile, actions);
    window.resize(1100, 720);
    window.show();
    window.activateWindow();
    client =
        std::make_unique<Ui::ChatClient>(profile, QStringLiteral("closing:7610"), host.linkMaker());
    Ui::HostSummary summary;
    summary.joinedBy = QStringLiteral("192.168.0.12:7610");
    window.showChat(client.get(), summary);
    client->connectToHost();
    QTest::qWait(closingPause);
    host.append(Chat::lobbyRoom(), why, Chat::UserId(QStringLiteral("민준")));
    using Kind = Chat::HostNews::Kind;
    host.publish(Chat::hostTopic(), Chat::HostNews{Kind::Stopping, why, 299s}.toJson());
    QTest::qWait(closingPause);
    shoot(window, QStringLiteral("closing-soon"));
    window.resize(420, 640);
    shoot(window, QStringLiteral("closing-soon-narrow"));
    window.resize(1100, 720);
    host.publish(Chat::hostTopic(), Chat::HostNews{Kind::Stopped, why}.toJson());
    host.unreachable = true;
    host.breakLink();
    QTest::qWait(2500); // the patience of the strip below
    shoot(window, QStringLiteral("closing-over"));

    const QDateTime since(QDate(2026, 11, 3), QTime(9, 30));
    const QString lobby = korean ? QStringLiteral("대청") : QStringLiteral("Lobby");
    const QString plans = korean ? QStringLiteral("이사 준비") : QStringLiteral("Moving");
    const auto showTaking = [&](bool isThere, const QString &page) {
        auto *dialog =
            new Ui::TakeOverDialog(place,
                                   {roomOf(lobby, 1284, false, isThere ? QDateTime() : since),
                                    roomOf(plans, 57, true, isThere ? QDateTime() : since)},
                                   isThere, window.appearance(), &window);
        if (isThere)
            dialog->setEntrance(Ui::TakeOverDialog::Entrance::Approval);
        dialog->show();
        QTest::qWait(closingPause);
        shoot(*dialog, page);
        if (isThere) {
            dialog->showDone(QStringLiteral("192.168.0.31:7610"),
                             QStringLiteral("madang://192.168.0.31:7610/"), lobby);
            QTest::qWait(closingPause);
            shoot(*dialog, page + QStringLiteral("-done"));
        } else {
            dialog->showProblem(korean ? QStringLiteral("디스크가 가득 찼습니다.")
                                       : QStringLiteral("The disk is full."));
            QTest::qWait(closingPause);
            shoot(*dialog, page + QStringLiteral("-problem"));
        }
        delete dialog;
    };
    showTaking(true, QStringLiteral("closing-takeover"));
    showTaking(false, QStringLiteral("closing-takeover-gone"));

    auto *stop = new Ui::StopDialog(Ui::StopDialog::End::Host, 4, window.appearance(), &window);
    stop->show();
    QTest::qWait(closingPause);
    shoot(*stop, QStringLiteral("closing-stop"));
    delete stop;
    Ui::askOnClose(&window, [](Ui::OnClose, bool) {});
    QTest::qWait(closingPause);
    auto *box = window.findChild<QMessageBox *>(QStringLiteral("closeWhileHosting"));
    shoot(*box, QStringLiteral("closing-window"));
    delete box;
    auto *awake = new Ui::AwakeStrip(window.appearance());
    window.addStrip(awake);
    awake->show();
    QTest::qWait(closingPause);
    shoot(window, QStringLiteral("closing-awake"));
    delete awake;
    host.alsoGreets.append("server", "madang/9.2.0");
    host.unreachable = false;
    client->retryNow();
    Ui::NewerVersion newer(profile.settings());
    newer.follow(client.get());
    auto *strip = new Ui::NewerStrip(newer, actions, QUrl(QStringLiteral("https://madang.example")),
                                     window.appearance());
    window.addStrip(strip);
    if (!QTest::qWaitFor([strip] { return strip->isVisible(); }))
        qWarning("no newer version is told of");
    QTest::qWait(closingPause);
    shoot(window, QStringLiteral("closing-newer"));
    window.resize(420, 640);
    QTest::qWait(closingPause);
    shoot(window, QStringLiteral("closing-newer-narrow"));
    window.resize(1100, 720);
    delete strip;
    window.removeChat(client.get());
}
