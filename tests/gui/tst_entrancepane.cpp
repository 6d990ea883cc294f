// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/host.h"
#include "stomp/net/websocketlink.h"
#include "ui/actions.h"
#include "ui/appearance.h"
#include "ui/connectionstrip.h"
#include "ui/entrancepane.h"
#include "ui/entrancewords.h"
#include "ui/mainwindow.h"
#include "ui/model/account.h"
#include "ui/model/attention.h"
#include "ui/model/chatclient.h"
#include "ui/model/entrance.h"

#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using Phase = Ui::ConnectionStatus::Phase;
using Refusal = Ui::ConnectionStatus::Refusal;
using Rule = Ui::EntrancePane::Rule;

namespace {

struct Person {
    QTemporaryDir folder;
    std::unique_ptr<Ui::Profile> profile;
    std::unique_ptr<Ui::ChatClient> client;

    bool is(Phase phase, Refusal refusal) const
    {
        return client->status().phase == phase && client->status().refusal == refusal;
    }
    bool isIn() const { return client->status().phase == Phase::Online; }
    bool waits() const { return is(Phase::Waiting, Refusal::AwaitsApproval); }
};

} // namespace

// Who comes in at a real host: its owner's window, and people who come by the network.
class tst_EntrancePane : public QObject {
    Q_OBJECT
    static constexpr int patience = 30000;
    using Config = Server::HostConfig;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Server::Host> m_host;
    QUrl m_address;
    std::unique_ptr<Person> m_owner;
    std::unique_ptr<Ui::Actions> m_actions;
    std::unique_ptr<Ui::MainWindow> m_window;

    void start(Config::Entrance entrance)
    {
        m_folder = std::make_unique<QTemporaryDir>();
        Config config;
        config.port = 0;
        config.bind = QHostAddress(QHostAddress::LocalHost);
        config.dataFolder = m_folder->filePath(QStringLiteral("data"));
        config.entrance = entrance;
        m_host = std::make_unique<Server::Host>(config);
        QSignalSpy started(m_host.get(), &Server::Host::started);
        m_host->start();
        QTRY_COMPARE_WITH_TIMEOUT(started.size(), 1, patience);
        m_address = QUrl(started[0][0].value<Server::HostAddresses>().webSocket.at(0));
        m_owner =
            make(QStringLiteral("jiwoo"), [host = m_host.get()] { return host->connectLoop(); });
        m_owner->client->connectToHost();
        QTRY_COMPARE_WITH_TIMEOUT(m_owner->client->account()->info().role, QStringLiteral("owner"),
                                  patience);
        m_actions = std::make_unique<Ui::Actions>();
        m_window = std::make_unique<Ui::MainWindow>(*m_owner->profile, *m_actions);
        m_window->resize(1000, 700);
        m_window->showChat(m_owner->client.get(), {});
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }
    static std::unique_ptr<Person> make(const QString &name,
                                        const Stomp::StompClient::LinkMaker &link)
    {
        auto person = std::make_unique<Person>();
        auto profile = Ui::Profile::open(person->folder.filePath(QStringLiteral("profile")));
        if (!profile)
            qFatal("no profile");
        person->profile = std::move(*profile);
        person->profile->settings().setValue(QStringLiteral("language"), QStringLiteral("en"));
        person->profile->setName(name);
        person->client =
            std::make_unique<Ui::ChatClient>(*person->profile, QStringLiteral("host:7610"), link);
        return person;
    }
    std::unique_ptr<Person> newcomer(const QString &name, const QByteArray &secret = {}) const
    {
        auto person =
            make(name, [url = m_address] { return std::make_unique<Stomp::WebSocketLink>(url); });
        if (!secret.isEmpty())
            person->client->account()->setInvitation(secret);
        person->client->connectToHost();
        return person;
    }
    template <typename T>
    T *find(const char *name, QWidget *in = nullptr) const
    {
        return (in ? in : m_window.get())->findChild<T *>(QString::fromLatin1(name));
    }
    QWidget *strip() const { return find<QWidget>("newcomerStrip"); }
    QString said(const char *name, QWidget *in = nullptr) const
    {
        return find<QLabel>(name, in)->text();
    }

private Q_SLOTS:
    void cleanup()
    {
        m_window.reset();
        m_owner.reset();
        m_host.reset();
    }

    void ownerLetsSomebodyIn()
    {
        start(Config::Entrance::Approval);
        QVERIFY(strip()->isHidden());
        m_owner->client->attention()->setWindowActive(false);
        QSignalSpy notices(m_owner->client->attention(), &Ui::Attention::noticeWanted);
        const auto minjun = newcomer(QStringLiteral("minjun"));
        QTRY_VERIFY_WITH_TIMEOUT(minjun->waits(), patience);
        QTRY_VERIFY_WITH_TIMEOUT(!strip()->isHidden(), patience);
        QCOMPARE(said("newcomerWhat"), QStringLiteral("minjun wants to come in."));
        QCOMPARE(notices.size(), 1);
        QCOMPARE(notices[0][0].value<Ui::Notice>().title,
                 QStringLiteral("minjun wants to come in."));
        // Said aloud, too.
        const auto regions = m_window->findChildren<QWidget *>(QStringLiteral("liveRegion"));
        QVERIFY(std::any_of(regions.begin(), regions.end(), [](const QWidget *one) {
            return one->accessibleName() == QStringLiteral("minjun wants to come in.");
        }));
        // However often one asks, one goes on waiting.
        QSignalSpy changes(minjun->client.get(), &Ui::ChatClient::statusChanged);
        for (int i = 0; i < 5; ++i) {
            changes.clear();
            minjun->client->retryNow();
            QTRY_VERIFY_WITH_TIMEOUT(changes.size() >= 2 && minjun->waits() &&
                                         minjun->client->status().nextTry,
                                     patience);
        }
        QTest::mouseClick(find<QPushButton>("stripLetIn"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(strip()->isHidden(), patience);
        minjun->client->retryNow();
        QTRY_VERIFY_WITH_TIMEOUT(minjun->isIn(), patience);
        QVERIFY(minjun->client->status().refusal == Refusal::None);
    }

    void ownerSaysNoAndYesAfterAll()
    {
        start(Config::Entrance::Approval);
        const auto doyun = newcomer(QStringLiteral("doyun"));
        QTRY_VERIFY_WITH_TIMEOUT(!strip()->isHidden(), patience);
        QTest::keyClick(find<QPushButton>("stripDecline"), Qt::Key_Space);
        QTRY_VERIFY_WITH_TIMEOUT(strip()->isHidden(), patience);
        doyun->client->retryNow();
        QTRY_VERIFY_WITH_TIMEOUT(doyun->is(Phase::Refused, Refusal::Declined), patience);
        const auto haeun = newcomer(QStringLiteral("haeun"));
        QTRY_VERIFY_WITH_TIMEOUT(!strip()->isHidden(), patience);
        QTest::mouseClick(find<QPushButton>("stripNewcomers"), Qt::LeftButton);
        QPointer<QDialog> dialog = find<QDialog>("newcomersDialog");
        QVERIFY(dialog);
        const auto letIn = [&](const QString &name) {
            for (auto *button : dialog->findChildren<QPushButton *>()) {
                if (button->accessibleName() == QStringLiteral("Let %1 in").arg(name))
                    return button;
            }
            return static_cast<QPushButton *>(nullptr);
        };
        QTRY_VERIFY_WITH_TIMEOUT(letIn(QStringLiteral("doyun")), patience);
        QVERIFY(letIn(QStringLiteral("haeun")));
        QTest::mouseClick(letIn(QStringLiteral("doyun")), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!letIn(QStringLiteral("doyun")), patience);
        doyun->client->connectToHost();
        QTRY_VERIFY_WITH_TIMEOUT(doyun->isIn(), patience);
        QVERIFY(haeun->waits());
        dialog->close();
    }

    void nobodyElseSeesIt()
    {
        start(Config::Entrance::Anyone);
        const auto minjun = newcomer(QStringLiteral("minjun"));
        QTRY_COMPARE_WITH_TIMEOUT(minjun->client->account()->info().role, QStringLiteral("member"),
                                  patience);
        Ui::Actions actions;
        Ui::MainWindow window(*minjun->profile, actions);
        window.showChat(minjun->client.get(), {});
        QVERIFY(find<QWidget>("newcomerStrip", &window)->isHidden());
        QVERIFY(!minjun->client->connection().findChild<Ui::Entrance *>());
        window.removeChat(minjun->client.get());
    }

    void invitesByALink()
    {
        start(Config::Entrance::Invitation);
        const auto lost = newcomer(QStringLiteral("lost"));
        QTRY_VERIFY_WITH_TIMEOUT(lost->is(Phase::Refused, Refusal::InvitationNeeded), patience);
        Ui::Appearance appearance(m_owner->profile->settings());
        Ui::EntrancePane pane(appearance);
        QByteArray secret;
        pane.setLinkMaker([&](const QByteArray &made, const Chat::RoomId &) {
            secret = made;
            return QStringLiteral("madang://here/#key=") + QString::fromLatin1(made);
        });
        pane.setClient(m_owner->client.get());
        pane.showRule(Rule::Invitation);
        pane.show();
        QVERIFY(find<QLabel>("invitationsNone", &pane)->isVisible());
        find<QLineEdit>("invitationLabel", &pane)->setText(QStringLiteral("Minjun"));
        find<QPushButton>("invitationMake", &pane)->click();
        QTRY_VERIFY_WITH_TIMEOUT(!secret.isEmpty(), patience);
        QCOMPARE(find<QLineEdit>("secretText", &pane)->text(),
                 QStringLiteral("madang://here/#key=") + QString::fromLatin1(secret));
        QTRY_VERIFY_WITH_TIMEOUT(find<QLabel>("invitationLeft", &pane), patience);
        QCOMPARE(said("invitationName", &pane), QStringLiteral("Minjun"));
        QVERIFY(
            said("invitationLeft", &pane).startsWith(QStringLiteral("for one person · until ")));

        find<QPushButton>("invitationTakeBack", &pane)->click();
        QTRY_VERIFY_WITH_TIMEOUT(find<QPushButton>("invitationGiveBack", &pane), patience);
        const auto early = newcomer(QStringLiteral("early"), secret);
        QTRY_VERIFY_WITH_TIMEOUT(early->is(Phase::Refused, Refusal::InvitationOver), patience);
        QTRY_VERIFY_WITH_TIMEOUT(find<QPushButton>("invitationGiveBack", &pane), patience);
        find<QPushButton>("invitationGiveBack", &pane)->click();
        QTRY_VERIFY_WITH_TIMEOUT(find<QPushButton>("invitationTakeBack", &pane), patience);
        const auto minjun = newcomer(QStringLiteral("minjun"), secret);
        QTRY_VERIFY_WITH_TIMEOUT(minjun->isIn(), patience);
        QTRY_COMPARE_WITH_TIMEOUT(said("invitationLeft", &pane), QStringLiteral("used up"),
                                  patience);
        const auto late = newcomer(QStringLiteral("late"), secret);
        QTRY_VERIFY_WITH_TIMEOUT(late->is(Phase::Refused, Refusal::InvitationOver), patience);
        // The secret is shown once, and not to the host again by who is in.
        Stomp::Headers headers;
        minjun->client->account()->addTo(headers);
        QVERIFY(headers.value("invitation", {}).isEmpty());
        pane.setClient(nullptr);
        QVERIFY(find<QLabel>("invitationsNone", &pane)->isVisible());
    }

    void clientMayGoBeforeThePane()
    {
        start(Config::Entrance::Approval);
        Ui::Appearance appearance(m_owner->profile->settings());
        Ui::EntrancePane pane(appearance);
        pane.setClient(m_owner->client.get());
        m_window.reset();
        m_owner.reset();
        find<QPushButton>("invitationMake", &pane)->click(); // nobody is asked
        pane.setClient(nullptr);
    }

    void choosesWhoMayComeIn()
    {
        QTemporaryDir folder;
        QSettings settings(folder.filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
        Ui::Appearance appearance(settings);
        Ui::EntrancePane pane(appearance);
        pane.show();
        QSignalSpy chosen(&pane, &Ui::EntrancePane::entranceChosen);
        const auto click = [&](const char *name) { find<QRadioButton>(name, &pane)->click(); };
        pane.showRule(Rule::Invitation);
        QVERIFY(chosen.isEmpty());
        click("entranceApproval");
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen[0][0].value<Rule>(), Rule::Approval);
        QVERIFY(find<QWidget>("newcomersTitle", &pane)->isVisible());
        // A password counts once there is one.
        click("entrancePassword");
        QCOMPARE(chosen.size(), 1);
        auto *password = find<QLineEdit>("entrancePasswordText", &pane);
        QVERIFY(password->isVisible());
        QVERIFY(!find<QPushButton>("entranceSetPassword", &pane)->isEnabled());
        password->setText(QStringLiteral("abc"));
        QVERIFY(said("entranceStrength", &pane).startsWith(QStringLiteral("Easy to guess")));
        QTest::keyClick(password, Qt::Key_Return);
        QCOMPARE(chosen.size(), 2);
        QCOMPARE(chosen[1][0].value<Rule>(), Rule::Password);
        QCOMPARE(chosen[1][1].toString(), QStringLiteral("abc"));
        QVERIFY(password->text().isEmpty());
        click("entranceAnyone");
        QCOMPARE(chosen.size(), 3);
        QVERIFY(!password->isVisible());
        QVERIFY(!find<QWidget>("newcomersTitle", &pane)->isVisible());
    }

    void tellsHowHardAPasswordIs()
    {
        using Ui::passwordStrength;
        using Strength = Ui::PasswordStrength;
        QCOMPARE(passwordStrength({}), Strength::Empty);
        QCOMPARE(passwordStrength(QStringLiteral("madang")), Strength::Weak);
        QCOMPARE(passwordStrength(QStringLiteral("aaaaaaaaaaaaaaaaaaaa")), Strength::Weak);
        QCOMPARE(passwordStrength(QStringLiteral("sunny day")), Strength::Fair);
        QCOMPARE(passwordStrength(QStringLiteral("three red kites fly")), Strength::Strong);
        QCOMPARE(passwordStrength(QStringLiteral("비밀")), Strength::Weak);
        QCOMPARE(passwordStrength(QStringLiteral("점심은 냉면")), Strength::Fair);
        QCOMPARE(passwordStrength(QStringLiteral("내일 점심은 물냉면")), Strength::Strong);
    }

    void stripSaysWhyOneIsNotIn()
    {
        QTemporaryDir folder;
        QSettings settings(folder.filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
        Ui::Appearance appearance(settings);
        Ui::ConnectionStrip strip(appearance);
        strip.setPasswordOffered(true);
        Ui::ConnectionStatus status;
        status.phase = Phase::Waiting;
        status.since = QDateTime::currentDateTimeUtc();
        status.refusal = Refusal::AwaitsApproval;
        strip.setStatus(status);
        QVERIFY(!strip.isHidden()); // at once
        QCOMPARE(said("stripWhat", &strip), QStringLiteral("Waiting to be let in."));
        QVERIFY(!find<QPushButton>("stripBack", &strip)->isHidden());
        QVERIFY(find<QPushButton>("stripTryNow", &strip)->isHidden());
        QSignalSpy back(&strip, &Ui::ConnectionStrip::back);
        find<QPushButton>("stripBack", &strip)->click();
        QCOMPARE(back.size(), 1);

        status.phase = Phase::Refused;
        status.refusal = Refusal::InvitationNeeded;
        strip.setStatus(status);
        QSignalSpy link(&strip, &Ui::ConnectionStrip::tryWithLink);
        QSignalSpy password(&strip, &Ui::ConnectionStrip::tryWithPassword);
        find<QLineEdit>("stripPassword", &strip)->setText(QStringLiteral(" madang://x/#key=y "));
        find<QPushButton>("stripTryNow", &strip)->click();
        QCOMPARE(link.size(), 1);
        QCOMPARE(link[0][0].toString(), QStringLiteral("madang://x/#key=y"));
        QVERIFY(password.isEmpty());

        status.refusal = Refusal::Declined; // no password helps there
        strip.setStatus(status);
        QCOMPARE(find<QLineEdit>("stripPassword", &strip)->placeholderText(),
                 QStringLiteral("Link that you were given"));

        status.refusal = Refusal::PasswordNeeded;
        strip.setStatus(status);
        find<QLineEdit>("stripPassword", &strip)->setText(QStringLiteral("sesame"));
        find<QPushButton>("stripTryNow", &strip)->click();
        QCOMPARE(password.size(), 1);
        QCOMPARE(link.size(), 1);
    }
};

QTEST_MAIN(tst_EntrancePane)
#include "tst_entrancepane.moc"
