// SPDX-License-Identifier: GPL-3.0-or-later
#include "stomp/wire/order.h"
#include "tests/support/desktoppair.h"
#include "tests/support/scriptedhost.h"
#include "ui/appearance.h"
#include "ui/composer.h"
#include "ui/model/account.h"
#include "ui/model/peopleorder.h"
#include "ui/muted.h"
#include "ui/orderpane.h"
#include "ui/orderwords.h"
#include "ui/roomsettingsdialog.h"

#include <QListWidget>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabWidget>

#include <algorithm>

using namespace std::chrono_literals;
using Chat::OrderEntry;
using Chat::Sanction;

// Who is muted or banned, in the settings of a room on a real host; and the field of who is.
class tst_OrderPane : public QObject {
    Q_OBJECT
    static constexpr int patience = DesktopPair::patience;
    std::unique_ptr<DesktopPair> m_pair;
    QDialog *m_dialog = nullptr;

    template <typename T>
    T *find(const char *name) const
    {
        return m_dialog->findChild<T *>(QString::fromLatin1(name));
    }
    Ui::PeopleOrder &order() const { return m_pair->kim.client->orders()->people(); }
    Chat::UserId lee() const { return m_pair->lee.client->self(); }
    void mute(const QString &reason = {}, std::chrono::seconds time = 0s) const
    {
        QString problem = QStringLiteral("not answered");
        order().mute(m_pair->club, {lee(), true, time, reason},
                     [&problem](const QString &answer) { problem = answer; });
        QTRY_COMPARE_WITH_TIMEOUT(problem, QString(), patience);
    }
    void ban(bool everywhere = false) const
    {
        QString problem = QStringLiteral("not answered");
        const auto answer = [&problem](const QString &said) { problem = said; };
        if (everywhere)
            order().banFromHost({lee()}, answer);
        else
            order().ban(m_pair->club, {lee()}, answer);
        QTRY_COMPARE_WITH_TIMEOUT(problem, QString(), patience);
    }
    void openPane()
    {
        m_dialog = m_pair->openSettings();
        QVERIFY(m_dialog);
        auto *tabs = find<QTabWidget>("settingsTabs");
        tabs->setCurrentWidget(m_dialog->findChild<Ui::OrderPane *>());
        QTRY_VERIFY_WITH_TIMEOUT(isEmpty() || !titles().isEmpty(), patience);
    }
    bool isEmpty() const { return find<QLabel>("orderNobody")->isVisible(); }
    QStringList texts(const char *name) const
    {
        QStringList texts;
        for (const QLabel *label : m_dialog->findChildren<QLabel *>(QString::fromLatin1(name))) {
            if (label->isVisibleTo(m_dialog))
                texts << label->text();
        }
        return texts;
    }
    QStringList titles() const { return texts("heldTitle"); }
    QStringList log() const
    {
        QStringList lines;
        auto *list = find<QListWidget>("orderLog");
        for (int row = 0; row < list->count(); ++row)
            lines << list->item(row)->text();
        return lines;
    }
    QPushButton *liftButton() const
    {
        for (auto *button : m_dialog->findChildren<QPushButton *>(QStringLiteral("heldLift"))) {
            if (button->isVisibleTo(m_dialog))
                return button;
        }
        return nullptr;
    }
    QMessageBox *question() const { return find<QMessageBox>("liftQuestion"); }

private Q_SLOTS:
    void init()
    {
        m_pair = std::make_unique<DesktopPair>();
        m_pair->start();
    }
    void cleanup()
    {
        m_dialog = nullptr;
        m_pair->stop();
        m_pair.reset();
    }

    void mutedAreShownAndLetSpeakByKeys()
    {
        openPane();
        QVERIFY(isEmpty());
        QCOMPARE(find<QLabel>("orderNobody")->text(), QStringLiteral("Nobody is muted or banned."));
        QTRY_VERIFY_WITH_TIMEOUT(find<QLabel>("orderNothing")->isVisible(), patience);
        QVERIFY(!find<QListWidget>("orderLog")->isVisible());
        mute(QStringLiteral("도배"), 1h);
        QTRY_COMPARE_WITH_TIMEOUT(titles(), QStringList(QStringLiteral("lee: muted in this room")),
                                  patience);
        QVERIFY(!isEmpty());
        const QString details = texts("heldDetails").value(0);
        QVERIFY2(details.contains(QStringLiteral("Until ")) &&
                     details.contains(QStringLiteral("By kim.")) &&
                     details.endsWith(QStringLiteral("Reason: 도배")),
                 qPrintable(details));
        QTRY_VERIFY_WITH_TIMEOUT(log().value(0).contains(QStringLiteral("kim muted lee.")),
                                 patience);
        QVERIFY(log().value(0).contains(QStringLiteral("도배")));
        QTRY_VERIFY_WITH_TIMEOUT(!find<QLabel>("orderNothing")->isVisible(), patience);

        auto *tabs = find<QTabWidget>("settingsTabs");
        tabs->setFocus();
        QWidget *bar = m_dialog->focusWidget();
        QVERIFY(bar);
        for (int i = 0; i < 10 && m_dialog->focusWidget() != liftButton(); ++i)
            QTest::keyClick(m_dialog->focusWidget(), Qt::Key_Tab);
        QCOMPARE(m_dialog->focusWidget(), liftButton());
        QCOMPARE(liftButton()->text(), QStringLiteral("Unmute"));
        QVERIFY(liftButton()->accessibleName().contains(QStringLiteral("lee")));
        QTest::keyClick(liftButton(), Qt::Key_Space);
        QTRY_VERIFY_WITH_TIMEOUT(isEmpty(), patience);
        QVERIFY(titles().isEmpty());
        QTRY_VERIFY_WITH_TIMEOUT(
            log().value(0).endsWith(QStringLiteral("kim let lee speak again.")), patience);
        QTRY_VERIFY_WITH_TIMEOUT(!m_pair->lee.room(m_pair->club).own.muted, patience);
    }

    void bansAreLiftedAfterAQuestion()
    {
        QSignalSpy told(m_pair->kim.client.get(), &Ui::ChatClient::failed);
        ban();
        QCOMPARE(told.size(), 0); // who did it knows
        openPane();
        QTRY_COMPARE_WITH_TIMEOUT(
            titles(), QStringList(QStringLiteral("lee: banned from this room")), patience);
        QVERIFY(texts("heldDetails").value(0).contains(QStringLiteral("Until it is lifted.")));
        QTest::keyClick(liftButton(), Qt::Key_Space);
        QVERIFY(question());
        question()->reject();
        QTRY_VERIFY_WITH_TIMEOUT(!question(), patience);
        QVERIFY(m_pair->lee.room(m_pair->club).own.banned);
        QTest::keyClick(liftButton(), Qt::Key_Space);
        QTest::keyClick(question()->findChild<QPushButton *>(QStringLiteral("liftQuestionYes")),
                        Qt::Key_Space);
        QTRY_VERIFY_WITH_TIMEOUT(isEmpty(), patience);
        QTRY_VERIFY_WITH_TIMEOUT(!m_pair->lee.room(m_pair->club).own.banned, patience);
    }

    void whatOthersDoComesIn()
    {
        DesktopPair::Person park; // keeps order beside kim
        m_pair->enter(park, QStringLiteral("park"));
        QTRY_VERIFY_WITH_TIMEOUT(park.isIn(Chat::lobbyRoom()), patience);
        park.client->joinRoom(m_pair->club);
        QTRY_VERIFY_WITH_TIMEOUT(m_pair->sees(m_pair->club, park.client->self()).isValid(),
                                 patience);
        m_pair->kim.client->orders()->setRole(m_pair->club, park.client->self(),
                                              Chat::MemberRole::Moderator);
        QTRY_COMPARE_WITH_TIMEOUT(park.room(m_pair->club).own.role, Chat::MemberRole::Moderator,
                                  patience);
        openPane();
        QVERIFY(isEmpty());
        // By what the host tells: this asks at no other time.
        const Ui::OrderRecord record(m_pair->kim.client->connection(), order(), m_pair->club,
                                     false);
        QTRY_VERIFY_WITH_TIMEOUT(record.isKnown(), patience);
        QVERIFY(record.held().empty());
        QSignalSpy told(m_pair->kim.client.get(), &Ui::ChatClient::failed);
        park.client->orders()->people().ban(m_pair->club, {lee()}, [](const QString &) {});
        QTRY_COMPARE_WITH_TIMEOUT(
            titles(), QStringList(QStringLiteral("lee: banned from this room")), patience);
        QTRY_VERIFY_WITH_TIMEOUT(log().value(0).endsWith(QStringLiteral("park banned lee.")),
                                 patience);
        QVERIFY(log().filter(QStringLiteral("kim let park keep order.")).size() == 1);
        QTRY_COMPARE_WITH_TIMEOUT(told.size(), 1, patience);
        QCOMPARE(told[0][0].toString(), QStringLiteral("Club: park banned lee."));
        QTRY_COMPARE_WITH_TIMEOUT(record.held().size(), size_t(1), patience);
        // Of a mute the host tells nobody else; the pane looks when it comes into sight.
        auto *tabs = find<QTabWidget>("settingsTabs");
        tabs->setCurrentIndex(0);
        bool isDone = false;
        park.client->orders()->people().mute(m_pair->club, {lee()},
                                             [&isDone](const QString &) { isDone = true; });
        QTRY_VERIFY_WITH_TIMEOUT(isDone, patience);
        tabs->setCurrentWidget(m_dialog->findChild<Ui::OrderPane *>());
        QTRY_COMPARE_WITH_TIMEOUT(titles().size(), 2, patience);
        QCOMPARE(record.held().size(), size_t(1));
        mute(); // from here: that is known
        QTRY_COMPARE_WITH_TIMEOUT(record.held().size(), size_t(2), patience);
    }

    void earlierEntriesComeByPages()
    {
        constexpr int deeds = 60; // more than a page
        int done = 0;
        for (int i = 0; i < deeds; ++i)
            order().mute(m_pair->club, {lee(), true, 0s, QString::number(i)},
                         [&done](const QString &problem) { done += problem.isEmpty(); });
        QTRY_COMPARE_WITH_TIMEOUT(done, deeds, patience);
        openPane();
        QTRY_VERIFY_WITH_TIMEOUT(find<QPushButton>("orderOlder")->isVisible(), patience);
        const qsizetype before = log().size();
        QVERIFY(before < deeds);
        QVERIFY(log().constFirst().endsWith(QStringLiteral("Reason: 59")));
        QTest::keyClick(find<QPushButton>("orderOlder"), Qt::Key_Space);
        QTRY_VERIFY_WITH_TIMEOUT(log().size() >= deeds, patience);
        QTRY_VERIFY_WITH_TIMEOUT(!find<QPushButton>("orderOlder")->isVisible(), patience);
        QCOMPARE(log().filter(QStringLiteral("Reason: ")).size(), deeds);
        QStringList lines = log();
        QCOMPARE(lines.removeDuplicates(), 0);
        // A newer one comes before them, and none of them goes.
        mute(QStringLiteral("newest"));
        QTRY_VERIFY_WITH_TIMEOUT(log().constFirst().endsWith(QStringLiteral("newest")), patience);
        QCOMPARE(log().filter(QStringLiteral("Reason: ")).size(), deeds + 1);
    }

    void whoKeepsNoOrderSeesNone()
    {
        Ui::Appearance appearance(m_pair->lee.profile->settings());
        Ui::RoomSettingsDialog dialog(*m_pair->lee.client, m_pair->club, appearance,
                                      m_pair->window.get());
        QVERIFY(!dialog.findChild<Ui::OrderPane *>());
    }

    void ownerOfTheHostSeesWhoIsBannedFromAllOfIt()
    {
        DesktopPair::Person owner;
        owner.profile = std::move(*Ui::Profile::open(owner.folder.path()));
        owner.profile->setName(QStringLiteral("oh"));
        owner.client = std::make_unique<Ui::ChatClient>(
            *owner.profile, QStringLiteral("own"), [this] { return m_pair->host->connectLoop(); });
        owner.client->connectToHost();
        QTRY_COMPARE_WITH_TIMEOUT(owner.client->account()->info().role, QStringLiteral("owner"),
                                  patience);
        bool isDone = false;
        owner.client->orders()->people().banFromHost(
            {lee(), true, 0s, QStringLiteral("spam")},
            [&isDone](const QString &problem) { isDone = problem.isEmpty(); });
        QTRY_VERIFY_WITH_TIMEOUT(isDone, patience);
        Ui::Appearance appearance(owner.profile->settings());
        QDialog dialog;
        m_dialog = &dialog;
        new Ui::OrderPane(*owner.client, Chat::lobbyRoom(), appearance, &dialog);
        dialog.show();
        QTRY_COMPARE_WITH_TIMEOUT(
            titles(), QStringList(QStringLiteral("lee: banned from the whole Madang")), patience);
        QVERIFY(texts("heldDetails").value(0).endsWith(QStringLiteral("Reason: spam")));
        liftButton()->click();
        QVERIFY(question());
        question()->findChild<QPushButton *>(QStringLiteral("liftQuestionYes"))->click();
        QTRY_VERIFY_WITH_TIMEOUT(isEmpty(), patience);
    }

    void longListsAreShownInPart()
    {
        ScriptedHost host;
        QTemporaryDir folder;
        const auto profile = Ui::Profile::open(folder.path());
        Ui::ChatClient client(**profile, QStringLiteral("host"), host.linkMaker());
        client.connectToHost();
        QTRY_VERIFY_WITH_TIMEOUT(!client.self().isEmpty(), patience);
        Ui::Appearance appearance((*profile)->settings());
        QDialog dialog;
        m_dialog = &dialog;
        new Ui::OrderPane(client, m_pair->club, appearance, &dialog);
        dialog.show();
        QVERIFY(!isEmpty()); // nobody knows yet
        Chat::OrderList list{m_pair->club, {}, {}};
        constexpr int most = Ui::OrderPane::mostShown;
        for (int i = 0; i < most + 50; ++i) {
            Sanction one;
            one.user = Chat::UserId(QString::number(i));
            one.name = QString::number(i);
            one.begun = Chat::Timestamp(std::chrono::milliseconds(i));
            list.muted.push_back(one);
        }
        const QByteArray question = Chat::requestDestination(Chat::Request::Kind::Order, list.room);
        const QByteArray log = Chat::requestDestination(Chat::Request::Kind::Audit, list.room);
        QTRY_COMPARE_WITH_TIMEOUT(host.count(log), 1, patience);
        host.publish(question, list.toJson());
        host.publish(log, Chat::AuditPage{list.room, {}, false}.toJson());
        QTRY_COMPARE_WITH_TIMEOUT(titles().size(), most, patience);
        QVERIFY(titles().constFirst().startsWith(QString::number(most + 49))); // the newest
        QVERIFY(find<QLabel>("orderRest")->isVisible());
        QVERIFY(find<QLabel>("orderRest")->text().contains(QStringLiteral("50")));
    }

    void fieldOfTheMutedSaysWhy()
    {
        Ui::Appearance appearance(m_pair->lee.profile->settings());
        Ui::Composer composer(appearance);
        QDateTime now = QDateTime::currentDateTimeUtc();
        auto *muted = new Ui::Muted(*m_pair->lee.client->rooms(), composer, [&now] { return now; });
        composer.setRoom(m_pair->club, QStringLiteral("Club"));
        composer.show();
        auto *text = composer.findChild<QPlainTextEdit *>(QStringLiteral("composer"));
        auto *sign = composer.findChild<QLabel *>(QStringLiteral("composerComplaint"));
        auto *send = composer.findChild<QPushButton *>(QStringLiteral("sendButton"));
        QSignalSpy said(&composer, &Ui::Composer::said);
        text->setPlainText(QStringLiteral("draft"));
        QVERIFY(!text->isReadOnly() && send->isEnabled());

        mute(QStringLiteral("<b>도배</b>"), 10min);
        QTRY_VERIFY_WITH_TIMEOUT(text->isReadOnly(), patience);
        QVERIFY(!send->isEnabled());
        QVERIFY(sign->isVisible());
        QCOMPARE(sign->textFormat(), Qt::PlainText);
        const auto ruling = *m_pair->lee.room(m_pair->club).own.muted;
        QVERIFY2(sign->text().contains(QStringLiteral("by kim")) &&
                     sign->text().endsWith(QStringLiteral("Reason: <b>도배</b>")),
                 qPrintable(sign->text()));
        QTest::keyClick(text, Qt::Key_Return);
        QCOMPARE(said.size(), 0);
        QCOMPARE(text->toPlainText(), QStringLiteral("draft"));
        composer.setRoom(Chat::lobbyRoom(), QStringLiteral("Lobby")); // of the one room only
        QVERIFY(!text->isReadOnly());
        composer.setRoom(m_pair->club, QStringLiteral("Club"));
        QVERIFY(text->isReadOnly());

        const QDateTime end =
            QDateTime::fromMSecsSinceEpoch(ruling.until->time_since_epoch().count());
        now = end.addSecs(-65);
        muted->update();
        QVERIFY2(sign->text().contains(QStringLiteral("1:05 left.")), qPrintable(sign->text()));
        now = end;
        muted->update();
        QVERIFY(!text->isReadOnly() && send->isEnabled() && !sign->isVisible());
        now = end.addSecs(-65);
        muted->update();
        QVERIFY(text->isReadOnly());
        order().mute(m_pair->club, {lee(), false}, [](const QString &) {});
        QTRY_VERIFY_WITH_TIMEOUT(!text->isReadOnly(), patience);
        QVERIFY(!sign->isVisible());
    }

    void namesAreNoMarkupAndNoPlaces()
    {
        Sanction sanction;
        sanction.name = QStringLiteral("<i>%2</i>\n%1");
        sanction.byName = QStringLiteral("%1");
        QCOMPARE(Ui::heldTitle({sanction, false}),
                 QStringLiteral("<i>%2</i> %1: muted in this room"));
        sanction.kind = Sanction::Kind::Ban;
        QVERIFY(Ui::heldTitle({sanction, true}).endsWith(QStringLiteral("the whole Madang")));
        OrderEntry entry;
        entry.name = QStringLiteral("%1");
        entry.byName = QStringLiteral("%2 %3");
        QVERIFY2(Ui::entryText(entry).endsWith(QStringLiteral("· %2 %3 muted %1.")),
                 qPrintable(Ui::entryText(entry)));
        const QDateTime now = QDateTime::currentDateTimeUtc();
        QVERIFY(!Ui::mutedText({QStringLiteral("r"), {}, {}}, now).isEmpty());
    }
};

QTEST_MAIN(tst_OrderPane)
#include "tst_orderpane.moc"
