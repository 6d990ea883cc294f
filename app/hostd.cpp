// SPDX-License-Identifier: GPL-3.0-or-later
// madang-host: the host without a window.

#include "app/jsonlog.h"
#include "app/mingwregex.h"
#include "app/systemdnotify.h"
#include "app/terminationsignal.h"
#ifdef Q_OS_WIN
#include "app/windowsrights.h"
#endif
#include "discovery/lan.h"
#include "server/host.h"
#include "server/hostaccounts.h"
#include "server/hostbans.h"
#include "server/hostidentity.h"
#include "server/hostinvite.h"
#include "server/hostnearby.h"
#include "server/hostpeople.h"
#include "server/hostupkeep.h"
#include "server/hostusage.h"
#include "server/logging.h"

#include <QCoreApplication>
#include <QFile>
#include <QTimer>

#include <chrono>
#include <cstdio>
#include <utility>

namespace {

enum ExitCode {
    StoppedInOrder = 0,
    OtherFailure = 1,
    WrongUse = 2,
    NoAddress = 3,
    BadData = 4,
    NewerData = 5,
    DiskFull = 6,
    NoDatabase = 7,
};

ExitCode exitCode(Server::HostFailure::Kind kind)
{
    switch (kind) {
    case Server::HostFailure::Kind::Config:
        return WrongUse;
    case Server::HostFailure::Kind::Address:
        return NoAddress;
    case Server::HostFailure::Kind::Data:
        return BadData;
    case Server::HostFailure::Kind::DataTooNew:
        return NewerData;
    case Server::HostFailure::Kind::DiskFull:
        return DiskFull;
    case Server::HostFailure::Kind::Unreachable:
        return NoDatabase;
    }
    return OtherFailure;
}

/// That an orderly stop takes at most, and some more for a slow disk.
constexpr std::chrono::seconds stopTime{10};

void print(FILE *stream, const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    std::fwrite(bytes.constData(), 1, size_t(bytes.size()), stream);
    std::fflush(stream);
}

/// Prints a line for the users file, from a name and a password on standard input.
ExitCode printAccountLine(const QStringList &arguments)
{
    QFile input;
    if (!arguments.isEmpty() && !input.open(stdin, QIODevice::ReadOnly))
        return OtherFailure;
    QByteArray password = input.isOpen() ? input.readLine(4096) : QByteArray();
    while (password.endsWith('\n') || password.endsWith('\r'))
        password.chop(1);
    const auto line = Server::accountLine(arguments, password);
    if (!line) {
        print(stderr, QStringLiteral("madang-host: %1\n").arg(line.error()));
        return WrongUse;
    }
    print(stdout, QString::fromUtf8(*line).trimmed() + QLatin1Char('\n'));
    return StoppedInOrder;
}

/// Prints a line for the users file, and on standard error the token, which nothing keeps.
ExitCode printTokenLine(const QStringList &arguments)
{
    const auto made = Server::newToken(arguments);
    if (!made) {
        print(stderr, QStringLiteral("madang-host: %1\n").arg(made.error()));
        return WrongUse;
    }
    print(stdout, QString::fromUtf8(made->line) + QLatin1Char('\n'));
    print(stderr, QString::fromUtf8(made->token) + QLatin1Char('\n'));
    return StoppedInOrder;
}

/// Prints what was done on the data of a host that does not run, or why it was not.
ExitCode printLines(const tl::expected<QStringList, QString> &lines)
{
    if (!lines) {
        print(stderr, QStringLiteral("madang-host: %1\n").arg(lines.error()));
        return WrongUse;
    }
    for (const QString &line : *lines)
        print(stdout, line + QLatin1Char('\n'));
    return StoppedInOrder;
}

/// Does what is asked of a data folder, without a host.
ExitCode lookAfterData(const QStringList &arguments)
{
    const auto outcome = Server::runUpkeep(arguments, [](const QString &line) {
        print(stderr, QStringLiteral("madang-host: %1\n").arg(line));
    });
    for (const QString &line : outcome.lines)
        print(stdout, line + QLatin1Char('\n'));
    if (!outcome.failure)
        return StoppedInOrder;
    if (!outcome.failure->sentence.isEmpty())
        print(stderr, QStringLiteral("madang-host: %1\n").arg(outcome.failure->sentence));
    return outcome.isOther ? OtherFailure : exitCode(outcome.failure->kind);
}

/// Prints who is heard on the network, until it is told to end.
ExitCode listNearby(const QStringList &arguments)
{
    const auto command = Server::readNearbyCommand(arguments);
    if (!command) {
        print(stderr, QStringLiteral("madang-host: %1\n").arg(command.error()));
        return WrongUse;
    }
    TerminationSignal termination;
    QObject::connect(&termination, &TerminationSignal::received, &QCoreApplication::quit);
    Discovery::Lan lan({command->interfaces});
    Server::NearbyLines lines(command->json);
    QObject::connect(&lan, &Discovery::Lan::hostsChanged, [&lan, &lines] {
        const QStringList changes = lines.changes(lan.hosts());
        for (const QString &line : changes)
            print(stdout, line + QLatin1Char('\n'));
    });
    if (command->time)
        QTimer::singleShot(*command->time, &QCoreApplication::quit);
    lan.browse();
    QCoreApplication::exec();
    return StoppedInOrder;
}

/// Reads everything again; a config with a fault changes nothing.
void reload(Server::Host &host, const QStringList &arguments)
{
    systemdNotifyReloading();
    const auto command =
        Server::readHostCommand(arguments, QProcessEnvironment::systemEnvironment());
    if (command) {
        host.reload(command->config);
        return;
    }
    qCWarning(Server::hostLog).noquote() << "not reloaded:" << command.error();
    systemdNotify("READY=1");
}

} // namespace

int main(int argc, char **argv)
{
    matchWithoutCompilerOnMinGW();
#ifdef Q_OS_WIN
    // Where that is no console Qt would tell the debugger alone, and a service has no log.
    if (!qEnvironmentVariableIsSet("QT_FORCE_STDERR_LOGGING"))
        qputenv("QT_FORCE_STDERR_LOGGING", "1");
#endif
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("madang-host"));
    QCoreApplication::setApplicationVersion(QStringLiteral(MADANG_VERSION));

    const QStringList arguments = QCoreApplication::arguments().mid(1);
    if (const auto usage = Server::usageAskedFor(arguments)) {
        print(stdout, *usage + QLatin1Char('\n'));
        return StoppedInOrder;
    }
    if (arguments.value(0) == QStringLiteral("user") && Server::isPeopleCommand(arguments.mid(1)))
        return printLines(Server::runPeopleCommand(arguments.mid(1)));
    if (Server::isBansCommand(arguments))
        return printLines(Server::runBansCommand(arguments));
    if (Server::isIdentityCommand(arguments))
        return printLines(Server::runIdentityCommand(arguments));
    if (arguments.value(0) == QStringLiteral("invite"))
        return printLines(Server::runInviteCommand(arguments.mid(1)));
    if (!arguments.isEmpty() && arguments.first() == QStringLiteral("user"))
        return printAccountLine(arguments.mid(1));
    if (!arguments.isEmpty() && arguments.first() == QStringLiteral("token"))
        return printTokenLine(arguments.mid(1));
    if (!arguments.isEmpty() && Server::isUpkeepCommand(arguments.first()))
        return lookAfterData(arguments);

    if (arguments.value(0) == QStringLiteral("nearby"))
        return listNearby(arguments.mid(1));

    const auto command =
        Server::readHostCommand(arguments, QProcessEnvironment::systemEnvironment());
    if (!command) {
        print(stderr, QStringLiteral("madang-host: %1\n").arg(command.error()));
        return WrongUse;
    }
    if (command->kind == Server::HostCommand::Kind::Help) {
        print(stdout, Server::hostHelp());
        return StoppedInOrder;
    }
    if (command->kind == Server::HostCommand::Kind::Version) {
        print(stdout, QStringLiteral("madang-host " MADANG_VERSION "\n"));
        return StoppedInOrder;
    }

    if (command->config.jsonLog)
        logAsJson();
#ifdef Q_OS_WIN // elsewhere each file and folder in it has its mode
    if (!makePrivateFolder(command->config.dataFolder)) {
        qCWarning(Server::hostLog).noquote()
            << command->config.dataFolder << "cannot be made for its person alone";
    }
#endif
    // Beyond the host's end, so that who asks once more while it stops does not break that off.
    TerminationSignal termination(TerminationSignal::HangUp::Reloads);
    Server::Host host(command->config);
    bool isDraining = false;
    QObject::connect(&termination, &TerminationSignal::received, &host,
                     [&host, &isDraining, drain = command->config.drain] {
                         if (std::exchange(isDraining, true))
                             return host.stop(); // whoever asks twice does not want to wait
                         // As long as that takes, and an orderly stop behind it.
                         const auto most = std::chrono::microseconds(drain) + stopTime;
                         systemdNotify(drain.count() == 0
                                           ? QByteArray("STOPPING=1")
                                           : "STOPPING=1\nEXTEND_TIMEOUT_USEC=" +
                                                 QByteArray::number(qint64(most.count())));
                         host.drain();
                     });
    QObject::connect(
        &host, &Server::Host::started, &application, [](const Server::HostAddresses &addresses) {
            QStringList line{QStringLiteral("madang-host ready")};
            for (const QStringList &list : {addresses.http, addresses.webSocket, addresses.https,
                                            addresses.secureWebSocket, addresses.tcp})
                line += list.mid(0, 1);
            print(stdout, line.join(QLatin1Char(' ')) + QLatin1Char('\n'));
            systemdNotify("READY=1");
        });
    QObject::connect(&termination, &TerminationSignal::reloadRequested, &host,
                     [&host, arguments] { reload(host, arguments); });
    QObject::connect(&host, &Server::Host::reloaded, &application,
                     [] { systemdNotify("READY=1"); });
    QObject::connect(
        &host, &Server::Host::notReloaded, &application, [](const Server::HostFailure &failure) {
            qCWarning(Server::hostLog).noquote() << "not reloaded:" << failure.sentence;
            systemdNotify("READY=1");
        });
    QObject::connect(&host, &Server::Host::failed, &application,
                     [](const Server::HostFailure &failure) {
                         print(stderr, QStringLiteral("madang-host: %1\n").arg(failure.sentence));
                         QCoreApplication::exit(exitCode(failure.kind));
                     });
    QObject::connect(&host, &Server::Host::stopped, &application,
                     [] { QCoreApplication::exit(StoppedInOrder); });
    host.start();
    return QCoreApplication::exec();
}
