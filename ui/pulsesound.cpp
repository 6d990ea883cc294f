// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pulsesound.h"

#include "ui/chime.h"

#include <QMetaObject>
#include <QMutex>
#include <QMutexLocker>

#include <pulse/error.h>
#include <pulse/simple.h>

#include <thread>
#include <utility>

namespace Ui {
namespace {

/// Returns when it was heard; what was wrong, or nothing.
QString playChime(const QByteArray &server)
{
    const std::vector<qint16> samples = chimeSamples();
    const pa_sample_spec format{PA_SAMPLE_S16NE, chimeRate, 1};
    int error = 0;
    const std::unique_ptr<pa_simple, decltype(&pa_simple_free)> stream(
        pa_simple_new(server.isEmpty() ? nullptr : server.constData(), "Madang", PA_STREAM_PLAYBACK,
                      nullptr, "Chime", &format, nullptr, nullptr, &error),
        &pa_simple_free);
    if (stream &&
        pa_simple_write(stream.get(), samples.data(), samples.size() * sizeof(qint16), &error) >=
            0 &&
        pa_simple_drain(stream.get(), &error) >= 0)
        return {};
    return QString::fromLocal8Bit(pa_strerror(error));
}

} // namespace

struct PulseSound::Way {
    QMutex mutex;
    PulseSound *asker = nullptr; ///< Null once nobody waits.
};

PulseSound::PulseSound(QByteArray server, QObject *parent, std::chrono::milliseconds patience)
    : Sound(parent), m_server(std::move(server))
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(patience);
    connect(&m_patience, &QTimer::timeout, this, &PulseSound::tellSilence);
}

PulseSound::~PulseSound()
{
    if (!m_way)
        return;
    const QMutexLocker lock(&m_way->mutex);
    m_way->asker = nullptr;
}

void PulseSound::play()
{
    if (m_way) {
        if (!m_patience.isActive())
            tellSilence(); // still
        return;
    }
    m_way = std::make_shared<Way>();
    m_way->asker = this;
    m_patience.start();
    // Detached, as libpulse cannot be told to give up, and a server elsewhere may never answer.
    std::thread([way = m_way, server = m_server] {
        const QString why = playChime(server);
        const QMutexLocker lock(&way->mutex);
        if (!way->asker)
            return;
        QMetaObject::invokeMethod(
            way->asker, [asker = way->asker, why] { asker->finish(why); }, Qt::QueuedConnection);
    }).detach();
}

void PulseSound::tellSilence()
{
    Q_EMIT failed(tr("the sound server does not answer"));
}

void PulseSound::finish(const QString &why)
{
    m_way.reset();
    m_patience.stop();
    if (why.isEmpty())
        Q_EMIT played();
    else
        Q_EMIT failed(why);
}

} // namespace Ui
