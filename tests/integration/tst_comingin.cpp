// SPDX-License-Identifier: GPL-3.0-or-later
// Who may come in at a host that runs as people run it: real sessions over WebSocket and HTTP, kill
// -9 and SIGHUP between them.

#include "tests/support/hostprocess.h"
#include "tests/support/rawpeer.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QProcess>
#include <QRegularExpression>
#include <QTest>

namespace {

constexpr int patience = 60000;

const QByteArray someToken(43, 'A');
const QByteArray otherToken = QByteArray(42, 'B') + 'A';

/// Somebody at the door of that host, who has said CONNECT.
struct Visitor : RawPeer {
    explicit Visitor(const HostProcess &host, const QByteArray &headers = {}) : RawPeer(host.port())
    {
        upgrade();
        sendText("CONNECT\naccept-version:1.2\nhost:x\n" + headers + "\n^");
    }
    bool waitFor(const QByteArray &text)
    {
        return QTest::qWaitFor([&] { return stomp().contains(text); }, patience);
    }
    bool isIn() { return waitFor("CONNECTED\n"); }
    bool isRefused(const QByteArray &reason) { return waitFor("reason:" + reason + '\n'); }
    /// The newest answer to what was asked of that destination.
    QJsonObject answer(const QByteArray &destination, const QByteArray &headers = {})
    {
        const QByteArray id = QByteArray::number(++m_asked);
        sendText("SUBSCRIBE\nid:q" + id + "\ndestination:" + destination + '\n' + headers + "\n^");
        return body("subscription:q" + id + '\n');
    }
    /// Of the first MESSAGE that has this in its head.
    QJsonObject body(const QByteArray &mark)
    {
        QByteArray json;
        const bool came = QTest::qWaitFor(
            [&] {
                const QByteArray all = stomp();
                const qsizetype head = all.indexOf(mark);
                const qsizetype from = head < 0 ? -1 : all.indexOf("\n\n", head);
                const qsizetype to = from < 0 ? -1 : all.indexOf('\0', from);
                json = to < 0 ? QByteArray() : all.mid(from + 2, to - from - 2);
                return to >= 0;
            },
            patience);
        return came ? QJsonDocument::fromJson(json).object() : QJsonObject();
    }
    bool order(const QByteArray &destination, const QByteArray &id)
    {
        const QByteArray receipt = "r" + QByteArray::number(++m_asked);
        sendText("SEND\ndestination:" + destination + "\nreceipt:" + receipt + "\n\n{\"id\":\"" +
                 id + "\"}^");
        return waitFor("receipt-id:" + receipt + '\n');
    }

private:
    int m_asked = 0;
};

} // namespace

class TestComingIn : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QProcess make;
        make.start(HostProcess::program(), {QStringLiteral("user"), QStringLiteral("add"),
                                            QStringLiteral("boss"), QStringLiteral("owner")});
        make.write("correct horse\n");
        make.closeWriteChannel();
        QVERIFY(make.waitForFinished(patience));
        QFile users(m_folder.filePath(QStringLiteral("users")));
        QVERIFY(users.open(QIODevice::WriteOnly));
        users.write(make.readAllStandardOutput());
    }

    void oneTimeInvitationSurvivesNoKill()
    {
        HostProcess host;
        QVERIFY(host.startAndWait(options("invitation")));
        Visitor owner(host, "login:boss\npasscode:correct horse\n");
        QVERIFY(owner.isIn());
        const QByteArray secret = invite(owner, {});
        QVERIFY(!secret.isEmpty());
        Visitor without(host);
        QVERIFY(without.isRefused("invitation-needed"));
        Visitor guest(host, "guest-token:" + someToken + "\ninvitation:" + secret + '\n');
        QVERIFY(guest.isIn());
        host.kill(); // with the CONNECTED just out
        QVERIFY(host.startAndWait(options("invitation")));
        Visitor thief(host, "guest-token:" + otherToken + "\ninvitation:" + secret + '\n');
        QVERIFY(thief.isRefused("invitation-over"));
        Visitor again(host, "guest-token:" + someToken + '\n');
        QVERIFY(again.isIn());
    }

    void approvalBetweenRealSessions()
    {
        HostProcess host;
        QVERIFY(host.startAndWait(options("approval")));
        Visitor owner(host, "login:boss\npasscode:correct horse\n");
        QVERIFY(owner.isIn());
        owner.sendText("SUBSCRIBE\nid:live\ndestination:/user/queue/chat/entrance\n\n^");
        QVERIFY(owner.answer("/app/chat/entrance/newcomers")
                    .value(QStringLiteral("waiting"))
                    .toArray()
                    .isEmpty());
        Visitor first(host, "name:민준\n");
        QVERIFY(first.isRefused("approval-wait"));
        QVERIFY(first.stomp().contains("retry-after:5\n"));
        const QByteArray token = matched(first, "guest-token:([A-Za-z0-9_-]{43})\n");
        QVERIFY(!token.isEmpty());
        const QJsonObject event = owner.body("subscription:live\n");
        QCOMPARE(event.value(QStringLiteral("type")).toString(), QStringLiteral("WAITING"));
        const QJsonObject newcomer = event.value(QStringLiteral("newcomer")).toObject();
        QCOMPARE(newcomer.value(QStringLiteral("name")).toString(), QStringLiteral("민준"));
        const QByteArray id = newcomer.value(QStringLiteral("id")).toString().toUtf8();
        QVERIFY(owner.order("/app/chat/entrance/admit", id));
        Visitor second(host, "name:민준\nguest-token:" + token + '\n');
        QVERIFY(second.isIn());
        Visitor other(host, "name:서연\nguest-token:" + otherToken + '\n');
        QVERIFY(other.isRefused("approval-wait"));
        const QJsonArray waiting =
            owner.answer("/app/chat/entrance/newcomers").value(QStringLiteral("waiting")).toArray();
        QCOMPARE(waiting.size(), 1);
        const QByteArray declined =
            waiting[0].toObject().value(QStringLiteral("id")).toString().toUtf8();
        QVERIFY(owner.order("/app/chat/entrance/decline", declined));
        Visitor later(host, "name:서연\nguest-token:" + otherToken + '\n');
        QVERIFY(later.isRefused("approval-declined"));
        host.kill();
        QVERIFY(host.startAndWait(options("approval")));
        Visitor back(host, "guest-token:" + token + '\n');
        QVERIFY(back.isIn());
    }

    void nobodyElseDecides()
    {
        HostProcess host;
        QVERIFY(host.startAndWait(options("anyone")));
        for (const QByteArray &name :
             {QByteArray("invite"), QByteArray("invitations"), QByteArray("newcomers")}) {
            Visitor guest(host);
            QVERIFY(guest.isIn());
            guest.sendText("SUBSCRIBE\nid:1\ndestination:/app/chat/entrance/" + name + "\n\n^");
            QVERIFY2(guest.waitFor("message:not allowed on the whole host\n"), name.constData());
        }
        for (const QByteArray &name :
             {QByteArray("revoke"), QByteArray("admit"), QByteArray("decline")}) {
            Visitor guest(host);
            QVERIFY(guest.isIn());
            guest.sendText("SEND\ndestination:/app/chat/entrance/" + name + "\n\n{\"id\":\"x\"}^");
            QVERIFY2(guest.waitFor("message:not allowed on the whole host\n"), name.constData());
        }
        // Nor are the owners told something by anybody but the host.
        Visitor forger(host);
        QVERIFY(forger.isIn());
        forger.sendText("SEND\ndestination:/user/u-boss/queue/chat/entrance\n\n{}^");
        QVERIFY(forger.waitFor("ERROR\n"));
    }

    void httpTellsNothing()
    {
        HostProcess host;
        QVERIFY(host.startAndWait(options("anyone")));
        {
            Visitor guest(host);
            QVERIFY(guest.isIn());
            guest.sendText("SEND\ndestination:/app/chat/createroom\nreceipt:made\n\n"
                           "{\"roomId\":\"vault\",\"name\":\"Hidden plans\"}^");
            QVERIFY(guest.waitFor("receipt-id:made\n"));
        }
        for (const char *rule : {"invitation", "approval"}) {
            host.kill();
            QVERIFY(host.startAndWait(options(rule)));
            for (const char *path :
                 {"/chat/rooms", "/chat/room/vault", "/chat/room/vault/members", "/", "/health"}) {
                const auto [status, body] = fetch(host, QString::fromLatin1(path));
                QVERIFY2(!body.contains("Hidden") && !body.contains("vault"), path);
                if (QByteArray(path).startsWith("/chat/"))
                    QCOMPARE(status, 403);
            }
            Visitor plain(host); // as of programs of others
            QVERIFY(plain.waitFor("ERROR\n"));
            QVERIFY(plain.isClosed() ||
                    QTest::qWaitFor([&] { return plain.isClosed(); }, patience));
            // What carries no STOMP asks nobody who they are.
            for (const char *path : {"/room", "/myHandler"}) {
                RawPeer peer(host.port());
                peer.upgrade(path);
                QTRY_VERIFY2_WITH_TIMEOUT(peer.closeCode() != 0 || peer.isClosed(), path, patience);
                QCOMPARE(peer.closeCode(), 1008);
            }
        }
    }

    void reloadedForWhoComesThen()
    {
        HostProcess host;
        const auto write = [&](const QByteArray &entrance) {
            QFile file(m_folder.filePath(QStringLiteral("host.ini")));
            return file.open(QIODevice::WriteOnly) && file.write("entrance=" + entrance + '\n') > 0;
        };
        QVERIFY(write("anyone"));
        QVERIFY(host.startAndWait(
            {QStringLiteral("--config"), m_folder.filePath(QStringLiteral("host.ini"))}));
        Visitor before(host);
        QVERIFY(before.isIn());
        QVERIFY(write("invitation"));
        host.hangUp();
        QTRY_VERIFY_WITH_TIMEOUT(host.errors().contains("reloaded"), patience);
        Visitor after(host);
        QVERIFY(after.isRefused("invitation-needed"));
        before.sendText("SUBSCRIBE\nid:1\ndestination:/topic/x\nreceipt:r\n\n^");
        QVERIFY(before.waitFor("receipt-id:r\n"));
        QVERIFY(!host.errors().contains("needs a restart"));
    }

private:
    QStringList options(const char *entrance) const
    {
        return {QStringLiteral("--entrance"), QString::fromLatin1(entrance),
                QStringLiteral("--users"), m_folder.filePath(QStringLiteral("users"))};
    }
    static QByteArray matched(const Visitor &visitor, const char *pattern)
    {
        const QRegularExpression expression(QString::fromLatin1(pattern));
        return expression.match(QString::fromUtf8(visitor.stomp())).captured(1).toUtf8();
    }
    static QByteArray invite(Visitor &owner, const QByteArray &headers)
    {
        return owner.answer("/app/chat/entrance/invite", headers)
            .value(QStringLiteral("secret"))
            .toString()
            .toUtf8();
    }
    std::pair<int, QByteArray> fetch(const HostProcess &host, const QString &path)
    {
        QNetworkReply *reply = m_network.get(QNetworkRequest(host.http(path)));
        const bool came = QTest::qWaitFor([&] { return reply->isFinished(); }, patience);
        reply->deleteLater();
        if (!came)
            return {};
        return {reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(),
                reply->readAll()};
    }

    QTemporaryDir m_folder;
    QNetworkAccessManager m_network;
};

QTEST_GUILESS_MAIN(TestComingIn)
#include "tst_comingin.moc"
