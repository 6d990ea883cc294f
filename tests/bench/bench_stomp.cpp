// SPDX-License-Identifier: GPL-3.0-or-later
// Reading and writing frames of a chat: time per frame, and octets on the wire per second.
#include "stomp/frameparser.h"
#include "stomp/framewriter.h"

#include <benchmark/benchmark.h>

using namespace Stomp;

namespace {

Frame sendOf(qsizetype bodySize)
{
    return {Command::Send,
            {{"destination", "/app/chat/message"},
             {"content-type", "application/json"},
             {"receipt", "message-12345"}},
            QByteArray(bodySize, 'x')};
}

Frame messageOf(qsizetype bodySize)
{
    return {Command::Message,
            {{"destination", "/topic/chat/room/7"},
             {"message-id", "5f1c2a-184467"},
             {"subscription", "sub-0"},
             {"content-type", "application/json"}},
            QByteArray(bodySize, 'x')};
}

void parseSend(benchmark::State &state)
{
    const QByteArray bytes = write(sendOf(state.range(0)), Version::V12);
    FrameParser parser;
    parser.setVersion(Version::V12);
    for ([[maybe_unused]] auto turn : state) {
        parser.feed(bytes);
        auto frame = parser.next();
        benchmark::DoNotOptimize(frame);
    }
    state.SetItemsProcessed(state.iterations());
    state.SetBytesProcessed(state.iterations() * bytes.size());
}

/// A hundred frames in one read, as a busy connection has them.
void parseBatch(benchmark::State &state)
{
    constexpr int batch = 100;
    const QByteArray bytes = write(sendOf(state.range(0)), Version::V12).repeated(batch);
    FrameParser parser;
    parser.setVersion(Version::V12);
    for ([[maybe_unused]] auto turn : state) {
        parser.feed(bytes);
        for (int i = 0; i < batch; ++i) {
            auto frame = parser.next();
            benchmark::DoNotOptimize(frame);
        }
    }
    state.SetItemsProcessed(state.iterations() * batch);
    state.SetBytesProcessed(state.iterations() * bytes.size());
}

void writeMessage(benchmark::State &state)
{
    const Frame frame = messageOf(state.range(0));
    qsizetype size = 0;
    for ([[maybe_unused]] auto turn : state) {
        const QByteArray bytes = write(frame, Version::V12);
        size = bytes.size();
        benchmark::DoNotOptimize(bytes.constData());
    }
    state.SetItemsProcessed(state.iterations());
    state.SetBytesProcessed(state.iterations() * size);
}

BENCHMARK(parseSend)->Arg(128)->Arg(1024)->Arg(64 * 1024);
BENCHMARK(parseBatch)->Arg(128)->Arg(1024)->Arg(64 * 1024);
BENCHMARK(writeMessage)->Arg(128)->Arg(1024)->Arg(64 * 1024);

} // namespace

BENCHMARK_MAIN();
