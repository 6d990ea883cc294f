// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/logdamage.h"
#include "server/store/sqlaccountstore.h"
#include "server/store/sqlchangestore.h"
#include "server/store/sqlerasingstore.h"
#include "server/store/sqlfilestore.h"
#include "server/store/sqlhookstore.h"
#include "server/store/sqlnewsstore.h"
#include "server/store/sqlorderstore.h"
#include "server/store/sqlqueuestore.h"
#include "server/store/sqlreadstore.h"
#include "server/store/sqlroomstore.h"
#include "server/store/sqlsearchstore.h"
#include "server/store/storeanswers.h"
#include "server/store/storestatus.h"

#include <QTimer>

#include <memory>
#include <optional>
#include <tl/expected.hpp>
#include <vector>

namespace Server {

struct PostgresLocation;
class SqlWorker;

/// The log in SQLite or PostgreSQL, written by a thread of its own. What was asked until the last
/// transaction was answered goes into the next one: the more there is to do, the cheaper it gets,
/// and what is said to a room together leaves together. A flood does not wait for the answers.
class SqlStore final : public Store {
public:
    enum class Synchronous {
        Full,   ///< An answer means the disk has it: survives a power cut.
        Normal, ///< Survives kill -9; a power cut may take the last moments.
    };
    using Opened = tl::expected<std::unique_ptr<SqlStore>, StoreError>;
    struct Options {
        Synchronous synchronous = Synchronous::Full;
        std::optional<qint64> maxBytes; ///< Of the log's file; past it appends fail as Full.
    };

    /// Makes the folder if need be and opens the log in it. Blocks while older data is upgraded.
    static Opened create(const QString &folder, const Options &options);
    /// That which other hosts may have open, too. Blocks until it answers.
    static Opened createShared(const PostgresLocation &location);
    /// Writes what was asked for, then closes.
    ~SqlStore() override;
    /// What the log held when it was opened; moved out, so once only.
    StoreContents contents() { return std::move(m_contents); }
    StoreStatus status() const;

    /// Does `work` in the log's thread, in one transaction with what else is asked meanwhile, and
    /// answers in this one. An error undoes all of that transaction unless it is a refusal, and
    /// fails every other write that was asked for before that error is told, in the same turn.
    /// `rooms` are those it writes to, as far as they are known.
    template <typename T>
    void write(typename StoreJobOf<T>::Work work, Answer<T> answer,
               std::vector<Chat::RoomId> rooms = {})
    {
        askFor<T>(StoreJob::Kind::Write, std::move(work), std::move(answer), std::move(rooms));
    }
    /// The same for what only takes away: it is done even if a write before it fails.
    template <typename T>
    void remove(typename StoreJobOf<T>::Work work, Answer<T> answer)
    {
        askFor<T>(StoreJob::Kind::Removal, std::move(work), std::move(answer));
    }
    /// The same for what changes nothing; it may be done twice.
    template <typename T>
    void read(typename StoreJobOf<T>::Work work, Answer<T> answer)
    {
        askFor<T>(StoreJob::Kind::Read, std::move(work), std::move(answer));
    }

    void append(const Chat::RoomMessage &message, Answer<Appended> answer) override;
    void appendAll(const MessageBatch &batch, Answer<std::vector<Appended>> answer) override;
    void createRoom(const StoredRoom &room, Answer<StoredRoom> answer) override;
    void setTopic(const Chat::RoomId &room, const QString &topic,
                  Answer<StoredRoom> answer) override;
    void addMember(const StoredMember &member, Answer<StoredMember> answer) override;
    void removeMember(const Chat::RoomId &room, const Chat::UserId &user,
                      Answer<bool> answer) override;
    void history(const HistoryQuery &query, Answer<History> answer) override;
    void following(const std::vector<KnownPart> &rooms, Answer<Histories> answer) override;
    ChangeStore &changes() override { return m_changes; }
    RoomStore &rooms() override { return m_rooms; }
    SearchStore &searches() override { return m_searches; }
    FileStore &files() override { return m_files; }
    ReadStore &reads() override { return m_reads; }
    HookStore &hooks() override { return m_hooks; }
    AccountStore &accounts() override { return m_accounts; }
    ErasingStore &erasing() override { return m_erasing; }
    OrderStore &order() override { return m_order; }
    NewsStore &news() override { return m_news; }
    void flush(Answer<bool> answer) override;

    /// Something was written: others that share the log may want to know. Once per transaction.
    void setWrote(std::function<void()> wrote) { m_wrote = std::move(wrote); }
    QueueStore &queues() { return m_queues; }
    void together(const std::function<void()> &calls);

private:
    SqlStore();
    static Opened open(const LogDatabase::Make &make);
    void ask(std::unique_ptr<StoreJob> job, StoreAnswers::Answer answer);
    template <typename T>
    void askFor(StoreJob::Kind kind, typename StoreJobOf<T>::Work work, Answer<T> answer,
                std::vector<Chat::RoomId> rooms = {})
    {
        ask(std::make_unique<StoreJobOf<T>>(kind, std::move(work), std::move(rooms)),
            [answer = std::move(answer)](StoreJob *job, StoreError error) {
                if (answer && job)
                    answer(static_cast<StoreJobOf<T> *>(job)->takeResult());
                else if (answer)
                    answer(tl::unexpected(error));
            });
    }
    void handOverInTime();
    void handOver();
    void answered(std::vector<std::unique_ptr<StoreJob>> jobs, std::optional<StoreError> failure);
    void countOutcome(const StoreJob &job);
    void countAppended(const Appended &appended);

    SqlChangeStore m_changes{*this};
    SqlFileStore m_files{*this};
    SqlReadStore m_reads{*this};
    SqlRoomStore m_rooms{*this};
    SqlHookStore m_hooks{*this};
    SqlAccountStore m_accounts{*this};
    SqlErasingStore m_erasing{*this};
    SqlOrderStore m_order{*this};
    SqlNewsStore m_news{*this};
    StoreContents m_contents;
    SqlQueueStore m_queues{*this};
    StoreStatus m_status;
    LogDamage m_damage;
    StoreAnswers m_answers;
    bool m_together = false; ///< While together() runs; nothing is handed over then.
    std::vector<std::unique_ptr<StoreJob>> m_gathered; ///< Not with the worker yet.
    QTimer m_turn; ///< When all that is there to be read in this turn has been read.
    std::function<void()> m_wrote;
    std::unique_ptr<SqlWorker> m_worker;
    SqlSearchStore m_searches{m_damage};
};

} // namespace Server
