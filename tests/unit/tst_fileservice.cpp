// SPDX-License-Identifier: GPL-3.0-or-later
// What is left of files when a host dies between two steps, and when nobody needs them any more.

#include "server/files/fileservice.h"
#include "server/store/changestore.h"
#include "server/store/sqlstore.h"
#include "tests/support/storecalls.h"

#include <QDirIterator>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <vector>

using namespace Server;

namespace {

const auto owner = Chat::UserId(QStringLiteral("g-1"));
const QByteArray png("\x89PNG\r\n\x1a\n");

/// A log that has no room for the end of an upload.
class FullLog final : public FileStore {
public:
    explicit FullLog(FileStore &log) : m_log(log) {}

    void add(const StoredFile &file, const FileQuota &quota, Answer<FileAdded> answer) override
    {
        m_log.add(file, quota, std::move(answer));
    }
    void find(const QString &id, const Chat::UserId &user, Answer<StoredFile> answer) override
    {
        m_log.find(id, user, std::move(answer));
    }
    void findByToken(const QString &token, Answer<StoredFile> answer) override
    {
        m_log.findByToken(token, std::move(answer));
    }
    void complete(const QString &id, const QByteArray &hash, const QString &type,
                  Answer<StoredFile> answer) override
    {
        if (fails)
            return answer(tl::unexpected(StoreError::Full));
        m_log.complete(id, hash, type, std::move(answer));
    }
    void remove(const QString &id, Answer<bool> answer) override
    {
        m_log.remove(id, std::move(answer));
    }
    void expire(Chat::Timestamp before, Answer<FilesLeft> answer) override
    {
        m_log.expire(before, std::move(answer));
    }

    bool fails = false;

private:
    FileStore &m_log;
};

} // namespace

class TestFileService : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        close();
        m_folder = std::make_unique<QTemporaryDir>();
        m_now = Chat::Timestamp(std::chrono::hours(1'000'000));
        m_options = {};
        m_options.now = [this] { return m_now; };
        m_copies.clear();
    }
    void cleanup() { close(); }

    void restartKeepsWhatIsWanted()
    {
        open();
        const StoredFile whole = upload("whole");
        const auto part = create(10);
        QVERIFY(append(part.file, 0, "01234"));
        open();
        QCOMPARE(read(whole), QByteArray("whole"));
        QCOMPARE(find(part.file.id)->offset, 5);
        // The hash of what came before the restart is made from the disk.
        QVERIFY(append(part.file, 5, "56789"));
        const auto settled = settle(part.file, 10);
        QVERIFY(settled && settled->isComplete());
        QCOMPARE(settled->file.hash,
                 QCryptographicHash::hash("0123456789", QCryptographicHash::Sha256).toHex());
    }

    // Died when the content was in its place, and the log did not know it yet.
    void deadBetweenBlobAndLog()
    {
        open();
        const auto made = create(3);
        QVERIFY(append(made.file, 0, "abc"));
        close();
        {
            BlobFolder blobs(files(), {});
            QVERIFY(blobs.finish(made.file.id, 3));
        }
        QCOMPARE(count(), 2);
        open();
        QCOMPARE(count(), 1); // nobody knows of the blob
        const auto found = find(made.file.id);
        QVERIFY(found && found->isComplete());
        QCOMPARE(read(found->file), QByteArray("abc"));
        QCOMPARE(count(), 1);
    }

    // The connection broke behind the last byte, and nobody settled it.
    void allThereIsComplete()
    {
        open();
        const auto made = create(3);
        QVERIFY(append(made.file, 0, "abc"));
        const auto found = find(made.file.id);
        QVERIFY(found && found->isComplete());
        QCOMPARE(read(found->file), QByteArray("abc"));
    }

    // The connection broke at the last byte, and whoever uploads asks at once where it stands.
    void askedForWhileItBecomesComplete()
    {
        open();
        const auto made = create(3);
        QVERIFY(append(made.file, 0, "abc"));
        int complete = 0, answers = 0;
        const auto took = [&](const tl::expected<FileService::Upload, FileProblem> &upload) {
            ++answers;
            complete += upload && upload->isComplete();
        };
        m_service->settle(made.file, 3, took);
        m_service->find(made.file.id, owner, took);
        m_service->settle(made.file, 3, took);
        QTRY_COMPARE(answers, 3);
        QCOMPARE(complete, 3);
        // And who comes too late is told so, as while it was under way.
        QVERIFY(settle(made.file, 3)->isComplete());
        QCOMPARE(append(made.file, 1, "b").error(), FileProblem::WrongOffset);
        clean();
        QCOMPARE(read(made.file), QByteArray("abc"));
        QCOMPARE(count(), 1);
    }

    // The log could not be written at the end; the bytes are kept, and it goes on from there.
    void logFullAtTheEnd()
    {
        open();
        m_log->fails = true;
        const auto made = create(3);
        QVERIFY(append(made.file, 0, "abc"));
        QCOMPARE(settle(made.file, 3).error(), FileProblem::DiskFull);
        QCOMPARE(find(made.file.id).error(), FileProblem::DiskFull);
        clean();
        m_log->fails = false;
        const auto found = find(made.file.id);
        QVERIFY(found && found->isComplete());
        QCOMPARE(read(found->file), QByteArray("abc"));
    }

    // What the policy refuses at the end leaves nothing behind.
    void wrongTypeIsGone()
    {
        m_options.types = {"text/*"};
        open();
        const auto made = create(8);
        QVERIFY(append(made.file, 0, "\x89PNG\r\n\x1a\n"));
        QCOMPARE(settle(made.file, 8).error(), FileProblem::BadType);
        clean();
        QCOMPARE(count(), 0);
        QCOMPARE(find(made.file.id).error(), FileProblem::NotThere);
    }

    // Died when the log knew the upload, and the disk did not.
    void deadBetweenLogAndDisk()
    {
        open();
        const auto made = create(3);
        close();
        QVERIFY(QFile::remove(files() + QStringLiteral("/uploads/") + made.file.id));
        open();
        QCOMPARE(find(made.file.id).error(), FileProblem::NotThere);
        QCOMPARE(find(made.file.id).error(), FileProblem::NotThere);
        QCOMPARE(count(), 0);
    }

    // Died when the log had forgotten it, and the disk had not.
    void deadBeforeTheDiskForgot()
    {
        open();
        const StoredFile kept = upload("kept");
        close();
        for (const QString &stray :
             {QStringLiteral("/uploads/stray"), QStringLiteral("/blobs/stray")}) {
            QFile file(files() + stray);
            QVERIFY(file.open(QIODevice::WriteOnly));
        }
        QCOMPARE(count(), 3);
        open();
        QCOMPARE(count(), 1);
        QCOMPARE(read(kept), QByteArray("kept"));
    }

    void unusedExpires()
    {
        open();
        upload("unused");
        create(10);
        m_now += std::chrono::hours(23);
        clean();
        QCOMPARE(count(), 2);
        m_now += std::chrono::hours(2);
        clean();
        QCOMPARE(count(), 0);
    }

    void messageKeepsItsFileAndFreesIt()
    {
        open();
        StoreCalls::create(*m_store, StoreCalls::room);
        const StoredFile file = upload("said");
        const auto said = say(file.id);
        QVERIFY(said);
        QCOMPARE(said->message.files.size(), size_t(1));
        QCOMPARE(said->message.files[0].token, file.token);
        m_now += std::chrono::hours(1000);
        clean();
        QCOMPARE(read(file), QByteArray("said"));
        // The uploader cannot take it away from the room but by deleting the message.
        QCOMPARE(remove(file).error(), FileProblem::InUse);
        deleteMessage(said->message.sequence);
        QCOMPARE(openByToken(file.token).error(), FileProblem::NotThere);
        clean();
        QCOMPARE(count(), 0);
    }

    void contentStaysWhileAnybodyNeedsIt()
    {
        open();
        StoreCalls::create(*m_store, StoreCalls::room);
        const StoredFile one = upload("same"), other = upload("same");
        QCOMPARE(count(), 1);
        const auto said = say(one.id);
        QVERIFY(say(other.id));
        deleteMessage(said->message.sequence);
        clean();
        QCOMPARE(openByToken(one.token).error(), FileProblem::NotThere);
        QCOMPARE(read(other), QByteArray("same"));
    }

    // The same content becomes complete while the other one's is swept.
    void sweepTakesNothingThatIsBecomingComplete()
    {
        open();
        BlobFolder blobs(files(), {});
        QVERIFY(blobs.begin(QStringLiteral("x")));
        QVERIFY(blobs.append(QStringLiteral("x"), 0, "abc"));
        const auto blob = blobs.finish(QStringLiteral("x"), 3);
        QVERIFY(blob);
        QCOMPARE(blobs.sweep({}, {QStringLiteral("x")}), 0); // the log is about to know it
        QCOMPARE(blobs.read(blob->hash, 0, 3).value(), QByteArray("abc"));
        blobs.release(blob->hash);
        blobs.discard(QStringLiteral("x"));
        QCOMPARE(blobs.sweep({}, {}), 1);
    }

    void boundsOfAnAppend()
    {
        open();
        const auto made = create(10);
        QCOMPARE(append(made.file, 0, QByteArray(11, 'x')).error(), FileProblem::TooLarge);
        QCOMPARE(append(made.file, 9, "xx").error(), FileProblem::TooLarge);
        QCOMPARE(append(made.file, -1, "x").error(), FileProblem::TooLarge);
        QCOMPARE(append(made.file, 1'000'000, "").error(), FileProblem::TooLarge);
        QCOMPARE(append(made.file, 3, "x").error(), FileProblem::WrongOffset);
        QCOMPARE(append(made.file, 0, "x").value(), 1);
        QCOMPARE(append(made.file, 0, "x").error(), FileProblem::WrongOffset);
    }

    void foldersAreForTheirOwnerAlone()
    {
        open();
        upload("a");
        const auto others = QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup |
                            QFile::WriteOther | QFile::ExeGroup | QFile::ExeOther;
        QDirIterator all(files(), QDir::AllEntries | QDir::NoDotAndDotDot,
                         QDirIterator::Subdirectories);
        while (all.hasNext()) {
            const QString path = all.next();
            QVERIFY2(!(QFile::permissions(path) & others), qPrintable(path));
        }
    }

    // Everybody in a large room asks for the small copy of a new picture in one moment.
    void smallCopyIsMadeOnceForAll()
    {
        m_options.thumbnailsWaiting = 2;
        m_options.thumbnails.program = waitingProgram();
        open();
        const StoredFile one = upload(png + "one");
        for (int i = 0; i < 100; ++i)
            askSmallCopy(one);
        askSmallCopy(upload(png + "other"));
        QTRY_VERIFY(QFile::exists(beside("runs")));
        QCOMPARE(m_copies.size(), 0U);
        askSmallCopy(upload(png + "third"));
        QTRY_COMPARE(m_copies.size(), 1U);
        QVERIFY(!m_copies.back());
        QCOMPARE(m_copies.back().error(), FileProblem::Busy);
        touch(beside("go"));
        QTRY_COMPARE(m_copies.size(), 102U);
        for (std::size_t i = 1; i < m_copies.size(); ++i)
            QVERIFY(m_copies[i]);
        QFile runs(beside("runs"));
        QVERIFY(runs.open(QIODevice::ReadOnly));
        QCOMPARE(runs.readAll().count('\n'), 2);
        askSmallCopy(upload(png + "third"));
        QTRY_COMPARE(m_copies.size(), 103U);
        QVERIFY(m_copies.back());
    }

    void madeCopiesWaitForNoOther()
    {
        m_options.thumbnails.program = waitingProgram();
        open();
        const StoredFile made = upload(png + "one");
        touch(beside("go"));
        askSmallCopy(made);
        QTRY_COMPARE(m_copies.size(), 1U);
        QVERIFY(m_copies.back());
        QFile::remove(beside("go"));
        askSmallCopy(upload(png + "other"));
        askSmallCopy(made);
        QTRY_COMPARE(m_copies.size(), 2U);
        QVERIFY(m_copies.back());
        touch(beside("go"));
        QTRY_COMPARE(m_copies.size(), 3U);
    }

    void hostWithoutTheProgramHasNone()
    {
        open();
        askSmallCopy(upload(png + "one"));
        QTRY_COMPARE(m_copies.size(), 1U);
        QVERIFY(!m_copies.back());
        QCOMPARE(m_copies.back().error(), FileProblem::NoThumbnail);
    }

    void onlyPicturesHaveSmallCopies()
    {
        open();
        std::optional<FileProblem> answer;
        m_service->thumbnail(upload("words"), [&](const auto &made) {
            answer = made ? FileProblem::Failed : made.error();
        });
        QCOMPARE(answer, FileProblem::NoThumbnail); // without a look at the disk
    }

    void answersDieWithIt()
    {
        open();
        bool answered = false;
        m_service->create(owner, QStringLiteral("a"), {}, 3,
                          [&](const auto &) { answered = true; });
        m_service.reset();
        m_store.reset();
        QTest::qWait(0);
        QVERIFY(!answered);
    }

private:
    template <typename T, typename Ask>
    static tl::expected<T, FileProblem> wait(Ask ask)
    {
        std::optional<tl::expected<T, FileProblem>> got;
        ask([&](tl::expected<T, FileProblem> result) { got = std::move(result); });
        if (!QTest::qWaitFor([&] { return got.has_value(); }, 10000))
            return tl::unexpected(FileProblem::Failed);
        return *got;
    }
    QString files() const { return m_folder->filePath(QStringLiteral("files")); }
    int count() const
    {
        int found = 0;
        QDirIterator all(files(), QDir::Files, QDirIterator::Subdirectories);
        for (; all.hasNext(); all.next())
            ++found;
        return found;
    }
    void close()
    {
        m_service.reset();
        m_store.reset();
    }
    void open()
    {
        close();
        m_store = SqlStore::create(m_folder->path(), {}).value();
        m_log = std::make_unique<FullLog>(m_store->files());
        m_service = std::make_unique<FileService>(*m_log, files(), m_options);
        QVERIFY(QTest::qWaitFor([this] { return m_service->isClean(); }));
    }
    /// Whose end is known by what is asked behind it.
    void clean()
    {
        m_service->clean();
        StoreCalls::wait<bool>([&](auto answer) { m_store->flush(answer); });
        StoredFile none;
        none.hash = "0";
        wait<QByteArray>([&](auto answer) { m_service->read(none, 0, 1, answer); });
    }
    FileService::Upload create(qint64 size)
    {
        return wait<FileService::Upload>([&](auto answer) {
                   m_service->create(owner, QStringLiteral("a.txt"), "text/plain", size, answer);
               })
            .value();
    }
    tl::expected<FileService::Upload, FileProblem> find(const QString &id)
    {
        return wait<FileService::Upload>([&](auto answer) { m_service->find(id, owner, answer); });
    }
    tl::expected<qint64, FileProblem> append(const StoredFile &file, qint64 offset,
                                             const QByteArray &bytes)
    {
        return wait<qint64>([&](auto answer) { m_service->append(file, offset, bytes, answer); });
    }
    tl::expected<FileService::Upload, FileProblem> settle(const StoredFile &file, qint64 offset)
    {
        return wait<FileService::Upload>(
            [&](auto answer) { m_service->settle(file, offset, answer); });
    }
    void askSmallCopy(const StoredFile &picture)
    {
        m_service->thumbnail(picture, [this](const auto &made) { m_copies.push_back(made); });
    }
    QString beside(const char *name) const { return m_folder->filePath(QString::fromLatin1(name)); }
    static void touch(const QString &path)
    {
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly))
            qFatal("cannot write");
    }
    /// Notes that it runs, and makes something once it may.
    QString waitingProgram() const
    {
        QFile file(beside("program"));
        if (!file.open(QIODevice::WriteOnly))
            qFatal("cannot write a program");
        file.write("#!/bin/sh\necho run >>" + beside("runs").toUtf8() + "\nwhile [ ! -e " +
                   beside("go").toUtf8() +
                   " ]; do sleep 0.02; done\nprintf '\\211PNG\\r\\n\\032\\nsmall'\n");
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        return file.fileName();
    }
    StoredFile upload(const QByteArray &bytes)
    {
        const auto made = create(bytes.size());
        append(made.file, 0, bytes).value();
        return settle(made.file, bytes.size()).value().file;
    }
    tl::expected<StoredFile, FileProblem> openByToken(const QString &token)
    {
        return wait<StoredFile>([&](auto answer) { m_service->open(token, answer); });
    }
    QByteArray read(const StoredFile &file)
    {
        const auto found = openByToken(file.token);
        if (!found)
            return "no such file";
        return wait<QByteArray>([&](auto answer) { m_service->read(*found, 0, 1000, answer); })
            .value_or("no such blob");
    }
    tl::expected<bool, FileProblem> remove(const StoredFile &file)
    {
        return wait<bool>([&](auto answer) { m_service->remove(file, answer); });
    }
    tl::expected<Appended, StoreError> say(const QString &file)
    {
        Chat::RoomMessage message = StoreCalls::talk(QStringLiteral("look"));
        message.files.push_back({file, {}, {}, {}, 0});
        return StoreCalls::append(*m_store, message);
    }
    void deleteMessage(Chat::Sequence sequence)
    {
        const TextChange change{{StoreCalls::room, sequence}, owner, false, false, m_now};
        QVERIFY(StoreCalls::wait<Changed>(
            [&](auto answer) { m_store->changes().remove(change, answer); }));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    Chat::Timestamp m_now;
    FileService::Options m_options;
    std::unique_ptr<SqlStore> m_store;
    std::unique_ptr<FullLog> m_log;
    std::unique_ptr<FileService> m_service;
    std::vector<tl::expected<QByteArray, FileProblem>> m_copies; ///< What askSmallCopy() got.
};

QTEST_GUILESS_MAIN(TestFileService)
#include "tst_fileservice.moc"
