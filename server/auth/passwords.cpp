// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/passwords.h"

#include "server/auth/authenticator.h"
#include "server/auth/secrets.h"

#include <sodium.h>

namespace Server {

PasswordChecks::PasswordChecks(Limits limits) : m_limits(limits)
{
    startSodium();
    m_pool.setMaxThreadCount(limits.running);
}

PasswordChecks::~PasswordChecks()
{
    m_pool.clear();
    m_pool.waitForDone(); // A running check uses m_home at its end.
}

bool PasswordChecks::check(const QByteArray &hash, QByteArray password,
                           std::function<void(bool)> answer)
{
    if (m_unanswered >= m_limits.waiting)
        return false;
    ++m_unanswered;
    // The hash ends with a NUL for libsodium, which QByteArray's data does.
    m_pool.start(
        [this, hash, password = std::move(password), answer = std::move(answer)]() mutable {
            const bool right =
                crypto_pwhash_str_verify(hash.constData(), password.constData(),
                                         static_cast<unsigned long long>(password.size())) == 0;
            wipe(password);
            QMetaObject::invokeMethod(
                &m_home,
                [this, right, answer = std::move(answer)] {
                    --m_unanswered;
                    answer(right);
                },
                Qt::QueuedConnection);
        });
    return true;
}

bool PasswordChecks::make(QByteArray password, std::function<void(const QByteArray &hash)> answer)
{
    if (m_unanswered >= m_limits.waiting)
        return false;
    ++m_unanswered;
    m_pool.start([this, password = std::move(password), answer = std::move(answer)]() mutable {
        const QByteArray hash = hashPassword(password);
        wipe(password);
        QMetaObject::invokeMethod(
            &m_home,
            [this, hash, answer = std::move(answer)] {
                --m_unanswered;
                answer(hash);
            },
            Qt::QueuedConnection);
    });
    return true;
}

QByteArray hashPassword(const QByteArray &password)
{
    startSodium();
    QByteArray hash(crypto_pwhash_STRBYTES, '\0');
    if (crypto_pwhash_str(
            hash.data(), password.constData(), static_cast<unsigned long long>(password.size()),
            crypto_pwhash_OPSLIMIT_INTERACTIVE, crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0)
        return {};
    return QByteArray(hash.constData()); // Up to its first NUL.
}

tl::expected<QByteArray, QString> passwordHashLine(const QString &name, const QByteArray &password,
                                                   Principal::Role role)
{
    if (name.isEmpty() || cleanName(name) != name || name.contains(u':') || name.startsWith(u'#')) {
        return tl::unexpected(QStringLiteral(
            "A name has 1 to 64 visible characters, no \":\", and does not begin with \"#\"."));
    }
    if (password.isEmpty())
        return tl::unexpected(QStringLiteral("The password is empty."));
    if (role == Principal::Role::Guest)
        return tl::unexpected(QStringLiteral("A guest has no password."));
    const QByteArray hash = hashPassword(password);
    if (hash.isEmpty())
        return tl::unexpected(QStringLiteral("Hashing the password takes 64 MiB of memory, which"
                                             " this computer does not have free."));
    return name.toUtf8() + ':' + hash + (role == Principal::Role::Owner ? ":owner" : ":member");
}

} // namespace Server
