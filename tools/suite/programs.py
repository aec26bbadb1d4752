"""Runs the test programs that CMake has registered with ctest, and counts their cases."""

import os
import re
import subprocess
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path

from .report import Report, say

PROGRAM_SECONDS = 600  # for a program that names no time limit of its own

GTEST_OK = re.compile(r"\[       OK \] (\S+)")
GTEST_FAILED = re.compile(r"\[  FAILED  \] (\S+?),?(?: where .*)? \(\d+ ms\)")
GTEST_SKIPPED = re.compile(r"\[  SKIPPED \] (\S+) \(\d+ ms\)")
GTEST_BEGUN = re.compile(r"\[ RUN      \] (\S+)")
GTEST_TOTAL = re.compile(r"\[==========\] (\d+) tests? from \d+ test suites? ran\.")
CTEST_VERDICT = re.compile(r"Test +#\d+: (\S+) \.*\*\*\*(.*?) +[\d.]+ sec")
OWN_TOTAL = re.compile(r"^(\d+) passed, (\d+) failed$", re.MULTILINE)


def run_programs(report: Report, build: Path, label: str, environment: dict[str, str], only: str = "") -> None:
    """Runs the programs of one build directory whose ctest name matches `only`, and records every case."""
    with tempfile.TemporaryDirectory() as scratch:
        results = Path(scratch) / "results.xml"
        command = ["ctest", "--test-dir", str(build), "--parallel", str(os.cpu_count() or 2), "--timeout", str(PROGRAM_SECONDS)]
        command += ["--output-junit", str(results), "--test-output-size-passed", "100000000"]
        command += ["--test-output-size-failed", "100000000", "--no-tests=ignore"]
        command += ["--tests-regex", only] if only else []
        told = run_and_show_progress(command, {**os.environ, **environment})
        if not results.exists():
            report.fails(f"{label}: ctest", told)
            return
        programs = list(ElementTree.parse(results).getroot().iter("testcase"))
    verdicts = {name: verdict.strip() for name, verdict in CTEST_VERDICT.findall(told)}
    if not programs:
        say("  no test programs yet")
    for program in programs:
        record_program(report, label, program, verdicts.get(program.get("name"), ""))


def run_and_show_progress(command: list[str], environment: dict[str, str]) -> str:
    """Shows each program's line when it ends, and answers with everything ctest has said."""
    with subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, errors="replace") as ctest:
        told = []
        for line in ctest.stdout:
            told.append(line)
            if " Test " in line and " sec" in line:
                say(f"  {line.strip()}")
    return "".join(told)


def record_program(report: Report, label: str, program: ElementTree.Element, verdict: str) -> None:
    """Counts one program: by case when it says which, as one check when not; a crash or hang is a failure of its own."""
    name = f"{label}: {program.get('name')}"
    output = program.findtext("system-out") or ""
    before = (report.passed, len(report.failures))
    if program.get("status") in ("notrun", "disabled"):
        record_not_run(report, name, program)
        return
    counted = record_gtest_cases(report, name, output) or record_own_total(report, name, output)
    ended_well = program.get("status") == "run"
    failed_cases = len(report.failures) - before[1]
    cut_short = GTEST_BEGUN.search(output) and not GTEST_TOTAL.search(output)
    if (not ended_well and failed_cases == 0) or cut_short:
        report.fails(f"{name} ({how_it_ended(verdict, output)})", output)
    elif ended_well and failed_cases:
        say(f"  note: {name} ended without an error although cases failed")
    elif not counted:
        report.passes()
    say(f"  {name}: {report.passed - before[0]} passed, {len(report.failures) - before[1]} failed")


def record_not_run(report: Report, name: str, program: ElementTree.Element) -> None:
    reason = (program.find("skipped").get("message") if program.find("skipped") is not None else "") or "not run"
    if program.get("status") == "disabled" or "SKIP" in reason:
        report.skips(name, reason)
    else:
        report.fails(f"{name} ({reason})")


def record_gtest_cases(report: Report, name: str, output: str) -> bool:
    passed, failed = GTEST_OK.findall(output), GTEST_FAILED.findall(output)
    skipped = GTEST_SKIPPED.findall(output)
    total = GTEST_TOTAL.search(output)
    report.passes(len(passed))
    for case in failed:
        report.fails(f"{name} {case}", text_of_case(output, case))
    for case in skipped:
        report.skips(f"{name} {case}", "the case says so")
    if total and int(total[1]) != len(passed) + len(failed) + len(skipped):
        report.fails(f"{name} ({total[1]} cases ran, but only {len(passed) + len(failed) + len(skipped)} told how)")
    return bool(passed or failed or skipped)


def record_own_total(report: Report, name: str, output: str) -> bool:
    """A program that is not GoogleTest says `N passed, N failed` alone on its last line."""
    totals = OWN_TOTAL.findall(output.rstrip().rpartition("\n")[2])
    if not totals:
        return False
    passed, failed = (int(number) for number in totals[0])
    report.passes(passed)
    for number in range(failed):
        report.fails(f"{name} failure {number + 1} of {failed}", output if number == 0 else "")
    return True


def text_of_case(output: str, case: str) -> str:
    return output.partition(f"[ RUN      ] {case}\n")[2].partition("[  FAILED  ]")[0]


def how_it_ended(verdict: str, output: str) -> str:
    """Names the case that a crash, a hang or an early exit happened in."""
    begun = GTEST_BEGUN.findall(output)
    ended = set(GTEST_OK.findall(output)) | set(GTEST_FAILED.findall(output)) | set(GTEST_SKIPPED.findall(output))
    culprit = next((case for case in reversed(begun) if case not in ended), "")
    return f"{verdict or 'ended early'}{' in ' + culprit if culprit else ', outside its cases'}"
