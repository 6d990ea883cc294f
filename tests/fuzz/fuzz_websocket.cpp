// SPDX-License-Identifier: GPL-3.0-or-later
// The first octet says how the bytes are cut, the rest is what a client sends behind a WebSocket
// handshake. Whatever it is: the cuts make no difference, no message is above the limit, no text
// that is handed on whole is anything but UTF-8, and a code to close with may be sent.
#include "server/doors/websocketparser.h"

#include <QUtf8StringView>

#include <algorithm>
#include <cstdint>
#include <cstdlib>

using namespace Server;

namespace {

using Kind = WebSocketParser::Event::Kind;

constexpr qint64 largest = 4096;

void require(bool holds)
{
    if (!holds)
        std::abort();
}

struct Outcome {
    QByteArray messages;
    QByteArray controls;
    int code = 0;
    friend bool operator==(const Outcome &, const Outcome &) = default;
};

Outcome read(QByteArrayView bytes, qsizetype pieceSize)
{
    WebSocketParser parser(largest);
    Outcome outcome;
    QByteArray message;
    while (!bytes.isEmpty() && outcome.code == 0) {
        QByteArray piece = bytes.first(std::min(pieceSize, bytes.size())).toByteArray();
        bytes = bytes.sliced(piece.size());
        char *at = piece.data();
        const char *const end = at + piece.size();
        while (outcome.code == 0) {
            const auto event = parser.next(at, end);
            require(at <= end);
            if (event.kind == Kind::NeedsMore)
                break;
            if (event.kind == Kind::Payload) {
                message += event.bytes.toByteArray();
                require(message.size() <= largest);
                if (event.endsMessage) {
                    require(!event.isText || QUtf8StringView(message).isValidUtf8());
                    outcome.messages += message + '|';
                    message.clear();
                }
                continue;
            }
            outcome.code = event.code;
            if (event.kind != Kind::Violation) {
                require(event.bytes.size() <= 125);
                outcome.controls += char('0' + int(event.kind)) + event.bytes.toByteArray();
            }
        }
        require(outcome.code != 0 || at == end);
    }
    require(outcome.code == 0 || (outcome.code >= 1000 && outcome.code <= 4999));
    return outcome;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    const QByteArrayView bytes(data + 1, static_cast<qsizetype>(size) - 1);
    require(read(bytes, std::max<qsizetype>(1, bytes.size())) == read(bytes, 1 + data[0]));
    return 0;
}
