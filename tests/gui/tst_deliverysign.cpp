// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/appearance.h"
#include "ui/deliverysign.h"
#include "ui/messagedetails.h"
#include "ui/model/timelinemodel.h"
#include "ui/timelineview.h"

#include <QHelpEvent>
#include <QLabel>
#include <QLocale>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolTip>

using Ui::Delivery;
using Ui::DeliverySign;
using Ui::TimelineModel;
using Ui::TimelineView;

namespace {

const Chat::RoomId room(QStringLiteral("개발팀"));
const Chat::UserId self(QStringLiteral("owner"));
const Chat::Timestamp start(std::chrono::milliseconds(1'700'000'000'000));

Chat::RoomMessage stored(qint64 sequence, const char *sender = "owner")
{
    Chat::RoomMessage message;
    message.room = room;
    message.sender = QString::fromLatin1(sender);
    message.senderId = Chat::UserId(QString::fromLatin1(sender));
    message.text = QStringLiteral("text");
    message.sequence = {sequence};
    message.time = start + std::chrono::minutes(sequence);
    return message;
}

Chat::RoomMessage unsent(const char *id)
{
    Chat::RoomMessage message = stored(0);
    message.clientId = Chat::ClientMessageId(QString::fromLatin1(id));
    return message;
}

} // namespace

// What stands beside own messages.
class tst_DeliverySign : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<Ui::Appearance> m_appearance;
    std::unique_ptr<TimelineModel> m_model;

    DeliverySign sign(int row) const { return DeliverySign::of(m_model->index(row)); }
    QString spoken(int row) const
    {
        return m_model->index(row).data(Qt::AccessibleTextRole).toString();
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
    }

    void tellsHowFarItGot_data()
    {
        QTest::addColumn<int>("of");
        QTest::addColumn<int>("delivered");
        QTest::addColumn<int>("read");
        QTest::addColumn<QString>("icon");
        QTest::addColumn<QString>("words");
        QTest::addColumn<QString>("said"); // to a screen reader
        QTest::newRow("nobody has it") << 5 << 0 << 0 << "check"
                                       << ""
                                       << "Delivered to 0 of 5";
        QTest::newRow("some have it") << 5 << 3 << 0 << "check"
                                      << "Delivered to 3 of 5"
                                      << "Delivered to 3 of 5";
        QTest::newRow("all have it") << 5 << 5 << 0 << "check-check"
                                     << "Delivered to 5 of 5"
                                     << "Delivered to 5 of 5";
        QTest::newRow("some read it") << 5 << 5 << 2 << "check-check"
                                      << "Read by 2 of 5"
                                      << "Read by 2 of 5";
        QTest::newRow("what was read was delivered") << 5 << 0 << 5 << "eye"
                                                     << "Read by 5 of 5"
                                                     << "Read by 5 of 5";
        QTest::newRow("the other one has not") << 1 << 0 << 0 << "check"
                                               << ""
                                               << "Not delivered yet";
        QTest::newRow("the other one has it") << 1 << 1 << 0 << "check-check"
                                              << "Delivered"
                                              << "Delivered";
        QTest::newRow("the other one read it") << 1 << 1 << 1 << "eye"
                                               << "Read"
                                               << "Read";
        QTest::newRow("nobody else was there") << 0 << 0 << 0 << "check"
                                               << ""
                                               << "";
    }
    void tellsHowFarItGot()
    {
        QFETCH(int, of);
        QFETCH(int, delivered);
        QFETCH(int, read);
        QFETCH(QString, said);
        m_model->addStored({stored(1)});
        QCOMPARE(sign(0).icon, QStringLiteral("check")); // the host has it, and no more is known
        QVERIFY(sign(0).words.isEmpty());
        m_model->setReceipts({{{1}, of, delivered, read, 0}});
        QTEST(sign(0).icon, "icon");
        QTEST(sign(0).words, "words");
        QVERIFY(!sign(0).isProblem);
        QCOMPARE(spoken(0), said.isEmpty() ? QStringLiteral("owner: text")
                                           : QStringLiteral("owner: text (%1)").arg(said));
    }

    void onlyTheNewestOfSeveralSaysHowMany()
    {
        std::vector<Chat::RoomMessage> said{stored(1), stored(2), stored(3, "u-lee"), stored(4)};
        said.push_back(stored(200)); // hours later
        m_model->addStored(said);
        std::vector<Chat::Receipt> receipts;
        for (const qint64 sequence : {1, 2, 4, 200})
            receipts.push_back({{sequence}, 3, 1, 1, 0});
        m_model->setReceipts(receipts);
        const auto says = [this] {
            QString rows;
            for (int row = 0; row < m_model->rowCount(); ++row)
                rows += sign(row).words.isEmpty() ? u'-' : u'w';
            return rows;
        };
        QCOMPARE(says(), QStringLiteral("-w-ww"));
        QVERIFY(spoken(0).contains(QStringLiteral("Read by 1 of 3"))); // all can be heard
        // What waits below has not come so far, so it is no newer one that the host has.
        m_model->addWaiting(unsent("m1"));
        QVERIFY(says().startsWith(QStringLiteral("-w-ww")));
        Chat::RoomMessage deleted = stored(200);
        deleted.changes.deleted = start;
        deleted.changes.revision = {1};
        m_model->change(deleted);
        QVERIFY(sign(4).words.isEmpty());
    }

    void whatDidNotGoOutSaysWhy()
    {
        m_model->addWaiting(unsent("m1"));
        QCOMPARE(sign(0).icon, QStringLiteral("clock"));
        QCOMPARE(sign(0).words, QStringLiteral("Waiting to be sent"));
        m_model->setDelivery(unsent("m1").clientId, Delivery::Waiting, QStringLiteral("disk full"));
        QCOMPARE(sign(0).words, QStringLiteral("Waiting: disk full"));
        QVERIFY(!sign(0).isProblem);
        m_model->setDelivery(unsent("m1").clientId, Delivery::Failed, QStringLiteral("%1 rude"));
        QCOMPARE(sign(0).words, QStringLiteral("Not sent: %1 rude"));
        QVERIFY(sign(0).isProblem && sign(0).mustSay);
    }

    void whatWaitsForLongHasAButton()
    {
        TimelineView view(*m_appearance);
        view.resize(600, 300);
        view.setModel(m_model.get());
        const auto now =
            std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
        Chat::RoomMessage first = stored(1);
        first.time = now - std::chrono::seconds(10);
        Chat::RoomMessage old = unsent("old");
        old.time = first.time;
        Chat::RoomMessage fresh = unsent("fresh");
        fresh.time = now - DeliverySign::longWait + std::chrono::milliseconds(500);
        Chat::RoomMessage second = first;
        second.sequence = {2};
        m_model->addStored({first, second});
        m_model->addWaiting(old);
        // Where a day begins in between, it begins there and not at the one that is measured.
        Chat::RoomMessage sameDay = unsent("same day");
        sameDay.time = fresh.time;
        m_model->addWaiting(sameDay);
        m_model->addWaiting(fresh);
        QVERIFY(!m_model->index(4).data(TimelineModel::DayStartRole).toBool());
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        view.grab();
        const auto height = [&](int row) { return view.visualRect(m_model->index(row)).height(); };
        QCOMPARE(height(2), height(1) + m_appearance->px(28));
        // It comes by itself, where nobody moves anything.
        QTRY_COMPARE_WITH_TIMEOUT(height(4), height(2), 30000);
        QSignalSpy discarded(&view, &TimelineView::discardRequested);
        QSignalSpy retried(&view, &TimelineView::retryRequested);
        view.setCurrentIndex(m_model->index(2));
        QTest::keyClick(&view, Qt::Key_Return); // there is nothing to send again
        QCOMPARE(retried.size(), 0);
        QTest::keyClick(&view, Qt::Key_Delete);
        QCOMPARE(discarded.size(), 1);
        QCOMPARE(discarded[0][0].toString(), QStringLiteral("old"));
        const QRect line = view.visualRect(m_model->index(2));
        QTest::mouseClick(view.viewport(), Qt::LeftButton, Qt::NoModifier,
                          QPoint(80, line.bottom() - 14));
        QCOMPARE(discarded.size(), 2);
        // What the host has is deleted, and asked about.
        QSignalSpy removed(&view, &TimelineView::removalWanted);
        view.setCurrentIndex(m_model->index(1));
        QTest::keyClick(&view, Qt::Key_Delete);
        QCOMPARE(discarded.size(), 2);
        QCOMPARE(removed.size(), 1);
    }

    void whatCameLateSaysWhenItWasWritten()
    {
        TimelineView view(*m_appearance);
        view.resize(600, 300);
        view.setModel(m_model.get());
        Chat::RoomMessage late = stored(3, "u-lee");
        late.written = late.time - std::chrono::minutes(90);
        Chat::RoomMessage older = stored(4, "u-lee");
        older.written = older.time - std::chrono::hours(50);
        m_model->addStored({stored(1, "u-lee"), stored(2, "u-lee"), late, older});
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        view.grab();
        const auto height = [&](int row) { return view.visualRect(m_model->index(row)).height(); };
        QCOMPARE(height(2), height(1) + m_appearance->px(18));
        const auto local = [](Chat::Timestamp time) {
            return QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count());
        };
        const QString time =
            QLocale().toString(local(*older.written), QLocale::ShortFormat); // with its day
        QVERIFY2(spoken(3).contains(QStringLiteral("Written %1, arrived later").arg(time)),
                 qPrintable(spoken(3)));
        QVERIFY(!spoken(1).contains(QStringLiteral("Written")));
        const QString details = Ui::MessageDetails::text(m_model->index(2));
        QVERIFY(details.contains(QLocale().toString(local(*late.written), QLocale::LongFormat)));
        QVERIFY(details.contains(QLocale().toString(local(late.time), QLocale::LongFormat)));
    }

    void theTooltipSaysAll()
    {
        TimelineView view(*m_appearance);
        view.resize(600, 300);
        view.setModel(m_model.get());
        m_model->addStored({stored(1)});
        m_model->setReceipts({{{1}, 5, 3, 2, 1}});
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        view.grab(); // painting is what measures
        const QRect line = view.visualRect(m_model->index(0));
        const auto hover = [&](int x) {
            QToolTip::hideText();
            const QPoint at(x, line.bottom() - 12);
            QHelpEvent help(QEvent::ToolTip, at, view.viewport()->mapToGlobal(at));
            QApplication::sendEvent(view.viewport(), &help);
            return QToolTip::text();
        };
        QString all;
        for (int x = line.left(); x < line.right(); x += 6) {
            if (const QString text = hover(x); text.contains(QStringLiteral("host")))
                all = text;
        }
        QVERIFY2(all.contains(QStringLiteral("Delivered to 3 of 5, read by 2")), qPrintable(all));
        QVERIFY2(all.contains(QStringLiteral("1 cannot confirm")), qPrintable(all));
    }

    void theDetailsFollow()
    {
        m_model->addStored({stored(1), stored(2, "u-lee")});
        auto *details = new Ui::MessageDetails(m_model->index(0));
        const QPointer<Ui::MessageDetails> shown(details);
        details->show();
        const auto *text = details->findChild<QLabel *>(QStringLiteral("messageDetailsText"));
        QVERIFY(text->text().contains(QStringLiteral("The host has it")));
        QVERIFY(text->textInteractionFlags() & Qt::TextSelectableByKeyboard);
        m_model->setReceipts({{{1}, 2, 1, 1, 0}});
        QVERIFY2(text->text().contains(QStringLiteral("Delivered to 1 of 2, read by 1")),
                 qPrintable(text->text()));
        // Of others' messages nobody tells us.
        QVERIFY(!Ui::MessageDetails::text(m_model->index(1)).contains(QStringLiteral("host")));
        m_model->dropBefore({2});
        QVERIFY(text->text().contains(QStringLiteral("read by 1"))); // what was true last
        QTest::keyClick(details, Qt::Key_Escape);
        QTRY_VERIFY(!shown);
    }

    void theDetailsFollowWhatWaitsToItsPlace()
    {
        m_model->addStored({stored(1)});
        m_model->addWaiting(unsent("first"));
        m_model->addWaiting(unsent("second"));
        Ui::MessageDetails details(m_model->index(2));
        const auto *text = details.findChild<QLabel *>(QStringLiteral("messageDetailsText"));
        QVERIFY(!text->text().contains(QStringLiteral("The host has it")));
        // It overtakes the one before it, so its row goes and another comes.
        Chat::RoomMessage there = stored(2);
        there.clientId = unsent("second").clientId;
        m_model->addStored({there});
        QCOMPARE(m_model->index(1).data(TimelineModel::ClientIdRole).toString(),
                 QStringLiteral("second"));
        QVERIFY2(text->text().contains(QStringLiteral("The host has it")),
                 qPrintable(text->text()));
        m_model->setReceipts({{{2}, 3, 2, 0, 0}});
        QVERIFY2(text->text().contains(QStringLiteral("Delivered to 2 of 3")),
                 qPrintable(text->text()));
        // Somebody else's that carries the same id is another message.
        Ui::MessageDetails waiting(m_model->index(2));
        const auto *waits = waiting.findChild<QLabel *>(QStringLiteral("messageDetailsText"));
        Chat::RoomMessage foreign = stored(3, "u-lee");
        foreign.clientId = unsent("first").clientId;
        m_model->removeWaiting(unsent("first").clientId);
        m_model->addStored({foreign});
        QVERIFY2(waits->text().startsWith(QStringLiteral("Written")), qPrintable(waits->text()));
    }
};

QTEST_MAIN(tst_DeliverySign)
#include "tst_deliverysign.moc"
