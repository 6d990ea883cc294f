// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/desktoppair.h"
#include "ui/model/account.h"
#include "ui/model/webhooks.h"

#include <QAbstractItemModelTester>
#include <QAbstractProxyModel>
#include <QClipboard>
#include <QComboBox>
#include <QInputMethodEvent>
#include <QLineEdit>
#include <QListView>
#include <QMessageBox>
#include <QPointer>
#include <QPushButton>

// The webhooks of a room, in a window on a real host.
class tst_WebhooksDialog : public QObject {
    Q_OBJECT
    static constexpr int patience = DesktopPair::patience;
    std::unique_ptr<DesktopPair> m_pair;
    DesktopPair::Person m_owner; ///< Of the host.
    QDialog *m_dialog = nullptr;

    template <typename T>
    T *find(const char *name) const
    {
        return m_dialog->findChild<T *>(QString::fromLatin1(name));
    }
    int count() const { return find<QListView>("hookList")->model()->rowCount(); }
    QString secret() const
    {
        const auto *field = find<QLineEdit>("secretText");
        return field->isVisible() ? field->text() : QString();
    }
    QString state() const { return find<QLabel>("hooksState")->text(); }
    void openHooks()
    {
        m_pair->choose(QStringLiteral("Webhooks…"));
        m_dialog = m_pair->window->findChild<QDialog *>(QStringLiteral("webhooksDialog"));
        QVERIFY(m_dialog);
        QAbstractItemModel *shown = find<QListView>("hookList")->model();
        QCOMPARE(shown->rowCount(), 0); // till the host has answered
        new QAbstractItemModelTester(shown, QAbstractItemModelTester::FailureReportingMode::QtTest,
                                     m_dialog);
        QCoreApplication::processEvents(); // the menu's end gives the window behind it the keys
        m_dialog->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_dialog));
    }
    void makeIncoming(const QString &name)
    {
        QTest::keyClick(find<QPushButton>("hookNew"), Qt::Key_Space);
        QCOMPARE(m_dialog->focusWidget(), find<QLineEdit>("hookName"));
        QTest::keyClicks(find<QLineEdit>("hookName"), name);
        const int before = count();
        QTest::keyClick(find<QLineEdit>("hookName"), Qt::Key_Return);
        QVERIFY(!find<QPushButton>("hookMake")->isEnabled());
        QTRY_COMPARE_WITH_TIMEOUT(count(), before + 1, patience);
        QTRY_VERIFY_WITH_TIMEOUT(!secret().isEmpty(), patience);
        QTRY_VERIFY_WITH_TIMEOUT(find<QPushButton>("hookNew")->isEnabled(), patience);
    }
    void enterAsOwnerOfTheHost()
    {
        m_owner.profile = std::move(*Ui::Profile::open(m_owner.folder.path()));
        m_owner.profile->setName(QStringLiteral("oh"));
        m_owner.client =
            std::make_unique<Ui::ChatClient>(*m_owner.profile, QStringLiteral("own"),
                                             [this] { return m_pair->host->connectLoop(); });
        m_owner.client->connectToHost();
        QTRY_COMPARE_WITH_TIMEOUT(m_owner.client->account()->info().role, QStringLiteral("owner"),
                                  patience);
        QTRY_COMPARE_WITH_TIMEOUT(m_owner.room(Chat::lobbyRoom()).own.role, Chat::MemberRole::Owner,
                                  patience);
        Ui::HostSummary summary;
        summary.hostedHere = true;
        summary.addresses = {QUrl(m_pair->address).authority()};
        m_pair->window->showChat(m_owner.client.get(), summary);
        m_pair->page = m_pair->window->findChildren<Ui::ChatPage *>().constLast();
        m_pair->page->showRoom(Chat::lobbyRoom());
    }
    QMessageBox *question(const char *name) const
    {
        const auto boxes = m_dialog->findChildren<QMessageBox *>(QString::fromLatin1(name));
        return boxes.isEmpty() ? nullptr : boxes.constLast();
    }
    void answerYes(const char *name)
    {
        const QString yes = QString::fromLatin1(name) + QStringLiteral("Yes");
        question(name)->findChild<QPushButton *>(yes)->click();
    }

private Q_SLOTS:
    void init()
    {
        m_pair = std::make_unique<DesktopPair>();
        m_pair->start();
    }
    void cleanup()
    {
        m_dialog = nullptr;
        m_owner.client.reset();
        m_owner.profile.reset();
        m_pair->stop();
        m_pair.reset();
    }

    void onlyWhoKeepsOrderIsOffered()
    {
        QVERIFY(m_pair->menuOfRoom().contains(QStringLiteral("Webhooks…")));
        m_pair->page->showRoom(Chat::lobbyRoom());
        QVERIFY(!m_pair->menuOfRoom().contains(QStringLiteral("Webhooks…")));
    }

    void addressIsShownOnce()
    {
        openHooks();
        QTRY_VERIFY_WITH_TIMEOUT(find<QLabel>("hooksEmpty")->isVisible(), patience);
        QVERIFY(!find<QPushButton>("hookRemove")->isVisible());
        makeIncoming(QStringLiteral("A & B"));
        QVERIFY(!find<QLabel>("hooksEmpty")->isVisible());
        const QModelIndex hook = find<QListView>("hookList")->model()->index(0, 0);
        QVERIFY(hook.data(Qt::ToolTipRole)
                    .toString()
                    .startsWith(
                        QStringLiteral("<qt>A &amp; B"))); // markup, or that would be what one sees
        const QUrl host(m_pair->address);
        QVERIFY2(secret().startsWith(
                     QStringLiteral("http://%1:%2/hooks/").arg(host.host()).arg(host.port())),
                 qPrintable(secret()));
        const QString address = secret();
        QTest::keyClick(find<QPushButton>("secretCopy"), Qt::Key_Space);
        QCOMPARE(QGuiApplication::clipboard()->text(), address);
        find<QPushButton>("secretDone")->click();
        QVERIFY(secret().isEmpty());
        QVERIFY(find<QLineEdit>("secretText")->text().isEmpty());
        m_dialog->close();
        QTRY_VERIFY(!m_pair->window->findChild<QDialog *>(QStringLiteral("webhooksDialog")));
        openHooks();
        QTRY_COMPARE_WITH_TIMEOUT(count(), 1, patience);
        QVERIFY(secret().isEmpty());
    }

    void refusedStaysToBeMended()
    {
        openHooks();
        find<QPushButton>("hookNew")->click();
        QVERIFY(
            !find<QComboBox>("hookKind")->isVisible()); // the other one is for who owns the host
        find<QLineEdit>("hookName")->setText(QStringLiteral("CI"));
        find<QLineEdit>("hookAvatar")->setText(QStringLiteral("two words"));
        find<QPushButton>("hookMake")->click();
        QVERIFY(!find<QPushButton>("hookMake")->isEnabled());
        QTRY_VERIFY_WITH_TIMEOUT(state().contains(QStringLiteral("bad avatar")), patience);
        QVERIFY(find<QLabel>("hooksState")->isVisible());
        QCOMPARE(find<QLineEdit>("hookAvatar")->text(), QStringLiteral("two words"));
        QVERIFY(find<QPushButton>("hookMake")->isEnabled());
        QCOMPARE(count(), 0);
        QVERIFY(secret().isEmpty());
        QVERIFY(m_pair->sentence().isEmpty());
    }

    void ownerOfTheHostHasItPostElsewhere()
    {
        enterAsOwnerOfTheHost();
        openHooks();
        find<QPushButton>("hookNew")->click();
        QVERIFY(find<QComboBox>("hookKind")->isVisible());
        find<QComboBox>("hookKind")->setCurrentIndex(1);
        QVERIFY(!find<QLineEdit>("hookAvatar")->isVisible());
        find<QLineEdit>("hookName")->setText(QStringLiteral("echo"));
        QVERIFY(!find<QPushButton>("hookMake")->isEnabled()); // to where?
        find<QLineEdit>("hookUrl")->setText(QStringLiteral("ftp://example.org"));
        find<QPushButton>("hookMake")->click();
        QTRY_VERIFY_WITH_TIMEOUT(state().contains(QStringLiteral("bad url")), patience);
        QCOMPARE(find<QLineEdit>("hookUrl")->text(), QStringLiteral("ftp://example.org"));
        find<QLineEdit>("hookUrl")->setText(QStringLiteral("https://example.org/x"));
        find<QPushButton>("hookMake")->click();
        QTRY_COMPARE_WITH_TIMEOUT(count(), 1, patience);
        QTRY_VERIFY_WITH_TIMEOUT(!secret().isEmpty(), patience);
        QVERIFY(!secret().contains(QStringLiteral("/hooks/"))); // nothing is reached by it
        const QString read = find<QListView>("hookList")
                                 ->model()
                                 ->index(0, 0)
                                 .data(Qt::AccessibleTextRole)
                                 .toString();
        QVERIFY2(read.contains(QStringLiteral("echo")) &&
                     read.contains(QStringLiteral("https://example.org/x")),
                 qPrintable(read));
    }

    void nameOfOneSyllable()
    {
        openHooks();
        find<QPushButton>("hookNew")->click();
        auto *name = find<QLineEdit>("hookName");
        QInputMethodEvent composing(QStringLiteral("봇"), {});
        QApplication::sendEvent(name, &composing);
        QVERIFY(find<QPushButton>("hookMake")->isEnabled());
        QInputMethodEvent takenBack;
        QApplication::sendEvent(name, &takenBack);
        QVERIFY(!find<QPushButton>("hookMake")->isEnabled());
        QInputMethodEvent whole;
        whole.setCommitString(QStringLiteral("봇"));
        QApplication::sendEvent(name, &whole);
        find<QPushButton>("hookMake")->click();
        QTRY_COMPARE_WITH_TIMEOUT(count(), 1, patience);
    }

    void goesWithTheRight()
    {
        const Chat::RoomId den(QStringLiteral("den"));
        const Chat::UserId kim = m_pair->kim.client->self();
        Ui::RoomOrders *lee = m_pair->lee.client->orders();
        lee->make({den.toString(), QStringLiteral("Den"), {}, {}});
        QTRY_VERIFY_WITH_TIMEOUT(!m_pair->kim.room(den).id.isEmpty(), patience);
        m_pair->kim.client->joinRoom(den);
        const auto isSeen = [this, den, kim] {
            const Ui::MemberListModel *members = m_pair->lee.client->members(den);
            for (int row = 0; row < members->rowCount(); ++row) {
                if (members->index(row).data(Ui::MemberListModel::UserIdRole).toString() ==
                    kim.toString())
                    return true;
            }
            return false;
        };
        QTRY_VERIFY_WITH_TIMEOUT(isSeen(), patience);
        lee->setRole(den, kim, Chat::MemberRole::Moderator);
        QTRY_COMPARE_WITH_TIMEOUT(m_pair->kim.room(den).own.role, Chat::MemberRole::Moderator,
                                  patience);
        m_pair->page->showRoom(den);
        openHooks();
        QPointer<QDialog> dialog(m_dialog);
        lee->setRole(den, kim, Chat::MemberRole::Member);
        QTRY_VERIFY_WITH_TIMEOUT(!dialog, patience);
        QVERIFY(!m_pair->menuOfRoom().contains(QStringLiteral("Webhooks…")));
    }

    void brokenConnectionIsToldOf()
    {
        openHooks();
        find<QPushButton>("hookNew")->click();
        find<QLineEdit>("hookName")->setText(QStringLiteral("CI"));
        find<QPushButton>("hookMake")->click();
        m_pair->host.reset();
        QTRY_VERIFY_WITH_TIMEOUT(state().contains(QStringLiteral("before the host answered")),
                                 patience);
        find<QPushButton>("hookMake")->click();
        QTRY_VERIFY_WITH_TIMEOUT(state().contains(QStringLiteral("not made: not connected")),
                                 patience);
        QVERIFY(find<QPushButton>("hookMake")->isEnabled());
        QCOMPARE(find<QLineEdit>("hookName")->text(), QStringLiteral("CI"));
    }

    void renewedAfterAQuestion()
    {
        openHooks();
        makeIncoming(QStringLiteral("CI"));
        const QString first = secret();
        find<QPushButton>("hookRenew")->click();
        QVERIFY(question("renewQuestion"));
        QVERIFY(
            question("renewQuestion")->informativeText().contains(QStringLiteral("not copied")));
        QTest::keyClick(question("renewQuestion"), Qt::Key_Escape);
        QCOMPARE(secret(), first);
        find<QPushButton>("hookRenew")->click();
        answerYes("renewQuestion");
        QTRY_VERIFY_WITH_TIMEOUT(!secret().isEmpty() && secret() != first, patience);
        QCOMPARE(count(), 1);
    }

    void removedAfterAQuestion()
    {
        openHooks();
        makeIncoming(QStringLiteral("CI"));
        find<QPushButton>("secretDone")->click();
        makeIncoming(QStringLiteral("CD"));
        find<QListView>("hookList")
            ->setCurrentIndex(find<QListView>("hookList")->model()->index(1, 0));
        find<QPushButton>("hookRemove")->click();
        QVERIFY(question("removeQuestion")->informativeText().contains(QStringLiteral("CD")));
        QCOMPARE(count(), 2);
        answerYes("removeQuestion");
        QVERIFY(!find<QPushButton>("hookRemove")->isEnabled());
        QTRY_COMPARE_WITH_TIMEOUT(count(), 1, patience);
        QTRY_VERIFY_WITH_TIMEOUT(find<QPushButton>("hookRemove")->isEnabled(), patience);
        QVERIFY(secret().isEmpty()); // it was that one's
        find<QPushButton>("hookRemove")->click();
        answerYes("removeQuestion");
        QTRY_VERIFY_WITH_TIMEOUT(find<QLabel>("hooksEmpty")->isVisible(), patience);
    }

    void secretStaysTillAnotherOneComes()
    {
        openHooks();
        makeIncoming(QStringLiteral("CI"));
        const QString first = secret();
        QTest::keyClick(find<QPushButton>("hookNew"), Qt::Key_Space);
        find<QLineEdit>("hookName")->setText(QStringLiteral("CD"));
        find<QLineEdit>("hookAvatar")->setText(QStringLiteral("two words"));
        find<QPushButton>("hookMake")->click();
        QVERIFY(question("replaceQuestion"));
        QTest::keyClick(question("replaceQuestion"), Qt::Key_Escape);
        QVERIFY(find<QPushButton>("hookMake")->isEnabled());
        find<QPushButton>("hookMake")->click();
        answerYes("replaceQuestion");
        QTRY_VERIFY_WITH_TIMEOUT(state().contains(QStringLiteral("bad avatar")), patience);
        QCOMPARE(secret(), first); // none came in its place
        find<QPushButton>("secretCopy")->click();
        find<QLineEdit>("hookAvatar")->clear();
        find<QPushButton>("hookMake")->click(); // copied: nothing is asked
        QTRY_VERIFY_WITH_TIMEOUT(secret() != first && !secret().isEmpty(), patience);
    }

    void closingLosesNoSecretUnasked()
    {
        openHooks();
        makeIncoming(QStringLiteral("CI"));
        const QPointer<QDialog> dialog(m_dialog);
        QTest::keyClick(m_dialog, Qt::Key_Escape);
        m_dialog->close();
        QCOMPARE(m_dialog->findChildren<QMessageBox *>(QStringLiteral("closeQuestion")).size(), 1);
        QTest::keyClick(question("closeQuestion"), Qt::Key_Escape);
        QVERIFY(m_dialog->isVisible());
        QVERIFY(!secret().isEmpty());
        find<QPushButton>("hooksClose")->click();
        answerYes("closeQuestion");
        QTRY_VERIFY(!dialog);
        openHooks();
        QTRY_COMPARE_WITH_TIMEOUT(count(), 1, patience);
        find<QPushButton>("hookRenew")->click();
        answerYes("renewQuestion");
        QTRY_VERIFY_WITH_TIMEOUT(!secret().isEmpty(), patience);
        QGuiApplication::clipboard()->setText(secret()); // by the field's own keys
        const QPointer<QDialog> second(m_dialog);
        m_dialog->close();
        QTRY_VERIFY(!second);
    }

    void moreThanCanBeShownAreCounted()
    {
        openHooks();
        QTRY_VERIFY_WITH_TIMEOUT(find<QLabel>("hooksEmpty")->isVisible(), patience);
        QVERIFY(!find<QLabel>("hooksMore")->isVisible());
        const auto *readable =
            qobject_cast<const QAbstractProxyModel *>(find<QListView>("hookList")->model());
        Q_EMIT qobject_cast<Ui::Webhooks *>(readable->sourceModel())->listed(7);
        QVERIFY(find<QLabel>("hooksMore")->isVisible());
        QCOMPARE(find<QLabel>("hooksMore")->text(), QStringLiteral("and 7 more"));
    }

    void halfWrittenFormStays()
    {
        openHooks();
        makeIncoming(QStringLiteral("CI"));
        find<QPushButton>("secretDone")->click();
        QTest::keyClick(find<QPushButton>("hookNew"), Qt::Key_Space);
        find<QLineEdit>("hookName")->setText(QStringLiteral("half"));
        find<QPushButton>("hookRemove")->click();
        answerYes("removeQuestion");
        QTRY_COMPARE_WITH_TIMEOUT(count(), 0, patience);
        QTRY_VERIFY_WITH_TIMEOUT(find<QPushButton>("hookMake")->isEnabled(), patience);
        QCOMPARE(find<QLineEdit>("hookName")->text(), QStringLiteral("half"));
        find<QPushButton>("hookMake")->click();
        QTRY_COMPARE_WITH_TIMEOUT(count(), 1, patience);
        QTRY_VERIFY_WITH_TIMEOUT(!find<QLineEdit>("hookName")->isVisible(), patience);
    }

    void leavingTheHostEndsIt()
    {
        openHooks();
        m_pair->kim.client->disconnectFromHost();
        m_pair->window->showStart(); // the page goes, and the dialog with it
        m_pair->kim.client.reset();
        QTRY_VERIFY(!m_pair->window->findChild<QDialog *>(QStringLiteral("webhooksDialog")));
        m_dialog = nullptr;
    }
};

QTEST_MAIN(tst_WebhooksDialog)
#include "tst_webhooksdialog.moc"
