#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Is the host a STOMP broker as RabbitMQ is, and do we know where it is not?

    compare.py MADANG-HOST [--record]

Plays the conversations of table.py with madang-host and with a RabbitMQ that it starts for itself,
both over TCP, and compares what comes back. What may differ stands in differences.json, with the
reason: differences that are in every conversation under "everywhere", others by conversation with
what either side says. A difference that is not there, one that is there and no longer seen, and a
row that docs/protocol.md lacks are failures. `--record` writes what was seen into the file, for
the differences it has already or that have a reason still to be told.

Without RabbitMQ 3.10 it is not run, and says so.
"""
import argparse
import json
import sys
import tempfile
from itertools import groupby
from pathlib import Path

from conversation import FENCES, play
from servers import Madang, RabbitMq, Refusal, why_not_rabbitmq
from table import CONVERSATIONS

ROOT = Path(__file__).resolve().parents[2]
DIFFERENCES = Path(__file__).with_name("differences.json")
DOCUMENT = ROOT / "docs" / "protocol.md"
SKIPPED = 77

VARIES = {"session", "message-id", "ack"}  # made by the server, of no meaning
OF_THE_CHAT = {"user-id", "host-name", "guest-token"}


class Normal:
    """Makes a transcript out of frames, and counts what it took off, by the name under which
    differences.json has the reason."""

    def __init__(self):
        self.met = set()

    def without(self, rule, headers, names):
        if any(name in names for name, _ in headers):
            self.met.add(rule)
        return [header for header in headers if header[0] not in names]

    def connected(self, headers):
        headers = self.without("connected: chat", headers, OF_THE_CHAT)
        values = dict(headers)
        if values["version"] == "1.0":
            headers = self.without("connected: heart-beat of 1.0", headers, {"heart-beat"})
        if values.get("heart-beat", "0,0") != "0,0":
            self.met.add("connected: heart-beat")
        if values.get("server", "").startswith("RabbitMQ"):
            self.met.add("connected: server")
        return [(name, "…" if name in ("heart-beat", "server") else value) for name, value in headers]

    def line(self, frame):
        headers = [header for header in frame.headers if header[0] != "content-length"]
        if frame.command == "CONNECTED":
            headers = self.connected(headers)
        if frame.command == "ERROR":
            self.met.add("error: text")
            headers = [header for header in headers if header[0] not in ("message", "content-type")]
            return self.shown("ERROR", self.without("error: headers", headers, {"version", "receipt-id"}), "")
        if frame.command == "MESSAGE":
            if ("redelivered", "false") in headers:
                self.met.add("message: redelivered")
                headers.remove(("redelivered", "false"))
            headers = self.without("message: receipt", headers, {"receipt", "transaction"})
        if frame.command == "RECEIPT":
            headers = self.without("receipt: delivered", headers, {"delivered"})
        return self.shown(frame.command, headers, frame.body)

    @staticmethod
    def shown(command, headers, body):
        words = [f"{name}:{'…' if name in VARIES else value}" for name, value in sorted(headers)]
        return " ".join([command, *words]) + (f" | {body}" if body else "")

    def transcript(self, peer):
        """Where a RECEIPT stands among MESSAGEs, and which of several subscriptions comes first, is
        promised by neither. A connection is over with its first ERROR."""
        frames = [frame for frame in peer.frames
                  if not any(("receipt-id", name) in frame.headers for name in FENCES)]
        ended = peer.ended
        errors = [number for number, frame in enumerate(frames) if frame.command == "ERROR"]
        if errors:
            if ended == "open" or len(frames) > errors[0] + 1:
                self.met.add("error: open")
            frames, ended = frames[:errors[0] + 1], "closed"
        receipts = [self.line(frame) for frame in frames if frame.command == "RECEIPT"]
        others = [(frame, self.line(frame)) for frame in frames if frame.command != "RECEIPT"]
        lines = []
        for _, copies in groupby(others, key=lambda each: (each[0].command, each[0].body)):
            lines += sorted(line for _, line in copies)
        return lines + receipts + [ended]


def differences_seen(hosts):
    """Conversation to the two transcripts, where they are not the same; and the rules met."""
    normal = Normal()
    seen = {}

    def transcript(conversation, server):
        peers = play(conversation, server.address)
        return [f"{name}: {line}" for name, peer in sorted(peers.items())
                for line in normal.transcript(peer)]

    for conversation in CONVERSATIONS:
        sides = {side: transcript(conversation, server) for side, server in hosts.items()}
        if sides["madang"] != sides["rabbitmq"]:
            seen[conversation.name] = sides
    return seen, normal.met


def complaints(seen, met, known):
    """What the file does not say, or says and is not so."""
    told = {name: sides for each in known["differences"] for name, sides in each["seen"].items()}
    names = {conversation.name for conversation in CONVERSATIONS}
    for name in sorted(set(seen) | set(told)):
        if name not in names:
            yield f"{name}: differences.json names a conversation that is not in table.py"
        elif name not in told:
            yield f"{name}: a new difference:\n{json.dumps(seen[name], indent=2, ensure_ascii=False)}"
        elif name not in seen:
            yield f"{name}: the difference is gone; take it out of differences.json and the document"
        elif seen[name] != told[name]:
            yield (f"{name}: another difference than is told:\n"
                   f"{json.dumps(seen[name], indent=2, ensure_ascii=False)}")
    for rule in sorted(met - set(known["everywhere"])):
        yield f"{rule}: met everywhere, but not told in differences.json"
    for rule in sorted(set(known["everywhere"]) - met):
        yield f"{rule}: told in differences.json, but not met any more"


def rows(known):
    """The rows of the document's table."""
    for each in [*known["everywhere"].values(), *known["differences"]]:
        yield f"| {each['case']} | {each['rabbitmq']} | {each['here']} | {each['why']} |"


def document_complaints(known):
    text = DOCUMENT.read_text(encoding="utf-8")
    section = text.partition("\n## Differences from RabbitMQ\n")[2].partition("\n## ")[0]
    told = [line for line in section.splitlines() if line.startswith("| ")][1:]
    wanted = list(rows(known))
    for row in wanted:
        if row not in told:
            yield f"docs/protocol.md, Differences from RabbitMQ, lacks the row\n{row}"
    for row in told:
        if row not in wanted:
            yield f"docs/protocol.md, Differences from RabbitMQ: differences.json does not have\n{row}"


def record(seen, known):
    for each in known["differences"]:
        each["seen"] = {name: seen.pop(name) for name in each["seen"] if name in seen}
    for name, sides in seen.items():
        known["differences"].append({"case": name, "rabbitmq": "", "here": "", "why": "",
                                     "seen": {name: sides}})
    DIFFERENCES.write_text(json.dumps(known, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("host")
    parser.add_argument("--record", action="store_true")
    arguments = parser.parse_args()
    known = json.loads(DIFFERENCES.read_text(encoding="utf-8"))
    wrong = list(document_complaints(known))
    if why := why_not_rabbitmq():
        print(f"not run: the comparison with RabbitMQ: {why}")
        print("\n".join(wrong))
        return 1 if wrong else SKIPPED
    hosts = {}
    with tempfile.TemporaryDirectory(prefix="madang-differential-") as folder:
        try:
            hosts["madang"] = Madang(arguments.host, Path(folder))
            hosts["rabbitmq"] = RabbitMq(Path(folder))
            seen, met = differences_seen(hosts)
        except Refusal as why:
            print(why)
            return 1
        finally:
            for server in hosts.values():
                server.stop()
    wrong += complaints(seen, met, known)
    if arguments.record:
        record(seen, known)
    print("\n".join(wrong) or f"{len(CONVERSATIONS)} conversations, {len(known['differences'])} kinds "
          "of differences, each with its reason")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
