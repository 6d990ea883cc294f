// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/stompload/phases.h"

#include "tests/bench/stompload/processstat.h"
#include "tests/bench/stompload/report.h"
#include "tests/bench/stompload/worker.h"

#include <algorithm>
#include <cinttypes>
#include <cstdio>

namespace Stompload {

/// What the phases share: the load, its report, and the server's state before it.
struct PhaseRun {
    explicit PhaseRun(const Options &options)
        : load(options), report(load), seesServer(!options.serverProcesses.empty())
    {
    }

    const Options &options() const { return load.options; }
    ProcessStat serverNow() const { return processTree(load.options.serverProcesses); }

    Load load;
    Report report;
    const bool seesServer;
    ProcessStat serverBefore;
    u64 startedAt = 0;
};

/// Counters of all workers at one moment.
struct Totals {
    explicit Totals(const Load &load) : time(nowNs())
    {
        for (const auto &worker : load.workers) {
            deliveries += worker->counters().deliveries.load();
            publishes += worker->counters().publishes.load();
            bytes += worker->counters().bytes.load();
            cycles += worker->counters().cycles.load();
        }
    }

    u64 time;
    u64 deliveries = 0, publishes = 0, bytes = 0, cycles = 0;
};

static double secondsSince(u64 begin)
{
    return double(nowNs() - begin) / 1e9;
}

static Histogram merged(const Load &load, Histogram Findings::*which)
{
    Histogram all;
    for (const auto &worker : load.workers)
        all.merge(worker->findings().*which);
    return all;
}

static u64 sum(const Load &load, u64 Findings::*which)
{
    u64 all = 0;
    for (const auto &worker : load.workers)
        all += worker->findings().*which;
    return all;
}

// Waits until every client is subscribed or failed; gives the seconds it took.
static double waitConnected(const Load &load)
{
    const u64 begin = nowNs();
    u64 last = 0, lastChange = begin;
    while (load.ready + load.failed < u64(load.options.clients)) {
        sleepSeconds(0.0005);
        const u64 done = load.ready + load.failed, now = nowNs();
        if (done != last) {
            last = done;
            lastChange = now;
        }
        if (now - lastChange > 15000000000ull)
            break;
    }
    return secondsSince(begin);
}

static int runChurn(PhaseRun &run)
{
    sleepSeconds(run.options().time);
    const double seconds = secondsSince(run.startedAt);
    const u64 cycles = Totals(run.load).cycles;
    const ProcessStat after = run.serverNow();
    run.load.stop();
    sleepSeconds(0.5);
    const ProcessStat end = run.serverNow();
    const Histogram connect = merged(run.load, &Findings::connectLatency);
    Report &report = run.report;
    report.say(format("%.0f cycles/s, ready p50 %.2f ms p99 %.2f ms", double(cycles) / seconds,
                      connect.microseconds(.5) / 1e3, connect.microseconds(.99) / 1e3));
    report.add("cycles", cycles);
    report.add("cycles_per_s", double(cycles) / seconds);
    report.add("ready_p50_us", connect.microseconds(.5));
    report.add("ready_p99_us", connect.microseconds(.99));
    if (run.seesServer) {
        const ProcessStat &before = run.serverBefore;
        const double perCycle =
            (after.cpuSeconds - before.cpuSeconds) * 1e6 / double(std::max<u64>(1, cycles));
        report.say(format(", CPU %.0f us/cycle, RSS %.1f -> %.1f MiB, fds %ld -> %ld", perCycle,
                          before.residentKiB / 1024, end.residentKiB / 1024, before.descriptors,
                          end.descriptors));
        report.add("server_cpu_us_per_cycle", perCycle);
        report.add("rss_before_kib", before.residentKiB, 0);
        report.add("rss_after_kib", end.residentKiB, 0);
        report.add("fds_before", u64(before.descriptors));
        report.add("fds_after", u64(end.descriptors));
    }
    report.print();
    return 0;
}

static void addConnecting(PhaseRun &run, double seconds, double cpuPerConnect)
{
    const Histogram connect = merged(run.load, &Findings::connectLatency);
    Report &report = run.report;
    report.add("connect_s", seconds, 3);
    report.add("connects_per_s", double(run.load.ready.load()) / seconds);
    report.add("ready_p50_us", connect.microseconds(.5));
    report.add("ready_p99_us", connect.microseconds(.99));
    report.add("ready_max_us", double(connect.maximum()) / 1e3);
    if (run.seesServer)
        report.add("server_cpu_us_per_connect", cpuPerConnect);
}

static int reportConnect(PhaseRun &run, double seconds, double cpuPerConnect,
                         const ProcessStat &connected)
{
    const Histogram connect = merged(run.load, &Findings::connectLatency);
    const u64 ready = run.load.ready.load();
    Report &report = run.report;
    report.say(format("%" PRIu64 "/%d in %.2f s: %.0f connects/s, ready p50 %.2f ms p99 %.2f ms "
                      "max %.1f ms",
                      ready, run.options().clients, seconds, double(ready) / seconds,
                      connect.microseconds(.5) / 1e3, connect.microseconds(.99) / 1e3,
                      double(connect.maximum()) / 1e6));
    if (run.seesServer) {
        report.say(format(", CPU %.0f us/connect, RSS %.1f -> %.1f MiB", cpuPerConnect,
                          run.serverBefore.residentKiB / 1024, connected.residentKiB / 1024));
        report.add("rss_before_kib", run.serverBefore.residentKiB, 0);
        report.add("rss_after_kib", connected.residentKiB, 0);
    }
    run.load.stop();
    report.print();
    return run.load.failed ? 1 : 0;
}

static int runIdle(PhaseRun &run)
{
    // For whoever started us to have idle connections beside what it measures.
    printf("connected %" PRIu64 "\n", run.load.ready.load());
    fflush(stdout);
    sleepSeconds(run.options().settle);
    const ProcessStat begin = run.serverNow();
    const double ownBegin = ownCpuSeconds();
    const Totals first(run.load);
    sleepSeconds(run.options().time);
    const ProcessStat end = run.serverNow();
    const double seconds = secondsSince(first.time);
    const u64 bytes = Totals(run.load).bytes - first.bytes;
    const long tcpBuffers = tcpBuffersKiB();
    const u64 alive = run.load.ready - run.load.dropped;
    run.load.stop();

    const u64 beatsIn = sum(run.load, &Findings::heartBeatsIn);
    const u64 beatsOut = sum(run.load, &Findings::heartBeatsOut);
    const u64 beatsLate = sum(run.load, &Findings::heartBeatsLate);
    const double before = run.serverBefore.residentKiB;
    const double perConnection = (end.residentKiB - before) / double(std::max<u64>(1, alive));
    const double cpuPercent = (end.cpuSeconds - begin.cpuSeconds) / seconds * 100;
    Report &report = run.report;
    report.say(format("%" PRIu64 "/%d alive after %.0f s, RSS %.1f -> %.1f MiB = %.2f KiB/conn, "
                      "CPU %.2f %%, heart-beats in %" PRIu64 " out %" PRIu64 " late %" PRIu64,
                      alive, run.options().clients, seconds, before / 1024, end.residentKiB / 1024,
                      perConnection, cpuPercent, beatsIn, beatsOut, beatsLate));
    report.add("alive", alive);
    report.add("rss_before_kib", before, 0);
    report.add("rss_after_kib", end.residentKiB, 0);
    report.add("rss_kib_per_conn", perConnection, 2);
    report.add("server_cpu_percent", cpuPercent, 3);
    report.add("client_cpu_percent", (ownCpuSeconds() - ownBegin) / seconds * 100, 3);
    report.add("heartbeats_in", beatsIn);
    report.add("heartbeats_out", beatsOut);
    report.add("heartbeats_late", beatsLate);
    report.add("bytes_in", bytes);
    report.add("tcp_buffers_kib", u64(tcpBuffers));
    report.add("server_threads", u64(end.threads));
    report.print();
    return 0;
}

// A message to each room until every member has seen one: needed for servers that give no RECEIPT
// to SUBSCRIBE, and harmless for the others.
static void probe(Load &load)
{
    load.mode = Mode::Probe;
    const u64 begin = nowNs();
    for (;;) {
        u64 missing = 0;
        for (const auto &room : load.rooms) {
            const u64 live = u64(room->live), probed = room->probed.load();
            missing += live > probed ? live - probed : 0;
        }
        if (!missing)
            break;
        if (secondsSince(begin) > 10) {
            fprintf(stderr, "stompload: %" PRIu64 " members saw no probe in 10 s\n", missing);
            break;
        }
        sleepSeconds(0.005);
    }
    sleepSeconds(0.7); // repeated probes die away
}

// Until everything has come, or nothing more comes for --drain seconds.
static void drain(Load &load)
{
    load.mode = Mode::Drain;
    u64 last = Totals(load).deliveries, lastChange = nowNs();
    for (;;) {
        u64 expected = 0, delivered = 0;
        for (const auto &room : load.rooms) {
            expected += room->expected.load();
            delivered += room->delivered.load();
        }
        if (delivered >= expected)
            break;
        sleepSeconds(0.01);
        const u64 deliveries = Totals(load).deliveries;
        if (deliveries != last) {
            last = deliveries;
            lastChange = nowNs();
        }
        if (secondsSince(lastChange) > load.options.drain)
            break;
    }
    sleepSeconds(0.1);
}

/// What was measured between two moments of a running load.
struct Measured {
    Totals first, last;
    ProcessStat serverFirst, serverLast;
    double ownCpu = 0;

    double seconds() const { return double(last.time - first.time) / 1e9; }
    u64 deliveries() const { return last.deliveries - first.deliveries; }
    double serverCpu() const { return serverLast.cpuSeconds - serverFirst.cpuSeconds; }
    double cpuPerDelivery() const
    {
        return deliveries() ? serverCpu() * 1e6 / double(deliveries()) : 0;
    }
};

/// For whoever started us to look at the servers meanwhile.
static void tell(const char *line)
{
    puts(line);
    fflush(stdout);
}

static Measured measure(PhaseRun &run)
{
    tell("measuring");
    const ProcessStat serverFirst = run.serverNow();
    const double ownFirst = ownCpuSeconds();
    run.load.measuring = true;
    const Totals first(run.load);
    sleepSeconds(run.options().time);
    const Totals last(run.load);
    run.load.measuring = false;
    const double ownCpu = ownCpuSeconds() - ownFirst;
    tell("measured");
    return {first, last, serverFirst, run.serverNow(), ownCpu};
}

static int reportDeliveries(PhaseRun &run, const Measured &measured)
{
    u64 expected = 0, delivered = 0, published = 0;
    for (const auto &room : run.load.rooms) {
        expected += room->expected.load();
        delivered += room->delivered.load();
        published += room->published.load();
    }
    const u64 lost = expected > delivered ? expected - delivered : 0;
    const Histogram latency = merged(run.load, &Findings::latency);
    const double seconds = measured.seconds();
    const double deliveriesPerSecond = double(measured.deliveries()) / seconds;
    const double publishesPerSecond =
        double(measured.last.publishes - measured.first.publishes) / seconds;
    const double clientPercent = measured.ownCpu / seconds * 100;
    const double serverPercent = measured.serverCpu() / seconds * 100;
    const Options &options = run.options();
    Report &report = run.report;
    report.say(format("%.0f deliveries/s %.0f publishes/s, latency us p50 %.0f p90 %.0f p99 %.0f "
                      "p99.9 %.0f max %.0f, lost %" PRIu64,
                      deliveriesPerSecond, publishesPerSecond, latency.microseconds(.5),
                      latency.microseconds(.9), latency.microseconds(.99),
                      latency.microseconds(.999), double(latency.maximum()) / 1e3, lost));
    if (options.servers.size() > 1) {
        const Histogram here = merged(run.load, &Findings::latencyHere);
        const Histogram across = merged(run.load, &Findings::latencyAcross);
        report.say(format(", here p50 %.0f p99 %.0f, across p50 %.0f p99 %.0f",
                          here.microseconds(.5), here.microseconds(.99), across.microseconds(.5),
                          across.microseconds(.99)));
        report.add("here_p50_us", here.microseconds(.5));
        report.add("here_p99_us", here.microseconds(.99));
        report.add("across_p50_us", across.microseconds(.5));
        report.add("across_p99_us", across.microseconds(.99));
    }
    if (run.seesServer)
        report.say(format(", CPU %.2f us/delivery (%.0f %%), RSS %.1f -> %.1f MiB",
                          measured.cpuPerDelivery(), serverPercent,
                          measured.serverFirst.residentKiB / 1024,
                          measured.serverLast.residentKiB / 1024));
    report.say(format(", client %.0f %%", clientPercent));
    report.add("size", u64(options.size));
    report.add("publishers", u64(options.publishers));
    if (options.phase == "fanout")
        report.add("window", u64(options.window));
    else
        report.add("rate_per_room", options.rate);
    report.add("seconds", seconds, 3);
    report.add("deliveries", measured.deliveries());
    report.add("deliveries_per_s", deliveriesPerSecond);
    report.add("publishes_per_s", publishesPerSecond);
    report.add("mib_per_s", double(measured.last.bytes - measured.first.bytes) / seconds / 1048576,
               2);
    report.add("p50_us", latency.microseconds(.5));
    report.add("p90_us", latency.microseconds(.9));
    report.add("p99_us", latency.microseconds(.99));
    report.add("p999_us", latency.microseconds(.999));
    report.add("max_us", double(latency.maximum()) / 1e3);
    report.add("mean_us", latency.meanMicroseconds());
    report.add("published_total", published);
    report.add("lost", lost);
    report.add("client_cpu_percent", clientPercent);
    report.add("ws_messages_in", sum(run.load, &Findings::wsMessages));
    if (options.phase == "rate") {
        const Histogram lag = merged(run.load, &Findings::sendLag);
        report.add("send_lag_p99_us", lag.microseconds(.99));
        report.add("send_lag_max_us", double(lag.maximum()) / 1e3);
    }
    if (run.seesServer) {
        report.add("server_cpu_s", measured.serverCpu(), 3);
        report.add("server_cpu_us_per_delivery", measured.cpuPerDelivery(), 3);
        report.add("server_cpu_percent", serverPercent);
        report.add("rss_before_kib", measured.serverFirst.residentKiB, 0);
        report.add("rss_after_kib", measured.serverLast.residentKiB, 0);
        report.add("server_threads", u64(measured.serverLast.threads));
    }
    report.print();
    return lost || run.load.failed ? 1 : 0;
}

static int runDeliveries(PhaseRun &run)
{
    Load &load = run.load;
    for (const auto &room : load.rooms) {
        for (const Client *client : room->members) {
            if (client->state == Client::State::Ready && !client->mute)
                ++room->live;
        }
    }
    if (load.options.probe)
        probe(load);
    load.rateStart = nowNs() + 20000000;
    load.mode = Mode::Run;
    load.wakeAll();
    sleepSeconds(load.options.warmup);
    const Measured measured = measure(run);
    drain(load);
    load.stop();
    return reportDeliveries(run, measured);
}

int runLoad(const Options &options)
{
    raiseDescriptorLimit();
    PhaseRun run(options);
    if (run.load.isChurning())
        run.load.mode = Mode::Run;
    run.serverBefore = run.serverNow();
    run.startedAt = nowNs();
    for (const auto &worker : run.load.workers)
        worker->startThread();
    if (run.load.isChurning())
        return runChurn(run);

    const double seconds = waitConnected(run.load);
    const ProcessStat connected = run.serverNow();
    const double cpuPerConnect = (connected.cpuSeconds - run.serverBefore.cpuSeconds) * 1e6 /
                                 double(std::max<u64>(1, run.load.ready.load()));
    addConnecting(run, seconds, cpuPerConnect);
    if (options.phase == "connect")
        return reportConnect(run, seconds, cpuPerConnect, connected);
    if (options.phase == "idle")
        return runIdle(run);
    if (options.phase != "fanout" && options.phase != "rate")
        die("no such phase: %s", options.phase.c_str());
    return runDeliveries(run);
}

} // namespace Stompload
