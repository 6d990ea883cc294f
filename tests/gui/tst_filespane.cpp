// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/wire/search.h"
#include "tests/support/scriptedhost.h"
#include "ui/actions.h"
#include "ui/chatpage.h"
#include "ui/filespane.h"
#include "ui/mainwindow.h"
#include "ui/model/chatclient.h"
#include "ui/timelineview.h"

#include <QContextMenuEvent>
#include <QLabel>
#include <QListView>
#include <QMenu>
#include <QSignalSpy>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>

using Ui::SearchModel;

namespace {

const Chat::RoomId team(QStringLiteral("team"));
const Chat::RoomId lunch(QStringLiteral("lunch"));

} // namespace

// The files of the shown room, in a real window.
class tst_FilesPane : public QObject {
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Ui::Profile> m_profile;
    std::unique_ptr<Ui::Actions> m_actions;
    std::unique_ptr<ScriptedHost> m_host;
    std::unique_ptr<Ui::ChatClient> m_client;
    std::unique_ptr<Ui::MainWindow> m_window;

    template <typename T>
    T *find(const char *name) const
    {
        return m_window->findChild<T *>(QString::fromLatin1(name));
    }
    Ui::ChatPage *page() const { return find<Ui::ChatPage>("chatPage"); }
    Ui::FilesPane *pane() const { return find<Ui::FilesPane>("filesPane"); }
    QListView *list() const { return find<QListView>("fileList"); }
    QModelIndex row(int number) const { return list()->model()->index(number, 0); }
    QString state() const
    {
        const auto *label = find<QLabel>("filesState");
        return label->isVisible() ? label->text() : QString();
    }
    int asked() const
    {
        return m_host->count(Chat::requestDestination(Chat::Request::Kind::Search));
    }
    Stomp::Headers question() const { return m_host->subscribed.back().headers; }
    void showTab() const { find<QTabBar>("detailsTabs")->setCurrentIndex(2); }
    static Chat::SearchHit hit(qint64 sequence, const std::vector<QString> &names)
    {
        Chat::SearchHit hit;
        hit.room = team;
        hit.sequence = {sequence};
        hit.sender = QStringLiteral("민준");
        hit.senderId = Chat::UserId(QStringLiteral("u-minjun"));
        hit.time = Chat::Timestamp(std::chrono::hours(480'000));
        for (const QString &name : names)
            hit.files.push_back({{},
                                 QStringLiteral("token-") + QString::number(sequence),
                                 name,
                                 QStringLiteral("application/octet-stream"),
                                 1000});
        return hit;
    }
    void answer(const Chat::SearchPage &page) const
    {
        m_host->publish(Chat::requestDestination(Chat::Request::Kind::Search), page.toJson());
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
        for (const Chat::RoomId &room : {team, lunch})
            m_profile->setJoined(QStringLiteral("own"), room, true);
        m_actions = std::make_unique<Ui::Actions>();
        m_host = std::make_unique<ScriptedHost>();
        m_host->deaf = true;
        m_host->fill(team, 20);
        m_host->fill(lunch, 3);
        m_client = std::make_unique<Ui::ChatClient>(*m_profile, QStringLiteral("own"),
                                                    m_host->linkMaker());
        m_window = std::make_unique<Ui::MainWindow>(*m_profile, *m_actions);
        m_window->resize(1100, 700);
        m_window->showChat(m_client.get(), {});
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        m_client->connectToHost();
        QTRY_COMPARE(m_client->timeline(team)->newest(), Chat::Sequence{20});
        page()->showRoom(team);
    }
    void cleanup()
    {
        m_window.reset();
        m_client.reset();
        m_host.reset();
        m_actions.reset();
        m_profile.reset();
    }

    void asksForTheFilesOfTheRoomWhenTheyAreLookedAt()
    {
        QCOMPARE(asked(), 0);
        showTab();
        QTRY_COMPARE(asked(), 1);
        QCOMPARE(question().value("room").value_or(QByteArray()), QByteArray("team"));
        QCOMPARE(question().value("has").value_or(QByteArray()), QByteArray("file"));
        QVERIFY(!question().value("query"));
        QVERIFY(state().startsWith(QStringLiteral("Asking")));
        answer({});
        QTRY_COMPARE(state(), QStringLiteral("Nobody has sent a file in this room."));
        page()->showRoom(lunch);
        QTRY_COMPARE(asked(), 2);
        QCOMPARE(question().value("room").value_or(QByteArray()), QByteArray("lunch"));
        answer({});
        QTRY_VERIFY(state().startsWith(QStringLiteral("Nobody")));
        find<QTabBar>("detailsTabs")->setCurrentIndex(0);
        showTab();
        QVERIFY2(state().startsWith(QStringLiteral("Nobody")), qPrintable(state())); // it is of now
        find<QTabBar>("detailsTabs")->setCurrentIndex(0);
        page()->showRoom(team); // nobody looks
        QCOMPARE(asked(), 2);
    }

    void pagesFollow()
    {
        showTab();
        QTRY_COMPARE(asked(), 1);
        Chat::SearchPage first;
        for (int i = 0; i < 30; ++i)
            first.hits.push_back(hit(100 - i, {QStringLiteral("plan.pdf")}));
        first.next = Chat::SearchCursor{70};
        answer(first);
        QTRY_COMPARE(list()->model()->rowCount(), 30);
        QVERIFY(!state().startsWith(QStringLiteral("Asking")));
        m_window->grab();
        list()->scrollToBottom();
        QTRY_COMPARE(asked(), 2);
        QCOMPARE(question().value("before").value_or(QByteArray()), QByteArray("70"));
        answer({{hit(9, {QStringLiteral("old.txt")})}, {}, 0});
        QTRY_COMPARE(list()->model()->rowCount(), 31);
        QCOMPARE(row(30).data(Qt::AccessibleTextRole).toString(), QStringLiteral("민준: old.txt"));
    }

    void whatIsDoneWithAFile()
    {
        showTab();
        QTRY_COMPARE(asked(), 1);
        answer({{hit(7, {QStringLiteral("../../evil.txt"), QStringLiteral("b.zip")})}, {}, 0});
        QTRY_COMPARE(list()->model()->rowCount(), 1);
        m_window->grab();
        QSignalSpy wanted(pane(), &Ui::FilesPane::fileWanted);
        list()->setFocus();
        list()->setCurrentIndex(row(0));
        QTest::keyClick(list(), Qt::Key_Return);
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted[0][1].value<Ui::FileDeed>(), Ui::FileDeed::Save);
        const auto file = wanted[0][0].value<Chat::FileInfo>();
        QVERIFY2(!file.name.contains(u'/'), qPrintable(file.name));
        // A click beside the buttons goes to the message.
        const QRect place = list()->visualRect(row(0));
        QTest::mouseClick(list()->viewport(), Qt::LeftButton, {}, place.topLeft() + QPoint(20, 12));
        auto *timeline = find<Ui::TimelineView>("timeline");
        QTRY_COMPARE(timeline->currentIndex(), m_client->timeline(team)->indexOf({7}));
        // A button of the second file, which is at the right end of its row.
        int clicks = 0;
        for (int y = place.bottom(); y > place.top() && wanted.size() == 1; y -= 6, ++clicks)
            QTest::mouseClick(list()->viewport(), Qt::LeftButton, {},
                              QPoint(place.right() - 36, y));
        QCOMPARE(wanted.size(), 2);
        QContextMenuEvent menuWanted(QContextMenuEvent::Keyboard, QPoint(), QPoint());
        QApplication::sendEvent(list()->viewport(), &menuWanted);
        auto *menu = pane()->findChild<QMenu *>(QStringLiteral("fileMenu"));
        QVERIFY(menu && menu->actions().size() > 2); // deeds of both files, and the way to them
        menu->close();
    }

    void newFilesAreThere()
    {
        showTab();
        QTRY_COMPARE(asked(), 1);
        answer({});
        m_host->append(team, QStringLiteral("no file"), Chat::UserId(QStringLiteral("u-2")));
        Chat::RoomMessage message;
        message.type = Chat::MessageType::Talk;
        message.room = team;
        message.sender = QStringLiteral("민준");
        message.senderId = Chat::UserId(QStringLiteral("u-2"));
        message.sequence = {22};
        message.files = {
            {{}, QStringLiteral("t1"), QStringLiteral("new.txt"), QStringLiteral("text/plain"), 3}};
        m_host->publish(Chat::roomTopic(team), message.toJson());
        QTRY_COMPARE(asked(), 2);
        answer({{hit(22, {QStringLiteral("new.txt")})}, {}, 0});
        QTRY_COMPARE(list()->model()->rowCount(), 1);
    }

    void aRefusalIsSaid()
    {
        showTab();
        QTRY_COMPARE(asked(), 1);
        m_host->publish(Chat::requestDestination(Chat::Request::Kind::Search),
                        QByteArrayLiteral("no page"));
        QTRY_VERIFY(state().startsWith(QStringLiteral("The files of this room could not be had")));
    }
};

QTEST_MAIN(tst_FilesPane)
#include "tst_filespane.moc"
