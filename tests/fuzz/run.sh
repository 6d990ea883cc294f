#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# run.sh PROGRAM UNIT: replays the seed corpus of UNIT, then fuzzes on from it.
# New inputs go to the build folder; an input that fails is kept there too, and named. A short run
# tries the same inputs each time, so that it is red for a change and not by chance; one that is told
# how long to run (MADANG_FUZZ_SECONDS, as ./dev test --long does) looks where none has looked.
set -eu
program=$1
unit=$2
here=$(cd "$(dirname "$0")" && pwd)
if [ -n "${MADANG_FUZZ_SECONDS:-}" ]; then
    found=fuzz/corpus/$unit
    mkdir -p "$found"
    set -- -max_total_time="$MADANG_FUZZ_SECONDS" "$found"
else
    found=fuzz/found/$unit
    rm -rf "$found"
    mkdir -p "$found"
    set -- -max_total_time=10 -seed=1 "$found"
fi

# Names of new functions would need a symbolizer, whose absence is a sanitizer's report.
set -- "$@" -print_final_stats=1 -print_funcs=0 -timeout=10 -rss_limit_mb=2048 \
    -artifact_prefix="fuzz/$unit-"
dictionary=$here/$unit.dict
[ -f "$dictionary" ] || dictionary=$here/stomp.dict
set -- "$@" -dict="$dictionary"
seeds=$here/corpus/$unit
if [ ! -d "$seeds" ]; then
    echo "no seed corpus: $seeds"
    exit 1
fi
"$program" -runs=0 -timeout=10 -rss_limit_mb=2048 "$seeds"
exec "$program" "$@" "$seeds"
