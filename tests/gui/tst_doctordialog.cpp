// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/clippedwidgets.h"
#include "tests/support/scriptedweb.h"
#include "ui/appearance.h"
#include "ui/doctordialog.h"
#include "ui/language.h"
#include "ui/model/lanchoice.h"
#include "ui/model/profile.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include <chrono>

using Discovery::InterfaceReport;
using namespace std::chrono_literals;

namespace {

InterfaceReport report(const char *name, InterfaceReport::Kind kind, InterfaceReport::Use use)
{
    InterfaceReport made;
    made.name = QString::fromLatin1(name);
    made.kind = kind;
    made.use = use;
    made.addresses = {QStringLiteral("192.168.0.12")};
    made.queriesSent = 4;
    return made;
}

} // namespace

class tst_DoctorDialog : public QObject {
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Ui::Profile> m_profile;
    std::unique_ptr<Ui::Appearance> m_appearance;
    QList<InterfaceReport> m_interfaces;
    QPointer<Ui::DoctorDialog> m_dialog;

    template <typename T>
    T *find(const char *name) const
    {
        return m_dialog->findChild<T *>(QString::fromLatin1(name));
    }
    /// Those in sight, most likely first.
    QStringList causes() const
    {
        QStringList found;
        for (const auto *label : m_dialog->findChildren<QLabel *>(QStringLiteral("doctorCause"))) {
            if (label->isVisible())
                found << label->text();
        }
        return found;
    }
    QString step(int number) const
    {
        return find<QLabel>(qPrintable(QStringLiteral("doctorStep%1").arg(number)))->text();
    }
    Ui::NetworkDoctor::Options options()
    {
        Ui::NetworkDoctor::Options made;
        made.system = Ui::System::Linux;
        made.listening = 0ms;
        made.probing.patience = 10s;
        made.view.interfaces = [this] { return m_interfaces; };
        return made;
    }
    void open(const Ui::NetworkDoctor::Options &made)
    {
        m_dialog = new Ui::DoctorDialog(*m_profile, *m_appearance, made, nullptr);
        m_dialog->show();
        m_dialog->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_dialog));
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        auto profile = Ui::Profile::open(m_folder->filePath(QStringLiteral("profile")));
        QVERIFY(profile);
        m_profile = std::move(*profile);
        m_appearance = std::make_unique<Ui::Appearance>(m_profile->settings());
        m_interfaces = {
            report("wlan0", InterfaceReport::Kind::Wireless, InterfaceReport::Use::Used)};
    }

    void cleanup()
    {
        delete m_dialog;
        m_appearance.reset();
        m_profile.reset();
    }

    void itSaysWhatItMayBe()
    {
        QTcpServer router; // takes connections, and that is all
        QVERIFY(router.listen(QHostAddress::LocalHost));
        connect(&router, &QTcpServer::newConnection, &router,
                [&] { router.nextPendingConnection()->abort(); });
        auto made = options();
        made.others = {QStringLiteral("127.0.0.1:%1").arg(router.serverPort())};
        open(made);
        QTRY_VERIFY(!causes().isEmpty());
        QVERIFY(causes().first().contains(QStringLiteral("keeps its computers apart")));
        QVERIFY(causes().size() > 1);
        QVERIFY(step(0).contains(QStringLiteral("in use")));
        QVERIFY(step(1).contains(QStringLiteral("no Madang answered")));
        QVERIFY(step(2).contains(QStringLiteral("reached: 127.0.0.1")));
        QVERIFY(!find<QLabel>("doctorStep3")->isVisible()); // no address, no test of it
        const auto *table = find<QTableView>("doctorInterfaces");
        QCOMPARE(table->model()->rowCount(), 1);
        QCOMPARE(table->model()->index(0, 0).data().toString(), QStringLiteral("wlan0"));
        QCOMPARE(table->model()->index(0, 4).data().toString(), QStringLiteral("4"));
    }

    void anAddressIsTested()
    {
        const ScriptedWeb web(
            [](const QByteArray &) { return ScriptedWeb::answer("404 Not Found", {}, {}); });
        open(options());
        QTRY_VERIFY(!m_dialog->doctor().isUnderWay());
        auto *address = find<QLineEdit>("doctorAddress");
        address->setText(QStringLiteral("127.0.0.1:%1").arg(web.serverPort()));
        QTest::keyClick(address, Qt::Key_Return);
        QVERIFY(m_dialog->isVisible()); // Enter tests, and closes nothing
        QTRY_VERIFY(step(5).contains(QStringLiteral("not a Madang")));
        QVERIFY(step(4).contains(QStringLiteral("taken by 127.0.0.1")));
        QVERIFY(find<QLabel>("doctorStep3")->isVisible());
        QTRY_VERIFY(!causes().isEmpty());
        QVERIFY(causes().first().contains(QStringLiteral("Another program has the port")));
    }

    void oneThatIsLeftOutCanBeUsed()
    {
        m_interfaces = {report("wg0", InterfaceReport::Kind::Vpn, InterfaceReport::Use::Left)};
        open(options());
        QSignalSpy changed(m_dialog, &Ui::DoctorDialog::choiceChanged);
        QTRY_VERIFY(find<QPushButton>("doctorAllow"));
        connect(m_dialog, &Ui::DoctorDialog::choiceChanged, m_dialog, [this] {
            m_interfaces[0].use = InterfaceReport::Use::Used; // what the program does then
        });
        find<QPushButton>("doctorAllow")->click();
        QCOMPARE(changed.size(), 1);
        QCOMPARE(Ui::lanChoice(m_profile->settings()).added, QStringList{QStringLiteral("wg0")});
        QTRY_VERIFY(!m_dialog->doctor().isUnderWay()); // it looked again
        QVERIFY(step(0).contains(QStringLiteral("1 in use")));
        QTRY_VERIFY(!find<QPushButton>("doctorAllow"));
    }

    void oneIsLeftOutAndUsedAgain()
    {
        m_interfaces << report("eth0", InterfaceReport::Kind::Wired, InterfaceReport::Use::Used);
        m_interfaces.prepend(
            report("lo", InterfaceReport::Kind::Other, InterfaceReport::Use::Left));
        auto made = options();
        made.listening = 1h;
        open(made);
        connect(m_dialog, &Ui::DoctorDialog::choiceChanged, m_dialog, [this] {
            const auto choice = Ui::lanChoice(m_profile->settings()); // as the program does then
            for (qsizetype i = 1; i < m_interfaces.size(); ++i)
                m_interfaces[i].use = choice.denied.contains(m_interfaces[i].name)
                                          ? InterfaceReport::Use::Denied
                                          : InterfaceReport::Use::Used;
        });
        const QSignalSpy changed(m_dialog, &Ui::DoctorDialog::choiceChanged);
        auto *table = find<QTableView>("doctorInterfaces");
        auto *use = find<QPushButton>("doctorUse");
        QCOMPARE(table->currentIndex().row(), 1); // the first that is in use
        QCOMPARE(use->accessibleName(), QStringLiteral("Leave out wlan0"));
        table->setFocus(); // by the keys alone
        QTest::keyClick(table, Qt::Key_Down);
        QCOMPARE(use->accessibleName(), QStringLiteral("Leave out eth0"));
        QTest::keyClick(table, Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget(), use);
        QTest::keyClick(use, Qt::Key_Space);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(Ui::lanChoice(m_profile->settings()).denied, QStringList{QStringLiteral("eth0")});
        QVERIFY(find<QLabel>("doctorOutcome")->text().contains(QStringLiteral("eth0 is left out")));
        QVERIFY(step(0).contains(QStringLiteral("1 in use")));
        QCOMPARE(QApplication::focusWidget(), use); // where one can take it back
        QCOMPARE(use->text(), QStringLiteral("Use this network"));
        QTest::keyClick(use, Qt::Key_Space);
        QVERIFY(Ui::lanChoice(m_profile->settings()).denied.isEmpty());
        QVERIFY(Ui::lanChoice(m_profile->settings()).added.isEmpty());
        QVERIFY(step(0).contains(QStringLiteral("2 in use")));
        QCOMPARE(use->accessibleName(), QStringLiteral("Leave out eth0"));
    }

    void itCanBeStoppedAndBegunAgain()
    {
        auto made = options();
        made.listening = 1h;
        open(made);
        auto *begin = find<QPushButton>("doctorBegin");
        QCOMPARE(begin->text(), QStringLiteral("Stop"));
        QVERIFY(!find<QPushButton>("doctorCopy")->isEnabled());
        begin->click();
        QVERIFY(!m_dialog->doctor().isUnderWay());
        QVERIFY(step(1).contains(QStringLiteral("not looked at")));
        QVERIFY(causes().isEmpty());
        begin->click();
        QVERIFY(m_dialog->doctor().isUnderWay());
        QVERIFY(step(1).contains(QStringLiteral("looking")));
        const QPointer<Ui::DoctorDialog> dialog = m_dialog;
        QTest::keyClick(dialog, Qt::Key_Escape);
        QTRY_VERIFY(!dialog || !dialog->isVisible());
    }

    void theReportNamesNobody()
    {
        const ScriptedWeb host([](const QByteArray &) {
            return ScriptedWeb::answer("200 OK", {},
                                       R"({"madang":1,"id":"abc","name":"민준의 마당",)"
                                       R"("version":"0.1.0 of minjun"})");
        });
        auto made = options();
        made.view.nearAddresses = [] { return QStringList{QStringLiteral("minjun:7610")}; };
        made.probing.resolve = [](const QString &, QObject *, const auto &done) {
            QHostInfo info;
            info.setAddresses({QHostAddress(QHostAddress::LocalHost)});
            done(info);
        };
        made.pins = nullptr;
        open(made);
        auto *address = find<QLineEdit>("doctorAddress");
        address->setText(QStringLiteral("madang://minjun-laptop:%1/?room=secret-room#key=sesame")
                             .arg(host.serverPort()));
        QTest::keyClick(address, Qt::Key_Return);
        QTRY_VERIFY(step(5).contains(QStringLiteral("a Madang")));
        // The server of this test does not speak TLS, and says so by going away.
        QTRY_VERIFY(step(6).contains(QStringLiteral("looking")) ||
                    !m_dialog->doctor().isUnderWay());
        for (auto *socket : host.findChildren<QTcpSocket *>())
            socket->abort();
        QTRY_VERIFY(find<QPushButton>("doctorCopy")->isEnabled());
        find<QPushButton>("doctorCopy")->click();
        const QString text = QGuiApplication::clipboard()->text();
        for (const char *word : {"민준", "minjun", "sesame", "secret-room"})
            QVERIFY2(!text.contains(QString::fromUtf8(word)), word);
        for (const char *word :
             {"wlan0", "192.168.0.12", "127.0.0.1", "version 0.1.0", "asked 4", "Answer: Fine"})
            QVERIFY2(text.contains(QString::fromUtf8(word)), qPrintable(text));
    }

    void allIsWell()
    {
        auto made = options();
        made.view.nearAddresses = [] { return QStringList{QStringLiteral("192.168.0.5:7610")}; };
        open(made);
        QTRY_VERIFY(!m_dialog->doctor().isUnderWay());
        QVERIFY(causes().isEmpty());
        QVERIFY(find<QLabel>("causesTitle")->text().contains(QStringLiteral("All is well")));
    }

    void hintsOfEachSystem_data()
    {
        QTest::addColumn<int>("system");
        QTest::addColumn<QString>("words");
        QTest::newRow("Windows") << int(Ui::System::Windows) << QStringLiteral("Private network");
        QTest::newRow("macOS") << int(Ui::System::MacOs) << QStringLiteral("Local Network");
        QTest::newRow("Linux") << int(Ui::System::Linux) << QStringLiteral("sudo ufw allow");
    }

    void hintsOfEachSystem()
    {
        QFETCH(int, system);
        QFETCH(QString, words);
        m_interfaces[0].kind = InterfaceReport::Kind::Wired;
        auto made = options();
        made.system = Ui::System(system);
        if (made.system == Ui::System::Linux)
            made.firewalls = {QStringLiteral("ufw")};
        open(made);
        QTRY_VERIFY(!causes().isEmpty());
        QStringList said;
        for (const auto *label : m_dialog->findChildren<QLabel *>())
            said << label->text();
        QVERIFY(said.join(u'\n').contains(words));
    }

    void narrow_data()
    {
        QTest::addColumn<QString>("language");
        QTest::newRow("ko") << QStringLiteral("ko");
        QTest::newRow("en") << QStringLiteral("en");
    }

    void narrow()
    {
        QFETCH(QString, language);
        const Ui::Language chosen(language);
        auto made = options();
        made.firewalls = {QStringLiteral("firewalld")};
        m_interfaces << report("wg0", InterfaceReport::Kind::Vpn, InterfaceReport::Use::Left);
        open(made);
        m_dialog->resize(380, 560);
        QTRY_VERIFY(causes().size() > 2);
        QCoreApplication::processEvents();
        QCOMPARE(TestSupport::clippedWidgets(*m_dialog), QStringList());
    }
};

QTEST_MAIN(tst_DoctorDialog)
#include "tst_doctordialog.moc"
