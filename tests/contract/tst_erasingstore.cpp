// SPDX-License-Identifier: GPL-3.0-or-later
// What is left when somebody goes, asked of each log that there is.
#include "server/store/accountstore.h"
#include "server/store/changestore.h"
#include "server/store/erasingstore.h"
#include "server/store/filestore.h"
#include "tests/support/storebackends.h"
#include "tests/support/storecalls.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

#include <functional>
#include <memory>

using namespace Server;
using namespace StoreCalls;

namespace {

const Chat::UserId gone{QStringLiteral("u-gone")};
const Chat::UserId other{QStringLiteral("u-other")};
const Chat::Timestamp now{std::chrono::milliseconds(1'700'000'000'000)};

// What the log can know of somebody: their id and the name Haneul, wherever either may stand.
const char *const traces[] = {
    "INSERT INTO rooms (number, id, name, topic, creator, created)"
    " VALUES (50, 'garden', 'Garden', '', 'u-gone', 1)",
    "INSERT INTO rooms (number, id, name, topic, creator, created, settings)"
    " VALUES (51, 'two', 'haneul', '', 'u-other', 1, '{\"visibility\":\"direct\"}')",
    "INSERT INTO messages (number, room, seq, type, sender, sender_id, guest, text, client_id, "
    "time)"
    " VALUES (60, 50, 1, 2, 'haneul', 'u-gone', 0, 'haneul speaks', 'c-haneul', 1),"
    " (61, 50, 2, 2, 'other', 'u-other', 0, 'hello', 'c-other', 1)",
    "INSERT INTO earlier_texts (message, text, until) VALUES (60, 'haneul spoke', 9)",
    "INSERT INTO reactions (message, emoji, user, name) VALUES (61, 'x', 'u-gone', 'haneul')",
    "INSERT INTO mentions (user, room, seq, message) VALUES ('u-gone', 50, 2, 61)",
    "INSERT INTO said (sender_id, client_id, room, seq, time) VALUES ('u-gone', 'haneul', 50, 1, "
    "1)",
    "INSERT INTO members (room, user, name, guest) VALUES (50, 'u-gone', 'haneul', 0),"
    " (51, 'u-gone', 'haneul', 0)",
    "INSERT INTO read_markers (room, user, since, delivered, read, confirms)"
    " VALUES (50, 'u-gone', 0, 1, 1, 1)",
    "INSERT INTO attendance (user, last_seen, choice, status, until)"
    " VALUES ('u-gone', 1, 0, 'haneul is out', 0)",
    "INSERT INTO room_guests (room, user, name, guest, knocks, by_user, time)"
    " VALUES (50, 'u-gone', 'haneul', 0, 1, 'u-other', 1), (50, 'u-other', 'other', 0, 0, 'u-gone',"
    " 1)",
    "INSERT INTO files (number, id, token, owner, name, type, size, created)"
    " VALUES (70, 'haneul-1', 'haneul-2', 'u-gone', 'haneul.png', 'haneul', 5, 1),"
    " (71, 'passed', 'on', 'u-gone', 'tree.png', 'image/png', 5, 1)",
    "INSERT INTO message_files (message, place, file) VALUES (61, 0, 71)",
    "INSERT INTO hooks (id, kind, room, name, avatar, maker, created, url, trigger_word, secret)"
    " VALUES ('haneul-h', 1, 50, 'of haneul', 'haneul', 'u-gone', 1, 'http://haneul', 'haneul',"
    " 'haneul')",
    "INSERT INTO durable_subscriptions (user, client, name, destination, queue)"
    " VALUES ('u-gone', CAST('haneul' AS BLOB), CAST('haneul' AS BLOB),"
    " CAST('/topic/haneul' AS BLOB), CAST('durable/u-gone/haneul/haneul' AS BLOB))",
    "INSERT INTO queue_messages (queue, destination, headers, body, expires, attempts)"
    " VALUES (CAST('durable/u-gone/haneul/haneul' AS BLOB), CAST('/topic/haneul' AS BLOB),"
    " CAST('haneul' AS BLOB), CAST('for haneul' AS BLOB), 0, 0)",
    "INSERT INTO accounts (user, name, role, password, created, last_seen, avatar_emoji,"
    " avatar_color, avatar_file)"
    " VALUES ('u-gone', 'haneul', 1, 'haneul', 1, 1, 'haneul', 'haneul', 'haneul')",
    "INSERT INTO account_names (folded, looks, user) VALUES ('haneul', 'haneul', 'u-gone')",
    "INSERT INTO device_keys (key, user, name, added, last_used)"
    " VALUES ('key of haneul', 'u-gone', 'phone of haneul', 1, 1)",
    "INSERT INTO admissions (mark, user, since)"
    " VALUES ('u-gone', 'u-gone', 1), ('d:key of haneul', 'u-gone', 1)",
    "INSERT INTO account_codes (hash, user, until) VALUES ('haneul', 'u-gone', 9)",
    "INSERT INTO erasures (user, begun, last_message, last_reaction) VALUES ('u-gone', 1, 0, 0)",
    "INSERT INTO sanctions (number, kind, user, name, reason, by_user, by_name, begun)"
    " VALUES (80, 1, 'u-gone', 'haneul', 'haneul shouts', 'u-other', 'other', 1),"
    " (81, 1, 'u-other', 'other', 'shouts', 'u-gone', 'haneul', 1)",
    "INSERT INTO sanction_marks (sanction, kind, mark) VALUES (80, 0, 'key of haneul')",
    "INSERT INTO order_log (action, user, name, by_user, by_name, reason, detail, time)"
    " VALUES (1, 'u-gone', 'haneul', 'u-other', 'other', 'haneul shouts', '', 1),"
    " (1, 'u-other', 'other', 'u-gone', 'haneul', 'shouts', '', 1)",
};

// What may know them still: a ban stays one, and a name is nobody's for a while.
const QStringList keptColumns{
    QStringLiteral("account_names.folded"), QStringLiteral("account_names.looks"),
    QStringLiteral("sanction_marks.mark"), QStringLiteral("sanctions.user")};

// What never is somebody's: of a room (the name of one of two is), of a file's content, of a
// message from another host, of this host, of an act, of an invitation; and an emoji.
const QStringList columnsOfNobody{
    QStringLiteral("files.hash"),        QStringLiteral("host_identity.id"),
    QStringLiteral("messages.uid"),      QStringLiteral("order_log.detail"),
    QStringLiteral("reactions.emoji"),   QStringLiteral("rooms.id"),
    QStringLiteral("rooms.settings"),    QStringLiteral("rooms.topic"),
    QStringLiteral("invitations.id"),    QStringLiteral("invitations.hash"),
    QStringLiteral("invitations.label"), QStringLiteral("invitations.room")};

/// Every column of words or bytes of a log that nobody has open. The words of the search index are
/// no columns of its own; they go with the messages.
QStringList columnsOf(QSqlDatabase &log)
{
    QStringList columns;
    QSqlQuery query(log);
    query.exec(QStringLiteral(
        "SELECT t.name || '.' || c.name FROM sqlite_master t, pragma_table_info(t.name) c"
        " WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND t.name NOT LIKE 'search_index%'"
        " AND c.type IN ('TEXT', 'BLOB') ORDER BY 1"));
    while (query.next())
        columns.append(query.value(0).toString());
    return columns;
}

/// Those of them in which the id or the name stands.
QStringList columnsThatKnow(QSqlDatabase &log)
{
    QStringList found;
    for (const QString &column : columnsOf(log)) {
        QSqlQuery query(log);
        query.exec(QStringLiteral("SELECT count(*) FROM %1 WHERE"
                                  " instr(CAST(%2 AS BLOB), CAST('u-gone' AS BLOB)) OR"
                                  " instr(CAST(%2 AS BLOB), CAST('haneul' AS BLOB))")
                       .arg(column.section(u'.', 0, 0), column.section(u'.', 1)));
        if (!query.next() || query.value(0).toInt() > 0)
            found.append(column);
    }
    return found;
}

/// Looks at the log of a folder past the store, which must not have it open.
template <typename Look>
void lookAt(const QString &folder, const Look &look)
{
    const QString name = QStringLiteral("look");
    {
        QSqlDatabase log = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
        log.setDatabaseName(folder + QStringLiteral("/log.sqlite"));
        QVERIFY(log.open());
        look(log);
    }
    QSqlDatabase::removeDatabase(name);
}

} // namespace

class ErasingStoreContract : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void textsGoAndPlacesStay_data() { backends(); }
    void textsGoAndPlacesStay();
    void reactionsAndFilesGo_data() { backends(); }
    void reactionsAndFilesGo();
    void accountGoesAndItsNameIsKept_data() { backends(); }
    void accountGoesAndItsNameIsKept();
    void goesOnWhenOpenedAgain_data() { backends(); }
    void goesOnWhenOpenedAgain();
    void whatIsSaidLaterStays_data() { backends(); }
    void whatIsSaidLaterStays();
    void noColumnKnowsThem_data() { addOwnBackends(); }
    void noColumnKnowsThem();
    void whatOthersHaveStays_data() { addOwnBackends(); }
    void whatOthersHaveStays();
    void nothingToErase_data() { backends(); }
    void nothingToErase();

private:
    static void backends() { addBackends(); }
    void open()
    {
        QFETCH(const Backend *, backend);
        m_store.reset();
        m_store = std::move(backend->open(m_folder->path()).value());
    }
    Chat::Sequence say(const Chat::UserId &who, const QString &text, Chat::Sequence answers = {})
    {
        Chat::RoomMessage message = talk(text, {}, who.toString());
        message.sender = who.toString();
        message.guest = false;
        if (answers.number > 0)
            message.replyTo = Chat::Quoted{answers, {}, {}, false, {}};
        return append(*m_store, message)->message.sequence;
    }
    void begin()
    {
        QVERIFY(wait<bool>([&](auto answer) {
            m_store->erasing().begin(gone, now, now + std::chrono::hours(24), answer);
        }));
    }
    ErasedPiece goOn()
    {
        return wait<ErasedPiece>([&](auto answer) { m_store->erasing().goOn(gone, now, answer); })
            .value();
    }
    /// All of it; gives how many pieces that took.
    int finish(std::vector<Chat::RoomMessage> *told = nullptr)
    {
        for (int pieces = 1;; ++pieces) {
            const ErasedPiece piece = goOn();
            if (told)
                told->insert(told->end(), piece.messages.begin(), piece.messages.end());
            if (piece.done)
                return pieces;
        }
    }
    std::vector<Chat::UserId> unfinished()
    {
        return wait<std::vector<Chat::UserId>>(
                   [&](auto answer) { m_store->erasing().unfinished(answer); })
            .value();
    }
    std::vector<Chat::RoomMessage> all()
    {
        return history(*m_store, {room, {}, {}, 1000})->messages;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Store> m_store;
};

void ErasingStoreContract::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    open();
    QVERIFY(create(*m_store, room));
}

void ErasingStoreContract::textsGoAndPlacesStay()
{
    const auto first = say(gone, QStringLiteral("my secret"));
    say(other, QStringLiteral("an answer"), first);
    Chat::RoomMessage enter = talk(QStringLiteral("u-gone 님 입장!!"), {}, gone.toString());
    enter.type = Chat::MessageType::Enter;
    enter.sender = QStringLiteral("u-gone");
    append(*m_store, enter);
    begin();
    std::vector<Chat::RoomMessage> told;
    finish(&told);
    QCOMPARE(told.size(), 2u);
    const auto left = all();
    QCOMPARE(left.size(), 3u);
    for (const int i : {0, 2}) {
        QCOMPARE(left[size_t(i)].text, QString());
        QCOMPARE(left[size_t(i)].sender, erasedName);
        QCOMPARE(left[size_t(i)].senderId, erasedUser);
    }
    QVERIFY(left[0].changes.deleted);
    QCOMPARE(told[0].changes.revision, left[0].changes.revision);
    QCOMPARE(left[1].text, QStringLiteral("an answer"));
    QCOMPARE(left[1].replyTo->sequence, first);
    QCOMPARE(left[1].replyTo->excerpt, QString());
    QCOMPARE(left[1].replyTo->sender, erasedName);
    // Nothing of it is in the file, either.
    m_store.reset();
    for (const char *name : {"/log.sqlite", "/log.sqlite-wal"}) {
        QFile file(m_folder->path() + QLatin1String(name));
        if (file.open(QIODevice::ReadOnly))
            QVERIFY(!file.readAll().contains("my secret"));
    }
}

void ErasingStoreContract::reactionsAndFilesGo()
{
    const auto message = say(other, QStringLiteral("look"));
    const auto react = [&](const Chat::UserId &who) {
        QVERIFY(wait<Reacted>([&](auto answer) {
            m_store->changes().react(
                {{room, message}, who, who.toString(), QStringLiteral("👍"), true}, answer);
        }));
    };
    react(gone);
    react(other);
    StoredFile file;
    file.id = QStringLiteral("f1");
    file.token = QStringLiteral("t1");
    file.owner = gone;
    file.size = 10;
    file.created = now;
    QVERIFY(wait<FileAdded>([&](auto answer) {
        m_store->files().add(file, {1000, 0, 10}, answer);
    }));
    begin();
    finish();
    const auto left = all();
    QCOMPARE(left[0].changes.reactions.size(), 1u);
    QCOMPARE(left[0].changes.reactions[0].names, QStringList{other.toString()});
    QVERIFY(!wait<StoredFile>([&](auto answer) { m_store->files().find(file.id, gone, answer); }));
}

void ErasingStoreContract::accountGoesAndItsNameIsKept()
{
    const auto add = [&](const Chat::UserId &user, Chat::Timestamp time) {
        const NewAccount wanted{
            user,
            {QStringLiteral("Anna"), QStringLiteral("anna"), QStringLiteral("Anna")},
            StoredAccount::Role::Member,
            StoredDevice{user.toString().toLatin1(), {}, now, now},
            time};
        return wait<AccountAdded>([&](auto answer) { m_store->accounts().add(wanted, answer); })
            .value();
    };
    QCOMPARE(add(gone, now), AccountAdded::Added);
    begin();
    finish();
    const auto found = wait<AccountStore::Found>(
        [&](auto answer) { m_store->accounts().findByKey("u-gone", answer); });
    QVERIFY(!*found);
    QCOMPARE(add(other, now), AccountAdded::NameTaken);
    QCOMPARE(add(other, now + std::chrono::hours(25)), AccountAdded::Added);
}

void ErasingStoreContract::goesOnWhenOpenedAgain()
{
    for (int i = 0; i < 250; ++i)
        say(i % 5 == 4 ? other : gone, QStringLiteral("text %1").arg(i));
    begin();
    QCOMPARE(goOn().messages.size(), 100u); // a piece is bounded
    open();
    QCOMPARE(unfinished(), std::vector<Chat::UserId>{gone});
    finish();
    QVERIFY(unfinished().empty());
    int kept = 0;
    for (const Chat::RoomMessage &message : all())
        kept += !message.text.isEmpty();
    QCOMPARE(kept, 50);
}

void ErasingStoreContract::whatIsSaidLaterStays()
{
    say(gone, QStringLiteral("before"));
    begin();
    say(gone, QStringLiteral("after"));
    finish();
    QCOMPARE(texts(all()), (QStringList{QString(), QStringLiteral("after")}));
}

// A new column is found by this: it is either nobody's, or planted and looked for.
void ErasingStoreContract::noColumnKnowsThem()
{
    m_store.reset();
    lookAt(m_folder->path(), [](QSqlDatabase &log) {
        QSqlQuery query(log);
        for (const char *trace : traces)
            QVERIFY2(query.exec(QLatin1String(trace)), qPrintable(query.lastError().text()));
        QStringList expected = columnsOf(log);
        for (const QString &column : columnsOfNobody)
            QVERIFY2(expected.removeOne(column), qPrintable(column));
        QCOMPARE(columnsThatKnow(log), expected);
    });
    open();
    begin();
    finish();
    m_store.reset();
    lookAt(m_folder->path(),
           [](QSqlDatabase &log) { QCOMPARE(columnsThatKnow(log), keptColumns); });
}

void ErasingStoreContract::whatOthersHaveStays()
{
    m_store.reset();
    lookAt(m_folder->path(), [](QSqlDatabase &log) {
        QSqlQuery query(log);
        for (const char *trace : traces) {
            // As theirs, and the room is the one that the first time made.
            const QString others = QString::fromLatin1(trace)
                                       .replace(QLatin1String("u-other"), QLatin1String("u-third"))
                                       .replace(QLatin1String("u-gone"), QLatin1String("u-other"));
            QVERIFY2(query.exec(others), qPrintable(query.lastError().text()));
        }
        QVERIFY(query.exec(QStringLiteral("DELETE FROM erasures")));
    });
    const auto rows = [this] {
        QStringList counts;
        lookAt(m_folder->path(), [&](QSqlDatabase &log) {
            for (const QString &table : log.tables()) {
                if (table.startsWith(QLatin1String("search_index")))
                    continue; // made behind the log
                QSqlQuery query(log);
                query.exec(QStringLiteral("SELECT count(*) FROM ") + table);
                if (query.next())
                    counts.append(table + u' ' + query.value(0).toString());
            }
            QSqlQuery query(log);
            query.exec(QStringLiteral("SELECT creator FROM rooms WHERE id = 'garden'"));
            counts.append(query.next() ? query.value(0).toString() : QString());
        });
        return counts;
    };
    const QStringList before = rows();
    open();
    begin();
    finish();
    m_store.reset();
    QCOMPARE(rows(), before);
}

void ErasingStoreContract::nothingToErase()
{
    say(other, QStringLiteral("hello"));
    QVERIFY(goOn().done);
    begin();
    finish();
    QCOMPARE(texts(all()), QStringList{QStringLiteral("hello")});
}

QTEST_GUILESS_MAIN(ErasingStoreContract)
#include "tst_erasingstore.moc"
