// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/clippedwidgets.h"
#include "tests/support/nearbyrows.h"
#include "ui/actions.h"
#include "ui/appearance.h"
#include "ui/avatar.h"
#include "ui/language.h"
#include "ui/liveregion.h"
#include "ui/model/profile.h"
#include "ui/placecard.h"
#include "ui/placelist.h"
#include "ui/startpage.h"

#include <QApplication>
#include <QEnterEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <algorithm>
#include <chrono>

using Ui::PlaceCard;
using namespace std::chrono_literals;

namespace {

const QByteArray ours(32, 'a');
const QByteArray other(32, 'b');
const QString here = QStringLiteral("192.168.0.7:7610");
const QString there = QStringLiteral("192.168.0.8:7610");
const QString minjun = QStringLiteral("민준의 마당");
const QString room3 = QStringLiteral("회의실 3");

} // namespace

class tst_StartPage : public QObject {
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Ui::Profile> m_profile;
    std::unique_ptr<Ui::Actions> m_actions;
    std::unique_ptr<Ui::Appearance> m_appearance;
    std::unique_ptr<NearbyRows> m_rows;
    std::unique_ptr<Ui::StartPage> m_page;

    template <typename T>
    T *find(const char *name) const
    {
        return m_page->findChild<T *>(QString::fromLatin1(name));
    }
    /// Those that are shown, from top to bottom.
    QList<PlaceCard *> cards() const
    {
        QList<PlaceCard *> shown;
        for (auto *card : m_page->findChildren<PlaceCard *>()) {
            if (card->isVisible())
                shown << card;
        }
        std::sort(shown.begin(), shown.end(), [](const PlaceCard *a, const PlaceCard *b) {
            return a->mapTo(a->window(), QPoint()).y() < b->mapTo(b->window(), QPoint()).y();
        });
        return shown;
    }
    QStringList names() const
    {
        QStringList all;
        for (const PlaceCard *card : cards())
            all << card->place().name;
        return all;
    }
    static QPushButton *goOf(const PlaceCard *card) { return card->go(); }
    static QImage pictureOf(const PlaceCard *card)
    {
        return card->findChild<QLabel *>(QStringLiteral("placePicture"))->pixmap().toImage();
    }
    /// As the rail and the sidebar draw a host of that name.
    QImage pictureOf(const QString &host) const
    {
        const int side = m_appearance->px(32);
        QPixmap picture(QSize(side, side) * m_page->devicePixelRatioF());
        picture.setDevicePixelRatio(m_page->devicePixelRatioF());
        picture.fill(Qt::transparent);
        QPainter painter(&picture);
        Ui::drawAvatar(painter, QRectF(0, 0, side, side), host, host, *m_appearance);
        painter.end();
        return picture.toImage();
    }
    static QString saidBy(const PlaceCard *card) { return goOf(card)->accessibleDescription(); }
    /// Until everything is where it belongs.
    void settle() const
    {
        for (int i = 0; i < 5; ++i)
            QCoreApplication::processEvents();
    }
    void point(bool at) const
    {
        auto *body = find<QWidget>("placesBody");
        if (at) {
            QEnterEvent enter(QPointF(5, 5), QPointF(5, 5), QPointF(5, 5));
            QCoreApplication::sendEvent(body, &enter);
        } else {
            QEvent leave(QEvent::Leave);
            QCoreApplication::sendEvent(body, &leave);
        }
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        auto profile = Ui::Profile::open(m_folder->filePath(QStringLiteral("profile")));
        QVERIFY(profile);
        m_profile = std::move(*profile);
        m_profile->setName(QStringLiteral("jiwoo"));
        m_actions = std::make_unique<Ui::Actions>();
        m_appearance = std::make_unique<Ui::Appearance>(m_profile->settings());
        m_rows = std::make_unique<NearbyRows>();
        m_page = std::make_unique<Ui::StartPage>(*m_profile, *m_actions, *m_appearance);
        m_page->resize(860, 760);
        m_page->places().setPatience(1h, 1h);
        m_page->show();
        m_page->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    }

    void cleanup()
    {
        m_page.reset();
        m_rows.reset();
        m_appearance.reset();
        m_actions.reset();
        m_profile.reset();
    }

    void whoIsNearIsOneClickAway()
    {
        m_rows->add(NearbyRows::row(here, minjun, 5));
        m_page->setNearby(m_rows.get());
        m_rows->add(NearbyRows::row(there, room3, 2, 1));
        QTRY_COMPARE(names(), QStringList({minjun, room3}));
        QVERIFY(saidBy(cards()[0]).contains(QStringLiteral("5 people")));
        QVERIFY(saidBy(cards()[0]).contains(QStringLiteral("first time here")));
        QVERIFY(saidBy(cards()[0]).contains(here));
        QCOMPARE(pictureOf(cards()[0]), pictureOf(minjun)); // by which it is known once one is in
        QVERIFY(saidBy(cards()[1]).contains(QStringLiteral("with a password")));
        QVERIFY(!saidBy(cards()[0]).contains(QStringLiteral("password")));
        QCOMPARE(goOf(cards()[0])->accessibleName(), QStringLiteral("Join ") + minjun);
        m_rows->set(0, Ui::HeardPeople, 6); // live
        QTRY_VERIFY(saidBy(cards()[0]).contains(QStringLiteral("6 people")));
        QSignalSpy joins(m_actions.get(), &Ui::Actions::joinRequested);
        goOf(cards()[0])->click();
        QCOMPARE(joins.size(), 1);
        QCOMPARE(joins[0][0].toString(), here);
        QVERIFY(!goOf(cards()[1])->isEnabled()); // one at a time
    }

    void howOneComesIn_data()
    {
        QTest::addColumn<int>("access");
        QTest::addColumn<QString>("words");
        QTest::newRow("password") << 1 << QStringLiteral("with a password");
        QTest::newRow("invitation") << 2 << QStringLiteral("by invitation");
        QTest::newRow("approval") << 3 << QStringLiteral("somebody lets you in");
    }

    void howOneComesIn()
    {
        QFETCH(int, access);
        QFETCH(QString, words);
        m_rows->add(NearbyRows::row(here, minjun, 1, access));
        m_page->setNearby(m_rows.get());
        QTRY_COMPARE(cards().size(), 1);
        QVERIFY(saidBy(cards()[0]).contains(words));
    }

    void oneOfBeforeThatIsNearIsShownOnce()
    {
        m_profile->addRecentHost(here, room3);
        m_page->setNearby(m_rows.get());
        m_page->refresh();
        QTRY_COMPARE(cards().size(), 1);
        QVERIFY(find<QLabel>("beforeTitle")->isVisible());
        QVERIFY(goOf(cards()[0])->hasFocus());
        m_rows->add(NearbyRows::row(here, room3, 3));
        QTRY_VERIFY(saidBy(cards()[0]).contains(QStringLiteral("near now")));
        QCOMPARE(cards().size(), 1);
        QVERIFY(!find<QLabel>("beforeTitle")->isVisible());
        QVERIFY(goOf(cards()[0])->hasFocus()); // the same one
        m_rows->remove(0);
        QTRY_VERIFY(!saidBy(cards()[0]).contains(QStringLiteral("near now")));
    }

    void whoOnlyCallsItselfSoIsMarked()
    {
        m_profile->addRecentHost(here, room3);
        m_page->setPins([](const QString &at) {
            return at == here ? Ui::HostPin{ours, {}} : Ui::HostPin();
        });
        m_rows->add(NearbyRows::row(there, room3, 3, 0, other));
        m_page->setNearby(m_rows.get());
        QTRY_COMPARE(cards().size(), 2);
        const PlaceCard *impostor = cards()[0];
        QVERIFY(impostor->place().isNear);
        QVERIFY(saidBy(impostor).contains(QStringLiteral("Not the 회의실 3 that you know")));
        QVERIFY(impostor->findChild<QLabel *>(QStringLiteral("placeWarning"))->isVisible());
        QVERIFY(!goOf(impostor)->property("primary").toBool());
        QCOMPARE(goOf(impostor)->text(), QStringLiteral("Join anyway"));
        QVERIFY(!saidBy(impostor).contains(QStringLiteral("been there")));
        QVERIFY(pictureOf(impostor) != pictureOf(room3));
        QCOMPARE(pictureOf(cards()[1]), pictureOf(room3));
        QCOMPARE(cards()[1]->place().recent, here); // the one that is known
        QVERIFY(goOf(cards()[1])->property("primary").toBool());
    }

    void whoClaimsTheKnownCertificateHasToShowIt()
    {
        m_profile->addRecentHost(here, room3);
        m_page->setPins([](const QString &at) {
            return at == here ? Ui::HostPin{ours, {}} : Ui::HostPin();
        });
        m_rows->add(NearbyRows::row(there, room3, 3, 0, ours));
        m_page->setNearby(m_rows.get());
        QTRY_COMPARE(cards().size(), 2);
        QVERIFY(saidBy(cards()[0]).contains(QStringLiteral("cannot prove that yet")));
        QSignalSpy joins(m_actions.get(), &Ui::Actions::joinRequested);
        goOf(cards()[0])->click();
        QVERIFY(joins[0][0].toString().contains(QStringLiteral("#fp=")));
        QVERIFY(!find<QLabel>("busyText")->text().contains(QStringLiteral("#fp=")));
    }

    void enterLeadsToNoStranger()
    {
        m_rows->add(NearbyRows::row(here, minjun));
        m_page->setNearby(m_rows.get());
        m_page->refresh();
        QVERIFY(find<QPushButton>("hostHere")->hasFocus());
        m_profile->addRecentHost(there, room3);
        m_page->refresh();
        QCOMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("joinRecent"));
    }

    void onesOwnIsShownAsOpenHere()
    {
        auto own = NearbyRows::row(here, minjun, 2);
        own.insert(Ui::HeardOwn, true);
        m_rows->add(own);
        m_page->setNearby(m_rows.get());
        QTRY_COMPARE(cards().size(), 1);
        QVERIFY(saidBy(cards()[0]).contains(QStringLiteral("open on this computer")));
        QVERIFY(find<QLabel>("nearState")->isVisible()); // nobody else
        QSignalSpy shown(m_actions.get(), &Ui::Actions::hostRequested);
        QSignalSpy joins(m_actions.get(), &Ui::Actions::joinRequested);
        goOf(cards()[0])->click();
        QCOMPARE(shown.size(), 1);
        QVERIFY(joins.isEmpty());
    }

    void nothingJumpsUnderTheMouse()
    {
        m_rows->add(NearbyRows::row(here, QStringLiteral("나")));
        m_rows->add(NearbyRows::row(there, QStringLiteral("다")));
        m_page->setNearby(m_rows.get());
        QTRY_COMPARE(names(), QStringList({QStringLiteral("나"), QStringLiteral("다")}));
        settle();
        const QList<PlaceCard *> before = cards();
        const QPoint first = before[0]->mapTo(m_page.get(), QPoint());
        const QPoint second = before[1]->mapTo(m_page.get(), QPoint());
        point(true);
        m_rows->add(NearbyRows::row(QStringLiteral("10.0.0.1:7610"), QStringLiteral("가")));
        QTRY_COMPARE(names(), QStringList({QStringLiteral("나"), QStringLiteral("다"),
                                           QStringLiteral("가")}));
        m_rows->remove(0);
        QTRY_VERIFY(before[0]->isGone());
        QVERIFY(saidBy(before[0]).contains(QStringLiteral("not near any more")));
        settle();
        QCOMPARE(before[0]->mapTo(m_page.get(), QPoint()), first);
        QCOMPARE(before[1]->mapTo(m_page.get(), QPoint()), second);
        point(false);
        QTRY_COMPARE(names(), QStringList({QStringLiteral("가"), QStringLiteral("다")}));
    }

    void nothingJumpsUnderTheKeys()
    {
        m_rows->add(NearbyRows::row(here, QStringLiteral("나")));
        m_page->setNearby(m_rows.get());
        QTRY_COMPARE(cards().size(), 1);
        goOf(cards()[0])->setFocus(Qt::TabFocusReason);
        m_rows->add(NearbyRows::row(there, QStringLiteral("가")));
        QTRY_COMPARE(names(), QStringList({QStringLiteral("나"), QStringLiteral("가")}));
        m_rows->remove(0);
        QTRY_VERIFY(cards()[0]->isGone());
        QVERIFY(goOf(cards()[0])->hasFocus()); // and Enter goes nowhere else
        find<QPushButton>("hostHere")->setFocus(Qt::TabFocusReason);
        QTRY_COMPARE(names(), QStringList{QStringLiteral("가")});
    }

    void whatIsBelowStaysUnderTheMouse()
    {
        m_page->setNearby(m_rows.get());
        settle();
        auto *host = find<QPushButton>("hostHere");
        QEnterEvent enter(QPointF(5, 5), QPointF(5, 5), QPointF(5, 5));
        QCoreApplication::sendEvent(host->parentWidget(), &enter);
        const QPoint place = host->mapTo(m_page.get(), QPoint());
        for (int i = 1; i < 9; ++i)
            m_rows->add(NearbyRows::row(QStringLiteral("10.0.0.%1:7610").arg(i), minjun, i));
        QTRY_COMPARE(m_page->findChildren<PlaceCard *>().size(), 8);
        settle();
        QCOMPARE(host->mapTo(m_page.get(), QPoint()), place);
        QEvent leave(QEvent::Leave);
        QCoreApplication::sendEvent(host->parentWidget(), &leave);
        QTRY_VERIFY(host->mapTo(m_page.get(), QPoint()) != place);
    }

    void nobodyNear()
    {
        QVERIFY(!find<QLabel>("nearState")->isVisible()); // nobody is looked for
        m_page->setNearby(m_rows.get());
        QCOMPARE(find<QLabel>("nearState")->text(), QStringLiteral("Looking…"));
        m_page->places().setPatience(0ms, 1h);
        m_page->refresh();
        auto *state = find<QLabel>("nearState");
        QTRY_VERIFY(state->text().contains(QStringLiteral("same network")));
        QVERIFY(state->text().contains(QStringLiteral("invitation")));
        m_rows->add(NearbyRows::row(here, minjun));
        QTRY_VERIFY(!state->isVisible());
    }

    void newsAreSaidTogetherAndOnce()
    {
        m_page->places().setPatience(1h, 0ms);
        m_page->setNearby(m_rows.get());
        m_rows->add(NearbyRows::row(here, minjun));
        m_rows->add(NearbyRows::row(there, room3));
        auto *live = m_page->places().findChild<Ui::LiveRegion *>();
        QTRY_VERIFY(live->accessibleName().contains(minjun));
        QVERIFY(live->accessibleName().contains(room3));
        live->setAccessibleName({});
        m_rows->set(0, Ui::HeardPeople, 9);
        QTRY_VERIFY(saidBy(cards()[0]).contains(QStringLiteral("9 people")));
        m_rows->add(NearbyRows::row(QStringLiteral("10.0.0.1:7610"), QStringLiteral("가")));
        QTRY_COMPARE(live->accessibleName(), QStringLiteral("Near: 가"));
    }

    void everythingIsReachedByTab()
    {
        m_profile->addRecentHost(there, room3);
        m_rows->add(NearbyRows::row(here, minjun));
        m_page->setNearby(m_rows.get());
        m_page->refresh();
        QTRY_COMPARE(cards().size(), 2);
        find<QWidget>("ownName")->setFocus();
        QStringList reached;
        for (int i = 0; i < 20; ++i) {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
            const QString name = QApplication::focusWidget()->objectName();
            if (name == QStringLiteral("ownName"))
                break;
            reached << name;
        }
        for (const char *name : {"joinNear", "joinRecent", "forgetHost", "openDoctor", "address",
                                 "hostHere", "startSettings"})
            QVERIFY2(reached.contains(QString::fromLatin1(name)), name);
        QVERIFY(reached.indexOf(QStringLiteral("joinNear")) <
                reached.indexOf(QStringLiteral("joinRecent")));
        QVERIFY(reached.indexOf(QStringLiteral("openDoctor")) <
                reached.indexOf(QStringLiteral("address")));
    }

    void narrowAndLong_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<double>("scale");
        for (const char *language : {"ko", "en"}) {
            QTest::addRow("%s", language) << QString::fromLatin1(language) << 1.0;
            QTest::addRow("%s, large", language) << QString::fromLatin1(language) << 1.4;
        }
    }

    void narrowAndLong()
    {
        QFETCH(QString, language);
        QFETCH(double, scale);
        m_profile->settings().setValue(QStringLiteral("scale"), scale);
        const Ui::Language chosen(language);
        m_appearance->reload();
        m_profile->addRecentHost(there, room3);
        m_page->setPins([](const QString &) { return Ui::HostPin{ours, {}}; });
        m_rows->add(NearbyRows::row(
            QStringLiteral("[fe80::1234:5678:9abc:def0]:7610"),
            QStringLiteral("아주 길고 긴 이름을 가진 우리 모두의 마당 ").repeated(2).trimmed(), 120,
            3));
        m_rows->add(NearbyRows::row(here, room3, 2, 1, other));
        m_page->setNearby(m_rows.get());
        m_page->resize(380, 700);
        QTRY_COMPARE(cards().size(), 3);
        settle();
        QCOMPARE(TestSupport::clippedWidgets(*m_page), QStringList());
    }
};

QTEST_MAIN(tst_StartPage)
#include "tst_startpage.moc"
