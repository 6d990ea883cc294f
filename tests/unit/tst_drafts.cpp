// SPDX-License-Identifier: GPL-3.0-or-later
// What is written and not said yet, in a profile whose program may be killed at any moment.
#include "tests/support/killedprofile.h"
#include "ui/model/drafts.h"
#include "ui/model/outbox.h"

#include <QSignalSpy>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>
#include <QTimeZone>

using Ui::Draft;
using Ui::DraftFile;
using Ui::Drafts;
using Ui::Outbox;
using Ui::Profile;
using Ui::Written;

namespace {

constexpr int patience = 30000;
const QString here = QStringLiteral("host:7610");
const QString elsewhere = QStringLiteral("own");
const Chat::RoomId lobby = Chat::lobbyRoom();
const Chat::RoomId club{QStringLiteral("방-1")};

Written text(const QString &words)
{
    return {words, {}, {}};
}

} // namespace

class DraftsTest : public QObject {
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Profile> m_profile;
    std::unique_ptr<Drafts> m_drafts;
    int m_kills = 0;

    /// The same place in the profile as a program finds it that starts after a kill.
    struct Later {
        std::unique_ptr<Profile> profile;
        std::unique_ptr<Drafts> drafts;
        Draft draft(const Chat::RoomId &room) const { return drafts->draft(room); }
    };
    Later killed(const QString &host = here)
    {
        Later later;
        later.profile =
            TestSupport::killedProfile(*m_profile, m_folder->filePath(QString::number(++m_kills)));
        if (!later.profile)
            qFatal("cannot copy");
        later.drafts = std::make_unique<Drafts>(later.profile->database(), host);
        return later;
    }
    int number(const QString &question) const
    {
        QSqlQuery query(m_profile->database());
        return query.exec(question) && query.next() ? query.value(0).toInt() : -1;
    }
    int rows() const { return number(QStringLiteral("SELECT count(*) FROM draft")); }
    int writes() const { return number(QStringLiteral("SELECT total_changes()")); }
    DraftFile file(const QString &path) const
    {
        return {path,
                QDateTime::fromMSecsSinceEpoch(1700000000123, QTimeZone::utc()),
                {QStringLiteral("id"), QStringLiteral("token"), QStringLiteral("a \"b\".png"),
                 QStringLiteral("image/png"), 1'234'567'890'123}};
    }
    DraftFile picture()
    {
        const DraftFile made = file(m_drafts->pathForPicture());
        QFile content(made.path);
        if (!content.open(QIODevice::WriteOnly) || content.write("png") != 3)
            qFatal("cannot write");
        return made;
    }
    static Chat::RoomMessage message(const Chat::ClientMessageId &id)
    {
        Chat::RoomMessage message;
        message.room = lobby;
        message.text = QStringLiteral("said");
        message.clientId = id;
        return message;
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_profile = std::move(*Profile::open(m_folder->filePath(QStringLiteral("profile"))));
        m_drafts = std::make_unique<Drafts>(m_profile->database(), here);
    }
    void cleanup()
    {
        m_drafts.reset();
        m_profile.reset();
    }

    void typingNeverWaitsForTheDisk()
    {
        const int before = writes();
        for (int i = 0; i < 1000; ++i)
            m_drafts->setWritten(lobby, text(QString(i, u'x')));
        QCOMPARE(writes(), before);
    }

    void writtenIsThereSoon()
    {
        const Written written{QStringLiteral("쓰다 만\n글"), {12}, QStringLiteral("lee: 점심?")};
        m_drafts->setWritten(lobby, written);
        m_drafts->setWritten(club, text(QStringLiteral("other")));
        QTRY_COMPARE_WITH_TIMEOUT(rows(), 2, patience);
        const Later later = killed();
        QCOMPARE(later.draft(lobby).written, written);
        QCOMPARE(later.draft(club).written.text, QStringLiteral("other"));
        QCOMPARE(later.drafts->rooms().size(), std::size_t(2));
        QVERIFY(!later.draft(lobby).isSending && later.draft(lobby).files.empty());
        QVERIFY(killed(elsewhere).drafts->rooms().empty());
    }

    void whoNeverPausesIsKeptToo()
    {
        int letters = 0;
        QTRY_VERIFY_WITH_TIMEOUT(
            (m_drafts->setWritten(lobby, text(QString(++letters, u'x'))), rows() == 1), patience);
    }

    void flushIsAtOnce()
    {
        m_drafts->setWritten(lobby, text(QStringLiteral("a")));
        m_drafts->flush();
        QCOMPARE(killed().draft(lobby).written.text, QStringLiteral("a"));
        const int before = writes();
        m_drafts->flush();
        m_drafts->setWritten(lobby, text(QStringLiteral("a")));
        m_drafts->flush();
        QCOMPARE(writes(), before); // nothing new
    }

    void clearedIsGone()
    {
        m_drafts->setWritten(lobby, text(QStringLiteral("a")));
        m_drafts->flush();
        m_drafts->setWritten(lobby, {});
        QTRY_COMPARE_WITH_TIMEOUT(rows(), 0, patience);
        QVERIFY(m_drafts->rooms().empty());
    }

    void saidLeavesInOneStep()
    {
        Outbox outbox(m_profile->database(), here);
        m_drafts->setWritten(lobby, text(QStringLiteral("a")));
        m_drafts->setWritten(club, text(QStringLiteral("b")));
        m_drafts->flush();
        const Chat::ClientMessageId id = m_drafts->take(lobby);
        {
            const Later before = killed(); // not said yet
            QCOMPARE(before.draft(lobby).written.text, QStringLiteral("a"));
            QVERIFY(Outbox(before.profile->database(), here).entries().empty());
        }
        QVERIFY(outbox.add(message(id)));
        const Later later = killed();
        QCOMPARE(Outbox(later.profile->database(), here).entries().size(), std::size_t(1));
        QCOMPARE(later.drafts->rooms(), std::vector{club});
        QCOMPARE(m_drafts->rooms(), std::vector{club});
    }

    // As the field does it: it is empty before its text is said.
    void saidLeavesInOneStepFromAnEmptyField()
    {
        m_drafts->setWritten(lobby, text(QStringLiteral("a")));
        m_drafts->flush();
        m_drafts->setWritten(lobby, {});
        QVERIFY(Outbox(m_profile->database(), here).add(message(m_drafts->take(lobby))));
        QVERIFY(killed().drafts->rooms().empty());
    }

    void notTakenByTheOutboxItStays()
    {
        Outbox outbox(m_profile->database(), here);
        m_drafts->setWritten(lobby, text(QStringLiteral("a")));
        m_drafts->flush();
        const Chat::ClientMessageId id = m_drafts->take(lobby);
        QSqlQuery(m_profile->database())
            .exec(QStringLiteral("INSERT INTO outbox (host, client_id, room, sender, text, time)"
                                 " VALUES ('host:7610', '%1', 'lobby', '', '', 0)")
                      .arg(id.toString()));
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("outbox:")));
        QVERIFY(!outbox.add(message(id)));
        QCOMPARE(killed().draft(lobby).written.text, QStringLiteral("a"));
    }

    void whatWaitsIsThereAtOnceUnderItsId()
    {
        m_drafts->setWritten(lobby, {QStringLiteral(":smile: "), {12}, QStringLiteral("lee: 1")});
        m_drafts->setFiles(lobby, {file(QStringLiteral("/a b")), file(QStringLiteral("/c"))});
        m_drafts->setSending(lobby, QStringLiteral("😄"), {12});
        const Later later = killed();
        const Draft draft = later.draft(lobby);
        QVERIFY(draft.isSending);
        QCOMPARE(draft.written, (Written{QStringLiteral("😄"), {12}, QStringLiteral("lee: 1")}));
        QCOMPARE(draft.files, m_drafts->draft(lobby).files);
        QCOMPARE(draft.files.size(), std::size_t(2));
        QCOMPARE(draft.id, m_drafts->draft(lobby).id); // the host knows it again
        // What goes out is what was sent, whatever becomes of the field.
        later.drafts->setWritten(lobby, text(QStringLiteral("else")));
        QCOMPARE(later.draft(lobby).written.text, QStringLiteral("😄"));
    }

    void whatIsWrittenOnIsAnotherMessage()
    {
        m_drafts->setFiles(lobby, {file(QStringLiteral("/a"))});
        m_drafts->setSending(lobby, QStringLiteral("a"), {});
        const Chat::ClientMessageId id = m_drafts->draft(lobby).id;
        m_drafts->setNotSending(lobby);
        QVERIFY(m_drafts->draft(lobby).id != id);
        const Later later = killed();
        QVERIFY(!later.draft(lobby).isSending);
        QVERIFY(!later.draft(lobby).id.isEmpty() && later.draft(lobby).id != id);
        QVERIFY(later.draft(lobby).id != m_drafts->draft(lobby).id);
        QCOMPARE(later.draft(lobby).files.size(), std::size_t(1));
    }

    void itIsBounded()
    {
        m_drafts->setWritten(lobby, text(QString(Drafts::longestText + 5, u'x')));
        m_drafts->setFiles(club, {file(QStringLiteral("/a"))});
        m_drafts->setSending(club, {}, {});
        m_drafts->flush();
        QCOMPARE(killed().draft(lobby).written.text.size(), Drafts::longestText);
        for (int i = 0; i < Drafts::mostTexts + 50; ++i)
            m_drafts->setWritten(Chat::RoomId(QStringLiteral("r%1").arg(i)),
                                 text(QStringLiteral("a")));
        m_drafts->flush();
        QVERIFY(rows() <= Drafts::mostTexts + 1);
        QVERIFY(killed().draft(club).isSending);
    }

    void forgottenIsGoneAtOnce()
    {
        Drafts other(m_profile->database(), elsewhere);
        other.setWritten(lobby, text(QStringLiteral("theirs")));
        other.flush();
        QSignalSpy forgotten(m_drafts.get(), &Drafts::forgotten);
        const DraftFile pasted = picture();
        m_drafts->setWritten(lobby, text(QStringLiteral("a")));
        m_drafts->setFiles(lobby, {pasted});
        m_drafts->setWritten(club, text(QStringLiteral("b")));
        m_drafts->flush();
        m_drafts->forget(club);
        QCOMPARE(forgotten.size(), 1);
        QCOMPARE(forgotten[0][0].value<Chat::RoomId>(), club);
        QCOMPARE(killed().drafts->rooms(), std::vector{lobby});
        m_drafts->forgetAll();
        QVERIFY(killed().drafts->rooms().empty());
        QVERIFY(!QFile::exists(pasted.path));
        QVERIFY(m_drafts->rooms().empty());
        QCOMPARE(killed(elsewhere).draft(lobby).written.text, QStringLiteral("theirs"));
    }

    void picturesStayWhileTheyAreNamed()
    {
        const DraftFile kept = picture();
        const DraftFile removed = picture();
        QCOMPARE(QFile::permissions(QFileInfo(kept.path).path()) & QFile::Permissions(0x0077),
                 QFile::Permissions());
        const QString stray = m_drafts->pathForPicture(); // the program died before it was named
        QVERIFY(QFile::copy(kept.path, stray));
        m_drafts->setFiles(lobby, {kept, removed});
        m_drafts->flush();
        const Later later = killed();
        const Draft draft = later.draft(lobby);
        QCOMPARE(draft.files.size(), std::size_t(2));
        QVERIFY(draft.files[0].path != kept.path); // the profile lies elsewhere now
        QVERIFY(QFile::exists(draft.files[0].path) && QFile::exists(draft.files[1].path));
        QCOMPARE(QDir(QFileInfo(draft.files[0].path).path()).entryList(QDir::Files).size(), 2);

        m_drafts->setFiles(lobby, {kept});
        QTRY_VERIFY_WITH_TIMEOUT(!QFile::exists(removed.path), patience);
        QVERIFY(QFile::exists(kept.path));
        const Chat::ClientMessageId id = m_drafts->take(lobby);
        QVERIFY(Outbox(m_profile->database(), here).add(message(id)));
        QTRY_VERIFY_WITH_TIMEOUT(!QFile::exists(kept.path), patience);
        QCOMPARE(m_drafts->draft(lobby).files.size(), std::size_t(0));
    }

    void othersFilesAreLeftAlone()
    {
        const QString path = m_folder->filePath(QStringLiteral("theirs"));
        QFile theirs(path);
        QVERIFY(theirs.open(QIODevice::WriteOnly));
        m_drafts->setFiles(lobby, {file(path)});
        m_drafts->flush();
        m_drafts->forgetAll();
        QVERIFY(QFile::exists(path));
    }

    void fullDiskIsToldOnce()
    {
        QSignalSpy notKept(m_drafts.get(), &Drafts::notKept);
        QSqlQuery(m_profile->database()).exec(QStringLiteral("PRAGMA query_only = ON"));
        m_drafts->setWritten(lobby, text(QStringLiteral("a")));
        for (int i = 0; i < 2; ++i) {
            QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("drafts:")));
            m_drafts->flush();
        }
        QCOMPARE(notKept.size(), 1);
        QSqlQuery(m_profile->database()).exec(QStringLiteral("PRAGMA query_only = OFF"));
        QTRY_COMPARE_WITH_TIMEOUT(rows(), 1, patience); // by itself
    }
};

QTEST_GUILESS_MAIN(DraftsTest)
#include "tst_drafts.moc"
