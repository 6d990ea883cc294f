#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is in the packages: an SPDX 2.3 list (JSON), and the licences of all that is bundled.

  sbom.py --build FOLDER --version X --out FOLDER [--tree FOLDER]

The libraries of the system are those that the built programs are linked with, with the version of the
package they come from; those of the pages are what the bundler put in. --tree is what the archive with
its Qt beside it has packed. SOURCE_DATE_EPOCH is the time it says. Each system has other versions, so the
name of the list has it: madang-X-debian-12.spdx.json.
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
# What the libraries of Debian's packages are under: where their copyright file is not written for machines,
# or where it says of the whole source what is not so of its library.
LICENCES = (
    (r"^lib(blkid|mount)1", "LGPL-2.1-or-later"), (r"^libbsd0", "BSD-3-Clause AND BSD-2-Clause AND ISC"),
    (r"^libbz2", "bzip2-1.0.6"), (r"^libc6$", "LGPL-2.1-or-later"), (r"^libcom-err2", "MIT"),
    (r"^libdbus-1", "AFL-2.1 OR GPL-2.0-or-later"), (r"^libffi", "MIT"), (r"^libflac", "BSD-3-Clause"),
    (r"^lib(gcrypt20|glib2|gnutls30|proxy1|rtmp1|tasn1)", "LGPL-2.1-or-later"), (r"^libharfbuzz", "MIT-Modern-Variant"),
    (r"^libhunspell", "MPL-1.1 OR GPL-2.0-or-later OR LGPL-2.1-or-later"),
    (r"^lib(ice6|sm6|xau6|xdmcp6)", "MIT-open-group"), (r"^libidn2|^libunistring", "LGPL-3.0-or-later OR GPL-2.0-or-later"),
    (r"^libjpeg62-turbo", "IJG AND BSD-3-Clause AND Zlib"), (r"^libkeyutils", "LGPL-2.0-or-later"),
    (r"^lib(gssapi-krb5|k5crypto|krb5)", "MIT"), (r"^libmd0", "BSD-3-Clause AND ISC AND LicenseRef-public-domain"),
    (r"^libpcre2", "BSD-3-Clause"), (r"^libpng16", "libpng-2.0"), (r"^libselinux", "libselinux-1.0"),
    (r"^libsodium", "ISC"), (r"^libsqlite3", "blessing"), (r"^libwayland", "MIT"), (r"^libwebp", "BSD-3-Clause"),
    (r"^libxcb", "X11"), (r"^libxkbcommon", "MIT"),
    (r"^lib(stdc\+\+|gcc|gomp|atomic)", "GPL-3.0-or-later WITH GCC-exception-3.1"))
# What copyright files call what SPDX calls otherwise.
SPDX = {"expat": "MIT", "mit": "MIT", "isc": "ISC", "curl": "curl", "bsd-2-clause": "BSD-2-Clause",
        "bsd-3-clause": "BSD-3-Clause", "bsd3": "BSD-3-Clause", "bsd-3-clause-attribution": "BSD-3-Clause-Attribution",
        "apache-2.0": "Apache-2.0", "cc0": "CC0-1.0", "cc0-1.0": "CC0-1.0", "mpl-1.1": "MPL-1.1",
        "openldap-2.8": "OLDAP-2.8", "pd": "LicenseRef-public-domain", "public-domain": "LicenseRef-public-domain",
        "gpl-3 with qt-1.0 exception": "GPL-3.0-only WITH Qt-GPL-exception-1.0"}


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


def in_spdx(words):
    """The licences of a machine-readable copyright file as SPDX writes them; None where one is not known."""
    found = []
    for word in re.split(r",? or ", words.strip()):
        gnu = re.fullmatch(r"(L?GPL)-(\d)(\.\d)?(\+?)", word)
        if gnu:
            found.append(f"{gnu[1]}-{gnu[2]}{gnu[3] or '.0'}-{'or-later' if gnu[4] else 'only'}")
        else:
            found.append(SPDX.get(word.lower()))
    return None if None in found else " OR ".join(found)


def licence(package):
    for pattern, name in LICENCES:
        if re.match(pattern, package):
            return name
    text = (Path("/usr/share/doc") / package / "copyright").read_text(encoding="utf-8", errors="replace")
    for paragraph in re.split(r"\n\s*\n", text):
        files = re.search(r"^Files:((?:.|\n[ \t])*)", paragraph, re.M)
        name = re.search(r"^License: *(.+)$", paragraph, re.M)
        if files and name and "*" in files[1].split():
            return in_spdx(name[1]) or "NOASSERTION"
    return "NOASSERTION"


def bundled_in_pages(build):
    """(name, version, licence) of what the bundler put into the pages, by the list that it wrote."""
    listed = build / "web/licenses.txt"
    text = listed.read_text(encoding="utf-8") if listed.exists() else ""
    return re.findall(r"^-{72}\n\n(\S+) (\d\S*) \((.+)\)$", text, re.M)


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

    distribution, release = output("sh", "-c", ". /etc/os-release; echo $ID $VERSION_ID").split()
    for package in sorted(system | tree):
        version = version_of(package)
        purl = f"pkg:deb/{distribution}/{package}@{version.replace('+', '%2B').replace(':', '%3A')}?distro={distribution}-{release}"
        add(element("System", package, version, licence(package), **reference(purl)),
            "DYNAMIC_LINK" if package in system else "CONTAINS")
    for package, name in HEADERS.items():
        add(element("Compiled", package, version_of(package), name), "CONTAINS")
    for name, version, name_of_licence in bundled_in_pages(options.build):
        add(element("Page", name, version, name_of_licence,
                    **reference(f"pkg:npm/{name.replace('@', '%40')}@{version}")), "CONTAINS")
    for name, name_of_licence, _ in FILES:
        add(element("Data", name, "bundled", name_of_licence), "CONTAINS")
    document = {
        "spdxVersion": "SPDX-2.3", "dataLicense": "CC0-1.0", "SPDXID": "SPDXRef-DOCUMENT",
        "name": f"madang-{options.version}-{distribution}-{release}",
        "creationInfo": {"created": moment.strftime("%Y-%m-%dT%H:%M:%SZ"), "creators": ["Tool: packaging/sbom.py"]},
        "packages": packages,
        "hasExtractedLicensingInfos": [{"licenseId": "LicenseRef-public-domain", "name": "Public domain",
                                        "extractedText": "Those who wrote it have put it into the public domain."}],
        "relationships": [{"spdxElementId": one, "relationshipType": kind, "relatedSpdxElement": other}
                          for one, kind, other in relations]}
    digest = hashlib.sha256(json.dumps(document, sort_keys=True).encode()).hexdigest()
    document["documentNamespace"] = f"https://madang.chat/spdx/{document['name']}-{digest[:16]}"
    (options.out / f"{document['name']}.spdx.json").write_text(
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
