// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme.h"

#include <QFont>
#include <QIcon>
#include <QObject>
#include <QPixmap>

class QSettings;

namespace Ui {

/// How the program looks on this screen: theme, text scale, fonts and icons. Applies itself to
/// the application; widgets that paint ask it, and paint again when it changed.
class Appearance : public QObject {
    Q_OBJECT
public:
    /// Follows "theme" (light, dark, system) and "scale" (0.85 to 1.4) of the settings, which
    /// must outlive it.
    explicit Appearance(QSettings &settings);
    ~Appearance() override;

    const Theme &theme() const { return m_theme; }
    double scale() const { return m_scale; }
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

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void apply();

    QSettings &m_settings;
    Theme m_theme;
    double m_scale = 1;
    bool m_systemDark = false;
    bool m_applying = false;
};

} // namespace Ui
