// SPDX-License-Identifier: GPL-3.0-or-later
// madang: the desktop program.

#include "app/application.h"
#include "app/demo.h"
#include "app/keychainkey.h"
#include "app/mingwregex.h"
#include "app/profileproblem.h"
#include "app/settlesecrets.h"
#include "app/singleinstance.h"
#include "app/terminationsignal.h"
#ifdef Q_OS_WIN
#include "app/windowsrights.h"
#endif
#include "ui/language.h"
#include "ui/model/logging.h"
#include "ui/model/profilearchive.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QLocale>
#include <QMessageBox>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <optional>
#include <vector>

namespace {

/// Our option `--name` as Qt may see it: its X11 plugin takes `--name` for its own and removes it.
constexpr auto nameForQt = "--called";

/// `--demo` with its one value, which Qt would want always or never.
constexpr auto stillDemo = "--demo-still";

/// The arguments for Qt, with other words for our `--name` and `--demo=still`. Copies: whoever
/// calls main() may free what its array points to, as Qt's WinMain() does.
class ArgumentsForQt {
public:
    ArgumentsForQt(int argc, char **argv) : count(argc)
    {
        for (int i = 0; i < argc; ++i)
            m_words.push_back(rewritten(argv[i]));
        for (QByteArray &word : m_words)
            pointers.push_back(word.data());
        pointers.push_back(nullptr);
    }
    Q_DISABLE_COPY_MOVE(ArgumentsForQt)

    int count;
    std::vector<char *> pointers;

private:
    static QByteArray rewritten(const QByteArray &argument)
    {
        if (argument == "--demo=still")
            return stillDemo;
        if (argument == "--name" || argument.startsWith("--name="))
            return nameForQt + argument.sliced(qsizetype(qstrlen("--name")));
        return argument;
    }

    std::vector<QByteArray> m_words;
};

/// Whether only `--help` or `--version` is asked for, which needs no display.
bool asksForWords(int argc, char **argv)
{
    return std::any_of(argv + 1, argv + argc, [](QByteArrayView argument) {
        return argument == "-h" || argument == "--help" || argument == "--help-all" ||
               argument == "-v" || argument == "--version";
    });
}

struct Wish {
    DesktopOptions desktop;
    std::optional<DemoPeople::Pace> demo;
};

[[noreturn]] void refuse(const QString &sentence)
{
    std::fprintf(stderr, "madang: %s\n", qPrintable(sentence));
    std::exit(2);
}

Wish readOptions(const QCoreApplication &application)
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
    const QCommandLineOption background(
        QStringLiteral("background"),
        QCoreApplication::translate("main",
                                    "Show no window until the program is started once more."));
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
    const QCommandLineOption demo(
        QStringLiteral("demo"),
        QCoreApplication::translate("main",
                                    "Look around in a made-up Madang; nothing of yours is touched. "
                                    "With --demo=still nobody there says anything."));
    QCommandLineOption still(QString::fromLatin1(stillDemo).mid(2));
    still.setFlags(QCommandLineOption::HiddenFromHelp);
    parser.addOptions({profile, host, background, port, join, name, hiddenName, demo, still});
    parser.addPositionalArgument(
        QStringLiteral("link"),
        QCoreApplication::translate("main", "A madang:// link to open; asks before it goes there."),
        QStringLiteral("[link]"));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.process(application);

    Wish wish;
    DesktopOptions &options = wish.desktop;
    options.profileFolder = parser.value(profile);
    options.host = parser.isSet(host);
    options.background = parser.isSet(background);
    if (parser.isSet(port)) {
        bool number = false;
        options.port = parser.value(port).toUShort(&number);
        if (!number) {
            refuse(QStringLiteral("--port takes a number from 0 to 65535, not \"%1\"")
                       .arg(parser.value(port)));
        }
    }
    options.join = parser.value(join);
    options.link = parser.positionalArguments().value(0);
    options.name = parser.value(hiddenName);
    if (!parser.isSet(demo) && !parser.isSet(still))
        return wish;
    wish.demo = parser.isSet(still) ? DemoPeople::Pace::Still : DemoPeople::Pace::Calm;
    if (options.host || options.port || !options.profileFolder.isEmpty() ||
        !options.join.isEmpty() || !options.link.isEmpty() || !options.name.isEmpty())
        refuse(QStringLiteral("--demo has a name, a profile and a host of its own: nothing else "
                              "goes with it"));
    return wish;
}

/// A demo in the language of the program, and the options that lead into it.
std::unique_ptr<Demo> makeDemo(DemoPeople::Pace pace, DesktopOptions &options)
{
    auto demo = Demo::create(QLocale::system().language() == QLocale::Korean, pace);
    if (!demo)
        refuse(demo.error());
    (*demo)->lead(options);
    return std::move(*demo);
}

/// Where the options lead, as a link.
QString linkOf(const DesktopOptions &options)
{
    if (options.join.isEmpty())
        return options.link;
    const bool hasScheme = options.join.contains(QStringLiteral("://"));
    return hasScheme ? options.join : QStringLiteral("madang://") + options.join;
}

} // namespace

int main(int argc, char **argv)
{
    const QByteArray activation = qgetenv("XDG_ACTIVATION_TOKEN"); // before Qt takes it
    matchWithoutCompilerOnMinGW();
    ArgumentsForQt arguments(argc, argv);
    if (asksForWords(argc, argv)) {
        QCoreApplication application(arguments.count, arguments.pointers.data());
        QCoreApplication::setApplicationName(QStringLiteral("madang"));
        QCoreApplication::setApplicationVersion(QStringLiteral(MADANG_VERSION));
        readOptions(application); // says them and ends
        return 0;
    }
    Ui::RecentLog log; // from the first line on
    QApplication application(arguments.count, arguments.pointers.data());
    QApplication::setApplicationName(QStringLiteral("madang"));
    QApplication::setApplicationDisplayName(QStringLiteral("Madang"));
    QApplication::setApplicationVersion(QStringLiteral(MADANG_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("chat.madang.Madang"));
    QApplication::setQuitOnLastWindowClosed(false);

    Wish wish = readOptions(application);
    DesktopOptions &options = wish.desktop;
    std::unique_ptr<Demo> demo; // outlives the program that shows it
    if (wish.demo)
        demo = makeDemo(*wish.demo, options);
    const bool isUsualFolder = options.profileFolder.isEmpty();
    if (isUsualFolder)
        options.profileFolder = Application::defaultFolder();
#ifdef Q_OS_WIN // elsewhere each file and folder in it has its mode
    if (!isUsualFolder && !makePrivateFolder(options.profileFolder)) {
        qCWarning(Ui::modelLog).noquote()
            << options.profileFolder << "cannot be made for its person alone";
    }
#endif
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
    // The one that has it may be about to end, and takes nothing any more.
    for (int tries = 0; tries < 5 && !profile && profile.error() == Ui::ProfileError::InUse;
         ++tries) {
        if (SingleInstance::handOver(folder, {linkOf(options), options.host, activation}))
            return 0;
        profile = Ui::Profile::open(folder);
    }
    if (!profile && profile.error() == Ui::ProfileError::Damaged) {
        const Ui::Language language(QStringLiteral("system"));
        if (!beginsAnew(folder, options.profileFolder))
            return 1;
        profile = Ui::Profile::open(folder);
    }
    if (!profile)
        return complain([&] { return profileProblem(profile.error(), options.profileFolder); });

    if (demo)
        demo->settle(**profile);
    // What is kept in a folder of one's own choice is kept there with all that belongs to it.
    const bool usesKeychain = isUsualFolder && !Application::isPortable();
    if (!unlockSecrets(**profile))
        return 1;
    std::unique_ptr<KeychainKey> keychain; // goes before the profile
    if (usesKeychain)
        keychain = bringSecretsHome(**profile);
    std::optional<Application> running;
    Application &desktop = running.emplace(options, std::move(*profile), log);
    TerminationSignal termination;
    QObject::connect(&termination, &TerminationSignal::received, &desktop, &Application::quit);
    // Not quit(): that asks all windows first, and one that is busy may refuse.
    QObject::connect(
        &desktop, &Application::finished, &application, [] { QCoreApplication::exit(0); },
        Qt::QueuedConnection);
    if (demo) {
        QObject::connect(
            &desktop, &Application::hosting, &application,
            [&demo](const Server::HostAddresses &addresses) { demo->comeTo(addresses); });
    }
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
    keychain.reset();
    running.reset();
    if (!erases)
        return code;
    forgetSecrets(folder);
    if (const auto erased = Ui::eraseProfile(folder); !erased) {
        return complain([&] {
            return QCoreApplication::translate("main", "Not everything could be deleted: %1")
                .arg(erased.error().sentence);
        });
    }
    return code;
}
