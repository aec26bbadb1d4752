"""Runs the flows of tests/browser; each is one check of the report."""

import json
import subprocess
from collections.abc import Iterable
from pathlib import Path

from .report import Report, say


def run_flows(report: Report, source: Path, seconds: int = 3600) -> None:
    command = ["timeout", "--kill-after=10", str(seconds), "node", "tests/browser/flows.mjs", "build", "--json", "--together", "2"]
    with subprocess.Popen(command, cwd=source, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          text=True, errors="replace") as flows:
        rest = record_flows(report, flows.stdout)
    if flows.returncode != 0 and rest is not None:
        report.fails(f"flows ended with {flows.returncode}", rest)


def record_flows(report: Report, lines: Iterable[str]) -> str | None:
    """Records what each line says. What is said beside the flows is the answer, and None when a flow has failed by itself."""
    rest, running, has_failed, count = [], [], False, 0
    for line in lines:
        told = read(line)
        if told is None:
            rest.append(line)
        elif "begins" in told:
            running.append(told["begins"])
        else:
            if told["name"] in running:
                running.remove(told["name"])
            count += 1
            has_failed |= not told["ok"]
            report.check(f"{told['name']} ({told['seconds']:.0f} s)", told["ok"], "\n".join(told["faults"]))
            for note in told["notes"]:
                say(f"          {note}")
    for name in running:
        report.fails(f"{name} (it ended without saying how)", "".join(rest))
    if running:
        return None
    if count == 0:
        report.fails("flows: none was walked", "".join(rest))
        return None
    return None if has_failed else "".join(rest)


def read(line: str) -> dict | None:
    try:
        told = json.loads(line)
    except ValueError:
        return None
    return told if isinstance(told, dict) else None
