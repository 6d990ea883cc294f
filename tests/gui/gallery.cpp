// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of the window, to be looked at: gallery FOLDER [--settings] [--joining] [--rtl]. Each
// page in each look, in Korean and English, with a made-up host; or only a part of them.
#include "stomp/wire/search.h"
#include "tests/gui/galleryaccounts.h"
#include "tests/gui/galleryconversations.h"
#include "tests/gui/gallerydelivery.h"
#include "tests/gui/galleryentrance.h"
#include "tests/gui/galleryfiles.h"
#include "tests/gui/galleryhosts.h"
#include "tests/gui/galleryidentity.h"
#include "tests/gui/galleryjoining.h"
#include "tests/gui/gallerylayout.h"
#include "tests/gui/gallerynotices.h"
#include "tests/gui/gallerypresence.h"
#include "tests/gui/galleryrooms.h"
#include "tests/gui/gallerysettings.h"
#include "tests/gui/gallerywriting.h"
#include "tests/support/scriptedhost.h"
#include "ui/actions.h"
#include "ui/chatpage.h"
#include "ui/composer.h"
#include "ui/exportdialog.h"
#include "ui/mainwindow.h"
#include "ui/model/chatclient.h"
#include "ui/model/outboxsender.h"
#include "ui/roomheader.h"
#include "ui/searchpane.h"
#include "ui/statusdialog.h"

#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QContextMenuEvent>
#include <QDialog>
#include <QDir>
#include <QElapsedTimer>
#include <QIcon>
#include <QImage>
#include <QLayout>
#include <QLineEdit>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QTextStream>
#include <QToolButton>

namespace {

struct Person {
    const char *id;
    const char *name;
    bool guest;
    bool here;
};

constexpr Person jiwoo{"owner", "지우", false, true};
constexpr Person minjun{"u-minjun", "민준", false, true};
constexpr Person seoyeon{"g-00000000000000c3", "Seoyeon", true, true};
constexpr Person haeun{"u-haeun", "하은", false, true};
constexpr Person doyun{"u-doyun", "도윤", false, false};

const Chat::RoomId team(QStringLiteral("개발팀"));

class Story {
public:
    explicit Story(ScriptedHost &host) : m_host(host) {}

    void say(const Person &who, const QString &text,
             Chat::MessageType type = Chat::MessageType::Talk)
    {
        auto &log = m_host.rooms[team];
        Chat::RoomMessage message;
        message.type = type;
        message.room = team;
        message.sender = QString::fromUtf8(who.name);
        message.senderId = Chat::UserId(QString::fromUtf8(who.id));
        message.guest = who.guest;
        message.text = text;
        message.sequence = {qint64(log.size()) + 1};
        message.time = Chat::Timestamp(std::chrono::milliseconds(m_time.toMSecsSinceEpoch()));
        log.push_back(message);
        m_time = m_time.addSecs(40);
    }
    void at(const QDateTime &time) { m_time = time; }
    /// What has become of what was said last.
    Chat::MessageChanges &changes()
    {
        Chat::MessageChanges &changes = m_host.rooms[team].back().changes;
        changes.revision = {++m_revision};
        return changes;
    }
    void answers(qint64 sequence)
    {
        const Chat::RoomMessage &answered = m_host.rooms[team].at(int(sequence) - 1);
        m_host.rooms[team].back().replyTo =
            Chat::Quoted{answered.sequence, answered.sender, answered.senderId, answered.guest,
                         Chat::excerptOf(answered.text)};
    }

private:
    ScriptedHost &m_host;
    QDateTime m_time = QDateTime::currentDateTime();
    qint64 m_revision = 0;
};

void tell(Story &story, bool korean)
{
    const auto words = [korean](const char *inKorean, const char *inEnglish) {
        return QString::fromUtf8(korean ? inKorean : inEnglish);
    };
    const QDate today = QDate::currentDate();
    story.at(QDateTime(today.addDays(-1), QTime(17, 58)));
    story.say(haeun, words("회의록은 방에 올려 두었습니다. 빠진 것이 있으면 말해 주세요.",
                           "The minutes are in their room. Tell me if something is missing."));
    story.say(doyun, words("고맙습니다! 내일 아침에 읽어 볼게요.",
                           "Thank you! I'll read them tomorrow morning."));
    story.say(minjun,
              words("릴리스 노트 초안입니다. https://docs.example.org/notes.md 확인 부탁드려요.",
                    "A draft of the release notes: https://docs.example.org/notes.md Please "
                    "have a look."));
    story.changes().reactions = {
        {QStringLiteral("👍"), 3, {QStringLiteral("하은"), QStringLiteral("지우")}, true},
        {QStringLiteral("🎉"), 1, {QStringLiteral("도윤")}, false}};
    story.changes().pinned = Chat::Timestamp(std::chrono::hours(1));
    story.say(minjun, words("두 번째 문단은 아직 고치는 중이에요.",
                            "The second paragraph is still being mended."));
    story.changes().edited = Chat::Timestamp(std::chrono::hours(1));
    story.say(seoyeon, {}, Chat::MessageType::Enter);
    story.at(QDateTime(today, QTime(9, 14)));
    story.say(seoyeon, words("Good morning! 로그에 이게 보여요:\nWARN broker: slow consumer "
                             "closed, 4.0 MiB queued",
                             "Good morning! This is in the log:\nWARN broker: slow consumer "
                             "closed, 4.0 MiB queued"));
    story.say(jiwoo,
              words("한 사람이 와이파이를 잃었네요. 곧 돌아올 거예요 🙂",
                    "Somebody lost the Wi-Fi. They will be back soon 🙂"));
    story.answers(6);
    story.changes().edited = Chat::Timestamp(std::chrono::hours(1));
    story.changes().reactions = {
        {QStringLiteral("👀"), 2, {QStringLiteral("Seoyeon"), QStringLiteral("민준")}, false}};
    story.say(haeun, {});
    story.changes().deleted = Chat::Timestamp(std::chrono::hours(1));
    story.say(doyun, {}, Chat::MessageType::Leave);
    story.say(jiwoo,
              words("다시 들어오면 빠진 글이 채워집니다. 마당이 순서 번호로 기억하고 있어서, "
                    "끊겼던 동안의 글도 하나도 빠지지 않고 그 자리에 그대로 들어갑니다.",
                    "Whoever comes back gets what they missed: the host numbers every message, "
                    "so all that was said meanwhile falls into its place."));
    story.say(minjun,
              words("@지우 **오늘** 할 일입니다. ~~배포~~는 내일로 미뤘어요.\n\n"
                    "1. `queue-bytes` 기본값 확인\n2. 로그 정리\n   - 오래된 것\n   - 큰 것\n\n"
                    "> 느린 손님은 *조용히* 내보내지 말자.\n\n"
                    "```cpp\nif (queue.bytes() > limit)\n    close(Reason::SlowConsumer);\n```\n"
                    "@여기 [설명서](https://docs.example.org/queues)도 봐 주세요 😀",
                    "@지우 **today** we have this. ~~The release~~ moves to tomorrow.\n\n"
                    "1. check the default of `queue-bytes`\n2. clean up the logs\n   - old ones\n"
                    "   - large ones\n\n> Never close a slow client *silently*.\n\n"
                    "```cpp\nif (queue.bytes() > limit)\n    close(Reason::SlowConsumer);\n```\n"
                    "@here please read [the manual](https://docs.example.org/queues), too 😀"));
}

void pass(int milliseconds)
{
    QTest::qWait(milliseconds);
}

struct Scene {
    QString folder;
    QString suffix;
    int count = 0;

    void shoot(QWidget &window, const QString &page) const
    {
        pass(80);
        const QString path = QStringLiteral("%1/%2-%3.png").arg(folder, page, suffix);
        if (!window.grab().save(path))
            QTextStream(stderr) << "cannot write " << path << '\n';
    }
};

/// What one writes with: proposals, the way back, and the questions asked.
void showWriting(const Scene &scene, QWidget &window)
{
    auto *edit = window.findChild<QPlainTextEdit *>(QStringLiteral("composer"));
    auto *composer = window.findChild<Ui::Composer *>();
    edit->setFocus();
    edit->insertPlainText(QStringLiteral("@"));
    scene.shoot(window, QStringLiteral("names"));
    edit->clear();
    edit->insertPlainText(QStringLiteral(":hea"));
    scene.shoot(window, QStringLiteral("emoji"));
    edit->setPlainText(QStringLiteral("@여기 13:00"));
    QTest::keyClick(edit, Qt::Key_Return);
    pass(100);
    if (auto *box = window.findChild<QDialog *>(QStringLiteral("callQuestion"))) {
        scene.shoot(*box, QStringLiteral("callquestion"));
        box->reject();
    }
    edit->clear();
    composer->setUndoOffered(true);
    scene.shoot(window, QStringLiteral("takeback"));
    composer->setUndoOffered(false);
    auto *timeline = window.findChild<QAbstractItemView *>(QStringLiteral("timeline"));
    timeline->setFocus();
    timeline->setCurrentIndex(timeline->model()->index(2, 0));
    QContextMenuEvent wanted(QContextMenuEvent::Keyboard, QPoint(), QPoint());
    QApplication::sendEvent(timeline->viewport(), &wanted);
    pass(100);
    if (QWidget *menu = QApplication::activePopupWidget()) {
        auto *forward = menu->findChild<QAction *>(QStringLiteral("forwardMessage"));
        menu->close();
        forward->trigger();
    }
    pass(100);
    if (auto *dialog = window.findChild<QDialog *>(QStringLiteral("forwardDialog"))) {
        scene.shoot(*dialog, QStringLiteral("forward"));
        dialog->reject();
    }
    timeline->clearSelection();
}

void showMembers(Ui::ChatClient &client)
{
    std::vector<Chat::Member> members;
    for (const Person &who : {jiwoo, minjun, seoyeon, haeun, doyun})
        members.push_back({Chat::UserId(QString::fromUtf8(who.id)), QString::fromUtf8(who.name),
                           who.guest, who.here, true});
    client.members(team)->setMembers(members);
}

void showRooms(Ui::ChatClient &client, bool korean)
{
    struct Entry {
        const char *id;
        const char *korean;
        const char *english;
        const char *topic;
        const char *englishTopic;
        int members;
        bool joined;
        int unread;
    };
    constexpr Entry entries[] = {
        {"개발팀", "개발팀", "development", "2주마다 배포합니다", "A release every other week", 8,
         true, 0},
        {"배포-알림", "배포 알림", "releases", "", "", 6, true, 2},
        {"점심", "점심", "lunch", "오늘은 뭐 먹지", "What shall we eat?", 5, true, 14},
        {"회의록", "회의록", "minutes", "", "", 4, true, 0},
        {"잡담", "잡담", "small talk", "무엇이든", "Anything", 7, false, 0},
        {"English-corner", "English corner", "한국어 연습", "", "", 3, false, 0},
    };
    std::vector<Chat::RoomInfo> rooms;
    for (const Entry &entry : entries) {
        Chat::RoomInfo info;
        info.id = Chat::RoomId(QString::fromUtf8(entry.id));
        info.name = QString::fromUtf8(korean ? entry.korean : entry.english);
        info.topic = QString::fromUtf8(korean ? entry.topic : entry.englishTopic);
        info.here = entry.members - 2;
        info.members = entry.members;
        rooms.push_back(info);
    }
    client.rooms()->setRooms(rooms);
    for (const Entry &entry : entries) {
        const Chat::RoomId id(QString::fromUtf8(entry.id));
        client.rooms()->setJoined(id, entry.joined);
        client.rooms()->setUnread(id, entry.unread);
    }
}

void showIcon(const QString &folder)
{
    QImage sheet(620, 600, QImage::Format_RGB32);
    sheet.fill(QColor(0xF6, 0xF3, 0xEC));
    QPainter painter(&sheet);
    painter.fillRect(0, 300, sheet.width(), 300, QColor(0x1A, 0x1C, 0x1E));
    const QIcon icon(QStringLiteral(":/icons/madang.svg"));
    for (const int top : {20, 320}) {
        int left = 20;
        for (const int size : {16, 24, 32, 48, 128, 256}) {
            painter.drawPixmap(left, top, icon.pixmap(size));
            left += size + 12;
        }
    }
    painter.end();
    sheet.save(folder + QStringLiteral("/icon.png"));
}

void showFirstPages(const Scene &scene, Ui::Profile &profile)
{
    Ui::Actions actions;
    profile.setName({});
    Ui::MainWindow window(profile, actions);
    window.resize(860, 640);
    window.show();
    scene.shoot(window, QStringLiteral("name"));
    profile.setName(QStringLiteral("지우"));
    profile.addRecentHost(QStringLiteral("192.168.0.15:7610"), QStringLiteral("회의실 3"));
    profile.addRecentHost(QStringLiteral("192.168.0.12:7610"), QStringLiteral("민준의 마당"));
    window.showStart();
    scene.shoot(window, QStringLiteral("start"));
    window.showProblem(QStringLiteral("Refused"), Ui::MainWindow::Problem::PasswordNeeded,
                       QStringLiteral("192.168.0.15:7610"));
    scene.shoot(window, QStringLiteral("password"));
}

Ui::HostStatus hostStatus()
{
    Ui::HostStatus status;
    status.uptime = std::chrono::hours(50);
    status.sessionCount = 5;
    status.topicCount = 2;
    status.queueCount = 2;
    status.unreadBytes = 3'200'000;
    status.received = 18'204;
    status.delivered = 1'204'518;
    status.dropped = 412;
    status.slowConsumers = 1;
    quint64 number = 3;
    for (const Person &who : {jiwoo, minjun, seoyeon, haeun, doyun}) {
        status.sessions.push_back({number, QString::fromUtf8(who.name), QString::fromUtf8(who.id),
                                   QStringLiteral("192.168.0.%1").arg(number + 10),
                                   QStringLiteral("websocket"), QStringLiteral("1.2"), 6,
                                   number == 9 ? 3'200'000 : 0, 0,
                                   std::chrono::seconds(number * 9000)});
        number += 3;
    }
    status.topics = {{QStringLiteral("/topic/chat/room/개발팀"), 5},
                     {QStringLiteral("/topic/chat/room/*/events"), 2}};
    status.queues = {{QStringLiteral("/queue/orders"), 120, 8, 2, 51'200},
                     {QStringLiteral("/queue/dead/orders"), 1, 0, 0, 310}};
    return status;
}

void showMoving(const Scene &scene, const QWidget &window, const QWidget &settings)
{
    for (const auto &[button, shown] :
         {std::pair("moveOut", "moveOutDialog"), std::pair("moveIn", "moveInDialog"),
          std::pair("eraseProfile", "eraseQuestion")}) {
        settings.findChild<QPushButton *>(QString::fromLatin1(button))->click();
        pass(100);
        if (auto *dialog = window.findChild<QDialog *>(QString::fromLatin1(shown))) {
            if (auto *file = dialog->findChild<QLineEdit *>(QStringLiteral("moveFile")))
                file->setText(QDir::temp().filePath(QStringLiteral("Madang.madang-profile")));
            scene.shoot(*dialog, QString::fromLatin1(shown).toLower());
            dialog->close();
        }
    }
}

void showExport(const Scene &scene, QWidget &window)
{
    Q_EMIT window.findChild<Ui::RoomHeader *>()->exportRequested();
    pass(100);
    auto *dialog = window.findChild<Ui::ExportDialog *>();
    const QTemporaryDir folder;
    auto *to = dialog->findChild<QLineEdit *>(QStringLiteral("exportFolder"));
    auto *start = dialog->findChild<QPushButton *>(QStringLiteral("exportStart"));
    to->setText(QStringLiteral("/nowhere"));
    scene.shoot(*dialog, QStringLiteral("export-nofolder"));
    to->setText(folder.path());
    scene.shoot(*dialog, QStringLiteral("export"));
    start->click();
    window.activateWindow();
    dialog->layout()->activate(); // before it is over
    dialog->adjustSize();
    const QPixmap underWay = dialog->grab();
    underWay.save(QStringLiteral("%1/export-underway-%2.png").arg(scene.folder, scene.suffix));
    QElapsedTimer patience;
    patience.start();
    while (dialog->isUnderWay() && patience.elapsed() < 10000)
        pass(20);
    scene.shoot(*dialog, QStringLiteral("export-done"));
    dialog->close();
}

void showChatPages(const Scene &scene, Ui::Profile &profile)
{
    const auto shoot = [&scene](QWidget &shown, const char *page) {
        scene.shoot(shown, QString::fromLatin1(page));
    };
    ScriptedHost host;
    host.user = "owner";
    host.hostName =
        scene.suffix.startsWith(QStringLiteral("ko")) ? "지우의 마당" : "Jiwoo's Madang";
    host.deaf = true; // no notice that we came in, which would carry the hour of this run
    Story story(host);
    const bool korean = scene.suffix.startsWith(QStringLiteral("ko"));
    tell(story, korean);
    profile.setJoined(QStringLiteral("own"), team, true);
    profile.setLastRead(QStringLiteral("own"), team, {5});
    Ui::ChatClient client(profile, QStringLiteral("own"), host.linkMaker());
    client.connectToHost();
    QElapsedTimer patience;
    patience.start();
    while (client.timeline(team)->rowCount() < int(host.rooms[team].size()) &&
           patience.elapsed() < 5000)
        pass(20);
    showRooms(client, korean);

    Ui::Actions actions;
    Ui::MainWindow window(profile, actions);
    window.resize(1280, 800);
    Ui::HostSummary summary;
    summary.hostedHere = true;
    summary.addresses = {QStringLiteral("192.168.0.12:7610"), QStringLiteral("10.0.0.4:7610")};
    window.showChat(&client, summary);
    window.show();
    pass(150);
    window.findChild<Ui::ChatPage *>()->showRoom(team);
    pass(150);
    showMembers(client);
    showRooms(client, korean);
    client.rooms()->setUnread(team, 0);
    client.timeline(team)->setUnreadMark({5});
    scene.shoot(window, QStringLiteral("chat"));
    showEmoji(window, shoot);

    window.findChild<QToolButton *>(QStringLiteral("hostMenu"))->click();
    pass(100);
    if (QWidget *card = QApplication::activePopupWidget()) {
        scene.shoot(*card, QStringLiteral("hostcard"));
        card->close();
    }
    QTest::keyClick(&window, Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
    pass(100);
    if (auto *dialog = window.findChild<Ui::StatusDialog *>()) {
        window.showHostStatus(hostStatus());
        scene.shoot(*dialog, QStringLiteral("status"));
        dialog->close();
    }
    window.findChild<QToolButton *>(QStringLiteral("newRoom"))->click();
    pass(100);
    if (QWidget *dialog = window.findChild<QDialog *>(QStringLiteral("newRoomDialog"))) {
        scene.shoot(*dialog, QStringLiteral("newroom"));
        dialog->close();
    }
    window.findChild<QToolButton *>(QStringLiteral("openSettings"))->click();
    pass(100);
    if (QWidget *dialog = window.findChild<QDialog *>(QStringLiteral("settingsDialog"))) {
        scene.shoot(*dialog, QStringLiteral("settings"));
        showMoving(scene, window, *dialog);
        dialog->close();
    }
    showNotices(window, client, team, shoot);
    showExport(scene, window);
    showRoomDialogs(window, client, host, team, shoot);
    window.findChild<Ui::ChatPage *>()->showRoom(Chat::RoomId(QStringLiteral("잡담")));
    scene.shoot(window, QStringLiteral("join"));
    window.findChild<Ui::ChatPage *>()->showRoom(Chat::RoomId(QStringLiteral("회의록")));
    scene.shoot(window, QStringLiteral("empty"));
    window.findChild<Ui::ChatPage *>()->showRoom(team);

    {
        auto *timeline = window.findChild<QAbstractItemView *>(QStringLiteral("timeline"));
        timeline->setFocus();
        timeline->setCurrentIndex(timeline->model()->index(2, 0));
        window.findChild<Ui::Composer *>()->answer(
            {3}, timeline->currentIndex().data(Qt::AccessibleTextRole).toString());
        scene.shoot(window, QStringLiteral("answer"));
        QTest::keyClick(window.findChild<QWidget *>(QStringLiteral("composer")), Qt::Key_Escape);
        timeline->setFocus();
        timeline->setCurrentIndex(timeline->model()->index(2, 0));
        QContextMenuEvent wanted(QContextMenuEvent::Keyboard, QPoint(), QPoint());
        QApplication::sendEvent(timeline->viewport(), &wanted);
        pass(100);
        if (QWidget *menu = QApplication::activePopupWidget()) {
            scene.shoot(*menu, QStringLiteral("messagemenu"));
            menu->close();
        }
        timeline->clearSelection();
    }
    showWriting(scene, window);
    showWritingAids(window, client, team, korean, shoot);
    window.findChild<QToolButton *>(QStringLiteral("searchButton"))->click();
    pass(100);
    if (auto *dialog = window.findChild<Ui::SearchPane *>()) {
        scene.shoot(window, QStringLiteral("search-empty"));
        dialog->findChild<QLineEdit *>(QStringLiteral("searchWords"))
            ->setText(korean ? QStringLiteral("문단") : QStringLiteral("paragraph"));
        pass(500);
        std::vector<Chat::SearchHit> hits;
        for (const Chat::RoomMessage &message : host.rooms[team]) {
            const int at = int(message.text.indexOf(korean ? u"문단" : u"paragraph"));
            if (at < 0)
                continue;
            Chat::SearchHit hit;
            hit.room = message.room;
            hit.sequence = message.sequence;
            hit.sender = message.sender;
            hit.senderId = message.senderId;
            hit.time = message.time;
            hit.excerpt = {message.text, {{at, korean ? 2 : 9}}};
            hit.before =
                Chat::Quoted{{3}, QStringLiteral("하은"), {}, false, host.rooms[team].front().text};
            hits.push_back(hit);
        }
        host.publish(Chat::requestDestination(Chat::Request::Kind::Search),
                     Chat::SearchPage{hits, {}, 0}.toJson());
        scene.shoot(window, QStringLiteral("search"));
    }

    showLayout(window, host, team, shoot);
    showFiles(window, client, team, korean, shoot);
    showPresence(window, client, host, team, korean, shoot);
    showDeliveries(window, client, team, korean, shoot);
    showConversations(window, client, host, team, shoot);
    showMembers(client);
    host.unreachable = true;
    host.breakLink();
    pass(100);
    for (const Ui::OutboxEntry &entry : std::vector(client.outbox().entries()))
        client.discard(entry.message.clientId);
    client.say(team, QStringLiteral("이 글은 연결되면 나갑니다"));
    client.say(team, QStringLiteral("이 글은 너무 길었습니다"));
    const auto *timeline = client.timeline(team);
    const QModelIndex last = timeline->index(timeline->rowCount() - 1);
    client.timeline(team)->setDelivery(
        Chat::ClientMessageId(last.data(Ui::TimelineModel::ClientIdRole).toString()),
        Ui::Delivery::Failed, QStringLiteral("message too long"));
    auto *composer = window.findChild<QPlainTextEdit *>(QStringLiteral("composer"));
    composer->setPlainText(QStringLiteral("첫 줄\n둘째 줄\n셋째 줄"));
    pass(2600);
    scene.shoot(window, QStringLiteral("offline"));
    window.resize(640, 480);
    scene.shoot(window, QStringLiteral("small"));
}

void showSettings(const Scene &scene, Ui::Profile &profile)
{
    showSettingsPages(
        profile, scene.suffix.startsWith(QStringLiteral("ko")),
        [&scene](QWidget &dialog, const QString &page) { scene.shoot(dialog, page); });
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    const QString folder = application.arguments().value(1, QStringLiteral("gallery"));
    const bool onlySettings = application.arguments().contains(QStringLiteral("--settings"));
    const bool onlyJoining = application.arguments().contains(QStringLiteral("--joining"));
    QDir().mkpath(folder);
    showIcon(folder);
    badgedIcons().save(folder + QStringLiteral("/badged-icons.png"));
    // --rtl: as in a language that is written from right to left.
    if (application.arguments().contains(QStringLiteral("--rtl")))
        QApplication::setLayoutDirection(Qt::RightToLeft);
    const auto show = [&](const QString &language, const QString &kind,
                          const QVariantMap &settings) {
        QTemporaryDir home;
        auto profile = Ui::Profile::open(home.path() + QStringLiteral("/profile"));
        if (!profile)
            return false;
        (*profile)->settings().setValue(QStringLiteral("language"), language);
        for (auto it = settings.begin(); it != settings.end(); ++it)
            (*profile)->settings().setValue(it.key(), it.value());
        const Scene scene{folder, language + u'-' + kind};
        const auto shoot = [&scene](QWidget &shown, const char *page) {
            scene.shoot(shown, QString::fromLatin1(page));
        };
        const bool korean = language == u"ko";
        if (!onlySettings)
            showJoining(**profile, korean, shoot);
        if (onlyJoining)
            return true;
        showSettings(scene, **profile);
        if (onlySettings)
            return true;
        showFirstPages(scene, **profile);
        showChatPages(scene, **profile);
        showAccountDialogs(**profile, korean, shoot);
        showIdentities(**profile, shoot);
        showHosts(**profile, korean, shoot);
        showEntrance(**profile, korean, shoot);
        return true;
    };
    const QString theme = QStringLiteral("theme");
    const QString ko = QStringLiteral("ko");
    bool shown = true;
    for (const QString &language : {ko, QStringLiteral("en")}) {
        for (const char *name : {"light", "dark", "contrast"}) {
            const QString chosen = QString::fromLatin1(name);
            shown = shown && show(language, chosen, {{theme, chosen}});
        }
    }
    shown = shown &&
            show(ko, QStringLiteral("large"),
                 {{theme, QStringLiteral("light")}, {QStringLiteral("scale"), 1.4}}) &&
            show(ko, QStringLiteral("compact"),
                 {{theme, QStringLiteral("light")},
                  {QStringLiteral("density"), QStringLiteral("compact")}});
    return shown ? 0 : 1;
}
