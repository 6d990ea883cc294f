#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Do the packages do in a fresh Debian what somebody who is not a developer wants of them?

  smoke.py SUITE PACKAGES FOLDER [desktop|host|upgrade|container|archive|rpm …]

SUITE is bookworm or trixie, PACKAGES the folder of ./dev package (made on that suite), FOLDER has room for
a system (a gigabyte) and keeps its tarball for the next time; logs and pictures stay there. Needs root,
debootstrap and the Internet or a mirror, Xvfb, openbox, xdotool, xprop.
"""
import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

from machine import Debian, Failure, Screen, wait_for

ROOT = Path(__file__).resolve().parent.parent.parent
LARGEST = 5 * 1024 * 1024  # bytes of a package
HELLO = "hello from the courtyard"
ANSWER = "and hello to you"
SCRIPT = "said by a script"
ANYWHERE = "마당 | 모두 'of' $them"  # a folder that a person could have


def one(folder, pattern):
    found = sorted(folder.glob(pattern))
    if len(found) != 1:
        raise Failure(f"{folder} has {len(found)} files like {pattern}, not one")
    return found[0]


def expect(condition, what):
    if not condition:
        raise Failure(what)
    print(f"  {what}", flush=True)


def holds(folder, text):
    """Whether a file below a folder has the text in it."""
    return subprocess.run(["grep", "-raqF", text, folder], check=False).returncode == 0


def put(debian, package):
    """Installs a local file as a person would, and tells what the system was like before."""
    shutil.copy(package, debian.root / "var/tmp" / package.name)
    before = debian.files()
    begin = time.monotonic()
    debian.install(f"/var/tmp/{package.name}")
    expect(True, f"{package.name} ({package.stat().st_size / 1e6:.1f} MB) is installed, {time.monotonic() - begin:.0f} s")
    expect(package.stat().st_size < LARGEST, "it is smaller than 5 MB")
    return before


def take_away(debian, name, before, kept=()):
    """Removes and purges; what the package itself brought has to be gone then."""
    brought = set(debian.run("dpkg", "-L", name).replace("/.\n", "").splitlines())
    debian.run("apt-get", "remove", "-q", "-y", name)
    status = debian.run("dpkg-query", "-W", "-f=${db:Status-Status}", name)
    expect(status.strip() == "config-files", f"{name} is removed, its settings are kept")
    told = debian.run("apt-get", "purge", "-q", "-y", name)
    debian.run("apt-get", "autoremove", "-q", "-y", "--purge")
    left = {path for path in debian.files() - before if "madang" in path.lower() or f"/{path}" in brought}
    expect(left <= set(kept), f"purged: left is {sorted(left) or 'nothing'}")
    return told


def desktop(debian, packages):
    debian.install("desktop-file-utils", "xdg-utils", "libglib2.0-bin", "fonts-dejavu-core", "dbus", "dbus-x11")
    before = put(debian, one(packages, "madang_*.deb"))
    for person in ("hana", "duri"):
        debian.run("useradd", "--create-home", "--shell", "/bin/bash", person)
    entry = "/usr/share/applications/chat.madang.Madang.desktop"
    debian.run("desktop-file-validate", entry)
    debian.isolate()
    screen = Screen()
    try:
        talk(debian, screen, entry)
    except Failure:
        screen.keep(debian.root.parent / "failure.png")
        raise
    finally:
        debian.end()
        screen.end()
    take_away(debian, "madang", before)
    expect(holds(debian.root / "home/hana/.local/share/madang", HELLO), "what was said is still with the person")


def talk(debian, screen, entry):
    run_dirs = {}
    for person in ("hana", "duri"):
        run_dirs[person] = f"/home/{person}/run"
        debian.run("install", "-d", "-m", "700", "-o", person, run_dirs[person])
    data = debian.root / "home/hana/.local/share/madang"

    def start(name, person, *words):
        debian.start(name, person, *words, DISPLAY=screen.display, XDG_RUNTIME_DIR=run_dirs[person])

    start("hana", "hana", "gio", "launch", entry)
    window = screen.window("Madang")
    expect(window, "the desktop starts from its entry in the menu")
    wait_for("the icon of its window", lambda: screen.has_icon(window))
    expect(True, "its window has an icon")
    wait_for("the profile", lambda: (data / "profile").exists())
    screen.type(window, "Hana", "Return")
    # As the entry's action does: who runs already is handed it.
    start("hana-host", "hana", "madang", "--host")
    hana = screen.window(".+ – Madang")
    expect(re.search(r"session \d+ \"loop\" is \"owner\"", debian.log("hana")), "it hosts")
    screen.keep(debian.root.parent / "hosting.png")

    start("duri", "duri", "xdg-open", "madang://127.0.0.1:7610?room=lobby")
    wait_for("the second window", lambda: len(windows(screen)) >= 2)
    duri = [window for window in windows(screen) if window not in (hana,)][-1]
    screen.type(duri, "Duri", "Return")
    screen.keep(debian.root.parent / "link.png")
    answer_question(screen, hana)
    wait_for("the second one in the room", lambda: len(screen.hands("search", "--onlyvisible", "--name", ".+ – Madang").split()) >= 2)
    duri = [window for window in screen.hands("search", "--onlyvisible", "--name", ".+ – Madang").split() if window != hana][-1]
    expect(True, "a link madang:// leads somebody else to it")

    log = data / "host"
    screen.type(hana, HELLO, "Return")
    wait_for("what the first said, on disk", lambda: holds(log, HELLO))
    wait_for("what the first said, with the second", lambda: is_marked(screen, duri))
    screen.type(duri, ANSWER, "Return")
    wait_for("what the second said, on disk", lambda: holds(log, ANSWER))
    wait_for("what the second said, with the first", lambda: is_marked(screen, hana))
    expect(True, "they talk")
    debian.run("madang-send", "--name", "cron", SCRIPT)
    wait_for("what the script said", lambda: holds(log, SCRIPT))
    expect(True, "madang-send says something, too")
    screen.keep(debian.root.parent / "talking.png")


def is_marked(screen, window):
    """Whether a window that is behind another says in its title that there is something new in it."""
    return screen.hands("getwindowname", window).startswith("• ")


def windows(screen):
    return screen.hands("search", "--onlyvisible", "--name", "Madang").split()


def answer_question(screen, other):
    """Says yes to where the link leads: the button behind the one that is chosen."""
    def asked():
        found = [window for window in windows(screen) if window != other]
        return found if len(found) > 1 else None
    question = wait_for("the question of the link", asked)[-1]
    screen.type(question, "", "Tab", "space")


def serve(debian):
    """Starts the host as its unit says."""
    unit = debian.root / "usr/lib/systemd/system/madang-host.service"
    line = next(line for line in unit.read_text(encoding="utf-8").splitlines() if line.startswith("ExecStart="))
    debian.run("install", "-d", "-o", "madang-host", "/home/madang-host")
    debian.start("host", "madang-host", *line.partition("=")[2].split(), STATE_DIRECTORY="/var/lib/madang-host")


def ready_address(debian):
    ready = wait_for("the ready line", lambda: re.search(r"^madang-host ready http://\S+:(\d+)", debian.log("host"), re.M))
    return f"http://127.0.0.1:{ready[1]}"


def host(debian, packages):
    debian.install("curl", "man-db")
    before = put(debian, one(packages, "madang-host_*.deb"))
    debian.isolate()
    unit = "/usr/lib/systemd/system/madang-host.service"
    told = debian.run("systemd-analyze", "verify", unit, unit.replace("/system/", "/user/"))
    if "madang" in told:
        raise Failure(told)
    expect(True, "systemd finds nothing wrong with its units")
    for path in (unit, unit.replace("/system/", "/user/")):
        text = (debian.root / path.lstrip("/")).read_text(encoding="utf-8")
        ends = re.search(r"^RestartPreventExitStatus=(.*)$", text, re.M)[1].split()
        expect(ends == ["2", "4", "5"] and "\nStartLimitIntervalSec=0\n" in text,
               f"{path} tries again until an address or a database is there")
    expect(re.search(r"^madang-host:x:", (debian.root / "etc/passwd").read_text(encoding="utf-8"), re.M),
           "it has a person of its own")
    data = debian.root / "var/lib/madang-host"
    expect(data.stat().st_mode & 0o777 == 0o700, "its data is nobody else's")
    expect((debian.root / "etc/systemd/system/multi-user.target.wants/madang-host.service").is_symlink(),
           "it starts with the system")
    serve(debian)
    try:
        address = ready_address(debian)
        expect('"ok"' in debian.run("curl", "-sS", f"{address}/health"), "started as its unit says, it is well")
        expect("<html" in debian.run("curl", "-sS", f"{address}/"), "it has the page for browsers")
    finally:
        debian.end()
    expect((data / "log.sqlite").exists(), "it keeps what was said")
    told = take_away(debian, "madang-host", before, kept={os.path.relpath(path, debian.root) for path in [data, *data.rglob("*")]})
    expect("is kept" in told, "it says that what was said is kept, and where")


def upgrade(debian, packages):
    """From the same package with a lower version: what an administrator and the host itself made stays."""
    debian.install("curl")
    new = one(packages, "madang-host_*.deb")
    made, old = debian.root.parent / "old", debian.root / "var/tmp/old.deb"
    shutil.rmtree(made, ignore_errors=True)
    subprocess.run(["dpkg-deb", "--raw-extract", new, made], check=True)
    control = made / "DEBIAN/control"
    text = control.read_text(encoding="utf-8")
    control.write_text(re.sub("^Version: .*$", "Version: 0.0.1-1", text, flags=re.M), encoding="utf-8")
    subprocess.run(["dpkg-deb", "--build", made, old], check=True, stdout=subprocess.DEVNULL)
    shutil.copy(new, debian.root / "var/tmp" / new.name)
    debian.install("/var/tmp/old.deb")
    debian.isolate()
    settings = debian.root / "etc/madang/host.ini"
    settings.write_text(settings.read_text(encoding="utf-8") + "name=Third floor\n", encoding="utf-8")
    debian.run("chown", "root:madang-host", "/etc/madang/host.ini")
    debian.run("chmod", "640", "/etc/madang/host.ini")
    debian.run("systemctl", "disable", "madang-host")
    serve(debian)
    ready_address(debian)
    debian.end()
    owned, text = settings.stat(), settings.read_text(encoding="utf-8")
    identity = ["madang-host", "identity", "--data", "/var/lib/madang-host"]
    before = debian.run_as("madang-host", *identity)
    debian.install(f"/var/tmp/{new.name}")
    version = debian.run("dpkg-query", "-W", "-f=${Version}", "madang-host")
    expect(version in new.name, f"0.0.1-1 is upgraded to {version}")
    after = settings.stat()
    expect(text == settings.read_text(encoding="utf-8") and (owned.st_mode, owned.st_gid) == (after.st_mode, after.st_gid),
           "host.ini is as the administrator left it, for the same people to read")
    expect(not (debian.root / "etc/systemd/system/multi-user.target.wants/madang-host.service").is_symlink(),
           "a disabled unit stays disabled")
    expect(debian.run_as("madang-host", *identity) == before, "it is the same host to those who know it")
    serve(debian)
    expect("Third floor" in debian.run("curl", "-sS", f"{ready_address(debian)}/about"), "it goes on with its data and settings")


def container(debian, packages):
    """What the Containerfile does, without the programs that make containers."""
    text = (ROOT / "packaging/container/Containerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    orders = [line.split(None, 1) for line in text.splitlines() if line and not line.startswith("#")]
    order = dict(orders)
    shutil.copy(one(packages, order["COPY"].split()[0]), debian.root / "tmp")
    debian.run("sh", "-c", order["RUN"])
    expect("ii  systemd " not in debian.run("dpkg", "-l"), "its root is made, without systemd")
    debian.isolate()
    debian.run("install", "-d", f"/home/{order['USER']}")
    debian.start("container", order["USER"], *json.loads(order["ENTRYPOINT"]), "--name", "Third floor",
                 **dict(pair.split("=") for pair in order["ENV"].split()))
    wait_for("the ready line", lambda: "madang-host ready http" in debian.log("container"))
    expect((debian.root / "var/lib/madang-host/log.sqlite").exists(), "its host runs, and keeps what is said in the volume")


def archive(debian, packages):
    """What the system of an ordinary desktop has is there, and no Qt."""
    debian.install("libx11-6", "libx11-xcb1", "libxcb1", "libfontconfig1", "libfreetype6", "libgl1", "libegl1",
                   "libopengl0", "libglx0", "libuuid1", "fonts-dejavu-core", "curl")
    place = debian.root / "opt" / ANYWHERE
    place.mkdir()
    subprocess.run(["tar", "-C", place, "-xzf", one(packages, "madang-*-linux-*.tar.gz")], check=True)
    folder = "/" + os.path.relpath(one(place, "madang-*"), debian.root)
    expect("libqt6" not in debian.run("dpkg-query", "-W", "-f=${Package}\n"), "there is no Qt in the system")
    for program in ("madang", "madang-host", "madang-send"):
        debian.run(f"{folder}/bin/{program}", "--version")
    expect(True, f"its programs start from {folder}")
    debian.install("desktop-file-utils", "libglib2.0-bin", "weston")
    debian.run("useradd", "--create-home", "hana")
    debian.isolate()
    screen = Screen()
    try:
        debian.run("install", "-d", "-m", "700", "-o", "hana", "/home/hana/run")
        display = {"DISPLAY": screen.display, "XDG_RUNTIME_DIR": "/home/hana/run"}
        debian.start("archive", "hana", f"{folder}/bin/madang", "--host", "--name", "Hana", **display)
        wait_for("a ready line", lambda: "madang ready" in debian.log("archive"))
        window = screen.window(".+ – Madang")
        wait_for("the icon of its window", lambda: screen.has_icon(window))
        screen.type(window, HELLO, "Return")
        wait_for("what was said, on disk", lambda: holds(debian.root / "home/hana/.local/share/madang/host", HELLO))
        screen.keep(debian.root.parent / "archive.png")
        expect(True, "the desktop hosts and says something, with the Qt beside it")
        debian.end()
        wait_for("its end", lambda: not windows(screen))
        register(debian, screen, folder, display)
        debian.end()
        wayland(debian, folder)
    finally:
        debian.end()
        screen.end()


def wayland(debian, folder):
    """Whether the archive's desktop shows its window where there is no X11."""
    place = {"XDG_RUNTIME_DIR": "/home/hana/run", "WAYLAND_DISPLAY": "fresh"}
    debian.start("weston", "hana", "weston", "--backend=headless-backend.so", "--socket=fresh", "--no-config", **place)
    wait_for("a Wayland", lambda: (debian.root / "home/hana/run/fresh").exists())
    debian.start("wayland", "hana", f"{folder}/bin/madang", QT_QPA_PLATFORM="wayland", WAYLAND_DEBUG="1", **place)
    wait_for("a window of Wayland", lambda: all(word in debian.log("wayland") for word in ('set_title("Madang")', ".attach(")))
    expect(True, "it has a window with Wayland, too")


def register(debian, screen, folder, display):
    """Whether the archive's entry in the menu starts it, with an icon, and goes again."""
    debian.run_as("hana", f"{folder}/register.sh")
    applications = debian.root / "home/hana/.local/share/applications"
    entry = applications / "chat.madang.Madang.desktop"
    debian.run("desktop-file-validate", f"/{os.path.relpath(entry, debian.root)}")
    icon = re.search("^Icon=(.*)$", entry.read_text(encoding="utf-8"), re.M)[1]
    expect((debian.root / icon.lstrip("/")).is_file(), "its entry in the menu has an icon")
    expect("chat.madang.Madang.desktop" in (applications / "mimeinfo.cache").read_text(encoding="utf-8"),
           "links that begin with madang:// are its own")
    debian.start("registered", "hana", "gio", "launch", f"/{os.path.relpath(entry, debian.root)}", **display)
    expect(screen.window("Madang"), "it starts from its entry in the menu")
    debian.run_as("hana", f"{folder}/register.sh", "--remove")
    expect(not entry.exists(), "the entry can be taken away")


def rpm(debian, packages):
    """What RPM itself finds. Not whether a system of such packages has what they want: here is none."""
    debian.install("rpm", "systemd")
    # Its plugins make namespaces, which nobody may in a changed root.
    order = ["rpm", "--noplugins"]
    if "--force-debian" in debian.run("rpm", "--help"):
        order.append("--force-debian")  # Debian 12's asks whether one really means it
    files = [one(packages, "madang-[0-9]*.rpm"), one(packages, "madang-host-*.rpm")]
    for file in files:
        shutil.copy(file, debian.root / "var/tmp" / file.name)
    before = debian.files()
    told = debian.run(*order, "--install", "--nodeps", *(f"/var/tmp/{file.name}" for file in files))
    if "fail" in told:
        raise Failure(told)
    expect((debian.root / "usr/bin/madang").exists() and (debian.root / "usr/bin/madang-host").exists(),
           "both are unpacked")
    expect(re.search(r"^madang-host:x:", (debian.root / "etc/passwd").read_text(encoding="utf-8"), re.M),
           "the host has a person of its own")
    debian.run(*order[:2], "--verify", "--nodeps", "madang", "madang-host")
    expect(True, "every file is as its package says")
    debian.run(*order, "--erase", "madang", "madang-host")
    left = {path for path in debian.files() - before if "madang" in path.lower()}
    expect(left <= {"var/lib/madang-host"}, f"erased: left is {sorted(left) or 'nothing'}")


if __name__ == "__main__":
    suite, packages, folder, *wanted = sys.argv[1:]
    for program in ("debootstrap", "ip", "unshare", "Xvfb", "openbox", "xdotool", "xprop"):
        if not shutil.which(program):
            sys.exit(f"{program} is missing; ./dev test --long installs it")
    if os.geteuid():
        print("not run: this needs root")
        sys.exit(77)
    Path(folder).mkdir(parents=True, exist_ok=True)
    parts = {"desktop": desktop, "host": host, "upgrade": upgrade, "container": container, "archive": archive, "rpm": rpm}
    failed = False
    for part in wanted or parts:
        print(f"{suite}, {part}:", flush=True)
        debian = None
        try:
            debian = Debian(suite, folder)
            parts[part](debian, Path(packages))
        except Failure as failure:
            failed = True
            print(f"  FAILED: {failure}", flush=True)
        finally:
            if debian:
                debian.leave()
    sys.exit(1 if failed else 0)
