#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is in the packages: an SPDX 2.3 list (JSON), and the licences of all that is bundled.

  sbom.py --build FOLDER --version X --out FOLDER [--tree FOLDER]

The libraries of the system are those that the built programs are linked with, with the version of the
package they come from; those of the pages are what the bundler put in. --tree is what the archive with
its Qt beside it has packed. SOURCE_DATE_EPOCH is the time it says.
"""
import argparse
import datetime
import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAMS = ("madang", "madang-host", "madang-send", "madang-thumbnail")
# Compiled in, as headers: no program's imports name them.
HEADERS = {"libboost-dev": "BSL-1.0", "libexpected-dev": "CC0-1.0"}
FILES = (("emojibase-data", "MIT", "resources/emoji/LICENSE"),
         ("lucide-static", "ISC AND MIT", "resources/icons/lucide/LICENSE"),
         ("@scure/bip39", "MIT", "resources/words/LICENSE"))
# What Debian packages of these names are under; the full text is in each one's copyright file.
LICENCES = ((r"^libqt6|^qt6-", "LGPL-3.0-only"), (r"^libsodium", "ISC"), (r"^libssl", "Apache-2.0"),
            (r"^libmd4c", "MIT"), (r"^libprometheus|^prometheus", "MIT"), (r"^libqrencode", "LGPL-2.1-or-later"),
            (r"^libqt6keychain|^libqtkeychain", "BSD-3-Clause"), (r"^libpulse", "LGPL-2.1-or-later"),
            (r"^libhunspell", "MPL-1.1 OR GPL-2.0-or-later OR LGPL-2.1-or-later"),
            (r"^libc6$", "LGPL-2.1-or-later"), (r"^libstdc\+\+|^libgcc", "GPL-3.0-or-later WITH GCC-exception-3.1"))


def output(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True,
                          env={**os.environ, "LC_ALL": "C.UTF-8"}).stdout


def package_of(file):
    """The Debian package that a file belongs to, or None."""
    real = os.path.realpath(file)
    for path in (real, real.removeprefix("/usr"), file):
        found = subprocess.run(["dpkg", "-S", path], capture_output=True, text=True)
        if found.returncode == 0:
            return found.stdout.split(":")[0].split(",")[0]
    return None


def version_of(package):
    return output("dpkg-query", "-W", "-f=${Version}\n", package).splitlines()[0]


def linked(program):
    """The libraries that a program asks for by itself, as files."""
    wanted = re.findall(r"NEEDED\s+(\S+)", output("objdump", "-p", str(program)))
    places = dict(re.findall(r"^\s*(\S+) => (\S+)", output("ldd", str(program)), re.M))
    return [places[name] for name in wanted if name in places]


def licence(package):
    for pattern, name in LICENCES:
        if re.match(pattern, package):
            return name
    return "NOASSERTION"


def bundled_in_pages():
    """(name, version, licence) of what may be in the pages: the lock file without what only builds."""
    lock = json.loads((ROOT / "resources/page/package-lock.json").read_text(encoding="utf-8"))
    for path, entry in sorted(lock["packages"].items()):
        if path and not entry.get("dev"):
            yield path.rpartition("node_modules/")[2], entry["version"], entry.get("license", "NOASSERTION")


def element(kind, name, version, licence_name, **more):
    identity = re.sub(r"[^A-Za-z0-9.-]", "-", f"SPDXRef-{kind}-{name}-{version}")
    return {"SPDXID": identity, "name": name, "versionInfo": version, "downloadLocation": "NOASSERTION",
            "filesAnalyzed": False, "licenseConcluded": "NOASSERTION", "licenseDeclared": licence_name,
            "copyrightText": "NOASSERTION", **more}


def reference(url):
    return {"externalRefs": [{"referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl",
                              "referenceLocator": url}]}


def write_list(options, system, tree):
    moment = datetime.datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "0")), datetime.timezone.utc)
    madang = element("Package", "madang", options.version, "GPL-3.0-or-later", primaryPackagePurpose="APPLICATION")
    packages, relations = [madang], [("SPDXRef-DOCUMENT", "DESCRIBES", madang["SPDXID"])]

    def add(one, relation):
        packages.append(one)
        relations.append((madang["SPDXID"], relation, one["SPDXID"]))

    distribution = output("sh", "-c", ". /etc/os-release; printf '%s' \"$ID\"")
    for package in sorted(system | tree):
        version = version_of(package)
        purl = f"pkg:deb/{distribution}/{package}@{version.replace('+', '%2B').replace(':', '%3A')}"
        add(element("System", package, version, licence(package), **reference(purl)),
            "DYNAMIC_LINK" if package in system else "CONTAINS")
    for package, name in HEADERS.items():
        add(element("Compiled", package, version_of(package), name), "CONTAINS")
    for name, version, name_of_licence in bundled_in_pages():
        add(element("Page", name, version, name_of_licence,
                    **reference(f"pkg:npm/{name.replace('@', '%40')}@{version}")), "CONTAINS")
    for name, name_of_licence, _ in FILES:
        add(element("Data", name, "bundled", name_of_licence), "CONTAINS")
    document = {
        "spdxVersion": "SPDX-2.3", "dataLicense": "CC0-1.0", "SPDXID": "SPDXRef-DOCUMENT",
        "name": f"madang-{options.version}",
        "creationInfo": {"created": moment.strftime("%Y-%m-%dT%H:%M:%SZ"), "creators": ["Tool: packaging/sbom.py"]},
        "packages": packages,
        "relationships": [{"spdxElementId": one, "relationshipType": kind, "relatedSpdxElement": other}
                          for one, kind, other in relations]}
    digest = hashlib.sha256(json.dumps(document, sort_keys=True).encode()).hexdigest()
    document["documentNamespace"] = f"https://madang.chat/spdx/madang-{options.version}-{digest[:16]}"
    (options.out / f"madang-{options.version}.spdx.json").write_text(
        json.dumps(document, indent=1, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")
    return packages


def write_licences(options, tree):
    parts = [("Madang", (ROOT / "LICENSE").read_text(encoding="utf-8"))]
    parts += [(name, (ROOT / file).read_text(encoding="utf-8")) for name, _, file in FILES]
    pages = options.build / "web/licenses.txt"
    if pages.exists():
        parts.append(("What the browser page brings", pages.read_text(encoding="utf-8")))
    for package in [*HEADERS, *sorted(tree)]:
        text = Path("/usr/share/doc") / package / "copyright"
        if not text.exists():
            sys.exit(f"sbom.py: {text}, the licence of what is packed, is not there")
        parts.append((f"{package} {version_of(package)}", text.read_text(encoding="utf-8", errors="replace")))
    with open(options.out / f"madang-{options.version}-licences.txt", "w", encoding="utf-8") as file:
        for name, text in parts:
            file.write(f"{'=' * 80}\n{name}\n{'=' * 80}\n\n{text.strip()}\n\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", type=Path, required=True)
    parser.add_argument("--version", required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--tree", type=Path)
    options = parser.parse_args()
    system = {package_of(file) for name in PROGRAMS if (options.build / "bin" / name).exists()
              for file in linked(options.build / "bin" / name)}
    tree = set()
    if options.tree:
        tree = set((options.tree / "packages.txt").read_text(encoding="utf-8").split())
    if None in system:
        sys.exit("sbom.py: a library that the programs are linked with belongs to no package")
    write_licences(options, tree)
    print(f"{len(write_list(options, system, tree))} packages are listed")
