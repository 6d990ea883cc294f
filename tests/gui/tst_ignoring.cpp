// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/desktoppair.h"
#include "ui/model/account.h"
#include "ui/timelineview.h"

#include <QContextMenuEvent>
#include <QDialog>
#include <QListView>
#include <QListWidget>
#include <QPushButton>
#include <QTabWidget>

using Ui::TimelineModel;

// Whom one does not want to hear: in the lists and the timeline of a window on a real host.
class tst_Ignoring : public QObject {
    Q_OBJECT
    static constexpr int patience = DesktopPair::patience;
    std::unique_ptr<DesktopPair> m_pair;

    Ui::Ignored &ignored() const { return *m_pair->kim.client->account()->ignored(); }
    Chat::UserId lee() const { return m_pair->lee.client->self(); }
    Ui::TimelineView *view() const { return m_pair->page->findChild<Ui::TimelineView *>(); }
    QModelIndex line(const QString &text) const
    {
        const QAbstractItemModel *model = view()->model();
        for (int row = model->rowCount() - 1; row >= 0; --row) {
            if (model->index(row, 0).data().toString() == text)
                return model->index(row, 0);
        }
        return {};
    }
    void say(DesktopPair::Person &who, const QString &text) const
    {
        who.client->say(m_pair->club, text);
        QTRY_VERIFY_WITH_TIMEOUT(line(text).data(TimelineModel::SequenceRole).toLongLong() > 0,
                                 patience);
    }
    int heightOf(const QString &text) const
    {
        view()->grab(); // painting is what measures
        return view()->visualRect(line(text)).height();
    }
    template <typename T>
    QAction *openMenu(const char *menu, T *list, QWidget *target, const QModelIndex &index) const
    {
        for (QMenu *old : m_pair->window->findChildren<QMenu *>(QString::fromLatin1(menu)))
            delete old;
        list->setFocus();
        list->setCurrentIndex(index);
        QContextMenuEvent wanted(QContextMenuEvent::Keyboard, QPoint(), QPoint());
        QApplication::sendEvent(target, &wanted);
        const auto *opened = m_pair->window->findChild<QMenu *>(QString::fromLatin1(menu));
        return opened ? opened->findChild<QAction *>(QStringLiteral("ignorePerson")) : nullptr;
    }
    QAction *inMessageMenu(const QString &text) const
    {
        return openMenu("messageMenu", view(), view()->viewport(), line(text));
    }
    QAction *inPersonMenu(const Chat::UserId &user) const
    {
        auto *list = m_pair->window->findChild<QListView *>(QStringLiteral("memberList"));
        return openMenu("memberMenu", list, list, m_pair->sees(m_pair->club, user));
    }
    void choose(QAction *action) const
    {
        action->trigger();
        for (QMenu *menu : m_pair->window->findChildren<QMenu *>())
            menu->close();
    }
    /// kim says one, lee three, kim one.
    void talk() const
    {
        say(m_pair->kim, QStringLiteral("first"));
        for (const char *text : {"a", "b", "c"})
            say(m_pair->lee, QString::fromLatin1(text));
        say(m_pair->kim, QStringLiteral("last"));
    }

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

    void inTheListOfPeople()
    {
        QVERIFY(!inPersonMenu(m_pair->kim.client->self())); // nobody ignores themselves
        QAction *choice = inPersonMenu(lee());
        QVERIFY(choice);
        QCOMPARE(choice->text(), QStringLiteral("Ignore lee"));
        choose(choice);
        QVERIFY(ignored().contains(lee()));
        choice = inPersonMenu(lee());
        QCOMPARE(choice->text(), QStringLiteral("Stop ignoring lee"));
        choose(choice);
        QVERIFY(!ignored().contains(lee()));
    }

    void whatTheySayBecomesOneLine()
    {
        talk();
        const int whole = heightOf(QStringLiteral("b"));
        QVERIFY(whole > 0);
        QVERIFY(!inMessageMenu(QStringLiteral("last")));
        QAction *choice = inMessageMenu(QStringLiteral("b"));
        QVERIFY(choice);
        choose(choice);
        QVERIFY(ignored().contains(lee()));
        QVERIFY(heightOf(QStringLiteral("a")) > 0); // stands for all three
        QCOMPARE(heightOf(QStringLiteral("b")), 0);
        QCOMPARE(heightOf(QStringLiteral("c")), 0);
        QVERIFY(!view()->isFolded(line(QStringLiteral("first"))));
        QVERIFY(!view()->isFolded(line(QStringLiteral("last"))));
        // Lines keep lying under each other.
        QCOMPARE(view()->visualRect(line(QStringLiteral("last"))).top(),
                 view()->visualRect(line(QStringLiteral("a"))).bottom() + 1);
        say(m_pair->lee, QStringLiteral("d"));
        QVERIFY(view()->isFolded(line(QStringLiteral("d"))));
        QVERIFY(heightOf(QStringLiteral("d")) > 0); // behind what kim said it is a line of its own
        ignored().set(lee(), {}, false);
        QCOMPARE(heightOf(QStringLiteral("b")), whole);
        QVERIFY(!view()->isFolded(line(QStringLiteral("d"))));
    }

    void theLineIsOpenedByKeyAndMouse()
    {
        talk();
        const int whole = heightOf(QStringLiteral("b"));
        ignored().set(lee(), QStringLiteral("lee"), true);
        say(m_pair->lee, QStringLiteral("d"));
        view()->grab();
        // The keyboard passes over what is not seen.
        view()->setFocus();
        view()->setCurrentIndex(line(QStringLiteral("last")));
        QTest::keyClick(view(), Qt::Key_Up);
        QCOMPARE(view()->currentIndex(), line(QStringLiteral("a")));
        QTest::keyClick(view(), Qt::Key_Down);
        QCOMPARE(view()->currentIndex(), line(QStringLiteral("last")));
        QTest::keyClick(view(), Qt::Key_Up);
        QTest::keyClick(view(), Qt::Key_Return);
        QCOMPARE(heightOf(QStringLiteral("b")), whole);
        QVERIFY(!view()->isFolded(line(QStringLiteral("c"))));
        QVERIFY(view()->isFolded(line(QStringLiteral("d")))); // is another line
        const QRect place = view()->visualRect(line(QStringLiteral("d")));
        QTest::mouseClick(view()->viewport(), Qt::LeftButton, Qt::NoModifier,
                          QPoint(place.center().x(), place.bottom() - 8));
        QVERIFY(!view()->isFolded(line(QStringLiteral("d"))));
        // In another room and back they are folded again.
        m_pair->page->showRoom(Chat::lobbyRoom());
        m_pair->page->showRoom(m_pair->club);
        QVERIFY(view()->isFolded(line(QStringLiteral("b"))));
    }

    void theyCallNobody()
    {
        m_pair->page->showRoom(Chat::lobbyRoom());
        const auto unread = [this](Ui::RoomListModel::Role role) {
            return m_pair->kim.client->rooms()->indexOf(m_pair->club).data(role).toInt();
        };
        const auto *timeline = m_pair->kim.client->timeline(m_pair->club);
        ignored().set(lee(), QStringLiteral("lee"), true);
        QSignalSpy arrived(m_pair->kim.client.get(), &Ui::ChatClient::messageArrived);
        const int before = timeline->rowCount();
        m_pair->lee.client->say(m_pair->club, QStringLiteral("hey @kim"));
        QTRY_VERIFY_WITH_TIMEOUT(timeline->rowCount() > before, patience);
        QCOMPARE(unread(Ui::RoomListModel::UnreadRole), 0);
        QCOMPARE(unread(Ui::RoomListModel::MentionsRole), 0);
        QCOMPARE(arrived.size(), 0);
        // Nor by what the host has counted meanwhile.
        DesktopPair::Person ann;
        m_pair->enter(ann, QStringLiteral("ann"));
        QTRY_VERIFY_WITH_TIMEOUT(!ann.client->self().isEmpty(), patience);
        ann.client->joinRoom(m_pair->club);
        QTRY_VERIFY_WITH_TIMEOUT(ann.isIn(m_pair->club), patience);
        m_pair->kim.client->disconnectFromHost();
        QSignalSpy stored(ann.client.get(), &Ui::ChatClient::messageArrived);
        m_pair->lee.client->say(m_pair->club, QStringLiteral("are you there, @kim?"));
        QTRY_COMPARE_WITH_TIMEOUT(stored.size(), 1, patience);
        for (const char *text : {"hello", "@ noon", "@ four"})
            ann.client->say(m_pair->club, QString::fromLatin1(text));
        const auto *hers = ann.client->timeline(m_pair->club);
        const auto hello = [hers] {
            const QModelIndexList found =
                hers->match(hers->index(0), TimelineModel::TextRole, QStringLiteral("hello"));
            return found.isEmpty() ? 0 : found[0].data(TimelineModel::SequenceRole).toLongLong();
        };
        QTRY_VERIFY_WITH_TIMEOUT(hello() > 0, patience);
        m_pair->kim.client->connectToHost();
        QTRY_COMPARE_WITH_TIMEOUT(unread(Ui::RoomListModel::UnreadRole), 3, patience);
        // Only the host counts a name that comes into a text later.
        ann.client->edit(m_pair->club, {hello()}, QStringLiteral("hello, @kim"));
        QTRY_COMPARE_WITH_TIMEOUT(unread(Ui::RoomListModel::MentionsRole), 1, patience);
        QCOMPARE(unread(Ui::RoomListModel::UnreadRole), 3);
        // And they do again when one wants to hear them.
        ignored().set(lee(), {}, false);
        QTRY_COMPARE_WITH_TIMEOUT(unread(Ui::RoomListModel::UnreadRole), 5, patience);
        QTRY_COMPARE_WITH_TIMEOUT(unread(Ui::RoomListModel::MentionsRole), 3, patience);
        ann.client.reset();
    }

    void takenBackInTheAccount()
    {
        ignored().set(lee(), QStringLiteral("lee"), true);
        QTest::keyClick(m_pair->window.get(), Qt::Key_A, Qt::ControlModifier | Qt::ShiftModifier);
        auto *dialog = m_pair->window->findChild<QDialog *>(QStringLiteral("accountDialog"));
        QVERIFY(dialog);
        dialog->findChild<QTabWidget *>(QStringLiteral("accountTabs"))->setCurrentIndex(4);
        auto *list = dialog->findChild<QListWidget *>(QStringLiteral("ignoredList"));
        auto *stop = dialog->findChild<QPushButton *>(QStringLiteral("stopIgnoring"));
        QCOMPARE(list->count(), 1);
        QCOMPARE(list->item(0)->text(), QStringLiteral("lee"));
        QVERIFY(!stop->isEnabled());
        list->setCurrentRow(0);
        stop->click();
        QVERIFY(!ignored().contains(lee()));
        QVERIFY(!list->isVisible());
        QVERIFY(dialog->findChild<QLabel *>(QStringLiteral("ignoredText"))
                    ->text()
                    .contains(QStringLiteral("nobody")));
    }
};

QTEST_MAIN(tst_Ignoring)
#include "tst_ignoring.moc"
