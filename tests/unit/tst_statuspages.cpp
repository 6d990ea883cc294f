// SPDX-License-Identifier: GPL-3.0-or-later
// What an operator reads: metrics, figures, page.

#include "server/web/metrics.h"
#include "server/web/routes.h"
#include "server/web/statusjson.h"
#include "server/web/statuspage.h"

#include <QFile>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace Server;

namespace {

HostStatus busyHost()
{
    HostStatus status;
    status.name = QStringLiteral("3층");
    status.uptime = std::chrono::hours(26);
    status.broker.sessions = 2;
    status.broker.connections = 3;
    status.broker.counters.deliveries = 9007199254740991ULL; // all digits are kept
    status.broker.counters.slowConsumers = 4;
    status.broker.queueCounters.deadLettered = 5;
    status.broker.queues = {{"/queue/orders", 7, 2, 1, 900}, {"/queue/mail", 3, 0, 0, 100}};
    status.broker.topics = {{"/topic/<b>room</b>", 12}};
    status.broker.sessionList = {{17, QStringLiteral("192.0.2.9"), QStringLiteral("websocket"),
                                  QStringLiteral("u-minji"),
                                  QStringLiteral("</script><img src=x onerror=alert(1)>"), "1.2", 3,
                                  4096, 1, std::chrono::seconds(61)}};
    status.doors.refusedTotal = 1;
    status.doors.refusedPerAddress = 2;
    status.doors.refusedHandshakes = 3;
    status.store.appends = 6;
    status.disk = {HostStatus::Disk::Level::Low, 800'000'000, 500'000'000'000, 70'000'000};
    status.process = ProcessStatus{1.25, 50 * 1024 * 1024, 40, 1024};
    status.cluster = ClusterStatus{ClusterStatus::Kind::Redis, true, 7, 3, 4, 5, 6, 2, {}, {}};
    status.relay = RelayStatus{true, 8, 9, 10, 11, 12, 13};
    return status;
}

/// The text format 0.0.4, as its documentation has it.
struct Exposition {
    QString problem; ///< The first line that breaks a rule; empty when none does.
    QHash<QString, QString> types;
    QHash<QString, double> values; ///< By the name with its labels.

    static Exposition read(const QByteArray &text)
    {
        static const QRegularExpression help(
            QStringLiteral("^# HELP ([a-zA-Z_:][a-zA-Z0-9_:]*) ((?:[^\\\\\\n]|\\\\\\\\|\\\\n)+)$"));
        static const QRegularExpression type(QStringLiteral(
            "^# TYPE ([a-zA-Z_:][a-zA-Z0-9_:]*) (counter|gauge|histogram|summary|untyped)$"));
        static const QRegularExpression sample(
            QStringLiteral("^(([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{[a-zA-Z_][a-zA-Z0-9_]*=\"(?:[^"
                           "\"\\\\\\n]|\\\\[\\\\\"n])*\""
                           "(?:,[a-zA-Z_][a-zA-Z0-9_]*=\"(?:[^\"\\\\\\n]|\\\\[\\\\\"n])*\")*\\})?) "
                           "([-+]?(?:[0-9]+(?:\\.[0-9]*)?(?:[eE][-+]?[0-9]+)?|Inf|NaN))$"));
        Exposition found;
        if (!text.endsWith('\n')) {
            found.problem = QStringLiteral("no newline at the end");
            return found;
        }
        QString family;
        QSet<QString> helped;
        for (const QByteArray &line : text.chopped(1).split('\n')) {
            const QString shown = QString::fromUtf8(line);
            if (const auto match = help.match(shown); match.hasMatch()) {
                family = match.captured(1);
                if (helped.contains(family))
                    found.problem = shown; // a family stands in one place
                helped.insert(family);
            } else if (const auto match = type.match(shown); match.hasMatch()) {
                if (match.captured(1) != family || found.types.contains(family))
                    found.problem = shown;
                found.types.insert(family, match.captured(2));
            } else if (const auto match = sample.match(shown); match.hasMatch()) {
                if (match.captured(2) != family || !found.types.contains(family) ||
                    found.values.contains(match.captured(1)))
                    found.problem = shown;
                found.values.insert(match.captured(1), match.captured(3).toDouble());
            } else {
                found.problem = QStringLiteral("no line of the format: ") + shown;
            }
            if (!found.problem.isEmpty())
                return found;
        }
        return found;
    }

    double value(const char *name) const { return values.value(QString::fromLatin1(name), -1); }
};

} // namespace

class TestStatusPages : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // --- metrics
    void grammarIsKept()
    {
        const Exposition found = Exposition::read(metricsText(busyHost()));
        QCOMPARE(found.problem, QString());
        QVERIFY(found.types.size() > 40);
        QCOMPARE(Exposition::read(metricsText({})).problem, QString());
    }

    void checkerFindsWhatIsWrong_data()
    {
        QTest::addColumn<QByteArray>("text");
        const QByteArray begin = "# HELP a_total A.\n# TYPE a_total counter\n";
        QTest::newRow("no newline") << begin + "a_total 1";
        QTest::newRow("no type") << QByteArray("# HELP a A.\na 1\n");
        QTest::newRow("no help") << QByteArray("# TYPE a counter\na 1\n");
        QTest::newRow("twice") << begin + "a_total 1\na_total 2\n";
        QTest::newRow("of another family") << begin + "b_total 1\n";
        QTest::newRow("no number") << begin + "a_total one\n";
        QTest::newRow("bare quote") << begin + "a_total{l=\"\"\"} 1\n";
        QTest::newRow("empty line") << begin + "\na_total 1\n";
        QTest::newRow("name with a dash") << begin + "a-total 1\n";
        QTest::newRow("family in two places") << begin + "a_total 1\n" + begin;
    }
    void checkerFindsWhatIsWrong()
    {
        QFETCH(QByteArray, text);
        QVERIFY(!Exposition::read(text).problem.isEmpty());
    }

    void namesSayWhatTheyAre()
    {
        const Exposition found = Exposition::read(metricsText(busyHost()));
        for (auto family = found.types.begin(); family != found.types.end(); ++family) {
            QVERIFY2(family.key().startsWith(QStringLiteral("madang_")) ||
                         family.key().startsWith(QStringLiteral("process_")),
                     qPrintable(family.key()));
            QCOMPARE(family.key().endsWith(QStringLiteral("_total")),
                     family.value() == QStringLiteral("counter"));
        }
    }

    void valuesAreTheHosts()
    {
        const Exposition found = Exposition::read(metricsText(busyHost()));
        QCOMPARE(found.value("madang_sessions"), 2.0);
        QCOMPARE(found.value("madang_connections"), 3.0);
        QCOMPARE(found.value("madang_delivered_messages_total"), 9007199254740991.0);
        QCOMPARE(found.value("madang_slow_consumers_total"), 4.0);
        QCOMPARE(found.value("madang_queue_dead_letters_total"), 5.0);
        QCOMPARE(found.value("madang_queue_waiting_messages"), 10.0);
        QCOMPARE(found.value("madang_queue_unacknowledged_messages"), 2.0);
        QCOMPARE(found.value("madang_queue_bytes"), 1000.0);
        QCOMPARE(found.value("madang_door_refusals_total{bound=\"all\"}"), 1.0);
        QCOMPARE(found.value("madang_door_refusals_total{bound=\"address\"}"), 2.0);
        QCOMPARE(found.value("madang_door_refusals_total{bound=\"handshakes\"}"), 3.0);
        QCOMPARE(found.value("madang_store_appends_total"), 6.0);
        QCOMPARE(found.value("madang_uptime_seconds"), 26 * 3600.0);
        QCOMPARE(found.value("madang_healthy"), 1.0);
        QCOMPARE(found.value("madang_cluster_connected"), 1.0);
        QCOMPARE(found.value("madang_cluster_hosts"), 2.0);
        QCOMPARE(found.value("madang_cluster_sent_total"), 3.0);
        QCOMPARE(found.value("madang_cluster_received_total"), 4.0);
        QCOMPARE(found.value("madang_cluster_dropped_total"), 5.0);
        QCOMPARE(found.value("madang_cluster_missed_total"), 6.0);
        QCOMPARE(found.value("madang_cluster_reconnects_total"), 7.0);
        QCOMPARE(found.value("madang_relay_connected"), 1.0);
        QCOMPARE(found.value("madang_relay_connections"), 8.0);
        QCOMPARE(found.value("madang_relay_sent_total"), 9.0);
        QCOMPARE(found.value("madang_relay_delivered_messages_total"), 10.0);
        QCOMPARE(found.value("madang_relay_failures_total"), 11.0);
        QCOMPARE(found.value("madang_relay_reconnects_total"), 12.0);
        QCOMPARE(found.value("madang_relay_unsent_messages_total"), 13.0);
        QCOMPARE(found.value("process_cpu_seconds_total"), 1.25);
        QCOMPARE(found.value("madang_build_info{version=\"" MADANG_VERSION "\"}"), 1.0);
        QVERIFY(!metricsText({}).contains("process_"));
    }

    void metricsNameNobody()
    {
        const QByteArray text = metricsText(busyHost());
        for (const char *word : {"192.0.2.9", "minji", "alert", "orders", "<b>", "3층"})
            QVERIFY(!text.contains(word));
    }

    void guideNamesEveryFamily()
    {
        QFile guide(QStringLiteral(MADANG_DOCS "/operators.md"));
        QVERIFY(guide.open(QIODevice::ReadOnly));
        static const QRegularExpression row(QStringLiteral("^\\| `((?:madang|process)_[a-z_]+)"),
                                            QRegularExpression::MultilineOption);
        QSet<QString> documented;
        auto rows = row.globalMatch(QString::fromUtf8(guide.readAll()));
        while (rows.hasNext())
            documented.insert(rows.next().captured(1));
        const auto types = Exposition::read(metricsText(busyHost())).types;
        const QSet<QString> served(types.keyBegin(), types.keyEnd());
        QCOMPARE(QStringList((served - documented).values()), QStringList());
        QCOMPARE(QStringList((documented - served).values()), QStringList());
    }

    // --- health
    void healthOfTheHost_data()
    {
        QTest::addColumn<int>("health");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("ok") << int(HostStatus::Health::Ok) << 200
                            << QByteArray("{\"status\":\"ok\"}\n");
        QTest::newRow("stopping") << int(HostStatus::Health::Stopping) << 503
                                  << QByteArray("{\"status\":\"stopping\"}\n");
        QTest::newRow("store") << int(HostStatus::Health::StoreFailing) << 503
                               << QByteArray("{\"status\":\"store-failing\"}\n");
        QTest::newRow("damage") << int(HostStatus::Health::StoreDamaged) << 503
                                << QByteArray(
                                       "{\"status\":\"store-damaged\","
                                       "\"hint\":\"Stop it, then run madang-host repair.\"}\n");
    }
    void healthOfTheHost()
    {
        QFETCH(int, health);
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        HostStatus host = busyHost();
        host.relay.reset();
        host.cluster.reset();
        host.health = HostStatus::Health(health);
        Routes routes(QStringLiteral("host"), [&host] { return host; });
        HttpRequest request;
        request.method = "GET";
        for (const char *path : {"/health", "/health/ready"}) {
            request.path = path;
            const HttpResponse answer = routes.answer(request);
            QCOMPARE(answer.status, status);
            QCOMPARE(answer.body, body);
            QCOMPARE(answer.contentType, QByteArray("application/json"));
        }
        request.path = "/health/live";
        QCOMPARE(routes.answer(request).status, 200);
    }

    // Who only chats needs none: nobody is sent elsewhere.
    void healthTellsOfTheBrokerBehind()
    {
        HostStatus host = busyHost();
        Routes routes(QStringLiteral("host"), [&host] { return host; });
        HttpRequest request;
        request.method = "GET";
        request.path = "/health";
        QCOMPARE(
            routes.answer(request).body,
            QByteArray("{\"status\":\"ok\",\"redis\":\"connected\",\"relay\":\"connected\"}\n"));
        host.relay->connected = false;
        QCOMPARE(routes.answer(request).body,
                 QByteArray("{\"status\":\"ok\",\"redis\":\"connected\",\"relay\":\"away\"}\n"));
        QCOMPARE(routes.answer(request).status, 200);
    }

    // --- figures
    void jsonHasTheTables()
    {
        const QJsonObject json = QJsonDocument::fromJson(statusJson(busyHost())).object();
        const QJsonObject session =
            json.value(QStringLiteral("sessions")).toArray().first().toObject();
        QCOMPARE(session.value(QStringLiteral("session")).toInt(), 17);
        QCOMPARE(session.value(QStringLiteral("peer")).toString(), QStringLiteral("192.0.2.9"));
        QCOMPARE(session.value(QStringLiteral("unreadBytes")).toInt(), 4096);
        QCOMPARE(session.value(QStringLiteral("age")).toInt(), 61);
        QCOMPARE(json.value(QStringLiteral("queues")).toArray().size(), 2);
        QCOMPARE(json.value(QStringLiteral("counters"))
                     .toObject()
                     .value(QStringLiteral("doorRefusals"))
                     .toInt(),
                 6);
        QCOMPARE(json.value(QStringLiteral("health")).toString(), QStringLiteral("ok"));
    }

    void scriptReadsWhatJsonHas()
    {
        // A cell without its figure would just stay empty.
        const QJsonObject json = QJsonDocument::fromJson(statusJson(busyHost())).object();
        const QString page =
            QString::fromUtf8(statusPage(QStringLiteral("h"), PageLanguage::English, false));
        static const QRegularExpression key(
            QStringLiteral("data-(?:key|of|count)=\"([A-Za-z.]+)\""));
        int keys = 0;
        for (auto match = key.globalMatch(page); match.hasNext(); ++keys) {
            const QString path = match.next().captured(1);
            QJsonValue value = json;
            for (const QString &name : path.split(QLatin1Char('.')))
                value = value.toObject().value(name);
            QVERIFY2(!value.isUndefined(), qPrintable(path));
        }
        QVERIFY(keys > 20);
        static const QRegularExpression table(QStringLiteral("data-list=\"([a-z]+)\".*?</thead>"),
                                              QRegularExpression::DotMatchesEverythingOption);
        static const QRegularExpression column(QStringLiteral("data-column=\"([A-Za-z]+)\""));
        int columns = 0;
        for (auto list = table.globalMatch(page); list.hasNext();) {
            const auto match = list.next();
            const QJsonObject entry = json.value(match.captured(1)).toArray().first().toObject();
            for (auto name = column.globalMatch(match.captured()); name.hasNext(); ++columns)
                QVERIFY(entry.contains(name.next().captured(1)));
        }
        QCOMPARE(columns, 10 + 2 + 5);
    }

    // --- page
    void nothingOfAStrangersBecomesMarkup()
    {
        const QString name = QStringLiteral("\"><script>alert('1')</script>&{{token}}");
        for (const QByteArray &page : {statusPage(name, PageLanguage::Korean, true),
                                       signInPage(name, PageLanguage::English, true)}) {
            QVERIFY(!page.contains("<script>"));
            QVERIFY(page.contains("&quot;&gt;&lt;script&gt;alert("));
            QVERIFY(page.contains("&amp;{{token}}")); // a name is no word of ours
        }
        QVERIFY(!statusScript().contains("innerHTML"));
        QVERIFY(!statusScript().contains("insertAdjacentHTML"));
    }

    void pageKeepsToItsContentSecurityPolicy()
    {
        // default-src 'self': no script, style or handler within the page.
        static const QRegularExpression within(
            QStringLiteral("<script>|<style|\\son[a-z]+=|style="));
        for (const QByteArray &page : {statusPage(QStringLiteral("h"), PageLanguage::Korean, true),
                                       signInPage(QStringLiteral("h"), PageLanguage::Korean, true)})
            QVERIFY(!within.match(QString::fromUtf8(page)).hasMatch());
    }

    void everyWordIsInBothLanguages()
    {
        for (const PageLanguage language : {PageLanguage::English, PageLanguage::Korean}) {
            const QByteArray pages = statusPage(QStringLiteral("h"), language, true) +
                                     signInPage(QStringLiteral("h"), language, true);
            const qsizetype left = pages.indexOf("{{");
            QVERIFY2(left < 0, pages.mid(left, 30).constData());
        }
        QVERIFY(statusPage(QStringLiteral("h"), PageLanguage::Korean, false).contains("세션"));
        QVERIFY(statusPage(QStringLiteral("h"), PageLanguage::Korean, false)
                    .contains("<html lang=\"ko\">"));
    }

    void languageIsTheReaders_data()
    {
        QTest::addColumn<QByteArray>("accepted");
        QTest::addColumn<int>("language");
        const int korean = int(PageLanguage::Korean);
        const int english = int(PageLanguage::English);
        QTest::newRow("none") << QByteArray() << english;
        QTest::newRow("ko") << QByteArray("ko") << korean;
        QTest::newRow("ko-KR first") << QByteArray("ko-KR,ko;q=0.9,en-US;q=0.8") << korean;
        QTest::newRow("en first") << QByteArray("en-US,en;q=0.9,ko;q=0.8") << english;
        QTest::newRow("by weight") << QByteArray("en;q=0.3, KO;q=0.7") << korean;
        QTest::newRow("others") << QByteArray("fr, de;q=0.5") << english;
        QTest::newRow("others first") << QByteArray("fr, ko;q=0.5") << korean;
        QTest::newRow("not wanted") << QByteArray("ko;q=0") << english;
        QTest::newRow("only begins like it") << QByteArray("kok") << english;
        QTest::newRow("garbage") << QByteArray(";;q=,,ko;q=x") << english;
    }
    void languageIsTheReaders()
    {
        QFETCH(QByteArray, accepted);
        QFETCH(int, language);
        QCOMPARE(int(pageLanguage(accepted)), language);
    }

    void processIsRead()
    {
#ifdef Q_OS_LINUX
        const auto before = processStatus();
        QVERIFY(before);
        QVERIFY(before->residentBytes > 1024 * 1024);
        QVERIFY(before->openDescriptors > 0);
        QVERIFY(before->mostDescriptors >= before->openDescriptors);
        QFile file(QStringLiteral("/dev/null"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(processStatus()->openDescriptors, before->openDescriptors + 1);
#else
        QSKIP("nothing is known of processes here");
#endif
    }
};

QTEST_GUILESS_MAIN(TestStatusPages)
#include "tst_statuspages.moc"
