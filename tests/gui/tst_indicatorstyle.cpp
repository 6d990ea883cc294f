// SPDX-License-Identifier: GPL-3.0-or-later
// Boxes to check and to choose among, as they are seen.
#include "ui/appearance.h"
#include "ui/theme.h"

#include <QCheckBox>
#include <QListWidget>
#include <QRadioButton>
#include <QSettings>
#include <QStyleOptionButton>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using Ui::Theme;

class tst_IndicatorStyle : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    std::unique_ptr<QSettings> m_settings;

    /// The best contrast that any point of the row has with what lies behind the widget.
    static double bestContrast(const QImage &image, int y, int left, int right,
                               const QColor &behind)
    {
        double best = 1;
        for (int x = left; x <= right; ++x)
            best = std::max(best, Ui::contrast(image.pixelColor(x, y), behind));
        return best;
    }
    static std::unique_ptr<QAbstractButton> button(const QByteArray &kind)
    {
        std::unique_ptr<QAbstractButton> made;
        if (kind == "radio button")
            made = std::make_unique<QRadioButton>(QStringLiteral("a"));
        else
            made = std::make_unique<QCheckBox>(QStringLiteral("a"));
        made->setAutoExclusive(false);
        made->resize(made->sizeHint());
        return made;
    }
    static QRect indicator(const QAbstractButton &button)
    {
        QStyleOptionButton option;
        option.initFrom(&button);
        const bool isRadio = qobject_cast<const QRadioButton *>(&button);
        return button.style()->subElementRect(isRadio ? QStyle::SE_RadioButtonIndicator
                                                      : QStyle::SE_CheckBoxIndicator,
                                              &option, &button);
    }
    /// As it is seen on that background.
    static QImage shown(QAbstractButton &button, const QColor &behind)
    {
        QImage image(button.size(), QImage::Format_RGB32);
        image.fill(behind);
        button.render(&image, {}, {}, QWidget::DrawChildren);
        return image;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_settings = std::make_unique<QSettings>(m_folder.filePath(QStringLiteral("s.ini")),
                                                 QSettings::IniFormat);
    }

    void theEdgeIsSeen_data()
    {
        QTest::addColumn<QString>("theme");
        QTest::addColumn<QByteArray>("kind");
        for (const char *theme : {"light", "dark", "contrast"}) {
            for (const char *kind : {"check box", "radio button"})
                QTest::addRow("%s: %s", theme, kind)
                    << QString::fromLatin1(theme) << QByteArray(kind);
        }
    }
    void theEdgeIsSeen()
    {
        QFETCH(QString, theme);
        QFETCH(QByteArray, kind);
        m_settings->setValue(QStringLiteral("theme"), theme);
        const Ui::Appearance appearance(*m_settings);
        const Theme &colours = appearance.theme();
        const auto shownButton = button(kind);
        const QRect box = indicator(*shownButton);
        for (const QColor &behind : {colours.window, colours.surface, colours.sidebar}) {
            const QImage off = shown(*shownButton, behind);
            // All around it: left, right, above, below.
            const auto edge = [&](int x, int y) {
                double best = 1;
                for (int dx = -1; dx <= 1; ++dx) {
                    for (int dy = -1; dy <= 1; ++dy) {
                        const QPoint point(x + dx, y + dy);
                        if (off.rect().contains(point))
                            best = std::max(best, Ui::contrast(off.pixelColor(point), behind));
                    }
                }
                return best;
            };
            const QPoint middle = box.center();
            for (const double found : {edge(box.left(), middle.y()), edge(box.right(), middle.y()),
                                       edge(middle.x(), box.top()), edge(middle.x(), box.bottom())})
                QVERIFY2(found >= 3, qPrintable(QString::number(found)));
        }
    }

    void whatIsOnHasASignThatIsSeen_data() { theEdgeIsSeen_data(); }
    void whatIsOnHasASignThatIsSeen()
    {
        QFETCH(QString, theme);
        QFETCH(QByteArray, kind);
        m_settings->setValue(QStringLiteral("theme"), theme);
        const Ui::Appearance appearance(*m_settings);
        const auto shownButton = button(kind);
        const QColor &behind = appearance.theme().window;
        const QImage off = shown(*shownButton, behind);
        shownButton->setChecked(true);
        const QImage on = shown(*shownButton, behind);
        const QRect box = indicator(*shownButton);
        double best = 1; // between what is off and what is on, by light and not by hue
        for (int y = box.top(); y <= box.bottom(); ++y) {
            for (int x = box.left(); x <= box.right(); ++x)
                best = std::max(best, Ui::contrast(on.pixelColor(x, y), off.pixelColor(x, y)));
        }
        QVERIFY2(best >= 3, qPrintable(QString::number(best)));
        if (appearance.theme().contrast)
            return;
        // The tick, too, and not the ground alone.
        const auto ground = on.pixelColor(box.center().x(), box.top() + 2);
        best = 1;
        for (int y = box.top() + 4; y <= box.bottom() - 4; ++y)
            best = std::max(best, bestContrast(on, y, box.left() + 4, box.right() - 4, ground));
        QVERIFY2(best >= 3, qPrintable(QString::number(best)));
    }

    void boxesOfListsAreTheSame()
    {
        m_settings->setValue(QStringLiteral("theme"), QStringLiteral("dark"));
        const Ui::Appearance appearance(*m_settings);
        QListWidget list;
        auto *item = new QListWidgetItem(QStringLiteral("a"), &list);
        item->setCheckState(Qt::Unchecked);
        list.resize(120, 60);
        const QImage off = list.grab().toImage();
        const QRect row = list.visualItemRect(item);
        const int y = list.viewport()->mapTo(&list, row.center()).y();
        const int size = list.style()->pixelMetric(QStyle::PM_IndicatorWidth);
        const double found = bestContrast(off, y, 4, 8 + size, appearance.theme().surface);
        QVERIFY2(found >= 3, qPrintable(QString::number(found)));
        item->setCheckState(Qt::PartiallyChecked);
        const QImage some = list.grab().toImage();
        item->setCheckState(Qt::Checked);
        const QImage on = list.grab().toImage();
        QVERIFY(on != off);
        QVERIFY(some != off);
        QVERIFY(some != on);
    }

    void theyGrowWithTheText()
    {
        m_settings->setValue(QStringLiteral("theme"), QStringLiteral("light"));
        const auto side = [this](double scale) {
            m_settings->setValue(QStringLiteral("scale"), scale);
            const Ui::Appearance appearance(*m_settings);
            return indicator(*button("check box")).width();
        };
        QCOMPARE(side(1), 16);
        QCOMPARE(side(1.4), 23);
    }
};

QTEST_MAIN(tst_IndicatorStyle)
#include "tst_indicatorstyle.moc"
