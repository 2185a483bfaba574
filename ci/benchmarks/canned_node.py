"""nginx on loopback as the fastest node there is: one canned answer to every request, and wrk to measure it."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.request

MODEL = "canned"
CONTEXT = 8192
# More than any estimate of the prompts here: fewer would rightly be taken for a truncated input.
PROMPT_TOKENS = 4000


def chunk(content=None, finish=None, **more):
    delta = {} if content is None else {"content": content}
    event = {
        "id": "chatcmpl-0", "object": "chat.completion.chunk", "created": 1767261600, "model": MODEL,
        "choices": [{"index": 0, "delta": delta, "finish_reason": finish}], **more,
    }
    return "data: " + json.dumps(event, separators=(",", ":")) + "\n\n"


def answer():
    """About 1.5 kB of server-sent events that say `{"findings":[]}`."""
    pieces = ["{", '"', "findings", '":', " [", "]", "}"]
    events = [chunk(piece) for piece in pieces]
    usage = {"prompt_tokens": PROMPT_TOKENS, "completion_tokens": len(pieces), "total_tokens": PROMPT_TOKENS + len(pieces)}
    timings = {"cache_n": 0, "prompt_n": PROMPT_TOKENS, "prompt_ms": 1.0, "predicted_n": len(pieces), "predicted_ms": 1.0}
    return "".join(events) + chunk(finish="stop", usage=usage, timings=timings) + "data: [DONE]\n\n"


def quoted(text):
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def configuration(folder, port):
    props = {
        "default_generation_settings": {"n_ctx": CONTEXT}, "total_slots": 64, "model_alias": MODEL,
        "model_path": "canned.gguf", "build_info": "canned", "chat_template": "",
    }
    models = {"object": "list", "data": [{"id": MODEL, "object": "model", "meta": {"n_ctx": CONTEXT, "n_ctx_train": CONTEXT}}]}
    replies = {"/health": {"status": "ok"}, "/props": props, "/v1/models": models}
    locations = "\n".join(
        f"location = {path} {{ default_type application/json; return 200 {quoted(json.dumps(body))}; }}"
        for path, body in replies.items())
    return f"""
daemon off; master_process off; worker_processes 1; pid {folder}/pid; error_log stderr crit;
events {{ worker_connections 1024; }}
http {{
  access_log off;
  client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder}; uwsgi_temp_path {folder}; scgi_temp_path {folder};
  keepalive_requests 100000000; keepalive_timeout 600;
  server {{
    listen 127.0.0.1:{port};
    location = /v1/chat/completions {{ default_type text/event-stream; return 200 {quoted(answer())}; }}
    location = /count {{ stub_status; }}
    location / {{ return 404; }}
    {locations}
  }}
}}
"""


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


class CannedNode:
    """`with CannedNode(port) as node`: serves inside the block only."""

    def __init__(self, port):
        self.url = f"http://127.0.0.1:{port}"
        self.port = port

    def __enter__(self):
        self.folder = tempfile.mkdtemp(prefix="canned-node-")
        path = os.path.join(self.folder, "nginx.conf")
        with open(path, "w") as file:
            file.write(configuration(self.folder, self.port))
        program = shutil.which("nginx") or "/usr/sbin/nginx"
        self.process = subprocess.Popen([program, "-p", self.folder, "-e", "stderr", "-c", path], stdin=subprocess.DEVNULL)
        for _ in range(100):
            if self.process.poll() is None and self.answers():
                return self
            time.sleep(0.05)
        self.__exit__()
        raise SystemExit("error: nginx did not answer on loopback.")

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(10)
        shutil.rmtree(self.folder, ignore_errors=True)

    def answers(self):
        try:
            return urllib.request.urlopen(self.url + "/health", timeout=1).status == 200
        except OSError:
            return False

    def requests_served(self):
        """Requests of every kind so far, this question included."""
        text = urllib.request.urlopen(self.url + "/count", timeout=5).read().decode()
        return int(text.splitlines()[2].split()[2])

    def wrk(self, seconds=5):
        """Requests a second that wrk reaches with the same request on one thread and 64 connections."""
        request = {
            "model": MODEL, "stream": True, "messages": [{"role": "user", "content": "let value = compute(1);\n" * 330}]}
        script = os.path.join(self.folder, "post.lua")
        with open(script, "w") as file:
            file.write('wrk.method = "POST"\nwrk.headers["Content-Type"] = "application/json"\n')
            file.write(f"wrk.body = [==[{json.dumps(request)}]==]\n")
        command = ["wrk", "-t1", "-c64", f"-d{seconds}s", "-s", script, self.url + "/v1/chat/completions"]
        text = subprocess.run(command, capture_output=True, text=True, check=True, stdin=subprocess.DEVNULL).stdout
        if "Non-2xx" in text:
            raise SystemExit("error: the canned node did not answer wrk with 200.")
        return float(re.search(r"Requests/sec:\s+([0-9.]+)", text).group(1))
