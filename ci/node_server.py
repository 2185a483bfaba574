#!/usr/bin/env python3
"""llama.cpp's HTTP server on loopback, started by ci/node. It stops by itself.

  node_server.py --state FILE --model FILE --alias NAME --port N --slots N --context N --threads N --ram-cache MIB
                 [--idle-minutes 60] [--life-minutes 360]

The state file appears, by a rename, once the port is bound; it goes when the server ends in good order.
"""

import argparse
import json
import os
import signal
import sys
import time
import urllib.request

import xllamacpp

LOOPBACK = "127.0.0.1"
LOOK_EVERY = 15  # seconds between two looks at the counters


def read_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name in ("--state", "--model", "--alias"):
        parser.add_argument(name, required=True)
    for name in ("--port", "--slots", "--context", "--threads", "--ram-cache"):
        parser.add_argument(name, type=int, required=True)
    parser.add_argument("--idle-minutes", type=float, default=60)
    parser.add_argument("--life-minutes", type=float, default=360)
    return parser.parse_args()


def parameters(arguments, port):
    params = xllamacpp.CommonParams()
    params.model.path = arguments.model
    params.model_alias = {arguments.alias}
    params.hostnames = [LOOPBACK]
    params.port = port
    # Without this any web page open in a browser on this machine could read the answers.
    params.cors_origins = f"http://{LOOPBACK}"
    params.n_parallel = arguments.slots
    params.n_ctx = arguments.slots * arguments.context  # llama.cpp shares the total out among the slots
    params.kv_unified = False
    params.cpuparams.n_threads = arguments.threads
    params.cpuparams_batch.n_threads = arguments.threads
    # A client that leaves is noticed between two batches: small batches free the slot within seconds.
    params.n_batch = 256
    params.n_ubatch = 256
    params.n_gpu_layers = 0
    params.cache_ram_mib = arguments.ram_cache
    params.endpoint_metrics = True
    params.endpoint_slots = True
    params.ui = False
    return params


def serve(arguments):
    """The server on the wanted port, or on any free one when that is taken."""
    try:
        return xllamacpp.Server(parameters(arguments, arguments.port))
    except RuntimeError:
        return xllamacpp.Server(parameters(arguments, 0))


def write_state(arguments, url):
    state = {
        "pid": os.getpid(), "port": int(url.rsplit(":", 1)[1]), "url": url, "model": arguments.alias,
        "slots": arguments.slots, "context": arguments.context, "threads": arguments.threads,
        "ramCacheMiB": arguments.ram_cache, "wantedPort": arguments.port, "startedAt": int(time.time()),
    }
    partial = arguments.state + ".partial"
    with open(partial, "w") as file:
        json.dump(state, file)
    os.replace(partial, arguments.state)


def work_done(url):
    """The counters that only real work moves. An answer that does not come means: busy."""
    try:
        with urllib.request.urlopen(url + "/metrics", timeout=LOOK_EVERY) as reply:
            lines = reply.read().decode().splitlines()
    except OSError:
        return object()
    names = ("llamacpp:prompt_tokens_total", "llamacpp:prompt_tokens_cached_total", "llamacpp:tokens_predicted_total")
    counters = [line for line in lines if line.startswith(names)]
    busy = [line for line in lines if line.startswith("llamacpp:requests_processing ") and not line.endswith(" 0")]
    return object() if busy else counters


def wait(url, idle_seconds, life_seconds):
    """Returns, with the reason, when nobody asked anything for the idle time or the life is over."""
    born = last_work = time.monotonic()
    seen = work_done(url)
    while True:
        time.sleep(min(LOOK_EVERY, idle_seconds, life_seconds))
        now = time.monotonic()
        current = work_done(url)
        if current != seen:
            seen, last_work = current, now
        if now - born >= life_seconds:
            return "its longest life is over"
        if now - last_work >= idle_seconds:
            return "nobody asked anything"


def end(arguments):
    try:
        os.unlink(arguments.state)
    except FileNotFoundError:
        pass
    # Destroying the server waits for requests in flight; whoever asked us to stop does not want to.
    os._exit(0)


def main():
    arguments = read_arguments()
    try:
        os.setsid()  # Control-C in the terminal that started us is meant for somebody else
    except PermissionError:
        pass  # already the leader of a group
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: end(arguments))
    server = serve(arguments)
    write_state(arguments, server.listening_address)
    reason = wait(server.listening_address, arguments.idle_minutes * 60, arguments.life_minutes * 60)
    print(f"node_server: stopping, {reason}.", file=sys.stderr)
    end(arguments)


if __name__ == "__main__":
    main()
