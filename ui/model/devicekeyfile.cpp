// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/devicekeyfile.h"

#include "ui/model/logging.h"

#include <QFile>
#include <QSaveFile>

namespace Ui {
namespace {

const QByteArray keyFileHead = QByteArrayLiteral("madang device key 1\n");
constexpr qint64 longestKeyFile = 1024;

std::optional<Stomp::DeviceKey> keyOf(const QByteArray &text)
{
    if (!text.startsWith(keyFileHead))
        return std::nullopt;
    const auto secret = QByteArray::fromBase64Encoding(text.sliced(keyFileHead.size()).trimmed(),
                                                       QByteArray::Base64Encoding |
                                                           QByteArray::AbortOnBase64DecodingErrors);
    return secret ? Stomp::DeviceKey::fromSecret(secret.decoded) : std::nullopt;
}

} // namespace

std::optional<Stomp::DeviceKey> DeviceKeyFile::open() const
{
    if (QFile::exists(m_path)) {
        QFile file(m_path);
        const QByteArray text =
            file.open(QIODevice::ReadOnly) ? file.read(longestKeyFile) : QByteArray();
        if (file.error() != QFileDevice::NoError) {
            qCWarning(modelLog) << "the device's key cannot be read:" << file.errorString();
            return std::nullopt; // It is there; another time, perhaps.
        }
        if (auto key = keyOf(text))
            return key;
        file.close();
        qCWarning(modelLog) << "the file of the device's key is none";
        const QString aside = m_path + QStringLiteral(".unreadable");
        QFile::remove(aside);
        if (!QFile::rename(m_path, aside))
            return std::nullopt;
    }
    const Stomp::DeviceKey made = Stomp::DeviceKey::make();
    return write(made) ? std::optional(made) : std::nullopt;
}

bool DeviceKeyFile::write(const Stomp::DeviceKey &key) const
{
    QSaveFile file(m_path);
    return file.open(QIODevice::WriteOnly) &&
           file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner) &&
           file.write(keyFileHead + key.secret().toBase64() + '\n') > 0 && file.commit();
}

bool DeviceKeyFile::forget() const
{
    return !QFile::exists(m_path) || QFile::remove(m_path);
}

} // namespace Ui
