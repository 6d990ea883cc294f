// SPDX-License-Identifier: GPL-3.0-or-later
// Who people are, asked of each log that there is.
#include "server/store/accountstore.h"
#include "server/store/filestore.h"
#include "tests/support/storebackends.h"
#include "tests/support/storecalls.h"

#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace Server;
using namespace StoreCalls;

namespace {

constexpr auto day = std::chrono::hours(24);

Chat::UserId user(const QString &id)
{
    return Chat::UserId(QStringLiteral("u-") + id);
}

Chat::Timestamp at(std::chrono::milliseconds time)
{
    return Chat::Timestamp(std::chrono::milliseconds(1'700'000'000'000) + time);
}

AccountName named(const QString &name)
{
    return {name, name.toLower(), name};
}

StoredDevice device(const QByteArray &key)
{
    return {key, QStringLiteral("노트북"), at({}), at({})};
}

NewAccount account(const QString &id, const QString &name, const QByteArray &key)
{
    NewAccount made{user(id), named(name), StoredAccount::Role::Member, {}, at({})};
    if (!key.isEmpty())
        made.device = device(key);
    return made;
}

StoredFile picture(const QString &id, const QString &owner, const QString &type, qint64 size)
{
    StoredFile file;
    file.id = id;
    file.token = u't' + id;
    file.owner = Chat::UserId(owner);
    file.name = QStringLiteral("me.png");
    file.type = type;
    file.size = size;
    file.created = at({});
    return file;
}

} // namespace

class AccountStoreContract : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void foundByWhatTheyHave_data() { backends(); }
    void foundByWhatTheyHave();
    void staysWhenOpenedAgain_data() { backends(); }
    void staysWhenOpenedAgain();
    void nameOfSomebodyIsNobodyElses_data() { backends(); }
    void nameOfSomebodyIsNobodyElses();
    void oldNameIsKeptForAWhile_data() { backends(); }
    void oldNameIsKeptForAWhile();
    void keyIsOneAccounts_data() { backends(); }
    void keyIsOneAccounts();
    void keyMovesWithItsPerson_data() { backends(); }
    void keyMovesWithItsPerson();
    void boundsBind_data() { backends(); }
    void boundsBind();
    void lastWayInStays_data() { backends(); }
    void lastWayInStays();
    void passwordThatChangedMeanwhile_data() { backends(); }
    void passwordThatChangedMeanwhile();
    void avatarMakesNoAccount_data() { backends(); }
    void avatarMakesNoAccount();
    void keptNameGoesWithTime_data() { backends(); }
    void keptNameGoesWithTime();
    void codeWorksOnce_data() { backends(); }
    void codeWorksOnce();
    void lockedOut_data() { backends(); }
    void lockedOut();
    void avatarIsAPictureOfOnesOwn_data() { backends(); }
    void avatarIsAPictureOfOnesOwn();
    void hostKeepsItsId_data() { backends(); }
    void hostKeepsItsId();
    void oddTextsAreTexts_data() { backends(); }
    void oddTextsAreTexts();

private:
    static void backends() { addBackends(); }
    void open()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        openAgain();
    }
    void openAgain()
    {
        QFETCH(const Backend *, backend);
        m_store.reset();
        m_store = std::move(backend->open(m_folder->path()).value());
        m_contents = backend->contents(*m_store);
    }
    AccountStore &accounts() { return m_store->accounts(); }

    AccountAdded add(const NewAccount &wanted)
    {
        return wait<AccountAdded>([&](auto answer) { accounts().add(wanted, answer); }).value();
    }
    Renamed rename(const QString &id, const QString &name, std::chrono::milliseconds time = {})
    {
        const NameChange change{user(id), named(name), at(time), at(time + 30 * day)};
        return wait<Renamed>([&](auto answer) { accounts().rename(change, answer); }).value();
    }
    DeviceAdded addDevice(const QString &id, const QByteArray &key, bool moves = false,
                          int most = 20)
    {
        const NewDevice wanted{user(id), device(key), moves, most, at(30 * day)};
        return wait<DeviceAdded>([&](auto answer) { accounts().addDevice(wanted, answer); })
            .value();
    }
    AccountStore::Found find(const QString &id)
    {
        return wait<AccountStore::Found>([&](auto answer) { accounts().find(user(id), answer); })
            .value();
    }
    QString byKey(const QByteArray &key)
    {
        return nameOf(
            wait<AccountStore::Found>([&](auto answer) { accounts().findByKey(key, answer); }));
    }
    QString byName(const QString &folded)
    {
        return nameOf(
            wait<AccountStore::Found>([&](auto answer) { accounts().findByName(folded, answer); }));
    }
    static QString nameOf(const tl::expected<AccountStore::Found, StoreError> &found)
    {
        return found && *found ? (*found)->name : QString();
    }
    Paired pair(const QByteArray &hash, const QByteArray &key, std::chrono::milliseconds time = {},
                int most = 20)
    {
        NewDevice wanted{{}, device(key), true, most, at(30 * day)};
        wanted.device.added = at(time);
        return wait<Paired>([&](auto answer) { accounts().pair(hash, wanted, answer); }).value();
    }
    PasswordSet setPassword(const QString &id, const QByteArray &was, const QByteArray &hash)
    {
        return wait<PasswordSet>([&](auto answer) {
                   accounts().setPassword({user(id), was, hash}, answer);
               })
            .value();
    }
    DeviceRemoved removeDevice(const QString &id, const QByteArray &key)
    {
        return wait<DeviceRemoved>(
                   [&](auto answer) { accounts().removeDevice(user(id), key, answer); })
            .value();
    }
    tl::expected<Chat::Avatar, StoreError> setAvatar(const QString &id, const Chat::Avatar &avatar,
                                                     bool selfMade = false)
    {
        const AvatarChange change{user(id), {}, selfMade, avatar, 1000, at({})};
        return wait<Chat::Avatar>([&](auto answer) { accounts().setAvatar(change, answer); });
    }
    void upload(const StoredFile &file)
    {
        QVERIFY(wait<FileAdded>([&](auto answer) {
            m_store->files().add(file, {1'000'000, 0, 100}, answer);
        }));
        QVERIFY(wait<StoredFile>([&](auto answer) {
            m_store->files().complete(file.id, "hash" + file.id.toLatin1(), file.type, answer);
        }));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Store> m_store;
    StoreContents m_contents;
};

void AccountStoreContract::foundByWhatTheyHave()
{
    open();
    QVERIFY(byKey("key1").isEmpty());
    QCOMPARE(add(account("1", "민지", "key1")), AccountAdded::Added);
    QCOMPARE(byKey("key1"), QStringLiteral("민지"));
    QCOMPARE(byName(QStringLiteral("민지")), QStringLiteral("민지"));
    QCOMPARE(find("1")->devices.size(), 1u);
    QCOMPARE(find("1")->devices[0].name, QStringLiteral("노트북"));
    QVERIFY(!find("2"));
}

void AccountStoreContract::staysWhenOpenedAgain()
{
    open();
    QCOMPARE(add(account("1", "민지", "key1")), AccountAdded::Added);
    QCOMPARE(setPassword("1", {}, "$argon2id$x"), PasswordSet::Set);
    QVERIFY(setAvatar("1", {QStringLiteral("🦊"), QStringLiteral("#112233"), {}}));
    QVERIFY(wait<bool>([&](auto answer) {
                accounts().noteSeen(user("1"), "key1", at(day), answer);
            }).value());
    openAgain();
    const auto found = find("1");
    QVERIFY(found);
    QCOMPARE(found->passwordHash, QByteArray("$argon2id$x"));
    QCOMPARE(found->avatar.emoji, QStringLiteral("🦊"));
    QCOMPARE(found->lastSeen, at(day));
    QCOMPARE(found->devices[0].lastUsed, at(day));
    QCOMPARE(m_contents.avatars.size(), 1u);
    QCOMPARE(m_contents.avatars[0].second.color, QStringLiteral("#112233"));
}

void AccountStoreContract::nameOfSomebodyIsNobodyElses()
{
    open();
    QCOMPARE(add(account("1", "Anna", "key1")), AccountAdded::Added);
    QCOMPARE(add(account("2", "anna", "key2")), AccountAdded::NameTaken);
    QVERIFY(byKey("key2").isEmpty());
    NewAccount alike = account("2", "other", "key2");
    alike.name.looks = QStringLiteral("Anna");
    QCOMPARE(add(alike), AccountAdded::NameTaken);
    QCOMPARE(add(account("2", "Bora", "key2")), AccountAdded::Added);
    QCOMPARE(rename("2", "ANNA"), Renamed::NameTaken);
    QCOMPARE(rename("1", "aNNa"), Renamed::Renamed); // of one's own
    QCOMPARE(rename("3", "Chul"), Renamed::NoSuchAccount);
}

void AccountStoreContract::oldNameIsKeptForAWhile()
{
    open();
    QCOMPARE(add(account("1", "Anna", "key1")), AccountAdded::Added);
    QCOMPARE(add(account("2", "Bora", "key2")), AccountAdded::Added);
    QCOMPARE(rename("1", "Hanna"), Renamed::Renamed);
    QVERIFY(byName(QStringLiteral("anna")).isEmpty()); // not theirs any more
    QCOMPARE(rename("2", "Anna", 29 * day), Renamed::NameTaken);
    QCOMPARE(rename("1", "Anna", 29 * day), Renamed::Renamed); // theirs to take back
    QCOMPARE(rename("1", "Hanna", 29 * day), Renamed::Renamed);
    QCOMPARE(rename("2", "Anna", 60 * day), Renamed::Renamed);
}

void AccountStoreContract::keyIsOneAccounts()
{
    open();
    QCOMPARE(add(account("1", "Anna", "key1")), AccountAdded::Added);
    QCOMPARE(add(account("2", "Bora", "key1")), AccountAdded::KeyTaken);
    QCOMPARE(add(account("2", "Bora", "key2")), AccountAdded::Added);
    QCOMPARE(addDevice("1", "key1"), DeviceAdded::Theirs);
    QCOMPARE(addDevice("2", "key1"), DeviceAdded::SomebodyElses);
    QCOMPARE(byKey("key1"), QStringLiteral("Anna"));
    QCOMPARE(addDevice("1", "key3"), DeviceAdded::Added);
    QCOMPARE(find("1")->devices.size(), 2u);
    QCOMPARE(removeDevice("2", "key1"), DeviceRemoved::NoSuchDevice);
    QCOMPARE(removeDevice("1", "key1"), DeviceRemoved::Removed);
    QVERIFY(byKey("key1").isEmpty());
}

void AccountStoreContract::keyMovesWithItsPerson()
{
    open();
    QCOMPARE(add(account("1", "Anna", "key1")), AccountAdded::Added);
    QCOMPARE(add(account("2", "Anna2", "key2")), AccountAdded::Added);
    QCOMPARE(addDevice("1", "key2", true), DeviceAdded::Added);
    QCOMPARE(byKey("key2"), QStringLiteral("Anna"));
    // Nobody can come as Anna2 any more, so its name is free some day.
    QCOMPARE(rename("1", "Anna2", 31 * day), Renamed::Renamed);
}

void AccountStoreContract::boundsBind()
{
    open();
    NewAccount one = account("1", "Anna", "key1");
    one.most = 1;
    QCOMPARE(add(one), AccountAdded::Added);
    NewAccount two = account("2", "Bora", "key2");
    two.most = 1;
    QCOMPARE(add(two), AccountAdded::TooMany);
    QCOMPARE(addDevice("1", "key2", false, 2), DeviceAdded::Added);
    QCOMPARE(addDevice("1", "key3", false, 2), DeviceAdded::TooMany);
}

void AccountStoreContract::codeWorksOnce()
{
    open();
    QCOMPARE(add(account("1", "Anna", "key1")), AccountAdded::Added);
    const auto addCode = [&](const QByteArray &hash) {
        return wait<bool>([&](auto answer) {
                   accounts().addCode({hash, user("1"), at(day)}, answer);
               })
            .value();
    };
    QVERIFY(addCode("first"));
    QVERIFY(addCode("second"));
    QVERIFY(!pair("first", "key2").user); // the newer one has its place
    QVERIFY(!pair("third", "key2").user);
    const Paired paired = pair("second", "key2");
    QCOMPARE(paired.user, user("1"));
    QCOMPARE(paired.device, DeviceAdded::Added);
    QCOMPARE(byKey("key2"), QStringLiteral("Anna"));
    QVERIFY(!pair("second", "key3").user);
    QVERIFY(addCode("late"));
    QVERIFY(!pair("late", "key3", day).user);
    // Who has to remove a device first comes back with the same code.
    QVERIFY(addCode("kept"));
    QCOMPARE(pair("kept", "key3", {}, 2).device, DeviceAdded::TooMany);
    QCOMPARE(removeDevice("1", "key1"), DeviceRemoved::Removed);
    QCOMPARE(pair("kept", "key3", {}, 2).device, DeviceAdded::Added);
}

// Two requests at once each saw the other way in.
void AccountStoreContract::lastWayInStays()
{
    open();
    QCOMPARE(add(account("1", "Anna", "key1")), AccountAdded::Added);
    QCOMPARE(removeDevice("1", "key1"), DeviceRemoved::LastWayIn);
    QCOMPARE(setPassword("1", {}, "$argon2id$x"), PasswordSet::Set);
    QCOMPARE(removeDevice("1", "key1"), DeviceRemoved::Removed);
    QCOMPARE(setPassword("1", "$argon2id$x", {}), PasswordSet::LastWayIn);
    QCOMPARE(find("1")->passwordHash, QByteArray("$argon2id$x"));
}

// It takes a while to check one; what was checked may be another one by then.
void AccountStoreContract::passwordThatChangedMeanwhile()
{
    open();
    QCOMPARE(add(account("1", "Anna", "key1")), AccountAdded::Added);
    QCOMPARE(setPassword("1", {}, "$argon2id$x"), PasswordSet::Set);
    QCOMPARE(setPassword("1", {}, "$argon2id$y"), PasswordSet::Changed);
    QCOMPARE(setPassword("9", {}, "$argon2id$y"), PasswordSet::Changed);
    NewDevice wanted{user("1"), device("key2"), false, 20, at(30 * day), "$argon2id$old"};
    const auto addIt = [&] {
        return wait<DeviceAdded>([&](auto answer) { accounts().addDevice(wanted, answer); })
            .value();
    };
    QCOMPARE(addIt(), DeviceAdded::PasswordChanged);
    QVERIFY(byKey("key2").isEmpty());
    wanted.password = "$argon2id$x";
    QCOMPARE(addIt(), DeviceAdded::Added);
}

void AccountStoreContract::avatarMakesNoAccount()
{
    open();
    const Chat::Avatar fox{QStringLiteral("🦊"), {}, {}};
    QCOMPARE(setAvatar("1", fox, true).error(), StoreError::NotAllowed);
    QVERIFY(!find("1"));
    QVERIFY(setAvatar("1", fox)); // of somebody in the operator's file
}

void AccountStoreContract::keptNameGoesWithTime()
{
    open();
    QCOMPARE(add(account("1", "Anna", "key1")), AccountAdded::Added);
    QCOMPARE(rename("1", "Hanna"), Renamed::Renamed);
    NewAccount later = account("2", "Anna", "key2");
    later.time = at(60 * day);
    QCOMPARE(add(later), AccountAdded::Added);
    QCOMPARE(rename("1", "Anna", 60 * day), Renamed::NameTaken);
}

void AccountStoreContract::lockedOut()
{
    open();
    QCOMPARE(add(account("1", "Anna", "key1")), AccountAdded::Added);
    QVERIFY(wait<bool>([&](auto answer) {
                accounts().addCode({"code", user("1"), at(day)}, answer);
            }).value());
    QVERIFY(wait<bool>([&](auto answer) { accounts().lockOut(user("1"), answer); }).value());
    QVERIFY(find("1")->devices.empty());
    QVERIFY(find("1")->passwordHash.isEmpty());
    QVERIFY(!pair("code", "key2").user);
    QCOMPARE(add(account("2", "Anna", "key2")), AccountAdded::NameTaken);
    QVERIFY(!wait<bool>([&](auto answer) { accounts().lockOut(user("9"), answer); }).value());
}

void AccountStoreContract::avatarIsAPictureOfOnesOwn()
{
    open();
    QCOMPARE(add(account("1", "Anna", "key1")), AccountAdded::Added);
    upload(picture("mine", "u-1", "image/png", 1000));
    upload(picture("theirs", "u-2", "image/png", 1000));
    upload(picture("large", "u-1", "image/png", 1001));
    upload(picture("page", "u-1", "text/html", 10));
    for (const char *file : {"theirs", "large", "page", "none", "ttheirs"})
        QCOMPARE(setAvatar("1", {{}, {}, QString::fromLatin1(file)}).error(),
                 StoreError::NoSuchFile);
    QCOMPARE(setAvatar("1", {{}, {}, QStringLiteral("mine")})->file, QStringLiteral("tmine"));
    // Whoever is pictured by it keeps it from being forgotten.
    const auto left =
        wait<FilesLeft>([&](auto answer) { m_store->files().expire(at(100 * day), answer); });
    QVERIFY(left->hashes.contains("hashmine"));
    QVERIFY(!left->hashes.contains("hashlarge"));
}

void AccountStoreContract::hostKeepsItsId()
{
    open();
    const QString id = m_contents.hostId;
    QCOMPARE(id.size(), 32);
    openAgain();
    QCOMPARE(m_contents.hostId, id);
    open();
    QVERIFY(m_contents.hostId != id);
}

void AccountStoreContract::oddTextsAreTexts()
{
    open();
    const QString odd = QStringLiteral("'; DROP TABLE accounts; --\"{}\\");
    NewAccount made = account("1", odd, "key'1");
    made.device->name = odd;
    QCOMPARE(add(made), AccountAdded::Added);
    QCOMPARE(byKey("key'1"), odd);
    QCOMPARE(find("1")->devices[0].name, odd);
    QVERIFY(byKey("key' OR 1=1 --").isEmpty());
    const auto all =
        wait<std::vector<StoredAccount>>([&](auto answer) { accounts().list(answer); });
    QCOMPARE(all->size(), 1u);
}

QTEST_GUILESS_MAIN(AccountStoreContract)
#include "tst_accountstore.moc"
