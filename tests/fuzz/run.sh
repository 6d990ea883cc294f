#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# run.sh PROGRAM UNIT: replays the seed corpus of UNIT, then fuzzes on from it.
# New inputs go to the build folder; an input that fails is kept there too, and named.
set -eu
program=$1
unit=$2
here=$(cd "$(dirname "$0")" && pwd)
seconds=${MADANG_FUZZ_SECONDS:-10}
found=fuzz/corpus/$unit
mkdir -p "$found"

set -- -max_total_time="$seconds" -print_final_stats=1 -timeout=10 -rss_limit_mb=2048 \
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
exec "$program" "$@" "$found" "$seeds"
