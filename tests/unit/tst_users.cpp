// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/passwords.h"
#include "server/auth/secrets.h"
#include "server/auth/users.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Server;

class UsersTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void linesAreRead();
    void mistakesAreNamed_data();
    void mistakesAreNamed();
    void tokensAreRead();
    void missingFile();
    void lineMadeIsLineRead();
    void lineIsRefused_data();
    void lineIsRefused();
    void checksAreBounded();
    void checksEndWithTheirOwner();
};

void UsersTest::linesAreRead()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("users"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("# the staff\r\n\n  kim:$argon2id$v=19$x:member\r\n철수:$argon2id$v=19$y:owner");
    file.close();
    const auto users = Users::read(path);
    QVERIFY(users);
    QCOMPARE(users->find(QStringLiteral("kim"))->passwordHash, QByteArray("$argon2id$v=19$x"));
    QCOMPARE(users->find(QStringLiteral("kim"))->role, Principal::Role::Member);
    QCOMPARE(users->find(QStringLiteral("철수"))->role, Principal::Role::Owner);
    QVERIFY(!users->find(QStringLiteral("lee")));
    QVERIFY(!users->find(QString()));
    QVERIFY(!users->anyHash().isEmpty());
}

void UsersTest::mistakesAreNamed_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("line");
    QTest::newRow("two fields") << QByteArray("#\nkim:$argon2id$x") << 2;
    QTest::newRow("four fields") << QByteArray("kim:$argon2id$x:member:x") << 1;
    QTest::newRow("no name") << QByteArray(":$argon2id$x:member") << 1;
    QTest::newRow("name not clean") << QByteArray("k\u200bim:$argon2id$x:member") << 1;
    QTest::newRow("name not UTF-8") << QByteArray("k\xff:$argon2id$x:member") << 1;
    QTest::newRow("plain password") << QByteArray("\n\nkim:secret:member") << 3;
    QTest::newRow("unknown role") << QByteArray("kim:$argon2id$x:king") << 1;
    QTest::newRow("guest is no role") << QByteArray("kim:$argon2id$x:guest") << 1;
    QTest::newRow("twice") << QByteArray("a:$argon2id$x:member\na:$argon2id$y:owner") << 2;
    QTest::newRow("binary") << QByteArray(100, '\0') << 1;
}

void UsersTest::mistakesAreNamed()
{
    QFETCH(QByteArray, text);
    const auto users = Users::parse(text);
    QVERIFY(!users);
    QTEST(users.error().line, "line");
    QVERIFY(!users.error().text.isEmpty());
    QVERIFY(!users.error().text.contains(QStringLiteral("secret")));
}

void UsersTest::tokensAreRead()
{
    const QByteArray first = makeToken();
    const QByteArray second = makeToken();
    const auto line = Users::tokenLine(QStringLiteral("민지"), first, Principal::Role::Member);
    QVERIFY(line);
    QVERIFY(!line->contains(first));
    const auto owners = Users::tokenLine(QStringLiteral("kim"), second, Principal::Role::Owner);
    const auto users = Users::parse(*line + "\nkim:$argon2id$x:member\n" + *owners + '\n');
    QVERIFY(users);
    QVERIFY(users->hasTokens());
    QCOMPARE(users->findByToken(first)->name, QStringLiteral("민지"));
    QCOMPARE(users->findByToken(first)->role, Principal::Role::Member);
    QCOMPARE(users->findByToken(second)->name, QStringLiteral("kim"));
    QCOMPARE(users->findByToken(second)->role, Principal::Role::Owner);
    QVERIFY(!users->findByToken(makeToken()));
    QVERIFY(!users->findByToken({}));
    QVERIFY(!users->findByToken(tokenHash(first))); // what the file shows opens nothing
    QVERIFY(!users->find(QStringLiteral("민지")));  // a token is no password
    QVERIFY(!Users::parse("kim:$argon2id$x:member")->hasTokens());
    for (const char *name : {"", "a:b", "#a", "\u200b"})
        QVERIFY(!Users::tokenLine(QString::fromUtf8(name), first, Principal::Role::Member));
}

void UsersTest::missingFile()
{
    const auto users = Users::read(QStringLiteral("/nonexistent/users"));
    QVERIFY(!users);
    QCOMPARE(users.error().line, 0);
}

void UsersTest::lineMadeIsLineRead()
{
    const auto line =
        passwordHashLine(QStringLiteral("철수"), "비밀 : word", Principal::Role::Owner);
    QVERIFY(line);
    QVERIFY(!line->contains("word"));
    const auto users = Users::parse(*line + '\n');
    QVERIFY(users);
    const auto account = users->find(QStringLiteral("철수"));
    QVERIFY(account);
    QCOMPARE(account->role, Principal::Role::Owner);

    PasswordChecks checks;
    QList<bool> answers;
    const auto keep = [&](bool right) { answers << right; };
    QVERIFY(checks.check(account->passwordHash, "비밀 : word", keep));
    QTRY_COMPARE(answers, QList<bool>({true}));
    QVERIFY(checks.check(account->passwordHash, "비밀 : wore", keep));
    QTRY_COMPARE(answers, QList<bool>({true, false}));
    QVERIFY(checks.check("no hash", "비밀 : word", keep));
    QTRY_COMPARE(answers, QList<bool>({true, false, false}));
}

void UsersTest::lineIsRefused_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("password");
    QTest::newRow("no name") << QString() << QByteArray("x");
    QTest::newRow("colon") << QStringLiteral("a:b") << QByteArray("x");
    QTest::newRow("comment") << QStringLiteral("#a") << QByteArray("x");
    QTest::newRow("line break") << QStringLiteral("a\nb") << QByteArray("x");
    QTest::newRow("too long") << QString(65, u'a') << QByteArray("x");
    QTest::newRow("no password") << QStringLiteral("a") << QByteArray();
}

void UsersTest::lineIsRefused()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, password);
    QVERIFY(!passwordHashLine(name, password, Principal::Role::Member));
}

void UsersTest::checksAreBounded()
{
    PasswordChecks checks({1, 3});
    int answers = 0;
    for (int i = 0; i < 3; ++i)
        QVERIFY(checks.check("no hash", "x", [&](bool) { ++answers; }));
    QVERIFY(!checks.check("no hash", "x", [&](bool) { ++answers; }));
    QTRY_COMPARE(answers, 3);
    QVERIFY(checks.check("no hash", "x", [&](bool) { ++answers; }));
    QTRY_COMPARE(answers, 4);
}

void UsersTest::checksEndWithTheirOwner()
{
    bool answered = false;
    {
        PasswordChecks checks;
        const QByteArray hash = hashPassword("x");
        for (int i = 0; i < 10; ++i)
            QVERIFY(checks.check(hash, "x", [&](bool) { answered = true; }));
    }
    QCoreApplication::processEvents();
    QVERIFY(!answered);
}

QTEST_GUILESS_MAIN(UsersTest)
#include "tst_users.moc"
