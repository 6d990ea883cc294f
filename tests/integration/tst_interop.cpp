// SPDX-License-Identifier: GPL-3.0-or-later
// Our host and our client together with the STOMP clients that others use: node's @stomp/stompjs
// and webstomp-client (tests/node/interop.mjs).

#include "tests/support/hostprocess.h"
#include "tests/support/roompeer.h"

#include <QDir>
#include <QProcess>
#include <QSet>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

#include <algorithm>
#include <map>
#include <memory>

namespace {

constexpr int patience = 90000;
constexpr int mebibyte = 1024 * 1024;

/// The same as chatText() in interop.mjs.
QString chatText(int i)
{
    const QString number = QString::number(i);
    if (i % 100 == 1)
        return number + QStringLiteral(" 안녕하세요, 마당입니다");
    if (i % 100 == 2)
        return number + QStringLiteral(" 👨‍👩‍👧‍👦 🇰🇷 e\u0301 𝄞");
    if (i % 100 == 3)
        return number + QStringLiteral(" a") + QChar(0) + QStringLiteral("b\\n\"\r\n\t:");
    return number;
}

/// The same as `bodies` in interop.mjs.
std::map<QByteArray, QByteArray> plainBodies()
{
    return {{"empty", ""},
            {"korean", "다람쥐 헌 쳇바퀴에 타고파"},
            {"emoji", "👨‍👩‍👧‍👦🇰🇷e\u0301𝄞"},
            {"escapes", "a\\nb\\c:\r\n\n^"},
            {"mebibyte of ASCII", QByteArray(mebibyte, 'x')},
            {"mebibyte of Korean", QByteArray("마").repeated((mebibyte - 1) / 3) + 'x'},
            {"mebibyte of emoji", QByteArray("🙂").repeated(mebibyte / 4)}};
}

} // namespace

class TestInterop : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void threeClientsInOneRoom();
    void bodiesAmongThree();
    void bodiesThatNeedCare_data();
    void bodiesThatNeedCare();
    void othersAlone_data();
    void othersAlone();

private:
    std::unique_ptr<QProcess> node(const QString &name);

    HostProcess m_host;
    QString m_node;
};

std::unique_ptr<QProcess> TestInterop::node(const QString &name)
{
    auto process = std::make_unique<QProcess>();
    process->setWorkingDirectory(QStringLiteral(MADANG_NODE_TESTS));
    process->setProcessChannelMode(QProcess::SeparateChannels);
    process->start(m_node, {QStringLiteral("interop.mjs"), name, m_host.webSocket().toString()});
    return process;
}

void TestInterop::initTestCase()
{
    m_node = QStandardPaths::findExecutable(QStringLiteral("node"));
    QVERIFY2(!m_node.isEmpty(), "this test needs node 18 or newer; ./dev test installs it");
    QVERIFY2(QDir(QStringLiteral(MADANG_NODE_TESTS)).exists(QStringLiteral("node_modules/ws")),
             "this test needs its node packages: run 'npm ci' in tests/node, as ./dev test does");
    QVERIFY(m_host.startAndWait());
}

void TestInterop::threeClientsInOneRoom()
{
    constexpr int count = 1000;
    const QStringList names{QStringLiteral("StompClient"), QStringLiteral("stompjs"),
                            QStringLiteral("webstomp")};
    RoomPeer peer(m_host.webSocket(), names.first(), QStringLiteral("interop"));
    peer.listen([] { return Stomp::Headers{{"since", "0"}}; });
    QTRY_VERIFY_WITH_TIMEOUT(peer.isConnected(), patience);
    const auto stompjs = node(QStringLiteral("room stompjs"));
    const auto webstomp = node(QStringLiteral("room webstomp"));
    peer.say(QStringLiteral("ready"), QStringLiteral("ready"));
    const auto heard = [&](int each) {
        return std::all_of(names.begin(), names.end(),
                           [&](const QString &name) { return peer.textsOf(name).size() >= each; });
    };
    QTRY_VERIFY_WITH_TIMEOUT(heard(1), patience);

    // In rooms lines end with LF; in plain topics bodies stay as they are.
    QStringList expected{QStringLiteral("ready")};
    int receipts = 0;
    for (int i = 0; i < count; ++i) {
        expected.append(chatText(i).replace(QStringLiteral("\r\n"), QStringLiteral("\n")));
        connect(peer.say(chatText(i), QStringLiteral("m-%1").arg(i)), &Stomp::StompReceipt::arrived,
                this, [&receipts] { ++receipts; });
    }
    QTRY_COMPARE_WITH_TIMEOUT(receipts, count, patience);
    QTRY_VERIFY_WITH_TIMEOUT(heard(count + 1), patience);
    for (const QString &name : names)
        QCOMPARE(peer.textsOf(name), expected);
    for (QProcess *process : {stompjs.get(), webstomp.get()}) {
        QTRY_COMPARE_WITH_TIMEOUT(process->state(), QProcess::NotRunning, patience);
        QVERIFY2(process->exitCode() == 0, process->readAllStandardError().constData());
    }
}

void TestInterop::bodiesAmongThree()
{
    const auto bodies = plainBodies();
    const QByteArray topic = "/topic/interop/bodies";
    RoomPeer peer(m_host.webSocket(), QStringLiteral("StompClient"), QStringLiteral("lobby"));
    QTRY_VERIFY_WITH_TIMEOUT(peer.isConnected(), patience);
    QSet<QByteArray> heard;
    connect(peer.client().subscribe(topic), &Stomp::StompSubscription::received, this,
            [&](const Stomp::ClientEvent::MessageReceived &message) {
                const QByteArray name = message.headers.value("case", {});
                if (name.isEmpty())
                    return;
                const QByteArray from = message.headers.value("from", {});
                QVERIFY2(message.body == bodies.at(name), (name + " of " + from).constData());
                heard.insert(name + " of " + from);
            });
    const auto stompjs = node(QStringLiteral("bodies stompjs"));
    const auto webstomp = node(QStringLiteral("bodies webstomp"));
    for (QProcess *process : {stompjs.get(), webstomp.get()}) {
        QTRY_VERIFY_WITH_TIMEOUT(
            process->bytesAvailable() > 0 || process->state() == QProcess::NotRunning, patience);
        QVERIFY2(process->readAllStandardOutput().startsWith("ready"),
                 process->readAllStandardError().constData());
    }
    peer.client().send(topic, {}, {{"ready", "yes"}});
    for (const auto &[name, body] : bodies) {
        // Text above 512 KiB, which Qt would cut in the middle of a character if we let it.
        QSignalSpy routed(
            peer.client().send(
                topic, body,
                {{"content-type", "text/plain"}, {"case", name}, {"from", "StompClient"}}),
            &Stomp::StompReceipt::arrived);
        QTRY_COMPARE_WITH_TIMEOUT(routed.size(), 1, patience);
    }
    QTRY_COMPARE_WITH_TIMEOUT(heard.size(), qsizetype(3 * bodies.size()), patience);
    for (QProcess *process : {stompjs.get(), webstomp.get()}) {
        QTRY_COMPARE_WITH_TIMEOUT(process->state(), QProcess::NotRunning, patience);
        QVERIFY2(process->exitCode() == 0, process->readAllStandardError().constData());
    }
}

void TestInterop::bodiesThatNeedCare_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("NUL in text") << QByteArray("a\0b\0\0c", 6);
    QByteArray bytes;
    for (int i = 0; i < 70000; ++i)
        bytes += char(i * 7);
    QTest::newRow("bytes that are no text") << bytes;
    QTest::newRow("mebibyte of bytes") << QByteArray(mebibyte, '\xff');
    QTest::newRow("mebibyte of NUL") << QByteArray(mebibyte, '\0');
    // Characters of three bytes at every offset against the pieces of 512 KiB.
    for (int shift = 0; shift < 3; ++shift) {
        QTest::addRow("text above 512 KiB, shifted by %d", shift)
            << QByteArray(shift, 'x') + QByteArray("가").repeated(200000);
    }
}

void TestInterop::bodiesThatNeedCare()
{
    QFETCH(QByteArray, body);
    RoomPeer one(m_host.webSocket(), QStringLiteral("one"), QStringLiteral("lobby"));
    RoomPeer two(m_host.webSocket(), QStringLiteral("two"), QStringLiteral("lobby"));
    QTRY_VERIFY_WITH_TIMEOUT(one.isConnected() && two.isConnected(), patience);
    const QByteArray topic = "/topic/interop/care";
    QByteArrayList heard;
    bool lost = false;
    for (RoomPeer *peer : {&one, &two}) {
        connect(&peer->client(), &Stomp::StompClient::stateChanged, this, [&lost] { lost = true; });
        connect(peer->client().subscribe(topic), &Stomp::StompSubscription::received, this,
                [&heard](const auto &message) { heard.append(message.body); });
    }
    one.client().send(topic, body);
    two.client().send(topic, body);
    // Whose SUBSCRIBE came before whose SEND is not said, but one's own did.
    QTRY_VERIFY_WITH_TIMEOUT(heard.size() >= 2 || lost, patience);
    QVERIFY2(!lost, qPrintable(one.client().lastError() + two.client().lastError()));
    for (const QByteArray &each : heard)
        QVERIFY(each == body);
}

void TestInterop::othersAlone_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("NUL in bodies, text and binary") << "nul";
    QTest::newRow("receipt of DISCONNECT before the close") << "disconnect";
    QTest::newRow("ack modes client and client-individual") << "acks";
    QTest::newRow("BEGIN, COMMIT, ABORT") << "transactions";
    QTest::newRow("subprotocols") << "subprotocols";
    QTest::newRow("heart-beats keep the connection") << "heartBeats";
}

void TestInterop::othersAlone()
{
    QFETCH(QString, name);
    const auto process = node(name);
    QTRY_COMPARE_WITH_TIMEOUT(process->state(), QProcess::NotRunning, patience);
    QVERIFY2(process->exitCode() == 0, process->readAllStandardError().constData());
}

QTEST_GUILESS_MAIN(TestInterop)
#include "tst_interop.moc"
