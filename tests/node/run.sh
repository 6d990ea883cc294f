#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# run.sh PROGRAM.mjs [ARGUMENT…]: runs a test of this folder; 77 where what it needs is missing.
folder=${0%/*}
if ! command -v node >/dev/null 2>&1; then
    echo "not run: it needs node 18 or newer, which ./dev test installs"
    exit 77
fi
if [ ! -d "$folder/node_modules" ]; then
    echo "not run: the node packages of the tests are missing, which ./dev test installs"
    exit 77
fi
program=$1
shift
exec node "$folder/$program" "$@"
