// SPDX-License-Identifier: GPL-3.0-or-later
#include "pictures/smallpicture.h"

#include <QBuffer>
#include <QImageReader>
#include <QImageWriter>

#include <algorithm>
#include <array>

namespace Pictures {
namespace {

constexpr qint64 mostPixels = 64'000'000; ///< Of a camera that is a very good one.
constexpr int mostMebibytes = 256;        ///< Such a picture, while it is read.
constexpr int jpegQuality = 82;

bool isKnown(const QByteArray &format)
{
    constexpr std::array<const char *, 4> known{"png", "jpeg", "gif", "webp"};
    return std::find(known.begin(), known.end(), format) != known.end();
}

QByteArray written(const QImage &picture, const QByteArray &format, int quality)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    QImageWriter writer(&buffer, format);
    writer.setQuality(quality);
    return writer.write(picture) ? bytes : QByteArray();
}

} // namespace

tl::expected<QImage, Problem> readSmall(QIODevice &file, int side)
{
    QImageReader::setAllocationLimit(mostMebibytes);
    QImageReader reader(&file);
    reader.setDecideFormatFromContent(true);
    reader.setAutoTransform(true);
    if (!isKnown(reader.format()))
        return tl::unexpected(Problem::NotRead);
    const QSize size = reader.size();
    if (!size.isValid() || size.isEmpty())
        return tl::unexpected(Problem::NotRead);
    if (qint64(size.width()) * size.height() > mostPixels)
        return tl::unexpected(Problem::TooLarge);
    // A JPEG is read at an eighth, a quarter or half already: that is most of the time.
    if (size.width() > side || size.height() > side)
        reader.setScaledSize(size.scaled(side, side, Qt::KeepAspectRatio).expandedTo({1, 1}));
    QImage picture = reader.read();
    if (picture.isNull())
        return tl::unexpected(Problem::NotRead);
    return picture;
}

QByteArray toBytes(const QImage &picture)
{
    QImage plain = picture;
    for (const QString &key : plain.textKeys())
        plain.setText(key, {});
    if (plain.hasAlphaChannel())
        return written(plain, "png", -1);
    return written(plain, "jpeg", jpegQuality);
}

} // namespace Pictures
