// SPDX-License-Identifier: GPL-3.0-or-later
// Whom the desktop goes in with, and what it asks and tells before it does.
#include "app/application.h"
#include "stomp/wire/address.h"
#include "tests/support/recordingtls.h"
#include "ui/chatpage.h"
#include "ui/identitydialog.h"
#include "ui/identitypicture.h"
#include "ui/sidebar.h"

#include <QApplication>
#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

#include <chrono>
#include <memory>

namespace {

constexpr int patience = 30000; // ms

Stomp::CertifiedKey anyKey()
{
    return Stomp::makeCertifiedKey("madang-test.local").value_or(Stomp::CertifiedKey());
}

/// A host of somebody else.
struct Oak {
    QTemporaryDir folder;
    std::unique_ptr<Server::Host> host;
    Server::HostAddresses addresses;

    bool open(bool tls = true, const QString &password = {}, quint16 port = 0)
    {
        Server::HostConfig config;
        if (!password.isEmpty()) {
            config.passwordFile = folder.filePath(QStringLiteral("password"));
            QFile file(config.passwordFile);
            if (!file.open(QIODevice::WriteOnly) || file.write(password.toUtf8()) < 0)
                return false;
        }
        config.name = QStringLiteral("Oak");
        config.port = port;
        config.tls = tls;
        config.bind = QHostAddress(QHostAddress::LocalHost);
        config.dataFolder = folder.filePath(QStringLiteral("data"));
        host = std::make_unique<Server::Host>(config);
        QSignalSpy started(host.get(), &Server::Host::started);
        host->start();
        if (!QTest::qWaitFor([&] { return !started.isEmpty(); }, patience))
            return false;
        addresses = started[0][0].value<Server::HostAddresses>();
        return true;
    }
    QString place(const QString &name = QStringLiteral("127.0.0.1")) const
    {
        return QStringLiteral("%1:%2").arg(name).arg(addresses.port);
    }
};

} // namespace

class JoiningTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Ui::RecentLog> m_log;
    std::unique_ptr<Application> m_program;
    Ui::Profile *m_profile = nullptr;
    Ui::MainWindow *m_window = nullptr;
    std::unique_ptr<Oak> m_oak;

    template <typename T>
    T *find(const char *name) const
    {
        return m_window->findChild<T *>(QString::fromLatin1(name));
    }
    /// The host in sight, by its name; empty: none.
    QString inSight() const
    {
        for (const Ui::ChatPage *one : m_window->findChildren<Ui::ChatPage *>()) {
            if (one->isVisible())
                return one->hostName();
        }
        return {};
    }
    Ui::HostTrust trust() const { return Ui::HostTrust(*m_profile); }
    void start(const DesktopOptions &options = {})
    {
        m_log = std::make_unique<Ui::RecentLog>();
        auto profile = std::move(*Ui::Profile::open(m_folder->filePath(QStringLiteral("profile"))));
        m_profile = profile.get();
        m_profile->setName(QStringLiteral("kim"));
        m_profile->settings().setValue(QStringLiteral("language"), QStringLiteral("en"));
        m_program = std::make_unique<Application>(options, std::move(profile), *m_log);
        m_program->start();
        for (QWidget *one : QApplication::topLevelWidgets()) {
            if (one->objectName() == QStringLiteral("mainWindow"))
                m_window = qobject_cast<Ui::MainWindow *>(one);
        }
        QVERIFY(m_window);
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window));
    }
    void join(const QString &address)
    {
        auto *field = find<QLineEdit>("address");
        QVERIFY(field->isVisible());
        field->setText(address);
        QTest::keyClick(field, Qt::Key_Return);
    }
    QString problem() const { return find<QLabel>("problem")->text(); }
    QString hostLine() const
    {
        QStringList lines;
        for (const QLabel *label : m_window->findChild<Ui::Sidebar *>()->findChildren<QLabel *>())
            lines << label->text();
        return lines.join(u'\n');
    }
    /// Before the program knows of it.
    void remember(const QByteArray &fingerprint, const QString &password = {})
    {
        const auto profile =
            std::move(*Ui::Profile::open(m_folder->filePath(QStringLiteral("profile"))));
        Ui::HostTrust(*profile).keep({m_oak->place(), fingerprint, {}, m_oak->place(), {}, {}});
        if (!password.isEmpty())
            profile->setHostPassword(m_oak->place(), password);
    }
    /// Where Oak was before it moved, and nobody is now; the program knows it from there, and maybe
    /// that somebody was met where it is by now.
    QString rememberElsewhere(bool isNear)
    {
        QTcpServer gone;
        if (!gone.listen(QHostAddress::LocalHost))
            return {};
        const QString before = QStringLiteral("127.0.0.1:%1").arg(gone.serverPort());
        const auto profile =
            std::move(*Ui::Profile::open(m_folder->filePath(QStringLiteral("profile"))));
        Ui::HostTrust(*profile).keep({before, m_oak->addresses.fingerprint, {}, before, {}, {}});
        profile->addRecentHost(before, QStringLiteral("Oak"));
        if (isNear)
            profile->addRecentHost(m_oak->place(), QStringLiteral("Elm"));
        return before;
    }
    void typePassword(const QString &password)
    {
        auto *field = find<QLineEdit>("password");
        QTRY_VERIFY_WITH_TIMEOUT(field->isVisible() && field->isEnabled(), patience);
        field->setText(password);
        QTest::keyClick(field, Qt::Key_Return);
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_oak = std::make_unique<Oak>();
    }
    void cleanup()
    {
        m_program.reset();
        m_window = nullptr;
        m_log.reset();
        m_oak.reset();
    }

    void anAddressIsEncryptedAndRemembered()
    {
        QVERIFY(m_oak->open());
        start();
        join(m_oak->place());
        QTRY_COMPARE_WITH_TIMEOUT(inSight(), QStringLiteral("Oak"), patience);
        QCOMPARE(trust().pin(m_oak->place()), m_oak->addresses.fingerprint);
        QCOMPARE(m_profile->recentHosts().size(), size_t(1));
        QCOMPARE(m_profile->recentHosts()[0].address, m_oak->place());
        QVERIFY(!hostLine().contains(QStringLiteral("Not encrypted")));
    }

    void changedHostIsShownAndNotGoneInto()
    {
        QVERIFY(m_oak->open());
        const QByteArray known = RecordingTls::fingerprint(anyKey());
        remember(known);
        start();
        join(m_oak->place());
        QTRY_VERIFY_WITH_TIMEOUT(find<QDialog>("changedHostDialog"), patience);
        const auto *dialog = find<QDialog>("changedHostDialog");
        const auto *expected = dialog->findChild<QWidget *>(QStringLiteral("expectedIdentity"));
        const auto *actual = dialog->findChild<QWidget *>(QStringLiteral("actualIdentity"));
        const auto shows = [](const QWidget *card, const QByteArray &fingerprint) {
            const auto *text = card->findChild<QLabel *>(QStringLiteral("identityFingerprint"));
            return text->text().remove(u' ').toLatin1() == fingerprint.toHex();
        };
        QVERIFY(shows(expected, known));
        QVERIFY(shows(actual, m_oak->addresses.fingerprint));
        for (const QWidget *card : {expected, actual}) {
            const auto *words = card->findChild<QLabel *>(QStringLiteral("identityWords"));
            QTRY_COMPARE_WITH_TIMEOUT(words->text().count(u' '), 4, patience);
            QTRY_COMPARE(card->findChild<Ui::IdentityPicture *>()->accessibleName(), words->text());
        }
        // Enter is the safe answer, and the other one takes a deliberate step.
        QVERIFY(find<QPushButton>("changedStay")->isDefault());
        QVERIFY(!find<QPushButton>("changedTrust")->isEnabled());
        QTest::keyClick(find<QDialog>("changedHostDialog"), Qt::Key_Return);
        QTRY_VERIFY(!find<QDialog>("changedHostDialog"));
        QVERIFY(inSight().isEmpty());
        QCOMPARE(trust().pin(m_oak->place()), known);
    }

    void changedHostIsTrustedOnPurpose()
    {
        QVERIFY(m_oak->open());
        remember(RecordingTls::fingerprint(anyKey()));
        start();
        join(m_oak->place());
        QTRY_VERIFY_WITH_TIMEOUT(find<QDialog>("changedHostDialog"), patience);
        find<QCheckBox>("changedCompared")->click();
        QVERIFY(find<QPushButton>("changedTrust")->isEnabled());
        find<QPushButton>("changedTrust")->click();
        QTRY_COMPARE_WITH_TIMEOUT(inSight(), QStringLiteral("Oak"), patience);
        QCOMPARE(trust().pin(m_oak->place()), m_oak->addresses.fingerprint);
    }

    // Whoever stays has asked by telephone meanwhile, and wants to be asked once more.
    void changedHostIsAskedAboutAgainWhereOneTriesAgain()
    {
        QVERIFY(m_oak->open());
        start();
        join(m_oak->place());
        QTRY_COMPARE_WITH_TIMEOUT(inSight(), QStringLiteral("Oak"), patience);
        m_oak->host.reset();
        QVERIFY(QDir(m_oak->folder.filePath(QStringLiteral("data/identity"))).removeRecursively());
        const QByteArray before = m_oak->addresses.fingerprint;
        QVERIFY(m_oak->open(true, {}, m_oak->addresses.port));
        QVERIFY(m_oak->addresses.fingerprint != before);
        QTRY_VERIFY_WITH_TIMEOUT(find<QDialog>("changedHostDialog"), patience);
        QTest::keyClick(find<QDialog>("changedHostDialog"), Qt::Key_Return);
        QTRY_VERIFY(!find<QDialog>("changedHostDialog"));
        QCOMPARE(inSight(), QStringLiteral("Oak")); // what was said there stays
        QTRY_VERIFY_WITH_TIMEOUT(find<QPushButton>("stripTryNow")->isVisible(), patience);
        find<QPushButton>("stripTryNow")->click();
        QTRY_VERIFY_WITH_TIMEOUT(find<QDialog>("changedHostDialog"), patience);
        QCOMPARE(trust().pin(m_oak->place()), before);
    }

    // Another computer got its old address; the question is over as soon as the host is found.
    void changedHostIsFoundElsewhereMeanwhile()
    {
        QVERIFY(m_oak->open());
        RecordingTls other(anyKey());
        QVERIFY(other.start());
        {
            const auto profile =
                std::move(*Ui::Profile::open(m_folder->filePath(QStringLiteral("profile"))));
            Ui::HostTrust(*profile).keep(
                {other.place(), m_oak->addresses.fingerprint, {}, other.place(), {}, {}});
        }
        start();
        join(other.place());
        QTRY_VERIFY_WITH_TIMEOUT(find<QDialog>("changedHostDialog"), patience);
        m_program->hostHeard({}, m_oak->addresses.fingerprint, m_oak->place());
        QTRY_VERIFY_WITH_TIMEOUT(!find<QDialog>("changedHostDialog"), patience);
        QTRY_COMPARE_WITH_TIMEOUT(inSight(), QStringLiteral("Oak"), patience);
        QCOMPARE(other.said(), QByteArray());
        QCOMPARE(trust().keyFor(m_oak->place()), other.place());
    }

    void aPasswordIsRememberedOnceItLetsIn()
    {
        QVERIFY(m_oak->open(true, QStringLiteral("sesame")));
        start();
        join(m_oak->place());
        QTRY_COMPARE_WITH_TIMEOUT(problem(), QStringLiteral("This Madang asks for a password."),
                                  patience);
        typePassword(QStringLiteral("wrong"));
        QTRY_VERIFY_WITH_TIMEOUT(problem().contains(QStringLiteral("not the password")), patience);
        QCOMPARE(m_profile->hostPassword(m_oak->place()), QString());
        typePassword(QStringLiteral("sesame"));
        QTRY_COMPARE_WITH_TIMEOUT(inSight(), QStringLiteral("Oak"), patience);
        QCOMPARE(m_profile->hostPassword(m_oak->place()), QStringLiteral("sesame"));
    }

    void aRememberedPasswordLetsIn()
    {
        QVERIFY(m_oak->open(true, QStringLiteral("sesame")));
        remember(m_oak->addresses.fingerprint, QStringLiteral("sesame"));
        start();
        join(m_oak->place());
        QTRY_COMPARE_WITH_TIMEOUT(inSight(), QStringLiteral("Oak"), patience);
        QVERIFY(problem().isEmpty());
    }

    void aRememberedPasswordThatCountsNoMoreIsForgotten()
    {
        QVERIFY(m_oak->open(true, QStringLiteral("another by now")));
        remember(m_oak->addresses.fingerprint, QStringLiteral("sesame"));
        start();
        join(m_oak->place());
        // Nobody typed one, so nobody is told that theirs is wrong.
        QTRY_COMPARE_WITH_TIMEOUT(problem(), QStringLiteral("This Madang asks for a password."),
                                  patience);
        QCOMPARE(m_profile->hostPassword(m_oak->place()), QString());
        typePassword(QStringLiteral("another by now"));
        QTRY_COMPARE_WITH_TIMEOUT(inSight(), QStringLiteral("Oak"), patience);
        QCOMPARE(m_profile->hostPassword(m_oak->place()), QStringLiteral("another by now"));
    }

    // Whoever answers there may be anybody.
    void aRememberedPasswordIsForAKnownCertificateOnly()
    {
        QVERIFY(m_oak->open(true, QStringLiteral("sesame")));
        {
            const auto profile =
                std::move(*Ui::Profile::open(m_folder->filePath(QStringLiteral("profile"))));
            profile->setHostPassword(m_oak->place(), QStringLiteral("sesame"));
        }
        start();
        join(m_oak->place());
        QTRY_COMPARE_WITH_TIMEOUT(problem(), QStringLiteral("This Madang asks for a password."),
                                  patience);
        QVERIFY(inSight().isEmpty());
    }

    void aPasswordIsNotRememberedWithoutEncryption()
    {
        QVERIFY(m_oak->open(false, QStringLiteral("sesame")));
        start();
        join(QStringLiteral("ws://") + m_oak->place());
        QTRY_COMPARE_WITH_TIMEOUT(problem(), QStringLiteral("This Madang asks for a password."),
                                  patience);
        typePassword(QStringLiteral("sesame"));
        QTRY_COMPARE_WITH_TIMEOUT(inSight(), QStringLiteral("Oak"), patience);
        QCOMPARE(m_profile->hostPassword(m_oak->place()), QString());
    }

    void aHostThatMovedIsFoundAmongThoseNear()
    {
        QVERIFY(m_oak->open());
        const QString before = rememberElsewhere(false);
        start();
        join(before);
        QTRY_VERIFY_WITH_TIMEOUT(!inSight().isEmpty(), patience);
        m_profile->addRecentHost(m_oak->place(), QStringLiteral("Elm")); // who answers now
        find<QPushButton>("openDoctor")->click();                        // looks again
        QTRY_COMPARE_WITH_TIMEOUT(trust().keyFor(m_oak->place()), before, patience);
        QTRY_COMPARE_WITH_TIMEOUT(inSight(), QStringLiteral("Oak"), patience);
    }

    // As one is heard that is in no other row: by its id and its certificate.
    void aHostThatMovesIsFollowedAsItIsHeard()
    {
        QVERIFY(m_oak->open());
        const QString before = rememberElsewhere(false);
        start();
        Ui::NearbyHosts hosts(nullptr, *m_profile);
        const auto hear = [&](quint16 port) {
            Discovery::FoundHost host;
            host.told.port = port;
            host.told.hostId = QStringLiteral("oak");
            host.told.fingerprint = m_oak->addresses.fingerprint;
            host.addresses = {QHostAddress(QHostAddress::LocalHost)};
            hosts.setHeard({host});
        };
        Sessions sessions;
        Joining joining(*m_profile, *m_window, sessions, std::chrono::seconds(10));
        joining.followNeighbours(hosts);
        hear(before.section(u':', 1).toUShort());
        Ui::ChatClient *client = joining.join(before);
        QVERIFY(client);
        using Phase = Ui::ConnectionStatus::Phase;
        QTRY_COMPARE_WITH_TIMEOUT(client->status().phase, Phase::Waiting, patience);
        hear(m_oak->addresses.port);
        QCOMPARE(hosts.rowCount(), 1); // the same one
        QTRY_COMPARE_WITH_TIMEOUT(client->status().phase, Phase::Online, patience);
        QCOMPARE(trust().keyFor(m_oak->place()), before);
        joining.drop(client);
    }

    void aHostThatMovedBeforeIsGoneToWhereItIs()
    {
        QVERIFY(m_oak->open());
        const QString before = rememberElsewhere(true);
        start();
        QTRY_VERIFY_WITH_TIMEOUT(find<QPushButton>("joinNear"), patience); // it is heard already
        join(before);
        QTRY_COMPARE_WITH_TIMEOUT(inSight(), QStringLiteral("Oak"), patience);
        QCOMPARE(trust().keyFor(m_oak->place()), before);
    }

    void aHostOnceEncryptedIsNotEnteredInPlain()
    {
        QVERIFY(m_oak->open());
        remember(m_oak->addresses.fingerprint);
        start();
        join(QStringLiteral("ws://") + m_oak->place());
        QTRY_VERIFY(find<QLabel>("problem")->isVisible());
        QVERIFY(problem().contains(QStringLiteral("was encrypted")));
        QVERIFY(inSight().isEmpty());
    }

    void aHostWithoutEncryptionIsEnteredOnPurpose()
    {
        QVERIFY(m_oak->open(false));
        start();
        join(m_oak->place());
        QTRY_VERIFY_WITH_TIMEOUT(find<QMessageBox>("plainQuestion"), patience);
        QTRY_VERIFY(problem().contains(QStringLiteral("does not encrypt")));
        QVERIFY(inSight().isEmpty());
        find<QPushButton>("plainQuestionYes")->click();
        QTRY_COMPARE_WITH_TIMEOUT(inSight(), QStringLiteral("Oak"), patience);
        QTRY_VERIFY(hostLine().contains(QStringLiteral("Not encrypted")));
        QCOMPARE(m_profile->recentHosts()[0].address, QStringLiteral("ws://") + m_oak->place());
        QVERIFY(trust().pin(m_oak->place()).isEmpty());
    }

    void aLinkOfAnotherComputerLeadsNowhere()
    {
        QVERIFY(m_oak->open());
        start();
        Chat::HostLink link;
        link.address = m_oak->place();
        link.fingerprint = RecordingTls::fingerprint(anyKey());
        link.secret = "a-secret";
        m_program->take({Chat::writeHostLink(link), false, {}});
        QTRY_VERIFY(find<QPushButton>("openLinkQuestionYes"));
        find<QPushButton>("openLinkQuestionYes")->click();
        QTRY_VERIFY_WITH_TIMEOUT(problem().contains(QStringLiteral("not the computer")), patience);
        QVERIFY(inSight().isEmpty());
        QVERIFY(m_profile->recentHosts().empty());
        QVERIFY(!trust().known(m_oak->place()));
    }

    void aLinkLeadsInAndItsSecretIsKeptNowhere()
    {
        QVERIFY(m_oak->open());
        DesktopOptions options;
        Chat::HostLink link;
        link.address = m_oak->place();
        link.fingerprint = m_oak->addresses.fingerprint;
        link.secret = "a-secret-of-the-link";
        options.join = Chat::writeHostLink(link);
        start(options);
        QTRY_COMPARE_WITH_TIMEOUT(inSight(), QStringLiteral("Oak"), patience);
        QCOMPARE(m_profile->recentHosts()[0].address, m_oak->place());
        const QString profile = m_profile->folder();
        m_program.reset();
        const QStringList files = QDir(profile).entryList(QDir::Files);
        QVERIFY(!files.isEmpty());
        for (const QString &name : files) {
            QFile file(profile + u'/' + name);
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY2(!file.readAll().contains(link.secret), qPrintable(name));
        }
    }

    // Whoever typed another of its addresses is in the same chat, with what was not sent there.
    void aKnownHostIsTheSameByAnotherAddress()
    {
        QVERIFY(m_oak->open());
        start();
        join(m_oak->place());
        QTRY_COMPARE_WITH_TIMEOUT(inSight(), QStringLiteral("Oak"), patience);
        QTest::keyClick(m_window, Qt::Key_J, Qt::ControlModifier | Qt::ShiftModifier);
        join(m_oak->place(QStringLiteral("localhost")));
        QTRY_COMPARE_WITH_TIMEOUT(inSight(), QStringLiteral("Oak"), patience);
        QTRY_COMPARE(m_window->findChildren<Ui::ChatPage *>().size(), 1);
        QCOMPARE(trust().all().size(), size_t(1));
        QCOMPARE(trust().all()[0].key, m_oak->place());
        QCOMPARE(m_profile->recentHosts().size(), size_t(1));
        QCOMPARE(m_profile->recentHosts()[0].address, m_oak->place()); // where one is
    }

    void identityIsAKeyAway()
    {
        QVERIFY(m_oak->open());
        start();
        join(m_oak->place());
        QTRY_COMPARE_WITH_TIMEOUT(inSight(), QStringLiteral("Oak"), patience);
        QTest::keyClick(m_window, Qt::Key_I, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(find<QDialog>("identityDialog"));
        const auto *text = find<QLabel>("identityFingerprint");
        QCOMPARE(text->text().remove(u' ').toLatin1(), m_oak->addresses.fingerprint.toHex());
        QTRY_VERIFY_WITH_TIMEOUT(find<QPushButton>("identityCopy")->isEnabled(), patience);
        QVERIFY(find<QPushButton>("identityClose")->isDefault());
        const auto advice = [](const QWidget &dialog) {
            return dialog.findChild<QLabel *>(QStringLiteral("identityOtherwise"))->text();
        };
        QVERIFY(advice(*find<QDialog>("identityDialog")).contains(QStringLiteral("Leave this")));
        const Ui::IdentityDialog own(QStringLiteral("kim's Madang"), m_oak->addresses.fingerprint,
                                     true, m_window->appearance(), nullptr);
        QVERIFY(!advice(own).contains(QStringLiteral("Leave this"))); // nobody leaves their own
    }
};

QTEST_MAIN(JoiningTest)
#include "tst_joining.moc"
