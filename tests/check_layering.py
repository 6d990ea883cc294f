#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fails on any #include that the architecture does not allow.

    check_layering.py [ROOT]

Reads every source file of stomp/, discovery/, takeout/, server/, ui/ and app/. A folder may include itself, what ALLOWED
lists for it, and headers of the Qt modules listed in QT. To allow a new arrow is to change the
architecture: do it here and in docs/architecture.md together, with the reason.
"""
import fnmatch
import glob
import os
import re
import sys
from pathlib import Path

# What of a folder is its interface, for those who may see no more of it than that.
BROKER_INTERFACE = ["server/broker/application.h", "server/broker/sessions.h",
                    "server/broker/topics.h"]
# What operators are shown.
STATUS_VALUES = ["server/broker/brokerstatus.h", "server/relay/relaystatus.h",
                 "server/cluster/clusterstatus.h", "server/store/storestatus.h"]
# What a broker behind this one is to it.
UPSTREAM = ["server/broker/upstream.h", "server/broker/application.h", "server/broker/expiry.h"]
DOORS_REQUESTS = ["server/doors/http*.h"]
AUTH_POLICY = ["server/auth/principal.h", "server/auth/authenticator.h", "server/auth/policy.h"]
DESTINATION_NAMES = ["stomp/wire/destinationfamily.h", "stomp/wire/destinationpattern.h"]
# Why somebody may not do what others may, as they are told.
RULINGS = ["stomp/wire/ruling.h"]
RATES = ["server/broker/ratelimit.h", "stomp/time.h"]
STORE_INTERFACE = ["server/store/store.h", "server/store/accountstore.h", "server/store/changestore.h",
                   "server/store/erasingstore.h", "server/store/readstore.h",
                   "server/store/filestore.h", "server/store/roomstore.h",
                   "server/store/entrancestore.h", "server/store/hookstore.h", "server/store/orderstore.h",
                    "server/store/searchstore.h", "server/store/lognews.h", "server/store/guard.h"]
CLUSTER_INTERFACE = ["server/cluster/cluster.h", "server/cluster/channel.h", "server/cluster/hostname.h"]
HOST = ["server/host*.h", "server/logging.h"]

# Value types of stomp/ that are part of the interface of StompClient and of Application.
CLIENT_VALUES = ["stomp/headers.h", "stomp/ackmode.h", "stomp/time.h", "stomp/version.h"]
APPLICATION_VALUES = ["stomp/headers.h"]
# Ids and value structs that models carry; no destination, no JSON of requests.
SHOWN_VALUES = ["stomp/wire/ids.h", "stomp/wire/messages.h", "stomp/wire/address.h"]

# Folder → what it may include beside itself: folders ("stomp/") or patterns of files.
ALLOWED = {
    "stomp": [],
    "stomp/wire": [],
    "stomp/net": ["stomp/"],
    "discovery": [],
    "server/sockjs": [],
    "server/doors": ["stomp/", "stomp/net/", "server/sockjs/"],
    "server/web": DOORS_REQUESTS + BROKER_INTERFACE + STATUS_VALUES + APPLICATION_VALUES + RATES
    + ["server/chat/", "server/auth/", "server/files/", "server/store/filestore.h",
                 "server/store/guard.h", "stomp/wire/"],
    "server/broker": ["stomp/", "stomp/net/"] + CLUSTER_INTERFACE + AUTH_POLICY
    + DESTINATION_NAMES + RULINGS,
    "server/relay": ["stomp/", "stomp/net/", "stomp/wire/destinationpattern.h"] + UPSTREAM,
    "server/auth": ["stomp/wire/", "stomp/time.h"] + STORE_INTERFACE,
    "server/chat": ["stomp/wire/", "server/auth/"] + BROKER_INTERFACE + APPLICATION_VALUES
    + STORE_INTERFACE + CLUSTER_INTERFACE,
    "server/store": ["stomp/wire/"],
    "server/files": ["stomp/wire/"] + STORE_INTERFACE,
    # What the desktop and the host's operator write and read outside the program is the same.
    "takeout": ["stomp/wire/"],
    # Works on the files of a log that no host may have open, so it knows how they are made; what it
    # brings in is made safe as what people upload is.
    "server/upkeep": ["server/store/", "server/files/filetype.h", "stomp/wire/", "takeout/"],
    "server/cluster": ["stomp/", "stomp/net/"],
    "server": ["server/doors/", "server/web/", "server/broker/", "server/auth/", "server/chat/",
               "server/files/", "server/relay/", "server/store/", "server/upkeep/", "server/cluster/", "discovery/", "stomp/", "stomp/net/",
               "stomp/wire/"],
    "ui/model": ["discovery/", "stomp/net/", "stomp/wire/", "takeout/"] + CLIENT_VALUES,
    "ui": ["ui/model/"] + SHOWN_VALUES,
    "pictures": [],
    # The demo's story goes into its host as an export does.
    "app": ["discovery/", "ui/", "ui/model/", "stomp/net/", "stomp/wire/", "pictures/", "takeout/"]
    + CLIENT_VALUES + HOST,
}

SERVER_QT = ["QtCore", "QtNetwork", "QtWebSockets"]
QT = {
    "stomp": ["QtCore"],
    "stomp/wire": ["QtCore"],
    "stomp/net": ["QtCore", "QtNetwork", "QtWebSockets"],
    "discovery": ["QtCore", "QtNetwork"],
    "server": SERVER_QT,
    "server/sockjs": ["QtCore"],
    "server/doors": SERVER_QT,
    "server/web": SERVER_QT,
    "server/broker": ["QtCore"],
    "server/relay": ["QtCore"],
    "server/auth": ["QtCore", "QtNetwork"],  # addresses as values
    "server/chat": ["QtCore"],
    "server/store": ["QtCore", "QtSql"],
    "server/files": ["QtCore"],
    "server/upkeep": ["QtCore", "QtSql"],
    "takeout": ["QtCore"],
    "server/cluster": SERVER_QT,
    "ui/model": ["QtCore", "QtNetwork", "QtSql"],
    "ui": ["QtCore", "QtGui", "QtWidgets", "QtSvg", "QtSvgWidgets", "QtDBus", "QtPrintSupport"],
    "pictures": ["QtCore", "QtGui"],
    "app": ["QtCore", "QtGui", "QtWidgets", "QtNetwork", "QtDBus"],
}

# Folders that hold rules or pictures and so never speak to the system (sockets, clocks, threads).
NO_SYSTEM_HEADERS = ["stomp", "stomp/wire", "server/sockjs", "ui/model", "ui"]
LIBRARY_HEADERS = ["tl/expected.hpp"]
# The one file of such a folder that may use a library: one that does sums on memory and nothing
# else, reads dictionaries, or what a system plays its sounds by, which no Qt we want has.
LIBRARY_OF_FILE = {
    "ui/model/messageparser.cpp": ["md4c.h"],
    "ui/model/secrets.cpp": ["sodium.h"],
    "ui/spelling.cpp": ["hunspell/hunspell.hxx"],
    "ui/qrcode.cpp": ["qrencode.h"],
    "ui/pulsesound.cpp": ["pulse/error.h", "pulse/simple.h"],
    # The first is Qt's own, which Qt for other systems does not always have.
    "ui/windowssound.cpp": ["qt_windows.h", "mmsystem.h"],
    "ui/macsound.cpp": ["AudioToolbox/AudioToolbox.h"],
}

INCLUDE = re.compile(r'^\s*#\s*include\s*(?P<rest>.*)$')
QUOTED = re.compile(r'^"(?P<path>[^"]+)"')
ANGLED = re.compile(r"^<(?P<path>[^>]+)>")
STANDARD = re.compile(r"^[a-z0-9_]+$")  # <vector>, <cstdint>: neither folder nor suffix


def folder_of(path):
    """The row of ALLOWED that a file belongs to: the longest that its path begins with."""
    rows = [row for row in ALLOWED if path.startswith(row + "/")]
    return max(rows, key=len, default=None)


def qt_headers():
    """Header name → its modules, from the folders of the installed Qt."""
    modules = {}
    for place in glob.glob("/usr/include/*/qt6/Qt*") + glob.glob("/usr/include/qt6/Qt*") \
            + glob.glob(os.environ.get("QT_INCLUDE_DIR", "/nowhere") + "/Qt*"):
        for header in os.listdir(place):
            modules.setdefault(header, set()).add(os.path.basename(place))
    return modules


def allowed_file(row, target):
    if folder_of(target) == row:
        return True
    return any(folder_of(target) == rule.rstrip("/") if rule.endswith("/")
               else fnmatch.fnmatchcase(target, rule) for rule in ALLOWED[row])


def complaint(root, row, source, rest, modules):
    """What is wrong with one #include, or None."""
    if match := QUOTED.match(rest):
        target = match["path"]
        if target == Path(source).stem + ".moc":
            return None
        if not (root / target).is_file():
            return f'"{target}" is no file: includes go by path from the root'
        if folder_of(target) is None:
            return f'"{target}" lies outside the program'
        return None if allowed_file(row, target) else f'{row}/ may not include "{target}"'
    match = ANGLED.match(rest)
    if not match:
        return f"cannot read #include {rest}"
    target = match["path"]
    name = target.rsplit("/", 1)[-1]
    if "private/" in target:
        return f"<{target}> is private to Qt"
    if target.startswith("Qt") or target.startswith("Q") or name in modules and name.startswith("q"):
        homes = {target.split("/")[0]} if target.startswith("Qt") and ("/" in target or
                target not in modules) else modules.get(name, set())
        if not homes:
            return f"<{target}> is of no Qt module installed here"
        if not homes & set(QT[row]):
            return f"{row}/ may not use {'/'.join(sorted(homes))} (<{target}>)"
        return None
    if target in LIBRARY_OF_FILE.get(str(source), []):
        return None
    if row in NO_SYSTEM_HEADERS and target not in LIBRARY_HEADERS and not STANDARD.match(target):
        return f"{row}/ speaks to no system or library but Qt (<{target}>)"
    return None


def check(root):
    modules = qt_headers()
    if "QObject" not in modules:
        return ["Qt's headers are not installed, so their modules cannot be told"]
    complaints, count = [], 0
    for top in ("stomp", "discovery", "takeout", "server", "ui", "app"):
        for path in sorted((root / top).rglob("*")):
            if path.suffix not in (".h", ".cpp", ".hpp", ".cc") or not path.is_file():
                continue
            count += 1
            source = path.relative_to(root).as_posix()
            row = folder_of(source)
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                if match := INCLUDE.match(line):
                    wrong = complaint(root, row, source, match["rest"].strip(), modules)
                    if wrong:
                        complaints.append(f"{source}:{number}: {wrong}")
    if not count:
        complaints.append(f"no source files under {root}")
    return complaints


if __name__ == "__main__":
    found = check(Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent.parent).resolve())
    print("\n".join(found) or "every include follows an allowed arrow")
    sys.exit(1 if found else 0)
