// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/appearance.h"

#include <QApplication>
#include <QEvent>
#include <QFile>
#include <QFontDatabase>
#include <QPainter>
#include <QPixmapCache>
#include <QSettings>
#include <QStyleFactory>
#include <QSvgRenderer>

#include <algorithm>
#include <cmath>

namespace Ui {

Appearance::Appearance(QSettings &settings) : m_settings(settings)
{
    // Before our own palette hides it: Qt 6.4 says nothing else about dark desktops.
    const QPalette system = QApplication::palette();
    m_systemDark =
        system.color(QPalette::Window).lightness() < system.color(QPalette::WindowText).lightness();
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    qApp->installEventFilter(this);
    reload();
}

Appearance::~Appearance()
{
    qApp->removeEventFilter(this);
}

void Appearance::reload()
{
    const QString theme = m_settings.value(QStringLiteral("theme")).toString();
    m_theme = Theme::builtIn(theme == u"dark" || (theme != u"light" && m_systemDark));
    bool isNumber = false;
    const double scale = m_settings.value(QStringLiteral("scale"), 1).toDouble(&isNumber);
    m_scale = isNumber && scale > 0 ? std::clamp(scale, 0.85, 1.4) : 1;
    apply();
    Q_EMIT changed();
}

void Appearance::apply()
{
    m_applying = true;
    QFont font = QFontDatabase::systemFont(QFontDatabase::GeneralFont);
    // Where the system's font has no Hangul, the Korean forms of the shared ideographs are wanted.
    font.setFamilies({font.family(), QStringLiteral("Noto Sans KR"),
                      QStringLiteral("Noto Sans CJK KR"), QStringLiteral("Malgun Gothic"),
                      QStringLiteral("Apple SD Gothic Neo"), QStringLiteral("Noto Color Emoji")});
    font.setPixelSize(px(14));
    font.setStyleStrategy(QFont::PreferAntialias);
    QApplication::setFont(font);
    QApplication::setPalette(m_theme.palette());
    QFile file(QStringLiteral(":/theme/madang.qss"));
    if (file.open(QIODevice::ReadOnly))
        qApp->setStyleSheet(m_theme.applyTo(QString::fromUtf8(file.readAll()), m_scale));
    m_applying = false;
}

int Appearance::px(double length) const
{
    return int(std::lround(length * m_scale));
}

QFont Appearance::font(int size, bool bold) const
{
    QFont font = QApplication::font();
    font.setPixelSize(px(size));
    font.setBold(bold);
    return font;
}

QPixmap Appearance::pixmap(const QString &name, const QColor &colour, int size,
                           double devicePixelRatio) const
{
    const int side = int(std::lround(px(size) * devicePixelRatio));
    const QString key = QStringLiteral("madang/%1/%2/%3").arg(name, colour.name()).arg(side);
    QPixmap pixmap;
    if (!QPixmapCache::find(key, &pixmap)) {
        QFile file(QStringLiteral(":/icons/lucide/%1.svg").arg(name));
        const bool opened = file.open(QIODevice::ReadOnly);
        Q_ASSERT(opened);
        QByteArray drawing = opened ? file.readAll() : QByteArray();
        drawing.replace("currentColor", colour.name().toLatin1());
        // 1.75 px at 20 px, in the drawing's own 24 units.
        drawing.replace("stroke-width=\"2\"", "stroke-width=\"2.1\"");
        QSvgRenderer renderer(drawing);
        pixmap = QPixmap(side, side);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        renderer.render(&painter);
        painter.end();
        QPixmapCache::insert(key, pixmap);
    }
    pixmap.setDevicePixelRatio(devicePixelRatio);
    return pixmap;
}

QIcon Appearance::icon(const QString &name, const QColor &colour) const
{
    QIcon icon;
    icon.addPixmap(pixmap(name, colour, 20, 1));
    icon.addPixmap(pixmap(name, colour, 20, 2));
    return icon;
}

bool Appearance::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == qApp && event->type() == QEvent::ApplicationPaletteChange && !m_applying) {
        const QPalette system = QApplication::palette();
        const bool dark = system.color(QPalette::Window).lightness() <
                          system.color(QPalette::WindowText).lightness();
        if (system.color(QPalette::Window) != m_theme.window && dark != m_systemDark) {
            m_systemDark = dark;
            reload();
        }
    }
    return QObject::eventFilter(watched, event);
}

} // namespace Ui
