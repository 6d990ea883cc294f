#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The model against what can be worked out by hand. Its costs here are nobody's."""
import dataclasses
import json
import random
import statistics
import subprocess
import sys
import unittest
from pathlib import Path

import capacity
from capacity import Costs, Load

FOLDER = Path(__file__).parent
SIMPLE = {name: 0.0 for name in json.loads((FOLDER / "costs.json").read_text())}


def costs(**values):
    assert set(values) <= set(SIMPLE), values
    return Costs({**SIMPLE, "connects_per_s": 1000, "postgres_commit_ms": 1.0, **values})


class Capacity(unittest.TestCase):
    def test_one_host_for_few(self):
        # 60 people, one message each a minute, rooms of 10: 1 message/s, 10 deliveries/s.
        load = Load(60, 10)
        self.assertAlmostEqual(load.messages, 1)
        self.assertAlmostEqual(load.deliveries, 10)
        self.assertAlmostEqual(capacity.host_load(load, costs(delivery_us=1000), 1), 0.01)
        found = capacity.answer(load, costs(delivery_us=1000))
        self.assertEqual((found.hosts, found.redis, found.full), (1, 0.0, []))

    def test_deliveries_are_shared_by_hosts(self):
        load = Load(60_000, 10)  # 1,000 messages/s, 10,000 deliveries/s of 0.3 ms: 3 cores
        self.assertEqual(capacity.hosts_needed(load, costs(delivery_us=300)), 5)  # 3 / 0.6

    def test_batching_counts_where_it_is_asked_for(self):
        cheap = costs(delivery_us=300, delivery_busy_us=30)
        self.assertEqual(capacity.hosts_needed(Load(60_000, 10, busy=True), cheap), 1)

    def test_memory_needs_hosts_too(self):
        load = Load(1_000_000, 2, 0, 0)
        # 1,000,000 x 16 KiB are 15.3 GiB.
        self.assertEqual(capacity.hosts_needed(load, costs(connection_kib=16)), 4)

    def test_hosts_with_a_member(self):
        self.assertEqual(capacity.hosts_with_a_member(50, 1), 1)
        self.assertAlmostEqual(capacity.hosts_with_a_member(1, 100), 1)
        self.assertAlmostEqual(capacity.hosts_with_a_member(2, 2), 1.5)
        self.assertGreater(capacity.hosts_with_a_member(10_000, 10), 9.999)

    def test_what_all_hear_cannot_be_shared(self):
        # A room that is everywhere: each host takes all 10,000 messages/s, 0.1 ms each.
        load = Load(600_000, 100_000)
        self.assertIsNone(capacity.hosts_needed(load, costs(host_receive_us=100)))
        self.assertEqual(capacity.answer(load, costs(host_receive_us=100)).full, ["hosts"])

    def test_redis_is_one_core(self):
        load = Load(6_000_000, 10)  # 100,000 messages/s
        found = capacity.answer(load, costs(delivery_us=10, redis_publish_us=5, redis_deliver_us=1))
        # 1,000,000 deliveries/s of 10 us: 10 cores, 17 hosts, of which 10 people are on 7.7.
        self.assertEqual(found.hosts, 17)
        self.assertAlmostEqual(found.redis, 0.1 * (5 + 17 * (1 - (16 / 17) ** 10)), 5)
        self.assertEqual(found.full, ["redis"])

    def test_first_to_be_full(self):
        part, people = capacity.breaks_first(Load(1, 10), costs(delivery_us=1, postgres_row_us=60))
        # 8 cores at 0.6: 80,000 rows/s, of one person 1/60.
        self.assertEqual(part, "postgres")
        self.assertAlmostEqual(people / 4_800_000, 1, 3)
        self.assertIsNone(capacity.breaks_first(Load(1, 10, 0, 0), costs()))

    def test_unknown_is_not_guessed(self):
        unknown = costs()
        unknown.values["postgres_row_us"] = None
        found = capacity.answer(Load(1000), unknown)
        self.assertIsNone(found.postgres)
        self.assertEqual(found.unknown, ["postgres_row_us"])
        self.assertEqual(found.hosts, 1)


class Waiting(unittest.TestCase):
    def test_queue_with_one_server(self):
        # Pollaczek and Khinchine: with equal services the mean wait is load x service / 2 (1 - load).
        for load in (0.3, 0.6, 0.9):
            times = capacity.queue_times(load, 1.0, 400_000, random.Random(7))
            expected = 1 + load / (2 * (1 - load))
            self.assertAlmostEqual(statistics.fmean(times) / expected, 1, 1)

    def test_commits_are_shared(self):
        # Rarely anything: one commit each. Always something: half of one is waited for, then one.
        rare = capacity.commit_times(0.001, 1.0, 10_000, random.Random(7))
        self.assertAlmostEqual(statistics.fmean(rare), 1, 2)
        often = capacity.commit_times(1000, 1.0, 200_000, random.Random(7))
        self.assertAlmostEqual(statistics.fmean(often), 1.5, 1)

    def test_more_load_waits_longer(self):
        some = costs(delivery_us=100)
        times = [capacity.simulate(Load(people, 10), some, 2) for people in (6_000, 60_000, 100_000)]
        self.assertEqual(sorted(times), times)
        self.assertLess(times[0][0], times[0][1])

    def test_full_waits_for_ever(self):
        self.assertEqual(capacity.simulate(Load(60_000, 10), costs(delivery_us=300), 2)[0], float("inf"))


class Program(unittest.TestCase):
    def run_it(self, *arguments):
        return subprocess.run([sys.executable, "-B", str(FOLDER / "capacity.py"), *arguments],
                              capture_output=True, text=True, check=False)

    def test_names_what_was_not_measured(self):
        known = json.loads((FOLDER / "costs.json").read_text())
        for each in known.values():
            self.assertEqual(each["value"] is None, each["source"] is None)
        missing = [name for name, each in known.items() if each["value"] is None]
        said = self.run_it("--people", "100000")
        self.assertEqual(said.returncode, 0, said.stderr)
        self.assertEqual("not measured" in said.stdout, bool(missing))
        tried = self.run_it("--people", "100000", *(f"--set={name}=1" for name in missing))
        self.assertNotIn("not measured", tried.stdout)
        self.assertIn("p99", tried.stdout)
        self.assertNotEqual(self.run_it("--people", "1", "--set", "nothing=1").returncode, 0)

    def test_a_load_is_a_value(self):
        with self.assertRaises(dataclasses.FrozenInstanceError):
            Load(1).people = 2


if __name__ == "__main__":
    unittest.main()
