"""Load by wrk: 64 connections that ask again as soon as they have their answer."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from .place import Place, Server

CONNECTIONS = 64


@dataclass
class Load:
    rate: float  # answers a second
    p50_ms: float
    p99_ms: float
    cpu_us: float  # of the server, for one answer
    errors: int  # answers that are no success, and broken connections


def load(place: Place, server: Server, requests: Path | None = None) -> Load:
    """Asks for what the file names, one after another; without one for `/`."""
    environment = os.environ | ({"BENCH_REQUESTS": str(requests)} if requests else {})
    command = ["wrk", "--threads", "1", "--connections", str(CONNECTIONS), "--duration", f"{place.seconds()}s",
               "--script", place.source / "bench" / "requests.lua", "--timeout", "10s", server.url()]
    before = server.cpu_seconds()
    output = subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout
    cpu = server.cpu_seconds() - before
    numbers = [int(word) for line in output.splitlines() if line.startswith("RESULT") for word in line.split()[1:]]
    answers, microseconds, p50, p99, errors = numbers
    if answers == 0:
        raise RuntimeError(f"no answers from {server.url()}: {output}")
    return Load(answers / microseconds * 1e6, p50 / 1e3, p99 / 1e3, cpu / answers * 1e6, errors)
