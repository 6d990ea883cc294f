# SPDX-License-Identifier: GPL-3.0-or-later
"""Packets of mDNS, right and wrong. Run as a program it sends some by eth0:

    mdnspackets.py KIND [HOSTID]

KIND is one of those in KINDS; see there.
"""
import random
import socket
import struct
import sys
import time

GROUP = "224.0.0.251"
PORT = 5353
SERVICE = "_madang._tcp.local"
A, PTR, TXT, AAAA, SRV, ANY = 1, 12, 16, 28, 33, 255
FLUSH = 0x8000


def label(text):
    raw = text if isinstance(text, bytes) else text.encode()
    return bytes([len(raw)]) + raw


def name(*labels):
    return b"".join(map(label, labels)) + b"\0"


def service(instance=None):
    parts = SERVICE.split(".")
    return name(*([instance] if instance is not None else []), *parts)


def record(owner, kind, data, ttl=120, flush=True):
    unique = FLUSH if flush and kind != PTR else 0
    return owner + struct.pack("!HHIH", kind, 1 | unique, ttl, len(data)) + data


def response(*records, additional=()):
    head = struct.pack("!6H", 0, 0x8400, 0, len(records), 0, len(additional))
    return head + b"".join(records) + b"".join(additional)


def query(*questions):
    return struct.pack("!6H", 0, 0, len(questions), 0, 0, 0) + b"".join(
        owner + struct.pack("!HH", kind, 1) for owner, kind in questions)


def texts(**pairs):
    return b"".join(label(f"{key}={value}") for key, value in pairs.items()) or b"\0"


def host(instance, address, port=7610, target="rogue", ttl=120, **pairs):
    """All records of a host, as it announces itself."""
    pairs = {"txtvers": 1, "access": "anyone", "n": 0, **pairs}
    computer = name(target, "local")
    return response(
        record(service(), PTR, service(instance), ttl),
        record(service(instance), SRV, struct.pack("!HHH", 0, 0, port) + computer, ttl),
        record(service(instance), TXT, texts(**pairs), ttl),
        record(computer, A, socket.inet_aton(address), ttl))


def malformed(seed=1):
    """Bytes that look like mDNS and are none."""
    chance = random.Random(seed)
    whole = host("마당", "10.7.0.9", id="abcdef", fp="A" * 43)
    yield b""
    yield b"\0"
    yield whole[:11]
    yield from (whole[:cut] for cut in range(12, len(whole)))
    header = struct.pack("!6H", 0, 0x8400, 0, 1, 0, 0)
    yield header + b"\xc0\x0c" + struct.pack("!HHIH", PTR, 1, 120, 2) + b"\xc0\x0c"  # points to itself
    yield header + b"\xc0\xff" + struct.pack("!HHIH", PTR, 1, 120, 0)  # points behind the end
    yield header + b"\x40abc\0" + struct.pack("!HHIH", PTR, 1, 120, 0)  # no such kind of label
    yield header + b"\x3f" + b"x" * 20
    yield struct.pack("!6H", 0, 0x8400, 65535, 65535, 65535, 65535) + whole[12:]
    yield struct.pack("!6H", 0, 0x8400, 0, 1, 0, 0) + name(*["x" * 63] * 10) + struct.pack(
        "!HHIH", A, 1, 120, 65535) + b"12"
    chain = b"".join(b"\x01a" + struct.pack("!H", 0xC000 | (12 + 4 * (i + 1))) for i in range(300))
    yield struct.pack("!6H", 0, 0x8400, 0, 1, 0, 0) + chain
    for _ in range(500):  # right ones with some bytes changed
        broken = bytearray(whole)
        for _ in range(chance.randint(1, 8)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        yield bytes(broken)
    for _ in range(200):
        yield chance.randbytes(chance.randint(1, 1400))


def huge():
    """As long as a packet may be, and longer than one should be."""
    filler = record(service("huge"), TXT, b"".join([label("x" * 250)] * 30))
    for count in (1, 4, 8):
        yield response(*[filler] * count)
    yield response(*[record(service(), PTR, service(f"many {i}")) for i in range(400)])
    yield query(*[(service(f"asked {i}"), ANY) for i in range(400)])


def flood():
    """A thousand hosts that are none."""
    for i in range(1000):
        yield host(f"fake {i}", f"10.7.{i // 250}.{i % 250 + 1}", target=f"fake{i}", id=f"fake{i}")


def foreign():
    """Addresses that are of no such network."""
    for i, address in enumerate(("127.0.0.1", "0.0.0.0", "224.0.0.251", "255.255.255.255")):
        yield host(f"foreign {i}", address, target=f"foreign{i}", id=f"foreign{i}")


def impostor(host_id):
    """Somebody else's id, with another certificate, and with none."""
    yield host("impostor", "10.7.0.66", target="impostor", id=host_id, fp="B" * 43)
    yield host("impostor 2", "10.7.0.66", target="impostor", id=host_id)


def goodbyes(instance):
    """Somebody else's goodbye."""
    yield host(instance, "10.7.0.66", target="impostor", ttl=0)


def questions():
    """The question for all hosts, five times a second for two minutes."""
    for _ in range(600):
        yield query((service(), PTR))
        time.sleep(0.2)


KINDS = {"malformed": malformed, "huge": huge, "flood": flood, "foreign": foreign,
         "impostor": impostor, "goodbyes": goodbyes, "questions": questions}


def sender():
    out = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    out.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    out.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    out.bind(("", PORT))
    out.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_TTL, 255)
    return out


def main():
    out = sender()
    count = 0
    for packet in KINDS[sys.argv[1]](*sys.argv[2:]):
        out.sendto(packet, (GROUP, PORT))
        count += 1
    print(count)


if __name__ == "__main__":
    main()
