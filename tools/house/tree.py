"""The files that the rules look at: the repository's, or the virtual ones of an example."""

import os
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

PLACES = ("src", "tests", "bench", "tools", "cmake", "web", "docs", ".ci")
TEXT = {".cpp", ".hpp", ".h", ".c", ".py", ".sh", ".cmake", ".txt", ".js", ".mjs", ".ts", ".tsx", ".css", ".html", ".sql",
        ".test", ".md", ".toml", ".json", ""}
PRUNED = {"node_modules", "__pycache__", "web/dist", "tools/tidy_examples", "tools/docs_examples"}
GENERATED = {"web/src/api/schema.d.ts"}  # made by the build, beside the sources that use it
DATA = "tests/data/"  # other people's files: known by name only
COMMENT_OR_STRING = re.compile(r'//[^\n]*|/\*.*?\*/|R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"', re.DOTALL)


def without_comments(text: str) -> str:
    """C++ text in which comments are blank; strings and line numbers stay."""
    blank = lambda found: found[0] if found[0][0] in '"R' else re.sub(r"[^\n]", " ", found[0])  # noqa: E731
    return COMMENT_OR_STRING.sub(blank, text)


@dataclass
class Tree:
    files: dict[str, str]  # path from the top of the repository → text

    def matching(self, pattern: str) -> list[tuple[str, str]]:
        wanted = re.compile(pattern)
        return [(path, text) for path, text in self.files.items() if wanted.search(path)]

    @cached_property
    def folders(self) -> set[str]:
        return {parent.as_posix() for path in self.files for parent in PurePosixPath(path).parents}

    @cached_property
    def code(self) -> dict[str, str]:
        """C++ below src without comments."""
        return {path: without_comments(text) for path, text in self.matching(r"^src/.*\.[ch]pp$")}


def read_tree(top: Path) -> Tree:
    files = {path.name: read(path) for path in top.iterdir() if path.is_file() and path.suffix in TEXT and path.name != ".git"}
    for place in PLACES:
        for folder, folders, names in os.walk(top / place):
            here = Path(folder).relative_to(top)
            folders[:] = sorted(name for name in folders if not {name, (here / name).as_posix()} & PRUNED)
            for name in sorted(names):
                path = (here / name).as_posix()
                if path in GENERATED:
                    continue
                is_text = Path(name).suffix in TEXT and not path.startswith(DATA)
                files[path] = read(top / path) if is_text else ""
    return Tree(files)


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


def read_example(path: Path) -> Tree:
    """Several virtual files in one, each after a line `=== its/path`; `… N lines` stands for N lines of filling."""
    files: dict[str, str] = {}
    for part in re.split(r"^=== ", read(path), flags=re.MULTILINE)[1:]:
        name, _, text = part.partition("\n")
        filling = lambda found: "    step();\n" * int(found[1])  # noqa: E731
        files[name.strip()] = re.sub(r"… (\d+) lines\n", filling, text)
    return Tree(files)
