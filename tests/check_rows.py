#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Has every row of rows.txt a test that names it?

A row is named where a test's data row begins with it ("F4 EOLs between frames"), where the name of
a test does (h6HalfAFrame()), or in a comment ("/// D8, D10: …"). The comparison with RabbitMQ does not count: it is not run
everywhere.
"""
import re
import sys

from sources import ROOT, tracked

ROW = r"[FERCHSADW]\d+"
ROW_LINE = re.compile(rf"^({ROW}) \S")
IN_LITERAL = re.compile(rf"\"({ROW})\b")
IN_COMMENT = re.compile(r"(?://|^\s*#|\"\"\")(.*)$")
IN_FUNCTION = re.compile(r"\b([ferchsadw]\d+)[A-Z]\w*\(")
FOLDERS = ("tests/unit/", "tests/contract/", "tests/integration/", "tests/node/", "tests/python/")


def rows():
    for line in (ROOT / "tests" / "rows.txt").read_text(encoding="utf-8").splitlines():
        match = ROW_LINE.match(line)
        if match:
            yield match[1]
        elif line and not line.startswith("#"):
            sys.exit(f"tests/rows.txt: no row: {line}")


def named():
    for name in tracked(".cpp", ".mjs", ".py"):
        if not name.startswith(FOLDERS):
            continue
        for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
            yield from IN_LITERAL.findall(line)
            yield from map(str.upper, IN_FUNCTION.findall(line))
            comment = IN_COMMENT.search(line)
            if comment:
                yield from re.findall(rf"\b{ROW}\b", comment[1])


def complaints():
    listed = list(rows())
    tested = set(named())
    for row in listed:
        if listed.count(row) > 1:
            yield f"tests/rows.txt has {row} twice"
        if row not in tested:
            yield f"no test names {row}"
    for row in sorted(tested - set(listed)):
        yield f"a test names {row}, which tests/rows.txt does not have"


if __name__ == "__main__":
    found = list(complaints())
    print("\n".join(found) or "every row has its test")
    sys.exit(1 if found else 0)
