# SPDX-License-Identifier: GPL-3.0-or-later
"""Plays a scripted conversation with a server over TCP and notes what comes back."""
import re
import socket
import time
from collections import Counter, namedtuple

PATIENCE = 60  # seconds for an answer that will come
FENCES = ("fence", "the-end")  # receipts of our own
LEGAL_NOISE = b"\r\n\0"  # between frames

Step = namedtuple("Step", "kind peer text count")
Conversation = namedtuple("Conversation", "name steps")
Frame = namedtuple("Frame", "command headers body")


def say(text, peer="a"):
    """Sends that text; `^` is NUL."""
    return Step("say", peer, text, 0)


def hear(command="", count=1, peer="a"):
    """Waits for so many more frames of that command (of any), for an ERROR or the end."""
    return Step("hear", peer, command, count)


def fence(peer="a"):
    """Waits until all before it has been answered: a SEND whose RECEIPT is not shown."""
    return Step("fence", peer, "", 0)


def leave(peer="a"):
    """Closes without a word."""
    return Step("leave", peer, "", 0)


def gone(peer="a"):
    """Waits until the server has closed; a server that does not stays `open`."""
    return Step("gone", peer, "", 0)


class Peer:
    def __init__(self, address):
        self.socket = socket.create_connection(address, timeout=PATIENCE)
        self.rest = b""
        self.frames = []
        self.heard = Counter()  # by command, what was waited for so far
        self.closed = False
        self.ended = ""

    def say(self, text):
        try:
            self.socket.sendall(text.encode("utf-8", "surrogateescape").replace(b"^", b"\0"))
        except OSError:
            self.closed = True

    def read(self, deadline):
        """False when nothing came until the deadline, or nothing will."""
        if self.closed:
            return False
        self.socket.settimeout(max(0.01, deadline - time.monotonic()))
        try:
            data = self.socket.recv(65536)
        except TimeoutError:
            return False
        except OSError:
            data = b""
        self.closed = not data
        self.rest += data
        self.split()
        return bool(data)

    def split(self):
        while True:
            rest = self.rest.lstrip(LEGAL_NOISE)
            head, found, body = rest.partition(b"\n\n")
            if not found:
                return
            command, *lines = head.decode("utf-8", "replace").split("\n")
            headers = [tuple(line.split(":", 1)) for line in lines]
            length = dict(reversed(headers)).get("content-length")
            end = body.find(b"\0") if length is None else int(length)
            if end < 0 or len(body) <= end:
                return
            text = body[:end].decode("utf-8", "backslashreplace")
            self.frames.append(Frame(command, headers, text))
            self.rest = body[end + 1:]

    def wait_until(self, done, patience=PATIENCE):
        deadline = time.monotonic() + patience
        while not done() and self.read(deadline):
            pass
        return done()

    def count(self, command):
        return sum(command in (frame.command, "") for frame in self.frames)

    def hear(self, command, count):
        self.heard[command] += count
        self.wait_until(lambda: self.count(command) >= self.heard[command] or self.count("ERROR"))

    def has_receipt(self, name):
        return any(("receipt-id", name) in frame.headers and frame.command == "RECEIPT"
                   for frame in self.frames)

    def fence(self, frame, name):
        """True when the server answers that frame; False when it closed or is silent."""
        self.say(frame)
        return self.wait_until(lambda: self.has_receipt(name))


def message(peer, nth):
    """The headers of the nth MESSAGE as they came: escaped as they must go back."""
    messages = [dict(reversed(frame.headers)) for frame in peer.frames if frame.command == "MESSAGE"]
    return messages[nth - 1] if nth <= len(messages) else {}


def filled(text, peers):
    """`{ack:2}`, `{message-id:1}`: that header of the peer's second, first MESSAGE; `{b.ack:1}`: of
    the peer b's."""
    def value(found):
        peer = peers[found[1] or "a"]
        return message(peer, int(found[3])).get(found[2], "none-came")
    return re.sub(r"\{(?:(\w)\.)?([a-z-]+):(\d+)\}", value, text)


def play(conversation, address):
    """The frames each peer got, and whether it was still served at the end."""
    peers = {}
    for step in conversation.steps:
        peer = peers.get(step.peer) or peers.setdefault(step.peer, Peer(address))
        if step.kind == "say":
            peer.say(filled(step.text, peers))
        elif step.kind == "hear":
            peer.hear(step.text, step.count)
        elif step.kind == "fence":
            peer.fence(f"SEND\ndestination:/topic/fence\nreceipt:{FENCES[0]}\n\n^", FENCES[0])
        elif step.kind == "gone":
            peer.wait_until(lambda: peer.closed)
        else:
            peer.socket.close()
            peer.closed = True
            peer.ended = "left"
    for peer in peers.values():
        if not peer.ended:
            served = peer.fence(f"DISCONNECT\nreceipt:{FENCES[1]}\n\n^", FENCES[1])
            peer.ended = "open" if served else "closed" if peer.closed else "silent"
        peer.socket.close()
    return peers
