#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# run.sh PROGRAM.mjs [ARGUMENT…]: runs a test of this folder, or says what is missing.
folder=${0%/*}
if ! command -v node >/dev/null 2>&1; then
    echo "This test needs node 18 or newer: run ./dev test, which installs it." >&2
    exit 1
fi
if [ ! -d "$folder/node_modules" ]; then
    echo "The node packages of the tests are missing: run ./dev test, which installs them." >&2
    exit 1
fi
program=$1
shift
exec node "$folder/$program" "$@"
