"""The command line that libFuzzer gets, without building a fuzz target."""

import tempfile
import unittest
from pathlib import Path

from suite.fuzzing import command_line


class CommandLine(unittest.TestCase):
    def setUp(self) -> None:
        place = tempfile.TemporaryDirectory()
        self.addCleanup(place.cleanup)
        self.place = Path(place.name)
        self.corpus, self.folder = self.place / "corpus", self.place / "folder"
        self.one, self.other = self.place / "one.stl", self.place / "other.stl"
        for folder in (self.corpus, self.folder):
            folder.mkdir()
        for file in (self.one, self.other):
            file.write_bytes(b"solid")

    def command(self, *seeds: Path) -> list[str]:
        return command_line(self.place / "fuzz_stl", self.corpus, list(seeds), 5)

    def test_only_folders_are_positional(self) -> None:
        command = self.command(self.one, self.folder, self.other)
        positional = [word for word in command[1:] if not word.startswith("-")]
        self.assertEqual(positional, [str(self.corpus), str(self.folder)])
        self.assertIn(f"-seed_inputs={self.one},{self.other}", command)

    def test_without_files_there_is_no_list_of_files(self) -> None:
        self.assertFalse([word for word in self.command(self.folder) if word.startswith("-seed_inputs")])

    def test_a_seed_that_is_not_there_is_named(self) -> None:
        with self.assertRaisesRegex(FileNotFoundError, "fuzz_stl: .*gone.stl"):
            self.command(self.place / "gone.stl")


if __name__ == "__main__":
    unittest.main()
