// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/hostfiles.h"

#include <QFile>

namespace Server {
namespace {

constexpr qint64 largestPolicy = 1024 * 1024;
/// A shorter token could be guessed.
constexpr qsizetype shortestToken = 16;

tl::unexpected<HostFailure> unusable(const QString &sentence)
{
    return tl::unexpected(HostFailure{HostFailure::Kind::Config, sentence});
}

/// Of a file and a line of it, for people: "file:3: text".
QString atLine(const QString &file, int line, const QString &text)
{
    const QString place = line > 0 ? QStringLiteral("%1:%2").arg(file).arg(line) : file;
    return place + QStringLiteral(": ") + text;
}

tl::expected<DestinationPolicy, HostFailure> readPolicy(const QString &fileName)
{
    if (fileName.isEmpty())
        return {};
    QFile file(fileName);
    if (!file.open(QIODevice::ReadOnly))
        return unusable(QStringLiteral("The policy file %1 cannot be read.").arg(fileName));
    const QByteArray text = file.read(largestPolicy + 1);
    if (file.error() != QFileDevice::NoError)
        return unusable(QStringLiteral("The policy file %1 cannot be read.").arg(fileName));
    if (text.size() > largestPolicy)
        return unusable(QStringLiteral("The policy file %1 is larger than 1 MiB.").arg(fileName));
    auto policy = DestinationPolicy::parse(text);
    if (!policy)
        return unusable(atLine(fileName, policy.error().line, policy.error().text));
    return *std::move(policy);
}

} // namespace

tl::expected<QByteArray, HostFailure> readFirstLine(const QString &fileName, const QString &what)
{
    if (fileName.isEmpty())
        return {};
    QFile file(fileName);
    if (!file.open(QIODevice::ReadOnly))
        return unusable(QStringLiteral("The %1 file %2 cannot be read.").arg(what, fileName));
    QByteArray line = file.readLine(4096);
    while (line.endsWith('\n') || line.endsWith('\r'))
        line.chop(1);
    if (line.isEmpty())
        return unusable(
            QStringLiteral("The first line of the %1 file %2 is empty.").arg(what, fileName));
    return line;
}

tl::expected<HostFiles, HostFailure> readHostFiles(const HostConfig &config)
{
    HostFiles files;
    if (!config.usersFile.isEmpty()) {
        auto users = Users::read(config.usersFile);
        if (!users)
            return unusable(atLine(config.usersFile, users.error().line, users.error().text));
        files.users = *std::move(users);
    }
    auto password = readFirstLine(config.passwordFile, QStringLiteral("password"));
    if (!password)
        return tl::unexpected(password.error());
    files.hostPassword = *std::move(password);
    auto token = readFirstLine(config.operatorTokenFile, QStringLiteral("operator token"));
    if (!token)
        return tl::unexpected(token.error());
    if (!token->isEmpty() && token->size() < shortestToken)
        return unusable(QStringLiteral("The operator token in %1 is shorter than %2 characters.")
                            .arg(config.operatorTokenFile)
                            .arg(shortestToken));
    files.operatorToken = *std::move(token);
    auto passcode = readFirstLine(config.relay.passcodeFile, QStringLiteral("relay's passcode"));
    if (!passcode)
        return tl::unexpected(passcode.error());
    files.relayPasscode = *std::move(passcode);
    auto systemPasscode =
        readFirstLine(config.relay.systemPasscodeFile, QStringLiteral("relay's passcode"));
    if (!systemPasscode)
        return tl::unexpected(systemPasscode.error());
    files.relaySystemPasscode = *std::move(systemPasscode);
    auto policy = readPolicy(config.policyFile);
    if (!policy)
        return tl::unexpected(policy.error());
    files.policy = *std::move(policy);
    return files;
}

} // namespace Server
