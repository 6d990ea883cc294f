// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme.h"

#include <QTest>

using Ui::Theme;

namespace {

using Colour = QColor Theme::*;

struct Pair {
    const char *name;
    Colour text;
    Colour behind;
};

// Every text colour on every background it stands on.
constexpr Pair pairs[] = {
    {"ink on window", &Theme::ink, &Theme::window},
    {"ink on surface", &Theme::ink, &Theme::surface},
    {"ink on sidebar", &Theme::ink, &Theme::sidebar},
    {"ink on own", &Theme::ink, &Theme::own},
    {"ink on select", &Theme::ink, &Theme::select},
    {"ink2 on window", &Theme::ink2, &Theme::window},
    {"ink2 on surface", &Theme::ink2, &Theme::surface},
    {"ink2 on sidebar", &Theme::ink2, &Theme::sidebar},
    {"ink2 on select", &Theme::ink2, &Theme::select},
    {"accent on window", &Theme::accent, &Theme::window},
    {"accent on surface", &Theme::accent, &Theme::surface},
    {"onAccent on accent", &Theme::onAccent, &Theme::accent},
    {"mention on surface", &Theme::mention, &Theme::surface},
    {"onMention on mention", &Theme::onMention, &Theme::mention},
    {"warn on behindWarn", &Theme::warn, &Theme::behindWarn},
    {"error on surface", &Theme::error, &Theme::surface},
    {"error on window", &Theme::error, &Theme::window},
    {"ok on window", &Theme::ok, &Theme::window},
    {"ok on surface", &Theme::ok, &Theme::surface},
    {"link on surface", &Theme::link, &Theme::surface},
    {"link on own", &Theme::link, &Theme::own},
    {"link on select", &Theme::link, &Theme::select},
};

constexpr double enough = 4.5;
constexpr double enoughInHighContrast = 7;

} // namespace

class tst_Theme : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void contrastIsThatOfWcag()
    {
        QCOMPARE(Ui::contrast(Qt::black, Qt::white), 21.0);
        QCOMPARE(Ui::contrast(Qt::white, Qt::black), 21.0);
        QCOMPARE(Ui::contrast(QColor(119, 119, 119), Qt::white) < enough, true);
        QCOMPARE(Ui::contrast(QColor(118, 118, 118), Qt::white) > enough, true);
    }

    void textCanBeRead_data()
    {
        QTest::addColumn<Theme::Scheme>("scheme");
        QTest::addColumn<int>("pair");
        for (const auto &[name, scheme] :
             {std::pair("light", Theme::Scheme::Light), std::pair("dark", Theme::Scheme::Dark),
              std::pair("high contrast", Theme::Scheme::Contrast)}) {
            for (size_t i = 0; i < std::size(pairs); ++i)
                QTest::addRow("%s: %s", name, pairs[i].name) << scheme << int(i);
        }
    }

    void textCanBeRead()
    {
        QFETCH(Theme::Scheme, scheme);
        QFETCH(int, pair);
        const Theme theme = Theme::builtIn(scheme);
        QCOMPARE(theme.dark, scheme != Theme::Scheme::Light);
        QCOMPARE(theme.contrast, scheme == Theme::Scheme::Contrast);
        const double enough = theme.contrast ? enoughInHighContrast : ::enough;
        const double found = Ui::contrast(theme.*pairs[pair].text, theme.*pairs[pair].behind);
        QVERIFY2(found >= enough, qPrintable(QString::number(found)));
    }

    void initialsOnEveryAvatarCanBeRead()
    {
        for (const QColor &colour : Theme::builtIn(Theme::Scheme::Light).avatars)
            QVERIFY2(Ui::contrast(Qt::white, colour) >= enough, qPrintable(colour.name()));
    }

    void missingOrBrokenColourIsRefused()
    {
        QVERIFY(!Theme::fromJson("{}", QStringLiteral("light")));
        QVERIFY(!Theme::fromJson("no json", QStringLiteral("light")));
        QVERIFY(
            !Theme::fromJson(R"({"light":{"window":"not a colour"}})", QStringLiteral("light")));
    }

    void styleSheetIsFilled()
    {
        const Theme theme = Theme::builtIn(Theme::Scheme::Light);
        QCOMPARE(theme.applyTo(QStringLiteral("a { color: @ink; width: @px(10); }"), 1.5),
                 QStringLiteral("a { color: #1e2226; width: 15px; }"));
    }

    void bordersAreThickerInHighContrast()
    {
        const QString rule = QStringLiteral("a { border: @edge; } a:focus { border: @ring; }");
        QCOMPARE(Theme::builtIn(Theme::Scheme::Dark).applyTo(rule, 1.4),
                 QStringLiteral("a { border: 1px; } a:focus { border: 2px; }"));
        QCOMPARE(Theme::builtIn(Theme::Scheme::Contrast).applyTo(rule, 1),
                 QStringLiteral("a { border: 2px; } a:focus { border: 3px; }"));
        QCOMPARE(Theme::builtIn(Theme::Scheme::Contrast).edge().width(), 2);
        QCOMPARE(Theme::builtIn(Theme::Scheme::Light).edge().style(), Qt::NoPen);
    }

    void highContrastHasNoTints()
    {
        const Theme theme = Theme::builtIn(Theme::Scheme::Contrast);
        for (const QColor &colour :
             {theme.window, theme.surface, theme.sidebar, theme.ink, theme.ink2, theme.line,
              theme.own, theme.select, theme.behindWarn})
            QVERIFY2(colour == Qt::black || colour == Qt::white, qPrintable(colour.name()));
    }
};

QTEST_GUILESS_MAIN(tst_Theme)
#include "tst_theme.moc"
