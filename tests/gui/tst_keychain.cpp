// SPDX-License-Identifier: GPL-3.0-or-later
// What opens a profile's secrets, in gnome-keyring on a bus of the test's own.
#include "app/keychainkey.h"
#include "app/settlesecrets.h"
#include "tests/support/sessionbus.h"
#include "ui/model/profile.h"

#include <QApplication>
#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QMessageBox>
#include <QProcess>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <memory>

using Outcome = KeychainKey::Outcome;
using Ui::Secrets;

namespace {

const QString name = QStringLiteral("guest token of 192.0.2.1:7610");
const QString service = QStringLiteral("org.freedesktop.secrets");
const QString login = QStringLiteral("/org/freedesktop/secrets/collection/login");

QDBusMessage askService(const QString &method, const QVariantList &arguments)
{
    QDBusMessage call =
        QDBusMessage::createMethodCall(service, QStringLiteral("/org/freedesktop/secrets"),
                                       QStringLiteral("org.freedesktop.Secret.Service"), method);
    call.setArguments(arguments);
    return QDBusConnection::sessionBus().call(call);
}

/// Of the entry with that key, as another program sees it.
QByteArray lookedUp(const QString &id)
{
    QProcess tool;
    tool.start(QStringLiteral("secret-tool"), {QStringLiteral("lookup"), QStringLiteral("user"), id,
                                               QStringLiteral("server"), QStringLiteral("Madang")});
    tool.waitForFinished();
    return tool.readAllStandardOutput();
}

/// Presses a button of the next window of that name that comes.
void pressIn(const char *window, const char *button, QObject *context)
{
    auto *watch = new QTimer(context);
    QObject::connect(watch, &QTimer::timeout, watch, [=] {
        for (QWidget *one : QApplication::topLevelWidgets()) {
            auto *wanted = one->objectName() == QLatin1String(window) && one->isVisible()
                               ? one->findChild<QPushButton *>(QString::fromLatin1(button))
                               : nullptr;
            if (!wanted)
                continue;
            watch->deleteLater();
            wanted->click();
            return;
        }
    });
    watch->start(10);
}

} // namespace

class KeychainTest : public QObject {
    Q_OBJECT

    SessionBus m_bus;
    QTemporaryDir m_home;
    QProcess m_keyring;
    std::unique_ptr<QTemporaryDir> m_folder;

    QString keyFile() const { return m_folder->filePath(Secrets::keyFileName()); }
    Outcome settled(Secrets &secrets)
    {
        KeychainKey key(secrets);
        QSignalSpy spy(&key, &KeychainKey::finished);
        key.settle();
        return spy.wait(60000) ? spy.first().first().value<Outcome>() : Outcome::Locked;
    }
    /// Secrets with one value, whose key the keychain has; gives their id.
    QString kept()
    {
        Secrets secrets(m_folder->path());
        secrets.setValue(name, "x");
        return settled(secrets) == Outcome::InKeychain ? secrets.id() : QString();
    }
    void forget(const QString &id)
    {
        bool done = false;
        KeychainKey::forget(id, [&done] { done = true; });
        QTRY_VERIFY_WITH_TIMEOUT(done, 60000);
    }

private Q_SLOTS:
    void initTestCase()
    {
        for (const char *tool : {"gnome-keyring-daemon", "secret-tool", "dbus-daemon"}) {
            if (QStandardPaths::findExecutable(QLatin1String(tool)).isEmpty())
                QSKIP("no gnome-keyring, secret-tool or dbus-daemon here");
        }
        for (const char *place :
             {"HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"})
            qputenv(place, m_home.path().toLocal8Bit());
        qunsetenv("XDG_CURRENT_DESKTOP");
        QVERIFY(m_bus.start());
        qputenv("DBUS_SESSION_BUS_ADDRESS", m_bus.address().toLocal8Bit());
        m_keyring.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_keyring.start(QStringLiteral("gnome-keyring-daemon"),
                        {QStringLiteral("--foreground"), QStringLiteral("--unlock"),
                         QStringLiteral("--components=secrets")});
        QVERIFY(m_keyring.waitForStarted());
        m_keyring.write("password of the keyring");
        m_keyring.closeWriteChannel();
        // Whoever asks it before it is there has the bus start another one.
        QTRY_VERIFY_WITH_TIMEOUT(
            QDBusConnection::sessionBus().interface()->isServiceRegistered(service), 60000);
        QTRY_COMPARE_WITH_TIMEOUT(
            askService(QStringLiteral("ReadAlias"), {QStringLiteral("default")})
                .arguments()
                .value(0)
                .value<QDBusObjectPath>()
                .path(),
            login, 60000);
    }
    void cleanupTestCase()
    {
        m_keyring.kill();
        m_keyring.waitForFinished();
    }
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    /// As its first start left it.
    void cleanup()
    {
        askService(QStringLiteral("SetAlias"),
                   {QStringLiteral("default"), QVariant::fromValue(QDBusObjectPath(login))});
    }

    void keychainTakesTheKey()
    {
        QByteArray key;
        QString id;
        {
            Secrets secrets(m_folder->path());
            QVERIFY(secrets.setValue(name, "x"));
            QVERIFY(QFile::exists(keyFile()));
            QCOMPARE(settled(secrets), Outcome::InKeychain);
            QVERIFY(!QFile::exists(keyFile()));
            QVERIFY(secrets.setValue(name, "y"));
            QVERIFY(!QFile::exists(keyFile()));
            key = secrets.key();
            id = secrets.id();
            QCOMPARE(settled(secrets), Outcome::InKeychain); // already
        }
        QVERIFY(!lookedUp(id).isEmpty());
        Secrets again(m_folder->path());
        QCOMPARE(again.state(), Secrets::State::Locked);
        QCOMPARE(settled(again), Outcome::InKeychain);
        QCOMPARE(again.value(name), QByteArray("y"));
        QCOMPARE(again.key(), key);
    }

    /// The first of a person: nothing is on the disk that opens them, not for a moment.
    void newOnesHaveNoFile()
    {
        {
            Secrets secrets(m_folder->path());
            QCOMPARE(settled(secrets), Outcome::InKeychain);
            QVERIFY(secrets.setValue(name, "x"));
        }
        QVERIFY(!QFile::exists(keyFile()));
        Secrets again(m_folder->path());
        QCOMPARE(settled(again), Outcome::InKeychain);
        QCOMPARE(again.value(name), QByteArray("x"));
    }

    /// Somebody who has none is not asked to set one up.
    void whereNoneIsSetUpTheFileStays()
    {
        askService(QStringLiteral("SetAlias"),
                   {QStringLiteral("default"), QVariant::fromValue(QDBusObjectPath("/"))});
        Secrets secrets(m_folder->path());
        QVERIFY(secrets.setValue(name, "x"));
        QCOMPARE(settled(secrets), Outcome::InFile);
        QVERIFY(QFile::exists(keyFile()));
        QVERIFY(lookedUp(secrets.id()).isEmpty());
        QCOMPARE(Secrets(m_folder->path()).value(name), QByteArray("x"));
    }

    void anEntryThatIsGoneIsSaidSo()
    {
        const QString id = kept();
        QVERIFY(!id.isEmpty());
        forget(id);
        QVERIFY(lookedUp(id).isEmpty());
        Secrets secrets(m_folder->path());
        QCOMPARE(settled(secrets), Outcome::NotThere);
        QCOMPARE(secrets.state(), Secrets::State::Locked);
    }

    void personDecides_data()
    {
        QTest::addColumn<QByteArray>("button");
        QTest::addColumn<bool>("goesOn");
        QTest::addColumn<Secrets::State>("state");
        QTest::newRow("stranger") << QByteArray("stranger") << true << Secrets::State::Locked;
        QTest::newRow("anew") << QByteArray("anew") << true << Secrets::State::Open;
        QTest::newRow("leave") << QByteArray("leave") << false << Secrets::State::Locked;
    }
    void personDecides()
    {
        QFETCH(QByteArray, button);
        QFETCH(bool, goesOn);
        QFETCH(Secrets::State, state);
        const QString id = kept();
        QVERIFY(!id.isEmpty());
        forget(id);
        const auto profile = *Ui::Profile::open(m_folder->path());
        pressIn("lockedSecrets", button.constData(), this);
        QCOMPARE(unlockSecrets(*profile), goesOn);
        QCOMPARE(profile->secrets().state(), state);
        QCOMPARE(profile->deviceKey().has_value(), state == Secrets::State::Open);
    }

    void whatItKnowsIsFetchedAtTheStart()
    {
        QByteArray key;
        {
            const auto profile = *Ui::Profile::open(m_folder->path());
            key = profile->deviceKey()->publicKey();
            const auto keychain = bringSecretsHome(*profile);
            QVERIFY(keychain);
            QSignalSpy spy(keychain.get(), &KeychainKey::finished);
            QVERIFY(spy.wait(60000));
            QVERIFY(!bringSecretsHome(*profile));
        }
        QVERIFY(!QFile::exists(keyFile()));
        const auto profile = *Ui::Profile::open(m_folder->path());
        QVERIFY(!profile->deviceKey());
        QVERIFY(unlockSecrets(*profile));
        QCOMPARE(profile->deviceKey()->publicKey(), key);
    }

    void deletedProfileIsForgotten()
    {
        const QString id = kept();
        QVERIFY(!lookedUp(id).isEmpty());
        forgetSecrets(m_folder->path());
        QVERIFY(lookedUp(id).isEmpty());
    }
};

QTEST_MAIN(KeychainTest)
#include "tst_keychain.moc"
