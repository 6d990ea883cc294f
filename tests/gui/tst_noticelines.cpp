// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/appearance.h"
#include "ui/language.h"
#include "ui/model/timelinemodel.h"
#include "ui/model/timelinenotices.h"
#include "ui/noticelines.h"
#include "ui/timelineview.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QMenu>
#include <QScrollBar>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QToolTip>

using Ui::NoticeLines;
using Ui::TimelineModel;
using Ui::TimelineView;

namespace {

const Chat::RoomId room(QStringLiteral("개발팀"));

Chat::RoomMessage stored(qint64 sequence, const QString &who,
                         Chat::MessageType type = Chat::MessageType::Talk)
{
    Chat::RoomMessage message;
    message.type = type;
    message.room = room;
    message.sender = who;
    message.senderId = Chat::UserId(QStringLiteral("u-") + who);
    message.text = QStringLiteral("text %1").arg(sequence);
    message.sequence = {sequence};
    message.time = Chat::Timestamp(std::chrono::milliseconds(1'700'000'000'000 + sequence * 1000));
    return message;
}

Chat::RoomMessage came(qint64 sequence, const QString &who)
{
    return stored(sequence, who, Chat::MessageType::Enter);
}

Chat::RoomMessage went(qint64 sequence, const QString &who)
{
    return stored(sequence, who, Chat::MessageType::Leave);
}

} // namespace

// Who came and who went, several in one line.
class tst_NoticeLines : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<Ui::Appearance> m_appearance;
    std::unique_ptr<TimelineModel> m_model;
    std::unique_ptr<TimelineView> m_view;

    int height(int row) const
    {
        m_view->grab(); // painting is what measures
        return m_view->visualRect(m_model->index(row)).height();
    }
    QString sentence(int row) const { return NoticeLines::sentence(m_model->index(row)); }
    /// kim talks (0), anna and ben come and carl goes (1 to 3), kim talks (4).
    void talk()
    {
        m_model->addStored({stored(1, QStringLiteral("kim")), came(2, QStringLiteral("anna")),
                            came(3, QStringLiteral("ben")), went(4, QStringLiteral("carl")),
                            stored(5, QStringLiteral("kim"))});
    }
    QAction *inMenu(int row) const
    {
        for (QMenu *old : m_view->findChildren<QMenu *>(QStringLiteral("messageMenu")))
            delete old;
        m_view->setCurrentIndex(m_model->index(row));
        QContextMenuEvent wanted(QContextMenuEvent::Keyboard, QPoint(), QPoint());
        QApplication::sendEvent(m_view->viewport(), &wanted);
        const auto *menu = m_view->findChild<QMenu *>(QStringLiteral("messageMenu"));
        return menu ? menu->findChild<QAction *>(QStringLiteral("toggleNotices")) : nullptr;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_settings = std::make_unique<QSettings>(m_folder.filePath(QStringLiteral("s.ini")),
                                                 QSettings::IniFormat);
        m_appearance = std::make_unique<Ui::Appearance>(*m_settings);
    }
    void init()
    {
        m_model = std::make_unique<TimelineModel>(room);
        m_view = std::make_unique<TimelineView>(*m_appearance);
        m_view->resize(600, 400);
        m_view->setModel(m_model.get());
        m_view->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
    }
    void cleanup()
    {
        m_view.reset();
        m_model.reset();
    }

    void whatIsPagedAgainIsClosed()
    {
        talk();
        const int closed = height(3);
        m_view->toggleNotices(m_model->index(3));
        QVERIFY(height(3) > closed);
        m_model->dropBefore({5});
        talk();
        QCOMPARE(height(3), closed);
    }

    void namesAFewAndCountsTheRest_data()
    {
        QTest::addColumn<QStringList>("in");
        QTest::addColumn<QStringList>("out");
        QTest::addColumn<QString>("text");
        const auto list = [](const char *names) {
            return QString::fromLatin1(names).split(u' ', Qt::SkipEmptyParts);
        };
        QTest::newRow("two") << list("a b") << list("") << "a and b came in";
        QTest::newRow("three") << list("a b c") << list("") << "a, b and c came in";
        QTest::newRow("more") << list("a b c d e") << list("") << "a, b and 3 others came in";
        QTest::newRow("both") << list("a b c d") << list("z")
                              << "a, b and 2 others came in; z left";
        QTest::newRow("gone") << list("") << list("y z") << "y and z left";
        QTest::newRow("a name is no place") << list("%2 %1") << list("") << "%2 and %1 came in";
        QTest::newRow("here and gone") << list("a") << list("a") << "People came and went";
    }
    void namesAFewAndCountsTheRest()
    {
        QFETCH(QStringList, in);
        QFETCH(QStringList, out);
        std::vector<Chat::RoomMessage> notices;
        for (const QString &who : in)
            notices.push_back(came(qint64(notices.size()) + 1, who));
        for (const QString &who : out)
            notices.push_back(went(qint64(notices.size()) + 1, who));
        m_model->addStored(notices);
        const int last = m_model->rowCount() - 1;
        QTEST(sentence(last), "text");
        QTEST(m_model->index(last).data(Qt::AccessibleTextRole).toString(), "text");
    }

    void oneLineStandsForAll()
    {
        talk();
        QVERIFY(height(3) > 0);
        QCOMPARE(height(1), 0);
        QCOMPARE(height(2), 0);
        QCOMPARE(m_view->visualRect(m_model->index(3)).top(),
                 m_view->visualRect(m_model->index(0)).bottom() + 1);
        QCOMPARE(m_view->visualRect(m_model->index(4)).top(),
                 m_view->visualRect(m_model->index(3)).bottom() + 1);
        QCOMPARE(sentence(3), QStringLiteral("anna and ben came in; carl left"));
    }

    void aDayThatBeginsWithThemIsStillSaid()
    {
        m_model->addStored({came(1, QStringLiteral("anna")), came(2, QStringLiteral("ben")),
                            stored(3, QStringLiteral("kim"))});
        QCOMPARE(height(0), m_appearance->px(40)); // the day, and nothing else
        QVERIFY(height(1) > 0);
        // There is no line above to go to.
        m_view->setFocus();
        m_view->setCurrentIndex(m_model->index(1));
        QTest::keyClick(m_view.get(), Qt::Key_Up);
        QCOMPARE(m_view->currentIndex().row(), 1);
        m_view->setCurrentIndex(m_model->index(2));
        QTest::keyClick(m_view.get(), Qt::Key_Home);
        QCOMPARE(m_view->currentIndex().row(), 1);
    }

    void openedByMouseAndKeyboard()
    {
        talk();
        const int closed = height(3);
        const auto middle = [this] {
            const QRect place = m_view->visualRect(m_model->index(3));
            return QPoint(place.center().x(), place.top() + 14);
        };
        QTest::mouseClick(m_view->viewport(), Qt::LeftButton, Qt::NoModifier, middle());
        QCOMPARE(height(3), closed + 3 * m_appearance->px(22)); // each of them
        QCOMPARE(height(2), 0);
        // What is listed is there to be read and copied.
        QTest::mouseClick(m_view->viewport(), Qt::LeftButton, Qt::NoModifier,
                          middle() + QPoint(0, m_appearance->px(22)));
        QCOMPARE(height(3), closed + 3 * m_appearance->px(22));
        QTest::keyClick(m_view.get(), Qt::Key_C, Qt::ControlModifier);
        const QStringList copied = QApplication::clipboard()->text().split(u'\n');
        QCOMPARE(copied.size(), 4);
        QVERIFY2(copied[2].endsWith(QStringLiteral("ben came in")), qPrintable(copied[2]));
        QTest::mouseClick(m_view->viewport(), Qt::LeftButton, Qt::NoModifier, middle());
        QCOMPARE(height(3), closed);
        m_view->setFocus();
        m_view->setCurrentIndex(m_model->index(3));
        QTest::keyClick(m_view.get(), Qt::Key_Return);
        QVERIFY(height(3) > closed);
        // Behind what kim said it is a line of its own.
        m_model->addStored({went(6, QStringLiteral("dora"))});
        QCOMPARE(height(3), closed + 3 * m_appearance->px(22));
        QTest::keyClick(m_view.get(), Qt::Key_Return);
        QCOMPARE(height(3), closed);
        QAction *action = inMenu(3);
        QVERIFY(action);
        action->trigger();
        QVERIFY(height(3) > closed);
        QVERIFY(!inMenu(0));
    }

    void whatIsListedIsWholeInItsTip()
    {
        const QString longName(58, u'w');
        m_model->addStored({came(1, QStringLiteral("anna")), came(2, longName)});
        m_view->resize(320, 400);
        m_view->toggleNotices(m_model->index(1));
        height(1);
        const QRect place = m_view->visualRect(m_model->index(1));
        const auto tip = [&](int y) {
            QToolTip::hideText();
            const QPoint at(place.center().x(), y);
            QHelpEvent help(QEvent::ToolTip, at, m_view->viewport()->mapToGlobal(at));
            QApplication::sendEvent(m_view->viewport(), &help);
            return QToolTip::text();
        };
        QVERIFY2(tip(place.bottom() - 4).contains(longName + QStringLiteral(" came in")),
                 qPrintable(tip(place.bottom() - 4)));
        QVERIFY(tip(place.bottom() - m_appearance->px(22) - 4)
                    .contains(QStringLiteral("anna came in")));
    }

    void staysRightWhateverChanges()
    {
        talk();
        QCOMPARE(sentence(3), QStringLiteral("anna and ben came in; carl left"));
        Chat::RoomMessage erased = came(2, QStringLiteral("erased"));
        erased.changes.revision = {1};
        m_model->change(erased);
        QCOMPARE(sentence(3), QStringLiteral("erased and ben came in; carl left"));
        m_model->setUnreadMark({2});
        QCOMPARE(sentence(3), QStringLiteral("ben came in; carl left"));
        m_model->setUnreadMark({});
        QCOMPARE(sentence(3), QStringLiteral("erased and ben came in; carl left"));
        QString heard; // by who is told first
        connect(m_model.get(), &QAbstractItemModel::rowsRemoved, this,
                [&] { heard = sentence(1); });
        connect(m_model.get(), &QAbstractItemModel::rowsInserted, this,
                [&] { heard = sentence(2); });
        m_model->dropBefore({3});
        QCOMPARE(heard, QStringLiteral("ben came in; carl left"));
        QCOMPARE(sentence(1), heard);
        m_model->addStored({came(2, QStringLiteral("zoe"))});
        QCOMPARE(heard, QStringLiteral("zoe and ben came in; carl left"));
        QCOMPARE(sentence(2), QStringLiteral("zoe and ben came in; carl left"));
        {
            const Ui::Language korean(QStringLiteral("ko"));
            QVERIFY2(!sentence(2).contains(QStringLiteral("came")), qPrintable(sentence(2)));
        }
        QCOMPARE(sentence(2), QStringLiteral("zoe and ben came in; carl left"));
    }

    void isMadeOnceForManyLooks()
    {
        Ui::NoticeCache cache;
        int made = 0;
        const auto make = [&made] { return QVariantMap{{QStringLiteral("count"), ++made}}; };
        for (int look = 0; look < 5; ++look)
            QCOMPARE(cache.find(7, make).value(QStringLiteral("count")).toInt(), 1);
        QCOMPARE(cache.find(8, make).value(QStringLiteral("count")).toInt(), 2);
        cache.clear();
        QCOMPARE(cache.find(7, make).value(QStringLiteral("count")).toInt(), 3);
    }

    void staysOpenWhenMoreJoin()
    {
        m_model->addStored({came(5, QStringLiteral("anna")), came(6, QStringLiteral("ben"))});
        m_view->setFocus();
        m_view->setCurrentIndex(m_model->index(1));
        QTest::keyClick(m_view.get(), Qt::Key_Return);
        const int two = height(1);
        m_model->addStored({came(7, QStringLiteral("carl"))});
        QCOMPARE(height(1), 0);
        QCOMPARE(height(2), two + m_appearance->px(22));
        QCOMPARE(m_view->currentIndex().row(), 2); // it goes along
        m_model->addStored({came(4, QStringLiteral("zoe"))});
        QCOMPARE(height(3), two + 2 * m_appearance->px(22));
        QTest::keyClick(m_view.get(), Qt::Key_Return);
        QVERIFY(height(3) < two);
    }

    void theLineThatIsCurrentDoesNotScroll()
    {
        std::vector<Chat::RoomMessage> lines;
        for (qint64 sequence = 1; sequence <= 60; ++sequence)
            lines.push_back(stored(sequence, QStringLiteral("kim")));
        lines.push_back(came(61, QStringLiteral("anna")));
        m_model->addStored(lines);
        m_view->grab();
        m_view->setCurrentIndex(m_model->index(60));
        m_view->verticalScrollBar()->setValue(0);
        m_view->grab();
        m_view->verticalScrollBar()->setValue(0); // what was measured may have moved it
        m_model->addStored({came(62, QStringLiteral("ben"))});
        m_view->grab();
        QCOMPARE(m_view->currentIndex().row(), 61); // it tells of both
        QCOMPARE(m_view->verticalScrollBar()->value(), 0);
        QVERIFY(m_view->hasAutoScroll());
    }

    void whatIsReadStaysWhenTheTopLineJoins()
    {
        std::vector<Chat::RoomMessage> lines;
        for (qint64 sequence = 1; sequence <= 60; ++sequence)
            lines.push_back(sequence == 20 || sequence == 21
                                ? came(sequence, QStringLiteral("p%1").arg(sequence))
                                : stored(sequence, QStringLiteral("kim")));
        for (Chat::RoomMessage &line : lines)
            line.time = lines.front().time; // one day
        m_model->addStored(lines);
        m_model->setUnreadMark({20}); // parts the two
        m_view->grab();
        m_view->scrollTo(m_model->index(19), TimelineView::PositionAtTop);
        m_view->grab();
        QScrollBar *bar = m_view->verticalScrollBar();
        bar->setValue(bar->value() + m_view->visualRect(m_model->index(19)).top() + 10);
        m_view->grab();
        QCOMPARE(m_view->visualRect(m_model->index(19)).top(), -10);
        m_model->setUnreadMark({50});
        m_view->grab();
        QCOMPARE(height(19), 0);
        QCOMPARE(m_view->visualRect(m_model->index(20)).top(), -10);
    }

    void keyboardAndSelectionPassOver()
    {
        talk();
        height(3);
        m_view->setFocus();
        m_view->setCurrentIndex(m_model->index(4));
        QTest::keyClick(m_view.get(), Qt::Key_Up);
        QCOMPARE(m_view->currentIndex().row(), 3);
        QTest::keyClick(m_view.get(), Qt::Key_Up);
        QCOMPARE(m_view->currentIndex().row(), 0);
        QTest::keyClick(m_view.get(), Qt::Key_Down);
        QCOMPARE(m_view->currentIndex().row(), 3);
        const auto selected = [this] {
            QList<int> rows;
            for (const QModelIndex &index : m_view->selectionModel()->selectedIndexes())
                rows << index.row();
            std::sort(rows.begin(), rows.end());
            return rows;
        };
        m_view->selectAll();
        QCOMPARE(selected(), (QList<int>{0, 3, 4}));
        QTest::keyClick(m_view.get(), Qt::Key_C, Qt::ControlModifier);
        const QStringList lines = QApplication::clipboard()->text().split(u'\n');
        QCOMPARE(lines.size(), 3);
        QVERIFY2(lines[1].contains(QStringLiteral("anna and ben came in; carl left")),
                 qPrintable(lines[1]));
        m_view->clearSelection();
        m_view->setCurrentIndex(m_model->index(0));
        QTest::keyClick(m_view.get(), Qt::Key_Down, Qt::ShiftModifier);
        QTest::keyClick(m_view.get(), Qt::Key_Down, Qt::ShiftModifier);
        QCOMPARE(selected(), (QList<int>{0, 3, 4}));
    }

    void aCrowdIsOneLine()
    {
        std::vector<Chat::RoomMessage> crowd{stored(1, QStringLiteral("kim"))};
        for (qint64 sequence = 2; sequence <= 3001; ++sequence) {
            crowd.push_back(came(sequence, QStringLiteral("p%1").arg(sequence)));
            crowd.back().time = crowd.front().time; // a day of its own would part them
        }
        m_model->addStored(crowd);
        m_view->scrollToEnd();
        const int closed = height(3000);
        QVERIFY(closed > 0);
        QCOMPARE(height(1500), 0);
        QCOMPARE(m_view->visualRect(m_model->index(0)).bottom() + 1,
                 m_view->visualRect(m_model->index(3000)).top());
        QCOMPARE(sentence(3000), QStringLiteral("p2, p3 and 2998 others came in"));
        m_view->setFocus();
        m_view->setCurrentIndex(m_model->index(3000));
        QTest::keyClick(m_view.get(), Qt::Key_Return);
        QCOMPARE(height(3000), closed + 101 * m_appearance->px(22)); // a hundred, and how many more
    }

    void allIsReadAloudOnDemand()
    {
        talk();
        const QString description =
            m_model->index(3).data(Qt::AccessibleDescriptionRole).toString();
        for (const char *part : {"anna came in", "ben came in", "carl left"})
            QVERIFY2(description.contains(QString::fromLatin1(part)), qPrintable(description));
        // Of a line that tells of itself alone only when that was.
        QCOMPARE(
            m_model->index(0).data(Qt::AccessibleDescriptionRole).toString(),
            QLocale().toString(m_model->index(0).data(Ui::TimelineModel::TimeRole).toDateTime(),
                               QLocale::ShortFormat));
    }
};

QTEST_MAIN(tst_NoticeLines)
#include "tst_noticelines.moc"
