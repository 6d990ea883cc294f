// SPDX-License-Identifier: GPL-3.0-or-later
// A SockJS session, its receivers coming and going; no socket, no clock.

#include "server/sockjs/session.h"

#include <QTest>

using namespace SockJs;
using namespace std::chrono_literals;

namespace {

/// A poll that takes one frame, or an answer that takes any number.
struct Ear : Receiver {
    explicit Ear(int most = 1000) : most(most) {}
    void sendFrame(const QByteArray &frame) override { frames.append(frame); }
    bool isFull() const override { return frames.size() >= most; }
    void end() override { ended = true; }

    int most;
    QByteArrayList frames;
    bool ended = false;
};

struct Poll : Ear {
    Poll() : Ear(1) {}
};

struct Visit : Session::User {
    void opened() override { ++openings; }
    void received(const QStringList &messages) override { heard += messages; }
    void closed(bool byClient) override { endings.append(byClient); }

    int openings = 0;
    QStringList heard;
    QList<bool> endings;
};

const QByteArray goAway = R"(c[3000,"Go away!"])";

} // namespace

class TestSockJsSession : public QObject {
    Q_OBJECT

    TimePoint now{};
    Visit visit;
    std::optional<Session> session;

    void pass(std::chrono::milliseconds time)
    {
        now += time;
        session->expire(now);
    }
    void closeIt() { session->close(3000, QStringLiteral("Go away!"), now); }

private Q_SLOTS:
    void init()
    {
        now = TimePoint(1h);
        visit = Visit();
        session.emplace(SessionOptions{25s, 5s}, visit, now);
    }

    void opensWithTheFirstReceiver()
    {
        QVERIFY(!session->isOpen());
        QVERIFY(!session->receive({"early"}));
        Ear ear;
        session->attach(ear, now);
        QCOMPARE(ear.frames, QByteArrayList{"o"});
        QCOMPARE(visit.openings, 1);
        QVERIFY(session->isOpen());
        QVERIFY(session->receive({"a", "b"}));
        QVERIFY(session->receive({}));
        QCOMPARE(visit.heard, QStringList({"a", "b"}));
    }

    void saysAllOfATurnInOneFrame()
    {
        Ear ear;
        session->attach(ear, now);
        session->send(quote(u"a"));
        session->send(quote(u"b"));
        QCOMPARE(ear.frames.size(), 1);
        QCOMPARE(session->bytesQueued(), 6);
        session->flush(now);
        session->flush(now);
        QCOMPARE(ear.frames, QByteArrayList({"o", R"(a["a","b"])"}));
        QCOMPARE(session->bytesQueued(), 0);
    }

    void pollsTakeTurns()
    {
        Poll first, second, third;
        session->attach(first, now);
        QVERIFY(first.ended);
        QVERIFY(!session->hasReceiver());
        session->send(quote(u"a"));
        session->flush(now);
        pass(4s);
        session->attach(second, now);
        QCOMPARE(second.frames, QByteArrayList{R"(a["a"])"});
        QVERIFY(second.ended);
        session->attach(third, now);
        QVERIFY(!third.ended);
        session->send(quote(u"b"));
        session->flush(now);
        QCOMPARE(third.frames, QByteArrayList{R"(a["b"])"});
        QVERIFY(third.ended);
        QCOMPARE(visit.openings, 1);
        QVERIFY(visit.endings.isEmpty());
    }

    void beatsInSilence()
    {
        Ear ear;
        session->attach(ear, now);
        pass(20s);
        session->send(quote(u"a"));
        session->flush(now);
        pass(24s);
        QCOMPARE(ear.frames.size(), 2);
        pass(1s);
        QCOMPARE(ear.frames.last(), "h");
        pass(25s);
        QCOMPARE(ear.frames.size(), 4);
        Poll poll;
        session->detach(ear, false, now);
        session->attach(poll, now);
        pass(25s);
        QCOMPARE(poll.frames, QByteArrayList{"h"});
        QVERIFY(poll.ended);
    }

    void refusesASecondReceiver()
    {
        Ear first, second;
        session->attach(first, now);
        session->attach(second, now);
        QCOMPARE(second.frames, QByteArrayList{R"(c[2010,"Another connection still open"])"});
        QVERIFY(second.ended);
        session->detach(second, true, now); // as whoever lost its connection would say
        QVERIFY(visit.endings.isEmpty());
        session->send(quote(u"a"));
        session->flush(now);
        QCOMPARE(first.frames.last(), R"(a["a"])");
        QVERIFY(!first.ended);
    }

    void endsWhenNobodyComes()
    {
        pass(4s);
        QVERIFY(!session->isOver());
        pass(1s);
        QVERIFY(session->isOver());
        QCOMPARE(visit.endings, QList<bool>{true});
    }

    void endsWhenNobodyComesBack()
    {
        Poll poll;
        session->attach(poll, now);
        pass(4999ms);
        QVERIFY(session->isOpen());
        pass(1ms);
        QVERIFY(session->isOver());
        QCOMPARE(visit.endings, QList<bool>{true});
        QVERIFY(!session->receive({"late"}));
    }

    void endsWhenAConnectionBreaks()
    {
        Ear ear, next;
        session->attach(ear, now);
        session->send(quote(u"lost"));
        session->detach(ear, true, now);
        QCOMPARE(visit.endings, QList<bool>{true});
        session->attach(next, now);
        QCOMPARE(next.frames, QByteArrayList{R"(c[1002,"Connection interrupted"])"});
        QVERIFY(next.ended);
        pass(5s);
        QVERIFY(session->isOver());
        QCOMPARE(visit.endings.size(), 1);
    }

    void closes()
    {
        Ear ear;
        session->attach(ear, now);
        session->send(quote(u"last"));
        closeIt();
        closeIt();
        QCOMPARE(ear.frames, QByteArrayList({"o", R"(a["last"])", goAway}));
        QVERIFY(ear.ended);
        QCOMPARE(visit.endings, QList<bool>{false});
        session->send(quote(u"too late"));
        QVERIFY(session->receive({"unheard"}));
        QVERIFY(visit.heard.isEmpty());
        for (int i = 0; i < 3; ++i) {
            pass(1s);
            Poll poll;
            session->attach(poll, now);
            QCOMPARE(poll.frames, QByteArrayList{goAway});
            QVERIFY(poll.ended);
        }
        // Asking does not keep it alive.
        pass(2s);
        QVERIFY(session->isOver());
        QCOMPARE(visit.endings.size(), 1);
    }

    void lastWordsWaitForAPoll()
    {
        Poll first, second, third;
        session->attach(first, now);
        session->send(quote(u"last"));
        closeIt();
        session->attach(second, now);
        QCOMPARE(second.frames, QByteArrayList{R"(a["last"])"});
        QVERIFY(second.ended);
        session->attach(third, now);
        QCOMPARE(third.frames, QByteArrayList{goAway});
    }

    void lastWordsWaitForAnAnswer()
    {
        Poll first;
        Ear second;
        session->attach(first, now);
        session->send(quote(u"last"));
        closeIt();
        session->attach(second, now);
        QCOMPARE(second.frames, QByteArrayList({R"(a["last"])", goAway}));
        QVERIFY(second.ended);
    }

    void mayBeClosedAtOnce()
    {
        struct Shy : Visit {
            void opened() override { session->close(3000, QStringLiteral("Go away!"), now); }
            Session *session = nullptr;
            TimePoint now{};
        } shy;
        Session shySession(SessionOptions(), shy, now);
        shy.session = &shySession;
        Ear ear;
        shySession.attach(ear, now);
        QCOMPARE(ear.frames, QByteArrayList({"o", goAway}));
        QVERIFY(ear.ended);
    }
};

QTEST_GUILESS_MAIN(TestSockJsSession)
#include "tst_sockjssession.moc"
