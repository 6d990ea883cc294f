// SPDX-License-Identifier: GPL-3.0-or-later
// Which files there are and which messages refer to them, asked of each log that there is.
#include "server/store/changestore.h"
#include "server/store/filestore.h"
#include "tests/support/storebackends.h"
#include "tests/support/storecalls.h"

#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace Server;
using namespace StoreCalls;

namespace {

const FileQuota roomy{1'000'000, 0, 100};

StoredFile stored(const QString &id, const QString &owner = QStringLiteral("g-1"),
                  qint64 size = 100, qint64 created = 1000)
{
    StoredFile file;
    file.id = id;
    file.token = u't' + id;
    file.owner = Chat::UserId(owner);
    file.name = QStringLiteral("사진.png");
    file.type = QStringLiteral("image/png");
    file.size = size;
    file.created = Chat::Timestamp(std::chrono::milliseconds(created));
    return file;
}

Chat::RoomMessage naming(const QStringList &files, const QString &clientId = {})
{
    Chat::RoomMessage message = talk(QStringLiteral("look"), clientId);
    for (const QString &file : files)
        message.files.push_back({file, {}, {}, {}, 0});
    return message;
}

} // namespace

class FileStoreContract : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void foundByItsOwnerAlone_data() { backends(); }
    void foundByItsOwnerAlone();
    void tokenOpensWhatIsComplete_data() { backends(); }
    void tokenOpensWhatIsComplete();
    void quotasBind_data() { backends(); }
    void quotasBind();
    void messageShowsItsFiles_data() { backends(); }
    void messageShowsItsFiles();
    void messageNamesOnlyWhatItMay_data() { backends(); }
    void messageNamesOnlyWhatItMay();
    void repeatIsTheFirstWhateverBecameOfItsFiles_data() { backends(); }
    void repeatIsTheFirstWhateverBecameOfItsFiles();
    void lastMessageFrees_data() { backends(); }
    void lastMessageFrees();
    void expires_data() { backends(); }
    void expires();

private:
    static void backends() { addBackends(); }
    void open()
    {
        QFETCH(const Backend *, backend);
        m_store.reset();
        m_folder = std::make_unique<QTemporaryDir>();
        m_store = std::move(backend->open(m_folder->path()).value());
        QVERIFY(create(*m_store, room));
    }
    void openAgain()
    {
        QFETCH(const Backend *, backend);
        m_store.reset();
        m_store = std::move(backend->open(m_folder->path()).value());
    }
    FileAdded add(const StoredFile &file, const FileQuota &quota = roomy)
    {
        return wait<FileAdded>([&](auto answer) { m_store->files().add(file, quota, answer); })
            .value();
    }
    tl::expected<StoredFile, StoreError> complete(const QString &id)
    {
        return wait<StoredFile>([&](auto answer) {
            m_store->files().complete(id, "hash" + id.toLatin1(), QStringLiteral("image/gif"),
                                      answer);
        });
    }
    void addComplete(const StoredFile &file)
    {
        QCOMPARE(add(file), FileAdded::Added);
        QVERIFY(complete(file.id));
    }
    tl::expected<StoredFile, StoreError> find(const QString &id, const QString &owner)
    {
        return wait<StoredFile>(
            [&](auto answer) { m_store->files().find(id, Chat::UserId(owner), answer); });
    }
    tl::expected<StoredFile, StoreError> byToken(const QString &token)
    {
        return wait<StoredFile>([&](auto answer) { m_store->files().findByToken(token, answer); });
    }
    tl::expected<bool, StoreError> remove(const QString &id)
    {
        return wait<bool>([&](auto answer) { m_store->files().remove(id, answer); });
    }
    FilesLeft expire(qint64 before)
    {
        return wait<FilesLeft>([&](auto answer) {
                   m_store->files().expire(Chat::Timestamp(std::chrono::milliseconds(before)),
                                           answer);
               })
            .value();
    }
    void deleteMessage(qint64 sequence)
    {
        const TextChange change{{room, Chat::Sequence{sequence}},
                                Chat::UserId(QStringLiteral("g-1")),
                                false,
                                false,
                                {}};
        QVERIFY(wait<Changed>([&](auto answer) { m_store->changes().remove(change, answer); }));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Store> m_store;
};

void FileStoreContract::foundByItsOwnerAlone()
{
    open();
    QCOMPARE(add(stored(QStringLiteral("a"))), FileAdded::Added);
    openAgain();
    const auto found = find(QStringLiteral("a"), QStringLiteral("g-1"));
    QVERIFY(found);
    QCOMPARE(found->name, QStringLiteral("사진.png"));
    QCOMPARE(found->size, 100);
    QVERIFY(found->hash.isEmpty());
    QCOMPARE(find(QStringLiteral("a"), QStringLiteral("g-2")).error(), StoreError::NoSuchFile);
    QCOMPARE(find(QStringLiteral("b"), QStringLiteral("g-1")).error(), StoreError::NoSuchFile);
    QVERIFY(remove(QStringLiteral("a")).value());
    QVERIFY(!remove(QStringLiteral("a")).value());
}

void FileStoreContract::tokenOpensWhatIsComplete()
{
    open();
    QCOMPARE(add(stored(QStringLiteral("a"))), FileAdded::Added);
    QCOMPARE(byToken(QStringLiteral("ta")).error(), StoreError::NoSuchFile);
    QCOMPARE(complete(QStringLiteral("a"))->type, QStringLiteral("image/gif"));
    QCOMPARE(byToken(QStringLiteral("ta"))->hash, QByteArray("hasha"));
    QCOMPARE(byToken(QStringLiteral("a")).error(), StoreError::NoSuchFile);
    QCOMPARE(byToken(QString()).error(), StoreError::NoSuchFile);
    QCOMPARE(complete(QStringLiteral("b")).error(), StoreError::NoSuchFile);
}

void FileStoreContract::quotasBind()
{
    open();
    const FileQuota tight{250, 350, 2};
    const auto other = QStringLiteral("g-2");
    QCOMPARE(add(stored(QStringLiteral("a"))), FileAdded::Added);
    QCOMPARE(add(stored(QStringLiteral("b"), QStringLiteral("g-1"), 151), tight),
             FileAdded::PersonFull);
    QCOMPARE(add(stored(QStringLiteral("b"), QStringLiteral("g-1"), 150), tight), FileAdded::Added);
    QCOMPARE(add(stored(QStringLiteral("c"), QStringLiteral("g-1"), 0), tight),
             FileAdded::PersonFull); // in number
    QCOMPARE(add(stored(QStringLiteral("c"), other, 101), tight), FileAdded::AllFull);
    QCOMPARE(add(stored(QStringLiteral("c"), other, 100), tight), FileAdded::Added);
    QVERIFY(remove(QStringLiteral("a")).value());
    QCOMPARE(add(stored(QStringLiteral("d"), QStringLiteral("g-1"), 100), tight), FileAdded::Added);
}

void FileStoreContract::messageShowsItsFiles()
{
    open();
    addComplete(stored(QStringLiteral("a")));
    addComplete(stored(QStringLiteral("b"), QStringLiteral("g-2"), 7));
    const auto said = append(
        *m_store, naming({QStringLiteral("tb"), QStringLiteral("a")}, QStringLiteral("c-1")));
    QVERIFY(said);
    const std::vector<Chat::FileInfo> files{
        {QStringLiteral("b"), QStringLiteral("tb"), QStringLiteral("사진.png"),
         QStringLiteral("image/gif"), 7},
        {QStringLiteral("a"), QStringLiteral("ta"), QStringLiteral("사진.png"),
         QStringLiteral("image/gif"), 100}};
    QCOMPARE(said->message.files, files);
    QVERIFY(append(*m_store, talk(QStringLiteral("no files"))));
    openAgain();
    const auto told = history(*m_store, {room});
    QCOMPARE(told->messages.size(), size_t(2));
    QCOMPARE(told->messages[0].files, files);
    QVERIFY(told->messages[1].files.empty());
    const auto repeat = append(
        *m_store, naming({QStringLiteral("tb"), QStringLiteral("a")}, QStringLiteral("c-1")));
    QVERIFY(repeat->repeated);
    QCOMPARE(repeat->message.files, files);
}

void FileStoreContract::messageNamesOnlyWhatItMay()
{
    open();
    addComplete(stored(QStringLiteral("others"), QStringLiteral("g-2")));
    QCOMPARE(add(stored(QStringLiteral("incomplete"))), FileAdded::Added);
    for (const char *name : {"others", "incomplete", "tincomplete", "nothing", ""}) {
        QCOMPARE(append(*m_store, naming({QString::fromLatin1(name)})).error(),
                 StoreError::NoSuchFile);
        MessageBatch batch;
        batch.messages = {talk(QStringLiteral("first")), naming({QString::fromLatin1(name)})};
        QCOMPARE(appendAll(*m_store, batch).error(), StoreError::NoSuchFile);
    }
    QVERIFY(history(*m_store, {room})->messages.empty());
    QCOMPARE(append(*m_store, talk(QStringLiteral("next")))->message.sequence.number, 1);
}

void FileStoreContract::repeatIsTheFirstWhateverBecameOfItsFiles()
{
    open();
    addComplete(stored(QStringLiteral("a")));
    const auto message = naming({QStringLiteral("a")}, QStringLiteral("c-1"));
    QVERIFY(append(*m_store, message));
    deleteMessage(1);
    const auto repeat = append(*m_store, message);
    QVERIFY(repeat);
    QVERIFY(repeat->repeated);
    QVERIFY(repeat->message.files.empty());
    MessageBatch batch;
    batch.messages = {message, talk(QStringLiteral("new"))};
    const auto together = appendAll(*m_store, batch);
    QVERIFY(together);
    QVERIFY(together->at(0).repeated);
    QCOMPARE(together->at(1).message.sequence.number, 2);
}

void FileStoreContract::lastMessageFrees()
{
    open();
    addComplete(stored(QStringLiteral("a")));
    QVERIFY(append(*m_store, naming({QStringLiteral("a")})));
    QVERIFY(append(*m_store, naming({QStringLiteral("a"), QStringLiteral("ta")})));
    QCOMPARE(remove(QStringLiteral("a")).error(), StoreError::NotAllowed);
    deleteMessage(1);
    QVERIFY(byToken(QStringLiteral("ta")));
    deleteMessage(2);
    QCOMPARE(byToken(QStringLiteral("ta")).error(), StoreError::NoSuchFile);
    QVERIFY(history(*m_store, {room})->messages[1].files.empty());
}

void FileStoreContract::expires()
{
    open();
    addComplete(stored(QStringLiteral("old")));
    addComplete(stored(QStringLiteral("said")));
    QVERIFY(append(*m_store, naming({QStringLiteral("said")})));
    QCOMPARE(add(stored(QStringLiteral("part"))), FileAdded::Added);
    addComplete(stored(QStringLiteral("new"), QStringLiteral("g-1"), 1, 2000));
    QCOMPARE(add(stored(QStringLiteral("newpart"), QStringLiteral("g-1"), 1, 2000)),
             FileAdded::Added);
    QCOMPARE(expire(1000).expired, 0);
    const FilesLeft left = expire(1001);
    QCOMPARE(left.expired, 2);
    QCOMPARE(left.hashes, (QSet<QByteArray>{"hashsaid", "hashnew"}));
    QCOMPARE(left.uploads, QSet<QString>{QStringLiteral("newpart")});
}

QTEST_GUILESS_MAIN(FileStoreContract)
#include "tst_filestore.moc"
