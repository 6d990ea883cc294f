// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/identitypicture.h"

#include "ui/appearance.h"

#include <QPainter>

#include <algorithm>
#include <array>

namespace Ui {

namespace {

constexpr int signPlaces = 5;        // in a row, and rows
constexpr int ownPlaces = 3;         // of a row; the others are their reflection
constexpr qsizetype behindWords = 8; // the bytes before are in the words
constexpr int pictureSize = 96;      // design pixels
constexpr double signMargin = 0.1;   // of a place, around its shape

enum class Sign { None, Square, Circle, Diamond };

Sign signAt(const QByteArray &hash, int index)
{
    constexpr int signsOfByte = 4;
    const auto byte = quint8(hash[behindWords + index / signsOfByte]);
    return Sign(byte >> (index % signsOfByte * 2) & 3);
}

void drawSign(QPainter &painter, const QRectF &place, Sign sign)
{
    const QPointF middle = place.center();
    const std::array<QPointF, 4> diamond{
        QPointF(middle.x(), place.top()), QPointF(place.right(), middle.y()),
        QPointF(middle.x(), place.bottom()), QPointF(place.left(), middle.y())};
    switch (sign) {
    case Sign::None:
        return;
    case Sign::Square:
        return painter.drawRect(place);
    case Sign::Circle:
        return painter.drawEllipse(place);
    case Sign::Diamond:
        return painter.drawConvexPolygon(diamond.data(), int(diamond.size()));
    }
}

} // namespace

void drawIdentity(QPainter &painter, const QRectF &place, const QByteArray &hash,
                  const Appearance &appearance)
{
    const Theme &theme = appearance.theme();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.line, theme.borderWidth()));
    painter.setBrush(theme.surface);
    painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), 6, 6);
    if (hash.size() > behindWords + signPlaces * ownPlaces / 4) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.ink);
        const double step = place.width() / (signPlaces + 1);
        const double gap = step * signMargin;
        for (int row = 0; row < signPlaces; ++row) {
            for (int column = 0; column < signPlaces; ++column) {
                const int own = std::min(column, signPlaces - 1 - column);
                const QRectF cell(place.left() + step * (column + 0.5),
                                  place.top() + step * (row + 0.5), step, step);
                drawSign(painter, cell.adjusted(gap, gap, -gap, -gap),
                         signAt(hash, row * ownPlaces + own));
            }
        }
    }
    painter.restore();
}

IdentityPicture::IdentityPicture(const Appearance &appearance, QWidget *parent)
    : QWidget(parent), m_appearance(appearance)
{
    setObjectName(QStringLiteral("identityPicture"));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setIdentity({}, {});
    connect(&appearance, &Appearance::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void IdentityPicture::setIdentity(const QByteArray &hash, const QStringList &words)
{
    m_hash = hash;
    setAccessibleName(words.isEmpty() ? tr("Picture of the identity") : words.join(u' '));
    update();
}

QSize IdentityPicture::sizeHint() const
{
    const int side = m_appearance.px(pictureSize);
    return {side, side};
}

void IdentityPicture::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    drawIdentity(painter, QRectF(rect()), m_hash, m_appearance);
}

} // namespace Ui
