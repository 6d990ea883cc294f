// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/nearbyrows.h"
#include "tests/support/scriptedweb.h"
#include "ui/actions.h"
#include "ui/appearance.h"
#include "ui/joincard.h"
#include "ui/model/profile.h"
#include "ui/startpage.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMainWindow>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <chrono>

using namespace std::chrono_literals;

namespace {

const QString secretLink =
    QStringLiteral("madang://192.168.0.5:7610/?room=team#fp=abcd&key=sesame");
const QString plainAddress = QStringLiteral("192.168.0.5:7610");

QByteArray aboutOf(const QByteArray &version)
{
    return ScriptedWeb::answer("200 OK", {},
                               R"({"madang":1,"id":"abc","name":"회의실 3","people":4,)"
                               R"("access":"password","version":")" +
                                   version + R"("})");
}

/// A text in the clipboard that knows when it is read.
class WatchedText : public QMimeData {
public:
    WatchedText(const QString &text, int &reads) : m_reads(reads) { setText(text); }

protected:
    QVariant retrieveData(const QString &type, QMetaType wanted) const override
    {
        ++m_reads;
        return QMimeData::retrieveData(type, wanted);
    }

private:
    int &m_reads;
};

} // namespace

class tst_JoinCard : public QObject {
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Ui::Profile> m_profile;
    std::unique_ptr<Ui::Actions> m_actions;
    std::unique_ptr<Ui::Appearance> m_appearance;
    std::unique_ptr<Ui::StartPage> m_page;

    template <typename T>
    T *find(const char *name) const
    {
        return m_page->findChild<T *>(QString::fromLatin1(name));
    }
    QString hint() const { return find<QLabel>("addressHint")->text(); }
    void type(quint16 port) const
    {
        find<QLineEdit>("address")->setText(QStringLiteral("127.0.0.1:%1").arg(port));
    }
    void open()
    {
        m_page = std::make_unique<Ui::StartPage>(*m_profile, *m_actions, *m_appearance);
        m_page->resize(860, 760);
        m_page->joining().check().setPause(0ms);
        m_page->show();
        m_page->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    }

private Q_SLOTS:
    void init()
    {
        QGuiApplication::clipboard()->clear();
        m_folder = std::make_unique<QTemporaryDir>();
        auto profile = Ui::Profile::open(m_folder->filePath(QStringLiteral("profile")));
        QVERIFY(profile);
        m_profile = std::move(*profile);
        m_profile->setName(QStringLiteral("jiwoo"));
        m_actions = std::make_unique<Ui::Actions>();
        m_appearance = std::make_unique<Ui::Appearance>(m_profile->settings());
        open();
    }

    void cleanup()
    {
        m_page.reset();
        m_appearance.reset();
        m_actions.reset();
        m_profile.reset();
    }

    void whoIsThereIsToldWhileOneTypes()
    {
        const ScriptedWeb host([](const QByteArray &) { return aboutOf(MADANG_VERSION); });
        type(host.serverPort());
        QVERIFY(find<QPushButton>("join")->isEnabled()); // nobody has to wait for it
        QTRY_VERIFY(hint().contains(QStringLiteral("회의실 3")));
        QVERIFY(hint().contains(QStringLiteral("4 people")));
        QVERIFY(hint().contains(QStringLiteral("with a password")));
        QVERIFY(!hint().contains(QStringLiteral("version")));
        QVERIFY(!find<QLabel>("addressSign")->pixmap().isNull());
        QCOMPARE(find<QLineEdit>("address")->accessibleDescription(), hint());
    }

    void otherVersionsAreTold()
    {
        QByteArray version("9.1.0");
        const ScriptedWeb host([&version](const QByteArray &) { return aboutOf(version); });
        type(host.serverPort());
        QTRY_VERIFY(hint().contains(QStringLiteral("newer version, 9.1.0")));
        version = "0.0.1";
        find<QLineEdit>("address")->clear();
        type(host.serverPort());
        QTRY_VERIFY(hint().contains(QStringLiteral("older version, 0.0.1")));
    }

    void whatDoesNotDoSaysWhy()
    {
        const auto canTry = [this] { return find<QPushButton>("join")->isEnabled(); };
        QTcpServer gone;
        QVERIFY(gone.listen(QHostAddress::LocalHost));
        const quint16 port = gone.serverPort();
        gone.close();
        type(port);
        QTRY_VERIFY(hint().contains(QStringLiteral("no Madang is open at its port")));
        QVERIFY(hint().contains(QString::number(port)));
        QVERIFY(canTry());

        const ScriptedWeb web(
            [](const QByteArray &) { return ScriptedWeb::answer("404 Not Found", {}, {}); });
        type(web.serverPort());
        QTRY_VERIFY(hint().contains(QStringLiteral("it is no Madang")));
        QVERIFY(canTry());

        QTcpServer mute;
        QVERIFY(mute.listen(QHostAddress::LocalHost));
        Ui::AddressProbe::Options options;
        options.patience = 50ms;
        m_page->joining().check().setProbing(options);
        type(mute.serverPort());
        QTRY_VERIFY(hint().contains(QStringLiteral("says nothing")));
        QVERIFY(canTry());

        options.patience = 10s;
        options.resolve = [](const QString &, QObject *, const auto &done) {
            QHostInfo info;
            info.setError(QHostInfo::HostNotFound);
            done(info);
        };
        m_page->joining().check().setProbing(options);
        find<QLineEdit>("address")->setText(QStringLiteral("minjun.local"));
        QTRY_VERIFY(hint().contains(QStringLiteral("No computer goes by the name minjun.local")));
        QVERIFY(canTry());

        QTcpServer closing;
        QVERIFY(closing.listen(QHostAddress::LocalHost));
        connect(&closing, &QTcpServer::newConnection, &closing,
                [&] { closing.nextPendingConnection()->abort(); });
        m_page->setPins([](const QString &) { return Ui::HostPin{QByteArray(32, 'a'), {}}; });
        type(closing.serverPort());
        QTRY_VERIFY(hint().contains(QStringLiteral("does not have the certificate")));
        QVERIFY(canTry());
    }

    void aPastedSecretIsNotSeen()
    {
        auto *address = find<QLineEdit>("address");
        m_page->joining().check().setPause(1h);
        QGuiApplication::clipboard()->setText(secretLink);
        address->setFocus();
        address->paste();
        QCOMPARE(address->text(), plainAddress);
        QVERIFY(hint().contains(QStringLiteral("An invitation to the room team")));
        QVERIFY(!address->isUndoAvailable()); // which would bring it back
        for (const auto *label : m_page->findChildren<QLabel *>())
            QVERIFY2(!label->text().contains(QStringLiteral("sesame")), qPrintable(label->text()));
        QSignalSpy joins(m_actions.get(), &Ui::Actions::joinRequested);
        QTest::keyClick(address, Qt::Key_Return);
        QCOMPARE(joins.size(), 1);
        QCOMPARE(joins[0][0].toString(), secretLink); // all of it
        m_page->refresh(); // it did not lead there; and the clipboard has it yet
        QVERIFY(!find<QWidget>("clipboardStrip")->isVisible());
        joins.clear();
        address->selectAll();
        address->paste();
        QTest::keyClick(address, Qt::Key_Return);
        QCOMPARE(joins.size(), 1); // to try it again is another matter
        for (const auto *label : m_page->findChildren<QLabel *>())
            QVERIFY2(!label->text().contains(QStringLiteral("sesame")), qPrintable(label->text()));
        QVERIFY(find<QLabel>("busyText")->text().contains(plainAddress));
    }

    void anotherAddressIsWithoutTheInvitation()
    {
        auto *address = find<QLineEdit>("address");
        m_page->joining().check().setPause(1h);
        address->insert(secretLink);
        QCOMPARE(address->text(), plainAddress);
        address->setFocus();
        QTest::keyClick(address, Qt::Key_End);
        QTest::keyClick(address, Qt::Key_Backspace);
        QVERIFY(!hint().contains(QStringLiteral("invitation")));
        QSignalSpy joins(m_actions.get(), &Ui::Actions::joinRequested);
        QTest::keyClick(address, Qt::Key_Return);
        QCOMPARE(joins[0][0].toString(), plainAddress.chopped(1));
    }

    void aTypedSecretIsWholeBeforeItGoesOutOfSight()
    {
        auto *address = find<QLineEdit>("address");
        m_page->joining().check().setPause(1h);
        address->setFocus();
        QTest::keyClicks(address, secretLink);
        QVERIFY(address->text().endsWith(QStringLiteral("sesame"))); // may have more letters
        QVERIFY(hint().contains(QStringLiteral("Leads to 192.168.0.5:7610, room team")));
        find<QPushButton>("hostHere")->setFocus(Qt::TabFocusReason);
        QCOMPARE(address->text(), plainAddress);
        QSignalSpy joins(m_actions.get(), &Ui::Actions::joinRequested);
        find<QPushButton>("join")->click();
        QCOMPARE(joins[0][0].toString(), secretLink);
    }

    void theClipboardsInvitationIsOffered()
    {
        auto *strip = find<QWidget>("clipboardStrip");
        QVERIFY(!strip->isVisible());
        QGuiApplication::clipboard()->setText(secretLink);
        m_page->refresh();
        QVERIFY(strip->isVisible());
        const QString text = find<QLabel>("clipboardText")->text();
        QVERIFY(text.contains(plainAddress));
        QVERIFY(!text.contains(QStringLiteral("sesame")));
        QSignalSpy joins(m_actions.get(), &Ui::Actions::joinRequested);
        find<QPushButton>("clipboardGo")->click();
        QCOMPARE(joins.size(), 1);
        QCOMPARE(joins[0][0].toString(), secretLink);
        QVERIFY(!strip->isVisible());
        m_page->refresh(); // back here, it was offered once
        QVERIFY(!strip->isVisible());
    }

    /// Copied elsewhere, as one does, and back in the window that has the page in it.
    void theInvitationIsOfferedWhenOneComesBack()
    {
        QMainWindow window;
        window.setCentralWidget(m_page.release());
        auto *strip = window.findChild<QWidget *>(QStringLiteral("clipboardStrip"));
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QWidget other;
        other.show();
        other.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&other));
        QGuiApplication::clipboard()->setText(secretLink);
        QVERIFY(!strip->isVisible());
        window.activateWindow();
        QTRY_VERIFY(strip->isVisible());
        other.activateWindow();
        QTRY_VERIFY(!strip->isVisible());
    }

    void whatWasRefusedIsNotOfferedAgain()
    {
        auto *strip = find<QWidget>("clipboardStrip");
        QGuiApplication::clipboard()->setText(secretLink);
        m_page->refresh();
        QVERIFY(strip->isVisible());
        find<QPushButton>("clipboardRefuse")->click();
        QVERIFY(!strip->isVisible());
        m_page->refresh();
        QVERIFY(!strip->isVisible());
        QGuiApplication::clipboard()->setText(QStringLiteral("http://192.168.0.6:7610/"));
        m_page->refresh();
        QVERIFY(strip->isVisible()); // another one
        QGuiApplication::clipboard()->setText(QStringLiteral("something else"));
        m_page->refresh();
        QVERIFY(!strip->isVisible());
    }

    void theWayToOneselfIsNotOffered()
    {
        NearbyRows rows;
        auto own = NearbyRows::row(plainAddress, QStringLiteral("마당"));
        own.insert(Ui::HeardOwn, true);
        rows.add(own);
        m_page->setNearby(&rows);
        QGuiApplication::clipboard()->setText(secretLink);
        m_page->refresh();
        QVERIFY(!find<QWidget>("clipboardStrip")->isVisible());
        m_page->setNearby(nullptr);
    }

    void nobodyReadsTheClipboardBehindOnesBack()
    {
        int reads = 0;
        const auto copy = [&reads](const QString &text) {
            QGuiApplication::clipboard()->setMimeData(new WatchedText(text, reads));
            reads = 0;
        };
        QWidget other; // the person is elsewhere, and copies something there
        other.show();
        other.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&other));
        QTRY_VERIFY(!m_page->isActiveWindow());
        copy(secretLink);
        m_page->refresh();
        QCOMPARE(reads, 0);
        QVERIFY(!find<QWidget>("clipboardStrip")->isVisible());
        m_page->activateWindow();
        QTRY_VERIFY(find<QWidget>("clipboardStrip")->isVisible());
        QVERIFY(reads > 0);
        other.activateWindow();
        QTRY_VERIFY(!find<QWidget>("clipboardStrip")->isVisible());
        m_page->activateWindow();
        QTRY_VERIFY(find<QWidget>("clipboardStrip")->isVisible()); // not answered yet
        m_page->hide();
        copy(QStringLiteral("madang://192.168.0.9"));
        m_page->refresh();
        QCOMPARE(reads, 0);
    }
};

QTEST_MAIN(tst_JoinCard)
#include "tst_joincard.moc"
