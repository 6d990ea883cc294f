# SPDX-License-Identifier: GPL-3.0-or-later
"""Computers and networks made of namespaces: each Machine has a network of its own, with interfaces
called eth0, eth1…, and is plugged into Switches (bridges). Nothing of it reaches the real network.

A Lab ends every process that it started. All of it runs below one namespace (see enter()), so that
nothing is left behind.
"""
import json
import os
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tests" / "support"))
from processes import clean_environment, end_with_us  # noqa: E402

PATIENCE = 120  # s for what a healthy machine has in moments
MDNS_PORT = 5353
MARK = "MADANG_LAN_NAMESPACE"


class Fault(Exception):
    """What a test found to be wrong."""


def missing():
    """Why namespaces cannot be had here, or None."""
    for program in ("ip", "nsenter", "unshare", "nft"):
        if not shutil.which(program):
            return f"{program} is not installed"
    for way in ways_in():
        trial = subprocess.run(way + ["ip", "link", "add", "trial", "type", "bridge"],
                               capture_output=True, text=True)
        if trial.returncode == 0:
            return None
    return f"no network namespaces here ({trial.stderr.strip()})"


def ways_in():
    return [["unshare", "-n", "-m"], ["unshare", "-Urnm"]]


def enter():
    """Starts this script once more, in a namespace of its own; returns in there."""
    if os.environ.get(MARK):
        run("ip", "link", "set", "lo", "up")
        return
    for way in ways_in():
        if subprocess.run(way + ["ip", "link", "add", "trial", "type", "bridge"],
                          capture_output=True).returncode == 0:
            os.environ[MARK] = "1"
            os.execvp(way[0], way + [sys.executable, "-B"] + sys.argv)


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        raise Fault(f"{' '.join(map(str, command))}: {done.stderr.strip()}")
    return done.stdout


def until(what, found, seconds=PATIENCE):
    """Asks again and again, and gives the first answer that is not false."""
    end = time.monotonic() + seconds
    while True:
        answer = found()
        if answer:
            return answer
        if time.monotonic() > end:
            raise Fault(f"not within {seconds} s: {what}")
        time.sleep(0.05)


class Running:
    """A program, and the lines that it prints, with the time of each."""

    def __init__(self, name, command, environment):
        self.name = name
        self.lines = []
        self.errors = []
        self.news = threading.Condition()
        self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE, text=True, env=environment,
                                        preexec_fn=end_with_us)
        self.readers = [threading.Thread(target=self.read, args=pair, daemon=True)
                        for pair in ((self.process.stdout, self.lines),
                                     (self.process.stderr, self.errors))]
        for reader in self.readers:
            reader.start()

    def read(self, stream, into):
        for line in stream:
            with self.news:
                into.append((time.time(), line.rstrip("\n")))
                self.news.notify_all()
        with self.news:
            self.news.notify_all()

    def wait_for(self, what, found, seconds=PATIENCE):
        """Until found() gives something, which it is asked after each line."""
        end = time.monotonic() + seconds
        with self.news:
            while True:
                answer = found()
                if answer:
                    return answer
                left = end - time.monotonic()
                if left <= 0:
                    raise Fault(f"{self.name}: not within {seconds} s: {what}; it said: "
                                f"{[line for _, line in self.lines][-20:]}; "
                                f"{[line for _, line in self.errors][-5:]}")
                self.news.wait(left)

    def send(self, number):
        self.process.send_signal(number)

    def end(self, number=signal.SIGTERM):
        """Waits until it is gone."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGCONT)
            self.process.send_signal(number)
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise Fault(f"{self.name} does not end") from None
        for reader in self.readers:
            reader.join()

    def memory(self):
        """KiB at its peak."""
        for line in Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1])
        raise Fault(f"{self.name} is gone")


class Madang(Running):
    """A host."""

    def __init__(self, machine, binary, name, *options):
        self.machine = machine
        self.folder = machine.lab.folder()
        self.started = time.time()
        super().__init__(f"host {name!r} on {machine.name}",
                         machine.inside(binary, "--name", name, "--port", "7610", "--data",
                                        self.folder, *options), machine.environment)

    def wait_ready(self):
        line = self.wait_for("to be ready", lambda: next(
            (line for line in self.lines if line[1].startswith("madang-host ready")), None))
        self.ready = line[0]
        return self

    def about(self, asker, address):
        """What it says of itself to another machine; None where it does not answer."""
        answer = subprocess.run(asker.inside("curl", "-s", "--max-time", "5",
                                             f"http://{address}:7610/about"),
                                capture_output=True, text=True)
        return json.loads(answer.stdout) if answer.returncode == 0 else None


class Nearby(Running):
    """Who lists the hosts near. `hosts`: what it knows now, by interface and name."""

    def __init__(self, machine, binary, *options):
        self.hosts = {}
        self.first = {}  # name: when it was found first, s
        super().__init__(f"nearby on {machine.name}",
                         machine.inside(binary, "nearby", "--json", *options), machine.environment)

    def read(self, stream, into):
        if into is not self.lines:
            super().read(stream, into)
            return
        for line in stream:
            event = json.loads(line)
            key = (event["interface"], event["instance"])
            with self.news:
                into.append((time.time(), line.rstrip("\n")))
                if event["event"] == "gone":
                    self.hosts.pop(key, None)
                else:
                    self.hosts[key] = event
                    self.first.setdefault(event["name"], event["time"] / 1000)
                self.news.notify_all()
        with self.news:
            self.news.notify_all()

    def names(self):
        return sorted(event["instance"] for event in self.hosts.values())

    def named(self, name):
        return next((event for event in self.hosts.values() if event["instance"] == name), None)

    def wait_names(self, *names, seconds=PATIENCE):
        """Until it knows these, and no others."""
        self.wait_for(f"to know {sorted(names)}", lambda: self.names() == sorted(names), seconds)

    def wait_has(self, *names, seconds=PATIENCE):
        self.wait_for(f"to know of {names}", lambda: set(names) <= set(self.names()), seconds)

    def wait_without(self, name, seconds=PATIENCE):
        self.wait_for(f"to lose {name!r}", lambda: name not in self.names(), seconds)


class Machine:
    """A computer with its own network, name and place for what runs."""

    def __init__(self, lab, name):
        self.lab = lab
        self.name = name
        self.interfaces = 0
        self.environment = clean_environment(("MADANG_", "DBUS_", "QT_"))
        self.holder = subprocess.Popen(
            ["unshare", "-n", "-u", "-m", "sh", "-c",
             "mount -t tmpfs tmpfs /run && hostname \"$1\" && echo up && exec sleep infinity", "sh",
             name], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=end_with_us)
        if self.holder.stdout.readline() != "up\n":
            raise Fault(f"no machine {name}: {self.holder.stderr.read()}")
        self.do("ip", "link", "set", "lo", "up")

    def inside(self, *command):
        return ["nsenter", "-t", str(self.holder.pid), "-n", "-u", "-m", "--", *map(str, command)]

    def do(self, *command):
        return run(*self.inside(*command))

    def start(self, *command, **environment):
        running = Running(f"{command[0]} on {self.name}", self.inside(*command),
                          {**self.environment, **environment})
        self.lab.running.append(running)
        return running

    def plug(self, switch, *addresses):
        """A cable to a switch; gives the name of the interface."""
        name = f"eth{self.interfaces}"
        self.interfaces += 1
        port = switch.port()
        run("ip", "link", "add", port, "type", "veth", "peer", "name", name, "netns",
            str(self.holder.pid))
        run("ip", "link", "set", port, "master", switch.name, "up")
        for address in addresses:
            self.do("ip", "address", "add", address, "dev", name)
        self.do("ip", "link", "set", name, "up")
        # What is sent to all goes where it is told, also without a way out.
        if addresses and self.interfaces == 1:
            self.do("ip", "route", "add", "default", "dev", name)
        setattr(self, f"port_{name}", port)
        return name

    def filter(self, *rules):
        """Rules of nftables, `CHAIN RULE…` each, with chains `input` and `output`."""
        text = "table inet lab {\n"
        for chain in ("input", "output"):
            text += f"chain {chain} {{ type filter hook {chain} priority 0;\n"
            text += "".join(rule.removeprefix(chain) + "\n" for rule in rules
                            if rule.startswith(chain + " ")) + "}\n"
        done = subprocess.run(self.inside("nft", "-f", "-"), input=text + "}\n", text=True,
                              capture_output=True)
        if done.returncode != 0:
            raise Fault(f"nft: {done.stderr}")

    def unfilter(self):
        self.do("nft", "delete", "table", "inet", "lab")


class Switch:
    """A network. Counts the packets of mDNS that pass, while somebody asks it to."""

    def __init__(self, name):
        self.name = name
        self.ports = 0
        run("ip", "link", "add", name, "type", "bridge", "forward_delay", "0", "mcast_snooping", "0")
        run("ip", "link", "set", name, "up")

    def port(self):
        self.ports += 1
        return f"{self.name}p{self.ports}"

    def isolate(self, port):
        """What is plugged in there hears and reaches nobody who is isolated as well."""
        run("bridge", "link", "set", "dev", port, "isolated", "on")


class Counter:
    """Hears all packets of mDNS on a switch: `packets` has time, source and bytes of each."""

    def __init__(self, switch):
        self.packets = []
        every_protocol = 0x0003
        self.socket = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(every_protocol))
        self.socket.bind((switch.name, 0))
        self.socket.settimeout(0.2)
        self.ends = False
        self.thread = threading.Thread(target=self.listen, daemon=True)
        self.thread.start()

    def listen(self):
        while not self.ends:
            try:
                frame = self.socket.recv(65536)
            except TimeoutError:
                continue
            kind = struct.unpack("!H", frame[12:14])[0]
            if kind == 0x0800 and frame[23] == socket.IPPROTO_UDP:
                udp = frame[14 + 4 * (frame[14] & 15):]
            elif kind == 0x86DD and frame[20] == socket.IPPROTO_UDP:
                udp = frame[54:]
            else:
                continue
            if struct.unpack("!H", udp[2:4])[0] == MDNS_PORT:
                self.packets.append((time.time(), frame[6:12], udp[8:]))

    def close(self):
        self.ends = True
        self.thread.join()
        self.socket.close()


class Lab:
    """Machines, switches and programs of one scenario."""

    count = 0
    lock = threading.Lock()

    def __init__(self, host, probe, desktop):
        self.host = host
        self.probe = probe
        self.desktop = desktop
        self.running = []
        self.machines = []
        self.counters = []
        self.temporary = tempfile.TemporaryDirectory(prefix="madang-lan-")
        self.folders = 0

    def folder(self):
        self.folders += 1
        return f"{self.temporary.name}/{self.folders}"

    def switch(self):
        with Lab.lock:
            Lab.count += 1
            return Switch(f"net{Lab.count}")

    def counter(self, switch):
        self.counters.append(Counter(switch))
        return self.counters[-1]

    def machine(self, name, switch=None, address=None):
        machine = Machine(self, name)
        self.machines.append(machine)
        if switch:
            machine.plug(switch, address)
        return machine

    def madang(self, machine, name, *options, wait=True):
        host = Madang(machine, self.host, name, *options)
        self.running.append(host)
        return host.wait_ready() if wait else host

    def nearby(self, machine, *options):
        nearby = Nearby(machine, self.host, *options)
        self.running.append(nearby)
        return nearby

    def close(self):
        faults = []
        for counter in self.counters:
            counter.close()
        for running in reversed(self.running):
            died = running.process.poll()
            if died is not None and died < 0 and -died not in (signal.SIGTERM, signal.SIGKILL):
                faults.append(f"{running.name} died of signal {-died}: {running.errors[-5:]}")
            try:
                running.end(signal.SIGKILL if died is None else signal.SIGTERM)
            except Fault as fault:
                faults.append(str(fault))
        for machine in self.machines:
            machine.holder.kill()
            machine.holder.wait()
        self.temporary.cleanup()
        if faults:
            raise Fault("; ".join(faults))
