// SPDX-License-Identifier: GPL-3.0-or-later
// One folder of files that several hosts have open, which know nothing of each other.

#include "server/files/fileservice.h"
#include "server/store/sqlstore.h"

#include <QCryptographicHash>
#include <QDir>
#include <QDirIterator>
#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <atomic>
#include <memory>
#include <optional>
#include <thread>
#include <utility>

using namespace Server;

namespace {

const auto owner = Chat::UserId(QStringLiteral("g-1"));
const auto ours = QStringLiteral("our-log");
const auto upload = QStringLiteral("x");

QByteArray hashOf(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
}

} // namespace

class TestSharedFiles : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_services = {};
        m_store.reset();
        m_folder = std::make_unique<QTemporaryDir>();
        m_files = m_folder->filePath(QStringLiteral("files"));
        QVERIFY(QDir().mkpath(m_files));
    }
    void cleanup()
    {
        m_services = {};
        m_store.reset();
    }

    void uploadGoesOnElsewhere()
    {
        BlobFolder one = folder(), other = folder();
        QVERIFY(one.begin(upload));
        QCOMPARE(one.append(upload, 0, "abc").value(), 3);
        QCOMPARE(other.offset(upload).value(), 3);
        QCOMPARE(other.append(upload, 3, "def").value(), 6);
        QCOMPARE(one.append(upload, 3, "xyz").error(), BlobError::WrongOffset);
        const auto blob = one.finish(upload, 6);
        QVERIFY(blob);
        QCOMPARE(blob->hash, hashOf("abcdef"));
        QCOMPARE(blob->beginning, QByteArray("abcdef"));
        QVERIFY(one.settle(upload, 6, blob->hash));
        QCOMPARE(other.read(blob->hash, 2, 3).value(), QByteArray("cde"));
        QCOMPARE(count(), 2); // and the mark
    }

    // Two hosts append at the same place in one moment: what one hashed is not what is there.
    void hashIsOfWhatIsThere()
    {
        BlobFolder one = folder();
        QVERIFY(one.begin(upload));
        QVERIFY(one.append(upload, 0, "good"));
        write(uploadPath(), "evil");
        QCOMPARE(one.finish(upload, 4)->hash, hashOf("evil"));
        QCOMPARE(one.read(hashOf("evil"), 0, 9).value(), QByteArray("evil"));
        QVERIFY(!one.has(hashOf("good")));
    }

    // Another host's write was under way when this one finished.
    void contentStaysWhatItsNameSays()
    {
        BlobFolder one = folder();
        QVERIFY(one.begin(upload));
        QVERIFY(one.append(upload, 0, "good"));
        const QByteArray hash = one.finish(upload, 4)->hash;
        write(uploadPath(), "evil");
        QCOMPARE(one.read(hash, 0, 9).value(), QByteArray("good"));
        QVERIFY(one.settle(upload, 4, hash));
    }

    void sweepLeavesWhatIsYoung()
    {
        BlobFolder one = folder(), other = folder();
        const QByteArray hash = finish(one, "abc");
        QCOMPARE(sweep(other), 0);
        QVERIFY(one.has(hash) && one.offset(upload));
        age(blobPath(hash));
        QCOMPARE(sweep(other, {hash}, {upload}), 0);
        QCOMPARE(sweep(other), 1);
        QVERIFY(!one.has(hash));
        age(uploadPath());
        QCOMPARE(sweep(other, {}, {upload}), 0);
        QCOMPARE(sweep(other), 1);
        QCOMPARE(one.offset(upload).error(), BlobError::NotThere);
    }

    // The log is about to be told of a content that lay there for long, and that nobody needed.
    void sweepLeavesWhatWasFinishedAgain()
    {
        BlobFolder one = folder(), other = folder();
        const QByteArray hash = finish(one, "abc");
        age(blobPath(hash));
        QCOMPARE(finish(one, "abc"), hash);
        QCOMPARE(sweep(other), 0);
        QVERIFY(one.has(hash));
    }

    // What came when a sweep had begun is young to it, however long it took.
    void sweepThatSleptLeavesWhatCame()
    {
        BlobFolder one = folder(), other = folder();
        const QDateTime began = other.time().value();
        QVERIFY(began.isValid());
        const QByteArray hash = finish(one, "abc");
        QCOMPARE(other.sweep({}, {}, began).value(), 0);
        QVERIFY(one.has(hash));
        // A clock that nobody could ask makes nothing old.
        age(blobPath(hash));
        QCOMPARE(other.sweep({}, {}, {}).value(), 0);
        QVERIFY(one.has(hash));
    }

    // A sweep that had looked before the content was touched takes it after that.
    void whatWasSweptMeanwhileIsPutBack()
    {
        BlobFolder one = folder();
        const QByteArray hash = finish(one, "abc");
        QVERIFY(QFile::remove(blobPath(hash)));
        QVERIFY(one.settle(upload, 3, hash));
        QCOMPARE(one.read(hash, 0, 9).value(), QByteArray("abc"));
        QCOMPARE(one.offset(upload).error(), BlobError::NotThere);
    }
    void whatCannotBePutBackIsTold()
    {
        BlobFolder one = folder();
        const QByteArray hash = finish(one, "abc");
        QVERIFY(QFile::remove(blobPath(hash)));
        write(uploadPath(), "abd");
        QCOMPARE(one.settle(upload, 3, hash).error(), BlobError::Failed);
        QVERIFY(!one.has(hash));
    }

    // Whatever the moment, in which what one is about to delete is finished by another.
    void finishedWhileOthersSweep()
    {
        BlobFolder one = folder(), other = folder();
        std::atomic<bool> isOver = false;
        std::thread sweeper([&] {
            while (!isOver)
                sweep(other, {}, {upload});
        });
        int lost = 0;
        for (int i = 0; i < 200; ++i) {
            const QByteArray bytes = QByteArray::number(i);
            const QByteArray hash = finish(one, bytes);
            one.release(hash);
            QFile blob(blobPath(hash));
            // Its open file tells where it is, whatever it is called by then.
            if (blob.open(QIODevice::ReadWrite | QIODevice::ExistingOnly))
                blob.setFileTime(QDateTime::currentDateTime().addSecs(-7200),
                                 QFileDevice::FileModificationTime);
            finish(one, bytes);
            lost += !one.settle(upload, bytes.size(), hash);
            m_finished.append(hash);
        }
        isOver = true;
        sweeper.join();
        for (const QByteArray &hash : std::as_const(m_finished))
            lost += !one.has(hash);
        QCOMPARE(lost, 0);
    }

    // The host that deleted it died in the middle of that, and the log knows it now.
    void whatIsBeingDeletedComesBack()
    {
        BlobFolder one = folder();
        const QByteArray hash = finish(one, "abc");
        QVERIFY(QFile::rename(blobPath(hash), blobPath(hash) + QStringLiteral(".old")));
        age(blobPath(hash) + QStringLiteral(".old"));
        QCOMPARE(sweep(one, {hash}, {upload}), 0);
        QCOMPARE(one.read(hash, 0, 9).value(), QByteArray("abc"));
        QVERIFY(QFile::rename(blobPath(hash), blobPath(hash) + QStringLiteral(".old")));
        QCOMPARE(sweep(one, {}, {upload}), 1);
    }

    void othersFolderIsLeftAlone()
    {
        BlobFolder one = folder();
        const QByteArray hash = finish(one, "abc");
        age(blobPath(hash));
        age(uploadPath());
        BlobFolder stranger(m_files, {0, QStringLiteral("another-log")});
        QVERIFY(stranger.open());
        QCOMPARE(stranger.sweep({}, {}, QDateTime::currentDateTime()).error(), BlobError::Away);
        QCOMPARE(stranger.begin(QStringLiteral("y")).error(), BlobError::Away);
        QCOMPARE(stranger.finish(upload, 3).error(), BlobError::Away);
        QVERIFY(one.has(hash) && one.offset(upload));
        QCOMPARE(SharedFolder::ownerOf(m_files, QStringLiteral("another-log")),
                 SharedFolder::Owner::Others);
    }

    // Where the disk was there is an empty folder, as on the day it was made.
    void unmountedFolderIsNoNewOne()
    {
        BlobFolder one = folder();
        const QByteArray hash = finish(one, "abc");
        const QString mounted = unmount();
        QCOMPARE(one.sweep({hash}, {}, QDateTime::currentDateTime()).error(), BlobError::Away);
        QVERIFY(!QFile::exists(m_files + QStringLiteral("/log")));
        QCOMPARE(one.begin(QStringLiteral("y")).error(), BlobError::Away);
        QCOMPARE(one.offset(upload).error(), BlobError::Away);
        QCOMPARE(one.append(upload, 3, "d").error(), BlobError::Away);
        QCOMPARE(one.sync(upload).error(), BlobError::Away);
        QCOMPARE(one.finish(upload, 3).error(), BlobError::Away);
        QCOMPARE(one.read(hash, 0, 1).error(), BlobError::Away);
        QVERIFY(!one.time());
        QCOMPARE(count(), 0);
        mountAgain(mounted);
        QCOMPARE(one.read(hash, 0, 9).value(), QByteArray("abc"));
        QCOMPARE(one.sweep({hash}, {}, one.time().value()).value(), 0);
    }
    void missingFolderIsNotMade()
    {
        QVERIFY(QDir(m_files).removeRecursively());
        BlobFolder one(m_files, {0, ours});
        QVERIFY(one.open());
        QCOMPARE(one.sweep({}, {}).error(), BlobError::Away);
        QVERIFY(!QDir(m_files).exists());
    }

    // A host's own files were copied there when others were to share them.
    void copiedFilesAreTaken()
    {
        const QByteArray hash = copiedFile();
        BlobFolder one(m_files, {0, ours});
        QCOMPARE(one.read(hash, 0, 9).value(), QByteArray("abc"));
        QCOMPARE(one.begin(upload).error(), BlobError::Away);
        QVERIFY(one.sweep({hash, "other"}, {}));
        QVERIFY(one.begin(upload));
        QCOMPARE(one.read(hash, 0, 9).value(), QByteArray("abc"));
    }
    // And those of a host with another log are no reason to delete them.
    void unknownFilesAreNotTaken()
    {
        const QByteArray hash = copiedFile();
        BlobFolder one(m_files, {0, ours});
        for (const QSet<QByteArray> &known : {QSet<QByteArray>(), QSet<QByteArray>{"other"}})
            QCOMPARE(one.sweep(known, {}, QDateTime::currentDateTime()).error(), BlobError::Away);
        QVERIFY(QFile::exists(blobPath(hash)));
        QVERIFY(!QFile::exists(m_files + QStringLiteral("/log")));
    }
    void markThatWasCutOffIsMadeAnew()
    {
        write(m_files + QStringLiteral("/log"), "");
        folder();
        QCOMPARE(SharedFolder::ownerOf(m_files, ours), SharedFolder::Owner::Ours);
    }

    void servicesShareWhatTheLogKnows()
    {
        openServices();
        const auto made = create(0, 6);
        QCOMPARE(append(0, made, 0, "abc").value(), 3);
        QCOMPARE(find(1, made)->offset, 3);
        QCOMPARE(append(1, made, 3, "def").value(), 6);
        const auto done = find(0, made); // all there is complete
        QVERIFY(done && done->isComplete());
        for (const size_t i : {0U, 1U})
            QCOMPARE(read(i, done->file).value(), QByteArray("abcdef"));
        QVERIFY(find(1, made)->isComplete());
    }

    void logForgetsNothingForAFolderThatIsAway()
    {
        openServices();
        const auto part = create(0, 3);
        const auto whole = create(0, 1);
        QVERIFY(append(0, whole, 0, "w"));
        const StoredFile file = find(0, whole)->file;
        QVERIFY(append(0, part, 0, "ab"));
        const QString mounted = unmount();
        for (const size_t i : {0U, 1U}) {
            QCOMPARE(find(i, part).error(), FileProblem::Away);
            QCOMPARE(append(i, part, 2, "c").error(), FileProblem::Away);
            QCOMPARE(read(i, file).error(), FileProblem::Away);
            m_services[i]->clean();
        }
        mountAgain(mounted);
        QCOMPARE(find(1, part)->offset, 2);
        QCOMPARE(read(1, file).value(), QByteArray("w"));
        // Nor for an upload that is not there, though the folder is.
        QVERIFY(QFile::remove(uploadPath(part.id)));
        QCOMPARE(find(0, part).error(), FileProblem::NotThere);
        write(uploadPath(part.id), "ab");
        QCOMPARE(find(1, part)->offset, 2);
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
    /// As a host has it that is there.
    BlobFolder folder() const
    {
        BlobFolder blobs(m_files, {0, ours});
        if (!blobs.open() || !blobs.sweep({}, {}))
            qFatal("no folder");
        return blobs;
    }
    QString uploadPath(const QString &id = upload) const
    {
        return m_files + QStringLiteral("/uploads/") + id;
    }
    QString blobPath(const QByteArray &hash) const
    {
        return QStringLiteral("%1/blobs/%2/%3")
            .arg(m_files, QString::fromLatin1(hash.left(2)), QString::fromLatin1(hash));
    }
    static void write(const QString &path, const QByteArray &bytes)
    {
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write");
    }
    static void age(const QString &path)
    {
        QFile file(path);
        if (!file.open(QIODevice::ReadWrite | QIODevice::ExistingOnly) ||
            !file.setFileTime(QDateTime::currentDateTime().addSecs(-7200),
                              QFileDevice::FileModificationTime))
            qFatal("cannot age");
    }
    /// Of a content that the log does not know yet.
    static QByteArray finish(BlobFolder &blobs, const QByteArray &bytes)
    {
        if (!blobs.offset(upload) && (!blobs.begin(upload) || !blobs.append(upload, 0, bytes)))
            qFatal("no upload");
        return blobs.finish(upload, bytes.size()).value().hash;
    }
    static int sweep(BlobFolder &blobs, const QSet<QByteArray> &hashes = {},
                     const QSet<QString> &uploads = {})
    {
        return blobs.sweep(hashes, uploads, blobs.time().value()).value();
    }
    QByteArray copiedFile() const
    {
        const QByteArray hash = hashOf("abc");
        QDir().mkpath(QFileInfo(blobPath(hash)).path());
        write(blobPath(hash), "abc");
        age(blobPath(hash));
        return hash;
    }
    QString unmount() const
    {
        const QString mounted = m_folder->filePath(QStringLiteral("elsewhere"));
        if (!QDir().rename(m_files, mounted) || !QDir().mkdir(m_files))
            qFatal("cannot rename");
        return mounted;
    }
    void mountAgain(const QString &mounted) const
    {
        QVERIFY(QDir().rmdir(m_files)); // nothing was left there
        QVERIFY(QDir().rename(mounted, m_files));
    }
    int count() const
    {
        int found = 0;
        QDirIterator all(m_files, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        for (; all.hasNext(); all.next())
            ++found;
        return found;
    }
    void openServices()
    {
        m_store = SqlStore::create(m_folder->path(), {}).value();
        FileService::Options options;
        options.disk.sharedBy = ours;
        for (auto &one : m_services) {
            one = std::make_unique<FileService>(m_store->files(), m_files, options);
            QVERIFY(QTest::qWaitFor([&] { return one->isClean(); }));
        }
    }
    StoredFile create(size_t at, qint64 size)
    {
        return wait<FileService::Upload>([&](auto answer) {
                   m_services[at]->create(owner, QStringLiteral("a.txt"), "text/plain", size,
                                          answer);
               })
            .value()
            .file;
    }
    tl::expected<FileService::Upload, FileProblem> find(size_t at, const StoredFile &file)
    {
        return wait<FileService::Upload>(
            [&](auto answer) { m_services[at]->find(file.id, owner, answer); });
    }
    tl::expected<qint64, FileProblem> append(size_t at, const StoredFile &file, qint64 offset,
                                             const QByteArray &bytes)
    {
        return wait<qint64>(
            [&](auto answer) { m_services[at]->append(file, offset, bytes, answer); });
    }
    tl::expected<QByteArray, FileProblem> read(size_t at, const StoredFile &file)
    {
        const auto found =
            wait<StoredFile>([&](auto answer) { m_services[at]->open(file.token, answer); });
        if (!found)
            return tl::unexpected(found.error());
        return wait<QByteArray>(
            [&](auto answer) { m_services[at]->read(*found, 0, 1000, answer); });
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_files;
    QByteArrayList m_finished;
    std::unique_ptr<SqlStore> m_store;
    std::array<std::unique_ptr<FileService>, 2> m_services;
};

QTEST_GUILESS_MAIN(TestSharedFiles)
#include "tst_sharedfiles.moc"
