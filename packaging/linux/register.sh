#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Puts the Madang of this folder into one's own menu, with its icon and for links that begin with madang://;
# `register.sh --remove` takes it out again. To be run again when the folder was moved.
set -eu

here=$(cd "$(dirname "$0")" && pwd -P)
applications=${XDG_DATA_HOME:-$HOME/.local/share}/applications
name=chat.madang.Madang.desktop

case $#${1-} in
0) ;;
1--remove)
    rm -f "$applications/$name"
    if command -v update-desktop-database >/dev/null; then update-desktop-database -q "$applications" || :; fi
    exit 0
    ;;
*)
    echo "usage: register.sh [--remove]" >&2
    exit 2
    ;;
esac

newline='
'
case $here in
*"$newline"* | *[=%]*)
    echo "register.sh: $here has a line break, a = or a % in its name; menus start no program from there" >&2
    exit 1
    ;;
esac

# As an entry of a menu writes a path: \ doubled for a value, and once more in quotes, where ", ` and $ have
# one before them, too.
value() { printf '%s' "$1" | sed 's|\\|\\\\|g'; }
quoted() { value "$(printf '%s' "$1" | sed 's|[\\"`$]|\\&|g')"; }

mkdir -p "$applications"
program=$here/bin/madang
while IFS= read -r line; do
    case $line in
    Exec=madang) printf 'Exec="%s"\n' "$(quoted "$program")" ;;
    Exec=madang\ *) printf 'Exec="%s" %s\n' "$(quoted "$program")" "${line#Exec=madang }" ;;
    Icon=*)
        printf 'Icon=%s\n' "$(value "$here/share/icons/hicolor/256x256/apps/chat.madang.Madang.png")"
        printf 'TryExec=%s\n' "$(value "$program")"
        ;;
    *) printf '%s\n' "$line" ;;
    esac
done <"$here/share/applications/$name" >"$applications/.$name.new"
mv "$applications/.$name.new" "$applications/$name"
if command -v update-desktop-database >/dev/null; then update-desktop-database -q "$applications" || :; fi
