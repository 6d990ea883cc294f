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
        browser->receive(whole("Jo"), now);
        QVERIFY(browser->takeChanged());
        QCOMPARE(browser->services().size(), 1);
        const FoundService found = browser->services().first();
        QCOMPARE(found.instance, instanceOf("Jo"));
        QCOMPARE(found.srv.port, 7610);
        QCOMPARE(found.txt.strings.last(), QByteArray("id=a"));
        QCOMPARE(found.addresses, QList<QHostAddress>({QHostAddress("10.0.0.1")}));
        browser->receive(whole("Jo"), now);
        QVERIFY(!browser->takeChanged());
        // Nothing is missing.
        pass(500ms);
        QCOMPARE(pass(400ms).size(), size_t(0));
    }

    void asksForWhatIsMissing()
    {
        browser->receive(said({pointerTo("Jo")}), now);
        std::vector<Asked> asked = pass(200ms);
        QCOMPARE(count(asked, instanceOf("Jo"), RecordType::srv), 1);
        QCOMPARE(count(asked, instanceOf("Jo"), RecordType::txt), 1);
        QVERIFY(names().isEmpty());
        browser->receive(said({srvOf("Jo"), txtOf("Jo")}), now);
        QVERIFY(names().isEmpty());
        asked = pass(200ms);
        QCOMPARE(count(asked, instanceOf("Jo"), RecordType::srv), 0);
        QCOMPARE(count(asked, DnsName({"Jo", "local"}), RecordType::a), 1);
        QCOMPARE(count(asked, DnsName({"Jo", "local"}), RecordType::aaaa), 1);
        browser->receive(said({addressOf("Jo", "fe80::7")}), now);
        QCOMPARE(names(), QStringList{"Jo"});
        asked = pass(10s);
        QCOMPARE(count(asked, DnsName({"Jo", "local"}), RecordType::a), 0);
    }

    void doesNotInsistOnWhatNobodyTells()
    {
        browser->receive(said({pointerTo("Jo")}), now);
        const std::vector<Asked> asked = pass(1h);
        const int times = count(asked, instanceOf("Jo"), RecordType::srv);
        QVERIFY2(times >= 6 && times <= 10, qPrintable(QString::number(times)));
    }

    void tellsWhatItKnows()
    {
        for (int i = 0; i < 60; ++i)
            browser->receive(whole("Host number " + QByteArray::number(i)), now);
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
        browser->receive(whole("Jo"), now);
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
        browser->receive(whole("Jo"), now);
        for (int i = 0; i < 10; ++i) {
            pass(100s);
            browser->receive(whole("Jo"), now);
        }
        QCOMPARE(names(), QStringList{"Jo"});
    }

    void aGoodbyeTakesASecond()
    {
        browser->receive(whole("Jo"), now);
        browser->takeChanged();
        browser->receive(said({pointerTo("Jo", 0)}), now);
        pass(900ms);
        QCOMPARE(names(), QStringList{"Jo"});
        pass(200ms);
        QVERIFY(names().isEmpty());
        QVERIFY(browser->takeChanged());
        QCOMPARE(browser->recordCount(), 0);
        // One who was here all the time says so within that second.
        browser->receive(whole("Jo"), now);
        browser->receive(said({pointerTo("Jo", 0)}), now);
        pass(500ms);
        browser->receive(whole("Jo"), now);
        pass(10s);
        QCOMPARE(names(), QStringList{"Jo"});
    }

    void newDataTakesThePlaceOfOld()
    {
        browser->receive(whole("Jo"), now);
        pass(5s);
        browser->receive(said({srvOf("Jo", 7611), addressOf("Jo", "10.0.0.2"),
                               addressOf("Jo", "fe80::2"), txtOf("Jo", "id=b")}),
                         now);
        QCOMPARE(browser->services().first().srv.port, 7611);
        QCOMPARE(browser->services().first().txt.strings.last(), QByteArray("id=b"));
        pass(1100ms);
        QCOMPARE(browser->services().first().addresses,
                 QList<QHostAddress>({QHostAddress("10.0.0.2"), QHostAddress("fe80::2")}));
        // Whatever somebody says, nobody is the only one of a kind.
        Record pointer = pointerTo("Mi");
        pointer.cacheFlush = true;
        browser->receive(said({pointer, srvOf("Mi"), txtOf("Mi"), addressOf("Mi", "10.0.0.3")}),
                         now);
        pass(2s);
        QCOMPARE(names(), QStringList({"Jo", "Mi"}));
    }

    void addressesOfTheSameMomentStayTogether()
    {
        browser->receive(whole("Jo"), now);
        pass(500ms);
        browser->receive(said({addressOf("Jo", "10.0.0.2")}), now);
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
        browser->receive(said(records), now);
        QVERIFY(names().isEmpty());
    }

    void onlyResponsesAreHeard()
    {
        Message message = whole("Jo");
        message.response = false;
        browser->receive(message, now);
        message.response = true;
        message.code = 1;
        browser->receive(message, now);
        QCOMPARE(browser->recordCount(), 0);
    }

    void addressesAreBounded()
    {
        browser->receive(whole("Jo"), now);
        for (int i = 0; i < 100; ++i)
            browser->receive(said({addressOf("Jo", QStringLiteral("10.0.0.%1").arg(100 + i)),
                                   addressOf("Jo", QStringLiteral("fe80::%1").arg(i))}),
                             now);
        QCOMPARE(browser->services().first().addresses.size(), Browser::mostAddresses);
        QVERIFY(browser->recordCount() <= 2 * Browser::mostAddresses + 3);
    }

    void servicesAreBoundedAndThoseKnownStay()
    {
        browser->receive(whole("first"), now);
        for (int i = 0; i < 1000; ++i)
            browser->receive(whole("flood " + QByteArray::number(i)), now);
        QVERIFY(browser->services().size() <= Browser::mostServices);
        QVERIFY(browser->recordCount() <= RecordCache::mostRecords);
        QVERIFY(names().contains("first"));
        // What is over makes place.
        pass(4501s);
        QCOMPARE(browser->recordCount(), 0);
        browser->receive(whole("last"), now);
        QCOMPARE(names(), QStringList{"last"});
    }

    void namesWithoutAPlaceMakePlace()
    {
        for (int i = 0; i < 300; ++i)
            browser->receive(said({pointerTo("ghost " + QByteArray::number(i))}), now);
        QCOMPARE(browser->recordCount(), Browser::mostServices);
        browser->receive(whole("late"), now);
        QVERIFY(names().isEmpty());
        pass(11s);
        browser->receive(whole("late"), now);
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
            browser->receive(said(records), now);
            for (const Asked &one : pass(5ms)) {
                ++asked;
                bytes += writeMessage(one.message).value().size();
            }
        }
        QVERIFY2(asked <= 110, qPrintable(QString::number(asked)));
        QVERIFY2(bytes <= 110 * 1400, qPrintable(QString::number(bytes)));
        QVERIFY(browser->recordCount() <= RecordCache::mostRecords);
    }

    void whoStopsForgets()
    {
        browser->receive(whole("Jo"), now);
        browser->stop();
        QVERIFY(browser->takeChanged());
        QVERIFY(names().isEmpty());
        QVERIFY(!browser->deadline());
        browser->receive(whole("Jo"), now);
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
