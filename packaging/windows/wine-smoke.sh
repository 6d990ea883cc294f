#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Proves an installer for Windows under Wine: installs it in a new prefix, hosts with it, talks with a Madang
# of this system both ways and in Korean, joins a host of this system over TLS and without, installs it over
# itself and into other folders, ends the session while it hosts, removes it. Ends with 0 when all of that was
# so, and no program touched memory that was not its own. What Wine cannot show is TLS of a host on Windows.
set -euo pipefail

usage() {
    cat <<'END'
usage: packaging/windows/wine-smoke.sh SETUP.exe [--programs DIR] [--shots DIR] [--patience SECONDS]
  --programs DIR  madang and madang-host of this system (build/release/bin)
  --shots DIR     screenshots and logs (./wine-smoke)
  --patience N    for each thing that is waited for (120)
needs: wine64 xvfb openbox xdotool x11-utils xclip imagemagick python3 fonts-noto-cjk
END
}

project=$(cd "$(dirname "$0")/../.." && pwd)
setup='' programs=$project/build/release/bin shots=$PWD/wine-smoke patience=120
while [ $# -gt 0 ]; do
    case $1 in
    --help | -h) usage; exit 0 ;;
    --programs | --shots | --patience)
        [ $# -ge 2 ] || { usage >&2; exit 2; }
        declare "${1#--}=$2"
        shift 2
        ;;
    -*) usage >&2; exit 2 ;;
    *) setup=$1; shift ;;
    esac
done
[ -f "$setup" ] || { usage >&2; exit 2; }
for program in Xvfb openbox xdotool xprop xclip import python3; do
    command -v "$program" >/dev/null || { echo "wine-smoke.sh: $program is not installed" >&2; exit 2; }
done
wine=$(command -v wine64 || echo /usr/lib/wine/wine64)
[ -x "$wine" ] || { echo "wine-smoke.sh: wine64 is not installed" >&2; exit 2; }
wineserver=$(command -v wineserver || echo /usr/lib/wine/wineserver64)
[ -x "$programs/madang" ] || { echo "wine-smoke.sh: no madang in $programs" >&2; exit 2; }

work=$(mktemp -d)
mkdir -p "$shots"
export WINEPREFIX=$work/prefix WINEDEBUG=-all
export WINEDLLOVERRIDES='mscoree,mshtml=;winemenubuilder.exe=d'
export XDG_RUNTIME_DIR=$work/runtime LC_ALL=C.UTF-8
mkdir -m 700 "$XDG_RUNTIME_DIR"
started=()
clean_up() {
    local pid
    for pid in "${started[@]}"; do
        kill "$pid" 2>/dev/null || true
    done
    "$wineserver" -k 2>/dev/null || true
    [ -z "${keep_screen:-}" ] || kill "$keep_screen" 2>/dev/null || true
    rm -rf "$work"
}
trap clean_up EXIT

step() { echo "ok   $*"; }
fail() {
    echo "FAIL $*" >&2
    import -window root "$shots/failed.png" 2>/dev/null || true
    tail -n 5 "$shots"/*.log >&2 || true
    exit 1
}
# await WHAT COMMAND…: until the command succeeds.
await() {
    local what=$1 until=$((SECONDS + patience))
    shift
    until "$@" >/dev/null 2>&1; do
        [ $SECONDS -lt $until ] || fail "waited in vain: $what"
        sleep 0.2
    done
    step "$what"
}
absent() { [ ! -e "$1" ]; }
is_still() { # two pictures one behind the other are the same
    local before=${picture:-}
    picture=$(import -window root rgb:- | sha256sum)
    [ "$picture" = "$before" ]
}
shoot() {
    await "the picture $1 is still" is_still
    import -window root "$shots/$1.png"
}

# said LOG TEXT SENDER: in a host's log of this system or of Wine's, once. A copy is read: Wine's locks are
# none of ours.
said() {
    rm -rf "$work/copy"
    mkdir "$work/copy"
    cp "$1"* "$work/copy/"
    python3 - "$work/copy/$(basename "$1")" "$2" "$3" <<'END'
import sqlite3
import sys
rows = sqlite3.connect(sys.argv[1]).execute(
    "SELECT count(*) FROM messages WHERE text = ? AND sender = ?", sys.argv[2:])
sys.exit(rows.fetchone() != (1,))
END
}
entered() { # LOG SENDER
    rm -rf "$work/copy"
    mkdir "$work/copy"
    cp "$1"* "$work/copy/"
    python3 - "$work/copy/$(basename "$1")" "$2" <<'END'
import sqlite3
import sys
rows = sqlite3.connect(sys.argv[1]).execute("SELECT count(*) FROM messages WHERE sender = ?", sys.argv[2:])
sys.exit(rows.fetchone() == (0,))
END
}
# window_with PROPERTY VALUE: the newest of those that the window manager knows.
window_with() {
    local id found=''
    for id in $(xprop -root _NET_CLIENT_LIST 2>/dev/null | grep -o '0x[0-9a-f]*'); do
        xprop -id "$id" "$1" 2>/dev/null | grep -q "$2" && found=$((id))
    done
    echo "$found"
}
window_of() { window_with _NET_WM_PID " = $1\$"; }
windows_window() { window_with WM_CLASS '"madang.exe"'; }
has_windows_window() { [ -n "$(windows_window)" ]; }
has_window_of() { [ -n "$(window_of "$1")" ]; }
in_front() { [ "$(xdotool getactivewindow)" = "$1" ]; }
to_front() {
    xdotool windowactivate "$1"
    await "window in front" in_front "$1"
}
# write WINDOW TEXT: by the clipboard, as Hangul has no keys here; then Enter.
write() {
    to_front "$1"
    printf %s "$2" | xclip -selection clipboard
    xdotool key --window 0 ctrl+v
    xdotool key Return
}

# --- a screen and a Windows of our own
mkfifo "$work/display"
Xvfb -displayfd 7 -screen 0 1600x1000x24 -nolisten tcp 7>"$work/display" >/dev/null 2>&1 &
keep_screen=$!
read -r number <"$work/display"
export DISPLAY=:$number
openbox >/dev/null 2>&1 &
started+=($!)
"$wine" wineboot -i >"$shots/wineboot.log" 2>&1
"$wine" winecfg -v win10 >/dev/null 2>&1
for font in 'Segoe UI' 'MS Shell Dlg' 'MS Shell Dlg 2' 'Malgun Gothic' Tahoma; do
    "$wine" reg add 'HKCU\Software\Wine\Fonts\Replacements' /v "$font" /d 'Noto Sans CJK KR' /f >/dev/null 2>&1
done
# Without a sound card Wine looks for one again and again.
"$wine" reg add 'HKCU\Software\Wine\Drivers' /v Audio /d '' /f >/dev/null 2>&1
local_data=$(find "$WINEPREFIX/drive_c/users" -path '*AppData/Local' -type d | grep -v Public | head -n 1)
place=$local_data/Programs/Madang
data=$local_data/madang
step "a new Wine prefix"

registry() { "$wine" reg query "$@" 2>/dev/null | tr -d '\r'; }
in_registry() { registry "$1" | grep -qF "$2"; }
not_in_registry() { ! "$wine" reg query "$1" >/dev/null 2>&1; }

# --- install
"$wine" "$setup" /S /AUTOSTART
for file in madang.exe madang-host.exe madang-send.exe madang-thumbnail.exe uninstall.exe Qt6Core.dll \
    platforms/qwindows.dll tls/qschannelbackend.dll sqldrivers/qsqlite.dll licences/madang.txt licences/qt.txt; do
    [ -f "$place/$file" ] || fail "not installed: $file"
done
absent "$place/madang.portable" || fail "installed as portable"
step "installed silently: $(du -sm "$place" | cut -f1) MB in $(find "$place" -type f | wc -l) files"
in_registry 'HKCU\Software\Classes\madang\shell\open\command' 'madang.exe" "%1"' || fail "no URL scheme"
find "$WINEPREFIX/drive_c/users" -name Madang.lnk | grep -q 'Start Menu' || fail "not in the start menu"
in_registry 'HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\Madang' DisplayVersion || fail "not among the programs"
run_key='HKCU\Software\Microsoft\Windows\CurrentVersion\Run'
in_registry "$run_key" Madang || fail "not in autostart"
step "in the start menu, among the programs, started with Windows, and madang:// opens it"
"$wine" "$place/madang-host.exe" --version >"$shots/version.log" 2>&1
grep -q '^madang-host [0-9]' "$shots/version.log" || fail "madang-host.exe --version"
step "$(tr -d '\r' <"$shots/version.log")"

# --- Windows hosts, this system joins
start_windows() { # LOG ARGUMENTS…
    local log=$shots/$1.log
    shift
    # Memory that is given back is filled, so that what reads it later faults, and faults are told.
    WINEDEBUG=-all,warn+heap,trace+seh "$wine" "$place/madang.exe" "$@" >"$log" 2>&1 &
    windows=$!
    started+=("$windows")
    await "window of madang.exe" has_windows_window
}
start_here() { # NAME ARGUMENTS…
    "$programs/madang" --profile "$work/$1" --name "$1" "${@:2}" >"$shots/$1.log" 2>&1 &
    started+=($!)
    here=$!
    await "window of madang" has_window_of "$here"
}
end_here() {
    kill "$here"
    wait "$here" || fail "madang ended with $?"
}
ended() { ! kill -0 "$1" 2>/dev/null; }
end_windows() { # WHAT LOG: it ends by itself, and its memory was in order
    await "$1" ended "$windows"
    ! grep -E 'code=c0000005|:warn:heap:|Unhandled page fault' "$shots/$2.log" || fail "$2: a fault in its memory"
}
start_windows windows-hosts --name 윈도우 --host --port 0
await "madang.exe is ready" grep -q '^madang ready http' "$shots/windows-hosts.log"
port=$(sed -n 's|^madang ready http://[^ ]*:\([0-9]*\) .*|\1|p' "$shots/windows-hosts.log")
log=$data/host/log.sqlite
# Without TLS: Wine's CertFindChainInStore(), which Qt asks for a host's certificate, finds none ever.
start_here 리눅스 --join "ws://127.0.0.1:$port"
await "Linux has come to the host on Windows" entered "$log" 리눅스
theirs=$(windows_window)
ours=$(window_of "$here")
write "$ours" '안녕하세요, 리눅스에서 왔어요'
await "Linux says something in Korean" said "$log" '안녕하세요, 리눅스에서 왔어요' 리눅스
write "$theirs" '어서 오세요, 여기는 윈도우'
await "Windows answers in Korean" said "$log" '어서 오세요, 여기는 윈도우' 윈도우
xdotool windowmove "$theirs" 0 0 windowsize "$theirs" 800 960 windowmove "$ours" 800 0 windowsize "$ours" 800 960
shoot windows-hosts-left-linux-right
end_here

# --- installed over itself, while it runs
"$wine" "$setup" /S || fail "the installer over itself ended with $?"
[ -f "$place/madang.exe" ] || fail "gone after the upgrade"
end_windows "madang.exe was ended by the upgrade" windows-hosts
in_registry "$run_key" Madang || fail "the upgrade took it out of autostart"
[ -z "$(windows_window)" ] || fail "its window is still there"
said "$log" '어서 오세요, 여기는 윈도우' 윈도우 || fail "the upgrade lost what was said"
step "upgraded over itself, and all that was said is there"

# --- into other folders
setup_ends_with() { # CODE ARGUMENTS…
    local code=0
    "$wine" "$setup" "${@:2}" || code=$?
    [ $code = "$1" ] || fail "the installer with ${*:2} ended with $code, not with $1"
}
mkdir "$WINEPREFIX/drive_c/others"
echo 'of another program' >"$WINEPREFIX/drive_c/others/uninstall.exe"
setup_ends_with 6 /S '/D=C:\others'
[ "$(ls "$WINEPREFIX/drive_c/others")" = uninstall.exe ] || fail "installed into another program's folder"
grep -qx 'of another program' "$WINEPREFIX/drive_c/others/uninstall.exe" || fail "wrote over another program's uninstall.exe"
setup_ends_with 7 /S /ALLUSERS '/D=C:\open'
absent "$WINEPREFIX/drive_c/open" || fail "installed for everybody where everybody writes"
step "refused another program's folder, and for everybody one where everybody writes"
windows_place=${place#*/drive_c}
windows_place=${windows_place//\//\\}
"$wine" reg add "$run_key" /v Madang /d "\"C:$windows_place\\madang.exe\" --host" /f >/dev/null 2>&1
setup_ends_with 0 /S '/D=C:\moved'
absent "$place" || fail "the earlier folder is still there: $(ls "$place")"
[ -f "$WINEPREFIX/drive_c/moved/madang.exe" ] || fail "not in the other folder"
in_registry "$run_key" '"C:\moved\madang.exe" --host' || fail "does not start from the other folder"
setup_ends_with 0 /S "/D=C:$windows_place"
absent "$WINEPREFIX/drive_c/moved" || fail "not moved back"
in_registry "$run_key" "\"C:$windows_place\\madang.exe\" --host" || fail "does not start from the first folder"
"$wine" reg add "$run_key" /v Madang /d "\"C:$windows_place\\madang.exe\"" /f >/dev/null 2>&1
said "$log" '어서 오세요, 여기는 윈도우' 윈도우 || fail "the move lost what was said"
step "moved to another folder and back, with what was chosen, and all that was said is there"

# --- Windows joins a host of this system
"$programs/madang-host" --port 0 --data "$work/host-data" >"$shots/linux-host.log" 2>&1 &
started+=($!)
await "madang-host is ready" grep -q '^madang-host ready' "$shots/linux-host.log"
port=$(sed -n 's|^madang-host ready http://[^ ]*:\([0-9]*\) .*|\1|p' "$shots/linux-host.log")
log=$work/host-data/log.sqlite
start_here 친구 --join "127.0.0.1:$port"
await "Linux has come to the host on Linux" entered "$log" 친구
for way in ws wss; do
    start_windows "windows-joins-$way" --profile "C:\\people\\$way" --name "윈도우 $way" --join "$way://127.0.0.1:$port"
    await "Windows has come by $way" entered "$log" "윈도우 $way"
    [ $(($(stat -c %a "$WINEPREFIX/drive_c/people/$way") % 10)) = 0 ] || fail "its folder is for everybody"
    # What a later start says is handed over to this one, which ends it.
    timeout "$patience" "$wine" "$place/madang.exe" --profile "C:\\people\\$way" || fail "started twice: $?"
    write "$(windows_window)" "$way 로 왔습니다"
    await "Windows says something by $way" said "$log" "$way 로 왔습니다" "윈도우 $way"
    write "$(window_of "$here")" "$way 반가워요"
    await "Linux answers" said "$log" "$way 반가워요" 친구
    to_front "$(windows_window)"
    shoot "windows-joins-$way"
    # As the installer asks it to end.
    "$wine" "$setup" /S || fail "the installer ended with $?"
    end_windows "madang.exe has ended" "windows-joins-$way"
done
end_here

# --- the session ends, with a host that has a guest
start_windows windows-signs-out --profile 'C:\people\out' --name 윈도우 --host --port 0
await "madang.exe is ready" grep -q '^madang ready http' "$shots/windows-signs-out.log"
port=$(sed -n 's|^madang ready http://[^ ]*:\([0-9]*\) .*|\1|p' "$shots/windows-signs-out.log")
log=$WINEPREFIX/drive_c/people/out/host/log.sqlite
start_here 손님 --join "ws://127.0.0.1:$port"
await "Linux has come" entered "$log" 손님
timeout "$patience" "$wine" wineboot --end-session --shutdown || fail "the session does not end: $?"
end_windows "madang.exe has ended with the session" windows-signs-out
# SQLite takes it away when the last one closes the log.
absent "$log-wal" || fail "the log was not closed"
step "its log was closed"
end_here
timeout "$patience" "$wineserver" -w || fail "the session has not ended"
"$wine" wineboot >/dev/null 2>&1
await "the next session starts madang.exe" has_windows_window

# --- removed, while it runs
"$wine" "$place/uninstall.exe" /S
await "the programs are gone" absent "$place"
not_in_registry 'HKCU\Software\Madang' || fail "left in the registry"
not_in_registry 'HKCU\Software\Classes\madang' || fail "its links are left in the registry"
not_in_registry 'HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\Madang' || fail "left among the programs"
! in_registry "$run_key" Madang || fail "left in autostart"
[ -z "$(find "$WINEPREFIX/drive_c/users" -name Madang.lnk)" ] || fail "left in the start menu"
[ -f "$data/host/log.sqlite" ] || fail "the data is gone"
left=$(find "$WINEPREFIX/drive_c" -path "$WINEPREFIX/drive_c/people" -prune -o -iname '*madang*' ! -path "$data*" ! -path '*/Temp/*' -print)
[ -z "$left" ] || fail "left behind: $left"
step "removed; nothing is left but the data"
