#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""links.py MADANG-HOST [SCENARIO…]: hosts, PostgreSQL, Redis and people on machines of their own, made of
namespaces, and cables between them that are pulled out for longer than anybody waits.

As root, since PostgreSQL runs as another user. Prints what each scenario measured.
"""
import concurrent.futures
import ctypes
import os
import pwd
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
import traceback
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "lan"))
import network  # noqa: E402
from network import Fault, run, until  # noqa: E402

NOTICED = 40  # s: connect_timeout, tcp_user_timeout and keep-alive of all sides, on a busy machine
AT_ONCE = 3  # scenarios; they mostly wait
ROOM = "links"
SPEAKER = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY"  # who says it again is the same guest


def require(holds, what):
    if not holds:
        raise Fault(what)


def postgres_program(name):
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return str(found[-1]) if found else shutil.which(name)


def missing():
    if why := network.missing():
        return why
    if os.geteuid() != 0:
        return "PostgreSQL would run as root"
    return None


def not_installed():
    for program in ("redis-server", "setpriv", "curl"):
        if not shutil.which(program):
            return f"{program} is not installed"
    return None if postgres_program("initdb") else "PostgreSQL is not installed"


def inside(machine, deed):
    """What deed() gives, done in the network of a machine."""
    answer = []

    def enter():
        try:
            with open(f"/proc/{machine.holder.pid}/ns/net", "rb") as namespace:
                if ctypes.CDLL(None, use_errno=True).setns(namespace.fileno(), 0) != 0:
                    raise OSError(ctypes.get_errno(), "setns")
            answer.append(deed())
        except OSError as why:
            answer.append(why)

    thread = threading.Thread(target=enter)  # the network is its own; its sockets keep it
    thread.start()
    thread.join()
    if isinstance(answer[0], OSError):
        raise answer[0]
    return answer[0]


class Postgres(network.Running):
    """PostgreSQL on a machine; `primary`: the address of the one that it is a standby of."""

    def __init__(self, machine, address, primary=None):
        self.machine = machine
        self.user = pwd.getpwnam("postgres")
        self.folder = tempfile.TemporaryDirectory(prefix="madang-links-", ignore_cleanup_errors=True)
        os.chown(self.folder.name, self.user.pw_uid, self.user.pw_gid)
        data = f"{self.folder.name}/data"
        if primary:
            self.do("pg_basebackup", "-D", data, "-R", "-c", "fast", "--no-sync", "-d",
                    f"host={primary} user=madang application_name=standby")
        else:
            self.do("initdb", "-D", data, "-U", "madang", "--auth=trust", "--encoding=UTF8",
                    "--locale=C", "--no-sync", "--no-instructions")
            with open(f"{data}/pg_hba.conf", "a", encoding="utf-8") as rules:
                rules.write("host all,replication all 10.8.0.0/24 trust\n")
        super().__init__(f"PostgreSQL on {machine.name}", machine.inside(
            *self.as_user(), postgres_program("postgres"), "-D", data, "-k", self.folder.name,
            "-c", f"listen_addresses={address}", "-c", "fsync=off", "-c", "wal_sender_timeout=0"),
            machine.environment)
        machine.lab.running.append(self)
        self.wait_for("to be ready", lambda: any("ready to accept" in line
                                                 for _, line in self.errors))

    def as_user(self):
        return ["setpriv", f"--reuid={self.user.pw_uid}", f"--regid={self.user.pw_gid}",
                "--clear-groups", "--pdeathsig", "QUIT"]

    def do(self, program, *words):
        run(*self.machine.inside(*self.as_user(), "sh", "-c", 'cd "$0" && exec "$@"',
                                 self.folder.name, postgres_program(program), *words))

    def ask(self, statement):
        return run(*self.machine.inside(postgres_program("psql"), "-qAtX", "-h", self.folder.name,
                                        "-U", "madang", "-d", "postgres", "-c", statement)).strip()


class Person:
    """A STOMP client over TCP that hears the room, from its beginning."""

    def __init__(self, machine, address, heart_beat="0,0", since=0, token=None):
        self.name = f"{machine.name}, who came to {address} for what is after {since},"
        self.heard_bytes = b""
        self.closed = False
        self.socket = inside(machine, lambda: socket.create_connection((address, 61613), 30))
        self.socket.settimeout(None)
        threading.Thread(target=self.listen, daemon=True).start()
        if heart_beat != "0,0":
            threading.Thread(target=self.beat, daemon=True).start()
        who = f"guest-token:{token}\n" if token else ""
        self.send(f"CONNECT\naccept-version:1.2\nhost:x\nheart-beat:{heart_beat}\n{who}\n")
        if since is not None:
            self.send(f"SUBSCRIBE\nid:r\ndestination:/topic/chat/room/{ROOM}\nsince:{since}\n\n")

    def listen(self):
        try:
            while data := self.socket.recv(65536):
                self.heard_bytes += data
        except OSError:
            pass
        self.closed = True

    def beat(self):
        try:
            while True:
                self.socket.sendall(b"\n")
                time.sleep(2)
        except OSError:
            pass

    def send(self, text):
        try:
            self.socket.sendall(text.encode() + b"\0")
        except OSError:
            self.closed = True

    def say(self, text):
        self.send(f"SEND\ndestination:/app/chat/message\nreceipt:r-{text}\n\n"
                  f'{{"type":"TALK","roomId":"{ROOM}","id":"c-{text}","message":"<{text}>"}}')

    def has(self, text):
        return text.encode() in self.heard_bytes

    def is_taken(self, text):
        return self.has(f"RECEIPT\nreceipt-id:r-{text}\n")

    def heard(self):
        return re.findall(r"<([^<>]*)>", self.heard_bytes.decode())

    def close(self):
        if not self.closed:
            self.socket.shutdown(socket.SHUT_RDWR)  # which also ends listen()
        self.socket.close()


def say(machine, address, text, seconds=NOTICED):
    """Says it anew until it has its receipt."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        person = Person(machine, address, since=None, token=SPEAKER)
        person.say(text)
        until("a receipt or an end", lambda: person.is_taken(text) or person.closed, NOTICED)
        taken = person.is_taken(text)
        person.close()
        if taken:
            return
        time.sleep(0.2)
    raise Fault(f"no receipt for {text} within {seconds} s")


class Place:
    """Two hosts, PostgreSQL and Redis on a network of servers; people on another."""

    def __init__(self, lab, standby=False):
        servers, self.people = lab.switch(), lab.switch()
        self.database = lab.machine("database", servers, "10.8.0.1/24")
        self.other_database = lab.machine("standby", servers, "10.8.0.2/24") if standby else None
        self.redis = lab.machine("redis", servers, "10.8.0.3/24")
        self.person = lab.machine("person", self.people, "10.9.0.1/24")
        self.postgres = Postgres(self.database, "10.8.0.1")
        self.standby = Postgres(self.other_database, "10.8.0.2", "10.8.0.1") if standby else None
        lab.running.append(network.Running("Redis", self.redis.inside(
            "redis-server", "--bind", "10.8.0.3", "--protected-mode", "no", "--save", ""),
            self.redis.environment))
        words = "host=10.8.0.1,10.8.0.2" if standby else "host=10.8.0.1"
        self.hosts, self.addresses = [], []
        for number in (11, 12):
            machine = lab.machine(f"host{number}", servers, f"10.8.0.{number}/24")
            machine.plug(self.people, f"10.9.0.{number}/24")
            self.addresses.append(f"10.9.0.{number}")
            self.hosts.append(lab.madang(
                machine, f"host {number}", "--tcp-port", "61613", "--announce", "off", "--database",
                f"{words} dbname=postgres user=madang", "--redis", "redis://10.8.0.3"))

    def count(self, host, name):
        """What a host counts; only its own computer may ask."""
        answer = run(*self.hosts[host].machine.inside("curl", "-s", "http://127.0.0.1:7610/metrics"))
        return int(re.search(rf"^{name} (\d+)", answer, re.M)[1])

    def get(self, host, path):
        answer = subprocess.run(self.person.inside(
            "curl", "-s", "-w", "\n%{http_code}", "--max-time", "5",
            f"http://{self.addresses[host]}:7610{path}"), capture_output=True, text=True)
        body, _, status = answer.stdout.rpartition("\n")
        return int(status or 0), body

    def wait_ready(self, host, ready):
        """Until it says that it is, or that it is not; seconds."""
        begin = time.monotonic()
        until(f"host {host} {'ready' if ready else 'not ready'}",
              lambda: self.get(host, "/health/ready")[0] == (200 if ready else 503), NOTICED)
        return time.monotonic() - begin

    def listeners(self):
        """Who hears the room by each host, and has heard something."""
        all_of_them = [Person(self.person, address) for address in self.addresses]
        for one in all_of_them:
            until("to hear", lambda: one.heard())
        return all_of_them

    def same_for_all(self, listeners, *texts):
        """These were said, once, in one order at each host, for a newcomer, too."""
        newcomers = [Person(self.person, address) for address in self.addresses]
        for one in listeners + newcomers:
            try:
                until("all", lambda: len(one.heard()) >= len(texts), NOTICED)
            except Fault:
                pass
            require(one.heard() == list(texts), f"{one.name} heard {one.heard()} of {texts}")


def cable(machine, interface, up):
    """At the switch: the machine itself is told nothing but that there is no light."""
    run("ip", "link", "set", getattr(machine, f"port_{interface}"), "up" if up else "down")


def host_without_servers(lab):
    """A host whose cable to PostgreSQL and Redis is out says so soon, keeps nothing from the other
    one, and comes back by itself."""
    place = Place(lab)
    say(place.person, place.addresses[0], "one")
    listeners = place.listeners()
    speaker = Person(place.person, place.addresses[0], since=None, token=SPEAKER)
    cable(place.hosts[0].machine, "eth0", False)
    begin = time.monotonic()
    speaker.say("two")
    until("to be told that it is not stored", lambda: speaker.has("database is away"), NOTICED)
    told = time.monotonic() - begin
    require(not speaker.is_taken("two"), "a receipt without a database")
    place.wait_ready(0, False)
    require(place.get(0, "/health/live")[0] == 200, "not alive")
    require(place.get(1, "/health/ready")[0] == 200, "the other one is not ready")
    begin = time.monotonic()
    say(place.person, place.addresses[1], "three")  # it has the room, whatever the first one held
    other = time.monotonic() - begin
    cable(place.hosts[0].machine, "eth0", True)
    back = place.wait_ready(0, True)
    say(place.person, place.addresses[0], "two")
    print(f"  told after {told:.1f} s, the other one had the room after {other:.1f} s, "
          f"back after {back:.1f} s", flush=True)
    until("all", lambda: len(listeners[1].heard()) >= 3)
    order = listeners[1].heard()
    require(sorted(order) == ["one", "three", "two"], f"heard {order}")
    place.same_for_all(listeners, *order)


def database_silent(lab):
    """Packets to and from PostgreSQL are dropped while nobody says anything: the host notices by
    itself."""
    place = Place(lab)
    say(place.person, place.addresses[0], "one")
    listeners = place.listeners()
    place.database.filter("input tcp dport 5432 drop", "output tcp sport 5432 drop")
    gone = [place.wait_ready(host, False) for host in (0, 1)]
    place.database.unfilter()
    back = [place.wait_ready(host, True) for host in (0, 1)]
    print(f"  noticed after {gone[0]:.1f} s, back after {back[0]:.1f} s", flush=True)
    say(place.person, place.addresses[1], "two")
    place.same_for_all(listeners, "one", "two")


def redis_silent(lab):
    """Packets to and from Redis are dropped: hosts say so, and hear each other by the database."""
    place = Place(lab)
    say(place.person, place.addresses[0], "one")
    listeners = place.listeners()

    def is_connected(host):
        return place.count(host, "madang_cluster_connected") == 1

    until("Redis", lambda: is_connected(0))
    place.redis.filter("input tcp dport 6379 drop", "output tcp sport 6379 drop")
    begin = time.monotonic()
    until("Redis is away", lambda: not is_connected(0), NOTICED)
    gone = time.monotonic() - begin
    say(place.person, place.addresses[0], "two")
    until("to hear by the database", lambda: listeners[1].has("<two>"), NOTICED)
    place.redis.unfilter()
    begin = time.monotonic()
    until("Redis is back", lambda: is_connected(0) and is_connected(1), NOTICED)
    print(f"  noticed after {gone:.1f} s, back after {time.monotonic() - begin:.1f} s", flush=True)
    say(place.person, place.addresses[1], "three")
    place.same_for_all(listeners, "one", "two", "three")


def person_without_cable(lab):
    """Who is gone without a word is given up, with heart-beats or without; who comes back has
    missed nothing."""
    place = Place(lab)
    say(place.person, place.addresses[0], "one")
    other = lab.machine("other", place.people, "10.9.0.2/24")
    gone = [Person(other, place.addresses[0], heart_beat) for heart_beat in ("0,0", "5000,5000")]
    for one in gone:
        until("to hear", lambda: one.has("<one>"))

    def sessions():
        return place.count(0, "madang_sessions")

    until("two sessions", lambda: sessions() == 2)
    cable(other, "eth0", False)
    begin = time.monotonic()
    until("nobody", lambda: sessions() == 0, 180)
    say(place.person, place.addresses[0], "two")
    print(f"  given up after {time.monotonic() - begin:.1f} s", flush=True)
    cable(other, "eth0", True)
    back = Person(other, place.addresses[1], since=1)
    until("what was missed", lambda: back.has("<two>"))
    require(back.heard() == ["two"], f"heard {back.heard()}")


def primary_cut_off(lab):
    """The primary is cut off, not dead, and its standby promoted: hosts go there, and stay when the
    old one is back, also one that is new."""
    place = Place(lab, standby=True)
    place.postgres.ask("ALTER SYSTEM SET synchronous_standby_names = 'standby'")
    place.postgres.ask("SELECT pg_reload_conf()")
    until("commits wait for the standby", lambda: place.postgres.ask(
        "SELECT sync_state FROM pg_stat_replication") == "sync")
    say(place.person, place.addresses[0], "one")
    listeners = place.listeners()
    cable(place.database, "eth0", False)
    begin = time.monotonic()
    require(place.standby.ask("SELECT pg_promote(true, 60)") == "t", "not promoted")
    say(place.person, place.addresses[0], "two", 2 * NOTICED)
    print(f"  went on after {time.monotonic() - begin:.1f} s", flush=True)
    place.postgres.ask("ALTER SYSTEM SET synchronous_standby_names = ''")
    place.postgres.ask("SELECT pg_reload_conf()")
    cable(place.database, "eth0", True)
    place.standby.ask("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                      " WHERE application_name = 'madang'")
    say(place.person, place.addresses[0], "three")
    say(place.person, place.addresses[1], "four", 2 * NOTICED)
    require(place.postgres.ask("SELECT count(*) FROM madang.messages") == "1",
            "the old primary was written to")
    place.same_for_all(listeners, "one", "two", "three", "four")


ALL = [host_without_servers, database_silent, redis_silent, person_without_cable, primary_cut_off]


def play(scenario, host):
    """None, or what was wrong."""
    begin = time.monotonic()
    lab = network.Lab(host, None, None)
    fault = None
    try:
        scenario(lab)
    except (Fault, OSError, ValueError, TypeError) as why:
        traceback.print_exc()
        fault = f"{scenario.__name__}: {why!r}"
        for running in lab.running:
            print(f"  {running.name}:", *(line for _, line in running.errors[-12:]), sep="\n    ")
    try:
        lab.close()
    except Fault as why:
        fault = fault or f"{scenario.__name__}: {why}"
    print(f"{'FAILED' if fault else 'passed'} {scenario.__name__} "
          f"({time.monotonic() - begin:.1f} s): {' '.join(scenario.__doc__.split())}", flush=True)
    return fault


def main():
    if why := missing():
        print(f"not run: {why}")
        return 77
    if why := not_installed():
        print(f"not run: {why}")
        return 1 if os.environ.get("MADANG_RUN_ALL_TESTS", "0") != "0" else 77
    network.enter()
    host, wanted = sys.argv[1], sys.argv[2:]
    chosen = [one for one in ALL if not wanted or one.__name__ in wanted]
    with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
        faults = list(pool.map(lambda one: play(one, host), chosen))
    faults = [fault for fault in faults if fault]
    for fault in faults:
        print(f"  {fault}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
