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
import fit
from capacity import Costs, Load

FOLDER = Path(__file__).parent
TOLERANCE = {"hosts": 0.25, "postgres": 0.45, "redis": 0.4}
SIMPLE = {name: 0.0 for name in json.loads((FOLDER / "costs.json").read_text())}


def costs(**values):
    assert set(values) <= set(SIMPLE), values
    return Costs({**SIMPLE, "connects_per_s": 1000, "postgres_commit_ms": 0.001, **values})


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
        # Each host takes all 10,000 messages/s, 0.1 ms each, its own or another's.
        load = Load(600_000, 10)
        some = costs(append_us=100, heard_us=100)
        self.assertIsNone(capacity.hosts_needed(load, some))
        self.assertEqual(capacity.answer(load, some).full, ["hosts"])
        # Only where there is a member: of 12 hosts on 7.0, of 11 on 6.8, which is more than 0.6 of them.
        few = dataclasses.replace(load, only_members=True)
        self.assertEqual(capacity.hosts_needed(few, some), 12)

    def test_each_host_has_one_connection(self):
        # 100 messages/s, of which one of two hosts writes half and reads half: 50 x 2 + 50 x 4 ms.
        load = Load(6000, 10)
        some = costs(postgres_commit_ms=2, connection_heard_ms=4)
        self.assertAlmostEqual(capacity.connection_load(load, some, 2), 0.3)
        self.assertAlmostEqual(capacity.connection_load(load, some, 1), 0.2)
        # 1,000 writes of 2 ms: of four hosts each is taken half of its time, of three two thirds.
        self.assertEqual(capacity.hosts_needed(Load(60_000, 10), costs(postgres_commit_ms=2)), 4)

    def test_who_is_elsewhere_takes_memory_everywhere(self):
        load = Load(1024 * 1024, 2, 0, 0)
        some = costs(connection_kib=2, person_elsewhere_kib=4)
        self.assertAlmostEqual(capacity.memory_gib(load, some, 2), 1 + 2)
        self.assertAlmostEqual(capacity.memory_gib(load, some, 1), 2)
        self.assertIsNone(capacity.hosts_needed(load, costs(connection_kib=5, person_elsewhere_kib=5)))

    def test_what_a_host_tells_of_its_people_is_bounded(self):
        # 1,000,000 x 100 bytes are 95.4 MiB, 4 of each host; one alone, who tells nobody, is too small.
        some = costs(person_fields_bytes=100, connection_kib=16)
        self.assertEqual(capacity.hosts_needed(Load(1_000_000, 2, 0, 0), some), 24)

    def test_redis_is_one_core(self):
        load = Load(6_000_000, 10)  # 100,000 messages/s
        found = capacity.answer(load, costs(delivery_us=10, redis_publish_us=5, redis_deliver_us=1))
        # 1,000,000 deliveries/s of 10 us: 10 cores, 17 hosts, at 16 of which Redis rings.
        self.assertEqual(found.hosts, 17)
        self.assertAlmostEqual(found.redis, 0.1 * (5 + 16), 5)
        self.assertEqual(found.full, ["redis"])

    def test_postgres_is_read_by_every_host(self):
        load = Load(60_000, 10)  # 1,000 messages/s
        some = costs(postgres_row_us=100, postgres_heard_us=50, postgres_idle_us_per_s=1000)
        self.assertAlmostEqual(capacity.postgres_load(load, some, 1), 0.1 + 0.001)
        self.assertAlmostEqual(capacity.postgres_load(load, some, 5), 0.1 + 0.2 + 0.005)

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
        some = costs(delivery_us=100, postgres_commit_ms=1)
        times = [capacity.simulate(Load(people, 10), some, 2) for people in (6_000, 60_000, 100_000)]
        self.assertEqual(sorted(times), times)
        self.assertLess(times[0][0], times[0][1])

    def test_full_waits_for_ever(self):
        self.assertEqual(capacity.simulate(Load(60_000, 10), costs(delivery_us=300), 2)[0], float("inf"))


class Measured(unittest.TestCase):
    """The costs and the model against what was measured, which is kept beside them."""

    def setUp(self):
        self.measured = json.loads((FOLDER / "measured.json").read_text())
        self.costs = Costs.read(FOLDER / "costs.json")

    def test_costs_are_those_that_were_measured(self):
        for name, value in fit.fit(self.measured).items():
            self.assertGreater(value, 0, name)
            self.assertAlmostEqual(self.costs[name] / value, 1, 2, name)

    def test_model_says_what_other_loads_cost(self):
        rows = list(fit.checks(self.measured, self.costs))
        self.assertGreaterEqual({load.split()[0] for load, *_ in rows}, {"1", "2", "4"})
        for load, part, found, said in rows:
            self.assertLess(abs(said / found - 1), TOLERANCE[part], f"{load}, {part}: {found} {said}")

    def test_differences_are_taken(self):
        def load(part, hosts, members, rate, spent):
            return {"part": part, "hosts": hosts, "rooms": 5, "members": members, "rate": rate,
                    "cpu_s": {"redis": 0, "postgres": 0, "hosts": [spent / hosts] * hosts},
                    "load": {"seconds": 10},
                    "counts": {"active_ms": 3 * rate, "in_transaction_ms": 0}}
        # 10 s: 0.7 s for nothing, then 100 us a message, 10 a delivery and 30 for each that hears.
        loads = [load("costs", hosts, members, rate,
                      0.7 + rate * 10e-6 * (100 + members * 10 + (hosts - 1) * 30))
                 for hosts in (1, 2) for members in (2, 20) for rate in (100, 300)]
        loads += [load("idle", hosts, 0, 0, 0.1 * hosts) for hosts in (1, 4)]
        found = fit.fit({"loads": loads})
        for name, value in {"append_us": 100, "delivery_us": 10, "heard_us": 30, "postgres_commit_ms": 0.3,
                            "connection_heard_ms": 0, "host_idle_us_per_s": 10_000}.items():
            self.assertAlmostEqual(found[name], value, 6, name)


class Program(unittest.TestCase):
    def run_it(self, *arguments):
        return subprocess.run([sys.executable, "-B", str(FOLDER / "capacity.py"), *arguments],
                              capture_output=True, text=True, check=False)

    def test_names_what_was_not_measured(self):
        known = json.loads((FOLDER / "costs.json").read_text())
        for each in known.values():
            self.assertEqual(each["value"] is None, each["source"] is None)
        missing = [name for name, each in known.items() if each["value"] is None]
        said = self.run_it("--people", "10000")
        self.assertEqual(said.returncode, 0, said.stderr)
        self.assertEqual("not measured" in said.stdout, bool(missing))
        tried = self.run_it("--people", "10000", *(f"--set={name}=1" for name in missing))
        self.assertNotIn("not measured", tried.stdout)
        self.assertIn("p99", tried.stdout)
        self.assertNotEqual(self.run_it("--people", "1", "--set", "nothing=1").returncode, 0)

    def test_a_load_is_a_value(self):
        with self.assertRaises(dataclasses.FrozenInstanceError):
            Load(1).people = 2


if __name__ == "__main__":
    unittest.main()
