#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The last lines of ./dev test: time of each label, what failed, what was not run and why.

Reads CTest's JUnit files and the notes of ./dev in the folder given. A test that leaves
something out says so in its output, and it is repeated here: Qt Test's "SKIP" lines, lines
beginning "not run:", and a whole test that ends with code 77. Exit code 1 if anything failed.
"""
import re
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

SKIPPED_LINE = re.compile(r"^(?:SKIP   : (?P<qt>.*)|not run: (?P<own>.*))$")


def left_out(output):
    """The reasons, in the output of one test, for which it did not do all of its work."""
    lines = output.splitlines()
    reasons = []
    for number, line in enumerate(lines):
        match = SKIPPED_LINE.match(line.strip("\r"))
        if match:
            reasons.append((match["own"] or match["qt"]).strip())
    return reasons


def minutes(seconds):
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"


def main(folder):
    passed, failed, skipped, times = 0, [], [], []
    for path in sorted(folder.glob("*.xml")):
        # "gui-tsan.xml": run with a sanitizer, in a build of its own.
        variant = path.stem.partition("-")[2]
        for case in ElementTree.parse(path).getroot().iter("testcase"):
            name = case.get("name") + (f" ({variant})" if variant else "")
            output = "".join(part.text or "" for part in case.iter("system-out"))
            reasons = left_out(output)
            status = case.get("status")
            if status == "run":
                passed += 1
                skipped += [f"{name}: {reason}" for reason in reasons]
            elif status == "notrun" and "SKIP_RETURN_CODE" in ElementTree.tostring(case, "unicode"):
                skipped.append(f"{name}: {'; '.join(reasons) or 'it gave no reason'}")
            else:
                # A program that is missing is a failure too, never something left out.
                failed.append(name if status == "fail" else f"{name} (not found or disabled)")
    notes = folder / "notes"
    for line in notes.read_text().splitlines() if notes.exists() else []:
        kind, label, text = line.split("\t", 2)
        if kind == "failed":
            failed.append(f"{label}: {text}")
        elif kind == "time":
            times.append((label, *map(int, text.split())))

    print("\n== Time of each label (minutes:seconds)")
    for label, build, run in times:
        print(f"  {label:18} build {minutes(build):>6}   tests {minutes(run):>6}")
    total = sum(build + run for _, build, run in times)
    print(f"  {'all':18} {minutes(total):>6}")
    if skipped:
        print("\n== Not run")
        print("\n".join(f"  {line}" for line in skipped))
    if failed:
        print("\n== Failed")
        print("\n".join(f"  {line}" for line in failed))
    print(f"\n{passed} passed, {len(failed)} failed" + (f", {len(skipped)} skipped" if skipped else ""))
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
