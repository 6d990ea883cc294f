// SPDX-License-Identifier: GPL-3.0-or-later
// Which hooks there are, asked of each log that there is.
#include "server/store/hookstore.h"
#include "tests/support/storebackends.h"
#include "tests/support/storecalls.h"

#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace Server;
using namespace StoreCalls;

namespace {

const HookQuota quota{3, 4};

StoredHook hook(const QString &id, const Chat::RoomId &in = room)
{
    StoredHook made;
    made.info.id = id;
    made.info.kind = Chat::HookKind::Outgoing;
    made.info.room = in;
    made.info.name = QStringLiteral("빌드");
    made.info.avatar = QStringLiteral("🚀");
    made.info.maker = Chat::UserId(QStringLiteral("owner"));
    made.info.created = Chat::Timestamp(std::chrono::milliseconds(1'700'000'000'123));
    made.info.url = QStringLiteral("https://example.org/?a=b");
    made.info.trigger = QStringLiteral("!build");
    made.secret = "secret-" + id.toUtf8();
    return made;
}

} // namespace

class HookStoreContract : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsAllOfIt_data() { backends(); }
    void keepsAllOfIt()
    {
        open();
        StoredHook incoming = hook(QStringLiteral("b"));
        incoming.info.kind = Chat::HookKind::Incoming;
        incoming.info.url.clear();
        incoming.info.trigger.clear();
        incoming.info.avatar.clear();
        QVERIFY(add(hook(QStringLiteral("z"))));
        QVERIFY(add(incoming));
        const auto all = everyHook();
        QCOMPARE(all.size(), size_t(2));
        QCOMPARE(all[0].info, hook(QStringLiteral("z")).info);
        QCOMPARE(all[0].secret, QByteArray("secret-z"));
        QCOMPARE(all[1].info.id, QStringLiteral("b"));
        QCOMPARE(all[1].info.kind, Chat::HookKind::Incoming);
        QCOMPARE(all[1].info.url, QString());
    }

    void quotasBind_data() { backends(); }
    void quotasBind()
    {
        open();
        for (const char *id : {"a", "b", "c"})
            QVERIFY(add(hook(QString::fromLatin1(id))));
        QCOMPARE(add(hook(QStringLiteral("d"))).error(), StoreError::TooMany);
        QVERIFY(add(hook(QStringLiteral("e"), otherRoom)));
        QCOMPARE(add(hook(QStringLiteral("f"), otherRoom)).error(), StoreError::TooMany);
        QVERIFY(*remove(QStringLiteral("a")));
        QVERIFY(add(hook(QStringLiteral("d"))));
        QCOMPARE(everyHook().size(), size_t(4));
    }

    void needsItsRoom_data() { backends(); }
    void needsItsRoom()
    {
        open();
        QCOMPARE(add(hook(QStringLiteral("a"), Chat::RoomId(QStringLiteral("nowhere")))).error(),
                 StoreError::NoSuchRoom);
        QVERIFY(everyHook().empty());
    }

    void renewedHasAnotherSecret_data() { backends(); }
    void renewedHasAnotherSecret()
    {
        open();
        QVERIFY(add(hook(QStringLiteral("a"))));
        QVERIFY(add(hook(QStringLiteral("b"))));
        QCOMPARE(*renew(QStringLiteral("a"), "other"), true);
        QCOMPARE(*renew(QStringLiteral("nobody"), "other"), false);
        const auto all = everyHook();
        QCOMPARE(all[0].secret, QByteArray("other"));
        QCOMPARE(all[0].info.maker.toString(), QStringLiteral("u-renewer"));
        QCOMPARE(all[1].secret, QByteArray("secret-b"));
    }

    void removedIsGone_data() { backends(); }
    void removedIsGone()
    {
        open();
        QVERIFY(add(hook(QStringLiteral("a"))));
        QCOMPARE(*remove(QStringLiteral("a")), true);
        QCOMPARE(*remove(QStringLiteral("a")), false);
        QVERIFY(everyHook().empty());
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
    tl::expected<StoredHook, StoreError> add(const StoredHook &hook)
    {
        return wait<StoredHook>([&](auto answer) { m_store->hooks().add(hook, quota, answer); });
    }
    tl::expected<bool, StoreError> renew(const QString &id, const QByteArray &secret)
    {
        return wait<bool>([&](auto answer) {
            m_store->hooks().renew(id, secret, Chat::UserId(QStringLiteral("u-renewer")), answer);
        });
    }
    tl::expected<bool, StoreError> remove(const QString &id)
    {
        return wait<bool>([&](auto answer) { m_store->hooks().remove(id, answer); });
    }
    std::vector<StoredHook> everyHook()
    {
        openAgain();
        QFETCH(const Backend *, backend);
        return backend->contents(*m_store).hooks;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Store> m_store;
};

QTEST_GUILESS_MAIN(HookStoreContract)
#include "tst_hookstore.moc"
