# SPDX-License-Identifier: GPL-3.0-or-later
"""A host, and peers that speak HTTP, WebSocket and SockJS to it from addresses of their own."""
import asyncio
import json
import os
import re
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "bench"))
from processes import clean_environment, end_with_us
from soak import Gone, Peer

PATIENCE = 60  # seconds


class Host:
    """madang-host with data of its own in that folder."""

    def __init__(self, binary, folder, *options):
        self.errors = folder / "errors"
        with self.errors.open("ab") as errors:
            self.process = subprocess.Popen(
                [binary, "--port", "0", "--bind", "127.0.0.1", "--data", str(folder / "data"), *options],
                stdout=subprocess.PIPE, stderr=errors, text=True, env=clean_environment("MADANG_"),
                preexec_fn=end_with_us)
        line = self.process.stdout.readline()
        ready = re.match(r"madang-host ready http://127\.0\.0\.1:(\d+)", line)
        if not ready:
            self.process.kill()
            sys.exit(f"no ready line: {line!r} {self.errors.read_text()}")
        self.port = int(ready[1])

    def status(self, key):
        """Of /proc, in KiB."""
        text = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        return int(re.search(rf"{key}:\s+(\d+)", text)[1])

    def processor_seconds(self):
        """That it took so far."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def stop(self):
        """Its exit code after a SIGTERM."""
        self.process.terminate()
        return self.process.wait(PATIENCE)


async def connect(port, source="127.0.0.1", **options):
    return await asyncio.wait_for(
        asyncio.open_connection("127.0.0.1", port, local_addr=(source, 0), **options), PATIENCE)


async def exchange(port, data, source="127.0.0.1", end=True):
    """All that the host says to those bytes until it closes; with `end` they are all there is."""
    reader, writer = await connect(port, source)
    try:
        try:
            writer.write(data)
            await asyncio.wait_for(writer.drain(), PATIENCE)
            if end:
                writer.write_eof()
        except OSError:
            pass  # it said no before it had read all
        said = b""
        try:
            async with asyncio.timeout(PATIENCE):
                while more := await reader.read(65536):
                    said += more
        except ConnectionError:
            pass
        return said
    finally:
        writer.close()


def status_of(said):
    """Of the first answer; 0 when there is none."""
    found = re.match(rb"HTTP/1\.1 (\d{3}) ", said)
    return int(found[1]) if found else 0


def request(method, path, body=b"", **headers):
    """As bytes; underscores in names of headers stand for dashes."""
    lines = {"Host": "localhost", "Connection": "close",
             **{name.replace("_", "-"): value for name, value in headers.items()}}
    if body or method == "POST":
        lines["Content-Length"] = len(body)
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"{method} {path} HTTP/1.1\r\n{head}\r\n".encode() + body


class Answer:
    """What comes back on a connection that is kept, read bit by bit."""

    def __init__(self, reader, writer):
        self.reader, self.writer = reader, writer

    async def head(self):
        head = await asyncio.wait_for(self.reader.readuntil(b"\r\n\r\n"), PATIENCE)
        self.length = re.search(rb"(?i)\r\ncontent-length: (\d+)", head)
        return status_of(head)

    async def body(self):
        """The rest, whole or in chunks."""
        if self.length:
            return await asyncio.wait_for(self.reader.readexactly(int(self.length[1])), PATIENCE)
        said = b""
        while (piece := await self.chunk()) is not None:
            said += piece
        return said

    async def chunk(self):
        """The next one; None behind the last."""
        size = int(await self.reader.readuntil(b"\r\n"), 16)
        piece = await self.reader.readexactly(size + 2)
        return piece[:-2] if size else None


class SockJs:
    """A session of STOMP over SockJS: by xhr-streaming, or with `polls` by xhr-polling."""

    def __init__(self, port, session, source="127.0.0.1", polls=False, base="/ws-stomp"):
        self.port, self.source, self.polls = port, source, polls
        self.path = f"{base}/000/{session}"
        self.frames = asyncio.Queue()
        self.incoming = self.outgoing = self.task = None

    async def post(self, keep, path, body=b""):
        """On the connection that is kept there, or on a new one."""
        if keep is None:
            keep = Answer(*await connect(self.port, self.source))
        head = f"POST {self.path}{path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(body)}\r\n\r\n"
        keep.writer.write(head.encode() + body)
        await keep.writer.drain()
        return keep, await keep.head()

    async def open(self, **headers):
        self.incoming, status = await self.post(None, "/xhr" if self.polls else "/xhr_streaming")
        if status != 200:
            raise Gone(f"SockJS answered {status}")
        self.task = asyncio.create_task(self.listen())
        await self.send("CONNECT", accept_version="1.2", host="/", **headers)
        await self.expect("CONNECTED")

    async def listen(self):
        try:
            while True:
                if self.polls:
                    await self.take(await self.incoming.body())
                else:
                    said = b""
                    while (piece := await self.incoming.chunk()) is not None:
                        said += piece
                        *lines, said = said.split(b"\n")
                        for line in lines:
                            await self.take(line)
                self.incoming, status = await self.post(
                    self.incoming, "/xhr" if self.polls else "/xhr_streaming")
                if status != 200:
                    raise Gone(f"SockJS answered {status}")
        except (Gone, OSError, asyncio.IncompleteReadError) as why:
            await self.frames.put(why)

    async def take(self, line):
        line = line.strip()
        if line[:1] == b"a":
            for message in json.loads(line[1:]):
                if message.strip():
                    await self.frames.put(message)
        elif line[:1] == b"c":
            raise Gone(line.decode())

    async def send(self, command, body="", **headers):
        lines = [command, *(f"{key.replace('_', '-')}:{value}" for key, value in headers.items())]
        payload = json.dumps(["\n".join(lines) + "\n\n" + body + "\0"]).encode()
        self.outgoing, status = await self.post(self.outgoing, "/xhr_send", payload)
        if status != 204:
            raise Gone(f"xhr_send answered {status}")

    async def read(self):
        frame = await self.frames.get()
        if isinstance(frame, Exception):
            raise Gone(str(frame))
        return frame

    async def expect(self, command):
        async with asyncio.timeout(PATIENCE):
            while not (frame := await self.read()).startswith(command):
                if frame.startswith("ERROR"):
                    raise Gone(frame)
        return frame

    def close(self):
        if self.task:
            self.task.cancel()
        for answer in (self.incoming, self.outgoing):
            if answer:
                answer.writer.close()


async def web_socket(port, source="127.0.0.1"):
    """A STOMP client over WebSocket, logged in."""
    peer = Peer(*await connect(port, source))
    await peer.login()
    return peer
