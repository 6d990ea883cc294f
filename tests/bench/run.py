#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures madang-host against the bare limit server in one run, and prints one table of ratios.

    run.py --build build/release [--full] [--row NAME]… [--list] [--rabbitmq] [--json FILE]

Host and limit server take turns, round by round, so that whatever else the machine does falls on
both; the median of the rounds counts. CPU is the server's, user and system, per delivered message.
Each row has a goal and a floor and says whether they are met: for people to read, it fails nothing.
Exit code 1 when a message was lost, doubled or reordered, a connection failed, or the host did not
end in order.
"""
import argparse
import dataclasses
import json
import os
import resource
import statistics
import subprocess
import sys
from pathlib import Path

from servers import CannotStart, Host, Limit, RabbitMq

FAULTS = ("lost", "lost_to_drops", "duplicates", "out_of_order", "bad_frames", "error_frames",
          "connect_failed", "dropped")
CPU = "server_cpu_us_per_delivery"
MANY = 10000
CHAT = ["--subscribe", "/topic/chat/room/bench%d", "--send", "/app/chat/message",
        "--content-type", "application/json",
        "--prefix", '{"type":"TALK","roomId":"bench0","sender":"load","message":"',
        "--suffix", '"}', "--size", "200"]


@dataclasses.dataclass
class Row:
    """What is measured, how it is called, and what it should be."""
    name: str
    title: str
    load: list                  # stompload's phase and options
    figure: str = CPU           # a key of its result
    unit: str = "us"
    scale: float = 1
    goal: float = 0
    floor: float = 0
    ratio: bool = True          # judged by the ratio to the limit server, or by itself
    more_is_better: bool = False
    sides: tuple = ("limit", "host")
    rabbitmq: bool = True       # whether it makes sense (and ends) there
    idle: int = 0               # connections that lie beside it
    rounds: int = 0             # 0: as many as the others
    fresh: bool = False         # each round gets new servers
    full: bool = False          # only with --full
    base: list = None           # the host with these options takes the limit server's place


def fanout(rooms, members, size=128, window=8):
    return ["fanout", "--rooms", str(rooms), "--clients", str(rooms * members),
            "--size", str(size), "--window", str(window)]


QUIET = ["rate", "--clients", "100", "--rate", "50"]
BEATS = ["idle", "--clients", str(MANY), "--heart-beat", "10000,10000"]

ROWS = [
    Row("1x100", "1 x 100, 128 B", fanout(1, 100), goal=1.3, floor=1.5),
    Row("1x1000", "1 x 1000, 128 B", fanout(1, 1000), goal=1.3, floor=1.5),
    Row("100x10", "100 x 10, 128 B", fanout(100, 10), goal=1.3, floor=1.5),
    Row("1x5000", "1 x 5000, 128 B", fanout(1, 5000), goal=1.6, floor=2.0, full=True,
        rabbitmq=False),
    Row("1KiB", "1 x 1000, 1 KiB", fanout(1, 1000, size=1024), goal=2.0, floor=2.5),
    Row("one", "1 x 1000, one in flight", fanout(1, 1000, window=1), goal=1.3, floor=1.3),
    Row("quiet", "100 x 50/s, alone", QUIET, goal=1.5, floor=1.8),
    Row("beside", f"100 x 50/s, {MANY} idle beside", QUIET, goal=1.5, floor=1.8, idle=MANY,
        rabbitmq=False),
    Row("p99", "p99 at 100 x 50/s", QUIET, figure="p99_us", unit="ms", scale=1e-3, goal=1.5,
        floor=1.5),
    Row("beats", f"{MANY} heart-beating", BEATS, figure="server_cpu_percent", unit="%", goal=2,
        floor=2, ratio=False, rounds=1, fresh=True, rabbitmq=False),
    Row("memory", "RSS per idle connection (bar 16)", ["idle", "--clients", str(MANY // 2)],
        figure="rss_kib_per_conn", unit="KiB", goal=12, floor=24, ratio=False, rounds=1,
        fresh=True, rabbitmq=False),
    Row("join", f"{MANY} join, not subscribed", ["connect", "--clients", str(MANY)],
        figure="missing", unit="", goal=0, floor=0, ratio=False, rounds=1, fresh=True,
        rabbitmq=False),
    # As many in flight as one transaction of the log takes: with few, this measured the time in
    # which the disk writes, and nothing of ours.
    Row("chat", "chat room of 10, messages/s", [*fanout(1, 10, window=512), *CHAT],
        figure="publishes_per_s", unit="/s", goal=20000, floor=20000, ratio=False,
        more_is_better=True, sides=("host",), rabbitmq=False),
    Row("chat-cpu", "chat 1 x 1000, to plain topic", [*fanout(1, 1000), *CHAT], goal=1.5,
        floor=1.5, rabbitmq=False, base=[*fanout(1, 1000), "--size", "200"]),
]


class Bench:
    def __init__(self, given):
        self.given = given
        self.programs = Path(given.build) / "bin"
        self.stompload = str(self.programs / "stompload")
        self.faults = []
        self.makers = {"limit": lambda: Limit(self.programs),
                       "host": lambda: Host(self.programs, given.host_option),
                       "rabbitmq": RabbitMq}
        self.rounds = given.rounds or 3
        self.seconds = given.seconds or (4 if given.full else 1.5)

    def load(self, server, options):
        """One run of stompload, as its JSON says."""
        seconds = self.seconds
        if options[0] == "idle" and self.given.full:
            seconds = max(seconds, 30)
        elif "--heart-beat" in options:
            seconds = max(seconds, 20)  # two of each
        elif options[0] in ("rate", "idle"):
            seconds = max(seconds, 4)
        result = subprocess.run(
            [self.stompload, *options, *server.arguments(), "--time", str(seconds), "--warmup",
             "0.5"], text=True, capture_output=True, check=False)
        lines = [line for line in result.stdout.splitlines() if line.startswith("{")]
        if not lines:
            raise CannotStart(f"stompload gave no result: {result.stdout}{result.stderr}")
        figures = json.loads(lines[-1])
        figures["missing"] = figures["clients"] - figures["ready"]
        return figures

    def measure(self, row, side, server, options):
        lying = None
        try:
            if row.idle:
                lying = subprocess.Popen(
                    [self.stompload, "idle", "--clients", str(row.idle), "--subscribe",
                     "/topic/idle.%d", "--settle", "0", "--time", "3600", *server.where],
                    text=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
                if lying.stdout.readline().split()[-1:] != [str(row.idle)]:
                    self.faults.append(f"{side}, {row.title}: not all idle ones came")
            figures = self.load(server, options)
        finally:
            if lying:
                lying.kill()
                lying.wait()
        wrong = {fault: figures[fault] for fault in FAULTS if figures.get(fault)}
        if wrong:
            self.faults.append(f"{side}, {row.title}: {wrong} {figures.get('first_error', '')}")
        if self.given.json:
            with self.given.json.open("a") as file:
                file.write(json.dumps({"side": side, "row": row.name, **figures}) + "\n")
        return figures[row.figure] * row.scale

    def end(self, server):
        code = server.stop()
        if isinstance(server, Host) and code != 0:
            self.faults.append(f"madang-host ended with code {code}: {server.said()}")

    def start(self, row, side):
        server = self.makers["host" if row.base else side]()
        if "/app/chat/message" in row.load and side == "host":
            # A room comes into being with the first message, not with a subscription.
            self.load(server, ["rate", "--clients", "1", "--rate", "5", "--mute-publishers",
                               *row.load[row.load.index("--subscribe"):]])
        return server

    def figures(self, row):
        """Side → median of its rounds."""
        sides = list(row.sides)
        if self.with_rabbitmq(row):
            sides.append("rabbitmq")
        got = {side: [] for side in sides}
        servers = {} if row.fresh else {side: self.start(row, side) for side in sides}
        try:
            for _ in range(row.rounds or self.rounds):
                for side in sides:
                    server = servers.get(side) or self.start(row, side)
                    options = row.base if row.base and side == "limit" else row.load
                    got[side].append(self.measure(row, side, server, options))
                    if row.fresh:
                        self.end(server)
        finally:
            for server in servers.values():
                self.end(server)
        return {side: statistics.median(values) for side, values in got.items()}

    def with_rabbitmq(self, row):
        return (self.given.full or self.given.rabbitmq) and row.rabbitmq \
            and RabbitMq.is_installed()

    def print_row(self, row):
        figures = self.figures(row)
        host = figures["host"]
        ratio = host / figures["limit"] if figures.get("limit") else None
        judged = ratio if row.ratio or row.base else host
        better = (lambda a, b: a >= b) if row.more_is_better else (lambda a, b: a <= b)
        if judged is None:
            verdict = "no figure"
        elif better(judged, row.goal):
            verdict = "goal met"
        else:
            verdict = "within floor" if better(judged, row.floor) else "BEYOND FLOOR"
        cells = [f"{row.title:32}", f"{row.unit:3}"]
        for side in ("limit", "host", "rabbitmq"):
            cells.append(f"{figures[side]:8.2f}" if side in figures else f"{'-':>8}")
        cells += [f"{ratio:6.2f}" if ratio is not None else f"{'-':>6}",
                  f"{row.goal:6g}", f"{row.floor:6g}", f"{verdict:12}"]
        print("| " + " | ".join(cells) + " |", flush=True)

    def run(self, rows):
        rabbitmq = "" if RabbitMq.is_installed() else "; rabbitmq: not installed, skipped"
        if not rabbitmq and not (self.given.full or self.given.rabbitmq):
            rabbitmq = "; rabbitmq: only with --full or --rabbitmq"
        load = os.getloadavg()[0]
        print(f"{os.cpu_count()} cores shared by server and load (load average {load:.1f} at the "
              f"start), {self.rounds} rounds of {self.seconds:g} s, medians{rabbitmq}\n")
        titles = [f"{'row':32}", f"{'':3}", f"{'limit':>8}", f"{'host':>8}", f"{'rabbitmq':>8}",
                  " ratio", "  goal", " floor", f"{'verdict':12}"]
        print("| " + " | ".join(titles) + " |")
        print("|" + "|".join("-" * (len(title) + 2) for title in titles) + "|", flush=True)
        for row in rows:
            try:
                self.print_row(row)
            except CannotStart as why:
                self.faults.append(f"{row.title}: {why}")
        if self.faults:
            print("\nFaults:\n" + "\n".join(self.faults))
        return 1 if self.faults else 0


def enough_descriptors():
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < MANY + 1000 and os.geteuid() != 0:
        print(f"only {hard} descriptors are allowed here: rows of {MANY} connections will fail "
              f"(raise the hard limit: ulimit -Hn {MANY * 2})")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, hard), hard))


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--build", default="build/release", help="folder of the build")
    options.add_argument("--full", action="store_true", help="all rows, longer, with RabbitMQ")
    options.add_argument("--row", action="append", default=[], help="only this one; repeatable")
    options.add_argument("--list", action="store_true", help="name the rows and end")
    options.add_argument("--rabbitmq", action="store_true", help="measure RabbitMQ as well")
    options.add_argument("--rounds", type=int, help="default: 3")
    options.add_argument("--seconds", type=float, help="of each round (1.5; 4 with --full)")
    options.add_argument("--host-option", action="append", default=[],
                         help="for madang-host, as in --host-option=--rooms=open; repeatable")
    options.add_argument("--json", type=Path, help="file to append each result to")
    given = options.parse_args()
    if given.list:
        for row in ROWS:
            print(f"{row.name:10} {row.title}{'  (--full)' if row.full else ''}")
        return 0
    unknown = set(given.row) - {row.name for row in ROWS}
    if unknown:
        options.error(f"no such row: {', '.join(sorted(unknown))} (see --list)")
    rows = [row for row in ROWS
            if (row.name in given.row if given.row else given.full or not row.full)]
    enough_descriptors()
    return Bench(given).run(rows)


if __name__ == "__main__":
    sys.exit(main())
