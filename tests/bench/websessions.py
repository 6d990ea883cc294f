#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds SockJS sessions on a host while its rooms are talked in, and says what they cost and lost.

    websessions.py --build build/release --streaming 1000 --polling 1000 --seconds 60

Each session is a STOMP client in one of the rooms, half of them by xhr-streaming and half by
xhr-polling, with connections of its own. One client over WebSocket talks in all rooms. Every
message must reach every session of its room, once and in order; exit code 1 when one does not.
"""
import argparse
import asyncio
import json
import resource
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "python"))
from webpeers import PATIENCE, Gone, Host, SockJs, web_socket

ROOMS = 20  # as many as one guest may make
AT_ONCE = 20


class Sessions:
    def __init__(self, given, host):
        self.given, self.host = given, host
        self.said = [0] * ROOMS
        self.heard = []  # per session: its room, and how much of what was said there it has
        self.faults = []

    def fault(self, text):
        if len(self.faults) < 20:
            self.faults.append(text)

    async def listen(self, session, room):
        place = len(self.heard)
        self.heard.append([room, 0])
        try:
            while True:
                frame = await session.read()
                if not frame.startswith("MESSAGE"):
                    raise Gone(frame)
                number = int(json.loads(frame[frame.index("\n\n"):].rstrip("\0"))["message"])
                if number != self.heard[place][1]:
                    self.fault(f"session {place} heard {number} for {self.heard[place][1]}")
                self.heard[place][1] = number + 1
        except (Gone, OSError) as why:
            self.fault(f"session {place} ended: {why}")

    async def open(self, count, polls):
        """KiB that each one takes, at rest."""
        before = self.host.status("VmRSS")
        gate = asyncio.Semaphore(AT_ONCE)

        async def one(number):
            async with gate:
                session = SockJs(self.host.port, f"{'p' if polls else 's'}{number}", polls=polls)
                await session.open()
                room = number % ROOMS
                await session.send("SUBSCRIBE", id="s", receipt="here",
                                   destination=f"/topic/chat/room/bench{room}")
                await session.expect("RECEIPT")
                self.tasks.append(asyncio.create_task(self.listen(session, room)))
                self.sessions.append(session)
        await asyncio.gather(*(one(number) for number in range(count)))
        return (self.host.status("VmRSS") - before) / max(count, 1)

    async def talk(self):
        talker = await web_socket(self.host.port)
        reader = asyncio.create_task(self.read(talker))
        until = time.monotonic() + self.given.seconds
        while time.monotonic() < until:
            for room in range(ROOMS):
                talker.frame("SEND", json.dumps({"type": "TALK", "roomId": f"bench{room}", "sender": "bench",
                                                 "message": str(self.said[room])}).encode(),
                             destination="/app/chat/message")
                self.said[room] += 1
                await asyncio.sleep(1 / self.given.rate / ROOMS)
        deadline = time.monotonic() + PATIENCE
        while self.missing() and time.monotonic() < deadline:
            await asyncio.sleep(0.05)
        reader.cancel()

    async def read(self, talker):
        try:
            while True:
                frame = await talker.read()
                if frame.startswith(b"ERROR"):
                    raise Gone(frame.decode())
        except (Gone, OSError, asyncio.IncompleteReadError) as why:
            self.fault(f"the talker: {why!r}")

    def missing(self):
        return sum(self.said[room] - heard for room, heard in self.heard)

    async def play(self):
        self.tasks, self.sessions = [], []
        streaming = await self.open(self.given.streaming, polls=False)
        polling = await self.open(self.given.polling, polls=True)
        before = self.host.processor_seconds()
        begin = time.monotonic()
        await self.talk()
        spent = (self.host.processor_seconds() - before) / (time.monotonic() - begin)
        heard, missing = sum(heard for _, heard in self.heard), self.missing()
        if missing:
            self.fault(f"{missing} messages were lost")
        print(f"{self.given.streaming} xhr-streaming sessions: {streaming:.1f} KiB each at rest; "
              f"{self.given.polling} xhr-polling: {polling:.1f} KiB each")
        print(f"{self.given.seconds} s of talk: {sum(self.said)} messages said, {heard} heard, {missing} lost; "
              f"the host has {self.host.status('VmRSS') / 1024:.1f} MiB, at its peak "
              f"{self.host.status('VmHWM') / 1024:.1f} MiB, and took {spent * 100:.0f} % of a core")
        for task in self.tasks:
            task.cancel()
        for session in self.sessions:
            session.close()


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--build", default="build/release", help="folder of the build")
    options.add_argument("--streaming", type=int, default=1000)
    options.add_argument("--polling", type=int, default=1000)
    options.add_argument("--seconds", type=float, default=60)
    options.add_argument("--rate", type=float, default=0.5, help="messages per second in each room")
    given = options.parse_args()
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    with tempfile.TemporaryDirectory(prefix="madang-websessions-") as folder:
        host = Host(Path(given.build) / "bin" / "madang-host", Path(folder), "--heart-beat-seconds", "0")
        sessions = Sessions(given, host)
        try:
            asyncio.run(sessions.play())
        finally:
            code = host.stop()
        if code != 0:
            sessions.fault(f"the host ended with code {code}: {host.errors.read_text()[-2000:]}")
    for fault in sessions.faults:
        print(f"  {fault}")
    return 1 if sessions.faults else 0


if __name__ == "__main__":
    sys.exit(main())
