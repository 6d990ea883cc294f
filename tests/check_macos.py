#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Do the property lists of the bundle for macOS say what the program does? There is no Mac to ask."""
import plistlib
import re
import sys

from sources import ROOT

MACOS = ROOT / "packaging" / "macos"
STRING = re.compile(r'^"(\w+)" = "((?:[^"\\]|\\.)+)";$')


def read(name):
    return (ROOT / name).read_text(encoding="utf-8")


def property_list(text):
    """With what CMake puts in for its variables."""
    names = set(re.findall(r"\$\{(\w+)\}", text))
    known = {"MACOSX_BUNDLE_EXECUTABLE_NAME", "PROJECT_VERSION", "MADANG_MACOS_MINIMUM"}
    if names - known:
        sys.exit(f"Info.plist.in: nobody sets {', '.join(sorted(names - known))}")
    return plistlib.loads(re.sub(r"\$\{(\w+)\}", r"\1", text).encode())


def announced():
    """The service as discovery/ announces it."""
    service = re.search(r'DnsName\(\{"(_\w+)", "(_\w+)", "local"\}\)', read("discovery/announcementtext.cpp"))
    return f"{service[1]}.{service[2]}"


def complaints():
    info = property_list((MACOS / "Info.plist.in").read_text(encoding="utf-8"))
    wanted = {
        "CFBundleExecutable": "MACOSX_BUNDLE_EXECUTABLE_NAME",
        "CFBundlePackageType": "APPL",
        "CFBundleShortVersionString": "PROJECT_VERSION",
        "CFBundleVersion": "PROJECT_VERSION",
        "CFBundleLocalizations": ["en", "ko"],
        "LSMinimumSystemVersion": "MADANG_MACOS_MINIMUM",
        "NSBonjourServices": [announced()],
        "NSHighResolutionCapable": True,
    }
    for key, value in wanted.items():
        if info.get(key) != value:
            yield f"Info.plist.in: {key} is {info.get(key)}, not {value}"
    schemes = [scheme for kind in info.get("CFBundleURLTypes", []) for scheme in kind["CFBundleURLSchemes"]]
    if schemes != ["madang"]:
        yield f"Info.plist.in: schemes {schemes}"
    identifier = info.get("CFBundleIdentifier", "")
    if f"<string>{identifier}</string>" not in read("ui/model/autostart.cpp"):
        yield f"Info.plist.in: the program starts with the system by another name than {identifier}"
    if not (MACOS / "cpack.cmake").read_text(encoding="utf-8").count(f"/{info.get('CFBundleIconFile')})"):
        yield "Info.plist.in: CMake makes no icon of that name"

    translated = {}
    text = (MACOS / "ko.lproj" / "InfoPlist.strings").read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines(), 1):
        match = STRING.match(line)
        if match:
            translated[match[1]] = match[2]
        elif line and not line.startswith("/*"):
            yield f"InfoPlist.strings:{number}: no line of such a file"
    shown = {"CFBundleName", "CFBundleDisplayName"} | {key for key in info if key.endswith("UsageDescription")}
    if "NSLocalNetworkUsageDescription" not in shown:
        yield "Info.plist.in: does not say what the local network is for"
    for key in sorted(shown ^ translated.keys()):
        yield f"InfoPlist.strings: {key} is in one of the two files alone"
    for key, value in translated.items():
        if not re.search("[가-힣]", value):
            yield f"InfoPlist.strings: {key} is not Korean"

    rights = (MACOS / "madang.entitlements").read_bytes()
    if b"<!--" in rights:
        yield "madang.entitlements: codesign stumbles over comments"
    if not all(value is True for value in plistlib.loads(rights).values()):
        yield "madang.entitlements: a right that is not granted"


def main():
    found = list(complaints())
    for complaint in found:
        print(complaint)
    if not found:
        print("the bundle says what the program says")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
