// SPDX-License-Identifier: GPL-3.0-or-later

// What hosts say to each other, as bytes.

#include "server/cluster/cluster.h"
#include "server/cluster/clustermessage.h"

#include <QTest>

using namespace Server;
using Kind = ClusterMessage::Kind;

class TestClusterMessage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void comesBack_data();
    void comesBack();
    void isRefused_data();
    void isRefused();
    void everyChannelHasAName();
    void hostNames();

private:
    const HostName m_host = HostName::random();
};

void TestClusterMessage::comesBack_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("payload");
    const QByteArray odd("a\nb\0c \xff", 8);
    QTest::newRow("told") << Kind::Told << QByteArray("topic") << QByteArray("text");
    QTest::newRow("told nothing") << Kind::Told << QByteArray("topic") << QByteArray("");
    QTest::newRow("told the most")
        << Kind::Told << QByteArray("topic") << QByteArray(Cluster::payloadBytes, 'x');
    QTest::newRow("set") << Kind::Set << odd << odd;
    QTest::newRow("set the most") << Kind::Set << QByteArray(Cluster::fieldNameBytes, 'n')
                                  << QByteArray(Cluster::fieldValueBytes, 'v');
    QTest::newRow("unset") << Kind::Unset << odd << QByteArray("");
    QTest::newRow("here") << Kind::Here << QByteArray("") << QByteArray("");
    QTest::newRow("anew") << Kind::Anew << QByteArray("") << QByteArray("");
    QTest::newRow("ended") << Kind::Ended << QByteArray("") << QByteArray("");
}

void TestClusterMessage::comesBack()
{
    QFETCH(Kind, kind);
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, payload);
    for (const quint64 number : {quint64(1), quint64(20), ~quint64(0)}) {
        const ClusterMessage message{m_host, number, kind, name, payload};
        const auto read = readClusterMessage(writeClusterMessage(message));
        QVERIFY(read);
        QVERIFY(*read == message);
    }
}

void TestClusterMessage::isRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray host = m_host.toBytes();
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("no line end") << host + " 1 here 0";
    QTest::newRow("line end too late") << host + QByteArray(100, ' ') + "\n";
    QTest::newRow("no host") << QByteArray("0123456789abcde 1 here 0\n");
    QTest::newRow("capital letters") << QByteArray("0123456789ABCDEF 1 here 0\n");
    QTest::newRow("number 0") << host + " 0 here 0\n";
    QTest::newRow("negative") << host + " -1 here 0\n";
    QTest::newRow("zeros before") << host + " 01 here 0\n";
    QTest::newRow("number too large") << host + " 18446744073709551616 here 0\n";
    QTest::newRow("unknown kind") << host + " 1 hear 0\n";
    QTest::newRow("no length") << host + " 1 here\n";
    QTest::newRow("another word") << host + " 1 here 0 0\n";
    QTest::newRow("name where none is") << host + " 1 here 1\nx";
    QTest::newRow("payload where none is") << host + " 1 here 0\nx";
    QTest::newRow("no name") << host + " 1 told 0\nx";
    QTest::newRow("name cut short") << host + " 1 set 5\nname";
    QTest::newRow("name too long") << host + " 1 set 513\n" + QByteArray(513, 'n');
    QTest::newRow("payload of unset") << host + " 1 unset 1\nnx";
    QTest::newRow("told too much")
        << host + " 1 told 5\ntopic" + QByteArray(Cluster::payloadBytes + 1, 'x');
    QTest::newRow("set too much") << host + " 1 set 1\nn" +
                                         QByteArray(Cluster::fieldValueBytes + 1, 'x');
}

void TestClusterMessage::isRefused()
{
    QFETCH(QByteArray, bytes);
    QVERIFY(!readClusterMessage(bytes));
}

void TestClusterMessage::everyChannelHasAName()
{
    QByteArrayList names;
    for (const Channel channel : {Channel::Changes, Channel::Topic, Channel::Typing,
                                  Channel::Signal, Channel::Queue, Channel::Control}) {
        const QByteArray name = channelName(channel);
        QVERIFY(!names.contains(name));
        names << name;
        QVERIFY(channelOfName(name) == channel);
    }
    QVERIFY(!channelOfName("topics"));
    QVERIFY(!channelOfName(""));
}

void TestClusterMessage::hostNames()
{
    QVERIFY(HostName::random() != HostName::random());
    QCOMPARE(m_host.toBytes().size(), HostName::size);
    QVERIFY(HostName::parse(m_host.toBytes()) == m_host);
    QVERIFY(!HostName::parse(m_host.toBytes() + '0'));
    QVERIFY(!HostName::parse(""));
}

QTEST_GUILESS_MAIN(TestClusterMessage)
#include "tst_clustermessage.moc"
