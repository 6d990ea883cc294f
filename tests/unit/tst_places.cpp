// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/nearbyrows.h"
#include "ui/model/places.h"

#include <QTest>

using Ui::FormerHost;
using Ui::HeardHost;
using Ui::Place;

namespace {

const QByteArray ours(32, 'a');
const QByteArray other(32, 'b');
const QString here = QStringLiteral("192.168.0.7:7610");
const QString there = QStringLiteral("192.168.0.8:7610");
const QString room3 = QStringLiteral("회의실 3");

HeardHost heard(const QString &address, const QString &name, const QByteArray &fingerprint = {})
{
    HeardHost host;
    host.address = address;
    host.name = name;
    host.fingerprint = fingerprint;
    return host;
}

FormerHost known(const QString &address, const QString &name, const QByteArray &pin = {})
{
    return {{address, name, QDateTime::currentDateTimeUtc()}, {pin, {}}};
}

} // namespace

class tst_Places : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void trust_data()
    {
        QTest::addColumn<QByteArray>("claimed");
        QTest::addColumn<QString>("address");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("pin");
        QTest::addColumn<int>("trust");
        QTest::addColumn<int>("places");
        const QString guest = QStringLiteral("민준의 마당");
        const auto row = [](const char *tag, const QByteArray &claimed, const QString &address,
                            const QString &name, const QByteArray &pin, Place::Trust trust,
                            int places) {
            QTest::newRow(tag) << claimed << address << name << pin << int(trust) << places;
        };
        using Trust = Place::Trust;
        row("the known one where it was", ours, here, room3, ours, Trust::BeenThere, 1);
        row("the known one under a new name", ours, here, guest, ours, Trust::BeenThere, 1);
        row("the known certificate elsewhere", ours, there, room3, ours, Trust::Claims, 2);
        row("another certificate where it was", other, here, room3, ours, Trust::Impostor, 2);
        row("no certificate where it was", {}, here, room3, ours, Trust::Impostor, 2);
        row("its name and another certificate", other, there, room3, ours, Trust::Impostor, 2);
        row("its name in other letters", other, there, QStringLiteral(" 회의실  ３"), ours,
            Trust::Impostor, 2);
        row("plain where it was", {}, here, room3, {}, Trust::BeenThere, 1);
        row("the name of a plain one elsewhere", {}, there, room3, {}, Trust::Claims, 2);
        row("nothing known of it", other, there, guest, ours, Trust::First, 2);
    }

    void trust()
    {
        QFETCH(QByteArray, claimed);
        QFETCH(QString, address);
        QFETCH(QString, name);
        QFETCH(QByteArray, pin);
        QFETCH(int, trust);
        QFETCH(int, places);
        const auto all = Ui::placesOf({heard(address, name, claimed)}, {known(here, room3, pin)});
        QCOMPARE(int(all.size()), places);
        QVERIFY(all[0].isNear);
        QCOMPARE(int(all[0].trust), trust);
        const bool claims =
            all[0].trust == Place::Trust::Claims || all[0].trust == Place::Trust::Impostor;
        QCOMPARE(all[0].knownAs, claims ? room3 : QString());
        if (places == 2) { // the known one is still offered as what it is
            QVERIFY(!all[1].isNear);
            QCOMPARE(all[1].recent, here);
            QVERIFY(all[0].id != all[1].id);
            QVERIFY(all[0].recent.isEmpty());
        } else {
            QCOMPARE(all[0].recent, here);
        }
    }

    void whoClaimsTheKnownCertificateHasToShowIt()
    {
        const auto all = Ui::placesOf({heard(there, room3, ours)}, {known(here, room3, ours)});
        QCOMPARE(all[0].target,
                 QStringLiteral("madang://192.168.0.8:7610/#fp=") +
                     QString::fromLatin1(ours.toBase64(QByteArray::Base64UrlEncoding |
                                                       QByteArray::OmitTrailingEquals)));
        QCOMPARE(all[0].address, there);
    }

    void theIdOfAKnownOneIsAClaimToo()
    {
        FormerHost before = known(here, room3, ours);
        before.pin.hostId = QStringLiteral("abc");
        HeardHost claims = heard(there, QStringLiteral("다른 이름"), other);
        claims.hostId = QStringLiteral("abc");
        QCOMPARE(Ui::placesOf({claims}, {before})[0].trust, Place::Trust::Impostor);
        claims.hostId = QStringLiteral("abcd");
        QCOMPARE(Ui::placesOf({claims}, {before})[0].trust, Place::Trust::First);
        claims.hostId.clear();
        before.pin.hostId.clear();
        QCOMPARE(Ui::placesOf({claims}, {before})[0].trust, Place::Trust::First);
    }

    void onesOwnIsNoClaim()
    {
        HeardHost own = heard(there, room3, other);
        own.isOwn = true;
        const auto all = Ui::placesOf({own}, {known(here, room3, ours)});
        QCOMPARE(all[0].trust, Place::Trust::Own);
        QVERIFY(all[0].knownAs.isEmpty());
    }

    void aPlaceIsTheSameNearOrNot()
    {
        const auto before = Ui::placesOf({}, {known(here, room3)});
        const auto now = Ui::placesOf({heard(here, room3)}, {known(here, room3)});
        QCOMPARE(before[0].id, now[0].id);
    }

    void theWayItWasJoinedIsKept()
    {
        const QString secure = QStringLiteral("wss://192.168.0.7:7610");
        const auto all = Ui::placesOf({heard(here, room3)}, {known(secure, room3)});
        QCOMPARE(int(all.size()), 1);
        QCOMPARE(all[0].target, secure);
    }

    void orderIsByTrustThenNameThenTime()
    {
        const auto all = Ui::placesOf({heard(QStringLiteral("10.0.0.1:7610"), QStringLiteral("나")),
                                       heard(QStringLiteral("10.0.0.2:7610"), QStringLiteral("가")),
                                       heard(QStringLiteral("10.0.0.3:7610"), room3, other),
                                       heard(here, QStringLiteral("힣"))},
                                      {known(here, QStringLiteral("힣")), known(there, room3, ours),
                                       known(QStringLiteral("10.0.0.9:7610"), {})});
        QStringList names;
        for (const Place &place : all)
            names << place.name;
        QCOMPARE(names,
                 QStringList({QStringLiteral("힣"), QStringLiteral("가"), QStringLiteral("나"),
                              room3, room3, QStringLiteral("10.0.0.9:7610")}));
        QCOMPARE(all[3].trust, Place::Trust::Impostor);
    }

    void whatIsHeardTwiceIsShownOnce()
    {
        QCOMPARE(int(Ui::placesOf({heard(here, room3), heard(here, room3)}, {}).size()), 1);
    }

    void noStrangerFillsTheList()
    {
        std::vector<HeardHost> many;
        for (int i = 0; i < 200; ++i)
            many.push_back(heard(QStringLiteral("10.0.%1.1:7610").arg(i), room3));
        QCOMPARE(Ui::placesOf(many, {}).size(), Ui::mostPlaces);
    }

    void rowsAreReadAndCleaned()
    {
        NearbyRows model;
        model.add(NearbyRows::row(QStringLiteral("file:///etc/passwd"), room3));
        model.add(
            NearbyRows::row(here, QStringLiteral(" 회의실\u202E\n3 "), -4, 2, QByteArray(31, 'a')));
        const auto rows = Ui::heardHosts(model);
        QCOMPARE(int(rows.size()), 1);
        QCOMPARE(rows[0].name, room3);
        QVERIFY(rows[0].fingerprint.isEmpty());
        QCOMPARE(rows[0].people, 0);
        QCOMPARE(rows[0].access, Chat::HostAccess::Invitation);
    }
};

QTEST_GUILESS_MAIN(tst_Places)
#include "tst_places.moc"
