#!/usr/bin/env python3
"""Reads what ci/node remembers of its running nodes.

  node_state.py list FOLDER                 one line a living node: state file, pid, url, model, settings; removes dead ones
  node_state.py lock DESCRIPTOR SECONDS     takes the lock on a descriptor that the calling shell holds open
  node_state.py healthy URL                 exit 0 when URL/health answers 200
"""

import fcntl
import json
import os
import subprocess
import sys
import time
import urllib.request
from pathlib import Path


def command_line(pid):
    """Linux tells it in a file, also where the ps program is absent, as in small images."""
    if os.path.isdir("/proc/self"):
        try:
            return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            return ""
    return subprocess.run(["ps", "-ww", "-o", "args=", "-p", str(pid)], capture_output=True, text=True).stdout


def is_ours(pid, path):
    """After a crash the number may belong to another process: the command line must name the state file."""
    command = command_line(pid)
    return "node_server.py" in command and str(path) in command


def living(folder):
    for path in sorted(Path(folder).glob("*.json"), key=lambda path: path.stat().st_mtime, reverse=True):
        try:
            state = json.loads(path.read_text())
            alive = is_ours(state["pid"], path)
        except (ValueError, KeyError, FileNotFoundError):
            alive = False
        if alive:
            yield path, state
        else:
            path.unlink(missing_ok=True)


def show(folder):
    for path, state in living(folder):
        settings = "slots={slots} context={context} threads={threads} ram-cache={ramCacheMiB}".format(**state)
        print(path, state["pid"], state["url"], state["model"], settings, sep="\t")


def lock(descriptor, seconds):
    """flock belongs to the open file, not to the process: the shell keeps the lock after we are gone."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            return fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                sys.exit(f"error: another ci/node has been working for more than {seconds} s. Is it stuck?")
            time.sleep(0.2)


def healthy(url):
    try:
        with urllib.request.urlopen(url + "/health", timeout=5) as reply:
            return reply.status == 200
    except OSError:
        return False


def main():
    verb, *rest = sys.argv[1:]
    if verb == "list":
        show(rest[0])
    elif verb == "lock":
        lock(int(rest[0]), int(rest[1]))
    elif verb == "healthy":
        sys.exit(0 if healthy(rest[0]) else 1)
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main()
