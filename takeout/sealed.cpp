// SPDX-License-Identifier: GPL-3.0-or-later
#include "takeout/sealed.h"

#include "takeout/filecopy.h"
#include "takeout/outputfile.h"

#include <QFile>
#include <QFileInfo>
#include <QtEndian>

#include <sodium.h>

#include <filesystem>
#include <system_error>

namespace Takeout {
namespace {

// 16 octets of magic, then two big-endian numbers, the salt, the stream's own header; then pieces.
const QByteArray magic("madang-sealed 1\n");
constexpr qsizetype numbersBytes = 16;
constexpr qsizetype saltBytes = crypto_pwhash_SALTBYTES;
constexpr qsizetype streamHeaderBytes = crypto_secretstream_xchacha20poly1305_HEADERBYTES;
constexpr qsizetype headBytes = 16 + numbersBytes + saltBytes + streamHeaderBytes;
constexpr qsizetype openPieceBytes = 64 * 1024;
constexpr qsizetype sealedPieceBytes =
    openPieceBytes + crypto_secretstream_xchacha20poly1305_ABYTES;
// A file may ask for no more work than that.
constexpr quint64 mostOperations = 10;
constexpr quint64 mostMemory = 1024ULL * 1024 * 1024;

const unsigned char *octets(const QByteArray &bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.constData());
}
unsigned char *octets(QByteArray &bytes)
{
    return reinterpret_cast<unsigned char *>(bytes.data());
}

/// Forgotten when it goes.
struct Key {
    unsigned char bytes[crypto_secretstream_xchacha20poly1305_KEYBYTES] = {};
    Key() = default;
    Q_DISABLE_COPY_MOVE(Key)
    ~Key() { sodium_memzero(bytes, sizeof bytes); }

    bool derive(const QString &password, const QByteArray &salt, quint64 operations, quint64 memory)
    {
        QByteArray text = password.normalized(QString::NormalizationForm_C).toUtf8();
        const bool done =
            crypto_pwhash(bytes, sizeof bytes, text.constData(),
                          static_cast<unsigned long long>(text.size()), octets(salt), operations,
                          size_t(memory), crypto_pwhash_ALG_ARGON2ID13) == 0;
        sodium_memzero(text.data(), size_t(text.size()));
        return done;
    }
};

tl::unexpected<Failure> noMemory()
{
    return failure(Failure::Kind::Failed,
                   QStringLiteral("There is not enough memory to work with the password."));
}

} // namespace

Result<void> seal(const QString &path, const QString &password,
                  const std::function<Result<QByteArray>()> &next, Sealing sealing)
{
    if (sodium_init() < 0)
        return noMemory();
    const bool isStrong = sealing == Sealing::Strong;
    const quint64 operations =
        isStrong ? crypto_pwhash_OPSLIMIT_MODERATE : crypto_pwhash_OPSLIMIT_MIN;
    const quint64 memory = isStrong ? crypto_pwhash_MEMLIMIT_MODERATE : crypto_pwhash_MEMLIMIT_MIN;
    QByteArray salt(saltBytes, '\0');
    randombytes_buf(salt.data(), size_t(salt.size()));
    Key key;
    if (!key.derive(password, salt, operations, memory))
        return noMemory();
    crypto_secretstream_xchacha20poly1305_state state;
    QByteArray streamHeader(streamHeaderBytes, '\0');
    crypto_secretstream_xchacha20poly1305_init_push(&state, octets(streamHeader), key.bytes);
    QByteArray numbers(numbersBytes, '\0');
    qToBigEndian(operations, numbers.data());
    qToBigEndian(memory, numbers.data() + 8);
    const QByteArray head = magic + numbers + salt + streamHeader;

    const QString unfinished = path + QStringLiteral(".unfinished");
    QFile::remove(unfinished);
    OutputFile file;
    auto done = file.open(unfinished);
    if (done)
        done = file.write(head);
    QByteArray waiting;
    bool isLast = false;
    while (done && !isLast) {
        while (waiting.size() < openPieceBytes && !isLast) {
            const auto more = next();
            if (!more) {
                QFile::remove(unfinished);
                return tl::unexpected(more.error());
            }
            isLast = more->isEmpty();
            waiting += *more;
        }
        do { // the last round may leave more than one piece
            const QByteArray piece = waiting.left(openPieceBytes);
            waiting.remove(0, piece.size());
            QByteArray sealed(piece.size() + crypto_secretstream_xchacha20poly1305_ABYTES, '\0');
            const bool isFinal = isLast && waiting.isEmpty();
            crypto_secretstream_xchacha20poly1305_push(
                &state, octets(sealed), nullptr, octets(piece),
                static_cast<unsigned long long>(piece.size()), octets(head),
                static_cast<unsigned long long>(head.size()),
                isFinal ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : 0);
            done = file.write(sealed);
        } while (done && (waiting.size() >= openPieceBytes || (isLast && !waiting.isEmpty())));
    }
    sodium_memzero(&state, sizeof state);
    if (done)
        done = file.close();
    if (done)
        done = syncPath(unfinished);
    if (!done) {
        QFile::remove(unfinished);
        return done;
    }
    std::error_code error;
    std::filesystem::rename(QFileInfo(unfinished).filesystemFilePath(),
                            QFileInfo(path).filesystemFilePath(), error);
    if (error)
        return failure(Failure::Kind::Failed, QStringLiteral("%1 cannot get its name.").arg(path));
    return syncPath(QFileInfo(path).absolutePath());
}

Result<void> unseal(const QString &path, const QString &password,
                    const std::function<Result<void>(const QByteArray &piece)> &take)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return tl::unexpected(failureOf(file, QStringLiteral("read")));
    const QByteArray head = file.read(headBytes);
    if (head.size() < headBytes || !head.startsWith(magic))
        return failure(Failure::Kind::Damaged,
                       QStringLiteral("%1 is no file that Madang sealed.").arg(path));
    const auto operations = qFromBigEndian<quint64>(head.constData() + 16);
    const auto memory = qFromBigEndian<quint64>(head.constData() + 24);
    if (operations < crypto_pwhash_OPSLIMIT_MIN || operations > mostOperations ||
        memory < crypto_pwhash_MEMLIMIT_MIN || memory > mostMemory)
        return failure(Failure::Kind::Damaged,
                       QStringLiteral("%1 asks for more work than it may.").arg(path));
    if (sodium_init() < 0)
        return noMemory();
    Key key;
    if (!key.derive(password, head.mid(32, saltBytes), operations, memory))
        return noMemory();
    crypto_secretstream_xchacha20poly1305_state state;
    const QByteArray streamHeader = head.right(streamHeaderBytes);
    crypto_secretstream_xchacha20poly1305_init_pull(&state, octets(streamHeader), key.bytes);
    bool isFirst = true;
    for (;;) {
        const QByteArray sealed = file.read(sealedPieceBytes);
        QByteArray piece(
            qMax<qsizetype>(sealed.size() - crypto_secretstream_xchacha20poly1305_ABYTES, 0), '\0');
        unsigned char tag = 0;
        if (sealed.size() < qsizetype(crypto_secretstream_xchacha20poly1305_ABYTES) ||
            crypto_secretstream_xchacha20poly1305_pull(
                &state, octets(piece), nullptr, &tag, octets(sealed),
                static_cast<unsigned long long>(sealed.size()), octets(head),
                static_cast<unsigned long long>(head.size())) != 0) {
            return isFirst ? failure(Failure::Kind::Refused,
                                     QStringLiteral("The password is wrong, or the file is "
                                                    "damaged."))
                           : failure(Failure::Kind::Damaged,
                                     QStringLiteral("%1 is damaged or cut short.").arg(path));
        }
        isFirst = false;
        if (!piece.isEmpty()) {
            if (auto taken = take(piece); !taken)
                return taken;
        }
        if (tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL)
            break;
    }
    if (!file.atEnd())
        return failure(Failure::Kind::Damaged,
                       QStringLiteral("More follows behind the end of %1.").arg(path));
    return {};
}

} // namespace Takeout
