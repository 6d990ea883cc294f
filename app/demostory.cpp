// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demostory.h"

#include <QCryptographicHash>
#include <QFile>
#include <QImage>
#include <QJsonDocument>
#include <QLinearGradient>
#include <QPainter>

#include <algorithm>
#include <utility>

namespace {

using Person = DemoStory::Person;
using Room = DemoStory::Room;

const Chat::UserId owner(QStringLiteral("owner"));
/// Of demoGuestToken().
const Chat::UserId guest(QStringLiteral("g-b4ca6edb1206f6db"));

/// Both languages beside each other, so that none is forgotten.
class Words {
public:
    explicit Words(bool korean) : m_korean(korean) {}
    QString operator()(const char *inKorean, const char *inEnglish) const
    {
        return QString::fromUtf8(m_korean ? inKorean : inEnglish);
    }

private:
    bool m_korean;
};

/// What is said in one room, one thing after the other.
class Telling {
public:
    Telling(Room &room, QDateTime begin) : m_room(room), m_time(std::move(begin)) {}

    Telling &at(const QDateTime &time)
    {
        m_time = time;
        return *this;
    }
    Telling &say(const Person &who, const QString &text,
                 Chat::MessageType type = Chat::MessageType::Talk)
    {
        Takeout::MessageRecord said;
        said.message.type = type;
        said.message.room = m_room.record.id;
        said.message.sender = who.name;
        said.message.senderId = who.id;
        said.message.guest = who.guest;
        said.message.text = text;
        said.message.sequence = {qint64(m_room.said.size()) + 1};
        said.message.time = now();
        m_room.said.push_back(said);
        m_time = m_time.addSecs(40);
        return *this;
    }
    Telling &come(const Person &who) { return say(who, {}, Chat::MessageType::Enter); }
    Telling &go(const Person &who) { return say(who, {}, Chat::MessageType::Leave); }

    // Of what was said last.
    Telling &reacted(const QString &emoji, const std::vector<Person> &people)
    {
        for (const Person &one : people)
            last().reactions.push_back({emoji, one.id, one.name});
        changes();
        return *this;
    }
    Telling &edited()
    {
        changes().edited = now();
        return *this;
    }
    Telling &pinned()
    {
        changes().pinned = now();
        return *this;
    }
    Telling &deleted()
    {
        changes().deleted = now();
        return *this;
    }
    Telling &answers(qint64 sequence)
    {
        last().replyTo = {sequence};
        return *this;
    }
    Telling &with(const Takeout::FileRecord &file)
    {
        last().files.push_back(file);
        return *this;
    }
    /// All before was read.
    void read() { m_room.read = qint64(m_room.said.size()); }

private:
    Chat::Timestamp now() const
    {
        return Chat::Timestamp(std::chrono::milliseconds(m_time.toMSecsSinceEpoch()));
    }
    Takeout::MessageRecord &last() { return m_room.said.back(); }
    Chat::MessageChanges &changes()
    {
        Chat::MessageChanges &changes = last().message.changes;
        changes.revision = {++m_room.record.revision.number};
        return changes;
    }

    Room &m_room;
    QDateTime m_time;
};

Room makeRoom(const QString &id, const QString &name, const QString &topic,
              const Chat::RoomSettings &settings, const std::vector<Person> &members,
              const QDateTime &created)
{
    Room room;
    room.record.id = Chat::RoomId(id);
    room.record.name = name;
    room.record.topic = topic;
    room.record.creator = members.front().id;
    room.record.created = Chat::Timestamp(std::chrono::milliseconds(created.toMSecsSinceEpoch()));
    const QByteArray json = QJsonDocument(settings.toObject()).toJson(QJsonDocument::Compact);
    room.record.settings.insert(QStringLiteral("settings"), QString::fromUtf8(json));
    for (const Person &one : members) {
        Takeout::PersonRecord member{one.id, one.name, one.guest, {}};
        if (one.id == room.record.creator)
            member.settings.insert(QStringLiteral("role"), int(Chat::MemberRole::Owner));
        room.record.members.push_back(member);
    }
    return room;
}

/// As the host makes the room of two people.
Room makeRoomOfTwo(const Person &one, const Person &other, const QDateTime &created)
{
    Chat::RoomSettings settings;
    settings.visibility = Chat::Visibility::Direct;
    Room room =
        makeRoom(Chat::directRoom(one.id, other.id).toString(),
                 one.name + QStringLiteral(", ") + other.name, {}, settings, {one, other}, created);
    for (Takeout::PersonRecord &member : room.record.members)
        member.settings = {};
    return room;
}

QImage landscape()
{
    QImage picture(640, 420, QImage::Format_RGB32);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    QLinearGradient sky(0, 0, 0, 420);
    sky.setColorAt(0, QColor(0x7f, 0xb8, 0xf5));
    sky.setColorAt(1, QColor(0xf6, 0xe7, 0xc3));
    painter.fillRect(picture.rect(), sky);
    painter.setBrush(QColor(0xf9, 0xd9, 0x6b));
    painter.drawEllipse(470, 60, 70, 70);
    painter.setBrush(demoHill());
    painter.drawEllipse(250, 300, 600, 320);
    painter.setBrush(QColor(0x0b, 0x6b, 0x63));
    painter.drawEllipse(-100, 280, 500, 320);
    return picture;
}

Takeout::FileRecord fileOf(const QString &path, const QString &name, const QString &type,
                           const Person &owner, const QDateTime &made)
{
    Takeout::FileRecord file;
    QFile content(path);
    if (content.open(QIODevice::ReadOnly)) {
        QCryptographicHash hash(QCryptographicHash::Sha256);
        hash.addData(&content);
        file.hash = hash.result().toHex();
    }
    const QString digits = QString::fromLatin1(file.hash);
    file.info = {digits.left(32), digits.right(32), name, type, content.size()};
    file.owner = owner.id;
    file.created = Chat::Timestamp(std::chrono::milliseconds(made.toMSecsSinceEpoch()));
    file.path = path;
    return file;
}

/// The room that has one of everything.
void tellTeam(Telling &&team, const DemoStory &story, const QDateTime &now, const QString &files,
              const Words &words)
{
    const Person &jiwoo = story.self;
    const Person &minjun = story.people[0], &seoyeon = story.people[1];
    const Person &haeun = story.people[2], &doyun = story.people[3];
    const auto before = [&now](int minutes) { return now.addSecs(-60 * minutes); };
    const QString picture = files + QStringLiteral("/courtyard.png");
    landscape().save(picture);
    const QString plan = files + QStringLiteral("/plan.txt");
    if (QFile file(plan); file.open(QIODevice::WriteOnly))
        file.write(words("1. 배포\n2. 점심\n", "1. release\n2. lunch\n").toUtf8());

    team.at({now.date().addDays(-1), QTime(17, 58)})
        .say(haeun, words("회의록은 방에 올려 두었습니다. 빠진 것이 있으면 말해 주세요.",
                          "The minutes are in their room. Tell me if something is missing."))
        .say(doyun, words("고맙습니다! 내일 아침에 읽어 볼게요.",
                          "Thank you! I'll read them tomorrow morning."))
        .say(minjun, words("릴리스 노트 초안입니다. https://docs.example.org/notes.md 확인 "
                           "부탁드려요.",
                           "A draft of the release notes: https://docs.example.org/notes.md "
                           "Please have a look."))
        .reacted(QStringLiteral("👍"), {haeun, jiwoo})
        .reacted(QStringLiteral("🎉"), {doyun})
        .pinned()
        .say(minjun, words("두 번째 문단은 아직 고치는 중이에요.",
                           "The second paragraph is still being mended."))
        .edited();
    team.at(before(52))
        .come(seoyeon)
        .say(seoyeon, words("좋은 아침이에요! 로그에 이게 보여요:\nWARN broker: slow consumer "
                            "closed, 4.0 MiB queued",
                            "Good morning! This is in the log:\nWARN broker: slow consumer "
                            "closed, 4.0 MiB queued"))
        .say(jiwoo,
             words("한 사람이 와이파이를 잃었네요. 곧 돌아올 거예요 🙂",
                   "Somebody lost the Wi-Fi. They will be back soon 🙂"))
        .answers(6)
        .edited()
        .reacted(QStringLiteral("👀"), {seoyeon, minjun})
        .say(haeun, {})
        .deleted()
        .say(jiwoo, words("다시 들어오면 빠진 글이 채워집니다. 마당이 순서 번호로 기억하고 있어서, "
                          "끊겼던 동안의 글도 하나도 빠지지 않고 그 자리에 그대로 들어갑니다.",
                          "Whoever comes back gets what they missed: the host numbers every "
                          "message, so all that was said meanwhile falls into its place."))
        .go(doyun);
    team.at(before(23))
        .say(haeun, words("마당에 나왔더니 하늘이 이래요.", "Look at the sky over the courtyard."))
        .with(fileOf(picture, words("마당.png", "courtyard.png"), QStringLiteral("image/png"),
                     haeun, before(23)))
        .reacted(QStringLiteral("😍"), {minjun, seoyeon})
        .read();
    team.at(before(21))
        .say(minjun, words("부럽네요! 이번 주 계획은 여기 있습니다.",
                           "I envy you! Here is what we plan this week."))
        .with(fileOf(plan, words("이번 주.txt", "this-week.txt"), QStringLiteral("text/plain"),
                     minjun, before(21)));
    team.at(before(9)).say(
        minjun, words("@지우 **오늘** 할 일입니다. ~~배포~~는 내일로 미뤘어요.\n\n"
                      "1. `queue-bytes` 기본값 확인\n2. 로그 정리\n\n"
                      "> 느린 손님은 *조용히* 내보내지 말자.\n\n"
                      "```cpp\nif (queue.bytes() > limit)\n    close(Reason::SlowConsumer);\n```",
                      "@Jiwoo **today** we have this. ~~The release~~ moves to tomorrow.\n\n"
                      "1. check the default of `queue-bytes`\n2. clean up the logs\n\n"
                      "> Never close a slow client *silently*.\n\n"
                      "```cpp\nif (queue.bytes() > limit)\n    close(Reason::SlowConsumer);\n```"));
}

void tellRemarks(DemoStory &story, const Words &words)
{
    const Chat::UserId minjun = story.people[0].id, seoyeon = story.people[1].id;
    const Chat::UserId haeun = story.people[2].id;
    const Chat::RoomId team = story.team, lunch(QStringLiteral("lunch"));
    const Chat::RoomId releases(QStringLiteral("releases"));
    story.calls = {{lunch, haeun, words("@지우 어디로 갈까요?", "@Jiwoo where shall we go?")}};
    story.remarks = {
        {team, haeun, words("회의실 예약했습니다. 두 시예요.", "I have booked the room, at two.")},
        {lunch, seoyeon, words("오늘은 칼국수 어때요?", "How about noodles today?")},
        {team, minjun, words("네, 두 시에 봐요.", "Good, see you at two.")},
        {lunch, haeun, words("좋아요, 저도 갈게요!", "Yes, I'm coming along!")},
        {releases, minjun,
         words("0.9 꾸러미가 만들어졌습니다. 시험도 모두 통과했어요.",
               "The packages of 0.9 are built, and all tests pass.")},
        {team, seoyeon, words("로그는 이제 조용하네요 👍", "The log is quiet now 👍")},
        {lunch, minjun,
         words("그럼 열두 시 반에 현관에서 만나요.", "Half past twelve at the door, then.")},
        {team, haeun,
         words("회의록 양식을 조금 고쳤습니다.",
               "I have changed the form of the minutes a little.")},
    };
    story.answers = {
        words("네, 알겠습니다!", "All right!"),
        words("좋은 생각이네요.", "That is a good idea."),
        words("조금 이따가 볼게요.", "I'll have a look in a moment."),
        words("고맙습니다 🙂", "Thank you 🙂"),
    };
}

} // namespace

QColor demoHill()
{
    return {0x2f, 0x8f, 0x7d};
}

QByteArray demoGuestToken()
{
    return QByteArrayLiteral("4cFngBd_6EO8MqG6Fw4nIYz4OFMFZrqGLmFAfoaBty4");
}

DemoStory demoStory(bool korean, const QDateTime &now, const QString &files)
{
    const Words words(korean);
    const auto before = [&now](int minutes) { return now.addSecs(-60 * minutes); };
    const auto member = [](const QString &name) {
        return Person{Chat::UserId(QStringLiteral("u-") + name), name, false, true, {}, false};
    };
    const auto icon = [](const char *emoji) {
        Chat::RoomSettings settings;
        settings.icon = QString::fromUtf8(emoji);
        return settings;
    };
    DemoStory story;
    story.self = {owner, words("지우", "Jiwoo"), false, true, {}, false};
    Person minjun = member(words("민준", "Minjun"));
    minjun.status = words("🎧 집중하는 중", "🎧 Heads down");
    const Person seoyeon{guest, words("서연", "Seoyeon"), true, true, {}, false};
    Person haeun = member(words("하은", "Haeun"));
    haeun.isAway = true;
    Person doyun = member(words("도윤", "Doyun"));
    doyun.here = false;
    const Person jiwoo = story.self;
    story.people = {minjun, seoyeon, haeun, doyun};

    const QDateTime begun = before(60 * 24 * 30);
    story.team = Chat::RoomId(QStringLiteral("team"));
    Room team = makeRoom(story.team.toString(), words("개발팀", "Development"),
                         words("2주마다 배포합니다", "A release every other week"), icon("🛠️"),
                         {jiwoo, minjun, seoyeon, haeun, doyun}, begun);
    tellTeam(Telling(team, begun), story, now, files, words);

    Room lobby = makeRoom(Chat::lobbyRoom().toString(), QStringLiteral("Lobby"),
                          words("누구나 들르는 곳", "Where everybody passes by"), icon("🏡"),
                          {jiwoo, minjun, seoyeon, haeun, doyun}, begun);
    Telling(lobby, before(60 * 26))
        .say(jiwoo, words("우리 마당에 오신 것을 환영합니다!", "Welcome to our courtyard!"))
        .reacted(QStringLiteral("🎉"), {minjun, haeun})
        .read();

    Room lunch = makeRoom(QStringLiteral("lunch"), words("점심", "Lunch"),
                          words("오늘은 뭐 먹지", "What shall we eat?"), icon("🍜"),
                          {haeun, jiwoo, minjun, seoyeon}, begun.addSecs(60));
    Telling(lunch, before(41))
        .say(haeun, words("어제 그 김밥집 괜찮던데요.", "Yesterday's place was good."))
        .read();
    Telling(lunch, before(14))
        .say(minjun, words("저는 국물 있는 게 좋아요.", "I'd like something with soup."))
        .say(seoyeon, words("저도요!", "So do I!"));

    Room releases = makeRoom(QStringLiteral("releases"), words("배포 알림", "Releases"), {},
                             icon("🚀"), {minjun, jiwoo, haeun}, begun.addSecs(120));
    Telling(releases, before(60 * 20))
        .say(minjun, words("0.8을 배포했습니다.", "0.8 is out."))
        .reacted(QStringLiteral("🎉"), {jiwoo, haeun})
        .read();

    Room minutes = makeRoom(QStringLiteral("minutes"), words("회의록", "Minutes"), {}, {},
                            {haeun, jiwoo, doyun}, begun.addSecs(180));

    Room readers = makeRoom(QStringLiteral("readers"), words("책 읽는 모임", "Readers"),
                            words("수요일 저녁", "On Wednesday evenings"), icon("📚"),
                            {haeun, seoyeon}, begun.addSecs(240));
    Telling(readers, before(60 * 30))
        .say(haeun, words("이번에는 단편을 읽을까요?", "Shall we read short stories this time?"));

    Room two = makeRoomOfTwo(jiwoo, minjun, begun.addSecs(300));
    Telling(two, before(60 * 19))
        .say(minjun, words("내일 발표 자료 한번 봐 주실래요?",
                           "Would you look through my slides for tomorrow?"))
        .say(jiwoo, words("그럼요, 보내 주세요.", "Sure, send them."))
        .read();

    story.rooms = {lobby, team, lunch, releases, minutes, readers, two};
    tellRemarks(story, words);
    return story;
}
