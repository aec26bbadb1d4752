"""What can be checked about documents: that they do not speak of things that are not there."""

import re
from collections.abc import Iterator

from .rules import Finding, line_of
from .tree import Tree

LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)|!\[[^\]]*\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
QUOTE = re.compile(r"<!-- quoted from (\S+) -->\s*```[^\n]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
REQUIREMENT = re.compile(r"\b(?:PL|MF|PF|CO|MV|CR)-[0-9A-Z]{2}\b")
ROW = re.compile(r"^\| ((?:PL|MF|PF|CO|MV|CR)-[0-9A-Z]{2}) \|([^|]*)\|([^|]*)\|(.*)\|$", re.MULTILINE)
NAMED_PATH = re.compile(r"`((?:src|tools|tests|docs|cmake|bench|web)/[\w./-]+)`")
STATES = {"", "part", "done"}
FEATURES = "docs/features.md"


def markdown(tree: Tree) -> list[tuple[str, str]]:
    return tree.matching(r"\.md$")


def exists(tree: Tree, path: str) -> bool:
    path = path.rstrip("/")
    return path in tree.files or path in tree.folders


def resolve(path: str, link: str) -> str:
    parts = path.split("/")[:-1]
    for step in link.split("/"):
        if step == "..":
            parts = parts[:-1] if parts else ["(outside)"]
        elif step not in ("", "."):
            parts.append(step)
    return "/".join(parts)


def anchors(text: str) -> set[str]:
    headings = re.findall(r"^#+ (.*)$", FENCE.sub("", text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def links(tree: Tree) -> Iterator[Finding]:
    """Every link inside the repository leads somewhere."""
    for path, text in markdown(tree):
        prose = FENCE.sub(lambda found: "\n" * found[0].count("\n"), text)
        for found in LINK.finditer(prose):
            target, _, anchor = (found[1] or found[2]).partition("#")
            if re.match(r"[a-z]+:", target):
                continue
            place = resolve(path, target) if target else path
            if not exists(tree, place):
                yield Finding(path, line_of(text, found.start()), f"link to {target}, which is not there")
            elif anchor and place.endswith(".md") and anchor not in anchors(tree.files[place]):
                yield Finding(path, line_of(text, found.start()), f"link to #{anchor}, which is no heading of {place}")


def quotes(tree: Tree) -> Iterator[Finding]:
    """Code under `<!-- quoted from PATH -->` stands in that file word for word; a line `…` leaves something out."""
    for path, text in markdown(tree):
        for found in QUOTE.finditer(text):
            source = tree.files.get(found[1])
            rest = source or ""
            for piece in re.split(r"^\s*(?:// )?…\s*$\n", found[2], flags=re.MULTILINE):
                before, hit, rest = rest.partition(piece.strip("\n"))
                if not hit and piece.strip():
                    reason = "has no such lines" if source is not None else "is not there"
                    yield Finding(path, line_of(text, found.start()), f"{found[1]} {reason}")
                    break


def features(tree: Tree) -> Iterator[Finding]:
    """The table of features names each requirement once, and proves what it calls done."""
    text = tree.files.get(FEATURES, "")
    seen: set[str] = set()
    for row in ROW.finditer(text):
        name, state, proof = row[1], row[3].strip(), row[4].strip()
        line = line_of(text, row.start())
        if name in seen:
            yield Finding(FEATURES, line, f"{name} stands here twice")
        seen.add(name)
        if state not in STATES:
            yield Finding(FEATURES, line, f"state '{state}'; there are: empty, part, done")
        if state == "done" and not proof:
            yield Finding(FEATURES, line, f"{name} is done, but nothing proves it")


def requirements(tree: Tree) -> Iterator[Finding]:
    """A requirement id in a file is one of the table's."""
    known = {row[1] for row in ROW.finditer(tree.files.get(FEATURES, ""))}
    for path, text in tree.matching(r"^(src|tests|docs|bench|web)/|^[A-Z]+\.md$"):
        for found in REQUIREMENT.finditer(text):
            if found[0] not in known:
                yield Finding(path, line_of(text, found.start()), f"{found[0]} is not in {FEATURES}")


def decisions(tree: Tree) -> Iterator[Finding]:
    """Decisions are numbered without gaps and say context, decision and consequence."""
    records = sorted(tree.matching(r"^docs/adr/\d{4}-.*\.md$"))
    for number, (path, text) in enumerate(records):
        if not path.startswith(f"docs/adr/{number:04}-"):
            yield Finding(path, 0, f"expected number {number:04}")
        for heading in ("Context", "Decision", "Consequence"):
            if f"\n## {heading}" not in text:
                yield Finding(path, 0, f"has no section {heading}")


def named_paths(tree: Tree) -> Iterator[Finding]:
    """A path in backquotes is a path of this repository, or of the module that the document describes."""
    for path, text in markdown(tree):
        for found in NAMED_PATH.finditer(text):
            name = found[1].rstrip("/.")
            is_there = exists(tree, name) or exists(tree, resolve(path, name))
            if not is_there and not path.startswith("docs/adr/"):
                yield Finding(path, line_of(text, found.start()), f"{name} is not there")


def targets(tree: Tree) -> Iterator[Finding]:
    """A `make` command in backquotes or at the start of a line of a shell block can be made."""
    known = set(re.findall(r"^([a-z-]+):", tree.files.get("Makefile", ""), re.MULTILINE))
    for path, text in markdown(tree):
        for found in re.finditer(r"(?:`|^\$ |^)make ([a-z-]+)(?=`|\s*$|\s+#| [A-Z_]+=)", text, re.MULTILINE):
            if found[1] not in known:
                yield Finding(path, line_of(text, found.start()), f"make {found[1]} is not in the Makefile")
