#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""hostileweb.py MADANG-HOST: strangers at the host's HTTP port, while three neighbours chat on, over
WebSocket and SockJS, and count every message. Prints how many tried what and how many got through.

With MADANG_LONG=1 there are 10,000 half requests and more of everything else.
"""
import asyncio
import json
import os
import random
import re
import resource
import socket
import struct
import sys
import tempfile
import time
from pathlib import Path

import hostilerequests
from webpeers import (PATIENCE, Answer, Gone, Host, Peer, SockJs, connect, exchange, request, status_of,
                      web_socket)

LONG = os.environ.get("MADANG_LONG") == "1"
PER_ADDRESS = 120  # connections and sessions, as the host is told
HEAD_SECONDS = 3  # for the head of a request, likewise
AT_ONCE = 50
MEMORY = 192 * 1024  # KiB that all of it may add to the host at its peak
UPGRADE = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec_WebSocket_Version": "13",
           "Sec_WebSocket_Key": "dGhlIHNhbXBsZSBub25jZQ=="}
STOMP_PATHS = ("/ws-stomp", "/websc", "/chat", "/gs-guide-websocket", "/ws")


class Neighbours:
    """Three in the lobby. One talks, all must hear it: whole, once, in order."""

    def __init__(self, port):
        self.port = port
        self.heard = {name: [] for name in ("WebSocket", "xhr-streaming", "xhr-polling")}
        self.said = 0
        self.receipts = 0
        self.comings = {name: {} for name in self.heard}  # of strangers, by who heard of them
        self.faults = []

    async def start(self):
        self.talker = await web_socket(self.port, "127.0.0.2")
        self.peers = {"WebSocket": self.talker}
        for name, polls in (("xhr-streaming", False), ("xhr-polling", True)):
            self.peers[name] = SockJs(self.port, f"healthy{polls}", "127.0.0.2", polls)
            await self.peers[name].open()
            await self.peers[name].send("SUBSCRIBE", id="s", destination="/topic/chat/room/lobby",
                                        receipt="here")
            await self.peers[name].expect("RECEIPT")
        self.talker.frame("SUBSCRIBE", id="s", destination="/topic/chat/room/lobby", receipt="here")
        await self.talker.expect(b"RECEIPT")
        self.tasks = [asyncio.create_task(self.talk())] + [
            asyncio.create_task(self.listen(name)) for name in self.peers]

    async def talk(self):
        while True:
            self.talker.frame("SEND", json.dumps({"type": "TALK", "roomId": "lobby", "sender": "n",
                                                  "message": f"no. {self.said}"}).encode(),
                              destination="/app/chat/message", receipt=f"r-{self.said}")
            self.said += 1
            await asyncio.sleep(0.05)

    async def listen(self, name):
        try:
            while True:
                frame = await self.peers[name].read()
                text = frame.decode() if isinstance(frame, bytes) else frame
                for one in text.split("\0"):
                    self.take(name, one.lstrip("\n"))
        except (Gone, OSError, asyncio.IncompleteReadError) as why:
            self.faults.append(f"{name}: {why!r}")

    def take(self, name, frame):
        if frame.startswith("ERROR"):
            self.faults.append(f"{name}: {frame}")
        elif frame.startswith("RECEIPT\nreceipt-id:r-"):
            self.receipts += 1
        elif frame.startswith("MESSAGE"):
            said = json.loads(frame[frame.index("\n\n"):])
            if said["sender"] == "n" and said["type"] == "TALK":
                self.heard[name].append(said["message"])
            elif said["type"] != "TALK":
                self.comings[name].setdefault(said["sender"], []).append(said["type"])

    async def stop(self):
        """All that was said has been heard by everybody."""
        until = self.said + 20
        deadline = time.monotonic() + PATIENCE
        while self.said < until and time.monotonic() < deadline:
            await asyncio.sleep(0.01)
        self.tasks[0].cancel()
        expected = [f"no. {number}" for number in range(self.said)]
        while time.monotonic() < deadline and not self.faults and (
                self.receipts < self.said or any(len(heard) < self.said for heard in self.heard.values())):
            await asyncio.sleep(0.01)
        for name, heard in self.heard.items():
            if heard != expected:
                self.faults.append(f"{name} heard {len(heard)} of {self.said}, in order: "
                                   f"{heard == sorted(heard, key=lambda text: int(text[4:]))}")
        if self.receipts != self.said:
            self.faults.append(f"{self.receipts} receipts for {self.said} messages")
        for task in self.tasks:
            task.cancel()


class Attack:
    def __init__(self, host, neighbours):
        self.host, self.port, self.neighbours = host, host.port, neighbours
        self.faults = []

    def fault(self, text):
        if len(self.faults) < 30:
            self.faults.append(text)

    async def each(self, items, work):
        """Some of them at once; the number of those that got through, for which work() is true."""
        gate = asyncio.Semaphore(AT_ONCE)

        async def one(item):
            async with gate:
                return await work(item)
        return sum(await asyncio.gather(*(one(item) for item in items)))

    # --- bytes
    async def bad_requests(self, shapes):
        async def attempt(shape):
            name, data, *wanted = shape
            said = await exchange(self.port, data, "127.0.0.3")
            status = status_of(said)
            # What begins as TLS does is refused by an alert of TLS.
            refused = status in wanted if wanted else 400 <= status < 600 or not said or said.startswith(b"\x15\x03")
            answers = len(re.findall(rb"HTTP/1\.1 \d{3} ", said))
            if not refused or answers > 1:
                self.fault(f"{name}: {answers} answers, {said[:100]!r}")
            return not refused or answers > 1
        shapes = list(shapes)
        return len(shapes), await self.each(shapes, attempt)

    async def lawful_requests(self):
        """So that all the refusing is not for everybody: none of them may be refused. From an address
        that has asked for nothing yet, as the host counts what one asks."""
        shapes = list(hostilerequests.lawful())

        async def attempt(shape):
            name, data, answers = shape
            said = await exchange(self.port, data, "127.0.0.77")
            if said.count(b"HTTP/1.1 200 ") != answers:
                self.fault(f"{name}: {said[:200]!r}")
                return False
            return True
        return len(shapes), len(shapes) - await self.each(shapes, attempt)

    async def traversal(self):
        async def attempt(target):
            said = await exchange(self.port, b"GET " + target + b" HTTP/1.1\r\nHost: localhost\r\n"
                                  b"Connection: close\r\n\r\n", "127.0.0.3")
            through = status_of(said) not in (400, 404, 405) or b"root:" in said
            if through:
                self.fault(f"{target!r}: {said[:100]!r}")
            return through
        targets = list(hostilerequests.climbing())
        return len(targets), await self.each(targets, attempt)

    # --- whose page it is
    async def pages(self, headers, wanted):
        """Every way in, for a page with those headers: all must give that status."""
        ways = [request("GET", path, **{**UPGRADE, **headers}) for path in STOMP_PATHS]
        ways += [request("GET", f"{path}/000/{wanted}s{number}/websocket", **{**UPGRADE, **headers})
                 for number, path in enumerate(STOMP_PATHS)]
        ways += [request("POST", f"{path}/000/{wanted}x/xhr", **headers) for path in STOMP_PATHS]
        ways += [request("GET", f"{path}/info", **headers) for path in STOMP_PATHS]
        ways += [request("GET", "/myHandler", **{**UPGRADE, **headers}),
                 request("GET", "/chat/rooms", **headers), request("GET", "/chat/room/lobby", **headers),
                 request("OPTIONS", "/chat/createroom", **headers),
                 request("POST", "/chat/createroom?name=through", **headers),
                 request("POST", "/chat/createroom", b"name=through",
                         Content_Type="application/x-www-form-urlencoded", **headers)]
        if wanted == 421:
            ways += [request("GET", path, **headers) for path in ("/", "/status", "/metrics", "/nothing")]
            ways += [request("GET", "/room", **{**UPGRADE, **headers})]

        async def attempt(data):
            said = await exchange(self.port, data, "127.0.0.4")
            if status_of(said) != wanted or b"Access-Control-Allow-Origin" in said:
                self.fault(f"{headers} {data[:60]!r}: {said[:100]!r}")
            return status_of(said) != wanted
        return len(ways), await self.each(ways, attempt)

    async def foreign_pages(self):
        tried = through = 0
        for origin in ("http://evil.example", "https://localhost.evil.example", "null", "file://",
                       f"http://127.0.0.1.evil.example:{self.port}", "http://192.0.2.1",
                       f"http://localhost:{self.port}@evil.example", "chrome-extension://evil"):
            more = await self.pages({"Origin": origin}, 403)
            tried, through = tried + more[0], through + more[1]
        return tried, through

    async def rebound_names(self):
        tried = through = 0
        for name in ("evil.example", f"evil.example:{self.port}", "127.0.0.1.evil.example",
                     "localhost.evil.example", "evil.localhost.example", "xn--lokalhost.example"):
            more = await self.pages({"Host": name, "Origin": f"http://{name}"}, 421)
            tried, through = tried + more[0], through + more[1]
        return tried, through

    # --- time
    async def half_requests(self):
        """Thousands that never end, from many addresses; the host rids itself of all."""
        hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
        count = min(10000 if LONG else 1500, hard - 500)
        beginnings = (b"", b"G", b"GET / HTTP/1.1\r\n", b"GET / HTTP/1.1\r\nHost: localhost\r\nX: ",
                      b"POST /chat/createroom HTTP/1.1\r\nHost: localhost\r\n")
        statuses = {}

        async def attempt(number):
            source = f"127.0.{1 + number // 100}.3"
            try:
                said = await exchange(self.port, beginnings[number % 5], source, end=False)
            except TimeoutError:
                self.fault(f"half request {number} was not ended")
                return True
            status = status_of(said)
            statuses[status] = statuses.get(status, 0) + 1
            if status not in (0, 408, 503):
                self.fault(f"half request: {said[:100]!r}")
            return status not in (0, 408, 503)
        tasks = []
        for number in range(count):
            tasks.append(asyncio.create_task(attempt(number)))
            if number % 100 == 99:
                await asyncio.sleep(0.02)
        through = sum(await asyncio.gather(*tasks))
        return count, through, ", ".join(f"{number} got {status or 'no word'}"
                                         for status, number in sorted(statuses.items()))

    async def slow_requests(self):
        """A byte now and then does not buy more time."""
        async def attempt(number):
            reader, writer = await connect(self.port, "127.0.0.5")
            data = request("GET", "/", X_Slow="x" * 200)
            said = b""
            begin = time.monotonic()
            try:
                for byte in data:
                    writer.write(bytes([byte]))
                    await writer.drain()
                    try:
                        said = await asyncio.wait_for(reader.read(100), HEAD_SECONDS / 10)
                        break
                    except TimeoutError:
                        if time.monotonic() - begin > PATIENCE:
                            break
            except ConnectionError:
                return False
            finally:
                writer.close()
            if said and status_of(said) != 408:
                self.fault(f"slow request: {said!r}")
            return status_of(said) != 408
        count = 100
        return count, await self.each(range(count), attempt)

    async def deaf_askers(self):
        """Ask for megabytes and read nothing: what is made for them is bounded."""
        asks = request("GET", "/status.js", Connection="keep-alive", X="x" * 900) * 250

        async def attempt(number):
            raw = socket.socket()
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            raw.bind(("127.0.0.6", 0))
            raw.setblocking(False)
            await asyncio.get_running_loop().sock_connect(raw, ("127.0.0.1", self.port))
            reader, writer = await asyncio.open_connection(sock=raw, limit=1024)
            reader._transport.pause_reading()
            writer.transport.set_write_buffer_limits(0)
            try:
                for _ in range(64):  # 16 MiB, more than the kernels keep
                    writer.write(asks)
                    await asyncio.wait_for(writer.drain(), 2)
                self.fault("16 MiB of requests were taken though no answer was read")
                return True
            except (TimeoutError, ConnectionError):
                return False
            finally:
                raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                writer.transport.abort()
        count = 10
        return count, await self.each(range(count), attempt)

    # --- SockJS
    async def many_sessions(self):
        """One address gets as many as connections and no more, and others are not kept out."""
        count = 5000 if LONG else 1000
        held = []

        async def attempt(number):
            begin = time.monotonic()
            answer = Answer(*await connect(self.port, "127.0.0.7"))
            try:
                answer.writer.write(request("POST", f"/ws-stomp/000/many{number}/xhr"))
                status = await answer.head()
                if status == 200 and await answer.body() != b"o\n":
                    self.fault("a session did not open")
            except (ConnectionError, asyncio.IncompleteReadError):
                status = 503  # told so and gone
            finally:
                answer.writer.close()
            if status == 200:
                held.append((begin, time.monotonic()))
            elif status != 503:
                self.fault(f"one session too many got {status}")
            return status == 200
        opened = await self.each(range(count), attempt)
        other = SockJs(self.port, "other", "127.0.0.8", polls=True)
        await other.open()
        other.close()
        # Each lives for five seconds behind its poll, so these were there together.
        most = max(sum(begin > end - 4.5 and over <= end for begin, over in held) for _, end in held)
        if most > PER_ADDRESS:
            self.fault(f"{most} sessions of one address at once")
        return count, max(0, most - PER_ADDRESS), f"{opened} opened, {most} at once"

    async def session_guessing(self):
        victim = SockJs(self.port, "victim", "127.0.0.8")
        await victim.open()
        dice = random.Random(1)
        names = [f"{dice.randrange(1 << 40):x}" for _ in range(2000 if LONG else 300)] + ["victim"] * 50

        async def attempt(name):
            path = f"/ws-stomp/000/{name}/xhr_send"
            said = await exchange(self.port, request("POST", path, b'["DISCONNECT\\n\\n\\u0000"]'), "127.0.0.9")
            if status_of(said) != 404:
                self.fault(f"{path}: {said[:100]!r}")
            return status_of(said) != 404
        through = await self.each(names, attempt)
        for way in ("xhr", "xhr_streaming"):
            said = await exchange(self.port, request("POST", f"/ws-stomp/000/victim/{way}"), "127.0.0.9")
            through += status_of(said) != 404
        # A second receiver of its own address is told so, and the first one goes on.
        for _ in range(20):
            said = await exchange(self.port, request("POST", "/ws-stomp/000/victim/xhr"), "127.0.0.8")
            if b'c[2010,"Another connection still open"]' not in said:
                self.fault(f"a second receiver got {said[-100:]!r}")
                through += 1
        await victim.send("SUBSCRIBE", id="v", destination="/topic/v", receipt="still-here")
        await victim.expect("RECEIPT\nreceipt-id:still-here")
        victim.close()
        return len(names) + 22, through

    async def bad_payloads(self):
        session = SockJs(self.port, "payloads", "127.0.0.10")
        await session.open()
        payloads = list(hostilerequests.payloads())

        async def attempt(payload):
            name, body, statuses = payload
            said = await exchange(self.port, request("POST", f"{session.path}/xhr_send", body), "127.0.0.10",
                                  end=False)
            if status_of(said) not in statuses:
                self.fault(f"{name}: {said[:100]!r}")
            return status_of(said) not in statuses
        through = 0
        for payload in payloads:
            through += await attempt(payload)
        # It has been harmed by none of it, and takes what is as large as a frame may be.
        await session.send("SUBSCRIBE", id="l", destination="/topic/large", receipt="s")
        await session.expect("RECEIPT")
        large = '"' * (1024 * 1024)
        await session.send("SEND", large, destination="/topic/large", receipt="large")
        frame = await session.expect("MESSAGE")
        if not frame.endswith(large + "\0"):
            self.fault("the large message came otherwise than it went")
        session.close()
        await self.large_by_web_socket(large)
        return len(payloads), through

    async def large_by_web_socket(self, large):
        """A SockJS WebSocket takes it, too."""
        peer = Peer(*await connect(self.port, "127.0.0.10"))
        peer.writer.write(request("GET", "/ws-stomp/000/large/websocket", **UPGRADE))
        await peer.reader.readuntil(b"\r\n\r\n")
        for frame in ("CONNECT\naccept-version:1.2\nhost:/\n\n\0", "SUBSCRIBE\nid:l\ndestination:/topic/l\n\n\0",
                      f"SEND\ndestination:/topic/l\n\n{large}\0"):
            peer.message(json.dumps([frame]).encode())
        heard = ""
        async with asyncio.timeout(PATIENCE):
            while "MESSAGE" not in heard:
                said = await peer.read()
                heard = "".join(json.loads(said[1:])) if said[:1] == b"a" else ""
        if large not in heard:
            self.fault("the large message came otherwise than it went by WebSocket")
        peer.writer.close()

    # --- people
    async def joins_and_leaves(self):
        """In and out of the neighbours' room, politely or not: all are told of each, once, and nobody stays."""
        count = 3000 if LONG else 400
        before = await self.lobby()

        async def attempt(number):
            try:
                peer = await web_socket(self.port, f"127.0.2.{1 + number % 20}")
                peer.frame("SUBSCRIBE", id="s", destination="/topic/chat/room/lobby")
                said = {"type": "ENTER", "roomId": "lobby", "sender": f"flood{number}"}
                peer.frame("SEND", json.dumps(said).encode(), destination="/app/chat/message", receipt="in")
                await peer.expect(b"RECEIPT")
                if number % 3 == 0:
                    peer.frame("SEND", json.dumps({**said, "type": "LEAVE"}).encode(),
                               destination="/app/chat/message", receipt="out")
                    await peer.expect(b"RECEIPT")
                if number % 3 == 1:
                    peer.reset()
                peer.writer.close()
            except (Gone, ConnectionError, asyncio.IncompleteReadError) as why:
                self.fault(f"who joined was sent away: {why!r}")
            return False
        await self.each(range(count), attempt)

        def wrong():
            return sum(comings.get(f"flood{number}") != ["ENTER", "LEAVE"]
                       for comings in self.neighbours.comings.values() for number in range(count))
        deadline = time.monotonic() + PATIENCE
        while (wrong() or await self.lobby() != before) and time.monotonic() < deadline:
            await asyncio.sleep(0.1)
        if wrong() or await self.lobby() != before:
            self.fault(f"joins and leaves were told wrongly {wrong()} times; the room had {before} "
                       f"and has {await self.lobby()}")
        return count, wrong()

    async def lobby(self):
        """How many belong to it, and are there."""
        said = await exchange(self.port, request("GET", "/chat/room/lobby"), "127.0.0.2")
        room = json.loads(said[said.index(b"\r\n\r\n"):])
        return room["members"], room["here"]

    async def canaries(self):
        """Nothing that was hidden in something else has happened."""
        said = await exchange(self.port, request("GET", "/chat/rooms"), "127.0.0.2")
        names = [room["name"] for room in json.loads(said[said.index(b"\r\n\r\n"):])]
        through = [name for name in names if name != "Lobby" and name != "lawful"]
        if through:
            self.fault(f"rooms that nobody was let make: {through}")
        return len(names), len(through)


async def play(host):
    neighbours = Neighbours(host.port)
    await neighbours.start()
    before = host.status("VmRSS")
    attack = Attack(host, neighbours)
    plan = {
        "smuggled requests": attack.bad_requests(hostilerequests.smuggling()),
        "bad requests": attack.bad_requests(hostilerequests.malformed()),
        "oversized requests": attack.bad_requests(hostilerequests.oversized()),
        "paths that climb": attack.traversal(),
        "pages of foreign origins": attack.foreign_pages(),
        "pages under rebound names": attack.rebound_names(),
        "SockJS: guessed sessions, second receivers": attack.session_guessing(),
        "SockJS: bad payloads": attack.bad_payloads(),
        "SockJS: sessions of one address": attack.many_sessions(),
        "slow requests": attack.slow_requests(),
        "askers that do not read": attack.deaf_askers(),
        "half requests": attack.half_requests(),
        "joins and leaves": attack.joins_and_leaves(),
        "lawful requests refused": attack.lawful_requests(),
        "rooms looked at for what was hidden": attack.canaries(),
    }
    tried = through = 0
    for name, work in plan.items():
        begin = time.monotonic()
        try:
            result = await work
        except (Gone, OSError, TimeoutError, asyncio.IncompleteReadError) as why:
            attack.fault(f"{name}: {why!r}")
            continue
        tried, through = tried + result[0], through + result[1]
        print(f"{result[0]:6} {name}: {result[1]} got through ({time.monotonic() - begin:.1f} s"
              + "".join(f"; {more}" for more in result[2:]) + ")", flush=True)
        if result[1] and not attack.faults:
            attack.fault(name)
    await neighbours.stop()
    added = host.status("VmHWM") - before
    print(f"{tried:6} tried, {through} got through; the three neighbours heard "
          f"{sum(map(len, neighbours.heard.values()))} of {3 * neighbours.said} messages; "
          f"the host took {added / 1024:.1f} MiB more at its peak")
    return attack.faults + neighbours.faults, added


def main():
    binary = sys.argv[1]
    with tempfile.TemporaryDirectory(prefix="madang-hostileweb-") as folder:
        host = Host(binary, Path(folder), "--loopback", "limited", "--connect-seconds", str(HEAD_SECONDS),
                    "--connections-per-address", str(PER_ADDRESS), "--heart-beat-seconds", "0")
        try:
            faults, added = asyncio.run(play(host))
        finally:
            code = host.stop()
        if code != 0:
            faults.append(f"the host ended with code {code}: {host.errors.read_text()[-2000:]}")
    if b"__asan_init" not in Path(binary).read_bytes() and added > MEMORY:
        faults.append(f"the host took {added} KiB")
    for fault in faults:
        print(f"  {fault}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
