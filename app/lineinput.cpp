// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lineinput.h"

#ifdef Q_OS_WIN
#include <QThread>

#include <condition_variable>
#include <mutex>

#include <io.h>
#else
#include <QSocketNotifier>

#include <errno.h>
#include <unistd.h>
#endif

#include <array>

namespace {

constexpr size_t pieceBytes = 64 * 1024;

QByteArray withoutReturn(QByteArray line)
{
    if (line.endsWith('\r'))
        line.chop(1);
    return line;
}

} // namespace

#ifdef Q_OS_WIN

/// Windows tells of no input that is there to be read, so a thread waits for it in a read. Nothing
/// wakes it from there: it goes with the process.
class LineInput::Source {
public:
    Source(int descriptor, LineInput &input) : m_state(std::make_shared<State>())
    {
        QThread *thread = QThread::create([descriptor, state = m_state, &input] {
            std::array<char, pieceBytes> bytes;
            for (int count = 1; count > 0;) {
                std::unique_lock lock(state->mutex);
                state->changed.wait(lock, [&] { return state->reads || state->isOver; });
                lock.unlock();
                count = ::_read(descriptor, bytes.data(), unsigned(bytes.size()));
                lock.lock();
                if (state->isOver)
                    return;
                // One piece at a time: the next is asked for when this one was looked at.
                state->reads = false;
                QMetaObject::invokeMethod(
                    &input,
                    [state, &input, piece = QByteArray(bytes.data(), count > 0 ? count : 0)] {
                        input.take(piece);
                        const std::lock_guard guard(state->mutex);
                        state->reads = state->isWanted;
                        state->changed.notify_all();
                    });
            }
        });
        QObject::connect(thread, &QThread::finished, thread, &QObject::deleteLater);
        thread->start();
    }
    ~Source()
    {
        const std::lock_guard guard(m_state->mutex);
        m_state->isOver = true;
        m_state->changed.notify_all();
    }
    Q_DISABLE_COPY_MOVE(Source)

    void setReading(bool reading)
    {
        const std::lock_guard guard(m_state->mutex);
        m_state->isWanted = reading;
        m_state->reads = reading;
        m_state->changed.notify_all();
    }

private:
    struct State {
        std::mutex mutex;
        std::condition_variable changed;
        bool isWanted = true;
        bool reads = true;
        bool isOver = false;
    };
    std::shared_ptr<State> m_state;
};

#else

class LineInput::Source {
public:
    Source(int descriptor, LineInput &input) : m_notifier(descriptor, QSocketNotifier::Read)
    {
        QObject::connect(&m_notifier, &QSocketNotifier::activated, &input, [descriptor, &input] {
            std::array<char, pieceBytes> bytes;
            const ssize_t count = ::read(descriptor, bytes.data(), bytes.size());
            if (count >= 0 || (errno != EINTR && errno != EAGAIN))
                input.take(QByteArray(bytes.data(), count > 0 ? count : 0));
        });
    }

    void setReading(bool reading) { m_notifier.setEnabled(reading); }

private:
    QSocketNotifier m_notifier;
};

#endif

LineInput::LineInput(int descriptor) : m_source(std::make_unique<Source>(descriptor, *this)) {}

LineInput::~LineInput() = default;

void LineInput::setReading(bool reading)
{
    m_source->setReading(reading && !m_ended);
}

void LineInput::take(const QByteArray &bytes)
{
    m_buffer += bytes;
    qsizetype start = 0;
    for (qsizetype end = m_buffer.indexOf('\n'); end >= 0; end = m_buffer.indexOf('\n', start)) {
        const QByteArray text = withoutReturn(m_buffer.mid(start, end - start));
        start = end + 1;
        if (!text.isEmpty())
            Q_EMIT line(text);
    }
    m_buffer.remove(0, start);
    if (m_buffer.size() > longestLine) {
        m_ended = true;
        setReading(false);
        Q_EMIT tooLong();
        return;
    }
    if (!bytes.isEmpty())
        return;
    m_ended = true;
    setReading(false);
    if (const QByteArray text = withoutReturn(m_buffer); !text.isEmpty())
        Q_EMIT line(text);
    Q_EMIT ended();
}
