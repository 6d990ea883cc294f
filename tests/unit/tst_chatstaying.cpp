// SPDX-License-Identifier: GPL-3.0-or-later
// Who asked to stay in a room when the log cannot write it, or answers late.
#include "server/store/erasingstore.h"
#include "tests/support/chatfixture.h"

#include <QTest>

#include <deque>

using namespace Server;

namespace {

/// Nobody wanted to be forgotten.
class NothingToErase final : public ErasingStore {
public:
    void begin(const Chat::UserId &, Chat::Timestamp, Chat::Timestamp, Answer<bool>) override {}
    void unfinished(Answer<std::vector<Chat::UserId>>) override {}
    void goOn(const Chat::UserId &, Chat::Timestamp, Answer<ErasedPiece>) override {}
};

/// A log that answers one call at a time, when told; members only as long as it is allowed.
class ScriptedStore final : public Store {
public:
    void append(const Chat::RoomMessage &message, Answer<Appended> answer) override
    {
        said.push_back(message);
        Appended appended{message, false};
        appended.message.sequence = Chat::Sequence{std::ssize(said)};
        later(std::move(answer), appended);
    }
    void appendAll(const MessageBatch &, Answer<std::vector<Appended>> answer) override
    {
        later(std::move(answer), std::vector<Appended>());
    }
    void createRoom(const StoredRoom &room, Answer<StoredRoom> answer) override
    {
        later(std::move(answer), room);
    }
    void setTopic(const Chat::RoomId &, const QString &, Answer<StoredRoom> answer) override
    {
        later(std::move(answer), StoredRoom());
    }
    void addMember(const StoredMember &member, Answer<StoredMember> answer) override
    {
        m_pending.push_back([this, member, answer = std::move(answer)] {
            if (full)
                return answer(tl::unexpected(StoreError::Full));
            ++members;
            answer(member);
        });
    }
    void removeMember(const Chat::RoomId &, const Chat::UserId &, Answer<bool> answer) override
    {
        m_pending.push_back([this, answer = std::move(answer)] {
            const bool was = std::exchange(members, 0) > 0;
            if (answer)
                answer(was);
        });
    }
    ChangeStore &changes() override { Q_UNREACHABLE(); }
    ReadStore &reads() override { Q_UNREACHABLE(); }
    FileStore &files() override { Q_UNREACHABLE(); }
    RoomStore &rooms() override { Q_UNREACHABLE(); }
    HookStore &hooks() override { Q_UNREACHABLE(); }
    AccountStore &accounts() override { Q_UNREACHABLE(); }
    ErasingStore &erasing() override { return m_erasing; }
    OrderStore &order() override { Q_UNREACHABLE(); }
    NewsStore &news() override { Q_UNREACHABLE(); }
    SearchStore &searches() override { Q_UNREACHABLE(); }
    void history(const HistoryQuery &, Answer<History> answer) override
    {
        later(std::move(answer), History());
    }
    void following(const std::vector<KnownPart> &, Answer<Histories> answer) override
    {
        later(std::move(answer), Histories());
    }
    void flush(Answer<bool> answer) override { later(std::move(answer), true); }

    void answerAll()
    {
        while (!m_pending.empty()) {
            const auto answer = std::move(m_pending.front());
            m_pending.pop_front();
            answer();
        }
    }

    bool full = false;
    int members = 0; ///< Times that our one person was written as one.
    std::vector<Chat::RoomMessage> said;

private:
    template <typename T>
    void later(Answer<T> answer, T value)
    {
        m_pending.push_back([answer = std::move(answer), value = std::move(value)] {
            if (answer)
                answer(value);
        });
    }

    std::deque<std::function<void()>> m_pending;
    NothingToErase m_erasing;
};

const auto first = ChatFixture::peer(1, QStringLiteral("g-1"), QStringLiteral("guest"));
const auto second = ChatFixture::peer(2, QStringLiteral("g-1"), QStringLiteral("guest"));

} // namespace

class ChatStayingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void sessionEndsBeforeItFails();
    void anotherSessionStillHoldsIt();
    void sessionEndsBeforeItIsWritten();
    void leftBeforeItIsWritten();
    void backBeforeItIsWritten();
    void twoAskAtOnce();

private:
    void enter(const Peer &who, bool stays);
    void leave();
    int members() const { return m_chat->rooms().at(0).members; }
    /// Kinds of what was said, as letters.
    QString said() const;

    std::unique_ptr<RecordingTopics> m_topics;
    std::unique_ptr<ScriptedStore> m_store;
    std::unique_ptr<ChatService> m_chat;
    QByteArray m_answers; ///< '+' or '-' for each ENTER and LEAVE.
};

void ChatStayingTest::init()
{
    m_chat.reset();
    m_topics = std::make_unique<RecordingTopics>();
    m_store = std::make_unique<ScriptedStore>();
    m_chat = std::make_unique<ChatService>(*m_topics, *m_store, StoreContents(), ChatOptions());
    m_store->answerAll();
    m_answers.clear();
}

void ChatStayingTest::enter(const Peer &who, bool stays)
{
    const QByteArray body =
        R"({"type":"ENTER","roomId":"lobby","stays":)" + QByteArray(stays ? "true}" : "false}");
    m_chat->send(who, "/app/chat/message", {}, body,
                 [this](const auto &done) { m_answers += done ? '+' : '-'; });
}

void ChatStayingTest::leave()
{
    m_chat->send(first, "/app/chat/message", {}, R"({"type":"LEAVE","roomId":"lobby"})",
                 [this](const auto &done) { m_answers += done ? '+' : '-'; });
}

QString ChatStayingTest::said() const
{
    QString kinds;
    for (const Chat::RoomMessage &message : m_store->said)
        kinds += Chat::messageTypeName(message.type).at(0);
    return kinds;
}

void ChatStayingTest::sessionEndsBeforeItFails()
{
    enter(first, false);
    m_store->answerAll();
    m_store->full = true;
    enter(first, true);
    m_chat->disconnected(first);
    QCOMPARE(members(), 1); // They asked to stay, and nobody said no yet.
    m_store->answerAll();
    QCOMPARE(m_answers, QByteArray("+-"));
    QCOMPARE(members(), 0);
    QCOMPARE(said(), QStringLiteral("EL"));
}

void ChatStayingTest::anotherSessionStillHoldsIt()
{
    enter(first, false);
    enter(second, false);
    m_store->answerAll();
    m_store->full = true;
    enter(first, true);
    m_chat->disconnected(first);
    m_store->answerAll();
    QCOMPARE(members(), 1);
    QCOMPARE(said(), QStringLiteral("E"));
    m_chat->disconnected(second);
    m_store->answerAll();
    QCOMPARE(members(), 0);
    QCOMPARE(said(), QStringLiteral("EL"));
}

void ChatStayingTest::sessionEndsBeforeItIsWritten()
{
    enter(first, false);
    enter(first, true);
    m_chat->disconnected(first);
    m_store->answerAll();
    QCOMPARE(members(), 1);
    QCOMPARE(m_store->members, 1);
    QCOMPARE(said(), QStringLiteral("E"));
}

void ChatStayingTest::leftBeforeItIsWritten()
{
    enter(first, false);
    enter(first, true);
    leave();
    m_store->answerAll();
    QCOMPARE(m_answers, QByteArray("+++"));
    QCOMPARE(members(), 0);
    QCOMPARE(m_store->members, 0);
    QCOMPARE(said(), QStringLiteral("EL"));
    m_chat->disconnected(first);
    m_store->answerAll();
    QCOMPARE(said(), QStringLiteral("EL"));
}

void ChatStayingTest::backBeforeItIsWritten()
{
    enter(first, false);
    enter(first, true);
    leave();
    enter(first, false);
    m_store->answerAll();
    QCOMPARE(members(), 1);
    QCOMPARE(m_store->members, 0); // The last word was not to stay.
    m_chat->disconnected(first);
    m_store->answerAll();
    QCOMPARE(members(), 0);
    QCOMPARE(said(), QStringLiteral("ELEL"));
}

void ChatStayingTest::twoAskAtOnce()
{
    enter(first, false);
    enter(first, true);
    enter(second, true);
    m_chat->disconnected(first);
    m_chat->disconnected(second);
    m_store->answerAll();
    QCOMPARE(m_answers, QByteArray("+++"));
    QCOMPARE(members(), 1);
    QCOMPARE(said(), QStringLiteral("E"));
}

QTEST_GUILESS_MAIN(ChatStayingTest)
#include "tst_chatstaying.moc"
