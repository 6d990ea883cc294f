// SPDX-License-Identifier: GPL-3.0-or-later
// What becomes of messages, asked of each log that there is.
#include "server/store/changestore.h"
#include "tests/support/storebackends.h"
#include "tests/support/storecalls.h"

#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace Server;
using Chat::Revision;
using Chat::Sequence;
using namespace StoreCalls;

namespace {

const auto said = QStringLiteral("g-1");
const auto somebodyElse = QStringLiteral("g-2");
const auto thumb = QStringLiteral("👍");
const auto heart = QStringLiteral("❤️");

Chat::Timestamp at(qint64 milliseconds)
{
    return Chat::Timestamp(std::chrono::milliseconds(milliseconds));
}

TextChange by(const QString &user, qint64 sequence, bool keepsEarlier = false)
{
    return {{room, Sequence{sequence}}, Chat::UserId(user), false, keepsEarlier, at(500)};
}

ReactionChange reaction(qint64 sequence, const QString &emoji, const QString &user = said,
                        bool on = true)
{
    return {{room, Sequence{sequence}}, Chat::UserId(user), u'n' + user, emoji, on};
}

} // namespace

class ChangeStoreContract : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void editedInItsPlace_data() { backends(); }
    void editedInItsPlace();
    void onlyItsSenderEdits_data() { backends(); }
    void onlyItsSenderEdits();
    void sayingTheSameChangesNothing_data() { backends(); }
    void sayingTheSameChangesNothing();
    void deletedTextIsGone_data() { backends(); }
    void deletedTextIsGone();
    void earlierTextsAreKeptWhereWanted_data() { backends(); }
    void earlierTextsAreKeptWhereWanted();
    void earlierTextsAreBounded_data() { backends(); }
    void earlierTextsAreBounded();
    void earlierTextsAreTheirs_data() { backends(); }
    void earlierTextsAreTheirs();
    void earlierTextsAreSwept_data() { backends(); }
    void earlierTextsAreSwept();
    void sweptByBytes_data() { backends(); }
    void sweptByBytes();
    void keptAgainIsKeptAnew_data() { backends(); }
    void keptAgainIsKeptAnew();
    void noticesDoNotChange_data() { backends(); }
    void noticesDoNotChange();
    void reactionsAreCounted_data() { backends(); }
    void reactionsAreCounted();
    void reactionsAreBounded_data() { backends(); }
    void reactionsAreBounded();
    void pinsKeepTheirOrder_data() { backends(); }
    void pinsKeepTheirOrder();
    void pinsAreBounded_data() { backends(); }
    void pinsAreBounded();
    void answersShowWhatTheyAnswer_data() { backends(); }
    void answersShowWhatTheyAnswer();
    void changesSinceARevision_data() { backends(); }
    void changesSinceARevision();
    void survivesReopening_data() { backends(); }
    void survivesReopening();
    void fullDiskChangesNothing_data() { addOwnBackends(); }
    void fullDiskChangesNothing();

private:
    static void backends() { addBackends(); }
    /// Opens the row's backend in the test's folder; the first time with a room and two messages.
    void open();
    void openAgain();
    tl::expected<Changed, StoreError> edit(const TextChange &change, const QString &text)
    {
        return wait<Changed>([&](auto answer) { m_store->changes().edit(change, text, answer); });
    }
    tl::expected<Changed, StoreError> remove(const TextChange &change)
    {
        return wait<Changed>([&](auto answer) { m_store->changes().remove(change, answer); });
    }
    tl::expected<Reacted, StoreError> react(const ReactionChange &change)
    {
        return wait<Reacted>([&](auto answer) { m_store->changes().react(change, answer); });
    }
    tl::expected<Changed, StoreError> pin(const PinChange &change)
    {
        return wait<Changed>([&](auto answer) { m_store->changes().pin(change, answer); });
    }
    tl::expected<Changes, StoreError> changes(qint64 after, int limit = 100)
    {
        ChangesQuery query{room, Revision{after}, Chat::UserId(said), limit};
        return wait<Changes>([&](auto answer) { m_store->changes().changes(query, answer); });
    }
    std::vector<Chat::RoomMessage> pinned(qint64 byteLimit = 1000)
    {
        return wait<History>([&](auto answer) {
                   m_store->changes().pinned({room, Chat::UserId(said), byteLimit}, answer);
               })
            .value()
            .messages;
    }
    QStringList earlier(qint64 sequence)
    {
        const auto found = earlier({{room, Sequence{sequence}}, {}, true});
        QStringList texts;
        for (const EarlierText &one : found.value().texts)
            texts << one.text;
        return texts;
    }
    tl::expected<EarlierTexts, StoreError> earlier(const EarlierQuery &query)
    {
        return wait<EarlierTexts>(
            [&](auto answer) { m_store->changes().earlierTexts(query, answer); });
    }
    tl::expected<EarlierSwept, StoreError> sweep(qint64 after, int most = 200)
    {
        return sweep(EarlierLook{after, most});
    }
    tl::expected<EarlierSwept, StoreError> sweep(const EarlierLook &look)
    {
        return wait<EarlierSwept>(
            [&](auto answer) { m_store->changes().sweepEarlier(look, answer); });
    }
    void keepEarlier(bool keeps)
    {
        StoredRoom changed = storedRoom(room);
        changed.settings.keepsEarlier = keeps;
        QVERIFY(wait<StoredRoom>([&](auto answer) { m_store->rooms().change(changed, answer); }));
    }
    /// As history shows it to who said the messages.
    Chat::RoomMessage message(qint64 sequence)
    {
        HistoryQuery query{room, Sequence{sequence - 1}, Sequence{sequence + 1}};
        query.viewer = Chat::UserId(said);
        return history(*m_store, query)->messages.at(0);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Store> m_store;
};

void ChangeStoreContract::open()
{
    m_store.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    openAgain();
    QVERIFY(create(*m_store, room));
    QVERIFY(append(*m_store, talk(QStringLiteral("one"), QStringLiteral("c1"))));
    QVERIFY(append(*m_store, talk(QStringLiteral("two"))));
}

void ChangeStoreContract::openAgain()
{
    QFETCH(const Backend *, backend);
    m_store.reset();
    auto opened = backend->open(m_folder->path());
    QVERIFY(opened);
    m_store = std::move(*opened);
}

void ChangeStoreContract::editedInItsPlace()
{
    open();
    const auto edited = edit(by(said, 1), QStringLiteral("하나"));
    QVERIFY(edited);
    QVERIFY(!edited->repeated);
    QCOMPARE(edited->message.text, QStringLiteral("하나"));
    QCOMPARE(edited->message.sequence, Sequence{1});
    QCOMPARE(edited->message.changes.revision, Revision{1});
    QCOMPARE(edited->message.changes.edited, std::optional(at(500)));
    QCOMPARE(message(1), edited->message);
    QCOMPARE(message(2).changes, Chat::MessageChanges{});
    QCOMPARE(edit(by(said, 3), QStringLiteral("x")).error(), StoreError::NoSuchMessage);
    // What a resend is told is the message as it is now.
    const auto repeat = append(*m_store, talk(QStringLiteral("one"), QStringLiteral("c1")));
    QVERIFY(repeat->repeated);
    QCOMPARE(repeat->message.text, QStringLiteral("하나"));
}

void ChangeStoreContract::onlyItsSenderEdits()
{
    open();
    QCOMPARE(edit(by(somebodyElse, 1), QStringLiteral("x")).error(), StoreError::NotAllowed);
    QCOMPARE(remove(by(somebodyElse, 1)).error(), StoreError::NotAllowed);
    QCOMPARE(message(1).text, QStringLiteral("one"));
    TextChange keeper = by(somebodyElse, 1);
    keeper.anyones = true;
    QVERIFY(remove(keeper));
    QCOMPARE(message(1).text, QString());
}

void ChangeStoreContract::sayingTheSameChangesNothing()
{
    open();
    QVERIFY(edit(by(said, 1), QStringLiteral("one"))->repeated);
    QVERIFY(remove(by(said, 2)));
    QVERIFY(remove(by(said, 2))->repeated);
    QVERIFY(react(reaction(1, thumb)));
    QVERIFY(react(reaction(1, thumb))->repeated);
    QVERIFY(react(reaction(1, heart, said, false))->repeated);
    QVERIFY(pin({{room, Sequence{1}}, at(1)}));
    QVERIFY(pin({{room, Sequence{1}}, at(2)})->repeated);
    QCOMPARE(changes(0)->last, Revision{3});
    QCOMPARE(message(1).changes.pinned, std::optional(at(1)));
}

void ChangeStoreContract::deletedTextIsGone()
{
    open();
    QVERIFY(react(reaction(1, thumb)));
    QVERIFY(pin({{room, Sequence{1}}, at(1)}));
    QVERIFY(edit(by(said, 1, true), QStringLiteral("whispered")));
    const auto removed = remove(by(said, 1));
    QVERIFY(removed);
    QCOMPARE(removed->message.text, QString());
    QCOMPARE(removed->message.changes.deleted, std::optional(at(500)));
    QVERIFY(!removed->message.changes.pinned);
    QVERIFY(removed->message.changes.reactions.empty());
    QVERIFY(earlier(1).isEmpty());
    QVERIFY(pinned().empty());
    QCOMPARE(edit(by(said, 1), QStringLiteral("x")).error(), StoreError::NoSuchMessage);
    QCOMPARE(react(reaction(1, thumb)).error(), StoreError::NoSuchMessage);
    QCOMPARE(pin({{room, Sequence{1}}, at(1)}).error(), StoreError::NoSuchMessage);
    m_store.reset();
    QFile file(m_folder->filePath(QStringLiteral("log.sqlite")));
    if (file.open(QIODevice::ReadOnly))
        QVERIFY(!file.readAll().contains("whispered"));
}

void ChangeStoreContract::earlierTextsAreKeptWhereWanted()
{
    open();
    QVERIFY(edit(by(said, 1, true), QStringLiteral("two")));
    QVERIFY(edit(by(said, 1, true), QStringLiteral("three")));
    QCOMPARE(earlier(1), (QStringList{QStringLiteral("one"), QStringLiteral("two")}));
    QVERIFY(remove(by(said, 1, true)));
    QCOMPARE(earlier(1).last(), QStringLiteral("three"));
    QVERIFY(edit(by(said, 2), QStringLiteral("x")));
    QVERIFY(earlier(2).isEmpty());
}

void ChangeStoreContract::earlierTextsAreBounded()
{
    open();
    for (int i = 0; i < 60; ++i)
        QVERIFY(edit(by(said, 1, true), QStringLiteral("text %1").arg(i)));
    QCOMPARE(earlier(1).size(), 50);
    QCOMPARE(earlier(1).first(), QStringLiteral("text 9"));
    QCOMPARE(earlier(1).last(), QStringLiteral("text 58"));
    const EarlierQuery query{{room, Sequence{1}}, Chat::UserId(said), false, 3 * 7};
    const auto some = earlier(query);
    QCOMPARE(some->texts.size(), size_t(3));
    QCOMPARE(some->texts.back().text, QStringLiteral("text 58"));
    QVERIFY(some->more);
    QVERIFY(!earlier({{room, Sequence{1}}, Chat::UserId(said)})->more);
    QCOMPARE(earlier({{room, Sequence{1}}, Chat::UserId(said), false, 1})->texts.size(), size_t(1));
}

void ChangeStoreContract::earlierTextsAreTheirs()
{
    open();
    QVERIFY(edit(by(said, 1, true), QStringLiteral("two")));
    QCOMPARE(earlier({{room, Sequence{1}}, Chat::UserId(somebodyElse)}).error(),
             StoreError::NotAllowed);
    QCOMPARE(earlier({{room, Sequence{1}}, Chat::UserId(somebodyElse), true})->texts.size(),
             size_t(1));
    QCOMPARE(earlier({{room, Sequence{1}}, Chat::UserId(said)})->texts.size(), size_t(1));
    QCOMPARE(earlier({{room, Sequence{9}}, Chat::UserId(said)}).error(), StoreError::NoSuchMessage);
}

void ChangeStoreContract::earlierTextsAreSwept()
{
    open();
    keepEarlier(true);
    for (int i = 0; i < 5; ++i)
        QVERIFY(edit(by(said, 1, true), QStringLiteral("text %1").arg(i)));
    auto swept = sweep(0);
    QCOMPARE(swept->removed, 0);
    QVERIFY(!swept->more);
    QCOMPARE(earlier(1).size(), 5);
    keepEarlier(false);
    swept = sweep(0, 2);
    QCOMPARE(swept->removed, 2);
    QVERIFY(swept->more);
    QCOMPARE(earlier(1).first(), QStringLiteral("text 1"));
    swept = sweep(swept->upTo, 10);
    QCOMPARE(swept->removed, 3);
    QVERIFY(!swept->more);
    QVERIFY(earlier(1).isEmpty());
    QCOMPARE(message(1).text, QStringLiteral("text 4"));
}

// What goes takes its time by bytes, and everybody waits meanwhile.
void ChangeStoreContract::sweptByBytes()
{
    open();
    keepEarlier(true);
    const QString syllables(1000, QChar(u'\uac00')); // three bytes each
    for (int i = 0; i < 6; ++i)
        QVERIFY(edit(by(said, 1, true), syllables + QString::number(i)));
    keepEarlier(false);
    qint64 after = 0;
    // "one", which is small, and two more; then two; then one, though it is more than the bytes.
    const std::pair<int, qint64> pieces[] = {{3, 6000}, {2, 4000}, {1, 1}};
    for (const auto &[removed, bytes] : pieces) {
        const auto swept = sweep({after, 200, bytes});
        QCOMPARE(swept->removed, removed);
        QCOMPARE(swept->more, removed > 1);
        after = swept->upTo;
    }
    QVERIFY(earlier(1).isEmpty());
    QCOMPARE(sweep(0)->removed, 0);
    // Only what goes counts.
    keepEarlier(true);
    for (int i = 0; i < 3; ++i)
        QVERIFY(edit(by(said, 2, true), syllables + QString::number(i)));
    QVERIFY(!sweep({0, 200, 1})->more);
    QCOMPARE(earlier(2).size(), 3);
}

void ChangeStoreContract::keptAgainIsKeptAnew()
{
    open();
    keepEarlier(true);
    for (int i = 0; i < 5; ++i)
        QVERIFY(edit(by(said, 1, true), QStringLiteral("text %1").arg(i)));
    keepEarlier(false);
    keepEarlier(true);
    QVERIFY(earlier(1).isEmpty());
    QVERIFY(edit(by(said, 1, true), QStringLiteral("new")));
    QCOMPARE(earlier(1), QStringList{QStringLiteral("text 4")});
    openAgain(); // what is to go is known to the next host, too
    QCOMPARE(earlier(1), QStringList{QStringLiteral("text 4")});
    QCOMPARE(sweep(0)->removed, 5);
    QCOMPARE(earlier(1), QStringList{QStringLiteral("text 4")});
    keepEarlier(false);
    keepEarlier(true);
    QCOMPARE(sweep(0)->removed, 1);
    // Nothing is left, and numbers begin again: not below what was let go.
    QVERIFY(edit(by(said, 1, true), QStringLiteral("newest")));
    QCOMPARE(earlier(1), QStringList{QStringLiteral("new")});
    QCOMPARE(sweep(0)->removed, 0);
}

void ChangeStoreContract::noticesDoNotChange()
{
    open();
    Chat::RoomMessage notice = talk(QStringLiteral("came"));
    notice.type = Chat::MessageType::Enter;
    QVERIFY(append(*m_store, notice));
    QCOMPARE(edit(by(said, 3), QStringLiteral("x")).error(), StoreError::NoSuchMessage);
    QCOMPARE(remove(by(said, 3)).error(), StoreError::NoSuchMessage);
    QCOMPARE(pin({{room, Sequence{3}}, at(1)}).error(), StoreError::NoSuchMessage);
}

void ChangeStoreContract::reactionsAreCounted()
{
    open();
    QCOMPARE(react(reaction(1, thumb))->count, 1);
    QCOMPARE(react(reaction(1, heart, somebodyElse))->count, 1);
    QCOMPARE(react(reaction(1, thumb, somebodyElse))->count, 2);
    auto put = message(1).changes.reactions;
    QCOMPARE(put.size(), std::size_t(2));
    QCOMPARE(put[0].emoji, thumb);
    QCOMPARE(put[0].count, 2);
    QCOMPARE(put[0].names, (QStringList{QStringLiteral("ng-1"), QStringLiteral("ng-2")}));
    QVERIFY(put[0].mine);
    QCOMPARE(put[1].emoji, heart);
    QVERIFY(!put[1].mine);
    const auto taken = react(reaction(1, thumb, said, false));
    QCOMPARE(taken->count, 1);
    QCOMPARE(taken->revision, Revision{4});
    put = message(1).changes.reactions;
    QCOMPARE(put.size(), std::size_t(2));
    QVERIFY(!put[0].mine && !put[1].mine);
}

void ChangeStoreContract::reactionsAreBounded()
{
    open();
    ReactionChange change = reaction(1, thumb);
    change.emojisPerMessage = 2;
    QVERIFY(react(change));
    change.emoji = heart;
    QVERIFY(react(change));
    change.emoji = QStringLiteral("🎉");
    QCOMPARE(react(change).error(), StoreError::TooMany);
    change.emoji = thumb; // one that is there
    change.user = Chat::UserId(somebodyElse);
    QCOMPARE(react(change)->count, 2);
    QCOMPARE(message(1).changes.reactions.size(), std::size_t(2));
}

void ChangeStoreContract::pinsKeepTheirOrder()
{
    open();
    QVERIFY(pin({{room, Sequence{2}}, at(10)}));
    QVERIFY(pin({{room, Sequence{1}}, at(20)}));
    QCOMPARE(texts(pinned()), (QStringList{QStringLiteral("two"), QStringLiteral("one")}));
    QCOMPARE(texts(pinned(3)), QStringList{QStringLiteral("one")}); // the last pinned
    QVERIFY(pin({{room, Sequence{2}}, at(30), false}));
    QCOMPARE(texts(pinned()), QStringList{QStringLiteral("one")});
}

void ChangeStoreContract::pinsAreBounded()
{
    open();
    PinChange change{{room, Sequence{1}}, at(1), true, 1};
    QVERIFY(pin(change));
    change.message.sequence = Sequence{2};
    QCOMPARE(pin(change).error(), StoreError::TooMany);
    change.on = false;
    QVERIFY(pin(change)->repeated);
}

void ChangeStoreContract::answersShowWhatTheyAnswer()
{
    open();
    Chat::RoomMessage answer = talk(QStringLiteral("yes"));
    answer.replyTo = Chat::Quoted{Sequence{1}, QStringLiteral("claimed"), {}, false, {}};
    const auto appended = append(*m_store, answer);
    QVERIFY(appended);
    QVERIFY(appended->message.replyTo);
    QCOMPARE(appended->message.replyTo->excerpt, QStringLiteral("one"));
    QCOMPARE(appended->message.replyTo->sender, QStringLiteral("철수"));
    QCOMPARE(message(3), appended->message);
    QVERIFY(edit(by(said, 1), QStringLiteral("o\n  n ") + QString(500, u'e')));
    QCOMPARE(message(3).replyTo->excerpt.left(6), QStringLiteral("o n ee"));
    QVERIFY(message(3).replyTo->excerpt.size() <= 141);
    QVERIFY(remove(by(said, 1)));
    QCOMPARE(message(3).replyTo->excerpt, QString());
    // There is nothing yet that this one could answer.
    answer.replyTo->sequence = Sequence{4};
    QVERIFY(!append(*m_store, answer)->message.replyTo);
    QVERIFY(!message(4).replyTo);
}

void ChangeStoreContract::changesSinceARevision()
{
    open();
    QCOMPARE(changes(0)->last, Revision{});
    QVERIFY(changes(0)->messages.empty());
    QVERIFY(edit(by(said, 2), QStringLiteral("zwei")));
    QVERIFY(react(reaction(1, thumb, somebodyElse)));
    QVERIFY(edit(by(said, 2), QStringLiteral("deux")));
    const auto all = changes(0);
    QCOMPARE(texts(all->messages), (QStringList{QStringLiteral("one"), QStringLiteral("deux")}));
    QCOMPARE(all->messages[0].changes.reactions.size(), std::size_t(1));
    QCOMPARE(all->last, Revision{3});
    QVERIFY(!all->more);
    QCOMPARE(texts(changes(2)->messages), QStringList{QStringLiteral("deux")});
    QVERIFY(changes(3)->messages.empty());
    const auto first = changes(0, 1);
    QCOMPARE(texts(first->messages), QStringList{QStringLiteral("one")});
    QVERIFY(first->more);
    QCOMPARE(first->last, Revision{2});
    ChangesQuery few{room, {}, {}, 100, 3};
    const auto cut = wait<Changes>([&](auto answer) { m_store->changes().changes(few, answer); });
    QCOMPARE(cut->messages.size(), std::size_t(1));
    QVERIFY(cut->more);
    QCOMPARE(cut->last, Revision{2});
    const auto none = wait<Changes>([&](auto answer) {
        m_store->changes().changes({otherRoom, {}, {}}, answer);
    });
    QCOMPARE(none.error(), StoreError::NoSuchRoom);
}

void ChangeStoreContract::survivesReopening()
{
    open();
    QVERIFY(edit(by(said, 1), QStringLiteral("uno")));
    QVERIFY(react(reaction(1, thumb)));
    const Chat::RoomMessage before = message(1);
    openAgain();
    QCOMPARE(message(1), before);
    QCOMPARE(changes(0)->last, Revision{2});
    QCOMPARE(edit(by(said, 1), QStringLiteral("eins"))->message.changes.revision, Revision{3});
}

void ChangeStoreContract::fullDiskChangesNothing()
{
    QFETCH(const Backend *, backend);
    m_store.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    auto opened = backend->openSmall(m_folder->path(), 512 * 1024);
    QVERIFY(opened);
    m_store = std::move(*opened);
    QVERIFY(create(*m_store, room));
    QVERIFY(append(*m_store, talk(QStringLiteral("one"))));
    const auto failed = edit(by(said, 1), QString(1024 * 1024, u'x'));
    QCOMPARE(failed.error(), StoreError::Full);
    QCOMPARE(message(1).text, QStringLiteral("one"));
    QCOMPARE(changes(0)->last, Revision{});
    QCOMPARE(edit(by(said, 1), QStringLiteral("uno"))->message.changes.revision, Revision{1});
}

QTEST_GUILESS_MAIN(ChangeStoreContract)
#include "tst_changestore.moc"
