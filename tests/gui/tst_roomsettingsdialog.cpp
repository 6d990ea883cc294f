// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/desktoppair.h"
#include "ui/appearance.h"
#include "ui/roomsettingsdialog.h"
#include "ui/timelineview.h"

#include <QComboBox>
#include <QContextMenuEvent>
#include <QInputMethodEvent>
#include <QLineEdit>
#include <QListView>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QTabWidget>

#include <algorithm>

using Chat::Retention;

// The settings of a room, and its people, in a window on a real host.
class tst_RoomSettingsDialog : public QObject {
    Q_OBJECT
    static constexpr int patience = DesktopPair::patience;
    std::unique_ptr<DesktopPair> m_pair;
    QDialog *m_dialog = nullptr;

    template <typename T>
    T *find(const char *name) const
    {
        return m_dialog->findChild<T *>(QString::fromLatin1(name));
    }
    void type(const char *name, const QString &text) const { find<QLineEdit>(name)->setText(text); }
    template <typename Value>
    void choose(const char *name, Value value) const
    {
        auto *box = find<QComboBox>(name);
        box->setCurrentIndex(box->findData(int(value)));
    }
    QPushButton *save() const { return find<QPushButton>("settingsSave"); }
    QString state() const { return find<QLabel>("settingsState")->text(); }
    void openSettings()
    {
        m_dialog = m_pair->openSettings();
        QVERIFY(m_dialog);
    }
    void saveAll() const
    {
        QVERIFY(save()->isEnabled());
        QTest::keyClick(save(), Qt::Key_Space);
        QVERIFY(!save()->isEnabled()); // until the host has answered
        QTRY_COMPARE_WITH_TIMEOUT(state(), QStringLiteral("Saved."), patience);
        QVERIFY(!save()->isEnabled()); // nothing is otherwise any more
    }
    QMessageBox *question(const char *name) const
    {
        return m_dialog->findChild<QMessageBox *>(QString::fromLatin1(name));
    }
    /// In the menu of that message in the window; nullptr: it is not offered.
    QAction *earlierAction(Chat::Sequence message) const
    {
        auto *view = m_pair->window->findChild<Ui::TimelineView *>();
        for (QMenu *old : view->findChildren<QMenu *>(QStringLiteral("messageMenu")))
            delete old;
        view->setCurrentIndex(m_pair->kim.client->timeline(m_pair->club)->indexOf(message));
        QContextMenuEvent wanted(QContextMenuEvent::Keyboard, QPoint(), QPoint());
        QApplication::sendEvent(view->viewport(), &wanted);
        auto *menu = view->findChild<QMenu *>(QStringLiteral("messageMenu"));
        if (!menu)
            return nullptr;
        menu->close();
        return menu->findChild<QAction *>(QStringLiteral("earlierVersions"));
    }
    Chat::RoomInfo seen() const { return m_pair->lee.room(m_pair->club); }
    void openPersonMenu(const Chat::UserId &user) const
    {
        for (QMenu *menu : m_pair->window->findChildren<QMenu *>(QStringLiteral("memberMenu")))
            menu->close(); // of before
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

    void ownerChangesWhatItIs()
    {
        openSettings();
        QCOMPARE(find<QLineEdit>("settingsName")->text(), QStringLiteral("Club"));
        QVERIFY(!save()->isEnabled());
        type("settingsName", QStringLiteral(" 바둑  모임 "));
        type("settingsTopic", QStringLiteral("every week"));
        type("settingsIcon", QStringLiteral("🎲"));
        choose("settingsSpeakers", true);
        choose("settingsSlow", 30);
        saveAll();
        QTRY_COMPARE_WITH_TIMEOUT(seen().name, QStringLiteral("바둑 모임"), patience);
        QCOMPARE(seen().topic, QStringLiteral("every week"));
        QCOMPARE(seen().settings.icon, QStringLiteral("🎲"));
        QVERIFY(seen().settings.readOnly);
        QCOMPARE(int(seen().settings.slowMode.count()), 30);
    }

    void whatSomebodyElseChangesComesInBesideWhatIsTyped()
    {
        openSettings();
        type("settingsName", QStringLiteral("Mine"));
        m_pair->kim.client->setTopic(m_pair->club, QStringLiteral("theirs"));
        QTRY_COMPARE_WITH_TIMEOUT(find<QLineEdit>("settingsTopic")->text(),
                                  QStringLiteral("theirs"), patience);
        QCOMPARE(find<QLineEdit>("settingsName")->text(), QStringLiteral("Mine"));
        type("settingsName", QString());
        QVERIFY(!save()->isEnabled());
        QCOMPARE(state(), QStringLiteral("The room needs a name."));
    }

    void tabGoesFromAboveToBelow()
    {
        openSettings();
        QStringList names;
        QWidget *at = m_dialog;
        while ((at = at->nextInFocusChain()) != m_dialog) {
            if (at->objectName().startsWith(QStringLiteral("settings")) && at->focusPolicy())
                names << at->objectName().mid(8);
        }
        QCOMPARE(names.join(u' '),
                 QStringLiteral("Tabs Name Topic Icon Speakers Slow Keep Count Earlier "
                                "Kind Entry PasswordChoice Password "
                                "ShowPassword Close Save"));
    }

    void whatSomebodyElseChangesDisturbsNoTyping()
    {
        openSettings();
        auto *name = find<QLineEdit>("settingsName");
        name->setFocus();
        name->setSelection(1, 2);
        choose("settingsKeep", Retention::Keep::Days);
        find<QLineEdit>("settingsCount")->setSelection(0, 1);
        Chat::RoomChange change;
        change.slowMode = std::chrono::seconds(60);
        m_pair->kim.client->orders()->change(m_pair->club, change);
        QTRY_COMPARE_WITH_TIMEOUT(find<QComboBox>("settingsSlow")->currentData().toInt(), 60,
                                  patience);
        QCOMPARE(name->selectedText(), QStringLiteral("lu"));
        QCOMPARE(find<QLineEdit>("settingsCount")->selectedText(), QStringLiteral("3"));
        QCOMPARE(find<QComboBox>("settingsKeep")->currentData().toInt(),
                 int(Retention::Keep::Days));
        QVERIFY(name->hasFocus());
        choose("settingsKeep", Retention::Keep::Forever);
        change = {};
        change.retention = Retention{Retention::Keep::Messages, 500};
        m_pair->kim.client->orders()->change(m_pair->club, change);
        QTRY_COMPARE_WITH_TIMEOUT(find<QLineEdit>("settingsCount")->text(), QStringLiteral("500"),
                                  patience);
        QVERIFY(!save()->isEnabled());
    }

    void oneSyllableIsAChange()
    {
        openSettings();
        auto *topic = find<QLineEdit>("settingsTopic");
        QInputMethodEvent composing(QStringLiteral("차"), {});
        QApplication::sendEvent(topic, &composing);
        QVERIFY(save()->isEnabled());
        QInputMethodEvent takenBack;
        QApplication::sendEvent(topic, &takenBack);
        QVERIFY(!save()->isEnabled());
        QInputMethodEvent whole;
        whole.setCommitString(QStringLiteral("차"));
        QApplication::sendEvent(topic, &whole);
        QTest::keyClick(topic, Qt::Key_Return); // saves, as in any dialog
        QTRY_COMPARE_WITH_TIMEOUT(seen().topic, QStringLiteral("차"), patience);
    }

    void lostConnectionIsToldOf()
    {
        openSettings();
        type("settingsTopic", QStringLiteral("news"));
        save()->click();
        m_pair->host.reset();
        QTRY_VERIFY_WITH_TIMEOUT(state().contains(QStringLiteral("before the host answered")),
                                 patience);
        QVERIFY(save()->isEnabled());
        save()->click();
        QTRY_VERIFY_WITH_TIMEOUT(state().contains(QStringLiteral("not connected")), patience);
        QCOMPARE(find<QLineEdit>("settingsTopic")->text(), QStringLiteral("news"));
        auto *archive = find<QPushButton>("roomArchive");
        archive->click();
        QTRY_VERIFY_WITH_TIMEOUT(
            find<QLabel>("roomEndState")->text().contains(QStringLiteral("not connected")),
            patience);
        QVERIFY(archive->isEnabled());
    }

    void endsWithTheRoom()
    {
        const Chat::RoomId den(QStringLiteral("den"));
        m_pair->lee.client->orders()->make({den.toString(), QStringLiteral("Den"), {}, {}});
        QTRY_VERIFY_WITH_TIMEOUT(!m_pair->kim.room(den).id.isEmpty(), patience);
        m_pair->page->showRoom(den);
        Ui::Appearance appearance(m_pair->kim.profile->settings());
        QPointer<QDialog> dialog =
            new Ui::RoomSettingsDialog(*m_pair->kim.client, den, appearance, m_pair->window.get());
        dialog->open();
        Chat::RoomChange change;
        change.visibility = Chat::Visibility::Private;
        m_pair->lee.client->orders()->change(den, change);
        QTRY_VERIFY_WITH_TIMEOUT(!dialog, patience);
        // To join what is not there would make it anew.
        QVERIFY(m_pair->window->findChild<QWidget *>(QStringLiteral("gonePane"))->isVisible());
    }

    void passwordByKeyboard()
    {
        Chat::RoomChange change;
        change.password = QStringLiteral("sesame");
        m_pair->kim.client->orders()->change(m_pair->club, change);
        QTRY_VERIFY_WITH_TIMEOUT(m_pair->kim.room(m_pair->club).settings.password, patience);
        openSettings();
        find<QTabWidget>("settingsTabs")->setCurrentIndex(1);
        auto *choice = find<QComboBox>("settingsPasswordChoice");
        choice->setFocus();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
        QVERIFY(find<QLineEdit>("settingsPassword")->isVisible());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down); // past it
        QCOMPARE(choice->currentIndex(), 2);
        saveAll();
        QTRY_VERIFY_WITH_TIMEOUT(!seen().settings.password, patience);
    }

    void earlierVersionsGoOnlyAfterAQuestion()
    {
        openSettings();
        QCOMPARE(find<QComboBox>("settingsEarlier")->currentData().toInt(), 0);
        choose("settingsEarlier", true);
        QVERIFY(!find<QLabel>("settingsLoss")->isVisible());
        saveAll();
        QTRY_VERIFY_WITH_TIMEOUT(seen().settings.keepsEarlier, patience); // everybody
        choose("settingsEarlier", false);
        QVERIFY(find<QLabel>("settingsLoss")->isVisible());
        save()->click();
        QVERIFY(question("saveQuestion"));
        question("saveQuestion")->reject();
        QVERIFY(seen().settings.keepsEarlier);
        save()->click();
        question("saveQuestion")
            ->findChild<QPushButton *>(QStringLiteral("saveQuestionYes"))
            ->click();
        QTRY_VERIFY_WITH_TIMEOUT(!seen().settings.keepsEarlier, patience);
    }

    void earlierVersionsAreShownToWhoKeepsOrder()
    {
        Chat::RoomChange change;
        change.keepsEarlier = true;
        m_pair->kim.client->orders()->change(m_pair->club, change);
        QTRY_VERIFY_WITH_TIMEOUT(seen().settings.keepsEarlier, patience);
        m_pair->lee.client->say(m_pair->club, QStringLiteral("서면 제출"));
        const Ui::TimelineModel *timeline = m_pair->kim.client->timeline(m_pair->club);
        const auto said = [&] {
            const QModelIndex last = timeline->index(timeline->rowCount() - 1, 0);
            return last.data(Ui::TimelineModel::TextRole).toString() == QStringLiteral("서면 제출")
                       ? last.data(Ui::TimelineModel::SequenceRole).toLongLong()
                       : 0;
        };
        QTRY_VERIFY_WITH_TIMEOUT(said() > 0, patience);
        const Chat::Sequence message{said()};
        QVERIFY(!earlierAction(message));
        m_pair->lee.client->edit(m_pair->club, message, QStringLiteral("구두 제출"));
        QTRY_VERIFY_WITH_TIMEOUT(
            timeline->indexOf(message).data(Ui::TimelineModel::EditedRole).toBool(), patience);
        QAction *show = earlierAction(message);
        QVERIFY(show);
        show->trigger();
        auto *dialog = m_pair->window->findChild<QDialog *>(QStringLiteral("earlierDialog"));
        QVERIFY(dialog);
        const auto *texts = dialog->findChild<QPlainTextEdit *>(QStringLiteral("earlierTexts"));
        QTRY_VERIFY_WITH_TIMEOUT(texts->toPlainText().endsWith(QStringLiteral("\n서면 제출")),
                                 patience);
        dialog->close();
        change.keepsEarlier = false;
        m_pair->kim.client->orders()->change(m_pair->club, change);
        QTRY_VERIFY_WITH_TIMEOUT(!seen().settings.keepsEarlier, patience);
        QTRY_VERIFY_WITH_TIMEOUT(!earlierAction(message), patience);
    }

    void lessIsKeptOnlyAfterAQuestion()
    {
        openSettings();
        choose("settingsKeep", Retention::Keep::Days);
        type("settingsCount", QStringLiteral("0"));
        QVERIFY(!save()->isEnabled());
        type("settingsCount", QStringLiteral("7"));
        QVERIFY(find<QLabel>("settingsLoss")->isVisible());
        save()->click();
        QVERIFY(question("saveQuestion"));
        question("saveQuestion")->reject();
        QCOMPARE(seen().settings.retention.keep, Retention::Keep::Forever);
        save()->click();
        question("saveQuestion")
            ->findChild<QPushButton *>(QStringLiteral("saveQuestionYes"))
            ->click();
        QTRY_COMPARE_WITH_TIMEOUT(seen().settings.retention.count, 7, patience);
        QTRY_COMPARE_WITH_TIMEOUT(state(), QStringLiteral("Saved."), patience);
        choose("settingsKeep", Retention::Keep::Forever); // nothing is lost by that
        saveAll();
        QTRY_COMPARE_WITH_TIMEOUT(seen().settings.retention.keep, Retention::Keep::Forever,
                                  patience);
    }

    void kindAndPassword()
    {
        openSettings();
        choose("settingsKind", Chat::Visibility::Private);
        auto *choice = find<QComboBox>("settingsPasswordChoice");
        choice->setCurrentIndex(1);
        QVERIFY(!save()->isEnabled()); // which one?
        type("settingsPassword", QStringLiteral("sesame"));
        saveAll();
        QTRY_VERIFY_WITH_TIMEOUT(seen().settings.password, patience);
        QCOMPARE(seen().settings.visibility, Chat::Visibility::Private);
        QVERIFY(find<QLineEdit>("settingsPassword")->text().isEmpty());
        QTRY_COMPARE_WITH_TIMEOUT(choice->count(), 3, patience);
        QCOMPARE(choice->currentIndex(), 0);
        // What was said among members is shown to everybody only after a question.
        QVERIFY(!find<QLabel>("settingsOpening")->isVisible());
        choose("settingsKind", Chat::Visibility::Public);
        find<QTabWidget>("settingsTabs")->setCurrentIndex(1);
        QVERIFY(find<QLabel>("settingsOpening")->isVisible());
        save()->click();
        QVERIFY(question("saveQuestion"));
        QVERIFY(question("saveQuestion")->informativeText().contains(QStringLiteral("Everybody")));
        question("saveQuestion")->reject();
        QVERIFY(save()->isEnabled());
        QCOMPARE(seen().settings.visibility, Chat::Visibility::Private);
        // One question for all that is asked about.
        choose("settingsKeep", Retention::Keep::Days);
        save()->click();
        const auto asked = m_dialog->findChildren<QMessageBox *>(QStringLiteral("saveQuestion"));
        QVERIFY(asked.constLast()->informativeText().contains(QStringLiteral("Everybody")));
        QVERIFY(asked.constLast()->informativeText().contains(QStringLiteral("gone for good")));
        asked.constLast()->findChild<QPushButton *>(QStringLiteral("saveQuestionYes"))->click();
        QTRY_COMPARE_WITH_TIMEOUT(state(), QStringLiteral("Saved."), patience);
        QTRY_COMPARE_WITH_TIMEOUT(seen().settings.visibility, Chat::Visibility::Public, patience);
        QTRY_VERIFY_WITH_TIMEOUT(!find<QLabel>("settingsOpening")->isVisible(), patience);
        m_pair->lee.client->leaveRoom(m_pair->club);
        QTRY_VERIFY_WITH_TIMEOUT(!m_pair->sees(m_pair->club, m_pair->lee.client->self()).isValid(),
                                 patience);
        m_pair->lee.client->joinRoom(m_pair->club, QStringLiteral("sesame"));
        QTRY_VERIFY_WITH_TIMEOUT(m_pair->lee.isIn(m_pair->club), patience);
        choice->setCurrentIndex(2);
        saveAll();
        QTRY_VERIFY_WITH_TIMEOUT(!seen().settings.password, patience);
        QTRY_COMPARE_WITH_TIMEOUT(choice->count(), 2, patience);
    }

    void refusedIsToldThere()
    {
        openSettings();
        type("settingsIcon", QStringLiteral("two words"));
        save()->click();
        QTRY_VERIFY_WITH_TIMEOUT(state().contains(QStringLiteral("bad emoji")), patience);
        QCOMPARE(find<QLabel>("settingsState")->property("role").toString(),
                 QStringLiteral("problem"));
        QVERIFY(save()->isEnabled()); // once more
        QCOMPARE(find<QLineEdit>("settingsIcon")->text(), QStringLiteral("two words"));
        QVERIFY(m_pair->sentence().isEmpty()); // and not a second time behind it
    }

    void othersMayLook()
    {
        Chat::RoomChange change;
        change.retention = Retention{Retention::Keep::Messages, 500};
        m_pair->kim.client->orders()->change(m_pair->club, change);
        QTRY_COMPARE_WITH_TIMEOUT(seen().settings.retention.count, 500, patience);
        Ui::Appearance appearance(m_pair->lee.profile->settings());
        auto *dialog = new Ui::RoomSettingsDialog(*m_pair->lee.client, m_pair->club, appearance,
                                                  m_pair->window.get());
        m_dialog = dialog;
        dialog->open();
        QCOMPARE(find<QComboBox>("settingsKeep")->currentData().toInt(),
                 int(Retention::Keep::Messages));
        QCOMPARE(find<QLineEdit>("settingsCount")->text(), QStringLiteral("500"));
        QVERIFY(find<QLineEdit>("settingsCount")->isVisible());
        for (const char *name :
             {"settingsName", "settingsTopic", "settingsIcon", "settingsSlow", "settingsKeep",
              "settingsCount", "settingsKind", "settingsEntry", "settingsPasswordChoice"})
            QVERIFY2(!find<QWidget>(name)->isEnabled(), name);
        QVERIFY(!save()->isVisible());
        QVERIFY(!find<QTabWidget>("settingsTabs")->isTabVisible(2));
        QVERIFY(!find<QComboBox>("invitePeople"));
        delete dialog;
    }

    void archivedAndOpenedAgain()
    {
        openSettings();
        auto *archive = find<QPushButton>("roomArchive");
        archive->click();
        QVERIFY(!archive->isEnabled());
        QTRY_VERIFY_WITH_TIMEOUT(seen().settings.archived, patience);
        QTRY_COMPARE_WITH_TIMEOUT(archive->text(), QStringLiteral("Open again"), patience);
        QTRY_VERIFY_WITH_TIMEOUT(archive->isEnabled(), patience);
        archive->click();
        QTRY_VERIFY_WITH_TIMEOUT(!seen().settings.archived, patience);
    }

    void deletedAfterAQuestionAndRestored()
    {
        openSettings();
        auto *end = find<QPushButton>("roomDelete");
        end->click();
        QVERIFY(question("deleteQuestion"));
        QVERIFY(question("deleteQuestion")->informativeText().contains(QStringLiteral("one day")));
        QTest::keyClick(question("deleteQuestion"), Qt::Key_Escape);
        QVERIFY(end->isEnabled());
        end->click();
        m_dialog->findChildren<QMessageBox *>(QStringLiteral("deleteQuestion"))
            .constLast()
            ->findChild<QPushButton *>(QStringLiteral("deleteQuestionYes"))
            ->click();
        QTRY_VERIFY_WITH_TIMEOUT(seen().settings.deleteAt, patience);
        QTRY_COMPARE_WITH_TIMEOUT(end->text(), QStringLiteral("Restore"), patience);
        QTRY_VERIFY_WITH_TIMEOUT(end->isEnabled(), patience);
        end->click();
        QTRY_VERIFY_WITH_TIMEOUT(!seen().settings.deleteAt, patience);
    }

    void questionsShowNamesAsTheyAreWritten()
    {
        Chat::RoomChange change;
        change.name = QStringLiteral("<h1>All is well</h1><a href='x:'>go on</a>");
        m_pair->kim.client->orders()->change(m_pair->club, change);
        QTRY_COMPARE_WITH_TIMEOUT(m_pair->kim.room(m_pair->club).name, *change.name, patience);
        openSettings();
        find<QPushButton>("roomDelete")->click();
        QVERIFY(question("deleteQuestion")->informativeText().contains(*change.name));
        const auto labels = question("deleteQuestion")->findChildren<QLabel *>();
        QVERIFY(std::any_of(labels.begin(), labels.end(), [&change](const QLabel *label) {
            return label->text().contains(*change.name);
        }));
        for (const QLabel *label : labels) {
            QCOMPARE(label->textFormat(), Qt::PlainText);
            QVERIFY(!label->openExternalLinks());
        }
    }

    void conversationOfTwoByKeyboard()
    {
        const Chat::UserId lee = m_pair->lee.client->self();
        auto *list = m_pair->window->findChild<QListView *>(QStringLiteral("memberList"));
        list->setFocus();
        list->setCurrentIndex(m_pair->sees(m_pair->club, lee));
        QTest::keyClick(list, Qt::Key_Return);
        const Chat::RoomId two = Chat::directRoom(m_pair->kim.client->self(), lee);
        QTRY_COMPARE_WITH_TIMEOUT(m_pair->page->room(), two, patience);
        QTRY_COMPARE_WITH_TIMEOUT(m_pair->kim.room(two).settings.visibility,
                                  Chat::Visibility::Direct, patience);
        QTRY_VERIFY_WITH_TIMEOUT(m_pair->lee.isIn(two), patience);
        m_pair->page->showRoom(m_pair->club);
        openPersonMenu(lee);
        QVERIFY(inPersonMenu("talkAlone"));
        inPersonMenu("talkAlone")->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(m_pair->page->room(), two, patience);
        openSettings(); // as far as two have any
        QVERIFY(!find<QTabWidget>("settingsTabs")->isTabVisible(1));
        QVERIFY(!find<QLineEdit>("settingsName")->isVisible());
        type("settingsTopic", QStringLiteral("ours"));
        saveAll();
        QTRY_COMPARE_WITH_TIMEOUT(m_pair->lee.room(two).topic, QStringLiteral("ours"), patience);
    }

    void oneselfHasNoMenu()
    {
        openPersonMenu(m_pair->kim.client->self());
        QVERIFY(!inPersonMenu("talkAlone"));
    }

    void moderatorAndBack()
    {
        const Chat::UserId lee = m_pair->lee.client->self();
        const auto role = [this] { return seen().own.role; };
        openPersonMenu(lee);
        QVERIFY(inPersonMenu("changeRole"));
        inPersonMenu("changeRole")->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(role(), Chat::MemberRole::Moderator, patience);
        const auto shown = [this, lee] {
            return m_pair->sees(m_pair->club, lee)
                .data(Ui::MemberListModel::MemberRoleRole)
                .toInt();
        };
        QTRY_COMPARE_WITH_TIMEOUT(shown(), int(Chat::MemberRole::Moderator), patience);
        openPersonMenu(lee);
        QVERIFY(inPersonMenu("changeRole"));
        inPersonMenu("changeRole")->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(shown(), int(Chat::MemberRole::Member), patience);
    }

    void passwordIsAskedForAtTheDoor()
    {
        Chat::RoomChange change;
        change.password = QStringLiteral("sesame");
        m_pair->lee.client->orders()->make(
            {QStringLiteral("den"), QStringLiteral("Den"), {}, change});
        const Chat::RoomId den(QStringLiteral("den"));
        QTRY_VERIFY_WITH_TIMEOUT(m_pair->kim.room(den).settings.password, patience);
        m_pair->page->showRoom(den);
        auto *field = m_pair->window->findChild<QLineEdit *>(QStringLiteral("joinRoomPassword"));
        QVERIFY(field->isVisible() && field->hasFocus());
        m_pair->window->findChild<QPushButton *>(QStringLiteral("joinRoom"))->click();
        QVERIFY(field->hasFocus()); // nothing was typed, and nothing asked
        QTest::keyClicks(field, QStringLiteral("wrong"));
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(m_pair->sentence().contains(QStringLiteral("wrong password")),
                                 patience);
        QTest::keyClicks(field, QStringLiteral("sesame"));
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(m_pair->kim.isIn(den), patience);
        QTRY_COMPARE_WITH_TIMEOUT(QApplication::focusWidget()->objectName(),
                                  QStringLiteral("composer"), patience);
    }

    void ownersNeedNoPassword()
    {
        Chat::RoomChange change;
        change.password = QStringLiteral("sesame");
        m_pair->kim.client->orders()->change(m_pair->club, change);
        QTRY_VERIFY_WITH_TIMEOUT(m_pair->kim.room(m_pair->club).settings.password, patience);
        m_pair->kim.client->leaveRoom(m_pair->club);
        QVERIFY(!m_pair->window->findChild<QLineEdit *>(QStringLiteral("joinRoomPassword"))
                     ->isVisible());
        auto *join = m_pair->window->findChild<QPushButton *>(QStringLiteral("joinRoom"));
        QVERIFY(join->isVisible());
        join->click();
        QTRY_VERIFY_WITH_TIMEOUT(m_pair->kim.isIn(m_pair->club), patience);
    }
};

QTEST_MAIN(tst_RoomSettingsDialog)
#include "tst_roomsettingsdialog.moc"
