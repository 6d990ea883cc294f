// SPDX-License-Identifier: GPL-3.0-or-later
// The first octet says version and cut, the rest is what a peer sends. Whatever it is, the cut
// changes nothing, and what was read can be written and read again.
#include "stomp/frameparser.h"
#include "stomp/framewriter.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <vector>

using namespace Stomp;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

struct Reading {
    std::vector<Frame> frames;
    bool failed = false;
    friend bool operator==(const Reading &, const Reading &) = default;
};

/// Small enough for a fuzzer to reach each limit.
constexpr Limits tight{32, 64, 8, 256, 128};

Reading read(QByteArrayView bytes, std::optional<Version> version, qsizetype pieceSize,
             const Limits &limits)
{
    Reading reading;
    FrameParser parser(limits);
    if (version)
        parser.setVersion(*version);
    while (!bytes.isEmpty() && !reading.failed) {
        const QByteArrayView piece = bytes.first(std::min(pieceSize, bytes.size()));
        bytes = bytes.sliced(piece.size());
        parser.feed(piece);
        while (true) {
            auto frame = parser.next();
            reading.failed = !frame;
            if (!frame || !*frame)
                break;
            reading.frames.push_back(std::move(**frame));
        }
        require(parser.buffered() <= limits.headBytes + limits.bodyBytes + piece.size());
    }
    return reading;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    const std::optional<Version> version =
        data[0] % 4 == 3 ? std::nullopt : std::optional(Version(data[0] % 4));
    const QByteArrayView bytes(data + 1, static_cast<qsizetype>(size) - 1);

    const Reading whole = read(bytes, version, bytes.size() + 1, tight);
    require(whole == read(bytes, version, 1, tight));
    require(whole == read(bytes, version, 1 + data[0] / 4, tight));

    for (const Frame &frame : whole.frames) {
        const Version writtenIn = version.value_or(Version::V12);
        const QByteArray written = write(frame, writtenIn);
        const Reading again = read(written, writtenIn, written.size(), Limits{});
        require(!again.failed && again.frames.size() == 1);
        require(again.frames.front().command == frame.command);
        require(again.frames.front().body == frame.body);
        require(write(again.frames.front(), writtenIn) == written);
    }
    return 0;
}
