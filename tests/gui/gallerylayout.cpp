// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/gallerylayout.h"

#include <QTabBar>
#include <QTest>
#include <QToolButton>

namespace {

void showSwitcher(QWidget &window, const std::function<void(QWidget &, const char *)> &shoot,
                  const char *page)
{
    QTest::keyClick(&window, Qt::Key_K, Qt::ControlModifier);
    shoot(window, page);
    QTest::keyClick(window.findChild<QWidget *>(QStringLiteral("switchText")), Qt::Key_Escape);
}

} // namespace

void showLayout(QWidget &window, const std::function<void(QWidget &, const char *)> &shoot)
{
    constexpr int calm = 100; // ms
    const auto press = [&window](const char *button) {
        window.findChild<QToolButton *>(QString::fromLatin1(button))->click();
    };
    auto *tabs = window.findChild<QTabBar *>(QStringLiteral("detailsTabs"));
    const QSize before = window.size();
    tabs->setCurrentIndex(0);
    press("toggleDetails");
    shoot(window, "layout-folded");
    press("toggleDetails");
    showSwitcher(window, shoot, "layout-switcher");
    window.resize(700, 600);
    QTest::qWait(calm);
    shoot(window, "layout-700");
    press("toggleDetails");
    shoot(window, "layout-700-details");
    press("detailsBack");
    window.resize(360, 640);
    QTest::qWait(calm);
    shoot(window, "layout-360");
    showSwitcher(window, shoot, "layout-360-switcher");
    press("toggleDetails");
    tabs->setCurrentIndex(tabs->count() - 1);
    shoot(window, "layout-360-search");
    tabs->setCurrentIndex(0);
    press("detailsBack");
    press("backButton");
    shoot(window, "layout-360-rooms");
    window.resize(before);
    QTest::qWait(calm);
}
