// SPDX-License-Identifier: GPL-3.0-or-later
// What people are told apart by, seen by those, too, who see fewer colours.
#include "ui/appearance.h"
#include "ui/avatar.h"
#include "ui/theme.h"

#include <QPainter>
#include <QSet>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>

using Ui::Theme;

namespace {

using Triple = std::array<double, 3>;
using Matrix = std::array<Triple, 3>;

// How the colours of a screen, in linear light, look to who lacks one kind of cones: Machado,
// Oliveira and Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency"
// (2009), severity 1.
constexpr Matrix fullSight{{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}};
constexpr Matrix protanopia{{{0.152286, 1.052583, -0.204868},
                             {0.114503, 0.786281, 0.099216},
                             {-0.003882, -0.048116, 1.051998}}};
constexpr Matrix deuteranopia{{{0.367322, 0.860646, -0.227968},
                               {0.280085, 0.672501, 0.047413},
                               {-0.011820, 0.042940, 0.968881}}};
constexpr Matrix tritanopia{{{1.255528, -0.076749, -0.178779},
                             {-0.078411, 0.930809, 0.147602},
                             {0.004733, 0.691367, 0.303900}}};

// Side by side and large, two colours of difference 1 are just told apart. Avatars are 22 px wide
// and far from each other, so that one of them is remembered: ten times that.
constexpr double distinct = 10;

Triple times(const Matrix &matrix, const Triple &v)
{
    Triple product;
    for (size_t i = 0; i < 3; ++i)
        product[i] = matrix[i][0] * v[0] + matrix[i][1] * v[1] + matrix[i][2] * v[2];
    return product;
}

double linearLight(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

/// CIELAB under D65.
Triple labOf(const QColor &colour, const Matrix &sight)
{
    constexpr Matrix toXyz{{{0.4124564, 0.3575761, 0.1804375},
                            {0.2126729, 0.7151522, 0.0721750},
                            {0.0193339, 0.1191920, 0.9503041}}};
    Triple light = times(sight, {linearLight(colour.redF()), linearLight(colour.greenF()),
                                 linearLight(colour.blueF())});
    for (double &channel : light)
        channel = std::clamp(channel, 0.0, 1.0);
    const Triple xyz = times(toXyz, light);
    const auto f = [](double t) {
        return t > 216.0 / 24389 ? std::cbrt(t) : (24389.0 / 27 * t + 16) / 116;
    };
    const double y = f(xyz[1]);
    return {116 * y - 16, 500 * (f(xyz[0] / 0.95047) - y), 200 * (y - f(xyz[2] / 1.08883))};
}

/// CIEDE2000 of two CIELAB colours.
double difference(const Triple &one, const Triple &other)
{
    constexpr double degree = M_PI / 180;
    const auto seventh = [](double c) {
        const double high = std::pow(c, 7);
        return std::sqrt(high / (high + 6103515625.0));
    };
    const double g =
        0.5 * (1 - seventh((std::hypot(one[1], one[2]) + std::hypot(other[1], other[2])) / 2));
    const double a1 = one[1] * (1 + g);
    const double a2 = other[1] * (1 + g);
    const double c1 = std::hypot(a1, one[2]);
    const double c2 = std::hypot(a2, other[2]);
    const auto hue = [](double b, double a) {
        const double angle = std::atan2(b, a) / degree;
        return angle < 0 ? angle + 360 : angle;
    };
    const double h1 = hue(one[2], a1);
    const double h2 = hue(other[2], a2);
    const bool isGrey = c1 * c2 == 0;
    const double turn = isGrey           ? 0
                        : h2 - h1 > 180  ? h2 - h1 - 360
                        : h2 - h1 < -180 ? h2 - h1 + 360
                                         : h2 - h1;
    const double dl = other[0] - one[0];
    const double dc = c2 - c1;
    const double dh = 2 * std::sqrt(c1 * c2) * std::sin(turn / 2 * degree);
    const double l = (one[0] + other[0]) / 2;
    const double c = (c1 + c2) / 2;
    const double h = isGrey                     ? h1 + h2
                     : std::abs(h1 - h2) <= 180 ? (h1 + h2) / 2
                     : h1 + h2 < 360            ? (h1 + h2 + 360) / 2
                                                : (h1 + h2 - 360) / 2;
    const double t = 1 - 0.17 * std::cos((h - 30) * degree) + 0.24 * std::cos(2 * h * degree) +
                     0.32 * std::cos((3 * h + 6) * degree) - 0.20 * std::cos((4 * h - 63) * degree);
    const double far = (l - 50) * (l - 50);
    const double sl = 1 + 0.015 * far / std::sqrt(20 + far);
    const double sc = 1 + 0.045 * c;
    const double sh = 1 + 0.015 * c * t;
    const double bend = std::exp(-std::pow((h - 275) / 25, 2));
    const double rt = -2 * seventh(c) * std::sin(60 * bend * degree);
    return std::sqrt(std::pow(dl / sl, 2) + std::pow(dc / sc, 2) + std::pow(dh / sh, 2) +
                     rt * dc / sc * dh / sh);
}

} // namespace

class tst_Avatar : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    std::unique_ptr<QSettings> m_settings;

    static QImage drawn(const Ui::Appearance &appearance, const QString &name, const QString &id,
                        int side = 32, const Ui::Portrait &portrait = {})
    {
        QImage image(side, side, QImage::Format_RGB32);
        image.fill(appearance.theme().surface);
        QPainter painter(&image);
        drawAvatar(painter, image.rect(), name, id, appearance, portrait);
        return image;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_settings = std::make_unique<QSettings>(m_folder.filePath(QStringLiteral("s.ini")),
                                                 QSettings::IniFormat);
    }

    void differenceIsThatOfTheStandard_data()
    {
        // Sharma, Wu and Dalal, "The CIEDE2000 Color-Difference Formula" (2005), table 1.
        QTest::addColumn<QList<double>>("colours");
        QTest::addColumn<double>("expected");
        QTest::newRow("1") << QList<double>{50, 2.6772, -79.7751, 50, 0, -82.7485} << 2.0425;
        QTest::newRow("7") << QList<double>{50, 0, 0, 50, -1, 2} << 2.3669;
        QTest::newRow("10") << QList<double>{50, 2.49, -0.001, 50, -2.49, 0.0010} << 7.1792;
        QTest::newRow("17") << QList<double>{50, 2.5, 0, 73, 25, -18} << 27.1492;
        QTest::newRow("25") << QList<double>{60.2574, -34.0099, 36.2677, 60.4626, -34.1751, 39.4387}
                            << 1.2644;
        QTest::newRow("34") << QList<double>{2.0776, 0.0795, -1.1350, 0.9033, -0.0636, -0.5514}
                            << 0.9082;
    }
    void differenceIsThatOfTheStandard()
    {
        QFETCH(QList<double>, colours);
        QFETCH(double, expected);
        const double found =
            difference({colours[0], colours[1], colours[2]}, {colours[3], colours[4], colours[5]});
        QVERIFY2(std::abs(found - expected) < 0.0001, qPrintable(QString::number(found)));
    }

    void everyTwoColoursAreDistinct_data()
    {
        QTest::addColumn<int>("sight");
        QTest::newRow("full sight") << 0;
        QTest::newRow("without red: protanopia") << 1;
        QTest::newRow("without green: deuteranopia") << 2;
        QTest::newRow("without blue: tritanopia") << 3;
    }
    void everyTwoColoursAreDistinct()
    {
        QFETCH(int, sight);
        const Matrix seen =
            std::array{fullSight, protanopia, deuteranopia, tritanopia}[size_t(sight)];
        const auto &colours = Theme::builtIn(Theme::Scheme::Light).avatars;
        for (size_t i = 0; i < colours.size(); ++i) {
            for (size_t j = i + 1; j < colours.size(); ++j) {
                const double found = difference(labOf(colours[i], seen), labOf(colours[j], seen));
                QVERIFY2(found >= distinct,
                         qPrintable(QStringLiteral("%1 and %2: %3")
                                        .arg(colours[i].name(), colours[j].name())
                                        .arg(found)));
            }
        }
    }

    void lettersCanBeReadInEveryTheme_data()
    {
        QTest::addColumn<QString>("theme");
        for (const char *theme : {"light", "dark", "contrast"})
            QTest::addRow("%s", theme) << QString::fromLatin1(theme);
    }
    void lettersCanBeReadInEveryTheme()
    {
        QFETCH(QString, theme);
        m_settings->setValue(QStringLiteral("theme"), theme);
        const Ui::Appearance appearance(*m_settings);
        QSet<size_t> seen;
        for (int i = 0; i < 200; ++i) {
            const QString id = QStringLiteral("u-%1").arg(i);
            const QImage image = drawn(appearance, QStringLiteral("HI"), id, 64);
            const QColor ground = image.pixelColor(32, 10); // above the letters
            double best = 1;
            for (int y = 20; y < 44; ++y) {
                for (int x = 12; x < 52; ++x)
                    best = std::max(best, Ui::contrast(image.pixelColor(x, y), ground));
            }
            QVERIFY2(best >= 4.5, qPrintable(ground.name()));
            const Ui::IdLook look = Ui::lookOf(id);
            if (!appearance.theme().contrast)
                QCOMPARE(ground, appearance.theme().avatars[look.colour]);
            seen << look.colour;
        }
        QCOMPARE(size_t(seen.size()), appearance.theme().avatars.size());
    }

    void idsOfAllKindsOfLooks()
    {
        QMap<std::pair<size_t, int>, int> counts;
        for (int i = 0; i < 4000; ++i) {
            const Ui::IdLook look = Ui::lookOf(QStringLiteral("u-%1").arg(i));
            ++counts[{look.colour, int(look.shape)}];
        }
        QCOMPARE(counts.size(), 40);
        for (const int count : std::as_const(counts)) // 100 each, more or less
            QVERIFY2(count > 50 && count < 200, qPrintable(QString::number(count)));
    }

    /// The browser page has the same rows: tests/node/pageunits.mjs.
    void looksAreThoseOfTheBrowserPage_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<int>("colour");
        QTest::addColumn<int>("shape");
        QTest::newRow("none") << QString() << 4 << 0;
        QTest::newRow("owner") << QStringLiteral("owner") << 4 << 3;
        QTest::newRow("guest") << QStringLiteral("g-3a142461031723ce") << 5 << 1;
        QTest::newRow("Hangul") << QStringLiteral("민준") << 6 << 1;
    }
    void looksAreThoseOfTheBrowserPage()
    {
        QFETCH(QString, id);
        QFETCH(int, colour);
        QFETCH(int, shape);
        QCOMPARE(int(Ui::lookOf(id).colour), colour);
        QCOMPARE(int(Ui::lookOf(id).shape), shape);
    }

    void peopleOfTheSameInitialsDiffer_data()
    {
        QTest::addColumn<QString>("theme");
        QTest::addColumn<int>("side");
        for (const char *theme : {"light", "dark", "contrast"}) {
            for (const int side : {22, 32})
                QTest::addRow("%s, %d px", theme, side) << QString::fromLatin1(theme) << side;
        }
    }
    void peopleOfTheSameInitialsDiffer()
    {
        QFETCH(QString, theme);
        QFETCH(int, side);
        m_settings->setValue(QStringLiteral("theme"), theme);
        const Ui::Appearance appearance(*m_settings);
        // One of each shape, all of one colour, as they may have chosen.
        Ui::Portrait portrait;
        portrait.colour = QColor(0x20, 0x60, 0xA0); // seen in the light and in the dark
        std::array<QImage, 4> shapes;
        for (int i = 0; i < 100; ++i) {
            const QString id = QStringLiteral("u-%1").arg(i);
            shapes[size_t(Ui::lookOf(id).shape)] =
                drawn(appearance, QStringLiteral("민준"), id, side, portrait);
        }
        for (size_t i = 0; i < shapes.size(); ++i) {
            QVERIFY(!shapes[i].isNull());
            for (size_t j = i + 1; j < shapes.size(); ++j) {
                // By light, not by hue; and by so much of it that it is seen.
                int differing = 0;
                for (int y = 0; y < side; ++y) {
                    for (int x = 0; x < side; ++x)
                        differing += Ui::contrast(shapes[i].pixelColor(x, y),
                                                  shapes[j].pixelColor(x, y)) >= 1.5;
                }
                QVERIFY2(differing >= side / 2,
                         qPrintable(QStringLiteral("%1 and %2: %3").arg(i).arg(j).arg(differing)));
            }
        }
    }
};

QTEST_MAIN(tst_Avatar)
#include "tst_avatar.moc"
