#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures madang-host against the bare limit server in one run, and prints both with their ratio.

    run.py --build build/release [--rounds 3] [--seconds 3] [--json FILE]

Plain broker topics (nothing is stored). Host and limit server take turns, round by round, so that
whatever else the machine does falls on both; the median of the rounds counts. CPU is the server's,
user and system, per delivered message. Exit code 1 when a message was lost, doubled or reordered,
a connection failed, or the host did not end in order.
"""
import argparse
import json
import os
import re
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

# name: rooms, members of each, bytes of a body
SHAPES = {
    "1 x 100, 128 B": (1, 100, 128),
    "1 x 1000, 128 B": (1, 1000, 128),
    "100 x 10, 128 B": (100, 10, 128),
    "1 x 1000, 1 KiB": (1, 1000, 1024),
}
FAULTS = ("lost", "lost_to_drops", "duplicates", "out_of_order", "bad_frames", "error_frames",
          "connect_failed", "dropped")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """A process that says in one line that it is ready."""

    def __init__(self, command, stream, ready, log):
        self.log = log
        self.process = subprocess.Popen(
            command, text=True, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE if stream == "stdout" else log,
            stderr=subprocess.PIPE if stream == "stderr" else log)
        self.line = getattr(self.process, stream).readline()
        if not self.line.startswith(ready):
            self.process.kill()
            log.seek(0)
            sys.exit(f"{command[0]} did not start: {self.line}{log.read()}")

    def stop(self):
        """Its exit code after a SIGTERM."""
        self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return self.process.wait()


def measure(stompload, server, url, shape, seconds):
    rooms, members, size = shape
    result = subprocess.run(
        [stompload, "fanout", "--url", url, "--server-pid", str(server.process.pid),
         "--rooms", str(rooms), "--clients", str(rooms * members), "--size", str(size),
         "--time", str(seconds), "--warmup", "1"],
        text=True, capture_output=True)
    lines = [line for line in result.stdout.splitlines() if line.startswith("{")]
    if not lines:
        sys.exit(f"stompload gave no result: {result.stdout}{result.stderr}")
    return json.loads(lines[-1])


def median(rows, key):
    return statistics.median(row[key] for row in rows)


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--build", default="build/release", help="folder of the build")
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--seconds", type=float, default=3, help="measured seconds of each round")
    options.add_argument("--json", type=Path, help="file to append each result to")
    given = options.parse_args()
    programs = Path(given.build) / "bin"
    stompload = str(programs / "stompload")

    faults = []
    with tempfile.TemporaryDirectory(prefix="madang-bench-") as data, \
            tempfile.TemporaryFile("w+") as limit_log, tempfile.TemporaryFile("w+") as host_log:
        port = free_port()
        limit = Server([stompload, "serve-limit", "--coalesce", "--port", str(port)], "stderr",
                       "limit server on", limit_log)
        host = Server([str(programs / "madang-host"), "--port", "0", "--bind", "127.0.0.1",
                       "--data", data, "--name", "bench"], "stdout", "madang-host ready", host_log)
        host_url = re.search(r"ws://\S+", host.line)
        if not host_url:
            sys.exit(f"no ws:// address in: {host.line}")
        sides = {"limit": (limit, f"ws://127.0.0.1:{port}/ws"), "host": (host, host_url[0])}
        print(f"{os.cpu_count()} cores shared by server and load, {given.rounds} rounds of "
              f"{given.seconds:g} s, medians; CPU us per delivery (deliveries per s)\n")
        print(f"| {'rooms x members, body':21} | {'limit, coalescing':18} | {'madang-host':18} "
              f"| {'ratio':5} | {'p99 ms':6} | lost |")
        print(f"|{'-' * 23}|{'-' * 20}|{'-' * 20}|{'-' * 7}|{'-' * 8}|{'-' * 6}|")
        for name, shape in SHAPES.items():
            rows = {side: [] for side in sides}
            for _ in range(given.rounds):
                for side, (server, url) in sides.items():
                    row = measure(stompload, server, url, shape, given.seconds)
                    rows[side].append(row)
                    wrong = {fault: row[fault] for fault in FAULTS if row[fault]}
                    if wrong:
                        faults.append(f"{side}, {name}: {wrong} {row.get('first_error', '')}")
                    if given.json:
                        with given.json.open("a") as file:
                            file.write(json.dumps({"side": side, "shape": name, **row}) + "\n")
            cpu = {side: median(rows[side], "server_cpu_us_per_delivery") for side in sides}
            cells = [f"{cpu[side]:.2f} ({median(rows[side], 'deliveries_per_s') / 1000:.0f}k)"
                     for side in ("limit", "host")]
            lost = sum(row["lost"] for row in rows["host"])
            print(f"| {name:21} | {cells[0]:18} | {cells[1]:18} | {cpu['host'] / cpu['limit']:5.2f} "
                  f"| {median(rows['host'], 'p99_us') / 1000:6.1f} | {lost:4} |", flush=True)
        limit.stop()
        code = host.stop()
        if code != 0:
            host_log.seek(0)
            faults.append(f"madang-host ended with code {code}: {host_log.read()[-2000:]}")
    if faults:
        print("\nFaults:\n" + "\n".join(faults))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
