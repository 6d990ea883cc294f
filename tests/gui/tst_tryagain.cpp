// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/scriptedhost.h"
#include "tests/support/scriptedweb.h"
#include "ui/accountwords.h"
#include "ui/appearance.h"
#include "ui/attachmentstrip.h"
#include "ui/connectionstrip.h"
#include "ui/joinpane.h"
#include "ui/model/attachments.h"
#include "ui/model/chatclient.h"
#include "ui/model/hostfiles.h"
#include "ui/model/profile.h"
#include "ui/model/refusalwords.h"
#include "ui/wayindialog.h"

#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>

using namespace std::chrono_literals;
using Phase = Ui::ConnectionStatus::Phase;
using Ui::Upload;

namespace {

constexpr int patience = 60'000; // ms

Chat::RefusedEvent refusal(const QString &why, std::optional<std::chrono::milliseconds> wait)
{
    return {why, {}, {}, wait};
}

} // namespace

// Refusals that end by themselves, where the host says when.
class tst_TryAgain : public QObject {
    Q_OBJECT
    const Chat::RoomId lobby = Chat::lobbyRoom();
    const Chat::RoomId secret{QStringLiteral("secret")};
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Ui::Profile> m_profile;
    std::unique_ptr<Ui::Appearance> m_appearance;
    std::unique_ptr<ScriptedHost> m_host;
    std::unique_ptr<Ui::ChatClient> m_client;

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        auto profile = Ui::Profile::open(m_folder->filePath(QStringLiteral("profile")));
        QVERIFY(profile);
        m_profile = std::move(*profile);
        m_profile->setName(QStringLiteral("kim"));
        m_appearance = std::make_unique<Ui::Appearance>(m_profile->settings());
        m_host = std::make_unique<ScriptedHost>();
        m_host->rooms[lobby];
        m_host->rooms[secret];
        m_client = std::make_unique<Ui::ChatClient>(*m_profile, QStringLiteral("host:1"),
                                                    m_host->linkMaker());
    }
    void cleanup()
    {
        m_client.reset();
        m_host.reset();
        m_appearance.reset();
        m_profile.reset();
    }

    void aReasonCarriesItsTime()
    {
        const QString plain = QStringLiteral("too many wrong passwords");
        QCOMPARE(Ui::timedRefusal(refusal(plain, {})), plain);
        QCOMPARE(Ui::timedRefusal(refusal(plain, -5s)), plain);
        const QString soon = Ui::timedRefusal(refusal(plain, 30s));
        QCOMPARE(Ui::bareRefusal(soon), plain);
        QVERIFY(Ui::tryAgainAt(soon) > QDateTime::currentDateTimeUtc());
        const QString shown = Ui::shownRefusal(soon);
        QVERIFY2(shown.startsWith(plain + QStringLiteral(". You can try again in ")) &&
                     shown.endsWith(QStringLiteral(" s.")),
                 qPrintable(shown));
        // Longer ones as a time of the day; what a host says of years is no time at all.
        const QString later = Ui::shownRefusal(Ui::timedRefusal(refusal(plain, 2h)));
        QVERIFY2(later.contains(QStringLiteral(". You can try again at ")), qPrintable(later));
        const QString never =
            Ui::timedRefusal(refusal(plain, std::chrono::milliseconds(1LL << 60)));
        QVERIFY(Ui::tryAgainAt(never) < QDateTime::currentDateTimeUtc().addYears(2));
        // A host that writes one into its words says no more by it than words.
        const QString forged = Ui::timedRefusal(refusal(soon, {}));
        QCOMPARE(forged, plain);
        const QString account = Ui::accountRefusal(
            Ui::timedRefusal(refusal(QStringLiteral("name changed too often"), 30s)));
        QVERIFY2(account.contains(QStringLiteral("You can try again in ")), qPrintable(account));
        QVERIFY(account.startsWith(QStringLiteral("You have changed your name")));
    }

    void aRoomSaysWhenItsPasswordIsLookedAtAgain()
    {
        m_client->connectToHost();
        QTRY_VERIFY_WITH_TIMEOUT(m_client->rooms()->isJoined(lobby), patience);
        m_host->refusals[secret.toString()] = "too many wrong passwords";
        m_host->retryAfter = 45min;
        QSignalSpy failed(m_client.get(), &Ui::ChatClient::failed);
        m_client->joinRoom(secret, QStringLiteral("guess"));
        QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, patience);
        QVERIFY2(failed[0][0].toString().contains(QStringLiteral("You can try again at ")),
                 qPrintable(failed[0][0].toString()));
        const auto next = [this] {
            return m_client->rooms()
                ->indexOf(secret)
                .data(Ui::RoomListModel::NextEntryRole)
                .toDateTime();
        };
        QVERIFY(next() > QDateTime::currentDateTimeUtc());
        QCOMPARE(m_client->status().phase, Phase::Online); // it cost no connection
        // The next one that is looked at ends the waiting.
        m_host->retryAfter = 0ms;
        m_client->joinRoom(secret, QStringLiteral("guess"));
        QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 2, patience);
        QVERIFY(!next().isValid());
    }

    void theWayInCountsDown()
    {
        Ui::JoinPane pane;
        pane.setRoom(QStringLiteral("Secret"), {}, 0, true);
        pane.show();
        auto *field = pane.findChild<QLineEdit *>(QStringLiteral("joinRoomPassword"));
        auto *button = pane.findChild<QPushButton *>(QStringLiteral("joinRoom"));
        const auto *wait = pane.findChild<QLabel *>(QStringLiteral("joinWait"));
        QVERIFY(!wait->isVisible() && button->isEnabled());
        QSignalSpy joined(&pane, &Ui::JoinPane::joinRequested);
        pane.setNextTry(QDateTime::currentDateTimeUtc().addSecs(3600));
        QVERIFY2(wait->text().startsWith(QStringLiteral("You can try again in ")),
                 qPrintable(wait->text()));
        QVERIFY(wait->isVisible() && !button->isEnabled());
        QCOMPARE(field->accessibleDescription(), wait->text());
        field->setText(QStringLiteral("guess")); // one may write meanwhile
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(joined.size(), 0);
        QCOMPARE(field->text(), QStringLiteral("guess"));
        pane.setNextTry(QDateTime::currentDateTimeUtc().addMSecs(300));
        QTRY_VERIFY_WITH_TIMEOUT(button->isEnabled() && !wait->isVisible(), patience);
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(joined.size(), 1);
    }

    void comesInByItselfWhenTheHostLetsIt()
    {
        m_host->refuseLogin = "too many failed logins, try again later";
        m_host->alsoRefuses = {{"retry-after", "1"}};
        m_client->connectToHost();
        QTRY_COMPARE_WITH_TIMEOUT(m_client->status().phase, Phase::Waiting, patience);
        QVERIFY(m_client->status().nextTry);
        Ui::ConnectionStrip strip(*m_appearance);
        strip.setStatus(m_client->status());
        bool isSaid = false;
        for (const QLabel *label : strip.findChildren<QLabel *>())
            isSaid = isSaid || label->text() == QStringLiteral("The host lets you in later.");
        QVERIFY(isSaid);
        m_host->refuseLogin.reset();
        QTRY_COMPARE_WITH_TIMEOUT(m_client->status().phase, Phase::Online, patience);
    }

    void aRefusalWithoutATimeIsNotTriedAgain()
    {
        m_host->refuseLogin = "access refused";
        m_host->alsoRefuses = {{"retry-after", "-1"}};
        m_client->connectToHost();
        QTRY_COMPARE_WITH_TIMEOUT(m_client->status().phase, Phase::Refused, patience);
    }

    void whoComesTooLateForAnAccountIsToldWhen()
    {
        m_client->connectToHost();
        QTRY_COMPARE_WITH_TIMEOUT(m_client->status().phase, Phase::Online, patience);
        Ui::WayInDialog dialog(*m_client, *m_appearance, nullptr);
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        dialog.open();
        m_host->alsoGreets = {{"account", "later"}, {"retry-after", "7200"}};
        dialog.findChild<QTabWidget *>(QStringLiteral("wayInTabs"))->setCurrentIndex(0);
        dialog.findChild<QLineEdit *>(QStringLiteral("wayInName"))->setText(QStringLiteral("lee"));
        dialog.findChild<QPushButton *>(QStringLiteral("wayInCome"))->click();
        const auto *state = dialog.findChild<QLabel *>(QStringLiteral("wayInState"));
        QTRY_VERIFY2_WITH_TIMEOUT(state->text().contains(QStringLiteral("You can try again at ")),
                                  qPrintable(state->text()), patience);
    }

    void uploadsGoOnWhenTheHostSaid()
    {
        const QByteArray id(32, 'a');
        int seconds = 3600;
        ScriptedWeb web([&](const QByteArray &request) {
            if (seconds > 0)
                return ScriptedWeb::answer("429 Too Many Requests",
                                           "Retry-After: " + QByteArray::number(seconds) + "\r\n",
                                           "{}");
            if (request.startsWith("POST"))
                return ScriptedWeb::answer(
                    "201 Created", "Location: /files/" + id + "\r\nUpload-Offset: 0\r\n", {});
            return ScriptedWeb::answer("204 No Content",
                                       "Upload-Offset: 4\r\nMadang-File-Token: t\r\n", {});
        });
        Ui::HostFiles files;
        files.setAddress(web.address());
        Ui::Attachments attachments(files, {10ms, 10ms, 1024});
        Ui::AttachmentStrip strip(*m_appearance);
        strip.resize(600, 100);
        strip.setAttachments(&attachments);
        QFile file(m_folder->filePath(QStringLiteral("a.txt")));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("text") == 4);
        file.close();
        attachments.add({file.fileName()});
        const Upload &upload = *attachments.uploads().front();
        QTRY_VERIFY_WITH_TIMEOUT(upload.nextTry().isValid(), patience);
        QCOMPARE(upload.state(), Upload::State::Waiting);
        const auto shown = [&] {
            const auto *label = strip.findChild<QLabel *>(QStringLiteral("attachmentState"));
            return label ? label->text() : QString();
        };
        QTRY_VERIFY2_WITH_TIMEOUT(
            shown().startsWith(QStringLiteral("The host takes no more just now.")),
            qPrintable(shown()), patience);
        files.wake(); // a new connection makes no new time
        QCOMPARE(upload.state(), Upload::State::Waiting);
        QCOMPARE(web.requests.size(), 1);
        // What it says is bounded, and what is none is no time.
        seconds = 1;
        attachments.remove(&upload);
        attachments.add({file.fileName()});
        const Upload &soon = *attachments.uploads().front();
        QTRY_VERIFY_WITH_TIMEOUT(soon.nextTry().isValid(), patience);
        seconds = 0;
        QTRY_COMPARE_WITH_TIMEOUT(soon.state(), Upload::State::Complete, patience);
    }
};

QTEST_MAIN(tst_TryAgain)
#include "tst_tryagain.moc"
