"""What the benchmarks share: running a process with its figures, and a row of the table."""

import os
import statistics
import subprocess
import sys
import time
from collections import namedtuple

Outcome = namedtuple("Outcome", "code wall cpu peak_mib")


def run(command, allowed=(0,), quiet=True, **options):
    """Runs a program to its end: seconds of wall and processor time, peak resident memory in MiB."""
    sink = subprocess.DEVNULL if quiet else None
    options.setdefault("stdout", sink)
    started = time.perf_counter()
    process = subprocess.Popen([str(word) for word in command], stdin=subprocess.DEVNULL, **options)
    # wait4 and not wait: it tells what this one child used.
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in allowed:
        sys.exit(f"error: {' '.join(map(str, command))} ended with {process.returncode}, wanted one of {allowed}.")
    peak = usage.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
    return Outcome(process.returncode, wall, usage.ru_utime + usage.ru_stime, peak)


def median(values):
    return statistics.median(values)


def row(what, measured, bound, kept):
    """One line of the table that ci/bench prints."""
    print(f"| {what} | {measured} | {bound} | {'kept' if kept else '**missed**'} |", flush=True)
    return kept


def note(text):
    print(f"    {text}", file=sys.stderr, flush=True)


def binary():
    path = os.environ.get("SLUICE_BINARY")
    if not path or not os.access(path, os.X_OK):
        sys.exit("error: SLUICE_BINARY must name the built program; ci/bench sets it.")
    return path
