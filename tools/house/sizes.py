"""Sizes as a ratchet: functions of at most 60 lines, files of at most 400. What is larger today is listed with its size
in tools/tidy_ratchet.txt and may only shrink."""

import ast
import re
from collections.abc import Iterator

from .rules import Finding
from .tree import Tree, without_comments

FUNCTION_LINES, FILE_LINES = 60, 400
RATCHET = "tools/tidy_ratchet.txt"
CODE = r"\.(cpp|hpp|h|c|py|sh|cmake|js|mjs|ts|tsx)$|^tools/[\w-]+$|^Makefile$|/CMakeLists\.txt$"


def sizes(tree: Tree) -> Iterator[Finding]:
    """No file and no function grows beyond what one can read, and what is listed shrinks."""
    allowed = read_ratchet(tree)
    found = too_large(tree)
    for name, size in found.items():
        limit = FUNCTION_LINES if ":" in name else FILE_LINES
        if size > max(limit, allowed.get(name, 0)):
            yield Finding(name, 0, f"{size} lines; {allowed.get(name, limit)} are allowed: split it")
    for name, size in allowed.items():
        if found.get(name, 0) < size:
            yield Finding(RATCHET, 0, f"{name} has shrunk to {found.get(name, 'the limit')}: run tools/tidy --tighten")


def read_ratchet(tree: Tree) -> dict[str, int]:
    lines = [line.split() for line in tree.files.get(RATCHET, "").splitlines() if line and line[0] != "#"]
    return {name: int(size) for size, name in lines}


def tightened(tree: Tree) -> str:
    """The ratchet with every entry as small as the code is by now; it never gains or raises an entry."""
    found = too_large(tree)
    comments = [line for line in tree.files.get(RATCHET, "").splitlines() if line.startswith("#")]
    entries = [f"{min(size, found[name])} {name}" for name, size in read_ratchet(tree).items() if name in found]
    return "\n".join([*comments, *entries]) + "\n"


def too_large(tree: Tree) -> dict[str, int]:
    found: dict[str, int] = {}
    for path, text in tree.matching(CODE):
        if text.count("\n") > FILE_LINES:
            found[path] = text.count("\n")
        functions = cpp_functions(text) if path.endswith("pp") else python_functions(text) if is_python(path, text) else []
        for name, lines in functions:
            if lines > FUNCTION_LINES:
                found[f"{path}:{name}"] = max(lines, found.get(f"{path}:{name}", 0))
    return found


def is_python(path: str, text: str) -> bool:
    return path.endswith(".py") or text.startswith("#!/usr/bin/env python3")


def python_functions(text: str) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, node.end_lineno - node.lineno + 1


def cpp_functions(text: str) -> Iterator[tuple[str, int]]:
    """Our formatting gives the brace of a function, and only of a function, a line of its own."""
    lines = without_comments(text).splitlines()
    opened: list[tuple[str, int]] = []  # indentation and line number of braces not closed yet
    for number, line in enumerate(lines):
        bare = line.strip()
        indent = line[: len(line) - len(line.lstrip())]
        if bare == "{":
            opened.append((indent, number))
        elif bare.startswith("}") and opened and opened[-1][0] == indent:
            start = signature_start(lines, opened.pop()[1])
            yield function_name(" ".join(lines[start:number])), number - start + 1


def signature_start(lines: list[str], brace: int) -> int:
    start = brace
    while start > 0 and lines[start - 1].strip() and not lines[start - 1].strip().endswith((";", "{", "}", ":")):
        start -= 1
    return start


def function_name(text: str) -> str:
    test = re.match(r"\s*(TEST|TEST_F|TEST_P|BENCHMARK\w*)\(([^)]*)\)", text)
    if test:
        return test[2].replace(", ", ".")
    name = re.search(r"([\w:~]+)\s*\(", text)
    return name[1] if name else "block"
