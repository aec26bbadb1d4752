"""The tour of the README, word for word: what it shows is what happens."""

import os
import re
import subprocess
import tempfile
import unittest
from pathlib import Path

from .server import SOURCE, Server

README = SOURCE / "README.md"
DOCUMENTED_ADDRESS = "API=http://127.0.0.1:8080/api/v1"


def commands_below(heading: str) -> str:
    """The shell block that follows a heading of the README."""
    found = re.search(rf"^## {re.escape(heading)}$.*?^```sh\n(.*?)^```", README.read_text(), re.MULTILINE | re.DOTALL)
    assert found, f"README.md has no commands below {heading!r}"
    return found[1]


def run_tour(script: str, place: Path) -> subprocess.CompletedProcess[str]:
    """In a folder that looks like the repository, so that what a command writes does not land in it."""
    for name in ("build", "demo"):
        (place / name).symlink_to(SOURCE / name)
    return subprocess.run(["bash", "-eu", "-o", "pipefail", "-c", script], cwd=place, stdin=subprocess.DEVNULL, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120, check=False,
                          env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"})


class Tour(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory(prefix="guildhall-tour.")
        self.addCleanup(folder.cleanup)
        self.place = Path(folder.name)

    def test_command_line(self) -> None:
        done = run_tour(commands_below("Two minutes with the command line"), self.place)
        self.assertEqual(done.returncode, 0, done.stdout)
        self.assertTrue((self.place / "as1.png").read_bytes().startswith(b"\x89PNG"), "the picture is a PNG")
        self.assertRegex(done.stdout, r"(?s)as1_oc_214_assembly\.stp\n.*part \d+ × nut", "the assembly's parts are named")
        self.assertRegex(done.stdout, r"(?m)^ +100 +\d+\.\d\d USD +\d+\.\d\d USD$", "a row for each quantity")
        self.assertRegex(done.stdout, r'(?m)^\{"file":"demo/cad/handle_clean.stl","service":"cnc","material":"al_6061",.*"total":"\d+\.\d\d"')

    def test_curl(self) -> None:
        tour = commands_below("Two minutes with curl")
        self.assertIn(DOCUMENTED_ADDRESS, tour)
        with Server(demo=True) as server:
            script = tour.replace(DOCUMENTED_ADDRESS, f"API=http://127.0.0.1:{server.port}/api/v1")
            done = run_tour(script + '\necho "quote $QUOTE order $ORDER token $TOKEN"\n', self.place)
            self.assertEqual(done.returncode, 0, done.stdout + server.log())
            *_, status, transitions, last = done.stdout.strip().splitlines()
            self.assertTrue(status.endswith("accepted"), done.stdout)
            self.assertEqual(transitions, "['in_production', 'on_hold', 'cancelled']")
            quote, order, token = last.split()[1::2]
            ada = server.client(token)
            converted = ada.expect(200, "GET", f"/quotes/{quote}")
            self.assertEqual((converted["status"], converted["sales_order_id"]), ("converted", order))
            self.assertEqual([line["file_name"].rpartition(".")[2] for line in converted["lines"]], ["stl", "stp", "3mf"])
            self.assertEqual(ada.expect(200, "GET", f"/sales-orders/{order}")["status"], "confirmed")
