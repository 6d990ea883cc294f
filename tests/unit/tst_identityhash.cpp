// SPDX-License-Identifier: GPL-3.0-or-later
// What people read to each other of a host's fingerprint.

#include "stomp/net/identityhash.h"
#include "stomp/wire/identitywords.h"

#include <QSet>
#include <QTest>

using Chat::WordList;

class TestIdentityHash : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Two versions of the program have to say the same.
    void isTheSameForEver()
    {
        const QByteArray hash = Stomp::identityHash(QByteArray(32, 'm'));
        QCOMPARE(hash.toHex(),
                 QByteArray("1640a04f389a5e6e0aa754ccee5aade30fcea0ae3adc354af7cb05bcfb4bfece"));
        QCOMPARE(Chat::identityWords(hash, WordList::English).join(u' '),
                 QStringLiteral("bind agree because illness planet"));
        QCOMPARE(Chat::identityWords(hash, WordList::Korean).join(u' '),
                 QString::fromUtf8("교직 강력히 관람 수단 이력서"));
    }

    void anotherFingerprintIsAnotherHash()
    {
        QByteArray other(32, 'm');
        other[31] = 'n';
        QVERIFY(Stomp::identityHash(other) != Stomp::identityHash(QByteArray(32, 'm')));
    }

    void onlyAFingerprintHasOne()
    {
        QVERIFY(Stomp::identityHash({}).isEmpty());
        QVERIFY(Stomp::identityHash(QByteArray(31, 'm')).isEmpty());
        QVERIFY(Stomp::identityHash(QByteArray(33, 'm')).isEmpty());
    }

    void eachBitIsInAWord()
    {
        const QByteArray none(7, '\0');
        const QStringList words = Chat::identityWords(none, WordList::English);
        QCOMPARE(words, QStringList(Chat::identityWordCount, QStringLiteral("abandon")));
        for (int bit = 0; bit < Chat::identityWordCount * 11; ++bit) {
            QByteArray one = none;
            one[bit / 8] = char(1 << (7 - bit % 8));
            const QStringList others = Chat::identityWords(one, WordList::English);
            for (int word = 0; word < Chat::identityWordCount; ++word)
                QCOMPARE(others[word] != words[word], word == bit / 11);
        }
        QVERIFY(Chat::identityWords(QByteArray(6, 'a'), WordList::Korean).isEmpty());
    }

    void bothListsAreWhole()
    {
        for (const WordList list : {WordList::Korean, WordList::English}) {
            QSet<QString> all;
            for (int index = 0; index < 2048; ++index) {
                QByteArray bytes(7, '\0');
                bytes[0] = char(index >> 3);
                bytes[1] = char((index & 7) << 5);
                const QString word = Chat::identityWords(bytes, list).value(0);
                QVERIFY(!word.isEmpty());
                QCOMPARE(word, word.normalized(QString::NormalizationForm_C));
                all.insert(word);
            }
            QCOMPARE(all.size(), 2048);
        }
    }

    void fingerprintInGroups()
    {
        QCOMPARE(Chat::fingerprintText(QByteArray::fromHex("00ff10203a")),
                 QStringLiteral("00ff 1020 3a"));
    }
};

QTEST_GUILESS_MAIN(TestIdentityHash)
#include "tst_identityhash.moc"
