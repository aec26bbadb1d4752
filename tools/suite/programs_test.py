"""A test-suite that miscounts hides failures: the counting is tested on the output of good, bad and broken programs."""

import contextlib
import io
import unittest
import xml.etree.ElementTree as ElementTree

from suite.programs import record_program
from suite.report import Report

GOOD = """[ RUN      ] Money.Adds
[       OK ] Money.Adds (0 ms)
[ RUN      ] Money.Skips
[  SKIPPED ] Money.Skips (0 ms)
[==========] 2 tests from 1 test suite ran. (0 ms total)
"""
BAD = """[ RUN      ] Money.Adds
[       OK ] Money.Adds (0 ms)
[ RUN      ] Money/Sum.Adds/1
wrong
[  FAILED  ] Money/Sum.Adds/1, where GetParam() = 2 (0 ms)
[==========] 2 tests from 1 test suite ran. (0 ms total)
[  FAILED  ] 1 test, listed below:
[  FAILED  ] Money/Sum.Adds/1, where GetParam() = 2
"""
CRASHED = """[ RUN      ] Money.Adds
[       OK ] Money.Adds (0 ms)
[ RUN      ] Money.Crashes
noise"""


def counted(status: str, output: str, verdict: str = "") -> tuple[int, list[str], int]:
    program = ElementTree.Element("testcase", name="money", status=status, time="0")
    ElementTree.SubElement(program, "system-out").text = output
    report = Report()
    with contextlib.redirect_stdout(io.StringIO()):
        record_program(report, "t", program, verdict)
    return report.passed, report.failures, len(report.skipped)


class Counting(unittest.TestCase):
    def test_each_case_counts(self) -> None:
        self.assertEqual(counted("run", GOOD), (1, [], 1))

    def test_a_failed_case_is_named(self) -> None:
        self.assertEqual(counted("fail", BAD, "Failed"), (1, ["t: money Money/Sum.Adds/1"], 0))

    def test_a_crash_names_its_case(self) -> None:
        self.assertEqual(counted("fail", CRASHED, "SegFault"), (1, ["t: money (SegFault in Money.Crashes)"], 0))

    def test_an_early_exit_is_no_success(self) -> None:
        self.assertEqual(counted("run", CRASHED), (1, ["t: money (ended early in Money.Crashes)"], 0))

    def test_an_error_after_the_last_case_counts(self) -> None:
        self.assertEqual(counted("fail", GOOD, "Failed"), (1, ["t: money (Failed, outside its cases)"], 1))

    def test_a_case_that_nobody_reported_counts(self) -> None:
        self.assertEqual(len(counted("run", GOOD.replace("] 2 tests", "] 3 tests"))[1]), 1)

    def test_a_program_may_count_for_itself(self) -> None:
        self.assertEqual(counted("run", "…\n7 passed, 0 failed\n"), (7, [], 0))
        self.assertEqual(len(counted("fail", "7 passed, 2 failed")[1]), 2)

    def test_any_other_program_is_one_check(self) -> None:
        self.assertEqual(counted("run", "hello"), (1, [], 0))
        self.assertEqual(counted("fail", "hello", "Timeout"), (0, ["t: money (Timeout, outside its cases)"], 0))


if __name__ == "__main__":
    unittest.main()
