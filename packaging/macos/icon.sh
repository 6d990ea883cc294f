#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# icon.sh SVG OUT.icns: the program's icon in all sizes, drawn by rsvg-convert and put together by iconutil (macOS)
# or png2icns (Debian's icnsutils, which has no names for two pixels a point).
set -euo pipefail
[ $# = 2 ] || {
    echo "usage: icon.sh SVG OUT.icns" >&2
    exit 2
}
svg=$1 out=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
draw() { rsvg-convert --width "$1" --height "$1" --output "$2" "$svg"; }

if command -v iconutil >/dev/null; then
    set=$work/madang.iconset
    mkdir "$set"
    for points in 16 32 128 256 512; do
        draw "$points" "$set/icon_${points}x$points.png"
        draw $((2 * points)) "$set/icon_${points}x$points@2x.png"
    done
    iconutil --convert icns --output "$out" "$set"
else
    pictures=()
    for pixels in 16 32 48 128 256 512 1024; do
        draw "$pixels" "$work/$pixels.png"
        pictures+=("$work/$pixels.png")
    done
    png2icns "$out" "${pictures[@]}" >/dev/null
fi
