#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures one, two and four hosts that share a log, with a PostgreSQL and a Redis of their own.

    hosts.py --build build/release [--part NAME]… [--list] [--json FILE]

What counts is processor time: of all hosts together, of Redis, of PostgreSQL with its processes, for
each message and each delivery. Latencies and deliveries/s are those of one machine that hosts, load
and databases share; read them as ratios of one run. Each room's people are spread over the hosts
evenly, one of them talks. --json writes all that was measured; tests/models/fit.py makes the costs
of the model of it. Exit code 1 when a message was lost, doubled or reordered.
"""
import argparse
import dataclasses
import json
import os
import platform
import re
import subprocess
import sys
import time
from pathlib import Path

from run import FAULTS, enough_descriptors
from servers import CannotStart, Host, Postgres, Redis

SHAPE = ["--content-type", "application/json", "--prefix", '{"type":"TALK","message":"',
         "--suffix", '"}', "--size", "200", "--subscribe", "/topic/chat/room/bench%d",
         "--send", "/topic/chat/room/bench%d"]


@dataclasses.dataclass(frozen=True)
class Load:
    """Who talks how much where."""
    part: str
    hosts: int
    rooms: int
    members: int
    rate: float = 0     # messages/s in all rooms together
    window: int = 0     # instead of a rate: as fast as so many in flight in each room allow

    def title(self):
        how = "nothing"
        if self.rate or self.window:
            how = f"{self.rate:g}/s" if self.rate else f"{self.window} in flight"
        return f"{self.hosts} hosts, {self.rooms} x {self.members}, {how}"

    def options(self):
        phase = ["fanout", "--window", str(self.window)] if self.window else \
            ["rate", "--rate", str(self.rate / self.rooms)]
        return [*phase, "--rooms", str(self.rooms), "--clients", str(self.rooms * self.members)]


# Costs are differences between two rates: what is there without any message drops out. Where a host
# has little to do a message costs more, for it and for Redis has to be woken; that is no bound.
LOADS = [
    *(Load("idle", hosts, 0, 0) for hosts in (1, 2, 4)),
    *(Load("costs", hosts, 50, members, rate)
      for hosts in (1, 2) for members in (2, 20) for rate in (250, 1000)),
    *(Load("check", hosts, 40, 10, rate) for hosts in (1, 2, 4) for rate in (150, 450)),
    *(Load("check", hosts, 8, 50, rate) for hosts in (1, 2, 4) for rate in (100, 250)),
    # Many rooms, all read together by each host: how far one connection goes.
    *(Load("full", 2, 1000, 2, rate) for rate in (500, 1000, 2000)),
    *(Load("latency", hosts, 20, 20, 100) for hosts in (1, 2, 4)),
    *(Load("throughput", hosts, 20, 20, window=8) for hosts in (1, 2, 4)),
]
PARTS = list(dict.fromkeys([load.part for load in LOADS])) + ["people"]


PEOPLE = 5000


class Place:
    """Hosts with one log."""

    def __init__(self, programs, count, given):
        self.postgres = self.redis = None
        self.hosts = []
        try:
            self.postgres = Postgres(given.postgres_option)
            self.redis = Redis()
            for _ in range(count):
                self.hosts.append(Host(programs, ["--database", self.postgres.words, "--redis",
                                                  f"redis://127.0.0.1:{self.redis.port}",
                                                  *given.host_option]))
        except BaseException:
            self.stop()
            raise

    def where(self):
        return [word for host in self.hosts for word in host.where]

    def stop(self):
        """What did not end in order."""
        faults = []
        for host in self.hosts:
            if code := host.stop():
                faults.append(f"madang-host ended with code {code}: {host.said()}")
        for server in (self.redis, self.postgres):
            if server:
                server.stop()
        return faults

    def processor_seconds(self):
        return {"hosts": [host.processor_seconds() for host in self.hosts],
                "redis": self.redis.processor_seconds(),
                "postgres": self.postgres.processor_seconds()}

    def counts(self):
        """What they say of themselves; PostgreSQL, from 14 on, a second later."""
        commits, active, in_transaction = self.postgres.ask(
            "SELECT xact_commit, active_time, idle_in_transaction_time FROM pg_stat_database"
            " WHERE datname = 'postgres'")
        looks, = self.postgres.ask("SELECT seq_scan + coalesce(idx_scan, 0) FROM pg_stat_user_tables"
                                   " WHERE relname = 'hosts'")
        rooms, = self.postgres.ask("SELECT coalesce(idx_scan, 0) FROM pg_stat_user_tables"
                                   " WHERE relname = 'rooms'")
        info = self.redis.info()
        commands = {name.removeprefix("cmdstat_"): re.findall(r"(?:calls|usec)=(\d+)", value)
                    for name, value in info.items() if name.startswith("cmdstat_")}
        metrics = [host.metrics() for host in self.hosts]

        def sum_of(name):
            return sum(each[name] for each in metrics)
        return {"commits": int(commits), "active_ms": float(active),
                "in_transaction_ms": float(in_transaction), "looks": int(looks),
                "room_scans": int(rooms),
                "publications": int(commands.get("publish", [0])[0]),
                "groups": sum_of("madang_store_groups_total"),
                "appends": sum_of("madang_store_appends_total"),
                "rings_heard": sum_of("madang_cluster_received_total"),
                "delivered": sum_of("madang_delivered_messages_total")}


def difference(after, before):
    if isinstance(after, dict):
        return {name: difference(after[name], before[name]) for name in after}
    if isinstance(after, list):
        return [difference(one, other) for one, other in zip(after, before)]
    return after - before


# What is kept of what stompload says.
KEPT = ("seconds", "publishes_per_s", "deliveries_per_s", "p50_us", "p99_us", "here_p50_us",
        "here_p99_us", "across_p50_us", "across_p99_us", "send_lag_p99_us", "seconds_of_processors")


class Bench:
    def __init__(self, given):
        self.given = given
        self.programs = Path(given.build) / "bin"
        self.faults = []
        self.results = []
        self.people = {}

    def start_load(self, where, options, seconds):
        return subprocess.Popen(
            [str(self.programs / "stompload"), options[0], *SHAPE, *options[1:], *where, "--time",
             str(seconds), "--warmup", "1.5"], text=True, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE)

    def make_rooms(self, place, count):
        """A room comes into being with the first message, not with a subscription."""
        making = self.start_load(place.where(), ["rate", "--rooms", str(count), "--clients", str(count),
                                         "--rate", "1", "--mute-publishers", "--no-probe"], 1)
        said, errors = making.communicate()
        if making.returncode:
            raise CannotStart(f"no rooms: {said}{errors}")
        time.sleep(1)

    def measure(self, place, load):
        seconds = self.given.seconds
        if not load.rooms:
            before, counts = place.processor_seconds(), place.counts()
            began = time.monotonic()
            time.sleep(seconds)
            figures = {"seconds": time.monotonic() - began}
        else:
            self.make_rooms(place, load.rooms)
            running = self.start_load(place.where(), load.options(), seconds)
            self.wait_for(running, "measuring")
            counts = place.counts()
            before, began = place.processor_seconds(), time.monotonic()
            self.wait_for(running, "measured")
            took = time.monotonic() - began
        spent = difference(place.processor_seconds(), before)
        if load.rooms:
            said, errors = running.communicate()
            lines = [line for line in said.splitlines() if line.startswith("{")]
            if not lines:
                raise CannotStart(f"stompload gave no result: {said}{errors}")
            figures = json.loads(lines[-1])
            figures["seconds_of_processors"] = took
            wrong = {fault: figures[fault] for fault in FAULTS if figures.get(fault)}
            if wrong:
                self.faults.append(f"{load.title()}: {wrong} {figures.get('first_error', '')}")
        time.sleep(1.2)
        return {**dataclasses.asdict(load), "cpu_s": spent,
                "counts": difference(place.counts(), counts),
                "load": {name: round(figures[name], 3) for name in KEPT if name in figures}}

    @staticmethod
    def wait_for(running, word):
        for line in running.stdout:
            if line.split()[:1] == [word]:
                return
        raise CannotStart(f"stompload ended early: {running.communicate()[1]}")

    def run(self, parts):
        loads = [load for load in LOADS if load.part in parts]
        print(f"{os.cpu_count()} cores shared by hosts, databases and load (load average "
              f"{os.getloadavg()[0]:.1f}); processor time in us for each message\n")
        print(f"{'load':32} {'msg/s':>7} {'deliv/s':>8} {'hosts':>7} {'redis':>6} {'postgres':>8} "
              f"{'us/deliv':>8} {'p50':>6} {'p99':>6} {'across':>7} {'p99':>6} ms", flush=True)
        for count in sorted({load.hosts for load in loads}):
            place = Place(self.programs, count, self.given)
            try:
                for load in loads:
                    if load.hosts == count:
                        result = self.measure(place, load)
                        self.results.append(result)
                        self.print_result(load, result)
            except CannotStart as why:
                self.faults.append(f"{count} hosts: {why}")
            finally:
                self.faults += place.stop()

    def measure_people(self):
        """What it costs that people are there, who say nothing: here, and at the host beside."""
        place = Place(self.programs, 2, self.given)
        here = place.hosts[0].where
        try:
            self.make_rooms(place, PEOPLE // 50)
            found = {"people": PEOPLE, **self.measure_coming(place, here)}
            found |= {"churn": [self.measure_churn(place, here, listeners) for listeners in (0, 200)]}
            self.people = found
        except CannotStart as why:
            self.faults.append(f"people: {why}")
        finally:
            self.faults += place.stop()
        print(f"{PEOPLE} people come: {json.dumps(self.people)}")

    def measure_coming(self, place, here):
        resident = [host.resident_kib() for host in place.hosts]
        before, began = place.processor_seconds(), time.monotonic()
        lying = self.start_load(here, ["idle", "--rooms", str(PEOPLE // 50), "--clients", str(PEOPLE),
                                       "--heart-beat", "10000,10000", "--settle", "0"], 600)
        try:
            self.wait_for(lying, "connected")
            took = time.monotonic() - began
            time.sleep(5)  # until the others know, too
            came = difference(place.processor_seconds(), before)
            grown = difference([host.resident_kib() for host in place.hosts], resident)
            before, began = place.processor_seconds(), time.monotonic()
            time.sleep(20)
            return {"took_s": took, "cpu_s": came, "resident_kib": grown,
                    "fields_bytes": place.redis.fields_bytes(), "lying_s": time.monotonic() - began,
                    "lying_cpu_s": difference(place.processor_seconds(), before)}
        finally:
            lying.kill()
            lying.communicate()
            time.sleep(3)

    def measure_churn(self, place, here, listeners):
        """People come and go in a room with so many who are told of that."""
        listening = None
        if listeners:
            listening = self.start_load(
                here, ["idle", "--clients", str(listeners), "--subscribe",
                       "/topic/chat/room/bench0/events", "--settle", "0"], 600)
            self.wait_for(listening, "connected")
            time.sleep(1)
        try:
            delivered = place.counts()["delivered"]
            before = place.processor_seconds()
            churning = self.start_load(here, ["churn", "--clients", "4", "--rooms", "1"],
                                       self.given.seconds)
            said, errors = churning.communicate()
            spent = difference(place.processor_seconds(), before)
            lines = [line for line in said.splitlines() if line.startswith("{")]
            if not lines:
                raise CannotStart(f"stompload gave no result: {said}{errors}")
            return {"listeners": listeners, "cycles": json.loads(lines[-1])["cycles"], "cpu_s": spent,
                    "delivered": place.counts()["delivered"] - delivered}
        finally:
            if listening:
                listening.kill()
                listening.communicate()

    def print_result(self, load, result):
        figures, cpu = result["load"], result["cpu_s"]
        if not load.rooms:
            hosts, redis, postgres = (1e3 * each / figures["seconds"] for each in
                                      (sum(cpu["hosts"]), cpu["redis"], cpu["postgres"]))
            print(f"{load.title():32} {'':16} {hosts:7.2f} {redis:6.2f} {postgres:8.2f} ms of each second",
                  flush=True)
            return
        seconds = figures["seconds_of_processors"]
        messages = figures["publishes_per_s"] * seconds
        hosts, redis, postgres = (1e6 * each / messages for each in
                                  (sum(cpu["hosts"]), cpu["redis"], cpu["postgres"]))
        here, across = (("here_p50_us", "here_p99_us"), ("across_p50_us", "across_p99_us")) \
            if load.hosts > 1 else (("p50_us", "p99_us"), ())
        print(f"{load.title():32} {figures['publishes_per_s']:7.0f} {figures['deliveries_per_s']:8.0f} "
              f"{hosts:7.0f} {redis:6.1f} {postgres:8.0f} {hosts / load.members:8.2f} "
              + " ".join(f"{figures[name] / 1e3:6.1f}" for name in here + across), flush=True)


def machine():
    model = re.search(r"model name\s*:\s*(.*)", Path("/proc/cpuinfo").read_text("ascii"))
    return f"{os.cpu_count()} cores, {model[1] if model else platform.machine()}"


def as_text(measured):
    """Each load a line."""
    lines = ",\n  ".join(json.dumps(load) for load in measured["loads"])
    rest = {name: value for name, value in measured.items() if name != "loads"}
    return json.dumps(rest, indent=1)[:-2] + f',\n "loads": [\n  {lines}\n ]\n}}\n'


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--build", default="build/release", help="folder of the build")
    options.add_argument("--part", action="append", choices=PARTS, default=[],
                         help="only this one; repeatable")
    options.add_argument("--list", action="store_true", help="name the loads and end")
    options.add_argument("--seconds", type=float, default=10, help="of each load (10)")
    options.add_argument("--host-option", action="append", default=[],
                         help="for each madang-host, as in --host-option=--sync=normal; repeatable")
    options.add_argument("--postgres-option", action="append", default=[],
                         help="for PostgreSQL, as in --postgres-option=-cfsync=off; repeatable")
    options.add_argument("--json", type=Path, help="file to write what was measured to")
    given = options.parse_args()
    if given.list:
        for load in LOADS:
            print(f"{load.part:10} {load.title()}")
        return 0
    if not Postgres.is_installed() or not Redis.is_installed():
        print("PostgreSQL or redis-server is not installed")
        return 1
    enough_descriptors()
    bench = Bench(given)
    began = time.strftime("%Y-%m-%d", time.gmtime())
    parts = given.part or PARTS
    bench.run(parts)
    if "people" in parts:
        bench.measure_people()
    if given.json:
        given.json.write_text(as_text({"machine": machine(), "date": began, "people": bench.people,
                                       "loads": bench.results}))
    if bench.faults:
        print("\nFaults:\n" + "\n".join(bench.faults))
    return 1 if bench.faults else 0


if __name__ == "__main__":
    sys.exit(main())
