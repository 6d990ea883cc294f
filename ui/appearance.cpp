// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/appearance.h"

#include "ui/indicatorstyle.h"

#include <QApplication>
#include <QFile>
#include <QFontDatabase>
#include <QPainter>
#include <QPixmapCache>
#include <QSettings>
#include <QSvgRenderer>

#include <algorithm>
#include <cmath>

namespace Ui {

namespace {

constexpr Qt::UIEffect effects[] = {Qt::UI_AnimateMenu, Qt::UI_FadeMenu, Qt::UI_AnimateCombo,
                                    Qt::UI_AnimateTooltip, Qt::UI_FadeTooltip};

} // namespace

Appearance::Appearance(QSettings &settings)
    : m_settings(settings), m_flashTime(QApplication::cursorFlashTime())
{
    for (const Qt::UIEffect effect : effects) {
        if (QApplication::isEffectEnabled(effect))
            m_effects << effect;
    }
    QApplication::setStyle(new IndicatorStyle);
    connect(&m_system, &SystemLook::changed, this, &Appearance::reload);
    reload();
}

void Appearance::reload()
{
    m_theme = Theme::builtIn(scheme());
    bool isNumber = false;
    const double scale = m_settings.value(QStringLiteral("scale"), 1).toDouble(&isNumber);
    m_scale = isNumber && scale > 0 ? std::clamp(scale, 0.85, 1.4) : 1;
    m_compact = m_settings.value(QStringLiteral("density")).toString() == u"compact";
    m_still = m_settings.value(QStringLiteral("motion")).toString() == u"none" ||
              m_system.wantsStillness();
    apply();
    Q_EMIT changed();
}

Theme::Scheme Appearance::scheme() const
{
    const QString theme = m_settings.value(QStringLiteral("theme")).toString();
    if (theme == u"light")
        return Theme::Scheme::Light;
    if (theme == u"dark")
        return Theme::Scheme::Dark;
    if (theme == u"contrast" || m_system.wantsContrast())
        return Theme::Scheme::Contrast;
    return m_system.isDark() ? Theme::Scheme::Dark : Theme::Scheme::Light;
}

void Appearance::apply()
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::GeneralFont);
    // Where the system's font has no Hangul, the Korean forms of the shared ideographs are wanted.
    font.setFamilies({font.family(), QStringLiteral("Noto Sans KR"),
                      QStringLiteral("Noto Sans CJK KR"), QStringLiteral("Malgun Gothic"),
                      QStringLiteral("Apple SD Gothic Neo"), QStringLiteral("Noto Color Emoji")});
    font.setPixelSize(px(14));
    font.setStyleStrategy(QFont::PreferAntialias);
    QApplication::setFont(font);
    m_system.usePalette(m_theme.palette());
    QString sheet;
    for (const QString &name :
         {QStringLiteral(":/theme/madang.qss"),
          m_theme.contrast ? QStringLiteral(":/theme/contrast.qss") : QString()}) {
        if (QFile file(name); !name.isEmpty() && file.open(QIODevice::ReadOnly))
            sheet += QString::fromUtf8(file.readAll());
    }
    qApp->setStyleSheet(m_theme.applyTo(sheet, m_scale));
    // All that moves is Qt's own: what fades or slides in, and a cursor that blinks.
    for (const Qt::UIEffect effect : effects)
        QApplication::setEffectEnabled(effect, !m_still && m_effects.contains(effect));
    QApplication::setCursorFlashTime(m_still ? 0 : m_flashTime);
}

int Appearance::px(double length) const
{
    return int(std::lround(length * m_scale));
}

int Appearance::rowHeight() const
{
    return px(m_compact ? 26 : 32);
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

} // namespace Ui
