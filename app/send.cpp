// SPDX-License-Identifier: GPL-3.0-or-later
// madang-send: says something in a room, from a script.

#include "app/lineinput.h"
#include "app/sending.h"
#include "app/sendoptions.h"

#include <QCoreApplication>
#include <QFile>

#include <cstdio>

#ifdef Q_OS_WIN
#include <fcntl.h>
#include <io.h>
#endif

namespace {

constexpr int wrongUse = 2;
constexpr qint64 longestText = 1024 * 1024;
/// Of lines; what comes behind them waits in its pipe.
constexpr qsizetype mostWaiting = 1000;

void printText(FILE *stream, const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    std::fwrite(bytes.constData(), 1, size_t(bytes.size()), stream);
    std::fflush(stream);
}

int complain(const QString &why, int code = wrongUse)
{
    printText(stderr, QStringLiteral("madang-send: %1\n").arg(why));
    return code;
}

/// All of standard input; nullopt when it is more than a message can be.
std::optional<QString> readInput()
{
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly))
        return QString();
    QByteArray text;
    while (text.size() <= longestText) {
        const QByteArray piece = input.read(longestText + 1 - text.size());
        if (piece.isEmpty())
            return QString::fromUtf8(text);
        text += piece;
    }
    return std::nullopt;
}

} // namespace

int main(int argc, char **argv)
{
#ifdef Q_OS_WIN
    ::_setmode(0, _O_BINARY); // or an end of file within the text would be the end
#endif
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("madang-send"));
    QCoreApplication::setApplicationVersion(QStringLiteral(MADANG_VERSION));
    const auto command = readSendCommand(QCoreApplication::arguments().mid(1),
                                         QProcessEnvironment::systemEnvironment());
    if (!command)
        return complain(command.error() + QStringLiteral(". See madang-send --help."));
    if (command->kind == SendCommand::Kind::Help) {
        printText(stdout, sendHelp());
        return 0;
    }
    if (command->kind == SendCommand::Kind::Version) {
        printText(stdout, QStringLiteral("madang-send " MADANG_VERSION "\n"));
        return 0;
    }

    const SendOptions &options = command->options;
    std::optional<QString> text = options.text;
    if (!text && !options.lines) {
        text = readInput();
        if (!text)
            return complain(
                QStringLiteral("standard input has more than a message can say, 1 MiB"));
    }
    if (text) {
        text = messageText(*text, options.code);
        if (text->isEmpty())
            return complain(QStringLiteral("there is nothing to say"));
    }

    Sending sending(options);
    QObject::connect(&sending, &Sending::finished, &application,
                     [](Sending::End end, const QString &why) {
                         if (!why.isEmpty())
                             complain(why);
                         QCoreApplication::exit(int(end));
                     });
    if (text) {
        sending.add(*text);
        sending.noMore();
        return QCoreApplication::exec();
    }
    LineInput input(0);
    QObject::connect(&input, &LineInput::line, &sending, [&](const QByteArray &line) {
        sending.add(QString::fromUtf8(line));
        input.setReading(sending.waiting() < mostWaiting);
    });
    QObject::connect(&sending, &Sending::stored, &input,
                     [&] { input.setReading(sending.waiting() < mostWaiting); });
    QObject::connect(&input, &LineInput::ended, &sending, [&] {
        QObject::disconnect(&sending, &Sending::stored, &input, nullptr);
        sending.noMore();
    });
    QObject::connect(&input, &LineInput::tooLong, &application, [] {
        QCoreApplication::exit(complain(QStringLiteral("a line has more than 1 MiB")));
    });
    return QCoreApplication::exec();
}
