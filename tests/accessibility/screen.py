# SPDX-License-Identifier: GPL-3.0-or-later
"""A screen of a test's own: an X server with a window manager, a session bus, the bus of assistive
technology on it, and a keyboard."""
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from processes import end_with_us

PATIENCE = 60  # seconds, for a busy machine
PROGRAMS = ("Xvfb", "openbox", "xdotool", "dbus-daemon", "/usr/libexec/at-spi-bus-launcher")


def missing():
    """Why it cannot be had here; nothing: it can."""
    for program in PROGRAMS:
        if not shutil.which(program):
            return f"{program} is missing; ./dev test installs it"
    return None


class Screen:
    """Tells by the environment where it is, so it is to be made before anything asks for a bus."""

    def __init__(self, folder):
        self.folder = folder
        self.processes = []
        for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
            os.environ[name] = str(folder / name)
        runtime = folder / "runtime"
        runtime.mkdir(mode=0o700)
        os.environ.update({
            "XDG_RUNTIME_DIR": str(runtime), "LC_ALL": "C.UTF-8", "QT_QPA_PLATFORM": "xcb",
            # As with a screen reader that runs already.
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"})
        # Of somebody who sits at this machine, whose names and buses are none of ours.
        for name in ("USER", "LOGNAME", "USERNAME", "QT_IM_MODULE", "AT_SPI_BUS_ADDRESS",
                     "WAYLAND_DISPLAY"):
            os.environ.pop(name, None)
        # It begins anew when its last client goes, be it the first one that only looked.
        number = self.start("Xvfb", "-displayfd", "1", "-screen", "0", "1300x900x24", "-noreset",
                            "-nolisten", "tcp", says=True)
        os.environ["DISPLAY"] = f":{number}"
        os.environ["DBUS_SESSION_BUS_ADDRESS"] = self.start(
            "dbus-daemon", "--session", "--nofork", "--print-address=1", says=True)
        self.start("openbox")
        # A window that comes while the window manager starts may stay unseen.
        end = time.monotonic() + PATIENCE
        while not subprocess.run(["xdotool", "get_num_desktops"], stdout=subprocess.PIPE,
                                 stderr=subprocess.DEVNULL, check=False).stdout:
            if time.monotonic() > end:
                sys.exit(f"openbox did not start: {(folder / 'errors').read_text()}")

    def start(self, program, *arguments, says=False):
        """The first line that it says, when it says one."""
        with (self.folder / "errors").open("ab") as errors:
            process = subprocess.Popen([program, *arguments], text=True, stderr=errors,
                                       stdout=subprocess.PIPE if says else errors,
                                       preexec_fn=end_with_us)
        self.processes.append(process)
        line = process.stdout.readline().strip() if says else ""
        if says and not line:
            sys.exit(f"{program} did not start: {(self.folder / 'errors').read_text()}")
        return line

    def program(self, binary, *arguments):
        """To be stopped with end()."""
        with (self.folder / "errors").open("ab") as errors:
            process = subprocess.Popen([binary, *arguments], stdout=errors, stderr=errors,
                                       preexec_fn=end_with_us)
        self.processes.append(process)
        return process

    def end(self):
        """What was started last goes first."""
        while self.processes:
            process = self.processes.pop()
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def press(*keys):
    subprocess.run(["xdotool", "key", "--clearmodifiers", *keys], check=True)


def write(text):
    """Of ASCII."""
    subprocess.run(["xdotool", "type", "--clearmodifiers", text], check=True)
