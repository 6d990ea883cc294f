// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/galleryaccounts.h"

#include "stomp/wire/accounts.h"
#include "tests/support/scriptedhost.h"
#include "ui/actions.h"
#include "ui/chatpage.h"
#include "ui/mainwindow.h"
#include "ui/model/account.h"
#include "ui/model/chatclient.h"
#include "ui/timelineview.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QDialog>
#include <QLineEdit>
#include <QListView>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QTabWidget>
#include <QTest>
#include <QToolButton>

namespace {

using namespace std::chrono_literals;
using Shoot = std::function<void(QWidget &dialog, const char *page)>;
constexpr int accountSettled = 150;
const Chat::RoomId walkRoom(QStringLiteral("산책"));

Chat::Timestamp dayOf(int day)
{
    return Chat::Timestamp(QDateTime(QDate(2026, 11, day), QTime(9, 30)).toMSecsSinceEpoch() * 1ms);
}

Chat::AccountInfo infoOf(const QString &name)
{
    Chat::AccountInfo info;
    info.user = Chat::UserId(QStringLiteral("u-7f3a"));
    info.name = name;
    info.role = QStringLiteral("owner");
    info.hasPassword = true;
    info.avatar = {QStringLiteral("🦊"), QStringLiteral("#8a5a00"), {}};
    info.devices = {
        {QStringLiteral("a"), QStringLiteral("jiwoo-desktop"), dayOf(2), dayOf(22), true},
        {QStringLiteral("b"), QStringLiteral("지우의 노트북"), dayOf(9), dayOf(21), false},
        {QStringLiteral("c"), {}, dayOf(12), dayOf(12), false}};
    return info;
}

template <typename T>
T *in(QWidget &window, const char *name)
{
    return window.findChild<T *>(QString::fromLatin1(name));
}

void showAccount(QWidget &window, ScriptedHost &host, const Shoot &shoot)
{
    in<QToolButton>(window, "openAccount")->click();
    QTest::qWait(accountSettled);
    auto *dialog = in<QDialog>(window, "accountDialog");
    shoot(*dialog, "account-me");
    auto *tabs = in<QTabWidget>(*dialog, "accountTabs");
    tabs->setCurrentIndex(2);
    in<QLineEdit>(*dialog, "passwordNew")->setText(QStringLiteral("short"));
    shoot(*dialog, "account-password");
    tabs->setCurrentIndex(3);
    in<QListWidget>(*dialog, "deviceList")->setCurrentRow(1);
    in<QPushButton>(*dialog, "deviceAdd")->click();
    QTest::qWait(accountSettled);
    const auto soon =
        std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now() + 10min);
    host.publish(Chat::accountDestination(Chat::AccountRequest::Pair),
                 Chat::PairingCode{QStringLiteral("K7QMP-2XWPD"), soon}.toJson());
    QTest::qWait(accountSettled);
    shoot(*dialog, "account-devices");
    in<QPushButton>(*dialog, "deviceRemove")->click();
    QTest::qWait(accountSettled);
    if (auto *box = in<QDialog>(*dialog, "deviceQuestion")) {
        shoot(*box, "account-remove");
        box->reject();
    }
    tabs->setCurrentIndex(4);
    shoot(*dialog, "account-ignored");
    tabs->setCurrentIndex(5);
    shoot(*dialog, "account-leaving");
    in<QPushButton>(*dialog, "accountErase")->click();
    QTest::qWait(accountSettled);
    auto *erase = in<QDialog>(*dialog, "eraseDialog");
    shoot(*erase, "account-erase");
    erase->reject();
    dialog->close();
}

void showPeople(QWidget &window, ScriptedHost &host, const Shoot &shoot)
{
    auto *list = in<QListView>(window, "memberList");
    list->setFocus();
    const bool isSelf = list->model()->index(0, 0).data(Ui::MemberListModel::SelfRole).toBool();
    list->setCurrentIndex(list->model()->index(isSelf ? 1 : 0, 0));
    QContextMenuEvent wanted(QContextMenuEvent::Keyboard, QPoint(), QPoint());
    QApplication::sendEvent(list, &wanted);
    QTest::qWait(accountSettled);
    auto *menu = QApplication::activePopupWidget();
    if (!menu)
        return;
    shoot(*menu, "account-menu");
    auto *recover = in<QAction>(*menu, "recoverPerson");
    menu->close();
    recover->trigger();
    QTest::qWait(accountSettled);
    auto *dialog = in<QDialog>(window, "recoverDialog");
    in<QPushButton>(*dialog, "recoverMake")->click();
    QTest::qWait(accountSettled);
    host.publish(
        Chat::accountDestination(Chat::AccountRequest::Recover),
        Chat::PairingCode{QStringLiteral("3TRVA-9HJKC"), Chat::Timestamp(dayOf(1) + 2400000h)}
            .toJson());
    QTest::qWait(accountSettled);
    shoot(*dialog, "account-recover");
    dialog->close();
}

void showWaysIn(Ui::Profile &profile, const Shoot &shoot)
{
    ScriptedHost host;
    host.user = "g-00000000000000c3";
    host.hostName = "Madang";
    host.alsoGreets = {{"account", "name-taken"}};
    Ui::ChatClient client(profile, QStringLiteral("guests"), host.linkMaker());
    client.connectToHost();
    QTRY_VERIFY(client.account()->standing() == Ui::Account::Standing::NameTaken);
    Ui::Actions actions;
    Ui::MainWindow window(profile, actions);
    window.resize(1000, 640);
    window.showChat(&client, {});
    window.show();
    QTest::qWait(accountSettled);
    auto *dialog = in<QDialog>(window, "wayInDialog");
    shoot(*dialog, "wayin-name");
    auto *tabs = in<QTabWidget>(*dialog, "wayInTabs");
    tabs->setCurrentIndex(2);
    shoot(*dialog, "wayin-password");
    tabs->setCurrentIndex(1);
    in<QLineEdit>(*dialog, "wayInCode")->setText(QStringLiteral("K7QMP-2XWPX"));
    in<QPushButton>(*dialog, "wayInCome")->click();
    Q_EMIT client.account()->refusedIn(QStringLiteral("too many wrong tries, try again"), 15s);
    shoot(*dialog, "wayin-wait");
    dialog->close();
    QTest::qWait(accountSettled);
    shoot(window, "wayin-strip");
    in<QToolButton>(window, "openAccount")->click();
    QTest::qWait(accountSettled);
    shoot(*in<QDialog>(window, "accountDialog"), "account-guest");
}

} // namespace

void showAccountDialogs(Ui::Profile &profile, bool korean, const Shoot &shoot)
{
    const QString name = korean ? QStringLiteral("지우") : QStringLiteral("Jiwoo");
    const Chat::UserId noisy(QStringLiteral("u-noisy"));
    profile.setName(name);
    ScriptedHost host;
    host.user = "u-7f3a";
    host.hostName = korean ? "지우의 마당" : "Jiwoo's Madang";
    host.alsoGreets = {{"user-name", name.toUtf8()}};
    host.deaf = true;
    for (const char *said : {"오늘 날씨 좋네요", "점심 먹고 걸을까요?"})
        host.append(walkRoom, QString::fromUtf8(said), Chat::UserId(QStringLiteral("u-minjun")));
    for (int i = 0; i < 3; ++i)
        host.append(walkRoom, QStringLiteral("spam"), noisy);
    host.append(walkRoom, QStringLiteral("네, 12시에 정문에서 만나요"),
                Chat::UserId(QStringLiteral("u-7f3a")));
    profile.setJoined(QStringLiteral("accounts"), walkRoom, true);
    Ui::ChatClient client(profile, QStringLiteral("accounts"), host.linkMaker());
    client.connectToHost();
    QTRY_VERIFY(client.timeline(walkRoom)->rowCount() >= 6);
    client.account()->ignored()->set(noisy, QStringLiteral("noisy bot"), true);
    host.publish(Chat::accountDestination(Chat::AccountRequest::Me), infoOf(name).toJson());

    Ui::Actions actions;
    Ui::MainWindow window(profile, actions);
    window.resize(1100, 640);
    window.showChat(&client, {});
    window.show();
    window.findChild<Ui::ChatPage *>()->showRoom(walkRoom);
    std::vector<Chat::Member> people{
        {Chat::UserId(QStringLiteral("u-7f3a")), name, false, true, true},
        {Chat::UserId(QStringLiteral("u-minjun")), QStringLiteral("민준"), false, true, true},
        {Chat::UserId(QStringLiteral("u-seoyeon")), QStringLiteral("Seoyeon"), false, true, true}};
    people[0].avatar = infoOf(name).avatar;
    people[1].avatar = {QStringLiteral("🐧"), QStringLiteral("#bfe3ff"), {}};
    people[2].avatar = {{}, QStringLiteral("#ffd84d"), {}};
    client.members(walkRoom)->setMembers(people);
    QTest::qWait(accountSettled);
    Q_EMIT client.account()->deviceAdded(QStringLiteral("지우의 노트북"));
    QTest::qWait(accountSettled);
    shoot(window, "account-strip");
    showAccount(window, host, shoot);
    showPeople(window, host, shoot);
    window.showStart();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    showWaysIn(profile, shoot);
}
