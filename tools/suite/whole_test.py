"""Tests of the whole program are counted one by one, in whichever process they run."""

import contextlib
import io
import os
import unittest

from suite.report import Report
from suite.whole import by_class, run_groups


class Example:
    """Out of the sight of those who look for tests."""

    class Good(unittest.TestCase):
        def runTest(self) -> None: ...

    class Bad(unittest.TestCase):
        def runTest(self) -> None:
            self.fail("as it should")

    class Idle(unittest.TestCase):
        def runTest(self) -> None:
            self.skipTest("not here")

    class Deadly(unittest.TestCase):
        def runTest(self) -> None:
            os._exit(1)


def counted(*tests: unittest.TestCase) -> Report:
    report = Report()
    with contextlib.redirect_stdout(io.StringIO()):
        run_groups(report, by_class(unittest.TestSuite(tests)))
    return report


class Counting(unittest.TestCase):
    def test_each_counts(self) -> None:
        report = counted(Example.Good(), Example.Good(), Example.Bad(), Example.Idle())
        self.assertEqual((report.passed, len(report.failures), len(report.skipped)), (2, 1, 1))

    def test_a_process_that_dies_is_no_success(self) -> None:
        self.assertIn("Deadly", " ".join(counted(Example.Good(), Example.Deadly()).failures))

    def test_no_test_is_no_success(self) -> None:
        self.assertEqual(counted().failures, ["whole: no test was found"])
