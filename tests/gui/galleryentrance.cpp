// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/galleryentrance.h"

#include "stomp/wire/accounts.h"
#include "stomp/wire/entrance.h"
#include "tests/support/scriptedhost.h"
#include "ui/actions.h"
#include "ui/appearance.h"
#include "ui/chatpage.h"
#include "ui/entrancepane.h"
#include "ui/mainwindow.h"
#include "ui/model/account.h"
#include "ui/model/chatclient.h"

#include <QDateTime>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QTest>
#include <QVBoxLayout>

namespace {

using namespace std::chrono_literals;
using Shoot = std::function<void(QWidget &shown, const char *page)>;
using Request = Chat::EntranceRequest;
constexpr int entranceSettled = 150; // ms
const Chat::RoomId doorRoom(QStringLiteral("산책"));

Chat::Timestamp inHours(int hours)
{
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()) +
           std::chrono::hours(hours);
}

Chat::NewcomerList newcomers(bool korean)
{
    const auto named = [korean](const char *inKorean, const char *inEnglish) {
        return QString::fromUtf8(korean ? inKorean : inEnglish);
    };
    Chat::NewcomerList list;
    list.waiting = {{QStringLiteral("n-1"), named("민준", "Minjun"), true,
                     QStringLiteral("192.168.0.23"), inHours(0), true},
                    {QStringLiteral("n-2"), QStringLiteral("Seoyeon"), false,
                     QStringLiteral("192.168.0.31"), inHours(0), false},
                    {QStringLiteral("n-3"),
                     {},
                     false,
                     QStringLiteral("fe80::1c2a:44ff:fe10:9d"),
                     inHours(0),
                     false}};
    list.declined = {{QStringLiteral("n-4"), named("도윤", "Doyun"), false,
                      QStringLiteral("192.168.0.40"), inHours(0), false}};
    return list;
}

Chat::InvitationList invitations(bool korean)
{
    const QString team =
        korean ? QStringLiteral("새로 온 동료들") : QStringLiteral("New colleagues");
    const QString lunch = korean ? QStringLiteral("점심 모임") : QStringLiteral("Lunch");
    return {{{QStringLiteral("i-1"), lunch, {}, 1, 1, inHours(-30), {}, false},
             {QStringLiteral("i-2"), {}, {}, 1, 0, inHours(-2), inHours(22), true},
             {QStringLiteral("i-3"), team, doorRoom, 20, 3, inHours(-1), inHours(100), false},
             {QStringLiteral("i-4"), {}, {}, 0, 4, inHours(-1), inHours(24), false}}};
}

void showPane(Ui::ChatClient &client, ScriptedHost &host, Ui::Appearance &appearance, bool korean,
              const Shoot &shoot)
{
    QDialog dialog;
    auto *pane = new Ui::EntrancePane(appearance, &dialog);
    auto *column = new QVBoxLayout(&dialog);
    column->addWidget(pane);
    pane->setLinkMaker([](const QByteArray &secret, const Chat::RoomId &) {
        return QStringLiteral("madang://192.168.0.12:7610/#key=") + QString::fromLatin1(secret);
    });
    dialog.resize(480, 960);
    dialog.show();
    QTest::qWait(entranceSettled);
    shoot(dialog, "entrance-empty");
    pane->setClient(&client);
    pane->showRule(Ui::EntrancePane::Rule::Approval);
    QTest::qWait(entranceSettled);
    host.publish(Chat::entranceDestination(Request::Newcomers), newcomers(korean).toJson());
    host.publish(Chat::entranceDestination(Request::Invitations), invitations(korean).toJson());
    QTest::qWait(entranceSettled);
    shoot(dialog, "entrance-approval");
    pane->findChild<QRadioButton *>(QStringLiteral("entrancePassword"))->click();
    pane->findChild<QLineEdit *>(QStringLiteral("entrancePasswordText"))
        ->setText(QStringLiteral("lunch"));
    QTest::qWait(entranceSettled);
    shoot(dialog, "entrance-password");
    pane->showRule(Ui::EntrancePane::Rule::Invitation);
    pane->findChild<QPushButton *>(QStringLiteral("invitationMake"))->click();
    QTest::qWait(entranceSettled);
    Chat::MadeInvitation made;
    made.info = {QStringLiteral("i-5"), {}, {}, 5, 0, inHours(0), inHours(24), false};
    made.secret = "q3VQ2y8pT0m3cN5sYw1dKz7eR4uB6hJ9xLfGaPoIiMk";
    host.publish(Chat::entranceDestination(Request::Invite), made.toJson());
    QTest::qWait(entranceSettled);
    shoot(dialog, "entrance-invitation");
}

void showRefusals(Ui::Profile &profile, const Shoot &shoot)
{
    constexpr auto otherVersion = "Unsupported protocol version";
    for (const auto &[header, reason, message, page] :
         {std::tuple("reason", "approval-wait", "waiting to be let in", "entrance-waiting"),
          std::tuple("reason", "invitation-needed", "an invitation is needed", "entrance-needed"),
          std::tuple("reason", "approval-declined", "not let in", "entrance-declined"),
          std::tuple("version", "2.0", otherVersion, "entrance-program-too-old"),
          std::tuple("version", "0.9", otherVersion, "entrance-host-too-old"),
          std::tuple("version", "0.9,2.0", otherVersion, "entrance-versions-differ")}) {
        ScriptedHost host;
        host.refuseLogin = message;
        host.alsoRefuses = {{header, reason}};
        if (QByteArray(reason) == "approval-wait")
            host.alsoRefuses.append("retry-after", "60");
        Ui::ChatClient client(profile, QStringLiteral("door"), host.linkMaker());
        Ui::Actions actions;
        Ui::MainWindow window(profile, actions);
        window.resize(900, 420);
        Ui::HostSummary summary;
        summary.joinedBy = QStringLiteral("192.168.0.12:7610");
        window.showChat(&client, summary);
        window.show();
        client.connectToHost();
        QTest::qWait(entranceSettled);
        shoot(window, page);
        if (QByteArray(reason) == "invitation-needed") {
            window.resize(400, 520);
            QTest::qWait(entranceSettled);
            shoot(window, "entrance-needed-narrow");
        }
        window.removeChat(&client);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
}

} // namespace

void showEntrance(Ui::Profile &profile, bool korean, const Shoot &shoot)
{
    profile.setName(korean ? QStringLiteral("지우") : QStringLiteral("Jiwoo"));
    ScriptedHost host;
    host.user = "owner";
    host.hostName = korean ? "지우의 마당" : "Jiwoo's Madang";
    host.deaf = true;
    host.append(doorRoom, QString::fromUtf8("점심 먹고 걸을까요?"),
                Chat::UserId(QStringLiteral("u-minjun")));
    profile.setJoined(QStringLiteral("entrance"), doorRoom, true);
    Ui::ChatClient client(profile, QStringLiteral("entrance"), host.linkMaker());
    client.connectToHost();
    QTRY_VERIFY(client.timeline(doorRoom)->rowCount() >= 1);
    Chat::AccountInfo info;
    info.user = Chat::UserId(QStringLiteral("owner"));
    info.name = profile.name();
    info.role = QStringLiteral("owner");
    host.publish(Chat::accountDestination(Chat::AccountRequest::Me), info.toJson());
    Ui::Appearance appearance(profile.settings());
    {
        Ui::Actions actions;
        Ui::MainWindow window(profile, actions);
        window.resize(1000, 480);
        window.showChat(&client, {});
        window.show();
        window.findChild<Ui::ChatPage *>()->showRoom(doorRoom);
        QTest::qWait(entranceSettled);
        host.publish(Chat::entranceDestination(Request::Newcomers), newcomers(korean).toJson());
        QTest::qWait(entranceSettled);
        shoot(window, "entrance-strip");
        window.findChild<QPushButton *>(QStringLiteral("stripNewcomers"))->click();
        QTest::qWait(entranceSettled);
        if (auto *dialog = window.findChild<QDialog *>(QStringLiteral("newcomersDialog"))) {
            shoot(*dialog, "entrance-newcomers");
            dialog->close();
        }
        window.resize(400, 520);
        QTest::qWait(entranceSettled);
        shoot(window, "entrance-strip-narrow");
        showPane(client, host, appearance, korean, shoot);
        window.removeChat(&client);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    showRefusals(profile, shoot);
}
