// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/galleryconversations.h"

#include "stomp/wire/roominfo.h"
#include "ui/chatpage.h"

#include <QDialog>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

#include <utility>

namespace {

using Kind = Chat::Request::Kind;
constexpr int quiet = 150; // ms

QDialog *openDialog(QWidget &window)
{
    window.findChild<QToolButton *>(QStringLiteral("newConversation"))->click();
    QTest::qWait(quiet);
    return window.findChild<QDialog *>(QStringLiteral("conversationDialog"));
}

void press(QDialog &dialog, const char *button)
{
    dialog.findChild<QPushButton *>(QString::fromLatin1(button))->click();
    QTest::qWait(quiet);
}

void add(QDialog &dialog, const QString &name)
{
    auto *field = dialog.findChild<QLineEdit *>(QStringLiteral("peopleFind"));
    field->setText(name);
    QTest::keyClick(field, Qt::Key_Return);
}

/// The host makes the room, and knows nobody of the second one.
void answer(ScriptedHost &host)
{
    const auto asked =
        Chat::RoomRequest::fromJson(host.sentTo(Chat::requestDestination(Kind::CreateRoom)).last());
    Chat::RoomInfo made;
    made.id = Chat::RoomId(asked->roomText);
    made.name = asked->name;
    made.settings.visibility = Chat::Visibility::Private;
    made.own.role = Chat::MemberRole::Owner;
    made.members = 1;
    host.release();
    host.publish(Chat::ownRoomsQueue(), made.toJson());
    QTest::qWait(quiet);
    host.release();
    QTest::qWait(quiet);
}

void refuse(ScriptedHost &host)
{
    for (const QByteArray &receipt : std::exchange(host.heldReceipts, {}))
        host.publish(Chat::errorsQueue(),
                     R"({"message":"no such person","receipt":")" + receipt + R"("})");
    QTest::qWait(quiet);
}

} // namespace

void showConversations(QWidget &window, Ui::ChatClient &client, ScriptedHost &host,
                       const Chat::RoomId &room,
                       const std::function<void(QWidget &shown, const char *page)> &shoot)
{
    for (const char *name :
         {"Maximilian Sebastian von und zu Hohenbergen", "김민지", "<b>Lee</b>"}) {
        Chat::Member member;
        member.id = Chat::UserId(QString::fromUtf8(name));
        member.name = QString::fromUtf8(name);
        member.here = true;
        client.members(room)->update(member);
    }
    QDialog *dialog = openDialog(window);
    shoot(*dialog, "conversation");
    add(*dialog, QStringLiteral("민준"));
    shoot(*dialog, "conversation-two");
    add(*dialog, QStringLiteral("김민지"));
    add(*dialog, QStringLiteral("Max"));
    add(*dialog, QStringLiteral("<b>"));
    QTest::keyClick(dialog->findChild<QLineEdit *>(QStringLiteral("peopleFind")), Qt::Key_Down);
    QTest::qWait(quiet);
    shoot(*dialog, "conversation-group");
    dialog->findChild<QLineEdit *>(QStringLiteral("peopleFind"))->setText(QStringLiteral("zzz"));
    QTest::qWait(quiet);
    shoot(*dialog, "conversation-unknown");
    dialog->findChild<QLineEdit *>(QStringLiteral("peopleFind"))->clear();
    host.holdsReceipts = true;
    press(*dialog, "conversationAccept");
    answer(host);
    shoot(*dialog, "conversation-inviting");
    refuse(host);
    for (int i = 0; i < 2; ++i) {
        host.release();
        QTest::qWait(quiet);
    }
    shoot(*dialog, "conversation-refused");
    press(*dialog, "conversationCancel");
    shoot(window, "conversation-made");
    window.findChild<Ui::ChatPage *>()->showRoom(room);
    host.release();
    host.holdsReceipts = false;

    host.unreachable = true;
    host.breakLink();
    QTest::qWait(quiet);
    dialog = openDialog(window);
    add(*dialog, QStringLiteral("민준"));
    shoot(*dialog, "conversation-offline");
    client.members(room)->setMembers({});
    QTest::qWait(quiet);
    dialog->close();
    QTest::qWait(quiet);
}
