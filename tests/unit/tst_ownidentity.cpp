// SPDX-License-Identifier: GPL-3.0-or-later
// The identity a host makes for itself: there whole or not at all, and never exchanged unnoticed.

#include "server/doors/ownidentity.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSslCertificate>
#include <QSslKey>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace Server;

class TestOwnIdentity : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void isMadeOnceAndKept()
    {
        const auto first = openOwnIdentity(data(), "madang-a.local");
        QVERIFY2(first, first ? "" : qPrintable(first.error()));
        QCOMPARE(first->fingerprint.size(), 32);
        QVERIFY(!first->tls.privateKey().isNull());
        QVERIFY(first->setAside.isEmpty());
        const auto again = openOwnIdentity(data(), "another.local");
        QCOMPARE(again->fingerprint, first->fingerprint);
        QCOMPARE(fingerprintOf(readOwnIdentity(data())->chain), first->fingerprint);
    }

    void isForItsOwnerAlone()
    {
        QVERIFY(openOwnIdentity(data(), "a.local"));
        const auto others = QFile::Permissions(0x0077);
        QCOMPARE(QFile::permissions(path("identity")) & others, QFile::Permissions());
        for (const char *file : {"identity/host.key", "identity/host.crt"})
            QCOMPARE(QFile::permissions(path(file)) & others, QFile::Permissions());
        // And again where somebody opened it.
        QFile::setPermissions(path("identity/host.key"), QFile::ReadOwner | QFile::ReadOther);
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("others to read")));
        QVERIFY(openOwnIdentity(data(), "a.local"));
        QCOMPARE(QFile::permissions(path("identity/host.key")) & others, QFile::Permissions());
    }

    void nothingIsMadeByReading()
    {
        QVERIFY(readOwnIdentity(data())->chain.isEmpty());
        QVERIFY(!renewOwnIdentity(data()));
        QVERIFY(QDir(data()).isEmpty());
    }

    void renewedIsFollowed()
    {
        const auto first = openOwnIdentity(data(), "a.local");
        const auto renewed = renewOwnIdentity(data());
        QVERIFY2(renewed, renewed ? "" : qPrintable(renewed.error()));
        const auto now = openOwnIdentity(data(), "a.local");
        QVERIFY(now->fingerprint != first->fingerprint);
        QByteArrayList chain;
        for (const QSslCertificate &one : now->tls.localCertificateChain())
            chain.append(one.toDer());
        QVERIFY(Stomp::followsFrom(chain, first->fingerprint));
        QCOMPARE(QDir(data()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot),
                 QStringList{QStringLiteral("identity")});
    }

    void damagedIsPutAsideAndTold_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("key is empty") << "host.key" << QByteArray();
        QTest::newRow("key is none") << "host.key" << QByteArray("nonsense");
        QTest::newRow("certificate is none") << "host.crt" << QByteArray("nonsense");
        QTest::newRow("key is another's")
            << "host.key" << Stomp::makeCertifiedKey("b.local").value_or(Stomp::CertifiedKey()).key;
        QTest::newRow("key is missing") << "host.key" << QByteArray("-");
    }
    void damagedIsPutAsideAndTold()
    {
        QFETCH(QString, file);
        QFETCH(QByteArray, content);
        const auto first = openOwnIdentity(data(), "a.local");
        const QString damaged = path("identity/") + file;
        if (content == "-")
            QVERIFY(QFile::remove(damaged));
        else
            write(damaged, content);
        QVERIFY(!readOwnIdentity(data()));
        QVERIFY(!renewOwnIdentity(data()));
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral(
                                               "is damaged.*clients that knew the host are told")));
        const auto other = openOwnIdentity(data(), "a.local");
        QVERIFY2(other, other ? "" : qPrintable(other.error()));
        QVERIFY(other->fingerprint != first->fingerprint);
        QVERIFY(
            QFileInfo(other->setAside).isDir()); // what is left of the old one is not thrown away
        QCOMPARE(openOwnIdentity(data(), "a.local")->fingerprint, other->fingerprint);
    }

    void whatMayNotBeReadIsLeftAlone()
    {
#ifdef Q_OS_UNIX
        const auto first = openOwnIdentity(data(), "a.local");
        QFile::setPermissions(path("identity/host.key"), {});
        if (QFile(path("identity/host.key")).open(QIODevice::ReadOnly))
            QSKIP("whoever runs this may read everything");
        const auto refused = openOwnIdentity(data(), "a.local");
        QVERIFY(!refused);
        QVERIFY(refused.error().contains(QStringLiteral("cannot be read")));
        QFile::setPermissions(path("identity/host.key"), QFile::ReadOwner | QFile::WriteOwner);
        QCOMPARE(openOwnIdentity(data(), "a.local")->fingerprint, first->fingerprint);
#endif
    }

    // A computer that goes off at any moment of a renewal has the old key or the new one.
    void renewalCutShort()
    {
        const auto first = openOwnIdentity(data(), "a.local");
        QDir disk;
        // While the new one is written:
        QVERIFY(disk.mkpath(path("identity-new")));
        write(path("identity-new/host.key"), "half");
        QCOMPARE(openOwnIdentity(data(), "a.local")->fingerprint, first->fingerprint);
        QVERIFY(!QFileInfo::exists(path("identity-new")));
        // When the old one has gone aside:
        const auto next = Stomp::renewCertifiedKey(*readOwnIdentity(data()));
        QVERIFY(disk.mkpath(path("identity-new")));
        write(path("identity-new/host.key"), next->key);
        write(path("identity-new/host.crt"), next->chain);
        QVERIFY(disk.rename(path("identity"), path("identity-before")));
        QCOMPARE(openOwnIdentity(data(), "a.local")->fingerprint, fingerprintOf(next->chain));
        QVERIFY(!QFileInfo::exists(path("identity-before")));
        // And one that went aside with nothing behind it comes back.
        QVERIFY(disk.rename(path("identity"), path("identity-before")));
        QCOMPARE(openOwnIdentity(data(), "a.local")->fingerprint, fingerprintOf(next->chain));
    }

private:
    QString data() const
    {
        return m_folder->path();
    }
    QString path(const char *name) const
    {
        return m_folder->filePath(QLatin1String(name));
    }
    static void write(const QString &path, const QByteArray &content)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(TestOwnIdentity)
#include "tst_ownidentity.moc"
