# SPDX-License-Identifier: GPL-3.0-or-later
"""What discovery promises, played with real programs. Each function is one scenario on a Lab of its
own; its first line says what it shows. LONG ones wait for what takes minutes by its nature."""
import json
import os
import signal
import statistics
import sys
import time
from pathlib import Path

from avahi import Avahi
from network import Fault, until

HERE = Path(__file__).resolve().parent
LONG = os.environ.get("MADANG_LONG") == "1"
SANITIZED = False  # sanitizers take memory of their own

# Packets of mDNS that a host sends in a minute when nothing changes, and in its first one;
# docs/operators.md says so.
IDLE_PACKETS_PER_MINUTE = 10 if LONG else 60
# KiB that a stranger's packets may add to who hears them.
MEMORY_KIB = 32 * 1024


def require(holds, what):
    if not holds:
        raise Fault(what)


def two(lab):
    net = lab.switch()
    return net, lab.machine("one", net, "10.7.0.1/24"), lab.machine("two", net, "10.7.0.2/24")


def avahi_sees_a_madang(lab):
    """avahi resolves a Madang, with its port, address and texts; its goodbye takes it away."""
    _, one, other = two(lab)
    avahi = Avahi(other)
    host = lab.madang(one, "마당 하나")
    found = until("avahi sees it", lambda: avahi.browse().get("마당 하나"))
    entries = {entry[2]: entry for entry in found}
    require("10.7.0.1" in entries, f"avahi resolved {found}")
    _, _, _, port, texts = entries["10.7.0.1"]
    require(port == 7610, f"port {port}")
    about = host.about(other, "10.7.0.1")
    for text in ("txtvers=1", f"id={about['id']}", "access=anyone", "n=0",
                 f"v={about['version']}"):
        require(text in texts, f"no {text} in {texts}")
    host.end()
    until("avahi loses it", lambda: "마당 하나" not in avahi.browse())


def a_madang_sees_avahi(lab):
    """What avahi publishes is found, with its port, address and texts, and lost when it ends."""
    _, one, other = two(lab)
    nearby = lab.nearby(one)
    avahi = Avahi(other)
    published = avahi.publish("Somebody else's", 7777, "txtvers=1", "id=abc-1", "access=password",
                              "n=3")
    nearby.wait_has("Somebody else's")
    nearby.wait_for("all of it", lambda: (nearby.named("Somebody else's") or {}).get("people") == 3)
    event = nearby.named("Somebody else's")
    require("10.7.0.2:7777" in event["addresses"], f"{event}")
    require(event["access"] == "password" and event["id"] == "abc-1", f"{event}")
    published.end()
    nearby.wait_without("Somebody else's")


def beside_avahi(lab):
    """A Madang and avahi on one machine: each is heard, by the other and by others."""
    _, one, other = two(lab)
    avahi = Avahi(one)
    elsewhere = lab.nearby(other)
    here = lab.nearby(one)
    avahi.publish("of avahi", 7777, "txtvers=1", "id=abc")
    lab.madang(one, "of ours")
    for nearby in (elsewhere, here):
        nearby.wait_names("of avahi", "of ours")
    until("avahi sees its neighbour", lambda: {"of ours", "of avahi"} <= set(avahi.browse()))


def one_name_twice(lab):
    """Two hosts of one name are told apart: the second is called (2)."""
    net, one, other = two(lab)
    nearby = lab.nearby(lab.machine("three", net, "10.7.0.3/24"))
    lab.madang(one, "Madang")
    nearby.wait_names("Madang")
    lab.madang(other, "Madang")
    nearby.wait_names("Madang", "Madang (2)")
    ids = {event["id"] for event in nearby.hosts.values()}
    require(len(ids) == 2, f"ids {ids}")
    require("10.7.0.1:7610" in nearby.named("Madang")["addresses"], "the first lost its name")


def twenty(lab):
    """Twenty Madangs see each other; how fast, and how much they say when nothing happens."""
    net = lab.switch()
    count = 20
    observer = lab.machine("observer", net, "10.7.0.100/24")
    nearby = lab.nearby(observer)
    machines = [lab.machine(f"m{i}", net, f"10.7.0.{i + 1}/24") for i in range(count)]
    counter = lab.counter(net)
    hosts = [lab.madang(machine, f"Madang {i}", wait=False) for i, machine in enumerate(machines)]
    for host in hosts:
        host.wait_ready()
    nearby.wait_names(*[f"Madang {i}" for i in range(count)])
    seen = [nearby.first[f"Madang {i}"] - host.ready for i, host in enumerate(hosts)]
    print(f"  twenty at once: seen after {statistics.median(seen):.2f} s (median), "
          f"{max(seen):.2f} s (worst), from when a host can be joined", flush=True)

    def all_know_all():
        for i, host in enumerate(hosts):
            about = host.about(observer, f"10.7.0.{i + 1}")
            if not about or len({one["id"] for one in about["near"]}) != count - 1:
                return False
        return True

    until("each knows the nineteen others", all_know_all)
    started = min(host.ready for host in hosts)
    print(f"  each knew the nineteen others within {time.time() - started:.1f} s; "
          f"{len(counter.packets)} packets so far", flush=True)
    late = lab.nearby(lab.machine("late", net, "10.7.0.101/24"))
    begin = time.time()
    late.wait_names(*[f"Madang {i}" for i in range(count)])
    came = sorted(first - begin for first in late.first.values())
    print(f"  who comes later sees the first after {came[0]:.2f} s, half of them after "
          f"{statistics.median(came):.2f} s, all after {came[-1]:.2f} s", flush=True)

    # Those who look for the first time ask more; then it is quiet. What is counted is what passes
    # in a window of time, which a slow machine only makes less.
    idle = 120 if LONG else 8
    time.sleep(60 if LONG else 4)
    begin, before = time.time(), len(counter.packets)
    time.sleep(idle)
    packets = counter.packets[before:]
    minutes = (time.time() - begin) / 60
    speakers = len({source for _, source, _ in packets})
    rate = len(packets) / minutes / (count + 2)
    print(f"  when nothing happens: {rate:.1f} packets a minute from each of {count + 2} "
          f"({len(packets)} in {minutes * 60:.0f} s, {speakers} spoke)", flush=True)
    require(rate <= IDLE_PACKETS_PER_MINUTE, f"{rate:.1f} packets a minute of each")
    require(nearby.names() == late.names(), "somebody was lost meanwhile")


def cable_out_and_in(lab):
    """An interface that goes down and comes up again finds and is found once more."""
    net, one, other = two(lab)
    nearby = lab.nearby(other)
    one.do("ip", "link", "set", "eth0", "down")
    lab.madang(one, "was away")
    one.do("ip", "link", "set", "eth0", "up")
    one.do("ip", "route", "replace", "default", "dev", "eth0")
    nearby.wait_names("was away")
    other.do("ip", "link", "set", "eth0", "down")
    third = lab.machine("three", net, "10.7.0.3/24")
    lab.madang(third, "came meanwhile")
    lab.nearby(third).wait_has("was away", "came meanwhile")  # it is announced
    other.do("ip", "link", "set", "eth0", "up")
    nearby.wait_names("was away", "came meanwhile")


def another_address(lab):
    """A host whose address changes is found at the new one."""
    _, one, other = two(lab)
    nearby = lab.nearby(other)
    lab.madang(one, "moves")
    nearby.wait_names("moves")
    require("10.7.0.1:7610" in nearby.named("moves")["addresses"], "not at its first address")
    one.do("ip", "address", "del", "10.7.0.1/24", "dev", "eth0")
    one.do("ip", "address", "add", "10.7.0.77/24", "dev", "eth0")
    one.do("ip", "route", "replace", "default", "dev", "eth0")

    def is_there():
        event = nearby.named("moves")
        return event and "10.7.0.77:7610" in event["addresses"] and \
            "10.7.0.1:7610" not in event["addresses"]

    nearby.wait_for("the new address alone", is_there)


def paused(lab):
    """Who was paused, as a computer that slept, knows soon what changed meanwhile."""
    net, one, other = two(lab)
    third = lab.machine("three", net, "10.7.0.3/24")
    sleeper, awake = lab.nearby(other), lab.nearby(third)
    host = lab.madang(one, "sleeps")
    for nearby in (sleeper, awake):
        nearby.wait_names("sleeps")
    sleeper.send(signal.SIGSTOP)
    host.send(signal.SIGSTOP)
    lab.madang(third, "came meanwhile")
    awake.wait_names("sleeps", "came meanwhile")
    late = lab.nearby(lab.machine("four", net, "10.7.0.4/24"))
    late.wait_has("came meanwhile")
    require("sleeps" not in late.names(), "who sleeps answers")
    sleeper.send(signal.SIGCONT)
    host.send(signal.SIGCONT)
    for nearby in (sleeper, late):
        nearby.wait_names("sleeps", "came meanwhile")


def desktop(lab):
    """A desktop that hosts is found, and takes itself back at its end; the demo is not."""
    _, one, other = two(lab)
    nearby = lab.nearby(other)
    environment = {"QT_QPA_PLATFORM": "offscreen", "LANGUAGE": "en", "HOME": lab.temporary.name}
    one.start(lab.desktop, "--demo=still", **environment)
    until("the demo's host", lambda: "127.0.0.1:" in one.do("ss", "-Hltn"))
    hosting = one.start(lab.desktop, "--profile", lab.folder(), "--name", "Minji", "--host",
                        **environment)
    nearby.wait_has("Minji's Madang")  # which came behind the demo's
    require(nearby.names() == ["Minji's Madang"], f"{nearby.names()} are known")
    hosting.end()
    nearby.wait_without("Minji's Madang")


def two_networks(lab):
    """A host in two networks is found in both, in each by its address there; others stay apart."""
    left, right = lab.switch(), lab.switch()
    both = lab.machine("both", left, "10.7.0.1/24")
    both.plug(right, "10.8.0.1/24")
    lab.madang(both, "in both")
    for_left = lab.nearby(lab.machine("left", left, "10.7.0.2/24"))
    for_right = lab.nearby(lab.machine("right", right, "10.8.0.2/24"))
    lab.madang(lab.machine("lefthost", left, "10.7.0.3/24"), "left alone")
    for_left.wait_names("in both", "left alone")
    for_right.wait_has("in both")
    middle = lab.nearby(both)
    middle.wait_has("left alone")
    for nearby, address in ((for_left, "10.7.0.1:7610"), (for_right, "10.8.0.1:7610")):
        addresses = [a for a in nearby.named("in both")["addresses"] if not a.startswith("[")]
        require(addresses == [address], f"{addresses} instead of {address}")
    require(for_right.names() == ["in both"], f"the right knows {for_right.names()}")


def chosen_interfaces(lab):
    """By an interface that is denied nothing is said and nothing heard."""
    left, right = lab.switch(), lab.switch()
    both = lab.machine("both", left, "10.7.0.1/24")
    both.plug(right, "10.8.0.1/24")
    for_left = lab.nearby(lab.machine("left", left, "10.7.0.2/24"))
    right_machine = lab.machine("right", right, "10.8.0.2/24")
    for_right = lab.nearby(right_machine)
    lab.madang(both, "left only", "--not-interfaces", "eth1")
    for_left.wait_names("left only")
    lab.madang(right_machine, "right host")
    for_right.wait_has("right host")
    require(for_right.names() == ["right host"], f"the right knows {for_right.names()}")


def isolated(lab):
    """Wi-Fi that keeps its clients apart: nobody there finds anybody; who is on the cable finds all."""
    net = lab.switch()
    machines = [lab.machine(f"wireless{i}", net, f"10.7.0.{i}/24") for i in (1, 2)]
    for machine in machines:
        net.isolate(machine.port_eth0)
    cable = lab.machine("cable", net, "10.7.0.3/24")
    nearbys = [lab.nearby(machine) for machine in machines]
    for machine in machines:
        lab.madang(machine, f"on {machine.name}")
    lab.madang(cable, "on cable")
    lab.nearby(cable).wait_names("on wireless1", "on wireless2", "on cable")
    for machine, nearby in zip(machines, nearbys):
        nearby.wait_has("on cable", f"on {machine.name}")
        require(len(nearby.names()) == 2, f"{machine.name} knows {nearby.names()}")


def without_multicast(lab):
    """Where no multicast gets through, hosts joined before are found by asking, and those they hear."""
    net, one, other = two(lab)
    third = lab.machine("three", net, "10.7.0.3/24")
    other.filter("input udp dport 5353 drop", "output udp dport 5353 drop")
    host = lab.madang(one, "known")
    lab.madang(third, "heard by the known")
    until("the known hears the third", lambda: (host.about(other, "10.7.0.1") or {}).get("near"))
    probe = other.start(lab.probe, "10.7.0.1:7610")

    def rows():
        return {row["name"]: row for row in json.loads(probe.lines[-1][1])} if probe.lines else {}

    probe.wait_for("both", lambda: len(rows()) == 2)
    require(rows()["known"]["source"] == 1, f"{rows()}")
    require(rows()["heard by the known"]["source"] == 2, f"{rows()}")
    require(rows()["heard by the known"]["address"] == "10.7.0.3:7610", f"{rows()}")
    other.unfilter()
    probe.wait_for("to hear them", lambda: all(row["source"] == 0 for row in rows().values()))
    require(len(rows()) == 2, f"one host is two rows: {rows()}")
    host.end()
    probe.wait_for("to lose who went", lambda: list(rows()) == ["heard by the known"])


def lossy(lab):
    """Of ten packets three are lost: all are found in the end."""
    net = lab.switch()
    watcher = lab.machine("watcher", net, "10.7.0.100/24")
    watcher.filter("input udp dport 5353 numgen random mod 100 < 30 drop")
    nearby = lab.nearby(watcher)
    names = []
    for i in range(5):
        machine = lab.machine(f"m{i}", net, f"10.7.0.{i + 1}/24")
        machine.filter("input udp dport 5353 numgen random mod 100 < 30 drop")
        names.append(f"Madang {i}")
        lab.madang(machine, names[-1], wait=False)
    begin = time.time()
    nearby.wait_names(*names)
    print(f"  with 30 % lost, twice: all five after {time.time() - begin:.1f} s", flush=True)


def goodbye_and_none(lab):
    """Who ends says goodbye and is gone at once; who is killed stays for a while, then goes, too."""
    net, one, other = two(lab)
    nearby = lab.nearby(lab.machine("three", net, "10.7.0.3/24"))
    killed = lab.madang(one, "killed")
    ended = lab.madang(other, "ended")
    nearby.wait_names("killed", "ended")
    killed.end(signal.SIGKILL)
    begin = time.time()
    ended.end(signal.SIGTERM)
    require(ended.process.returncode == 0, f"it ended with {ended.process.returncode}")
    nearby.wait_without("ended")
    gone = time.time() - begin
    require(nearby.names() == ["killed"], f"known are {nearby.names()}")
    print(f"  a goodbye was heard after {gone:.2f} s", flush=True)
    if LONG:
        nearby.wait_without("killed", seconds=4600)
        print(f"  who was killed is gone after {time.time() - begin:.0f} s", flush=True)


def asked_by_others(lab):
    """What somebody else asks for all the time is asked half as often, and still asked."""
    net = lab.switch()
    asker, looker = (lab.machine(f"m{i}", net, f"10.7.0.{i}/24") for i in (1, 2))
    # An address of IPv6 comes later, and then all is asked anew.
    looker.do("ip", "link", "set", "eth0", "down")
    looker.do("ip", "link", "set", "eth0", "addrgenmode", "none")
    looker.do("ip", "link", "set", "eth0", "up")
    looker.do("ip", "route", "replace", "default", "dev", "eth0")
    own = json.loads(looker.do("ip", "-j", "link", "show", "eth0"))[0]["address"]
    counter = lab.counter(net)
    asker.start(sys.executable, "-B", HERE / "mdnspackets.py", "questions")
    until("somebody asks", lambda: counter.packets)
    lab.nearby(looker)

    def asked():
        return [at for at, source, _ in counter.packets if source.hex(":") == own]

    # Alone it would ask at 0, 1, 3 and 9 s; of two that follow each other one is spared.
    until("to ask twice", lambda: len(asked()) >= 2)
    first, second = asked()[:2]
    print(f"  asks again after {second - first:.1f} s", flush=True)
    require(second - first >= 2, f"asks again after {second - first:.1f} s")


def strangers(lab):
    """Malformed, huge, empty, a thousand fake hosts, foreign addresses, somebody else's id: bounded
    memory, and the others are found still."""
    net, one, other = two(lab)
    rogue = lab.machine("rogue", net, "10.7.0.66/24")
    host = lab.madang(one, "real")
    nearby = lab.nearby(other)
    nearby.wait_names("real")
    before = {running: running.memory() for running in (host, nearby)}
    host_id = host.about(other, "10.7.0.1")["id"]

    def send(kind, *more):
        rogue.do(sys.executable, "-B", HERE / "mdnspackets.py", kind, *more)

    def impostors_are_heard():
        send("foreign")
        send("impostor", host_id)
        return {"impostor", "impostor 2", "real"} <= set(nearby.names())

    for kind in ("malformed", "huge"):
        send(kind)
    # Again and again: who sends too much is not listened to for a moment.
    until("impostors are heard", impostors_are_heard)
    require(nearby.named("real")["id"] == host_id, "the real one has lost its id")
    require("10.7.0.1:7610" in nearby.named("real")["addresses"], "the real one is led elsewhere")
    require(not any(name.startswith("foreign") and nearby.named(name)["addresses"]
                    for name in nearby.names()), f"{nearby.names()}")
    send("flood")
    lab.madang(lab.machine("late", net, "10.7.0.3/24"), "comes late")
    # Whoever looks now finds both; who heard the flood keeps whom it knew, and has room for others.
    lab.nearby(lab.machine("fresh", net, "10.7.0.4/24")).wait_has("real", "comes late")
    begin = time.time()
    nearby.wait_has("real", "comes late")
    print(f"  behind a thousand fake hosts a true one is found {time.time() - begin:.1f} s after "
          "somebody who heard none of them found it", flush=True)
    about = host.about(other, "10.7.0.1")
    require(len(about["near"]) <= 32, f"{len(about['near'])} neighbours are told")
    for running, memory in before.items():
        added = running.memory() - memory
        print(f"  {running.name}: {added / 1024:.1f} MiB more at its peak", flush=True)
        require(SANITIZED or added <= MEMORY_KIB, f"{running.name} took {added} KiB")
    fakes = sum(name.startswith("fake") for name in nearby.names())
    print(f"  of a thousand fake hosts {fakes} are listed", flush=True)
    require(fakes <= 64, f"one liar has {fakes} hosts")


ALL = [avahi_sees_a_madang, a_madang_sees_avahi, beside_avahi, one_name_twice, cable_out_and_in,
       another_address, paused, desktop, two_networks, chosen_interfaces, isolated, without_multicast, lossy,
       goodbye_and_none, asked_by_others, strangers]
WITH_AVAHI = [avahi_sees_a_madang, a_madang_sees_avahi, beside_avahi]
WITH_DESKTOP = [desktop]
ALONE = [twenty]  # measured with nothing else beside it
