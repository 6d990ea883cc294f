// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/profilearchive.h"

#include "takeout/filecopy.h"
#include "ui/model/drafts.h"
#include "ui/model/logging.h"
#include "ui/model/profile.h"
#include "ui/model/profilelock.h"
#include "ui/model/profileschema.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSqlError>
#include <QSqlQuery>
#include <QThread>
#include <QUuid>
#include <QtEndian>

#include <algorithm>
#include <array>

namespace Ui {
namespace {

using Takeout::Failure;
template <typename T>
using Result = Takeout::Result<T>;

constexpr qint64 pieceBytes = 64 * 1024;
constexpr qint64 largestFile = 1024LL * 1024 * 1024;
constexpr int firstWithDrafts = 5; ///< Version of the schema.
/// Nothing else is taken out or brought in.
const std::array<QString, 5> profileFiles{
    QStringLiteral("profile.sqlite"), QStringLiteral("settings.ini"), QStringLiteral("device.key"),
    Secrets::fileName(), Secrets::keyFileName()};
/// Files were written with that many of them before there were secrets.
constexpr size_t withoutSecrets = 3;

/// The files of a folder as one stream: each a size and its content, in the order of the list; what
/// is not there has the size -1.
class FilesOut {
public:
    explicit FilesOut(QString folder) : m_folder(std::move(folder)) {}

    qint64 size() const
    {
        qint64 size = 0;
        for (const QString &name : profileFiles)
            size += QFileInfo(m_folder + u'/' + name).size();
        return size;
    }
    Result<QByteArray> next()
    {
        if (m_file.isOpen() && !m_file.atEnd()) {
            const QByteArray piece = m_file.read(pieceBytes);
            if (piece.isEmpty())
                return tl::unexpected(Takeout::failureOf(m_file, QStringLiteral("read")));
            return piece;
        }
        m_file.close();
        if (m_index == profileFiles.size())
            return QByteArray();
        m_file.setFileName(m_folder + u'/' + profileFiles[m_index++]);
        const bool isThere = m_file.exists();
        if (isThere && !m_file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
            return tl::unexpected(Takeout::failureOf(m_file, QStringLiteral("read")));
        QByteArray size(8, '\0');
        qToBigEndian<qint64>(isThere ? m_file.size() : -1, size.data());
        return size;
    }

private:
    QString m_folder;
    size_t m_index = 0;
    QFile m_file;
};

/// The other way round.
class FilesIn {
public:
    explicit FilesIn(QString folder) : m_folder(std::move(folder)) {}

    Result<void> take(const QByteArray &piece)
    {
        m_waiting += piece;
        while (!m_waiting.isEmpty()) {
            if (m_left > 0) {
                const auto part = m_waiting.left(qMin<qint64>(m_left, m_waiting.size()));
                if (m_file.write(part) != part.size())
                    return tl::unexpected(Takeout::failureOf(m_file, QStringLiteral("write")));
                m_waiting.remove(0, part.size());
                m_left -= part.size();
                continue;
            }
            if (m_waiting.size() < 8)
                return {};
            if (auto begun = beginFile(qFromBigEndian<qint64>(m_waiting.constData())); !begun)
                return begun;
            m_waiting.remove(0, 8);
        }
        return {};
    }
    Result<void> end()
    {
        m_file.close();
        if (m_left > 0 || !m_waiting.isEmpty() ||
            (m_index != profileFiles.size() && m_index != withoutSecrets))
            return Takeout::failure(Failure::Kind::Damaged,
                                    QStringLiteral("The file holds no whole profile."));
        return {};
    }

private:
    Result<void> beginFile(qint64 size)
    {
        m_file.close();
        if (m_index == profileFiles.size() || size < -1 || size > largestFile)
            return Takeout::failure(Failure::Kind::Damaged,
                                    QStringLiteral("The file holds no profile."));
        m_file.setFileName(m_folder + u'/' + profileFiles[m_index++]);
        if (size < 0)
            return {};
        if (!m_file.open(QIODevice::WriteOnly | QIODevice::NewOnly | QIODevice::Unbuffered))
            return tl::unexpected(Takeout::failureOf(m_file, QStringLiteral("make")));
        m_file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
        m_left = size;
        return {};
    }

    QString m_folder;
    size_t m_index = 0;
    QFile m_file;
    QByteArray m_waiting;
    qint64 m_left = 0;
};

/// Files of another computer are not files of this one, whatever they are called: what was written
/// comes along without them, and goes nowhere by itself.
bool leaveFilesBehind(QSqlQuery &query)
{
    return query.exec(QStringLiteral("UPDATE draft SET files = '', sending = 0")) &&
           query.exec(QStringLiteral("DELETE FROM draft WHERE text = ''"));
}

/// Of the calling thread alone.
Result<void> checkDatabase(const QString &path)
{
    const QString name = QStringLiteral("archive-") + QUuid::createUuid().toString(QUuid::Id128);
    Result<void> result = Takeout::failure(Failure::Kind::Damaged,
                                           QStringLiteral("The profile in the file is damaged."));
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
        database.setDatabaseName(path);
        QSqlQuery query(database);
        if (database.open()) {
            query = QSqlQuery(database);
            if (query.exec(QStringLiteral("PRAGMA integrity_check(1)")) && query.next() &&
                query.value(0).toString() == QLatin1String("ok") &&
                query.exec(QStringLiteral("PRAGMA user_version")) && query.next()) {
                const int version = query.value(0).toInt();
                query.finish();
                if (version > profileSchemaVersion())
                    result = Takeout::failure(
                        Failure::Kind::TooNew,
                        QStringLiteral("A newer version of Madang wrote the profile."));
                else if (version < firstWithDrafts || leaveFilesBehind(query))
                    result = Result<void>();
            }
        }
    }
    QSqlDatabase::removeDatabase(name);
    return result;
}

Result<QString> putInPlace(const QString &incoming, const QString &folder)
{
    const auto lock = ProfileLock::take(folder);
    if (!lock)
        return Takeout::failure(Failure::Kind::Refused,
                                QStringLiteral("The profile in %1 is open.").arg(folder));
    // Once this is there, what lies in the folder is of the new one.
    const QString mark = incoming + QStringLiteral("/placing");
    const bool goesOn = QFileInfo::exists(mark);
    QString kept;
    if (!goesOn && std::any_of(profileFiles.begin(), profileFiles.end(), [&](const QString &name) {
            return QFileInfo::exists(folder + u'/' + name);
        })) {
        kept =
            QStringLiteral("%1/before-%2")
                .arg(folder,
                     QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd-HHmmss")));
        if (auto made = Takeout::makeFolder(kept); !made)
            return tl::unexpected(made.error());
    }
    const auto move = [](const QString &name, const QString &from, const QString &to) {
        return !QFileInfo::exists(from + u'/' + name) ||
               QFile::rename(from + u'/' + name, to + u'/' + name);
    };
    bool done = true;
    for (const QString &name : profileFiles) {
        for (const QString &suffix : {QString(), QStringLiteral("-wal"), QStringLiteral("-shm")})
            done = done && (kept.isEmpty() || move(name + suffix, folder, kept));
    }
    done = done && (kept.isEmpty() || !QFileInfo::exists(folder + u'/' + pictureFolder()) ||
                    QDir().rename(folder + u'/' + pictureFolder(), kept + u'/' + pictureFolder()));
    done = done && (goesOn || (Takeout::writeFile(mark, {}) && Takeout::syncPath(incoming)));
    // The database comes last: without it there is no profile, and one begins anew.
    for (auto name = profileFiles.rbegin(); name != profileFiles.rend(); ++name)
        done = done && move(*name, incoming, folder);
    if (!done)
        return Takeout::failure(
            Failure::Kind::Failed,
            QStringLiteral("The profile cannot be put into %1; what was there is in %2.")
                .arg(folder, kept));
    if (auto synced = Takeout::syncPath(folder); !synced)
        return tl::unexpected(synced.error());
    return kept;
}

Result<QString> readArchive(const QString &path, const QString &password, const QString &folder,
                            const Takeout::Progress &progress)
{
    if (auto made = Takeout::makeFolder(folder); !made)
        return tl::unexpected(made.error());
    const QString incoming = folder + QStringLiteral("/incoming");
    QDir(incoming).removeRecursively();
    if (auto made = Takeout::makeFolder(incoming); !made)
        return tl::unexpected(made.error());
    FilesIn files(incoming);
    qint64 done = 0;
    const qint64 all = QFileInfo(path).size();
    auto taken = Takeout::unseal(path, password, [&](const QByteArray &piece) -> Result<void> {
        done += piece.size();
        if (!progress(done, all))
            return Takeout::cancelled();
        return files.take(piece);
    });
    if (taken)
        taken = files.end();
    if (taken)
        taken = checkDatabase(incoming + u'/' + profileFiles.front());
    auto placed =
        taken ? putInPlace(incoming, folder) : Result<QString>(tl::unexpected(taken.error()));
    QDir(incoming).removeRecursively();
    return placed;
}

} // namespace

ProfileArchive::ProfileArchive(QObject *parent, Takeout::Sealing sealing)
    : QObject(parent), m_sealing(sealing)
{
}

ProfileArchive::~ProfileArchive()
{
    m_cancelled = true;
    if (m_thread) {
        m_thread->wait();
        delete m_thread;
    }
}

bool ProfileArchive::goOn(qint64 done, qint64 all)
{
    QMetaObject::invokeMethod(
        this, [this, done, all] { Q_EMIT progressed(done, all); }, Qt::QueuedConnection);
    return !m_cancelled;
}

void ProfileArchive::run(Work work)
{
    m_cancelled = false;
    m_thread = QThread::create([this, work = std::move(work)] {
        auto result = work();
        QMetaObject::invokeMethod(
            this,
            [this, result = std::move(result)] {
                m_thread->wait();
                delete std::exchange(m_thread, nullptr);
                if (result)
                    Q_EMIT finished(*result);
                else
                    Q_EMIT failed(result.error());
            },
            Qt::QueuedConnection);
    });
    m_thread->start();
}

void ProfileArchive::write(const Profile &profile, const QString &path, const QString &password)
{
    if (isBusy())
        return;
    const QString folder = profile.folder();
    const QString snapshot = folder + QStringLiteral("/outgoing");
    QDir(snapshot).removeRecursively();
    Result<void> ready = Takeout::makeFolder(snapshot);
    if (ready) {
        // A moment's work: profiles are small, and this is the thread that has it open.
        QSqlQuery query(profile.database());
        query.prepare(QStringLiteral("VACUUM INTO ?"));
        query.addBindValue(snapshot + u'/' + profileFiles.front());
        if (!query.exec())
            ready = Takeout::failure(Failure::Kind::Failed, query.lastError().text());
    }
    for (size_t i = 1; ready && i < withoutSecrets; ++i) {
        if (QFileInfo::exists(folder + u'/' + profileFiles[i]))
            ready = Takeout::copyFile(folder + u'/' + profileFiles[i],
                                      snapshot + u'/' + profileFiles[i])
                        .map([](const QByteArray &) {});
    }
    // With what opens them, wherever that is kept here: the password of the file stands before it.
    if (ready && !profile.secrets().copyTo(snapshot))
        ready = Takeout::failure(
            Failure::Kind::Failed,
            QStringLiteral("What this computer keeps of your keys could not be read."));
    run([this, ready, snapshot, path, password]() -> Result<QString> {
        auto done = ready;
        if (done) {
            FilesOut files(snapshot);
            qint64 sealed = 0;
            done = Takeout::seal(
                path, password,
                [&]() -> Result<QByteArray> {
                    if (!goOn(sealed, files.size()))
                        return Takeout::cancelled();
                    auto piece = files.next();
                    sealed += piece ? piece->size() : 0;
                    return piece;
                },
                m_sealing);
        }
        QDir(snapshot).removeRecursively();
        return done ? Result<QString>(QString()) : tl::unexpected(done.error());
    });
}

void ProfileArchive::read(const QString &path, const QString &password, const QString &folder)
{
    if (isBusy())
        return;
    run([this, path, password, folder] {
        return readArchive(path, password, folder,
                           [this](qint64 done, qint64 all) { return goOn(done, all); });
    });
}

QString arrivedIn(const QString &folder)
{
    return folder + QStringLiteral("/arrived");
}

Takeout::Result<void> takeArrived(const QString &folder)
{
    const QString arrived = arrivedIn(folder);
    if (!QFileInfo::exists(arrived + u'/' + profileFiles.front()))
        return {};
    const auto placed = putInPlace(arrived, folder);
    if (!placed)
        return tl::unexpected(placed.error());
    QDir(arrived).removeRecursively();
    return {};
}

Takeout::Result<void> eraseProfile(const QString &folder)
{
    if (!QFileInfo::exists(folder + u'/' + profileFiles.front()))
        return Takeout::failure(Failure::Kind::Refused,
                                QStringLiteral("There is no profile in %1.").arg(folder));
    {
        const auto lock = ProfileLock::take(folder);
        if (!lock)
            return Takeout::failure(Failure::Kind::Refused,
                                    QStringLiteral("The profile in %1 is open.").arg(folder));
        // Secrets first: what a failure leaves is of less use.
        bool done = true;
        for (auto name = profileFiles.rbegin(); name != profileFiles.rend(); ++name) {
            for (const QString &suffix :
                 {QStringLiteral("-wal"), QStringLiteral("-shm"), QString()})
                done = (!QFileInfo::exists(folder + u'/' + *name + suffix) ||
                        QFile::remove(folder + u'/' + *name + suffix)) &&
                       done;
        }
        if (!done)
            return Takeout::failure(Failure::Kind::Failed,
                                    QStringLiteral("Not all of %1 could be deleted.").arg(folder));
    }
    const auto kept = QDir(folder).entryList(
        {QStringLiteral("before-*"), QStringLiteral("outgoing"), QStringLiteral("incoming"),
         QStringLiteral("arrived"), pictureFolder()},
        QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &name : kept)
        QDir(folder + u'/' + name).removeRecursively();
    ProfileLock::removeFiles(folder);
    QDir().rmdir(folder);
    return {};
}

} // namespace Ui
