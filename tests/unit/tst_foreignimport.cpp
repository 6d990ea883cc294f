// SPDX-License-Identifier: GPL-3.0-or-later
// What comes from another host stays that host's: nobody here is taken for anybody of there, what
// was private there is not heard here, and what goes back and forth is there once.

#include "server/upkeep/dataexport.h"
#include "server/upkeep/dataimport.h"
#include "tests/support/filleddata.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace Server;
using namespace FilledData;

namespace {

const auto garden = Chat::RoomId(QStringLiteral("garden"));
const auto minji = Chat::UserId(QStringLiteral("u-minji"));

/// One host's data, with exports of it.
struct Place {
    explicit Place(const QString &name)
        : path(folder.filePath(name)),
          hostId(QDir().mkpath(path) ? open(path)->contents()->hostId : QString())
    {
    }
    QString digits(int count) const { return hostId.first(count); }
    Chat::UserId foreign(const Chat::UserId &id) const
    {
        return Chat::UserId(id.toString() + u':' + digits(16));
    }
    /// For everybody but here.
    Chat::RoomId foreign(const Chat::RoomId &id) const
    {
        return Chat::RoomId(id.toString() + u'.' + digits(12));
    }
    void makeRoom(const Chat::RoomId &id, Chat::Visibility visibility, const Chat::UserId &maker)
    {
        StoredRoom room{id, QStringLiteral("Of ") + path.right(1), {}, maker, at(0), {}};
        room.settings.visibility = visibility;
        const auto log = open(path);
        QVERIFY(log->begin() && log->createRoom(room));
        QVERIFY(
            log->addMember({id, maker, QStringLiteral("Maker"), false, Chat::MemberRole::Owner}));
        QVERIFY(log->commit());
    }
    void say(const Chat::RoomId &room, const QString &text, const Chat::UserId &sender = ownerId())
    {
        auto said = message(room, 1);
        said.text = text;
        said.senderId = sender;
        said.clientId = Chat::makeClientMessageId();
        said.time = at(++clock);
        const auto log = open(path);
        QVERIFY(log->begin() && log->append(said) && log->commit());
    }
    QString exported()
    {
        ExportWish wish;
        wish.folder = path;
        wish.to = folder.filePath(QStringLiteral("export%1").arg(++exports));
        const auto done = exportData(wish);
        return done ? wish.to : done.error().sentence;
    }
    qint64 take(const QString &from, const ImportOptions &options = {}) const
    {
        const auto done = importData(from, path, {}, options);
        if (!done) {
            qWarning() << done.error().sentence;
            return -1;
        }
        qint64 sum = 0;
        for (const auto &room : done->rooms)
            sum += room.added;
        return sum;
    }
    QStringList texts(const Chat::RoomId &room) const
    {
        QStringList found;
        for (const auto &[sequence, one] : allOf(*open(path), room))
            found += one.text;
        return found;
    }
    std::optional<StoredRoom> room(const Chat::RoomId &id) const
    {
        const auto contents = open(path)->contents();
        for (const StoredRoom &one : contents->rooms) {
            if (one.id == id)
                return one;
        }
        return std::nullopt;
    }
    std::vector<Chat::UserId> members(const Chat::RoomId &id) const
    {
        std::vector<Chat::UserId> found;
        const auto contents = open(path)->contents();
        for (const StoredMember &one : contents->members) {
            if (one.room == id)
                found.push_back(one.user);
        }
        return found;
    }

    QTemporaryDir folder;
    QString path;
    QString hostId;
    int exports = 0;
    int clock = 0;
};

/// What somebody makes of an export who writes their own.
bool rewrite(const QString &exported, const QByteArray &before, const QByteArray &after)
{
    QFile lines(exported + QStringLiteral("/export.jsonl"));
    if (!lines.open(QIODevice::ReadWrite))
        return false;
    QByteArray bytes = lines.readAll();
    if (!bytes.contains(before))
        return false;
    bytes.replace(before, after);
    return lines.resize(0) && lines.seek(0) && lines.write(bytes) == bytes.size();
}

} // namespace

class TestForeignImport : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nobodyIsTakenForAnother();
    void samePeopleIfTheOperatorSaysSo();
    void claimingToBeThisHostGivesNothing();
    void ownExportComesBackOnce();
    void boundsOfARoomAreThoseOfItsMessages();
    void numbersThatNobodyReachesAreRefused();
    void whoeverTakesOverHasWhatWasTheirs();
    void privateStaysPrivate();
    void emptyRoomStaysItsMakers();
    void unknownSettingsAreRefused();
    void backAndForthOnceEach();
    void threeHostsAgree();
    void anExportThatDoesNotSayWhose();
    void filesComeAlong();
    void tokensLookLikeOthers();
};

void TestForeignImport::nobodyIsTakenForAnother()
{
    Place a(QStringLiteral("a"));
    Place b(QStringLiteral("b"));
    const auto guest = Chat::UserId(QStringLiteral("g-0123456789abcdef"));
    a.makeRoom(garden, Chat::Visibility::Public, ownerId());
    for (const Chat::UserId &one : {ownerId(), minji, guest})
        a.say(garden, QStringLiteral("by ") + one.toString(), one);
    QCOMPARE(b.take(a.exported()), 3);
    const auto there = allOf(*open(b.path), garden);
    QCOMPARE(there.at(1).senderId, a.foreign(ownerId()));
    QCOMPARE(there.at(2).senderId, a.foreign(minji));
    QCOMPARE(there.at(3).senderId, a.foreign(guest));
    // What it is called everywhere tells its clients, too.
    const auto origin = allOf(*open(a.path), garden).at(1);
    QCOMPARE(there.at(1).uid, Takeout::messageUid(a.hostId, origin));
    QVERIFY(origin.uid.isEmpty());
    QCOMPARE(b.room(garden)->creator, a.foreign(ownerId()));
    QCOMPARE(b.members(garden), std::vector{a.foreign(ownerId())});
}

void TestForeignImport::samePeopleIfTheOperatorSaysSo()
{
    Place a(QStringLiteral("a"));
    Place b(QStringLiteral("b"));
    a.makeRoom(garden, Chat::Visibility::Private, minji);
    a.say(garden, QStringLiteral("hello"), minji);
    ImportOptions same;
    same.samePeople = true;
    QCOMPARE(b.take(a.exported(), same), 1);
    QCOMPARE(allOf(*open(b.path), garden).at(1).senderId, minji);
    QCOMPARE(b.room(garden)->creator, minji);
}

void TestForeignImport::claimingToBeThisHostGivesNothing()
{
    Place a(QStringLiteral("a"));
    Place b(QStringLiteral("b"));
    const auto den = Chat::RoomId(QStringLiteral("den"));
    a.makeRoom(garden, Chat::Visibility::Public, minji);
    a.makeRoom(den, Chat::Visibility::Private, minji);
    a.makeRoom(lobby, Chat::Visibility::Public, minji);
    for (const Chat::RoomId &room : {garden, den, lobby}) {
        a.say(room, QStringLiteral("I am the owner"));
        a.say(room, QStringLiteral("hello"), minji);
    }
    b.makeRoom(den, Chat::Visibility::Private, ownerId()); // in these two nothing was said yet
    b.makeRoom(lobby, Chat::Visibility::Public, ownerId());
    const QString from = a.exported();
    QVERIFY(rewrite(from, a.hostId.toLatin1(), b.hostId.toLatin1()));
    ImportOptions takingOver; // as the desktop does it
    takingOver.self = {Chat::UserId(QStringLiteral("u-jun")), QStringLiteral("Jun"), false, {}};
    Place c(QStringLiteral("c"));
    const QString toC = a.exported();
    QVERIFY(rewrite(toC, a.hostId.toLatin1(), c.hostId.toLatin1()));
    QCOMPARE(c.take(toC, takingOver), 6);
    QCOMPARE(b.take(from), 6);
    for (const Place *place : {&b, &c}) {
        const QByteArray hash = QCryptographicHash::hash("unproven " + place->hostId.toLatin1(),
                                                         QCryptographicHash::Sha256);
        const QString digits = QString::fromLatin1(hash.toHex());
        const auto nobody = [&](const Chat::UserId &id) {
            return Chat::UserId(id.toString() + u':' + digits.first(16));
        };
        const auto apart = Chat::RoomId(QStringLiteral("den.") + digits.first(12));
        for (const Chat::RoomId &room : {garden, apart, lobby}) {
            const auto there = allOf(*open(place->path), room);
            QCOMPARE(there.at(1).senderId, nobody(ownerId()));
            QCOMPARE(there.at(2).senderId, nobody(minji));
            for (const Chat::UserId &member : place->members(room))
                QVERIFY(member == nobody(minji) || member == ownerId());
        }
    }
    QCOMPARE(b.room(garden)->creator.toString().section(u':', 0, 0), minji.toString());
    QVERIFY(b.room(garden)->creator != minji);
    QCOMPARE(b.room(lobby)->creator, ownerId());
    QCOMPARE(b.texts(den), QStringList());
    QCOMPARE(b.members(den), std::vector{ownerId()});
    // The operator is told, and has the last word.
    QVERIFY(importData(from, b.path)->isUnproven);
    Place d(QStringLiteral("d"));
    QVERIFY(!importData(a.exported(), d.path)->isUnproven);
    ImportOptions same;
    same.samePeople = true;
    QVERIFY(!importData(from, b.path, {}, same)->isUnproven);
    QCOMPARE(allOf(*open(b.path), den).at(2).senderId, minji);
}

void TestForeignImport::ownExportComesBackOnce()
{
    Place a(QStringLiteral("a"));
    a.makeRoom(lobby, Chat::Visibility::Public, ownerId());
    a.makeRoom(garden, Chat::Visibility::Private, minji);
    a.say(lobby, QStringLiteral("open"));
    a.say(garden, QStringLiteral("secret"), minji);
    const QString from = a.exported();
    ImportOptions same;
    same.samePeople = true;
    QCOMPARE(a.take(from, same), 0);
    // Who does not say that it is theirs has only what everybody hears known again.
    QCOMPARE(a.take(from), 1);
    QCOMPARE(a.take(from), 0);
    QCOMPARE(a.texts(lobby), QStringList{QStringLiteral("open")});
    QCOMPARE(a.texts(garden), QStringList{QStringLiteral("secret")});
    QCOMPARE(a.members(garden), std::vector{minji});
}

void TestForeignImport::boundsOfARoomAreThoseOfItsMessages()
{
    Place a(QStringLiteral("a"));
    a.makeRoom(lobby, Chat::Visibility::Public, minji);
    a.say(lobby, QStringLiteral("one"));
    a.say(lobby, QStringLiteral("two"));
    const QString from = a.exported();
    QVERIFY(rewrite(from, "\"floor\":0", "\"floor\":9007199254740991"));
    QVERIFY(rewrite(from, "\"last\":0", "\"last\":9007199254740991"));
    for (const bool isSame : {false, true}) {
        Place b(QStringLiteral("b"));
        ImportOptions options;
        options.samePeople = isSame;
        QCOMPARE(b.take(from, options), 2);
        QCOMPARE(b.room(lobby)->floor.number, isSame ? 2 : 0);
        b.say(lobby, QStringLiteral("three"));
        QCOMPARE(allOf(*open(b.path), lobby).rbegin()->first, 3);
    }
    // What is lacking before the first one is gone for those here, too.
    const QString later = a.exported();
    QVERIFY(rewrite(later, "\"message\":2,", "\"message\":9,"));
    QVERIFY(rewrite(later, "\"message\":1,", "\"message\":8,"));
    Place c(QStringLiteral("c"));
    QCOMPARE(c.take(later), 2);
    QCOMPARE(c.room(lobby)->floor.number, 7);
}

void TestForeignImport::numbersThatNobodyReachesAreRefused()
{
    Place a(QStringLiteral("a"));
    a.makeRoom(lobby, Chat::Visibility::Public, minji);
    a.say(lobby, QStringLiteral("one"));
    for (const char *number : {"\"message\":1,", "\"revision\":0,"}) {
        Place b(QStringLiteral("b"));
        const QString from = a.exported();
        QVERIFY(rewrite(from, number, QByteArray(number).chopped(2).append("9007199254740991,")));
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("export.jsonl:")));
        QCOMPARE(b.take(from), -1);
    }
}

void TestForeignImport::whoeverTakesOverHasWhatWasTheirs()
{
    Place a(QStringLiteral("a"));
    Place b(QStringLiteral("b"));
    a.makeRoom(garden, Chat::Visibility::Private, minji);
    a.say(garden, QStringLiteral("mine"), minji);
    a.say(garden, QStringLiteral("the owner's"));
    ImportOptions options;
    options.self = {minji, QStringLiteral("민지"), false, {}};
    QCOMPARE(b.take(a.exported(), options), 2);
    const Chat::RoomId taken = a.foreign(garden);
    const auto there = allOf(*open(b.path), taken);
    QCOMPARE(there.at(1).senderId, ownerId());
    QCOMPARE(there.at(2).senderId, a.foreign(ownerId()));
    QCOMPARE(b.room(taken)->creator, ownerId());
    QCOMPARE(b.room(taken)->settings.visibility, Chat::Visibility::Private);
    QCOMPARE(b.members(taken), std::vector{ownerId()});
    // Again, when there is more: known by what it is called everywhere.
    a.say(garden, QStringLiteral("later"), minji);
    QCOMPARE(b.take(a.exported(), options), 1);
    QCOMPARE(b.texts(taken), QStringList({QStringLiteral("mine"), QStringLiteral("the owner's"),
                                          QStringLiteral("later")}));
}

void TestForeignImport::privateStaysPrivate()
{
    Place a(QStringLiteral("a"));
    Place b(QStringLiteral("b"));
    a.makeRoom(garden, Chat::Visibility::Private, minji);
    a.say(garden, QStringLiteral("secret"), minji);
    b.makeRoom(garden, Chat::Visibility::Public, ownerId());
    b.say(garden, QStringLiteral("open"));
    QCOMPARE(b.take(a.exported()), 1);
    QCOMPARE(b.texts(garden), QStringList{QStringLiteral("open")});
    const Chat::RoomId taken = a.foreign(garden);
    QCOMPARE(b.texts(taken), QStringList{QStringLiteral("secret")});
    QCOMPARE(b.room(taken)->settings.visibility, Chat::Visibility::Private);
    QCOMPARE(b.members(taken), std::vector{a.foreign(minji)});
    QCOMPARE(b.take(a.exported()), 0);
    // What is said in it here finds the room it came from.
    b.say(taken, QStringLiteral("answer"));
    QCOMPARE(a.take(b.exported()), 2); // and what is open there is a room here that it may be in
    QCOMPARE(a.texts(garden), QStringList({QStringLiteral("secret"), QStringLiteral("open"),
                                           QStringLiteral("answer")}));
    QCOMPARE(a.room(garden)->settings.visibility, Chat::Visibility::Private);
    QCOMPARE(a.members(garden), std::vector{minji});
}

void TestForeignImport::emptyRoomStaysItsMakers()
{
    Place a(QStringLiteral("a"));
    Place b(QStringLiteral("b"));
    a.makeRoom(garden, Chat::Visibility::Public, minji);
    a.say(garden, QStringLiteral("hello"), minji);
    b.makeRoom(garden, Chat::Visibility::Private, ownerId());
    b.makeRoom(lobby, Chat::Visibility::Public, ownerId());
    QCOMPARE(b.take(a.exported()), 1);
    QCOMPARE(b.room(garden)->settings.visibility, Chat::Visibility::Private);
    QCOMPARE(b.room(garden)->name, QStringLiteral("Of b"));
    QCOMPARE(b.room(garden)->creator, ownerId());
    a.makeRoom(lobby, Chat::Visibility::Public, ownerId());
    a.say(lobby, QStringLiteral("in the lobby"));
    QCOMPARE(b.take(a.exported()), 1);
    QCOMPARE(b.room(lobby)->name, QStringLiteral("Of a"));
    QCOMPARE(b.room(lobby)->creator, ownerId());
}

void TestForeignImport::unknownSettingsAreRefused()
{
    Place a(QStringLiteral("a"));
    Place b(QStringLiteral("b"));
    a.makeRoom(garden, Chat::Visibility::Private, minji);
    a.say(garden, QStringLiteral("secret"), minji);
    b.makeRoom(garden, Chat::Visibility::Public, ownerId());
    b.say(garden, QStringLiteral("open"));
    const QString from = a.exported();
    QFile lines(from + QStringLiteral("/export.jsonl"));
    QVERIFY(lines.open(QIODevice::ReadWrite));
    QByteArray bytes = lines.readAll();
    QVERIFY(bytes.contains("private"));
    bytes.replace("private", "cliquey");
    QVERIFY(lines.resize(0) && lines.seek(0) && lines.write(bytes) == bytes.size());
    lines.close();
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("none that this")));
    QCOMPARE(b.take(from), -1);
    QCOMPARE(b.texts(garden), QStringList{QStringLiteral("open")});
}

void TestForeignImport::backAndForthOnceEach()
{
    Place a(QStringLiteral("a"));
    Place b(QStringLiteral("b"));
    for (Place *place : {&a, &b}) {
        place->makeRoom(lobby, Chat::Visibility::Public, ownerId());
        for (int i = 0; i < 5; ++i)
            place->say(lobby, QStringLiteral("%1%2").arg(place->path.right(1)).arg(i));
    }
    const auto of = [](const QStringList &all, const char *whose) {
        return all.filter(QRegularExpression(QStringLiteral("^") + QLatin1String(whose)));
    };
    QCOMPARE(b.take(a.exported()), 5);
    QCOMPARE(a.take(b.exported()), 5);
    a.say(lobby, QStringLiteral("a5"));
    b.say(lobby, QStringLiteral("b5"));
    for (int round = 0; round < 2; ++round) {
        QCOMPARE(b.take(a.exported()), round == 0 ? 1 : 0);
        QCOMPARE(a.take(b.exported()), round == 0 ? 1 : 0);
    }
    for (const Place *place : {&a, &b}) {
        const QStringList all = place->texts(lobby);
        QCOMPARE(all.size(), 12);
        QCOMPARE(QSet<QString>(all.begin(), all.end()).size(), 12);
        for (const char *whose : {"a", "b"}) {
            QStringList sorted = of(all, whose);
            sorted.sort();
            QCOMPARE(of(all, whose), sorted);
        }
    }
}

void TestForeignImport::threeHostsAgree()
{
    Place a(QStringLiteral("a"));
    Place b(QStringLiteral("b"));
    Place c(QStringLiteral("c"));
    a.makeRoom(garden, Chat::Visibility::Private, minji);
    a.makeRoom(lobby, Chat::Visibility::Public, ownerId());
    a.say(garden, QStringLiteral("secret"), minji);
    a.say(lobby, QStringLiteral("open"), minji);
    QCOMPARE(b.take(a.exported()), 2);
    QCOMPARE(c.take(b.exported()), 2);
    QCOMPARE(c.take(a.exported()), 0); // by the other way
    QCOMPARE(c.texts(a.foreign(garden)), QStringList{QStringLiteral("secret")});
    QCOMPARE(allOf(*open(c.path), lobby).at(1).senderId, a.foreign(minji));
    QCOMPARE(a.take(c.exported()), 0);
    QCOMPARE(a.texts(garden), QStringList{QStringLiteral("secret")});
}

void TestForeignImport::anExportThatDoesNotSayWhose()
{
    Place a(QStringLiteral("a"));
    Place b(QStringLiteral("b"));
    a.makeRoom(lobby, Chat::Visibility::Public, ownerId());
    a.say(lobby, QStringLiteral("one"), minji);
    a.say(lobby, QStringLiteral("two"));
    // As the browser's page writes it: nothing of the host, nor what messages are called.
    const QString from = a.exported();
    QFile lines(from + QStringLiteral("/export.jsonl"));
    QVERIFY(lines.open(QIODevice::ReadWrite));
    QByteArray bytes = lines.readAll();
    bytes.replace(a.hostId.toLatin1(), "");
    const QRegularExpression uid(QStringLiteral(",\"uid\":\"[0-9a-f]{32}\""));
    bytes = QString::fromUtf8(bytes).remove(uid).toUtf8();
    QVERIFY(lines.resize(0) && lines.seek(0) && lines.write(bytes) == bytes.size());
    lines.close();
    QCOMPARE(a.take(from), 0); // it is from here
    QCOMPARE(b.take(from), 2);
    QCOMPARE(b.take(from), 0);
    QCOMPARE(allOf(*open(b.path), lobby).at(2).senderId,
             Chat::UserId(QStringLiteral("owner:0000000000000000")));
}

void TestForeignImport::filesComeAlong()
{
    Place a(QStringLiteral("a"));
    Place b(QStringLiteral("b"));
    const QByteArray content("\x89PNG\r\n\x1a\n and so on");
    {
        const auto log = open(a.path);
        QVERIFY(log->begin());
        makeRooms(*log);
        QVERIFY(log->commit());
        QVERIFY(!sayWithFile(*log, a.path, content, QStringLiteral("one")).isEmpty());
    }
    QCOMPARE(b.take(a.exported()), 1);
    QCOMPARE(a.take(b.exported()), 0);
    const auto file = allOf(*open(b.path), lobby).at(1).files.at(0);
    QCOMPARE(file, allOf(*open(a.path), lobby).at(1).files.at(0));
    const QByteArray hash = QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex();
    QCOMPARE(contentOf(blobPathIn(b.path, hash)), content);
    // It counts as nobody's here.
    const auto record = open(b.path)->files().findByToken(file.token);
    QVERIFY(record);
    QCOMPARE(record->owner, a.foreign(minji));
}

void TestForeignImport::tokensLookLikeOthers()
{
    Place a(QStringLiteral("a"));
    Place b(QStringLiteral("b"));
    int number = 0;
    for (Place *place : {&a, &b}) {
        const auto log = open(place->path);
        QVERIFY(log->begin());
        makeRooms(*log);
        QVERIFY(log->commit());
        // The same id and token, another content.
        const QByteArray content = QByteArray::number(++number);
        QVERIFY(!sayWithFile(*log, place->path, content, QStringLiteral("one")).isEmpty());
    }
    QCOMPARE(b.take(a.exported()), 1);
    const auto file = allOf(*open(b.path), lobby).at(2).files.at(0);
    QCOMPARE(file.token.size(), 32);
    QCOMPARE(file.id.size(), 32);
}

QTEST_GUILESS_MAIN(TestForeignImport)
#include "tst_foreignimport.moc"
