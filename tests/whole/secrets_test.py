"""The key that seals secrets is replaced from the command line; without the right keys nothing is changed (PL-68)."""

import shutil
import tempfile
import unittest
from pathlib import Path

from .server import ENGINES, new_database, run_program

FIRST, SECOND, OTHER = "first key " * 4, "second key " * 4, "another key " * 4


class Rotation(unittest.TestCase):
    def setUp(self) -> None:
        self.place = Path(tempfile.mkdtemp(prefix="guildhall-secrets."))
        self.addCleanup(shutil.rmtree, self.place, ignore_errors=True)

    def run_on(self, engine: str, *words: str) -> tuple[int, str]:
        database = ["--database", self.url] if engine == "postgres" else []
        done = run_program(*words, "--data", self.place / engine, "--test-mode", *database, seconds=300)
        return done.returncode, done.stdout + done.stderr

    def expect(self, engine: str, status: int, words: list[str], *texts: str) -> str:
        got, output = self.run_on(engine, *words)
        self.assertEqual(got, status, output)
        for text in texts:
            self.assertIn(text, output)
        return output

    def test_another_key_seals_and_the_old_one_goes(self) -> None:
        for engine in ENGINES:
            with self.subTest(engine=engine):
                self.url = new_database() if engine == "postgres" else ""
                self.expect(engine, 0, ["demo", "--secret-key", FIRST])  # its webhooks have secrets
                before = self.expect(engine, 0, ["secrets", "--secret-key", FIRST], "webhook.secret", "current")
                self.expect(engine, 2, ["secrets", "rotate", "--sealing-key", "short", "--secret-key", FIRST], "32 characters")
                self.expect(engine, 2, ["secrets", "rotate", "--sealing-key-file", str(self.place / "none"), "--secret-key", FIRST], "cannot read")
                self.expect(engine, 2, ["secrets", "rotate", "--sealing-key", SECOND, "--secret-key", OTHER], "nothing was changed", "is not configured")
                self.assertEqual(before, self.expect(engine, 0, ["secrets", "--secret-key", FIRST]))
                self.expect(engine, 0, ["secrets", "rotate", "--sealing-key", SECOND, "--secret-key", FIRST], "older keys may go")
                self.expect(engine, 0, ["secrets", "rotate", "--sealing-key", SECOND, "--secret-key", FIRST], "0 sealed anew")
                self.expect(engine, 0, ["verify", "--sealing-key", SECOND, "--secret-key", OTHER], "the current one", "All invariants hold")
                self.expect(engine, 1, ["verify", "--secret-key", FIRST], "is not configured")


if __name__ == "__main__":
    unittest.main()
