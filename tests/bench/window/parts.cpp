// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/window/parts.h"

#include "tests/bench/window/desktop.h"
#include "tests/bench/window/figures.h"
#include "tests/bench/window/typist.h"
#include "ui/timelineview.h"

#include <QFile>
#include <QPlainTextEdit>
#include <QProcess>

#include <cstdlib>

namespace {

using namespace std::chrono_literals;
constexpr auto quiet = 1500ms; // for what is still to be done
constexpr int openings = 15;
constexpr int appends = 200;
constexpr int appendsPerSecond = 20;
constexpr int talkPerSecond = 50;
constexpr auto typingTime = 30s;

Chat::RoomId roomOf(const char *name)
{
    return Chat::RoomId(QString::fromLatin1(name));
}

double residentMegabytes()
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    const QByteArrayList lines = status.readAll().split('\n');
    for (const QByteArray &line : lines) {
        if (line.startsWith("VmRSS:"))
            return line.simplified().split(' ').value(1).toDouble() * 1024 / 1e6;
    }
    return 0;
}

/// Somebody in another process who goes on talking in the long room.
class Talker {
public:
    Talker(const char *stompload, const char *webSocket, int perSecond, std::chrono::seconds time)
    {
        m_process.setStandardOutputFile(QProcess::nullDevice());
        m_process.start(
            QString::fromLocal8Bit(stompload),
            {QStringLiteral("rate"),
             QStringLiteral("--url"),
             QString::fromLatin1(webSocket),
             QStringLiteral("--clients"),
             QStringLiteral("1"),
             QStringLiteral("--mute-publishers"),
             QStringLiteral("--rate"),
             QString::number(perSecond),
             QStringLiteral("--time"),
             QString::number(time.count()),
             QStringLiteral("--warmup"),
             QStringLiteral("0"),
             QStringLiteral("--drain"),
             QStringLiteral("0"),
             QStringLiteral("--subscribe"),
             QStringLiteral("/topic/plain.%d"),
             QStringLiteral("--send"),
             QStringLiteral("/app/chat/message"),
             QStringLiteral("--content-type"),
             QStringLiteral("application/json"),
             QStringLiteral("--utf8"),
             QStringLiteral("--size"),
             QStringLiteral("200"),
             QStringLiteral("--prefix"),
             QStringLiteral(R"({"type":"TALK","roomId":"%1","sender":"load","message":")")
                 .arg(QLatin1String(longRoom)),
             QStringLiteral("--suffix"),
             QStringLiteral("\"}")});
    }
    ~Talker()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

private:
    QProcess m_process;
};

void measureOpening(Desktop &desktop)
{
    Times times;
    for (int round = 0; round < openings; ++round) {
        desktop.reopen(Chat::lobbyRoom());
        desktop.settle(200ms);
        times.push_back(desktop.reopen(roomOf(longRoom)));
        desktop.settle(200ms);
    }
    tell("open-median", quantile(times, 0.5));
    tell("open-longest", quantile(times, 1));
}

/// All that the window's thread does for one message, from the socket to the paint.
void measureAppending(Desktop &desktop, const char *stompload, const char *webSocket)
{
    MeasuredApplication &application = desktop.application();
    Times times;
    int lines = desktop.lines().rowCount();
    application.takeWork();
    application.watch(desktop.timeline().viewport(), [&] {
        const int now = desktop.lines().rowCount();
        if (now == lines)
            return; // painted for another reason; counts as part of the next one
        const auto work = application.takeWork();
        if (now == lines + 1)
            times.push_back(work);
        lines = now;
    });
    const Talker talker(stompload, webSocket, appendsPerSecond, 60s);
    desktop.wait("messages of others", [&] { return int(times.size()) >= appends; });
    application.watch(nullptr);
    tell("append-median", quantile(times, 0.5));
    tell("append-p99", quantile(times, 0.99));
}

void measureTyping(Desktop &desktop, const char *stompload, const char *webSocket)
{
    MeasuredApplication &application = desktop.application();
    desktop.composer().setFocus();
    const int lines = desktop.lines().rowCount();
    const Talker talker(stompload, webSocket, talkPerSecond, typingTime * 2);
    desktop.wait("messages of others", [&] { return desktop.lines().rowCount() > lines; });
    Typist typist(application, desktop.window(), desktop.composer());
    application.takeLongest();
    const int before = desktop.lines().rowCount();
    typist.start();
    desktop.settle(typingTime);
    typist.stop();
    tell("event-longest", double(application.takeLongest().count()) / 1e6);
    tell("key-median", quantile(typist.times(), 0.5));
    tell("key-p99", quantile(typist.times(), 0.99));
    tell("key-longest", quantile(typist.times(), 1));
    tell("keys", double(typist.times().size()));
    tell("messages-per-second",
         double(desktop.lines().rowCount() - before) / double(typingTime.count()));
}

} // namespace

void measureMemory(Desktop &desktop)
{
    const auto room = [](int number) {
        return Chat::RoomId(QStringLiteral("room-%1").arg(number));
    };
    for (int number = 0; number < manyRooms; ++number)
        desktop.open(room(number));
    desktop.settle(quiet);
    tell("rss-opened", residentMegabytes());
    for (int number = 0; number < manyRooms; ++number) {
        desktop.open(room(number));
        desktop.readAll();
    }
    desktop.settle(quiet);
    tell("rss-read", residentMegabytes());
}

void joinLongRoom(Desktop &desktop)
{
    desktop.open(roomOf(longRoom));
    desktop.open(Chat::lobbyRoom()); // where the next start begins
    desktop.settle(quiet);
}

void measureFirstOpening(Desktop &desktop)
{
    desktop.settle(quiet);
    tell("open-first", quantile({desktop.reopen(roomOf(longRoom))}, 1));
}

void measureLongRoom(Desktop &desktop, const char *stompload, const char *webSocket)
{
    desktop.open(roomOf(longRoom));
    desktop.readAll();
    tell("lines", desktop.lines().rowCount());
    desktop.settle(quiet);
    measureOpening(desktop);
    measureAppending(desktop, stompload, webSocket);
    desktop.settle(quiet);
    measureTyping(desktop, stompload, webSocket);
}
