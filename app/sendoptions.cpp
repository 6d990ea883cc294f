// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sendoptions.h"

#include "stomp/wire/address.h"

#include <QCommandLineParser>
#include <QFile>

#include <algorithm>

namespace {

const QString hostKey = QStringLiteral("host");
const QString roomKey = QStringLiteral("room");
const QString nameKey = QStringLiteral("name");
const QString loginKey = QStringLiteral("login");
const QString passwordFileKey = QStringLiteral("password-file");
const QString tokenFileKey = QStringLiteral("token-file");
const QString timeoutKey = QStringLiteral("timeout");
const QString fingerprintKey = QStringLiteral("fingerprint");
const QString tlsKey = QStringLiteral("tls");
const QString linesKey = QStringLiteral("lines");
const QString codeKey = QStringLiteral("code");

/// A host on this computer, at its usual port.
const QString usualHost = QStringLiteral("127.0.0.1:7610");
constexpr int longestTimeout = 24 * 3600;
constexpr qsizetype fingerprintBytes = 32;

/// The first line of a file or, without one, what the environment says.
tl::expected<QByteArray, QString> readSecret(const QString &path, const QString &fallback)
{
    if (path.isEmpty())
        return fallback.toUtf8();
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return tl::unexpected(QStringLiteral("cannot read %1: %2").arg(path, file.errorString()));
    constexpr qint64 longest = 4096;
    QByteArray line = file.readLine(longest);
    while (line.endsWith('\n') || line.endsWith('\r'))
        line.chop(1);
    if (line.isEmpty())
        return tl::unexpected(QStringLiteral("the first line of %1 is empty").arg(path));
    return line;
}

tl::expected<QByteArray, QString> readFingerprint(const QString &typed)
{
    const QByteArray hex = typed.toLatin1().replace(':', "");
    const QByteArray bytes = QByteArray::fromHex(hex);
    if (bytes.size() != fingerprintBytes || bytes.toHex() != hex.toLower())
        return tl::unexpected(
            QStringLiteral("--fingerprint takes the 64 hex digits of a certificate's SHA-256"));
    return bytes;
}

tl::expected<QUrl, QString> readHost(const QString &typed, bool tls)
{
    QUrl url = Chat::programUrl(typed);
    if (!url.isValid() || url.isEmpty()) {
        return tl::unexpected(
            QStringLiteral("\"%1\" is no address of a host; one is 192.168.0.5:7610").arg(typed));
    }
    if (tls)
        url.setScheme(QStringLiteral("wss"));
    return url;
}

bool isWord(const QString &value, const char *word)
{
    return value == QLatin1String(word);
}

/// As the system calls whoever runs this: Windows by another variable.
QString userName(const QProcessEnvironment &environment)
{
    return environment.value(QStringLiteral("USER"), environment.value(QStringLiteral("USERNAME")));
}

} // namespace

tl::expected<SendCommand, QString> readSendCommand(const QStringList &arguments,
                                                   const QProcessEnvironment &environment)
{
    QCommandLineParser parser;
    for (const QString &key : {hostKey, roomKey, nameKey, loginKey, passwordFileKey, tokenFileKey,
                               timeoutKey, fingerprintKey})
        parser.addOption(QCommandLineOption(key, {}, QStringLiteral("VALUE")));
    for (const QString &key :
         {tlsKey, linesKey, codeKey, QStringLiteral("help"), QStringLiteral("version")})
        parser.addOption(QCommandLineOption(key));
    // The parser wants the program's name in front.
    if (!parser.parse(QStringList{QStringLiteral("madang-send")} + arguments))
        return tl::unexpected(parser.errorText());
    SendCommand command;
    if (parser.isSet(QStringLiteral("help")))
        command.kind = SendCommand::Kind::Help;
    else if (parser.isSet(QStringLiteral("version")))
        command.kind = SendCommand::Kind::Version;
    if (command.kind != SendCommand::Kind::Send)
        return command;

    const auto value = [&](const QString &key, const QString &variable, const QString &usual = {}) {
        return parser.isSet(key) ? parser.value(key) : environment.value(variable, usual);
    };
    SendOptions &options = command.options;
    if (parser.isSet(fingerprintKey)) {
        const auto fingerprint = readFingerprint(parser.value(fingerprintKey));
        if (!fingerprint)
            return tl::unexpected(fingerprint.error());
        options.fingerprint = *fingerprint;
    }
    const auto host = readHost(value(hostKey, QStringLiteral("MADANG_HOST"), usualHost),
                               parser.isSet(tlsKey) || parser.isSet(fingerprintKey));
    if (!host)
        return tl::unexpected(host.error());
    options.host = *host;
    const QString roomText =
        value(roomKey, QStringLiteral("MADANG_ROOM"), Chat::lobbyRoom().toString());
    const auto room = Chat::parseRoomId(roomText);
    if (!room)
        return tl::unexpected(QStringLiteral("\"%1\" is no id of a room; it is what stands behind "
                                             "the room's name in its link, as general")
                                  .arg(roomText));
    options.room = *room;
    options.name =
        value(nameKey, QStringLiteral("MADANG_NAME"), userName(environment)).simplified();
    options.login = parser.value(loginKey).simplified().toUtf8();
    const auto password = readSecret(parser.value(passwordFileKey),
                                     environment.value(QStringLiteral("MADANG_PASSWORD")));
    if (!password)
        return tl::unexpected(password.error());
    options.password = *password;
    const auto token =
        readSecret(parser.value(tokenFileKey), environment.value(QStringLiteral("MADANG_TOKEN")));
    if (!token)
        return tl::unexpected(token.error());
    options.token = *token;
    if (!options.login.isEmpty() && options.password.isEmpty())
        return tl::unexpected(
            QStringLiteral("--login needs a password: --password-file, or MADANG_PASSWORD"));
    if (parser.isSet(timeoutKey)) {
        bool isNumber = false;
        const int seconds = parser.value(timeoutKey).toInt(&isNumber);
        if (!isNumber || seconds < 1 || seconds > longestTimeout)
            return tl::unexpected(QStringLiteral("--timeout takes seconds, 1 to 86400"));
        options.timeout = std::chrono::seconds(seconds);
    }
    options.lines = parser.isSet(linesKey);
    options.code = parser.isSet(codeKey);
    const QStringList words = parser.positionalArguments();
    if (!words.isEmpty() && !(words.size() == 1 && isWord(words.first(), "-"))) {
        if (options.lines)
            return tl::unexpected(QStringLiteral("--lines is for standard input"));
        options.text = words.join(u' ');
        if (messageText(*options.text, false).isEmpty())
            return tl::unexpected(QStringLiteral("the text is empty"));
    }
    if (options.lines && options.code)
        return tl::unexpected(QStringLiteral("--lines and --code do not go together"));
    return command;
}

QString messageText(QString text, bool code)
{
    while (text.endsWith(u'\n') || text.endsWith(u'\r'))
        text.chop(1);
    if (!code || text.isEmpty())
        return text;
    qsizetype longest = 0;
    qsizetype run = 0;
    for (const QChar c : std::as_const(text)) {
        run = c == u'`' ? run + 1 : 0;
        longest = std::max(longest, run);
    }
    const QString fence(std::max<qsizetype>(3, longest + 1), u'`');
    return fence + u'\n' + text + u'\n' + fence;
}

QString sendHelp()
{
    return QStringLiteral(
        "Usage: madang-send [--host ADDRESS] [--room ROOM] [options] [TEXT | -]\n"
        "\n"
        "Says TEXT in a room of a Madang host; without TEXT, or with -, what standard input\n"
        "says. Comes back when the host has stored it.\n"
        "\n"
        "  --host ADDRESS        as 192.168.0.5:7610 or https://chat.example.org\n"
        "                        (default: 127.0.0.1:7610, this computer; MADANG_HOST)\n"
        "  --room ROOM           the room's id (default: lobby; MADANG_ROOM)\n"
        "  --lines               each line of standard input is a message, as it comes\n"
        "  --code                the text is a block of code\n"
        "  --name NAME           what a guest goes by (default: who you are here; MADANG_NAME)\n"
        "  --login NAME          an account, with its password\n"
        "  --password-file FILE  its first line: the account's password, or without --login\n"
        "                        the host's (MADANG_PASSWORD)\n"
        "  --token-file FILE     its first line: a token of an account (MADANG_TOKEN)\n"
        "  --tls                 TLS, with a certificate that this computer trusts\n"
        "  --fingerprint SHA256  TLS, with the certificate that has this fingerprint\n"
        "  --timeout SECONDS     how long a message is tried (default: 30)\n"
        "  --help, --version\n"
        "\n"
        "A message is never stored twice, however often it had to be sent.\n"
        "\n"
        "Exit codes: 0 all is stored, 2 wrong use, 3 the host was not reached or did not answer,\n"
        "4 the host refused, 5 the host could not store it.\n");
}
