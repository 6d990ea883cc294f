// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lineinput.h"

#include <array>

#include <errno.h>
#include <unistd.h>

namespace {

QByteArray withoutReturn(QByteArray line)
{
    if (line.endsWith('\r'))
        line.chop(1);
    return line;
}

} // namespace

LineInput::LineInput(int descriptor)
    : m_descriptor(descriptor), m_notifier(descriptor, QSocketNotifier::Read)
{
    connect(&m_notifier, &QSocketNotifier::activated, this, &LineInput::read);
}

void LineInput::setReading(bool reading)
{
    m_notifier.setEnabled(reading && !m_ended);
}

void LineInput::read()
{
    std::array<char, 64 * 1024> bytes;
    const ssize_t count = ::read(m_descriptor, bytes.data(), bytes.size());
    if (count < 0 && (errno == EINTR || errno == EAGAIN))
        return;
    if (count > 0)
        m_buffer.append(bytes.data(), count);
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
    if (count > 0)
        return;
    m_ended = true;
    setReading(false);
    if (const QByteArray text = withoutReturn(m_buffer); !text.isEmpty())
        Q_EMIT line(text);
    Q_EMIT ended();
}
