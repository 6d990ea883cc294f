// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QColor>
#include <QPalette>
#include <QPen>
#include <QString>

#include <array>
#include <optional>

namespace Ui {

/// The colours of one appearance, by what they are used for. Each text colour has a contrast of
/// at least 4.5:1 on every background it is used on.
struct Theme {
    QColor window;     ///< Window, cards, composer.
    QColor surface;    ///< Timeline, fields.
    QColor sidebar;    ///< Room list.
    QColor ink;        ///< Text.
    QColor ink2;       ///< Secondary text, times.
    QColor line;       ///< Borders, separators.
    QColor accent;     ///< Buttons, focus, who is here, unread.
    QColor onAccent;   ///< Text on accent.
    QColor own;        ///< Behind one's own messages.
    QColor select;     ///< Selected row.
    QColor mention;    ///< What calls: a mention, the line of new messages.
    QColor onMention;  ///< Text on mention.
    QColor warn;       ///< Text of the connection strip.
    QColor behindWarn; ///< Behind it.
    QColor error;
    QColor ok;
    QColor link;
    std::array<QColor, 10> avatars; ///< Behind white initials.
    bool dark = false;
    bool contrast = false; ///< Outlines instead of tints: see edge().

    enum class Scheme { Light, Dark, Contrast };

    /// Reads one scheme ("light", "dark" or "contrast") of tokens.json; nullopt when a colour is
    /// missing or is none.
    static std::optional<Theme> fromJson(const QByteArray &json, const QString &scheme);
    /// From the program's own resources.
    static Theme builtIn(Scheme scheme);

    QPalette palette() const;
    /// Of a line between two parts, in pixels.
    int borderWidth() const { return contrast ? 2 : 1; }
    /// The outline of what is else told by its tint alone; none but in high contrast.
    QPen edge() const { return contrast ? QPen(ink, 2) : QPen(Qt::NoPen); }
    /// Replaces @name by the colour, @px(n) by n times `scale` pixels, and @edge and @ring by the
    /// widths of a border and of that of what has the focus.
    QString applyTo(QString styleSheet, double scale) const;
};

/// Contrast of two opaque colours as WCAG 2 defines it, 1 to 21.
double contrast(const QColor &a, const QColor &b);

} // namespace Ui
