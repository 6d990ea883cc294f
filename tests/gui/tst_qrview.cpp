// SPDX-License-Identifier: GPL-3.0-or-later
// A link as a QR code: that a reader reads it as it is shown, in every theme, and what does not
// fit.
#include "ui/appearance.h"
#include "ui/qrview.h"

#include <QFileInfo>
#include <QImage>
#include <QProcess>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <memory>

using Ui::QrCode;
using Ui::QrView;

namespace {

const QString shortLink = QStringLiteral("madang://192.168.0.12:7610/");
/// As long as an invitation gets: other addresses, a room, a fingerprint, a secret.
const QString longLink =
    QStringLiteral(
        "madang://192.168.0.12:7610/?room=%EA%B0%9C%EB%B0%9C%ED%8C%80&also=10.0.0.4:7610,"
        "172.16.31.9:7610,[fd00::1234:5678]:7610#fp=") +
    QString(43, QLatin1Char('w')) + QStringLiteral("&key=") + QString(64, QLatin1Char('K'));

} // namespace

class TestQrView : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;

    std::unique_ptr<Ui::Appearance> look(const QString &theme, double scale)
    {
        m_settings = std::make_unique<QSettings>(m_folder->filePath(theme), QSettings::IniFormat);
        m_settings->setValue(QStringLiteral("theme"), theme);
        m_settings->setValue(QStringLiteral("scale"), scale);
        return std::make_unique<Ui::Appearance>(*m_settings);
    }
    std::unique_ptr<QSettings> m_settings;

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void whatIsShownIsRead_data()
    {
        QTest::addColumn<QString>("link");
        QTest::addColumn<QString>("theme");
        QTest::addColumn<double>("scale");
        for (const char *theme : {"light", "dark", "contrast"}) {
            for (const double scale : {0.85, 1.0, 1.4}) {
                const QByteArray name = QByteArray(theme) + ' ' + QByteArray::number(scale);
                QTest::newRow((name + " short").constData())
                    << shortLink << QString::fromLatin1(theme) << scale;
                QTest::newRow((name + " long").constData())
                    << longLink << QString::fromLatin1(theme) << scale;
            }
        }
    }
    void whatIsShownIsRead()
    {
        const QString reader = QStandardPaths::findExecutable(QStringLiteral("zbarimg"));
        if (reader.isEmpty())
            QSKIP("no zbarimg program");
        QFETCH(QString, link);
        QFETCH(QString, theme);
        QFETCH(double, scale);
        const auto appearance = look(theme, scale);
        QWidget window; // around it is what the theme has
        QrView view(*appearance, &window);
        view.setLink(link);
        view.resize(view.sizeHint());
        view.move(5, 5);
        window.resize(view.size() + QSize(10, 10));
        window.show();
        const QString picture = m_folder->filePath(QStringLiteral("shown.png"));
        QVERIFY(window.grab().save(picture));
        QProcess process;
        process.start(reader, {QStringLiteral("--quiet"), QStringLiteral("--raw"), picture});
        QVERIFY(process.waitForFinished());
        QCOMPARE(QString::fromUtf8(process.readAllStandardOutput()).trimmed(), link);
    }

    // What a reader needs, also where there is no reader here.
    void itIsBlackOnWhiteWithAMargin_data()
    {
        QTest::addColumn<QString>("theme");
        for (const char *theme : {"light", "dark", "contrast"})
            QTest::newRow(theme) << QString::fromLatin1(theme);
    }
    void itIsBlackOnWhiteWithAMargin()
    {
        QFETCH(QString, theme);
        const auto appearance = look(theme, 1);
        QrView view(*appearance);
        view.setLink(longLink);
        view.resize(view.sizeHint());
        const QImage shown = view.grab().toImage();
        const auto code = QrCode::of(longLink.toUtf8());
        QVERIFY(code);
        const int modules = code->side() + 2 * QrCode::quietZone;
        QCOMPARE(shown.width() % modules, 0);
        const int pixels = shown.width() / modules;
        QVERIFY(pixels >= 3);
        for (int row = 0; row < modules; ++row) {
            for (int column = 0; column < modules; ++column) {
                const int x = column - QrCode::quietZone;
                const int y = row - QrCode::quietZone;
                const bool isInside = x >= 0 && y >= 0 && x < code->side() && y < code->side();
                const QColor wanted = isInside && code->isDark(x, y) ? Qt::black : Qt::white;
                const QPoint middle(column * pixels + pixels / 2, row * pixels + pixels / 2);
                QCOMPARE(shown.pixelColor(middle), wanted);
            }
        }
        // The three corners by which readers find it.
        for (const QPoint &corner :
             {QPoint(0, 0), QPoint(code->side() - 7, 0), QPoint(0, code->side() - 7)}) {
            QVERIFY(code->isDark(corner.x(), corner.y()));
            QVERIFY(!code->isDark(corner.x() + 1, corner.y() + 1));
            QVERIFY(code->isDark(corner.x() + 3, corner.y() + 3));
        }
    }

    void itSaysTheLink()
    {
        const auto appearance = look(QStringLiteral("light"), 1);
        QrView view(*appearance);
        view.setLink(shortLink);
        QCOMPARE(view.accessibleName(), shortLink);
        view.setLink(longLink);
        QCOMPARE(view.accessibleName(), longLink);
    }

    void whatNoCodeHoldsIsNotShown()
    {
        QVERIFY(!QrCode::of({}));
        QVERIFY(QrCode::of(QByteArray(2331, 'x')));
        QVERIFY(!QrCode::of(QByteArray(2332, 'x')));
        QVERIFY(!QrCode::of(QByteArray(1000000, 'x')));
        QVERIFY(QrCode::of(QByteArray("a\0b", 3))); // bytes, whatever they are
        const auto appearance = look(QStringLiteral("light"), 1);
        QrView view(*appearance);
        QVERIFY(view.isHidden());
        view.setLink(shortLink);
        QVERIFY(!view.isHidden());
        view.setLink(QString(5000, QLatin1Char('x')));
        QVERIFY(view.isHidden());
        view.setLink({});
        QVERIFY(view.isHidden());
    }
};

QTEST_MAIN(TestQrView)
#include "tst_qrview.moc"
