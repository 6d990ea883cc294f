// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/keychainkey.h"

#include "app/openkeychain.h"

#include <QTimer>

#ifdef MADANG_HAS_KEYCHAIN
#include <qt6keychain/keychain.h>
#endif

namespace {

/// Beside the names that a key has in what the system shows of its keychain.
const QString keychainService = QStringLiteral("Madang");

} // namespace

KeychainKey::KeychainKey(Ui::Secrets &secrets, QObject *parent)
    : QObject(parent), m_secrets(secrets)
{
}

void KeychainKey::settle()
{
    using State = Ui::Secrets::State;
    if (m_secrets.state() == State::Locked)
        return fetch();
    if (m_secrets.state() == State::Unreadable || !m_secrets.keepsKeyInFile()) {
        return end(m_secrets.state() == State::Open ? Outcome::InKeychain : Outcome::InFile);
    }
    askForOpenKeychain(this, [this](bool isOpen) {
        if (isOpen)
            store();
        else
            end(Outcome::InFile);
    });
}

void KeychainKey::end(Outcome outcome)
{
    QMetaObject::invokeMethod(
        this, [this, outcome] { Q_EMIT finished(outcome); }, Qt::QueuedConnection);
}

#ifdef MADANG_HAS_KEYCHAIN

void KeychainKey::fetch()
{
    auto *job = new QKeychain::ReadPasswordJob(keychainService, this);
    job->setKey(m_secrets.id());
    connect(job, &QKeychain::Job::finished, this, [this, job] {
        if (job->error() == QKeychain::NoError)
            return end(m_secrets.unlock(job->binaryData()) ? Outcome::InKeychain
                                                           : Outcome::NotThere);
        end(job->error() == QKeychain::EntryNotFound ? Outcome::NotThere : Outcome::Locked);
    });
    job->start();
}

void KeychainKey::store()
{
    auto *job = new QKeychain::WritePasswordJob(keychainService, this);
    job->setKey(m_secrets.id());
    job->setBinaryData(m_secrets.key());
    connect(job, &QKeychain::Job::finished, this, [this, job] {
        if (job->error() == QKeychain::NoError)
            compare();
        else
            end(Outcome::InFile);
    });
    job->start();
}

/// What it says it has taken is looked at before the file goes.
void KeychainKey::compare()
{
    auto *job = new QKeychain::ReadPasswordJob(keychainService, this);
    job->setKey(m_secrets.id());
    connect(job, &QKeychain::Job::finished, this, [this, job] {
        const bool isThere =
            job->error() == QKeychain::NoError && job->binaryData() == m_secrets.key();
        end(isThere && m_secrets.dropKeyFile() ? Outcome::InKeychain : Outcome::InFile);
    });
    job->start();
}

void KeychainKey::forget(const QString &id, const std::function<void()> &done)
{
    auto *job = new QKeychain::DeletePasswordJob(keychainService);
    job->setKey(id);
    QObject::connect(job, &QKeychain::Job::finished, job, [done] { done(); });
    job->start();
}

#else

void KeychainKey::fetch()
{
    end(Outcome::Locked);
}

void KeychainKey::store()
{
    end(Outcome::InFile);
}

void KeychainKey::compare() {}

void KeychainKey::forget(const QString &, const std::function<void()> &done)
{
    QTimer::singleShot(0, done);
}

#endif
