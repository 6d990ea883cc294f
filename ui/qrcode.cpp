// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/qrcode.h"

#include <memory>
#include <qrencode.h>
#include <utility>

namespace Ui {

std::optional<QrCode> QrCode::of(const QByteArray &text)
{
    if (text.isEmpty())
        return std::nullopt;
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
        QRcode_encodeData(int(text.size()), reinterpret_cast<const unsigned char *>(text.data()), 0,
                          QR_ECLEVEL_M),
        &QRcode_free);
    if (!code)
        return std::nullopt;
    const int side = code->width;
    QBitArray dark(side * side);
    for (int at = 0; at < side * side; ++at)
        dark.setBit(at, code->data[at] & 1); // the other bits tell what it is for
    return QrCode(side, std::move(dark));
}

} // namespace Ui
