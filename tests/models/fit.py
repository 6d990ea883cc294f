#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the costs of the model of what `./dev bench hosts --json FILE` measured.

    fit.py [FILE] [--costs FILE] [--check]

Costs are differences: between two rates, between two sizes of rooms, between one host and two. So
what is there anyway drops out. (Redis has so little to do that between two rates there is more noise
than cost: there the higher one counts, as it is.) With --check it changes nothing, and says how far the model is from
loads that no cost is taken from.
"""
import argparse
import json
import sys
from pathlib import Path

import capacity

FOLDER = Path(__file__).parent


def per_second(load):
    """Processor and connection time of each part in a second of a load, in s."""
    seconds = load["load"].get("seconds_of_processors") or load["load"]["seconds"]
    cpu, counts = load["cpu_s"], load["counts"]
    return {"hosts": sum(cpu["hosts"]) / seconds, "redis": cpu["redis"] / seconds,
            "postgres": cpu["postgres"] / seconds,
            "connection": (counts["active_ms"] + counts["in_transaction_ms"]) / 1e3 / seconds}


def slope(loads, hosts, rooms, members):
    """What each message more costs each part, in us."""
    low, high = sorted((load for load in loads if (load["hosts"], load["rooms"], load["members"])
                        == (hosts, rooms, members) and load["rate"]), key=lambda load: load["rate"])
    first, second = per_second(low), per_second(high)
    return {part: (second[part] - first[part]) / (high["rate"] - low["rate"]) * 1e6 for part in first}


def mean(values):
    values = list(values)
    return sum(values) / len(values)


def fit(measured):
    """Name of a cost → its value."""
    costs = [load for load in measured["loads"] if load["part"] == "costs"]
    few, many = sorted({load["members"] for load in costs})
    rooms = costs[0]["rooms"]
    alone = {members: slope(costs, 1, rooms, members) for members in (few, many)}
    two = {members: slope(costs, 2, rooms, members) for members in (few, many)}

    def more(part):
        return mean(two[members][part] - alone[members][part] for members in (few, many))

    def row(part):
        return mean(each[part] for each in alone.values())

    def redis(hosts):
        return mean(per_second(load)["redis"] / load["rate"] * 1e6 for load in costs
                    if load["hosts"] == hosts and load["rate"] == max(each["rate"] for each in costs))
    delivery = (alone[many]["hosts"] - alone[few]["hosts"]) / (many - few)
    append = alone[few]["hosts"] - few * delivery
    idle = {load["hosts"]: per_second(load) for load in measured["loads"] if load["part"] == "idle"}
    most = max(idle)
    found = {
        "delivery_us": delivery, "append_us": append, "heard_us": more("hosts"),
        "host_idle_us_per_s": idle[most]["hosts"] / most * 1e6,
        "redis_publish_us": redis(1), "redis_deliver_us": redis(2) - redis(1),
        "postgres_row_us": row("postgres"), "postgres_heard_us": more("postgres"),
        "postgres_idle_us_per_s": (idle[most]["postgres"] - idle[1]["postgres"]) / (most - 1) * 1e6,
        "postgres_commit_ms": row("connection") / 1e3,
        "connection_heard_ms": more("connection") / 1e3,
    }
    for load in measured["loads"]:
        if load["part"] == "throughput" and load["hosts"] == 1:
            deliveries = load["load"]["deliveries_per_s"]
            found["delivery_busy_us"] = per_second(load)["hosts"] / deliveries * 1e6
    return {**found, **(fit_people(measured["people"]) if measured.get("people") else {})}


def fit_people(people):
    count = people["people"]
    here, beside = people["cpu_s"]["hosts"]
    silent, heard = people["churn"]
    told = (sum(heard["cpu_s"]["hosts"]) / heard["cycles"] - sum(silent["cpu_s"]["hosts"]) / silent["cycles"])
    events = heard["delivered"] / heard["cycles"] - silent["delivered"] / silent["cycles"]
    return {
        "connects_per_s": 1 / (here / count),
        "connection_kib": people["resident_kib"][0] / count,
        "person_elsewhere_kib": people["resident_kib"][1] / count,
        "person_fields_bytes": people["fields_bytes"] / count,
        "idle_connection_us_per_s": people["lying_cpu_s"]["hosts"][0] / people["lying_s"] / count * 1e6,
        "presence_us": told / events * 1e6,
        "presence_heard_us": beside / count * 1e6,
        "redis_presence_us": people["cpu_s"]["redis"] / count * 1e6,
    }


def predicted(costs, load):
    """As per_second() of what was measured."""
    people = load["rooms"] * load["members"]
    said = capacity.Load(people, load["members"], load["rate"] * 60 / people, 0)
    hosts = load["hosts"]
    return {"hosts": hosts * capacity.host_load(said, costs, hosts),
            # It is asked by a single host, too.
            "redis": capacity.redis_load(said, costs, max(hosts, 2)) if hosts > 1
            else said.messages * costs["redis_publish_us"] / 1e6,
            "postgres": capacity.postgres_load(said, costs, hosts)}


def checks(measured, costs):
    """(load, part, measured, predicted) in us of each message more, of loads that no cost is of."""
    loads = [load for load in measured["loads"] if load["part"] == "check"]
    for hosts, rooms, members in sorted({(load["hosts"], load["rooms"], load["members"]) for load in loads}):
        of = [load for load in loads if (load["hosts"], load["rooms"], load["members"]) == (hosts, rooms, members)]
        low, high = sorted(of, key=lambda load: load["rate"])
        found, first, second = slope(of, hosts, rooms, members), predicted(costs, low), predicted(costs, high)
        for part in ("hosts", "redis", "postgres"):
            said = (second[part] - first[part]) / (high["rate"] - low["rate"]) * 1e6
            yield f"{hosts} hosts, {rooms} x {members}", part, found[part], said


def whole(measured, costs):
    """The same of whole loads, with what messages cost where there is little to do: in us a message."""
    for load in measured["loads"]:
        if load["part"] == "check":
            found, said = per_second(load), predicted(costs, load)
            for part in ("hosts", "redis", "postgres"):
                yield (f"{load['hosts']} hosts, {load['rooms']} x {load['members']}, {load['rate']:g}/s", part,
                       found[part] / load["rate"] * 1e6, said[part] / load["rate"] * 1e6)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("measured", nargs="?", type=Path, default=FOLDER / "measured.json")
    parser.add_argument("--costs", type=Path, default=FOLDER / "costs.json")
    parser.add_argument("--check", action="store_true", help="only compare")
    given = parser.parse_args()
    measured = json.loads(given.measured.read_text())
    if not given.check:
        known = json.loads(given.costs.read_text())
        for name, value in fit(measured).items():
            known[name]["value"] = float(f"{value:.3g}")
            known[name]["source"] = f"./dev bench hosts, {measured['date']}, {measured['machine']}"
        given.costs.write_text(json.dumps(known, indent=2, ensure_ascii=False) + "\n")
    costs = capacity.Costs.read(given.costs)
    for title, rows in (("each message more", checks(measured, costs)), ("all of a load", whole(measured, costs))):
        print(f"{title + ', us':32} {'part':9} {'measured':>9} {'model':>7} {'error':>6}")
        for load, part, found, said in rows:
            print(f"{load:32} {part:9} {found:9.0f} {said:7.0f} {said / found - 1:+6.0%}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
