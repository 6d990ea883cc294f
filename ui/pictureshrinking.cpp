// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pictureshrinking.h"

#include "ui/picturedecoding.h"

#include <QBuffer>
#include <QFile>
#include <QImageReader>

namespace Ui {
namespace {

constexpr qint64 mostShrunkPixels = 64'000'000;
constexpr int photographQuality = 85;
const QByteArray photograph = QByteArrayLiteral("jpeg");

} // namespace

ShrunkPicture shrunkPicture(const QString &path, int longest)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const bool isPhotograph = QImageReader::imageFormat(&file) == photograph;
    const QImage picture = decodedPicture(file, {longest, longest}, mostShrunkPixels);
    ShrunkPicture shrunk;
    shrunk.size = picture.size();
    shrunk.ending = isPhotograph ? QStringLiteral(".jpg") : QStringLiteral(".png");
    QBuffer buffer(&shrunk.bytes);
    const bool isWritten =
        !picture.isNull() && buffer.open(QIODevice::WriteOnly) &&
        picture.save(&buffer, isPhotograph ? "jpeg" : "png", isPhotograph ? photographQuality : -1);
    return isWritten ? shrunk : ShrunkPicture();
}

QSize shrinkableSize(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray format = QImageReader::imageFormat(&file);
    if (format != photograph && format != "png" && format != "webp")
        return {};
    QImageReader reader(&file, format);
    reader.setAutoDetectImageFormat(false);
    const QSize size = reader.size();
    const bool moves = reader.supportsAnimation() && reader.imageCount() > 1;
    if (moves || size.isEmpty() || qint64(size.width()) * size.height() > mostShrunkPixels)
        return {};
    const bool turns = reader.transformation() & QImageIOHandler::TransformationRotate90;
    return turns ? size.transposed() : size;
}

} // namespace Ui
