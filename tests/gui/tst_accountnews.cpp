// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/desktoppair.h"
#include "ui/model/account.h"

#include <QComboBox>
#include <QContextMenuEvent>
#include <QDialog>
#include <QLineEdit>
#include <QListView>
#include <QLoggingCategory>
#include <QMutex>
#include <QPushButton>
#include <QTabWidget>

using Phase = Ui::ConnectionStatus::Phase;
using Standing = Ui::Account::Standing;

namespace {

QMutex loggedGuard; // the host logs in threads of its own
QStringList logged;

void keepLog(QtMsgType, const QMessageLogContext &, const QString &text)
{
    const QMutexLocker lock(&loggedGuard);
    logged << text;
}

/// All that is logged meanwhile, at the finest.
class Listening {
public:
    Listening()
    {
        QLoggingCategory::setFilterRules(QStringLiteral("madang.*=true"));
        m_before = qInstallMessageHandler(keepLog);
    }
    ~Listening()
    {
        qInstallMessageHandler(m_before);
        QLoggingCategory::setFilterRules(QString());
    }
    static bool heard(const QString &text)
    {
        const QMutexLocker lock(&loggedGuard);
        return logged.join(u'\n').contains(text);
    }

private:
    QtMessageHandler m_before;
};

} // namespace

// The ways into an account, and what is told about one's own: windows on a real host.
class tst_AccountNews : public QObject {
    Q_OBJECT
    static constexpr int patience = DesktopPair::patience;
    enum Way { AnotherName, ByCode, ByPassword };
    std::unique_ptr<DesktopPair> m_pair;
    std::unique_ptr<DesktopPair::Person> m_guest;
    QPointer<QDialog> m_dialog;

    static Ui::Account &account(const DesktopPair::Person &one) { return *one.client->account(); }
    template <typename T>
    T *find(const char *name) const
    {
        return m_dialog->findChild<T *>(QString::fromLatin1(name));
    }
    QPushButton *come() const { return find<QPushButton>("wayInCome"); }
    QString state() const { return find<QLabel>("wayInState")->text(); }
    void choose(Way way) const { find<QTabWidget>("wayInTabs")->setCurrentIndex(way); }
    void type(const char *name, const QString &words) const
    {
        find<QLineEdit>(name)->setText(words);
    }
    QWidget *strip() const
    {
        return m_pair->window->findChild<QWidget *>(QStringLiteral("accountStrip"));
    }
    QString news() const
    {
        return strip()->isVisible()
                   ? strip()->findChild<QLabel *>(QStringLiteral("accountNews"))->text()
                   : QString();
    }
    void press(const char *button) const
    {
        strip()->findChild<QPushButton *>(QString::fromLatin1(button))->click();
    }
    void takeDialog(const char *name)
    {
        const auto open = [this, name] {
            return m_pair->window->findChild<QDialog *>(QString::fromLatin1(name));
        };
        QTRY_VERIFY_WITH_TIMEOUT(open(), patience);
        m_dialog = open();
        QCoreApplication::processEvents();
        m_dialog->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_dialog));
    }
    /// Somebody who calls themselves so, in the window.
    void showGuest(const QString &name)
    {
        m_guest = std::make_unique<DesktopPair::Person>();
        m_pair->enter(*m_guest, name);
        QTRY_COMPARE_WITH_TIMEOUT(account(*m_guest).standing(), Standing::NameTaken, patience);
        m_pair->window->removeChat(m_pair->kim.client.get());
        m_pair->window->showChat(m_guest->client.get(), {});
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete); // kim's page
        takeDialog("wayInDialog");
    }
    QString pairingCode(DesktopPair::Person &one) const
    {
        QSignalSpy code(&account(one), &Ui::Account::pairingCode);
        account(one).askPairingCode();
        return code.wait(patience) ? code[0][0].toString() : QString();
    }
    bool isGuestOnline() const { return m_guest->client->status().phase == Phase::Online; }

private Q_SLOTS:
    void init()
    {
        m_pair = std::make_unique<DesktopPair>();
        m_pair->start();
    }
    void cleanup()
    {
        m_pair->window.reset();
        m_guest.reset();
        m_pair->stop();
        m_pair.reset();
    }

    void anotherNameIsTaken()
    {
        showGuest(QStringLiteral("kim"));
        QVERIFY(find<QLabel>("wayInTitle")->text().contains(QStringLiteral("kim")));
        QVERIFY(find<QLabel>("wayInHint")->text().contains(QStringLiteral("owner")));
        QVERIFY(news().contains(QStringLiteral("guest")));
        QVERIFY(!come()->isEnabled());
        type("wayInName", QStringLiteral("LEE"));
        come()->click();
        QVERIFY(!come()->isEnabled()); // until the host has answered
        QTRY_VERIFY_WITH_TIMEOUT(state().contains(QStringLiteral("has this name, too")), patience);
        QVERIFY(come()->isEnabled());
        type("wayInName", QStringLiteral("보라"));
        QTest::keyClick(find<QLineEdit>("wayInName"), Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(!m_dialog, patience);
        QCOMPARE(account(*m_guest).standing(), Standing::Member);
        QTRY_VERIFY_WITH_TIMEOUT(news().isEmpty(), patience);
        QCOMPARE(m_guest->profile->name(), QStringLiteral("보라"));
    }

    void codeOfAnotherDevice()
    {
        showGuest(QStringLiteral("kim"));
        const Listening listening;
        const QString code = pairingCode(m_pair->kim);
        QVERIFY(!code.isEmpty());
        choose(ByCode);
        type("wayInCode", code.toLower());
        come()->click();
        QTRY_VERIFY_WITH_TIMEOUT(!m_dialog, patience);
        QCOMPARE(m_guest->client->self(), m_pair->kim.client->self());
        QVERIFY(!Listening::heard(code));
        QVERIFY(!Listening::heard(code.toLower()));
    }

    void passwordComesIn()
    {
        const QString password = QStringLiteral("correct horse");
        QSignalSpy done(&account(m_pair->kim), &Ui::Account::done);
        account(m_pair->kim).setPassword({}, password);
        QTRY_COMPARE_WITH_TIMEOUT(done.size(), 1, patience);
        showGuest(QStringLiteral("kim"));
        const Listening listening;
        choose(ByPassword);
        QCOMPARE(find<QLineEdit>("wayInLogin")->text(), QStringLiteral("kim"));
        type("wayInPassword", QStringLiteral("wrong horse"));
        come()->click();
        QTRY_VERIFY_WITH_TIMEOUT(state().contains(QStringLiteral("do not go together")), patience);
        QVERIFY(find<QLineEdit>("wayInPassword")->text().isEmpty());
        QTRY_VERIFY_WITH_TIMEOUT(isGuestOnline(), patience); // no dead end
        type("wayInPassword", password);
        come()->click();
        QTRY_VERIFY_WITH_TIMEOUT(!m_dialog, patience);
        QCOMPARE(m_guest->client->self(), m_pair->kim.client->self());
        QVERIFY(!Listening::heard(password));
        QVERIFY(!Listening::heard(QStringLiteral("wrong horse")));
    }

    void wrongCodesHaveToWait()
    {
        showGuest(QStringLiteral("kim"));
        choose(ByCode);
        for (int tries = 0; tries < 20 && !state().contains(QStringLiteral("next try")); ++tries) {
            type("wayInCode", QStringLiteral("AAAAA-%1").arg(11111 + tries));
            QTRY_VERIFY_WITH_TIMEOUT(come()->isEnabled(), patience);
            come()->click();
            QTRY_VERIFY_WITH_TIMEOUT(
                !state().isEmpty() && !state().contains(QStringLiteral("Asking")), patience);
            QTRY_VERIFY_WITH_TIMEOUT(isGuestOnline(), patience);
        }
        QVERIFY2(state().contains(QStringLiteral("The next try is in")), qPrintable(state()));
        QVERIFY(!come()->isEnabled());
        choose(ByPassword);
        type("wayInPassword", QStringLiteral("anything at all"));
        QVERIFY(!come()->isEnabled()); // the same guesser
        choose(AnotherName);
        type("wayInName", QStringLiteral("보라"));
        QVERIFY(come()->isEnabled()); // is no guess
        choose(ByCode);
        QTRY_VERIFY_WITH_TIMEOUT(come()->isEnabled(), 60000); // by itself
    }

    void staysAGuest()
    {
        showGuest(QStringLiteral("kim"));
        find<QPushButton>("wayInStay")->click();
        QTRY_VERIFY_WITH_TIMEOUT(!m_dialog, patience);
        press("accountNewsAct");
        takeDialog("wayInDialog");
        m_dialog->reject();
        QTRY_VERIFY_WITH_TIMEOUT(!m_dialog, patience);
        press("accountNewsDismiss");
        QVERIFY(news().isEmpty());
        // Nor is it said again with each connection.
        m_guest->client->disconnectFromHost();
        QTRY_COMPARE_WITH_TIMEOUT(m_guest->client->status().phase, Phase::Offline, patience);
        m_guest->client->connectToHost();
        QTRY_VERIFY_WITH_TIMEOUT(isGuestOnline(), patience);
        QTRY_VERIFY_WITH_TIMEOUT(!account(*m_guest).info().user.isEmpty(), patience);
        QVERIFY(news().isEmpty());
        QVERIFY(!m_pair->window->findChild<QDialog *>(QStringLiteral("wayInDialog")));
    }

    void newDeviceIsAskedAbout()
    {
        QTRY_COMPARE_WITH_TIMEOUT(account(m_pair->kim).info().devices.size(), 1u, patience);
        m_guest = std::make_unique<DesktopPair::Person>();
        m_pair->enter(*m_guest, QStringLiteral("kim"));
        QTRY_COMPARE_WITH_TIMEOUT(account(*m_guest).standing(), Standing::NameTaken, patience);
        account(*m_guest).pairWith(pairingCode(m_pair->kim));
        QTRY_VERIFY_WITH_TIMEOUT(news().contains(QStringLiteral("Was that you?")), patience);
        QTRY_COMPARE_WITH_TIMEOUT(account(m_pair->kim).info().devices.size(), 2u, patience);
        press("accountNewsAct");
        auto *yes = strip()->findChild<QPushButton *>(QStringLiteral("newsQuestionYes"));
        QVERIFY(yes);
        yes->click();
        QTRY_COMPARE_WITH_TIMEOUT(account(*m_guest).standing(), Standing::NameTaken, patience);
        QVERIFY(news().isEmpty());
        QCOMPARE(account(m_pair->kim).standing(), Standing::Member);
        // Once more, and this time it is oneself.
        account(*m_guest).pairWith(pairingCode(m_pair->kim));
        QTRY_VERIFY_WITH_TIMEOUT(!news().isEmpty(), patience);
        press("accountNewsDismiss");
        QVERIFY(news().isEmpty());
        QCOMPARE(account(*m_guest).standing(), Standing::Member);
        // Removed from there, this window says what happened.
        account(*m_guest).revoke(
            QString::fromLatin1(m_pair->kim.profile->deviceKey()->publicKey()));
        QTRY_VERIFY_WITH_TIMEOUT(news().contains(QStringLiteral("removed this one")), patience);
    }

    void ownerLetsSomebodyBackIn()
    {
        DesktopPair::Person owner;
        auto profile = Ui::Profile::open(owner.folder.filePath(QStringLiteral("profile")));
        QVERIFY(profile);
        owner.profile = std::move(*profile);
        owner.profile->setName(QStringLiteral("host"));
        owner.client = std::make_unique<Ui::ChatClient>(
            *owner.profile, QStringLiteral("own"), [this] { return m_pair->host->connectLoop(); });
        owner.client->connectToHost();
        QTRY_COMPARE_WITH_TIMEOUT(account(owner).info().role, QStringLiteral("owner"), patience);
        const Chat::UserId kim = m_pair->kim.client->self();

        // kim's window hears of it: who was in by the old devices is out.
        QSignalSpy code(&account(owner), &Ui::Account::recoveryCode);
        account(owner).askRecoveryCode(QStringLiteral("kim"), true);
        QTRY_COMPARE_WITH_TIMEOUT(code.size(), 1, patience);
        QTRY_VERIFY_WITH_TIMEOUT(news().contains(QStringLiteral("has reset your account")),
                                 patience);
        QTRY_COMPARE_WITH_TIMEOUT(account(m_pair->kim).standing(), Standing::NameTaken, patience);
        QVERIFY(news().contains(QStringLiteral("has reset your account")));
        press("accountNewsAct");
        takeDialog("wayInDialog");
        choose(ByCode);
        type("wayInCode", code[0][0].toString());
        come()->click();
        QTRY_VERIFY_WITH_TIMEOUT(!m_dialog, patience);
        QCOMPARE(m_pair->kim.client->self(), kim);
        QVERIFY(news().isEmpty());

        // And the owner's window makes such codes, in the menu of a person.
        owner.client->joinRoom(m_pair->club);
        m_pair->window->removeChat(m_pair->kim.client.get());
        m_pair->window->showChat(owner.client.get(), {});
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        auto *page = m_pair->window->findChild<Ui::ChatPage *>();
        page->showRoom(m_pair->club);
        auto *list = m_pair->window->findChild<QListView *>(QStringLiteral("memberList"));
        const auto rowOf = [list](const QString &name) {
            for (int row = 0; row < list->model()->rowCount(); ++row) {
                if (list->model()->index(row, 0).data().toString() == name)
                    return list->model()->index(row, 0);
            }
            return QModelIndex();
        };
        QTRY_VERIFY_WITH_TIMEOUT(rowOf(QStringLiteral("lee")).isValid(), patience);
        QTRY_VERIFY_WITH_TIMEOUT(list->isVisible(), patience);
        list->setFocus();
        list->setCurrentIndex(rowOf(QStringLiteral("lee")));
        QContextMenuEvent wanted(QContextMenuEvent::Keyboard, QPoint(), QPoint());
        QApplication::sendEvent(list, &wanted);
        auto *recover = m_pair->window->findChild<QAction *>(QStringLiteral("recoverPerson"));
        QVERIFY(recover);
        for (QMenu *menu : m_pair->window->findChildren<QMenu *>(QStringLiteral("memberMenu")))
            menu->close();
        recover->trigger();
        takeDialog("recoverDialog");
        find<QPushButton>("recoverMake")->click();
        const auto *shown = find<QLabel>("codeText");
        QTRY_VERIFY_WITH_TIMEOUT(shown->isVisible(), patience);
        QTRY_VERIFY_WITH_TIMEOUT(shown->height() >= shown->sizeHint().height(), patience);
        QCOMPARE(account(m_pair->lee).standing(), Standing::Member); // nobody was put out
        m_guest = std::make_unique<DesktopPair::Person>();
        m_pair->enter(*m_guest, QStringLiteral("lee"));
        QTRY_COMPARE_WITH_TIMEOUT(account(*m_guest).standing(), Standing::NameTaken, patience);
        account(*m_guest).pairWith(shown->text());
        QTRY_COMPARE_WITH_TIMEOUT(account(*m_guest).standing(), Standing::Member, patience);
        QCOMPARE(m_guest->client->self(), m_pair->lee.client->self());
        auto *devices = find<QComboBox>("recoverDevices");
        devices->setCurrentIndex(devices->findData(true));
        find<QPushButton>("recoverMake")->click();
        find<QPushButton>("resetQuestionYes")->click();
        QTRY_COMPARE_WITH_TIMEOUT(account(*m_guest).standing(), Standing::NameTaken, patience);
        QTRY_COMPARE_WITH_TIMEOUT(account(m_pair->lee).standing(), Standing::NameTaken, patience);
        QTRY_VERIFY_WITH_TIMEOUT(shown->isVisible(), patience);
        m_pair->window.reset();
        owner.client.reset();
    }

    void othersCannotRecover()
    {
        auto *list = m_pair->window->findChild<QListView *>(QStringLiteral("memberList"));
        list->setFocus();
        list->setCurrentIndex(m_pair->sees(m_pair->club, m_pair->lee.client->self()));
        QContextMenuEvent wanted(QContextMenuEvent::Keyboard, QPoint(), QPoint());
        QApplication::sendEvent(list, &wanted);
        QVERIFY(m_pair->window->findChild<QAction *>(QStringLiteral("ignorePerson")));
        QVERIFY(!m_pair->window->findChild<QAction *>(QStringLiteral("recoverPerson")));
    }
};

QTEST_MAIN(tst_AccountNews)
#include "tst_accountnews.moc"
