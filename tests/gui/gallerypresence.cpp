// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/gallerypresence.h"

#include "stomp/wire/changes.h"
#include "ui/chatpage.h"
#include "ui/model/company.h"

#include <QApplication>
#include <QDialog>
#include <QLineEdit>
#include <QListView>
#include <QTabBar>
#include <QTest>
#include <QToolButton>

namespace {

using Chat::Availability;
using Shoot = std::function<void(QWidget &shown, const char *page)>;
constexpr int calm = 100; // ms

Chat::Timestamp stampOf(const QDateTime &time)
{
    return Chat::Timestamp(std::chrono::milliseconds(time.toMSecsSinceEpoch()));
}

void setPeople(Ui::ChatClient &client, const Chat::RoomId &room, bool korean)
{
    const QDateTime noon(QDate::currentDate(), QTime(9, 2));
    const auto words = [korean](const char *inKorean, const char *inEnglish) {
        return QString::fromUtf8(korean ? inKorean : inEnglish);
    };
    struct Entry {
        const char *id;
        const char *name;
        bool here;
        Chat::Attendance attendance;
    };
    const Entry entries[] = {
        {"owner", "지우", true, {Availability::Online, words("☕ 커피", "☕ coffee"), {}, {}}},
        {"u-minjun", "민준", true, {Availability::Away, {}, {}, {}}},
        {"u-haeun",
         "하은",
         true,
         {Availability::DoNotDisturb,
          words("발표 준비 중이니 급한 일만 불러 주세요",
                "preparing a talk, only call if it burns"),
          {},
          {}}},
        {"u-seoyeon", "Seoyeon", true, {Availability::Online, {}, {}, {}}},
        {"u-doyun", "도윤", false, {Availability::Offline, {}, {}, stampOf(noon)}},
        {"u-maximilian",
         "Maximilian von Hohenfels",
         false,
         {Availability::Offline, {}, {}, stampOf(noon.addDays(-1))}},
        {"u-yuna", "유나", false, {Availability::Offline, {}, {}, stampOf(noon.addDays(-40))}},
    };
    std::vector<Chat::Member> members;
    for (const Entry &entry : entries) {
        Chat::Member member{Chat::UserId(QString::fromUtf8(entry.id)),
                            QString::fromUtf8(entry.name), false, entry.here, true};
        member.attendance = entry.attendance;
        members.push_back(member);
    }
    client.members(room)->setMembers(members);
}

void setKinds(Ui::ChatClient &client)
{
    int row = 0;
    for (const char *id : {"배포-알림", "점심", "회의록", "잡담"}) {
        Chat::RoomInfo info = client.rooms()->room(Chat::RoomId(QString::fromUtf8(id)));
        switch (row++) {
        case 0:
            info.settings.visibility = Chat::Visibility::Private;
            break;
        case 1:
            info.settings.icon = QStringLiteral("🍱");
            break;
        case 2:
            info.settings.deleteAt =
                stampOf(QDateTime(QDate::currentDate().addDays(1), QTime(9, 0)));
            info.own.role = Chat::MemberRole::Owner;
            break;
        default:
            info.settings.password = true;
            break;
        }
        client.rooms()->updateRoom(info);
    }
    client.rooms()->setUnread(Chat::RoomId(QStringLiteral("점심")), 14, 3);
    Chat::RoomInfo old;
    old.id = Chat::RoomId(QStringLiteral("2025"));
    old.name = old.id.toString();
    old.settings.archived = true;
    client.rooms()->updateRoom(old);
}

void showOwn(QWidget &window, Ui::ChatClient &client, bool korean, const Shoot &shoot)
{
    auto *button = window.findChild<QToolButton *>(QStringLiteral("ownPresence"));
    client.company()->presence()->setStatus(korean
                                                ? QStringLiteral("☕ 커피 마시러 잠깐 나왔어요")
                                                : QStringLiteral("☕ out for a coffee, back soon"));
    button->click();
    QTest::qWait(calm);
    if (QWidget *menu = QApplication::activePopupWidget()) {
        shoot(*menu, "presence-menu");
        auto *ask = menu->findChild<QAction *>(QStringLiteral("setStatus"));
        menu->close();
        ask->trigger();
    }
    QTest::qWait(calm);
    if (auto *dialog = window.findChild<QDialog *>(QStringLiteral("statusLineDialog"))) {
        shoot(*dialog, "presence-status");
        dialog->close();
    }
}

void showPins(QWidget &window, ScriptedHost &host, const Chat::RoomId &room, const Shoot &shoot)
{
    const QByteArray question = Chat::requestDestination(Chat::Request::Kind::Pins, room);
    host.publish(question, Chat::HistoryPage{room, {}, false}.toJson());
    window.findChild<QToolButton *>(QStringLiteral("pinsButton"))->click();
    QTest::qWait(calm);
    shoot(window, "pins-empty");
    int second = 0;
    for (const size_t line : {size_t(2), size_t(0), size_t(6)}) {
        Chat::RoomMessage message = host.rooms[room].at(line);
        message.changes.pinned = Chat::Timestamp(std::chrono::seconds(++second));
        message.changes.revision = {1000 + second};
        host.publish(Chat::roomEventsTopic(room), Chat::ChangedEvent{message}.toJson());
    }
    QTest::qWait(calm);
    auto *list = window.findChild<QListView *>(QStringLiteral("pinsList"));
    list->setCurrentIndex(list->model()->index(1, 0));
    shoot(window, "pins");
    window.findChild<QTabBar *>(QStringLiteral("detailsTabs"))->setCurrentIndex(0);
}

} // namespace

void showPresence(QWidget &window, Ui::ChatClient &client, ScriptedHost &host,
                  const Chat::RoomId &room, bool korean, const Shoot &shoot)
{
    setPeople(client, room, korean);
    setKinds(client);
    showOwn(window, client, korean, shoot);
    for (const char *name : {"민준", "하은"}) {
        const QString shown = QString::fromUtf8(name);
        client.company()->typists(room)->take(
            {room, Chat::UserId(QStringLiteral("u-") + shown), shown, true}, client.self());
    }
    window.findChild<QToolButton *>(QStringLiteral("archivedRooms"))->setChecked(true);
    QTest::qWait(calm);
    shoot(window, "presence");
    auto *page = window.findChild<Ui::ChatPage *>();
    page->showRoom(Chat::RoomId(QStringLiteral("회의록")));
    QTest::qWait(calm);
    shoot(window, "presence-ends");
    Chat::RoomInfo two = client.rooms()->room(room);
    two.settings.visibility = Chat::Visibility::Direct;
    client.rooms()->updateRoom(two);
    page->showRoom(room);
    QTest::qWait(calm);
    shoot(window, "presence-two");
    two.settings.visibility = Chat::Visibility::Public;
    client.rooms()->updateRoom(two);
    showPins(window, host, room, shoot);
}
