// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/recentlog.h"

#include <QStringList>

#include <utility>

namespace Ui {

namespace {

// A message handler is a function; whom it is for stands beside it.
std::mutex recentLogMutex;
RecentLog *recentLog = nullptr;
QtMessageHandler handlerBefore = nullptr;

void hearMessage(QtMsgType level, const QMessageLogContext &context, const QString &text)
{
    {
        const std::lock_guard lock(recentLogMutex);
        if (recentLog) {
            recentLog->add({QDateTime::currentDateTimeUtc(), level,
                            QString::fromUtf8(context.category), text});
        }
    }
    if (handlerBefore)
        handlerBefore(level, context, text);
}

} // namespace

RecentLog::RecentLog(QObject *parent) : QObject(parent)
{
    const std::lock_guard lock(recentLogMutex);
    Q_ASSERT(!recentLog);
    recentLog = this;
    handlerBefore = qInstallMessageHandler(hearMessage);
}

RecentLog::~RecentLog()
{
    qInstallMessageHandler(handlerBefore);
    const std::lock_guard lock(recentLogMutex);
    recentLog = nullptr;
}

void RecentLog::add(Line line)
{
    if (line.text.size() > longestLine)
        line.text = line.text.left(longestLine) + u'…';
    // What others wrote must not look like a line of ours.
    for (QChar &letter : line.text) {
        if (letter.category() == QChar::Other_Control || letter == QChar::LineSeparator ||
            letter == QChar::ParagraphSeparator)
            letter = u' ';
    }
    const std::lock_guard lock(m_mutex);
    m_lines.push_back(std::move(line));
    if (m_lines.size() > mostLines)
        m_lines.pop_front();
    if (std::exchange(m_told, true))
        return;
    QMetaObject::invokeMethod(
        this,
        [this] {
            {
                const std::lock_guard told(m_mutex);
                m_told = false;
            }
            Q_EMIT changed();
        },
        Qt::QueuedConnection);
}

std::vector<RecentLog::Line> RecentLog::lines() const
{
    const std::lock_guard lock(m_mutex);
    return {m_lines.begin(), m_lines.end()};
}

int RecentLog::severity(QtMsgType level)
{
    switch (level) {
    case QtDebugMsg:
    case QtInfoMsg:
        return 0;
    case QtWarningMsg:
        return 1;
    case QtCriticalMsg:
        return 2;
    case QtFatalMsg:
        break;
    }
    return 3;
}

QString RecentLog::text(const Line &line)
{
    static const QStringList names{QStringLiteral("info"), QStringLiteral("warning"),
                                   QStringLiteral("error"), QStringLiteral("fatal")};
    return QStringLiteral("%1 %2 %3: %4")
        .arg(line.time.toString(Qt::ISODateWithMs), names[severity(line.level)], line.category,
             line.text);
}

} // namespace Ui
