// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Well-formed requests that tests of HTTP start from.

inline constexpr auto plainGet = "GET /a?b=c HTTP/1.1\r\nHost: h\r\nX-One: 1\r\n\r\n";
inline constexpr auto countedPost = "POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello";
inline constexpr auto chunkedPost =
    "POST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
    "2;note=x\r\nhe\r\n3\r\nllo\r\n0\r\nX-Trailer: t\r\n\r\n";
