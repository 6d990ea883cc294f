// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/backup.h"

#include <QThread>

#include <utility>

namespace Ui {

Backup::Backup(Make make, QObject *parent) : QObject(parent), m_make(std::move(make)) {}

Backup::~Backup()
{
    cancel();
    if (m_thread)
        m_thread->wait();
}

void Backup::start(const QString &to)
{
    if (isUnderWay())
        return;
    m_cancelled = false;
    m_thread.reset(QThread::create([this, to] {
        const auto progress = [this](qint64 done, qint64 all) {
            QMetaObject::invokeMethod(this, [this, done, all] { Q_EMIT progressed(done, all); });
            return !m_cancelled;
        };
        auto result = m_make(to, progress);
        QMetaObject::invokeMethod(this, [this, result = std::move(result)] { end(result); });
    }));
    m_thread->start();
}

void Backup::end(const Takeout::Result<BackupMade> &result)
{
    m_thread->wait();
    m_thread.reset();
    if (result)
        Q_EMIT finished(*result);
    else
        Q_EMIT failed(result.error());
}

} // namespace Ui
