// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/jsonlog.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QStringView>

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

/// Of `session 12 "192.0.2.17" …`. By hand: lines are written until the very end of the program,
/// when nothing static is there any more.
void insertSubject(QJsonObject &line, QStringView message)
{
    const auto takeWord = [&message](QChar end) {
        const qsizetype length = message.indexOf(end);
        const QStringView word = length < 0 ? message : message.first(length);
        message = length < 0 ? QStringView() : message.sliced(length + 1);
        return word;
    };
    if (takeWord(u' ') != QStringLiteral("session"))
        return;
    bool isNumber = false;
    const qlonglong session = takeWord(u' ').toLongLong(&isNumber);
    if (!isNumber)
        return;
    line.insert(QStringLiteral("session"), session);
    if (!message.startsWith(u'"'))
        return;
    message = message.sliced(1);
    line.insert(QStringLiteral("peer"), takeWord(u'"').toString());
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
    insertSubject(line, message);
    return QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n';
}

void logAsJson()
{
    qInstallMessageHandler(writeJson);
}
