// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/scriptedhost.h"
#include "ui/actions.h"
#include "ui/chatpage.h"
#include "ui/composer.h"
#include "ui/mainwindow.h"
#include "ui/messageedit.h"
#include "ui/model/messagecopy.h"
#include "ui/timelineview.h"

#include <QAction>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QInputMethodEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QToolTip>

using Kind = Chat::Request::Kind;

namespace {

const Chat::RoomId team(QStringLiteral("team"));
const Chat::UserId other(QStringLiteral("u-other"));
const Chat::UserId self(QStringLiteral("g-1"));

} // namespace

// What is done with the mouse and keys of a real window, as the host hears it.
class tst_MessageActions : public QObject {
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Ui::Profile> m_profile;
    std::unique_ptr<Ui::Actions> m_actions;
    std::unique_ptr<ScriptedHost> m_host;
    std::unique_ptr<Ui::ChatClient> m_client;
    std::unique_ptr<Ui::MainWindow> m_window;
    Ui::TimelineView *m_timeline = nullptr;
    Ui::Composer *m_composer = nullptr;
    Ui::MessageEdit *m_edit = nullptr;

    /// Stores it as it is by now, and waits until the window has it.
    void have(const QString &text, const Chat::UserId &sender,
              const Chat::MessageChanges &changes = {},
              const std::optional<Chat::Quoted> &answered = {})
    {
        Chat::RoomMessage message;
        message.room = team;
        message.sender = sender.toString();
        message.senderId = sender;
        message.text = text;
        message.sequence = {m_client->timeline(team)->newest().number + 1};
        message.time = Chat::Timestamp(std::chrono::hours(500'000));
        message.changes = changes;
        message.replyTo = answered;
        m_client->timeline(team)->addStored({message});
        m_timeline->grab();
    }

    void choose(qint64 sequence)
    {
        const QModelIndex index = m_client->timeline(team)->indexOf({sequence});
        QVERIFY(index.isValid());
        m_timeline->setFocus();
        m_timeline->setCurrentIndex(index);
    }

    /// The action of that name in the menu of the chosen line; nullptr when there is none.
    QAction *offered(const QString &text)
    {
        for (QMenu *old : m_timeline->findChildren<QMenu *>(QStringLiteral("messageMenu")))
            delete old;
        QContextMenuEvent wanted(QContextMenuEvent::Keyboard, QPoint(), QPoint());
        QCoreApplication::sendEvent(m_timeline->viewport(), &wanted);
        const auto *menu = m_timeline->findChild<QMenu *>(QStringLiteral("messageMenu"));
        if (!menu)
            return nullptr;
        for (QAction *action : menu->findChildren<QAction *>()) {
            if (action->text() == text)
                return action;
        }
        return nullptr;
    }

    int countOf(Kind kind) const
    {
        return int(std::count(m_host->others.begin(), m_host->others.end(),
                              Chat::requestDestination(kind, team)));
    }
    QByteArray lastBody() const
    {
        return m_host->otherBodies.empty() ? QByteArray() : m_host->otherBodies.back();
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        auto profile = Ui::Profile::open(m_folder->filePath(QStringLiteral("profile")));
        QVERIFY(profile);
        m_profile = std::move(*profile);
        m_profile->settings().setValue(QStringLiteral("language"), QStringLiteral("en"));
        m_profile->setName(QStringLiteral("지우"));
        m_profile->setJoined(QStringLiteral("own"), team, true);
        m_actions = std::make_unique<Ui::Actions>();
        m_host = std::make_unique<ScriptedHost>();
        m_host->rooms[team];
        m_client = std::make_unique<Ui::ChatClient>(*m_profile, QStringLiteral("own"),
                                                    m_host->linkMaker());
        m_window = std::make_unique<Ui::MainWindow>(*m_profile, *m_actions);
        m_window->resize(1000, 700);
        m_window->showChat(m_client.get(), {});
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        m_client->connectToHost();
        QTRY_VERIFY(!m_client->self().isEmpty());
        m_window->findChild<Ui::ChatPage *>()->showRoom(team);
        m_timeline = m_window->findChild<Ui::TimelineView *>();
        m_composer = m_window->findChild<Ui::Composer *>();
        m_edit = m_window->findChild<Ui::MessageEdit *>();
        // Our own coming in; from here on the host keeps what it hears to itself.
        QTRY_COMPARE(m_client->timeline(team)->rowCount(), 1);
        m_host->deaf = true;
    }

    void cleanup()
    {
        m_window.reset();
        m_client.reset();
        m_host.reset();
        m_actions.reset();
        m_profile.reset();
    }

    void answersOnce()
    {
        have(QStringLiteral("who is coming?"), other);
        choose(2);
        QTest::keyClick(m_timeline, Qt::Key_R);
        QVERIFY(m_edit->hasFocus());
        const auto *context = m_window->findChild<QLabel *>(QStringLiteral("composerContextText"));
        QVERIFY(context->isVisible());
        QVERIFY(context->accessibleName().contains(QStringLiteral("who is coming?")));
        QTest::keyClicks(m_edit, QStringLiteral("me"));
        QTest::keyClick(m_edit, Qt::Key_Return);
        QTRY_COMPARE(m_host->said(), QStringList{QStringLiteral("me")});
        QCOMPARE(m_host->requests.back().replyTo, Chat::Sequence{2});
        QVERIFY(!context->isVisible());
        QTest::keyClicks(m_edit, QStringLiteral("and you?"));
        QTest::keyClick(m_edit, Qt::Key_Return);
        QTRY_COMPARE(m_host->said().size(), 2);
        QCOMPARE(m_host->requests.back().replyTo, Chat::Sequence{0});
    }

    void escapeGivesTheAnswerUpAndKeepsTheText()
    {
        have(QStringLiteral("hm"), other);
        choose(2);
        QTest::keyClick(m_timeline, Qt::Key_R);
        QTest::keyClicks(m_edit, QStringLiteral("half"));
        QTest::keyClick(m_edit, Qt::Key_Escape);
        QCOMPARE(m_edit->toPlainText(), QStringLiteral("half"));
        QTest::keyClick(m_edit, Qt::Key_Return);
        QTRY_COMPARE(m_host->said().size(), 1);
        QCOMPARE(m_host->requests.back().replyTo, Chat::Sequence{0});
    }

    void upEditsTheLastOwnMessage()
    {
        have(QStringLiteral("teh end"), self);
        have(QStringLiteral("not mine"), other);
        m_composer->focusText();
        QTest::keyClick(m_edit, Qt::Key_Up);
        QCOMPARE(m_edit->toPlainText(), QStringLiteral("teh end"));
        m_edit->setPlainText(QStringLiteral("the end"));
        QTest::keyClick(m_edit, Qt::Key_Return);
        QTRY_COMPARE(countOf(Kind::Edit), 1);
        const auto request = Chat::EditRequest::fromJson(lastBody());
        QVERIFY(request);
        QCOMPARE(request->sequence, Chat::Sequence{2});
        QCOMPARE(request->text, QStringLiteral("the end"));
        QCOMPARE(m_edit->toPlainText(), QString());
        QVERIFY(m_host->said().isEmpty());
    }

    void anEditGivenUpBringsTheDraftBack()
    {
        have(QStringLiteral("mine"), self);
        QTest::keyClicks(m_edit, QStringLiteral("draft"));
        choose(2);
        QTest::keyClick(m_timeline, Qt::Key_E);
        QCOMPARE(m_edit->toPlainText(), QStringLiteral("mine"));
        QTest::keyClick(m_edit, Qt::Key_Escape);
        QCOMPARE(m_edit->toPlainText(), QStringLiteral("draft"));
        choose(2);
        QTest::keyClick(m_timeline, Qt::Key_E);
        QTest::keyClick(m_edit, Qt::Key_Return); // as it was: nothing to tell anybody
        QCOMPARE(m_edit->toPlainText(), QStringLiteral("draft"));
        QCOMPARE(countOf(Kind::Edit), 0);
    }

    void anEditWaitsInItsRoom()
    {
        const Chat::RoomId elsewhere(QStringLiteral("x"));
        have(QStringLiteral("mine"), self);
        QTest::keyClicks(m_edit, QStringLiteral("draft"));
        choose(2);
        QTest::keyClick(m_timeline, Qt::Key_E);
        QTest::keyClicks(m_edit, QStringLiteral(", too"));
        m_composer->setRoom(elsewhere, QStringLiteral("x"));
        QCOMPARE(m_edit->toPlainText(), QString());
        QVERIFY(m_composer->hasDraft(team));
        QCOMPARE(m_composer->unsent(team), QStringLiteral("mine, too\ndraft"));
        QTest::keyClicks(m_edit, QStringLiteral("new"));
        QTest::keyClick(m_edit, Qt::Key_Return);
        QTRY_COMPARE(m_host->said(), QStringList{QStringLiteral("new")});
        QCOMPARE(m_edit->toPlainText(), QString());
        QCOMPARE(countOf(Kind::Edit), 0);
        m_composer->setRoom(team, QStringLiteral("team"));
        QCOMPARE(m_edit->toPlainText(), QStringLiteral("mine, too"));
        QTest::keyClick(m_edit, Qt::Key_Return);
        QTRY_COMPARE(countOf(Kind::Edit), 1);
        const auto request = Chat::EditRequest::fromJson(lastBody());
        QCOMPARE(request->sequence, Chat::Sequence{2});
        QCOMPARE(request->text, QStringLiteral("mine, too"));
        QCOMPARE(m_edit->toPlainText(), QStringLiteral("draft"));
        m_composer->setRoom(elsewhere, QStringLiteral("x"));
        m_composer->setRoom(team, QStringLiteral("team"));
        QCOMPARE(m_edit->toPlainText(), QStringLiteral("draft"));
    }

    void onlyOwnMessagesAreEditedAndDeleted()
    {
        have(QStringLiteral("not mine"), other);
        choose(2);
        QVERIFY(offered(QStringLiteral("Answer")));
        QVERIFY(!offered(QStringLiteral("Edit")));
        QVERIFY(!offered(QStringLiteral("Delete…")));
        QTest::keyClick(m_timeline, Qt::Key_E);
        QCOMPARE(m_edit->toPlainText(), QString());
        QTest::keyClick(m_timeline, Qt::Key_Delete);
        QVERIFY(!m_window->findChild<QMessageBox *>(QStringLiteral("removalQuestion")));
    }

    void deletesWhenAsked()
    {
        have(QStringLiteral("<b>oops</b>"), self);
        choose(2);
        QTest::keyClick(m_timeline, Qt::Key_Delete);
        auto *box = m_window->findChild<QMessageBox *>(QStringLiteral("removalQuestion"));
        QVERIFY(box);
        QVERIFY(box->informativeText().contains(QStringLiteral("<b>oops</b>")));
        for (const QLabel *label : box->findChildren<QLabel *>())
            QCOMPARE(label->textFormat(), Qt::PlainText);
        QCOMPARE(countOf(Kind::Delete), 0);
        box->findChild<QPushButton *>(QStringLiteral("removalQuestionYes"))->click();
        QTRY_COMPARE(countOf(Kind::Delete), 1);
        QCOMPARE(Chat::DeleteRequest::fromJson(lastBody())->sequence, Chat::Sequence{2});
    }

    void pinsAndUnpins()
    {
        Chat::MessageChanges pinned;
        pinned.revision = {1};
        pinned.pinned = Chat::Timestamp(std::chrono::hours(1));
        have(QStringLiteral("rules"), other);
        have(QStringLiteral("old rules"), other, pinned);
        choose(2);
        QTest::keyClick(m_timeline, Qt::Key_P);
        QTRY_COMPARE(countOf(Kind::Pin), 1);
        QVERIFY(Chat::PinRequest::fromJson(lastBody())->on);
        choose(3);
        QVERIFY(!offered(QStringLiteral("Pin")));
        offered(QStringLiteral("Unpin"))->trigger();
        QTRY_COMPARE(countOf(Kind::Pin), 2);
        QVERIFY(!Chat::PinRequest::fromJson(lastBody())->on);
    }

    void aClickOnAnEmojiPutsItThereOrTakesItBack()
    {
        Chat::MessageChanges changes;
        changes.revision = {2};
        changes.reactions = {{QStringLiteral("👍"), 2, {QStringLiteral("<i>a</i>")}, true},
                             {QStringLiteral("🎉"), 1, {QStringLiteral("b")}, false}};
        have(QStringLiteral("done"), other, changes);
        // The chips stand at the lower left, where the text begins; the hint above the lines may
        // come and go meanwhile.
        const auto chip = [this](int number) {
            m_window->grab();
            const QModelIndex index = m_client->timeline(team)->indexOf({2});
            const QRect line = m_timeline->visualRect(index);
            return QPoint(line.left() + 70 + 52 * number, line.bottom() - 14);
        };
        QTest::mouseClick(m_timeline->viewport(), Qt::LeftButton, {}, chip(0));
        QTRY_COMPARE(countOf(Kind::React), 1);
        auto request = Chat::ReactRequest::fromJson(lastBody());
        QCOMPARE(request->emoji, QStringLiteral("👍"));
        QVERIFY(!request->on);
        QTest::mouseClick(m_timeline->viewport(), Qt::LeftButton, {}, chip(1));
        QTRY_COMPARE(countOf(Kind::React), 2);
        request = Chat::ReactRequest::fromJson(lastBody());
        QCOMPARE(request->emoji, QStringLiteral("🎉"));
        QVERIFY(request->on);
        const QPoint first = chip(0);
        QHelpEvent help(QEvent::ToolTip, first, m_timeline->viewport()->mapToGlobal(first));
        QCoreApplication::sendEvent(m_timeline->viewport(), &help);
        QTRY_VERIFY(QToolTip::text().contains(QStringLiteral("&lt;i&gt;a&lt;/i&gt;")));
    }

    void whatIsNotUsualIsTakenBackByKeys()
    {
        Chat::MessageChanges changes;
        changes.revision = {2};
        changes.reactions = {{QStringLiteral("👍"), 1, {QStringLiteral("a")}, false},
                             {QStringLiteral("🥟"), 2, {QStringLiteral("a")}, true},
                             {QStringLiteral("R&D"), 1, {QStringLiteral("a")}, false}};
        have(QStringLiteral("lunch"), other, changes);
        choose(2);
        for (const char *others : {"👍", "R&&D"}) {
            const QAction *action = offered(QString::fromUtf8(others));
            QVERIFY(action && !action->isChecked());
        }
        QAction *mine = offered(QStringLiteral("🥟"));
        QVERIFY(mine && mine->isChecked());
        mine->trigger();
        QTRY_COMPARE(countOf(Kind::React), 1);
        const auto request = Chat::ReactRequest::fromJson(lastBody());
        QCOMPARE(request->emoji, QStringLiteral("🥟"));
        QVERIFY(!request->on);
    }

    void anyEmojiCanBeTyped_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("sent");
        QTest::newRow("itself") << QStringLiteral(" 🐈 ") << QStringLiteral("🐈");
        QTest::newRow("with a skin tone")
            << QStringLiteral("👍🏽") << QStringLiteral("👍🏽");
        QTest::newRow("shortcode") << QStringLiteral(":+1:") << QStringLiteral("👍");
    }

    void anyEmojiCanBeTyped()
    {
        QFETCH(QString, typed);
        have(QStringLiteral("done"), other);
        choose(2);
        QTest::keyClick(m_timeline, Qt::Key_Plus);
        auto *field = m_window->findChild<QLineEdit *>(QStringLiteral("emojiFind"));
        QVERIFY(field);
        field->setText(typed);
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_COMPARE(countOf(Kind::React), 1);
        QTEST(Chat::ReactRequest::fromJson(lastBody())->emoji, "sent");
    }

    void barUnderTheMouseDoesTheSame()
    {
        have(QStringLiteral("theirs"), other);
        have(QStringLiteral("mine"), self);
        auto *bar = m_window->findChild<QFrame *>(QStringLiteral("messageBar"));
        const auto hover = [this](qint64 sequence) {
            const QModelIndex line = m_client->timeline(team)->indexOf({sequence});
            QTest::mouseMove(m_timeline->viewport(),
                             m_timeline->visualRect(line).center() + QPoint(0, 2));
        };
        const auto button = [bar](const char *name) {
            return bar->findChild<QToolButton *>(QString::fromLatin1(name));
        };
        hover(1); // a notice, with which nothing is done
        QVERIFY(!bar->isVisible());
        hover(2);
        QTRY_VERIFY(bar->isVisible());
        QVERIFY(!button("barEdit")->isVisible());
        button("barAnswer")->click();
        QTest::keyClicks(m_edit, QStringLiteral("ok"));
        QTest::keyClick(m_edit, Qt::Key_Return);
        QTRY_COMPARE(m_host->said().size(), 1);
        QCOMPARE(m_host->requests.back().replyTo, Chat::Sequence{2});

        hover(3);
        QTRY_VERIFY(button("barEdit")->isVisible());
        button("barEdit")->click();
        QCOMPARE(m_edit->toPlainText(), QStringLiteral("mine"));

        hover(2);
        button("barReact")->click();
        auto *field = m_window->findChild<QLineEdit *>(QStringLiteral("emojiFind"));
        QVERIFY(field);
        field->setText(QStringLiteral("🐈"));
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_COMPARE(countOf(Kind::React), 1);
        QCOMPARE(Chat::ReactRequest::fromJson(lastBody())->sequence, Chat::Sequence{2});

        hover(2);
        button("barMore")->click();
        QVERIFY(m_timeline->findChild<QMenu *>(QStringLiteral("messageMenu")));
        for (const QToolButton *one : bar->findChildren<QToolButton *>())
            QVERIFY(!one->accessibleName().isEmpty());
    }

    void barGoesWithItsLine()
    {
        for (int i = 0; i < 60; ++i)
            have(QStringLiteral("line %1").arg(i), other);
        auto *bar = m_window->findChild<QFrame *>(QStringLiteral("messageBar"));
        QTest::mouseMove(m_timeline->viewport(), m_timeline->viewport()->rect().center());
        QTRY_VERIFY(bar->isVisible());
        m_timeline->verticalScrollBar()->setValue(0);
        QVERIFY(!bar->isVisible());
        QTest::mouseMove(m_timeline->viewport(),
                         m_timeline->viewport()->rect().center() + QPoint(3, 30));
        QTRY_VERIFY(bar->isVisible());
        m_client->timeline(team)->dropBefore({1000});
        bar->findChild<QToolButton *>(QStringLiteral("barMore"))->click(); // whose line is gone
        QVERIFY(!m_timeline->findChild<QMenu *>(QStringLiteral("messageMenu")));
    }

    void takesBackWhatWasJustSent()
    {
        const auto *button = m_window->findChild<QPushButton *>(QStringLiteral("undoSend"));
        QTest::keyClicks(m_edit, QStringLiteral("teh end"));
        QTest::keyClick(m_edit, Qt::Key_Return);
        QTRY_COMPARE(m_host->said().size(), 1);
        QVERIFY(button->isVisible());
        // The host has it by now.
        Chat::RoomMessage stored;
        stored.room = team;
        stored.sender = m_client->profile().name();
        stored.senderId = self;
        stored.clientId = Chat::ClientMessageId(m_host->requests.back().clientIdText);
        stored.text = QStringLiteral("teh end");
        stored.sequence = {2};
        m_client->timeline(team)->addStored({stored});
        QTest::keyClick(m_edit, Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(countOf(Kind::Delete), 1);
        QCOMPARE(Chat::DeleteRequest::fromJson(lastBody())->sequence, Chat::Sequence{2});
        QCOMPARE(m_edit->toPlainText(), QStringLiteral("teh end"));
        QVERIFY(!button->isVisible());
    }

    void forwardsToAnotherRoomByKeys()
    {
        const Chat::RoomId lunch(QStringLiteral("lunch"));
        std::vector<Chat::RoomInfo> rooms;
        for (const char *name : {"team", "lunch", "closed", "minutes"}) {
            Chat::RoomInfo room;
            room.id = Chat::RoomId(QString::fromLatin1(name));
            room.name = QString::fromLatin1(name);
            rooms.push_back(room);
        }
        m_client->rooms()->setRooms(rooms);
        m_client->joinRoom(lunch);
        m_client->joinRoom(Chat::RoomId(QStringLiteral("minutes")));
        have(QStringLiteral("<b>done</b>\n@here"), other);
        choose(2);
        QTest::keyClick(m_timeline, Qt::Key_F);
        QPointer<QDialog> dialog = m_window->findChild<QDialog *>(QStringLiteral("forwardDialog"));
        QVERIFY(dialog);
        const auto *quoted = dialog->findChild<QLabel *>(QStringLiteral("forwardQuoted"));
        QCOMPARE(quoted->textFormat(), Qt::PlainText);
        QVERIFY(quoted->text().contains(QStringLiteral("<b>done</b>")));
        const auto *list = dialog->findChild<QListView *>(QStringLiteral("forwardRooms"));
        QCOMPARE(list->model()->rowCount(), 2); // neither this one nor one that is not ours
        auto *find = dialog->findChild<QLineEdit *>(QStringLiteral("forwardFind"));
        QTest::keyClicks(find, QStringLiteral("zzz"));
        QVERIFY(!dialog->findChild<QPushButton *>(QStringLiteral("forwardAccept"))->isEnabled());
        find->clear();
        QTest::keyClick(find, Qt::Key_Down);
        QTest::keyClick(find, Qt::Key_Up);
        dialog->findChild<QLineEdit *>(QStringLiteral("forwardComment"))
            ->setText(QStringLiteral("look"));
        QTest::keyClick(find, Qt::Key_Return);
        QTRY_VERIFY(!dialog);
        // What is quoted calls nobody, so nothing was asked.
        QTRY_VERIFY(!m_host->said().isEmpty());
        QCOMPARE(m_host->said().back(), Ui::forwardedText({other.toString(), QStringLiteral("team"),
                                                           QStringLiteral("<b>done</b>\n@here")},
                                                          QStringLiteral("look"))
                                            .value());
        QCOMPARE(m_host->requests.back().roomText, lunch.toString());
        QCOMPARE(m_window->findChild<Ui::ChatPage *>()->room(), lunch);
    }

    void filesAreForwardedWithTheirMessage()
    {
        const Chat::RoomId lunch(QStringLiteral("lunch"));
        m_client->rooms()->list(lunch);
        m_client->joinRoom(lunch);
        Chat::RoomMessage picture;
        picture.room = team;
        picture.sender = other.toString();
        picture.senderId = other;
        picture.sequence = {2};
        picture.files = {{{}, QStringLiteral("token_1"), QStringLiteral("noodles.png"), {}, 1200}};
        m_client->timeline(team)->addStored({picture});
        choose(2);
        QTest::keyClick(m_timeline, Qt::Key_F);
        QPointer<QDialog> dialog = m_window->findChild<QDialog *>(QStringLiteral("forwardDialog"));
        QVERIFY(dialog);
        for (const char *label : {"forwardQuoted", "forwardFiles"})
            QVERIFY(dialog->findChild<QLabel *>(QString::fromLatin1(label))
                        ->text()
                        .contains(QStringLiteral("noodles.png")));
        auto *find = dialog->findChild<QLineEdit *>(QStringLiteral("forwardFind"));
        QInputMethodEvent composing(QStringLiteral("lun"), {});
        QCoreApplication::sendEvent(find, &composing);
        QTest::keyClick(find, Qt::Key_Return); // belongs to the input method
        QVERIFY(m_host->said().isEmpty());
        QInputMethodEvent finished;
        finished.setCommitString(QStringLiteral("lun"));
        QCoreApplication::sendEvent(find, &finished);
        QTest::keyClick(find, Qt::Key_Return);
        QTRY_VERIFY(!dialog);
        QTRY_VERIFY(!m_host->said().isEmpty());
        QCOMPARE(m_host->requests.back().roomText, lunch.toString());
        QCOMPARE(m_host->requests.back().files, QStringList{QStringLiteral("token_1")});
    }

    void aQuoteLeadsToItsMessage()
    {
        for (int i = 0; i < 60; ++i)
            have(QStringLiteral("line"), other);
        have(QStringLiteral("answer"), other, {},
             Chat::Quoted{{2}, QStringLiteral("u-other"), other, false, QStringLiteral("line")});
        const QModelIndex answer = m_client->timeline(team)->indexOf({62});
        const QRect line = m_timeline->visualRect(answer);
        QTest::mouseClick(m_timeline->viewport(), Qt::LeftButton, {},
                          QPoint(line.left() + 90, line.top() + 12));
        QCOMPARE(m_timeline->currentIndex(), m_client->timeline(team)->indexOf({2}));
        QVERIFY(m_timeline->viewport()->rect().intersects(
            m_timeline->visualRect(m_timeline->currentIndex())));
    }

    void whatItAnswersIsShownByKeys()
    {
        for (int i = 0; i < 60; ++i)
            have(QStringLiteral("line"), other);
        have(QStringLiteral("answer"), other, {},
             Chat::Quoted{{2}, QStringLiteral("u-other"), other, false, QStringLiteral("line")});
        choose(61);
        QVERIFY(!offered(QStringLiteral("Show what it answers")));
        choose(62);
        QAction *show = offered(QStringLiteral("Show what it answers"));
        QVERIFY(show);
        show->trigger();
        QCOMPARE(m_timeline->currentIndex(), m_client->timeline(team)->indexOf({2}));
        QVERIFY(m_timeline->viewport()->rect().intersects(
            m_timeline->visualRect(m_timeline->currentIndex())));
    }

    void nothingIsOfferedForWhatIsGone()
    {
        Chat::MessageChanges gone;
        gone.revision = {1};
        gone.deleted = Chat::Timestamp(std::chrono::hours(1));
        have({}, self, gone);
        choose(2);
        QVERIFY(!offered(QStringLiteral("Answer")));
        QVERIFY(offered(QStringLiteral("Copy")));
        choose(1); // a notice
        QVERIFY(!offered(QStringLiteral("Answer")));
    }
};

QTEST_MAIN(tst_MessageActions)
#include "tst_messageactions.moc"
