// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/wire/search.h"
#include "tests/support/scriptedhost.h"
#include "ui/actions.h"
#include "ui/appearance.h"
#include "ui/chatpage.h"
#include "ui/mainwindow.h"
#include "ui/searchpane.h"
#include "ui/timelineview.h"

#include <QComboBox>
#include <QDateTime>
#include <QInputMethodEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

namespace {

const Chat::RoomId team(QStringLiteral("team"));
const Chat::RoomId lunch(QStringLiteral("lunch"));
constexpr int said = 400; // more than the window holds of a room at first

} // namespace

// Looking for what was said in a real window, and the way from there to its place.
class tst_SearchPane : public QObject {
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Ui::Profile> m_profile;
    std::unique_ptr<Ui::Actions> m_actions;
    std::unique_ptr<ScriptedHost> m_host;
    std::unique_ptr<Ui::ChatClient> m_client;
    std::unique_ptr<Ui::MainWindow> m_window;
    Ui::ChatPage *m_page = nullptr;
    Ui::SearchPane *m_pane = nullptr;

    template <typename T>
    T *find(const char *name) const
    {
        return m_pane->findChild<T *>(QString::fromLatin1(name));
    }
    QString state() const { return find<QLabel>("searchState")->text(); }
    int asked() const
    {
        return m_host->count(Chat::requestDestination(Chat::Request::Kind::Search));
    }
    Stomp::Headers question() const { return m_host->subscribed.back().headers; }

    void answer(const std::vector<Chat::SearchHit> &hits)
    {
        m_host->publish(Chat::requestDestination(Chat::Request::Kind::Search),
                        Chat::SearchPage{hits, {}, 0}.toJson());
    }
    static Chat::SearchHit hit(const Chat::RoomId &room, qint64 sequence)
    {
        Chat::SearchHit hit;
        hit.room = room;
        hit.sequence = {sequence};
        hit.sender = QStringLiteral("민준");
        hit.senderId = Chat::UserId(QStringLiteral("u-minjun"));
        hit.time = Chat::Timestamp(std::chrono::hours(480'000));
        hit.excerpt = {QStringLiteral("내일 점심은 비빔밥"), {{3, 2}}};
        return hit;
    }
    QListView *found() const { return find<QListView>("searchFound"); }

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
        m_host->deaf = true;
        m_host->fill(team, said);
        m_host->fill(lunch, 3);
        m_client = std::make_unique<Ui::ChatClient>(*m_profile, QStringLiteral("own"),
                                                    m_host->linkMaker());
        m_window = std::make_unique<Ui::MainWindow>(*m_profile, *m_actions);
        m_window->resize(1000, 700);
        m_window->showChat(m_client.get(), {});
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        m_client->connectToHost();
        QTRY_COMPARE(m_client->timeline(team)->newest(), Chat::Sequence{said});
        m_page = m_window->findChild<Ui::ChatPage *>();
        m_page->showRoom(team);
        QTest::keyClick(m_window.get(), Qt::Key_F, Qt::ControlModifier);
        m_pane = m_page->findChild<Ui::SearchPane *>();
        QVERIFY(m_pane && m_pane->isVisible());
        QVERIFY(find<QLineEdit>("searchWords")->hasFocus());
    }

    void cleanup()
    {
        m_window.reset();
        m_client.reset();
        m_host.reset();
        m_actions.reset();
        m_profile.reset();
    }

    void asksOnceWhenTheTypingPauses()
    {
        const int before = asked();
        QTest::keyClicks(find<QLineEdit>("searchWords"), QStringLiteral("lunch"));
        QCOMPARE(asked(), before);
        QTRY_COMPARE(asked(), before + 1);
        QCOMPARE(question().value("query"), QByteArray("lunch"));
        QVERIFY(!question().value("room"));
        QCOMPARE(state(), QStringLiteral("Searching…"));
        answer({});
        QTRY_VERIFY(state().startsWith(QStringLiteral("Nothing was found")));
        answer({});
    }

    void syllableThatIsComposedIsLookedFor()
    {
        const int before = asked();
        QInputMethodEvent composing(QStringLiteral("밥"), {});
        QApplication::sendEvent(find<QLineEdit>("searchWords"), &composing);
        QTRY_COMPARE(asked(), before + 1);
        QCOMPARE(question().value("query"), QByteArray("밥"));
        QTest::keyClick(find<QLineEdit>("searchWords"), Qt::Key_Return); // ends the syllable
        QCOMPARE(asked(), before + 1);
    }

    void narrowsByWhereWhoWhenAndLinks()
    {
        find<QLineEdit>("searchWords")->setText(QStringLiteral("점심"));
        auto *where = find<QComboBox>("searchWhere");
        where->setCurrentIndex(1);
        Q_EMIT where->activated(1);
        QTRY_COMPARE(question().value("room").value_or(QByteArray()), QByteArray("team"));
        auto *who = find<QComboBox>("searchWho");
        QVERIFY(who->count() > 1);
        who->setCurrentIndex(1);
        Q_EMIT who->activated(1);
        QTRY_COMPARE(question().value("sender").value_or(QByteArray()), m_host->user);
        auto *when = find<QComboBox>("searchWhen");
        when->setCurrentIndex(1);
        Q_EMIT when->activated(1);
        QTRY_VERIFY(question().value("from"));
        QCOMPARE(question().value("from")->toLongLong(),
                 QDate::currentDate().startOfDay().toMSecsSinceEpoch());
        find<QPushButton>("searchLinks")->setChecked(true);
        QTRY_COMPARE(question().value("has").value_or(QByteArray()), QByteArray("link"));
    }

    void nothingToLookForAsksNothing()
    {
        const int before = asked();
        auto *words = find<QLineEdit>("searchWords");
        words->setText(QStringLiteral("a"));
        QTRY_COMPARE(asked(), before + 1);
        words->setText(QStringLiteral("  "));
        QTRY_VERIFY(state().startsWith(QStringLiteral("Write what you look for")));
        QCOMPARE(asked(), before + 1);
    }

    void whatIsFoundLeadsToItsPlace()
    {
        QVERIFY(!m_client->timeline(team)->indexOf({5}).isValid());
        find<QLineEdit>("searchWords")->setText(QStringLiteral("old"));
        QTRY_VERIFY(asked() > 0);
        answer({hit(team, 5)});
        QTRY_COMPARE(found()->model()->rowCount(), 1);
        QVERIFY(found()
                    ->model()
                    ->index(0, 0)
                    .data(Qt::AccessibleTextRole)
                    .toString()
                    .contains(QStringLiteral("비빔밥")));
        m_pane->grab(); // painted without harm
        QTest::keyClick(find<QLineEdit>("searchWords"), Qt::Key_Down);
        QTest::keyClick(found(), Qt::Key_Return);
        auto *timeline = m_page->findChild<Ui::TimelineView *>();
        QTRY_VERIFY(timeline->currentIndex().isValid());
        QCOMPARE(timeline->currentIndex(), m_client->timeline(team)->indexOf({5}));
        m_window->grab();
        QVERIFY(timeline->viewport()->rect().intersects(
            timeline->visualRect(timeline->currentIndex())));
    }

    void whatWasLookedForIsInSight()
    {
        Chat::SearchHit marked = hit(team, 5);
        marked.excerpt = {QString(120, u'x') + QStringLiteral(" needle"), {{121, 6}}};
        Chat::SearchHit plain = hit(team, 5);
        plain.excerpt = {marked.excerpt.text, {}};
        find<QLineEdit>("searchWords")->setText(QStringLiteral("needle"));
        QTRY_VERIFY(asked() > 0);
        answer({marked, plain});
        QTRY_COMPARE(found()->model()->rowCount(), 2);
        const auto drawn = [this](int row) {
            const QRect place = found()->visualRect(found()->model()->index(row, 0));
            return found()->viewport()->grab(place).toImage();
        };
        const auto calls = [this](const QImage &image) {
            const QColor mention = m_window->appearance().theme().mention;
            for (int y = 0; y < image.height(); ++y) {
                for (int x = 0; x < image.width(); ++x) {
                    if (image.pixelColor(x, y) == mention)
                        return true;
                }
            }
            return false;
        };
        QVERIFY(!calls(drawn(1)));
        QVERIFY(calls(drawn(0)));
    }

    void aRoomThatWasNotJoinedIsOffered()
    {
        find<QLineEdit>("searchWords")->setText(QStringLiteral("old"));
        QTRY_VERIFY(asked() > 0);
        answer({hit(lunch, 2)});
        QTRY_COMPARE(found()->model()->rowCount(), 1);
        QTest::mouseClick(found()->viewport(), Qt::LeftButton, {}, QPoint(30, 30));
        QCOMPARE(m_page->room(), lunch);
        QVERIFY(m_page->findChild<QWidget *>(QStringLiteral("joinPane"))->isVisible());
    }

    void whatIsGoneIsSaid()
    {
        m_host->rooms[team].erase(m_host->rooms[team].begin(), m_host->rooms[team].begin() + 390);
        m_page->showMessage({5});
        QTRY_VERIFY(m_page->findChild<QLabel *>(QStringLiteral("sentence"))
                        ->text()
                        .contains(QStringLiteral("not there any more")));
    }
};

QTEST_MAIN(tst_SearchPane)
#include "tst_searchpane.moc"
