// SPDX-License-Identifier: GPL-3.0-or-later
// The first octet says how the bytes are cut, the rest is what a peer sends over HTTP. Whatever it
// is: nothing beyond the limits is kept, the cuts make no difference, and what may become a
// WebSocket is a whole handshake.
#include "server/doors/httpparser.h"
#include "server/doors/upgrade.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

using namespace Server;

namespace {

constexpr HttpLimits tight{512, 64};

void require(bool holds)
{
    if (!holds)
        std::abort();
}

struct Outcome {
    int refused = 0;
    bool done = false;
    QByteArray read; ///< Of a whole request.
    friend bool operator==(const Outcome &, const Outcome &) = default;
};

void check(const HttpRequest &request)
{
    qsizetype head = request.method.size() + request.target.size();
    for (const auto &[name, value] : request.headers) {
        require(!name.isEmpty());
        require(!value.contains('\r') && !value.contains('\n') && !value.contains('\0'));
        head += name.size() + value.size();
    }
    require(head <= tight.headBytes);
    require(request.body.size() <= tight.bodyBytes);
    require(request.target.startsWith(request.path));
    require(!request.path.contains('?'));

    const bool asked = asksForUpgrade(request);
    UpgradePolicy policy;
    policy.allowedOrigins = {"https://listed.example"};
    const auto upgrade = checkUpgrade(request, policy);
    if (!upgrade) {
        const int status = upgrade.error().status;
        require(status == 400 || status == 403 || status == 404 || status == 405 || status == 426);
        const QByteArray answer = writeResponse(upgrade.error(), false, true);
        require(answer.startsWith("HTTP/1.1 " + QByteArray::number(status) + ' '));
        return;
    }
    require(request.method == "GET" && request.path == "/ws-stomp");
    require(request.header("Sec-WebSocket-Version") == "13");
    require(upgrade->subprotocol.isEmpty() || upgrade->subprotocol.endsWith(".stomp"));
    require(request.header("Origin") != "null");
    static_cast<void>(asked);
}

Outcome read(QByteArrayView bytes, qsizetype pieceSize)
{
    HttpParser parser(tight);
    QByteArray waiting;
    while (!bytes.isEmpty() && !parser.done()) {
        const qsizetype size = std::min(pieceSize, bytes.size());
        waiting.append(bytes.data(), size);
        bytes = bytes.sliced(size);
        const auto taken = parser.put(waiting);
        if (!taken) {
            const int status = taken.error().status;
            require(status == 400 || status == 413 || status == 431 || status == 501 ||
                    status == 505);
            return {status, false, {}};
        }
        require(*taken >= 0 && *taken <= waiting.size());
        waiting.remove(0, *taken);
    }
    if (parser.headDone())
        check(parser.request());
    if (!parser.done())
        return {};
    const HttpRequest request = parser.request();
    return {0, true, request.method + ' ' + request.target + '\n' + request.body};
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    const QByteArrayView bytes(data + 1, static_cast<qsizetype>(size) - 1);
    const Outcome whole = read(bytes, std::max<qsizetype>(1, bytes.size()));
    const Outcome pieces = read(bytes, 1 + data[0]);
    // Of a broken request more may be seen at once than piece by piece; a whole one is the same.
    if (whole.done && pieces.done)
        require(whole.read == pieces.read);
    return 0;
}
