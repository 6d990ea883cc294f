// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/scriptedhost.h"
#include "ui/appearance.h"
#include "ui/earlierdialog.h"
#include "ui/language.h"
#include "ui/model/chatclient.h"
#include "ui/model/profile.h"

#include <QLabel>
#include <QPlainTextEdit>
#include <QPointer>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using Ui::EarlierDialog;

// What a message said before, on a host that answers when it is told to.
class tst_EarlierDialog : public QObject {
    Q_OBJECT
    const Chat::RoomId lobby = Chat::lobbyRoom();
    const QByteArray asked = Chat::requestDestination(Chat::Request::Kind::Earlier, lobby);
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Ui::Profile> m_profile;
    std::unique_ptr<Ui::Appearance> m_appearance;
    std::unique_ptr<ScriptedHost> m_host;
    std::unique_ptr<Ui::ChatClient> m_client;
    QPointer<EarlierDialog> m_dialog;

    QPlainTextEdit *texts() const { return m_dialog->findChild<QPlainTextEdit *>(); }
    QLabel *state() const { return m_dialog->findChild<QLabel *>(QStringLiteral("earlierState")); }
    QByteArray reply(const std::vector<Chat::EarlierList::Text> &said, bool more = false) const
    {
        Chat::EarlierList list;
        list.room = lobby;
        list.sequence = {3};
        list.texts = said;
        list.more = more;
        return list.toJson();
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        auto profile = Ui::Profile::open(m_folder->filePath(QStringLiteral("profile")));
        QVERIFY(profile);
        m_profile = std::move(*profile);
        m_profile->setName(QStringLiteral("kim"));
        m_appearance = std::make_unique<Ui::Appearance>(m_profile->settings());
        m_host = std::make_unique<ScriptedHost>();
        m_host->rooms[lobby];
        m_client = std::make_unique<Ui::ChatClient>(*m_profile, QStringLiteral("host:1"),
                                                    m_host->linkMaker());
        m_client->connectToHost();
        m_dialog = new EarlierDialog(*m_client, lobby, {3}, *m_appearance, nullptr);
        m_dialog->show();
        m_dialog->activateWindow();
        QTRY_COMPARE(m_host->count(asked), 1);
    }
    void cleanup()
    {
        delete m_dialog;
        m_client.reset();
        m_host.reset();
        m_appearance.reset();
        m_profile.reset();
    }

    void allThatIsShownIsReadAloud()
    {
        QVERIFY(state()->isVisible());
        QVERIFY(!state()->text().isEmpty());
        QCOMPARE(texts()->accessibleDescription(), state()->text());
        m_host->publish(asked, reply({{QStringLiteral("before"), {}}}, true));
        QTRY_VERIFY(texts()->toPlainText().endsWith(QStringLiteral("\nbefore")));
        QVERIFY(state()->text().contains(QStringLiteral("not shown")));
        QCOMPARE(texts()->accessibleDescription(), state()->text());
        QVERIFY(!texts()->accessibleName().isEmpty());
    }

    void whereNothingCameThereIsNoEmptyField()
    {
        m_host->publish(asked, "nonsense");
        QTRY_VERIFY(!texts()->isVisible());
        QVERIFY(state()->isVisible());
        QVERIFY(!state()->text().isEmpty());
        QCOMPARE(state()->accessibleName(), state()->text());
        QCOMPARE(m_dialog->focusWidget(), state()); // one is read it, and can copy it
    }

    void goesWithItsClient()
    {
        QSignalSpy rejected(m_dialog, &QDialog::rejected);
        m_client.reset();
        QCOMPARE(rejected.size(), 1);
        QTRY_VERIFY(!m_dialog);
    }

    void followsTheLanguage()
    {
        m_host->publish(asked, reply({{QStringLiteral("before"), {}}}));
        QTRY_VERIFY(texts()->toPlainText().startsWith(QStringLiteral("Until ")));
        const Ui::Language korean(QStringLiteral("ko"));
        QTRY_VERIFY2(!texts()->toPlainText().startsWith(QStringLiteral("Until ")),
                     qPrintable(texts()->toPlainText()));
        QVERIFY(texts()->toPlainText().endsWith(QStringLiteral("\nbefore")));
        QVERIFY(m_dialog->windowTitle() != QStringLiteral("Earlier versions"));
        QCOMPARE(texts()->accessibleName(), m_dialog->windowTitle());
    }
};

QTEST_MAIN(tst_EarlierDialog)
#include "tst_earlierdialog.moc"
