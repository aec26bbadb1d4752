"""Every file of the corpus, good, broken and hostile: the right verdict by command line and over HTTP, and nobody else pays."""

import csv
import json
import os
import signal
import threading
import unittest
from typing import Any

from .crowd import at_once
from .processes import WORKER, awaited_children
from .server import ENGINES, NO_RATE_LIMITS, SOURCE, Server, run_program
from .solids import box, stl

CAD = SOURCE / "tests/data/cad"
UNREADABLE = {"reject", "no_mesh", "no_geometry"}
UPLOADERS = 4


def truths() -> list[dict[str, str]]:
    with (CAD / "truth.csv").open(newline="") as table:
        return list(csv.DictReader(table))


def is_defect(problem: dict[str, Any]) -> bool:
    """A doubtful size is none, nor are triangles without area in a surface that is closed without them."""
    return not problem["code"].startswith("suspicious_size") and problem["code"] != "degenerate_facets"


class CommandLine(unittest.TestCase):
    def analyze(self, rows: list[dict[str, str]], status: int) -> list[dict[str, Any]]:
        done = run_program("analyze", "--json", *(CAD / row["file"] for row in rows), seconds=240)
        self.assertEqual(done.returncode, status, done.stderr)
        lines = [json.loads(line) for line in done.stdout.splitlines()]
        self.assertEqual([line["file"] for line in lines], [str(CAD / row["file"]) for row in rows])
        return lines

    def test_readable_files_are_measured(self) -> None:
        rows = [row for row in truths() if row["expect"] in ("ok", "warn")]
        self.assertGreater(len(rows), 50)
        for row, told in zip(rows, self.analyze(rows, 0)):
            with self.subTest(row["file"]):
                self.assertEqual(told["format"], row["kind"])
                if row["kind"] != "step":
                    self.assertEqual(any(map(is_defect, told["problems"])), row["expect"] == "warn", told["problems"])
                sound = row["kind"] != "step" and row["watertight"] == "yes"
                tolerance = 0.0001 if sound else max(0.005, float(row["tol_rel"]))
                self.assertAlmostEqual(told["surface_area_mm2"] / float(row["area_mm2"]), 1, delta=tolerance)
                if row["volume_reliable"] == "yes":
                    self.assertAlmostEqual(told["volume_mm3"] / float(row["volume_mm3"]), 1, delta=tolerance)

    def test_unreadable_files_are_refused_in_words(self) -> None:
        rows = [row for row in truths() if row["expect"] in UNREADABLE]
        self.assertGreater(len(rows), 10)
        for row, told in zip(rows, self.analyze(rows, 2)):
            with self.subTest(row["file"]):
                self.assertRegex(told["error"]["code"], "^[a-z_]+$")
                self.assertRegex(told["error"]["message"], r"^.{15,}\.$")
                self.assertNotIn("volume_mm3", told)

    def test_either_way_is_right_for_the_doubtful(self) -> None:
        for row in truths():
            if row["expect"] not in UNREADABLE | {"ok", "warn"}:
                self.assertIn(run_program("analyze", "--json", CAD / row["file"]).returncode, (0, 2), row["file"])


class OverHttp(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.server = Server("sqlite", *NO_RATE_LIMITS)
        cls.addClassCleanup(cls.server.clean_up)
        cls.server.start()
        cls.ada = cls.server.registered("ada@example.com")

    def upload(self, name: str, content: bytes) -> dict[str, Any]:
        answer = self.server.client(self.ada.token).upload("/files", [(name, content)])
        self.assertEqual(answer.status, 201, f"{name}: {answer}")
        return answer.json()["items"][0]

    def test_every_file_is_judged(self) -> None:
        rows = truths()

        def judge(number: int) -> None:
            for row in rows[number::UPLOADERS]:
                path = CAD / row["file"]
                answer = self.server.client(self.ada.token).upload("/files", [path])
                self.assertLess(answer.status, 500, f"{path.name}: {answer}")
                if row["expect"] in UNREADABLE and answer.status != 201:
                    self.assertIn(answer.json()["code"], ("unsupported_kind", "empty_file"), path.name)
                    continue
                self.assertEqual(answer.status, 201, f"{path.name}: {answer}")
                file = answer.json()["items"][0]
                if row["expect"] in UNREADABLE:
                    self.assertEqual((file["status"], file["analysis"]), ("failed", None), path.name)
                    self.assertTrue(file["problem"]["message"].endswith("."), file["problem"])
                elif row["expect"] in ("ok", "warn"):
                    self.assertEqual((file["status"], file["problem"], file["kind"]), ("ready", None, row["kind"]), path.name)

        at_once(UPLOADERS, judge)
        self.assertEqual(self.upload("box.stl", stl(box(10, 20, 30)))["status"], "ready", "it goes on serving")

    def test_a_killed_worker_costs_its_file_only(self) -> None:
        slow = CAD / "step/robot_arm_117_solids.step"
        content = slow.read_bytes() + b"\n"  # of its own, so that nothing is known of it yet
        answers: list[dict[str, Any]] = []
        asking = threading.Thread(target=lambda: answers.append(self.upload(slow.name, content)))
        asking.start()
        worker = awaited_children(self.server.process.pid, WORKER)[0]
        job = awaited_children(worker, WORKER)[0]
        os.kill(job, signal.SIGKILL)
        asking.join()
        self.assertEqual([(file["status"], file["analysis"]) for file in answers], [("failed", None)])
        self.assertTrue(answers[0]["problem"]["message"].endswith("."), answers)
        self.assertEqual(self.upload("box.stl", stl(box(10, 20, 31)))["status"], "ready", "another file is measured as ever")
        self.assertEqual(self.upload(slow.name, content)["status"], "ready", "the file's next try is not held against it")

    def test_the_worker_itself_may_die(self) -> None:
        self.upload("box.stl", stl(box(10, 20, 32)))
        worker = awaited_children(self.server.process.pid, WORKER)[0]
        os.kill(worker, signal.SIGKILL)
        self.assertEqual(self.upload("box.stl", stl(box(10, 20, 33)))["status"], "ready")
        self.assertTrue(self.server.alive())


class Restart(unittest.TestCase):
    def test_a_file_that_was_being_measured_is_finished_afterwards(self) -> None:
        for engine in ENGINES:
            with self.subTest(engine), Server(engine, *NO_RATE_LIMITS, "--analysis-patience", "0") as server:
                token = server.registered("ada@example.com").token
                answer = server.client(token).upload("/files", [CAD / "step/robot_arm_117_solids.step"])
                self.assertEqual(answer.status, 201, answer)
                file = answer.json()["items"][0]
                self.assertEqual((file["status"], file["analysis"]), ("analyzing", None))
                server.kill()
                server.start()
                pause = threading.Event()
                for _ in range(1200):
                    file = server.client(token).expect(200, "GET", f"/files/{file['id']}")
                    if file["status"] != "analyzing":
                        break
                    pause.wait(0.1)
                self.assertEqual((file["status"], file["analysis"]["bodies"]), ("ready", 117))
                self.assertEqual(server.verify().returncode, 0)
