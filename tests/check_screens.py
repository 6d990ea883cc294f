#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Is every picture of docs/screens shown by its page, is every one shown there, and is all of it small?"""
import re
import sys

from sources import ROOT

FOLDER = ROOT / "docs" / "screens"
LARGEST = 4 * 1024 * 1024  # bytes of all pictures
LINK = re.compile(r"(?:\]\(|(?:src|srcset)=\")([^)\"]+\.png)")


def complaints():
    shown = set(LINK.findall((FOLDER / "README.md").read_text(encoding="utf-8")))
    pictures = {path.name: path.stat().st_size for path in FOLDER.glob("*.png")}
    for name in sorted(shown - pictures.keys()):
        yield f"docs/screens/README.md shows {name}, which is not there"
    for name in sorted(pictures.keys() - shown):
        yield f"docs/screens/{name} is shown nowhere"
    if sum(pictures.values()) > LARGEST:
        yield f"docs/screens has {sum(pictures.values())} bytes of pictures, more than {LARGEST}"
    for page in ("README.md", "README.ko.md"):
        for link in LINK.findall((ROOT / page).read_text(encoding="utf-8")):
            if not (ROOT / link).is_file():
                yield f"{page} shows {link}, which is not there"


if __name__ == "__main__":
    found = list(complaints())
    print("\n".join(found) or "every picture is shown, and is there")
    sys.exit(1 if found else 0)
