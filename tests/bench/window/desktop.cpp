// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/window/desktop.h"

#include "ui/chatpage.h"
#include "ui/roomlist.h"
#include "ui/timelineview.h"

#include <QDeadlineTimer>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTimer>

#include <cstdio>
#include <cstdlib>

namespace {

using namespace std::chrono_literals;
constexpr auto patience = 60s;
constexpr auto tick = 50ms; // how often a condition is looked at that no event tells of

[[noreturn]] void giveUp(const char *what)
{
    std::fprintf(stderr, "bench_window: did not come: %s\n", what);
    std::_Exit(1);
}

} // namespace

Desktop::Desktop(MeasuredApplication &application, const DesktopOptions &options)
    : m_application(application)
{
    auto profile = Ui::Profile::open(options.profileFolder + QStringLiteral("/profile"));
    if (!profile)
        giveUp("the profile");
    m_program = std::make_unique<Application>(options, std::move(*profile), m_log);
    m_program->start();
    const auto windows = QApplication::topLevelWidgets();
    for (QWidget *window : windows) {
        if (auto *found = qobject_cast<Ui::MainWindow *>(window))
            m_window = found;
    }
    wait("the chat", [this] {
        m_timeline = m_window->findChild<Ui::TimelineView *>();
        m_composer = m_window->findChild<QPlainTextEdit *>(QStringLiteral("composer"));
        return m_timeline && m_composer && m_timeline->model();
    });
    wait("the lobby", [this] { return isListed(Chat::lobbyRoom()); });
    m_window->activateWindow();
}

Desktop::~Desktop()
{
    bool finished = false;
    QObject::connect(m_program.get(), &Application::finished, m_program.get(),
                     [&finished] { finished = true; });
    m_program->quit();
    wait("the end", [&finished] { return finished; });
}

Ui::TimelineModel &Desktop::lines()
{
    return *qobject_cast<Ui::TimelineModel *>(m_timeline->model());
}

void Desktop::wait(const char *what, const std::function<bool()> &isSo)
{
    QTimer ticks;
    ticks.start(tick);
    const QDeadlineTimer deadline(patience);
    while (!isSo()) {
        if (deadline.hasExpired())
            giveUp(what);
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
}

void Desktop::settle(std::chrono::milliseconds time)
{
    const QDeadlineTimer end(time);
    wait("a pause", [&end] { return end.hasExpired(); });
}

bool Desktop::isListed(const Chat::RoomId &room) const
{
    const auto *list = m_window->findChild<Ui::RoomList *>();
    const QAbstractItemModel *rooms = list ? list->model() : nullptr;
    for (int row = 0; rooms && row < rooms->rowCount(); ++row) {
        if (rooms->index(row, 0).data(Ui::RoomListModel::RoomIdRole) == room.toString())
            return true;
    }
    return false;
}

void Desktop::open(const Chat::RoomId &room)
{
    wait("the room in the list", [&] { return isListed(room); });
    m_window->findChild<Ui::ChatPage *>()->showRoom(room);
    auto *join = m_window->findChild<QPushButton *>(QStringLiteral("joinRoom"));
    if (join->isVisible())
        join->click();
    bool painted = false;
    m_application.watch(m_timeline->viewport(), [this, &painted] {
        painted = painted || (lines().rowCount() > 0 && m_timeline->isVisible());
    });
    m_timeline->viewport()->update();
    wait("the room's messages", [&painted] { return painted; });
    m_application.watch(nullptr);
}

MeasuredApplication::Duration Desktop::reopen(const Chat::RoomId &room)
{
    bool painted = false;
    MeasuredApplication::Duration end{};
    const auto begin = m_application.now();
    m_window->findChild<Ui::ChatPage *>()->showRoom(room);
    m_application.watch(m_timeline->viewport(), [this, &painted, &end] {
        end = painted ? end : m_application.now();
        painted = true;
    });
    wait("the room", [&painted] { return painted; });
    m_application.watch(nullptr);
    return end - begin;
}

void Desktop::readAll()
{
    QScrollBar *bar = m_timeline->verticalScrollBar();
    while (lines().hasOlder()) {
        const auto oldest = lines().oldest();
        bar->setValue(bar->minimum() + 1); // so that it moves
        bar->setValue(bar->minimum());
        wait("older messages", [&] { return lines().oldest() < oldest || !lines().hasOlder(); });
    }
    m_timeline->scrollToEnd();
    settle(100ms);
}
