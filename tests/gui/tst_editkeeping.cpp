// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/scriptedwindow.h"
#include "ui/chatpage.h"
#include "ui/composer.h"
#include "ui/messageedit.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>

using Kind = Chat::Request::Kind;
using Phase = Ui::ConnectionStatus::Phase;

namespace {

const Chat::RoomId team(QStringLiteral("team"));
const Chat::RoomId lunch(QStringLiteral("lunch"));

} // namespace

// What becomes of an edit that the host does not take, in a real window.
class tst_EditKeeping : public QObject {
    Q_OBJECT
    std::unique_ptr<ScriptedWindow> m_desk;
    Ui::ChatPage *m_page = nullptr;
    Ui::Composer *m_composer = nullptr;
    Ui::MessageEdit *m_edit = nullptr;

    ScriptedHost &host() { return m_desk->host; }
    template <class Widget>
    Widget *find(const char *name)
    {
        return m_desk->window->findChild<Widget *>(QString::fromLatin1(name));
    }
    QString text() const { return m_edit->toPlainText(); }
    QString sentence() { return find<QLabel>("sentence")->text(); }
    bool isEdit() { return find<QPushButton>("sendButton")->text() == QLatin1String("Save"); }
    Phase phase() const { return m_desk->client->status().phase; }
    QByteArrayList edits() const
    {
        return m_desk->host.sentTo(Chat::requestDestination(Kind::Edit, team));
    }
    /// Of "teh end", which is all there is.
    void begin()
    {
        QTest::keyClick(m_edit, Qt::Key_Up);
        QCOMPARE(text(), QStringLiteral("teh end"));
        m_edit->setPlainText(QStringLiteral("the end"));
    }
    void save()
    {
        begin();
        QTest::keyClick(m_edit, Qt::Key_Return);
        QTRY_COMPARE(edits().size(), 1);
        QCOMPARE(text(), QString());
    }

private Q_SLOTS:
    void init()
    {
        m_desk = std::make_unique<ScriptedWindow>(QStringLiteral("지우"));
        for (const Chat::RoomId &room : {team, lunch})
            m_desk->profile->setJoined(QStringLiteral("own"), room, true);
        host().append(team, QStringLiteral("teh end"), Chat::UserId(QStringLiteral("g-1")));
        host().rooms[lunch];
        m_desk->open();
        QTRY_COMPARE(phase(), Phase::Online);
        m_page = m_desk->window->findChild<Ui::ChatPage *>();
        m_page->showRoom(team);
        QTRY_VERIFY(m_desk->client->timeline(team)->indexOf({1}).isValid());
        m_composer = m_desk->window->findChild<Ui::Composer *>();
        m_edit = m_desk->window->findChild<Ui::MessageEdit *>();
        m_composer->focusText();
    }
    void cleanup() { m_desk.reset(); }

    void refusedComesBack()
    {
        begin();
        host().refusals[{}] = "not allowed in this room"; // of what is no message
        QTest::keyClick(m_edit, Qt::Key_Return);
        QTRY_VERIFY(isEdit());
        QCOMPARE(text(), QStringLiteral("the end"));
        QTRY_COMPARE(sentence(),
                     QStringLiteral("The message was not changed: not allowed in this room"));
        host().refusals.clear();
        m_desk->client->retryNow();
        QTRY_COMPARE(phase(), Phase::Online);
        QTest::keyClick(m_edit, Qt::Key_Return);
        QTRY_COMPARE(edits().size(), 2);
        QCOMPARE(Chat::EditRequest::fromJson(edits().last())->sequence, Chat::Sequence{1});
        QCOMPARE(Chat::EditRequest::fromJson(edits().last())->text, QStringLiteral("the end"));
        QVERIFY(!isEdit());
    }

    // The host may have it, and nobody may say that it was not changed.
    void connectionBrokenBehindItClaimsNothing()
    {
        host().holdsReceipts = true;
        save();
        host().breakLink();
        QTRY_VERIFY(isEdit());
        QCOMPARE(text(), QStringLiteral("the end"));
        QTRY_VERIFY(sentence().startsWith(QLatin1String("The connection broke before the host")));
    }

    void whatIsWrittenMeanwhileGoesFirst()
    {
        host().holdsReceipts = true;
        save();
        QTest::keyClicks(m_edit, QStringLiteral("next"));
        QSignalSpy lost(m_desk->client.get(), &Ui::ChatClient::notEdited);
        host().breakLink();
        QTRY_COMPARE(lost.size(), 1);
        QCOMPARE(text(), QStringLiteral("next"));
        QVERIFY(!isEdit());
        QCOMPARE(m_composer->unsent(team), QStringLiteral("next\nthe end"));
        QTest::keyClick(m_edit, Qt::Key_Return);
        QVERIFY(isEdit());
        QCOMPARE(text(), QStringLiteral("the end"));
        QTest::keyClick(m_edit, Qt::Key_Escape);
        QCOMPARE(text(), QString());
        QVERIFY(!isEdit());
    }

    void whoBeginsAgainFindsIt()
    {
        host().holdsReceipts = true;
        save();
        QTest::keyClicks(m_edit, QStringLiteral("next"));
        QSignalSpy lost(m_desk->client.get(), &Ui::ChatClient::notEdited);
        host().breakLink();
        QTRY_COMPARE(lost.size(), 1);
        m_composer->edit({1}, QStringLiteral("teh end"));
        QCOMPARE(text(), QStringLiteral("the end"));
        QTest::keyClick(m_edit, Qt::Key_Escape);
        QCOMPARE(text(), QStringLiteral("next"));
        QTest::keyClick(m_edit, Qt::Key_Return);
        QCOMPARE(text(), QString()); // once is enough
    }

    void comesBackInItsRoom()
    {
        host().holdsReceipts = true;
        save();
        m_page->showRoom(lunch);
        QSignalSpy lost(m_desk->client.get(), &Ui::ChatClient::notEdited);
        host().breakLink();
        QTRY_COMPARE(lost.size(), 1);
        QCOMPARE(text(), QString());
        m_page->showRoom(team);
        QVERIFY(isEdit());
        QCOMPARE(text(), QStringLiteral("the end"));
    }

    void offlineItStaysInTheField()
    {
        host().unreachable = true;
        host().breakLink();
        QTRY_VERIFY(phase() != Phase::Online);
        const auto *complaint = find<QLabel>("composerComplaint");
        const auto *button = find<QPushButton>("sendButton");
        begin();
        QVERIFY(complaint->isVisible());
        QVERIFY(complaint->text().startsWith(QLatin1String("There is no connection")));
        QVERIFY(!button->isEnabled());
        QTest::keyClick(m_edit, Qt::Key_Return);
        QCOMPARE(text(), QStringLiteral("the end"));
        QVERIFY(isEdit());
        host().unreachable = false;
        m_desk->client->retryNow();
        QTRY_VERIFY(button->isEnabled());
        QVERIFY(!complaint->isVisible());
        QVERIFY(edits().isEmpty());
        QTest::keyClick(m_edit, Qt::Key_Return);
        QTRY_COMPARE(edits().size(), 1);
        QVERIFY(!isEdit());
    }
};

QTEST_MAIN(tst_EditKeeping)
#include "tst_editkeeping.moc"
