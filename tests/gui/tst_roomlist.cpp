// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/desktoppair.h"
#include "ui/appearance.h"
#include "ui/archivedbutton.h"
#include "ui/language.h"
#include "ui/model/company.h"
#include "ui/model/roomlistmodel.h"
#include "ui/model/tooltip.h"
#include "ui/roomheader.h"
#include "ui/roomlist.h"

#include <QContextMenuEvent>
#include <QPushButton>

using Ui::RoomListModel;

namespace {

const Chat::RoomId attic(QStringLiteral("attic"));

Chat::RoomInfo plain(const char *id)
{
    Chat::RoomInfo info;
    info.id = Chat::RoomId(QString::fromUtf8(id));
    info.name = info.id.toString();
    return info;
}

} // namespace

// What the list of rooms shows and says of each, and what it does with those that are archived: in
// a window on a real host.
class tst_RoomList : public QObject {
    Q_OBJECT
    static constexpr int patience = DesktopPair::patience;
    std::unique_ptr<DesktopPair> m_pair;

    Ui::RoomList *list() const { return m_pair->window->findChild<Ui::RoomList *>(); }
    Ui::ArchivedButton *fold() const { return m_pair->window->findChild<Ui::ArchivedButton *>(); }
    RoomListModel *rooms() const { return m_pair->kim.client->rooms(); }
    QModelIndex row(const Chat::RoomId &room) const
    {
        for (int i = 0; i < list()->model()->rowCount(); ++i) {
            const QModelIndex index = list()->model()->index(i, 0);
            if (index.data(RoomListModel::RoomIdRole).toString() == room.toString())
                return index;
        }
        return {};
    }
    QString read(const Chat::RoomId &room) const
    {
        return row(room).data(Qt::AccessibleTextRole).toString();
    }
    /// How a room of that kind is drawn, in a list of its own.
    QImage drawn(const Chat::RoomInfo &info, int unread = 0, int mentions = 0) const
    {
        RoomListModel model;
        model.setRooms({info});
        model.setJoined(info.id, true);
        model.setUnread(info.id, unread, mentions);
        Ui::RoomList shown(m_pair->window->appearance());
        shown.setRooms(&model);
        shown.setArchivedShown(true);
        shown.resize(248, 120);
        return shown.grab().toImage();
    }
    QAction *inMenu(const Chat::RoomId &room, const char *name) const
    {
        for (QMenu *old : list()->findChildren<QMenu *>(Qt::FindDirectChildrenOnly))
            delete old;
        list()->setFocus();
        const QRect place = list()->visualRect(row(room));
        QContextMenuEvent wanted(QContextMenuEvent::Mouse, place.center(),
                                 list()->viewport()->mapToGlobal(place.center()));
        QApplication::sendEvent(list()->viewport(), &wanted);
        auto *menu = list()->findChild<QMenu *>(QStringLiteral("roomListMenu"));
        return menu ? menu->findChild<QAction *>(QString::fromLatin1(name)) : nullptr;
    }
    void choose(QAction *action) const
    {
        list()->findChild<QMenu *>()->close(); // as it is when one chooses
        action->trigger();
    }
    /// kim makes a room more, which is archived.
    void archiveOne() const
    {
        m_pair->kim.client->orders()->make({attic.toString(), QStringLiteral("Attic"), {}, {}});
        QTRY_VERIFY_WITH_TIMEOUT(m_pair->kim.isIn(attic), patience);
        QTRY_COMPARE_WITH_TIMEOUT(m_pair->kim.room(attic).own.role, Chat::MemberRole::Owner,
                                  patience);
        m_pair->page->showRoom(m_pair->club);
        Chat::RoomChange change;
        change.archived = true;
        m_pair->kim.client->orders()->change(attic, change);
        QTRY_VERIFY_WITH_TIMEOUT(m_pair->kim.room(attic).settings.archived, patience);
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

    void whatARoomIsIsSeen()
    {
        Chat::RoomInfo locked = plain("room");
        locked.settings.visibility = Chat::Visibility::Private;
        Chat::RoomInfo keyed = plain("room");
        keyed.settings.password = true;
        Chat::RoomInfo direct = plain("room");
        direct.settings.visibility = Chat::Visibility::Direct;
        Chat::RoomInfo named = plain("room");
        named.settings.icon = QStringLiteral("x");
        Chat::RoomInfo ends = plain("room");
        ends.settings.deleteAt = Chat::Timestamp(std::chrono::hours(1'000'000));
        Chat::RoomInfo archived = plain("room");
        archived.settings.archived = true;
        const QList<QImage> images{drawn(plain("room")),
                                   drawn(locked),
                                   drawn(keyed),
                                   drawn(direct),
                                   drawn(named),
                                   drawn(ends),
                                   drawn(archived),
                                   drawn(plain("room"), 3),
                                   drawn(plain("room"), 3, 1),
                                   drawn(plain("room"), 3, 3),
                                   drawn(direct, 3)};
        for (int i = 0; i < images.size(); ++i) {
            for (int j = 0; j < i; ++j)
                QVERIFY2(images[i] != images[j], qPrintable(QString::number(i * 10 + j)));
        }
    }

    void whatCallsIsANumberAndTheRestADot()
    {
        QCOMPARE(drawn(plain("room"), 3), drawn(plain("room"), 40));
        QVERIFY(drawn(plain("room"), 3, 1) != drawn(plain("room"), 3, 2));
        QCOMPARE(drawn(plain("room"), 3, 1), drawn(plain("room"), 40, 1));
        // Between two all that is said is said to us.
        Chat::RoomInfo direct = plain("room");
        direct.settings.visibility = Chat::Visibility::Direct;
        QVERIFY(drawn(direct, 3) != drawn(direct, 4));
        // Which it is does not depend on a colour: the number is wider.
        const auto inColour = [](const QImage &image, const QColor &colour) {
            int left = image.width();
            int right = 0;
            for (int x = image.width() * 3 / 4; x < image.width(); ++x) {
                for (int y = 0; y < image.height(); ++y) {
                    if (image.pixelColor(x, y) == colour) {
                        left = std::min(left, x);
                        right = std::max(right, x);
                    }
                }
            }
            return right - left + 1;
        };
        const Ui::Theme &theme = m_pair->window->appearance().theme();
        const int dot = inColour(drawn(plain("room"), 3), theme.accent);
        const int number = inColour(drawn(plain("room"), 3, 1), theme.mention);
        QVERIFY(dot > 0);
        QVERIFY2(number > dot + 4, qPrintable(QStringLiteral("%1 %2").arg(number).arg(dot)));
    }

    void isReadAloud()
    {
        Chat::RoomInfo info = m_pair->kim.room(m_pair->club);
        QCOMPARE(read(m_pair->club), QStringLiteral("Club"));
        info.settings.visibility = Chat::Visibility::Private;
        info.settings.password = true;
        info.settings.deleteAt = Chat::Timestamp(std::chrono::hours(1'000'000));
        info.topic = QStringLiteral("a <b>topic</b> & more");
        rooms()->updateRoom(info);
        rooms()->setUnread(m_pair->club, 3, 1);
        const QString end = QLocale().toString(
            QDateTime::fromMSecsSinceEpoch(info.settings.deleteAt->time_since_epoch().count()),
            QLocale::ShortFormat);
        const QString facts =
            QStringLiteral("private room, with a password, will be deleted on ") + end;
        QCOMPARE(read(m_pair->club),
                 QStringLiteral("Club, 3 unread, 1 of them calls you, ") + facts);
        QCOMPARE(row(m_pair->club).data(Qt::ToolTipRole).toString(),
                 Ui::plainToolTip(QStringLiteral("a <b>topic</b> & more\n") + facts));
        info.settings = {};
        info.settings.visibility = Chat::Visibility::Direct;
        rooms()->updateRoom(info);
        rooms()->setUnread(m_pair->club, 2, 2);
        QCOMPARE(read(m_pair->club),
                 QStringLiteral("Club, 2 unread, 2 of them call you, conversation of two"));
    }

    void archivedRoomsAreFolded()
    {
        QVERIFY(!fold()->isVisible()); // there are none
        archiveOne();
        QTRY_VERIFY(!row(attic).isValid());
        QVERIFY(fold()->isVisible());
        QCOMPARE(fold()->text(), QStringLiteral("Archived rooms · 1"));
        fold()->setFocus();
        QTest::keyClick(fold(), Qt::Key_Space);
        QVERIFY(row(attic).isValid());
        QCOMPARE(row(attic).row(), list()->model()->rowCount() - 1); // at the end
        QVERIFY(row(attic).data(Ui::RoomSections::SectionStartRole).toBool());
        QCOMPARE(read(attic), QStringLiteral("Attic, archived"));
        m_pair->page->showRoom(attic); // it can be read
        QTest::keyClick(fold(), Qt::Key_Space);
        QVERIFY(row(attic).isValid()); // as long as it is the shown one
        QCOMPARE(list()->currentIndex(), row(attic));
        m_pair->page->showRoom(m_pair->club);
        QVERIFY(!row(attic).isValid());
        QCOMPARE(m_pair->page->room(), m_pair->club);
        list()->setFilter(QStringLiteral("atti")); // looked for
        QVERIFY(row(attic).isValid());
        list()->setFilter({});
        QVERIFY(!row(attic).isValid());
    }

    void isBroughtBackByItsMenu()
    {
        archiveOne();
        fold()->setChecked(true);
        QVERIFY(!inMenu(m_pair->club, "unarchiveRoom"));
        QVERIFY(inMenu(m_pair->club, "showRoom"));
        QAction *back = inMenu(attic, "unarchiveRoom");
        QVERIFY(back);
        choose(back);
        QTRY_VERIFY_WITH_TIMEOUT(!m_pair->kim.room(attic).settings.archived, patience);
        QTRY_VERIFY(!fold()->isVisible());
        QVERIFY(row(attic).isValid());
        // Who does not own a room cannot.
        Chat::RoomInfo info = m_pair->kim.room(attic);
        info.settings.archived = true;
        info.own.role = Chat::MemberRole::Moderator;
        rooms()->updateRoom(info);
        QVERIFY(!inMenu(attic, "unarchiveRoom"));
        QAction *show = inMenu(attic, "showRoom");
        choose(show);
        QCOMPARE(m_pair->page->room(), attic);
    }

    void theShownRoomStaysAmongTheUnreadUntilItIsLeft()
    {
        const auto section = [this](const Chat::RoomId &room) {
            return Ui::RoomSections::Section(row(room).data(Ui::RoomSections::SectionRole).toInt());
        };
        m_pair->page->showRoom(Chat::lobbyRoom());
        m_pair->lee.client->say(m_pair->club, QStringLiteral("hello"));
        QTRY_COMPARE_WITH_TIMEOUT(rooms()->unread(m_pair->club), 1, patience);
        QCOMPARE(section(m_pair->club), Ui::RoomSections::Section::Unread);
        QCOMPARE(row(m_pair->club).row(), 0);
        QCOMPARE(row(m_pair->club).data(Qt::AccessibleDescriptionRole).toString(),
                 QStringLiteral("Unread: 1"));
        list()->setFocus();
        list()->setCurrentIndex(row(m_pair->club)); // as the arrows do
        QCOMPARE(m_pair->page->room(), m_pair->club);
        QTRY_COMPARE_WITH_TIMEOUT(rooms()->unread(m_pair->club), 0, patience);
        QCOMPARE(section(m_pair->club), Ui::RoomSections::Section::Unread);
        QCOMPARE(list()->currentIndex(), row(m_pair->club));
        QTest::keyClick(list(), Qt::Key_Down, Qt::AltModifier);
        QCOMPARE(m_pair->page->room(), Chat::lobbyRoom());
        QCOMPARE(section(m_pair->club), Ui::RoomSections::Section::Joined);
        QCOMPARE(list()->currentIndex(), row(Chat::lobbyRoom()));
    }

    void isSortedAsTheMenuSays()
    {
        const auto isFirst = [this](const Chat::RoomId &room) { return row(room).row() == 0; };
        QVERIFY(isFirst(m_pair->club)); // Club, Lobby
        QAction *byName = inMenu(m_pair->club, "sortByName");
        QVERIFY(byName && byName->isChecked());
        QAction *byActivity = inMenu(m_pair->club, "sortByActivity");
        QVERIFY(byActivity && !byActivity->isChecked());
        choose(byActivity);
        m_pair->lee.client->say(Chat::lobbyRoom(), QStringLiteral("hello"));
        QTRY_VERIFY_WITH_TIMEOUT(isFirst(Chat::lobbyRoom()), patience);
        rooms()->setUnread(Chat::lobbyRoom(), 0);
        QVERIFY(isFirst(Chat::lobbyRoom())); // that is no reason any more
        QCOMPARE(m_pair->kim.profile->settings().value(QStringLiteral("rooms/sort")).toString(),
                 QStringLiteral("activity"));
        // Where no room is there is the order alone.
        for (QMenu *old : list()->findChildren<QMenu *>())
            delete old;
        const QPoint below = list()->viewport()->rect().bottomLeft() - QPoint(-4, 4);
        QVERIFY(!list()->indexAt(below).isValid());
        QContextMenuEvent wanted(QContextMenuEvent::Mouse, below,
                                 list()->viewport()->mapToGlobal(below));
        QApplication::sendEvent(list()->viewport(), &wanted);
        auto *menu = list()->findChild<QMenu *>(QStringLiteral("roomListMenu"));
        QVERIFY(menu && !menu->findChild<QAction *>(QStringLiteral("showRoom")));
        choose(menu->findChild<QAction *>(QStringLiteral("sortByName")));
        QVERIFY(isFirst(m_pair->club));
    }

    void whatIsToBeDeletedCanBeKept()
    {
        auto *header = m_pair->window->findChild<Ui::RoomHeader *>();
        auto *keep = header->findChild<QPushButton *>(QStringLiteral("keepRoomButton"));
        auto *details = header->findChild<QLabel *>(QStringLiteral("roomDetails"));
        QVERIFY(!keep->isVisible());
        QVERIFY(!inMenu(m_pair->club, "keepRoom"));
        const auto remove = [this] {
            m_pair->kim.client->orders()->removeRoom(m_pair->club);
            QTRY_VERIFY_WITH_TIMEOUT(m_pair->kim.room(m_pair->club).settings.deleteAt, patience);
        };
        remove();
        QTRY_VERIFY(keep->isVisible());
        QVERIFY(details->text().startsWith(QStringLiteral("will be deleted on ")));
        QTest::keyClick(keep, Qt::Key_Space);
        QTRY_VERIFY_WITH_TIMEOUT(!m_pair->kim.room(m_pair->club).settings.deleteAt, patience);
        QTRY_VERIFY(!keep->isVisible());
        QVERIFY(!details->text().contains(QStringLiteral("deleted")));
        remove();
        QAction *action = inMenu(m_pair->club, "keepRoom");
        QVERIFY(action);
        choose(action);
        QTRY_VERIFY_WITH_TIMEOUT(!m_pair->kim.room(m_pair->club).settings.deleteAt, patience);
        remove();
        Chat::RoomInfo info = m_pair->kim.room(m_pair->club);
        info.own.role = Chat::MemberRole::Member;
        rooms()->updateRoom(info);
        QVERIFY(!keep->isVisible()); // who may not is not offered it
        QVERIFY(!details->text().isEmpty());
    }

    /// With each message the list of rooms changes, and the header is told all anew.
    void aHeaderToldNothingNewIsNotPaintedAgain()
    {
        class Paints : public QObject {
        public:
            int count = 0;
            bool eventFilter(QObject *, QEvent *event) override
            {
                count += event->type() == QEvent::Paint ? 1 : 0;
                return false;
            }
        };
        Ui::RoomHeader header(m_pair->window->appearance());
        header.resize(800, 46);
        const auto tellAll = [&header](const QString &name) {
            header.setRoom(name, QStringLiteral("topic"), 5, true);
            header.setSign(QStringLiteral("*"));
            header.setKnocking(2);
            header.setPinned(3);
            header.setEnd(QStringLiteral("soon"), true);
            header.setOther(Chat::Availability::Away, QStringLiteral("away"));
        };
        tellAll(QStringLiteral("club"));
        header.show();
        QVERIFY(QTest::qWaitForWindowExposed(&header));
        QTest::qWait(0);
        Paints paints;
        header.installEventFilter(&paints);
        tellAll(QStringLiteral("club"));
        header.grab(); // whatever is to be laid out is
        const int grabbed = paints.count;
        QCoreApplication::sendPostedEvents();
        QCOMPARE(paints.count, grabbed);
        const auto *title = header.findChild<QLabel *>(QStringLiteral("roomTitle"));
        tellAll(QStringLiteral("crew"));
        QCOMPARE(title->text(), QStringLiteral("crew"));
        QTRY_VERIFY_WITH_TIMEOUT(paints.count > grabbed, patience);
    }

    void theDetailsOfTheHeaderFillTheRoomTheyHave()
    {
        Ui::RoomHeader header(m_pair->window->appearance());
        header.resize(800, 46);
        const QString topic(30, u't');
        header.setRoom(QString(60, u'W'), topic, 5, true);
        header.show();
        QVERIFY(QTest::qWaitForWindowExposed(&header));
        const auto *details = header.findChild<QLabel *>(QStringLiteral("roomDetails"));
        QTRY_VERIFY(details->text() != details->accessibleName()); // the name takes its room
        const int before = details->width();
        header.setRoom(QStringLiteral("club"), topic, 5, true); // and gives it back
        QTRY_VERIFY_WITH_TIMEOUT(details->width() > before, patience);
        QTRY_COMPARE(details->text(), details->accessibleName());
    }

    void aLongIconDoesNotPushTheHeaderApart()
    {
        auto *header = m_pair->window->findChild<Ui::RoomHeader *>();
        const auto *sign = header->findChild<QLabel *>(QStringLiteral("roomSign"));
        const auto *title = header->findChild<QLabel *>(QStringLiteral("roomTitle"));
        const int before = sign->sizeHint().width();
        header->setSign(QString(32, u'W')); // as long as the host takes it
        QVERIFY(sign->sizeHint().width() < before + 60);
        QTRY_VERIFY(title->geometry().left() - sign->geometry().right() > 7);
    }

    void aRoomNotJoinedHasItsIconInTheHeaderAndAboveTheButton()
    {
        Chat::RoomInfo fox;
        fox.id = Chat::RoomId(QStringLiteral("fox"));
        fox.name = QStringLiteral("Fox");
        fox.settings.icon = QStringLiteral("🦊");
        rooms()->updateRoom(fox);
        m_pair->page->showRoom(fox.id);
        const auto *sign = m_pair->window->findChild<QLabel *>(QStringLiteral("roomSign"));
        QCOMPARE(sign->text(), fox.settings.icon);
        const auto *name = m_pair->window->findChild<QLabel *>(QStringLiteral("joinName"));
        QVERIFY(name->isVisible());
        QCOMPARE(name->text(), QStringLiteral("🦊\u2002Fox"));
        fox.settings.icon = QStringLiteral("🦝");
        fox.settings.deleteAt = Chat::Timestamp(std::chrono::milliseconds(1'900'000'000'000));
        rooms()->updateRoom(fox);
        QCOMPARE(sign->text(), fox.settings.icon);
        QCOMPARE(name->text(), QStringLiteral("🦝\u2002Fox"));
        fox.settings.icon.clear();
        rooms()->updateRoom(fox);
        QCOMPARE(name->text(), QStringLiteral("#\u2002Fox"));
        const int before = name->sizeHint().width();
        fox.settings.icon = QString(32, u'W'); // as long as the host takes it
        rooms()->updateRoom(fox);
        QVERIFY(name->text().endsWith(QStringLiteral("\u2002Fox")));
        QVERIFY(name->sizeHint().width() < before + 60);
        const auto *details = m_pair->window->findChild<QLabel *>(QStringLiteral("roomDetails"));
        QVERIFY2(details->accessibleName().startsWith(QStringLiteral("will be deleted on ")),
                 qPrintable(details->accessibleName()));
        const Ui::Language korean(QStringLiteral("ko"));
        QCoreApplication::sendPostedEvents();
        QVERIFY2(!details->accessibleName().contains(QStringLiteral("deleted")),
                 qPrintable(details->accessibleName()));
    }

    void theOtherOfTwoIsSeenInTheHeader()
    {
        m_pair->kim.client->orders()->openDirect(m_pair->kim.client->self(),
                                                 m_pair->lee.client->self());
        const Chat::RoomId two =
            Chat::directRoom(m_pair->kim.client->self(), m_pair->lee.client->self());
        QTRY_VERIFY_WITH_TIMEOUT(m_pair->kim.isIn(two), patience);
        m_pair->page->showRoom(two);
        auto *details = m_pair->window->findChild<QLabel *>(QStringLiteral("roomDetails"));
        QTRY_VERIFY_WITH_TIMEOUT(details->accessibleName().startsWith(QStringLiteral("Online")),
                                 patience);
        m_pair->lee.client->company()->presence()->choose(Chat::Availability::DoNotDisturb);
        m_pair->lee.client->company()->presence()->setStatus(QStringLiteral("reading"));
        QTRY_VERIFY_WITH_TIMEOUT(
            details->accessibleName().startsWith(QStringLiteral("Do not disturb · reading")),
            patience);
        auto *sign = m_pair->window->findChild<QLabel *>(QStringLiteral("roomSign"));
        QCOMPARE(sign->text(), QStringLiteral("@"));
        m_pair->page->showRoom(m_pair->club);
        QVERIFY(!details->accessibleName().contains(QStringLiteral("Do not disturb")));
        QCOMPARE(sign->text(), QStringLiteral("#"));
    }
};

QTEST_MAIN(tst_RoomList)
#include "tst_roomlist.moc"
