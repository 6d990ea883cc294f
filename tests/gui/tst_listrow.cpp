// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/appearance.h"
#include "ui/memberspane.h"
#include "ui/model/memberlistmodel.h"
#include "ui/model/pinnedmodel.h"
#include "ui/model/roomlistmodel.h"
#include "ui/model/searchmodel.h"
#include "ui/model/webhooks.h"
#include "ui/pindelegate.h"
#include "ui/roomlist.h"
#include "ui/searchdelegate.h"
#include "ui/webhookdelegate.h"

#include <QPainter>
#include <QSettings>
#include <QStandardItemModel>
#include <QTemporaryDir>
#include <QTest>

using Ui::PinnedModel;
using Ui::SearchModel;
using Rows = QMap<int, QVariant>;

// What the rows of messages and of hooks have in common, as it is painted.
class tst_ListRow : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<Ui::Appearance> m_appearance;
    Ui::RoomListModel m_rooms;

    std::unique_ptr<QStyledItemDelegate> delegate(const QByteArray &list)
    {
        if (list == "pins")
            return std::make_unique<Ui::PinDelegate>(*m_appearance);
        if (list == "search")
            return std::make_unique<Ui::SearchDelegate>(*m_appearance, m_rooms);
        if (list == "people")
            return std::make_unique<Ui::MemberDelegate>(*m_appearance, nullptr);
        if (list == "rooms")
            return std::make_unique<Ui::RoomDelegate>(*m_appearance, nullptr);
        return std::make_unique<Ui::WebhookDelegate>(*m_appearance, nullptr);
    }
    QImage painted(const QByteArray &list, const QMap<int, QVariant> &row,
                   QStyle::State state = QStyle::State_Enabled,
                   Qt::LayoutDirection direction = Qt::LeftToRight)
    {
        QStandardItemModel model(1, 1);
        const QModelIndex index = model.index(0, 0);
        model.setItemData(index, row);
        QImage image(400, 80, QImage::Format_RGB32);
        image.fill(m_appearance->theme().surface);
        QPainter painter(&image);
        QStyleOptionViewItem option;
        option.rect = image.rect();
        option.state = state;
        option.direction = direction;
        painter.setLayoutDirection(direction); // as a view's
        delegate(list)->paint(&painter, option, index);
        return image;
    }
    static int points(const QImage &image, const QColor &colour)
    {
        int count = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                count += image.pixelColor(x, y) == colour ? 1 : 0;
        }
        return count;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_settings = std::make_unique<QSettings>(m_folder.filePath(QStringLiteral("s.ini")),
                                                 QSettings::IniFormat);
        m_settings->setValue(QStringLiteral("theme"), QStringLiteral("light"));
        m_appearance = std::make_unique<Ui::Appearance>(*m_settings);
    }

    void theChosenOneAndTheOneWithTheKeysAreSeen_data()
    {
        QTest::addColumn<QByteArray>("list");
        for (const char *list : {"pins", "search", "hooks"})
            QTest::newRow(list) << QByteArray(list);
    }
    void theChosenOneAndTheOneWithTheKeysAreSeen()
    {
        QFETCH(QByteArray, list);
        const Ui::Theme &theme = m_appearance->theme();
        const QImage plain = painted(list, {});
        QCOMPARE(points(plain, theme.select), 0);
        QCOMPARE(points(plain, theme.accent), 0);
        const QImage chosen = painted(list, {}, QStyle::State_Selected);
        QVERIFY(points(chosen, theme.select) > 400 * 80 / 2);
        QCOMPARE(points(chosen, theme.accent), 0);
        const QImage focused = painted(list, {}, QStyle::State_HasFocus);
        QVERIFY(points(focused, theme.accent) > 2 * 400); // above and below, 2 px
        QCOMPARE(points(focused, theme.select), 0);
    }

    void guestsHaveTheirBadge_data()
    {
        QTest::addColumn<QByteArray>("list");
        QTest::addColumn<int>("sender");
        QTest::addColumn<int>("guest");
        QTest::newRow("pins") << QByteArray("pins") << int(PinnedModel::SenderRole)
                              << int(PinnedModel::GuestRole);
        QTest::newRow("search") << QByteArray("search") << int(SearchModel::SenderRole)
                                << int(SearchModel::GuestRole);
    }
    void guestsHaveTheirBadge()
    {
        QFETCH(QByteArray, list);
        QFETCH(int, sender);
        QFETCH(int, guest);
        const QString name = QStringLiteral("Ann");
        const QImage shown = painted(list, {{sender, name}, {guest, true}});
        QVERIFY(shown != painted(list, {{sender, name}, {guest, false}}));
        QCOMPARE(shown, painted(list, {{sender, QStringLiteral("Ann (guest)")}, {guest, false}}));
    }

    void rowsAreMirroredFromRightToLeft_data()
    {
        QTest::addColumn<QByteArray>("list");
        QTest::addColumn<Rows>("row");
        QTest::addColumn<QColor>("colour"); // of what stands at one end only
        QTest::addColumn<bool>("atTheEnd");
        QTest::newRow("people: the avatar")
            << QByteArray("people")
            << Rows{{Ui::MemberListModel::NameRole, QStringLiteral("Ann")},
                    {Ui::MemberListModel::HereRole, true},
                    {Ui::MemberListModel::AvatarRole,
                     QVariantMap{{QStringLiteral("color"), QStringLiteral("#123456")}}}}
            << QColor(0x12, 0x34, 0x56) << false;
        QTest::newRow("rooms: what is unread")
            << QByteArray("rooms")
            << Rows{{Ui::RoomListModel::JoinedRole, true}, {Ui::RoomListModel::UnreadRole, 7}}
            << m_appearance->theme().accent << true;
    }
    void rowsAreMirroredFromRightToLeft()
    {
        QFETCH(QByteArray, list);
        QFETCH(Rows, row);
        QFETCH(QColor, colour);
        QFETCH(bool, atTheEnd);
        const auto middle = QRect(0, 0, 200, 80);
        const auto pointsLeft = [&](Qt::LayoutDirection direction) {
            return points(painted(list, row, QStyle::State_Enabled, direction).copy(middle),
                          colour);
        };
        const int all = points(painted(list, row), colour);
        QVERIFY(all > 20);
        QCOMPARE(pointsLeft(Qt::LeftToRight), atTheEnd ? 0 : all);
        QCOMPARE(pointsLeft(Qt::RightToLeft), atTheEnd ? all : 0);
    }

    void aLongNameLeavesRoomForTheTime()
    {
        const QString longest(300, u'W');
        const QVariant time = QDateTime::fromMSecsSinceEpoch(1'700'000'000'000);
        const auto shown = [&](const QVariant &when) {
            return painted("pins",
                           {{PinnedModel::SenderRole, longest}, {PinnedModel::TimeRole, when}});
        };
        QVERIFY(shown(time) != shown({}));
        QCOMPARE(shown(time).copy(0, 0, 200, 80), shown({}).copy(0, 0, 200, 80));
    }
};

QTEST_MAIN(tst_ListRow)
#include "tst_listrow.moc"
