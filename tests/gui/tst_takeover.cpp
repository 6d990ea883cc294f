// SPDX-License-Identifier: GPL-3.0-or-later
// The desktop program goes on with the rooms of a host that closes: two clicks, and all that was
// said is there once, private rooms are private, and the two hosts' logs agree when they meet.
#include "app/application.h"
#include "server/hostupkeep.h"
#include "tests/support/elsewhere.h"
#include "ui/chatpage.h"
#include "ui/joinedhosts.h"
#include "ui/model/hostfiles.h"
#include "ui/model/hostpassword.h"
#include "ui/model/hostsettings.h"
#include "ui/model/roomorders.h"
#include "ui/model/upload.h"
#include "ui/stopstrip.h"
#include "ui/takeoverdialog.h"

#include <QApplication>
#include <QCheckBox>
#include <QCryptographicHash>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QPointer>
#include <QPushButton>

using namespace std::chrono_literals;

namespace {

const Chat::RoomId club{QStringLiteral("club")};
constexpr int patience = Elsewhere::patience;
const QByteArray content("what to bring");

} // namespace

class TakeOverTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Ui::RecentLog> m_log;
    std::unique_ptr<Application> m_program;
    Ui::MainWindow *m_window = nullptr;
    std::unique_ptr<Elsewhere> m_oak;

    template <typename T>
    T *find(const char *name) const
    {
        return m_window->findChild<T *>(QString::fromLatin1(name));
    }
    Ui::ChatPage *page(bool hostedHere) const
    {
        for (Ui::ChatPage *one : m_window->findChildren<Ui::ChatPage *>()) {
            if (one->summary().hostedHere == hostedHere)
                return one;
        }
        return nullptr;
    }
    Ui::ChatClient *client(bool hostedHere) const
    {
        const auto &all = m_window->findChild<Ui::JoinedHosts *>()->all();
        for (const auto &host : all) {
            if (host.summary.hostedHere == hostedHere)
                return host.client;
        }
        return nullptr;
    }
    /// A program that is at Oak, in the lobby and in a private room that it made.
    void comeIn(const QString &password = {})
    {
        auto profile = Ui::Profile::open(m_folder->filePath(QStringLiteral("profile")));
        QVERIFY(profile);
        (*profile)->setName(QStringLiteral("kim"));
        (*profile)->settings().setValue(QStringLiteral("language"), QStringLiteral("en"));
        DesktopOptions options;
        options.join = m_oak->address;
        options.port = 0;
        m_log = std::make_unique<Ui::RecentLog>();
        m_program = std::make_unique<Application>(options, std::move(*profile), *m_log);
        m_program->start();
        for (QWidget *one : QApplication::topLevelWidgets()) {
            if (one->objectName() == QStringLiteral("mainWindow"))
                m_window = qobject_cast<Ui::MainWindow *>(one);
        }
        QVERIFY(m_window);
        if (!password.isEmpty()) {
            QTRY_VERIFY_WITH_TIMEOUT(find<QLineEdit>("password")->isVisible(), patience);
            find<QLineEdit>("password")->setText(password);
            QTest::keyClick(find<QLineEdit>("password"), Qt::Key_Return);
        }
        QTRY_VERIFY_WITH_TIMEOUT(
            client(false) && client(false)->rooms()->isJoined(Chat::lobbyRoom()), patience);
        Ui::ChatClient *oak = client(false);
        Chat::RoomRequest request{club.toString(), QStringLiteral("Club"), {}, {}};
        request.settings.visibility = Chat::Visibility::Private;
        oak->orders()->make(request);
        QTRY_VERIFY_WITH_TIMEOUT(oak->rooms()->isJoined(club), patience);
        m_oak->friends->say(Chat::lobbyRoom(), QStringLiteral("from lee"));
        QTRY_VERIFY_WITH_TIMEOUT(heard(*oak).contains(QStringLiteral("from lee")), patience);
        sayWithFile();
        QTRY_VERIFY_WITH_TIMEOUT(heard(*oak).contains(QStringLiteral("with a file")), patience);
        oak->say(Chat::lobbyRoom(), QStringLiteral("from kim"));
        oak->say(club, QStringLiteral("secret"));
        QTRY_COMPARE_WITH_TIMEOUT(oak->unsentCount(), 0, patience);
        QTRY_VERIFY_WITH_TIMEOUT(heard(*m_oak->friends).contains(QStringLiteral("from kim")),
                                 patience);
    }
    /// Lee does, in the lobby.
    void sayWithFile()
    {
        QFile file(m_folder->filePath(QStringLiteral("notes.txt")));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
        file.close();
        Ui::HostFiles files;
        files.setAddress(
            Ui::HostFiles::addressOf(Chat::hostUrl(QStringLiteral("ws://") + m_oak->address)));
        files.follow(*m_oak->friends);
        Ui::Upload upload(files, file.fileName(), {}, {});
        upload.start();
        QTRY_COMPARE_WITH_TIMEOUT(upload.state(), Ui::Upload::State::Complete, patience);
        m_oak->friends->say(Chat::lobbyRoom(), QStringLiteral("with a file"), {}, {upload.file()});
        QTRY_COMPARE_WITH_TIMEOUT(m_oak->friends->unsentCount(), 0, patience);
        upload.release();
    }
    /// What a host's data has of it.
    static QByteArray contentIn(const QString &data)
    {
        const QString hash = QString::fromLatin1(
            QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex());
        QFile blob(QStringLiteral("%1/files/blobs/%2/%3").arg(data, hash.first(2), hash));
        return blob.open(QIODevice::ReadOnly) ? blob.readAll() : QByteArray();
    }
    Ui::TakeOverDialog *ask()
    {
        QPushButton *button = page(false)->findChild<QPushButton *>(QStringLiteral("stopTakeOver"));
        if (!QTest::qWaitFor([&] { return button->isVisible(); }, patience))
            return nullptr;
        button->click();
        return m_window->findChild<Ui::TakeOverDialog *>();
    }
    static QPushButton *button(Ui::TakeOverDialog *dialog, const char *name)
    {
        return dialog->findChild<QPushButton *>(QString::fromLatin1(name));
    }
    /// The second click, and what it brings.
    void takeOver(Ui::TakeOverDialog *dialog)
    {
        button(dialog, "takeOverStart")->click();
        QLabel *link = dialog->findChild<QLabel *>(QStringLiteral("takeOverLink"));
        QTRY_VERIFY_WITH_TIMEOUT(link->isVisible(), patience);
        QVERIFY(link->text().startsWith(QStringLiteral("madang://")));
        QTRY_VERIFY_WITH_TIMEOUT(heard(*client(true)).contains(QStringLiteral("from kim")),
                                 patience);
    }
    /// What was said in a room of the own host, but for notices.
    QStringList own(const Chat::RoomId &room) const
    {
        QStringList said = heard(*client(true), room);
        const QStringList known{QStringLiteral("from lee"), QStringLiteral("from kim"),
                                QStringLiteral("secret"), QStringLiteral("and on")};
        said.removeIf([&](const QString &one) { return !known.contains(one); });
        return said;
    }
    /// The one room here that is not open to all.
    Chat::RoomId privateRoom() const
    {
        const Ui::RoomListModel &rooms = *client(true)->rooms();
        for (int row = 0; row < rooms.rowCount(); ++row) {
            const Chat::RoomId id = rooms.roomAt(rooms.index(row));
            if (rooms.room(id).settings.visibility == Chat::Visibility::Private)
                return id;
        }
        return {};
    }

    void begin(const QString &password)
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_oak = std::make_unique<Elsewhere>();
        QVERIFY(m_oak->start(QStringLiteral("Oak"), password));
        comeIn(password);
    }
    static QString note(Ui::TakeOverDialog *dialog)
    {
        return dialog->findChild<QLabel *>(QStringLiteral("takeOverNote"))->text();
    }
    /// Asks anew as long as the dialog says something else: what a host tells may be a second old.
    bool isTold(QPointer<Ui::TakeOverDialog> &dialog, const QString &words)
    {
        if (!dialog)
            dialog = ask();
        if (dialog && note(dialog).contains(words))
            return true;
        if (dialog)
            dialog->reject();
        return false;
    }
    Ui::HostSettings::Entrance ownEntrance() const
    {
        const QSettings settings(m_folder->filePath(QStringLiteral("profile/settings.ini")),
                                 QSettings::IniFormat);
        return Ui::HostSettings::read(settings).entrance;
    }
    Ui::HostPassword ownPassword() const
    {
        return Ui::HostPassword(m_folder->filePath(QStringLiteral("host")));
    }
    /// How somebody fares who was never there and brings nothing, at the own host.
    Ui::ConnectionStatus strangersStatus() const
    {
        const QTemporaryDir folder;
        const auto profile = Ui::Profile::open(folder.path());
        if (!profile)
            return {};
        (*profile)->setName(QStringLiteral("park"));
        const QUrl url(
            QStringLiteral("ws://127.0.0.1:%1/ws-stomp").arg(page(true)->summary().web.port()));
        Ui::ChatClient stranger(**profile, url.authority(),
                                [url] { return std::make_unique<Stomp::WebSocketLink>(url); });
        stranger.connectToHost();
        (void)QTest::qWaitFor(
            [&] {
                const Ui::ConnectionStatus status = stranger.status();
                return status.phase == Ui::ConnectionStatus::Phase::Online ||
                       status.refusal != Ui::ConnectionStatus::Refusal::None;
            },
            patience);
        return stranger.status();
    }

private Q_SLOTS:
    void init() { begin({}); }
    void cleanup()
    {
        m_program.reset();
        m_window = nullptr;
        m_log.reset();
        m_oak.reset();
    }

    void twoClicksWhileItIsThere()
    {
        page(false)->showRoom(Chat::lobbyRoom());
        m_oak->host->announceStop({QStringLiteral("lunch"), 3600s});
        Ui::TakeOverDialog *dialog = ask();
        QVERIFY(dialog);
        QCOMPARE(dialog->rooms().size(), size_t(2));
        const auto *list = dialog->findChild<QListWidget *>(QStringLiteral("takeOverRooms"));
        QStringList lines;
        for (int row = 0; row < list->count(); ++row)
            lines << list->item(row)->text();
        QVERIFY2(lines.join(u'|').contains(QStringLiteral("Club (private): ")),
                 qPrintable(lines.join(u'|')));
        QVERIFY(dialog->findChild<QCheckBox *>(QStringLiteral("takeOverFiles"))->isVisible());
        takeOver(dialog);
        QCOMPARE(own(Chat::lobbyRoom()),
                 QStringList({QStringLiteral("from lee"), QStringLiteral("from kim")}));
        QCOMPARE(contentIn(m_folder->filePath(QStringLiteral("host"))), content);
        // What one said is one's own still; what others said is nobody's who could come in here.
        const Ui::TimelineModel *lobby = client(true)->timeline(Chat::lobbyRoom());
        for (int row = 0; row < lobby->rowCount(); ++row) {
            const QModelIndex line = lobby->index(row);
            const QString text = line.data(Ui::TimelineModel::TextRole).toString();
            const QString sender = line.data(Ui::TimelineModel::SenderIdRole).toString();
            if (text == QStringLiteral("from kim"))
                QVERIFY(line.data(Ui::TimelineModel::OwnRole).toBool());
            else if (text == QStringLiteral("from lee"))
                QVERIFY2(sender.contains(u':'), qPrintable(sender));
        }
        // The private room is private, and mine.
        QTRY_VERIFY_WITH_TIMEOUT(!privateRoom().isEmpty(), patience);
        QVERIFY(privateRoom() != club);
        QTRY_COMPARE_WITH_TIMEOUT(own(privateRoom()), QStringList{QStringLiteral("secret")},
                                  patience);
        QCOMPARE(client(true)->rooms()->room(privateRoom()).own.role, Chat::MemberRole::Owner);
        // Nothing was said to the others until now.
        QVERIFY(!heard(*m_oak->friends).join(u'|').contains(QStringLiteral("madang://")));
        QVERIFY(button(dialog, "takeOverTell")->isVisible());
        button(dialog, "takeOverTell")->click();
        QVERIFY(!button(dialog, "takeOverTell")->isEnabled());
        QTRY_VERIFY_WITH_TIMEOUT(
            heard(*m_oak->friends).join(u'|').contains(QStringLiteral("madang://")), patience);
    }

    void openWhereItWasOpen()
    {
        m_oak->host->announceStop({QStringLiteral("lunch"), 3600s});
        Ui::TakeOverDialog *dialog = ask();
        QVERIFY(dialog);
        QTRY_VERIFY_WITH_TIMEOUT(
            note(dialog).contains(QStringLiteral("anyone on the network may come in")), patience);
        takeOver(dialog);
        QCOMPARE(ownEntrance(), Ui::HostSettings::Entrance::Anyone);
        QCOMPARE(strangersStatus().phase, Ui::ConnectionStatus::Phase::Online);
    }

    void closedWhereItWasClosed_data()
    {
        QTest::addColumn<int>("entrance");
        QTest::newRow("approval") << int(Server::HostConfig::Entrance::Approval);
        QTest::newRow("invitation") << int(Server::HostConfig::Entrance::Invitation);
    }
    void closedWhereItWasClosed()
    {
        QFETCH(int, entrance);
        m_oak->config.entrance = Server::HostConfig::Entrance(entrance); // since one came in
        m_oak->host->reload(m_oak->config);
        m_oak->host->announceStop({QStringLiteral("lunch"), 3600s});
        QPointer<Ui::TakeOverDialog> dialog;
        QTRY_VERIFY_WITH_TIMEOUT(
            isTold(dialog, QStringLiteral("As not everybody may come in there")), patience);
        takeOver(dialog);
        QCOMPARE(ownEntrance(), Ui::HostSettings::Entrance::Approval);
        QCOMPARE(strangersStatus().refusal, Ui::ConnectionStatus::Refusal::AwaitsApproval);
    }

    void thePasswordOfThere()
    {
        cleanup();
        begin(QStringLiteral("sesame"));
        m_oak->host->announceStop({QStringLiteral("lunch"), 3600s});
        Ui::TakeOverDialog *dialog = ask();
        QVERIFY(dialog);
        QTRY_VERIFY_WITH_TIMEOUT(note(dialog).contains(QStringLiteral("the same password")),
                                 patience);
        takeOver(dialog);
        QFile kept(ownPassword().file());
        QVERIFY(kept.open(QIODevice::ReadOnly));
        QCOMPARE(kept.readAll(), QByteArray("sesame\n"));
        QCOMPARE(strangersStatus().refusal, Ui::ConnectionStatus::Refusal::PasswordNeeded);
    }

    void whoClosedTheirOwnHostKeepsItClosed()
    {
        QVERIFY(ownPassword().set(QStringLiteral("mine")));
        m_oak->host->announceStop({QStringLiteral("lunch"), 3600s});
        Ui::TakeOverDialog *dialog = ask();
        QVERIFY(dialog);
        QVERIFY2(note(dialog).contains(QStringLiteral("as you have it for your own Madang")),
                 qPrintable(note(dialog)));
        takeOver(dialog);
        QVERIFY(ownPassword().isSet());
        QCOMPARE(strangersStatus().refusal, Ui::ConnectionStatus::Refusal::PasswordNeeded);
    }

    void whatIsHeldWhenItIsGone()
    {
        m_oak->host->stop({QStringLiteral("lunch")});
        QTRY_COMPARE_WITH_TIMEOUT(client(false)->status().phase,
                                  Ui::ConnectionStatus::Phase::Waiting, patience);
        Ui::TakeOverDialog *dialog = ask();
        QVERIFY(dialog);
        QVERIFY(!dialog->findChild<QCheckBox *>(QStringLiteral("takeOverFiles"))->isVisible());
        takeOver(dialog);
        QCOMPARE(own(Chat::lobbyRoom()),
                 QStringList({QStringLiteral("from lee"), QStringLiteral("from kim")}));
        QTRY_COMPARE_WITH_TIMEOUT(own(privateRoom()), QStringList{QStringLiteral("secret")},
                                  patience);
        QVERIFY(!button(dialog, "takeOverTell")->isVisible()); // there is nobody to tell
        // Of the file the name alone is left.
        QCOMPARE(contentIn(m_folder->filePath(QStringLiteral("host"))), QByteArray());
        QVERIFY(heard(*client(true)).contains(QStringLiteral("with a file")));
    }

    void theLogsAgreeWhenTheyMeet()
    {
        m_oak->host->announceStop({QStringLiteral("lunch"), 3600s});
        takeOver(ask());
        client(true)->say(Chat::lobbyRoom(), QStringLiteral("and on"));
        QTRY_COMPARE_WITH_TIMEOUT(client(true)->unsentCount(), 0, patience);
        QTRY_COMPARE_WITH_TIMEOUT(own(Chat::lobbyRoom()).size(), 3, patience);
        const QString ours = m_folder->filePath(QStringLiteral("host"));
        m_program.reset();
        m_window = nullptr;
        m_oak->friends.reset();
        m_oak->kill();
        const auto exported = [this](const QString &data, const QString &name) {
            const QString to = m_folder->filePath(name);
            const auto done = Server::runUpkeep(
                {QStringLiteral("export"), QStringLiteral("--format"), QStringLiteral("json"),
                 QStringLiteral("--to"), to, QStringLiteral("--data"), data},
                [](const QString &) {});
            return done.failure ? done.failure->sentence : to;
        };
        const auto import = [](const QString &from, const QString &data) {
            const auto done = Server::runUpkeep({QStringLiteral("import"), QStringLiteral("--from"),
                                                 from, QStringLiteral("--data"), data},
                                                [](const QString &) {});
            return (done.failure ? QStringList{done.failure->sentence} : done.lines)
                .filter(QStringLiteral("lobby"));
        };
        const QString theirs = m_oak->dataFolder();
        // Only what was said here since: one message, and that somebody came.
        const QStringList first = import(exported(ours, QStringLiteral("1")), theirs);
        const QStringList back = import(exported(theirs, QStringLiteral("2")), ours);
        const QStringList again = import(exported(ours, QStringLiteral("3")), theirs);
        QVERIFY2(again.value(0).contains(QStringLiteral(" 0 messages added")),
                 qPrintable((first + back + again).join(u'\n')));
        for (const QString &data : {ours, theirs}) {
            QFile lines(exported(data, QFileInfo(data).fileName() + QStringLiteral("-last")) +
                        QStringLiteral("/export.jsonl"));
            QVERIFY(lines.open(QIODevice::ReadOnly));
            const QByteArray text = lines.readAll();
            for (const char *said : {"\"from lee\"", "\"from kim\"", "\"secret\"", "\"and on\""})
                QVERIFY2(text.count(said) == 1, said);
            QVERIFY(text.indexOf("\"from lee\"") < text.indexOf("\"from kim\""));
        }
    }

    void notIntoAHostThatIsOpen()
    {
        m_window->showStart();
        find<QPushButton>("hostHere")->click();
        QTRY_VERIFY_WITH_TIMEOUT(client(true), patience);
        m_window->showChat(client(false));
        m_oak->host->announceStop({QStringLiteral("lunch"), 3600s});
        QCOMPARE(ask(), nullptr);
        QVERIFY(find<QMessageBox>("takeOverRefused"));
    }

    void stoppedHalfWayNothingIsOpen()
    {
        m_oak->host->announceStop({QStringLiteral("lunch"), 3600s});
        Ui::TakeOverDialog *dialog = ask();
        QVERIFY(dialog);
        button(dialog, "takeOverStart")->click();
        button(dialog, "takeOverCancel")->click();
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->findChild<Ui::TakeOverDialog *>(), patience);
        // What it had begun is taken away again.
        const auto left = [this] {
            return QDir(m_folder->path())
                .entryList({QStringLiteral("takeover-*")}, QDir::Dirs | QDir::NoDotAndDotDot);
        };
        QTRY_COMPARE_WITH_TIMEOUT(left(), QStringList(), patience);
        QVERIFY(!client(true));
        // And it can be had again.
        dialog = ask();
        QVERIFY(dialog);
        takeOver(dialog);
    }
};

QTEST_MAIN(TakeOverTest)
#include "tst_takeover.moc"
