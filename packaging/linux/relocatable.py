#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes of an installed tree one that brings its Qt: relocatable.py TREE QT-PLUGINS QT-TRANSLATIONS.

Beside the programs in TREE/bin: lib/ with every library they need but those that belong to the system it
runs on, plugins/ with Qt's, and a qt.conf. Everything is found relative to the programs. The packages that
was taken from are named in TREE/packages.txt. Needs patchelf.
"""
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

# The system's own, which has to fit its kernel, its graphics and its sound: the C library and what draws.
SYSTEMS = re.compile(r"^(ld-linux.*|lib(c|m|dl|rt|pthread|resolv|util|anl)\.so.*|lib(gcc_s|stdc\+\+)\.so.*"
                     r"|lib(GL|EGL|GLX|GLdispatch|OpenGL|drm|gbm)\.so.*|lib(X11|X11-xcb|xcb)\.so.*"
                     r"|lib(fontconfig|freetype|expat|uuid)\.so.*|libz\.so.*)$")
# All of them, or there is no archive. Of a folder everything is taken, so it has to come with one package.
PLUGINS = ("platforms/libqxcb.so", "platforms/libqoffscreen.so", "platforms/libqwayland-generic.so",
           "platforminputcontexts/libcomposeplatforminputcontextplugin.so",
           "platforminputcontexts/libfcitx5platforminputcontextplugin.so",
           "platforminputcontexts/libibusplatforminputcontextplugin.so",
           "platformthemes/libqxdgdesktopportal.so", "sqldrivers/libqsqlite.so", "iconengines/libqsvgicon.so",
           "imageformats/libqgif.so", "imageformats/libqico.so", "imageformats/libqjpeg.so",
           "imageformats/libqsvg.so", "imageformats/libqwebp.so", "tls/libqopensslbackend.so",
           "xcbglintegrations/libqxcb-glx-integration.so", "networkinformation/libqglib.so",
           "networkinformation/libqnetworkmanager.so", "wayland-shell-integration/libxdg-shell.so",
           "wayland-decoration-client")


def needed(file):
    """The libraries that a file is started with, name by name; fails where one is not there."""
    told = subprocess.run(["ldd", file], check=True, capture_output=True, text=True).stdout
    if "not found" in told:
        sys.exit(f"relocatable.py: {file} misses a library:\n{told}")
    return dict(re.findall(r"^\s*(\S+) => (\S+) \(", told, re.M))


def package_of(file):
    real = os.path.realpath(file)
    for path in (real, real.removeprefix("/usr"), str(file)):
        found = subprocess.run(["dpkg", "-S", path], capture_output=True, text=True)
        if found.returncode == 0:
            return found.stdout.split(":")[0].split(",")[0]
    sys.exit(f"relocatable.py: {file} belongs to no package, so nobody knows its licence")


def copy(source, target, packages):
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(os.path.realpath(source), target)
    target.chmod(0o644)
    packages.add(package_of(source))


def add_plugins(tree, folder, packages):
    for name in PLUGINS:
        source = folder / name
        files = sorted(source.glob("*.so")) if source.is_dir() else [source]
        if not files or not all(file.exists() for file in files):
            sys.exit(f"relocatable.py: {source}, which the archive needs, is not there")
        for file in files:
            copy(file, tree / "plugins" / file.relative_to(folder), packages)


def add_libraries(tree, started, packages):
    waiting, have = list(started), set()
    while waiting:
        for name, path in sorted(needed(waiting.pop()).items()):
            if name not in have and not SYSTEMS.match(name):
                have.add(name)
                copy(path, tree / "lib" / name, packages)
                waiting.append(path)


if __name__ == "__main__":
    tree, plugins, translations = (Path(argument) for argument in sys.argv[1:])
    packages = set()
    programs = sorted((tree / "bin").iterdir())
    add_plugins(tree, plugins, packages)
    added = sorted((tree / "plugins").rglob("*.so"))
    add_libraries(tree, programs + added, packages)
    for file in sorted(translations.glob("qtbase_ko.qm")):
        copy(file, tree / "translations" / file.name, packages)
    for file in programs + added + sorted((tree / "lib").glob("*.so*")):
        upwards = os.path.relpath(tree / "lib", file.parent)
        subprocess.run(["patchelf", "--force-rpath", "--set-rpath", f"$ORIGIN/{upwards}".removesuffix("/."), file],
                       check=True)
    (tree / "bin/qt.conf").write_text(
        "[Paths]\nPrefix = ..\nPlugins = plugins\nTranslations = translations\n", encoding="utf-8")
    (tree / "packages.txt").write_text("\n".join(sorted(packages)) + "\n", encoding="utf-8")
