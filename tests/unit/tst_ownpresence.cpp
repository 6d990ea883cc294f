// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/scriptedhost.h"
#include "ui/model/chatclient.h"
#include "ui/model/company.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using Chat::Availability;
using Ui::OwnPresence;

namespace {

const Chat::RoomId lobby = Chat::lobbyRoom();
const QByteArray destination = Chat::requestDestination(Chat::Request::Kind::Presence);

Chat::Timestamp after(std::chrono::milliseconds time)
{
    return Chat::Timestamp(std::chrono::milliseconds(QDateTime::currentMSecsSinceEpoch()) + time);
}

} // namespace

// What oneself chooses and what the host says of oneself, on one sign.
class OwnPresenceTest : public QObject {
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Ui::Profile> m_profile;
    std::unique_ptr<ScriptedHost> m_host;
    std::unique_ptr<Ui::ChatClient> m_client;

    OwnPresence &presence() const { return *m_client->company()->presence(); }
    void connectToHost() const
    {
        m_client->connectToHost();
        QTRY_VERIFY(m_host->count(Chat::roomEventsTopic(lobby)) > 0);
        QTRY_COMPARE(m_client->members(lobby)->rowCount(), 1);
    }
    /// The host tells of us.
    void tell(Availability state, const QString &status = {}) const
    {
        Chat::Member self{Chat::UserId(QString::fromUtf8(m_host->user)), QStringLiteral("me")};
        self.here = true;
        self.attendance.state = state;
        self.attendance.status = status;
        QSignalSpy arrived(m_client->members(lobby), &QAbstractItemModel::dataChanged);
        m_host->publish(Chat::roomEventsTopic(lobby), Chat::PresenceEvent{lobby, self}.toJson());
        QTRY_VERIFY(!arrived.isEmpty());
    }
    std::optional<Chat::PresenceRequest> lastRequest() const
    {
        const QByteArrayList sent = m_host->sentTo(destination);
        return sent.isEmpty() ? std::nullopt : Chat::PresenceRequest::fromJson(sent.last());
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_profile = std::move(*Ui::Profile::open(m_folder->path()));
        m_profile->setName(QStringLiteral("me"));
        m_host = std::make_unique<ScriptedHost>();
        m_client = std::make_unique<Ui::ChatClient>(*m_profile, QStringLiteral("own"),
                                                    m_host->linkMaker());
    }
    void cleanup()
    {
        m_client.reset();
        m_host.reset();
        m_profile.reset();
    }

    void whatIsChosenIsShownAtOnce()
    {
        connectToHost();
        QCOMPARE(presence().state(), Availability::Online);
        QSignalSpy changed(&presence(), &OwnPresence::changed);
        presence().choose(Availability::Away);
        QCOMPARE(presence().state(), Availability::Away);
        QVERIFY(!changed.isEmpty());
        QTRY_COMPARE(m_host->sentTo(destination).size(), 1);
        QCOMPARE(lastRequest()->state, Availability::Away);
        presence().setStatus(QStringLiteral("  at  lunch "));
        QCOMPARE(presence().status(), QStringLiteral("at lunch"));
        QVERIFY(!presence().statusUntil().isValid());
        QTRY_COMPARE(m_host->sentTo(destination).size(), 2);
        QCOMPARE(lastRequest()->status, QStringLiteral("at lunch"));
        QVERIFY(!lastRequest()->state);
        presence().choose(Availability::Offline); // nobody can choose that
        QCOMPARE(presence().state(), Availability::Away);
    }

    void offlineIsOffline()
    {
        QCOMPARE(presence().state(), Availability::Offline);
        QCOMPARE(presence().choice(), Availability::Online);
        presence().choose(Availability::DoNotDisturb);
        QCOMPARE(presence().state(), Availability::Offline); // nobody has heard of it
        QCOMPARE(presence().choice(), Availability::DoNotDisturb);
        connectToHost();
        QTRY_COMPARE(m_host->sentTo(destination).size(), 1);
        QCOMPARE(lastRequest()->state, Availability::DoNotDisturb);
        QCOMPARE(presence().state(), Availability::DoNotDisturb);
        QSignalSpy changed(&presence(), &OwnPresence::changed);
        m_host->unreachable = true;
        m_host->breakLink();
        QTRY_COMPARE(presence().state(), Availability::Offline);
        QVERIFY(!changed.isEmpty());
    }

    void theHostHasTheLastWord()
    {
        connectToHost();
        tell(Availability::DoNotDisturb, QStringLiteral("by the phone")); // of another device
        QTRY_COMPARE(presence().state(), Availability::DoNotDisturb);
        QCOMPARE(presence().status(), QStringLiteral("by the phone"));
        Chat::Member other{Chat::UserId(QStringLiteral("u-other")), QStringLiteral("other")};
        other.here = true;
        other.attendance.state = Availability::Away;
        m_host->publish(Chat::roomEventsTopic(lobby), Chat::PresenceEvent{lobby, other}.toJson());
        QTRY_COMPARE(m_client->members(lobby)->rowCount(), 2);
        QCOMPARE(presence().state(), Availability::DoNotDisturb); // that was somebody else
    }

    void anOlderWordDoesNotUndoAChoice()
    {
        connectToHost();
        m_host->holdsReceipts = true;
        presence().choose(Availability::DoNotDisturb);
        QTRY_COMPARE(m_host->heldReceipts.size(), size_t(1));
        tell(Availability::Away);
        QCOMPARE(presence().state(), Availability::DoNotDisturb);
        m_host->holdsReceipts = false;
        m_host->release();
        tell(Availability::DoNotDisturb);
        QCOMPARE(presence().state(), Availability::DoNotDisturb);
        tell(Availability::Online); // another device chose since
        QTRY_COMPARE(presence().state(), Availability::Online);
    }

    void theHostMayCleanAStatus()
    {
        connectToHost();
        m_host->holdsReceipts = true;
        presence().setStatus(QStringLiteral("a\u200bb"));
        QTRY_COMPARE(m_host->heldReceipts.size(), size_t(1));
        tell(Availability::Online, QStringLiteral("ab"));
        m_host->release();
        QTRY_COMPARE(presence().status(), QStringLiteral("ab"));
    }

    void aRefusalTakesItBack()
    {
        connectToHost();
        tell(Availability::Online, QStringLiteral("before"));
        QTRY_COMPARE(presence().status(), QStringLiteral("before"));
        m_host->holdsReceipts = true;
        QSignalSpy refused(&presence(), &OwnPresence::refused);
        QSignalSpy failed(m_client.get(), &Ui::ChatClient::failed);
        presence().setStatus(QStringLiteral("after"));
        QTRY_COMPARE(m_host->heldReceipts.size(), size_t(1));
        m_host->publish(Chat::errorsQueue(), "{\"message\":\"text too long\",\"receipt\":\"" +
                                                 m_host->heldReceipts.front() + "\"}");
        QTRY_COMPARE(refused.size(), 1);
        QCOMPARE(presence().status(), QStringLiteral("before"));
        QTRY_COMPARE(failed.size(), 1);
        QVERIFY(failed[0][0].toString().contains(QStringLiteral("text too long")));
        QVERIFY(m_host->sentTo(destination).size() == 1); // and is not tried again
    }

    void whatGotNoAnswerIsSaidAgain()
    {
        connectToHost();
        m_host->holdsReceipts = true;
        presence().choose(Availability::Away);
        QTRY_COMPARE(m_host->heldReceipts.size(), size_t(1));
        m_host->breakLink();
        QTRY_COMPARE(presence().state(), Availability::Offline);
        QCOMPARE(presence().choice(), Availability::Away);
        m_client->retryNow();
        QTRY_COMPARE_WITH_TIMEOUT(m_host->sentTo(destination).size(), 2, 20000);
        QCOMPARE(lastRequest()->state, Availability::Away);
    }

    void ofSeveralWithoutAnswerTheLastHolds()
    {
        connectToHost();
        m_host->holdsReceipts = true;
        presence().choose(Availability::Away);
        presence().setStatus(QStringLiteral("first"));
        presence().choose(Availability::DoNotDisturb);
        const QDateTime until = QDateTime::currentDateTime().addDays(1);
        presence().setStatus(QStringLiteral("second"), until);
        QTRY_COMPARE(m_host->heldReceipts.size(), size_t(4));
        m_host->breakLink();
        QTRY_COMPARE(presence().state(), Availability::Offline);
        QCOMPARE(presence().choice(), Availability::DoNotDisturb);
        m_client->retryNow();
        QTRY_COMPARE_WITH_TIMEOUT(m_host->sentTo(destination).size(), 5, 20000);
        QCOMPARE(lastRequest()->state, Availability::DoNotDisturb);
        QCOMPARE(lastRequest()->status, QStringLiteral("second"));
        QVERIFY(lastRequest()->until);
        QCOMPARE(presence().choice(), Availability::DoNotDisturb);
        QCOMPARE(presence().status(), QStringLiteral("second"));
    }

    void aStatusIsOverWhenItsTimeIs()
    {
        connectToHost();
        QSignalSpy changed(&presence(), &OwnPresence::changed);
        const QDateTime until = QDateTime::currentDateTime().addMSecs(1000);
        presence().setStatus(QStringLiteral("soon over"), until);
        QTRY_COMPARE(m_host->sentTo(destination).size(), 1);
        QVERIFY(lastRequest()->until);
        QTRY_COMPARE(presence().status(), QString());
        QVERIFY(!presence().statusUntil().isValid());
        QTRY_VERIFY(changed.size() >= 2); // when it came, and when it went
        presence().setStatus(QString(500, u'x'));
        QCOMPARE(presence().status().size(), qsizetype(OwnPresence::longestStatus));
    }

    void othersStatusIsOverWhenItsTimeIs()
    {
        connectToHost();
        Ui::MemberListModel *members = m_client->members(lobby);
        Chat::Member other{Chat::UserId(QStringLiteral("u-other")), QStringLiteral("other")};
        other.here = true;
        other.attendance = {
            Availability::Away, QStringLiteral("tea"), after(std::chrono::milliseconds(1000)), {}};
        members->update(other);
        const auto status = [&] {
            return members->index(1).data(Ui::MemberListModel::StatusRole).toString();
        };
        QCOMPARE(members->index(1).data().toString(), QStringLiteral("other"));
        QSignalSpy changed(members, &QAbstractItemModel::dataChanged);
        QTRY_COMPARE(status(), QString());
        QTRY_COMPARE(changed.size(), 1); // so that it is painted anew
        QCOMPARE(changed[0][2].value<QList<int>>(), QList<int>{Ui::MemberListModel::StatusRole});
    }

    void idleIsToldOnEachConnection()
    {
        connectToHost();
        presence().setIdle(true);
        presence().setIdle(true);
        QTRY_COMPARE(m_host->sentTo(destination).size(), 1);
        QCOMPARE(lastRequest()->idle, true);
        QVERIFY(!lastRequest()->state);
        m_host->breakLink();
        m_client->retryNow();
        QTRY_COMPARE_WITH_TIMEOUT(m_host->sentTo(destination).size(), 2, 20000);
        QCOMPARE(lastRequest()->idle, true);
        presence().setIdle(false);
        QTRY_COMPARE(m_host->sentTo(destination).size(), 3);
        QCOMPARE(lastRequest()->idle, false);
    }
};

QTEST_GUILESS_MAIN(OwnPresenceTest)
#include "tst_ownpresence.moc"
