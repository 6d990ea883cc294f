// SPDX-License-Identifier: GPL-3.0-or-later
// madang --demo: a Madang to look at, which is none of the person's own and leaves nothing behind.
#include "app/application.h"
#include "app/demo.h"
#include "ui/chatpage.h"
#include "ui/connectionstrip.h"
#include "ui/mainwindow.h"
#include "ui/model/memberlistmodel.h"
#include "ui/model/profile.h"
#include "ui/model/recentlog.h"
#include "ui/model/roomlistmodel.h"
#include "ui/model/timelinemodel.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QDir>
#include <QDirIterator>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QPlainTextEdit>
#include <QProcess>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <memory>

namespace {

constexpr int patience = 20000; ///< ms; QtTest waits thrice as long to tell what would do

/// The program with a demo in it, as main() puts them together.
struct Running {
    explicit Running(DemoPeople::Pace pace)
    {
        auto made = Demo::create(false, pace);
        if (!made)
            qFatal("%s", qPrintable(made.error()));
        demo = std::move(*made);
        DesktopOptions options;
        demo->lead(options);
        auto profile = Ui::Profile::open(options.profileFolder + QStringLiteral("/profile"));
        (*profile)->settings().setValue(QStringLiteral("language"), QStringLiteral("en"));
        demo->settle(**profile);
        desktop = std::make_unique<Application>(options, std::move(*profile), log);
        QObject::connect(desktop.get(), &Application::hosting, desktop.get(),
                         [this](const Server::HostAddresses &addresses) {
                             web = addresses.http.first();
                             demo->comeTo(addresses);
                         });
        desktop->start();
    }
    ~Running()
    {
        QSignalSpy finished(desktop.get(), &Application::finished);
        desktop->quit();
        if (!QTest::qWaitFor([&] { return !finished.isEmpty(); }, patience))
            QTest::qFail("the program does not end", __FILE__, __LINE__);
    }

    QWidget *window() const
    {
        for (QWidget *one : QApplication::topLevelWidgets()) {
            if (one->objectName() == QStringLiteral("mainWindow"))
                return one;
        }
        return nullptr;
    }
    template <typename T>
    T *find(const char *name) const
    {
        return window()->findChild<T *>(QString::fromLatin1(name));
    }
    /// A room's place in the list; invalid while it is not there.
    QModelIndex room(const QString &name) const
    {
        const auto *list = find<QAbstractItemView>("roomList");
        if (!list)
            return {};
        for (int row = 0; row < list->model()->rowCount(); ++row) {
            const QModelIndex index = list->model()->index(row, 0);
            if (index.data(Ui::RoomListModel::NameRole).toString() == name)
                return index;
        }
        return {};
    }
    int here(const QString &name) const
    {
        return room(name).data(Ui::RoomListModel::HereRole).toInt();
    }
    int unread(const QString &name) const
    {
        return room(name).data(Ui::RoomListModel::UnreadRole).toInt();
    }
    /// The newest line with that text; invalid while there is none.
    QModelIndex line(const QString &text) const
    {
        const auto *lines = find<QAbstractItemView>("timeline")->model();
        for (int row = lines->rowCount() - 1; row >= 0; --row) {
            const QModelIndex index = lines->index(row, 0);
            if (index.data(Ui::TimelineModel::TextRole).toString() == text)
                return index;
        }
        return {};
    }
    /// Of somebody at the side; invalid while they are not there.
    QVariant person(const char *name, Ui::MemberListModel::Role role) const
    {
        const auto *people = find<QAbstractItemView>("memberList")->model();
        for (int row = 0; row < people->rowCount(); ++row) {
            const QModelIndex index = people->index(row, 0);
            if (index.data(Ui::MemberListModel::NameRole).toString() == QString::fromLatin1(name))
                return index.data(role);
        }
        return {};
    }
    void show(const QString &name) const
    {
        QTRY_VERIFY_WITH_TIMEOUT(room(name).isValid(), patience);
        window()->findChild<Ui::ChatPage *>()->showRoom(
            Chat::RoomId(room(name).data(Ui::RoomListModel::RoomIdRole).toString()));
    }

    Ui::RecentLog log;
    std::unique_ptr<Demo> demo; ///< Outlives the program that shows it.
    std::unique_ptr<Application> desktop;
    QString web;
};

Chat::Timestamp dayOf(const Demo &demo)
{
    return demo.story().rooms.front().record.created;
}

QStringList filesIn(const QString &folder)
{
    QStringList found;
    QDirIterator it(folder, QDir::Files | QDir::Hidden | QDir::System,
                    QDirIterator::Subdirectories);
    while (it.hasNext())
        found << it.next();
    return found;
}

} // namespace

class TestDemo : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void roomsAndPeopleAreThere()
    {
        const Running running(DemoPeople::Pace::Still);
        for (const char *name : {"Lobby", "Development", "Lunch", "Releases", "Minutes", "Readers"})
            QTRY_VERIFY_WITH_TIMEOUT(running.room(QString::fromLatin1(name)).isValid(), patience);
        QTRY_COMPARE_WITH_TIMEOUT(running.unread(QStringLiteral("Lunch")), 3, patience);
        QTRY_COMPARE_WITH_TIMEOUT(
            running.room(QStringLiteral("Lunch")).data(Ui::RoomListModel::MentionsRole).toInt(), 1,
            patience);
        QCOMPARE(running.unread(QStringLiteral("Lobby")), 0);
        QVERIFY(
            !running.room(QStringLiteral("Readers")).data(Ui::RoomListModel::JoinedRole).toBool());
        QTRY_COMPARE_WITH_TIMEOUT(running.find<QLabel>("hostLine")->text(),
                                  QStringLiteral("Demo: all made up"), patience);
        running.show(QStringLiteral("Development"));
        const QString sky = QStringLiteral("Look at the sky over the courtyard.");
        QTRY_VERIFY_WITH_TIMEOUT(running.line(sky).isValid(), patience);
        const QVariantList files = running.line(sky).data(Ui::TimelineModel::FilesRole).toList();
        QCOMPARE(files.size(), 1);
        // Three of the four are connected, and oneself.
        QTRY_COMPARE_WITH_TIMEOUT(running.here(QStringLiteral("Development")), 4, patience);
        QTRY_COMPARE_WITH_TIMEOUT(running.person("Haeun", Ui::MemberListModel::AvailabilityRole),
                                  int(Chat::Availability::Away), patience);
        QTRY_COMPARE_WITH_TIMEOUT(running.person("Minjun", Ui::MemberListModel::StatusRole),
                                  QStringLiteral("🎧 Heads down"), patience);
        QCOMPARE(running.person("Doyun", Ui::MemberListModel::HereRole), false);

        // What was told of files can be had.
        const QString token = files.front().toMap().value(QStringLiteral("token")).toString();
        QNetworkAccessManager network;
        const std::unique_ptr<QNetworkReply> picture(network.get(QNetworkRequest(
            QUrl(running.web + QStringLiteral("/files/") + token + QStringLiteral("/picture")))));
        QTRY_VERIFY_WITH_TIMEOUT(picture->isFinished(), patience);
        QVERIFY(!QImage::fromData(picture->readAll()).isNull());
    }

    void peopleAnswerAndGoOnTalking()
    {
        const Running running(DemoPeople::Pace::Calm);
        QTRY_COMPARE_WITH_TIMEOUT(running.here(QStringLiteral("Development")), 4, patience);
        running.show(QStringLiteral("Development"));
        auto *field = running.find<QPlainTextEdit>("composer");
        field->setFocus();
        QTest::keyClicks(field, QStringLiteral("is anybody here?"));
        QTest::keyClick(field, Qt::Key_Return);
        const auto readers = [&] {
            return running.line(QStringLiteral("is anybody here?"))
                .data(Ui::TimelineModel::ReceiptRole)
                .toMap()
                .value(QStringLiteral("read"));
        };
        QTRY_COMPARE_WITH_TIMEOUT(readers().toInt(), 3, patience);
        const DemoStory &story = running.demo->story();
        QTRY_VERIFY_WITH_TIMEOUT(running.line(story.answers.front()).isValid(), patience);
        QVERIFY(!running.line(story.answers.front()).data(Ui::TimelineModel::OwnRole).toBool());
        const DemoStory::Remark &first = story.remarks.front();
        QTRY_VERIFY_WITH_TIMEOUT(running.line(first.text).isValid(), patience);
        QCOMPARE(running.line(first.text).data(Ui::TimelineModel::SenderIdRole).toString(),
                 first.who.toString());
    }

    /// Closed, and opened once more: as it was, and for this computer alone.
    void theHostCanBeClosedAndOpened()
    {
        Running running(DemoPeople::Pace::Still);
        const QString here = QStringLiteral("http://127.0.0.1:");
        QTRY_VERIFY_WITH_TIMEOUT(!running.web.isEmpty(), patience);
        QVERIFY2(running.web.startsWith(here), qPrintable(running.web));
        running.web.clear();
        Q_EMIT running.window()->findChild<Ui::ConnectionStrip *>()->back();
        const auto openAgain = [&] { // till the one before has left its data
            auto *host = running.find<QPushButton>("hostHere");
            if (running.web.isEmpty() && host->isVisible() && host->isEnabled())
                host->click();
            return !running.web.isEmpty();
        };
        QTRY_VERIFY_WITH_TIMEOUT(openAgain(), patience);
        QVERIFY2(running.web.startsWith(here), qPrintable(running.web));
        QTRY_COMPARE_WITH_TIMEOUT(running.here(QStringLiteral("Development")), 4, patience);
        // Nothing is said twice.
        QTRY_COMPARE_WITH_TIMEOUT(running.unread(QStringLiteral("Lunch")), 3, patience);
    }

    void picturesHaveTheSameHours()
    {
        const auto make = [] { return Demo::create(true, DemoPeople::Pace::Still); };
        auto one = make(), other = make();
        if (one && other && dayOf(**one) != dayOf(**other)) // it became 10:05 in between
            one = make();
        QVERIFY(one && other);
        const auto &rooms = (*one)->story().rooms;
        const auto &others = (*other)->story().rooms;
        QCOMPARE(rooms.size(), others.size());
        for (size_t i = 0; i < rooms.size(); ++i) {
            QCOMPARE(rooms[i].said.size(), others[i].said.size());
            for (size_t j = 0; j < rooms[i].said.size(); ++j)
                QCOMPARE(rooms[i].said[j].message, others[i].said[j].message);
        }
    }

    void theProgramLeavesNothing_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<QString>("room");
        QTest::newRow("ko") << QStringLiteral("ko_KR.UTF-8") << QStringLiteral("개발팀");
        QTest::newRow("en") << QStringLiteral("en_GB.UTF-8") << QStringLiteral("Development");
    }
    void theProgramLeavesNothing()
    {
        QFETCH(const QString, language);
        QFETCH(const QString, room);
        const QTemporaryDir home, temporary;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
        environment.insert(QStringLiteral("LC_ALL"), language);
        environment.remove(QStringLiteral("LANGUAGE"));
        environment.insert(QStringLiteral("HOME"), home.path());
        environment.insert(QStringLiteral("TMPDIR"), temporary.path());
        for (const char *place : {"XDG_DATA_HOME", "XDG_CONFIG_HOME"})
            environment.insert(QString::fromLatin1(place),
                               home.filePath(QString::fromLatin1(place)));
        QProcess program;
        program.setProcessEnvironment(environment);
        program.start(QStringLiteral(MADANG_BINARY), {QStringLiteral("--demo")});
        QVERIFY2(program.waitForStarted(), qPrintable(program.errorString()));
        const QRegularExpression ready(
            QStringLiteral("^madang ready (http://127\\.0\\.0\\.1:\\d+) "));
        QByteArray output;
        QRegularExpressionMatch match;
        QTRY_VERIFY2_WITH_TIMEOUT((output += program.readAllStandardOutput(),
                                   match = ready.match(QString::fromUtf8(output)),
                                   match.hasMatch()),
                                  program.readAllStandardError().constData(), patience);
        QVERIFY(!filesIn(temporary.path()).isEmpty());

        QNetworkAccessManager network;
        const std::unique_ptr<QNetworkReply> rooms(
            network.get(QNetworkRequest(QUrl(match.captured(1) + QStringLiteral("/chat/rooms")))));
        QTRY_VERIFY_WITH_TIMEOUT(rooms->isFinished(), patience);
        QStringList names;
        for (const auto &one : QJsonDocument::fromJson(rooms->readAll()).array())
            names << one.toObject().value(QStringLiteral("name")).toString();
        QVERIFY2(names.contains(room), qPrintable(names.join(u',')));

        program.terminate();
        QVERIFY(program.waitForFinished(patience));
        QCOMPARE(program.exitStatus(), QProcess::NormalExit);
        QCOMPARE(program.exitCode(), 0);
        QCOMPARE(filesIn(temporary.path()), QStringList());
        QCOMPARE(filesIn(home.filePath(QStringLiteral("XDG_DATA_HOME"))), QStringList());
        QCOMPARE(filesIn(home.filePath(QStringLiteral("XDG_CONFIG_HOME"))), QStringList());
    }

    void nothingElseGoesWithIt_data()
    {
        QTest::addColumn<QStringList>("arguments");
        const QString demo = QStringLiteral("--demo");
        QTest::newRow("host") << QStringList{demo, QStringLiteral("--host")};
        QTest::newRow("profile") << QStringList{demo, QStringLiteral("--profile"),
                                                QStringLiteral("/nowhere")};
        QTest::newRow("join") << QStringList{QStringLiteral("--demo=still"),
                                             QStringLiteral("--join"), QStringLiteral("here")};
        QTest::newRow("link") << QStringList{demo, QStringLiteral("madang://here:7610")};
        QTest::newRow("name") << QStringList{demo, QStringLiteral("--name"),
                                             QStringLiteral("Jiwoo")};
        QTest::newRow("another pace") << QStringList{QStringLiteral("--demo=loud")};
    }
    void nothingElseGoesWithIt()
    {
        QFETCH(const QStringList, arguments);
        QProcess program;
        program.start(QStringLiteral(MADANG_BINARY), arguments);
        QVERIFY(program.waitForFinished(patience));
        QCOMPARE(program.exitStatus(), QProcess::NormalExit);
        QVERIFY(program.exitCode() != 0);
        QVERIFY(program.readAllStandardError().contains("--demo"));
    }
};

QTEST_MAIN(TestDemo)
#include "tst_demo.moc"
