// SPDX-License-Identifier: GPL-3.0-or-later
// What of a profile nobody else may read, and what opens it.

#include "ui/model/profile.h"
#include "ui/model/secrets.h"

#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using Ui::Profile;
using Ui::Secrets;
using State = Ui::Secrets::State;

namespace {

const QString name = QStringLiteral("guest token of 192.0.2.1:7610");
const QByteArray value = QByteArrayLiteral("a token nobody else may see");

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void put(const QString &path, const QByteArray &content)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    QCOMPARE(file.write(content), content.size());
}

} // namespace

class SecretsTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;

    QString path() const { return m_folder->path(); }
    QString sealed() const { return path() + u'/' + Secrets::fileName(); }
    QString keyFile() const { return path() + u'/' + Secrets::keyFileName(); }
    /// As a keychain has it: the file with the key is gone.
    QByteArray moveKeyAway() const
    {
        Secrets secrets(path());
        secrets.setValue(name, value);
        secrets.dropKeyFile();
        return secrets.key();
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void nothingIsWrittenForNothing()
    {
        {
            Secrets secrets(path());
            QCOMPARE(secrets.state(), State::Open);
            QVERIFY(secrets.value(name).isEmpty());
            QVERIFY(secrets.keepsKeyInFile());
        }
        QVERIFY(!QFile::exists(sealed()));
        QVERIFY(!QFile::exists(keyFile()));
        QVERIFY(Secrets::idIn(path()).isEmpty());
    }

    void valuesStay()
    {
        QString id;
        {
            Secrets secrets(path());
            QVERIFY(secrets.setValue(name, value));
            QVERIFY(secrets.setValue(QStringLiteral("other"), "x"));
            QVERIFY(secrets.setValue(QStringLiteral("other"), {}));
            id = secrets.id();
        }
        Secrets again(path());
        QCOMPARE(again.state(), State::Open);
        QCOMPARE(again.value(name), value);
        QVERIFY(again.value(QStringLiteral("other")).isEmpty());
        QCOMPARE(again.id(), id);
        QCOMPARE(Secrets::idIn(path()), id);
        QCOMPARE(id.size(), 32);
    }

    void nobodyElseReadsThem()
    {
        Secrets secrets(path());
        QVERIFY(secrets.setValue(name, value));
        const QByteArray first = contentOf(sealed());
        QVERIFY(!first.contains(value));
        QVERIFY(!first.contains("guest token"));
        for (const QString &file : {sealed(), keyFile()}) {
            QCOMPARE(QFileInfo(file).permissions() &
                         (QFileDevice::ReadGroup | QFileDevice::WriteGroup |
                          QFileDevice::ReadOther | QFileDevice::WriteOther),
                     QFileDevice::Permissions());
        }
        // The same again looks like something else.
        QVERIFY(secrets.setValue(QStringLiteral("other"), "x"));
        QVERIFY(secrets.setValue(QStringLiteral("other"), {}));
        QVERIFY(contentOf(sealed()) != first);
    }

    void aKeychainHasTheKey()
    {
        const QByteArray key = moveKeyAway();
        QVERIFY(!QFile::exists(keyFile()));
        Secrets secrets(path());
        QCOMPARE(secrets.state(), State::Locked);
        QVERIFY(secrets.value(name).isEmpty());
        QVERIFY(!secrets.unlock(QByteArray(32, 'k')));
        QVERIFY(!secrets.unlock(QByteArray()));
        QVERIFY(!secrets.unlock(key + key));
        QCOMPARE(secrets.state(), State::Locked);
        QVERIFY(secrets.unlock(key));
        QCOMPARE(secrets.value(name), value);
        QVERIFY(!secrets.keepsKeyInFile());
        QVERIFY(secrets.setValue(name, "newer"));
        QVERIFY(!QFile::exists(keyFile()));
        Secrets again(path());
        QVERIFY(again.unlock(key));
        QCOMPARE(again.value(name), QByteArray("newer"));
    }

    /// Who comes to a host meanwhile gets a token; it is not lost by the unlocking.
    void lockedOnesAreForThisRun()
    {
        const QByteArray key = moveKeyAway();
        const QByteArray before = contentOf(sealed());
        Secrets secrets(path());
        QVERIFY(!secrets.setValue(name, "of this run"));
        QCOMPARE(secrets.value(name), QByteArray("of this run"));
        QCOMPARE(contentOf(sealed()), before);
        QVERIFY(secrets.unlock(key));
        QCOMPARE(secrets.value(name), QByteArray("of this run"));
    }

    void aKeyComesBackIntoAFile()
    {
        const QByteArray key = moveKeyAway();
        put(keyFile(), key.toBase64() + '\n');
        Secrets secrets(path());
        QCOMPARE(secrets.state(), State::Open);
        QVERIFY(secrets.keepsKeyInFile());
        QCOMPARE(secrets.value(name), value);
    }

    void tornOnesArePutAside_data()
    {
        QTest::addColumn<int>("at");
        QTest::newRow("head") << 3;
        QTest::newRow("id") << 20;
        QTest::newRow("nonce") << 52;
        QTest::newRow("sealed") << 90;
    }
    void tornOnesArePutAside()
    {
        QFETCH(int, at);
        {
            Secrets secrets(path());
            QVERIFY(secrets.setValue(name, value));
        }
        QByteArray torn = contentOf(sealed());
        torn[at] = char(torn[at] ^ 1);
        put(sealed(), torn);
        QTest::ignoreMessage(QtWarningMsg,
                             QRegularExpression(QStringLiteral("secrets are damaged")));
        Secrets secrets(path());
        QCOMPARE(secrets.state(), State::Open);
        QVERIFY(secrets.value(name).isEmpty());
        QCOMPARE(contentOf(sealed() + QStringLiteral(".unreadable")), torn);
        QVERIFY(secrets.setValue(name, "anew"));
        QCOMPARE(Secrets(path()).value(name), QByteArray("anew"));
    }

    void cutOffAnywhereTheyOpenNothing()
    {
        const QByteArray key = moveKeyAway();
        const QByteArray whole = contentOf(sealed());
        for (qsizetype size = 1; size < whole.size(); ++size) {
            put(sealed(), whole.left(size));
            if (size < 50) // no id: nobody could know its key
                QTest::ignoreMessage(QtWarningMsg,
                                     QRegularExpression(QStringLiteral("secrets are damaged")));
            Secrets secrets(path());
            QVERIFY(!secrets.unlock(key));
            QVERIFY(secrets.value(name).isEmpty());
        }
    }

    void beginsAnewOnlyWhenAsked()
    {
        moveKeyAway();
        const QByteArray before = contentOf(sealed());
        {
            Secrets secrets(path());
            QCOMPARE(contentOf(sealed()), before);
            QVERIFY(secrets.beginAnew());
            QCOMPARE(secrets.state(), State::Open);
            QVERIFY(secrets.setValue(name, "anew"));
        }
        QCOMPARE(contentOf(sealed() + QStringLiteral(".unreadable")), before);
        QCOMPARE(Secrets(path()).value(name), QByteArray("anew"));
    }

    void whatCannotBeReadIsNotWrittenOver()
    {
        QVERIFY(QDir().mkdir(sealed()));
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("cannot be read")));
        {
            Secrets secrets(path());
            QCOMPARE(secrets.state(), State::Unreadable);
            QVERIFY(!secrets.setValue(name, value));
            QVERIFY(!secrets.unlock(QByteArray(32, 'k')));
        }
        QVERIFY(QFileInfo(sealed()).isDir());
    }

    void tooMuchIsRefused()
    {
        Secrets secrets(path());
        QVERIFY(secrets.setValue(name, value));
        QVERIFY(!secrets.setValue(QStringLiteral("large"), QByteArray(2 * 1024 * 1024, 'x')));
        QVERIFY(secrets.value(QStringLiteral("large")).isEmpty());
        QCOMPARE(Secrets(path()).value(name), value);
    }

    void goesToAnotherComputer()
    {
        moveKeyAway();
        QTemporaryDir there;
        {
            Secrets locked(path());
            QVERIFY(!locked.copyTo(there.path()));
        }
        QVERIFY(QFile::remove(sealed()));
        Secrets secrets(path());
        QVERIFY(secrets.copyTo(there.path())); // nothing
        QVERIFY(!QFile::exists(there.filePath(Secrets::fileName())));
        QVERIFY(secrets.setValue(name, value));
        QVERIFY(secrets.dropKeyFile());
        QVERIFY(secrets.copyTo(there.path()));
        QCOMPARE(Secrets(there.path()).value(name), value);
        QVERIFY(!QFile::exists(keyFile()));
    }

    void profilesOfEarlierVersionsGiveTheirs()
    {
        const QString host = QStringLiteral("192.0.2.1:7610");
        {
            const auto profile = *Profile::open(path());
            QSqlQuery query(profile->database());
            query.prepare(QStringLiteral("INSERT INTO guest_token (host, token) VALUES (?, ?)"));
            query.addBindValue(host);
            query.addBindValue(value);
            QVERIFY(query.exec());
        }
        const auto profile = *Profile::open(path());
        QCOMPARE(profile->guestToken(host), value);
        QSqlQuery query(profile->database());
        QVERIFY(query.exec(QStringLiteral("SELECT count(*) FROM guest_token")) && query.next());
        QCOMPARE(query.value(0).toInt(), 0);
        query.finish();
        for (const char *file : {"/profile.sqlite", "/profile.sqlite-wal"})
            QVERIFY2(!contentOf(path() + QLatin1String(file)).contains("nobody else"), file);
    }

    void lockedProfileIsAStrangerAndLosesNothing()
    {
        const QString host = QStringLiteral("192.0.2.1:7610");
        QByteArray key;
        QByteArray publicKey;
        {
            const auto profile = *Profile::open(path());
            publicKey = profile->deviceKey()->publicKey();
            profile->setHostPassword(host, QStringLiteral("비밀"));
            key = profile->secrets().key();
            QVERIFY(profile->secrets().dropKeyFile());
        }
        const auto profile = *Profile::open(path());
        QVERIFY(!profile->deviceKey());
        QVERIFY(profile->hostPassword(host).isEmpty());
        QVERIFY(profile->secrets().unlock(key));
        profile->adoptSecrets();
        QCOMPARE(profile->deviceKey()->publicKey(), publicKey);
        QCOMPARE(profile->hostPassword(host), QStringLiteral("비밀"));
        profile->setHostPassword(host, {});
        QVERIFY(profile->hostPassword(host).isEmpty());
    }
};

QTEST_GUILESS_MAIN(SecretsTest)
#include "tst_secrets.moc"
