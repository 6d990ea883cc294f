// SPDX-License-Identifier: GPL-3.0-or-later
// The pictures of docs/screens: screens FOLDER LANGUAGE THEME PAGE…, of the real program with the
// demo in it. `./dev screens` makes all of them; QT_SCALE_FACTOR is said before. A picture is taken
// when nothing moves any more.
#include "app/application.h"
#include "app/demo.h"
#include "stomp/net/websocketlink.h"
#include "ui/actions.h"
#include "ui/chatpage.h"
#include "ui/connectionstrip.h"
#include "ui/hoststatus.h"
#include "ui/mainwindow.h"
#include "ui/model/chatclient.h"
#include "ui/model/memberlistmodel.h"
#include "ui/model/profile.h"
#include "ui/model/recentlog.h"
#include "ui/model/roomlistmodel.h"
#include "ui/model/timelinemodel.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QDialog>
#include <QDir>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>
#include <QTextStream>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <functional>
#include <memory>

namespace {

constexpr QSize wide(1180, 760);
constexpr QSize narrow(400, 720);
constexpr int longest = 20000; ///< ms till something is there.
constexpr int stillness = 400; ///< ms in which nothing has moved.

[[noreturn]] void giveUp(const QString &why)
{
    QTextStream(stderr) << "screens: " << why << '\n';
    std::exit(1);
}

void wait(const std::function<bool()> &isThere, const char *what)
{
    if (!QTest::qWaitFor(isThere, longest))
        giveUp(QString::fromLatin1(what) + QStringLiteral(" did not come"));
}

class Screens {
public:
    Screens(const QStringList &arguments)
        : m_folder(arguments.value(1)), m_language(arguments.value(2)), m_theme(arguments.value(3)),
          m_pages(arguments.mid(4))
    {
    }

    void take()
    {
        takeFirstRun();
        takeDemo();
        QStringList missing;
        for (const QString &page : std::as_const(m_pages)) {
            if (!m_taken.contains(page))
                missing << page;
        }
        if (!missing.isEmpty())
            giveUp(QStringLiteral("there is no page ") + missing.join(u' '));
    }

private:
    bool isWanted(const QString &page) const { return m_pages.contains(page); }
    bool isKorean() const { return m_language == QStringLiteral("ko"); }
    QString words(const char *korean, const char *english) const
    {
        return QString::fromUtf8(isKorean() ? korean : english);
    }

    static QImage seen(QWidget &window, QWidget *before)
    {
        QImage image = window.grab().toImage();
        if (!before)
            return image;
        QPainter painter(&image);
        const QPoint place = before->mapToGlobal(QPoint()) - window.mapToGlobal(QPoint());
        const QPixmap front = before->grab();
        painter.setPen(QColor(0x80, 0x80, 0x80));
        painter.drawPixmap(place, front);
        painter.drawRect(QRect(place, before->size()).adjusted(0, 0, -1, -1));
        return image;
    }

    /// With what has opened before it, if anything has.
    void shoot(QWidget &window, const QString &page, QWidget *before = nullptr)
    {
        if (!isWanted(page))
            return;
        QElapsedTimer patience;
        patience.start();
        QImage image = seen(window, before);
        for (bool still = false; !still && patience.elapsed() < longest;) {
            QTest::qWait(stillness);
            const QImage next = seen(window, before);
            still = next == image;
            image = next;
        }
        save(image, page);
    }
    void save(const QImage &image, const QString &page)
    {
        const int scale = int(std::lround(image.devicePixelRatio()));
        const QString path = QStringLiteral("%1/%2-%3-%4%5.png")
                                 .arg(m_folder, page, m_language, m_theme,
                                      scale > 1 ? QStringLiteral("@%1x").arg(scale) : QString());
        if (!image.save(path))
            giveUp(QStringLiteral("cannot write ") + path);
        m_taken << page;
    }

    /// As of somebody who looks at it, and reads.
    static void activate(QWidget &window)
    {
        window.activateWindow();
        wait([&] { return window.isActiveWindow(); }, "the keyboard's focus");
    }
    void prepare(Ui::Profile &profile) const
    {
        profile.settings().setValue(QStringLiteral("language"), m_language);
        profile.settings().setValue(QStringLiteral("theme"), m_theme);
    }

    void takeFirstRun()
    {
        const QTemporaryDir home;
        auto profile = Ui::Profile::open(home.filePath(QStringLiteral("profile")));
        prepare(**profile);
        Ui::Actions actions;
        Ui::MainWindow window(**profile, actions);
        window.resize(wide);
        window.show();
        activate(window);
        shoot(window, QStringLiteral("name"));
        (*profile)->setName(words("지우", "Jiwoo"));
        window.showStart();
        shoot(window, QStringLiteral("start-empty"));
        const QString third = QStringLiteral("192.168.0.15:7610");
        (*profile)->addRecentHost(third, words("회의실 3", "Third floor"));
        (*profile)->addRecentHost(QStringLiteral("192.168.0.12:7610"),
                                  words("민준의 마당", "Minjun's Madang"));
        window.showStart();
        shoot(window, QStringLiteral("start"));
        window.showProblem(words("이 마당은 비밀번호가 있어야 들어갈 수 있습니다.",
                                 "This Madang asks for a password."),
                           Ui::MainWindow::Problem::PasswordNeeded, third);
        shoot(window, QStringLiteral("join"));
    }

    void takeDemo()
    {
        auto made = Demo::create(isKorean(), DemoPeople::Pace::Still);
        if (!made)
            giveUp(made.error());
        const std::unique_ptr<Demo> demo = std::move(*made);
        DesktopOptions options;
        demo->lead(options);
        auto profile = Ui::Profile::open(options.profileFolder + QStringLiteral("/profile"));
        prepare(**profile);
        demo->settle(**profile);
        Ui::RecentLog log;
        Application desktop(options, std::move(*profile), log);
        Server::HostAddresses at;
        QObject::connect(&desktop, &Application::hosting, &desktop,
                         [&](const Server::HostAddresses &addresses) {
                             at = addresses;
                             demo->comeTo(addresses);
                         });
        desktop.start();
        wait([&] { return at.port != 0; }, "the host");
        auto *window = mainWindow();
        window->resize(wide);
        activate(*window);
        wait([&] { return isFull(*window, demo->story()); }, "the story");
        // As a host says it that is none of a demo.
        Ui::HostSummary summary;
        summary.hostedHere = true;
        summary.web = QUrl(at.http.first());
        summary.addresses = {QStringLiteral("192.168.0.12:7610"), QStringLiteral("10.0.0.4:7610")};
        window->findChild<Ui::ChatPage *>()->setSummary(summary);
        takeRooms(*window, demo->story());
        takeSearch(*window);
        takeSettings(*window);
        takeStrips(*window);
        takeNarrow(*window);
        if (isWanted(QStringLiteral("unreachable")))
            takeUnreachable(desktop, *demo, at);
        else
            end(desktop);
    }

    static Ui::MainWindow *mainWindow()
    {
        for (QWidget *one : QApplication::topLevelWidgets()) {
            if (auto *window = qobject_cast<Ui::MainWindow *>(one))
                return window;
        }
        giveUp(QStringLiteral("there is no window"));
    }

    template <typename T>
    static T &find(const QWidget &in, const char *name)
    {
        T *found = in.findChild<T *>(QString::fromLatin1(name));
        if (!found)
            giveUp(QStringLiteral("there is no ") + QString::fromLatin1(name));
        return *found;
    }
    static void press(const QWidget &in, const char *name)
    {
        find<QAbstractButton>(in, name).click();
        QTest::qWait(stillness);
    }
    static void showRoom(const QWidget &window, const char *id)
    {
        window.findChild<Ui::ChatPage *>()->showRoom(Chat::RoomId(QString::fromLatin1(id)));
        QTest::qWait(stillness);
    }
    static void scroll(const QWidget &window, bool toEnd)
    {
        QScrollBar *bar = find<QAbstractItemView>(window, "timeline").verticalScrollBar();
        bar->setValue(toEnd ? bar->maximum() : 0);
    }

    /// Whether all are there who are to be, and what they say.
    static bool isFull(Ui::MainWindow &window, const DemoStory &story)
    {
        auto *page = window.findChild<Ui::ChatPage *>();
        const auto *list = window.findChild<QAbstractItemView *>(QStringLiteral("roomList"));
        if (!page || !list)
            return false;
        int mentions = 0;
        for (int row = 0; row < list->model()->rowCount(); ++row) {
            const QModelIndex room = list->model()->index(row, 0);
            mentions += room.data(Ui::RoomListModel::MentionsRole).toInt();
            if (room.data(Ui::RoomListModel::RoomIdRole).toString() == story.team.toString() &&
                room.data(Ui::RoomListModel::HereRole).toInt() != int(story.people.size()))
                return false;
        }
        return mentions == int(story.calls.size());
    }
    /// Whether it is told how those at the side can be reached, and what they say of themselves.
    static bool arePresent(const QWidget &window, const DemoStory &story)
    {
        const auto *list = find<QAbstractItemView>(window, "memberList").model();
        const auto person = [&](const QString &name) {
            const auto found = list->match(list->index(0, 0), Ui::MemberListModel::NameRole, name);
            return found.isEmpty() ? QModelIndex() : found.constFirst();
        };
        return std::all_of(
            story.people.begin(), story.people.end(), [&](const DemoStory::Person &one) {
                const QModelIndex told = person(one.name);
                const int away = int(Chat::Availability::Away);
                return told.isValid() &&
                       told.data(Ui::MemberListModel::StatusRole).toString() == one.status &&
                       (told.data(Ui::MemberListModel::AvailabilityRole) == away) == one.isAway;
            });
    }
    /// Whether the picture of the courtyard has come and is in sight.
    static bool showsPicture(QWidget &window)
    {
        const QImage image = window.grab().toImage().convertToFormat(QImage::Format_RGB32);
        const QColor hill = demoHill();
        constexpr int near = 6; // as small pictures are
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                const QColor seen(image.pixel(x, y));
                if (std::abs(seen.red() - hill.red()) < near &&
                    std::abs(seen.green() - hill.green()) < near &&
                    std::abs(seen.blue() - hill.blue()) < near)
                    return true;
            }
        }
        return false;
    }

    /// One's own word that everybody has read.
    void say(QWidget &window, const DemoStory &story)
    {
        find<QPlainTextEdit>(window, "composer")
            .setPlainText(words("네, 기본값부터 볼게요.", "I'll begin with the default."));
        press(window, "sendButton");
        const auto *lines = find<QAbstractItemView>(window, "timeline").model();
        const auto present = std::count_if(story.people.begin(), story.people.end(),
                                           [](const DemoStory::Person &one) { return one.here; });
        wait(
            [&] {
                const QModelIndex last = lines->index(lines->rowCount() - 1, 0);
                const QVariantMap receipt = last.data(Ui::TimelineModel::ReceiptRole).toMap();
                return receipt.value(QStringLiteral("read")).toInt() == present;
            },
            "their reading");
        const auto &undo = find<QWidget>(window, "undoSend");
        wait([&] { return undo.isHidden(); }, "the end of what can be taken back");
    }

    void takeRooms(QWidget &window, const DemoStory &story)
    {
        showRoom(window, "team");
        wait([&] { return arePresent(window, story); }, "what they say of themselves");
        say(window, story);
        scroll(window, true);
        wait([&] { return showsPicture(window); }, "the picture");
        shoot(window, QStringLiteral("room"));
        press(window, "hostMenu");
        QWidget *card = QApplication::activePopupWidget();
        if (!card)
            giveUp(QStringLiteral("there is no card of the host"));
        shoot(window, QStringLiteral("host"), card);
        card->close();
        scroll(window, false);
        shoot(window, QStringLiteral("room-earlier"));
        showRoom(window, "readers");
        shoot(window, QStringLiteral("room-to-join"));
        showRoom(window, "minutes");
        shoot(window, QStringLiteral("room-empty"));
        showRoom(window, "team");
        scroll(window, true);
    }

    void takeSearch(QWidget &window)
    {
        press(window, "searchButton");
        const auto &search = find<QWidget>(window, "searchPane");
        shoot(window, QStringLiteral("search-empty"));
        auto &field = find<QLineEdit>(search, "searchWords");
        const auto &found = *find<QAbstractItemView>(search, "searchFound").model();
        field.setText(words("로그", "log"));
        wait([&] { return found.rowCount() > 0; }, "what is searched");
        shoot(window, QStringLiteral("search"));
        field.setText(words("호랑이", "tiger"));
        wait([&] { return found.rowCount() == 0; }, "that nothing is found");
        shoot(window, QStringLiteral("search-nothing"));
        find<QTabBar>(window, "detailsTabs").setCurrentIndex(0);
    }

    void takeSettings(QWidget &window)
    {
        press(window, "openSettings");
        auto &settings = find<QDialog>(window, "settingsDialog");
        find<QListWidget>(settings, "settingsPages").setCurrentRow(1);
        shoot(settings, QStringLiteral("settings"));
        settings.close();
    }

    void takeStrips(Ui::MainWindow &window)
    {
        Ui::HostStatus status;
        status.data = Ui::HostStatus::Data::LittleRoom;
        status.freeBytes = 412'000'000;
        window.showHostStatus(status);
        shoot(window, QStringLiteral("little-room"));
        status.data = Ui::HostStatus::Data::NoRoom;
        window.showHostStatus(status);
        shoot(window, QStringLiteral("no-room"));
        window.showHostStatus({});
    }

    void takeNarrow(QWidget &window)
    {
        window.resize(narrow);
        scroll(window, true);
        shoot(window, QStringLiteral("narrow"));
        window.resize(wide);
    }

    /// As somebody sees it whose host is gone.
    void takeUnreachable(Application &desktop, const Demo &demo, const Server::HostAddresses &at)
    {
        const QTemporaryDir home;
        auto profile = Ui::Profile::open(home.filePath(QStringLiteral("profile")));
        prepare(**profile);
        const QString key = QStringLiteral("host");
        (*profile)->setName(words("유진", "Yujin"));
        for (const char *id : {"team", "lunch", "lobby"}) {
            const Chat::RoomId room(QString::fromLatin1(id));
            (*profile)->setJoined(key, room, true);
            (*profile)->setEntered(key, room, true);
        }
        const QUrl host(at.webSocket.first());
        Ui::ChatClient client(**profile, key,
                              [host] { return std::make_unique<Stomp::WebSocketLink>(host); });
        client.connectToHost();
        const auto *team = client.timeline(demo.story().team);
        Ui::Actions actions;
        Ui::MainWindow window(**profile, actions);
        window.resize(wide);
        Ui::HostSummary summary;
        summary.joinedBy = QStringLiteral("192.168.0.12:7610");
        summary.web = QUrl(at.http.first());
        window.showChat(&client, summary);
        window.show();
        activate(window);
        wait([&] { return team->rowCount() > 5; }, "what was said");
        showRoom(window, "team");
        wait([&] { return showsPicture(window); }, "the picture");
        end(desktop);
        using Phase = Ui::ConnectionStatus::Phase;
        wait([&] { return client.status().phase == Phase::Waiting; }, "the end of the host");
        client.say(demo.story().team,
                   words("이 글은 연결되면 나갑니다.", "This goes out when the host is back."));
        QTest::qWait(2 * stillness);
        const QSignalBlocker quiet(client); // the next try would tell of itself
        Ui::ConnectionStatus status = client.status();
        status.since = QDateTime::currentDateTimeUtc().addSecs(-95);
        status.nextTry = QDateTime::currentDateTimeUtc().addSecs(20);
        window.findChild<Ui::ConnectionStrip *>()->setStatus(status);
        QCoreApplication::processEvents();
        save(window.grab().toImage(), QStringLiteral("unreachable"));
    }

    static void end(Application &desktop)
    {
        bool finished = false;
        QObject::connect(&desktop, &Application::finished, &desktop, [&] { finished = true; });
        desktop.quit();
        wait([&] { return finished; }, "the end");
    }

    const QString m_folder, m_language, m_theme;
    const QStringList m_pages;
    QStringList m_taken;
};

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("madang"));
    QApplication::setApplicationVersion(QStringLiteral(MADANG_VERSION));
    QApplication::setQuitOnLastWindowClosed(false);
    QApplication::setCursorFlashTime(0); // or it depends on the moment
    if (application.arguments().size() < 5)
        giveUp(QStringLiteral("screens FOLDER LANGUAGE THEME PAGE…"));
    QDir().mkpath(application.arguments().at(1));
    Screens(application.arguments()).take();
    return 0;
}
