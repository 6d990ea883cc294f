# SPDX-License-Identifier: GPL-3.0-or-later
"""The conversations that both servers are put through. Destinations are used once each, so that
nothing of one conversation is left for the next."""
from conversation import Conversation, fence, gone, hear, leave, say


def connect(version="1.2", peer="a", headers=""):
    return [say(f"CONNECT\naccept-version:{version}\nhost:/\n{headers}\n^", peer),
            hear("CONNECTED", peer=peer)]


def asked(frame, receipt, peer="a"):
    """A frame with a receipt, and its answer."""
    command, rest = frame.split("\n", 1)
    return [say(f"{command}\nreceipt:{receipt}\n{rest}", peer), hear("RECEIPT", peer=peer)]


def refused(frame, version="1.2"):
    """A frame that gets an ERROR, of one server at least."""
    return connect(version) + [say(frame), fence()]


def subscribe(destination, headers="", name="s", peer="a"):
    return asked(f"SUBSCRIBE\nid:{name}\ndestination:{destination}\n{headers}\n^", f"sub-{name}", peer)


def heard_back(name, send, version="1.2", headers=""):
    """What a subscriber gets of one SEND."""
    destination = f"/topic/{name}"
    return connect(version) + subscribe(destination, headers) + [
        say(send.replace("TO", destination)), hear("MESSAGE")]


CONNECTING = {
    "C1 STOMP frame": [say("STOMP\naccept-version:1.2\nhost:/\n\n^"), hear("CONNECTED")],
    "C2 no host": [say("CONNECT\naccept-version:1.2\n\n^"), hear("CONNECTED")],
    "C3 no accept-version": [say("CONNECT\n\n^"), hear("CONNECTED")],
    "C4 versions unsorted, with unknown ones": [
        say("CONNECT\naccept-version:9.9,1.0,1.2,1.1\nhost:/\n\n^"), hear("CONNECTED")],
    "C4 1.1": connect("1.0,1.1"),
    "C4 1.0": connect("1.0"),
    "C5 blank in the list": connect("1.1, 1.2"),
    "C6 no version in common": [say("CONNECT\naccept-version:3.0\nhost:/\n\n^"), hear("ERROR")],
    "C10 wrong login": [
        say("CONNECT\naccept-version:1.2\nhost:/\nlogin:nobody\npasscode:wrong\n\n^"), hear("ERROR")],
    "C11 SEND first": [say("SEND\ndestination:/topic/c11\n\nx^"), hear("ERROR")],
    "C11 ends of line first": [say("\n\n\nCONNECT\naccept-version:1.2\nhost:/\n\n^"),
                               hear("CONNECTED")],
    "C12 second CONNECT": connect() + [say("CONNECT\naccept-version:1.2\nhost:/\n\n^"), gone()],
    "C13 receipt on CONNECT": connect(headers="receipt:r\n"),
    "H2 heart-beat 0,0": connect(headers="heart-beat:0,0\n"),
    "H2 heart-beat 20000,15000": connect(headers="heart-beat:20000,15000\n"),
    "H8 heart-beat 500,700": connect(headers="heart-beat:500,700\n"),
    "H1 heart-beat without comma": [
        say("CONNECT\naccept-version:1.2\nhost:/\nheart-beat:10\n\n^"), hear("ERROR")],
    "H1 heart-beat below zero": [
        say("CONNECT\naccept-version:1.2\nhost:/\nheart-beat:-1,5\n\n^"), hear()],
}

FRAMES = {
    "F2 CR LF in 1.2": connect() + [say("SUBSCRIBE\r\nid:s\r\ndestination:/topic/f2\r\nreceipt:r\r\n\r\n^"),
                                    hear("RECEIPT")],
    "F3 CR LF in CONNECT": [say("CONNECT\r\naccept-version:1.2\r\nhost:/\r\n\r\n^"), hear("CONNECTED")],
    "F4 ends of line between frames": connect() + [say("\n\r\n\n")] +
    asked("SEND\ndestination:/topic/f4\n\nx^", "r"),
    "F5 NUL between frames": connect() + [say("^^")] + asked("SEND\ndestination:/topic/f5\n\nx^", "r"),
    "F6 CR alone in a header": refused("SEND\ndestination:/topic/f6\rx\n\nx^"),
    "F9 body on SUBSCRIBE": refused("SUBSCRIBE\nid:s\ndestination:/topic/f9\n\nbody^"),
    "F10 NUL within content-length": heard_back("f10", "SEND\ndestination:TO\ncontent-length:3\n\na^b^"),
    "F11 NUL without content-length": heard_back("f11", "SEND\ndestination:TO\n\na^") +
    [say("^^")],
    "F12 content-length on SUBSCRIBE": connect() + asked(
        "SUBSCRIBE\nid:s\ndestination:/topic/f12\ncontent-length:0\n\n^", "r"),
    "F13 content-length counts octets": heard_back(
        "f13", "SEND\ndestination:TO\ncontent-length:6\n\n안녕^"),
    "F14 content-length is no number": refused("SEND\ndestination:/topic/f14\ncontent-length:x\n\nx^"),
    "F14 content-length too short": refused("SEND\ndestination:/topic/f14b\ncontent-length:1\n\nxyz^"),
    "F14 content-length below zero": refused("SEND\ndestination:/topic/f14c\ncontent-length:-1\n\nx^"),
    "F17 unknown headers": heard_back("f17", "SEND\ndestination:TO\nb:2\na:1\n\nx^"),
    "E1 colon in a value of 1.0": heard_back("e1", "SEND\ndestination:TO\nwhen:12:30\n\nx^", "1.0"),
    "E2 escapes of 1.1": heard_back("e2", "SEND\ndestination:TO\nv:a\\\\b\\cc\\nd\n\nx^", "1.1"),
    "E2 carriage return in 1.1": refused("SEND\ndestination:/topic/e2b\nv:a\\rb\n\nx^", "1.1"),
    "E3 escapes of 1.2": heard_back("e3", "SEND\ndestination:TO\nv:a\\\\b\\cc\\nd\\re\n\nx^"),
    "E3 undefined escape": refused("SEND\ndestination:/topic/e3b\nv:a\\tb\n\nx^"),
    "E4 escapes in a name": heard_back("e4", "SEND\ndestination:TO\na\\cb:1\n\nx^"),
    "E6 blanks around a value": heard_back("e6", "SEND\ndestination:TO\nv: x \n\nx^"),
    "E7 colon in a value of 1.2": heard_back("e7", "SEND\ndestination:TO\nv:12:30\n\nx^"),
    "E8 line without colon": refused("SEND\ndestination:/topic/e8\nnonsense\n\nx^"),
    "E8 header without value": heard_back("e8", "SEND\ndestination:TO\nv:\n\nx^"),
    "E9 escapes from left to right": heard_back("e9", "SEND\ndestination:TO\nv:a\\\\nb\n\nx^"),
    "R1 repeated header": heard_back("r1", "SEND\ndestination:TO\nv:1\nv:2\n\nx^"),
    "R2 repeated destination": heard_back("r2", "SEND\ndestination:TO\ndestination:/topic/r2b\n\nx^"),
    "R4 message-id on SEND": heard_back("r4", "SEND\ndestination:TO\nmessage-id:mine\n\nx^"),
    "R4 subscription on SEND": heard_back("r4b", "SEND\ndestination:TO\nsubscription:mine\n\nx^"),
    "D13 unknown command": refused("SHOUT\ndestination:/topic/d13\n\nx^"),
    "D13 MESSAGE from a client": refused("MESSAGE\ndestination:/topic/d13b\n\nx^"),
    "F1 command in small letters": refused("send\ndestination:/topic/f1\n\nx^"),
}

MESSAGES = {
    "S1 SEND without destination": refused("SEND\nreceipt:r\n\nx^"),
    "S3 headers and content-type": heard_back(
        "s3", "SEND\ndestination:TO\ncontent-type:text/plain\nplace:garden\n\nx^"),
    "S4 SUBSCRIBE without id in 1.2": refused("SUBSCRIBE\ndestination:/topic/s4\nreceipt:r\n\n^"),
    "S4 SUBSCRIBE without id in 1.0": connect("1.0") + asked(
        "SUBSCRIBE\ndestination:/topic/s4b\n\n^", "r") + [
        say("SEND\ndestination:/topic/s4b\n\nx^"), hear("MESSAGE")],
    "S5 id used twice": connect() + subscribe("/topic/s5") + [
        say("SUBSCRIBE\nid:s\ndestination:/topic/s5b\nreceipt:r\n\n^"), hear("ERROR")],
    "S6 unknown ack mode": refused("SUBSCRIBE\nid:s\ndestination:/topic/s6\nack:often\nreceipt:r\n\n^"),
    "S7 SUBSCRIBE without destination": refused("SUBSCRIBE\nid:s\nreceipt:r\n\n^"),
    "S8 UNSUBSCRIBE": connect() + subscribe("/topic/s8") + asked("UNSUBSCRIBE\nid:s\n\n^", "u") +
    asked("SEND\ndestination:/topic/s8\n\nx^", "r"),
    "S8 UNSUBSCRIBE of an unknown id": refused("UNSUBSCRIBE\nid:none\nreceipt:r\n\n^"),
    "S8 UNSUBSCRIBE without id": refused("UNSUBSCRIBE\nreceipt:r\n\n^"),
    "S10 MESSAGE to be acknowledged": heard_back("s10", "SEND\ndestination:TO\n\nx^", headers="ack:client\n") +
    asked("ACK\nid:{ack:1}\n\n^", "acked"),
    "S10 MESSAGE to be acknowledged in 1.1": heard_back(
        "s10b", "SEND\ndestination:TO\n\nx^", "1.1", "ack:client\n") +
    asked("ACK\nmessage-id:{message-id:1}\nsubscription:s\n\n^", "acked"),
    "S11 two subscriptions to one destination": connect() + subscribe("/topic/s11") +
    subscribe("/topic/s11", name="t") + [say("SEND\ndestination:/topic/s11\n\nx^"), hear("MESSAGE", 2)],
    "S12 two sessions": connect() + connect(peer="b") + subscribe("/topic/s12") +
    subscribe("/topic/s12", peer="b") + [
        say("SEND\ndestination:/topic/s12\n\nx^"), hear("MESSAGE"), hear("MESSAGE", peer="b")],
    "S1 SEND to nobody": connect() + asked("SEND\ndestination:/topic/nobody\n\nx^", "r"),
    "S1 destination without a known beginning": refused("SEND\ndestination:/elsewhere/s1\nreceipt:r\n\nx^"),
    "S1 topic with a slash in its name": connect() + [
        say("SUBSCRIBE\nid:s\ndestination:/topic/a/b\nreceipt:r\n\n^"), fence()],
    "D3 sender's own RECEIPT": connect() + subscribe("/topic/d3") +
    asked("SEND\ndestination:/topic/d3\n\nx^", "r") + [hear("MESSAGE")],
}

QUEUES = {
    "A4 ack:client is cumulative": connect() + subscribe("/queue/a4", "ack:client\n") + [
        say("SEND\ndestination:/queue/a4\n\n1^SEND\ndestination:/queue/a4\n\n2^"), hear("MESSAGE", 2)] +
    asked("ACK\nid:{ack:2}\n\n^", "acked") + asked("UNSUBSCRIBE\nid:s\n\n^", "u"),
    "A4 ack:client-individual": connect() + subscribe("/queue/a4b", "ack:client-individual\n") + [
        say("SEND\ndestination:/queue/a4b\n\n1^SEND\ndestination:/queue/a4b\n\n2^"), hear("MESSAGE", 2)] +
    asked("ACK\nid:{ack:2}\n\n^", "second") + asked("ACK\nid:{ack:1}\n\n^", "first"),
    "A5 redelivered after a loss": connect(peer="b") + subscribe(
        "/queue/a5", "ack:client\n", peer="b") + connect() + asked("SEND\ndestination:/queue/a5\n\nx^", "r") + [
        hear("MESSAGE", peer="b"), leave("b")] + subscribe("/queue/a5") + [hear("MESSAGE")],
    "A5 NACK": connect() + subscribe("/queue/a5b", "ack:client-individual\n") + [
        say("SEND\ndestination:/queue/a5b\n\nx^"), hear("MESSAGE")] + asked(
        "NACK\nid:{ack:1}\n\n^", "nacked") + [hear("MESSAGE")] + asked("ACK\nid:{ack:2}\n\n^", "acked"),
    "A6 unknown ACK": refused("ACK\nid:none\nreceipt:r\n\n^"),
    "A6 ACK twice": connect() + subscribe("/queue/a6", "ack:client\n") + [
        say("SEND\ndestination:/queue/a6\n\nx^"), hear("MESSAGE")] + asked("ACK\nid:{ack:1}\n\n^", "once") + [
        say("ACK\nid:{ack:1}\nreceipt:twice\n\n^"), fence()],
    "A3 ACK without id": refused("ACK\nmessage-id:m\nreceipt:r\n\n^"),
    "S9 a queue keeps what nobody hears": connect() + asked("SEND\ndestination:/queue/s9\n\nx^", "r") +
    subscribe("/queue/s9") + [hear("MESSAGE")],
    "S9 a queue's consumers compete": connect() + connect(peer="b") + subscribe("/queue/s9b") + subscribe(
        "/queue/s9b", peer="b") + asked("SEND\ndestination:/queue/s9b\n\n1^", "1") + asked(
        "SEND\ndestination:/queue/s9b\n\n2^", "2") + [hear("MESSAGE"), hear("MESSAGE", peer="b")],
}


def begin(name):
    return asked(f"BEGIN\ntransaction:{name}\n\n^", f"begin-{name}")


TRANSACTIONS = {
    "A8 COMMIT": connect() + subscribe("/topic/a8") + begin("t") + [
        say("SEND\ndestination:/topic/a8\ntransaction:t\n\n1^SEND\ndestination:/topic/a8\n\n2^"),
        hear("MESSAGE")] + asked("COMMIT\ntransaction:t\n\n^", "committed") + [hear("MESSAGE")],
    "A8 ABORT": connect() + subscribe("/topic/a8b") + begin("t") + [
        say("SEND\ndestination:/topic/a8b\ntransaction:t\n\n1^")] + asked(
        "ABORT\ntransaction:t\n\n^", "aborted") + [
        say("SEND\ndestination:/topic/a8b\n\n2^"), hear("MESSAGE")],
    "A9 lost with its connection": connect(peer="b") + [
        say("BEGIN\ntransaction:t\n\n^SEND\ndestination:/topic/a9\ntransaction:t\nreceipt:r\n\n1^", "b"),
        leave("b")] + connect() + subscribe("/topic/a9") + [
        say("SEND\ndestination:/topic/a9\n\n2^"), hear("MESSAGE")],
    "A7 BEGIN without transaction": refused("BEGIN\nreceipt:r\n\n^"),
    "A10 unknown transaction in SEND": refused(
        "SEND\ndestination:/topic/a10\ntransaction:none\nreceipt:r\n\nx^"),
    "A10 COMMIT of an unknown one": refused("COMMIT\ntransaction:none\nreceipt:r\n\n^"),
    "A10 BEGIN of an open one": connect() + begin("t") + [
        say("BEGIN\ntransaction:t\nreceipt:again\n\n^"), hear("RECEIPT")],
    "A11 RECEIPT of a SEND in a transaction": connect() + begin("t") + [
        say("SEND\ndestination:/topic/a11\ntransaction:t\nreceipt:r\n\nx^")] + asked(
        "COMMIT\ntransaction:t\n\n^", "committed") + [hear("RECEIPT")],
}

LEAVING = {
    "D1 receipt-id with escapes": connect() + [
        say("SEND\ndestination:/topic/d1\nreceipt:a\\cb\\\\c\n\nx^"), hear("RECEIPT")],
    "D5 DISCONNECT with receipt": connect() + [say("DISCONNECT\nreceipt:bye\n\n^"), hear("RECEIPT"), gone()],
    "D6 DISCONNECT without receipt": connect() + [say("DISCONNECT\n\n^"), gone()],
    "D5 SEND behind DISCONNECT": connect() + connect(peer="b") + subscribe("/topic/d5", peer="b") + [
        say("DISCONNECT\nreceipt:bye\n\n^SEND\ndestination:/topic/d5\n\n1^"), hear("RECEIPT"), gone(),
        say("SEND\ndestination:/topic/d5\n\n2^", "b"), hear("MESSAGE", peer="b")],
}

CONVERSATIONS = [Conversation(name, steps)
                 for part in (CONNECTING, FRAMES, MESSAGES, QUEUES, TRANSACTIONS, LEAVING)
                 for name, steps in part.items()]
