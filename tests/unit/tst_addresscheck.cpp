// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/scriptedweb.h"
#include "ui/model/addresscheck.h"

#include <QSignalSpy>
#include <QTest>

#include <chrono>

using Ui::AddressCheck;
using State = AddressCheck::State;
using Outcome = Ui::ProbeResult::Outcome;
using namespace std::chrono_literals;

namespace {

QByteArray ourAbout(const QByteArray &)
{
    return ScriptedWeb::answer("200 OK", {}, R"({"madang":1,"id":"abc","name":"회의실 3"})");
}

} // namespace

class tst_AddressCheck : public QObject {
    Q_OBJECT
    QStringList m_asked; ///< Names.

    void prepare(AddressCheck &check)
    {
        m_asked.clear();
        check.setPause(0ms);
        Ui::AddressProbe::Options options;
        options.resolve = [this](const QString &name, QObject *, const auto &done) {
            m_asked << name;
            QHostInfo info;
            info.setError(QHostInfo::HostNotFound);
            done(info);
        };
        check.setProbing(options);
    }

private Q_SLOTS:
    void whole_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<bool>("whole");
        const auto row = [](const char *typed, bool whole) {
            QTest::newRow(typed) << QString::fromLatin1(typed) << whole;
        };
        row("192.168.0.5", true);
        row("192.168.0.5:7610", true);
        row("192.168.0.5:80", true);
        row("192.168.0.5:443", true);
        row("192.168.0", false);
        row("192.168.0.", false);
        row("192.168.0.5:", false);
        row("192.168.0.5:7", false);
        row("192.168.0.5:761", false);
        row("192.168.0.5:99999", false);
        row("10", false);
        row("[fe80::1]:7610", true);
        row("[fe80::1", false);
        row("[fe80:]", false);
        row("hunter2", false); // a password, in the wrong field
        row("minj", false);
        row("minjun.", false);
        row("minjun.l", false);
        row("minjun.local", true);
        row("minjun:7610", true);
        row("minjun:76", false);
        row("localhost", true);
        row("office", true); // was one before
        row("OFFICE", true);
        row("madang://minj", false);
        row("madang://minjun/", true);
        row("madang://minjun:7610/?room=a", true);
        row("http://192.168.0.5:7610", true);
        row("ftp://192.168.0.5", false);
        row("", false);
    }

    void whole()
    {
        QFETCH(QString, typed);
        QFETCH(bool, whole);
        QCOMPARE(Ui::looksWhole(typed, {QStringLiteral("office:7610")}), whole);
    }

    void whatIsWholeIsAskedAbout()
    {
        const ScriptedWeb host(ourAbout);
        AddressCheck check;
        prepare(check);
        QSignalSpy changed(&check, &AddressCheck::changed);
        check.setTyped(QStringLiteral("ws://127.0.0.1:%1").arg(host.serverPort()));
        QCOMPARE(check.state(), State::Unfinished);
        QTRY_COMPARE(check.state(), State::Known);
        QCOMPARE(check.result().outcome, Outcome::Fine);
        QCOMPARE(check.result().about.name, QStringLiteral("회의실 3"));
        QCOMPARE(changed.size(), 3); // typed, asking, known
        check.setTyped(QStringLiteral(" ws://127.0.0.1:%1 ").arg(host.serverPort()));
        QCOMPARE(check.state(), State::Known); // the same
        QCOMPARE(host.requests.size(), 1);
    }

    void halfAWordGoesToNobody()
    {
        AddressCheck check;
        prepare(check);
        const QString typed = QStringLiteral("minjun.local");
        for (qsizetype length = 1; length <= typed.size(); ++length) {
            check.setTyped(typed.left(length));
            QTest::qWait(0); // a pause that is long enough for every letter
            QCoreApplication::processEvents();
        }
        QTRY_COMPARE(check.state(), State::Known);
        QCOMPARE(check.result().outcome, Outcome::NoSuchName);
        // ".lo", ".loc" are endings, too, of which nobody can know that more is to come.
        for (const QString &asked : m_asked)
            QVERIFY2(asked.contains(QStringLiteral(".lo")), qPrintable(asked));
        check.setTyped(QStringLiteral("hunter2"));
        QCOMPARE(check.state(), State::Unfinished);
    }

    void typingOnEndsTheQuestion()
    {
        ScriptedWeb first(ourAbout);
        first.holds = true;
        const ScriptedWeb second(ourAbout);
        AddressCheck check;
        prepare(check);
        check.setTyped(QStringLiteral("ws://127.0.0.1:%1").arg(first.serverPort()));
        QTRY_COMPARE(check.state(), State::Asking);
        QTRY_VERIFY(!first.findChildren<QTcpSocket *>().isEmpty());
        check.setTyped(QStringLiteral("127.0.0.1:7"));             // half a port asks nobody
        QTRY_VERIFY(first.findChildren<QTcpSocket *>().isEmpty()); // hung up
        QCOMPARE(check.state(), State::Unfinished);
        check.setTyped(QStringLiteral("ws://127.0.0.1:%1").arg(first.serverPort()));
        QTRY_COMPARE(check.state(), State::Asking);
        QTRY_VERIFY(!first.findChildren<QTcpSocket *>().isEmpty());
        check.setTyped(QStringLiteral("ws://127.0.0.1:%1").arg(second.serverPort()));
        QTRY_VERIFY(first.findChildren<QTcpSocket *>().isEmpty());
        QTRY_COMPARE(check.state(), State::Known);
        QCOMPARE(check.result().outcome, Outcome::Fine);
        check.setTyped({});
        QCOMPARE(check.state(), State::Malformed);
        QCOMPARE(check.problem(), Chat::AddressProblem::Empty);
    }

    void thePauseBeginsAnewWithEveryKey()
    {
        const ScriptedWeb host(ourAbout);
        AddressCheck check;
        prepare(check);
        check.setPause(1h);
        check.setTyped(QStringLiteral("ws://127.0.0.1:%1").arg(host.serverPort()));
        QCoreApplication::processEvents();
        QCOMPARE(check.state(), State::Unfinished);
        check.setPause(0ms);
        check.setTyped(QStringLiteral("localhost:%1").arg(host.serverPort()));
        QTRY_COMPARE(check.state(), State::Known);
        QVERIFY(host.requests.isEmpty());
    }

    void aKnownHostHasToShowItsCertificate()
    {
        QTcpServer closing; // whoever is there hangs up
        QVERIFY(closing.listen(QHostAddress::LocalHost));
        connect(&closing, &QTcpServer::newConnection, &closing,
                [&] { closing.nextPendingConnection()->abort(); });
        AddressCheck check;
        prepare(check);
        QStringList keys;
        check.setPins([&](const QString &key) {
            keys << key;
            return QByteArray(32, 'a');
        });
        const QString address = QStringLiteral("127.0.0.1:%1").arg(closing.serverPort());
        check.setTyped(QStringLiteral("madang://%1/?room=a").arg(address));
        QTRY_COMPARE(check.state(), State::Known);
        QCOMPARE(check.result().outcome, Outcome::WrongCertificate);
        QCOMPARE(keys, QStringList{address});
    }

    void aLinkSaysWhereItLeads()
    {
        AddressCheck check;
        prepare(check);
        check.setPause(1h);
        check.setTyped(QStringLiteral("madang://192.168.0.5:7610/?room=team#key=sesame"));
        QVERIFY(check.link());
        QCOMPARE(check.link()->address, QStringLiteral("192.168.0.5:7610"));
        check.setTyped(QStringLiteral("192.168.0.5:7610"));
        QVERIFY(!check.link());
    }
};

QTEST_GUILESS_MAIN(tst_AddressCheck)
#include "tst_addresscheck.moc"
