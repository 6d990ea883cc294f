#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Keeps a host busy for a long time and says whether it grew, or lost anything.

    soak.py --build build/release --minutes 72 --seed 1

All at once, at a rate that leaves the machine to others: healthy subscribers to steady rooms who
check every message (stompload), members who come, subscribe, talk and go (politely, or not), readers
who stop reading and must be closed, and malformed peers. Samples the host's memory and descriptors;
growth is the median of the last quarter against that of the second. Ends with a verdict; exit code
1 on loss, growth, or a host that misbehaved. The same seed plays the same part.
"""
import argparse
import asyncio
import json
import os
import random
import re
import resource
import socket
import statistics
import struct
import sys
import time
from pathlib import Path
from urllib.parse import urlparse

from servers import CannotStart, Host

FAULTS = ("lost", "lost_to_drops", "duplicates", "out_of_order", "bad_frames", "error_frames",
          "connect_failed", "dropped")
ROOMS, MEMBERS, RATE = 4, 10, 10
PATIENCE = 30
SLOW_BODY = b"s" * 65536
SHORT = 300  # seconds; below, allocators have not settled


class Gone(Exception):
    """The host closed the connection."""


class Peer:
    """A STOMP client over WebSocket, as small as can be."""

    def __init__(self, reader, writer):
        self.reader, self.writer = reader, writer

    @classmethod
    async def connect(cls, address, receive_buffer=None):
        raw = socket.socket()
        if receive_buffer:
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        raw.setblocking(False)
        await asyncio.get_running_loop().sock_connect(raw, address)
        limit = receive_buffer or 65536
        return cls(*await asyncio.open_connection(sock=raw, limit=limit))

    async def upgrade(self):
        self.writer.write(b"GET /ws-stomp HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
                          b"Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                          b"Sec-WebSocket-Key: c3RvbXBsb2FkIGNsaWVudA==\r\n"
                          b"Sec-WebSocket-Protocol: v12.stomp\r\n\r\n")
        if not (await self.reader.readuntil(b"\r\n\r\n")).startswith(b"HTTP/1.1 101"):
            raise Gone("handshake refused")

    def message(self, payload, opcode=1):
        length = len(payload)
        if length < 126:
            head = struct.pack("!BB", 0x80 | opcode, 0x80 | length)
        elif length < 65536:
            head = struct.pack("!BBH", 0x80 | opcode, 0x80 | 126, length)
        else:
            head = struct.pack("!BBQ", 0x80 | opcode, 0x80 | 127, length)
        self.writer.write(head + b"\0\0\0\0" + payload)

    def frame(self, command, body=b"", **headers):
        lines = [command, *(f"{key.replace('_', '-')}:{value}" for key, value in headers.items())]
        self.message("\n".join(lines).encode() + b"\n\n" + body + b"\0")

    async def read(self):
        first, second = await self.reader.readexactly(2)
        length = second & 127
        if length == 126:
            length, = struct.unpack("!H", await self.reader.readexactly(2))
        elif length == 127:
            length, = struct.unpack("!Q", await self.reader.readexactly(8))
        payload = await self.reader.readexactly(length)
        if first & 15 == 8:
            raise Gone(payload[2:].decode(errors="replace"))
        return payload

    async def expect(self, command):
        """Reads on until that frame comes."""
        async with asyncio.timeout(PATIENCE):
            while not (payload := await self.read()).startswith(command):
                if payload.startswith(b"ERROR"):
                    raise Gone(payload[:200].decode(errors="replace"))

    async def login(self):
        await self.upgrade()
        self.frame("CONNECT", accept_version="1.2", host="/")
        await self.expect(b"CONNECTED")

    def reset(self):
        """Without a goodbye; nothing where the host was faster and the socket is closed already."""
        raw = self.writer.get_extra_info("socket")
        if raw.fileno() < 0:
            return
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.writer.close()


class Soak:
    def __init__(self, given, host):
        self.given, self.host = given, host
        where = urlparse(host.where[1])
        self.address = (where.hostname, where.port)
        self.until = time.monotonic() + given.minutes * 60
        self.count = dict.fromkeys(("churned", "slow closed", "malformed"), 0)
        self.faults = []
        self.samples = []  # seconds, KiB, descriptors

    def fault(self, text):
        if len(self.faults) < 20:
            self.faults.append(text)

    def left(self):
        return self.until - time.monotonic()

    async def repeat(self, name, every, work):
        """Calls it about that often until the time is over; each part has a seed of its own."""
        dice = random.Random(f"{self.given.seed} {name}")
        while self.left() > 0:
            try:
                await work(dice)
                self.count[name] += 1
            except (Gone, OSError, TimeoutError, asyncio.IncompleteReadError) as why:
                self.fault(f"{name}: {why!r}")
            await asyncio.sleep(min(max(self.left(), 0), dice.uniform(0.5, 1.5) * every))

    async def churn(self, dice):
        peer = await Peer.connect(self.address)
        try:
            await peer.login()
            room = dice.randrange(3)
            if dice.random() < 0.5:
                chat = f"soak{room}"
                peer.frame("SEND", b'{"type":"TALK","roomId":"%s","sender":"soak","message":"m"}'
                           % chat.encode(), destination="/app/chat/message", receipt="said")
                await peer.expect(b"RECEIPT")
                destination = f"/topic/chat/room/{chat}"
            else:
                destination = f"/topic/soak.{room}"
            peer.frame("SUBSCRIBE", id="s", destination=destination, receipt="here")
            await peer.expect(b"RECEIPT")
            end = dice.randrange(3)
            if end == 0:
                peer.frame("DISCONNECT", receipt="bye")
                await peer.expect(b"RECEIPT")
            elif end == 1:
                peer.reset()
                return
        finally:
            peer.writer.close()

    async def slow(self, dice):
        topic = f"/topic/slow.{dice.randrange(1 << 30)}"
        reader = await Peer.connect(self.address, receive_buffer=4096)
        talker = await Peer.connect(self.address)
        try:
            await reader.login()
            reader.frame("SUBSCRIBE", id="s", destination=topic, receipt="here")
            await reader.expect(b"RECEIPT")
            await talker.login()
            reader.reader._transport.pause_reading()
            for _ in range(192):  # 12 MiB: more than the kernel and the host keep for one
                talker.frame("SEND", SLOW_BODY, destination=topic)
                await talker.writer.drain()
            talker.frame("SEND", destination="/topic/none", receipt="all")
            await talker.expect(b"RECEIPT")
            await asyncio.sleep(12)  # the age it allows is 10 s
            reader.reader._transport.resume_reading()
            try:
                async with asyncio.timeout(PATIENCE):
                    while True:
                        await reader.read()
            except (Gone, ConnectionError, asyncio.IncompleteReadError):
                return  # closed, as it should be
            except TimeoutError:
                self.fault("a slow reader was not closed")
        finally:
            reader.writer.close()
            talker.writer.close()

    async def malformed(self, dice):
        peer = await Peer.connect(self.address)
        try:
            kind = dice.randrange(8)
            garbage = dice.randbytes(dice.randrange(1, 2000))
            if kind == 0:
                peer.writer.write(garbage)
            elif kind == 1:
                peer.writer.write(b"GET /" + garbage.replace(b"\n", b"") + b" HTTP/1.1\r\n\r\n")
            elif kind == 2:
                peer.writer.write(b"GET /ws-stomp HTTP/1.1\r\nHost: x\r\nUpgr")  # half a request
            else:
                await peer.upgrade()
                if kind == 3:
                    peer.writer.write(garbage)
                elif kind == 4:
                    peer.message(garbage, opcode=dice.choice((1, 2)))
                elif kind == 5:
                    peer.message(b"SEND\ndestination:/topic/x\n\nbefore CONNECT\0")
                elif kind == 6:
                    peer.message(b"CONNECT\naccept-version:1.2\nhost:/\n\n\0")
                    peer.message(b"SEND\ndestination:/topic/x\ncontent-length:99999999999\n\n")
                else:
                    peer.message(b"CONNECT\naccept-ver")  # half a frame, and gone
            await asyncio.wait_for(peer.writer.drain(), PATIENCE)
            await asyncio.sleep(dice.uniform(0, 0.3))
            if dice.random() < 0.5:
                peer.reset()
        except ConnectionError:
            pass  # it may close on us in the middle
        finally:
            peer.writer.close()

    async def sample(self):
        process = self.host.process.pid
        begin = time.monotonic()
        every = min(5, max(0.5, self.given.minutes * 60 / 100))
        while self.left() > 0 and self.host.process.poll() is None:
            text = Path(f"/proc/{process}/status").read_text(encoding="ascii")
            resident = int(re.search(r"VmRSS:\s+(\d+)", text)[1])
            self.samples.append((time.monotonic() - begin, resident,
                                 len(os.listdir(f"/proc/{process}/fd"))))
            if self.given.samples:
                with self.given.samples.open("a") as file:
                    file.write("{:.1f} {} {}\n".format(*self.samples[-1]))
            await asyncio.sleep(min(every, max(self.left(), 0.01)))
        if self.host.process.poll() is not None:
            self.fault(f"the host died: {self.host.said()}")
            self.until = time.monotonic()

    async def healthy(self):
        program = str(self.given.programs / "stompload")
        load = await asyncio.create_subprocess_exec(
            program, "rate", "--rooms", str(ROOMS), "--clients", str(ROOMS * MEMBERS), "--rate",
            str(RATE), "--verify", "--subscribe", "/topic/soak.%d", "--send", "/topic/soak.%d",
            "--heart-beat", "10000,10000", "--warmup", "0", "--time", f"{max(self.left(), 1):.0f}",
            *self.host.arguments(), stdout=asyncio.subprocess.PIPE)
        output = (await load.communicate())[0].decode()
        lines = [line for line in output.splitlines() if line.startswith("{")]
        if not lines:
            self.fault(f"stompload gave no result: {output}")
            return {}
        figures = json.loads(lines[-1])
        wrong = {fault: figures[fault] for fault in FAULTS if figures[fault]}
        if wrong:
            self.fault(f"healthy subscribers: {wrong} {figures.get('first_error', '')}")
        return figures

    async def play(self):
        results = await asyncio.gather(
            self.healthy(), self.sample(), self.repeat("churned", 0.15, self.churn),
            self.repeat("slow closed", 15, self.slow),
            self.repeat("malformed", 0.3, self.malformed))
        return results[0]

    def growth(self, column, allowed):
        """The two medians; a fault when the later one is that much higher."""
        length = self.samples[-1][0] if self.samples else 0
        quarters = [[row[column] for row in self.samples if low <= row[0] / length <= high]
                    for low, high in ((0.25, 0.5), (0.75, 1))] if length else [[], []]
        if not all(quarters):
            self.fault("too short to judge growth")
            return 0, 0
        before, after = (statistics.median(quarter) for quarter in quarters)
        if after - before > allowed(before):
            self.fault(f"{('', 'memory', 'descriptors')[column]} grew from {before:g} to {after:g}")
        return before, after

    def verdict(self, figures):
        short = self.given.minutes * 60 < SHORT
        memory = self.growth(1, lambda kib: 16 * 1024 if short else 1024 + kib * 0.05)
        descriptors = self.growth(2, lambda _: 12)
        spent = sum(resource.getrusage(who).ru_utime + resource.getrusage(who).ru_stime
                    for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        print(f"{self.given.minutes:g} minutes, seed {self.given.seed}: "
              f"{figures.get('deliveries', 0)} deliveries checked, "
              + ", ".join(f"{count} {name}" for name, count in self.count.items())
              + f"; RSS {memory[0] / 1024:.1f} -> {memory[1] / 1024:.1f} MiB, descriptors "
              f"{descriptors[0]:g} -> {descriptors[1]:g}; host and load took "
              f"{spent / (self.given.minutes * 60) * 100:.1f} % of a core")
        for fault in self.faults:
            print(f"  {fault}")
        print("soak: FAILED" if self.faults else "soak: flat, nothing lost")
        return 1 if self.faults else 0


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--build", default="build/release", help="folder of the build")
    options.add_argument("--minutes", type=float, default=72)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--samples", type=Path, help="file for seconds, RSS in KiB, descriptors")
    given = options.parse_args()
    given.programs = Path(given.build) / "bin"
    try:
        host = Host(given.programs)
    except CannotStart as why:
        sys.exit(str(why))
    soak = Soak(given, host)
    try:
        figures = asyncio.run(soak.play())
    finally:
        code = host.stop()
    if code != 0:
        soak.fault(f"the host ended with code {code}: {host.said()}")
    return soak.verdict(figures)


if __name__ == "__main__":
    sys.exit(main())
