"""Runs the tests of tests/whole, each one check of the report: two classes at once, for they wait more than they work."""

import multiprocessing
import os
import signal
import sys
import time
import unittest
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from types import TracebackType

from .report import Report, say

Fault = tuple[type[BaseException], BaseException, TracebackType]
ONE_TEST_SECONDS = 600  # more than ten times what the slowest takes
TOGETHER = 2

groups: list[unittest.TestSuite] = []  # what the processes that are forked from this one find here


class Recorder(unittest.TestResult):
    """Tells the report how each test ended; one that hangs is stopped."""

    def __init__(self, report: Report) -> None:
        super().__init__()
        self.report, self.began, self.faults = report, 0.0, []

    def startTest(self, test: unittest.TestCase) -> None:
        super().startTest(test)
        self.began, self.faults = time.monotonic(), ["it ended without saying how"]
        signal.alarm(ONE_TEST_SECONDS)

    def stopTest(self, test: unittest.TestCase) -> None:
        signal.alarm(0)
        if self.faults:
            self.report.fails(told(test), "\n".join(self.faults[1:] or self.faults))
        super().stopTest(test)

    def addSuccess(self, test: unittest.TestCase) -> None:
        self.faults = []
        self.report.check(f"{told(test)} ({time.monotonic() - self.began:.0f} s)", True)

    def addFailure(self, test: unittest.TestCase, err: Fault) -> None:
        if isinstance(test, unittest.TestCase):
            self.faults.append(self._exc_info_to_string(err, test))
        else:  # what is common to the tests of a class broke, outside any of them
            self.report.fails(test.id(), self._exc_info_to_string(err, test))

    addError = addFailure

    def addSubTest(self, test: unittest.TestCase, subtest: unittest.TestCase, err: Fault | None) -> None:
        if err is not None:
            self.faults.append(f"{subtest._subDescription()}\n{self._exc_info_to_string(err, test)}")

    def addSkip(self, test: unittest.TestCase, reason: str) -> None:
        self.faults = []
        self.report.skips(told(test), reason)


def run_whole(report: Report, source: Path, environment: dict[str, str]) -> None:
    os.environ.update(environment)
    sys.path.insert(0, str(source / "tests"))
    signal.signal(signal.SIGALRM, stop_hanging)
    suite = unittest.defaultTestLoader.discover(str(source / "tests/whole"), "*_test.py", str(source / "tests"))
    run_groups(report, by_class(suite))


def run_groups(report: Report, tests: list[unittest.TestSuite]) -> None:
    groups[:] = tests
    before = report.passed + len(report.failures) + len(report.skipped)
    with ProcessPoolExecutor(TOGETHER, multiprocessing.get_context("fork")) as processes:
        running = {processes.submit(run_group, number): class_of(group) for number, group in enumerate(tests)}
        for ended in as_completed(running):
            try:
                report.add(ended.result())
            except BrokenProcessPool:
                report.fails(f"whole: the process of {running[ended]} ended without saying how")
    count = report.passed + len(report.failures) + len(report.skipped) - before
    if count == 0:
        report.fails("whole: no test was found")
    say(f"  {count} tests of the whole program")


def run_group(number: int) -> Report:
    """In a process of its own, which prints as it goes on."""
    signal.signal(signal.SIGALRM, stop_hanging)
    report = Report()
    groups[number].run(Recorder(report))
    return report


def by_class(suite: unittest.TestSuite) -> list[unittest.TestSuite]:
    """What a class sets up for all its tests is set up once."""
    found: dict[str, unittest.TestSuite] = {}
    for test in each(suite):
        found.setdefault(test.id().rpartition(".")[0], unittest.TestSuite()).addTest(test)
    return list(found.values())


def each(suite: unittest.TestSuite) -> Iterator[unittest.TestCase]:
    for test in suite:
        if isinstance(test, unittest.TestSuite):
            yield from each(test)
        else:
            yield test


def class_of(group: unittest.TestSuite) -> str:
    return next(iter(group)).id().rpartition(".")[0]


def told(test: unittest.TestCase) -> str:
    """life_test.OnSqlite.test_production_waits → life on sqlite: production waits"""
    module, group, name = test.id().split(".")[-3:]
    engine = f" on {group[2:].lower()}" if group.startswith("On") else ""
    return f"{module.removesuffix('_test')}{engine}: {name.removeprefix('test_').replace('_', ' ')}"


def stop_hanging(*_: object) -> None:
    raise TimeoutError(f"hangs: stopped after {ONE_TEST_SECONDS} s")
