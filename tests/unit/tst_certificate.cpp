// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testcertificate.h"

#include <QSslKey>
#include <QTest>

using Server::readCertificate;

class TestCertificateFiles : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!m_ec.isMade() || !m_rsa.isMade())
            QSKIP("no openssl program");
    }

    void readsAPair_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::newRow("P-256") << QStringLiteral("ec");
        QTest::newRow("RSA") << QStringLiteral("rsa");
    }
    void readsAPair()
    {
        QFETCH(QString, kind);
        const TestCertificate &made = kind == QStringLiteral("ec") ? m_ec : m_rsa;
        const auto read = readCertificate(made.certificateFile(), made.keyFile());
        QVERIFY2(read, read ? "" : qPrintable(read.error()));
        QCOMPARE(read->localCertificate(), made.certificate());
        QVERIFY(!read->privateKey().isNull());
    }

    void readsAChain()
    {
        const QString chain = m_ec.path(QStringLiteral("chain.pem"));
        write(chain, contents(m_ec.certificateFile()) + contents(m_rsa.certificateFile()));
        const auto read = readCertificate(chain, m_ec.keyFile());
        QVERIFY(read);
        QCOMPARE(read->localCertificateChain().size(), qsizetype(2));
        // The host's own must be the first.
        QVERIFY(!readCertificate(chain, m_rsa.keyFile()));
    }

    void saysWhatIsWrong_data()
    {
        QTest::addColumn<QString>("certificate");
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("error");
        const QString missing = m_ec.path(QStringLiteral("missing.pem"));
        const QString rubbish = m_ec.path(QStringLiteral("rubbish.pem"));
        write(rubbish, "-----BEGIN RUBBISH-----\n");
        const TestCertificate otherEc;
        const TestCertificate otherRsa(QStringLiteral("rsa"));
        const QString ecKey = m_ec.path(QStringLiteral("other-ec.key"));
        const QString rsaKey = m_ec.path(QStringLiteral("other-rsa.key"));
        QVERIFY(QFile::copy(otherEc.keyFile(), ecKey));
        QVERIFY(QFile::copy(otherRsa.keyFile(), rsaKey));
        const TestCertificate edwards(QStringLiteral("ed25519"));
        const QString edwardsKey = m_ec.path(QStringLiteral("ed.key"));
        QVERIFY(QFile::copy(edwards.keyFile(), edwardsKey));

        const QString cannot = QStringLiteral(" cannot be read: ");
        const QString foreign = QStringLiteral(" does not belong to the first certificate in ");
        QTest::newRow("no certificate file") << missing << m_ec.keyFile() << missing + cannot;
        QTest::newRow("no key file") << m_ec.certificateFile() << missing << missing + cannot;
        QTest::newRow("no certificate in it")
            << rubbish << m_ec.keyFile() << rubbish + QStringLiteral(" holds no certificate");
        QTest::newRow("no key in it")
            << m_ec.certificateFile() << rubbish << rubbish + QStringLiteral(" holds no private");
        QTest::newRow("the other way round")
            << m_ec.keyFile() << m_ec.certificateFile()
            << m_ec.keyFile() + QStringLiteral(" holds no certificate");
        QTest::newRow("a key that browsers refuse")
            << m_ec.certificateFile() << edwardsKey
            << edwardsKey + QStringLiteral(" holds no private");
        QTest::newRow("another's P-256") << m_ec.certificateFile() << ecKey << ecKey + foreign;
        QTest::newRow("another's RSA") << m_rsa.certificateFile() << rsaKey << rsaKey + foreign;
        QTest::newRow("RSA for P-256") << m_ec.certificateFile() << rsaKey << rsaKey + foreign;
    }
    void saysWhatIsWrong()
    {
        QFETCH(QString, certificate);
        QFETCH(QString, key);
        QFETCH(QString, error);
        const auto read = readCertificate(certificate, key);
        QVERIFY(!read);
        QVERIFY2(read.error().contains(error), qPrintable(read.error()));
        QVERIFY(read.error().endsWith(QLatin1Char('.')));
    }

private:
    static QByteArray contents(const QString &name)
    {
        QFile file(name);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    static void write(const QString &name, const QByteArray &bytes)
    {
        QFile file(name);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), qint64(bytes.size()));
    }

    TestCertificate m_ec;
    TestCertificate m_rsa{QStringLiteral("rsa")};
};

QTEST_GUILESS_MAIN(TestCertificateFiles)
#include "tst_certificate.moc"
