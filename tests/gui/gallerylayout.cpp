// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/gallerylayout.h"

#include "stomp/wire/search.h"
#include "ui/quickswitcher.h"

#include <QTabBar>
#include <QTest>
#include <QToolButton>

namespace {

Chat::SearchPage filesOf(const Chat::RoomId &room)
{
    Chat::SearchPage page;
    const auto send = [&](qint64 sequence, const char *sender, std::vector<Chat::FileInfo> files) {
        Chat::SearchHit hit;
        hit.room = room;
        hit.sequence = {sequence};
        hit.sender = QString::fromUtf8(sender);
        hit.time = Chat::Timestamp(std::chrono::hours(490'000 + sequence));
        hit.files = std::move(files);
        page.hits.push_back(hit);
    };
    const QString pdf = QStringLiteral("application/pdf");
    send(9, "하은",
         {{{}, QStringLiteral("a1"), QStringLiteral("회의록 11월 둘째 주.pdf"), pdf, 182'400},
          {{}, QStringLiteral("a2"), QStringLiteral("budget-2027-final-2.xlsx"), pdf, 9'100'000}});
    send(4, "Seoyeon",
         {{{}, QStringLiteral("a3"), QStringLiteral("release-notes.md"), pdf, 4'000}});
    return page;
}

void showSwitcher(QWidget &window, const std::function<void(QWidget &, const char *)> &shoot,
                  const char *page)
{
    window.findChild<Ui::QuickSwitcher *>()->open();
    shoot(window, page);
    QTest::keyClick(window.findChild<QWidget *>(QStringLiteral("switchText")), Qt::Key_Escape);
}

} // namespace

void showLayout(QWidget &window, ScriptedHost &host, const Chat::RoomId &room,
                const std::function<void(QWidget &, const char *)> &shoot)
{
    constexpr int calm = 100; // ms
    const auto press = [&window](const char *button) {
        window.findChild<QToolButton *>(QString::fromLatin1(button))->click();
    };
    auto *tabs = window.findChild<QTabBar *>(QStringLiteral("detailsTabs"));
    const QSize before = window.size();
    tabs->setCurrentIndex(2);
    QTest::qWait(calm);
    host.publish(Chat::requestDestination(Chat::Request::Kind::Search), filesOf(room).toJson());
    shoot(window, "layout-files");
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
