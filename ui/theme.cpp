// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace Ui {

namespace {

struct Token {
    const char *name;
    QColor Theme::*colour;
};

constexpr Token tokens[] = {
    {"window", &Theme::window},   {"surface", &Theme::surface},
    {"sidebar", &Theme::sidebar}, {"ink", &Theme::ink},
    {"ink2", &Theme::ink2},       {"line", &Theme::line},
    {"accent", &Theme::accent},   {"onAccent", &Theme::onAccent},
    {"own", &Theme::own},         {"select", &Theme::select},
    {"mention", &Theme::mention}, {"onMention", &Theme::onMention},
    {"warn", &Theme::warn},       {"behindWarn", &Theme::behindWarn},
    {"error", &Theme::error},     {"ok", &Theme::ok},
    {"link", &Theme::link},
};

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &colour)
{
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) +
           0.0722 * linear(colour.blueF());
}

} // namespace

std::optional<Theme> Theme::fromJson(const QByteArray &json, const QString &scheme)
{
    const QJsonObject root = QJsonDocument::fromJson(json).object();
    const QJsonObject colours = root.value(scheme).toObject();
    Theme theme;
    for (const Token &token : tokens) {
        const QColor colour(colours.value(QLatin1String(token.name)).toString());
        if (!colour.isValid())
            return std::nullopt;
        theme.*token.colour = colour;
    }
    const QJsonArray avatars = root.value(QStringLiteral("avatars")).toArray();
    if (avatars.size() != qsizetype(theme.avatars.size()))
        return std::nullopt;
    for (size_t i = 0; i < theme.avatars.size(); ++i) {
        theme.avatars[i] = QColor(avatars.at(qsizetype(i)).toString());
        if (!theme.avatars[i].isValid())
            return std::nullopt;
    }
    theme.dark = luminance(theme.window) < luminance(theme.ink);
    theme.contrast = scheme == u"contrast";
    return theme;
}

Theme Theme::builtIn(Scheme scheme)
{
    const QString name = scheme == Scheme::Contrast ? QStringLiteral("contrast")
                         : scheme == Scheme::Dark   ? QStringLiteral("dark")
                                                    : QStringLiteral("light");
    QFile file(QStringLiteral(":/theme/tokens.json"));
    const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT(opened);
    const auto theme = fromJson(opened ? file.readAll() : QByteArray(), name);
    Q_ASSERT(theme);
    return theme.value_or(Theme());
}

QPalette Theme::palette() const
{
    QPalette palette;
    const auto set = [&palette](QPalette::ColorRole role, const QColor &colour) {
        palette.setColor(role, colour);
    };
    set(QPalette::Window, window);
    set(QPalette::WindowText, ink);
    set(QPalette::Base, surface);
    set(QPalette::AlternateBase, window);
    set(QPalette::Text, ink);
    set(QPalette::PlaceholderText, ink2);
    set(QPalette::Button, surface);
    set(QPalette::ButtonText, ink);
    set(QPalette::BrightText, onAccent);
    set(QPalette::Highlight, accent);
    set(QPalette::HighlightedText, onAccent);
    set(QPalette::Link, link);
    set(QPalette::LinkVisited, link);
    set(QPalette::ToolTipBase, surface);
    set(QPalette::ToolTipText, ink);
    set(QPalette::Mid, line);
    set(QPalette::Midlight, line);
    set(QPalette::Dark, line);
    set(QPalette::Light, surface);
    set(QPalette::Shadow, line);
    palette.setColor(QPalette::Disabled, QPalette::Text, ink2);
    palette.setColor(QPalette::Disabled, QPalette::WindowText, ink2);
    palette.setColor(QPalette::Disabled, QPalette::ButtonText, ink2);
    return palette;
}

QString Theme::applyTo(QString styleSheet, double scale) const
{
    static const QRegularExpression placeholder(
        QStringLiteral("@(?:px\\((\\d+)\\)|([A-Za-z0-9]+))"));
    QString filled;
    qsizetype done = 0;
    for (auto it = placeholder.globalMatch(styleSheet); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        filled += QStringView(styleSheet).mid(done, match.capturedStart() - done);
        done = match.capturedEnd();
        if (match.hasCaptured(1)) {
            const int pixels = int(std::lround(match.capturedView(1).toInt() * scale));
            filled += QString::number(pixels) + QStringLiteral("px");
            continue;
        }
        const QStringView name = match.capturedView(2);
        if (name == u"edge" || name == u"ring") {
            filled +=
                QString::number(borderWidth() + (name == u"ring" ? 1 : 0)) + QStringLiteral("px");
            continue;
        }
        if (name == u"accentHover") {
            filled += (dark ? accent.lighter(112) : accent.darker(115)).name();
            continue;
        }
        const auto *token = std::find_if(std::begin(tokens), std::end(tokens), [&](const Token &t) {
            return name == QLatin1String(t.name);
        });
        Q_ASSERT(token != std::end(tokens));
        if (token != std::end(tokens))
            filled += (this->*token->colour).name();
    }
    filled += QStringView(styleSheet).mid(done);
    return filled;
}

double contrast(const QColor &a, const QColor &b)
{
    const auto [dark, light] = std::minmax({luminance(a), luminance(b)});
    return (light + 0.05) / (dark + 0.05);
}

} // namespace Ui
