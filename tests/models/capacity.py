#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How many hosts, and how much of Redis and PostgreSQL, so many people need.

    capacity.py --people N [--room N] [--messages-per-minute X] [--presence-per-hour X]
                [--costs FILE] [--set NAME=VALUE]… [--busy] [--only-members] [--json]

Works on costs that were measured (costs.json says where, fit.py made it) and refuses to guess: what
hangs on a cost that nobody measured is named and left out; --set tries a value.

The model: everybody is connected and in one room of --room people, rooms are spread over hosts by chance.
Each message costs its sender's host an append and PostgreSQL a row. Then Redis rings at every other host,
and each of them reads in PostgreSQL what is new, whether it has members of that room or not, by one
connection, one thing after the other. Each member costs a delivery. Of each who comes or goes every
host hears, and keeps who is where. A part that is busy for more than LOAD of its time is full;
simulate() says how long messages wait at that load. --only-members: as if hosts read only of rooms
that they have members of.
"""
import argparse
import dataclasses
import json
import math
import random
import sys
from pathlib import Path

LOAD = 0.6          # of a core; above it waiting grows fast, and one host must be able to go
MOST_HOSTS = 1000   # others are not believed: server/cluster/otherhosts.h
HOST_MEMORY_GIB = 4
FIELDS_MIB = 4      # that a host tells of who is there: docs/operators.md, Redis


class NotMeasured(Exception):
    """A cost that is needed and not known."""


class Costs:
    """Costs by name; asking for one that was not measured is an error."""

    def __init__(self, values):
        self.values = values

    @classmethod
    def read(cls, path):
        return cls({name: each["value"] for name, each in json.loads(Path(path).read_text()).items()})

    def __getitem__(self, name):
        if self.values.get(name) is None:
            raise NotMeasured(name)
        return self.values[name]


@dataclasses.dataclass(frozen=True)
class Load:
    """What people do."""
    people: int
    room: int = 50
    messages_per_minute: float = 1.0  # of each person
    presence_per_hour: float = 4.0    # of each person: comes, goes, is away
    busy: bool = False                # hosts have enough at once to batch
    only_members: bool = False        # hosts read only of rooms that they have members of

    @property
    def messages(self):
        """In a second, of all."""
        return self.people * self.messages_per_minute / 60

    @property
    def deliveries(self):
        return self.messages * self.room

    @property
    def changes(self):
        """Of presence, in a second, of all."""
        return self.people * self.presence_per_hour / 3600

    @property
    def presence(self):
        """People who are told of a change, in a second."""
        return self.changes * self.room


def hosts_with_a_member(room, hosts):
    """Of so many hosts, on how many the members of a room are who were spread by chance."""
    return hosts * (1 - (1 - 1 / hosts) ** room)


def hosts_that_read(load, hosts):
    """How many read a message beside the one that took it."""
    return hosts_with_a_member(load.room, hosts) - 1 if load.only_members else hosts - 1


def host_load(load, costs, hosts):
    """Share of a core that each host needs."""
    delivery = costs["delivery_busy_us" if load.busy else "delivery_us"]
    spent = load.deliveries * delivery + load.people * costs["idle_connection_us_per_s"]
    spent += load.presence * costs["presence_us"]
    if not load.busy:
        spent += load.messages * costs["append_us"]
    spent += hosts * costs["host_idle_us_per_s"]
    if hosts > 1:
        spent += load.messages * hosts_that_read(load, hosts) * costs["heard_us"]
        spent += load.changes * (hosts - 1) * costs["presence_heard_us"]
    return spent / hosts / 1e6


def connection_load(load, costs, hosts):
    """Share of its time that a host's one connection to PostgreSQL is taken."""
    spent = load.messages * costs["postgres_commit_ms"]
    if hosts > 1:
        spent += load.messages * hosts_that_read(load, hosts) * costs["connection_heard_ms"]
    return spent / hosts / 1e3


def redis_load(load, costs, hosts):
    """Share of its one core that Redis needs. It rings at all hosts, whoever is there."""
    if hosts <= 1:
        return 0.0
    spent = load.messages * (costs["redis_publish_us"] + (hosts - 1) * costs["redis_deliver_us"])
    return (spent + load.changes * costs["redis_presence_us"]) / 1e6


def postgres_load(load, costs, hosts):
    """Cores that PostgreSQL needs."""
    spent = load.messages * costs["postgres_row_us"] + hosts * costs["postgres_idle_us_per_s"]
    if hosts > 1:
        spent += load.messages * hosts_that_read(load, hosts) * costs["postgres_heard_us"]
    return spent / 1e6


def memory_gib(load, costs, hosts):
    """Of each host, for connections and for who is at the others."""
    kib = load.people * costs["connection_kib"] / hosts
    if hosts > 1:
        kib += load.people * (hosts - 1) / hosts * costs["person_elsewhere_kib"]
    return kib / 1024 / 1024


def fields_mib(load, costs, hosts):
    """What a host tells the others of who is there."""
    return load.people / hosts * costs["person_fields_bytes"] / 1024 / 1024 if hosts > 1 else 0.0


def hosts_needed(load, costs):
    """The fewest hosts that are not full; None where no number is enough."""
    def fits(hosts):
        return (host_load(load, costs, hosts) <= LOAD
                and connection_load(load, costs, hosts) <= LOAD
                and memory_gib(load, costs, hosts) <= HOST_MEMORY_GIB
                and fields_mib(load, costs, hosts) <= FIELDS_MIB)
    # One after the other: what fits on one host, which has nobody to read of, may not fit on two.
    return next((hosts for hosts in range(1, MOST_HOSTS + 1) if fits(hosts)), None)


REMEDIES = {
    "hosts": "no number of hosts is enough: each reads all that is said at the others, by one "
             "connection. Let hosts read only of rooms that they have members of (--only-members), "
             "and keep a room's people on few hosts (balance by room); or share the rooms out among "
             "several places",
    "redis": "one Redis is one core: ring once for several messages, or share the rooms out among "
             "several",
    "postgres": "more cores for PostgreSQL; fewer and larger hosts, for each reads everything; then "
                "rooms shared out among several databases",
}


@dataclasses.dataclass
class Answer:
    hosts: int | None = None
    redis: float | None = None
    postgres: float | None = None
    unknown: list = dataclasses.field(default_factory=list)
    full: list = dataclasses.field(default_factory=list)


def answer(load, costs):
    found = Answer()

    def ask(question, *arguments):
        try:
            return question(*arguments)
        except NotMeasured:
            found.unknown = [name for name, value in costs.values.items() if value is None]
            return None
    found.hosts = ask(hosts_needed, load, costs)
    if found.hosts is None and not found.unknown:
        found.full.append("hosts")
    hosts = found.hosts or 1
    found.postgres = ask(postgres_load, load, costs, hosts)
    if found.hosts:
        found.redis = ask(redis_load, load, costs, hosts)
        if found.redis is not None and found.redis > LOAD:
            found.full.append("redis")
        if found.postgres is not None and found.postgres > LOAD * POSTGRES_CORES:
            found.full.append("postgres")
    return found


POSTGRES_CORES = 8


def breaks_first(load, costs, postgres_cores=POSTGRES_CORES):
    """Which part is full first when more and more people come, and with how many; None: none before 10^9."""
    low, high = 1, 10**9

    def full(people):
        grown = dataclasses.replace(load, people=people)
        needed = hosts_needed(grown, costs)
        if needed is None:
            return "hosts"
        if redis_load(grown, costs, needed) > LOAD:
            return "redis"
        return "postgres" if postgres_load(grown, costs, needed) > LOAD * postgres_cores else None
    if full(high) is None:
        return None
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if full(middle) else (middle + 1, high)
    return full(low), low


def queue_times(rate, service, count, chance):
    """Times in a queue with one server: arrivals by chance, each takes as long as the other."""
    now = free = 0.0
    times = []
    for _ in range(count):
        now += chance.expovariate(rate)
        free = max(free, now) + service
        times.append(free - now)
    return times


def commit_times(rate, commit, count, chance):
    """Times until a commit has it: all that came while one was under way go into the next."""
    arrivals = []
    now = 0.0
    for _ in range(count):
        now += chance.expovariate(rate)
        arrivals.append(now)
    times, free, i = [], 0.0, 0
    while i < count:
        begin = max(free, arrivals[i])
        free = begin + commit
        while i < count and arrivals[i] <= begin:
            times.append(free - arrivals[i])
            i += 1
    return times


def simulate(load, costs, hosts, count=20_000, seed=1):
    """(p50, p99) in ms from a host that has read a message to one that has written it to the first
    member: the sender's host, the commit, Redis, the receiver's connection, that host. Each is taken
    by itself."""
    chance = random.Random(seed)
    share = host_load(load, costs, hosts)
    redis = redis_load(load, costs, hosts)
    connection = connection_load(load, costs, hosts)
    if max(share, redis, connection) >= 1:
        return math.inf, math.inf
    seen = load.messages * (1 + hosts_that_read(load, hosts)) / hosts  # of each host, in a second
    parts = [queue_times(seen, share / seen, count, chance) for _ in range(2 if hosts > 1 else 1)]
    parts.append(commit_times(load.messages / hosts, costs["postgres_commit_ms"] / 1e3, count, chance))
    if hosts > 1:
        parts.append(queue_times(load.messages, redis / load.messages, count, chance))
        parts.append(queue_times(seen, connection / seen, count, chance))
    for part in parts:
        chance.shuffle(part)
    total = sorted(map(sum, zip(*parts)))
    return 1e3 * total[count // 2], 1e3 * total[count * 99 // 100]


def main():
    parser = argparse.ArgumentParser(description="capacity of several hosts")
    parser.add_argument("--people", type=int, required=True)
    parser.add_argument("--room", type=int, default=50)
    parser.add_argument("--messages-per-minute", type=float, default=1.0)
    parser.add_argument("--presence-per-hour", type=float, default=4.0)
    parser.add_argument("--busy", action="store_true", help="deliveries cost what they do in batches")
    parser.add_argument("--only-members", action="store_true",
                        help="as if hosts read only of rooms that they have members of")
    parser.add_argument("--costs", default=Path(__file__).with_name("costs.json"))
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    costs = Costs.read(given.costs)
    for assumed in given.set:
        name, _, value = assumed.partition("=")
        if name not in costs.values:
            parser.error(f"there is no cost {name}")
        costs.values[name] = float(value)
    load = Load(given.people, given.room, given.messages_per_minute, given.presence_per_hour,
                given.busy, given.only_members)
    found = answer(load, costs)
    if given.json:
        print(json.dumps(dataclasses.asdict(found)))
        return 0
    print(f"{load.messages:,.0f} messages/s, {load.deliveries:,.0f} deliveries/s")
    if found.hosts:
        print(f"{found.hosts} hosts of one core, and one more that may go; "
              f"{memory_gib(load, costs, found.hosts):.1f} GiB each for who is there; all are back "
              f"after {load.people / found.hosts / costs['connects_per_s']:.0f} s")
    if found.redis is not None:
        print(f"Redis: {found.redis:.0%} of its core")
    if found.postgres is not None:
        print(f"PostgreSQL: {found.postgres:.1f} cores")
    if found.unknown:
        print(f"not measured, and what hangs on it is left out: {', '.join(found.unknown)}")
    for part in found.full:
        print(f"full: {REMEDIES[part]}")
    if not found.unknown and found.hosts:
        p50, p99 = simulate(load, costs, found.hosts)
        print(f"from host to host p50 {p50:.1f} ms, p99 {p99:.1f} ms")
        first = breaks_first(load, costs)
        if first:
            print(f"first to be full: {first[0]}, with {first[1]:,} people; {REMEDIES[first[0]]}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
