// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>
#include <QStringList>

#include <tl/expected.hpp>
#include <vector>

namespace SockJs {

/// One message as it stands within a frame: a JSON string with its quotation marks. Escaped beyond
/// what JSON asks for, since some browsers lose or change those characters on the way (SockJS
/// protocol 0.3.3, JSONEncoding): control characters, U+200C to U+200F, U+2028 to U+202F, U+2060 to
/// U+206F, U+FFF0 to U+FFFF, and surrogates, single or in pairs; lower-case, four digits.
using Quoted = QByteArray;

Quoted quote(QStringView message);

/// `o`: the session stands.
QByteArray openFrame();
/// `h`: it still stands.
QByteArray heartbeatFrame();
/// `a["…",…]`.
QByteArray messageFrame(const std::vector<Quoted> &messages);
/// `c[code,"reason"]`: there is nothing more to come.
QByteArray closeFrame(int code, const QString &reason);

enum class PayloadError {
    Missing, ///< Nothing there, or JSON that is no array of messages.
    Broken,  ///< No JSON.
};
/// What a client sends by a request of its own: a JSON array of strings, maybe empty.
tl::expected<QStringList, PayloadError> readPayload(QByteArrayView payload);
/// What a client sends as a WebSocket message: the same, or a single JSON string, or nothing.
tl::expected<QStringList, PayloadError> readWebSocketPayload(QByteArrayView payload);

} // namespace SockJs
