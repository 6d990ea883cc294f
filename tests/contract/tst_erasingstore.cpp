// SPDX-License-Identifier: GPL-3.0-or-later
// What is left when somebody goes, asked of each log that there is.
#include "server/store/accountstore.h"
#include "server/store/changestore.h"
#include "server/store/erasingstore.h"
#include "server/store/filestore.h"
#include "tests/support/storebackends.h"
#include "tests/support/storecalls.h"

#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace Server;
using namespace StoreCalls;

namespace {

const Chat::UserId gone{QStringLiteral("u-gone")};
const Chat::UserId other{QStringLiteral("u-other")};
const Chat::Timestamp now{std::chrono::milliseconds(1'700'000'000'000)};

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
    void nothingToErase_data() { backends(); }
    void nothingToErase();

private:
    static void backends()
    {
        QTest::addColumn<const Backend *>("backend");
        QTest::newRow("sqlite") << &sqlite;
    }
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
