"""Runs a set of rules over the repository, or over their own examples."""

from collections.abc import Callable, Iterator
from pathlib import Path

from .rules import Finding
from .tree import Tree, read_example, read_tree

TOP = Path(__file__).resolve().parent.parent.parent
Rule = Callable[[Tree], Iterator[Finding]]


def check(rules: list[Rule]) -> int:
    tree = read_tree(TOP)
    findings = [(rule, finding) for rule in rules for finding in rule(tree)]
    for rule, finding in findings:
        print(f"{finding} [{rule.__name__}: {(rule.__doc__ or '').strip().splitlines()[0]}]")
    print(f"{len(tree.files)} files, {len(rules)} rules, {len(findings)} findings")
    return 1 if findings else 0


def self_test(rules: list[Rule], examples: str) -> int:
    """Each rule finds its bad example, line by line, and nothing in its good one; no other rule is confused by either."""
    wrong = []
    for rule in rules:
        for kind, expected in (("good", set()), ("bad", {rule.__name__})):
            example = TOP / "tools" / examples / f"{rule.__name__}.{kind}.txt"
            tree = read_example(example)
            fired = {other.__name__ for other in rules if list(other(tree))}
            if fired != expected:
                wrong.append(f"{example.name}: expected {expected or 'nothing'}, found {fired or 'nothing'}")
            # Each line that must be found is marked, so that half of a rule cannot die unseen.
            marked, found = sum(text.count("<- bad") for text in tree.files.values()), len(list(rule(tree)))
            if marked != found:
                wrong.append(f"{example.name}: {marked} lines are marked, {found} found")
    print("\n".join(wrong) or f"{len(rules)} rules, each with a good and a bad example")
    return 1 if wrong else 0
