// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/scriptedhost.h"
#include "ui/appearance.h"
#include "ui/composer.h"
#include "ui/language.h"
#include "ui/model/pace.h"
#include "ui/model/roomlistmodel.h"
#include "ui/paceclock.h"
#include "ui/pauseline.h"
#include "ui/slowmodeclock.h"

#include <QLabel>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QTimeZone>

using Ui::PauseLine;

namespace {

Chat::RoomInfo named(const QString &id)
{
    Chat::RoomInfo room;
    room.id = Chat::RoomId(id);
    room.name = id;
    return room;
}

} // namespace

// Why one has to wait, above the field.
class tst_PauseLine : public QObject {
    Q_OBJECT
    const Chat::RoomId slow{QStringLiteral("slow")};
    const Chat::RoomId other{QStringLiteral("other")};
    QTemporaryDir m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<Ui::Appearance> m_appearance;
    std::unique_ptr<Ui::RoomListModel> m_rooms;
    std::unique_ptr<Ui::Composer> m_composer;
    std::unique_ptr<PauseLine> m_line;
    QDateTime m_now;

    QString shown() const
    {
        return m_line->isHidden()
                   ? QString()
                   : m_line->findChild<QLabel *>(QStringLiteral("pauseText"))->text();
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
        m_now = QDateTime(QDate(2026, 11, 22), QTime(12, 0), QTimeZone::utc());
        m_rooms = std::make_unique<Ui::RoomListModel>();
        m_rooms->setRooms({named(slow.toString()), named(other.toString())});
        m_composer = std::make_unique<Ui::Composer>(*m_appearance);
        m_line = std::make_unique<PauseLine>(*m_appearance);
    }
    void cleanup()
    {
        m_line.reset();
        m_composer.reset();
        m_rooms.reset();
    }

    void oneReasonAtATime()
    {
        QCOMPARE(shown(), QString());
        m_line->setReason(PauseLine::Reason::Pace, QStringLiteral("too fast"));
        QCOMPARE(shown(), QStringLiteral("too fast"));
        m_line->setReason(PauseLine::Reason::SlowMode, QStringLiteral("slow <b>room</b>"));
        QCOMPARE(shown(), QStringLiteral("slow <b>room</b>"));
        QCOMPARE(m_line->findChild<QLabel *>(QStringLiteral("pauseText"))->textFormat(),
                 Qt::PlainText);
        m_line->setReason(PauseLine::Reason::SlowMode, {});
        QCOMPARE(shown(), QStringLiteral("too fast"));
        m_line->setReason(PauseLine::Reason::Pace, {});
        QCOMPARE(shown(), QString());
    }

    void tellsWhenTheHostGoesOn()
    {
        ScriptedHost host;
        Stomp::StompClient client(
            host.linkMaker(), [] { return Stomp::Headers(); }, Stomp::StompClient::Options());
        Stomp::TimePoint now = Stomp::Clock::now();
        auto *pace = new Ui::Pace(client, nullptr, [&now] { return now; });
        new Ui::PaceClock(pace, *m_line);
        client.connectToHost();
        QTRY_VERIFY(!host.subscribed.empty());
        QCOMPARE(shown(), QString());
        host.publish(Chat::paceQueue(), R"({"wait":2500})");
        QTRY_VERIFY2(shown().contains(QStringLiteral(" 3 s.")), qPrintable(shown()));
        now += std::chrono::seconds(3);
        pace->update();
        QCOMPARE(shown(), QString());
        m_line.reset(); // it looks at the client
    }

    void isSaidInTheLanguageOfNow()
    {
        new Ui::SlowModeClock(*m_rooms, *m_composer, *m_line, [this] { return m_now; });
        m_composer->setRoom(slow, QStringLiteral("Slow"));
        m_rooms->setNextSpeech(slow, m_now.addSecs(3600).toLocalTime());
        QVERIFY(shown().startsWith(QStringLiteral("You can write")));
        const Ui::Language korean(QStringLiteral("ko"));
        QCoreApplication::sendPostedEvents(); // no timer, which would say it anew by itself
        QVERIFY2(shown().contains(QStringLiteral("1:00:00")) &&
                     !shown().startsWith(QStringLiteral("You can write")),
                 qPrintable(shown()));
    }

    void countsDownInTheRoomThatIsShown()
    {
        new Ui::SlowModeClock(*m_rooms, *m_composer, *m_line, [this] { return m_now; });
        m_composer->setRoom(slow, QStringLiteral("Slow"));
        QCOMPARE(shown(), QString());
        // As the model has it, in local time.
        m_rooms->setNextSpeech(slow, m_now.addMSecs(22'100).toLocalTime());
        QVERIFY2(shown().contains(QStringLiteral("again in 0:23.")), qPrintable(shown()));
        m_composer->setRoom(other, QStringLiteral("Other"));
        QCOMPARE(shown(), QString());
        m_composer->setRoom(slow, QStringLiteral("Slow"));
        m_now = m_now.addSecs(20);
        QTRY_VERIFY2(shown().contains(QStringLiteral("again in 0:03.")), qPrintable(shown()));
        m_now = m_now.addSecs(3);
        QTRY_COMPARE(shown(), QString()); // by itself
    }

    void longPausesAreReadable_data()
    {
        QTest::addColumn<int>("seconds");
        QTest::addColumn<QString>("shown");
        QTest::newRow("seconds") << 5 << "0:05";
        QTest::newRow("minutes") << 754 << "12:34";
        QTest::newRow("an hour") << 3600 << "1:00:00";
        QTest::newRow("a day") << 86'399 << "23:59:59";
    }
    void longPausesAreReadable()
    {
        QFETCH(int, seconds);
        QFETCH(QString, shown);
        new Ui::SlowModeClock(*m_rooms, *m_composer, *m_line, [this] { return m_now; });
        m_composer->setRoom(slow, QStringLiteral("Slow"));
        m_rooms->setNextSpeech(slow, m_now.addSecs(seconds));
        QVERIFY2(this->shown().contains(QStringLiteral("again in ") + shown + u'.'),
                 qPrintable(this->shown()));
    }
};

QTEST_MAIN(tst_PauseLine)
#include "tst_pauseline.moc"
