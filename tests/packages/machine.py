# SPDX-License-Identifier: GPL-3.0-or-later
"""A fresh Debian in a folder, and a screen: what packages are installed into, and shown on."""
import os
import re
import subprocess
import tempfile
import time
from pathlib import Path

PATIENCE = 120  # seconds; machines are slow
# In a mount namespace of its own, so that no mount outlives the command.
ENTER = """set -e
mount -t proc proc "$0/proc"
mount --rbind /dev "$0/dev"
mount -t tmpfs tmpfs "$0/run/user" 2>/dev/null || { mkdir -p "$0/run/user"; mount -t tmpfs tmpfs "$0/run/user"; }
mkdir -p "$0/tmp/.X11-unix"
if [ -d /tmp/.X11-unix ]; then mount --bind /tmp/.X11-unix "$0/tmp/.X11-unix"; fi
exec chroot "$0" "$@"
"""


class Failure(Exception):
    """Something is not as it has to be."""


def wait_for(what, condition, patience=PATIENCE):
    """Returns what the condition gives as soon as that is true; fails after the patience."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        value = condition()
        if value:
            return value
        time.sleep(0.2)
    raise Failure(f"waited {patience} s in vain: {what}")


class Debian:
    """A Debian of a suite, made by debootstrap in a folder; a tarball of it is kept beside."""

    def __init__(self, suite, folder):
        self.root = Path(folder) / "root"
        self.processes = []
        self.network = []
        tarball = Path(folder) / f"{suite}.tar"
        alone = ["unshare", "--mount", "--propagation", "private"]  # debootstrap leaves its mounts
        if not tarball.exists():
            said([*alone, "debootstrap", "--variant=minbase", f"--make-tarball={tarball}", suite, Path(folder) / "made"])
        # Removes what an interrupted run left: nothing is mounted there outside of a namespace.
        subprocess.run(["rm", "-rf", "--one-file-system", self.root], check=True)
        said([*alone, "debootstrap", "--variant=minbase", f"--unpack-tarball={tarball.absolute()}", suite, self.root])
        # Nothing starts services here, as in every folder that one changes root to.
        policy = self.root / "usr/sbin/policy-rc.d"
        policy.write_text("#!/bin/sh\nexit 101\n", encoding="utf-8")
        policy.chmod(0o755)
        (self.root / "etc/resolv.conf").write_text(Path("/etc/resolv.conf").read_text(encoding="utf-8"), encoding="utf-8")
        self.run("apt-get", "update", "-q")

    def isolate(self):
        """From now on nobody is near but this machine itself: its ports are its own, and no Madang of the
        real network is found."""
        name = f"madang-packages-{os.getpid()}"
        said(["ip", "netns", "add", name])
        self.network = ["ip", "netns", "exec", name]
        said([*self.network, "ip", "link", "set", "lo", "up"])

    def command(self, *words):
        return [*self.network, "unshare", "--mount", "--propagation", "private", "sh", "-c", ENTER, str(self.root), *words]

    def run(self, *words, **environment):
        """What a command as root says; fails if it does."""
        return said(self.command(*words), environment)

    def install(self, *packages):
        return self.run("apt-get", "install", "-q", "-y", "--no-install-recommends", *packages)

    def run_as(self, person, *words):
        """What a command says as a person who has a home; fails if it does."""
        return self.run(*as_person(person, words), HOME=f"/home/{person}", USER=person)

    def start(self, name, person, *words, **environment):
        """Starts a program as a person who has a home; its words go to NAME.log beside the root."""
        log = open(self.root.parent / f"{name}.log", "wb")
        process = subprocess.Popen(
            self.command(*as_person(person, words)),
            stdout=log, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, start_new_session=True,
            env=clean(HOME=f"/home/{person}", USER=person, **environment))
        self.processes.append(process)
        return process

    def log(self, name):
        return (self.root.parent / f"{name}.log").read_text(encoding="utf-8", errors="replace")

    def files(self):
        """Every file and folder, but those of caches, logs and what dpkg keeps of its own."""
        left_out = re.compile(r"^(proc|dev|sys|tmp|run|var/cache|var/log|var/lib/(dpkg|apt)|home|root)(/|$)|__pycache__|^etc/ld\.so\.cache")
        found = set()
        for folder, folders, names in os.walk(self.root):
            inside = os.path.relpath(folder, self.root)
            folders[:] = [name for name in folders if not left_out.search(os.path.normpath(f"{inside}/{name}"))]
            found.update(os.path.normpath(f"{inside}/{name}") for name in [*folders, *names]
                         if not left_out.search(os.path.normpath(f"{inside}/{name}")))
        return found

    def end(self):
        """Ends what was started."""
        for process in self.processes:
            try:
                os.killpg(process.pid, 15)
                process.wait(30)
            except (ProcessLookupError, PermissionError):
                pass
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, 9)
        self.processes.clear()

    def leave(self):
        """Ends what was started, and gives the network back."""
        self.end()
        if self.network:
            said(["ip", "netns", "delete", self.network[-1]])
            self.network = []


def as_person(person, words):
    return ["setpriv", f"--reuid={person}", f"--regid={person}", "--init-groups", "env", "-C", f"/home/{person}", *words]


def clean(**more):
    return {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8", "DEBIAN_FRONTEND": "noninteractive", **more}


def said(words, environment=None):
    done = subprocess.run([str(word) for word in words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          stdin=subprocess.DEVNULL, text=True, errors="replace", env=clean(**(environment or {})))
    if done.returncode:
        told = " ".join(str(word) for word in words if "\n" not in str(word))
        raise Failure(f"{told} ended with {done.returncode}:\n{done.stdout[-4000:]}")
    return done.stdout


class Screen:
    """An X server with a window manager, and xdotool's hands on it."""

    def __init__(self):
        read, write = os.pipe()
        self.server = subprocess.Popen(["Xvfb", "-displayfd", str(write), "-screen", "0", "1400x900x24",
                                        "-noreset", "-nolisten", "tcp"], pass_fds=[write],
                                       stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as pipe:
            self.display = ":" + pipe.readline().strip()
        self.home = tempfile.TemporaryDirectory()
        self.manager = subprocess.Popen(["openbox"], env=clean(DISPLAY=self.display, HOME=self.home.name),
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_for("a window manager", lambda: self.hands("get_num_desktops").strip() not in ("", "0"))

    def hands(self, *words):
        return subprocess.run(["xdotool", *words], capture_output=True, text=True,
                              env=clean(DISPLAY=self.display)).stdout

    def window(self, name):
        """A window whose title matches, when it is there."""
        return wait_for(f"a window called {name}",
                        lambda: self.hands("search", "--onlyvisible", "--name", name).split())[-1]

    def has_icon(self, window):
        """Whether a window has an icon of its own: openbox gives a bluish one to those without."""
        told = subprocess.run(["xprop", "-id", window, "-notype", "-f", "_NET_WM_ICON", "32c", " = $0+\\n", "_NET_WM_ICON"],
                              capture_output=True, text=True, env=clean(DISPLAY=self.display)).stdout
        # Width, height, and then the pixels in rows: alpha, red, green, blue.
        width, height, *pixels = [int(number) for number in re.findall(r"\d+", told.partition("=")[2])] or (0, 0)
        colours = [pixel.to_bytes(4, "big") for pixel in pixels[:width * height]]
        green = sum(alpha > 0 and its_green - red > 64 for alpha, red, its_green, _ in colours)
        return 2 * green > len(colours) > 0

    def type(self, window, text, *keys):
        self.hands("windowactivate", "--sync", window)
        if text:
            self.hands("type", "--delay", "20", text)
        for key in keys:
            self.hands("key", key)

    def keep(self, file):
        subprocess.run(["import", "-window", "root", str(file)], env=clean(DISPLAY=self.display), check=False)

    def end(self):
        for process in (self.manager, self.server):
            process.terminate()
            process.wait(30)
        self.home.cleanup()
