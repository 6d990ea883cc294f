// SPDX-License-Identifier: GPL-3.0-or-later
// One client of the fault harness: talks all the time, in lines of JSON says what becomes of it,
// and takes orders from its standard input: "quiet", "retry", "report", "dump".

#include "tests/faults/client/chatperson.h"
#include "tests/faults/client/report.h"
#include "tests/faults/client/stompperson.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QSocketNotifier>
#include <QTimer>

#include <unistd.h>

namespace {

constexpr int mostWaiting = 40; ///< Who cannot be heard does not talk for ever.

class Talking : public QObject {
public:
    Talking(Person &person, const PersonOptions &options, const QString &life, quint32 seed)
        : m_person(person), m_options(options), m_life(life), m_random(seed)
    {
        m_timer.setSingleShot(true);
        m_timer.setTimerType(Qt::PreciseTimer);
        connect(&m_timer, &QTimer::timeout, this, &Talking::next);
        m_timer.start(m_random.bounded(60));
    }
    void stop() { m_timer.stop(); }

private:
    void next()
    {
        const QString room = m_options.rooms[m_random.bounded(int(m_options.rooms.size()))];
        if (m_random.bounded(6) == 0)
            m_person.change(room, m_random);
        else if (m_person.waiting() < mostWaiting)
            m_person.say(room, text(), m_random);
        m_timer.start(5 + m_random.bounded(60));
    }
    QString text()
    {
        const int length = m_random.bounded(20) == 0 ? 6000 : m_random.bounded(1, 300);
        return QStringLiteral("%1.%2 %3 %4")
            .arg(m_options.name, m_life)
            .arg(++m_said)
            .arg(QString(length, QChar(u'마')));
    }

    Person &m_person;
    const PersonOptions &m_options;
    const QString m_life;
    QRandomGenerator m_random;
    QTimer m_timer;
    int m_said = 0;
};

void obey(const QByteArray &order, Person &person, Talking &talking)
{
    if (order == "quiet") {
        talking.stop();
    } else if (order == "retry") {
        person.retryNow();
    } else if (order == "report") {
        report(QStringLiteral("state"), {{QStringLiteral("connected"), person.isConnected()},
                                         {QStringLiteral("waiting"), person.waiting()}});
    } else if (order == "dump") {
        report(QStringLiteral("dump"), person.dump());
    }
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    const auto option = [&parser](const char *name) {
        const QCommandLineOption option(QString::fromLatin1(name), {}, QStringLiteral("VALUE"));
        parser.addOption(option);
        return option;
    };
    const auto kind = option("kind"), url = option("url"), name = option("name"),
               folder = option("folder"), rooms = option("rooms"), seed = option("seed"),
               life = option("life");
    parser.process(application);
    const PersonOptions options{QUrl(parser.value(url)), parser.value(name), parser.value(folder),
                                parser.value(rooms).split(QLatin1Char(','))};
    std::unique_ptr<Person> person;
    if (parser.value(kind) == QStringLiteral("chat"))
        person = std::make_unique<ChatPerson>(options);
    else
        person = std::make_unique<StompPerson>(options);
    Talking talking(*person, options, parser.value(life), parser.value(seed).toUInt());

    QByteArray orders;
    QSocketNotifier input(STDIN_FILENO, QSocketNotifier::Read);
    QObject::connect(&input, &QSocketNotifier::activated, &application, [&] {
        char buffer[4096];
        const ssize_t size = ::read(STDIN_FILENO, buffer, sizeof buffer);
        if (size <= 0)
            return QCoreApplication::exit();
        orders.append(buffer, size);
        for (qsizetype end = orders.indexOf('\n'); end >= 0; end = orders.indexOf('\n')) {
            obey(orders.first(end), *person, talking);
            orders.remove(0, end + 1);
        }
    });
    return QCoreApplication::exec();
}
