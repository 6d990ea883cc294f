#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Starts a program that hosts, waits until it says that it is ready, and ends it: ready.sh PROGRAM [option…]. It
# has to end in order.
set -eu

said=$(mktemp)
trap 'rm -f "$said"' EXIT
"$@" >"$said" &
program=$!
seconds=0
until grep '^madang[a-z-]* ready ' "$said"; do
    if ! kill -0 "$program" 2>/dev/null || [ "$seconds" -ge 120 ]; then
        echo "ready.sh: $1 was not ready after $seconds s" >&2
        kill "$program" 2>/dev/null || :
        exit 1
    fi
    seconds=$((seconds + 1))
    sleep 1
done
kill "$program"
wait "$program"
