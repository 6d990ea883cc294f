// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/galleryrooms.h"

#include "stomp/wire/hooks.h"
#include "stomp/wire/order.h"
#include "stomp/wire/roomevents.h"
#include "ui/chatpage.h"
#include "ui/memberspane.h"
#include "ui/messageedit.h"
#include "ui/roomheader.h"
#include "ui/webhooksdialog.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QDialog>
#include <QLineEdit>
#include <QListView>
#include <QMessageBox>
#include <QPushButton>
#include <QTabWidget>
#include <QTest>

namespace {

using Shoot = std::function<void(QWidget &dialog, const char *page)>;
using Kind = Chat::Request::Kind;
constexpr int settled = 150;

Chat::Timestamp hourOf(int day)
{
    return Chat::Timestamp(QDateTime(QDate(2026, 11, day), QTime(9, 30)).toMSecsSinceEpoch() *
                           std::chrono::milliseconds(1));
}

void showOrder(QDialog &dialog, ScriptedHost &host, const Chat::RoomId &room, const Shoot &shoot)
{
    auto *tabs = dialog.findChild<QTabWidget *>(QStringLiteral("settingsTabs"));
    const auto publish = [&](const Chat::OrderList &list, const Chat::OrderList &everywhere,
                             const Chat::AuditPage &page) {
        tabs->setCurrentIndex(0);
        tabs->setCurrentIndex(2);
        QTest::qWait(settled);
        host.publish(Chat::requestDestination(Kind::Order, room), list.toJson());
        host.publish(Chat::requestDestination(Kind::Banned), everywhere.toJson());
        host.publish(Chat::requestDestination(Kind::Audit, room), page.toJson());
        QTest::qWait(settled);
    };
    publish({room, {}, {}}, {}, {room, {}, false});
    shoot(dialog, "room-order-none");
    const Chat::UserId seoyeon(QStringLiteral("u-7"));
    const Chat::UserId guest(QStringLiteral("g-8"));
    const Chat::UserId by(QStringLiteral("u-1"));
    const QString byName = QStringLiteral("지우");
    using Action = Chat::OrderEntry::Action;
    Chat::Sanction mute{Chat::Sanction::Kind::Mute,
                        seoyeon,
                        QStringLiteral("서연"),
                        true,
                        false,
                        QStringLiteral("도배"),
                        by,
                        byName,
                        hourOf(9),
                        hourOf(10)};
    Chat::Sanction ban{Chat::Sanction::Kind::Ban,
                       guest,
                       QStringLiteral("Maximilian Sebastian von und zu Hohenbergen-Lichtenfels"),
                       true,
                       true,
                       QStringLiteral("He came back three times under other names, and went on "
                                      "insulting everybody who asked him to stop."),
                       by,
                       byName,
                       hourOf(3),
                       {}};
    Chat::OrderEntry entry;
    entry.room = room;
    entry.by = by;
    entry.byName = byName;
    std::vector<Chat::OrderEntry> entries;
    const auto add = [&](Action action, const QString &name, const QString &detail = {}) {
        entry.number = 100 - qint64(entries.size());
        entry.action = action;
        entry.name = name;
        entry.detail = detail;
        entry.time = hourOf(9 - int(entries.size()));
        entries.push_back(entry);
    };
    entry.reason = mute.reason;
    entry.until = mute.until;
    add(Action::Muted, mute.name);
    entry.until.reset();
    entry.reason = ban.reason;
    add(Action::Banned, ban.name);
    entry.reason.clear();
    add(Action::Settings, {}, QStringLiteral("topic,slowMode"));
    add(Action::Role, mute.name, QStringLiteral("moderator"));
    add(Action::Deleted, ban.name, QStringLiteral("17"));
    publish({room, {mute}, {ban}}, {{}, {}, {ban}}, {room, entries, true});
    shoot(dialog, "room-order");
    if (auto *lift = dialog.findChildren<QPushButton *>(QStringLiteral("heldLift")).value(1))
        lift->click();
    QTest::qWait(settled);
    if (auto *box = dialog.findChild<QDialog *>(QStringLiteral("liftQuestion"))) {
        shoot(*box, "room-order-lift");
        box->reject();
    }
}

void showSettings(QWidget &window, Ui::ChatClient &client, ScriptedHost &host,
                  const Chat::RoomId &room, const Shoot &shoot)
{
    Chat::RoomInfo info = client.rooms()->room(room);
    info.own.role = Chat::MemberRole::Member;
    info.settings.retention = {Chat::Retention::Keep::Days, 90};
    client.rooms()->updateRoom(info);
    auto *header = window.findChild<Ui::RoomHeader *>();
    const auto open = [&] {
        Q_EMIT header->settingsRequested();
        QTest::qWait(settled);
        return window.findChildren<QDialog *>(QStringLiteral("roomSettingsDialog")).constLast();
    };
    QDialog *dialog = open();
    shoot(*dialog, "room-looked");
    dialog->close();
    info.own.role = Chat::MemberRole::Owner;
    info.settings.icon = QStringLiteral("🛠️");
    info.settings.slowMode = std::chrono::seconds(30);
    info.own.knocks = 2;
    client.rooms()->updateRoom(info);
    QTest::qWait(settled);
    shoot(window, "room-knocks");
    host.publish(Chat::paceQueue(), R"({"wait":7000})");
    QTest::qWait(settled);
    shoot(window, "room-pace");
    dialog = open();
    shoot(*dialog, "room-owned");
    dialog->findChild<QLineEdit *>(QStringLiteral("settingsCount"))->setText(QStringLiteral("7"));
    shoot(*dialog, "room-less");
    auto *tabs = dialog->findChild<QTabWidget *>(QStringLiteral("settingsTabs"));
    tabs->setCurrentIndex(1);
    dialog->findChild<QComboBox *>(QStringLiteral("settingsPasswordChoice"))->setCurrentIndex(1);
    host.publish(
        Chat::requestDestination(Kind::Knocks, room),
        Chat::KnockList{
            room,
            {{Chat::UserId(QStringLiteral("u-7")), QStringLiteral("서연"), false, hourOf(3)},
             {Chat::UserId(QStringLiteral("g-8")), QStringLiteral("Maximilian"), true, hourOf(4)}}}
            .toJson());
    QTest::qWait(settled);
    shoot(*dialog, "room-entry");
    info.settings.visibility = Chat::Visibility::Private;
    client.rooms()->updateRoom(info);
    dialog->findChild<QComboBox *>(QStringLiteral("settingsKind"))->setCurrentIndex(0);
    QTest::qWait(settled);
    shoot(*dialog, "room-opens");
    info.settings.visibility = Chat::Visibility::Public;
    client.rooms()->updateRoom(info);
    showOrder(*dialog, host, room, shoot);
    tabs->setCurrentIndex(3);
    shoot(*dialog, "room-end");
    dialog->findChild<QPushButton *>(QStringLiteral("roomDelete"))->click();
    QTest::qWait(settled);
    if (auto *box = dialog->findChild<QDialog *>(QStringLiteral("deleteQuestion"))) {
        shoot(*box, "room-delete");
        box->reject();
    }
    info.settings.deleteAt = hourOf(23);
    client.rooms()->updateRoom(info);
    QTest::qWait(settled);
    shoot(*dialog, "room-ends");
    dialog->close();
    info.settings.deleteAt.reset();
    info.own.role = Chat::MemberRole::Member;
    info.own.muted = Chat::Ruling{
        QStringLiteral("도배는 그만해 주세요"), QStringLiteral("지우"),
        Chat::Timestamp(std::chrono::milliseconds(QDateTime::currentMSecsSinceEpoch() + 754'000))};
    client.rooms()->updateRoom(info);
    QTest::qWait(settled);
    shoot(window, "room-muted");
    info.own.role = Chat::MemberRole::Owner;
    info.own.muted.reset();
    client.rooms()->updateRoom(info);
    QTest::qWait(settled);
}

void showHooks(QWidget &window, ScriptedHost &host, const Chat::RoomId &room, const Shoot &shoot)
{
    Q_EMIT window.findChild<Ui::RoomHeader *>()->webhooksRequested();
    QTest::qWait(settled);
    auto *dialog = window.findChild<Ui::WebhooksDialog *>();
    dialog->setOutgoingOffered(true);
    const QByteArray list = Chat::requestDestination(Kind::Hooks, room);
    host.publish(list, Chat::HookList{room, {}}.toJson());
    QTest::qWait(settled);
    shoot(*dialog, "hooks-empty");
    dialog->findChild<QPushButton *>(QStringLiteral("hookNew"))->click();
    auto *kind = dialog->findChild<QComboBox *>(QStringLiteral("hookKind"));
    kind->setCurrentIndex(1);
    shoot(*dialog, "hooks-new");
    kind->setCurrentIndex(0);
    dialog->findChild<QLineEdit *>(QStringLiteral("hookName"))->setText(QStringLiteral("CI"));
    dialog->findChild<QPushButton *>(QStringLiteral("hookMake"))->click();
    QTest::qWait(settled);
    Chat::HookInfo in;
    in.id = QStringLiteral("1");
    in.room = room;
    in.name = QStringLiteral("CI");
    in.avatar = QStringLiteral("🚀");
    in.created = hourOf(3);
    Chat::HookInfo out = in;
    out.id = QStringLiteral("2");
    out.kind = Chat::HookKind::Outgoing;
    out.name = QStringLiteral("점심 투표");
    out.avatar = {};
    out.url = QStringLiteral("https://example.org/lunch/votes");
    out.trigger = QStringLiteral("!점심");
    out.counts = {1204, 3, 0, 2, QStringLiteral("HTTP 503")};
    host.publish(list, Chat::HookList{room, {in, out}}.toJson());
    host.publish(
        Chat::hooksQueue(),
        Chat::HookMade{in, QStringLiteral("/hooks/7f3kQ9sVb2LwXnE4RtYu8Zp1"), {}}.toJson());
    QTest::qWait(settled);
    shoot(*dialog, "hooks");
    dialog->findChild<QPushButton *>(QStringLiteral("hookRemove"))->click();
    QTest::qWait(settled);
    if (auto *box = dialog->findChild<QDialog *>(QStringLiteral("removeQuestion"))) {
        shoot(*box, "hooks-remove");
        box->reject();
    }
    dialog->close(); // not without a question: nothing was copied
    QTest::qWait(settled);
    if (auto *box = dialog->findChild<QDialog *>(QStringLiteral("closeQuestion"))) {
        shoot(*box, "hooks-close");
        box->findChild<QPushButton *>(QStringLiteral("closeQuestionYes"))->click();
    }
}

/// One that is not joined, whose password was guessed too often, in a wide window and a narrow one.
void showWaiting(QWidget &window, Ui::ChatClient &client, const Chat::RoomId &room,
                 const Shoot &shoot)
{
    Chat::RoomInfo info = client.rooms()->room(room);
    info.id = Chat::RoomId(QStringLiteral("long"));
    info.name = QStringLiteral("Wednesday evening reading circle of the old town 수요일 저녁 모임");
    info.own = {};
    info.settings.icon = QStringLiteral("🦉");
    info.settings.password = true;
    client.rooms()->updateRoom(info);
    client.rooms()->setNextEntry(info.id, QDateTime::currentDateTimeUtc().addSecs(95));
    auto *page = window.findChild<Ui::ChatPage *>();
    page->showRoom(info.id);
    QTest::qWait(settled);
    shoot(window, "room-wait");
    const QSize size = window.size();
    window.resize(640, 480);
    QTest::qWait(settled);
    shoot(window, "room-wait-small");
    window.resize(size);
    client.rooms()->removeRoom(info.id);
    page->showRoom(room);
    QTest::qWait(settled);
}

void showGone(QWidget &window, Ui::ChatClient &client, const Chat::RoomId &room, const Shoot &shoot)
{
    Chat::RoomInfo info = client.rooms()->room(room);
    info.id = Chat::RoomId(QStringLiteral("밤샘"));
    info.name = QStringLiteral("밤샘 모임");
    client.rooms()->setJoined(info.id, true);
    client.rooms()->updateRoom(info);
    auto *page = window.findChild<Ui::ChatPage *>();
    page->showRoom(info.id);
    window.findChild<Ui::MessageEdit *>()->setPlainText(
        QStringLiteral("그럼 토요일 7시에 만나요.\n김밥은 제가 사 갈게요."));
    client.rooms()->removeRoom(info.id);
    QTest::qWait(settled);
    shoot(window, "room-gone");
    page->showRoom(room);
}

QWidget *openMemberMenu(QWidget &window)
{
    auto *list = window.findChild<QListView *>(QStringLiteral("memberList"));
    list->setFocus();
    const int other =
        list->model()->index(1, 0).data(Ui::MemberListModel::SelfRole).toBool() ? 0 : 1;
    list->setCurrentIndex(list->model()->index(other, 0));
    QContextMenuEvent wanted(QContextMenuEvent::Keyboard, QPoint(), QPoint());
    QApplication::sendEvent(list, &wanted);
    QTest::qWait(settled);
    return QApplication::activePopupWidget();
}

void showMemberMenu(QWidget &window, const Shoot &shoot)
{
    if (QWidget *menu = openMemberMenu(window)) {
        shoot(*menu, "membermenu");
        menu->close();
    }
    const std::pair<const char *, const char *> all[] = {
        {"mute", "order-mute"}, {"sendOut", "order-out"}, {"ban", "order-ban"}};
    for (const auto &[name, page] : all) {
        QWidget *menu = openMemberMenu(window);
        auto *action = menu ? menu->findChild<QAction *>(QString::fromLatin1(name)) : nullptr;
        if (!action)
            continue;
        menu->close(); // as it is when one chooses; it is deleted later
        action->trigger();
        QTest::qWait(settled);
        if (auto *dialog = window.findChild<QDialog *>(QStringLiteral("orderDialog"))) {
            shoot(*dialog, page);
            dialog->close();
            QTest::qWait(settled);
        }
    }
    QWidget *menu = openMemberMenu(window);
    auto *owner = menu ? menu->findChild<QAction *>(QStringLiteral("makeOwner")) : nullptr;
    if (!owner)
        return;
    menu->close();
    owner->trigger();
    QTest::qWait(settled);
    if (auto *question = window.findChild<QMessageBox *>(QStringLiteral("makeOwnerQuestion"))) {
        shoot(*question, "make-owner");
        question->reject();
        QTest::qWait(settled);
    }
}

/// Of a message that somebody else said, where one keeps order.
void showMessageMenu(QWidget &window, const Shoot &shoot)
{
    auto *timeline = window.findChild<QAbstractItemView *>(QStringLiteral("timeline"));
    const QAbstractItemModel *lines = timeline->model();
    for (int row = lines->rowCount() - 1; row >= 0; --row) {
        timeline->setFocus();
        timeline->setCurrentIndex(lines->index(row, 0));
        QContextMenuEvent wanted(QContextMenuEvent::Keyboard, QPoint(), QPoint());
        QApplication::sendEvent(timeline->viewport(), &wanted);
        QTest::qWait(settled);
        QWidget *menu = QApplication::activePopupWidget();
        if (!menu)
            continue;
        const bool isTheirs = menu->findChild<QAction *>(QStringLiteral("ban"));
        if (isTheirs)
            shoot(*menu, "messagemenu-order");
        menu->close();
        if (isTheirs)
            return;
    }
}

} // namespace

void showRoomDialogs(QWidget &window, Ui::ChatClient &client, ScriptedHost &host,
                     const Chat::RoomId &room, const Shoot &shoot)
{
    showSettings(window, client, host, room, shoot);
    showMemberMenu(window, shoot);
    showMessageMenu(window, shoot);
    showHooks(window, host, room, shoot);
    showWaiting(window, client, room, shoot);
    showGone(window, client, room, shoot);
}
