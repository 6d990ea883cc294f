// SPDX-License-Identifier: GPL-3.0-or-later
// Who may not speak or not be here, and the log of order, asked of each log that there is.
#include "server/store/accountstore.h"
#include "server/store/erasingstore.h"
#include "server/store/orderstore.h"
#include "server/store/roomstore.h"
#include "tests/support/storebackends.h"
#include "tests/support/storecalls.h"

#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace Server;
using namespace StoreCalls;

namespace {

using Kind = Chat::Sanction::Kind;
using Action = Chat::OrderEntry::Action;

constexpr OrderQuota smallQuota{2, 3};
const Chat::RoomId wholeHost;
const Chat::UserId lee(QStringLiteral("u-lee"));
const Chat::UserId minji(QStringLiteral("u-minji"));

Chat::Timestamp at(qint64 seconds)
{
    return Chat::Timestamp(std::chrono::seconds(1'700'000'000 + seconds));
}

StoredSanction sanction(Kind kind, const Chat::RoomId &in, const Chat::UserId &user = lee)
{
    StoredSanction made;
    made.room = in;
    made.info = {kind,
                 user,
                 QStringLiteral("이순신"),
                 false,
                 false,
                 QStringLiteral("광고"),
                 minji,
                 QStringLiteral("민지"),
                 at(0),
                 {}};
    return made;
}

Chat::OrderEntry entryOf(const StoredSanction &sanction, Action action = Action::Muted,
                         Chat::Timestamp time = at(0))
{
    Chat::OrderEntry entry;
    entry.action = action;
    entry.room = sanction.room;
    entry.user = sanction.info.user;
    entry.name = sanction.info.name;
    entry.by = sanction.info.by;
    entry.byName = sanction.info.byName;
    entry.reason = sanction.info.reason;
    entry.detail = QStringLiteral("address");
    entry.time = time;
    entry.until = sanction.info.until;
    return entry;
}

} // namespace

class OrderStoreContract : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsAllOfIt_data() { backends(); }
    void keepsAllOfIt()
    {
        open();
        StoredSanction mute = sanction(Kind::Mute, room);
        mute.info.until = at(600);
        StoredSanction ban = sanction(Kind::Ban, wholeHost);
        ban.devices = {"key-a", "key-b"};
        ban.addresses = {QStringLiteral("10.0.0.5")};
        ban.info.device = true;
        ban.info.address = true;
        QVERIFY(impose(mute));
        QVERIFY(impose(ban));
        openAgain();
        const auto all = kept();
        QCOMPARE(all.size(), size_t(2));
        QCOMPARE(all[0].info, mute.info);
        QCOMPARE(all[0].room, room);
        QCOMPARE(all[1].info, ban.info);
        QCOMPARE(all[1].room, wholeHost);
        QCOMPARE(all[1].devices, ban.devices);
        QCOMPARE(all[1].addresses, ban.addresses);
        QCOMPARE(contents().size(), size_t(2));
    }

    void newOneTakesThePlace_data() { backends(); }
    void newOneTakesThePlace()
    {
        open();
        StoredSanction first = sanction(Kind::Ban, room);
        first.devices = {"key-a"};
        QVERIFY(impose(first));
        QVERIFY(impose(sanction(Kind::Mute, room)));
        QVERIFY(impose(sanction(Kind::Ban, otherRoom)));
        StoredSanction longer = sanction(Kind::Ban, room);
        longer.info.until = at(900);
        QVERIFY(impose(longer));
        const auto all = kept();
        QCOMPARE(all.size(), size_t(3));
        QCOMPARE(all[2].info.until, std::optional(at(900)));
        QVERIFY(all[2].devices.isEmpty());
    }

    void whoHasSpokenIsFound_data() { backends(); }
    void whoHasSpokenIsFound()
    {
        open();
        const QString guest = QStringLiteral("g-1");
        const auto speaker = [&](const Chat::RoomId &in, const QString &user = {}) {
            return wait<std::optional<QString>>([&](auto answer) {
                       m_store->order().speaker(
                           in, Chat::UserId(user.isEmpty() ? QStringLiteral("g-1") : user), answer);
                   })
                .value_or(QStringLiteral("an error"));
        };
        QCOMPARE(speaker(room), std::nullopt);
        QCOMPARE(speaker(wholeHost), std::nullopt);
        QVERIFY(append(*m_store, talk(QStringLiteral("one"), QStringLiteral("z"), guest)));
        QCOMPARE(speaker(room), QStringLiteral("철수"));
        QCOMPARE(speaker(wholeHost), QStringLiteral("철수"));
        QCOMPARE(speaker(otherRoom), std::nullopt);
        QCOMPARE(speaker(room, QStringLiteral("g-2")), std::nullopt);
        // Whatever they have said elsewhere, it is among the newest here.
        MessageBatch much;
        for (int i = 0; i < 2001; ++i)
            much.messages.push_back(talk(QString::number(i), {}, guest, otherRoom));
        QVERIFY(appendAll(*m_store, much));
        QCOMPARE(speaker(room), QStringLiteral("철수"));
        // Whatever others have said here, it is among theirs.
        much.messages.clear();
        QVERIFY(append(*m_store, talk(QStringLiteral("two"), {}, QStringLiteral("g-3"))));
        for (int i = 0; i < 2001; ++i)
            much.messages.push_back(talk(QString::number(i), {}, QStringLiteral("g-4")));
        QVERIFY(appendAll(*m_store, much));
        QCOMPARE(speaker(room, QStringLiteral("g-3")), QStringLiteral("철수"));
    }

    void quotasBind_data() { backends(); }
    void quotasBind()
    {
        open();
        QVERIFY(impose(sanction(Kind::Ban, room, lee)));
        QVERIFY(impose(sanction(Kind::Ban, room, minji)));
        const Chat::UserId third(QStringLiteral("u-3"));
        QCOMPARE(impose(sanction(Kind::Ban, room, third)).error(), StoreError::TooMany);
        QVERIFY(impose(sanction(Kind::Ban, room, lee))); // takes a place that it has
        QVERIFY(impose(sanction(Kind::Mute, room, third)));
        QVERIFY(impose(sanction(Kind::Ban, otherRoom, third)));
        QVERIFY(impose(sanction(Kind::Ban, wholeHost, third)));
        QCOMPARE(kept().size(), size_t(5));
    }

    void endedMakeRoom_data() { backends(); }
    void endedMakeRoom()
    {
        open();
        StoredSanction brief = sanction(Kind::Ban, room, lee);
        brief.info.until = at(10);
        QVERIFY(impose(brief));
        QVERIFY(impose(sanction(Kind::Ban, room, minji)));
        const StoredSanction third = sanction(Kind::Ban, room, Chat::UserId(QStringLiteral("u-3")));
        QCOMPARE(impose(third, at(9)).error(), StoreError::TooMany);
        QVERIFY(impose(third, at(10)));
        QCOMPARE(kept().size(), size_t(2));
    }

    void liftedIsGone_data() { backends(); }
    void liftedIsGone()
    {
        open();
        const StoredSanction ban = sanction(Kind::Ban, wholeHost);
        QVERIFY(impose(ban));
        QVERIFY(impose(sanction(Kind::Ban, room)));
        QCOMPARE(*lift(ban), true);
        QCOMPARE(*lift(ban), false);
        openAgain();
        QCOMPARE(kept().size(), size_t(1));
        QCOMPARE(kept()[0].room, room);
        QCOMPARE(audit({false, wholeHost, 0, 10}).entries.size(), size_t(2)); // not a third
    }

    void auditIsPagedAndTrimmed_data() { backends(); }
    void auditIsPagedAndTrimmed()
    {
        open();
        for (int i = 0; i < 5; ++i)
            QVERIFY(note(entryOf(sanction(Kind::Mute, room), Action::SentOut, at(i))));
        QVERIFY(note(entryOf(sanction(Kind::Mute, wholeHost), Action::Recovered, at(9))));
        const auto page = audit({false, room, 0, 2});
        QCOMPARE(page.entries.size(), size_t(2));
        QVERIFY(page.more);
        QCOMPARE(page.entries[0].time, at(4));
        Chat::OrderEntry expected = entryOf(sanction(Kind::Mute, room), Action::SentOut, at(4));
        expected.number = page.entries[0].number;
        QCOMPARE(page.entries[0], expected);
        const auto rest = audit({false, room, page.entries[1].number, 10});
        QCOMPARE(rest.entries.size(), size_t(1)); // three are kept
        QCOMPARE(rest.entries[0].time, at(2));
        QVERIFY(!rest.more);
        QCOMPARE(audit({false, wholeHost, 0, 10}).entries.size(), size_t(1));
        QCOMPARE(audit({true, {}, 0, 10}).entries.size(), size_t(4));
    }

    void goesWithItsRoom_data() { backends(); }
    void goesWithItsRoom()
    {
        open();
        QVERIFY(impose(sanction(Kind::Ban, room)));
        QVERIFY(impose(sanction(Kind::Ban, otherRoom)));
        QVERIFY(*wait<bool>([&](auto answer) { m_store->rooms().remove(room, answer); }));
        QCOMPARE(kept().size(), size_t(1));
        QCOMPARE(audit({true, {}, 0, 10}).entries.size(), size_t(1));
        QCOMPARE(impose(sanction(Kind::Ban, room)).error(), StoreError::NoSuchRoom);
    }

    void erasingLiftsNothing_data() { backends(); }
    void erasingLiftsNothing()
    {
        open();
        StoredSanction ban = sanction(Kind::Ban, wholeHost);
        ban.devices = {"key-a"};
        QVERIFY(impose(ban));
        QVERIFY(
            *wait<bool>([&](auto answer) { m_store->erasing().begin(lee, at(1), at(2), answer); }));
        const auto left = kept();
        QCOMPARE(left.size(), size_t(1));
        QCOMPARE(left[0].info.user, lee);
        QCOMPARE(left[0].devices, ban.devices);
        QCOMPARE(left[0].info.name, erasedName);
        QCOMPARE(left[0].info.reason, QString());
        QCOMPARE(left[0].info.byName, QStringLiteral("민지"));
        const auto entry = audit({false, wholeHost, 0, 10}).entries.at(0);
        QCOMPARE(entry.user, erasedUser);
        QCOMPARE(entry.name, erasedName);
        QCOMPARE(entry.reason, QString());
        QVERIFY(*wait<bool>(
            [&](auto answer) { m_store->erasing().begin(minji, at(1), at(2), answer); }));
        QCOMPARE(kept()[0].info.by, erasedUser);
        QCOMPARE(kept()[0].info.byName, erasedName);
        QCOMPARE(audit({false, wholeHost, 0, 10}).entries.at(0).byName, erasedName);
    }

private:
    static void backends() { addBackends(); }
    void open()
    {
        m_store.reset();
        m_folder = std::make_unique<QTemporaryDir>();
        openAgain();
        QVERIFY(create(*m_store, room));
        QVERIFY(create(*m_store, otherRoom));
    }
    void openAgain()
    {
        QFETCH(const Backend *, backend);
        m_store.reset();
        m_store = std::move(backend->open(m_folder->path()).value());
    }
    std::vector<StoredSanction> contents()
    {
        QFETCH(const Backend *, backend);
        return backend->contents(*m_store).sanctions;
    }
    tl::expected<bool, StoreError> impose(const StoredSanction &sanction,
                                          Chat::Timestamp time = at(0))
    {
        return wait<bool>([&](auto answer) {
            m_store->order().impose(sanction, entryOf(sanction, Action::Muted, time), smallQuota,
                                    answer);
        });
    }
    tl::expected<bool, StoreError> lift(const StoredSanction &sanction)
    {
        return wait<bool>([&](auto answer) {
            m_store->order().lift(sanction, entryOf(sanction, Action::Unbanned), smallQuota,
                                  answer);
        });
    }
    tl::expected<bool, StoreError> note(const Chat::OrderEntry &entry)
    {
        return wait<bool>([&](auto answer) { m_store->order().note(entry, smallQuota, answer); });
    }
    Chat::AuditPage audit(const AuditQuery &query)
    {
        return wait<Chat::AuditPage>([&](auto answer) { m_store->order().audit(query, answer); })
            .value();
    }
    std::vector<StoredSanction> kept()
    {
        return wait<std::vector<StoredSanction>>(
                   [&](auto answer) { m_store->order().sanctions(answer); })
            .value();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Store> m_store;
};

QTEST_GUILESS_MAIN(OrderStoreContract)
#include "tst_orderstore.moc"
