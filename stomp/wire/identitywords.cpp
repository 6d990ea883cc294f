// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/wire/identitywords.h"

#include <QFile>

namespace Chat {
namespace {

constexpr int bitsOfWord = 11;
constexpr int bitsOfByte = 8;
constexpr int wordsOfList = 1 << bitsOfWord;

QStringList readWords(const QString &name)
{
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts);
}

const QStringList &wordsOf(WordList list)
{
    static const QStringList korean = readWords(QStringLiteral(":/words/korean.txt"));
    static const QStringList english = readWords(QStringLiteral(":/words/english.txt"));
    return list == WordList::Korean ? korean : english;
}

bool bitAt(const QByteArray &bytes, int index)
{
    const auto byte = quint8(bytes[index / bitsOfByte]);
    return (byte >> (bitsOfByte - 1 - index % bitsOfByte) & 1) != 0;
}

} // namespace

QStringList identityWords(const QByteArray &hash, WordList list)
{
    const QStringList &words = wordsOf(list);
    QStringList chosen;
    if (words.size() != wordsOfList || hash.size() * bitsOfByte < identityWordCount * bitsOfWord)
        return chosen;
    for (int word = 0; word < identityWordCount; ++word) {
        int index = 0;
        for (int bit = 0; bit < bitsOfWord; ++bit)
            index = index * 2 + (bitAt(hash, word * bitsOfWord + bit) ? 1 : 0);
        chosen.append(words[index]);
    }
    return chosen;
}

QString fingerprintText(const QByteArray &fingerprint)
{
    constexpr int bytesOfGroup = 2;
    QStringList groups;
    for (qsizetype i = 0; i < fingerprint.size(); i += bytesOfGroup)
        groups.append(QString::fromLatin1(fingerprint.mid(i, bytesOfGroup).toHex()));
    return groups.join(u' ');
}

} // namespace Chat
