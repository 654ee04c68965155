#!/usr/bin/env python3
"""A worker for Jobs. Python 3.8 or newer, nothing but its standard library.

    JOBS_SERVER=http://127.0.0.1:3000 python3 worker.py partners

Claims one job at a time, keeps its lease while it works, and says how it ended. SIGTERM or Ctrl-C: finishes the job in hand, then stops.
Replace `handle` by your own work.
"""
import json
import os
import signal
import socket
import sys
import threading
import time
import urllib.error
import urllib.request

SERVER = os.environ.get("JOBS_SERVER", "http://127.0.0.1:3000")
LEASE_MS = int(os.environ.get("JOBS_LEASE_MS", "30000"))  # without a sign of life for so long the job goes to another worker
WAIT_MS = 10000  # how long one claim waits for work
REQUEST_SECONDS = WAIT_MS / 1000 + 30
NAME = os.environ.get("JOBS_WORKER", f"{socket.gethostname()}-{os.getpid()}")


class Permanent(Exception):
    """Raise it when no retry can help: the job goes to the dead letters."""


class LeaseLost(Exception):
    """The job is not ours any more: it was cancelled, or its lease ran out."""


def handle(job, progress):
    """Your work. What it returns is the job's result; an exception is a failure that is retried. Works at least once: make it safe to repeat."""
    payload = job["payload"] if isinstance(job["payload"], dict) else {}
    progress(10, "started")
    time.sleep(payload.get("ms", 0) / 1000)
    if payload.get("fail"):
        raise Permanent("told to fail for good") if payload["fail"] == "permanent" else RuntimeError("told to fail")
    return {"by": NAME, "echo": job["payload"]}


def post(path, body):
    request = urllib.request.Request(SERVER + path, json.dumps(body).encode(), {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=REQUEST_SECONDS) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as refused:
        if refused.code >= 500:
            raise
        problem = json.loads(refused.read())
        if refused.code == 409 and problem.get("type") == "lease-lost":
            raise LeaseLost(problem["detail"]) from None
        raise SystemExit(f"{path}: {refused.code} {problem.get('detail')}") from None  # repeating it would not help


def post_until_heard(path, body):
    """Repeats what got no answer. An ack or a nack said twice is the same as said once."""
    pause = 0.5
    while True:
        try:
            return post(path, body)
        except OSError as unheard:  # no connection, a time-out, or 5xx: the host may be restarting
            print(f"{path}: {unheard}; again in {pause:g} s", file=sys.stderr, flush=True)
            time.sleep(pause)
            pause = min(pause * 2, 10)


class Heartbeat:
    """Extends the lease of one job in the background, three times per lease."""

    def __init__(self, path, token):
        self.path, self.token, self.progress, self.over = path, token, None, threading.Event()
        self.thread = threading.Thread(target=self.run, daemon=True)

    def run(self):
        while not self.over.wait(LEASE_MS / 3000):
            try:
                post(self.path + "/extend", {"leaseToken": self.token, "leaseMs": LEASE_MS, "progress": self.progress})
            except LeaseLost as lost:
                print(f"lost {self.path}: {lost}", file=sys.stderr, flush=True)  # its answer will be refused
                return
            except OSError:
                pass  # the next beat may be heard

    def show(self, percent, message=None):
        self.progress = {"percent": percent, "message": message}

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.over.set()
        self.thread.join()


def work(item):
    job, token = item["job"], item["leaseToken"]
    path = f"/api/v1/jobs/{job['id']}"
    try:
        try:
            with Heartbeat(path, token) as heartbeat:
                result = handle(job, heartbeat.show)
        except Exception as failure:
            error = {"type": type(failure).__name__, "message": str(failure)}
            post_until_heard(path + "/nack", {"leaseToken": token, "error": error, "permanent": isinstance(failure, Permanent)})
            print(f"failed {job['id']}", flush=True)
        else:
            post_until_heard(path + "/ack", {"leaseToken": token, "result": result})
            print(f"done {job['id']}", flush=True)
    except LeaseLost as lost:
        print(f"late {job['id']}: {lost}", file=sys.stderr, flush=True)


def main():
    queue = sys.argv[1]
    stopping = threading.Event()
    waiting = threading.Event()

    def stop(*_):
        stopping.set()
        if waiting.is_set():  # with no job in hand; the host notices that the waiting claim has hung up
            raise SystemExit(0)

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    while not stopping.is_set():
        waiting.set()
        claimed = post_until_heard(f"/api/v1/queues/{queue}/claims", {"worker": NAME, "limit": 1, "leaseMs": LEASE_MS, "waitMs": WAIT_MS})
        waiting.clear()
        for item in claimed["items"]:
            work(item)


if __name__ == "__main__":
    main()
