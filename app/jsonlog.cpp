// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/jsonlog.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <cstdio>

namespace {

QString levelName(QtMsgType level)
{
    switch (level) {
    case QtDebugMsg:
        return QStringLiteral("debug");
    case QtInfoMsg:
        return QStringLiteral("info");
    case QtWarningMsg:
        return QStringLiteral("warning");
    case QtCriticalMsg:
        return QStringLiteral("critical");
    case QtFatalMsg:
        return QStringLiteral("fatal");
    }
    return QStringLiteral("info");
}

void writeJson(QtMsgType level, const QMessageLogContext &context, const QString &message)
{
    const QByteArray line = jsonLogLine(level, QString::fromUtf8(context.category), message,
                                        QDateTime::currentDateTimeUtc());
    // In one call: lines of several threads do not mix.
    std::fwrite(line.constData(), 1, size_t(line.size()), stderr);
}

} // namespace

QByteArray jsonLogLine(QtMsgType level, const QString &category, const QString &message,
                       const QDateTime &time)
{
    QJsonObject line{{QStringLiteral("time"), time.toUTC().toString(Qt::ISODateWithMs)},
                     {QStringLiteral("level"), levelName(level)},
                     {QStringLiteral("category"), category},
                     {QStringLiteral("message"), message}};
    // A static one is made at first use, and every thread may log.
    static const QRegularExpression subject(
        QStringLiteral("^session (\\d+)(?: \"?([0-9A-Fa-f.:]+|loop)\"?)?(?: |$)"));
    const auto match = subject.match(message);
    if (match.hasMatch()) {
        line.insert(QStringLiteral("session"), match.captured(1).toLongLong());
        if (match.hasCaptured(2))
            line.insert(QStringLiteral("peer"), match.captured(2));
    }
    return QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n';
}

void logAsJson()
{
    qInstallMessageHandler(writeJson);
}
