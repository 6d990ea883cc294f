// SPDX-License-Identifier: GPL-3.0-or-later
// The window of the host that is open here: what it says, what it asks for, and that it fits.
#include "tests/support/clippedwidgets.h"
#include "ui/appearance.h"
#include "ui/hostdialog.h"
#include "ui/language.h"
#include "ui/timespan.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QWheelEvent>

#include <memory>

using namespace std::chrono_literals;
using Ui::Firewall;
using Ui::HostAddress;
using Ui::HostDialog;
using Ui::HostFacts;
using Ui::HostSettings;
using Ui::HostStatus;

namespace {

HostFacts someFacts()
{
    HostFacts facts;
    facts.name = QStringLiteral("Jiwoo's Madang");
    facts.port = HostFacts::usualPort;
    facts.addresses = {
        {QStringLiteral("192.168.0.12:7610"), QStringLiteral("wlan0"), HostAddress::Kind::Wireless},
        {QStringLiteral("10.0.0.4:7610"), QStringLiteral("eth0"), HostAddress::Kind::Wired}};
    return facts;
}

} // namespace

class TestHostDialog : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<Ui::Language> m_language;
    std::unique_ptr<Ui::Appearance> m_appearance;
    std::unique_ptr<HostDialog> m_dialog;

    void open(Firewall firewall = Firewall::Unknown)
    {
        m_dialog = std::make_unique<HostDialog>(*m_appearance, firewall, nullptr);
        m_dialog->setAttribute(Qt::WA_DeleteOnClose, false);
        m_dialog->setFacts(someFacts());
        m_dialog->show();
        m_dialog->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
    }
    template <typename T>
    T *find(const char *name) const
    {
        return m_dialog->findChild<T *>(QString::fromLatin1(name));
    }
    QString text(const char *label) const { return find<QLabel>(label)->text(); }
    bool isShown(const char *name) const
    {
        return find<QWidget>(name)->isVisibleTo(m_dialog.get());
    }
    QString link() const { return find<QLineEdit>("hostLink")->text(); }
    static HostSettings chosen(const QSignalSpy &spy)
    {
        return spy.isEmpty() ? HostSettings() : spy.last()[0].value<HostSettings>();
    }

private Q_SLOTS:
    void initTestCase() { qRegisterMetaType<HostSettings>(); }
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_settings = std::make_unique<QSettings>(m_folder->filePath(QStringLiteral("s.ini")),
                                                 QSettings::IniFormat);
        m_language = std::make_unique<Ui::Language>(QStringLiteral("en"));
        m_appearance = std::make_unique<Ui::Appearance>(*m_settings);
    }
    void cleanup()
    {
        m_dialog.reset();
        m_appearance.reset();
        m_language.reset();
        m_settings.reset();
    }

    // --- what it says
    void howTheHostIs()
    {
        open();
        HostStatus status;
        status.people = 6;
        status.uptime = 2h + 59min;
        status.freeBytes = 48LL * 1024 * 1024 * 1024;
        m_dialog->setStatus(status);
        QCOMPARE(text("hostTitle"), QStringLiteral("Jiwoo's Madang"));
        QCOMPARE(text("hostState"), QStringLiteral("● Open · 6 people · for 2 hours"));
        QCOMPARE(text("hostEntrance"), QStringLiteral("Anyone on this network"));
        QCOMPARE(text("hostPortNumber"), QStringLiteral("7610"));
        QVERIFY(!isShown("hostPortNote"));
        QVERIFY(!isShown("hostProblem"));
        QCOMPARE(text("hostSpace"), QStringLiteral("48.0 GiB free · no backup yet"));
        HostFacts facts = someFacts();
        facts.lastBackup = QDateTime::currentDateTimeUtc().addSecs(-26 * 3600);
        m_dialog->setFacts(facts);
        QCOMPARE(text("hostSpace"), QStringLiteral("48.0 GiB free · last backup 1 day ago"));
        status.data = HostStatus::Data::NoRoom;
        m_dialog->setStatus(status);
        QVERIFY(isShown("hostProblem"));
    }

    void whoMayComeIn_data()
    {
        QTest::addColumn<int>("entrance");
        QTest::addColumn<bool>("password");
        QTest::addColumn<QString>("sentence");
        using Entrance = HostSettings::Entrance;
        const auto row = [](const char *name, Entrance entrance, bool password, const char *told) {
            QTest::newRow(name) << int(entrance) << password << QString::fromLatin1(told);
        };
        row("anyone", Entrance::Anyone, false, "Anyone on this network");
        row("password", Entrance::Anyone, true, "Whoever knows the password");
        row("invitation", Entrance::Invitation, false, "Whoever has an invitation");
        row("both", Entrance::Invitation, true, "Whoever has an invitation, or knows the password");
        row("approval", Entrance::Approval, false, "Whoever you let in, one by one");
    }
    void whoMayComeIn()
    {
        QFETCH(int, entrance);
        QFETCH(bool, password);
        HostFacts facts = someFacts();
        facts.settings.entrance = HostSettings::Entrance(entrance);
        facts.hasPassword = password;
        QTEST(Ui::entranceSentence(facts), "sentence");
    }

    void aPaneTakesTheSentencesPlace()
    {
        open();
        auto *pane = new QLabel(QStringLiteral("pane"));
        m_dialog->setEntrance(pane);
        QVERIFY(!isShown("hostEntrance"));
        QVERIFY(pane->isVisible());
        m_dialog->setFacts(someFacts());
        QVERIFY(!isShown("hostEntrance"));
    }

    void thePortIsExplainedWhereItIsAnother()
    {
        open();
        HostFacts facts = someFacts();
        facts.port = 7612;
        facts.takenPort = 7610;
        m_dialog->setFacts(facts);
        QVERIFY(isShown("hostPortNote"));
        QVERIFY(text("hostPortNote").startsWith(QStringLiteral("Another program has 7610")));
        facts.takenPort.reset();
        m_dialog->setFacts(facts);
        QVERIFY(text("hostPortNote").startsWith(QStringLiteral("It is not the usual 7610")));
        m_dialog->setFacts(someFacts());
        QVERIFY(!isShown("hostPortNote"));
    }

    void wordsAreShownOnceTheyAreGiven()
    {
        open();
        QVERIFY(!isShown("hostIdentity"));
        m_dialog->setIdentityWords({QStringLiteral("apple"), QStringLiteral("wall")});
        QVERIFY(isShown("hostIdentity"));
        QCOMPARE(text("hostIdentity"), QStringLiteral("apple · wall"));
        m_dialog->setIdentityWords({});
        QVERIFY(!isShown("hostIdentity"));
    }

    // --- the proof from outside
    void untilSomebodyCameThereIsAStep_data()
    {
        QTest::addColumn<int>("firewall");
        QTest::addColumn<QString>("step");
        QTest::addColumn<QString>("command");
        const auto row = [](const char *name, Firewall firewall, const char *step,
                            const char *command) {
            QTest::newRow(name) << int(firewall) << QString::fromLatin1(step)
                                << QString::fromLatin1(command);
        };
        row("ufw", Firewall::Ufw, "(ufw) is on", "sudo ufw allow 7611/tcp");
        row("firewalld", Firewall::Firewalld, "(firewalld) is on",
            "sudo firewall-cmd --add-port=7611/tcp && "
            "sudo firewall-cmd --permanent --add-port=7611/tcp");
        row("Windows", Firewall::Windows, "Windows Security", "");
        row("macOS", Firewall::MacOs, "System Settings", "");
        row("unknown", Firewall::Unknown, "open port 7611", "");
    }
    void untilSomebodyCameThereIsAStep()
    {
        QFETCH(int, firewall);
        QFETCH(QString, step);
        QFETCH(QString, command);
        open(Firewall(firewall));
        HostFacts facts = someFacts();
        facts.port = 7611;
        m_dialog->setFacts(facts);
        QCOMPARE(text("reachSentence"),
                 QStringLiteral("Nobody from another computer has reached this one yet."));
        QVERIFY2(text("reachStep").contains(step), qPrintable(text("reachStep")));
        QCOMPARE(isShown("reachCommand"), !command.isEmpty());
        QCOMPARE(text("reachCommand"), command);
        if (!command.isEmpty()) {
            find<QLabel>("reachCommand")->parentWidget()->findChild<QToolButton *>()->click();
            QCOMPARE(QGuiApplication::clipboard()->text(), command);
        }
        HostStatus status;
        status.lastVisit = {QStringLiteral("192.168.0.7"), 2s};
        m_dialog->setStatus(status);
        QCOMPARE(text("reachSentence"),
                 QStringLiteral("✓ A computer reached this one 2 seconds ago (from 192.168.0.7)"));
        QVERIFY(!isShown("reachStep"));
        QVERIFY(!isShown("reachCommand"));
    }

    void aDemonstrationWaitsForNobody()
    {
        open(Firewall::Ufw);
        HostFacts facts = someFacts();
        facts.madeUp = true;
        m_dialog->setFacts(facts);
        QCOMPARE(text("reachSentence"), QStringLiteral("It is for this computer only."));
        QVERIFY(!isShown("reachStep"));
        QVERIFY(!isShown("changePort"));
        QVERIFY(!find<QLineEdit>("hostName")->isEnabled());
    }

    void timesAreInTheirLargestUnit_data()
    {
        QTest::addColumn<qint64>("seconds");
        QTest::addColumn<QString>("words");
        QTest::newRow("before") << qint64(-5) << QStringLiteral("1 second");
        QTest::newRow("none") << qint64(0) << QStringLiteral("1 second");
        QTest::newRow("59 s") << qint64(59) << QStringLiteral("59 seconds");
        QTest::newRow("60 s") << qint64(60) << QStringLiteral("1 minute");
        QTest::newRow("59 min") << qint64(3599) << QStringLiteral("59 minutes");
        QTest::newRow("1 h") << qint64(3600) << QStringLiteral("1 hour");
        QTest::newRow("23 h") << qint64(86399) << QStringLiteral("23 hours");
        QTest::newRow("1 d") << qint64(86400) << QStringLiteral("1 day");
        QTest::newRow("huge") << qint64(1) * 1000 * 1000 * 1000 * 1000
                              << QStringLiteral("24,855 days");
    }
    void timesAreInTheirLargestUnit()
    {
        QFETCH(qint64, seconds);
        QTEST(Ui::spanText(std::chrono::seconds(seconds)), "words");
    }

    // --- live
    void newsAreAskedForWhileItIsShown()
    {
        m_dialog = std::make_unique<HostDialog>(*m_appearance, Firewall::Unknown, nullptr);
        m_dialog->setAttribute(Qt::WA_DeleteOnClose, false);
        QSignalSpy asked(m_dialog.get(), &HostDialog::newsRequested);
        m_dialog->show();
        QVERIFY(asked.size() >= 1);
        QTRY_VERIFY_WITH_TIMEOUT(asked.size() >= 3, 60000);
    }

    // --- the name
    void enterTakesTheNameAndNothingElse()
    {
        open();
        QSignalSpy settings(m_dialog.get(), &HostDialog::settingsChosen);
        int pressed = 0;
        const QObject counting; // no longer than what it counts into
        for (QPushButton *one : m_dialog->findChildren<QPushButton *>())
            connect(one, &QPushButton::clicked, &counting, [&pressed] { ++pressed; });
        auto *name = find<QLineEdit>("hostName");
        name->setFocus();
        name->selectAll();
        QTest::keyClicks(name, QStringLiteral("  Room   3 "));
        // What is told meanwhile does not take away what one is typing.
        m_dialog->setFacts(someFacts());
        QTest::keyClick(name, Qt::Key_Return);
        QCOMPARE(settings.size(), 1);
        QCOMPARE(chosen(settings).name, QStringLiteral("Room 3"));
        QVERIFY(m_dialog->isVisible());
        HostFacts facts = someFacts();
        facts.name = QStringLiteral("Room 3");
        m_dialog->setFacts(facts);
        QCOMPARE(name->text(), QStringLiteral("Room 3"));
        QTest::keyClick(name, Qt::Key_Return); // the same again is nothing new
        QCOMPARE(settings.size(), 1);
        name->clear();
        QTest::keyClick(name, Qt::Key_Return); // a host has a name
        QCOMPARE(settings.size(), 1);
        QCOMPARE(name->text(), QStringLiteral("Room 3"));
        QCOMPARE(pressed, 0);
    }

    // From the key that opens it to the invitation in the clipboard it is one more.
    void enterCopiesTheInvitation()
    {
        open();
        QCOMPARE(QApplication::focusWidget(), find<QPushButton>("copyLink"));
        QGuiApplication::clipboard()->clear();
        QTest::keyClick(find<QPushButton>("copyLink"), Qt::Key_Return);
        QCOMPARE(QGuiApplication::clipboard()->text(), link());
        // In a field that takes nothing Enter is not for some other button.
        QSignalSpy settings(m_dialog.get(), &HostDialog::settingsChosen);
        find<QLineEdit>("hostLink")->setFocus();
        QTest::keyClick(find<QLineEdit>("hostLink"), Qt::Key_Return);
        QVERIFY(!find<QDialog>("hostPortDialog"));
        QVERIFY(settings.isEmpty());
        QVERIFY(m_dialog->isVisible());
    }

    void aNameIsShownAsItIsWritten()
    {
        open();
        HostFacts facts = someFacts();
        facts.name = QStringLiteral("<b>bold</b>\n<img src=x>");
        m_dialog->setFacts(facts);
        QCOMPARE(find<QLabel>("hostTitle")->textFormat(), Qt::PlainText);
        QVERIFY(!text("hostTitle").contains(u'\n'));
    }

    // --- the port
    void anotherPortIsAgreedTo()
    {
        open();
        QSignalSpy settings(m_dialog.get(), &HostDialog::settingsChosen);
        QTest::keyClick(find<QPushButton>("changePort"), Qt::Key_Space);
        auto *asked = find<QDialog>("hostPortDialog");
        QVERIFY(asked);
        auto *field = asked->findChild<QLineEdit *>(QStringLiteral("hostPort"));
        auto *change = asked->findChild<QPushButton *>(QStringLiteral("hostPortChange"));
        auto *state = asked->findChild<QLabel *>(QStringLiteral("hostPortState"));
        QVERIFY(!change->isEnabled()); // the same as now
        for (const char *wrong : {"0", "80", "1023", "65536", "99999", "abc", "-7610", "7 610"}) {
            field->setText(QString::fromLatin1(wrong));
            QVERIFY2(!change->isEnabled(), wrong);
            QVERIFY(state->isVisibleTo(asked));
        }
        field->setText(QStringLiteral("8123"));
        QVERIFY(change->isEnabled());
        QVERIFY(!state->isVisibleTo(asked));
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(settings.size(), 1);
        QCOMPARE(chosen(settings).port, std::optional<quint16>(8123));
    }

    void anEmptyPortIsTheUsual()
    {
        open();
        HostFacts facts = someFacts();
        facts.settings.port = 8123;
        m_dialog->setFacts(facts);
        QSignalSpy settings(m_dialog.get(), &HostDialog::settingsChosen);
        find<QPushButton>("changePort")->click();
        auto *asked = find<QDialog>("hostPortDialog");
        auto *field = asked->findChild<QLineEdit *>(QStringLiteral("hostPort"));
        QCOMPARE(field->text(), QStringLiteral("8123"));
        field->clear();
        asked->findChild<QPushButton *>(QStringLiteral("hostPortChange"))->click();
        QCOMPARE(settings.size(), 1);
        QVERIFY(!chosen(settings).port);
    }

    void leavingThePortChangesNothing()
    {
        open();
        QSignalSpy settings(m_dialog.get(), &HostDialog::settingsChosen);
        find<QPushButton>("changePort")->click();
        auto *asked = find<QDialog>("hostPortDialog");
        asked->findChild<QLineEdit *>(QStringLiteral("hostPort"))->setText(QStringLiteral("8123"));
        asked->findChild<QPushButton *>(QStringLiteral("hostPortKeep"))->click();
        QVERIFY(settings.isEmpty());
    }

    // --- inviting
    void theLinkLeadsToTheChosenAddress()
    {
        open();
        QStringList asked;
        QCOMPARE(link(), QStringLiteral("madang://192.168.0.12:7610/"));
        m_dialog->setLinkMaker([&asked](const QString &address) {
            asked << address;
            return QStringLiteral("madang://%1/#key=%2").arg(address).arg(asked.size());
        });
        QCOMPARE(link(), QStringLiteral("madang://192.168.0.12:7610/#key=1"));
        for (int i = 0; i < 5; ++i) { // as news come
            m_dialog->setFacts(someFacts());
            m_dialog->setStatus({});
        }
        QCOMPARE(asked.size(), 1); // each may cost an invitation
        auto *choice = find<QComboBox>("linkAddress");
        choice->setFocus();
        QTest::keyClick(choice, Qt::Key_Down);
        QCOMPARE(link(), QStringLiteral("madang://10.0.0.4:7610/#key=2"));
        QCOMPARE(find<QWidget>("qrView")->accessibleName(), link());
        // One network more: what was chosen stays.
        HostFacts facts = someFacts();
        facts.addresses.insert(facts.addresses.begin(),
                               {QStringLiteral("172.16.0.9:7610"), {}, HostAddress::Kind::Wired});
        m_dialog->setFacts(facts);
        QCOMPARE(link(), QStringLiteral("madang://10.0.0.4:7610/#key=2"));
        facts.addresses.pop_back(); // and this network is gone
        m_dialog->setFacts(facts);
        QCOMPARE(link(), QStringLiteral("madang://172.16.0.9:7610/#key=3"));
        find<QPushButton>("copyLink")->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), link());
        m_dialog->links()->renewLink();
        QCOMPARE(link(), QStringLiteral("madang://172.16.0.9:7610/#key=4"));
    }

    void whyThereIsNoLinkIsTold()
    {
        open();
        bool isPossible = false;
        m_dialog->setLinkMaker([&isPossible](const QString &address) {
            return isPossible ? QStringLiteral("madang://%1/#key=1").arg(address) : QString();
        });
        QVERIFY(!isShown("hostLinkProblem")); // it may be on its way
        m_dialog->links()->showProblem(QStringLiteral("There are too many."));
        QVERIFY(isShown("hostLinkProblem"));
        QVERIFY(text("hostLinkProblem").contains(QStringLiteral("There are too many.")));
        QVERIFY(!find<QPushButton>("copyLink")->isEnabled());
        isPossible = true;
        QTest::keyClick(find<QPushButton>("hostLinkAgain"), Qt::Key_Return);
        QCOMPARE(link(), QStringLiteral("madang://192.168.0.12:7610/#key=1"));
        QVERIFY(!isShown("hostLinkProblem"));
        QVERIFY(!isShown("hostLinkAgain"));
    }

    void theWheelChoosesNothing()
    {
        open();
        auto *choice = find<QComboBox>("linkAddress");
        choice->setFocus();
        const QString before = link();
        QWheelEvent wheel({5, 5}, choice->mapToGlobal(QPointF(5, 5)), {}, {0, -120}, Qt::NoButton,
                          Qt::NoModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(choice, &wheel);
        QCOMPARE(choice->currentIndex(), 0);
        QCOMPARE(link(), before);
    }

    void withoutANetworkThereIsNoLink()
    {
        open();
        HostFacts facts = someFacts();
        facts.addresses.clear();
        m_dialog->setFacts(facts);
        QVERIFY(link().isEmpty());
        QVERIFY(!find<QPushButton>("copyLink")->isEnabled());
        QVERIFY(!find<QPushButton>("copyForBrowsers")->isEnabled());
        QVERIFY(!isShown("qrView"));
        m_dialog->setFacts(someFacts());
        QCOMPARE(link(), QStringLiteral("madang://192.168.0.12:7610/"));
    }

    void browsersAreToldTheTruth()
    {
        open();
        QVERIFY(!isShown("secureBrowsersOnly")); // it could not do it
        find<QPushButton>("copyForBrowsers")->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("http://192.168.0.12:7610/"));
        QVERIFY(text("browserWords").contains(QStringLiteral("who listens can read")));
        HostFacts facts = someFacts();
        facts.speaksTls = true;
        m_dialog->setFacts(facts);
        QVERIFY(isShown("secureBrowsersOnly"));
        QVERIFY(text("browserWords").contains(QStringLiteral("who listens can read")));
        QSignalSpy settings(m_dialog.get(), &HostDialog::settingsChosen);
        QTest::keyClick(find<QCheckBox>("secureBrowsersOnly"), Qt::Key_Space);
        QCOMPARE(settings.size(), 1);
        QVERIFY(!chosen(settings).plain);
        facts.settings.plain = false;
        m_dialog->setFacts(facts);
        QVERIFY(text("browserWords").contains(QStringLiteral("the browser warns once")));
        find<QPushButton>("copyForBrowsers")->click();
        QCOMPARE(QGuiApplication::clipboard()->text(),
                 QStringLiteral("https://192.168.0.12:7610/"));
    }

    void anAddressIsCopied()
    {
        open();
        const auto buttons = m_dialog->findChildren<QToolButton *>(QStringLiteral("copyAddress"));
        QToolButton *second = nullptr;
        for (QToolButton *one : buttons) {
            if (one->accessibleName() == QStringLiteral("Copy 10.0.0.4:7610"))
                second = one;
        }
        QVERIFY(second);
        QTest::keyClick(second, Qt::Key_Space);
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("10.0.0.4:7610"));
        second->setFocus();
        m_dialog->setFacts(someFacts()); // news take the focus from nobody
        QCOMPARE(QApplication::focusWidget(), second);
    }

    void theButtonsAsk()
    {
        open();
        QSignalSpy backup(m_dialog.get(), &HostDialog::backupRequested);
        QSignalSpy status(m_dialog.get(), &HostDialog::statusRequested);
        QSignalSpy close(m_dialog.get(), &HostDialog::closeRequested);
        QSignalSpy limits(m_dialog.get(), &HostDialog::limitsRequested);
        for (const char *name : {"hostBackup", "hostDetails", "hostClose", "hostLimits"})
            QTest::keyClick(find<QPushButton>(name), Qt::Key_Space);
        QCOMPARE(backup.size(), 1);
        QCOMPARE(status.size(), 1);
        QCOMPARE(close.size(), 1);
        QCOMPARE(limits.size(), 1);
        QVERIFY(m_dialog->isVisible());
        QTest::keyClick(find<QPushButton>("hostDone"), Qt::Key_Space);
        QVERIFY(!m_dialog->isVisible());
    }

    // --- that it fits
    void nothingIsCutOff_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<double>("scale");
        QTest::addColumn<int>("width");
        for (const char *language : {"ko", "en"}) {
            for (const double scale : {0.85, 1.0, 1.4}) {
                for (const int width : {360, 620, 1000}) {
                    QTest::addRow("%s %.2f %d", language, scale, width)
                        << QString::fromLatin1(language) << scale << width;
                }
            }
        }
    }
    void nothingIsCutOff()
    {
        QFETCH(QString, language);
        QFETCH(double, scale);
        QFETCH(int, width);
        m_settings->setValue(QStringLiteral("scale"), scale);
        m_language->choose(language);
        m_appearance->reload();
        open(Firewall::Firewalld);
        HostFacts facts = someFacts();
        facts.speaksTls = true;
        facts.takenPort = 7610;
        facts.port = 7611;
        facts.name = QString(HostSettings::longestName, QChar(u'가'));
        m_dialog->setFacts(facts);
        m_dialog->setIdentityWords({QStringLiteral("사과"), QStringLiteral("돌담"),
                                    QStringLiteral("구름"), QStringLiteral("아침")});
        m_dialog->resize(width, 700);
        QCoreApplication::processEvents();
        QCOMPARE(m_dialog->width(), width);
        const auto *area = m_dialog->findChild<QScrollArea *>();
        QVERIFY2(area->widget()->width() <= area->viewport()->width(),
                 qPrintable(QString::number(area->widget()->width())));
        const QStringList clipped = TestSupport::clippedWidgets(*m_dialog);
        QVERIFY2(clipped.isEmpty(), qPrintable(clipped.join(u'\n')));
    }

    void languageChangesWhileItIsOpen()
    {
        open(Firewall::Ufw);
        m_language->choose(QStringLiteral("ko"));
        QTRY_COMPARE(m_dialog->windowTitle(), QStringLiteral("이 컴퓨터의 마당"));
        QCOMPARE(find<QPushButton>("hostClose")->text(), QStringLiteral("마당 닫기"));
        QCOMPARE(text("hostEntrance"), QStringLiteral("이 네트워크의 누구나"));
        QCOMPARE(find<QComboBox>("linkAddress")->itemText(1),
                 QStringLiteral("10.0.0.4:7610 · 유선"));
        QCOMPARE(link(), QStringLiteral("madang://192.168.0.12:7610/"));
    }
};

QTEST_MAIN(TestHostDialog)
#include "tst_hostdialog.moc"
