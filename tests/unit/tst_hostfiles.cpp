// SPDX-License-Identifier: GPL-3.0-or-later
// The files that a host's config names.

#include "server/hostfiles.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Server;

class TestHostFiles : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingNamedNothingRead()
    {
        const auto files = readHostFiles({});
        QVERIFY(files);
        QVERIFY(files->users.isEmpty());
        QVERIFY(files->hostPassword.isEmpty());
        QVERIFY(files->operatorToken.isEmpty());
        QVERIFY(files->policy.allows(DestinationPolicy::Action::Send, "/topic/x",
                                     Principal::Role::Guest));
    }

    void eachIsRead()
    {
        HostConfig config;
        config.passwordFile = file("open sesame\r\nmore\n");
        config.operatorTokenFile = file("sixteen letters!\n");
        config.policyFile = file("# ours\nsend /sub/x owner\n");
        const auto files = readHostFiles(config);
        QVERIFY(files);
        QCOMPARE(files->hostPassword, QByteArray("open sesame"));
        QCOMPARE(files->operatorToken, QByteArray("sixteen letters!"));
        QVERIFY(!files->policy.allows(DestinationPolicy::Action::Send, "/topic/x",
                                      Principal::Role::Guest));
    }

    void faultIsNamed_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("field");
        QTest::addColumn<QString>("named");
        const QString noLine;
        QTest::newRow("password empty") << QByteArray("\nx") << 0 << noLine;
        QTest::newRow("token empty") << QByteArray() << 1 << noLine;
        QTest::newRow("token short") << QByteArray("fifteen letters") << 1 << noLine;
        QTest::newRow("policy") << QByteArray("\n\nsends /x owner\n") << 2 << QStringLiteral(":3:");
        QTest::newRow("policy long") << QByteArray(1024 * 1024 + 1, '#') << 2 << noLine;
        QTest::newRow("users") << QByteArray("\nminji:x:member\n") << 3 << QStringLiteral(":2:");
    }
    void faultIsNamed()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, field);
        QFETCH(QString, named);
        HostConfig config;
        const QString name = file(text);
        config.*fields[size_t(field)] = name;
        const auto files = readHostFiles(config);
        QVERIFY(!files);
        QCOMPARE(files.error().kind, HostFailure::Kind::Config);
        QVERIFY2(files.error().sentence.contains(name + named), qPrintable(files.error().sentence));
    }

    void missingFileIsNamed_data()
    {
        QTest::addColumn<int>("field");
        QTest::newRow("password") << 0;
        QTest::newRow("token") << 1;
        QTest::newRow("policy") << 2;
        QTest::newRow("users") << 3;
    }
    void missingFileIsNamed()
    {
        QFETCH(int, field);
        for (const QString &name :
             {m_folder.filePath(QStringLiteral("missing")), m_folder.path()}) {
            HostConfig config;
            config.*fields[size_t(field)] = name;
            const auto files = readHostFiles(config);
            QVERIFY(!files);
            QVERIFY2(files.error().sentence.contains(name), qPrintable(files.error().sentence));
        }
    }

private:
    static constexpr QString HostConfig::*fields[] = {
        &HostConfig::passwordFile, &HostConfig::operatorTokenFile, &HostConfig::policyFile,
        &HostConfig::usersFile};

    QString file(const QByteArray &text)
    {
        const QString name = m_folder.filePath(QStringLiteral("file%1").arg(++m_files));
        QFile file(name);
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("cannot write");
        return name;
    }

    QTemporaryDir m_folder;
    int m_files = 0;
};

QTEST_GUILESS_MAIN(TestHostFiles)
#include "tst_hostfiles.moc"
