#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What every source file keeps to: the licence in its first lines, a length that one can read,
no leftovers."""
import re
import sys

from sources import ROOT, tracked

LONGEST_SOURCE = 600
LONGEST_HEADER = 150
LICENCE = "SPDX-License-Identifier: GPL-3.0-or-later"
LEFTOVERS = [
    (re.compile(r"\bqDebug\s*\("), "qDebug; use the module's logging category"),
    (re.compile(r"\b(TODO|FIXME|XXX)\b"), "a note to oneself"),
    (re.compile(r"^(<<<<<<<|>>>>>>>) "), "a merge left open"),
    (re.compile(r"[ \t]+$"), "blanks at the end of the line"),
]
# Of what is made for Windows, too.
UNPORTABLE = [
    (re.compile(r"^\s*(static\s+)?thread_local\b"),
     "thread_local, which MinGW frees before it destroys it; use QThreadStorage"),
]


def complaints():
    for name in tracked(".cpp", ".h", ".py", ".sh", ".mjs", ".cjs", ".js"):
        text = (ROOT / name).read_text(encoding="utf-8")
        lines = text.splitlines()
        if not any(LICENCE in line for line in lines[:2]):
            yield f"{name}:1: no line '{LICENCE}'"
        longest = LONGEST_HEADER if name.endswith(".h") and not name.startswith("tests/") \
            else LONGEST_SOURCE
        if len(lines) > longest:
            yield f"{name}: {len(lines)} lines, more than {longest}: what second thing hides in it?"
        if text and not text.endswith("\n"):
            yield f"{name}: no end of line at its end"
        if name == "tests/check_texts.py":
            continue
        rules = LEFTOVERS if name.startswith("tests/") else LEFTOVERS + UNPORTABLE
        for number, line in enumerate(lines, 1):
            for pattern, what in rules:
                if pattern.search(line):
                    yield f"{name}:{number}: {what}"


if __name__ == "__main__":
    found = list(complaints())
    print("\n".join(found) or "all sources keep to the rules")
    sys.exit(1 if found else 0)
