// SPDX-License-Identifier: GPL-3.0-or-later
// The first octet says how the bytes are cut, the rest is what a peer sends over HTTP, request
// behind request, read as the door reads it. Whatever it is: nothing beyond the limits is kept, the
// cuts make no difference, each request ends where a plain reading of RFC 9112 ends it, and what
// may become a WebSocket is a whole handshake.
#include "server/doors/httpparser.h"
#include "server/doors/upgrade.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <utility>
#include <vector>

using namespace Server;

namespace {

constexpr HttpLimits tight{512, 64};

using Fields = std::vector<std::pair<QByteArray, QByteArray>>;

void require(bool holds)
{
    if (!holds)
        std::abort();
}

// --- a plain reading -------------------------------------------------------------------------

QByteArray withoutBlanks(QByteArray text)
{
    return text.replace(' ', "").replace('\t', "");
}

/// Sorted, names in lower case and values without blanks: the parser joins folded lines by its own
/// lights.
Fields comparable(const Fields &fields)
{
    Fields sorted;
    for (const auto &[name, value] : fields)
        sorted.emplace_back(name.toLower(), withoutBlanks(value));
    std::sort(sorted.begin(), sorted.end());
    return sorted;
}

/// Lines of a head behind the request line; one that begins with a blank goes on with the last.
Fields fieldsOf(QByteArray head)
{
    head.chop(4);
    Fields fields;
    for (qsizetype at = head.indexOf("\r\n"); at >= 0;) {
        const qsizetype end = head.indexOf("\r\n", at + 2);
        const QByteArray line = head.mid(at + 2, end < 0 ? -1 : end - at - 2);
        at = end;
        if (line.startsWith(' ') || line.startsWith('\t')) {
            require(!fields.empty());
            fields.back().second += line;
            continue;
        }
        const qsizetype colon = line.indexOf(':');
        require(colon > 0);
        fields.emplace_back(line.first(colon), line.mid(colon + 1));
    }
    return fields;
}

struct Body {
    QByteArray bytes;
    qsizetype wireSize = 0;
};

Body chunked(const QByteArray &wire)
{
    Body body;
    while (true) {
        const qsizetype end = wire.indexOf("\r\n", body.wireSize);
        require(end >= 0);
        const QByteArray line = wire.mid(body.wireSize, end - body.wireSize);
        bool isNumber = false;
        const qint64 size =
            withoutBlanks(line.first(line.indexOf(';') < 0 ? line.size() : line.indexOf(';')))
                .toLongLong(&isNumber, 16);
        require(isNumber && size >= 0);
        body.wireSize = end + 2;
        if (size == 0)
            break;
        require(size <= wire.size() - body.wireSize - 2);
        body.bytes += wire.mid(body.wireSize, size);
        body.wireSize += size + 2;
        require(wire.mid(body.wireSize - 2, 2) == "\r\n");
    }
    // Trailers, up to an empty line.
    while (wire.mid(body.wireSize, 2) != "\r\n") {
        const qsizetype end = wire.indexOf("\r\n", body.wireSize);
        require(end >= 0);
        body.wireSize = end + 2;
    }
    body.wireSize += 2;
    return body;
}

/// The body that these fields announce, and how much of `wire` it takes.
Body announced(const Fields &fields, const QByteArray &wire)
{
    QByteArrayList lengths;
    QByteArrayList codings;
    for (const auto &[name, value] : fields) {
        if (name == "content-length")
            lengths += value.split(',');
        if (name == "transfer-encoding")
            codings.append(value.toLower());
    }
    if (!codings.isEmpty()) {
        require(codings == QByteArrayList{"chunked"} && lengths.isEmpty());
        return chunked(wire);
    }
    if (lengths.isEmpty())
        return {};
    require(std::all_of(lengths.begin(), lengths.end(), [&](const QByteArray &length) {
        return !length.isEmpty() && length.toLongLong() == lengths.front().toLongLong() &&
               std::all_of(length.begin(), length.end(),
                           [](char c) { return c >= '0' && c <= '9'; });
    }));
    const qsizetype size = lengths.front().toLongLong();
    require(size <= wire.size());
    return {wire.first(size), size};
}

// --- handshakes ------------------------------------------------------------------------------

/// The host of an address if it is a name, not a number; empty else.
QByteArray nameIn(QByteArray address)
{
    const qsizetype scheme = address.indexOf("://");
    address = scheme < 0 ? address : address.sliced(scheme + 3);
    address = address.left(address.indexOf('/')).toLower();
    address = address.left(address.indexOf(':'));
    const bool plain = std::all_of(address.begin(), address.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
    });
    const bool hasLetter = std::any_of(address.begin(), address.end(),
                                       [](char c) { return c > 'f' && c != 'x' && c <= 'z'; });
    return plain && hasLetter ? address : QByteArray();
}

/// What all fields of this name say, in lower case: a list may come in pieces (RFC 9110, 5.3).
QByteArray allOf(const HttpRequest &request, const QByteArray &name)
{
    QByteArray values;
    for (const auto &[field, value] : request.headers) {
        if (field.toLower() == name)
            values += value.toLower() + ',';
    }
    return values;
}

void checkHandshake(const HttpRequest &request)
{
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
    require(allOf(request, "connection").contains("upgrade"));
    require(request.header("Sec-WebSocket-Key").size() == 24);
    const QByteArray origin = request.header("Origin");
    require(origin != "null");
    if (const QByteArray name = nameIn(origin); !name.isEmpty()) {
        require(origin == "https://listed.example" || name == "localhost" ||
                name == nameIn(request.header("Host")));
    }
    require(upgrade->subprotocol.isEmpty() ||
            (upgrade->subprotocol.endsWith(".stomp") &&
             allOf(request, "sec-websocket-protocol").contains(upgrade->subprotocol)));
    const QByteArray answer = writeUpgrade(*upgrade);
    require(answer.count("\r\n") == (upgrade->subprotocol.isEmpty() ? 5 : 6));
    require(answer.endsWith("\r\n\r\n"));
}

// --- the parser ------------------------------------------------------------------------------

void checkHead(const HttpRequest &request, const QByteArray &head)
{
    qsizetype size = request.method.size() + request.target.size();
    for (const auto &[name, value] : request.headers) {
        require(!name.isEmpty());
        require(!value.contains('\r') && !value.contains('\n') && !value.contains('\0'));
        size += name.size() + value.size();
    }
    require(size <= tight.headBytes);
    require(head.startsWith(request.method + ' ' + request.target + " HTTP/1."));
    require(comparable(request.headers) == comparable(fieldsOf(head)));
    require(request.path == request.target.first(request.path.size()));
    require(request.target ==
            (request.target.contains('?') ? request.path + '?' + request.query : request.path));
    require(!request.path.contains('?'));
    require(std::count_if(request.headers.begin(), request.headers.end(),
                          [](const auto &field) { return field.first.toLower() == "host"; }) <= 1);
    checkHandshake(request);
}

struct Outcome {
    bool refused = false;
    std::vector<QByteArray> requests; ///< Whole ones, each as it was understood.
    friend bool operator==(const Outcome &, const Outcome &) = default;
};

QByteArray describe(const HttpRequest &request, bool keepAlive)
{
    QByteArray line = request.method + ' ' + request.target + (keepAlive ? "\nstays" : "\ngoes");
    for (const auto &[name, value] : request.headers)
        line += '\n' + name + ':' + value;
    return line + "\n\n" + request.body;
}

/// Requests until one is refused or the bytes end, each head whole as the door finds it.
Outcome read(QByteArrayView bytes, qsizetype pieceSize)
{
    constexpr QByteArrayView endOfHead = "\r\n\r\n";
    const QByteArray all = bytes.toByteArray();
    Outcome outcome;
    QByteArray waiting;
    QByteArray head;
    std::optional<HttpParser> parser;
    qsizetype bodyAt = 0; ///< In `all`.
    const auto refuse = [&outcome](const HttpParser::Error &error) {
        require(error.status == 400 || error.status == 413 || error.status == 431 ||
                error.status == 501 || error.status == 505);
        require(!error.text.isEmpty());
        outcome.refused = true;
        return outcome;
    };
    while (true) {
        const qsizetype position = all.size() - bytes.size() - waiting.size();
        bool more = true; // bytes are wanted
        if (!parser) {
            const qsizetype end = waiting.indexOf(endOfHead);
            if (end >= 0) {
                head = waiting.first(end + endOfHead.size());
                waiting.remove(0, head.size());
                bodyAt = position + head.size();
                parser.emplace(tight);
                const auto taken = parser->put(head);
                if (!taken)
                    return refuse(taken.error());
                if (!parser->headDone())
                    return refuse({400, "cut"}); // a line ended before it was one
                require(*taken == head.size());
                checkHead(parser->request(), head);
                more = false;
            }
        } else if (!parser->done()) {
            const auto taken = parser->put(waiting);
            if (!taken)
                return refuse(taken.error());
            require(*taken >= 0 && *taken <= waiting.size());
            waiting.remove(0, *taken);
            more = *taken == 0;
            require(parser->request().body.size() <= tight.bodyBytes);
        }
        if (parser && parser->done()) {
            const HttpRequest request = parser->request();
            const Body body = announced(comparable(request.headers), all.mid(bodyAt));
            require(request.body == body.bytes);
            require(all.size() - bytes.size() - waiting.size() == bodyAt + body.wireSize);
            outcome.requests.push_back(describe(request, parser->keepAlive()));
            parser.reset();
            more = false;
        }
        if (!more)
            continue;
        if (bytes.isEmpty())
            return outcome;
        // One byte more than a head may have, to see that it is too long.
        const qsizetype room = tight.headBytes + 1 - waiting.size();
        if (room == 0)
            return refuse({431, "too long"});
        const qsizetype size = std::min({pieceSize, bytes.size(), room});
        waiting.append(bytes.data(), size);
        bytes = bytes.sliced(size);
    }
}

/// The head byte by byte, too: it is not the door's habit but the parser's promise.
void readHeadInPieces(QByteArrayView bytes, qsizetype pieceSize)
{
    HttpParser parser(tight);
    QByteArray waiting;
    while (!bytes.isEmpty() && !parser.done()) {
        const qsizetype size = std::min(pieceSize, bytes.size());
        waiting.append(bytes.data(), size);
        bytes = bytes.sliced(size);
        const auto taken = parser.put(waiting);
        if (!taken)
            return;
        require(*taken >= 0 && *taken <= waiting.size());
        waiting.remove(0, *taken);
        require(parser.request().body.size() <= tight.bodyBytes);
    }
    if (parser.headDone())
        checkHandshake(parser.request());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    const QByteArrayView bytes(data + 1, static_cast<qsizetype>(size) - 1);
    const qsizetype pieceSize = 1 + data[0];
    require(read(bytes, std::max<qsizetype>(1, bytes.size())) == read(bytes, pieceSize));
    readHeadInPieces(bytes, pieceSize);
    return 0;
}
