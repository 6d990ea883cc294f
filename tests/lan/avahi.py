# SPDX-License-Identifier: GPL-3.0-or-later
"""The real avahi on a machine of the lab, with a bus of its own."""
import re
import shutil
import subprocess
from pathlib import Path

from network import until

BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>system</type><listen>unix:path={socket}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/>
<allow own="*"/></policy></busconfig>
"""
DAEMON = """[server]
host-name={name}
use-ipv4=yes
use-ipv6=yes
enable-dbus=yes
disallow-other-stacks=no
[publish]
publish-workstation=no
publish-hinfo=no
"""


def missing():
    for program in ("avahi-daemon", "avahi-browse", "avahi-publish", "dbus-daemon"):
        if not shutil.which(program):
            return f"{program} is not installed"
    if int(Path("/proc/self/uid_map").read_text().split()[2]) == 1:
        return "avahi-daemon wants to give its folder to another user, and here is but one"
    return None


def unescaped(name):
    """As avahi-browse -p writes names: \\032 for a blank, bytes of UTF-8 each by itself."""
    raw = re.sub(rb"\\(\d{3})|\\(.)",
                 lambda m: bytes([int(m[1])]) if m[1] else m[2], name.encode())
    return raw.decode()


class Avahi:
    def __init__(self, machine):
        self.machine = machine
        folder = Path(machine.lab.folder())
        folder.mkdir()
        socket = folder / "bus"
        (folder / "bus.conf").write_text(BUS.format(socket=socket))
        (folder / "avahi.conf").write_text(DAEMON.format(name=f"avahi-{machine.name}"))
        self.bus = {"DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={socket}"}
        machine.do("mkdir", "-p", "/run/avahi-daemon")
        machine.start("dbus-daemon", "--nofork", f"--config-file={folder}/bus.conf")
        until("a bus", socket.exists)
        self.daemon = machine.start("avahi-daemon", "-f", f"{folder}/avahi.conf", "--no-drop-root",
                                    "--no-chroot", "--no-rlimits", **self.bus)
        self.daemon.wait_for("avahi to run", lambda: any(
            "Server startup complete" in line for _, line in self.daemon.errors))

    def browse(self):
        """What it resolves now: name → list of (interface, host, address, port, set of TXT)."""
        done = subprocess.run(
            self.machine.inside("timeout", "20", "avahi-browse", "-rpt", "_madang._tcp"),
            capture_output=True, text=True, env={**self.machine.environment, **self.bus})
        found = {}
        for line in done.stdout.splitlines():
            part = line.split(";", 9)
            if part[0] == "=":
                texts = set(re.findall(r'"([^"]*)"', part[9]))
                found.setdefault(unescaped(part[3]), []).append(
                    (part[1], part[6], part[7], int(part[8]), texts))
        return found

    def publish(self, name, port, *texts):
        return self.machine.start("avahi-publish", "-s", name, "_madang._tcp", str(port), *texts,
                                  **self.bus)
