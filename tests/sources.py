# SPDX-License-Identifier: GPL-3.0-or-later
"""Which files are the project's: what git tracks or would track; without git, what lies there."""
import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LEFT_OUT = {"build", "node_modules", ".git", "__pycache__"}


def tracked(*suffixes):
    """Paths from the root, sorted, of the files with one of these suffixes."""
    try:
        # A clone may belong to somebody else than the one who tests (root in a container).
        names = subprocess.run(
            ["git", "-c", "safe.directory=*", "-C", ROOT, "ls-files", "-z", "--cached", "--others",
             "--exclude-standard"], check=True, capture_output=True, text=True).stdout.split("\0")
    except (OSError, subprocess.CalledProcessError):
        names = []
        for folder, folders, files in os.walk(ROOT):
            folders[:] = [name for name in folders if name not in LEFT_OUT]
            names += [os.path.relpath(os.path.join(folder, name), ROOT) for name in files]
    return sorted(name for name in names
                  if name.endswith(suffixes) and (ROOT / name).is_file())
