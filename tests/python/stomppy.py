#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""stomppy.py MADANG-HOST: stomp.py over TCP through all that STOMP has, in each of its three versions,
against a host of its own. tests/node/everyclient.mjs does the same with the clients of JavaScript.
"""
import os
import queue
import re
import subprocess
import sys
import tempfile
import time
import traceback
from pathlib import Path

DEBIAN = "/usr/bin/python3"  # the interpreter that python3-stomp is for
try:
    import stomp
except ImportError:
    if os.path.exists(DEBIAN) and "again" not in sys.argv:
        os.execv(DEBIAN, [DEBIAN, *sys.argv, "again"])
    print("not run: stomp.py, whose package python3-stomp is not installed")
    sys.exit(77)

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from processes import clean_environment, end_with_us, free_port

PATIENCE = 60  # seconds
BEAT = 2000  # ms, each way, where there are beats; the host is told the same
DEAD = 3  # silent periods after which the host gives a peer up


class Host:
    def __init__(self, binary, folder):
        self.port = free_port()
        self.command = [binary, "--port", "0", "--bind", "127.0.0.1", "--data", str(folder / "data"),
                        "--heart-beat-seconds", str(BEAT // 1000),
                        "--heart-beat-margin", str(DEAD), "--tcp-port", str(self.port)]
        self.errors = folder / "errors"
        self.start()

    def start(self):
        with self.errors.open("ab") as errors:
            self.process = subprocess.Popen(self.command, stdout=subprocess.PIPE, stderr=errors, text=True,
                                            env=clean_environment("MADANG_"), preexec_fn=end_with_us)
        line = self.process.stdout.readline()
        if not re.match(r"madang-host ready .*\btcp://", line):
            self.process.kill()
            sys.exit(f"no ready line with a tcp:// address: {line!r} {self.errors.read_text()}")

    def restart(self):
        """kill -9, then the same host again: its data, its port."""
        self.process.kill()
        self.process.wait()
        self.start()

    def stop(self):
        self.process.terminate()
        self.process.wait(PATIENCE)


class Ear(stomp.ConnectionListener):
    """What a connection hears, in queues to wait on."""

    def __init__(self):
        self.connections = queue.Queue()
        self.messages = queue.Queue()
        self.receipts = queue.Queue()
        self.losses = queue.Queue()
        self.errors = []
        self.beats = 0

    def on_connected(self, frame):
        self.connections.put(frame)

    def on_message(self, frame):
        self.messages.put(frame)

    def on_receipt(self, frame):
        self.receipts.put(frame.headers["receipt-id"])

    def on_error(self, frame):
        self.errors.append(frame)

    def on_heartbeat(self):
        self.beats += 1

    def on_disconnected(self):
        self.losses.put(True)


class Client:
    kinds = {"1.0": stomp.Connection10, "1.1": stomp.Connection11, "1.2": stomp.Connection12}

    def __init__(self, version, port, beat=0):
        beats = {} if version == "1.0" else {"heartbeats": (beat, beat), "vhost": "/"}
        self.version = version
        self.ear = Ear()
        self.count = 0
        self.connection = self.kinds[version]([("127.0.0.1", port)], **beats)
        self.connection.set_listener("ear", self.ear)
        self.connect()

    def connect(self):
        self.connection.connect(wait=False)  # it would wait for good
        self.ear.connections.get(timeout=PATIENCE)

    def receipt(self):
        self.count += 1
        return f"r-{self.count}"

    def wait_for(self, receipt):
        while self.ear.receipts.get(timeout=PATIENCE) != receipt:
            pass

    def message(self):
        return self.ear.messages.get(timeout=PATIENCE)

    def subscribe(self, destination, ack="auto", name="s"):
        receipt = self.receipt()
        self.connection.subscribe(destination, id=name, ack=ack, receipt=receipt)
        self.wait_for(receipt)

    def send(self, destination, body, **headers):
        receipt = self.receipt()
        self.connection.send(destination, body, receipt=receipt, **headers)
        self.wait_for(receipt)

    def acknowledge(self, frame, refuse=False, **keywords):
        headers = frame.headers
        call = self.connection.nack if refuse else self.connection.ack
        if self.version == "1.2":
            call(headers["ack"], **keywords)
        elif self.version == "1.1":
            call(headers["message-id"], headers["subscription"], **keywords)
        else:
            call(headers["message-id"], **keywords)

    def close(self):
        receipt = self.receipt()
        self.connection.disconnect(receipt=receipt)
        self.ear.losses.get(timeout=PATIENCE)


def expect(actual, expected):
    if actual != expected:
        raise AssertionError(f"{actual!r} is not {expected!r}")


def left(client, name):
    """What waits in a queue, taken out of it."""
    client.subscribe(name, name="left")
    client.send(name, "end")
    bodies = []
    while not bodies or bodies[-1] != "end":
        bodies.append(client.message().body)
    client.connection.unsubscribe(id="left")
    return bodies[:-1]


def consumed(client, port, name, ack, bodies, use):
    """What `use` leaves of the bodies, when its connection is gone."""
    consumer = Client(client.version, port)
    consumer.subscribe(name, ack=ack)
    for body in bodies:
        client.send(name, body)
    use(consumer, [consumer.message() for _ in bodies])
    consumer.close()
    expect(consumer.ear.errors, [])
    return left(client, name)


def plain_topic(client):
    client.subscribe("/topic/stomppy.all", name="all")
    client.send("/topic/stomppy.all", "안녕", place="garden")
    frame = client.message()
    expect((frame.body, frame.headers["place"]), ("안녕", "garden"))


def transactions(client):
    topic = "/topic/stomppy.transactions"
    client.subscribe(topic, name="transactions")
    one = client.connection.begin()
    two = client.connection.begin()
    client.connection.send(topic, "in one, first", transaction=one)
    client.connection.send(topic, "in two", transaction=two)
    client.connection.send(topic, "in one, second", transaction=one)
    client.send(topic, "outside")
    client.connection.abort(two)
    client.connection.commit(one)
    client.send(topic, "end")
    heard = [client.message().body for _ in range(4)]
    expect(heard, ["outside", "in one, first", "in one, second", "end"])
    client.connection.unsubscribe(id="transactions")


def acknowledgements(client, port):
    def cumulative(consumer, frames):
        consumer.acknowledge(frames[1])  # and the one before

    def individual(consumer, frames):
        consumer.acknowledge(frames[2])
        consumer.acknowledge(frames[1], refuse=True)
        back = consumer.message()
        expect((back.body, back.headers["redelivered"]), ("2", "true"))
        consumer.acknowledge(back)

    def in_transactions(consumer, frames):
        kept = consumer.connection.begin()
        consumer.acknowledge(frames[0], transaction=kept)
        consumer.connection.commit(kept)
        dropped = consumer.connection.begin()
        consumer.acknowledge(frames[1], transaction=dropped)
        consumer.connection.abort(dropped)

    bodies = ["1", "2", "3"]
    name = f"/queue/stomppy.{client.version}"
    expect(consumed(client, port, name, "client", bodies, cumulative), ["3"])
    if client.version != "1.0":  # which knows neither
        expect(consumed(client, port, name, "client-individual", bodies, individual), ["1"])
    expect(consumed(client, port, name, "client", bodies[:2], in_transactions), ["2"])


def heart_beats(version, port):
    """Silent but for beats, longer than the host waits for a dead peer; then still served."""
    client = Client(version, port, BEAT)
    begun = time.monotonic()
    while client.ear.beats < 3 or time.monotonic() < begun + (DEAD + 1) * BEAT / 1000:
        if time.monotonic() > begun + PATIENCE:
            raise AssertionError(f"{client.ear.beats} beats of the host in a minute")
        time.sleep(BEAT / 10000)
    client.send("/topic/stomppy.beats", "alive")
    client.close()
    expect(client.ear.errors, [])


def restart(client, host):
    host.restart()
    client.ear.losses.get(timeout=PATIENCE)
    client.connect()
    client.subscribe("/topic/stomppy.all", name="all")
    client.send("/topic/stomppy.all", "back")
    expect(client.message().body, "back")


def everything(version, host):
    client = Client(version, host.port)
    plain_topic(client)
    transactions(client)
    acknowledgements(client, host.port)
    if version != "1.0":  # which has none
        heart_beats(version, host.port)
    restart(client, host)
    client.close()
    expect(client.ear.errors, [])


def main(binary):
    with tempfile.TemporaryDirectory(prefix="madang-stomppy-") as folder:
        host = Host(binary, Path(folder))
        try:
            for version in Client.kinds:
                everything(version, host)
                print(f"stomp.py {'.'.join(map(str, stomp.__version__))} with STOMP {version}: "
                      "everything as it should be", flush=True)
        finally:
            host.stop()


if __name__ == "__main__":
    code = 1
    try:
        main(sys.argv[1])
        code = 0
    except BaseException:
        traceback.print_exc()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)  # whatever threads of stomp.py still wait for
