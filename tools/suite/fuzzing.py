"""Runs every fuzz target of the sanitizer build for a while; a finding is a failure and is kept."""

import os
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from .report import Report, say

ONE_INPUT_SECONDS = 20
MEMORY_MB = 2048


def fuzz(report: Report, build: Path, seconds: int, environment: dict[str, str]) -> None:
    targets = [build / "fuzz" / name for name in (build / "fuzz/targets.txt").read_text().split()]
    if not targets:
        say("  no fuzz targets yet")
        return
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 2) as pool:
        outcomes = pool.map(lambda target: run_target(target, seconds, environment), targets)
        for target, (status, output) in zip(targets, outcomes):
            if status == 0:
                report.check(f"{target.name}: {last_statistics(output)}", True)
            else:
                report.fails(f"{target.name} (exit {status}, findings in {target.parent}/findings)", output)


def run_target(target: Path, seconds: int, environment: dict[str, str]) -> tuple[int, str]:
    """What a run finds interesting stays in fuzz/corpus, so that the next run begins where this one ended."""
    corpus, findings = target.parent / "corpus" / target.name, target.parent / "findings"
    corpus.mkdir(parents=True, exist_ok=True)
    findings.mkdir(exist_ok=True)
    seed_list = target.with_suffix(".seeds")
    seeds = [Path(line) for line in seed_list.read_text().splitlines() if line] if seed_list.exists() else []
    command = command_line(target, corpus, seeds, seconds)
    try:
        done = subprocess.run(command, env={**os.environ, **environment}, stdin=subprocess.DEVNULL, check=False,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace",
                              timeout=seconds + 300)
        return done.returncode, done.stdout
    except subprocess.TimeoutExpired as hung:
        return -1, (hung.stdout or b"").decode(errors="replace") + "\nhangs: did not stop when its time was over"


def command_line(target: Path, corpus: Path, seeds: list[Path], seconds: int) -> list[str]:
    """libFuzzer takes corpus folders as arguments; a file among them would be replayed alone or, beside folders, refused."""
    missing = [str(seed) for seed in seeds if not seed.exists()]
    if missing:
        raise FileNotFoundError(f"seeds of {target.name}: {', '.join(missing)}")
    files = [str(seed) for seed in seeds if seed.is_file()]
    command = [str(target), str(corpus), *(str(seed) for seed in seeds if seed.is_dir())]
    command += [f"-seed_inputs={','.join(files)}"] if files else []
    command += [f"-max_total_time={seconds}", f"-timeout={ONE_INPUT_SECONDS}", f"-rss_limit_mb={MEMORY_MB}"]
    return [*command, f"-artifact_prefix={target.parent}/findings/{target.name}-", "-print_final_stats=1"]


def last_statistics(output: str) -> str:
    wanted = ("stat::number_of_executed_units", "stat::average_exec_per_sec")
    lines = [line for line in output.splitlines() if line.startswith(wanted)]
    return ", ".join(line.split("::")[1].replace(":", "").replace("_", " ") for line in lines)
