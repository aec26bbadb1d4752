"""The rules of the house that a machine can keep. Each yields one finding per violation; docs/style.md gives the reasons."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .tree import Tree, without_comments


@dataclass(frozen=True)
class Finding:
    path: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.text}" if self.line else f"{self.path}: {self.text}"


INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]', re.MULTILINE)

# Which headers may be seen where: a library has one home, so that it can be replaced there.
HOMES = [
    (re.compile(r"^boost/(asio|beast)\b"), "Asio and Beast", ("src/foundation/edge/",)),
    (re.compile(r"^(sqlite3(ext)?\.h|libpq-fe\.h|libpq/|postgres_ext\.h)"), "SQLite and libpq", ("src/foundation/db/",)),
    (re.compile(r"^curl/"), "libcurl", ("src/foundation/outbound/",)),
    (re.compile(r"^hiredis/"), "hiredis", ("src/foundation/redis/",)),
    (re.compile(r"^(opencascade/.*|\w+\.hxx)$"), "OpenCASCADE", ("src/engines/step/",)),
    # Whatever is sealed is sealed through a column that is known when keys are replaced.
    (re.compile(r"^crypto/seal\.hpp$"), "crypto/seal.hpp", ("src/platform/secrets/", "src/foundation/crypto/")),
]

# Left to right; {make, move} are neighbours that do not know each other.
ROOMS = {"foundation": 0, "engines": 1, "platform": 2, "relate": 3, "sell": 4, "make": 5, "move": 5, "connectors": 6, "app": 7}

# Exceptions are for bugs and broken infrastructure; these places turn them into answers.
MAY_CATCH = re.compile(r"^src/(foundation/(http|jobs|edge|db)/|app/|[^:]*/tests/|engines/[^:]*worker)")

BANNED_WORDS = {"util", "utils", "manager", "managers", "helper", "helpers", "service", "impl", "common"}
PROMISES = re.compile(r"\b(TODO|FIXME|XXX)\b")
SLEEP = re.compile(r"\b(sleep_for|sleep_until|usleep|nanosleep|waitForTimeout|time\.sleep)\b|(?<![\w.])sleep\(")
MACHINE_PATH = re.compile(r"""(?:^|["'`\s(=:])(/(?:work|home|root|tmp)(?=[/"'`\s)]|$))""", re.MULTILINE)


def line_of(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1


def includes(tree: Tree) -> Iterator[Finding]:
    """A library is included only in its home."""
    for path, code in tree.code.items():
        for found in INCLUDE.finditer(code):
            for pattern, name, homes in HOMES:
                if pattern.match(found[1]) and not path.startswith(homes):
                    yield Finding(path, line_of(code, found.start(1)), f"{name} may be included only in {', '.join(homes)}")


def rooms(tree: Tree) -> Iterator[Finding]:
    """A room includes only itself and rooms to its left."""
    room_of_header = {path.split("/public/")[1]: path.split("/")[1] for path in tree.code if "/public/" in path}
    for path, code in tree.code.items():
        room = path.split("/")[1]
        for found in INCLUDE.finditer(code):
            other = room_of_header.get(found[1])
            if other is None or other == room or other not in ROOMS or room not in ROOMS:
                continue
            if ROOMS[other] >= ROOMS[room]:
                yield Finding(path, line_of(code, found.start(1)), f"{room} must not know {other}; let an event carry it")


def money(tree: Tree) -> Iterator[Finding]:
    """No floating point on a line that names Money, unless it says why by `tidy: allow-double`."""
    for path, code in tree.code.items():
        raw = tree.files[path].splitlines()
        for number, line in enumerate(code.splitlines(), 1):
            if re.search(r"\b(double|float)\b", line) and re.search(r"\bMoney\b", line):
                if "tidy: allow-double" not in raw[number - 1]:
                    yield Finding(path, number, "floating point near Money")


def names(tree: Tree) -> Iterator[Finding]:
    """Files and folders are nouns and verbs, not places to put things."""
    for path in tree.files:
        if path.startswith(("src/", "tests/", "bench/", "tools/", "web/")) and not path.startswith("tests/data/"):
            banned = BANNED_WORDS & set(re.split(r"[/_.\-]", path.lower()))
            if banned:
                yield Finding(path, 0, f"'{banned.pop()}' says nothing: name what it is or does")


def promises(tree: Tree) -> Iterator[Finding]:
    """Work that is left goes to the roadmap, where it is seen."""
    for path, text in tree.files.items():
        if path != "tools/house/rules.py":
            for found in PROMISES.finditer(text):
                yield Finding(path, line_of(text, found.start()), f"{found[0]}: do it now or put it on docs/roadmap.md")


def sleeping(tree: Tree) -> Iterator[Finding]:
    """A test that sleeps is slow when it is right and wrong when the machine is slow."""
    for path, text in tree.matching(r"(^|/)tests/.*\.(cpp|hpp|py|mjs|ts|tsx)$|\.(test|spec)\.(ts|tsx)$"):
        code = without_comments(text) if path.endswith("pp") else text
        for found in SLEEP.finditer(code):
            yield Finding(path, line_of(code, found.start()), "tests do not sleep: poll with a deadline")


def catching(tree: Tree) -> Iterator[Finding]:
    """Exceptions never carry a business answer. Other places are listed, with a reason, in tools/tidy_catch.txt."""
    allowed = tuple(line.split()[0] for line in tree.files.get("tools/tidy_catch.txt", "").splitlines() if line[:4] == "src/")
    for path, code in tree.code.items():
        if MAY_CATCH.match(path) or path.startswith(allowed):
            continue
        for found in re.finditer(r"\bcatch\s*\(", code):
            yield Finding(path, line_of(code, found.start()), "catch outside http, jobs, edge, db, app and the analysis worker")


def readmes(tree: Tree) -> Iterator[Finding]:
    """Every module says in at most 40 lines what it is for."""
    for path, _ in tree.matching(r"^src/[^/]+/[^/]+/CMakeLists\.txt$"):
        readme = path.replace("CMakeLists.txt", "README.md")
        if readme not in tree.files:
            yield Finding(readme, 0, "missing: purpose, invariants, tables, events, requirement ids")
        elif tree.files[readme].count("\n") > 40:
            yield Finding(readme, 0, "longer than 40 lines")


def paths(tree: Tree) -> Iterator[Finding]:
    """No path of the machine it was written on."""
    for path, text in tree.files.items():
        if path.startswith(("tests/", "tools/")) or "/tests/" in path:
            continue
        for found in MACHINE_PATH.finditer(text):
            yield Finding(path, line_of(text, found.start(1)), f"{found[1]} is a path of one machine")
