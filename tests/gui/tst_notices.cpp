// SPDX-License-Identifier: GPL-3.0-or-later
// What the window hands to the system's notifier, what a click on it does, and what one chooses.
#include "tests/support/scriptedwindow.h"
#include "ui/chatpage.h"
#include "ui/model/attention.h"
#include "ui/model/company.h"
#include "ui/notices.h"
#include "ui/noticesettingspane.h"

#include <QCheckBox>
#include <QContextMenuEvent>
#include <QDialog>
#include <QLabel>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>

using Ui::Notice;
using Ui::NoticeLevel;

namespace {

const Chat::RoomId lobby = Chat::lobbyRoom();
const Chat::RoomId deploys(QStringLiteral("deploys"));
const Chat::UserId minjun(QStringLiteral("민준"));

} // namespace

/// Notes what it is given.
class NotingNotifier : public Ui::Notifier {
    Q_OBJECT
public:
    std::vector<Notice> notices;
    QStringList withdrawn;
    QString problem; ///< Why it shows nothing.

    void show(const Notice &notice) override
    {
        notices.push_back(notice);
        if (problem.isEmpty())
            Q_EMIT shown(notice.tag);
        else
            Q_EMIT failed(problem);
    }
    void withdraw(const QString &tag) override { withdrawn << tag; }
};

/// Counts how often it is played.
class CountingSound : public Ui::Sound {
    Q_OBJECT
public:
    int count = 0;
    QString problem; ///< Why it plays nothing.

    void play() override
    {
        ++count;
        if (problem.isEmpty())
            Q_EMIT played();
        else
            Q_EMIT failed(problem);
    }
};

class NoticesTest : public QObject {
    Q_OBJECT

    std::unique_ptr<ScriptedWindow> m_window;
    QPointer<NotingNotifier> m_notifier;
    QPointer<CountingSound> m_sound;

    template <typename T>
    T *find(const char *name) const
    {
        return m_window->window->findChild<T *>(QString::fromLatin1(name));
    }
    Ui::ChatPage *page() const { return find<Ui::ChatPage>("chatPage"); }
    void say(const Chat::RoomId &room, const QString &text)
    {
        QSignalSpy arrived(m_window->client.get(), &Ui::ChatClient::messageArrived);
        m_window->host.append(room, text, minjun);
        QTRY_COMPARE(arrived.size(), 1);
    }
    /// None of our windows has the keyboard.
    void goElsewhere() const
    {
        m_window->window->hide();
        // Without others on the screen the last one would keep it.
        QWidget other;
        other.show();
        other.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&other));
    }

private Q_SLOTS:
    void init()
    {
        m_window = std::make_unique<ScriptedWindow>(QStringLiteral("지민"));
        m_window->host.append(lobby, QStringLiteral("before"), minjun);
        m_window->host.append(deploys, QStringLiteral("before"), minjun);
        auto notifier = std::make_unique<NotingNotifier>();
        m_notifier = notifier.get();
        m_window->window->notices()->setNotifier(std::move(notifier));
        auto sound = std::make_unique<CountingSound>();
        m_sound = sound.get();
        m_window->window->notices()->setSound(std::move(sound));
        m_window->open();
        QTRY_COMPARE(m_window->client->timeline(lobby)->rowCount(), 2); // and that we came
        m_window->client->joinRoom(deploys);
        QTRY_COMPARE(m_window->client->timeline(deploys)->rowCount(), 2);
        m_window->client->markRead(deploys);
        QTRY_COMPARE(m_window->client->attention()->badge(), Ui::Badge());
        QTRY_COMPARE(page()->room(), lobby);
    }
    void cleanup() { m_window.reset(); }

    void whoIsElsewhereIsCalledAndComesByAClick()
    {
        say(deploys, QStringLiteral("while we look"));
        QVERIFY(m_notifier->notices.empty());
        QCOMPARE(m_sound->count, 0);
        goElsewhere();
        say(deploys, QStringLiteral("come and see"));
        QCOMPARE(m_notifier->notices.size(), size_t(1));
        QCOMPARE(m_notifier->notices[0].body, QStringLiteral("come and see"));
        QCOMPARE(m_sound->count, 1);
        Q_EMIT m_notifier->opened(m_notifier->notices[0].tag, {});
        QVERIFY(m_window->window->isVisible());
        QCOMPARE(page()->room(), deploys);
        // Seen by that.
        QTRY_COMPARE(m_notifier->withdrawn, QStringList(m_notifier->notices[0].tag));
    }

    void whoComesBackHasReadWhatIsInSight()
    {
        goElsewhere();
        m_window->host.append(lobby, QStringLiteral("in the room that is shown"), minjun);
        QTRY_COMPARE(m_window->client->attention()->badge(), (Ui::Badge{0, true}));
        m_window->window->show();
        m_window->window->activateWindow();
        QTRY_COMPARE(m_window->client->attention()->badge(), Ui::Badge());
        QTRY_COMPARE(m_notifier->withdrawn, QStringList(m_notifier->notices[0].tag));
    }

    void whoDoesNotWantToBeDisturbedHearsNothing()
    {
        goElsewhere();
        auto *presence = m_window->client->company()->presence();
        presence->choose(Chat::Availability::DoNotDisturb);
        say(deploys, QStringLiteral("@지민 psst"));
        QVERIFY(m_notifier->notices.empty());
        QCOMPARE(m_sound->count, 0);
        presence->choose(Chat::Availability::Online);
        say(deploys, QStringLiteral("and now"));
        QCOMPARE(m_notifier->notices.size(), size_t(1));
        QCOMPARE(m_sound->count, 1);
    }

    void theTitleCounts()
    {
        const QString plain = m_window->window->windowTitle();
        goElsewhere();
        say(deploys, QStringLiteral("just so"));
        QTRY_COMPARE(m_window->window->windowTitle(), QStringLiteral("• ") + plain);
        say(deploys, QStringLiteral("@지민 look"));
        QTRY_COMPARE(m_window->window->windowTitle(), QStringLiteral("(1) ") + plain);
        m_window->client->markRead(deploys);
        QTRY_COMPARE(m_window->window->windowTitle(), plain);
    }

    void whatIsShownGoesWithTheChat()
    {
        goElsewhere();
        say(deploys, QStringLiteral("soon gone"));
        m_window->window->removeChat(m_window->client.get());
        QCOMPARE(m_notifier->withdrawn, QStringList(m_notifier->notices[0].tag));
        QVERIFY(!m_window->window->windowTitle().startsWith(u'•'));
    }

    void aRoomsLevelIsChosenInItsMenu()
    {
        auto *list = find<QListView>("roomList");
        QVERIFY(list);
        const auto row = [list] { // which moves with what happens in the room
            for (int i = 0; i < list->model()->rowCount(); ++i) {
                const QModelIndex one = list->model()->index(i, 0);
                if (one.data(Ui::RoomListModel::RoomIdRole).toString() == deploys.toString())
                    return one;
            }
            return QModelIndex();
        };
        const auto openLevels = [&] {
            list->setCurrentIndex(row());
            QContextMenuEvent wanted(QContextMenuEvent::Keyboard, QPoint(), QPoint());
            QCoreApplication::sendEvent(list, &wanted);
            return list->findChild<QMenu *>(QStringLiteral("noticeLevels"));
        };
        QMenu *levels = openLevels();
        QVERIFY(levels);
        QVERIFY(levels->findChild<QAction *>(QStringLiteral("noticeEverything"))->isChecked());
        levels->findChild<QAction *>(QStringLiteral("noticeMentions"))->trigger();
        QCOMPARE(m_window->client->attention()->level(deploys), NoticeLevel::Mentions);
        QCOMPARE(m_window->client->attention()->level(lobby), NoticeLevel::Everything);
        delete list->findChild<QMenu *>(QStringLiteral("roomListMenu"));
        levels = openLevels();
        QVERIFY(levels->findChild<QAction *>(QStringLiteral("noticeMentions"))->isChecked());
        delete list->findChild<QMenu *>(QStringLiteral("roomListMenu"));
        // Between two there is nobody else to be mentioned by.
        Chat::RoomInfo two = m_window->client->rooms()->room(deploys);
        two.settings.visibility = Chat::Visibility::Direct;
        m_window->client->rooms()->updateRoom(two);
        levels = openLevels();
        QVERIFY(!levels->findChild<QAction *>(QStringLiteral("noticeMentions")));
        levels->findChild<QAction *>(QStringLiteral("noticeNothing"))->trigger();
        QCOMPARE(m_window->client->attention()->level(deploys), NoticeLevel::Nothing);
        delete list->findChild<QMenu *>(QStringLiteral("roomListMenu"));
    }

    void choicesCountAtOnce()
    {
        find<QToolButton>("openSettings")->click();
        auto *shown = find<QCheckBox>("noticesShown");
        auto *guests = find<QCheckBox>("noticesGuestText");
        QVERIFY(shown->isChecked());
        QVERIFY(!guests->isChecked());
        auto *text = find<QCheckBox>("noticesText");
        QVERIFY(guests->isEnabled());
        text->click();
        QVERIFY(!guests->isEnabled());
        auto *sounds = find<QCheckBox>("noticesSounds");
        sounds->click();
        goElsewhere();
        say(deploys, QStringLiteral("secret"));
        QCOMPARE(m_notifier->notices.size(), size_t(1));
        QVERIFY(!m_notifier->notices[0].body.contains(QStringLiteral("secret")));
        QCOMPARE(m_sound->count, 0);
        shown->click();
        QVERIFY(!text->isEnabled());
        sounds->click();
        say(deploys, QStringLiteral("quiet"));
        QCOMPARE(m_notifier->notices.size(), size_t(1));
        QCOMPARE(m_sound->count, 1);
    }

    void itCanBeTriedOut()
    {
        find<QToolButton>("openSettings")->click();
        auto *outcome = find<QLabel>("noticesOutcome");
        auto *tryIt = find<QPushButton>("noticesTry");
        QVERIFY(outcome->isHidden());
        tryIt->click(); // although one is at the window
        QCOMPARE(m_notifier->notices.size(), size_t(1));
        QCOMPARE(m_sound->count, 1);
        QVERIFY(!outcome->isHidden());
        QCOMPARE(outcome->text().count(u'\n'), 1);
        m_notifier->problem = QStringLiteral("no server");
        m_sound->problem = QStringLiteral("no card");
        tryIt->click();
        QVERIFY2(outcome->text().contains(m_notifier->problem), qPrintable(outcome->text()));
        QVERIFY2(outcome->text().contains(m_sound->problem), qPrintable(outcome->text()));
        // What is not wanted is not tried.
        find<QCheckBox>("noticesSounds")->click();
        tryIt->click();
        QCOMPARE(m_notifier->notices.size(), size_t(3));
        QCOMPARE(m_sound->count, 2);
        QVERIFY(!outcome->text().contains(m_sound->problem));
        find<QCheckBox>("noticesShown")->click();
        QVERIFY(!tryIt->isEnabled());
        find<QCheckBox>("noticesSounds")->click();
        find<QCheckBox>("noticesShown")->click();
        // Nobody is told what became of others.
        tryIt->click();
        outcome->setText(QString());
        goElsewhere();
        say(deploys, QStringLiteral("lost"));
        QCOMPARE(outcome->text(), QString());
    }

    void withoutASystemThatShowsOneIsTold()
    {
        m_window->window->notices()->setNotifier({});
        m_window->window->notices()->setSound({});
        find<QToolButton>("openSettings")->click();
        find<QPushButton>("noticesTry")->click();
        QCOMPARE(find<QLabel>("noticesOutcome")->text().count(u'\n'), 1);
        goElsewhere();
        say(deploys, QStringLiteral("counted all the same"));
        QTRY_VERIFY(m_window->window->windowTitle().startsWith(u'•'));
    }
};

QTEST_MAIN(NoticesTest)
#include "tst_notices.moc"
