// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/desktoppair.h"
#include "ui/appearance.h"
#include "ui/avatar.h"
#include "ui/codecard.h"
#include "ui/model/account.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QPainter>
#include <QPushButton>
#include <QTabWidget>

using Standing = Ui::Account::Standing;

// One's account on a host, in a window on a real one.
class tst_AccountDialog : public QObject {
    Q_OBJECT
    static constexpr int patience = DesktopPair::patience;
    enum Tab { Guest, Me, Password, Devices, Ignored, Leaving };
    std::unique_ptr<DesktopPair> m_pair;
    QPointer<QDialog> m_dialog;

    Ui::Account &kim() const { return *m_pair->kim.client->account(); }
    template <typename T>
    T *find(const char *name) const
    {
        return m_dialog->findChild<T *>(QString::fromLatin1(name));
    }
    QPushButton *button(const char *name) const { return find<QPushButton>(name); }
    QString text(const char *name) const { return find<QLabel>(name)->text(); }
    QTabWidget *tabs() const { return find<QTabWidget>("accountTabs"); }
    void type(const char *name, const QString &words) const
    {
        find<QLineEdit>(name)->setText(words);
    }
    void takeDialog()
    {
        m_dialog = m_pair->window->findChild<QDialog *>(QStringLiteral("accountDialog"));
        QVERIFY(m_dialog);
        QCoreApplication::processEvents();
        m_dialog->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_dialog));
    }
    void openDialog(Tab tab)
    {
        QTRY_VERIFY_WITH_TIMEOUT(!kim().info().user.isEmpty(), patience);
        m_pair->page->findChild<QToolButton *>(QStringLiteral("openAccount"))->click();
        takeDialog();
        tabs()->setCurrentIndex(tab);
    }
    /// How lee has kim in the list of people.
    QModelIndex seenByLee() const
    {
        const Ui::MemberListModel *members = m_pair->lee.client->members(m_pair->club);
        for (int row = 0; row < members->rowCount(); ++row) {
            const QModelIndex person = members->index(row);
            if (person.data(Ui::MemberListModel::UserIdRole).toString() ==
                m_pair->kim.client->self().toString())
                return person;
        }
        return {};
    }
    void answer(const char *question) const
    {
        auto *yes = m_dialog->findChild<QPushButton *>(QString::fromLatin1(question) +
                                                       QStringLiteral("Yes"));
        QVERIFY(yes);
        yes->click();
    }
    void setPassword(const QString &old, const QString &wanted) const
    {
        type("passwordOld", old);
        type("passwordNew", wanted);
        type("passwordAgain", wanted);
        button("passwordSet")->click();
    }

private Q_SLOTS:
    void init()
    {
        m_pair = std::make_unique<DesktopPair>();
        m_pair->start();
    }
    void cleanup()
    {
        m_pair->stop();
        m_pair.reset();
    }

    void opensByKeysAndFromTheHost()
    {
        QTest::keyClick(m_pair->window.get(), Qt::Key_A, Qt::ControlModifier | Qt::ShiftModifier);
        takeDialog();
        QVERIFY(!tabs()->isTabVisible(Guest));
        QTest::keyClick(m_dialog, Qt::Key_Escape);
        QTRY_VERIFY_WITH_TIMEOUT(!m_dialog, patience);
        m_pair->page->findChild<QToolButton *>(QStringLiteral("hostMenu"))->click();
        m_pair->window->findChild<QPushButton *>(QStringLiteral("hostAccount"))->click();
        takeDialog();
    }

    void nameIsChanged()
    {
        openDialog(Me);
        QCOMPARE(find<QLineEdit>("accountName")->text(), QStringLiteral("kim"));
        QVERIFY(!button("accountSave")->isEnabled());
        type("accountName", QStringLiteral("  lee "));
        QTest::keyClick(find<QLineEdit>("accountName"), Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(text("accountState").contains(QStringLiteral("looks like it")),
                                 patience);
        QCOMPARE(find<QLineEdit>("accountName")->text().trimmed(), QStringLiteral("lee"));
        type("accountName", QString());
        QVERIFY(!button("accountSave")->isEnabled());
        type("accountName", QStringLiteral("김하나"));
        button("accountSave")->click();
        QTRY_COMPARE_WITH_TIMEOUT(text("accountState"), QStringLiteral("Saved."), patience);
        QTRY_COMPARE_WITH_TIMEOUT(seenByLee().data().toString(), QStringLiteral("김하나"),
                                  patience);
        QTRY_VERIFY_WITH_TIMEOUT(!button("accountSave")->isEnabled(), patience);
    }

    void avatarIsSeenByOthers()
    {
        openDialog(Me);
        type("accountEmoji", QStringLiteral(":fox:"));
        auto *colour = find<QComboBox>("accountColour");
        colour->setCurrentIndex(2);
        const QString wanted = colour->currentData().toString();
        button("accountSave")->click();
        const auto seen = [this] {
            return seenByLee().data(Ui::MemberListModel::AvatarRole).toMap();
        };
        QTRY_COMPARE_WITH_TIMEOUT(seen().value(QStringLiteral("emoji")).toString(),
                                  QStringLiteral("🦊"), patience);
        QCOMPARE(seen().value(QStringLiteral("color")).toString(), wanted);
        // A name alone leaves it as it is.
        QTRY_VERIFY_WITH_TIMEOUT(!button("accountSave")->isEnabled(), patience);
        type("accountName", QStringLiteral("kimi"));
        button("accountSave")->click();
        QTRY_COMPARE_WITH_TIMEOUT(seenByLee().data().toString(), QStringLiteral("kimi"), patience);
        QCOMPARE(seen().value(QStringLiteral("emoji")).toString(), QStringLiteral("🦊"));
    }

    void avatarsOfOthersAreReadable()
    {
        const QString none;
        QVERIFY(!Ui::portraitOf(Chat::Avatar{none, QStringLiteral("red"), none}).colour.isValid());
        QVERIFY(!Ui::portraitOf(Chat::Avatar{none, QStringLiteral("#00ffffff"), none})
                     .colour.isValid());
        QVERIFY(Ui::portraitOf(Chat::Avatar{QString(33, u'x'), none, none}).emoji.isEmpty());
        const Ui::Appearance appearance(m_pair->kim.profile->settings());
        for (const char *ground : {"#ffffff", "#000000", "#808080", "#ffff00"}) {
            QImage image(40, 40, QImage::Format_ARGB32_Premultiplied);
            image.fill(Qt::transparent);
            const QColor colour(QString::fromLatin1(ground));
            {
                QPainter painter(&image);
                Ui::drawAvatar(painter, QRectF(0, 0, 40, 40), QStringLiteral("M"),
                               QStringLiteral("u-1"), appearance, {none, colour});
            }
            QCOMPARE(image.pixelColor(6, 20), colour);
            double best = 1;
            for (int x = 0; x < 40; ++x)
                best = std::max(best, Ui::contrast(colour, image.pixelColor(x, 20)));
            QVERIFY2(best >= 4.5, ground);
        }
    }

    void passwordIsSetChangedAndRemoved()
    {
        openDialog(Password);
        QVERIFY(!find<QLineEdit>("passwordOld")->isVisible());
        type("passwordNew", QStringLiteral("short"));
        QVERIFY(text("passwordState").contains(QStringLiteral("8 characters")));
        type("passwordNew", QStringLiteral("correct horse"));
        type("passwordAgain", QStringLiteral("correct house"));
        QVERIFY(!button("passwordSet")->isEnabled());
        setPassword({}, QStringLiteral("correct horse"));
        QTRY_VERIFY_WITH_TIMEOUT(kim().info().hasPassword, patience);
        QTRY_VERIFY_WITH_TIMEOUT(find<QLineEdit>("passwordOld")->isVisible(), patience);
        QVERIFY(find<QLineEdit>("passwordNew")->text().isEmpty()); // not held here any more
        QVERIFY(!button("passwordRemove")->isEnabled());
        setPassword(QStringLiteral("wrong horse"), QStringLiteral("battery staple"));
        QTRY_VERIFY_WITH_TIMEOUT(
            text("passwordState").contains(QStringLiteral("not the password you have now")),
            patience);
        setPassword(QStringLiteral("correct horse"), QStringLiteral("battery staple"));
        QTRY_COMPARE_WITH_TIMEOUT(text("passwordState"), QStringLiteral("Done."), patience);
        type("passwordOld", QStringLiteral("battery staple"));
        button("passwordRemove")->click();
        answer("passwordQuestion");
        QTRY_VERIFY_WITH_TIMEOUT(!kim().info().hasPassword, patience);
        QTRY_VERIFY_WITH_TIMEOUT(!button("passwordRemove")->isVisible(), patience);
    }

    void codeLetsAnotherDeviceIn()
    {
        openDialog(Devices);
        auto *list = find<QListWidget>("deviceList");
        QCOMPARE(list->count(), 1);
        list->setCurrentRow(0);
        QVERIFY(!button("deviceRemove")->isEnabled()); // the one that looks
        button("deviceAdd")->click();
        QTRY_VERIFY_WITH_TIMEOUT(find<QLabel>("codeText")->isVisible(), patience);
        QVERIFY(text("codeLeft").contains(QLatin1Char(':')));
        button("codeCopy")->click();
        const QString code = QGuiApplication::clipboard()->text();
        QCOMPARE(code, text("codeText"));

        DesktopPair::Person phone;
        m_pair->enter(phone, QStringLiteral("kim"));
        Ui::Account &there = *phone.client->account();
        QTRY_COMPARE_WITH_TIMEOUT(there.standing(), Standing::NameTaken, patience);
        there.pairWith(code);
        QTRY_COMPARE_WITH_TIMEOUT(there.standing(), Standing::Member, patience);
        QTRY_COMPARE_WITH_TIMEOUT(list->count(), 2, patience);
        QVERIFY(!find<QLabel>("codeText")->isVisible());
        QVERIFY(text("codeText").isEmpty());

        const QString key = QString::fromLatin1(phone.profile->deviceKey()->publicKey());
        for (int row = 0; row < list->count(); ++row) {
            if (list->item(row)->data(Qt::UserRole).toString() == key)
                list->setCurrentRow(row);
        }
        button("deviceRemove")->click();
        answer("deviceQuestion");
        QTRY_COMPARE_WITH_TIMEOUT(there.standing(), Standing::NameTaken, patience);
        QTRY_COMPARE_WITH_TIMEOUT(list->count(), 1, patience);
        QVERIFY(list->item(0)->text().contains(QStringLiteral("this device")));
        phone.client.reset();
    }

    void codeEndsByItself()
    {
        const Ui::Appearance appearance(m_pair->kim.profile->settings());
        Ui::CodeCard card(appearance);
        QSignalSpy ended(&card, &Ui::CodeCard::ended);
        const auto *shown = card.findChild<QLabel *>(QStringLiteral("codeText"));
        const auto *left = card.findChild<QLabel *>(QStringLiteral("codeLeft"));
        const QDateTime now = QDateTime::currentDateTimeUtc();
        card.setCode(QStringLiteral("why"), QStringLiteral("K7QMP-2XWPD"), now.addSecs(86400));
        QVERIFY(left->text().contains(QStringLiteral("until")));
        card.setCode(QStringLiteral("why"), QStringLiteral("K7QMP-2XWPD"), now.addSecs(2));
        QCOMPARE(shown->text(), QStringLiteral("K7QMP-2XWPD"));
        QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, patience);
        QVERIFY(card.isHidden());
        QVERIFY(shown->text().isEmpty());
        QVERIFY(shown->accessibleName().isEmpty());
        // What is over before it came is never shown.
        card.setCode(QStringLiteral("why"), QStringLiteral("K7QMP-2XWPD"), now.addSecs(-1));
        QVERIFY(card.isHidden());
        QCOMPARE(ended.size(), 2);
    }

    void loggedOutLeaves()
    {
        openDialog(Leaving);
        QSignalSpy left(m_pair->actions.get(), &Ui::Actions::leaveRequested);
        button("accountLogOut")->click();
        const auto *box = m_dialog->findChild<QMessageBox *>(QStringLiteral("logOutQuestion"));
        QVERIFY(box->informativeText().contains(QStringLiteral("no other device")));
        answer("logOutQuestion");
        QTRY_COMPARE_WITH_TIMEOUT(left.size(), 1, patience);
        QVERIFY(!m_pair->kim.profile->usesKey(QStringLiteral("host:7610")));
        QTRY_VERIFY_WITH_TIMEOUT(!m_dialog, patience);
    }

    void erasingWantsTheName()
    {
        m_pair->kim.client->say(m_pair->club, QStringLiteral("soon gone"));
        const auto *timeline = m_pair->lee.client->timeline(m_pair->club);
        const auto said = [timeline] {
            for (int row = 0; row < timeline->rowCount(); ++row) {
                if (timeline->index(row).data().toString() == QStringLiteral("soon gone"))
                    return true;
            }
            return false;
        };
        QTRY_VERIFY_WITH_TIMEOUT(said(), patience);
        openDialog(Leaving);
        button("accountErase")->click();
        auto *asks = m_dialog->findChild<QDialog *>(QStringLiteral("eraseDialog"));
        QVERIFY(asks);
        auto *confirm = asks->findChild<QLineEdit *>(QStringLiteral("eraseConfirm"));
        auto *erase = asks->findChild<QPushButton *>(QStringLiteral("eraseNow"));
        QVERIFY(!erase->isEnabled());
        const auto isCut = [asks] {
            for (const QLabel *label : asks->findChildren<QLabel *>()) {
                if (label->isVisible() && label->height() < label->heightForWidth(label->width()))
                    return true;
            }
            return false;
        };
        QTRY_VERIFY_WITH_TIMEOUT(!isCut(), patience);
        confirm->setText(QStringLiteral("yes"));
        QVERIFY(!erase->isEnabled());
        QTest::keyClick(confirm, Qt::Key_Return); // is no yes
        QTRY_VERIFY_WITH_TIMEOUT(!m_dialog->findChild<QDialog *>(QStringLiteral("eraseDialog")),
                                 patience);
        QVERIFY(said());
        button("accountErase")->click();
        asks = m_dialog->findChild<QDialog *>(QStringLiteral("eraseDialog"));
        asks->findChild<QLineEdit *>(QStringLiteral("eraseConfirm"))
            ->setText(QStringLiteral(" kim "));
        QSignalSpy left(m_pair->actions.get(), &Ui::Actions::leaveRequested);
        asks->findChild<QPushButton *>(QStringLiteral("eraseNow"))->click();
        QTRY_COMPARE_WITH_TIMEOUT(left.size(), 1, patience);
        QVERIFY(m_pair->window->findChild<QMessageBox *>(QStringLiteral("farewell")));
        QTRY_VERIFY_WITH_TIMEOUT(!said(), patience);
    }

    void guestIsOfferedTheWaysIn()
    {
        DesktopPair::Person guest;
        m_pair->enter(guest, QStringLiteral("lee"));
        QTRY_COMPARE_WITH_TIMEOUT(guest.client->account()->standing(), Standing::NameTaken,
                                  patience);
        const auto open = [this] {
            return m_pair->window->findChild<QDialog *>(QStringLiteral("wayInDialog"));
        };
        // Not while one looks at another host.
        m_pair->window->showChat(guest.client.get(), {});
        m_pair->window->showChat(m_pair->kim.client.get());
        QCoreApplication::processEvents();
        QVERIFY(!open());
        m_pair->window->removeChat(guest.client.get());
        m_pair->window->showChat(guest.client.get(), {});
        QTRY_VERIFY_WITH_TIMEOUT(open(), patience);
        QPointer<QDialog> first = open();
        first->reject();
        QTRY_VERIFY_WITH_TIMEOUT(!first, patience);
        m_pair->window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_pair->window.get()));
        QTest::keyClick(m_pair->window.get(), Qt::Key_A, Qt::ControlModifier | Qt::ShiftModifier);
        takeDialog();
        QVERIFY(tabs()->isTabVisible(Guest));
        for (const Tab tab : {Me, Password, Devices})
            QVERIFY(!tabs()->isTabVisible(tab));
        QTRY_VERIFY_WITH_TIMEOUT(text("accountGuest").contains(QStringLiteral("lee")), patience);
        button("accountWaysIn")->click();
        QTRY_VERIFY_WITH_TIMEOUT(open(), patience);
        m_pair->window->removeChat(guest.client.get());
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
};

QTEST_MAIN(tst_AccountDialog)
#include "tst_accountdialog.moc"
