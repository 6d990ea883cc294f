#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""lan.py MADANG-HOST PROBE MADANG|none [SCENARIO…]: hosts that find each other, on machines made of namespaces.

As root, or where anybody may make namespaces. Prints what each scenario measured. With MADANG_LONG=1
it waits for what takes minutes.
"""
import concurrent.futures
import sys
import time
from pathlib import Path

import avahi
import network
import scenarios

AT_ONCE = 4  # scenarios; they mostly wait


def play(scenario, *programs):
    """None, or what was wrong."""
    begin = time.monotonic()
    lab = network.Lab(*programs)
    fault = None
    try:
        scenario(lab)
    except (network.Fault, OSError, ValueError, KeyError) as why:
        fault = f"{scenario.__name__}: {why!r}"
    try:
        lab.close()
    except network.Fault as why:
        fault = fault or f"{scenario.__name__}: {why}"
    print(f"{'FAILED' if fault else 'passed'} {scenario.__name__} "
          f"({time.monotonic() - begin:.1f} s): {' '.join(scenario.__doc__.split())}", flush=True)
    return fault


def main():
    if why := network.missing():
        print(f"not run: {why}")
        return 77
    network.enter()
    programs, wanted = sys.argv[1:4], sys.argv[4:]
    host, desktop = programs[0], programs[2]
    if b"__asan_init" in Path(host).read_bytes() or b"__tsan_init" in Path(host).read_bytes():
        scenarios.SANITIZED = True
    together, alone = scenarios.ALL, scenarios.ALONE
    if why := avahi.missing():
        print(f"not run: scenarios with avahi: {why}")
        together = [one for one in together if one not in scenarios.WITH_AVAHI]
    if desktop == "none":
        print("not run: the scenario with the desktop, which is not built")
        together = [one for one in together if one not in scenarios.WITH_DESKTOP]
    if wanted:
        together, alone = ([one for one in some if one.__name__ in wanted]
                           for some in (together, alone))
    with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
        faults = list(pool.map(lambda one: play(one, *programs), together))
    faults += [play(one, *programs) for one in alone]
    faults = [fault for fault in faults if fault]
    for fault in faults:
        print(f"  {fault}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
