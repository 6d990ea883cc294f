#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Has anybody something to say against what is in the packages? lint.sh PACKAGES, the folder of ./dev package.
set -eu

packages=$1
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT INT TERM

(cd "$packages" && sha256sum --quiet --check SHA256SUMS)
for package in "$packages"/*.deb; do
    # Of its informations: no script for another init than systemd, and what strip leaves.
    lintian --allow-root --fail-on error,warning "$package"
    dpkg-deb -x "$package" "$tree"
done
desktop-file-validate "$tree"/usr/share/applications/*.desktop
appstreamcli validate --no-net "$tree"/usr/share/metainfo/*.xml
for page in "$tree"/usr/share/man/man?/*.gz; do
    said=$(LC_ALL=C.UTF-8 man --warnings -E UTF-8 -l -Tutf8 -Z "$page" 2>&1 >/dev/null)
    if [ -n "$said" ]; then
        echo "$page: $said"
        exit 1
    fi
done
# Completed from what the program itself says, so they are tried with it.
PATH="$tree/usr/bin:$PATH"
for words in 'madang-host ba:backup ban' 'madang-host --ann:--announce' 'madang-host user r:reset' \
    'madang-host export --f:--format' 'madang --pr:--profile' 'madang-send --fi:--fingerprint'; do
    found=$(bash -c '. "$1/madang-host" && . "$1/madang" && read -ra COMP_WORDS <<<"$2" &&
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1)) && "$(complete -p "${COMP_WORDS[0]}" | grep -o "_madang[a-z_]*")" &&
        echo "${COMPREPLY[*]}"' bash "$tree/usr/share/bash-completion/completions" "${words%%:*}")
    if [ "$found" != "${words#*:}" ]; then
        echo "bash completes \"${words%%:*}\" by \"$found\", not by \"${words#*:}\""
        exit 1
    fi
done
for file in "$tree"/usr/share/zsh/vendor-completions/*; do
    zsh -n "$file"
done
python3 - "$packages" <<'CHECK'
import json, pathlib, sys
folder = pathlib.Path(sys.argv[1])
listed = json.loads(next(folder.glob("*.spdx.json")).read_text(encoding="utf-8"))
names = {package["name"] for package in listed["packages"]}
known = {package["SPDXID"] for package in listed["packages"]} | {"SPDXRef-DOCUMENT"}
ends = {relation[end] for relation in listed["relationships"] for end in ("spdxElementId", "relatedSpdxElement")}
missing = {"madang", "libqt6core6", "libsodium23", "@stomp/stompjs", "libboost-dev"} - {name.removesuffix("t64") for name in names}
if missing or ends - known or len(known) != len(listed["packages"]) + 1:
    sys.exit(f"the list of what is in the packages lacks {missing or ends - known or 'an identity'}")
unknown = sorted(package["name"] for package in listed["packages"] if package["licenseDeclared"] == "NOASSERTION")
if unknown:
    sys.exit(f"packaging/sbom.py does not know the licence of {', '.join(unknown)}")
CHECK
echo "nobody has"
