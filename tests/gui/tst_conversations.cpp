// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/desktoppair.h"
#include "ui/messageedit.h"
#include "ui/model/knownpeople.h"

#include <QApplication>
#include <QDialog>
#include <QInputMethodEvent>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QScrollBar>

// Beginning a conversation with people one chooses, on a real host.
class tst_Conversations : public QObject {
    Q_OBJECT
    static constexpr int patience = DesktopPair::patience;
    std::unique_ptr<DesktopPair> m_pair;
    DesktopPair::Person m_park;
    QDialog *m_dialog = nullptr;

    template <typename T>
    T *find(const char *name) const
    {
        return m_dialog->findChild<T *>(QString::fromLatin1(name));
    }
    void activate()
    {
        m_dialog = m_pair->window->findChild<QDialog *>(QStringLiteral("conversationDialog"));
        QVERIFY(m_dialog);
        QCoreApplication::processEvents(); // a menu's end gives the window behind it the keys
        m_dialog->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_dialog));
        QTRY_COMPARE_WITH_TIMEOUT(m_dialog->focusWidget(), field(), patience);
    }
    void open()
    {
        m_pair->window->findChild<QToolButton *>(QStringLiteral("newConversation"))->click();
        activate();
    }
    QLineEdit *field() const { return find<QLineEdit>("peopleFind"); }
    QListView *list() const { return find<QListView>("peopleList"); }
    QPushButton *acceptButton() const { return find<QPushButton>("conversationAccept"); }
    QPushButton *cancelButton() const { return find<QPushButton>("conversationCancel"); }
    QString state() const { return find<QLabel>("conversationState")->text(); }
    QStringList rows() const
    {
        QStringList names;
        for (int row = 0; row < list()->model()->rowCount(); ++row)
            names << list()->model()->index(row, 0).data().toString();
        return names;
    }
    QList<QToolButton *> chipButtons() const
    {
        QList<QToolButton *> shown = m_dialog->findChildren<QToolButton *>("personChip");
        shown.removeIf([](const QToolButton *chip) { return chip->isHidden(); });
        return shown;
    }
    QStringList chips() const
    {
        QStringList texts;
        for (const QToolButton *chip : chipButtons())
            texts << chip->text().section(u' ', 0, 0);
        return texts;
    }
    void key(Qt::Key key) const { QTest::keyClick(m_dialog->focusWidget(), key); }
    void add(const QString &name) const
    {
        QTest::keyClicks(field(), name);
        key(Qt::Key_Return);
        QVERIFY(field()->text().isEmpty());
    }
    /// Somebody of the lobby of whom the host knows nothing.
    void inLobby(const QString &name, bool here = true) const
    {
        Chat::Member person;
        person.id = Chat::UserId(name);
        person.name = name;
        person.here = here;
        m_pair->kim.client->members(Chat::lobbyRoom())->update(person);
    }
    Chat::RoomId shown() const { return m_pair->page->room(); }
    QString title() const
    {
        return m_pair->window->findChild<QLabel *>(QStringLiteral("roomTitle"))->text();
    }
    static int groupsOf(const DesktopPair::Person &person)
    {
        const Ui::RoomListModel *rooms = person.client->rooms();
        int count = 0;
        for (int row = 0; row < rooms->rowCount(); ++row)
            count += rooms->index(row).data(Ui::RoomListModel::VisibilityRole).toInt() ==
                     int(Chat::Visibility::Private);
        return count;
    }
    bool isClosed() const
    {
        return !m_pair->window->findChild<QDialog *>(QStringLiteral("conversationDialog"));
    }

private Q_SLOTS:
    void init()
    {
        m_pair = std::make_unique<DesktopPair>();
        m_pair->start();
        m_park = DesktopPair::Person();
        m_pair->enter(m_park, QStringLiteral("park"));
        const auto isSeen = [this](const DesktopPair::Person &person) {
            return !person.client->self().isEmpty() &&
                   m_pair->sees(Chat::lobbyRoom(), person.client->self()).isValid();
        };
        QTRY_VERIFY_WITH_TIMEOUT(isSeen(m_park) && isSeen(m_pair->lee), patience);
    }
    void cleanup()
    {
        m_dialog = nullptr;
        m_park.client.reset();
        m_pair->stop();
        m_pair.reset();
    }

    void oneIsAConversationOfTwo()
    {
        open();
        QVERIFY(!acceptButton()->isEnabled());
        add(QStringLiteral("lee"));
        QCOMPARE(chips(), QStringList{QStringLiteral("lee")});
        QVERIFY(!find<QLineEdit>("groupName")->isVisible());
        QCOMPARE(acceptButton()->text(), QStringLiteral("Start conversation"));
        key(Qt::Key_Return); // nobody is marked
        const Chat::RoomId two =
            Chat::directRoom(m_pair->kim.client->self(), m_pair->lee.client->self());
        QTRY_COMPARE_WITH_TIMEOUT(shown(), two, patience);
        QTRY_VERIFY_WITH_TIMEOUT(isClosed(), patience);
        QCOMPARE(groupsOf(m_pair->kim), 0);
    }

    void severalAreAGroupByKeysAlone()
    {
        QTest::keyClick(m_pair->window.get(), Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
        activate();
        add(QStringLiteral("PAR"));
        add(QStringLiteral("lee"));
        QCOMPARE(acceptButton()->text(), QStringLiteral("Make group"));
        QCOMPARE(find<QLineEdit>("groupName")->placeholderText(), QStringLiteral("kim, park, lee"));
        key(Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(isClosed(), patience);
        QCOMPARE(m_pair->kim.room(shown()).settings.visibility, Chat::Visibility::Private);
        QTRY_VERIFY_WITH_TIMEOUT(title().contains(QStringLiteral("kim, park, lee")), patience);
        for (const DesktopPair::Person *one : {&m_pair->lee, &m_park})
            QTRY_VERIFY_WITH_TIMEOUT(one->room(shown()).own.invited, patience);
        QCOMPARE(m_pair->window->focusWidget()->objectName(), QStringLiteral("composer"));
    }

    void groupHasTheNameOneGives()
    {
        open();
        add(QStringLiteral("lee"));
        add(QStringLiteral("park"));
        auto *name = find<QLineEdit>("groupName");
        name->setFocus();
        QTest::keyClicks(name, QString(70, u'g'));
        acceptButton()->click();
        QVERIFY(!acceptButton()->isEnabled() && !field()->isEnabled());
        QTRY_VERIFY_WITH_TIMEOUT(isClosed(), patience);
        QCOMPARE(m_pair->kim.room(shown()).name, QString(64, u'g'));
    }

    void keysWalkAddAndTakeAway()
    {
        open();
        QTRY_COMPARE_WITH_TIMEOUT(rows(), (QStringList{"lee", "park"}), patience);
        QVERIFY(!list()->currentIndex().isValid());
        key(Qt::Key_Down);
        QCOMPARE(list()->currentIndex().row(), 0);
        key(Qt::Key_Down);
        key(Qt::Key_Down); // no further
        QCOMPARE(list()->currentIndex().row(), 1);
        inLobby(QStringLiteral("ada")); // comes above them
        QTRY_COMPARE(rows().size(), 3);
        QCOMPARE(list()->currentIndex().data().toString(), QStringLiteral("park"));
        key(Qt::Key_Up);
        key(Qt::Key_Return);
        QCOMPARE(chips(), QStringList{QStringLiteral("lee")});
        QVERIFY(!list()->currentIndex().isValid());
        add(QStringLiteral("ada"));
        QTest::keyClicks(field(), QStringLiteral("x"));
        key(Qt::Key_Return); // nobody is called so
        QVERIFY(find<QLabel>("peopleNobody")->isVisible());
        key(Qt::Key_Backspace);
        QCOMPARE(chips(), (QStringList{"lee", "ada"}));
        key(Qt::Key_Backspace);
        QCOMPARE(chips(), QStringList{QStringLiteral("lee")});
        QCOMPARE(m_dialog->focusWidget(), field());
        key(Qt::Key_Tab); // the chosen ones come next
        QCOMPARE(m_dialog->focusWidget()->objectName(), QStringLiteral("personChip"));
        key(Qt::Key_Space);
        QVERIFY(chips().isEmpty());
        QCOMPARE(m_dialog->focusWidget(), field());
        QVERIFY(!acceptButton()->isEnabled());
        key(Qt::Key_Escape);
        QTRY_VERIFY_WITH_TIMEOUT(isClosed(), patience);
    }

    void twoClicksAddOnePerson()
    {
        open();
        QTRY_COMPARE_WITH_TIMEOUT(rows().size(), 2, patience);
        const QPoint first = list()->visualRect(list()->model()->index(0, 0)).center();
        // As it comes from a mouse: QTest's double click is the second press alone.
        QTest::mouseClick(list()->viewport(), Qt::LeftButton, {}, first);
        QTest::mouseDClick(list()->viewport(), Qt::LeftButton, {}, first);
        QTest::mouseRelease(list()->viewport(), Qt::LeftButton, {}, first);
        QCOMPARE(chips(), QStringList{QStringLiteral("lee")}); // and not who came into their place
        QCOMPARE(m_dialog->focusWidget(), field());
        QTest::mouseClick(list()->viewport(), Qt::LeftButton, {}, first);
        QCOMPARE(chips(), (QStringList{"lee", "park"}));
        QCOMPARE(find<QLabel>("peopleNobody")->text(),
                 QStringLiteral("You have chosen everybody there is."));
    }

    void syllableThatIsComposedFinds()
    {
        inLobby(QStringLiteral("김민지"));
        open();
        QTRY_COMPARE_WITH_TIMEOUT(rows().size(), 3, patience);
        QInputMethodEvent composing(QStringLiteral("김"), {});
        QApplication::sendEvent(field(), &composing);
        QTRY_COMPARE(rows(), QStringList{QStringLiteral("김민지")});
        QVERIFY(field()->text().isEmpty());
        QInputMethodEvent finished;
        finished.setCommitString(QStringLiteral("김"));
        QApplication::sendEvent(field(), &finished);
        key(Qt::Key_Return);
        QCOMPARE(chips(), QStringList{QStringLiteral("김민지")});
        QTRY_COMPARE(rows(), (QStringList{"lee", "park"}));
        QApplication::sendEvent(field(), &composing);
        key(Qt::Key_Backspace); // belongs to the syllable
        QCOMPARE(chips().size(), 1);
    }

    void heldBackspaceTakesNobodyAway()
    {
        open();
        add(QStringLiteral("lee"));
        QTest::keyClicks(field(), QStringLiteral("x"));
        key(Qt::Key_Backspace);
        QKeyEvent held(QEvent::KeyPress, Qt::Key_Backspace, Qt::NoModifier, QString(), true);
        QApplication::sendEvent(field(), &held);
        QCOMPARE(chips(), QStringList{QStringLiteral("lee")});
        key(Qt::Key_Backspace);
        QVERIFY(chips().isEmpty());
    }

    void nobodyElseIsSaid()
    {
        open();
        m_pair->kim.client->members(Chat::lobbyRoom())->setMembers({});
        m_pair->kim.client->members(m_pair->club)->setMembers({});
        QTRY_VERIFY(find<QLabel>("peopleNobody")->isVisible());
        QVERIFY(find<QLabel>("peopleNobody")->text().startsWith("Nobody else is here yet."));
        QVERIFY(!list()->isVisible());
        QVERIFY(!acceptButton()->isEnabled());
    }

    void withoutAConnectionItWaits()
    {
        open();
        add(QStringLiteral("lee"));
        add(QStringLiteral("park"));
        QVERIFY(acceptButton()->isEnabled());
        m_pair->kim.client->disconnectFromHost();
        QTRY_VERIFY_WITH_TIMEOUT(state().startsWith("There is no connection"), patience);
        QVERIFY(!acceptButton()->isEnabled());
        QVERIFY(field()->isEnabled());
        key(Qt::Key_Return);
        QVERIFY(m_dialog->isVisible());
        m_pair->kim.client->connectToHost();
        QTRY_VERIFY_WITH_TIMEOUT(acceptButton()->isEnabled(), patience);
        QVERIFY(state().isEmpty());
        acceptButton()->click();
        QTRY_VERIFY_WITH_TIMEOUT(isClosed(), patience);
        QTRY_COMPARE_WITH_TIMEOUT(groupsOf(m_pair->lee), 1, patience);
    }

    void whoCannotBeInvitedIsNamed()
    {
        inLobby(QStringLiteral("ghost"));
        open();
        QTRY_COMPARE_WITH_TIMEOUT(rows().size(), 3, patience);
        add(QStringLiteral("ghost"));
        add(QStringLiteral("lee"));
        inLobby(QStringLiteral("ghost"), false); // goes while one chooses
        acceptButton()->click();
        QTRY_VERIFY_WITH_TIMEOUT(state().contains("Could not invite ghost: "), patience);
        QVERIFY(m_dialog->isVisible());
        QVERIFY(!state().contains("invite lee"));
        QTRY_COMPARE_WITH_TIMEOUT(groupsOf(m_pair->lee), 1, patience);
        QCOMPARE(acceptButton()->text(), QStringLiteral("Invite again"));
        acceptButton()->click();
        QTRY_VERIFY_WITH_TIMEOUT(state().contains("Could not invite ghost: "), patience);
        QCOMPARE(cancelButton()->text(), QStringLiteral("Open the group"));
        cancelButton()->click();
        QTRY_VERIFY_WITH_TIMEOUT(isClosed(), patience);
        QCOMPARE(m_pair->kim.room(shown()).settings.visibility, Chat::Visibility::Private);
        QCOMPARE(groupsOf(m_pair->kim), 1);
    }

    void stoppedSaysWhatIsUndone()
    {
        open();
        add(QStringLiteral("lee"));
        add(QStringLiteral("park"));
        acceptButton()->click();
        QCOMPARE(cancelButton()->text(), QStringLiteral("Stop"));
        cancelButton()->click(); // before the host can have answered
        QVERIFY(m_pair->sentence().startsWith("Nobody was invited."));
        QTRY_VERIFY_WITH_TIMEOUT(isClosed(), patience);
        QTRY_COMPARE_WITH_TIMEOUT(groupsOf(m_pair->kim), 1, patience);
        QCOMPARE(shown(), m_pair->club);
    }

    void peopleAreAddedToTwo()
    {
        QVERIFY(!m_pair->menuOfRoom().contains(QStringLiteral("Add people…"))); // of the club
        QVERIFY(m_pair->menuOfRoom().contains(QStringLiteral("Leave this room")));
        const Chat::UserId self = m_pair->kim.client->self();
        const Chat::UserId lee = m_pair->lee.client->self();
        const Chat::RoomId two = Chat::directRoom(self, lee);
        m_pair->kim.client->orders()->openDirect(self, lee);
        QTRY_COMPARE_WITH_TIMEOUT(shown(), two, patience);
        QTRY_VERIFY_WITH_TIMEOUT(m_pair->sees(two, lee).isValid(), patience);
        QVERIFY(!m_pair->menuOfRoom().contains(QStringLiteral("Leave this room"))); // but archive
        auto *edit = m_pair->window->findChild<Ui::MessageEdit *>();
        edit->setPlainText(QStringLiteral("/leave"));
        QVERIFY2(m_pair->window->findChild<QLabel *>(QStringLiteral("composerComplaint"))
                     ->text()
                     .contains(QStringLiteral("archive")),
                 "who wants to leave is told what they can do");
        QTest::keyClick(edit, Qt::Key_Return);
        QVERIFY(m_pair->kim.isIn(two));
        edit->clear();
        m_pair->choose(QStringLiteral("Add people…"));
        activate();
        QCOMPARE(chips(), QStringList{QStringLiteral("lee")});
        QVERIFY(!acceptButton()->isEnabled()); // with lee alone one talks already
        add(QStringLiteral("park"));
        acceptButton()->click();
        QTRY_VERIFY_WITH_TIMEOUT(isClosed(), patience);
        QVERIFY(!(shown() == two));
        for (const DesktopPair::Person *one : {&m_pair->lee, &m_park})
            QTRY_VERIFY_WITH_TIMEOUT(one->room(shown()).own.invited, patience);
        QVERIFY(m_park.room(two).id.isEmpty());
        QCOMPARE(m_pair->kim.room(two).settings.visibility, Chat::Visibility::Direct);
    }

    void hostileNamesAreText()
    {
        inLobby(QStringLiteral("<b>a&b</b>\n<img>"));
        open();
        QTRY_COMPARE_WITH_TIMEOUT(rows().size(), 3, patience);
        add(QStringLiteral("<b>"));
        QCOMPARE(chipButtons()[0]->text(), QStringLiteral("<b>a&&b</b> <img>  ×"));
        QVERIFY(chipButtons()[0]->toolTip().contains(QStringLiteral("&lt;b&gt;")));
        QCOMPARE(chipButtons()[0]->accessibleName(), QStringLiteral("Take away: <b>a&b</b> <img>"));
        inLobby(QString(2000, u'x'));
        QTRY_COMPARE(rows().size(), 3);
        const int width = m_dialog->width();
        add(QStringLiteral("xxx"));
        QCoreApplication::processEvents();
        QCOMPARE(m_dialog->width(), width);
    }

    void placeInTheListIsKept()
    {
        for (int i = 0; i < 300; ++i)
            inLobby(QStringLiteral("person%1").arg(i, 3, 10, QLatin1Char('0')));
        open();
        QTRY_COMPARE_WITH_TIMEOUT(rows().size(), 302, patience);
        QScrollBar *bar = list()->verticalScrollBar();
        QTRY_VERIFY(bar->maximum() > 0);
        const int place = bar->maximum() / 2;
        bar->setValue(place);
        inLobby(QStringLiteral("zoe")); // below all of them
        QTRY_COMPARE(rows().size(), 303);
        QCOMPARE(bar->value(), place);
        QTest::keyClicks(field(), QStringLiteral("person1"));
        QCOMPARE(bar->value(), 0);
    }

    void thousandPeopleHaveTheirPlace()
    {
        for (int i = 0; i < 1000; ++i)
            inLobby(QStringLiteral("person%1").arg(i, 3, 10, QLatin1Char('0')));
        open();
        QTRY_COMPARE_WITH_TIMEOUT(rows().size(), 1002, patience);
        const int height = m_dialog->height();
        for (int i = 100; i < 200; ++i)
            add(QStringLiteral("person%1").arg(i));
        QCOMPARE(chips().size(), 100);
        QTRY_VERIFY(m_dialog->height() < height + 200);
        QVERIFY(state().contains(QStringLiteral("100")));
        QTest::keyClicks(field(), QStringLiteral("person5"));
        QCOMPARE(rows().size(), 100);
        key(Qt::Key_Return); // no more than that
        QCOMPARE(chips().size(), 100);
    }
};

QTEST_MAIN(tst_Conversations)
#include "tst_conversations.moc"
