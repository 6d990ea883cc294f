// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/secrets.h"

#include "ui/model/logging.h"

#include <QDataStream>
#include <QFile>
#include <QSaveFile>

#include <sodium.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace Ui {
namespace {

// A head, the id and a line feed, then the nonce and what is sealed. The head and the id are
// authenticated with it.
const QByteArray secretsHead = QByteArrayLiteral("madang secrets 1\n");
constexpr qsizetype secretIdBytes = 16;
constexpr qsizetype openHeadBytes = 17 + 2 * secretIdBytes + 1;
constexpr qsizetype secretKeyBytes = crypto_aead_xchacha20poly1305_ietf_KEYBYTES;
constexpr qsizetype nonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr qsizetype tagBytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr qsizetype mostSecretBytes = 1024 * 1024;
constexpr auto streamVersion = QDataStream::Qt_6_4;

unsigned char *octets(QByteArray &bytes)
{
    return reinterpret_cast<unsigned char *>(bytes.data());
}

const unsigned char *octets(const QByteArray &bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.constData());
}

void wipe(QByteArray &bytes)
{
    if (!bytes.isEmpty())
        sodium_memzero(bytes.data(), size_t(bytes.size()));
    bytes.clear();
}

QByteArray randomBytes(qsizetype count)
{
    QByteArray bytes(count, '\0');
    randombytes_buf(bytes.data(), size_t(count));
    return bytes;
}

/// The id in the head of a file; empty when that is none.
QString idOf(const QByteArray &file)
{
    if (file.size() < openHeadBytes || !file.startsWith(secretsHead) ||
        file[openHeadBytes - 1] != '\n')
        return {};
    const QByteArray id = file.mid(secretsHead.size(), 2 * secretIdBytes);
    const bool isHex = std::all_of(id.begin(), id.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    });
    return isHex ? QString::fromLatin1(id) : QString();
}

bool writePrivately(const QString &path, const QByteArray &content)
{
    QSaveFile file(path);
    return file.open(QIODevice::WriteOnly) &&
           file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner) &&
           file.write(content) == content.size() && file.commit();
}

/// nullopt when there is such a file, and it cannot be read; empty when there is none.
std::optional<QByteArray> contentOf(const QString &path)
{
    if (!QFile::exists(path))
        return QByteArray();
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    QByteArray content = file.read(mostSecretBytes + openHeadBytes);
    if (file.error() != QFileDevice::NoError)
        return std::nullopt;
    return content;
}

} // namespace

Secrets::Secrets(QString folder) : m_folder(std::move(folder))
{
    if (sodium_init() < 0) {
        m_state = State::Unreadable;
        return;
    }
    read();
}

Secrets::~Secrets()
{
    wipe(m_key);
    for (QByteArray &value : m_values)
        wipe(value);
}

QString Secrets::idIn(const QString &folder)
{
    return idOf(contentOf(folder + u'/' + fileName()).value_or(QByteArray()));
}

void Secrets::makeKey()
{
    m_id = QString::fromLatin1(randomBytes(secretIdBytes).toHex());
    m_key = randomBytes(secretKeyBytes);
    m_keyInFile = true;
    m_state = State::Open;
}

void Secrets::read()
{
    const auto sealed = contentOf(path(fileName()));
    const auto key = contentOf(path(keyFileName()));
    if (!sealed || !key) {
        qCWarning(modelLog) << "the profile's secrets cannot be read";
        m_state = State::Unreadable;
        return;
    }
    if (sealed->isEmpty())
        return makeKey();
    m_id = idOf(*sealed);
    m_sealed = *sealed;
    m_state = State::Locked;
    if (!key->isEmpty())
        unlock(QByteArray::fromBase64(key->trimmed()));
    else
        m_keyInFile = false;
    // Torn by something else than us: there is no other key that could open it.
    if (m_state == State::Locked && (!key->isEmpty() || m_id.isEmpty())) {
        qCWarning(modelLog) << "the profile's secrets are damaged, and put aside";
        beginAnew();
    }
}

bool Secrets::unlock(const QByteArray &key)
{
    if (m_state != State::Locked || !decrypt(key))
        return false;
    m_key = key;
    m_state = State::Open;
    m_sealed.clear();
    return true;
}

bool Secrets::decrypt(const QByteArray &key)
{
    const qsizetype open = m_sealed.size() - openHeadBytes - nonceBytes - tagBytes;
    if (key.size() != secretKeyBytes || m_id.isEmpty() || open < 0)
        return false;
    const QByteArray head = m_sealed.left(openHeadBytes);
    const QByteArray nonce = m_sealed.mid(openHeadBytes, nonceBytes);
    const QByteArray sealed = m_sealed.mid(openHeadBytes + nonceBytes);
    QByteArray plain(open, '\0');
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(
            octets(plain), nullptr, nullptr, octets(sealed), quint64(sealed.size()), octets(head),
            quint64(head.size()), octets(nonce), octets(key)) != 0)
        return false;
    QMap<QString, QByteArray> values;
    QDataStream stream(plain);
    stream.setVersion(streamVersion);
    stream >> values;
    wipe(plain);
    if (stream.status() != QDataStream::Ok)
        return false;
    // What came while it was locked is newer.
    values.insert(m_values);
    m_values = values;
    return true;
}

bool Secrets::setValue(const QString &name, const QByteArray &value)
{
    const QByteArray before = m_values.value(name);
    if (before == value)
        return m_state == State::Open;
    if (value.isEmpty())
        m_values.remove(name);
    else
        m_values.insert(name, value);
    if (m_state != State::Open)
        return false;
    if (write())
        return true;
    if (before.isEmpty())
        m_values.remove(name);
    else
        m_values.insert(name, before);
    return false;
}

bool Secrets::write() const
{
    QByteArray plain;
    {
        QDataStream stream(&plain, QIODevice::WriteOnly);
        stream.setVersion(streamVersion);
        stream << m_values;
    }
    if (plain.size() > mostSecretBytes - nonceBytes - tagBytes)
        return false;
    const QByteArray head = secretsHead + m_id.toLatin1() + '\n';
    const QByteArray nonce = randomBytes(nonceBytes);
    QByteArray sealed(plain.size() + tagBytes, '\0');
    crypto_aead_xchacha20poly1305_ietf_encrypt(
        octets(sealed), nullptr, octets(std::as_const(plain)), quint64(plain.size()), octets(head),
        quint64(head.size()), nullptr, octets(nonce), octets(m_key));
    wipe(plain);
    // The key first: what it seals is of no use without it.
    if (m_keyInFile && !QFile::exists(path(keyFileName())) &&
        !writePrivately(path(keyFileName()), m_key.toBase64() + '\n'))
        return false;
    return writePrivately(path(fileName()), head + nonce + sealed);
}

bool Secrets::dropKeyFile()
{
    if (m_state != State::Open)
        return false;
    // What is sealed has to be there, or its id would be another one at the next start.
    m_keyInFile = false;
    if (!QFile::exists(path(fileName())) && !write()) {
        m_keyInFile = true;
        return false;
    }
    const QString file = path(keyFileName());
    m_keyInFile = QFile::exists(file) && !QFile::remove(file);
    return !m_keyInFile;
}

bool Secrets::beginAnew()
{
    const QString aside = path(fileName()) + QStringLiteral(".unreadable");
    QFile::remove(aside);
    if (!QFile::rename(path(fileName()), aside)) {
        m_state = State::Unreadable;
        return false;
    }
    QFile::remove(path(keyFileName()));
    m_sealed.clear();
    makeKey();
    return m_values.isEmpty() || write();
}

bool Secrets::copyTo(const QString &folder) const
{
    if (m_state != State::Open)
        return false;
    if (!QFile::exists(path(fileName())))
        return true;
    const auto sealed = contentOf(path(fileName()));
    return sealed && writePrivately(folder + u'/' + fileName(), *sealed) &&
           writePrivately(folder + u'/' + keyFileName(), m_key.toBase64() + '\n');
}

} // namespace Ui
