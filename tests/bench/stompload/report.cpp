// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/stompload/report.h"

#include "tests/bench/stompload/worker.h"

#include <cinttypes>
#include <cstdio>
#include <ctime>

namespace Stompload {

void Report::add(const char *name, double value, int decimals)
{
    m_json += format(",\"%s\":%.*f", name, decimals, value);
}

void Report::add(const char *name, u64 value)
{
    m_json += format(",\"%s\":%" PRIu64, name, value);
}

void Report::add(const char *name, const std::string &value)
{
    m_json += format(",\"%s\":", name) + jsonString(value);
}

void Report::addFaults()
{
    u64 duplicates = 0, outOfOrder = 0, bad = 0, errors = 0, blocked = 0, pings = 0;
    std::string firstError;
    for (const auto &worker : m_load.workers) {
        const Findings &findings = worker->findings();
        duplicates += findings.duplicates;
        outOfOrder += findings.outOfOrder;
        bad += findings.badFrames;
        errors += findings.errorFrames;
        blocked += findings.blockedSends;
        pings += findings.pings;
        if (firstError.empty())
            firstError = findings.firstError;
    }
    const u64 failed = m_load.failed.load(), dropped = m_load.dropped.load();
    add("clients", u64(m_load.options.clients));
    add("rooms", u64(m_load.options.rooms));
    add("ready", m_load.ready.load());
    add("connect_failed", failed);
    add("dropped", dropped);
    add("lost_to_drops", m_load.lostToDrops.load());
    add("duplicates", duplicates);
    add("out_of_order", outOfOrder);
    add("bad_frames", bad);
    add("error_frames", errors);
    add("blocked_sends", blocked);
    add("ws_pings", pings);
    if (!firstError.empty())
        add("first_error", firstError);
    if (failed)
        say(format(" | %" PRIu64 " connects failed", failed));
    if (dropped)
        say(format(" | %" PRIu64 " dropped", dropped));
    if (duplicates + outOfOrder + bad + errors)
        say(format(" | dup %" PRIu64 " ooo %" PRIu64 " bad %" PRIu64 " ERROR %" PRIu64, duplicates,
                   outOfOrder, bad, errors));
    if (!firstError.empty())
        say(" | first: " + firstError);
}

void Report::print()
{
    addFaults();
    char utc[64];
    const time_t now = time(nullptr);
    tm parts;
    gmtime_r(&now, &parts);
    strftime(utc, sizeof utc, "%Y-%m-%dT%H:%M:%SZ", &parts);
    const Options &options = m_load.options;
    const std::string line = "{\"phase\":" + jsonString(options.phase) +
                             ",\"label\":" + jsonString(options.label) + ",\"utc\":\"" + utc +
                             "\"" + m_json + "}";
    printf("%-10s %-22s %s\n%s\n", options.phase.c_str(), options.label.c_str(), m_human.c_str(),
           line.c_str());
    fflush(stdout);
    if (options.jsonFile.empty())
        return;
    if (FILE *file = fopen(options.jsonFile.c_str(), "a")) {
        fprintf(file, "%s\n", line.c_str());
        fclose(file);
    }
}

} // namespace Stompload
