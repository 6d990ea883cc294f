// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/gallerydelivery.h"

#include "ui/messagedetails.h"
#include "ui/model/outboxsender.h"
#include "ui/timelineview.h"

#include <QDialog>
#include <QPushButton>
#include <QTest>

namespace {

using namespace std::chrono_literals;
constexpr int deliverySettled = 150;

/// What is said, one after the other, behind all that is there.
class Talk {
public:
    Talk(Ui::ChatClient &client, const Chat::RoomId &room)
        : m_timeline(*client.timeline(room)), m_self(client.self()),
          m_ownName(client.profile().name())
    {
        m_next.room = room;
        m_next.sequence = m_timeline.newest();
        m_next.time = Chat::Timestamp(
            QDateTime(QDate::currentDate(), QTime(14, 2)).toMSecsSinceEpoch() * 1ms);
    }
    Chat::Sequence own(const QString &text) { return add(m_ownName, m_self, text); }
    Chat::Sequence lee(const QString &text, std::chrono::minutes late = 0min)
    {
        if (late > 0min)
            m_next.written = m_next.time - late;
        return add(QStringLiteral("민준"), Chat::UserId(QStringLiteral("u-minjun")), text);
    }
    void notice(const QString &who, bool came)
    {
        m_next.type = came ? Chat::MessageType::Enter : Chat::MessageType::Leave;
        add(who, Chat::UserId(QStringLiteral("u-") + who), {});
    }

private:
    Chat::Sequence add(const QString &name, const Chat::UserId &id, const QString &text)
    {
        ++m_next.sequence.number;
        m_next.sender = name;
        m_next.senderId = id;
        m_next.text = text;
        m_timeline.addStored({m_next});
        m_next.time += 20s;
        m_next.written.reset();
        m_next.type = Chat::MessageType::Talk;
        return m_next.sequence;
    }

    Ui::TimelineModel &m_timeline;
    Chat::UserId m_self;
    QString m_ownName;
    Chat::RoomMessage m_next;
};

void keepUnsent(Ui::ChatClient &client, const Chat::RoomId &room, const QString &text,
                const QString &sender = {})
{
    Chat::RoomMessage message;
    message.room = room;
    message.sender = client.profile().name();
    message.senderId = client.self();
    message.text = text;
    message.clientId = Chat::makeClientMessageId();
    message.time =
        std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()) - 10min;
    client.timeline(room)->addWaiting(message);
    message.sender = sender;
    client.outbox().add(message);
}

} // namespace

void showDeliveries(QWidget &window, Ui::ChatClient &client, const Chat::RoomId &room, bool korean,
                    const std::function<void(QWidget &shown, const char *page)> &shoot)
{
    const auto words = [korean](const char *inKorean, const char *inEnglish) {
        return QString::fromUtf8(korean ? inKorean : inEnglish);
    };
    auto *view = window.findChild<Ui::TimelineView *>();
    Talk talk(client, room);
    for (const char *who : {"하은", "도윤", "Seoyeon", "지민", "Alexander"})
        talk.notice(QString::fromUtf8(who), true);
    talk.notice(QStringLiteral("예준"), false);
    const int notices = client.timeline(room)->rowCount() - 1;
    const Chat::Sequence first = talk.own(words("모두 보이나요?", "Can everybody see this?"));
    const Chat::Sequence second = talk.own(words("회의는 세 시입니다.", "We meet at three."));
    talk.lee(words("기차 안이라 이제야 나가네요.", "I was on a train; this goes out only now."),
             90min);
    const Chat::Sequence third = talk.own(words("괜찮아요 🙂", "Never mind 🙂"));
    talk.lee(words("어제 쓴 글도 하나 있어요.", "And one that I wrote yesterday."), 1500min);
    const Chat::Sequence fourth =
        talk.own(words("길게 쓴 글은 옆에 말을 둘 자리가 없을 수도 있습니다. 그럴 때에는 표시만 "
                       "보이고, 가리키면 나머지를 읽을 수 있어야 합니다. 이 글이 그렇게 긴 "
                       "글입니다. 조금만 더 쓰면 한 줄을 넘어갑니다.",
                       "A long message may leave no room for words beside it. The sign alone is "
                       "seen then, and whoever points at it reads the rest. This is such a long "
                       "message, and with some more words it takes another line."));
    client.timeline(room)->setReceipts(
        {{first, 5, 5, 2, 0}, {second, 5, 5, 5, 0}, {third, 5, 3, 0, 1}, {fourth, 5, 5, 4, 0}});
    view->scrollToEnd();
    shoot(window, "delivery");
    view->setFocus();
    view->setCurrentIndex(client.timeline(room)->indexOf(third));
    auto *details = new Ui::MessageDetails(
        client.timeline(room)->index(client.timeline(room)->rowCount() - 1), &window);
    details->open();
    shoot(*details, "delivery-details");
    details->reject();
    view->toggleNotices(client.timeline(room)->index(notices));
    view->setCurrentIndex(client.timeline(room)->index(notices));
    shoot(window, "delivery-notices");
    view->toggleNotices(client.timeline(room)->index(notices));
    view->clearSelection();

    const QString tooLong(1'200'000, u'x'); // in a name nobody sees here
    keepUnsent(client, room, words("이 글은 못 나갔습니다", "This one did not go out"), tooLong);
    keepUnsent(client, room, words("이 글도 마찬가지입니다", "Nor did this one"), tooLong);
    keepUnsent(client, room, words("이 글은 기다립니다", "This one waits"));
    keepUnsent(client, Chat::RoomId(QStringLiteral("점심")), QStringLiteral("…"));
    client.rooms()->setNextSpeech(room, QDateTime::currentDateTime().addSecs(600));
    const QSize size = window.size();
    view->scrollToEnd();
    shoot(window, "delivery-unsent");
    window.findChild<QPushButton *>(QStringLiteral("discardAll"))->click();
    QTest::qWait(deliverySettled);
    if (auto *question = window.findChild<QDialog *>(QStringLiteral("discardQuestion"))) {
        shoot(*question, "delivery-discard");
        question->reject();
    }
    window.resize(640, 480);
    shoot(window, "delivery-small");
    window.resize(size);
    client.rooms()->setNextSpeech(room, {});
}
