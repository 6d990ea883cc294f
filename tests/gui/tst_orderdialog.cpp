// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/wire/order.h"
#include "tests/support/desktoppair.h"
#include "ui/orderdialog.h"

#include <QComboBox>
#include <QContextMenuEvent>
#include <QLineEdit>
#include <QListView>
#include <QPointer>
#include <QPushButton>

// Muting, sending out and banning from the list of people, in a window on a real host.
class tst_OrderDialog : public QObject {
    Q_OBJECT
    static constexpr int patience = DesktopPair::patience;
    std::unique_ptr<DesktopPair> m_pair;
    QPointer<QDialog> m_dialog;

    template <typename T>
    T *find(const char *name) const
    {
        return m_dialog->findChild<T *>(QString::fromLatin1(name));
    }
    void openPersonMenu(const Chat::UserId &user) const
    {
        auto *list = m_pair->window->findChild<QListView *>(QStringLiteral("memberList"));
        list->setFocus();
        list->setCurrentIndex(m_pair->sees(m_pair->club, user));
        QContextMenuEvent wanted(QContextMenuEvent::Keyboard, QPoint(), QPoint());
        QApplication::sendEvent(list, &wanted);
    }
    QAction *inPersonMenu(const char *name) const
    {
        for (QMenu *menu : m_pair->window->findChildren<QMenu *>(QStringLiteral("memberMenu"))) {
            if (menu->isVisible())
                return menu->findChild<QAction *>(QString::fromLatin1(name));
        }
        return nullptr;
    }
    void open(const char *action)
    {
        openPersonMenu(m_pair->lee.client->self());
        QAction *chosen = inPersonMenu(action);
        QVERIFY(chosen);
        for (QMenu *menu : m_pair->window->findChildren<QMenu *>(QStringLiteral("memberMenu")))
            menu->close();
        chosen->trigger();
        m_dialog = m_pair->window->findChild<QDialog *>(QStringLiteral("orderDialog"));
        QVERIFY(m_dialog);
        QCoreApplication::processEvents(); // the menu's end gives the window behind it the keys
        m_dialog->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_dialog));
    }
    void confirm() const { QTest::keyClick(find<QPushButton>("orderAccept"), Qt::Key_Space); }

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

    void mutedAreTold()
    {
        QSignalSpy told(m_pair->lee.client.get(), &Ui::ChatClient::failed);
        open("mute");
        QVERIFY(!find<QComboBox>("orderWhere")->isVisible());
        find<QComboBox>("orderTime")->setCurrentIndex(1);
        find<QLineEdit>("orderReason")->setText(QStringLiteral("도배"));
        confirm();
        QTRY_VERIFY_WITH_TIMEOUT(!m_dialog, patience);
        QTRY_VERIFY_WITH_TIMEOUT(!told.isEmpty(), patience);
        const QString sentence = told[0][0].toString();
        QVERIFY2(sentence.contains(QStringLiteral("도배")) &&
                     sentence.contains(QStringLiteral("Club")) &&
                     sentence.contains(QStringLiteral("Until")),
                 qPrintable(sentence));
        QTRY_VERIFY_WITH_TIMEOUT(m_pair->lee.room(m_pair->club).own.muted.has_value(), patience);
        const auto muted = *m_pair->lee.room(m_pair->club).own.muted;
        QCOMPARE(muted.reason, QStringLiteral("도배"));
        QVERIFY(muted.until.has_value());
    }

    void sentOutLeave()
    {
        QSignalSpy told(m_pair->lee.client.get(), &Ui::ChatClient::failed);
        open("sendOut");
        QVERIFY(!find<QComboBox>("orderTime")->isVisible());
        QVERIFY(!find<QComboBox>("orderWhom")->isVisible());
        confirm();
        QTRY_VERIFY_WITH_TIMEOUT(!m_dialog, patience);
        QTRY_VERIFY_WITH_TIMEOUT(!told.isEmpty(), patience);
        QVERIFY(told[0][0].toString().contains(QStringLiteral("sent out")));
        QTRY_VERIFY_WITH_TIMEOUT(!m_pair->sees(m_pair->club, m_pair->lee.client->self()).isValid(),
                                 patience);
    }

    void refusalStaysToBeRead()
    {
        open("ban"); // from the host's own computer nobody is banned by address
        find<QComboBox>("orderWhom")->setCurrentIndex(1);
        confirm();
        QTRY_VERIFY_WITH_TIMEOUT(find<QLabel>("orderProblem")->isVisible(), patience);
        QVERIFY(!find<QLabel>("orderProblem")->text().isEmpty());
        QVERIFY(find<QPushButton>("orderAccept")->isEnabled());
        find<QComboBox>("orderWhom")->setCurrentIndex(0);
        confirm();
        QTRY_VERIFY_WITH_TIMEOUT(!m_dialog, patience);
        QTRY_VERIFY_WITH_TIMEOUT(m_pair->lee.room(m_pair->club).own.banned.has_value(), patience);
    }

    void whoKeepsNoOrderHasNone()
    {
        m_pair->page->showRoom(Chat::lobbyRoom()); // the host's owner keeps it
        auto *list = m_pair->window->findChild<QListView *>(QStringLiteral("memberList"));
        const Chat::UserId lee = m_pair->lee.client->self();
        QTRY_VERIFY_WITH_TIMEOUT(m_pair->sees(Chat::lobbyRoom(), lee).isValid(), patience);
        list->setFocus();
        list->setCurrentIndex(m_pair->sees(Chat::lobbyRoom(), lee));
        QContextMenuEvent wanted(QContextMenuEvent::Keyboard, QPoint(), QPoint());
        QApplication::sendEvent(list, &wanted);
        QVERIFY(inPersonMenu("talkAlone"));
        for (const char *name : {"mute", "sendOut", "ban"})
            QVERIFY(!inPersonMenu(name));
    }
};

QTEST_MAIN(tst_OrderDialog)
#include "tst_orderdialog.moc"
