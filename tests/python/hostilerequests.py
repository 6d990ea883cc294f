# SPDX-License-Identifier: GPL-3.0-or-later
"""Requests that mean no good, by kind, each with a name; and lawful ones that look like them."""

# What must not be understood as a request: it would make a room.
HIDDEN = b"POST /chat/createroom?name=smuggled HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n"
POST = b"POST /nothing HTTP/1.1\r\nHost: localhost\r\n"
CHUNKED = b"Transfer-Encoding: chunked\r\n"
END = b"0\r\n\r\n"


def length(size):
    return b"Content-Length: %d\r\n" % size


def smuggling():
    """Shapes whose end two readers find in different places, with a request hidden between."""
    size = len(HIDDEN)
    yield "length and chunks", POST + length(len(END) + size) + CHUNKED + b"\r\n" + END + HIDDEN
    yield "chunks and length", POST + CHUNKED + length(len(END) + size) + b"\r\n" + END + HIDDEN
    yield "length 0 and chunks", POST + length(0) + CHUNKED + b"\r\n" + END + HIDDEN
    yield "two lengths", POST + length(0) + length(size) + b"\r\n" + HIDDEN
    yield "two lengths, the other way", POST + length(size) + length(0) + b"\r\n" + HIDDEN
    yield "list of lengths", POST + b"Content-Length: 0, %d\r\n\r\n" % size + HIDDEN
    for name, value in (("sign", b"+%d"), ("minus", b"-%d"), ("hexadecimal", b"0x%x"), ("exponent", b"%de0"),
                        ("point", b"%d.0"), ("blank within", b"%d 0"), ("quoted", b'"%d"'), ("octal dot", b"0.%d"),
                        ("vertical tab", b"%d\x0b"), ("NUL", b"%d\0"), ("comma", b"%d,"), ("semicolon", b"%d;"),
                        ("carriage return", b"%d\r")):
        yield f"length with {name}", POST + b"Content-Length: " + value % size + b"\r\n\r\n" + HIDDEN
    yield "length without a number", POST + b"Content-Length:\r\n\r\n" + HIDDEN
    yield "length beyond 64 bits", POST + b"Content-Length: %d\r\n\r\n" % (2 ** 64 + size) + HIDDEN
    yield "blank before the colon", POST + b"Content-Length : %d\r\n\r\n" % size + HIDDEN
    yield "tab before the colon", POST + b"Transfer-Encoding\t: chunked\r\n\r\n" + END + HIDDEN
    for coding in (b"identity", b"xchunked", b"chunkedx", b"chunked, identity", b"identity, chunked", b"gzip, chunked",
                   b"chunked, chunked", b"chunked;q=1", b"\x0bchunked", b"chunked\x0b", b"\"chunked\"", b"chunked,",
                   b",chunked", b"chun ked", b"\xc2\xa0chunked", b"chunked\0"):
        data = POST + b"Transfer-Encoding: " + coding + b"\r\n\r\n" + END + HIDDEN
        yield f"coding {coding!r}", data
        yield f"coding {coding!r} and length", data.replace(
            b"Transfer", length(len(END) + size) + b"Transfer", 1)
    yield "coding twice", POST + CHUNKED + CHUNKED + b"\r\n" + END + HIDDEN
    yield "coding twice, one unknown", POST + CHUNKED + b"Transfer-encoding: cow\r\n\r\n" + END + HIDDEN
    yield "coding folded", POST + b"Transfer-Encoding:\r\n chunked\r\n" + length(len(END) + size) + b"\r\n" + END + HIDDEN
    yield "coding behind a fold", POST + b"X: y\r\n " + CHUNKED + length(len(END) + size) + b"X y\r\n\r\n" + END + HIDDEN
    yield "coding in HTTP/1.0", POST.replace(b"1.1", b"1.0") + CHUNKED + b"\r\n" + END + HIDDEN
    yield "bare LF within the head", POST + b"X: y\nContent-Length: %d\r\n\r\n" % size + HIDDEN
    yield "bare LF for line ends", (POST + length(size) + b"\r\n").replace(b"\r\n", b"\n") + HIDDEN + b"\r\n\r\n"
    yield "bare CR within the head", POST + b"X: y\rContent-Length: %d\r\n\r\n" % size + HIDDEN
    yield "NUL within the head", POST + b"X: y\0\r\n" + length(size) + b"\r\n" + HIDDEN
    chunks = POST + CHUNKED + b"\r\n"
    for name, size_line in (("sign", b"+3"), ("minus", b"-3"), ("0x", b"0x3"), ("blank before", b" 3"),
                            ("nothing", b""), ("no number", b"x"), ("comma", b"3,"), ("NUL", b"3\0"),
                            ("more than 64 bits", b"1" + b"0" * 16), ("all bits", b"f" * 16),
                            ("many zeros and a sign", b"0" * 20 + b"-3")):
        yield f"chunk size: {name}", chunks + size_line + b"\r\nabc\r\n" + END + HIDDEN
    yield "chunk longer than its size", chunks + b"3\r\nabcdef\r\n" + END + HIDDEN
    yield "chunk without a line end", chunks + b"3\r\nabc" + END + HIDDEN
    yield "chunk size with bare LF", chunks + b"3\nabc\n" + b"0\n\n" + HIDDEN
    yield "chunk size with bare CR", chunks + b"3\rabc\r\n" + END + HIDDEN
    yield "extension with bare LF", chunks + b"3;x\nabc\r\n" + END + HIDDEN
    yield "extension with NUL", chunks + b"3;x=\0\r\nabc\r\n" + END + HIDDEN
    yield "extension with a line end in quotes", chunks + b'3;x="\r\n' + HIDDEN + b'"\r\n' + END
    yield "trailer without a colon", chunks + b"0\r\nX\r\n\r\n" + HIDDEN
    yield "body for a handshake", (
        b"GET /ws-stomp HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
        + length(len(HIDDEN)) + b"\r\n" + HIDDEN)
    yield "failed handshake with a body", (
        b"GET /nothing HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        b"Sec-WebSocket-Version: 777\r\n" + length(len(HIDDEN)) + b"\r\n" + HIDDEN)


def malformed():
    """What is no HTTP, or none of ours."""
    host = b"Host: localhost\r\n\r\n"
    for line in (b"GET", b"GET /", b"GET / HTTP", b"GET / HTTP/", b"GET / HTTP/1", b"GET / HTTP/11", b"GET / http/1.1",
                 b"GET / HTTP/1.2", b"GET / HTTP/2.0", b"GET / HTTP/0.9", b"GET / HTTP/1.1 ", b"GET  / HTTP/1.1",
                 b"GET /  HTTP/1.1", b"GET\t/\tHTTP/1.1", b" GET / HTTP/1.1", b"GET /a b HTTP/1.1", b"G(ET / HTTP/1.1",
                 b"GET /\0 HTTP/1.1", b"GET /\x7f HTTP/1.1", b"GET /\x01 HTTP/1.1", b"/ HTTP/1.1", b"\x16\x03 HTTP/1.1",
                 b"PRI * HTTP/2.0", b"GET HTTP/1.1", b"CONNECT localhost:80 HTTP/1.1", b"TRACE /status HTTP/1.1"):
        yield f"line {line!r}", line + b"\r\n" + host
    get = b"GET / HTTP/1.1\r\n"
    for field in (b"X", b": y", b"X y: z", b"X\0: y", b"X\t: y", b"(X): y", b"X: \x01", b"X: \x7f", b"X: y\0z", b" X: y",
                  b"\xc3\xa9: y"):
        yield f"header {field!r}", get + field + b"\r\n" + host
    yield "no Host", get + b"\r\n"
    yield "two Hosts", get + b"Host: localhost\r\n" + host
    yield "two Hosts, one foreign", get + b"Host: evil.example\r\n" + host
    for name in (b"", b"localhost, evil.example", b"evil.example@localhost", b"localhost/..", b"localhost:x", b"[::1",
                 b"localhost evil.example", b"127.1", b"2130706433", b"0x7f000001", b"a" * 8000):
        yield f"Host {name[:40]!r}", get + b"Host: " + name + b"\r\n\r\n"
    yield "absolute target of a foreign host", b"GET http://evil.example/ HTTP/1.1\r\n" + host
    yield "STOMP", b"CONNECT\naccept-version:1.2\nhost:/\n\n\0"
    yield "SMTP", b"EHLO evil.example\r\nMAIL FROM:<a@b>\r\n"
    yield "an HTTP/2 preface", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
    yield "zeros", bytes(1000)


def oversized():
    """With what is too large about it, where a page that is not there would be refused without it."""
    get = b"GET / HTTP/1.1\r\nHost: localhost\r\n"
    for size in (17_000, 100_000, 2_000_000):
        yield f"target of {size}", b"GET /" + b"a" * size + b" HTTP/1.1\r\nHost: localhost\r\n\r\n"
        yield f"method of {size}", b"G" * size + b" / HTTP/1.1\r\nHost: localhost\r\n\r\n"
        yield f"header of {size}", get + b"X: " + b"a" * size + b"\r\n\r\n"
        yield f"name of a header of {size}", get + b"X" * size + b": a\r\n\r\n"
        yield f"headers, {size} bytes of them", get + b"X: a\r\n" * (size // 6) + b"\r\n"
        yield f"line without an end, {size}", b"A" * size
        yield f"cookie of {size}", get + b"Cookie: " + b"a=b; " * (size // 5) + b"\r\n\r\n"
        chunks = POST + CHUNKED + b"\r\n"
        yield f"extension of {size}", chunks + b"3;" + b"x" * size + b"\r\nabc\r\n" + END
        yield f"trailers, {size} bytes of them", chunks + b"0\r\n" + b"X: a\r\n" * (size // 6) + b"\r\n"
        yield f"zeros before the size of a chunk, {size}", chunks + b"0" * size + b"3\r\nabc\r\n" + END
    for size in (256 * 1024 + 1, 2 ** 31, 2 ** 32 + 1, 2 ** 63 - 1, 2 ** 63, 2 ** 64 - 1):
        yield f"body of {size}, declared", POST + length(size) + b"\r\n", 413
        yield f"chunk of {size}, declared", POST + CHUNKED + b"\r\n%x\r\n" % size, 413
        yield f"body of {size} for SockJS", (
            b"POST /ws-stomp/000/nobody/xhr_send HTTP/1.1\r\nHost: localhost\r\n" + length(size) + b"\r\n"), 413
    yield "body of 300,000, sent", POST + length(300_000) + b"\r\n" + b"x" * 300_000, 413
    yield "chunks of 300,000, sent", POST + CHUNKED + b"\r\n" + b"64\r\n" + b"x" * 100 + b"\r\n" + (
        b"64\r\n" + b"x" * 100 + b"\r\n") * 3000 + END, 413
    yield "room described at length", (
        b"POST /chat/createroom HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\n"
        + length(20_013) + b"\r\n" + b'{"name":"a' + b"x" * 20_000 + b'"}\n')


def climbing():
    """Targets that would leave what is served."""
    ups = (b"..", b"%2e%2e", b"%2E.", b".%2e", b"%252e%252e", b"..%00", b"%c0%ae%c0%ae", b"..;", b"....")
    for up in ups:
        for slash in (b"/", b"%2f", b"%5c", b"\\", b"%252f", b"//"):
            for base in (b"/", b"/demo/", b"/chat/room/", b"/assets/"):
                yield base + (up + slash) * 6 + b"etc/passwd"
    for target in (b"//etc/passwd", b"///etc/passwd", b"/etc/passwd", b"/%2fetc/passwd", b"file:///etc/passwd",
                   b"http://localhost/../../etc/passwd", b"http://evil.example/etc/passwd", b"/C:/windows/win.ini",
                   b"/:/page/index.html", b"qrc:/page/index.html", b"/qrc:/page/index.html", b"/./index.html",
                   b"/proc/self/environ", b"/.git/config", b"/host.lock", b"/log.sqlite", b"/data/log.sqlite",
                   b"/demo/%00index.html", b"/demo/index.html%00.txt", b"/status/../metrics", b"/status/%2e%2e/metrics",
                   b"*", b"localhost:80", b"/chat/../metrics", b"/ws-stomp/../metrics", b"/ws-stomp/000/../../metrics"):
        yield target


def payloads():
    """Bodies of a SockJS client: name, body, what they may be answered with."""
    broken = (500,)
    yield "nothing", b"", broken
    yield "blanks", b"  \n ", broken
    yield "no JSON", b"hello", broken
    yield "a string", b'"CONNECT"', broken
    yield "an object", b"{}", broken
    yield "a number", b"7", broken
    yield "null", b"null", broken
    yield "an array of numbers", b"[1,2,3]", broken
    yield "an array in an array", b'[["a"]]', broken
    yield "null in an array", b'["a",null]', broken
    yield "no end", b'["a', broken
    yield "two arrays", b'["a"]["b"]', broken
    yield "a comma too many", b'["a",]', broken
    yield "deep", b"[" * 100_000, broken
    yield "deep and closed", b"[" * 2000 + b"]" * 2000, broken
    yield "deep objects", b'{"a":' * 20_000, broken
    yield "not UTF-8", b'["\xff\xfe"]', broken
    yield "cut UTF-8", b'["\xed\xa0"]', broken
    yield "surrogate in UTF-8", b'["\xed\xa0\x80"]', broken
    yield "overlong UTF-8", b'["\xc0\xaf"]', broken
    yield "an empty array", b"[]", (204,)
    yield "100,000 empty messages", b"[" + b",".join([b'""'] * 85_000) + b"]", (204,)
    yield "heart-beats without end", b"[" + b",".join([b'"\\n"'] * 50_000) + b"]", (204,)
    yield "700,000 empty messages", b"[" + b",".join([b'""'] * 700_000) + b"]", (204,)
    yield "an array above the limit", b"[" + b",".join([b'""'] * 900_000) + b"]", (413,)
    yield "a message above the limit", b'["' + b"x" * (3 * 1024 * 1024) + b'"]', (413,)


def lawful():
    """Name, bytes, and how many answers of 200 they get."""
    room = b"POST /chat/createroom HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    close = b"GET /chat/rooms HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
    yield "a page", close, 1
    yield "two requests at once", close.replace(b"Connection: close\r\n", b"") + close, 2
    yield "line ends before it", b"\r\n\r\n" + close, 1
    yield "names in any case", close.replace(b"Host", b"hOST"), 1
    yield "an empty header", close.replace(b"Connection", b"X-Empty:\r\nConnection"), 1
    yield "blanks around a value", room + b"Content-Length: \t 17 \t\r\n\r\n" + b'{"name":"lawful"}' + close, 2
    yield "chunks", room + CHUNKED + b"\r\n5\r\n{\"nam\r\nC;x=y\r\ne\":\"lawful\"}\r\n0\r\nX: y\r\n\r\n" + close, 2
    yield "zeros before the size of a chunk", (
        room + CHUNKED + b"\r\n00011\r\n{\"name\":\"lawful\"}\r\n" + END + close), 2
