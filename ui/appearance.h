// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/systemlook.h"
#include "ui/theme.h"

#include <QFont>
#include <QIcon>
#include <QObject>
#include <QPixmap>

class QSettings;

namespace Ui {

/// How the program looks on this screen: theme, text scale, density, motion, fonts and
/// icons. Applies itself to
/// the application; widgets that paint ask it, and paint again when it changed.
class Appearance : public QObject {
    Q_OBJECT
public:
    /// Follows "theme" (light, dark, contrast, system), "scale" (0.85 to 1.4), "density" (roomy,
    /// compact) and "motion" (system, none) of the settings, which must outlive it.
    explicit Appearance(QSettings &settings);

    const SystemLook &system() const { return m_system; }
    const Theme &theme() const { return m_theme; }
    double scale() const { return m_scale; }
    /// Less air between rows and messages.
    bool isCompact() const { return m_compact; }
    /// Whether nothing may move by itself.
    bool isStill() const { return m_still; }
    /// Of one line in a list, in pixels of this scale.
    int rowHeight() const;
    /// A length of the design, given at scale 1.
    int px(double length) const;
    /// The system's font at 12, 14, 16 or 20 design pixels.
    QFont font(int size = 14, bool bold = false) const;
    /// An icon of resources/icons/lucide/ in one colour; `size` in design pixels.
    QPixmap pixmap(const QString &name, const QColor &colour, int size = 20,
                   double devicePixelRatio = 1) const;
    QIcon icon(const QString &name, const QColor &colour) const;

    /// Reads the settings again and applies them.
    void reload();

Q_SIGNALS:
    void changed();

private:
    Theme::Scheme scheme() const;
    void apply();

    QSettings &m_settings;
    SystemLook m_system; ///< First: it looks at the palette before ours is set.
    Theme m_theme;
    double m_scale = 1;
    bool m_compact = false;
    bool m_still = false;
    // What the system has.
    QList<Qt::UIEffect> m_effects;
    int m_flashTime = 0;
};

} // namespace Ui
