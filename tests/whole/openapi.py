"""The program's own OpenAPI document: what may be asked, and an example of each."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from .server import run_program

Schema = dict[str, Any]
Pointer = tuple[str | int, ...]
RIVALS = {"file_id", "file", "dimensions_mm"}  # exactly one of them says what is meant


@dataclass
class Operation:
    method: str
    path: str  # without the prefix /api/v1
    query: list[str] = field(default_factory=list)
    headers: list[str] = field(default_factory=list)
    body: Schema | None = None
    example: Any = None  # the documented one
    full: Any = None  # with every member there is

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


class Document:
    def __init__(self) -> None:
        told = run_program("openapi")
        assert told.returncode == 0, told.stderr
        self.text = json.loads(told.stdout)

    def operations(self) -> Iterator[Operation]:
        for path, methods in self.text["paths"].items():
            for method, facts in methods.items():
                found = Operation(method.upper(), path.removeprefix("/api/v1"))
                for parameter in map(self.resolved, facts.get("parameters", [])):
                    {"query": found.query, "header": found.headers}.get(parameter["in"], []).append(parameter["name"])
                media = facts.get("requestBody", {}).get("content", {}).get("application/json")
                if media:
                    found.body = self.resolved(media["schema"])
                    found.example = media.get("example") or media.get("examples", {}).get("usual", {}).get("value", {})
                    found.full = self.full_example(found.body, found.example)
                yield found

    def resolved(self, schema: Schema) -> Schema:
        while "$ref" in schema:
            *_, kind, name = schema["$ref"].split("/")
            schema = self.text["components"][kind][name]
        for choice in schema.get("anyOf", []) + schema.get("oneOf", []):
            if choice.get("type") != "null":
                return self.resolved(choice)
        return schema

    def full_example(self, schema: Schema, given: Any = None) -> Any:
        """The given example, with the members that it leaves out."""
        schema = self.resolved(schema)
        if "properties" in schema:
            given = given if isinstance(given, dict) else {}
            return {name: self.full_example(of, given.get(name)) for name, of in schema["properties"].items()}
        if "items" in schema and isinstance(given, list) and given:
            return [self.full_example(schema["items"], given[0])]
        if given is not None:
            return given
        kinds = schema.get("type", "string")
        kind = kinds if isinstance(kinds, str) else kinds[0]
        if "enum" in schema:
            return schema["enum"][0]
        if kind == "array":
            return [self.full_example(schema["items"])]
        return {"integer": 1, "number": 1.5, "boolean": False, "object": {}}.get(kind, "text")


def places(value: Any, here: Pointer = ()) -> Iterator[Pointer]:
    """Every member and element of a JSON value, however deep."""
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in steps:
        yield (*here, step)
        yield from places(inner, (*here, step))


def placed(example: Any, full: Any, pointer: Pointer, value: Any) -> Any:
    """The example with a value at this place of the full one, and without what cannot stand beside it."""
    if not pointer:
        return value
    step, *rest = pointer
    if isinstance(full, list):
        return [placed(example[0] if example else None, full[0], tuple(rest), value)]
    copy = {name: inner for name, inner in (full if example is None else example).items() if not {name, step} <= RIVALS}
    return copy | {step: placed(copy.get(step), full[step], tuple(rest), value)}
