// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/desktoppair.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QDialog>
#include <QPushButton>
#include <QTabWidget>

// Letting people into a room, in the window of its settings, on a real host.
class tst_InvitePane : public QObject {
    Q_OBJECT
    static constexpr int patience = DesktopPair::patience;
    std::unique_ptr<DesktopPair> m_pair;
    QDialog *m_dialog = nullptr;

    template <typename T>
    T *find(const char *name) const
    {
        return m_dialog->findChild<T *>(QString::fromLatin1(name));
    }
    void openPeople()
    {
        m_dialog = m_pair->openSettings();
        QVERIFY(m_dialog);
        find<QTabWidget>("settingsTabs")->setCurrentIndex(1);
        // The list that was asked for at the beginning may not come between.
        QTRY_VERIFY_WITH_TIMEOUT(!find<QLabel>("knocksTitle")->text().isEmpty(), patience);
    }
    void change(const Chat::RoomChange &change) const
    {
        m_pair->kim.client->orders()->change(m_pair->club, change);
    }
    void leeLeaves() const
    {
        // Who leaves before the host's answer to ENTER tells it so at the next connection only.
        const Ui::TimelineModel *timeline = m_pair->lee.client->timeline(m_pair->club);
        m_pair->lee.client->say(m_pair->club, QStringLiteral("bye"));
        const auto isSaid = [timeline] {
            const QModelIndex last = timeline->index(timeline->rowCount() - 1, 0);
            return last.data(Ui::TimelineModel::TextRole).toString() == QStringLiteral("bye") &&
                   last.data(Ui::TimelineModel::SequenceRole).toLongLong() > 0;
        };
        QTRY_VERIFY_WITH_TIMEOUT(isSaid(), patience);
        m_pair->lee.client->leaveRoom(m_pair->club);
        QTRY_VERIFY_WITH_TIMEOUT(!m_pair->sees(m_pair->club, m_pair->lee.client->self()).isValid(),
                                 patience);
    }
    void leeKnocks() const
    {
        leeLeaves();
        Chat::RoomChange door;
        door.approves = true;
        change(door);
        QTRY_VERIFY_WITH_TIMEOUT(seen().settings.approves, patience);
        m_pair->lee.client->joinRoom(m_pair->club);
        QTRY_VERIFY_WITH_TIMEOUT(button("knockAccept", QStringLiteral("lee")), patience);
    }
    Chat::RoomInfo seen() const { return m_pair->lee.room(m_pair->club); }
    static Chat::Knock knock(const QString &name)
    {
        return {Chat::UserId(QStringLiteral("g-") + name), name, true, {}};
    }
    void hear(const std::vector<Chat::Knock> &knocks, int more = 0) const
    {
        Q_EMIT m_pair->kim.client->orders()->knocksCame({m_pair->club, knocks, more});
    }
    /// That of the person; nullptr when they are not in the list.
    QPushButton *button(const char *choice, const QString &name) const
    {
        for (auto *one : m_dialog->findChildren<QPushButton *>(QString::fromLatin1(choice))) {
            if (!one->parentWidget()->isHidden() && one->accessibleName().contains(name))
                return one;
        }
        return nullptr;
    }
    /// Comes into that room of kim's, or goes.
    void inLobby(const QString &name, bool here) const
    {
        Ui::MemberListModel *lobby = m_pair->kim.client->members(Chat::lobbyRoom());
        QTRY_VERIFY_WITH_TIMEOUT(lobby->hereCount() >= 2, patience); // the host has told of it
        Chat::Member person;
        person.id = Chat::UserId(name);
        person.name = name;
        person.here = here;
        lobby->update(person);
    }
    QWidget *title() const { return find<QLabel>("knocksTitle"); }

private Q_SLOTS:
    void init()
    {
        m_pair = std::make_unique<DesktopPair>();
        m_pair->start();
    }
    void cleanup()
    {
        m_dialog = nullptr;
        m_pair->stop();
        m_pair.reset();
    }

    void invitedAndTakenBack()
    {
        leeLeaves();
        Chat::RoomChange hidden;
        hidden.visibility = Chat::Visibility::Private;
        change(hidden);
        QTRY_VERIFY_WITH_TIMEOUT(seen().id.isEmpty(), patience);
        openPeople();
        auto *people = find<QComboBox>("invitePeople");
        people->setCurrentIndex(people->findData(m_pair->lee.client->self().toString()));
        auto *invite = find<QPushButton>("inviteSend");
        invite->click();
        QVERIFY(!invite->isEnabled());
        QTRY_VERIFY_WITH_TIMEOUT(seen().own.invited, patience);
        auto *takeBack = find<QPushButton>("inviteTakeBack");
        QTRY_VERIFY_WITH_TIMEOUT(!takeBack->isHidden() && takeBack->isEnabled(), patience);
        takeBack->click();
        QTRY_VERIFY_WITH_TIMEOUT(seen().id.isEmpty(), patience);
    }

    void whoKnocksIsLetIn()
    {
        openPeople();
        QVERIFY(!find<QPushButton>("knockAccept"));
        leeKnocks();
        QTRY_VERIFY_WITH_TIMEOUT(
            m_pair->sentence().contains(QStringLiteral("lee wants to be let into the room Club")),
            patience);
        find<QPushButton>("knockAccept")->click();
        QTRY_VERIFY_WITH_TIMEOUT(m_pair->lee.isIn(m_pair->club), patience);
        QTRY_VERIFY_WITH_TIMEOUT(!find<QPushButton>("knockAccept"), patience);
    }

    void twoPressesAnswerOnePerson()
    {
        openPeople();
        leeKnocks();
        QPushButton *accept = button("knockAccept", QStringLiteral("lee"));
        accept->setFocus();
        QTest::keyClick(m_dialog->focusWidget(), Qt::Key_Space);
        QCOMPARE(m_dialog->focusWidget(), title());
        QVERIFY(!accept->isEnabled());
        // Somebody else stands where lee stood.
        hear({knock(QStringLiteral("bob"))});
        QVERIFY(!button("knockAccept", QStringLiteral("bob"))->isEnabled());
        QCOMPARE(m_dialog->focusWidget(), title());
        QTest::keyClick(m_dialog->focusWidget(), Qt::Key_Space);
        QTest::keyClick(m_dialog->focusWidget(), Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(m_pair->lee.isIn(m_pair->club), patience);
        QTRY_COMPARE_WITH_TIMEOUT(find<QLabel>("knocksTitle")->text(),
                                  QStringLiteral("Nobody waits to be let in"), patience);
        QVERIFY(find<QLabel>("inviteState")->text().isEmpty()); // nothing was asked about bob
        QVERIFY(m_dialog->isVisible());
        // From there one comes to the next one by Tab.
        const auto annWaits = [this] {
            hear({knock(QStringLiteral("ann"))}); // a list of the host's may have come since
            return button("knockAccept", QStringLiteral("ann"))->isEnabled();
        };
        QTRY_VERIFY_WITH_TIMEOUT(annWaits(), patience);
        QTest::keyClick(m_dialog->focusWidget(), Qt::Key_Tab);
        QCOMPARE(m_dialog->focusWidget(), button("knockAccept", QStringLiteral("ann")));
    }

    void keyboardStaysWithWhoKnocks()
    {
        openPeople();
        const Chat::Knock ann = knock(QStringLiteral("ann"));
        const Chat::Knock bob = knock(QStringLiteral("bob"));
        hear({ann, bob});
        button("knockRefuse", QStringLiteral("bob"))->setFocus();
        hear({bob});
        QCOMPARE(m_dialog->focusWidget(), button("knockRefuse", QStringLiteral("bob")));
        hear({ann, knock(QStringLiteral("cho"))}); // another answered bob
        QCOMPARE(m_dialog->focusWidget(), title());
    }

    void keyboardIsNotFetchedBack()
    {
        openPeople();
        hear({knock(QStringLiteral("bob"))});
        QPushButton *refuse = button("knockRefuse", QStringLiteral("bob"));
        refuse->setFocus();
        // Whom the host does not know: it is said, and the list asked for anew.
        refuse->click();
        auto *entry = find<QComboBox>("settingsEntry");
        entry->setFocus();
        QTRY_VERIFY_WITH_TIMEOUT(
            find<QLabel>("inviteState")->text().contains(QStringLiteral("no such person")),
            patience);
        QTRY_COMPARE_WITH_TIMEOUT(find<QLabel>("knocksTitle")->text(),
                                  QStringLiteral("Nobody waits to be let in"), patience);
        QCOMPARE(m_dialog->focusWidget(), entry);
        hear({knock(QStringLiteral("ann"))});
        QCOMPARE(m_dialog->focusWidget(), entry);
        QVERIFY(button("knockAccept", QStringLiteral("ann"))->isEnabled()); // for the next answer
    }

    void moreThanCanBeShownAreCounted()
    {
        openPeople();
        auto *more = find<QLabel>("knocksMore");
        hear({knock(QStringLiteral("ann"))}, 12);
        QVERIFY(more->isVisible());
        QCOMPARE(more->text(), QStringLiteral("and 12 more"));
        hear({knock(QStringLiteral("ann"))});
        QVERIFY(!more->isVisible());
    }

    void whoComesAndGoesIsInTheChoice()
    {
        openPeople();
        const QString lee = m_pair->lee.client->self().toString();
        const auto *people = find<QComboBox>("invitePeople");
        QCOMPARE(people->findData(lee), -1);
        leeLeaves();
        QTRY_VERIFY_WITH_TIMEOUT(people->findData(lee) >= 0, patience);
        m_pair->lee.client->joinRoom(m_pair->club);
        QTRY_COMPARE_WITH_TIMEOUT(people->findData(lee), -1, patience);
    }

    void whoIsChosenStaysIt()
    {
        openPeople();
        const auto *people = find<QComboBox>("invitePeople");
        const auto *invite = find<QPushButton>("inviteSend");
        const QString mia = QStringLiteral("mia");
        const QString noa = QStringLiteral("noa");
        inLobby(mia, true);
        QTRY_VERIFY(people->findData(mia) >= 0); // in another room than this one
        QCOMPARE(people->currentText(), mia);
        inLobby(noa, true);
        QTRY_VERIFY(people->findData(noa) >= 0);
        find<QComboBox>("invitePeople")->setCurrentIndex(people->findData(noa));
        inLobby(QStringLiteral("ada"), true);
        QTRY_VERIFY(people->findData(QStringLiteral("ada")) >= 0);
        QCOMPARE(people->currentText(), noa);
        QVERIFY(invite->isEnabled());
        // Nobody comes into the place of who went.
        inLobby(noa, false);
        QTRY_COMPARE(people->findData(noa), -1);
        QCOMPARE(people->currentIndex(), -1);
        QVERIFY(!invite->isEnabled());
        inLobby(noa, true);
        QTRY_COMPARE(people->currentText(), noa);
        QVERIFY(invite->isEnabled());
    }

    void openListIsNotChanged()
    {
        openPeople();
        const auto *people = find<QComboBox>("invitePeople");
        inLobby(QStringLiteral("mia"), true);
        QTRY_VERIFY(people->findData(QStringLiteral("mia")) >= 0);
        find<QComboBox>("invitePeople")->showPopup();
        QTRY_VERIFY(people->view()->isVisible());
        inLobby(QStringLiteral("noa"), true);
        QCoreApplication::processEvents(); // when it would be changed
        QCOMPARE(people->findData(QStringLiteral("noa")), -1);
        find<QComboBox>("invitePeople")->hidePopup();
        QTRY_VERIFY(people->findData(QStringLiteral("noa")) >= 0);
    }
};

QTEST_MAIN(tst_InvitePane)
#include "tst_invitepane.moc"
