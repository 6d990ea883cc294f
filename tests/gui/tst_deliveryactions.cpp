// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/wire/reads.h"
#include "tests/support/scriptedhost.h"
#include "ui/actions.h"
#include "ui/chatpage.h"
#include "ui/mainwindow.h"
#include "ui/messagedetails.h"
#include "ui/timelineview.h"

#include <QAction>
#include <QContextMenuEvent>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

using Ui::Delivery;
using Ui::TimelineModel;

// What one does about how far one's messages got, in a window on a host that does as it is told.
class tst_DeliveryActions : public QObject {
    Q_OBJECT
    const Chat::RoomId lobby = Chat::lobbyRoom();
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Ui::Profile> m_profile;
    std::unique_ptr<ScriptedHost> m_host;
    std::unique_ptr<Ui::ChatClient> m_client;
    std::unique_ptr<Ui::Actions> m_actions;
    std::unique_ptr<Ui::MainWindow> m_window;

    Ui::TimelineView *view() const { return m_window->findChild<Ui::TimelineView *>(); }
    QModelIndex line(const QString &text) const
    {
        const QAbstractItemModel *model = m_client->timeline(lobby);
        for (int row = model->rowCount() - 1; row >= 0; --row) {
            if (model->index(row, 0).data().toString() == text)
                return model->index(row, 0);
        }
        return {};
    }
    Delivery delivery(const QString &text) const
    {
        return Delivery(line(text).data(TimelineModel::DeliveryRole).toInt());
    }
    void goOn(const QString &text) const
    {
        view()->setFocus();
        view()->setCurrentIndex(line(text));
    }
    QAction *inMenu(const QString &text, const char *name) const
    {
        for (QMenu *old : view()->findChildren<QMenu *>(QStringLiteral("messageMenu")))
            delete old;
        goOn(text);
        QContextMenuEvent wanted(QContextMenuEvent::Keyboard, QPoint(), QPoint());
        QApplication::sendEvent(view()->viewport(), &wanted);
        const auto *menu = view()->findChild<QMenu *>(QStringLiteral("messageMenu"));
        return menu ? menu->findChild<QAction *>(QString::fromLatin1(name)) : nullptr;
    }
    void choose(QAction *action) const
    {
        action->trigger();
        for (QMenu *menu : view()->findChildren<QMenu *>())
            menu->close();
        QCoreApplication::processEvents();
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        auto profile = Ui::Profile::open(m_folder->filePath(QStringLiteral("profile")));
        QVERIFY(profile);
        m_profile = std::move(*profile);
        m_profile->settings().setValue(QStringLiteral("language"), QStringLiteral("en"));
        m_profile->setName(QStringLiteral("kim"));
        m_profile->setJoined(QStringLiteral("host:1"), lobby, true);
        m_host = std::make_unique<ScriptedHost>();
        m_host->rooms[lobby];
        m_client = std::make_unique<Ui::ChatClient>(*m_profile, QStringLiteral("host:1"),
                                                    m_host->linkMaker());
        m_client->connectToHost();
        QTRY_VERIFY(m_client->rooms()->isJoined(lobby) && !m_client->self().isEmpty());
        m_actions = std::make_unique<Ui::Actions>();
        m_window = std::make_unique<Ui::MainWindow>(*m_profile, *m_actions);
        m_window->resize(1000, 700);
        m_window->showChat(m_client.get(), {});
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        m_window->findChild<Ui::ChatPage *>()->showRoom(lobby);
    }
    void cleanup()
    {
        m_window.reset();
        m_client.reset();
        m_host.reset();
    }

    void detailsByMenuAndKey()
    {
        m_client->say(lobby, QStringLiteral("hello"));
        QTRY_COMPARE(delivery(QStringLiteral("hello")), Delivery::Sent);
        QTRY_VERIFY(m_host->count("/user/queue/chat/receipts") > 0);
        const Chat::Sequence sequence{
            line(QStringLiteral("hello")).data(TimelineModel::SequenceRole).toLongLong()};
        m_host->publish("/user/queue/chat/receipts",
                        Chat::ReceiptReport{lobby, {{sequence, 4, 3, 1, 0}}}.toJson());
        QTRY_VERIFY(
            !line(QStringLiteral("hello")).data(TimelineModel::ReceiptRole).toMap().isEmpty());
        QAction *details = inMenu(QStringLiteral("hello"), "messageDetailsAction");
        QVERIFY(details);
        choose(details);
        auto *dialog = m_window->findChild<Ui::MessageDetails *>();
        QVERIFY(dialog);
        const auto *text = dialog->findChild<QLabel *>(QStringLiteral("messageDetailsText"));
        QVERIFY2(text->text().contains(QStringLiteral("Delivered to 3 of 4, read by 1")),
                 qPrintable(text->text()));
        dialog->reject();
        QTRY_VERIFY(!m_window->findChild<Ui::MessageDetails *>());
        m_window->activateWindow();
        QTRY_VERIFY(m_window->isActiveWindow());
        goOn(QStringLiteral("hello"));
        QTest::keyClick(view(), Qt::Key_I);
        QVERIFY(m_window->findChild<Ui::MessageDetails *>());
    }
};

QTEST_MAIN(tst_DeliveryActions)
#include "tst_deliveryactions.moc"
