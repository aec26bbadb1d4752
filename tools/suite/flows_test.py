"""The flows are counted one by one, and none that broke off is a success."""

import contextlib
import io
import json
import unittest

from suite.flows import record_flows
from suite.report import Report


def begins(name: str) -> str:
    return json.dumps({"begins": name}) + "\n"


def ended(name: str, *faults: str) -> str:
    return json.dumps({"name": name, "ok": not faults, "seconds": 1.5, "notes": ["fast"], "faults": faults}) + "\n"


def counted(*lines: str) -> tuple[int, list[str], str | None]:
    report = Report()
    with contextlib.redirect_stdout(io.StringIO()):
        rest = record_flows(report, lines)
    return report.passed, report.failures, rest


class Counting(unittest.TestCase):
    def test_each_flow_counts(self) -> None:
        self.assertEqual(counted(begins("a"), ended("a"), begins("b"), ended("b"))[:2], (2, []))

    def test_a_failed_flow_is_named(self) -> None:
        self.assertEqual(counted(begins("a"), ended("a", "wrong"), begins("b"), ended("b"))[:2], (1, ["a (2 s)"]))

    def test_a_flow_that_broke_off_is_no_success(self) -> None:
        self.assertEqual(counted(begins("a"), ended("a"), begins("b"), "killed\n")[:2], (1, ["b (it ended without saying how)"]))

    def test_of_two_at_once_each_counts(self) -> None:
        self.assertEqual(counted(begins("a"), begins("b"), ended("a"), ended("b", "wrong"))[:2], (1, ["b (2 s)"]))
        self.assertEqual(counted(begins("a"), begins("b"), ended("a"), "killed\n")[:2], (1, ["b (it ended without saying how)"]))

    def test_no_flow_at_all_is_a_failure(self) -> None:
        self.assertEqual(counted("the server ended\n")[:2], (0, ["flows: none was walked"]))

    def test_what_else_is_said_is_kept(self) -> None:
        self.assertEqual(counted(begins("a"), ended("a"), "broken\n")[2], "broken\n")
