// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/picturedecoding.h"

#include <QImageReader>

#include <algorithm>
#include <array>

namespace Ui {

QImage decodedPicture(QIODevice &device, QSize box, qint64 mostPixels)
{
    constexpr std::array<QByteArrayView, 4> formats = {"png", "jpeg", "gif", "webp"};
    const QByteArray format = QImageReader::imageFormat(&device);
    if (std::find(formats.begin(), formats.end(), QByteArrayView(format)) == formats.end())
        return {};
    QImageReader reader(&device, format);
    reader.setAutoDetectImageFormat(false);
    reader.setAutoTransform(true);
    const QSize size = reader.size();
    if (size.isEmpty() || qint64(size.width()) * size.height() > mostPixels)
        return {};
    // Its two sides change places when it is turned.
    const bool turns = reader.transformation() & QImageIOHandler::TransformationRotate90;
    const QSize room = turns ? box.transposed() : box;
    if (size.width() > room.width() || size.height() > room.height())
        reader.setScaledSize(size.scaled(room, Qt::KeepAspectRatio).expandedTo({1, 1}));
    return reader.read();
}

QImage drawablePicture(const QImage &picture)
{
    return picture.isNull() ? picture
                            : picture.convertToFormat(picture.hasAlphaChannel()
                                                          ? QImage::Format_ARGB32_Premultiplied
                                                          : QImage::Format_RGB32);
}

} // namespace Ui
