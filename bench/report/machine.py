"""The machine a run was made on, and the versions of what ran."""

import os
import platform
import sqlite3
import subprocess
import sys
from pathlib import Path


def say(text: str) -> None:
    """Progress, beside the report."""
    print(text, file=sys.stderr, flush=True)


def first_line(*command: str) -> str:
    try:
        lines = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return f"no {command[0]}"
    return ((lines.stdout or lines.stderr).splitlines() or ["?"])[0]


def processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.processor()


def memory_gib() -> float:
    kilobytes = int(Path("/proc/meminfo").read_text().split()[1])
    return kilobytes / 1024**2


def system() -> str:
    for line in Path("/etc/os-release").read_text().splitlines():
        if line.startswith("PRETTY_NAME="):
            return line.partition("=")[2].strip('"')
    return platform.system()


def describe_machine(source: Path) -> str:
    commit = first_line("git", "-C", str(source), "rev-parse", "--short", "HEAD")
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    return "\n".join([
        f"{processor()}, {os.cpu_count()} processors, {memory_gib():.0f} GiB; load {load} (1, 5, 15 minutes)",
        f"{system()}, Linux {platform.release()}; {first_line('g++-12', '--version')}; SQLite {sqlite3.sqlite_version}; "
        f"{first_line('/usr/lib/postgresql/15/bin/postgres', '--version')}; {first_line('wrk', '-v').split(' Copyright')[0]}",
        f"Guildhall at {commit}",
        "",
    ])
