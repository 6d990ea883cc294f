// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/wire/reads.h"
#include "tests/support/scriptedhost.h"
#include "ui/actions.h"
#include "ui/chatpage.h"
#include "ui/composer.h"
#include "ui/composercontext.h"
#include "ui/mainwindow.h"
#include "ui/messagedetails.h"
#include "ui/messageedit.h"
#include "ui/model/outbox.h"
#include "ui/model/outboxsender.h"
#include "ui/timelineview.h"

#include <QAction>
#include <QContextMenuEvent>
#include <QLabel>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

using Ui::Delivery;
using Ui::TimelineModel;

namespace {

constexpr int patience = 60'000; // ms; each refusal costs the connection, and the next one waits

} // namespace

// What one does about how far one's messages got, in a window on a host that does as it is told.
class tst_DeliveryActions : public QObject {
    Q_OBJECT
    const Chat::RoomId lobby = Chat::lobbyRoom();
    const Chat::RoomId other{QStringLiteral("other")};
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Ui::Profile> m_profile;
    std::unique_ptr<ScriptedHost> m_host;
    std::unique_ptr<Ui::ChatClient> m_client;
    std::unique_ptr<Ui::Actions> m_actions;
    std::unique_ptr<Ui::MainWindow> m_window;

    Ui::TimelineView *view() const { return m_window->findChild<Ui::TimelineView *>(); }
    QModelIndex line(const QString &text) const
    {
        const QAbstractItemModel *model = m_client->timeline(lobby);
        for (int row = model->rowCount() - 1; row >= 0; --row) {
            if (model->index(row, 0).data().toString() == text)
                return model->index(row, 0);
        }
        return {};
    }
    Delivery delivery(const QString &text) const
    {
        return Delivery(line(text).data(TimelineModel::DeliveryRole).toInt());
    }
    void goOn(const QString &text) const
    {
        view()->setFocus();
        view()->setCurrentIndex(line(text));
    }
    QAction *inMenu(const QString &text, const char *name) const
    {
        for (QMenu *old : view()->findChildren<QMenu *>(QStringLiteral("messageMenu")))
            delete old;
        goOn(text);
        QContextMenuEvent wanted(QContextMenuEvent::Keyboard, QPoint(), QPoint());
        QApplication::sendEvent(view()->viewport(), &wanted);
        const auto *menu = view()->findChild<QMenu *>(QStringLiteral("messageMenu"));
        return menu ? menu->findChild<QAction *>(QString::fromLatin1(name)) : nullptr;
    }
    void choose(QAction *action) const
    {
        action->trigger();
        for (QMenu *menu : view()->findChildren<QMenu *>())
            menu->close();
        QCoreApplication::processEvents();
    }

    template <typename T>
    T *part(const char *name) const
    {
        return m_window->findChild<T *>(QString::fromLatin1(name));
    }
    QString strip() const
    {
        const auto *strip = part<QWidget>("unsentStrip");
        return strip->isVisible() ? part<QLabel>("unsentText")->text() : QString();
    }
    /// What the host refuses, as often as it is said.
    void fail(const Chat::RoomId &room, const QStringList &texts)
    {
        for (const QString &text : texts) {
            m_host->refusals[text] = "too rude";
            m_client->say(room, text);
        }
        const auto *timeline = m_client->timeline(room);
        const auto failed = [&] {
            int count = 0;
            for (int row = 0; row < timeline->rowCount(); ++row)
                count += Delivery(timeline->index(row).data(TimelineModel::DeliveryRole).toInt()) ==
                         Delivery::Failed;
            return count;
        };
        QTRY_COMPARE_WITH_TIMEOUT(failed(), texts.size(), patience);
    }
    void keep(const QString &text, std::chrono::minutes ago) const
    {
        Chat::RoomMessage message;
        message.room = lobby;
        message.text = text;
        message.clientId = Chat::makeClientMessageId();
        message.time =
            std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()) - ago;
        QVERIFY(Ui::Outbox(m_profile->database(), QStringLiteral("host:1")).add(message));
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        auto profile = Ui::Profile::open(m_folder->filePath(QStringLiteral("profile")));
        QVERIFY(profile);
        m_profile = std::move(*profile);
        m_profile->settings().setValue(QStringLiteral("language"), QStringLiteral("en"));
        m_profile->setName(QStringLiteral("kim"));
        m_profile->setJoined(QStringLiteral("host:1"), lobby, true);
        m_host = std::make_unique<ScriptedHost>();
        m_host->rooms[lobby];
        m_host->rooms[other];
    }
    void open()
    {
        m_client = std::make_unique<Ui::ChatClient>(*m_profile, QStringLiteral("host:1"),
                                                    m_host->linkMaker());
        m_client->connectToHost();
        QTRY_VERIFY(m_client->rooms()->isJoined(lobby) && !m_client->self().isEmpty());
        m_actions = std::make_unique<Ui::Actions>();
        m_window = std::make_unique<Ui::MainWindow>(*m_profile, *m_actions);
        m_window->resize(1000, 700);
        m_window->showChat(m_client.get(), {});
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        m_window->findChild<Ui::ChatPage *>()->showRoom(lobby);
    }

private Q_SLOTS:
    void cleanup()
    {
        m_window.reset();
        m_client.reset();
        m_host.reset();
    }

    void detailsByMenuAndKey()
    {
        open();
        m_client->say(lobby, QStringLiteral("hello"));
        QTRY_COMPARE(delivery(QStringLiteral("hello")), Delivery::Sent);
        QTRY_VERIFY(m_host->count("/user/queue/chat/receipts") > 0);
        // The host's RECEIPT may come before the room's first page, which tells the sequence.
        const auto sequence = [this] {
            const QModelIndex hello = line(QStringLiteral("hello"));
            return Chat::Sequence{hello.data(TimelineModel::SequenceRole).toLongLong()};
        };
        QTRY_VERIFY(sequence().number > 0);
        m_host->publish("/user/queue/chat/receipts",
                        Chat::ReceiptReport{lobby, {{sequence(), 4, 3, 1, 0}}}.toJson());
        QTRY_VERIFY(
            !line(QStringLiteral("hello")).data(TimelineModel::ReceiptRole).toMap().isEmpty());
        QAction *details = inMenu(QStringLiteral("hello"), "messageDetailsAction");
        QVERIFY(details);
        choose(details);
        auto *dialog = m_window->findChild<Ui::MessageDetails *>();
        QVERIFY(dialog);
        const auto *text = dialog->findChild<QLabel *>(QStringLiteral("messageDetailsText"));
        QVERIFY2(text->text().contains(QStringLiteral("Delivered to 3 of 4, read by 1")),
                 qPrintable(text->text()));
        dialog->reject();
        QTRY_VERIFY(!m_window->findChild<Ui::MessageDetails *>());
        m_window->activateWindow();
        QTRY_VERIFY(m_window->isActiveWindow());
        goOn(QStringLiteral("hello"));
        QTest::keyClick(view(), Qt::Key_I);
        QVERIFY(m_window->findChild<Ui::MessageDetails *>());
    }

    void whatWaitsIsNeverSentIfOneSaysSo()
    {
        open();
        m_host->unreachable = true;
        m_host->breakLink();
        QTRY_VERIFY(m_client->status().phase != Ui::ConnectionStatus::Phase::Online);
        for (const char *text : {"a", "b", "c"})
            m_client->say(lobby, QString::fromLatin1(text));
        QAction *discard = inMenu(QStringLiteral("a"), "discardMessage");
        QVERIFY(discard);
        QCOMPARE(discard->text(), QStringLiteral("Do not send"));
        choose(discard);
        QVERIFY(!line(QStringLiteral("a")).isValid());
        goOn(QStringLiteral("b"));
        QTest::keyClick(view(), Qt::Key_Delete);
        QVERIFY(!line(QStringLiteral("b")).isValid());
        // Neither is lost by one key.
        QCOMPARE(m_window->findChild<Ui::Composer *>()->unsent(lobby), QStringLiteral("b\na"));
        m_host->unreachable = false;
        m_client->retryNow();
        QTRY_COMPARE(delivery(QStringLiteral("c")), Delivery::Sent);
        QCOMPARE(m_host->said(), QStringList{QStringLiteral("c")});
        // What was sent is asked about, and not dropped.
        QVERIFY(!inMenu(QStringLiteral("c"), "discardMessage"));
    }

    void upTakesBackWhatWasNotSent_data()
    {
        QTest::addColumn<bool>("failed");
        QTest::newRow("waits") << false;
        QTest::newRow("has failed") << true;
    }
    void upTakesBackWhatWasNotSent()
    {
        QFETCH(bool, failed);
        open();
        m_client->say(lobby, QStringLiteral("sent"));
        QTRY_COMPARE(delivery(QStringLiteral("sent")), Delivery::Sent);
        if (failed) {
            fail(lobby, {QStringLiteral("newest")});
        } else {
            m_host->unreachable = true;
            m_host->breakLink();
            QTRY_VERIFY(m_client->status().phase != Ui::ConnectionStatus::Phase::Online);
            m_client->say(lobby, QStringLiteral("newest"));
        }
        auto *field = m_window->findChild<Ui::MessageEdit *>();
        QTest::keyClick(field, Qt::Key_Up);
        QCOMPARE(field->toPlainText(), QStringLiteral("newest"));
        QVERIFY(!line(QStringLiteral("newest")).isValid());
        QVERIFY(m_client->outbox().entries().empty());
        QVERIFY(!m_window->findChild<Ui::ComposerContext *>()->isVisible()); // no edit
    }

    void upLeavesFilesThatWaitAlone()
    {
        open();
        m_client->say(lobby, QStringLiteral("sent"));
        QTRY_COMPARE(delivery(QStringLiteral("sent")), Delivery::Sent);
        m_host->unreachable = true;
        m_host->breakLink();
        QTRY_VERIFY(m_client->status().phase != Ui::ConnectionStatus::Phase::Online);
        Chat::FileInfo file;
        file.name = QStringLiteral("plan.pdf");
        m_client->say(lobby, QStringLiteral("with a file"), {}, {file});
        auto *field = m_window->findChild<Ui::MessageEdit *>();
        QTest::keyClick(field, Qt::Key_Up);
        QCOMPARE(field->toPlainText(), QString());
        QVERIFY(line(QStringLiteral("with a file")).isValid());
    }

    void whatMayBeWithTheHostIsNotCalledBack()
    {
        open();
        m_host->deaf = true;
        m_client->say(lobby, QStringLiteral("a"));
        QTRY_COMPARE(m_host->said().size(), 1);
        goOn(QStringLiteral("a"));
        QTest::keyClick(view(), Qt::Key_Delete);
        const auto *sentence = part<QLabel>("sentence");
        QTRY_VERIFY(sentence->isVisible());
        QVERIFY2(sentence->text().contains(QStringLiteral("on its way already")),
                 qPrintable(sentence->text()));
        QVERIFY(line(QStringLiteral("a")).isValid());
    }

    void allThatFailedIsSentAgainByKeyboard()
    {
        open();
        fail(lobby, {QStringLiteral("a")});
        QCOMPARE(strip(), QString()); // one has its own buttons
        m_client->discard(Chat::ClientMessageId(
            line(QStringLiteral("a")).data(TimelineModel::ClientIdRole).toString()));
        fail(lobby, {QStringLiteral("b"), QStringLiteral("c"), QStringLiteral("d")});
        QCOMPARE(strip(), QStringLiteral("3 messages were not sent"));
        // Tab goes from the messages through the strip to the field.
        auto *again = part<QPushButton>("sendAllAgain");
        auto *field = part<QWidget>("composer");
        view()->setFocus(Qt::TabFocusReason);
        QTest::keyClick(view(), Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget(), again);
        QTest::keyClick(again, Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget(), part<QWidget>("discardAll"));
        m_host->refusals.clear();
        again->setFocus();
        QTest::keyClick(again, Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(m_client->unsentCount(), 0, patience);
        for (const char *text : {"b", "c", "d"})
            QCOMPARE(delivery(QString::fromLatin1(text)), Delivery::Sent);
        QCOMPARE(strip(), QString());
        QCOMPARE(QApplication::focusWidget(), field); // not lost with the button
    }

    void discardingAllAsksFirst()
    {
        open();
        fail(lobby, {QStringLiteral("a"), QStringLiteral("b")});
        fail(other, {QStringLiteral("c")});
        QCOMPARE(strip(), QStringLiteral("3 messages were not sent, 1 of them in another room"));
        const auto press = [&](const char *button) {
            part<QPushButton>("discardAll")->click();
            QCoreApplication::processEvents();
            auto *question = m_window->findChild<QMessageBox *>(QStringLiteral("discardQuestion"));
            QVERIFY(question);
            QCOMPARE(question->text(), QStringLiteral("Discard 3 messages?"));
            if (button)
                question->findChild<QPushButton *>(QString::fromLatin1(button))->click();
            else
                QTest::keyClick(question, Qt::Key_Escape);
            QTRY_VERIFY(!m_window->findChild<QMessageBox *>(QStringLiteral("discardQuestion")));
        };
        press(nullptr);
        QCOMPARE(m_client->unsentCount(), 3);
        press("discardQuestionYes");
        QTRY_COMPARE_WITH_TIMEOUT(m_client->unsentCount(), 0, patience);
        QCOMPARE(strip(), QString());
        QVERIFY(!line(QStringLiteral("a")).isValid());
        QCOMPARE(m_client->timeline(other)->rowCount(), 0);
    }

    void whatIsDiscardedIsWhatWasCounted()
    {
        open();
        fail(lobby, {QStringLiteral("a"), QStringLiteral("b")});
        m_host->unreachable = true;
        m_host->breakLink();
        QTRY_VERIFY(m_client->status().phase != Ui::ConnectionStatus::Phase::Online);
        QCOMPARE(strip(), QStringLiteral("2 messages were not sent"));
        part<QPushButton>("discardAll")->click();
        QCoreApplication::processEvents();
        auto *question = m_window->findChild<QMessageBox *>(QStringLiteral("discardQuestion"));
        QVERIFY(question);
        QCOMPARE(question->text(), QStringLiteral("Discard 2 messages?"));
        m_client->say(lobby, QStringLiteral("meanwhile"));
        question->findChild<QPushButton *>(QStringLiteral("discardQuestionYes"))->click();
        QTRY_COMPARE(m_client->unsentCount(), 1);
        QVERIFY(line(QStringLiteral("meanwhile")).isValid());
    }

    void inANarrowWindowTheButtonsStandBelow()
    {
        open();
        fail(lobby, {QStringLiteral("a"), QStringLiteral("b")});
        const auto isBelow = [this] {
            return part<QWidget>("discardAll")->y() > part<QWidget>("unsentText")->y() + 10;
        };
        m_window->resize(1280, 700);
        QTRY_VERIFY(!isBelow());
        m_window->resize(640, 600);
        QTRY_VERIFY(isBelow());
    }

    void oneInAnotherRoomIsTold()
    {
        open();
        fail(other, {QStringLiteral("a")});
        QCOMPARE(strip(), QStringLiteral("1 message was not sent, in another room"));
        m_client->joinRoom(other);
        QTRY_VERIFY(m_client->rooms()->isJoined(other));
        m_window->findChild<Ui::ChatPage *>()->showRoom(other);
        QCOMPARE(strip(), QString()); // it is seen now
    }

    void whatWaitsForLongIsCounted()
    {
        keep(QStringLiteral("a"), std::chrono::minutes(60));
        keep(QStringLiteral("b"), std::chrono::minutes(2));
        m_host->deaf = true;
        open();
        QTRY_COMPARE(strip(), QStringLiteral("2 messages wait to be sent"));
        QVERIFY(part<QWidget>("sendAllAgain")->isHidden()); // it happens by itself
        m_client->say(lobby, QStringLiteral("c"));          // as usual, so far
        QTRY_COMPARE_WITH_TIMEOUT(strip(), QStringLiteral("3 messages wait to be sent"), 30000);
    }
};

QTEST_MAIN(tst_DeliveryActions)
#include "tst_deliveryactions.moc"
