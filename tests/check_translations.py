#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fails on a text of the program that a language lacks.

Every message of the .ts files is finished and keeps the places (%1, %n) of its source; every text
in the sources is in them, as lupdate would find it; Korean glues no particle to a name.
"""
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "translations"
PLACES = re.compile(r"%L?[n1-9]")
# A particle that depends on the ending of the word before it, right behind a place for a name.
GLUED = re.compile(r"%1(이|가|은|는|을|를|과|와|로|으로|야|아)(?![가-힣])")


def messages(path):
    """(context, source, comment) → (whether finished, its forms)."""
    found = {}
    for context in ElementTree.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            forms = [form.text or "" for form in translation.iter("numerusform")] \
                or [translation.text or ""]
            key = (context.findtext("name"), message.findtext("source"),
                   message.findtext("comment") or "")
            found[key] = (translation.get("type") is None and all(forms), forms)
    return found


def complaints_about(path, language):
    for (context, source, _), (finished, forms) in messages(path).items():
        where = f"{path.name}: {context}: {source!r}"
        if not finished:
            yield f"{where} is not translated"
            continue
        for form in forms:
            if sorted(PLACES.findall(form)) != sorted(PLACES.findall(source)):
                yield f"{where} has other places than {form!r}"
            if language == "ko" and GLUED.search(form):
                yield f"{where}: {form!r} glues a particle to a name"


def lupdate():
    for name in ("/usr/lib/qt6/bin/lupdate", shutil.which("lupdate6"), shutil.which("lupdate")):
        if name and Path(name).exists():
            return name
    return None


def missing(tool, path, plural_only):
    """Texts of the sources that the file has not."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / path.name
        copy.write_bytes(path.read_bytes())
        command = [tool, "-silent", "-I", ".", "-no-obsolete", "ui", "app", "-ts", str(copy)]
        if plural_only:
            command.insert(1, "-pluralonly")
        subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        yield from (f"{path.name}: {key[0]}: {key[1]!r} is in the sources only"
                    for key in messages(copy).keys() - messages(path).keys())
        yield from (f"{path.name}: {key[0]}: {key[1]!r} is in no source any more"
                    for key in messages(path).keys() - messages(copy).keys())


def main():
    found = []
    tool = lupdate()
    if not tool:
        print("lupdate is missing (qt6-l10n-tools)")
        return 1
    for language in ("ko", "en"):
        path = FOLDER / f"madang_{language}.ts"
        found += complaints_about(path, language)
        found += missing(tool, path, plural_only=language == "en")
    found += complaints_about(FOLDER / "qt_ko.ts", "ko")  # of Qt's sources, not of ours
    print("\n".join(found) or "every text is translated")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
