# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests written in Python need for the programs that they start."""
import ctypes
import os
import random
import signal
import socket
import sys

PR_SET_PDEATHSIG = 1


def end_with_us():
    """For preexec_fn: killed with us, should we be killed before we can stop it."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def clean_environment(prefixes):
    """Ours, without what would configure the program."""
    return {name: value for name, value in os.environ.items()
            if not name.startswith(prefixes) and name != "NOTIFY_SOCKET"}


def free_port():
    """One below those that the system gives to clients: nobody gets it by chance while nobody
    listens there, or finds only itself at its other end."""
    while True:
        port = random.randrange(15000, 30000)
        with socket.socket() as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                trial.bind(("127.0.0.1", port))
                return port
            except OSError:
                pass
