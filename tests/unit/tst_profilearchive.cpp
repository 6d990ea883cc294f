// SPDX-License-Identifier: GPL-3.0-or-later
// One's profile in a file that a password opens, on the way to another computer.

#include "takeout/sealed.h"
#include "ui/model/drafts.h"
#include "ui/model/outbox.h"
#include "ui/model/profile.h"
#include "ui/model/profilearchive.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using Takeout::Failure;
using Ui::Profile;
using Ui::ProfileArchive;

namespace {

constexpr int patience = 60000;
const QString host = QStringLiteral("own");
const QString password = QStringLiteral("맞는 비밀번호");

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void put(const QString &path, const QByteArray &content)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

/// What came of one call: nullopt when it finished.
std::optional<Failure> outcome(ProfileArchive &archive, const std::function<void()> &call,
                               QString *kept = nullptr)
{
    std::optional<std::optional<Failure>> got;
    const auto done =
        QObject::connect(&archive, &ProfileArchive::finished, [&](const QString &path) {
            if (kept)
                *kept = path;
            got = std::optional<Failure>();
        });
    const auto failed = QObject::connect(&archive, &ProfileArchive::failed,
                                         [&](const Failure &failure) { got = failure; });
    call();
    const bool came = QTest::qWaitFor([&] { return got.has_value(); }, patience);
    QObject::disconnect(done);
    QObject::disconnect(failed);
    return came ? *got : std::optional(Failure{Failure::Kind::Failed, QStringLiteral("no answer")});
}

} // namespace

class ProfileArchiveTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ProfileArchive> m_archive;

    QString path(const char *name) const { return m_folder->filePath(QLatin1String(name)); }
    std::unique_ptr<Profile> filled(const QString &folder)
    {
        auto opened = Profile::open(folder);
        if (!opened)
            return nullptr;
        (*opened)->setName(QStringLiteral("민지"));
        (*opened)->addRecentHost(QStringLiteral("ws://192.0.2.1"), QStringLiteral("위층"));
        (*opened)->setGuestToken(host, "a secret token");
        (*opened)->deviceKey(); // is made
        (*opened)->setLastRead(host, Chat::lobbyRoom(), {77});
        (*opened)->settings().setValue(QStringLiteral("theme"), QStringLiteral("dark"));
        (*opened)->settings().sync();
        Chat::RoomMessage message;
        message.room = Chat::lobbyRoom();
        message.text = QStringLiteral("still to be sent") + QString(100'000, u'x');
        message.clientId = Chat::ClientMessageId(QStringLiteral("c-1"));
        Ui::Outbox((*opened)->database(), host).add(message);
        return std::move(*opened);
    }
    void write(const QString &folder, const QString &to)
    {
        const auto profile = filled(folder);
        QVERIFY(profile);
        const auto failed = outcome(*m_archive, [&] { m_archive->write(*profile, to, password); });
        QVERIFY2(!failed, failed ? qPrintable(failed->sentence) : "");
        QVERIFY(!QFile::exists(folder + QStringLiteral("/outgoing")));
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_archive = std::make_unique<ProfileArchive>(nullptr, Takeout::Sealing::Quick);
    }

    void personIsTheSameElsewhere()
    {
        write(path("here"), path("file"));
        const auto key = (*Profile::open(path("here")))->deviceKey();
        const auto failed =
            outcome(*m_archive, [&] { m_archive->read(path("file"), password, path("there")); });
        QVERIFY2(!failed, failed ? qPrintable(failed->sentence) : "");
        const auto there = Profile::open(path("there"));
        QVERIFY(there);
        QCOMPARE((*there)->name(), QStringLiteral("민지"));
        QCOMPARE((*there)->recentHosts().size(), size_t(1));
        QCOMPARE((*there)->guestToken(host), QByteArray("a secret token"));
        QCOMPARE((*there)->lastRead(host, Chat::lobbyRoom()).number, 77);
        QCOMPARE((*there)->settings().value(QStringLiteral("theme")).toString(),
                 QStringLiteral("dark"));
        QCOMPARE(Ui::Outbox((*there)->database(), host).entries().size(), size_t(1));
        QCOMPARE((*there)->deviceKey()->publicKey(), key->publicKey());
        QVERIFY(!QFile::exists(path("there") + QStringLiteral("/incoming")));
    }

    /// What is called the same elsewhere may be anything, and nothing goes out by itself.
    void writtenTextsComeAlongWithoutTheirFiles()
    {
        {
            const auto profile = filled(path("here"));
            Ui::Drafts drafts(profile->database(), host);
            const Ui::DraftFile file{path("file of here"), {}, {}};
            const Chat::RoomId club(QStringLiteral("club"));
            drafts.setFiles(Chat::lobbyRoom(), {file});
            drafts.setSending(Chat::lobbyRoom(), QStringLiteral("look"), {});
            drafts.setFiles(club, {file});
            drafts.flush();
            const auto failed =
                outcome(*m_archive, [&] { m_archive->write(*profile, path("file"), password); });
            QVERIFY(!failed);
            QVERIFY(drafts.draft(Chat::lobbyRoom()).isSending); // here
        }
        QVERIFY(
            !outcome(*m_archive, [&] { m_archive->read(path("file"), password, path("there")); }));
        const auto there = Profile::open(path("there"));
        const Ui::Drafts drafts((*there)->database(), host);
        QCOMPARE(drafts.rooms(), std::vector{Chat::lobbyRoom()});
        const Ui::Draft draft = drafts.draft(Chat::lobbyRoom());
        QCOMPARE(draft.written.text, QStringLiteral("look"));
        QVERIFY(draft.files.empty() && !draft.isSending);
    }

    void pastedPicturesGoWithTheirProfile()
    {
        write(path("here"), path("file"));
        QString picture;
        {
            const auto before = Profile::open(path("there"));
            Ui::Drafts drafts((*before)->database(), host);
            picture = drafts.pathForPicture();
            put(picture, "png");
            drafts.setFiles(Chat::lobbyRoom(), {{picture, {}, {}}});
            drafts.flush();
        }
        QString kept;
        QVERIFY(!outcome(
            *m_archive, [&] { m_archive->read(path("file"), password, path("there")); }, &kept));
        QVERIFY(Profile::open(path("there")));
        QVERIFY(!QFile::exists(picture));
        const auto before = Profile::open(kept);
        QVERIFY(before);
        const Ui::Draft draft = Ui::Drafts((*before)->database(), host).draft(Chat::lobbyRoom());
        QCOMPARE(draft.files.size(), size_t(1));
        QCOMPARE(contentOf(draft.files[0].path), QByteArray("png"));
    }

    /// The profile is open while it comes in, and changes at the next start.
    void arrivesAtTheNextStart()
    {
        write(path("here"), path("file"));
        {
            const auto open = Profile::open(path("there"));
            QVERIFY(open);
            (*open)->setName(QStringLiteral("지우"));
            put(path("there") + QStringLiteral("/device.key"), "of whom was here");
            const auto failed = outcome(*m_archive, [&] {
                m_archive->read(path("file"), password, Ui::arrivedIn(path("there")));
            });
            QVERIFY2(!failed, failed ? qPrintable(failed->sentence) : "");
            QCOMPARE((*open)->name(), QStringLiteral("지우"));
            const auto early = Ui::takeArrived(path("there"));
            QVERIFY(!early);
            QCOMPARE(early.error().kind, Failure::Kind::Refused);
        }
        QVERIFY(Ui::takeArrived(path("there")));
        QVERIFY(!QFile::exists(Ui::arrivedIn(path("there"))));
        QVERIFY(!QFile::exists(path("there") + QStringLiteral("/device.key"))); // not theirs
        const auto there = Profile::open(path("there"));
        QVERIFY(there);
        QCOMPARE((*there)->name(), QStringLiteral("민지"));
        const QStringList kept = QDir(path("there")).entryList({QStringLiteral("before-*")});
        QCOMPARE(kept.size(), 1);
        QCOMPARE(contentOf(path("there/") + kept[0] + QStringLiteral("/device.key")),
                 QByteArray("of whom was here"));
        QVERIFY(Ui::takeArrived(path("nowhere"))); // nothing came
    }

    /// The program died when the key was in its place and the database was not.
    void cutShortItGoesOn()
    {
        write(path("here"), path("file"));
        const auto key = (*Profile::open(path("here")))->deviceKey();
        const auto failed = outcome(*m_archive, [&] {
            m_archive->read(path("file"), password, Ui::arrivedIn(path("there")));
        });
        QVERIFY(!failed);
        for (const QString &name : {Ui::Secrets::keyFileName(), Ui::Secrets::fileName()}) {
            QVERIFY(QFile::rename(Ui::arrivedIn(path("there")) + u'/' + name,
                                  path("there") + u'/' + name));
        }
        put(Ui::arrivedIn(path("there")) + QStringLiteral("/placing"), {});
        QVERIFY(Ui::takeArrived(path("there")));
        const auto there = Profile::open(path("there"));
        QVERIFY(there);
        QCOMPARE((*there)->deviceKey()->publicKey(), key->publicKey());
        QCOMPARE((*there)->name(), QStringLiteral("민지"));
    }

    void fileTellsNothing()
    {
        write(path("here"), path("file"));
        const QByteArray bytes = contentOf(path("file"));
        for (const QByteArray &secret : {QByteArray("a secret token"), QByteArray("민지"),
                                         QByteArray("SQLite"), QByteArray("still to be sent")})
            QVERIFY(!bytes.contains(secret));
        QCOMPARE(QFile::permissions(path("file")) & QFile::Permissions(0x0077),
                 QFile::Permissions());
    }

    void wrongPasswordChangesNothing()
    {
        write(path("here"), path("file"));
        const auto failed = outcome(*m_archive, [&] {
            m_archive->read(path("file"), QStringLiteral("wrong"), path("there"));
        });
        QVERIFY(failed);
        QCOMPARE(failed->kind, Failure::Kind::Refused);
        QVERIFY(!QFile::exists(path("there") + QStringLiteral("/profile.sqlite")));
    }

    void damagedFileChangesNothing()
    {
        write(path("here"), path("file"));
        const QByteArray good = contentOf(path("file"));
        QVERIFY(good.size() > 70'000); // more than one piece
        QByteArrayList bad{good.left(good.size() - 1),
                           good.left(good.size() / 2),
                           good.left(70),
                           good + 'x',
                           QByteArray(),
                           "madang"};
        for (const qsizetype place : {20, 30, 40, 60, 100, int(good.size()) - 3}) {
            bad += good;
            bad.last()[place] = char(bad.last()[place] ^ 1);
        }
        // Pieces that change places, or are left out.
        bad += good.left(72) + good.mid(72 + 65553) + good.mid(72, 65553);
        bad += good.left(72) + good.mid(72 + 65553);
        for (const QByteArray &bytes : bad) {
            put(path("bad"), bytes);
            const auto failed =
                outcome(*m_archive, [&] { m_archive->read(path("bad"), password, path("there")); });
            QVERIFY2(failed, qPrintable(QString::number(bad.indexOf(bytes))));
            QVERIFY(!QFile::exists(path("there") + QStringLiteral("/profile.sqlite")));
        }
    }

    void fileMayNotAskForAnyWork()
    {
        write(path("here"), path("file"));
        QByteArray bytes = contentOf(path("file"));
        bytes.replace(24, 8, QByteArray("\x00\x00\x01\x00\x00\x00\x00\x00", 8)); // 1 TiB
        put(path("bad"), bytes);
        const auto failed =
            outcome(*m_archive, [&] { m_archive->read(path("bad"), password, path("there")); });
        QCOMPARE(failed->kind, Failure::Kind::Damaged);
    }

    void sealedByAnybodyIsNotBelieved()
    {
        // Who knows the password may still have written nonsense.
        for (const QByteArray &content : {QByteArray("12345678"), QByteArray(8, '\0'),
                                          QByteArray(8, '\x7f'), QByteArray("x")}) {
            bool given = false;
            QVERIFY(Takeout::seal(
                path("bad"), password,
                [&]() -> Takeout::Result<QByteArray> {
                    return std::exchange(given, true) ? QByteArray() : content;
                },
                Takeout::Sealing::Quick));
            const auto failed =
                outcome(*m_archive, [&] { m_archive->read(path("bad"), password, path("there")); });
            QVERIFY(failed);
            QVERIFY(!QFile::exists(path("there") + QStringLiteral("/profile.sqlite")));
        }
    }

    void oldProfileIsKept()
    {
        write(path("here"), path("file"));
        {
            auto other = Profile::open(path("there"));
            (*other)->setName(QStringLiteral("before"));
            // One that is open is left alone.
            const auto failed = outcome(
                *m_archive, [&] { m_archive->read(path("file"), password, path("there")); });
            QCOMPARE(failed->kind, Failure::Kind::Refused);
        }
        QString kept;
        QVERIFY(!outcome(
            *m_archive, [&] { m_archive->read(path("file"), password, path("there")); }, &kept));
        QCOMPARE((*Profile::open(path("there")))->name(), QStringLiteral("민지"));
        QCOMPARE((*Profile::open(kept))->name(), QStringLiteral("before"));
    }

    void cancelled()
    {
        const auto profile = filled(path("here"));
        const auto failed = outcome(*m_archive, [&] {
            m_archive->write(*profile, path("file"), password);
            m_archive->cancel();
        });
        // It may have been too late for that; half of one is never there.
        QCOMPARE(QFile::exists(path("file")), !failed);
        QVERIFY(!QFile::exists(path("file.unfinished")));
        QVERIFY(!QFile::exists(path("here") + QStringLiteral("/outgoing")));
    }

    void everythingIsDeleted()
    {
        {
            const auto profile = filled(path("here"));
            QCOMPARE(Ui::eraseProfile(path("here")).error().kind, Failure::Kind::Refused);
            QCOMPARE(profile->name(), QStringLiteral("민지"));
        }
        put(path("here") + QStringLiteral("/device.key"), "secret");
        QDir().mkpath(path("here") + QStringLiteral("/before-1"));
        put(path("here") + QStringLiteral("/before-1/profile.sqlite"), "x");
        QDir().mkpath(path("here") + QStringLiteral("/pasted"));
        put(path("here") + QStringLiteral("/pasted/1.png"), "x");
        QVERIFY(Ui::eraseProfile(path("here")));
        QVERIFY(!QFile::exists(path("here")));
        // Not any folder.
        QDir().mkpath(path("other"));
        put(path("other") + QStringLiteral("/thesis"), "x");
        QVERIFY(!Ui::eraseProfile(path("other")));
        QVERIFY(QFile::exists(path("other") + QStringLiteral("/thesis")));
    }
};

QTEST_GUILESS_MAIN(ProfileArchiveTest)
#include "tst_profilearchive.moc"
