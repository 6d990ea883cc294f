// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/wire/destinations.h"
#include "stomp/wire/order.h"
#include "tests/support/desktoppair.h"
#include "ui/appearance.h"
#include "ui/model/account.h"
#include "ui/orderentries.h"
#include "ui/timelineview.h"

#include <QComboBox>
#include <QContextMenuEvent>
#include <QLineEdit>
#include <QListView>
#include <QMessageBox>
#include <QPointer>
#include <QPushButton>

// Muting, sending out, banning and giving roles from the list of people and from a message, in a
// window on a real host.
class tst_OrderDialog : public QObject {
    Q_OBJECT
    static constexpr int patience = DesktopPair::patience;
    std::unique_ptr<DesktopPair> m_pair;
    QPointer<QDialog> m_dialog;

    template <typename T>
    T *find(const char *name) const
    {
        return m_dialog->findChild<T *>(QString::fromLatin1(name));
    }
    void openPersonMenu(const Chat::UserId &user) const
    {
        auto *list = m_pair->window->findChild<QListView *>(QStringLiteral("memberList"));
        list->setFocus();
        list->setCurrentIndex(m_pair->sees(m_pair->club, user));
        QContextMenuEvent wanted(QContextMenuEvent::Keyboard, QPoint(), QPoint());
        QApplication::sendEvent(list, &wanted);
    }
    QAction *inPersonMenu(const char *name) const
    {
        for (QMenu *menu : m_pair->window->findChildren<QMenu *>(QStringLiteral("memberMenu"))) {
            if (menu->isVisible())
                return menu->findChild<QAction *>(QString::fromLatin1(name));
        }
        return nullptr;
    }
    void open(const char *action)
    {
        openPersonMenu(m_pair->lee.client->self());
        QAction *chosen = inPersonMenu(action);
        QVERIFY(chosen);
        for (QMenu *menu : m_pair->window->findChildren<QMenu *>(QStringLiteral("memberMenu")))
            menu->close();
        chosen->trigger();
        showDialog();
    }
    Ui::TimelineView *view() const { return m_pair->page->findChild<Ui::TimelineView *>(); }
    QModelIndex line(const QString &text) const
    {
        const QAbstractItemModel *model = view()->model();
        for (int row = model->rowCount() - 1; row >= 0; --row) {
            const QModelIndex index = model->index(row, 0);
            if (index.data().toString() == text &&
                index.data(Ui::TimelineModel::SequenceRole).toLongLong() > 0)
                return index;
        }
        return {};
    }
    QAction *inMessageMenu(const QString &text, const char *name) const
    {
        for (QMenu *old : m_pair->window->findChildren<QMenu *>(QStringLiteral("messageMenu")))
            delete old;
        view()->setFocus();
        view()->setCurrentIndex(line(text));
        QContextMenuEvent wanted(QContextMenuEvent::Keyboard, QPoint(), QPoint());
        QApplication::sendEvent(view()->viewport(), &wanted);
        const auto *menu = m_pair->window->findChild<QMenu *>(QStringLiteral("messageMenu"));
        return menu ? menu->findChild<QAction *>(QString::fromLatin1(name)) : nullptr;
    }
    void showDialog()
    {
        m_dialog = m_pair->window->findChild<QDialog *>(QStringLiteral("orderDialog"));
        QVERIFY(m_dialog);
        QCoreApplication::processEvents(); // the menu's end gives the window behind it the keys
        m_dialog->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_dialog));
    }
    void confirm() const { QTest::keyClick(find<QPushButton>("orderAccept"), Qt::Key_Space); }

private Q_SLOTS:
    void init()
    {
        m_pair = std::make_unique<DesktopPair>();
        m_pair->start();
    }
    void cleanup()
    {
        m_pair->stop();
        m_pair.reset();
    }

    void mutedAreTold()
    {
        QSignalSpy told(m_pair->lee.client.get(), &Ui::ChatClient::failed);
        open("mute");
        QVERIFY(!find<QComboBox>("orderWhere")->isVisible());
        find<QComboBox>("orderTime")->setCurrentIndex(1);
        find<QLineEdit>("orderReason")->setText(QStringLiteral("도배"));
        confirm();
        QTRY_VERIFY_WITH_TIMEOUT(!m_dialog, patience);
        QTRY_VERIFY_WITH_TIMEOUT(!told.isEmpty(), patience);
        const QString sentence = told[0][0].toString();
        QVERIFY2(sentence.contains(QStringLiteral("도배")) &&
                     sentence.contains(QStringLiteral("Club")) &&
                     sentence.contains(QStringLiteral("Until")),
                 qPrintable(sentence));
        QTRY_VERIFY_WITH_TIMEOUT(m_pair->lee.room(m_pair->club).own.muted.has_value(), patience);
        const auto muted = *m_pair->lee.room(m_pair->club).own.muted;
        QCOMPARE(muted.reason, QStringLiteral("도배"));
        QVERIFY(muted.until.has_value());
    }

    void sentOutLeave()
    {
        QSignalSpy told(m_pair->lee.client.get(), &Ui::ChatClient::failed);
        open("sendOut");
        QVERIFY(!find<QComboBox>("orderTime")->isVisible());
        QVERIFY(!find<QComboBox>("orderWhom")->isVisible());
        confirm();
        QTRY_VERIFY_WITH_TIMEOUT(!m_dialog, patience);
        QTRY_VERIFY_WITH_TIMEOUT(!told.isEmpty(), patience);
        QVERIFY(told[0][0].toString().contains(QStringLiteral("sent out")));
        QTRY_VERIFY_WITH_TIMEOUT(!m_pair->sees(m_pair->club, m_pair->lee.client->self()).isValid(),
                                 patience);
    }

    void refusalStaysToBeRead()
    {
        open("ban"); // from the host's own computer nobody is banned by address
        find<QComboBox>("orderWhom")->setCurrentIndex(1);
        confirm();
        QTRY_VERIFY_WITH_TIMEOUT(find<QLabel>("orderProblem")->isVisible(), patience);
        QVERIFY(!find<QLabel>("orderProblem")->text().isEmpty());
        QVERIFY(find<QPushButton>("orderAccept")->isEnabled());
        find<QComboBox>("orderWhom")->setCurrentIndex(0);
        confirm();
        QTRY_VERIFY_WITH_TIMEOUT(!m_dialog, patience);
        QTRY_VERIFY_WITH_TIMEOUT(m_pair->lee.room(m_pair->club).own.banned.has_value(), patience);
    }

    void whoSpeaksWithoutEnteringIsBannedByWhatTheySaid()
    {
        DesktopPair::Person ann;
        m_pair->enter(ann, QStringLiteral("ann"));
        QTRY_VERIFY_WITH_TIMEOUT(!ann.client->self().isEmpty(), patience);
        ann.client->connection().send(
            QByteArrayLiteral("/app/chat/message"),
            QByteArrayLiteral("{\"type\": \"TALK\", \"roomId\": \"club\", \"message\": \"buy\"}"));
        QTRY_VERIFY_WITH_TIMEOUT(line(QStringLiteral("buy")).isValid(), patience);
        QVERIFY(!m_pair->sees(m_pair->club, ann.client->self()).isValid());
        QVERIFY(inMessageMenu(QStringLiteral("buy"), "mute"));
        QAction *ban = inMessageMenu(QStringLiteral("buy"), "ban");
        QVERIFY(ban);
        QCOMPARE(ban->text(), QStringLiteral("Ban ann…"));
        for (QMenu *menu : m_pair->window->findChildren<QMenu *>(QStringLiteral("messageMenu")))
            menu->close();
        ban->trigger();
        showDialog();
        confirm();
        QTRY_VERIFY_WITH_TIMEOUT(!m_dialog, patience);
        QTRY_VERIFY_WITH_TIMEOUT(ann.room(m_pair->club).own.banned.has_value(), patience);
        ann.client.reset();
    }

    void ofOneselfAndWhereOneKeepsNoOrderThereIsNone()
    {
        m_pair->kim.client->say(m_pair->club, QStringLiteral("mine"));
        QTRY_VERIFY_WITH_TIMEOUT(line(QStringLiteral("mine")).isValid(), patience);
        m_pair->lee.client->say(Chat::lobbyRoom(), QStringLiteral("theirs"));
        QVERIFY(!inMessageMenu(QStringLiteral("mine"), "ban"));
        m_pair->page->showRoom(Chat::lobbyRoom());
        QTRY_VERIFY_WITH_TIMEOUT(line(QStringLiteral("theirs")).isValid(), patience);
        QVERIFY(inMessageMenu(QStringLiteral("theirs"), "forwardMessage"));
        for (const char *name : {"mute", "ban"})
            QVERIFY(!inMessageMenu(QStringLiteral("theirs"), name));
    }

    void inThisRoomOrInAllOfTheMadang_data()
    {
        QTest::addColumn<QString>("where");
        QTest::addColumn<bool>("everywhere");
        QTest::newRow("unless one chooses, in the room alone") << QString() << false;
        QTest::newRow("in this room") << QStringLiteral("In this room") << false;
        QTest::newRow("in all of it") << QStringLiteral("In all of this Madang") << true;
    }
    void inThisRoomOrInAllOfTheMadang()
    {
        QFETCH(const QString, where);
        QFETCH(const bool, everywhere);
        DesktopPair::Person owner;
        owner.profile = std::move(*Ui::Profile::open(owner.folder.path()));
        owner.client = std::make_unique<Ui::ChatClient>(
            *owner.profile, QStringLiteral("own"), [this] { return m_pair->host->connectLoop(); });
        owner.client->connectToHost();
        QTRY_COMPARE_WITH_TIMEOUT(owner.client->account()->info().role, QStringLiteral("owner"),
                                  patience);
        Ui::Appearance appearance(owner.profile->settings());
        QMenu menu;
        addOrderEntry(&menu, QStringLiteral("Ban…"), Ui::OrderDialog::Kind::Ban,
                      {m_pair->club, m_pair->lee.client->self(), QStringLiteral("lee")},
                      *owner.client, appearance, m_pair->window.get())
            ->trigger();
        showDialog();
        auto *choice = find<QComboBox>("orderWhere");
        QVERIFY(choice->isVisible());
        if (!where.isEmpty())
            choice->setCurrentIndex(choice->findText(where));
        confirm();
        QTRY_VERIFY_WITH_TIMEOUT(!m_dialog, patience);
        const auto banned = [&](const QByteArray &destination) {
            std::optional<Chat::OrderList> list;
            const std::unique_ptr<Stomp::StompSubscription> asked(
                owner.client->connection().subscribe(destination));
            connect(asked.get(), &Stomp::StompSubscription::received, this,
                    [&list](const Stomp::ClientEvent::MessageReceived &message) {
                        list = Chat::OrderList::fromJson(message.body);
                    });
            [&list] { QTRY_VERIFY_WITH_TIMEOUT(list.has_value(), patience); }();
            return list ? int(list->banned.size()) : -1;
        };
        using Kind = Chat::Request::Kind;
        QCOMPARE(banned(Chat::requestDestination(Kind::Banned)), everywhere ? 1 : 0);
        QCOMPARE(banned(Chat::requestDestination(Kind::Order, m_pair->club)), everywhere ? 0 : 1);
        owner.client.reset();
    }

    void ownerAfterAQuestionAndBack()
    {
        const Chat::UserId lee = m_pair->lee.client->self();
        const auto asked = [this, lee]() -> QMessageBox * {
            openPersonMenu(lee);
            QAction *owner = inPersonMenu("makeOwner");
            if (!owner)
                return nullptr;
            for (QMenu *menu : m_pair->window->findChildren<QMenu *>(QStringLiteral("memberMenu")))
                menu->close();
            owner->trigger();
            return m_pair->window->findChildren<QMessageBox *>(QStringLiteral("makeOwnerQuestion"))
                .value(0);
        };
        const auto shown = [this, lee] {
            return m_pair->sees(m_pair->club, lee)
                .data(Ui::MemberListModel::MemberRoleRole)
                .toInt();
        };
        QPointer<QMessageBox> question = asked();
        QVERIFY(question);
        QVERIFY(question->text().contains(QStringLiteral("lee")));
        QTest::keyClick(question, Qt::Key_Escape);
        QTRY_VERIFY_WITH_TIMEOUT(!question, patience);
        QCOMPARE(shown(), int(Chat::MemberRole::Member));
        question = asked();
        QVERIFY(question);
        question->findChild<QPushButton *>(QStringLiteral("makeOwnerQuestionYes"))->click();
        QTRY_COMPARE_WITH_TIMEOUT(shown(), int(Chat::MemberRole::Owner), patience);
        QTRY_COMPARE_WITH_TIMEOUT(m_pair->lee.room(m_pair->club).own.role, Chat::MemberRole::Owner,
                                  patience);
        openPersonMenu(lee);
        QVERIFY(!inPersonMenu("makeOwner"));
        QCOMPARE(inPersonMenu("changeRole")->text(), QStringLiteral("No longer owns this room"));
        inPersonMenu("changeRole")->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(shown(), int(Chat::MemberRole::Member), patience);
    }

    void whoKeepsNoOrderHasNone()
    {
        m_pair->page->showRoom(Chat::lobbyRoom()); // the host's owner keeps it
        auto *list = m_pair->window->findChild<QListView *>(QStringLiteral("memberList"));
        const Chat::UserId lee = m_pair->lee.client->self();
        QTRY_VERIFY_WITH_TIMEOUT(m_pair->sees(Chat::lobbyRoom(), lee).isValid(), patience);
        list->setFocus();
        list->setCurrentIndex(m_pair->sees(Chat::lobbyRoom(), lee));
        QContextMenuEvent wanted(QContextMenuEvent::Keyboard, QPoint(), QPoint());
        QApplication::sendEvent(list, &wanted);
        QVERIFY(inPersonMenu("talkAlone"));
        for (const char *name : {"mute", "sendOut", "ban"})
            QVERIFY(!inPersonMenu(name));
    }
};

QTEST_MAIN(tst_OrderDialog)
#include "tst_orderdialog.moc"
