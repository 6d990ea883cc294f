// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/schema.h"

#include "server/store/logdatabase.h"
#include "server/store/logging.h"

#include <QSqlError>
#include <QSqlQuery>

#include <array>
#include <span>

namespace Server {
namespace {

// A published step is never changed: data out there has gone through it. Add the next one.

// `messages` keeps its rowid under a name: a full-text index needs a number that VACUUM leaves
// alone. Rooms are numbers in it, so that the index stays small.
constexpr std::array firstStep{
    "CREATE TABLE rooms ("
    " number INTEGER PRIMARY KEY,"
    " id TEXT NOT NULL UNIQUE,"
    " name TEXT NOT NULL,"
    " topic TEXT NOT NULL,"
    " creator TEXT NOT NULL,"
    " created INTEGER NOT NULL)",
    "CREATE TABLE messages ("
    " number INTEGER PRIMARY KEY,"
    " room INTEGER NOT NULL REFERENCES rooms(number),"
    " seq INTEGER NOT NULL,"
    " type INTEGER NOT NULL,"
    " sender TEXT NOT NULL,"
    " sender_id TEXT NOT NULL,"
    " guest INTEGER NOT NULL,"
    " text TEXT NOT NULL,"
    " client_id TEXT,"
    " time INTEGER NOT NULL,"
    " UNIQUE (room, seq))",
    "CREATE UNIQUE INDEX messages_client ON messages (sender_id, client_id)"
    " WHERE client_id IS NOT NULL",
};

constexpr std::array secondStep{
    "CREATE TABLE members ("
    " room INTEGER NOT NULL REFERENCES rooms(number),"
    " user TEXT NOT NULL,"
    " name TEXT NOT NULL,"
    " guest INTEGER NOT NULL,"
    " PRIMARY KEY (room, user)) WITHOUT ROWID",
};

// AUTOINCREMENT remembers the highest id also when its message is gone: ids are never used twice.
constexpr std::array thirdStep{
    "CREATE TABLE queue_messages ("
    " id INTEGER PRIMARY KEY AUTOINCREMENT,"
    " queue BLOB NOT NULL,"
    " destination BLOB NOT NULL,"
    " headers BLOB NOT NULL,"
    " body BLOB NOT NULL,"
    " expires INTEGER NOT NULL,"
    " attempts INTEGER NOT NULL)",
    "CREATE INDEX queue_messages_queue ON queue_messages (queue)",
    "CREATE TABLE durable_subscriptions ("
    " user TEXT NOT NULL,"
    " client BLOB NOT NULL,"
    " name BLOB NOT NULL,"
    " destination BLOB NOT NULL,"
    " queue BLOB NOT NULL,"
    " PRIMARY KEY (user, client, name)) WITHOUT ROWID",
};

// A change is told by what the message is afterwards: who was away asks for all with a higher
// revision. A reaction keeps the order in which it came by its number.
constexpr std::array fourthStep{
    "ALTER TABLE rooms ADD COLUMN revision INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE messages ADD COLUMN reply_to INTEGER",
    "ALTER TABLE messages ADD COLUMN revision INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE messages ADD COLUMN edited INTEGER",
    "ALTER TABLE messages ADD COLUMN deleted INTEGER",
    "ALTER TABLE messages ADD COLUMN pinned INTEGER",
    "CREATE INDEX messages_revision ON messages (room, revision) WHERE revision > 0",
    "CREATE INDEX messages_pinned ON messages (room, pinned) WHERE pinned IS NOT NULL",
    "CREATE TABLE reactions ("
    " number INTEGER PRIMARY KEY,"
    " message INTEGER NOT NULL REFERENCES messages(number) ON DELETE CASCADE,"
    " emoji TEXT NOT NULL,"
    " user TEXT NOT NULL,"
    " name TEXT NOT NULL,"
    " UNIQUE (message, emoji, user))",
    "CREATE TABLE earlier_texts ("
    " number INTEGER PRIMARY KEY,"
    " message INTEGER NOT NULL REFERENCES messages(number) ON DELETE CASCADE,"
    " text TEXT NOT NULL,"
    " until INTEGER NOT NULL)",
    "CREATE INDEX earlier_texts_message ON earlier_texts (message)",
};

// Its tokens are made by the program, which looks at the messages itself: the index holds numbers
// alone. `indexed` is the number of the last message that it looked at.
constexpr std::array fifthStep{
    "CREATE VIRTUAL TABLE search_index USING fts5 (tokens, content = '', detail = none,"
    " columnsize = 0, tokenize = \"ascii tokenchars ':'\")",
    "CREATE TABLE search_state ("
    " one INTEGER PRIMARY KEY CHECK (one = 1),"
    " indexed INTEGER NOT NULL,"
    " remains INTEGER NOT NULL,"
    " oldest INTEGER NOT NULL,"
    " newest INTEGER NOT NULL)",
    "INSERT INTO search_state (one, indexed, remains, oldest, newest) VALUES (1, 0, 0, 0, 0)",
};

// Whether a blob is needed is told by the rows that name it: there is no counter that could be
// wrong.
constexpr std::array filesStep{
    "CREATE TABLE files ("
    " number INTEGER PRIMARY KEY,"
    " id TEXT NOT NULL UNIQUE,"
    " token TEXT NOT NULL UNIQUE,"
    " owner TEXT NOT NULL,"
    " name TEXT NOT NULL,"
    " type TEXT NOT NULL,"
    " size INTEGER NOT NULL,"
    " hash TEXT,"
    " created INTEGER NOT NULL)",
    "CREATE INDEX files_owner ON files (owner)",
    "CREATE TABLE message_files ("
    " message INTEGER NOT NULL REFERENCES messages(number) ON DELETE CASCADE,"
    " place INTEGER NOT NULL,"
    " file INTEGER NOT NULL REFERENCES files(number),"
    " PRIMARY KEY (message, place)) WITHOUT ROWID",
    "CREATE INDEX message_files_file ON message_files (file)",
    "ALTER TABLE messages ADD COLUMN files INTEGER NOT NULL DEFAULT 0",
};

// `last` tells the newest number of a room where its message was not kept. Whoever said what is
// gone, or never was kept, may send it again for a while: `said` knows it.
constexpr std::array roomsStep{
    "ALTER TABLE rooms ADD COLUMN settings TEXT NOT NULL DEFAULT '{}'",
    "ALTER TABLE rooms ADD COLUMN floor INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE rooms ADD COLUMN last INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE members ADD COLUMN role INTEGER NOT NULL DEFAULT 1",
    "CREATE TABLE room_guests ("
    " room INTEGER NOT NULL REFERENCES rooms(number),"
    " user TEXT NOT NULL,"
    " name TEXT NOT NULL,"
    " guest INTEGER NOT NULL,"
    " knocks INTEGER NOT NULL,"
    " by_user TEXT NOT NULL,"
    " time INTEGER NOT NULL,"
    " PRIMARY KEY (room, user)) WITHOUT ROWID",
    "CREATE TABLE said ("
    " sender_id TEXT NOT NULL,"
    " client_id TEXT NOT NULL,"
    " room INTEGER NOT NULL REFERENCES rooms(number),"
    " seq INTEGER NOT NULL,"
    " time INTEGER NOT NULL,"
    " PRIMARY KEY (sender_id, client_id)) WITHOUT ROWID",
    "CREATE INDEX said_time ON said (time)",
};

// How far each member of a room has got; `since`: what was said up to here was said without them.
// `audience`: how many others could get a message when it was said; 0: not known. `user` of a
// mention is "*" for everybody.
constexpr std::array readsStep{
    "ALTER TABLE messages ADD COLUMN audience INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE messages ADD COLUMN written INTEGER",
    "CREATE TABLE read_markers ("
    " room INTEGER NOT NULL REFERENCES rooms(number) ON DELETE CASCADE,"
    " user TEXT NOT NULL,"
    " since INTEGER NOT NULL,"
    " delivered INTEGER NOT NULL,"
    " read INTEGER NOT NULL,"
    " confirms INTEGER NOT NULL,"
    " PRIMARY KEY (room, user)) WITHOUT ROWID",
    "INSERT INTO read_markers (room, user, since, delivered, read, confirms)"
    " SELECT room, user, 0, 0, 0, 0 FROM members",
    "CREATE TABLE mentions ("
    " user TEXT NOT NULL,"
    " room INTEGER NOT NULL,"
    " seq INTEGER NOT NULL,"
    " message INTEGER NOT NULL REFERENCES messages(number) ON DELETE CASCADE,"
    " PRIMARY KEY (user, room, seq)) WITHOUT ROWID",
    "CREATE INDEX mentions_message ON mentions (message)",
    "CREATE TABLE attendance ("
    " user TEXT NOT NULL PRIMARY KEY,"
    " last_seen INTEGER NOT NULL,"
    " choice INTEGER NOT NULL,"
    " status TEXT NOT NULL,"
    " until INTEGER NOT NULL) WITHOUT ROWID",
};

// A hook goes with its room. `secret` of one that takes posts is the hash of its token.
constexpr std::array hooksStep{
    "CREATE TABLE hooks ("
    " number INTEGER PRIMARY KEY,"
    " id TEXT NOT NULL UNIQUE,"
    " kind INTEGER NOT NULL,"
    " room INTEGER NOT NULL REFERENCES rooms(number) ON DELETE CASCADE,"
    " name TEXT NOT NULL,"
    " avatar TEXT NOT NULL,"
    " maker TEXT NOT NULL,"
    " created INTEGER NOT NULL,"
    " url TEXT NOT NULL,"
    " trigger_word TEXT NOT NULL,"
    " secret TEXT NOT NULL)",
    "CREATE INDEX hooks_room ON hooks (room)",
};

// A message that came from another host keeps the name that it has on all of them; one that was
// said here has one that is made of what it is. The host's own id is made with the log and goes
// where the log goes: of several, the oldest is it, so that a repaired log keeps the one it had.
constexpr std::array uidStep{
    "CREATE TABLE IF NOT EXISTS host_identity ("
    " id TEXT NOT NULL PRIMARY KEY,"
    " made INTEGER NOT NULL) WITHOUT ROWID",
    "INSERT INTO host_identity (id, made) SELECT lower(hex(randomblob(16))),"
    " CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)"
    " WHERE NOT EXISTS (SELECT 1 FROM host_identity)",
    "ALTER TABLE messages ADD COLUMN uid BLOB",
    "CREATE UNIQUE INDEX messages_uid ON messages (room, uid) WHERE uid IS NOT NULL",
};

// Who people are. A name is kept for whom it was a while: `until` is NULL while it is theirs.
constexpr std::array accountsStep{
    "CREATE TABLE accounts ("
    " user TEXT NOT NULL PRIMARY KEY,"
    " name TEXT NOT NULL,"
    " role INTEGER NOT NULL,"
    " password TEXT NOT NULL DEFAULT '',"
    " created INTEGER NOT NULL,"
    " last_seen INTEGER NOT NULL,"
    " avatar_emoji TEXT NOT NULL DEFAULT '',"
    " avatar_color TEXT NOT NULL DEFAULT '',"
    " avatar_file TEXT NOT NULL DEFAULT '') WITHOUT ROWID",
    "CREATE INDEX accounts_avatar ON accounts (avatar_file) WHERE avatar_file <> ''",
    "CREATE TABLE account_names ("
    " number INTEGER PRIMARY KEY,"
    " folded TEXT NOT NULL,"
    " looks TEXT NOT NULL,"
    " user TEXT NOT NULL,"
    " until INTEGER)",
    "CREATE INDEX account_names_folded ON account_names (folded)",
    "CREATE INDEX account_names_looks ON account_names (looks)",
    "CREATE INDEX account_names_user ON account_names (user)",
    "CREATE TABLE device_keys ("
    " key TEXT NOT NULL PRIMARY KEY,"
    " user TEXT NOT NULL,"
    " name TEXT NOT NULL,"
    " added INTEGER NOT NULL,"
    " last_used INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE INDEX device_keys_user ON device_keys (user)",
    "CREATE TABLE account_codes ("
    " hash TEXT NOT NULL PRIMARY KEY,"
    " user TEXT NOT NULL,"
    " until INTEGER NOT NULL) WITHOUT ROWID",
    // Who is being erased, up to which message and reaction.
    "CREATE TABLE erasures ("
    " user TEXT NOT NULL PRIMARY KEY,"
    " begun INTEGER NOT NULL,"
    " last_message INTEGER NOT NULL,"
    " last_reaction INTEGER NOT NULL) WITHOUT ROWID",
    // Finds what somebody said by any program: it knows those without an id now, too.
    "DROP INDEX messages_client",
    "CREATE UNIQUE INDEX messages_client ON messages (sender_id, client_id)",
    "CREATE INDEX reactions_user ON reactions (user)",
};

// Who may not speak, or not be here; `room` NULL is the whole host, `until` NULL till it is lifted.
// A mark is a device's key or an address, by its kind. What was done in a room goes with the room.
constexpr std::array orderStep{
    "CREATE TABLE sanctions ("
    " number INTEGER PRIMARY KEY,"
    " kind INTEGER NOT NULL,"
    " room INTEGER REFERENCES rooms(number) ON DELETE CASCADE,"
    " user TEXT NOT NULL,"
    " name TEXT NOT NULL,"
    " reason TEXT NOT NULL,"
    " by_user TEXT NOT NULL,"
    " by_name TEXT NOT NULL,"
    " begun INTEGER NOT NULL,"
    " until INTEGER)",
    "CREATE INDEX sanctions_room ON sanctions (room)",
    "CREATE TABLE sanction_marks ("
    " sanction INTEGER NOT NULL REFERENCES sanctions(number) ON DELETE CASCADE,"
    " kind INTEGER NOT NULL,"
    " mark TEXT NOT NULL,"
    " PRIMARY KEY (sanction, kind, mark)) WITHOUT ROWID",
    "CREATE TABLE order_log ("
    " number INTEGER PRIMARY KEY AUTOINCREMENT,"
    " action INTEGER NOT NULL,"
    " room INTEGER REFERENCES rooms(number) ON DELETE CASCADE,"
    " user TEXT NOT NULL,"
    " name TEXT NOT NULL,"
    " by_user TEXT NOT NULL,"
    " by_name TEXT NOT NULL,"
    " reason TEXT NOT NULL,"
    " detail TEXT NOT NULL,"
    " time INTEGER NOT NULL,"
    " until INTEGER)",
    "CREATE INDEX order_log_room ON order_log (room, number)",
};

// Of an invitation's secret there is a hash alone; `uses` 0 is any number of times. Who was let in
// is known again by a mark: "d:" and a device's key, or a user id.
constexpr std::array entranceStep{
    "CREATE TABLE invitations ("
    " number INTEGER PRIMARY KEY,"
    " id TEXT NOT NULL UNIQUE,"
    " hash TEXT NOT NULL UNIQUE,"
    " label TEXT NOT NULL,"
    " room TEXT NOT NULL,"
    " uses INTEGER NOT NULL,"
    " used INTEGER NOT NULL,"
    " made INTEGER NOT NULL,"
    " until INTEGER,"
    " revoked INTEGER NOT NULL,"
    " ended INTEGER)",
    "CREATE TABLE admissions ("
    " mark TEXT NOT NULL PRIMARY KEY,"
    " user TEXT NOT NULL,"
    " since INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE INDEX admissions_since ON admissions (since)",
    "CREATE INDEX admissions_user ON admissions (user)",
};

struct Step {
    int version;
    std::span<const char *const> statements;
};
const std::array steps{Step{1, firstStep},    Step{2, secondStep},    Step{3, thirdStep},
                       Step{4, fourthStep},   Step{5, fifthStep},     Step{6, filesStep},
                       Step{7, roomsStep},    Step{8, readsStep},     Step{9, hooksStep},
                       Step{10, uidStep},     Step{11, accountsStep}, Step{12, orderStep},
                       Step{13, entranceStep}};

tl::expected<void, StoreError> run(QSqlQuery &query, const QString &statement)
{
    if (query.exec(statement))
        return {};
    qCCritical(storeLog) << "schema:" << query.lastError().text();
    return tl::unexpected(storeErrorOf(query.lastError()));
}

tl::expected<void, StoreError> runStep(QSqlQuery &query, const Step &step)
{
    for (const char *statement : step.statements) {
        if (auto done = run(query, QString::fromLatin1(statement)); !done)
            return done;
    }
    return run(query, QStringLiteral("PRAGMA user_version = %1").arg(step.version));
}

} // namespace

int newestSchema()
{
    return steps.back().version;
}

tl::expected<void, StoreError> migrate(QSqlDatabase &database, int version)
{
    QSqlQuery query(database);
    if (auto read = run(query, QStringLiteral("PRAGMA user_version")); !read)
        return read;
    const int found = query.next() ? query.value(0).toInt() : 0;
    query.finish();
    if (found > version) {
        qCCritical(storeLog) << "the data has version" << found << "and this program knows"
                             << version;
        return tl::unexpected(StoreError::TooNew);
    }
    for (const Step &step : steps) {
        if (step.version <= found || step.version > version)
            continue;
        if (auto begun = run(query, QStringLiteral("BEGIN IMMEDIATE")); !begun)
            return begun;
        auto done = runStep(query, step);
        if (done)
            done = run(query, QStringLiteral("COMMIT"));
        if (!done) {
            query.exec(QStringLiteral("ROLLBACK"));
            return done;
        }
    }
    return {};
}

} // namespace Server
