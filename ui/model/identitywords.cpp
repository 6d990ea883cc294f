// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/identitywords.h"

#include "stomp/net/identityhash.h"
#include "stomp/wire/identitywords.h"

#include <QMutex>
#include <QMutexLocker>
#include <QThreadPool>

#include <utility>

namespace Ui {

struct IdentityWords::Way {
    QMutex mutex;
    IdentityWords *asker = nullptr; ///< Null once nobody waits.
};

IdentityWords::IdentityWords(QByteArray fingerprint, QObject *parent)
    : QObject(parent), m_fingerprint(std::move(fingerprint)), m_way(std::make_shared<Way>())
{
    m_way->asker = this;
    QThreadPool::globalInstance()->start([way = m_way, fingerprint = m_fingerprint] {
        const QByteArray hash = Stomp::identityHash(fingerprint);
        const QMutexLocker lock(&way->mutex);
        if (!way->asker)
            return;
        QMetaObject::invokeMethod(
            way->asker,
            [asker = way->asker, hash] {
                asker->m_hash = hash;
                Q_EMIT asker->ready();
            },
            Qt::QueuedConnection);
    });
}

IdentityWords::~IdentityWords()
{
    const QMutexLocker lock(&m_way->mutex);
    m_way->asker = nullptr;
}

QStringList IdentityWords::words(bool korean) const
{
    return Chat::identityWords(m_hash, korean ? Chat::WordList::Korean : Chat::WordList::English);
}

QString IdentityWords::fingerprintText() const
{
    return Chat::fingerprintText(m_fingerprint);
}

} // namespace Ui
