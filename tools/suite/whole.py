"""Runs the tests of tests/whole in order of their files, each one check of the report."""

import os
import signal
import sys
import time
import unittest
from pathlib import Path
from types import TracebackType

from .report import Report, say

ONE_TEST_SECONDS = 300  # the slowest takes a minute on a loaded machine


class Recorder(unittest.TestResult):
    """Tells the report how each test ended; one that hangs is stopped."""

    def __init__(self, report: Report) -> None:
        super().__init__()
        self.report, self.began = report, 0.0

    def startTest(self, test: unittest.TestCase) -> None:
        super().startTest(test)
        self.began = time.monotonic()
        signal.alarm(ONE_TEST_SECONDS)

    def stopTest(self, test: unittest.TestCase) -> None:
        signal.alarm(0)
        super().stopTest(test)

    def addSuccess(self, test: unittest.TestCase) -> None:
        self.report.check(f"{told(test)} ({time.monotonic() - self.began:.0f} s)", True)

    def addFailure(self, test: unittest.TestCase, err: tuple[type, BaseException, TracebackType]) -> None:
        self.report.fails(told(test), self._exc_info_to_string(err, test))

    addError = addFailure

    def addSkip(self, test: unittest.TestCase, reason: str) -> None:
        self.report.skips(told(test), reason)


def run_whole(report: Report, source: Path, environment: dict[str, str]) -> None:
    os.environ.update(environment)
    sys.path.insert(0, str(source / "tests"))
    signal.signal(signal.SIGALRM, stop_hanging)
    suite = unittest.defaultTestLoader.discover(str(source / "tests/whole"), "*_test.py", str(source / "tests"))
    recorder = Recorder(report)
    suite.run(recorder)
    if recorder.testsRun == 0:
        report.fails("whole: no test was found")
    say(f"  {recorder.testsRun} tests of the whole program")


def told(test: unittest.TestCase) -> str:
    """life_test.OnSqlite.test_production_waits → life on sqlite: production waits"""
    if not isinstance(test, unittest.TestCase):
        return test.id()  # what is common to the tests of a class, and broke
    module, group, name = test.id().split(".")[-3:]
    engine = f" on {group[2:].lower()}" if group.startswith("On") else ""
    return f"{module.removesuffix('_test')}{engine}: {name.removeprefix('test_').replace('_', ' ')}"


def stop_hanging(*_: object) -> None:
    raise TimeoutError(f"hangs: stopped after {ONE_TEST_SECONDS} s")
