// SPDX-License-Identifier: GPL-3.0-or-later
// madang: the desktop program.

#include "app/application.h"
#include "app/singleinstance.h"
#include "app/terminationsignal.h"
#include "ui/language.h"
#include "ui/model/profilearchive.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QMessageBox>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <optional>

namespace {

/// Our option `--name` as Qt may see it: its X11 plugin takes `--name` for its own and removes it.
constexpr auto nameForQt = "--called";

/// Replaces our `--name` in the arguments before Qt reads them.
void hideNameFromQt(int argc, char **argv)
{
    static QByteArray alone = nameForQt;
    static QByteArray withValue;
    for (int i = 1; i < argc; ++i) {
        const QByteArrayView argument(argv[i]);
        if (argument == "--name") {
            argv[i] = alone.data();
        } else if (argument.startsWith("--name=")) {
            withValue = alone + argument.sliced(qsizetype(qstrlen("--name"))).toByteArray();
            argv[i] = withValue.data();
        }
    }
}

/// Whether only `--help` or `--version` is asked for, which needs no display.
bool asksForWords(int argc, char **argv)
{
    return std::any_of(argv + 1, argv + argc, [](QByteArrayView argument) {
        return argument == "-h" || argument == "--help" || argument == "--help-all" ||
               argument == "-v" || argument == "--version";
    });
}

DesktopOptions readOptions(const QCoreApplication &application)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QCoreApplication::translate("main", "Chat with the people on this network."));
    const QCommandLineOption profile(
        QStringLiteral("profile"),
        QCoreApplication::translate("main", "Keep everything in <folder>."),
        QStringLiteral("folder"));
    const QCommandLineOption host(QStringLiteral("host"),
                                  QCoreApplication::translate("main", "Open a host at once."));
    const QCommandLineOption port(QStringLiteral("port"),
                                  QCoreApplication::translate("main", "Host on port <n>."),
                                  QStringLiteral("n"));
    const QCommandLineOption join(
        QStringLiteral("join"), QCoreApplication::translate("main", "Join the host at <address>."),
        QStringLiteral("address"));
    const QCommandLineOption name(QStringLiteral("name"),
                                  QCoreApplication::translate("main", "Go by <name>."),
                                  QStringLiteral("name"));
    QCommandLineOption hiddenName(QString::fromLatin1(nameForQt).mid(2), {}, name.valueName());
    hiddenName.setFlags(QCommandLineOption::HiddenFromHelp);
    parser.addOptions({profile, host, port, join, name, hiddenName});
    parser.addPositionalArgument(
        QStringLiteral("link"),
        QCoreApplication::translate("main", "A madang:// link to open; asks before it goes there."),
        QStringLiteral("[link]"));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.process(application);

    DesktopOptions options;
    options.profileFolder = parser.value(profile);
    options.host = parser.isSet(host);
    if (parser.isSet(port)) {
        bool number = false;
        options.port = parser.value(port).toUShort(&number);
        if (!number) {
            std::fprintf(stderr, "madang: --port takes a number from 0 to 65535, not \"%s\"\n",
                         qPrintable(parser.value(port)));
            std::exit(2);
        }
    }
    options.join = parser.value(join);
    options.link = parser.positionalArguments().value(0);
    options.name = parser.value(hiddenName);
    return options;
}

/// Where the options lead, as a link.
QString linkOf(const DesktopOptions &options)
{
    if (options.join.isEmpty())
        return options.link;
    const bool hasScheme = options.join.contains(QStringLiteral("://"));
    return hasScheme ? options.join : QStringLiteral("madang://") + options.join;
}

QString sentence(Ui::ProfileError error, const QString &folder)
{
    switch (error) {
    case Ui::ProfileError::InUse:
        return QCoreApplication::translate("main", "Madang is running already with the data in %1.")
            .arg(folder);
    case Ui::ProfileError::Unwritable:
        return QCoreApplication::translate("main", "The folder %1 cannot be written to.")
            .arg(folder);
    case Ui::ProfileError::TooNew:
        return QCoreApplication::translate(
                   "main",
                   "The data in %1 was written by a newer version of Madang. Please install "
                   "that version.")
            .arg(folder);
    case Ui::ProfileError::Failed:
        break;
    }
    return QCoreApplication::translate("main", "The data in %1 could not be opened.").arg(folder);
}

} // namespace

int main(int argc, char **argv)
{
    const QByteArray activation = qgetenv("XDG_ACTIVATION_TOKEN"); // before Qt takes it
    hideNameFromQt(argc, argv);
    if (asksForWords(argc, argv)) {
        QCoreApplication application(argc, argv);
        QCoreApplication::setApplicationName(QStringLiteral("madang"));
        QCoreApplication::setApplicationVersion(QStringLiteral(MADANG_VERSION));
        readOptions(application); // says them and ends
        return 0;
    }
    Ui::RecentLog log; // from the first line on
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("madang"));
    QApplication::setApplicationDisplayName(QStringLiteral("Madang"));
    QApplication::setApplicationVersion(QStringLiteral(MADANG_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("chat.madang.Madang"));
    QApplication::setQuitOnLastWindowClosed(false);

    DesktopOptions options = readOptions(application);
    if (options.profileFolder.isEmpty())
        options.profileFolder = Application::defaultFolder();
    const QString folder = options.profileFolder + QStringLiteral("/profile");
    const auto complain = [](const auto &sentence) {
        const Ui::Language language(QStringLiteral("system")); // the choice is in the profile
        QMessageBox::critical(nullptr, QStringLiteral("Madang"), sentence());
        return 1;
    };
    // From another computer; a program that has the profile open leaves it to the next start.
    const auto arrived = Ui::takeArrived(folder);
    if (!arrived && arrived.error().kind != Takeout::Failure::Kind::Refused) {
        return complain([&] {
            return QCoreApplication::translate(
                       "main", "What came from the other computer could not be put in place: %1")
                .arg(arrived.error().sentence);
        });
    }
    auto profile = Ui::Profile::open(folder);
    if (!profile && profile.error() == Ui::ProfileError::InUse &&
        SingleInstance::handOver(folder, {linkOf(options), options.host, activation}))
        return 0;
    if (!profile)
        return complain([&] { return sentence(profile.error(), options.profileFolder); });

    std::optional<Application> running;
    Application &desktop = running.emplace(options, std::move(*profile), log);
    TerminationSignal termination;
    QObject::connect(&termination, &TerminationSignal::received, &desktop, &Application::quit);
    QObject::connect(&desktop, &Application::finished, &application, &QCoreApplication::quit,
                     Qt::QueuedConnection);
    if (options.host) {
        // The same line as the headless host's, for the same scripts.
        QObject::connect(&desktop, &Application::hosting, &application,
                         [](const Server::HostAddresses &addresses) {
                             std::printf("madang ready %s %s\n", qPrintable(addresses.http.first()),
                                         qPrintable(addresses.webSocket.first()));
                             std::fflush(stdout);
                         });
    }
    desktop.start();
    const int code = QApplication::exec();
    const bool erases = desktop.wantsErasing();
    running.reset();
    if (!erases)
        return code;
    if (const auto erased = Ui::eraseProfile(folder); !erased) {
        return complain([&] {
            return QCoreApplication::translate("main", "Not everything could be deleted: %1")
                .arg(erased.error().sentence);
        });
    }
    return code;
}
