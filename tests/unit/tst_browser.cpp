// SPDX-License-Identifier: GPL-3.0-or-later
// What is heard of hosts by mDNS, and what is asked, in a time of its own (RFC 6762).

#include "discovery/locallink.h"
#include "tests/support/simulatednetwork.h"

#include <QTest>

#include <algorithm>

using namespace Discovery;
using namespace std::chrono_literals;

namespace {

struct Asked {
    std::chrono::milliseconds at{};
    Message message;
};

DnsName instanceOf(const QByteArray &label)
{
    return DnsName(QByteArrayList{label} + serviceType().labels());
}

Record pointerTo(const QByteArray &label, quint32 ttl = 4500)
{
    return {serviceType(), RecordType::ptr, RecordClass::internet, false, ttl, instanceOf(label)};
}
Record srvOf(const QByteArray &label, quint16 port = 7610, quint32 ttl = 120)
{
    return {instanceOf(label),
            RecordType::srv,
            RecordClass::internet,
            true,
            ttl,
            SrvData{0, 0, port, DnsName({label, "local"})}};
}
Record txtOf(const QByteArray &label, const QByteArray &id = "id=a")
{
    return {instanceOf(label),         RecordType::txt, RecordClass::internet, true, 4500,
            TxtData{{"txtvers=1", id}}};
}
Record addressOf(const QByteArray &label, const QString &address, quint32 ttl = 120)
{
    const QHostAddress value(address);
    const bool isIpv4 = value.protocol() == QAbstractSocket::IPv4Protocol;
    return {DnsName({label, "local"}),
            isIpv4 ? RecordType::a : RecordType::aaaa,
            RecordClass::internet,
            true,
            ttl,
            value};
}
Message said(const QList<Record> &answers, const QList<Record> &additionals = {})
{
    Message message;
    message.response = true;
    message.answers = answers;
    message.additionals = additionals;
    return message;
}
Message whole(const QByteArray &label, const QString &address = QStringLiteral("10.0.0.1"))
{
    return said({pointerTo(label)}, {addressOf(label, address), srvOf(label), txtOf(label)});
}

} // namespace

class TestBrowser : public QObject {
    Q_OBJECT

    TimePoint now{};
    std::mt19937 dice;
    std::optional<Browser> browser;

    void hear(const Message &message, const QString &from = QStringLiteral("10.0.0.9"))
    {
        browser->receive(message, QHostAddress(from), now);
    }
    /// For floods by more than one sender may fill.
    static QString sender(int number) { return QStringLiteral("10.0.1.%1").arg(number % 200 + 1); }
    void overhear(const QList<Question> &questions, const QList<Record> &known = {})
    {
        Message query;
        query.questions = questions;
        query.answers = known;
        browser->overhear(query, now);
    }

    std::vector<Asked> pass(std::chrono::milliseconds time)
    {
        const TimePoint begin = now, end = now + time;
        std::vector<Asked> asked;
        for (auto next = browser->deadline(); next && *next <= end; next = browser->deadline()) {
            now = std::max(now + 1ms, *next);
            browser->tick(now);
            for (const Message &message : browser->takeOutput()) {
                asked.push_back(
                    {std::chrono::duration_cast<std::chrono::milliseconds>(now - begin), message});
            }
        }
        now = end;
        return asked;
    }
    QStringList names() const
    {
        QStringList names;
        for (const FoundService &service : browser->services())
            names.append(QString::fromUtf8(service.instance.firstLabel()));
        names.sort();
        return names;
    }
    static int count(const std::vector<Asked> &asked, const DnsName &name, quint16 type)
    {
        return static_cast<int>(std::count_if(asked.begin(), asked.end(), [&](const Asked &one) {
            return one.message.questions.contains({name, type, RecordClass::internet, false});
        }));
    }

private Q_SLOTS:
    void init()
    {
        now = TimePoint(1h);
        dice.seed(1);
        const LocalLink link{{{QHostAddress("10.0.0.0"), 24}}, false};
        browser.emplace(
            serviceType(),
            [this](int below) { return std::uniform_int_distribution<int>(0, below - 1)(dice); },
            [link](const QHostAddress &address) { return link.mayBeNear(address); });
        browser->start(now);
    }

    void asksLessAndLessOften()
    {
        const std::vector<Asked> asked = pass(4h);
        QVERIFY(asked[0].at >= 20ms && asked[0].at <= 120ms);
        const std::chrono::milliseconds times[] = {0s, 1s, 3s, 9s, 27s, 81s, 243s, 729s, 2187s};
        size_t i = 0;
        for (; i < std::size(times); ++i)
            QCOMPARE(asked[i].at - asked[0].at, times[i]);
        for (; i < asked.size(); ++i)
            QCOMPARE(asked[i].at - asked[i - 1].at, 1h);
        QCOMPARE(asked.size(), size_t(12));
        for (const Asked &one : asked) {
            QVERIFY(!one.message.response);
            QCOMPARE(one.message.id, 0);
            QCOMPARE(one.message.questions,
                     QList<Question>({{serviceType(), RecordType::ptr, 1, false}}));
        }
    }

    void findsWhatIsSaidAtOnce()
    {
        QVERIFY(browser->services().isEmpty());
        hear(whole("Jo"));
        QVERIFY(browser->takeChanged());
        QCOMPARE(browser->services().size(), 1);
        const FoundService found = browser->services().first();
        QCOMPARE(found.instance, instanceOf("Jo"));
        QCOMPARE(found.srv.port, 7610);
        QCOMPARE(found.txt.strings.last(), QByteArray("id=a"));
        QCOMPARE(found.addresses, QList<QHostAddress>({QHostAddress("10.0.0.1")}));
        hear(whole("Jo"));
        QVERIFY(!browser->takeChanged());
        // Nothing is missing.
        pass(500ms);
        QCOMPARE(pass(400ms).size(), size_t(0));
    }

    void asksForWhatIsMissing()
    {
        hear(said({pointerTo("Jo")}));
        std::vector<Asked> asked = pass(200ms);
        QCOMPARE(count(asked, instanceOf("Jo"), RecordType::srv), 1);
        QCOMPARE(count(asked, instanceOf("Jo"), RecordType::txt), 1);
        QVERIFY(names().isEmpty());
        hear(said({srvOf("Jo"), txtOf("Jo")}));
        QVERIFY(names().isEmpty());
        asked = pass(200ms);
        QCOMPARE(count(asked, instanceOf("Jo"), RecordType::srv), 0);
        QCOMPARE(count(asked, DnsName({"Jo", "local"}), RecordType::a), 1);
        QCOMPARE(count(asked, DnsName({"Jo", "local"}), RecordType::aaaa), 1);
        hear(said({addressOf("Jo", "fe80::7")}));
        QCOMPARE(names(), QStringList{"Jo"});
        asked = pass(10s);
        QCOMPARE(count(asked, DnsName({"Jo", "local"}), RecordType::a), 0);
    }

    void doesNotInsistOnWhatNobodyTells()
    {
        hear(said({pointerTo("Jo")}));
        const std::vector<Asked> asked = pass(1h);
        const int times = count(asked, instanceOf("Jo"), RecordType::srv);
        QVERIFY2(times >= 6 && times <= 10, qPrintable(QString::number(times)));
    }

    void tellsWhatItKnows()
    {
        for (int i = 0; i < 60; ++i)
            hear(whole("Host number " + QByteArray::number(i)));
        std::vector<Asked> asked = pass(200ms);
        QVERIFY(asked.size() > 1);
        qsizetype known = 0;
        for (size_t i = 0; i < asked.size(); ++i) {
            const Message &message = asked[i].message;
            QCOMPARE(message.truncated, i + 1 < asked.size());
            QCOMPARE(message.questions.size(), i == 0 ? 1 : 0);
            QVERIFY(writeMessage(message).value().size() <= 1400);
            known += message.answers.size();
            for (const Record &record : message.answers)
                QVERIFY(record.ttl <= 4500 && record.ttl >= 4490 && !record.cacheFlush);
        }
        QCOMPARE(known, 60);
        // Nobody is told to be silent about what is half over.
        pass(2260s);
        browser->askAgain(now);
        asked = pass(200ms);
        QCOMPARE(count(asked, serviceType(), RecordType::ptr), 1);
        for (const Asked &one : asked)
            QVERIFY(one.message.answers.isEmpty());
    }

    void asksWhetherItStillHolds()
    {
        hear(whole("Jo"));
        const std::vector<Asked> asked = pass(119s);
        QCOMPARE(names(), QStringList{"Jo"});
        QCOMPARE(count(asked, instanceOf("Jo"), RecordType::srv), 4);
        std::vector<std::chrono::milliseconds> times;
        for (const Asked &one : asked) {
            if (one.message.questions.contains({instanceOf("Jo"), RecordType::srv, 1, false}))
                times.push_back(one.at);
        }
        for (size_t i = 0; i < times.size(); ++i) {
            const double share = static_cast<double>(times[i].count()) / 120000;
            const double due = 0.8 + 0.05 * static_cast<double>(i);
            QVERIFY(share >= due - 0.001 && share <= due + 0.021);
        }
        // Nobody said so.
        pass(2s);
        QVERIFY(names().isEmpty());
        QVERIFY(browser->takeChanged());
    }

    void whatIsSaidAgainHoldsOn()
    {
        hear(whole("Jo"));
        for (int i = 0; i < 10; ++i) {
            pass(100s);
            hear(whole("Jo"));
        }
        QCOMPARE(names(), QStringList{"Jo"});
    }

    void aGoodbyeTakesASecond()
    {
        hear(whole("Jo"));
        browser->takeChanged();
        hear(said({pointerTo("Jo", 0)}));
        pass(900ms);
        QCOMPARE(names(), QStringList{"Jo"});
        pass(200ms);
        QVERIFY(names().isEmpty());
        QVERIFY(browser->takeChanged());
        QCOMPARE(browser->recordCount(), 0);
        // One who was here all the time says so within that second.
        hear(whole("Jo"));
        hear(said({pointerTo("Jo", 0)}));
        pass(500ms);
        hear(whole("Jo"));
        pass(10s);
        QCOMPARE(names(), QStringList{"Jo"});
    }

    void newDataTakesThePlaceOfOld()
    {
        hear(whole("Jo"));
        pass(5s);
        hear(said({srvOf("Jo", 7611), addressOf("Jo", "10.0.0.2"), addressOf("Jo", "fe80::2"),
                   txtOf("Jo", "id=b")}));
        QCOMPARE(browser->services().first().srv.port, 7611);
        QCOMPARE(browser->services().first().txt.strings.last(), QByteArray("id=b"));
        pass(1100ms);
        QCOMPARE(browser->services().first().addresses,
                 QList<QHostAddress>({QHostAddress("10.0.0.2"), QHostAddress("fe80::2")}));
        // Whatever somebody says, nobody is the only one of a kind.
        Record pointer = pointerTo("Mi");
        pointer.cacheFlush = true;
        hear(said({pointer, srvOf("Mi"), txtOf("Mi"), addressOf("Mi", "10.0.0.3")}));
        pass(2s);
        QCOMPARE(names(), QStringList({"Jo", "Mi"}));
    }

    void addressesOfTheSameMomentStayTogether()
    {
        hear(whole("Jo"));
        pass(500ms);
        hear(said({addressOf("Jo", "10.0.0.2")}));
        pass(10s);
        QCOMPARE(browser->services().first().addresses.size(), 2);
    }

    void whatMakesNoSenseIsNotFound_data()
    {
        QTest::addColumn<QList<Record>>("records");
        const auto row = [](const char *name, const QList<Record> &records) {
            QTest::newRow(name) << records;
        };
        const auto at = [](const QString &address) {
            return QList<Record>{pointerTo("Jo"), srvOf("Jo"), txtOf("Jo"),
                                 addressOf("Jo", address)};
        };
        row("loopback", at("127.0.0.1"));
        row("loopback of IPv6", at("::1"));
        row("a group", at("224.0.0.251"));
        row("a group of IPv6", at("ff02::fb"));
        row("everybody", at("255.255.255.255"));
        row("nobody", at("0.0.0.0"));
        row("nobody of IPv6", at("::"));
        row("somewhere in the world", at("8.8.8.8"));
        row("somewhere in the world of IPv6", at("2001:4860::1"));
        row("IPv4 in IPv6", at("::ffff:10.0.0.1"));
        row("port 0", {pointerTo("Jo"), srvOf("Jo", 0), txtOf("Jo"), addressOf("Jo", "10.0.0.1")});
        Record record = pointerTo("Jo");
        record.data = DnsName({"Jo", "_other", "_tcp", "local"});
        row("another kind", {record, srvOf("Jo"), txtOf("Jo"), addressOf("Jo", "10.0.0.1")});
        record = pointerTo("Jo");
        record.recordClass = 3;
        row("another class", {record, srvOf("Jo"), txtOf("Jo"), addressOf("Jo", "10.0.0.1")});
        record.recordClass = 1;
        record.data = serviceType();
        row("nameless", {record});
        row("nothing of itself", {pointerTo("Jo"), srvOf("Jo"), addressOf("Jo", "10.0.0.1")});
    }
    void whatMakesNoSenseIsNotFound()
    {
        QFETCH(QList<Record>, records);
        hear(said(records));
        QVERIFY(names().isEmpty());
    }

    void onlyResponsesAreHeard()
    {
        Message message = whole("Jo");
        message.response = false;
        hear(message);
        message.response = true;
        message.code = 1;
        hear(message);
        QCOMPARE(browser->recordCount(), 0);
    }

    void addressesAreBounded()
    {
        hear(whole("Jo"));
        for (int i = 0; i < 100; ++i)
            hear(said({addressOf("Jo", QStringLiteral("10.0.0.%1").arg(100 + i)),
                       addressOf("Jo", QStringLiteral("fe80::%1").arg(i))}));
        QCOMPARE(browser->services().first().addresses.size(), Browser::mostAddresses);
        QVERIFY(browser->recordCount() <= 2 * Browser::mostAddresses + 3);
    }

    void servicesAreBoundedAndThoseKnownStay()
    {
        hear(whole("first"));
        for (int i = 0; i < 1000; ++i)
            hear(whole("flood " + QByteArray::number(i)), sender(i));
        QVERIFY(browser->services().size() <= Browser::mostServices);
        QVERIFY(browser->recordCount() <= RecordCache::mostRecords);
        QVERIFY(names().contains("first"));
        // What is over makes place.
        pass(4501s);
        QCOMPARE(browser->recordCount(), 0);
        hear(whole("last"));
        QCOMPARE(names(), QStringList{"last"});
    }

    void oneLiarLeavesRoomForOthers()
    {
        hear(whole("first"), sender(1));
        // Hosts with as many addresses as there may be, and then such without a place.
        for (int i = 0; i < 1000; ++i) {
            const QByteArray label = "fake " + QByteArray::number(i);
            QList<Record> addresses;
            for (int one = 1; one <= 40; ++one) {
                addresses.append(addressOf(label, QStringLiteral("10.0.2.%1").arg(one)));
                addresses.append(addressOf(label, QStringLiteral("fe80::%1").arg(one)));
            }
            hear(whole(label), sender(2));
            hear(said(addresses), sender(2));
        }
        for (int i = 0; i < 1000; ++i)
            hear(said({pointerTo("ghost " + QByteArray::number(i))}), sender(2));
        QVERIFY(names().size() <= 1 + Browser::mostServicesOfSender);
        QVERIFY(browser->recordCount() <= 4 + RecordCache::mostOfSender);
        for (int i = 0; i < 50; ++i)
            hear(whole("late " + QByteArray::number(i)), sender(3));
        QCOMPARE(names().filter("late").size(), 50);
        QVERIFY(names().contains("first"));
    }

    void oneWhoTellsOfManyIsBoundedInServices()
    {
        for (int i = 0; i < 100; ++i)
            hear(said({pointerTo("ghost " + QByteArray::number(i))}), sender(2));
        QCOMPARE(browser->recordCount(), Browser::mostServicesOfSender);
        // What was told before can be told again, and what is over makes place, however it went.
        hear(said({pointerTo("ghost 0", 0)}), sender(2));
        hear(said({pointerTo("ghost 1")}), sender(2));
        pass(2s);
        QCOMPARE(browser->recordCount(), Browser::mostServicesOfSender - 1);
        hear(whole("true"), sender(2));
        QCOMPARE(names(), QStringList{"true"});
        pass(4501s);
        QCOMPARE(browser->recordCount(), 0);
        for (int i = 0; i < 64; ++i)
            hear(whole("Jo " + QByteArray::number(i)), sender(2));
        QCOMPARE(names().size(), 64);
        browser->stop();
        browser->start(now);
        for (int i = 0; i < 64; ++i)
            hear(whole("Jo " + QByteArray::number(i)), sender(2));
        QCOMPARE(names().size(), 64);
    }

    void namesWithoutAPlaceMakePlace()
    {
        for (int i = 0; i < 300; ++i)
            hear(said({pointerTo("ghost " + QByteArray::number(i))}), sender(i));
        QCOMPARE(browser->recordCount(), Browser::mostServices);
        hear(whole("late"));
        QVERIFY(names().isEmpty());
        pass(11s);
        hear(whole("late"));
        QCOMPARE(names(), QStringList{"late"});
    }

    void aFloodMakesItAskWithinBounds()
    {
        size_t asked = 0;
        qsizetype bytes = 0;
        for (int i = 0; i < 4000; ++i) { // for 20 seconds
            const QByteArray label = QByteArray::number(i % 700);
            QList<Record> records{pointerTo(label, 1 + static_cast<quint32>(i % 9))};
            if (i % 3 == 0)
                records.append(srvOf(label, 1, 1));
            hear(said(records), sender(i));
            for (const Asked &one : pass(5ms)) {
                ++asked;
                bytes += writeMessage(one.message).value().size();
            }
        }
        QVERIFY2(asked <= 110, qPrintable(QString::number(asked)));
        QVERIFY2(bytes <= 110 * 1400, qPrintable(QString::number(bytes)));
        QVERIFY(browser->recordCount() <= RecordCache::mostRecords);
    }

    void whatOthersAskIsNotAskedAgain()
    {
        const Question question{serviceType(), RecordType::ptr, RecordClass::internet, false};
        // Somebody was quicker; but not for ever.
        overhear({question});
        std::vector<Asked> asked = pass(1500ms);
        QCOMPARE(asked.size(), size_t(1));
        QVERIFY(asked[0].at >= 1020ms);
        // For half of the time until the next question, which is at 27 s.
        pass(20s);
        overhear({question});
        QCOMPARE(pass(20s).size(), size_t(0));
        pass(70s);
        browser->askAgain(now);
        pass(4h);
        overhear({question});
        asked = pass(90min);
        QVERIFY(asked.size() <= 1);
        // It is too long ago.
        browser->askAgain(now);
        pass(3h);
        const auto next = *browser->deadline();
        now = next - 31min;
        overhear({question});
        QCOMPARE(pass(32min).size(), size_t(1));
    }

    void whoeverAsksAllTheTimeKeepsNobodyFromAsking()
    {
        size_t asked = 0;
        for (int i = 0; i < 4 * 3600; ++i) {
            overhear({{serviceType(), RecordType::ptr, RecordClass::internet, false}});
            asked += pass(1s).size();
        }
        QVERIFY2(asked >= 5 && asked <= 7, qPrintable(QString::number(asked)));
    }

    void whatIsMissingIsNotAskedTwice()
    {
        hear(said({pointerTo("Jo")}));
        overhear({{instanceOf("Jo"), RecordType::srv, RecordClass::internet, false}});
        std::vector<Asked> asked = pass(200ms);
        QCOMPARE(count(asked, instanceOf("Jo"), RecordType::srv), 0);
        QCOMPARE(count(asked, instanceOf("Jo"), RecordType::txt), 1);
        asked = pass(1500ms);
        QCOMPARE(count(asked, instanceOf("Jo"), RecordType::srv), 1);
    }

    void anotherQuestionSparesNone_data()
    {
        QTest::addColumn<Message>("query");
        Message query;
        query.questions = {{serviceType(), RecordType::ptr, RecordClass::internet, false}};
        const auto row = [](const char *name, const Message &message) {
            QTest::newRow(name) << message;
        };
        Message other = query;
        other.questions[0].unicast = true;
        row("its answer goes to the asker alone", other);
        other = query;
        other.questions[0].type = RecordType::any;
        row("another type", other);
        other = query;
        other.questions[0].recordClass = RecordClass::any;
        row("another class", other);
        other = query;
        other.questions[0].name = instanceOf("Jo");
        row("another name", other);
        other = query;
        other.truncated = true;
        row("more may follow of what is known", other);
        other = query;
        other.answers = {pointerTo("Jo"), pointerTo("Mi")};
        row("they know one whom we do not", other);
        other = query;
        other.opcode = 1;
        row("of another kind", other);
        other = query;
        other.response = true;
        row("a response", other);
    }
    void anotherQuestionSparesNone()
    {
        QFETCH(Message, query);
        hear(whole("Jo"));
        browser->overhear(query, now);
        QCOMPARE(count(pass(200ms), serviceType(), RecordType::ptr), 1);
    }

    void whoKnowsNoMoreThanWeAsksForUs()
    {
        hear(whole("Jo"));
        hear(whole("Mi"));
        overhear({{serviceType(), RecordType::ptr, RecordClass::internet, false}},
                 {pointerTo("Jo", 3000)});
        QCOMPARE(count(pass(200ms), serviceType(), RecordType::ptr), 0);
    }

    void whoStopsForgets()
    {
        hear(whole("Jo"));
        browser->stop();
        QVERIFY(browser->takeChanged());
        QVERIFY(names().isEmpty());
        QVERIFY(!browser->deadline());
        hear(whole("Jo"));
        QVERIFY(names().isEmpty());
        browser->start(now);
        QCOMPARE(pass(200ms).size(), size_t(1));
    }

    void askingAgainAsksAtOnce()
    {
        pass(1h);
        browser->askAgain(now);
        const std::vector<Asked> asked = pass(5s);
        QCOMPARE(asked.size(), size_t(3));
        QVERIFY(asked[0].at <= 120ms);
    }
};

QTEST_APPLESS_MAIN(TestBrowser)
#include "tst_browser.moc"
