// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/cuttingproxy.h"
#include "tests/support/desktoppair.h"
#include "tests/support/killedprofile.h"
#include "tests/support/samplepicture.h"
#include "ui/composer.h"
#include "ui/composercontext.h"
#include "ui/fileactions.h"
#include "ui/messageedit.h"
#include "ui/model/account.h"
#include "ui/model/lineparts.h"
#include "ui/model/outboxsender.h"
#include "ui/timelineview.h"

#include <QDir>
#include <QFile>
#include <QImage>
#include <QMimeData>
#include <QPushButton>

using namespace std::chrono_literals;
using Ui::TimelineModel;

namespace {

constexpr int patience = DesktopPair::patience;
const QString hostKey = QStringLiteral("host:7610");

} // namespace

// What is written in a window whose program is killed, and in that of the next start.
class tst_DraftKeeping : public QObject {
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<DesktopPair> m_pair;
    Ui::Composer *m_composer = nullptr;
    Ui::MessageEdit *m_edit = nullptr;
    QUrl m_web;
    int m_kills = 0;

    template <typename T>
    T *find(const char *name) const
    {
        for (T *one : m_pair->window->findChildren<T *>(QString::fromLatin1(name))) {
            if (one->isVisible())
                return one;
        }
        return nullptr;
    }
    QString write(const QString &name, const QByteArray &bytes) const
    {
        QFile file(m_folder->filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write");
        return file.fileName();
    }
    void attach(const QString &path) const
    {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(path)});
        Q_EMIT m_composer->filesGiven(&data);
    }
    QStringList attached() const
    {
        QStringList names;
        for (const QLabel *label :
             m_pair->window->findChildren<QLabel *>(QStringLiteral("attachmentName"))) {
            if (label->isVisible())
                names << label->accessibleName();
        }
        return names;
    }
    void goThrough(const QTcpServer &server)
    {
        m_web = QUrl(QStringLiteral("http://127.0.0.1:%1").arg(server.serverPort()));
        Ui::HostSummary summary;
        summary.joinedBy = m_pair->address;
        summary.web = m_web;
        m_pair->page->setSummary(summary);
    }
    quint16 hostPort() const { return quint16(QUrl(m_pair->address).port()); }
    void lookAround()
    {
        m_pair->page = m_pair->window->findChild<Ui::ChatPage *>();
        m_composer = m_pair->page->findChild<Ui::Composer *>();
        m_edit = m_pair->page->findChild<Ui::MessageEdit *>();
        Ui::FileActions::Options options;
        options.upload = {20ms, 200ms, 64 * 1024};
        m_pair->page->findChild<Ui::FileActions *>()->setOptions(options);
    }
    Ui::Drafts &drafts() const { return m_pair->kim.client->outbox().drafts(); }
    bool isOnDisk(const Chat::RoomId &room, const QString &text) const
    {
        // By a place of its own, which sees what is on disk alone.
        return Ui::Drafts(m_pair->kim.profile->database(), hostKey).draft(room).written.text ==
               text;
    }

    /// As after a kill: the next program has what is on the disk, and nothing else of this one.
    void killAndStart(const Chat::RoomId &room)
    {
        DesktopPair::Person &kim = m_pair->kim;
        auto profile = TestSupport::killedProfile(*kim.profile,
                                                  m_folder->filePath(QString::number(++m_kills)));
        QVERIFY(profile);
        m_pair->window.reset();
        kim.client.reset();
        kim.profile = std::move(profile);
        kim.client =
            std::make_unique<Ui::ChatClient>(*kim.profile, hostKey, [url = QUrl(m_pair->address)] {
                return std::make_unique<Stomp::WebSocketLink>(url);
            });
        kim.client->connectToHost();
        m_pair->window = std::make_unique<Ui::MainWindow>(*kim.profile, *m_pair->actions);
        m_pair->window->resize(1100, 720);
        Ui::HostSummary summary;
        summary.joinedBy = m_pair->address;
        summary.web = m_web;
        m_pair->window->showChat(kim.client.get(), summary);
        m_pair->window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_pair->window.get()));
        lookAround();
        m_pair->page->showRoom(room);
    }
    /// How often lee got that from kim in the club, or elsewhere, and with what files.
    int arrived(const QString &text, QStringList *files = nullptr, Chat::RoomId room = {}) const
    {
        const TimelineModel &lines =
            *m_pair->lee.client->timeline(room.isEmpty() ? m_pair->club : room);
        int found = 0;
        for (int row = 0; row < lines.rowCount(); ++row) {
            const QModelIndex line = lines.index(row);
            if (line.data().toString() != text)
                continue;
            ++found;
            for (const QVariant &file : line.data(TimelineModel::FilesRole).toList()) {
                if (files)
                    *files << Ui::fileOf(file).name;
            }
        }
        return found;
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_web.clear();
        m_pair = std::make_unique<DesktopPair>();
        m_pair->start();
        lookAround();
        QTRY_VERIFY_WITH_TIMEOUT(m_edit->isEnabled(), patience);
    }
    void cleanup()
    {
        m_pair->stop();
        m_pair.reset();
    }

    void messageThatWaitsForItsFileOutlivesTheProgram()
    {
        CuttingProxy proxy(hostPort());
        proxy.refuses = true;
        goThrough(proxy);
        attach(write(QStringLiteral("a.txt"), "hello"));
        QTest::keyClicks(m_edit, QStringLiteral("look"));
        QTest::keyClick(m_edit, Qt::Key_Return);
        QVERIFY(find<QLabel>("attachmentSentence"));

        killAndStart(m_pair->club);
        QCOMPARE(attached(), QStringList{QStringLiteral("a.txt")});
        QVERIFY(find<QLabel>("attachmentSentence"));
        QCOMPARE(m_edit->toPlainText(), QStringLiteral("look"));
        QVERIFY(m_edit->isReadOnly());
        QCOMPARE(find<QPushButton>("sendButton")->text(), QStringLiteral("Not yet"));
        QCOMPARE(arrived(QStringLiteral("look")), 0);

        // And once more, from another room, which it does not wait for to be looked at.
        killAndStart(Chat::lobbyRoom());
        proxy.refuses = false;
        QStringList files;
        QTRY_COMPARE_WITH_TIMEOUT(arrived(QStringLiteral("look")), 1, patience);
        arrived(QStringLiteral("look"), &files);
        QCOMPARE(files, QStringList{QStringLiteral("a.txt")});
        m_pair->page->showRoom(m_pair->club);
        QVERIFY(m_edit->toPlainText().isEmpty() && !m_edit->isReadOnly() && attached().isEmpty());
        QTRY_COMPARE_WITH_TIMEOUT(m_pair->kim.client->unsentCount(), 0, patience);

        killAndStart(m_pair->club);
        QVERIFY(m_edit->toPlainText().isEmpty() && attached().isEmpty());
        QTest::keyClicks(m_edit, QStringLiteral("last"));
        QTest::keyClick(m_edit, Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(arrived(QStringLiteral("last")), 1, patience);
        QCOMPARE(arrived(QStringLiteral("look")), 1);
    }

    void notYetStillWorksAfterwards()
    {
        CuttingProxy proxy(hostPort());
        proxy.refuses = true;
        goThrough(proxy);
        attach(write(QStringLiteral("a.txt"), "hello"));
        QTest::keyClicks(m_edit, QStringLiteral("look"));
        QTest::keyClick(m_edit, Qt::Key_Return);
        killAndStart(m_pair->club);
        QTest::keyClick(m_edit, Qt::Key_Escape);
        QVERIFY(!m_edit->isReadOnly());
        killAndStart(m_pair->club);
        QVERIFY(!m_edit->isReadOnly());
        QCOMPARE(attached(), QStringList{QStringLiteral("a.txt")});
        QTest::keyClicks(m_edit, QStringLiteral(" here"));
        proxy.refuses = false;
        QTest::keyClick(m_edit, Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(arrived(QStringLiteral("look here")), 1, patience);
        QCOMPARE(arrived(QStringLiteral("look")), 0);
    }

    void pastedPictureOutlivesTheProgram()
    {
        CuttingProxy proxy(hostPort());
        proxy.refuses = true;
        goThrough(proxy);
        QMimeData data;
        data.setImageData(QImage::fromData(TestSupport::samplePicture(30, 20)));
        Q_EMIT m_composer->filesGiven(&data);
        QTest::keyClicks(m_edit, QStringLiteral("look"));
        QTest::keyClick(m_edit, Qt::Key_Return);
        const auto picture = [this] { return drafts().draft(m_pair->club).files.at(0); };
        QTRY_VERIFY_WITH_TIMEOUT(picture().modified.isValid(), patience); // it is written
        QVERIFY(picture().path.startsWith(m_pair->kim.profile->folder()));
        killAndStart(m_pair->club);
        QCOMPARE(attached().size(), 1);
        const QString path = picture().path;
        QVERIFY(path.startsWith(m_pair->kim.profile->folder()) && QFile::exists(path));
        proxy.refuses = false;
        QTRY_COMPARE_WITH_TIMEOUT(arrived(QStringLiteral("look")), 1, patience);
        QTRY_VERIFY_WITH_TIMEOUT(!QFile::exists(path), patience);
    }

    void fileThatIsGoneIsToldInAnotherRoom()
    {
        CuttingProxy proxy(hostPort());
        proxy.refuses = true;
        goThrough(proxy);
        m_pair->page->showRoom(Chat::lobbyRoom()); // the other one is shown first
        const QString path = write(QStringLiteral("a.txt"), "hello");
        attach(path);
        QTest::keyClicks(m_edit, QStringLiteral("look"));
        QTest::keyClick(m_edit, Qt::Key_Return);
        QVERIFY(QFile::remove(path));
        killAndStart(m_pair->club);
        QTRY_VERIFY_WITH_TIMEOUT(m_pair->sentence().contains(QStringLiteral("a.txt")), patience);
        QVERIFY(attached().isEmpty());
        m_pair->page->showRoom(Chat::lobbyRoom());
        QCOMPARE(attached(), QStringList{QStringLiteral("a.txt")});
        QCOMPARE(m_edit->toPlainText(), QStringLiteral("look"));
        // Without it the message is for the person to send.
        auto *remove = find<QToolButton>("attachmentRemove");
        QVERIFY(remove);
        QTest::keyClick(remove, Qt::Key_Space);
        QVERIFY(!m_edit->isReadOnly());
        QTest::keyClick(m_edit, Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(arrived(QStringLiteral("look"), nullptr, Chat::lobbyRoom()), 1,
                                  patience);
    }

    void draftsComeBackWithWhatTheyAnswer()
    {
        m_pair->lee.client->say(m_pair->club, QStringLiteral("lunch?"));
        TimelineModel &lines = *m_pair->kim.client->timeline(m_pair->club);
        const auto newest = [&lines] { return lines.index(lines.rowCount() - 1); };
        QTRY_COMPARE_WITH_TIMEOUT(newest().data().toString(), QStringLiteral("lunch?"), patience);
        const Chat::Sequence question{newest().data(TimelineModel::SequenceRole).toLongLong()};
        m_composer->answer(question, QStringLiteral("lee: lunch?"));
        QTest::keyClicks(m_edit, QStringLiteral("at noon"));
        m_pair->page->showRoom(Chat::lobbyRoom());
        QVERIFY(isOnDisk(m_pair->club, QStringLiteral("at noon"))); // at once
        QTest::keyClicks(m_edit, QStringLiteral("hello all"));
        QTRY_VERIFY_WITH_TIMEOUT(isOnDisk(Chat::lobbyRoom(), QStringLiteral("hello all")),
                                 patience);

        killAndStart(m_pair->club);
        QCOMPARE(m_edit->toPlainText(), QStringLiteral("at noon"));
        QVERIFY(m_composer->findChild<Ui::ComposerContext *>()->isVisible());
        QVERIFY(m_composer->hasDraft(Chat::lobbyRoom()));
        QTRY_VERIFY_WITH_TIMEOUT(m_edit->isEnabled(), patience);
        QTest::keyClick(m_edit, Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(arrived(QStringLiteral("at noon")), 1, patience);
        TimelineModel &later = *m_pair->kim.client->timeline(m_pair->club);
        const QVariantMap reply =
            later.index(later.rowCount() - 1).data(TimelineModel::ReplyRole).toMap();
        QCOMPARE(reply.value(QStringLiteral("sequence")).toLongLong(), question.number);

        killAndStart(m_pair->club);
        QVERIFY(m_edit->toPlainText().isEmpty());
        m_pair->page->showRoom(Chat::lobbyRoom());
        QCOMPARE(m_edit->toPlainText(), QStringLiteral("hello all"));
    }

    void whatIsTakenBackIsSafeAtOnce()
    {
        m_composer->bringBack(QStringLiteral("taken back"));
        QVERIFY(isOnDisk(m_pair->club, QStringLiteral("taken back")));
    }

    // An edit is of a message that is there; what is kept is what was written before it.
    void editIsNoDraft()
    {
        QTest::keyClicks(m_edit, QStringLiteral("mine"));
        m_composer->edit({1}, QStringLiteral("of the message"));
        QTest::keyClicks(m_edit, QStringLiteral("x"));
        QCOMPARE(drafts().draft(m_pair->club).written.text, QStringLiteral("mine"));
        m_pair->page->showRoom(Chat::lobbyRoom());
        QCOMPARE(drafts().draft(m_pair->club).written.text, QStringLiteral("mine"));
        m_pair->page->showRoom(m_pair->club);
        QCOMPARE(m_edit->toPlainText(), QStringLiteral("of the messagex"));
        QCOMPARE(drafts().draft(m_pair->club).written.text, QStringLiteral("mine"));
        QTest::keyClick(m_edit, Qt::Key_Escape);
        QCOMPARE(m_edit->toPlainText(), QStringLiteral("mine"));
    }

    // Its draft is what went out with the files, and the edit is still to come.
    void whatWentOutTakesNoEditAlong()
    {
        QTest::keyClicks(m_edit, QStringLiteral("mine"));
        m_composer->edit({1}, QStringLiteral("of the message"));
        m_composer->forget(m_pair->club);
        QCOMPARE(m_edit->toPlainText(), QStringLiteral("of the message"));
        QVERIFY(drafts().draft(m_pair->club).isEmpty());
        QTest::keyClick(m_edit, Qt::Key_Escape);
        QCOMPARE(m_edit->toPlainText(), QString());
    }

    void goneRoomHasNone()
    {
        QTest::keyClicks(m_edit, QStringLiteral("mine"));
        attach(write(QStringLiteral("a.txt"), "hello"));
        drafts().flush();
        Q_EMIT m_pair->kim.client->orders()->roomWent(m_pair->club);
        QVERIFY(isOnDisk(m_pair->club, {}));
        QVERIFY(drafts().rooms().empty());
        QTRY_VERIFY_WITH_TIMEOUT(attached().isEmpty(), patience);
    }

    void whoLeavesForGoodLeavesNothing()
    {
        QTest::keyClicks(m_edit, QStringLiteral("mine"));
        attach(write(QStringLiteral("a.txt"), "hello"));
        m_composer->edit({1}, QStringLiteral("of the message"));
        m_pair->page->showRoom(Chat::lobbyRoom());
        QTest::keyClicks(m_edit, QStringLiteral("here, too"));
        drafts().flush();
        Q_EMIT m_pair->kim.client->account()->erased();
        QVERIFY(m_edit->toPlainText().isEmpty());
        QVERIFY(isOnDisk(m_pair->club, {}) && isOnDisk(Chat::lobbyRoom(), {}));
        QVERIFY(!m_composer->hasDraft(m_pair->club));
        drafts().flush();
        killAndStart(m_pair->club);
        QVERIFY(m_edit->toPlainText().isEmpty() && attached().isEmpty());
    }
};

QTEST_MAIN(tst_DraftKeeping)
#include "tst_draftkeeping.moc"
