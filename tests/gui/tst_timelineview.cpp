// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/appearance.h"
#include "ui/model/timelinemodel.h"
#include "ui/timelineview.h"

#include <QApplication>
#include <QClipboard>
#include <QKeyEvent>
#include <QPushButton>
#include <QScrollBar>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QVBoxLayout>

using Ui::Delivery;
using Ui::TimelineModel;
using Ui::TimelineView;

namespace {

const Chat::RoomId room(QStringLiteral("개발팀"));
const Chat::UserId self(QStringLiteral("owner"));

Chat::RoomMessage stored(qint64 sequence, const QString &text, const char *sender = "u-minjun")
{
    Chat::RoomMessage message;
    message.room = room;
    message.sender = QStringLiteral("민준");
    message.senderId = Chat::UserId(QString::fromLatin1(sender));
    message.text = text;
    message.sequence = {sequence};
    message.time =
        Chat::Timestamp(std::chrono::milliseconds(1'700'000'000'000 + sequence * 60'000));
    return message;
}

// Texts of quite different heights.
std::vector<Chat::RoomMessage> many(qint64 from, qint64 to)
{
    std::vector<Chat::RoomMessage> messages;
    for (qint64 sequence = from; sequence <= to; ++sequence) {
        messages.push_back(stored(sequence, QStringLiteral("%1 ").arg(sequence) +
                                                QString(int(sequence % 7) * 60, u'x')));
    }
    return messages;
}

} // namespace

class tst_TimelineView : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<Ui::Appearance> m_appearance;
    std::unique_ptr<TimelineModel> m_model;
    std::unique_ptr<TimelineView> m_view;
    std::unique_ptr<QWidget> m_window; ///< Around the view, where there is one.

    // Painting is what measures; grab() paints at once.
    void paint() { m_view->grab(); }
    bool atEnd() const
    {
        return m_view->verticalScrollBar()->value() == m_view->verticalScrollBar()->maximum();
    }
    QModelIndex top() const { return m_view->indexAt(QPoint(10, 0)); }
    void addFailed(const QString &id)
    {
        Chat::RoomMessage message = stored(0, QStringLiteral("mine"), "owner");
        message.clientId = Chat::ClientMessageId(id);
        m_model->addWaiting(message);
        m_model->setDelivery(message.clientId, Delivery::Failed, QStringLiteral("no"));
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
        m_model->setSelf(self);
        m_view = std::make_unique<TimelineView>(*m_appearance);
        m_view->resize(600, 400);
        m_view->setModel(m_model.get());
        m_view->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
    }

    void cleanup()
    {
        m_view.reset();
        m_window.reset();
        m_model.reset();
    }

    void emptyIsHarmless()
    {
        paint();
        QVERIFY(!m_view->indexAt(QPoint(10, 10)).isValid());
        QTest::keyClick(m_view.get(), Qt::Key_Up);
        QTest::keyClick(m_view.get(), Qt::Key_C, Qt::ControlModifier);
        m_view->selectAll();
    }

    void fewLinesStandAtTheBottom()
    {
        m_model->addStored(many(1, 1));
        paint();
        QCOMPARE(m_view->visualRect(m_model->index(0)).bottom(), m_view->viewport()->height() - 1);
    }

    void rowsLieUnderEachOther()
    {
        m_model->addStored(many(1, 200));
        paint();
        for (int row = 150; row < 199; ++row) {
            const QRect here = m_view->visualRect(m_model->index(row));
            QCOMPARE(m_view->visualRect(m_model->index(row + 1)).top(), here.bottom() + 1);
            if (here.top() >= 0 && here.bottom() < m_view->viewport()->height())
                QCOMPARE(m_view->indexAt(here.center()).row(), row);
        }
    }

    void sticksToTheEnd()
    {
        m_model->addStored(many(1, 100));
        paint();
        QVERIFY(atEnd());
        for (qint64 sequence = 101; sequence < 130; ++sequence) {
            m_model->addStored(many(sequence, sequence));
            paint();
            QVERIFY(atEnd());
            QVERIFY(m_view->visualRect(m_model->index(m_model->rowCount() - 1)).bottom() <
                    m_view->viewport()->height());
        }
        m_view->resize(350, 300);
        paint();
        QVERIFY(atEnd());
    }

    void staysWhereOneReads()
    {
        m_model->addStored(many(1, 300));
        paint();
        m_view->scrollTo(m_model->index(150), QAbstractItemView::PositionAtTop);
        paint();
        const QString text = top().data().toString();
        const int offset = m_view->visualRect(top()).top();
        QVERIFY(!m_view->isAtEnd());
        m_model->addStored(many(301, 320)); // below
        paint();
        QCOMPARE(top().data().toString(), text);
        QCOMPARE(m_view->visualRect(top()).top(), offset);
        m_view->resize(430, 400); // other heights everywhere
        paint();
        QCOMPARE(top().data().toString(), text);
    }

    void olderLinesAbovePushNothingAway()
    {
        m_model->addStored(many(500, 700));
        paint();
        m_view->verticalScrollBar()->setValue(30);
        paint();
        const QString text = top().data().toString();
        const int offset = m_view->visualRect(top()).top();
        m_model->addStored(many(400, 499));
        paint();
        QCOMPARE(top().data().toString(), text);
        QCOMPARE(m_view->visualRect(top()).top(), offset);
        // And further up, through lines whose heights were only estimated.
        int last = top().row();
        for (int step = 0; step < 30; ++step) {
            m_view->verticalScrollBar()->triggerAction(QAbstractSlider::SliderSingleStepSub);
            paint();
            QVERIFY(last - top().row() <= 2);
            last = top().row();
        }
    }

    void whatTheWindowShowsAboveMovesNothing()
    {
        m_window = std::make_unique<QWidget>();
        auto *above = new QWidget;
        above->setFixedHeight(90);
        auto *column = new QVBoxLayout(m_window.get());
        column->addWidget(above);
        column->addWidget(m_view.get(), 1);
        m_window->resize(600, 500);
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get())); // it is the keys that scroll, too
        m_model->addStored(many(401, 450));
        m_model->addStored(many(501, 700));
        paint();
        QTRY_VERIFY(m_view->verticalScrollBar()->isVisible());
        QCoreApplication::processEvents(); // which makes the lines narrower
        m_view->scrollTo(m_model->index(50), QAbstractItemView::PositionAtTop);
        const QPersistentModelIndex line = m_model->index(53);
        const auto place = [&] {
            paint();
            return m_view->viewport()->mapTo(m_window.get(), m_view->visualRect(line).topLeft());
        };
        const QPoint before = place();
        const int top = m_view->y();
        above->hide();
        QTRY_VERIFY(m_view->y() < top);
        QCOMPARE(place(), before);
        // What is further up now is not what one reads.
        m_model->addStored(many(451, 500));
        QCOMPARE(place(), before);
        above->show();
        QTRY_COMPARE(m_view->y(), top);
        QCOMPARE(place(), before);
        above->hide();
        QTRY_VERIFY(m_view->y() < top);
        // It may take more lines from sight than one.
        m_view->verticalScrollBar()->setValue(m_view->verticalScrollBar()->value() - 5);
        const QPoint further = place();
        above->show();
        QTRY_COMPARE(m_view->y(), top);
        QCOMPARE(place(), further);
        // At the very top there is nothing more to come into sight.
        m_view->verticalScrollBar()->setValue(10);
        above->hide();
        QTRY_VERIFY(m_view->y() < top);
        paint();
        QCOMPARE(m_view->verticalScrollBar()->value(), 0);
    }

    void olderAreWantedNearTheTop()
    {
        m_model->addStored(many(1, 300));
        paint();
        QSignalSpy wanted(m_view.get(), &TimelineView::olderWanted);
        m_view->scrollTo(m_model->index(150), QAbstractItemView::PositionAtTop);
        QCOMPARE(wanted.size(), 0);
        m_view->verticalScrollBar()->setValue(100);
        QVERIFY(wanted.size() > 0);
    }

    // Many notices are one line.
    void olderAreWantedUntilThePageIsFull()
    {
        QSignalSpy wanted(m_view.get(), &TimelineView::olderWanted);
        const auto come = [this](qint64 from, qint64 to) {
            std::vector<Chat::RoomMessage> notices;
            for (qint64 sequence = from; sequence <= to; ++sequence) {
                notices.push_back(stored(sequence, {}));
                notices.back().type = Chat::MessageType::Enter;
                notices.back().time = stored(1000, {}).time;
            }
            m_model->addStored(notices);
        };
        come(900, 1000);
        paint();
        QTRY_VERIFY(wanted.size() > 0);
        // They are as high as before, and yet it is not over.
        for (const qint64 from : {800, 700}) {
            paint();
            QCoreApplication::processEvents();
            wanted.clear();
            come(from, from + 99);
            paint();
            QTRY_VERIFY(wanted.size() > 0);
        }
        // There are none: nobody is asked again.
        paint();
        QCoreApplication::processEvents();
        wanted.clear();
        for (int i = 0; i < 3; ++i) {
            paint();
            QCoreApplication::processEvents();
        }
        QCOMPARE(wanted.size(), 0);
        m_model->addStored(many(1001, 1100));
        paint();
        QCoreApplication::processEvents();
        QCOMPARE(wanted.size(), 0);
    }

    void ignoredAreFoldedAndNoNews()
    {
        const auto profile = Ui::Profile::open(m_folder.filePath(QStringLiteral("profile")));
        QVERIFY(profile);
        Ui::Ignored ignored(**profile, QStringLiteral("host"));
        ignored.set(Chat::UserId(QStringLiteral("u-noisy")), QStringLiteral("noisy"), true);
        m_model->setIgnored(&ignored);
        m_model->addStored(many(1, 300));
        paint();
        m_view->scrollTo(m_model->index(100), QAbstractItemView::PositionAtTop);
        const QModelIndex before = top();
        std::vector<Chat::RoomMessage> noise;
        for (qint64 sequence = 301; sequence <= 2300; ++sequence) {
            noise.push_back(stored(sequence, QStringLiteral("noise"), "u-noisy"));
            noise.back().time = stored(300, {}).time; // a day of its own would be a line of its own
        }
        m_model->addStored(noise);
        const auto *button = m_view->findChild<QPushButton *>(QStringLiteral("endButton"));
        QVERIFY2(!button->text().contains(QStringLiteral("2")), qPrintable(button->text()));
        QCOMPARE(top(), before);
        m_model->addStored({stored(2301, QStringLiteral("news"))});
        QVERIFY2(button->text().contains(u'1'), qPrintable(button->text()));
        m_view->scrollToEnd();
        paint();
        QCOMPARE(m_view->visualRect(m_model->index(2300)).bottom(),
                 m_view->viewport()->height() - 1);
        QCOMPARE(m_view->visualRect(m_model->index(1200)).height(), 0);
        // All of them, and not only what was counted.
        m_view->unfold(m_model->index(300));
        paint();
        QVERIFY(!m_view->isFolded(m_model->index(301)));
        QVERIFY(!m_view->isFolded(m_model->index(2299)));
        m_view.reset(); // the model must not outlive whom it asks
        m_model.reset();
    }

    void buttonCountsWhatCameAndGoesToTheEnd()
    {
        m_model->addStored(many(1, 300));
        paint();
        auto *button = m_view->findChild<QPushButton *>(QStringLiteral("endButton"));
        QVERIFY(button->isHidden());
        m_view->scrollTo(m_model->index(100), QAbstractItemView::PositionAtTop);
        QVERIFY(!button->isHidden());
        m_model->addStored(many(301, 303));
        QVERIFY2(button->text().contains(u'3'), qPrintable(button->text()));
        Chat::RoomMessage notice = stored(304, {});
        notice.type = Chat::MessageType::Enter;
        m_model->addStored({notice}); // nobody said anything
        QVERIFY2(button->text().contains(u'3'), qPrintable(button->text()));
        button->click();
        paint();
        QVERIFY(atEnd());
        QVERIFY(m_view->isAtEnd());
        QVERIFY(button->isHidden());
    }

    void buttonCountsBeforeWhatWaits()
    {
        m_model->addStored(many(1, 300));
        for (const char *id : {"first", "second"})
            addFailed(QString::fromLatin1(id));
        paint();
        m_view->scrollTo(m_model->index(100), QAbstractItemView::PositionAtTop);
        const auto *button = m_view->findChild<QPushButton *>(QStringLiteral("endButton"));
        m_model->addStored(many(301, 303));
        QVERIFY2(button->text().contains(u'3'), qPrintable(button->text()));
        Chat::RoomMessage own = stored(304, QStringLiteral("mine"), "owner");
        own.clientId = Chat::ClientMessageId(QStringLiteral("second"));
        m_model->addStored({own}); // which is no news
        QVERIFY2(button->text().contains(u'3'), qPrintable(button->text()));
        m_model->dropBefore({50});
        m_model->addStored(many(1, 49)); // nor are they
        QVERIFY2(button->text().contains(u'3'), qPrintable(button->text()));
    }

    void hundredThousandRows()
    {
        m_model->addStored(many(1, 100'000));
        paint();
        QVERIFY(atEnd());
        QCOMPARE(m_view->indexAt(QPoint(10, m_view->viewport()->height() - 1)).row(), 99'999);
        m_view->setFocus();
        m_view->setCurrentIndex(m_model->index(50'000));
        paint();
        QVERIFY(m_view->viewport()->rect().intersects(m_view->visualRect(m_model->index(50'000))));
        QTest::keyClick(m_view.get(), Qt::Key_Down);
        QCOMPARE(m_view->currentIndex().row(), 50'001);
        QTest::keyClick(m_view.get(), Qt::Key_Home);
        QCOMPARE(m_view->currentIndex().row(), 0);
        paint();
        QCOMPARE(top().row(), 0);
        QTest::keyClick(m_view.get(), Qt::Key_End);
        paint();
        QVERIFY(m_view->visualRect(m_model->index(99'999)).bottom() <=
                m_view->viewport()->height());
    }

    void removedRowsAreGone()
    {
        m_model->addStored(many(1, 50));
        addFailed(QStringLiteral("m1"));
        paint();
        m_model->removeWaiting(Chat::ClientMessageId(QStringLiteral("m1")));
        paint();
        QVERIFY(atEnd());
        QCOMPARE(m_view->indexAt(QPoint(10, m_view->viewport()->height() - 1)).row(), 49);
    }

    // Paged again, a message may be another: edited or deleted meanwhile, or of a new log.
    void removedRowsAreForgotten()
    {
        const auto profile = Ui::Profile::open(m_folder.filePath(QStringLiteral("profile")));
        QVERIFY(profile);
        Ui::Ignored ignored(**profile, QStringLiteral("host"));
        ignored.set(Chat::UserId(QStringLiteral("u-noisy")), QStringLiteral("noisy"), true);
        m_model->setIgnored(&ignored);
        const auto height = [this](int row) {
            paint();
            return m_view->visualRect(m_model->index(row)).height();
        };
        m_model->addStored({stored(1, QStringLiteral("one\ntwo\nthree\nfour")),
                            stored(2, QStringLiteral("noise"), "u-noisy"), stored(3, {})});
        m_view->unfold(m_model->index(1));
        QVERIFY(!m_view->isFolded(m_model->index(1)));
        const int high = height(0);
        m_model->dropBefore({3});
        m_model->addStored(
            {stored(1, QStringLiteral("one")), stored(2, QStringLiteral("noise"), "u-noisy")});
        QVERIFY(height(0) < high);
        QVERIFY(m_view->isFolded(m_model->index(1)));
        m_view.reset(); // the model must not outlive whom it asks
        m_model.reset();
    }

    void failedMessageByKeyboard()
    {
        m_model->addStored(many(1, 3));
        addFailed(QStringLiteral("m1"));
        paint();
        QSignalSpy retried(m_view.get(), &TimelineView::retryRequested);
        QSignalSpy discarded(m_view.get(), &TimelineView::discardRequested);
        m_view->setCurrentIndex(m_model->index(2)); // somebody else's
        QTest::keyClick(m_view.get(), Qt::Key_Return);
        QTest::keyClick(m_view.get(), Qt::Key_Delete);
        QCOMPARE(retried.size() + discarded.size(), 0);
        m_view->setCurrentIndex(m_model->index(3));
        QTest::keyClick(m_view.get(), Qt::Key_Return);
        QCOMPARE(retried.size(), 1);
        QCOMPARE(retried.first().first().toString(), QStringLiteral("m1"));
        QTest::keyClick(m_view.get(), Qt::Key_Delete);
        QCOMPARE(discarded.size(), 1);
        // A key that is held drops one, and asks about none.
        QSignalSpy removed(m_view.get(), &TimelineView::removalWanted);
        QKeyEvent held(QEvent::KeyPress, Qt::Key_Delete, Qt::NoModifier, QString(), true);
        QApplication::sendEvent(m_view.get(), &held);
        m_view->setCurrentIndex(m_model->index(2));
        QApplication::sendEvent(m_view.get(), &held);
        QCOMPARE(discarded.size() + removed.size(), 1);
    }

    void linkOpensByKeyboardAndNoOther()
    {
        m_model->addStored({stored(1, QStringLiteral("file:///etc/passwd")),
                            stored(2, QStringLiteral("see https://example.org/a."))});
        paint();
        QSignalSpy opened(m_view.get(), &TimelineView::linkActivated);
        m_view->setCurrentIndex(m_model->index(0));
        QTest::keyClick(m_view.get(), Qt::Key_Return);
        QCOMPARE(opened.size(), 0);
        m_view->setCurrentIndex(m_model->index(1));
        QTest::keyClick(m_view.get(), Qt::Key_Return);
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened.first().first().toUrl().toString(),
                 QStringLiteral("https://example.org/a"));
    }

    void selectedRowsAreCopiedInOrder()
    {
        m_model->addStored({stored(1, QStringLiteral("first <b>%1</b>")),
                            stored(2, QStringLiteral("second")),
                            stored(3, QStringLiteral("third"))});
        paint();
        m_view->setCurrentIndex(m_model->index(2));
        m_view->selectAll();
        QTest::keyClick(m_view.get(), Qt::Key_C, Qt::ControlModifier);
        const QStringList lines = QApplication::clipboard()->text().split(u'\n');
        QCOMPARE(lines.size(), 3);
        QVERIFY2(lines.at(0).endsWith(QStringLiteral("민준: first <b>%1</b>")),
                 qPrintable(lines.at(0)));
        QVERIFY(lines.at(2).endsWith(QStringLiteral("third")));
    }
};

QTEST_MAIN(tst_TimelineView)
#include "tst_timelineview.moc"
