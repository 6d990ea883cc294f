#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the manual page of madang-host: hostmanpage.py MADANG-HOST TEMPLATE OUTPUT. Its commands and
options are what the program itself says of them, so none can be missing."""
import re
import subprocess
import sys

# The flag, its value, and behind at least one blank what it means.
OPTION = re.compile(r"^  (--[a-z-]+) (\S+) +(\S.*)$")


def escaped(text):
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return "\\&" + text if text[:1] in (".", "'") else text


def options_of(words):
    """(flag, value, meaning) of each option that --help lists."""
    found = []
    for line in words:
        match = OPTION.match(line)
        if match:
            found.append(match.groups())
        elif not line.startswith("  --help, --version"):
            sys.exit(f"hostmanpage.py: no option: {line}")
    return found


if __name__ == "__main__":
    program, template, output = sys.argv[1:]
    told = subprocess.run([program, "--help"], check=True, capture_output=True, text=True,
                          env={"LC_ALL": "C.UTF-8", "LANG": "C.UTF-8"}).stdout.splitlines()
    first = next(number for number, line in enumerate(told) if line.startswith("  --"))
    usages = [line.strip() for line in told[:first] if line.startswith("       madang-host ")]
    options = options_of(line for line in told[first:] if line.startswith("  "))
    if not usages or len(options) < 20:
        sys.exit("hostmanpage.py: --help of madang-host is not what it was")
    page = open(template, encoding="utf-8").read()
    page = page.replace("%usages%", "\n".join(
        f".br\n.B madang\\-host\n{escaped(usage.removeprefix('madang-host '))}" for usage in usages))
    page = page.replace("%options%", "\n".join(
        f".TP\n.BI \"{escaped(flag)} \" \"{escaped(value)}\"\n{escaped(meaning)}"
        for flag, value, meaning in options))
    with open(output, "w", encoding="utf-8") as file:
        file.write(page)
