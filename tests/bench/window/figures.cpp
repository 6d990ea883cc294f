// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/window/figures.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace {

struct Row {
    const char *figure;
    const char *title;
    const char *unit;
    double target; ///< At most.
};

constexpr Row rows[] = {
    {"start-offscreen", "cold profile to first window, CPU, no screen", "ms", 400},
    {"start-xcb", "cold profile to first window, CPU, X11", "ms", 400},
    {"rss-opened", "RSS, 10 rooms of 10,000, opened", "MB", 150},
    {"rss-read", "RSS, 10 rooms of 10,000, all read", "MB", 150},
    {"open-first", "open a room of 100,000, first time", "ms", 60},
    {"open-median", "open it with all 100,000 here, median", "ms", 60},
    {"open-longest", "open it with all 100,000 here, longest", "ms", 60},
    {"append-median", "append to 100,000, to painted, median", "ms", 8},
    {"append-p99", "append to 100,000, to painted, p99", "ms", 8},
    {"key-median", "key to painted, 50 messages/s, median", "ms", 16},
    {"key-p99", "key to painted, 50 messages/s, p99", "ms", 16},
    {"key-longest", "key to painted, 50 messages/s, longest", "ms", 50},
    {"event-longest", "longest event meanwhile", "ms", 50},
};

} // namespace

double quantile(Times times, double part)
{
    if (times.empty())
        return 0;
    std::sort(times.begin(), times.end());
    const auto at = size_t(std::ceil(part * double(times.size())));
    return double(times[std::clamp<size_t>(at, 1, times.size()) - 1].count()) / 1e6;
}

void tell(const char *name, double value)
{
    std::printf("figure %s %.3f\n", name, value);
    std::fflush(stdout);
}

Figures figuresIn(const QByteArray &output)
{
    Figures figures;
    const QByteArrayList lines = output.split('\n');
    for (const QByteArray &line : lines) {
        const QByteArrayList words = line.split(' ');
        if (words.size() == 3 && words.first() == "figure")
            figures[words.at(1)] = words.at(2).toDouble();
    }
    return figures;
}

void printTable(const Figures &figures)
{
    std::printf("| %-44s | %2s | %8s | %6s | %5s | %-7s |\n", "what", "", "measured", "target",
                "ratio", "verdict");
    std::printf("|%s|----|----------|--------|-------|---------|\n", QByteArray(46, '-').data());
    for (const Row &row : rows) {
        const auto found = figures.find(row.figure);
        if (found == figures.end()) {
            std::printf("| %-44s | %s | %8s | %6g | %5s | %-7s |\n", row.title, row.unit, "-",
                        row.target, "-", "not run");
            continue;
        }
        std::printf("| %-44s | %s | %8.1f | %6g | %5.2f | %-7s |\n", row.title, row.unit,
                    found->second, row.target, found->second / row.target,
                    found->second <= row.target ? "met" : "MISSED");
    }
}
