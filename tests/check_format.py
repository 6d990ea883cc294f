#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every C++ file is as clang-format 14 would write it. Other versions differ in small things, so
only that one is asked; where no package of it exists, MADANG_NO_CLANG_FORMAT says why."""
import os
import shutil
import subprocess
import sys

from sources import ROOT, tracked

FORMATTER = "clang-format-14"

if __name__ == "__main__":
    if not shutil.which(FORMATTER):
        reason = os.environ.get("MADANG_NO_CLANG_FORMAT")
        print(f"not run: {reason or FORMATTER + ' is missing'}")
        sys.exit(77 if reason else 1)
    files = tracked(".cpp", ".h")
    result = subprocess.run([FORMATTER, "--dry-run", "-Werror", *files], cwd=ROOT)
    print("./dev format puts it right" if result.returncode else f"{len(files)} files are in order")
    sys.exit(result.returncode)
